"""The desk: what people do to a disagreement, each verb as a function from answers to events, or to what stands in the way.

Nobody's rank decides whether a verb is open to them (escalation facts 3, ESC-REQ-20); one title alone may open one stage, as its source
says. Danger is never stopped: neither by a gate nor by a warning.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from escalation.attempt import attempt, ended_gaps, stage_taken
from escalation.deed import Deed, Given, answer_events, finish_deed, limit_event, opened_event, personal, read_values
from escalation.disagreement import Disagreement
from escalation.ending import finish, redirect, settle, withdraw
from escalation.fields import Asked
from escalation.fold import after
from escalation.forms import allowed_asks
from escalation.gates import Books, Gap, gaps, opening_gaps, shape_of
from escalation.ladder import Ladder
from escalation.moving import move_up
from thresholds.errors import BadCall, UnknownName
from thresholds.pages import Problem, Values
from thresholds.records.event import NewEvent


def raise_(
    books: Books, ladder: Ladder, values: Values, now: datetime, by_role: str, *, checked: bool = False, partnership: str = ""
) -> Deed:
    """Open a disagreement on `ladder`: danger first, then what three minutes can tell. Its reference is taken when it is saved."""
    asks = allowed_asks(books, "raise")
    given = read_values(asks, values, now, by_role, None)
    if not isinstance(given, Given):
        return Deed(problems=given)
    try:
        stage = ladder.stage(given.text("stage")) if given.text("stage") else ladder.first
    except UnknownName as error:
        return Deed(problems=(Problem("stage", f"{error.says} {error.help}"),))
    if not stage.opens.starts:
        return Deed(problems=(Problem("stage", "A disagreement does not begin at this stage. Leave it empty."),))
    answers = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in given.values.items()
        if (asks[name].scope == "case" or name == "danger") and not name.startswith("danger-") and name not in ("stage", "happened-at")
    }
    body = {"partnership": partnership or ladder.id, "ladder": ladder.id, "document": ladder.file.document.title, "stage": stage.id}
    events = [given.event("raised", {**body, "when": given.moment, "answers": answers})]
    if "danger" in answers:
        events += answer_events(asks, given, stage.id, ("danger-action", "danger-to", "danger-at"))
    before = Disagreement("NEW")
    events.append(opened_event(given, ladder.id, stage))
    later = [name for name in given.values if asks[name].scope == "stage" and name != "danger"]
    events += answer_events(asks, given, stage.id, later)
    try:
        events.append(_limit(books, after(before, events), given))
    except BadCall as error:
        return Deed(problems=(Problem("agreed-date", f"{error.says} {error.help}"),))
    there = after(before, events)
    return finish_deed(events, (*gaps(books, there, "open"), *opening_gaps(books, there)), personal(books, asks, given), checked=checked)


def record(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Write down what happened: contacts, positions, dates, safety, anything that a gate asks for. After the end: a note."""
    return attempt(books, one, "record", _record, values, now, by_role, checked=checked)


