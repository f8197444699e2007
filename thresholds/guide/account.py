"""What a text says, as far as words can tell: its units with the keys they match, negation taken into account, and the ages it tells of."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from thresholds.guide.ages import ages_in
from thresholds.guide.expressions import Expressions, Found
from thresholds.guide.glossary import INERT, VOID, Glossary
from thresholds.guide.wording import Word, words

REACH = 6
"""The most words that a word of negation reaches."""
NEAR = 3
"""How near a word of negation must stand for what it negates to match what the guide itself negates."""
BY_MEANING, BY_SLIP, BY_BEGINNING, SPARED, INSIDE, FAINT, DENIED = 0.8, 0.7, 0.6, 0.7, 0.5, 0.35, 0.6
"""How much counts what only means the same, what is a slip away, what is only begun, what follows `won't`, a word inside a longer
expression, a word that says little, and a word that both the text and the guide negate."""
Correct = Callable[[Word], str | None]
Begun = Callable[[str], tuple[str, ...]]


NOTHING: Mapping[str, float] = MappingProxyType({})


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
    denied: Mapping[str, float] = NOTHING
    """Where a word of negation stands before it: the keys it would have without. A word search cannot tell a yes from a no."""


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
    spans, void = _without_void(spans, glossary)
    inside = {place for span in spans for place in span.places if span.key[0] in "#="}
    inert = {place for span in spans for place in span.places if span.key == INERT}
    counts, near = _counts(read, glossary, inside | inert | void)
    units = _expressions(read, spans, counts, near)
    for place, word in enumerate(read):
        if place in void:
            continue
        if (word.stem not in glossary.hollow and not word.stem.isdigit()) or _is_short(word, glossary):
            sure = (BY_SLIP if meant[place] else 1.0) * (INSIDE if place in inside else 1.0)
            keys, denied = _told(_keys(word, glossary, sure), counts[place], place in near)
            units.append(Unit(word.typed, keys, word.sentence, place, place, meant[place] or "", denied))
    if begun and typed:
        units.append(_unit(read, len(read) - 1, len(read) - 1, dict.fromkeys(begun(read[-1].typed), BY_BEGINNING)))
    ages = {span.key[1:] for span in spans if span.key[0] == "@"}
    ages |= {key[1:] for word in read for key in glossary.keys_of(word.stem) if key[0] == "@"}
    return Account(tuple(units), ages_in(text) | ages, _danger(read, spans, void, glossary))


def _without_void(spans: Sequence[Found], glossary: Glossary) -> tuple[list[Found], set[int]]:
    """Give the expressions that stand outside those that mean nothing here (*her phone died*), and the places of these."""
    void = {place for span in spans if span.key == VOID for place in span.places}
    return [span for span in spans if span.key != VOID and void.isdisjoint(span.places)], void


def _expressions(text: Sequence[Word], spans: Sequence[Found], counts: Sequence[float], near: set[int]) -> list[Unit]:
    """Give the expressions found as units, those of the same words together: by themselves, and by what they mean."""
    keys: dict[tuple[int, int], dict[str, float]] = {}
    for span in spans:
        if span.key[0] in "#=":
            here = keys.setdefault((span.first, span.last), {})
            here[span.key] = BY_MEANING if span.key[0] == "#" else 1.0
            if span.key[0] == "#":
                here[span.exact] = 1.0
    found = []
    for (first, last), plain in keys.items():
        told, denied = _told(plain, counts[first], first in near)
        found.append(_unit(text, first, last, told)._replace(denied=denied))
    return found


def _unit(text: Sequence[Word], first: int, last: int, keys: Mapping[str, float]) -> Unit:
    return Unit(" ".join(word.typed for word in text[first : last + 1]), keys, text[first].sentence, first, last)


def _keys(word: Word, glossary: Glossary, sure: float) -> dict[str, float]:
    """Give what a word matches by: itself, and what means the same."""
    keys = {word.stem: sure * (FAINT if word.stem in glossary.faint else 1.0)}
    for key in glossary.keys_of(word.stem):
        if key[0] == "#" and (not key[1:].isupper() or word.stem not in glossary.capitals or word.capitals):
            keys[key] = sure * BY_MEANING
    return keys


def _told(keys: dict[str, float], counts: float, is_near: bool) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """Give the keys that count, and those that would without negation. A negated word matches only what the guide negates too."""
    if not counts:
        return ({f"-{key}": weight * DENIED for key, weight in keys.items()} if is_near else NOTHING), keys
    if counts < 1:
        return {sign + key: weight * counts for sign in ("", "-") for key, weight in keys.items()}, NOTHING
    return keys, NOTHING


def _is_short(word: Word, glossary: Glossary) -> bool:
    """Say whether a word that says nothing stands for something here: SEND, in capitals."""
    return word.capitals and word.stem in glossary.capitals


def _counts(text: Sequence[Word], glossary: Glossary, apart: set[int]) -> tuple[list[float], set[int]]:
    """Give for each word how much it counts: 1, or less after a word of negation that is not in `apart`; and what stands near to one."""
    counts, near = [1.0] * len(text), set[int]()
    for place, word in enumerate(text):
        if place in apart or word.stem not in glossary.negators:
            continue
        reach = _reach(text, place, glossary)
        if not reach or text[reach[0]].stem in glossary.idle:
            continue
        cuts = word.stem in glossary.cuts or any(text[at].stem in glossary.firm for at in reach[:3])
        told = [at for at in reach if text[at].stem not in glossary.fillers]
        near.update(told[:NEAR])
        for at in reach:
            counts[at] = 0.0 if cuts else min(counts[at], SPARED)
    return counts, near


def _reach(text: Sequence[Word], place: int, glossary: Glossary) -> list[int]:
    """Give the places that a word of negation reaches: its clause, on over a list that ends in `or`, at most REACH words."""
    found: list[int] = []
    for at in range(place + 1, min(place + 1 + REACH, len(text))):
        word = text[at]
        ends = word.stem in glossary.breaks or (word.stem in glossary.ends and found)
        if ends or word.sentence != text[place].sentence:
            break
        if word.clause != text[at - 1].clause and not _list_goes_on(text, at):
            break
        found.append(at)
    return found


def _list_goes_on(text: Sequence[Word], at: int) -> bool:
    """Say whether a comma is one of a list with `or` in it: no bruises, burns or cuts."""
    return any(word.stem in ("or", "nor") for word in text[at : at + 5] if word.sentence == text[at].sentence)


def _danger(text: Sequence[Word], spans: Sequence[Found], void: set[int], glossary: Glossary) -> tuple[str, ...]:
    found = [(span.first, _unit(text, span.first, span.last, {}).typed) for span in spans if span.key == "!"]
    found += [(place, word.typed) for place, word in enumerate(text) if "!" in glossary.keys_of(word.stem) and place not in void]
    return tuple(dict.fromkeys(typed for _, typed in sorted(found)))
