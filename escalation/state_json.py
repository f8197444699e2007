"""A disagreement as JSON: the shape `escalation/disagreement/1` of design 7."""

from datetime import datetime
from typing import Any

from escalation.disagreement import Disagreement, LadderUsed, StageTaken
from escalation.gates import Books, Gap, gaps, shape_of
from escalation.order import Way, next_way, ways_up


def as_json(books: Books, one: Disagreement, now: datetime) -> dict[str, Any]:
    """Give the whole of a disagreement as it stands at `now`. Raises UnknownName where the data lack its ladder, DataFault."""
    until = one.ended_at or now
    stage = one.stage
    return {
        "schema": "escalation/disagreement/1",
        "ref": one.ref,
        "partnership": one.partnership,
        "ladder": one.ladder,
        "ladders": [_ladder(books, used, until) for used in one.ladders],
        "stage": stage.id if stage else None,
        "acts": shape_of(books, stage).acts if stage else None,
        "state": one.state,
        "raised": one.raised.isoformat() if one.raised else None,
        "raised_by": one.raised_by,
        "due": _due(stage),
        "overdue": bool(one.state == "open" and stage and stage.is_open and stage.is_late(now)),
        "danger": [{**asked._asdict(), "at": asked.at.isoformat()} for asked in one.dangers],
        "gaps": [gap.as_json() for gap in open_gaps(books, one)],
        "next": [{"stage": way.stage.id, "name": way.stage.name, "override": way.is_override} for way in _ways(books, one)],
        "stages": [_stage(books, taken, until) for taken in one.stages],
        "answers": {name: _plain(answer) for name, answer in one.answers.items()},
        "actions": [{**taken._asdict(), "action": taken.action.as_json()} for taken in one.actions],
        "redirected": {**one.redirected._asdict(), "at": one.redirected.at.isoformat()} if one.redirected else None,
        "outcome": one.outcome or None,
        "ended": one.ended.isoformat() if one.ended else None,
        "finished": one.finished.isoformat() if one.finished else None,
        "notes": [{**note._asdict(), "at": note.at.isoformat()} for note in one.notes],
        "working_days": books.days.between(one.raised.date(), until.date()) if one.raised else None,
        "calendar_days": (until.date() - one.raised.date()).days if one.raised else None,
        "position": one.position,
    }


def open_gaps(books: Books, one: Disagreement) -> tuple[Gap, ...]:
    """Give what is missing at the gates that lie ahead: moving up and settling while it is open, finishing once it has ended."""
    if one.state == "finished" or not one.stages:
        return ()
    if one.ended is not None:
        return gaps(books, one, "finish")
    way = next_way(books, one) if one.state == "open" else None
    up = gaps(books, one, "move-up", way.stage) if way else ()
    return (*up, *gaps(books, one, "settle"))


def _ways(books: Books, one: Disagreement) -> tuple[Way, ...]:
    return ways_up(books, one) if one.state == "open" and one.ended is None else ()


def _ladder(books: Books, used: LadderUsed, until: datetime) -> dict[str, Any]:
    days = books.days.between(used.since.date(), until.date())
    return {**used._asdict(), "since": used.since.isoformat(), "working_days": days}


def _due(stage: StageTaken | None) -> dict[str, Any] | None:
    if stage is None or stage.limit is None:
        return None
    return {"schema": "escalation/deadline/1", "opened": stage.opened.isoformat(), **stage.limit._asdict()}


def _stage(books: Books, taken: StageTaken, until: datetime) -> dict[str, Any]:
    shape = shape_of(books, taken)
    ended = taken.closed or until
    now = {title.printed: title.now for title in shape.titles}
    return {
        "id": taken.id,
        "name": taken.name,
        "acts": shape.acts,
        "ladder": taken.ladder,
        "titles": [{"printed": printed, "now": now.get(printed) or None} for printed in taken.titles],
        "meets": shape.meets.says if shape.meets else None,
        "silent": list(shape.silent),
        "opened": taken.opened.isoformat(),
        "opened_by": taken.by_role,
        "due": _due(taken),
        "closed": taken.closed.isoformat() if taken.closed else None,
        "closed_by": taken.closed_by or None,
        "result": taken.result or None,
        "on_time": None if not taken.due_utc else not taken.is_late(until),
        "late_reason": taken.late or None,
        "override": taken.override or None,
        "paused_until": taken.pauses[-1].until if taken.pauses else None,
        "missed": taken.missed,
        "answers": {name: _plain(answer) for name, answer in taken.answers.items()},
        "working_days": books.days.between(taken.opened.date(), ended.date()),
    }


def _plain(answer: str | tuple[str, ...]) -> str | list[str]:
    return answer if isinstance(answer, str) else list(answer)
