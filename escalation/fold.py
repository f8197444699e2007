"""From events to a disagreement: every event in turn, nothing else. It never raises for what the desk has accepted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from typing import Any

from escalation.disagreement import (
    RESOLVED,
    ActionTaken,
    Answer,
    Danger,
    Disagreement,
    LadderUsed,
    LimitSet,
    Note,
    Pause,
    Redirected,
    StageTaken,
    card,
)
from escalation.events import Action, check_stored
from thresholds.calendar import london
from thresholds.records.event import ERASURE, Card, Event, NewEvent


def fold(ref: str, events: Iterable[Event]) -> Disagreement:
    """Give the disagreement that `events` come to. Raises StoreError for an event that a newer program wrote, or that is damaged."""
    return reduce(_with_stored, events, Disagreement(ref))


def after(before: Disagreement, events: Sequence[NewEvent]) -> Disagreement:
    """Give `before` as it is once `events` are in the record."""
    stored = (Event(before.ref, before.position + number, *event) for number, event in enumerate(events, 1))
    return reduce(_with_event, stored, before)


def card_of(events: Sequence[Event]) -> Card:
    """Give the card of a stream of events: what `verify` rebuilds and compares."""
    return card(fold(events[0].stream if events else "", events))


def _with_stored(one: Disagreement, event: Event) -> Disagreement:
    check_stored(event)
    return _with_event(one, event)


def _with_event(one: Disagreement, event: Event) -> Disagreement:
    moved = one._replace(position=event.position)
    if event.is_erased:
        return moved._replace(erased=moved.erased + 1)
    if event.kind == ERASURE:
        return moved
    return _FOLDS[event.kind](moved, event, event.body)


Body = Mapping[str, Any]
_PLACE = ("stage", "when")
"""Keys of a body that say where and when, and are no answers."""


def _when(body: Body) -> datetime:
    return datetime.fromisoformat(body["when"]).astimezone(london())


def _at(event: Event) -> datetime:
    return datetime.fromisoformat(event.at).astimezone(london())


def _happened(event: Event, body: Body) -> datetime:
    """Give when it happened; where nobody said so, when it was written down."""
    return _when(body) if body.get("when") else _at(event)


def _answers(body: Body) -> dict[str, Answer]:
    return {
        key: value if isinstance(value, str) else tuple(value) for key, value in body.items() if value is not None and key not in _PLACE
    }


def _raised(one: Disagreement, event: Event, body: Body) -> Disagreement:
    when, answers = _when(body), _answers(body["answers"])
    danger = Danger(when, body["stage"], str(answers["danger"])) if "danger" in answers else None
    return one._replace(
        partnership=body["partnership"],
        raised=when,
        raised_by=event.by_role,
        ladders=(LadderUsed(body["ladder"], body["document"], when),),
        answers=answers,
        dangers=(danger,) if danger else (),
    )


def _stage_opened(one: Disagreement, event: Event, body: Body) -> Disagreement:
    """Open a stage; where the ladder was changed, what was written at the stage before goes on to count, but for danger."""
    left = one.stage
    carried = {key: value for key, value in left.answers.items() if key != "danger"} if left and left.result == "moved-over" else {}
    opened = StageTaken(
        body["stage"], body["ladder"], _when(body), event.by_role, carried, name=body["name"], titles=tuple(body.get("titles") or ())
    )
    ladders = one.ladders or (LadderUsed(body["ladder"], "", opened.opened),)  # where the law took the first event's body
    return one._replace(stages=(*one.stages, opened), ladders=ladders)


def _in_stage(one: Disagreement, name: str, **changes: Any) -> Disagreement:
    """Change the stage `name`, the last time it was opened; nothing where an erasure took the stage away."""
    places = [number for number, stage in enumerate(one.stages) if stage.id == name]
    if not places:
        return one
    stages = list(one.stages)
    stages[places[-1]] = stages[places[-1]]._replace(**changes)
    return one._replace(stages=tuple(stages))


def _stage_answers(one: Disagreement, event: Event, body: Body) -> Disagreement:
    """Keep what was answered at a stage, latest last; earlier answers stay in the events."""
    stage = one.taken(body["stage"])
    given = _answers(body)
    return _in_stage(one, body["stage"], answers={**stage.answers, **given}) if stage else one


def _case_answers(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(answers={**one.answers, **_answers(body)})


def _answered(one: Disagreement, event: Event, body: Body) -> Disagreement:
    given = _answers(body["answers"])
    if body["stage"] == "case":
        return one._replace(answers={**one.answers, **given})
    return _stage_answers(one, event, {"stage": body["stage"], **given})


def _protective(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return _case_answers(_in_stage(one, body["stage"], protective_from=_happened(event, body)), event, body)


def _limit_set(one: Disagreement, event: Event, body: Body) -> Disagreement:
    dates = (body.get("due"), body.get("due_at"), body["basis"], body["guide_only"], body["says"], body.get("source") or "")
    limit = LimitSet(*dates, body.get("ask_by"), tuple(body.get("warnings") or ()))
    stage = one.taken(body["stage"])
    missed = stage.due_utc if stage and stage.is_late(_at(event)) else None
    return _in_stage(one, body["stage"], limit=limit, missed=missed)


def _stage_closed(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return _in_stage(one, body["stage"], closed=_when(body), closed_by=event.by_role, result=body["result"])


def _ladder_changed(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(ladders=(*one.ladders, LadderUsed(body["to"], body["document"], _when(body), body["reason"])))


def _danger_asked(one: Disagreement, event: Event, body: Body) -> Disagreement:
    asked = Danger(_when(body), body["stage"], body["danger"])
    fresh = {key: value for key, value in one.answers.items() if not key.startswith("danger-")}
    one = one._replace(dangers=(*one.dangers, asked), answers=fresh)
    return _stage_answers(one, event, {"stage": body["stage"], "danger": body["danger"]})


def _emergency(one: Disagreement, event: Event, body: Body) -> Disagreement:
    one = one._replace(answers={**one.answers, **_answers(body)})
    done = {"danger-action", "danger-to", "danger-at"} <= set(one.answers)
    if not done:
        return one
    at, told = str(one.answers["danger-at"]), str(one.answers["danger-to"])
    acted = (asked._replace(done_at=at, told=told) if asked.answer == "yes" and asked.done_at is None else asked for asked in one.dangers)
    return one._replace(dangers=tuple(acted))


def _override(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return _in_stage(one, body["stage"], override=body["reason"])


def _late(one: Disagreement, event: Event, body: Body) -> Disagreement:
    one = _in_stage(one, body["stage"], late=body["late-reason"])
    return _stage_answers(one, event, body)


def _paused(one: Disagreement, event: Event, body: Body) -> Disagreement:
    stage = one.taken(body["stage"])
    pause = Pause(_happened(event, body).date(), body["until"])
    return _in_stage(one, body["stage"], pauses=(*stage.pauses, pause)) if stage else one


def _actions(one: Disagreement, event: Event, body: Body) -> Disagreement:
    start = len(one.actions)
    new = tuple(ActionTaken(start + number, Action(**action)) for number, action in enumerate(body["actions"], 1))
    one = one._replace(actions=(*one.actions, *new))
    lines = tuple("; ".join(taken.action) for taken in one.actions)
    return _stage_answers(one, event, {"stage": body["stage"], "actions": lines})


def _action_done(one: Disagreement, event: Event, body: Body) -> Disagreement:
    done = tuple(
        taken._replace(done_on=body["done-on"], result=body.get("done-result") or "") if taken.number == body["number"] else taken
        for taken in one.actions
    )
    return one._replace(actions=done)


def _settled(one: Disagreement, event: Event, body: Body) -> Disagreement:
    """An outcome that settles it ends it; one that is referred outside waits there; an unsettled one stays open to the end."""
    outcome = body["outcome"]
    state = "settled" if outcome in (*RESOLVED, "superseded") else "outside" if outcome == "referred-outside" else "open"
    return one._replace(state=state, ended=_when(body), answers={**one.answers, "outcome": outcome})


def _went_outside(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(state="outside", outside=body["to"])


def _redirected(one: Disagreement, event: Event, body: Body) -> Disagreement:
    when = _when(body)
    return one._replace(state="redirected", ended=when, redirected=Redirected(body["route"], body["exit"], body.get("check-back"), when))


def _withdrawn(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(state="withdrawn", ended=_when(body))


def _noted(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(notes=(*one.notes, Note(_at(event), event.by_role, body["note"], body.get("corrects"), one.ended is not None)))


def _finished(one: Disagreement, event: Event, body: Body) -> Disagreement:
    return one._replace(state="finished", finished=_when(body))


_FOLDS: Mapping[str, Callable[[Disagreement, Event, Body], Disagreement]] = {
    "raised": _raised,
    "stage-opened": _stage_opened,
    "limit-set": _limit_set,
    "stage-closed": _stage_closed,
    "override": _override,
    "late": _late,
    "ladder-changed": _ladder_changed,
    "paused": _paused,
    "danger-asked": _danger_asked,
    "emergency": _emergency,
    "safety-recorded": _stage_answers,
    "contacted": _stage_answers,
    "position-recorded": _stage_answers,
    "date-agreed": _stage_answers,
    "protective-set": _protective,
    "actions-agreed": _actions,
    "action-done": _action_done,
    "confirmed": _stage_answers,
    "raiser-told": _stage_answers,
    "settled": _settled,
    "went-outside": _went_outside,
    "redirected": _redirected,
    "withdrawn": _withdrawn,
    "main-challenge": _case_answers,
    "learned": _case_answers,
    "answered": _answered,
    "noted": _noted,
    "finished": _finished,
}
"""What each kind of event does."""
