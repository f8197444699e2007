"""Possible names of people in typed text: a guess by capitals and lists, honest about what it misses.

It finds a title with a name, a capitalised word in the middle of a sentence that is no word we know, two such words in a row, and common
given names wherever they stand. It misses a rare name that begins a sentence or is written small, a surname that is an ordinary word
(Young, Hill) without a first name or title before it, initials, and a name that is a place. It is a warning to look again, never a proof
that a text names nobody.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from thresholds.ordinary_words import ORDINARY
from thresholds.proper_words import DOUBTFUL, GIVEN, PROPER

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "mister", "sir", "dame"])
_CALLED = frozenset(
    ["dr", "doctor", "prof", "professor", "cllr", "rev", "pc", "sgt", "nurse", "auntie", "aunty", "aunt", "uncle", "nan", "nana", "baby"]
)
_ENDINGS = re.compile(
    r"(?:tion|sion|ment|ness|ity|ance|ence|ancy|ency|ship|hood|ism|ing|able|ible|ful|less|ical|ional|tial|cial|ology|ography"
    r"|ally|tive|ious|eous|ware|ised|ics)s?$"
)
"""Endings of ordinary words; a surname such as Harding is missed for them."""
_ROLES = frozenset(
    "worker visitor teacher headteacher officer manager nurse doctor midwife carer mother father mum dad sister brother uncle aunt cousin "
    "son daughter boy girl child pupil student stepfather stepmother grandmother grandfather friend partner boyfriend girlfriend neighbour "
    "constable sergeant inspector solicitor judge coach tutor".split()
)
"""Before a capitalised word that we do not know these announce a name; beside any other it is a title, as in State Pension."""
_SURNAMES = frozenset(
    "ball banks bell best bird black bond brown butcher cook cross day farmer field fox frost green hall hill king knight lamb little long "
    "love marsh moss page potter power price reed rice rivers root short small smart snow stone ward waters weaver west white winter wise "
    "wood woods young".split()
)
"""Ordinary words that are common surnames."""
_SAINTS = frozenset(["st", "saint"])
_PREFIX = re.compile(r"(?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van)(?=[^\W\d_]{2})")
_BESIDE = (" ", "\u00a0", "-")
_AFTER_TITLE = (*_BESIDE, ". ", ".")
_LIST_MARK = re.compile(r"(?:^|\n)\s*(?:\(?\w{1,4}\)|-)$")
_OPENERS = " \t\u00a0\"“”‘'*_>"
_ENDS = ".!?:;\n\r\u2022\u2013\u2014|/=\ufffd"
_SMALL_TOO = frozenset(
    "aria aurora brooke carol daisy destiny ebony florence georgia hazel heather holly jack jan jean jordan kelly lacey lily logan maria "
    "molly precious scott skye stanley stella sydney tara victoria walter warren".split()
)
"""Given names that are words as well when they are written small."""
_SHORTEST_SMALL = 4


class Name(NamedTuple):
    """Where a possible name stands in a text."""

    start: int
    end: int


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    stem: str
    """In small letters, without a possessive."""
    is_capital: bool
    """It is written as names are: a capital and small letters, as in Smith, O'Neil, McKay, Anne-Marie; or a given name in capitals."""
    begins: bool
    """It stands where a sentence, a line, a list entry or a quotation begins, and so has its capital anyway."""


def possible_names(text: str, known: Collection[str] = ()) -> tuple[Name, ...]:
    """Give the places in `text` that may hold a person's name; `known` are further words, in small letters, that are none."""
    found: list[Name] = []
    words: list[_Word | None] = [None, *_words(text), None]
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if word is None:
            continue
        joins = bool(found and before and found[-1].end == before.end and text[before.end : word.start] in _BESIDE)
        if _is_name(text, before, word, after, known) or (joins and before and _takes_surname(before, word, known)):
            found[len(found) - joins :] = [Name(found[-1].start if joins else word.start, word.end)]
    return tuple(found)


def _is_name(text: str, before: _Word | None, word: _Word, after: _Word | None, known: Collection[str]) -> bool:
    """Say whether one word may be a name, by itself and by its neighbours."""
    if word.stem in known or (word.text[0].islower() and (len(word.stem) < _SHORTEST_SMALL or word.stem in _SMALL_TOO)):
        return False
    gap = text[before.end : word.start] if before else ""
    title = before.stem if before and before.is_capital and gap in _AFTER_TITLE else ""
    if title in _SAINTS or (after and after.text.casefold() == "law"):
        return False  # St George's, Clare's Law
    if word.stem in GIVEN:
        return not _is_month(text, word)
    if not word.is_capital:
        return False
    if title in _TITLES or (title in _CALLED and not _is_known(word.stem)):
        return True
    neighbour = after if after and after.is_capital and text[word.end : after.start] in _BESIDE else None
    if word.stem in DOUBTFUL:
        in_title = neighbour and _is_known(neighbour.stem) and neighbour.stem not in _SURNAMES
        return not (word.begins or in_title or (before and before.is_capital and gap in _BESIDE and before.stem not in _ROLES))
    if _is_known(word.stem) or all(part in known for part in re.split("['-]", word.stem)):
        return False
    if neighbour and (not _is_known(neighbour.stem) or neighbour.stem in _SURNAMES):
        return True
    follows = before and before.is_capital and not before.begins and gap in _BESIDE and _is_known(before.stem)
    return not word.begins and not neighbour and not (follows and before and before.stem not in _ROLES)


def _takes_surname(before: _Word, word: _Word, known: Collection[str]) -> bool:
    """Say whether a capitalised ordinary word is the surname of the given name before it, as in Grace Young."""
    return word.is_capital and word.stem not in known and (before.stem in GIVEN or before.stem in DOUBTFUL)


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        word = found[0]
        stem = _stem(word)
        is_capital = _is_namelike(word) or (word.isupper() and len(word) > 2 and stem in GIVEN)
        yield _Word(word, found.start(), found.end(), stem, is_capital, is_capital and _begins(text, found.start()))


def _is_namelike(word: str) -> bool:
    """Say whether `word` is written as names are; LSPs, DfE and a lone letter are not."""
    first, *others = re.split("['’-]", word)
    if len(first) == 1 and not (first in "OD" and others):
        return False
    return all(part == "s" or part.istitle() or _PREFIX.sub("", part).istitle() for part in (first, *others)) and first[0].isupper()


def _begins(text: str, start: int) -> bool:
    """Say whether what stands before `start` ends a sentence, a line or a list mark."""
    at = start - 1
    while at >= 0 and text[at] in _OPENERS:
        at -= 1
    if at < 0 or text[at] in _ENDS:
        return True
    return text[at] in ")-" and bool(_LIST_MARK.search(text[max(0, at - 12) : at + 1]))


@lru_cache(4096)
def _stem(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").removesuffix("'")


@lru_cache(4096)
def _is_known(stem: str) -> bool:
    if (
        len(stem) < 3
        or (len(stem) > 5 and _ENDINGS.search(stem))
        or stem in ORDINARY
        or stem in PROPER
        or stem.removesuffix("s") in ORDINARY
        or stem.removesuffix("s") in PROPER
    ):
        return True
    parts = re.split("['-]", stem)
    return len(parts) > 1 and all(map(_is_known, parts))


def _is_month(text: str, word: _Word) -> bool:
    """Say whether `word` is a short month beside a number, as in 12 Jan."""
    around = text[max(0, word.start - 4) : word.start].rstrip()[-1:] + text[word.end : word.end + 4].lstrip()[:1]
    return word.stem == "jan" and any(map(str.isdigit, around))
