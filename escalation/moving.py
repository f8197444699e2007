"""Taking a disagreement up a stage: what closes, what opens, and what is missing on either side."""

from datetime import datetime

from escalation.attempt import Made, attempt, ended
from escalation.deed import Deed, Given, Misread, answer_events, opened_event
from escalation.disagreement import Disagreement, StageTaken
from escalation.fields import Asked, need_asks
from escalation.fold import after
from escalation.gates import Books, Gap, gaps, opening_gaps, shape_of
from escalation.ladder import Stage
from escalation.limits import limit_event
from escalation.order import next_way, order_gaps, ways_up
from thresholds.calendar import read_moment
from thresholds.errors import BadCall, UnknownName
from thresholds.pages import Values
from thresholds.records.event import NewEvent


def move_up(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Close the stage as not settled and open the next one, or the one that `to` names.

    The other side's silence is a reason and never a veto (rule 3). Out of order it needs a reason, and nothing opens a stage whose order
    its source sets.
    """
    return attempt(books, one, "move-up", _move_up, values, now, by_role, checked=checked)


def _move_up(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if shut := ended(one):
        return shut
    if one.state != "open" or one.stage is None:
        return Made((), (Gap("ended", "It waits outside the partnership: no stage is above.", "convention", "move-up"),), is_shut=True)
    target = _target(books, one, given)
    if target is None:
        shape = shape_of(books, one.stage)
        says = f"There is no stage after {one.stage.id}. {shape.ends.says if shape.ends else ''}".strip()
        return Made((), (Gap("order", says, "; ".join(shape.source), "move-up"),), is_shut=True)
    written, before = _written(books, one, asks, given, target)
    missing = [*_order(books, before, given, target), *gaps(books, before, "move-up", target)]
    if out_of_order := tuple(gap for gap in missing if gap.code in ("order", "referrer-role")):
        return Made((), out_of_order, is_shut=True)
    events = [*written, *_crossing(books, before, asks, given, target)]
    return Made(events, (*missing, *opening_gaps(books, after(one, events))))


def _target(books: Books, one: Disagreement, given: Given) -> Stage | None:
    if not given.text("to"):
        way = next_way(books, one)
        return way.stage if way else None
    try:
        return books.ladder(one).stage(given.text("to"))
    except UnknownName as error:
        raise Misread("to", error) from None


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
    """Give when the stage that is left had ended: now, or earlier. Raises Misread for a time outside its life."""
    ended = read_moment(given.text("left-at")) if given.text("left-at") else given.when
    if not left.opened <= ended <= given.when:
        outside = BadCall("That is not between the opening of the stage and now.", "Give the time at which it ended.", code="bad-time")
        raise Misread("left-at", outside)
    return ended


def _order(books: Books, one: Disagreement, given: Given, target: Stage) -> tuple[Gap, ...]:
    why = given.text("override")
    if (why or given.text("override-reason")) and any(way.stage.id == target.id and not way.is_override for way in ways_up(books, one)):
        says = f"{target.id} is next in order: no reason is asked for why it leaves the order. Leave that out, or say it as the reason."
        raise Misread("override" if why else "override-reason", BadCall(says, "Nothing was saved.", code="in-order"))
    if why and not given.text("override-reason"):
        return (Gap("override-reason", "Missing: why it leaves the order, in a sentence.", books.shared.rule["2"].source[-1], "move-up"),)
    return order_gaps(books, one, target, override=why, referrer=given.text("referrer-role") or given.by_role)


def _crossing(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given, target: Stage) -> list[NewEvent]:
    """Give the events that close the stage and open the next one, with its limit. Raises Misread for an agreed date that is past."""
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
