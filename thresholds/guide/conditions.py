"""What makes a rule speak, as masks: raising conditions, and rules that only ask."""

from collections.abc import Callable
from typing import NamedTuple


class Asking(NamedTuple):
    """A rule that raises no level: it asks to discuss a higher one, or for someone sooner."""

    bit: int
    speaks: Callable[[int, int], bool]
    """Whether it speaks, given the masks of signs and facts."""
    discuss: int
    urgency: int


class Raising(NamedTuple):
    """A raising condition, of kind `with` or `together`: one sign of each group and one fact of each fact group give the level."""

    bit: int
    groups: tuple[int, ...]
    facts: tuple[int, ...]
    level: int
    urgency: int

    def speaks(self, signs: int, facts: int) -> bool:
        """Say whether the condition holds. Plain loops: this runs for every case of a batch."""
        for group in self.groups:
            if not signs & group:
                return False
        for group in self.facts:  # noqa: SIM110 - all() over a generator takes five times as long
            if not facts & group:
                return False
        return True


def holds(groups: tuple[int, ...], facts: tuple[int, ...]) -> Callable[[int, int], bool]:
    """Give the test of a rule of kind `with` or `together`: one sign of each group and one fact of each fact group."""

    def speaks(signs: int, known: int) -> bool:
        for group in groups:
            if not signs & group:
                return False
        for group in facts:  # noqa: SIM110 - all() over a generator takes five times as long
            if not known & group:
                return False
        return True

    return speaks