def danger(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Answer the question about danger, and write what was done. It is open at every moment, and nothing stops it."""
    asks = allowed_asks(books, "danger")
    given = read_values(asks, values, now, by_role, None)
    if not isinstance(given, Given):
        return Deed(problems=given)
    stage = one.stage.id if one.stage else ""
    events = answer_events(asks, given, stage, ("danger", "danger-action", "danger-to", "danger-at", "safety"))
    if not events:
        return Deed(problems=(Problem("danger", "Choose one. Not knowing is an answer too."),))
    return Deed(tuple(events), (), personal(books, asks, given))


def note(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Add a dated note, also after the end; nothing is overwritten (rule 6)."""
    return attempt(books, one, "note", _note, values, now, by_role, checked=checked)


def change_ladder(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Follow another ladder from now on, with the reason; both stay on the record (escalation facts 1.3, boundary rule)."""
    return attempt(books, one, "change-ladder", _change_ladder, values, now, by_role, checked=checked)


def _limit(books: Books, one: Disagreement, given: Given) -> NewEvent:
    taken = one.stages[-1]
    return limit_event(books, one, given, shape_of(books, taken), taken)


def _record(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    taken = stage_taken(one, given.text("stage"))
    shut = [] if one.ended is None else _late_entries(books, one, given)
    if not taken.is_open and any(name in taken.answers for name in given.values if asks[name].scope == "stage" and name != "danger"):
        says = f"{taken.id} is closed, and this is answered there. Add a note that says what is different."
        shut.append(Gap("ended", says, books.shared.rule["6"].source[0], "finish"))
    events = answer_events(asks, given, taken.id)
    if given.text("number") and not any(action.number == int(given.text("number")) for action in one.actions):
        raise BadCall("There is no action with that number.", "Look at the list of actions.", code="unknown-action")
    if bool(given.text("number")) != bool(given.text("done-on")):
        raise BadCall("An action is done on a day.", "Give the number of the action, and the date.", code="bad-action")
    if given.text("pause-until"):
        if not given.text("pause-reason"):
            shut.append(Gap("pause-reason", "A pause needs its reason and a date on which it goes on.", "convention", "move-up"))
        else:
            pause = {"stage": taken.id, "until": given.text("pause-until"), "reason": given.text("pause-reason")}
            events.append(given.event("paused", pause))
    if {"agreed-date", "protective", "cp-dispute", "pause-until"} & set(given.values) and taken.is_open and not shut:
        one = after(one, events)
        found = one.taken(taken.id)
        if found:
            events.append(limit_event(books, one, given, shape_of(books, found), found))
    return events, shut


def _late_entries(books: Books, one: Disagreement, given: Given) -> list[Gap]:
    """After the end only what finishing asks for may still come; everything else is a note."""
    late = {
        "number",
        "done-on",
        "done-result",
        "front-door-told",
        "stage",
        "happened-at",
        "danger",
        "danger-action",
        "danger-to",
        "danger-at",
    }
    asks = allowed_asks(books, "record")
    kept = {name for name in given.values if asks[name].code in books.shared.need or _gate_of(books, asks[name]) == "finish"}
    if one.state == "finished" or set(given.values) - late - kept:
        return [Gap("ended", "It has ended. What is added now is a note.", books.shared.rule["6"].source[0], "finish")]
    return []


def _gate_of(books: Books, ask: Asked) -> str:
    field = books.shared.field.get(ask.code)
    return field.gate if field else ""


def _note(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if not given.text("note"):
        raise BadCall("The note is empty.", "Write something.", code="empty")
    corrects = int(given.text("corrects") or 0)
    if corrects > one.position:
        raise BadCall("There is no entry with that number.", f"The last one is {one.position}.", code="unknown-entry")
    return [given.event("noted", {"note": given.text("note"), **({"corrects": corrects} if corrects else {})})], []


def _change_ladder(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> tuple[list[NewEvent], list[Gap]]:
    if shut := ended_gaps(one):
        return [], shut
    taken, new = stage_taken(one, ""), books.ladders.ladder(given.text("ladder"))
    if not given.text("change-reason"):
        basis = "; ".join(new.file.applies.source)
        says = f"Missing: why it follows {new.id} from now on. Both ladders stay on the record."
        return [], [Gap("change-reason", says, basis, "move-up")]
    if new.id == one.ladder:
        raise BadCall("It follows this ladder already.", "Name another one.", code="same-ladder")
    shared = new.overlay and taken.id in new.overlay.stages
    stage = new.stage(given.text("stage") or (taken.id if shared else new.first.id))
    change = {"from": one.ladder, "to": new.id, "document": new.file.document.title, "stage": stage.id}
    events = [
        given.event("stage-closed", {"stage": taken.id, "result": "moved-over", "when": given.moment}),
        given.event("ladder-changed", {**change, "reason": given.text("change-reason"), "when": given.moment}),
    ]
    events.append(opened_event(given, new.id, stage))
    return [*events, _limit(books, after(one, events), given)], []


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
