"""Dates and times as London keeps them. Nothing here reads the clock: the edge passes the time in."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from thresholds.errors import BadCall

OFFICE_OPENS, OFFICE_CLOSES = time(9), time(17)
"""Office hours, Monday to Friday: a convention of this tool; only one of our areas publishes its hours."""


@lru_cache(1)
def london() -> ZoneInfo:
    """Give the time zone that times without an offset are in."""
    return ZoneInfo("Europe/London")


def read_time(typed: str) -> datetime:
    """Give the moment that ISO 8601 text such as `2026-11-22T17:30` names; without an offset it is Europe/London.

    Raises BadCall for anything else.
    """
    try:
        if len(typed.strip()) <= len("2026-11-22"):
            raise ValueError
        moment = datetime.fromisoformat(typed.strip())
        return moment.replace(tzinfo=london()) if moment.tzinfo is None else moment.astimezone(london())
    except (ValueError, OverflowError):
        raise BadCall(
            "The time cannot be read, or is not one that the calendar has.", "Write date and time, as 2026-11-22T17:30.", code="bad-time"
        ) from None


def is_office_time(moment: datetime, holidays: Iterable[date]) -> bool:
    """Say whether `moment` is in office hours: 9 to 5, Monday to Friday, no bank holiday."""
    here = moment.astimezone(london())
    return here.weekday() < 5 and OFFICE_OPENS <= here.time() < OFFICE_CLOSES and here.date() not in holidays
