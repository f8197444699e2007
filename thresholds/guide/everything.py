"""Search over the whole guide for a screen to browse it: signs, strengths, sub-domains, duties and levels, each with why."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from thresholds.guide.account import read_account
from thresholds.guide.glossary import Glossary
from thresholds.guide.index import Index
from thresholds.guide.ranking import WEIGHTS, parts_of
from thresholds.guide.search import PLAIN, reasons
from thresholds.guide.shape import Sign
from thresholds.guide.terms import Book, Terms, open_book, plain_keys, terms_of

KINDS = ("sign", "strength", "sub-domain", "duty", "level")
"""What can be found. A strength is a sign of level 1 that is not a bare *nothing seen*."""


class Entry(NamedTuple):
    """One thing of the guide that can be found."""

    kind: str
    """One of KINDS."""
    id: str
    title: str
    says: str


class Hit(NamedTuple):
    """One thing found, how well it fits against the best (1), and the typed words that led to it."""

    entry: Entry
    score: float
    because: tuple[str, ...]


class _Shelf(NamedTuple):
    book: Book
    entries: tuple[Entry, ...]
    terms: Terms


def find_anything(index: Index, query: str, limit: int = 15, glossary: Glossary = PLAIN, *, typing: bool = False) -> list[Hit]:
    """Give whatever of the guide `query` may mean, best first, at most `limit`; what it names by id or name comes before all.

    With `typing`, the last word may be unfinished.
    """
    shelf = _open_shelf(index, glossary)
    book = shelf.book
    account = read_account(query, glossary, book.own, book.correct, book.begun if typing else None)
    parts = parts_of(shelf.terms, account)
    scores = {place: sum(part.value for part in found) * _factor(shelf, place) for place, found in parts.items()}
    named = [place for place, entry in enumerate(shelf.entries) if _is_named(entry, query)]
    top = max(scores.values(), default=0.0) or 1.0
    found = [Hit(shelf.entries[place], 1.0, (shelf.entries[place].id,)) for place in named]
    for place in sorted(scores, key=lambda place: (-scores[place], place)):
        if place not in named and parts[place]:
            found.append(Hit(shelf.entries[place], round(scores[place] / top, 3), reasons(account, parts[place])))
    return found[:limit]


def _factor(shelf: _Shelf, place: int) -> float:
    entry = shelf.entries[place]
    sign = shelf.book.index.guide.sign.get(entry.id)
    return WEIGHTS.absence if sign and sign.absence else 1.0


def _is_named(entry: Entry, query: str) -> bool:
    typed = " ".join(query.casefold().split())
    begun = entry.kind != "level" and len(typed) > 3 and "-" in typed and entry.id.casefold().startswith(typed)
    return begun or typed in (entry.id.casefold(), entry.title.casefold()) or entry.id.casefold() in re.split(r"[\s,.;:]+", typed)


@lru_cache(8)
def _open_shelf(index: Index, glossary: Glossary) -> _Shelf:
    book = open_book(index, glossary)
    others = tuple(_others(index))
    signs = tuple(_of_sign(index, sign) for sign in index.signs)
    bags = [dict(plain_keys(f"{entry.title}. {entry.says}", glossary)) for entry in others]
    return _Shelf(book, (*signs, *others), terms_of([*book.bags, *bags]))


def _of_sign(index: Index, sign: Sign) -> Entry:
    kind = "strength" if sign.level == 1 and not sign.absence else "sign"
    return Entry(kind, sign.id, index.guide.sub_domain[sign.subdomain].name, sign.says)


def _others(index: Index) -> Iterator[Entry]:
    guide = index.guide
    for code, sub in guide.sub_domain.items():
        yield Entry("sub-domain", code, sub.name, sub.hint)
    for name, duty in guide.duty.items():
        yield Entry("duty", name, duty.title, duty.says)
    for number, level in guide.level.items():
        yield Entry("level", f"level-{number}", f"Level {number}", f"{level.name}. {level.action}. {level.means.says} {level.law.says}")
