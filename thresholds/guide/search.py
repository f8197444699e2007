"""Search over the guide's signs in a person's own words: offline, nothing kept, and what it does not find is not absent."""

from collections.abc import Iterable
from typing import NamedTuple

from thresholds.guide.account import Account, read_account
from thresholds.guide.glossary import Glossary
from thresholds.guide.index import Index
from thresholds.guide.ranking import WEIGHTS, Part, Weights, parts_of, score_signs, take_hints
from thresholds.guide.shape import Sign
from thresholds.guide.terms import open_book

PLAIN = Glossary()
"""No glossary at all: search then knows only the guide's own words."""
WEAK = 0.08
"""What scores less than this part of the best is left out."""
LEAST = 0.01
MOST_REASONS = 6


class Match(NamedTuple):
    """One sign found, how well it fits, and what led to it."""

    sign: Sign
    score: float
    """Against the best of the same list, which has 1: no probability, and no measure of harm."""
    because: tuple[str, ...]
    """The words that led to it, as they were typed, the weightiest first; after them what an age hint says."""
    read_as: tuple[tuple[str, str], ...] = ()
    """What a typed word was taken for, where that is another word: `("clouted", "hit")`, `("unconcious", "unconscious")`."""


def find_signs(
    index: Index,
    query: str,
    limit: int = 15,
    glossary: Glossary = PLAIN,
    *,
    ages: Iterable[str] = (),
    typing: bool = False,
    weights: Weights = WEIGHTS,
) -> list[Match]:
    """Give the signs that `query` may mean, best first, at most `limit`; signs whose ids it names come before all.

    `ages` are those known beside the text, by the names of `ages.AGES`. With `typing`, the last word may be unfinished.
    An empty list means that nothing was found, never that nothing is there.
    """
    book = open_book(index, glossary)
    account = read_account(query, glossary, book.own, book.correct, book.begun if typing else None)
    account = account._replace(ages=account.ages.union(ages))
    parts = parts_of(book.signs, account, weights.again)
    scores = score_signs(book, account, parts, weights)
    hints = take_hints(book, account, scores, weights)
    named = [index.guide.sign[word] for word in dict.fromkeys(query.upper().replace(",", " ").split()) if word in index.bit]
    found = [Match(sign, 1.0, (sign.id,)) for sign in named]
    top = max(scores.values(), default=0.0) or 1.0
    for place in sorted(scores, key=lambda place: (-scores[place], place)):
        sign = index.signs[place]
        if len(found) >= limit or scores[place] < max(WEAK * top, LEAST):
            break
        if sign not in named:
            because = reasons(account, parts.get(place, []))
            hint = (hints[place],) if place in hints else ()
            found.append(Match(sign, round(scores[place] / top, 3), (*because, *hint), taken_for(account, parts.get(place, []))))
    return found[:limit]


def reasons(account: Account, parts: list[Part]) -> tuple[str, ...]:
    """Give the typed words behind `parts`, the weightiest first, without those that hardly count."""
    return tuple(dict.fromkeys(account.units[part.unit].typed for part in _telling(parts)))


def taken_for(account: Account, parts: list[Part]) -> tuple[tuple[str, str], ...]:
    """Give what typed words were taken for, where that is another word: a list of the glossary by its name, or a known word."""
    found = []
    for part in _telling(parts):
        unit = account.units[part.unit]
        meant = part.key[1:].replace("-", " ") if part.key[0] == "#" else unit.meant
        if meant and meant not in unit.typed:
            found.append((unit.typed, meant))
    return tuple(dict.fromkeys(found))


def _telling(parts: list[Part]) -> list[Part]:
    return [part for part in parts[:MOST_REASONS] if part.value >= parts[0].value / 6]


def danger_words(text: str, glossary: Glossary) -> tuple[str, ...]:
    """Give the words in `text` that speak of danger now, as typed. "No knife" counts too: a denial is no safety."""
    return read_account(text, glossary, None, glossary.correct_danger).danger
