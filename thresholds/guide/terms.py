"""The guide made ready for search: which keys each sign has and how much each says; worked out once for each guide and glossary."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from thresholds.guide.account import read_account
from thresholds.guide.expressions import Expressions
from thresholds.guide.glossary import Glossary
from thresholds.guide.index import Index
from thresholds.guide.slips import Slips
from thresholds.guide.wording import Word, words

SAYS, RAW, WORD, PART, WHOLE, PHRASE, STRAND = 1.0, 0.65, 1.0, 0.5, 1.0, 1.2, 0.4
"""How much a key counts by where it stands: a meaning in the sign's sentence, a bare word there; a search word, a word inside a longer
search word, an expression of the glossary there, the longer search word itself; the strand."""
_BREAK = re.compile(r"[.;!?\n-]+")

Bag = dict[str, float]
"""The keys of one thing, each with its weight."""


class Terms(NamedTuple):
    """The postings of one kind of thing: for each key, the places of the things that have it, with a weight; and how rare it is."""

    postings: Mapping[str, tuple[tuple[int, float], ...]]
    rarity: Mapping[str, float]


class Book:
    """Everything that search needs of one guide with one glossary."""

    def __init__(self, index: Index, glossary: Glossary) -> None:
        self.index, self.glossary = index, glossary
        self.own = Expressions(glossary.fillers, glossary.light, glossary.negators)
        """The expressions of the signs' own search words."""
        self._words: list[Word] = []
        self.bags = [self._bag_of(place) for place in range(len(index.signs))]
        self.signs = terms_of(self.bags)
        codes = list(index.guide.sub_domain)
        self.subdomain_of = tuple(codes.index(sign.subdomain) for sign in index.signs)
        self.places: dict[str, tuple[int, ...]] = {sign.id: (place,) for place, sign in enumerate(index.signs)}
        """The places of the signs by their ids, and by their sub-domains' codes."""
        self.places |= {code: tuple(at for at, sub in enumerate(self.subdomain_of) if codes[sub] == code) for code in codes}
        self.subdomains = terms_of([self._row_of(code) for code in codes])
        self._slips = Slips((*self._words, *self.own.words.values(), *glossary.words))

    def correct(self, word: Word) -> str | None:
        """Give the stem that a misspelt word means, or nothing where it is known or too far from any."""
        return self._slips.near(word)

    def begun(self, typed: str) -> tuple[str, ...]:
        """Give the known stems that begin with `typed`, for a word that is still being typed."""
        return self._slips.begun(typed)

    def _bag_of(self, place: int) -> Bag:
        """Give the keys of one sign. Its words are read in one go, a sentence each, for reading is what takes time."""
        sign = self.index.signs[place]
        said = [" ".join(_BREAK.sub(" ", text).split()) for text in (*sign.words, *self.glossary.signs.get(sign.id, ()))]
        texts = [(_BREAK.sub(",", sign.says), SAYS), (sign.strand.replace("-", " "), STRAND)]
        texts += [(text, PART if " " in text else WORD) for text in said]
        bag: Bag = {}
        self._words += words(sign.says)
        for unit in read_account("\n".join(text for text, _ in texts), self.glossary).units:
            weight = texts[unit.sentence][1]
            if weight == PART and unit.first < unit.last:
                weight = WHOLE
            for key, counts in unit.keys.items():
                meaning = key.lstrip("-")[0] in "#~"
                held = weight if meaning else weight * max(counts, 0.7) * (RAW if unit.sentence == 0 else 1.0)
                bag[key] = max(bag.get(key, 0.0), held)
        for text in said:
            if len(self.own.add(f"={text}", text, self.glossary.spelling)) > 1:
                bag[f"={text}"] = PHRASE
        return bag

    def _row_of(self, code: str) -> Bag:
        """Give the keys of a sub-domain: those of its signs, its name and its hint. What many of its signs have weighs a little more."""
        sub = self.index.guide.sub_domain[code]
        sums: Bag = {}
        for bag in (*(self.bags[place] for place in self.places[code]), dict(plain_keys(f"{sub.name}. {sub.hint}", self.glossary))):
            for key, weight in bag.items():
                sums[key] = sums.get(key, 0.0) + weight**4
        return {key: total**0.25 for key, total in sums.items()}


@lru_cache(8)
def open_book(index: Index, glossary: Glossary) -> Book:
    """Give the guide of `index` made ready for search with `glossary`; the last few are kept. No typed text is."""
    return Book(index, glossary)


def plain_keys(text: str, glossary: Glossary) -> Iterable[tuple[str, float]]:
    """Give the keys of a text of the guide, all with the same weight."""
    return ((key, SAYS) for unit in read_account(text, glossary).units for key in unit.keys)


def terms_of(bags: list[Bag]) -> Terms:
    """Give the postings of things by their bags of keys."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for place, bag in enumerate(bags):
        for key, weight in bag.items():
            postings.setdefault(key, []).append((place, weight))
    rarity = {key: _rarity(sum(min(weight, 1.0) for _, weight in has), len(bags)) for key, has in postings.items()}
    return Terms({key: tuple(has) for key, has in postings.items()}, rarity)


def _rarity(has: float, of: int) -> float:
    """Give how much a key says: the fewer things have it, the more. One that only stands near a thing counts for a part."""
    return math.log(1 + (of - has + 0.5) / (max(has, 1.0) + 0.5))
