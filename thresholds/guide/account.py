"""What a text says, as far as words can tell: its units with the keys they match, negation taken into account, and the ages it tells of."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from thresholds.guide.ages import ages_in
from thresholds.guide.expressions import Expressions, Found
from thresholds.guide.glossary import Glossary
from thresholds.guide.wording import Word, words

REACH = 6
"""The most words that a word of negation reaches."""
BY_MEANING, BY_SLIP, BY_BEGINNING, SPARED, INSIDE, FAINT = 0.8, 0.7, 0.6, 0.7, 0.5, 0.35
"""How much counts what only means the same, what is a slip away, what is only begun, what follows `won't`, a word inside a longer
expression, and a word that says little."""
Correct = Callable[[Word], str | None]
Begun = Callable[[str], tuple[str, ...]]


class Unit(NamedTuple):
    """A word or expression of a text that may match something, with the keys it matches by and how much each counts.

    A key is a stem, `#name` for a list of the glossary, `~words` for an expression of one, `=words` for a search word of
    several words; with `-` before it, negated.
    """

    typed: str
    keys: Mapping[str, float]
    sentence: int
    first: int
    last: int
    meant: str = ""
    """The known word that a slip was taken for."""


class Account(NamedTuple):
    """A text as read."""

    units: tuple[Unit, ...]
    ages: frozenset[str]
    danger: tuple[str, ...]
    """The danger words in it, as typed. Negation does not take them away: a denial is no safety."""


def read_account(
    text: str, glossary: Glossary, own: Expressions | None = None, correct: Correct | None = None, begun: Begun | None = None
) -> Account:
    """Read `text`. `own` are expressions beside the glossary's; `correct` gives the stem that a misspelt word means.

    `begun` gives the stems that a word still being typed may become; it is asked for the last word only.
    """
    typed = words(text, glossary.spelling)
    meant = [correct(word) if correct else None for word in typed]
    read = [word._replace(stem=stem) if stem else word for word, stem in zip(typed, meant, strict=True)]
    spans = [found for expressions in (glossary.expressions, own) if expressions for found in expressions.find(read)]
    inside = {place for span in spans for place in range(span.first, span.last + 1) if span.key[0] in "#="}
    counts = _counts(read, glossary, inside)
    units = _expressions(read, spans, counts)
    for place, word in enumerate(read):
        if (word.stem not in glossary.hollow and not word.stem.isdigit()) or _is_short(word, glossary):
            sure = (BY_SLIP if meant[place] else 1.0) * (INSIDE if place in inside else 1.0)
            units.append(_unit(read, place, place, _keys(word, glossary, counts[place], sure))._replace(meant=meant[place] or ""))
    if begun and typed:
        units.append(_unit(read, len(read) - 1, len(read) - 1, dict.fromkeys(begun(read[-1].typed), BY_BEGINNING)))
    ages = {span.key[1:] for span in spans if span.key[0] == "@"}
    ages |= {key[1:] for word in read for key in glossary.keys_of(word.stem) if key[0] == "@"}
    return Account(tuple(units), ages_in(text) | ages, _danger(read, spans, glossary))


def _expressions(text: Sequence[Word], spans: Sequence[Found], counts: Sequence[float]) -> list[Unit]:
    """Give the expressions found as units, those of the same words together: by themselves, and by what they mean."""
    keys: dict[tuple[int, int], dict[str, float]] = {}
    for span in spans:
        if span.key[0] in "#=":
            here = keys.setdefault((span.first, span.last), {})
            sure, negated = counts[span.first] or 1.0, "" if counts[span.first] else "-"
            here[negated + span.key] = sure * (BY_MEANING if span.key[0] == "#" else 1.0)
            if span.key[0] == "#":
                here[negated + span.exact] = sure
    return [_unit(text, first, last, found) for (first, last), found in keys.items()]


def _unit(text: Sequence[Word], first: int, last: int, keys: Mapping[str, float]) -> Unit:
    return Unit(" ".join(word.typed for word in text[first : last + 1]), keys, text[first].sentence, first, last)


def _keys(word: Word, glossary: Glossary, counts: float, sure: float) -> dict[str, float]:
    """Give what a word matches by: itself, and what means the same. A negated word matches only what the guide negates too."""
    keys = {word.stem: sure * (FAINT if word.stem in glossary.faint else 1.0)}
    for key in glossary.keys_of(word.stem):
        if key[0] == "#" and (not key[1:].isupper() or word.stem not in glossary.capitals or word.capitals):
            keys[key] = sure * BY_MEANING
    if not counts:
        return {f"-{key}": weight for key, weight in keys.items()}
    if counts < 1:
        return {sign + key: weight * counts for sign in ("", "-") for key, weight in keys.items()}
    return keys


def _is_short(word: Word, glossary: Glossary) -> bool:
    """Say whether a word that says nothing stands for something here: SEND, in capitals."""
    return word.capitals and word.stem in glossary.capitals


def _counts(text: Sequence[Word], glossary: Glossary, inside: set[int]) -> list[float]:
    """Give for each word how much it counts: 1, or less after a word of negation that is not part of an expression."""
    counts = [1.0] * len(text)
    for place, word in enumerate(text):
        if place in inside or word.stem not in glossary.negators:
            continue
        reach = _reach(text, place, glossary)
        if not reach or text[reach[0]].stem in glossary.idle:
            continue
        cuts = word.stem in glossary.cuts or any(text[at].stem in glossary.firm for at in reach[:3])
        for at in reach:
            counts[at] = 0.0 if cuts else min(counts[at], SPARED)
    return counts


def _reach(text: Sequence[Word], place: int, glossary: Glossary) -> list[int]:
    """Give the places that a word of negation reaches: its clause, on over a list that ends in `or`, at most REACH words."""
    found: list[int] = []
    for at in range(place + 1, min(place + 1 + REACH, len(text))):
        word = text[at]
        if word.sentence != text[place].sentence or (word.stem in glossary.ends and found):
            break
        if word.clause != text[at - 1].clause and not _list_goes_on(text, at):
            break
        found.append(at)
    return found


def _list_goes_on(text: Sequence[Word], at: int) -> bool:
    """Say whether a comma is one of a list with `or` in it: no bruises, burns or cuts."""
    return any(word.stem in ("or", "nor") for word in text[at : at + 5] if word.sentence == text[at].sentence)


def _danger(text: Sequence[Word], spans: Sequence[Found], glossary: Glossary) -> tuple[str, ...]:
    found = [(span.first, _unit(text, span.first, span.last, {}).typed) for span in spans if span.key == "!"]
    found += [(place, word.typed) for place, word in enumerate(text) if "!" in glossary.keys_of(word.stem)]
    return tuple(dict.fromkeys(typed for _, typed in sorted(found)))
