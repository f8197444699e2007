"""Which things of the guide a text may mean, and how strongly: sums of what its words say, by sentence and as a whole."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from thresholds.guide.account import Account
from thresholds.guide.terms import Book, Terms


class Weights(NamedTuple):
    """What the measure on the tuning texts settled. The result hardly changes around these values; see docs/search.md."""

    again: float = 0.2
    """What a second word for the same thing adds."""
    best: float = 0.35
    """How much the best sentence counts against the whole text."""
    around: float = 0.6
    """How much the sub-domain counts beside the sign."""
    lead: float = 0.7
    """What is added to the sign that leads in a sentence: each sentence of a long account may be about something else."""
    levels: tuple[float, ...] = (1.0, 1.0, 1.0, 1.05, 1.1)
    """By level: serious signs do not drown."""
    absence: float = 0.2
    """For signs that only say that nothing was seen."""
    nearer: float = 0.8
    """What a hint adds, as a part of the best score."""
    further: float = 0.6
    """What a hint with `less` leaves of a score."""


WEIGHTS = Weights()
ABREAST = 0.9
"""Signs that come this near to the best of a sentence lead in it too."""


class Part(NamedTuple):
    """What one unit of the text says for one thing."""

    value: float
    unit: int
    key: str


MOST_PARTS = 8
"""How often the same thing said again is counted: a text of one word a thousand times says it once."""
Parts = Mapping[int, list[Part]]
"""The parts of each thing, by its place; no two of a thing overlap, the weightiest first."""


def parts_of(terms: Terms, account: Account, again: float = WEIGHTS.again) -> dict[int, list[Part]]:
    """Give what the units of `account` say for each thing that shares a key with them."""
    by_key: dict[int, dict[str, list[tuple[float, int]]]] = {}
    for number, unit in enumerate(account.units):
        best: dict[int, tuple[float, str]] = {}
        for key, counts in unit.keys.items():
            worth = counts * terms.rarity.get(key, 0.0)
            for place, weight in terms.postings.get(key, ()):
                if worth * weight > best.get(place, (0.0, ""))[0]:
                    best[place] = (worth * weight, key)
        for place, (value, key) in best.items():
            by_key.setdefault(place, {}).setdefault(key, []).append((value, number))
    return {place: _apart(keys, account, again) for place, keys in by_key.items()}


def _apart(keys: Mapping[str, list[tuple[float, int]]], account: Account, again: float) -> list[Part]:
    """Give the parts that do not overlap: an expression and a word inside it are one thing said once."""
    parts: list[Part] = []
    for key, values in keys.items():
        values = sorted(values, reverse=True)[:MOST_PARTS]
        parts += [Part(value if not rank else value * again, number, key) for rank, (value, number) in enumerate(values)]
    parts.sort(key=lambda part: -part.value)
    taken: set[int] = set()
    apart = []
    for part in parts:
        unit = account.units[part.unit]
        places = range(unit.first, unit.last + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            apart.append(part)
    return apart


def score_signs(book: Book, account: Account, parts: Parts, weights: Weights = WEIGHTS) -> dict[int, float]:
    """Give the score of each sign that the text may mean, by the sign's place in the guide."""
    around = {place: _by_sentence(found, account) for place, found in parts_of(book.subdomains, account, weights.again).items()}
    scores: dict[int, float] = {}
    here: dict[int, list[tuple[float, int]]] = {}
    for place, found in parts.items():
        sign = book.index.signs[place]
        factor = weights.levels[sign.level] * (weights.absence if sign.absence else 1.0)
        own, near = _by_sentence(found, account), around.get(book.subdomain_of[place], {})
        scores[place] = factor * (_whole(own, weights) + weights.around * _whole(near, weights))
        for sentence, value in own.items():
            here.setdefault(sentence, []).append((factor * (value + weights.around * near.get(sentence, 0.0)), place))
    for found_here in here.values():
        best = max(found_here)[0]
        for value, place in found_here:
            if value >= ABREAST * best:
                scores[place] += weights.lead * value
    return scores


def _by_sentence(parts: Iterable[Part], account: Account) -> dict[int, float]:
    sums: dict[int, float] = {}
    for part in parts:
        sentence = account.units[part.unit].sentence
        sums[sentence] = sums.get(sentence, 0.0) + part.value
    return sums


def _whole(sums: Mapping[int, float], weights: Weights) -> float:
    return (1 - weights.best) * sum(sums.values()) + weights.best * max(sums.values()) if sums else 0.0


def take_hints(book: Book, account: Account, scores: dict[int, float], weights: Weights = WEIGHTS) -> dict[int, str]:
    """Change `scores` by the glossary's hints on ages, and give what each hint says for the signs that it brought nearer."""
    said = {key for unit in account.units for key in unit.keys}
    top = max(scores.values(), default=0.0)
    says: dict[int, str] = {}
    for hint in book.glossary.hints.values():
        if account.ages.isdisjoint(hint.ages) or (hint.alike and said.isdisjoint(f"#{name}" for name in hint.alike)):
            continue
        places = [place for name in hint.signs for place in book.places.get(name, ())]
        if not hint.less:
            for place in places:
                scores[place] = scores.get(place, 0.0) + weights.nearer * top
                says.setdefault(place, hint.says)
        elif account.ages <= {*hint.ages, *_WIDE}:
            for place in places:
                if place in scores:
                    scores[place] *= weights.further
    return says


_WIDE = ("under-5", "under-10", "under-13")
"""Ages that go with narrower ones: they do not speak for another child in the same text."""
