"""When the screen covers itself: after a time without a key, with a warning before. It counts seconds that it is given."""

from collections.abc import Callable, Mapping
from typing import Literal

from thresholds.errors import BadCall

VARIABLE = "THRESHOLDS_LOCK"
MINUTES, WARNING = 10, 20
"""How long nobody touches a key before the screen covers itself, and how many seconds before that it says so."""
MOST = 600

Watch = Literal["awake", "warn", "cover"]


class Rest:
    """A clock that every key winds up again."""

    def __init__(self, minutes: float, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self.minutes = minutes
        self._last = seconds()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._seconds()

    @property
    def left(self) -> float:
        """Seconds until the screen covers itself."""
        return self.minutes * 60 - (self._seconds() - self._last)

    def look(self) -> Watch:
        """Say what it is time for. With 0 minutes it is never time."""
        if not self.minutes or self.left > WARNING:
            return "awake"
        return "warn" if self.left > 0 else "cover"


def minutes_of(asked: float | None, environment: Mapping[str, str]) -> float:
    """Give the minutes until the screen covers itself: those asked for, else those of the environment, else ten; 0 is never.

    Raises BadCall for what is not a number from 0 to 600.
    """
    said = environment.get(VARIABLE, "") if asked is None else str(asked)
    try:
        minutes = float(said or MINUTES)
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= MOST or 0 < minutes < 1:
        raise BadCall(
            "The time until the screen covers itself is not one.", f"Give minutes from 1 to {MOST}, or 0 for never.", code="bad-lock"
        )
    return minutes
