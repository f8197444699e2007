"""Search over the guide's signs in a person's own words: offline, nothing kept, and what it does not find is not absent."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from thresholds.guide.account import Account, read_account
from thresholds.guide.glossary import Glossary
from thresholds.guide.index import Index
from thresholds.guide.ranking import WEIGHTS, Part, Weights, parts_of, score_signs, take_hints
from thresholds.guide.shape import Sign
from thresholds.guide.terms import Book, open_book

NOT_RULED_OUT = "What is not found here is not ruled out. If you are worried, talk it over; in danger, phone 999."
"""Stands under whatever a search finds."""
PLAIN = Glossary()
"""No glossary at all: search then knows only the guide's own words."""
WEAK = 0.08
"""What scores less than this part of the best is left out."""
LEAST = 0.01
LIKE_NOTHING = 0.2
"""The most that a sign can score which says that nothing was seen, or to which only denied words lead."""
LONGEST_SEARCHED = 20_000
"""How many characters of a text are searched. Words of danger are looked for in all of it."""
MOST_REASONS = 6
_ID = re.compile(r"\b[A-Z]{3}-\d-\d{2}\b")


class Match(NamedTuple):
    """One sign found, how well it fits, and what led to it."""

    sign: Sign
    score: float
    """Against the best of the same list, which has 1: no probability, and no measure of harm."""
    because: tuple[str, ...]
    """The words that led to it, as they were typed, the weightiest first; after them what an age hint says."""
    read_as: tuple[tuple[str, str], ...] = ()
    """What a typed word was taken for, where that is another word: `("clouted", "hit")`, `("unconcious", "unconscious")`."""
    is_denied: bool = False
    """Whether only words led to it before which the text says no. A word search cannot tell a yes from a no, so it comes last."""


def led_by(match: Match) -> str:
    """Give the words that led to a match in one line; a single word with what it was taken for, an expression explains itself."""
    read_as = {word: meant for word, meant in match.read_as if " " not in word and word.casefold() != meant.casefold()}
    return ", ".join(f"{word} (read as {read_as[word]})" if word in read_as else word for word in match.because)


class _Way(NamedTuple):
    """What there is to search with."""

    book: Book
    limit: int
    weights: Weights


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

    Signs that only say that nothing was seen come after the others, and after them what the text seems to deny. Of a very long text
    the first LONGEST_SEARCHED characters are searched. `ages` are those known beside the text, by the names of `ages.AGES`. With
    `typing`, the last word may be unfinished. An empty list means that nothing was found, never that nothing is there.
    """
    book = open_book(index, glossary)
    text = query[:LONGEST_SEARCHED]
    account = read_account(text, glossary, book.own, book.correct, book.begun if typing else None)
    account = account._replace(ages=account.ages.union(ages))
    way = _Way(book, limit, weights)
    found = [Match(index.guide.sign[name], 1.0, (name,)) for name in _named(index, text)]
    found = _more(way, account, found)
    if len(found) < limit and any(unit.denied for unit in account.units):
        said = account._replace(units=tuple(unit._replace(keys=unit.denied) for unit in account.units if unit.denied))
        more = _more(way, said, found)[len(found) :]
        found += [match._replace(score=round(match.score * LIKE_NOTHING, 3), is_denied=True) for match in more]
    return found


def _named(index: Index, text: str) -> list[str]:
    """Give the ids of signs that `text` names, in any case."""
    return [name for name in dict.fromkeys(_ID.findall(text.upper())) if name in index.bit]


def _more(way: _Way, account: Account, found: list[Match]) -> list[Match]:
    """Give `found` and after it what `account` leads to, those that say that nothing was seen last and low, at most the limit in all."""
    book, index = way.book, way.book.index
    parts = parts_of(book.signs, account, way.weights.again)
    scores = score_signs(book, account, parts, way.weights)
    hints = take_hints(book, account, scores, way.weights)
    there = {match.sign.id for match in found}
    top = max(scores.values(), default=0.0) or 1.0
    most = max((score for place, score in scores.items() if not index.signs[place].absence), default=0.0) or top / LIKE_NOTHING
    matches = list(found)
    for place in sorted(scores, key=lambda place: (index.signs[place].absence, -scores[place], place)):
        sign = index.signs[place]
        if len(matches) >= way.limit:
            break
        if sign.id in there or scores[place] < max(WEAK * top, LEAST):
            continue
        because = reasons(account, parts.get(place, []))
        hint = (hints[place],) if place in hints else ()
        score = min(scores[place] / most, LIKE_NOTHING if sign.absence else 1.0)
        matches.append(Match(sign, round(score, 3), (*because, *hint), taken_for(account, parts.get(place, []))))
    return matches


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
