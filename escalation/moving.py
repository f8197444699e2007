"""Taking a disagreement up a stage: what closes, what opens, and what is missing on either side."""

from datetime import datetime

from escalation.deed import Deed, Given, answer_events, finish_deed, limit_event, opened_event, personal, read_values
from escalation.disagreement import Disagreement, StageTaken
from escalation.fields import Asked, need_asks
from escalation.fold import after
from escalation.forms import allowed_asks
from escalation.gates import Books, Gap, gaps, opening_gaps, shape_of
from escalation.ladder import Stage
from escalation.order import order_gaps, ways_up
from thresholds.calendar import read_moment
from thresholds.errors import BadCall, UnknownName
from thresholds.pages import Problem, Values
from thresholds.records.event import NewEvent


def move_up(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Close the stage as not settled and open the next one, or the one that `to` names.

    The other side's silence is a reason and never a veto (rule 3). Out of order it needs a reason, and nothing opens a stage whose order
    its source sets.
    """
    asks = allowed_asks(books, "move-up")
    stage = one.stage
    given = read_values(asks, values, now, by_role, stage.opened if stage else None)
    if not isinstance(given, Given):
        return Deed(problems=given)
    if one.ended is not None or one.state != "open" or stage is None:
        return Deed(gaps=(Gap("ended", "It has ended. Add a note, or raise a new disagreement.", "convention", "move-up"),))
    try:
        target = _target(books, one, given)
    except UnknownName as error:
        return Deed(problems=(Problem("to", f"{error.says} {error.help}"),))
    if target is None:
        shape = shape_of(books, stage)
        says = f"There is no stage after {stage.id}. {shape.ends.says if shape.ends else ''}".strip()
        return Deed(gaps=(Gap("order", says, "; ".join(shape.source), "move-up"),))
    try:
        written, before = _written(books, one, asks, given, target)
    except BadCall as error:
        return Deed(problems=(Problem("left-at", f"{error.says} {error.help}"),))
    shut = [*_order(books, before, given, target), *gaps(books, before, "move-up", target)]
    if out_of_order := tuple(gap for gap in shut if gap.code in ("order", "referrer-role")):
        return Deed(gaps=out_of_order, warnings=personal(books, asks, given))
    try:
        events = [*written, *_crossing(books, before, asks, given, target)]
    except BadCall as error:
        return Deed(problems=(Problem("agreed-date", f"{error.says} {error.help}"),))
    shut += opening_gaps(books, after(one, events))
    return finish_deed(events, shut, personal(books, asks, given), checked=checked)


def _target(books: Books, one: Disagreement, given: Given) -> Stage | None:
    if given.text("to"):
        return books.ladder(one).stage(given.text("to"))
    return next((way.stage for way in ways_up(books, one) if not way.is_override), None)


def _beyond_asks(books: Books, target: Stage) -> set[str]:
    """What belongs to the stage that opens: its own needs, the date agreed for it, and what keeps the child safe from now on."""
    return {ask.id for ask in need_asks(books.shared, target, "open")} | {"agreed-date", "safety"}


def _written(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given, target: Stage) -> tuple[list[NewEvent], Disagreement]:
    """Give the events for the stage that is left, and the disagreement with them."""
    there = _beyond_asks(books, target)
    events = answer_events(asks, given, one.stages[-1].id, [name for name in given.values if name not in there])
    left = after(one, events).stage
    if left and left.is_late(_left_at(given, left)) and not given.text("late-reason"):
        reason = given.text("reason") or (f"No reply since {left.answers['no-reply']}" if not left.has_reply else "")
        events += [given.event("late", {"stage": left.id, "late-reason": reason})] if reason else []
    return events, after(one, events)


def _left_at(given: Given, left: StageTaken) -> datetime:
    """Give when the stage that is left had ended: now, or earlier. Raises BadCall for a time outside its life."""
    ended = read_moment(given.text("left-at")) if given.text("left-at") else given.when
    if not left.opened <= ended <= given.when:
        raise BadCall("That is not between the opening of the stage and now.", "Give the time at which it ended.", code="bad-time")
    return ended


def _order(books: Books, one: Disagreement, given: Given, target: Stage) -> tuple[Gap, ...]:
    why = given.text("override")
    if why and not given.text("override-reason"):
        return (Gap("override-reason", "Missing: why it leaves the order, in a sentence.", books.shared.rule["2"].source[-1], "move-up"),)
    return order_gaps(books, one, target, override=why, referrer=given.text("referrer-role") or given.by_role)


def _crossing(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given, target: Stage) -> list[NewEvent]:
    """Give the events that close the stage and open the next one, with its limit. Raises BadCall for an agreed date that is past."""
    left = one.stages[-1]
    ended = _left_at(given, left)
    events = [
        given.event("stage-closed", {"stage": left.id, "result": "not-resolved", "when": ended.isoformat()}),
        opened_event(given, one.ladder, target),
    ]
    way = next((way for way in ways_up(books, one) if way.stage.id == target.id), None)
    if way and way.is_override:
        why = given.text("override") or "danger"
        reason = given.text("override-reason") or "A child is in danger"
        events.append(given.event("override", {"stage": target.id, "why": why, "reason": reason}))
    there = _beyond_asks(books, target)
    events += answer_events(asks, given, target.id, [name for name in given.values if name in there])
    if "reason-up" in there and not given.text("reason-up"):
        reason = given.text("reason") or ("" if left.has_reply else f"No reply since {left.answers['no-reply']}")
        if reason:
            events.append(given.event("answered", {"stage": target.id, "answers": {"reason-up": reason}}))
    opened = after(one, events)
    events.append(limit_event(books, opened, given, target, opened.stages[-1]))
    if target.ends and target.ends.how == "outside":
        events.append(
            given.event("went-outside", {"stage": target.id, "to": given.text("department") or target.name, "when": given.moment})
        )
    return events
