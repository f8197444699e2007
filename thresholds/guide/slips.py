"""Spelling slips: the known word nearest to one that is not known, at most two slips away. No library, and milliseconds to make."""

from collections.abc import Iterable

from thresholds.guide.wording import Word
from thresholds.ordinary_words import ORDINARY

SHORTEST = 5
"""Shorter words are left alone: one slip makes them another word."""
LONG = 8
"""From this length on two slips are forgiven."""


class Slips:
    """Known words by what is left of them without one letter: two words that share such a rest are a slip or two apart."""

    def __init__(self, known: Iterable[Word]) -> None:
        self._stem_of = {word.typed.replace("'", ""): word.stem for word in known}
        self._stems = frozenset(self._stem_of.values())
        self._rests: dict[str, list[str]] = {}
        for word in self._stem_of:
            if len(word) >= SHORTEST - 1 and word.isalpha():
                for rest in _rests(word):
                    self._rests.setdefault(rest, []).append(word)

    def near(self, word: Word) -> str | None:
        """Give the stem of the nearest known word with the same first letter; nothing for one that is known, short, or far from all."""
        typed = word.typed
        if len(typed) < SHORTEST or not typed.isalpha() or word.stem in self._stems or typed in ORDINARY:
            return None
        most = 2 if len(typed) >= LONG else 1
        close = {known for rest in _rests(typed) for known in self._rests.get(rest, ()) if known[0] == typed[0]}
        ranked = sorted((slips, known) for known in close if (slips := slips_between(typed, known)) <= most)
        return self._stem_of[ranked[0][1]] if ranked else None

    def begun(self, typed: str, most: int = 8) -> tuple[str, ...]:
        """Give the stems of the shortest known words that begin with the three letters or more of `typed`."""
        begun = [word for word in self._stem_of if word.startswith(typed)] if len(typed) > 2 else []
        return tuple(dict.fromkeys(self._stem_of[word] for word in sorted(begun, key=lambda word: (len(word), word))[:most]))


def _rests(word: str) -> list[str]:
    return [word, *(word[:place] + word[place + 1 :] for place in range(len(word)))]


def slips_between(one: str, other: str) -> int:
    """Give how many letters left out, put in, changed or swapped with their neighbour lie between two words."""
    before, above = list(range(len(other) + 1)), list[int]()
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, against in enumerate(other, 1):
            best = min(here[-1] + 1, before[column] + 1, before[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, above[column - 2] + 1)
            here.append(best)
        above, before = before, here
    return before[-1]
