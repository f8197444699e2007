"""Dates and times as London keeps them. Nothing here reads the clock: the edge passes the time in."""

import contextlib
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from thresholds.errors import BadCall

OFFICE_OPENS, OFFICE_CLOSES = time(9), time(17)
"""Office hours, Monday to Friday: a convention of this tool; only one of our areas publishes its hours."""
FIRST_KNOWN_YEAR = 2012
"""From this year on the bank holidays were compared with the published ones (escalation facts 5.2, trust facts R09)."""


@lru_cache(1)
def london() -> ZoneInfo:
    """Give the time zone that times without an offset are in."""
    return ZoneInfo("Europe/London")


def read_time(typed: str) -> datetime:
    """Give the moment that ISO 8601 text such as `2026-11-22T17:30` names; without an offset it is Europe/London.

    A time that comes twice in the night when the clocks go back is the first of the two. Raises BadCall for anything else, also for a
    time that the clocks leap over in spring.
    """
    try:
        moment = datetime.fromisoformat(typed.strip())
        if moment.tzinfo is not None:
            return moment.astimezone(london())
        here = moment.replace(tzinfo=london())
        exists = here.astimezone(UTC).astimezone(london()).replace(tzinfo=None) == moment
    except (ValueError, OverflowError):
        raise BadCall(
            "The time cannot be read, or is not one that the calendar has.", "Write date and time, as 2026-11-22T17:30.", code="bad-time"
        ) from None
    if not exists:
        raise BadCall("That time does not exist: the clocks go forward over it.", "Give a time an hour earlier or later.", code="bad-time")
    return here


_IN_WORDS = re.compile(r"(?:([a-z]{6,9}),? )?(\d{1,2}) ([a-z]{3,9}) (\d{4})(?:,? (?:at )?(\d{1,2}:\d\d))?\.?", re.IGNORECASE | re.ASCII)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]


def in_iso(typed: str) -> str:
    """Give a day or a moment that was written in words, such as `20 April 2026, 10:15`, as ISO 8601 has it; any other text as it is.

    A day of the week that is not that day's is no such moment: one of the two is a slip.
    """
    said = _IN_WORDS.fullmatch(" ".join(typed.split()))
    month = next((at for at, name in enumerate(_MONTHS, 1) if said and name.startswith(said[3].casefold())), 0)
    if not said or not month:
        return typed
    day = f"{said[4]}-{month:02}-{int(said[2]):02}"
    with contextlib.suppress(ValueError):  # the reader says which day the calendar does not have
        if said[1] and _WEEKDAYS[date.fromisoformat(day).weekday()] != said[1].casefold():
            return typed
    return day + (f"T{said[5]:0>5}" if said[5] else "")


def read_moment(typed: str) -> datetime:
    """Give the moment that `typed` names with its time of day. Raises BadCall for a date alone, which would pass for midnight."""
    typed = in_iso(typed)
    if len(typed.strip()) <= len("2026-11-22"):
        raise BadCall("The time of day is missing.", "Write date and time, as 2026-11-22T17:30.", code="bad-time")
    return read_time(typed)


def comes_twice(typed: str) -> bool:
    """Say whether the local time in `typed` comes twice, because the clocks go back, and nothing says which of the two is meant."""
    moment = datetime.fromisoformat(typed.strip())
    if moment.tzinfo is not None:
        return False
    first = moment.replace(tzinfo=london(), fold=0)
    return first.utcoffset() != first.replace(fold=1).utcoffset()


def is_office_time(moment: datetime, holidays: Iterable[date]) -> bool:
    """Say whether `moment` is in office hours: 9 to 5, Monday to Friday, no bank holiday."""
    here = moment.astimezone(london())
    return here.weekday() < 5 and OFFICE_OPENS <= here.time() < OFFICE_CLOSES and here.date() not in holidays


@lru_cache(maxsize=256)
def bank_holidays(year: int) -> frozenset[date]:
    """Give the bank holidays of England and Wales in `year`, as the `holidays` package has them."""
    import holidays  # a tenth of a second: only what counts working days pays it

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


class WorkingDays:
    """Working days of England and Wales: Monday to Friday, no bank holiday, no local closure day (escalation facts 5.1 T1).

    `listed` holds the bank holidays of the data folder: the one-off days that were announced after the installed `holidays` package was
    made count too, and the last year in the list is as far as anybody has looked ahead. `closures` are local closure days.
    """

    def __init__(self, listed: Iterable[date] = (), closures: Iterable[date] = ()) -> None:
        self.listed = frozenset(listed)
        self.closures = frozenset(closures)
        self.last_known_year = max((day.year for day in self.listed), default=0)

    def includes(self, day: date) -> bool:
        """Say whether `day` is a working day."""
        return day.weekday() < 5 and day not in self.listed and day not in self.closures and day not in bank_holidays(day.year)

    def after(self, day: date, count: int) -> date:
        """Give the `count`-th working day after `day`, which is day 0 itself (T2, T6). Raises BadCall past the end of the calendar."""
        try:
            while count > 0:
                day += timedelta(days=1)
                count -= self.includes(day)
        except OverflowError:
            raise BadCall("The date lies past the end of the calendar.", "Give an earlier time.", code="bad-time") from None
        return day

    def between(self, first: date, last: date) -> int:
        """Give how many working days lie after `first`, up to and with `last`; 0 where `last` is not later."""
        return sum(self.includes(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))

    def is_known(self, day: date) -> bool:
        """Say whether the bank holidays around `day` were compared with the published ones, and can be relied on."""
        return FIRST_KNOWN_YEAR <= day.year <= self.last_known_year

    def paused(self, start: date, restart: date) -> "WorkingDays":
        """Give these working days without those from `start` up to the day before `restart`: a pause stops working-day limits (T13)."""
        stopped = (start + timedelta(days=step) for step in range((restart - start).days))
        return WorkingDays(self.listed, self.closures.union(stopped))
