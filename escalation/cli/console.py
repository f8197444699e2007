"""The edge of the `escalation` commands: the ladders of the data folder, working days, and what may be typed."""

from collections.abc import Iterable
from datetime import date
from typing import get_args

from escalation.ladder_shape import CpDispute
from escalation.shelf import Ladders
from thresholds import places
from thresholds.calendar import WorkingDays
from thresholds.cli.console import library
from thresholds.errors import BadCall
from thresholds.guide.shape import Partnership


def ladders() -> Ladders:
    """Give the ladders of the data folder that this process uses."""
    return Ladders(places.ladder_files(), places.escalation_file(), places.guide_file())


def working_days(areas: Iterable[Partnership] = ()) -> WorkingDays:
    """Give the working days of England and Wales, without the closure days of `areas`. Raises DataFault."""
    return WorkingDays(library().holidays(), [closure.day for area in areas for closure in area.closures])


def read_date(typed: str) -> date:
    """Give the day that ISO 8601 text such as `2026-11-22` names. Raises BadCall."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadCall("The date is not one that the calendar has.", "Write it as 2026-11-22.", code="bad-date") from None


def read_cp_dispute(typed: str) -> CpDispute:
    """Give the answer to whether child protection procedures are in dispute. Raises BadCall."""
    for answer in get_args(CpDispute):
        if typed == answer:
            return answer
    raise BadCall("--cp-dispute takes one of three answers.", "They are yes, no and not-known.", code="bad-answer")
