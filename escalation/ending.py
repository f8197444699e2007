"""How a disagreement ends: settled, withdrawn, on another route; and how it is finished (design 6; escalation facts 4.3)."""

from datetime import datetime

from escalation.attempt import Made, attempt, ended, stage_taken
from escalation.deed import Deed, Given, Misread
from escalation.disagreement import Disagreement
from escalation.fields import Asked
from escalation.gates import Books, Gap, shape_of
from escalation.order import next_way
from escalation.writing import written
from thresholds.errors import BadCall
from thresholds.pages import Values

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
    return attempt(books, one, "redirect", _redirect, values, now, by_role, checked=checked, gate="settle")


def finish(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Finish it: learning, copies on files, what changed for the child."""
    return attempt(books, one, "finish", _finish, values, now, by_role, checked=checked, gate="finish")


def _settle(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if shut := ended(one):
        return shut
    taken, outcome, missing = stage_taken(one), given.text("outcome"), []
    events = written(books, one, asks, given, taken.id)
    if outcome:
        events.append(given.event("settled", {"stage": taken.id, "outcome": outcome, "when": given.moment}))
    result = "not-resolved" if outcome in ("unresolved", "referred-outside") else "resolved"
    events.append(given.event("stage-closed", {"stage": taken.id, "result": result, "when": given.moment}))
    onward = next_way(books, one)
    if outcome == "unresolved" and onward:
        says = f"There is a stage after this one: {onward.stage.id}. Take it up, or record another outcome."
        missing.append(Gap("order", says, "; ".join(onward.stage.source), "settle"))
    if outcome == "referred-outside" and one.state != "outside":
        says = "Nothing is referred outside before the ladder's last stage."
        missing.append(Gap("order", says, "; ".join(shape_of(books, taken).source), "settle"))
    return Made(events, missing)


def _withdraw(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if shut := ended(one):
        return shut
    taken = stage_taken(one)
    closed = given.event("stage-closed", {"stage": taken.id, "result": "withdrawn", "when": given.moment})
    return Made([*written(books, one, asks, given, taken.id), closed, given.event("withdrawn", {"when": given.moment})])


def _redirect(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if shut := ended(one):
        return shut
    taken, route = stage_taken(one), given.text("route")
    if not route:
        missing = BadCall("The other route is missing.", f"Choose one: {', '.join(books.shared.redirect)}.", code="no-route")
        raise Misread("route", missing)
    back = books.days.after(given.when.date(), CHECK_BACK)
    body = {"route": route, "exit": books.shared.redirect[route].exit, "check-back": back.isoformat(), "when": given.moment}
    closed = given.event("stage-closed", {"stage": taken.id, "result": "redirected", "when": given.moment})
    return Made([*written(books, one, asks, given, taken.id), closed, given.event("redirected", body)])


def _finish(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if one.state == "finished":
        return Made((), (Gap("ended", "It is finished. Add a note.", "convention", "finish"),), is_shut=True)
    if one.ended is None:
        says = "It still goes on. Settle, withdraw or redirect it first."
        return Made((), (Gap("not-ended", says, "convention", "finish"),), is_shut=True)
    return Made([*written(books, one, asks, given, stage_taken(one).id), given.event("finished", {"when": given.moment})])
