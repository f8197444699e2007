"""What answers write at a stage: their events, danger first, and the limit where one of them moves it."""

from escalation.attempt import NO_STAGE
from escalation.deed import Given, Misread, answer_events
from escalation.disagreement import Disagreement
from escalation.fields import Asked
from escalation.fold import after
from escalation.gates import Books, shape_of
from escalation.limits import LIMITING, limit_event
from thresholds.errors import BadCall
from thresholds.records.event import NewEvent

DANGER = ("danger", "danger-action", "danger-to", "danger-at")
"""The question about danger, and what was done."""


def written(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given, stage_id: str) -> list[NewEvent]:
    """Give the events of the answers at a stage, and its limit anew where it still goes on. Raises Misread."""
    events = answer_events(asks, given, stage_id)
    if pause := given.text("pause-until"):
        if not given.text("pause-reason"):
            raise Misread("pause-reason", BadCall("A pause needs its reason.", "Say why it is paused.", code="no-reason"))
        events.append(given.event("paused", {"stage": stage_id, "until": pause, "reason": given.text("pause-reason")}))
    elif given.text("pause-reason"):
        raise Misread("pause-until", BadCall("A pause needs the day on which it goes on.", "Give that day.", code="no-date"))
    taken = after(one, events).taken(stage_id)
    if LIMITING & set(given.values) and taken and taken.is_open:
        events.append(limit_event(books, after(one, events), given, shape_of(books, taken), taken))
    return events


def danger_written(one: Disagreement, asks: dict[str, Asked], given: Given) -> list[NewEvent]:
    """Give the events of the answers about danger alone, at the stage where it stands or at none."""
    return answer_events(asks, given, one.stage.id if one.stage else NO_STAGE, DANGER)
