"""When a stage is due, and whose limit that is (escalation facts 5.1 T1 to T14; design 6).

A limit in working days ends when the last of them closes; one in hours runs through nights and weekends, in elapsed time. Of several
clocks the earliest counts: a limit is a ceiling, and the shortest time that protects the child wins. Where the arrangements state no limit
none is made up: the London default is shown as what it is, and as a guide only where it is no limit.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from escalation.ladder import Stage
from escalation.ladder_shape import CpDispute, Limit
from thresholds.calendar import FIRST_KNOWN_YEAR, WorkingDays, london
from thresholds.errors import BadCall

CLOSES = time(17)
"""When a working day ends: a convention; a ladder's file may set another time (T2)."""
_PROTECTIVE = re.compile(r"(\d{1,4})\s*(hours?|h|working\s+days?)", re.IGNORECASE | re.ASCII)
MOST_HOURS, MOST_DAYS = 2000, 260


class Clock(NamedTuple):
    """One clock of a stage: when it ends, whose it is, and what it rests on."""

    basis: str
    due_at: datetime
    says: str
    source: tuple[str, ...]


class Due(NamedTuple):
    """When a stage is due; both dates are nothing where nobody set one."""

    due: date | None
    due_at: datetime | None
    basis: str
    """`arrangements`, `london-default`, `agreed`, `protective` or `none-stated`."""
    guide_only: bool
    """True where the date is no limit, and only something to go by."""
    says: str
    source: str
    """References to sources, joined by semicolons; empty where people set the date."""
    warnings: tuple[str, ...]
    clocks: tuple[Clock, ...] = ()
    """Every clock that runs, the earliest first."""
    ask_by: date | None = None
    """By when to have asked the parties for a date, where none is stated (T9)."""


def deadline(
    stage: Stage,
    *,
    opened: datetime,
    days: WorkingDays,
    agreed: date | None = None,
    protective: str | None = None,
    cp_dispute: CpDispute = "not-known",
    closes: time = CLOSES,
) -> Due:
    """Give when `stage`, opened at `opened`, is due.

    `agreed` is a date that the parties agreed; `protective` the raiser's own time, such as `24 hours` or `2 working days`; `cp_dispute`
    says whether child protection procedures are in dispute, where not known counts as yes. Raises BadCall for a protective time of another
    form and for an agreed date before the stage opened.
    """
    opened = opened.astimezone(london())
    limit = stage.limit
    own = _limit_clock(limit, opened, days, closes)
    binds = limit.binds == "always" or (limit.binds == "cp-dispute" and cp_dispute != "no")
    set_by_people = [*_agreed_clock(agreed, opened, closes), *_protective_clock(protective, opened, days, closes)]
    gives_way = limit.stands_in and agreed is not None
    counting = sorted([*(own if binds and not gives_way else []), *set_by_people], key=lambda clock: clock.due_at)
    chosen = next(iter(counting or own), None)
    clocks = tuple(sorted([*own, *set_by_people], key=lambda clock: clock.due_at))
    warnings = tuple(_warnings(chosen, clocks, opened, agreed, days))
    if chosen is None:
        says = f"{_sentence(limit.says)} Ask the other side for a date, and record it as agreed."
        return Due(None, None, "none-stated", False, says, "; ".join(stage.source), warnings, (), days.after(opened.date(), 1))
    guide_only = not counting
    says = " ".join(_in_words(chosen, guide_only, stage, cp_dispute))
    return Due(chosen.due_at.date(), chosen.due_at, chosen.basis, guide_only, says, "; ".join(chosen.source), warnings, clocks)


def _limit_clock(limit: Limit, opened: datetime, days: WorkingDays, closes: time) -> list[Clock]:
    """The stage's own limit, where it has a number (T2, T3, T5)."""
    if limit.working_days is not None:
        due_at = _closing(days.after(opened.date(), limit.working_days), closes)
    elif limit.hours is not None:
        due_at = _elapsed(opened, limit.hours)
    else:
        return []
    return [Clock(limit.basis, due_at, limit.says, tuple(limit.source))]


