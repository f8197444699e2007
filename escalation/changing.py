"""Following another ladder from now on: only one of the partnership's, and only from its beginning (escalation facts 1.3)."""

from datetime import datetime

from escalation.attempt import Made, attempt, ended, stage_taken
from escalation.deed import Deed, Given, Misread, answer_events, opened_event
from escalation.disagreement import Disagreement
from escalation.fields import Asked
from escalation.fold import after
from escalation.gates import Books, Gap, opening_gaps
from escalation.ladder import Ladder, Stage
from escalation.limits import limit_event
from escalation.writing import DANGER
from thresholds.errors import BadCall, UnknownName
from thresholds.pages import Values


def change_ladder(books: Books, one: Disagreement, values: Values, now: datetime, by_role: str, *, checked: bool = False) -> Deed:
    """Follow another ladder from now on, with the reason; both stay on the record (escalation facts 1.3, boundary rule)."""
    return attempt(books, one, "change-ladder", _change_ladder, values, now, by_role, checked=checked)


def _change_ladder(books: Books, one: Disagreement, asks: dict[str, Asked], given: Given) -> Made:
    if shut := ended(one):
        return shut
    if one.state != "open":
        return Made((), (Gap("ended", "It waits outside the partnership: no other ladder is followed.", "convention", "move-up"),), True)
    taken, new = stage_taken(one), _ladder(books, one, given)
    if not given.text("change-reason"):
        basis = "; ".join(new.file.applies.source)
        says = f"Missing: why it follows {new.id} from now on. Both ladders stay on the record."
        return Made((), (Gap("change-reason", says, basis, "move-up"),), True)
    stage = _stage(new, taken.id, given)
    change = {"from": one.ladder, "to": new.id, "document": new.file.document.title, "stage": stage.id}
    events = [
        *answer_events(asks, given, taken.id, DANGER),
        given.event("stage-closed", {"stage": taken.id, "result": "moved-over", "when": given.moment}),
        given.event("ladder-changed", {**change, "reason": given.text("change-reason"), "when": given.moment}),
        opened_event(given, new.id, stage),
        *answer_events(asks, given, stage.id, [name for name in given.values if name not in DANGER]),
    ]
    opened = after(one, events)
    events.append(limit_event(books, opened, given, stage, opened.stages[-1]))
    return Made(events, opening_gaps(books, after(one, events)))


def _ladder(books: Books, one: Disagreement, given: Given) -> Ladder:
    """Give the ladder that was named. Raises Misread for none, an unknown one, the same one, an overlay, and another area's."""
    if not given.text("ladder"):
        raise Misread("ladder", BadCall("The ladder is missing.", "Name the one that is followed from now on.", code="no-ladder"))
    try:
        new = books.ladders.ladder(given.text("ladder"))
    except UnknownName as error:
        raise Misread("ladder", error) from None
    if new.id == one.ladder:
        raise Misread("ladder", BadCall("It follows this ladder already.", "Name another one.", code="same-ladder"))
    if new.file.kind == "overlay":
        says = "These are steps within a partnership's own ladder, and no ladder of their own."
        raise Misread("ladder", BadCall(says, "Take it up to one of them with `move-up`.", code="overlay"))
    if books.own is not None and new.id not in books.own:
        says = "That ladder is not one of this area's."
        raise Misread("ladder", BadCall(says, f"Its ladders are {', '.join(books.own) or 'none'}.", code="unknown-ladder"))
    return new


def _stage(new: Ladder, place: str, given: Given) -> Stage:
    """Give the stage at which it goes on: the same one where both ladders share it, else one at which a disagreement begins.

    Raises Misread for every other: a change of ladder is no way round the order (rule 2).
    """
    is_shared = new.overlay is not None and place in new.overlay.stages
    try:
        stage = new.stage(given.text("stage") or (place if is_shared else new.first.id))
    except UnknownName as error:
        raise Misread("stage", error) from None
    if not (is_shared and stage.id == place) and (not stage.opens.starts or stage.oversight):
        says = "It does not go on at this stage: a change of ladder is no way round the order."
        raise Misread("stage", BadCall(says, "Leave it empty, and take it up from there.", code="no-start"))
    return stage
