"""The limit of a stage as an event: its own and the agreed date, every pause, and the time that the child needs, the earlier."""

from datetime import date
from typing import Any

from escalation.clock import Due, deadline
from escalation.deed import Given, Misread
from escalation.disagreement import Disagreement, StageTaken
from escalation.fields import NONE_SHORTER
from escalation.gates import Books
from escalation.ladder import Stage
from thresholds.errors import BadCall
from thresholds.records.event import NewEvent

LIMITING = frozenset(["agreed-date", "protective", "cp-dispute", "pause-until"])
"""Answers that move the limit of a stage."""


def limit_event(books: Books, one: Disagreement, given: Given, shape: Stage, taken: StageTaken) -> NewEvent:
    """Give the event that keeps the limit of a stage: of its own and the agreed date, and the time that the child needs, the earlier.

    The child's time runs from when it was last set, or since the raising. Raises Misread for an agreed date before that.
    """
    days = books.days
    for pause in taken.pauses:
        days = days.paused(pause.since, date.fromisoformat(pause.until))
    agreed = taken.answers.get("agreed-date")
    closes = books.ladders.ladder(one.ladder).file.closes
    agreed_on = date.fromisoformat(str(agreed)) if agreed else None
    try:
        due = deadline(shape, opened=taken.opened, days=days, agreed=agreed_on, cp_dispute=one.cp_dispute, closes=closes)
    except BadCall as error:
        raise Misread("agreed-date", error) from None
    due = _with_pauses(due, taken)
    protective = str(one.answers.get("protective", NONE_SHORTER))
    if protective.casefold() not in (NONE_SHORTER, "") and "not known" not in protective.casefold():
        # A climb does not buy the child more waiting: the time runs on over every stage until somebody sets it anew.
        since = next((stage.protective_from for stage in reversed(one.stages) if stage.protective_from), one.stages[0].opened)
        childs = deadline(shape, opened=since, days=books.days, protective=protective, cp_dispute="no", closes=closes)
        due = _earlier(due, childs)
    return given.event("limit-set", {"stage": taken.id, **_limit_body(due)})


def _with_pauses(due: Due, taken: StageTaken) -> Due:
    """Say on the limit that it was paused: the date is then no longer the one that its document gives."""
    if not taken.pauses or due.due is None or due.basis in ("agreed", "protective"):
        return due
    spans = [(_day(pause.since), _day(date.fromisoformat(pause.until))) for pause in taken.pauses]
    says = [f"Paused from {since} to {until}: working days between do not count." for since, until in spans]
    moved = "The date was moved by a pause. The document's own limit would have ended earlier."
    return due._replace(says=" ".join([due.says, *says]), warnings=(*due.warnings, moved))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _earlier(one: Due, childs: Due) -> Due:
    """Give the child's own time, unless a limit comes before it; a guide gives way."""
    if childs.basis != "protective":
        clock = next(clock for clock in childs.clocks if clock.basis == "protective")
        childs = childs._replace(due=clock.due_at.date(), due_at=clock.due_at, basis="protective", guide_only=False, source="")
    if one.due_at and childs.due_at and one.due_at <= childs.due_at and not one.guide_only:
        return one
    return childs


def _limit_body(due: Due) -> dict[str, Any]:
    return {
        "due": due.due.isoformat() if due.due else None,
        "due_at": due.due_at.isoformat() if due.due_at else None,
        "basis": due.basis,
        "guide_only": due.guide_only,
        "says": due.says,
        "source": due.source or None,
        "ask_by": due.ask_by.isoformat() if due.ask_by else None,
        "warnings": list(due.warnings) or None,
    }
