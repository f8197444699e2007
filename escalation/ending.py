"""How a disagreement ends: settled, withdrawn, on another route; and how it is finished (design 6; escalation facts 4.3)."""

from datetime import datetime

from escalation.attempt import attempt, ended_gaps, stage_taken
from escalation.deed import Deed, Given, answer_events
from escalation.disagreement import Disagreement
from escalation.fields import Asked
from escalation.gates import Books, Gap, shape_of
from escalation.order import ways_up
from thresholds.errors import BadCall
from thresholds.pages import Values
from thresholds.records.event import NewEvent

CHECK_BACK = 2
"""Working days after which somebody looks whether a redirected worry arrived: a convention (escalation facts 7, case 15)."""


def settle(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """End it at the stage where it is: agreed, decided, mediated, arbitrated, overtaken, unsettled at the last stage, or outside."""
    return attempt(books, one, "settle", _settle, values, now, by_role, checked=checked, gate="settle")


def withdraw(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """End it because the person who raised it takes it back, with a safety check (C10)."""
    return attempt(books, one, "withdraw", _withdraw, values, now, by_role, checked=checked, gate="settle")


def redirect(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """End it here because it belongs on another route (escalation facts 1.6). Whistleblowing keeps nobody's role (4.4)."""
    if values.get("route") == "whistleblowing":
        by_role = "not recorded"
    return attempt(books, one, "redirect", _redirect, values, now, by_role, checked=checked, gate="settle")


def finish(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Finish it: learning, copies on files, what changed for the child."""
    return attempt(books, one, "finish", _finish, values, now, by_role, checked=checked, gate="finish")


def _settle(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if shut := ended_gaps(one):
        return [], shut
    taken, outcome = stage_taken(one, ""), given.text("outcome")
    events = answer_events(asks, given, taken.id)
    if outcome:
        events.append(given.event("settled", {"stage": taken.id, "outcome": outcome, "when": given.moment}))
    result = "not-resolved" if outcome in ("unresolved", "referred-outside") else "resolved"
    events.append(given.event("stage-closed", {"stage": taken.id, "result": result, "when": given.moment}))
    onward = [way.stage for way in ways_up(books, one) if not way.is_override]
    if outcome == "unresolved" and onward:
        says = f"There is a stage after this one: {onward[0].id}. Take it up, or record another outcome."
        shut.append(Gap("order", says, "; ".join(onward[0].source), "settle"))
    if outcome == "referred-outside" and one.state != "outside":
        says = "Nothing is referred outside before the ladder's last stage."
        shut.append(Gap("order", says, "; ".join(shape_of(books, taken).source), "settle"))
    return events, shut


def _withdraw(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if shut := ended_gaps(one):
        return [], shut
    taken = stage_taken(one, "")
    closed = given.event("stage-closed", {"stage": taken.id, "result": "withdrawn", "when": given.moment})
    return [*answer_events(asks, given, taken.id), closed, given.event("withdrawn", {"when": given.moment})], []


def _redirect(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if shut := ended_gaps(one):
        return [], shut
    taken, route = stage_taken(one, ""), given.text("route")
    if not route:
        raise BadCall("The other route is missing.", f"Choose one: {', '.join(books.shared.redirect)}.", code="no-route")
    back = books.days.after(given.when.date(), CHECK_BACK)
    body = {"route": route, "exit": books.shared.redirect[route].exit, "check-back": back.isoformat(), "when": given.moment}
    closed = given.event("stage-closed", {"stage": taken.id, "result": "redirected", "when": given.moment})
    return [*answer_events(asks, given, taken.id), closed, given.event("redirected", body)], []


def _finish(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if one.state == "finished":
        return [], [Gap("ended", "It is finished. Add a note.", "convention", "finish")]
    if one.ended is None:
        return [], [Gap("not-ended", "It still goes on. Settle, withdraw or redirect it first.", "convention", "finish")]
    return [*answer_events(asks, given, stage_taken(one, "").id), given.event("finished", {"when": given.moment})], []
