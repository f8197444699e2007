"""Expressions of one word or several, and where they stand in a text: small words between are skipped, one other word may stand between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from thresholds.guide.wording import Word, words

GAP = 2
"""The most other words that may stand inside an expression."""


class Found(NamedTuple):
    """An expression found: its key and the places of its first and last word."""

    key: str
    first: int
    last: int
    exact: str
    """The expression itself, by its stems: two that mean the same differ in it."""
    places: tuple[int, ...]
    """The places of the expression's own words, without what was skipped."""


class Expressions:
    """A set of expressions, each with a key; several may share one."""

    def __init__(
        self, fillers: frozenset[str] = frozenset(), light: frozenset[str] = frozenset(), barriers: frozenset[str] = frozenset()
    ) -> None:
        """`fillers` are skipped inside an expression; one of nothing but `light` words must stand word for word.

        `barriers`, words of negation, are never skipped: *mum has no bruises* is not *mum has bruises*.
        """
        self._fillers, self._light, self._barriers = fillers, light, barriers
        self.single: dict[str, tuple[str, ...]] = {}
        """The keys of expressions of one word, by its stem."""
        self.words: dict[str, Word] = {}
        """Every word of the expressions, as it is written."""
        self._several: dict[str, list[tuple[tuple[str, ...], int, str]]] = {}

    def add(self, key: str, said: str, spelling: Mapping[str, str] | None = None, gap: int = GAP) -> tuple[str, ...]:
        """Add one expression, inside which at most `gap` other words may stand, and give its stems."""
        said_words = words(said, spelling)
        self.words |= {word.typed: word for word in said_words}
        stems = tuple(word.stem for word in said_words)
        core = tuple(stem for stem in stems if stem not in self._fillers)
        loose = len(core) > 1 and any(stem not in self._light for stem in core)
        kept = core if loose else stems
        if len(kept) == 1:
            self.single[kept[0]] = tuple(dict.fromkeys((*self.single.get(kept[0], ()), key)))
        elif kept:
            self._several.setdefault(kept[0], []).append((kept, gap if loose else -1, key))
        return kept

    def find(self, text: Sequence[Word]) -> Iterator[Found]:
        """Give every expression of several words in `text`."""
        there = {word.stem for word in text}
        for first, word in enumerate(text):
            for stems, gap, key in self._several.get(word.stem, ()):
                places = self._reach(text, first, stems, gap) if stems[1] in there else ()
                if places:
                    yield Found(key, first, places[-1], f"~{' '.join(stems)}", places)

    def _reach(self, text: Sequence[Word], first: int, stems: Sequence[str], gap: int) -> tuple[int, ...]:
        """Give the places of `stems` from `first` on, or nothing; a gap below 0 is word for word."""
        place, spare, places = first, gap, [first]
        for stem in stems[1:]:
            place += 1
            while place < len(text) and text[place].stem != stem:
                if gap < 0 or text[place].sentence != text[first].sentence or text[place].stem in self._barriers:
                    return ()
                if text[place].stem not in self._fillers:
                    spare -= 1
                    if spare < 0:
                        return ()
                place += 1
            if place >= len(text) or text[place].sentence != text[first].sentence:
                return ()
            places.append(place)
        return tuple(places)


def stems_of(said: Iterable[str]) -> frozenset[str]:
    """Give the stems of words."""
    return frozenset(word.stem for text in said for word in words(text))
