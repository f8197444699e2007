"""Plain word search over the guide's signs: works offline, and what it does not find is not absent."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from thresholds.guide.index import Index
from thresholds.guide.shape import Sign

_WORD = re.compile(r"[a-z0-9&']+")
_COMMON = frozenset(
    """
    a about after again all also am an and any are around as at be because been being but by can child children could did do does for
    from get got had has have he her him his how i if in into is it its just last like me more my no not of off old on one or other our
    out over own round said saw says she so some than that the their them then there they this to today told too up us very was we week
    were what when where which who will with would year yesterday you your boy girl
    """.split()  # noqa: SIM905 - two hundred quoted words would hide the list
)


class Match(NamedTuple):
    """One sign found, how well it fits (0 to 1), and the words of the query that led to it."""

    sign: Sign
    score: float
    because: tuple[str, ...]


def find_signs(index: Index, query: str, limit: int = 15) -> list[Match]:
    """Give the signs that share words with `query`, best first, at most `limit`; an exact id comes first."""
    wanted = set(stems(query)) - _COMMON_STEMS
    ids = {word.upper() for word in query.split()} & set(index.bit)
    entries = _entries(index)
    rarity = _rarity(entries)
    best = sum(rarity.get(stem, 0) for stem in wanted) or 1
    found = []
    for sign, words in entries:
        shared = wanted & words.keys()
        if shared or sign.id in ids:
            score = 1.0 if sign.id in ids else min(sum(rarity[stem] for stem in shared) / best, 1.0)
            found.append(Match(sign, round(score, 3), tuple(sorted({words[stem] for stem in shared})) or (sign.id,)))
    return sorted(found, key=lambda match: (match.sign.id not in ids, -match.score, -match.sign.level, match.sign.id))[:limit]


def stems(text: str) -> list[str]:
    """Give the words of `text` in lower case with their commonest endings taken off."""
    return [_stem(word) for word in _WORD.findall(text.casefold().replace("’", "'"))]


def _stem(word: str) -> str:
    word = word.removesuffix("'s").strip("'")
    for ending in ("ings", "ing", "edly", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


_COMMON_STEMS = frozenset(_stem(word) for word in _COMMON)
_CACHE: dict[int, tuple[Index, list[tuple[Sign, dict[str, str]]]]] = {}


def _entries(index: Index) -> list[tuple[Sign, dict[str, str]]]:
    """Give each sign with its words by stem, worked out once for each guide."""
    kept = _CACHE.get(id(index))
    if kept is None or kept[0] is not index:
        kept = _CACHE[id(index)] = (index, [(sign, _words(index, sign)) for sign in index.signs])
    return kept[1]


def _words(index: Index, sign: Sign) -> dict[str, str]:
    name = index.guide.sub_domain[sign.subdomain].name
    text = " ".join((sign.says, *sign.words, name, sign.strand.replace("-", " ")))
    return {_stem(word): word for word in _WORD.findall(text.casefold().replace("’", "'"))}


def _rarity(entries: Iterable[tuple[Sign, dict[str, str]]]) -> dict[str, float]:
    """Give each stem a weight: the fewer signs have it, the more it says."""
    counts: dict[str, int] = {}
    for _, words in entries:
        for stem in words:
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: 1 / count for stem, count in counts.items()}
