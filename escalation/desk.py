"""The desk: what people do to a disagreement, each verb as a function from answers to events, or to what stands in the way.

Nobody's rank decides whether a verb is open to them (escalation facts 3, ESC-REQ-20); one title alone may open one stage, as its source
says. Danger is never stopped: neither by a gate nor by a warning.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from escalation.attempt import NO_STAGE, Made, attempt, stage_taken
from escalation.changing import change_ladder
from escalation.deed import Deed, Given, Misread, answer_events, opened_event
from escalation.disagreement import Disagreement
from escalation.ending import finish, redirect, settle, withdraw
from escalation.fields import Asked
from escalation.fold import after
from escalation.gates import Books, Gap, gaps, opening_gaps, shape_of
from escalation.ladder import Ladder
from escalation.limits import limit_event
from escalation.moving import move_up
from escalation.writing import DANGER, danger_written, written
from thresholds.errors import BadCall, UnknownName
from thresholds.pages import Values
from thresholds.records.event import NewEvent


def raise_(
    books: Books, ladder: Ladder, values: Values, now: datetime, by_role: str, *, checked: bool = False, partnership: str = ""
) -> Deed:
    """Open a disagreement on `ladder`: danger first, then what three minutes can tell. Its reference is taken when it is saved."""
    act = partial(_raise, ladder, partnership or ladder.id)
    return attempt(books, Disagreement("NEW"), "raise", act, values, now, by_role, checked=checked)


def record(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Write down what happened: contacts, positions, dates, safety, anything that a gate asks for. After the end: a note."""
    return attempt(books, one, "record", _record, values, now, by_role, checked=checked)


def danger(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Answer the question about danger, and write what was done. It is open at every moment, and nothing stops it."""
    return attempt(books, one, "danger", _danger, values, now, by_role, checked=checked)


def note(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Add a dated note, also after the end; nothing is overwritten (rule 6)."""
    return attempt(books, one, "note", _note, values, now, by_role, checked=checked)


def _raise(ladder: Ladder, partnership: str, books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    try:
        stage = ladder.stage(given.text("stage")) if given.text("stage") else ladder.first
    except UnknownName as error:
        raise Misread("stage", error) from None
    if not stage.opens.starts:
        raise Misread("stage", BadCall("A disagreement does not begin at this stage.", "Leave it empty.", code="no-start"))
    answers = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.values.items()
        if (asks[name].scope == "case" or name == "danger") and name not in (*DANGER[1:], "stage", "happened-at")
    }
    body = {"partnership": partnership, "ladder": ladder.id, "document": ladder.file.document.title, "stage": stage.id}
    events = [given.event("raised", {**body, "when": given.moment, "answers": answers})]
    events += answer_events(asks, given, stage.id, DANGER[1:])
    events.append(opened_event(given, ladder.id, stage))
    events += answer_events(asks, given, stage.id, [name for name in given.values if asks[name].scope == "stage" and name != "danger"])
    opened = after(one, events)
    events.append(limit_event(books, opened, given, shape_of(books, opened.stages[-1]), opened.stages[-1]))
    there = after(one, events)
    return Made(events, (*gaps(books, there, "open"), *opening_gaps(books, there)))


def _record(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    taken = stage_taken(one, given.text("stage"))
    shut = [] if one.ended is None else _late_entries(books, one, asks, given)
    if not taken.is_open and any(name in taken.answers for name in given.values if asks[name].scope == "stage" and name != "danger"):
        says = f"{taken.id} is closed, and this is answered there. Add a note that says what is different."
        shut.append(Gap("ended", says, books.shared.rule["6"].source[0], "finish"))
    number, done_on = given.text("number"), given.text("done-on")
    if number and not any(action.number == int(number) for action in one.actions):
        raise Misread("number", BadCall("There is no action with that number.", "Look at the list of actions.", code="unknown-action"))
    if bool(number) != bool(done_on) or (given.text("done-result") and not number):
        field = "done-on" if number else "number"
        raise Misread(field, BadCall("An action is done on a day.", "Give the number of the action, and the date.", code="bad-action"))
    return Made(written(books, one, asks, given, taken.id), shut)


_AFTER_FINISHING = frozenset([*DANGER, "number", "done-on", "done-result", "happened-at"])
"""What may still be recorded once it is finished: danger, and that an agreed action was done."""
_AFTER_ENDING = _AFTER_FINISHING | {"front-door-told", "stage"}


def _late_entries(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> list[Gap]:
    """After the end only what finishing asks for may still come; everything else is a note."""
    if one.state == "finished":
        others = set(given.values) - _AFTER_FINISHING
    else:
        late = {code for code, field in books.shared.field.items() if field.gate == "finish"} | {"F19", *books.shared.need}
        others = {name for name in given.values if asks[name].code not in late} - _AFTER_ENDING
    if not others:
        return []
    return [Gap("ended", "It has ended. What is added now is a note.", books.shared.rule["6"].source[0], "finish")]


def _danger(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    events: list[NewEvent] = answer_events(asks, given, one.stage.id if one.stage else NO_STAGE)
    if not events:
        raise Misread("danger", BadCall("Choose one.", "Not knowing is an answer too.", code="empty"))
    return Made(events)


def _note(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    events = danger_written(one, asks, given)
    if not given.text("note"):
        raise Misread("note", BadCall("The note is empty.", "Write something.", code="empty"))
    corrects = int(given.text("corrects") or 0)
    if corrects > one.position:
        raise Misread("corrects", BadCall("There is no entry with that number.", f"The last one is {one.position}.", code="unknown-entry"))
    return Made([*events, given.event("noted", {"note": given.text("note"), **({"corrects": corrects} if corrects else {})})])


DO: Mapping[str, Callable[..., Deed]] = {
    "record": record,
    "danger": danger,
    "move-up": move_up,
    "settle": settle,
    "withdraw": withdraw,
    "redirect": redirect,
    "finish": finish,
    "note": note,
    "change-ladder": change_ladder,
}
"""Every verb on a disagreement that is there, by its name: all take (books, disagreement, values, now, by_role, checked=...)."""