def _agreed_clock(agreed: date | None, opened: datetime, closes: time) -> list[Clock]:
    """The date that the parties agreed (T9, T10)."""
    if agreed is None:
        return []
    if agreed < opened.date():
        raise BadCall("The agreed date lies before the stage opened.", "Give the day it was opened, or a later one.", code="bad-date")
    return [Clock("agreed", _closing(agreed, closes), "The date that the parties agreed", ())]


def _protective_clock(typed: str | None, opened: datetime, days: WorkingDays, closes: time) -> list[Clock]:
    """The raiser's own time to keep the child safe (T4, T5): in hours it starts at once and never stops."""
    if typed is None:
        return []
    count, in_hours = read_protective(typed)
    due_at = _elapsed(opened, count) if in_hours else _closing(days.after(opened.date(), count), closes)
    return [Clock("protective", due_at, "The time that the raiser set to keep the child safe", ())]


def read_protective(typed: str) -> tuple[int, bool]:
    """Give the count of a protective time such as `24 hours` or `2 working days`, and whether it is in hours. Raises BadCall."""
    found = _PROTECTIVE.fullmatch(typed.strip())
    in_hours = bool(found) and found[2][0] in "hH" if found else False
    count = int(found[1]) if found else 0
    if not 1 <= count <= (MOST_HOURS if in_hours else MOST_DAYS):
        says = "The protective time is not one that the clock can count."
        raise BadCall(says, 'Write it as "24 hours" or "2 working days"; days alone could mean either.', code="bad-duration")
    return count, in_hours


def _closing(day: date, closes: time) -> datetime:
    return datetime.combine(day, closes, london())


def _elapsed(opened: datetime, hours: int) -> datetime:
    """Give the moment `hours` of elapsed time later: across a change of the clocks too (T14)."""
    try:
        return (opened.astimezone(UTC) + timedelta(hours=hours)).astimezone(london())
    except OverflowError:
        raise BadCall("The date lies past the end of the calendar.", "Give an earlier time.", code="bad-time") from None


def _in_words(chosen: Clock, guide_only: bool, stage: Stage, cp_dispute: CpDispute) -> Iterator[str]:
    """Say whose limit it is, what the document itself has, and what is our reading."""
    limit = stage.limit
    yield _sentence(chosen.says)
    if chosen.basis in ("agreed", "protective"):
        yield (
            f"The arrangements say: {_sentence(limit.says)}"
            if limit.basis == "arrangements"
            else "The arrangements state no limit of their own."
        )
        return
    if stage.protocol is not None:
        yield stage.protocol.says
    if chosen.basis == "london-default" and limit.working_days:
        yield f"{limit.working_days} working days is our reading of a working week."
    if guide_only:
        yield "A guide only: it is no limit here."
    elif limit.binds == "cp-dispute" and cp_dispute == "not-known":
        yield "Whether they are in dispute is not known, and counts as yes."


def _sentence(text: str) -> str:
    return text.rstrip(".") + "."


def _warnings(chosen: Clock | None, clocks: Sequence[Clock], opened: datetime, agreed: date | None, days: WorkingDays) -> Iterator[str]:
    if not all(days.is_known(day) for day in (opened.date(), *(clock.due_at.date() for clock in clocks))):
        years = f"{FIRST_KNOWN_YEAR} to {days.last_known_year}"
        yield f"Bank holidays are known for {years}. Outside these years a one-off holiday may be missing: check the date."
    ended = next((clock for clock in clocks if clock.basis == "agreed"), None)
    if agreed is None or ended is None or chosen is None:
        return
    if not days.includes(agreed):
        yield "The agreed date is no working day."
    if ended.due_at <= opened:
        yield "The agreed day had closed when the stage was opened. Set a protective time in hours if it cannot wait."
    if chosen.due_at < ended.due_at:
        yield "The agreed date is later than another limit that runs. The earlier one counts."
