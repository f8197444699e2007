"""The printed record: everything that was written, in its order, with the stages, the titles as printed, and whose limits they were."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from escalation.disagreement import Disagreement, StageTaken
from escalation.fields import Asked, every_ask
from escalation.forms import verb_asks
from escalation.gates import Books, shape_of
from escalation.labels import RESULTS, lack, limit, read_day, read_time_of, said, state_said, whose
from escalation.state_json import open_gaps
from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.errors import UnknownName
from thresholds.records.event import ERASURE, Event
from thresholds.text import count

_HAPPENED = {
    "raised": "Raised",
    "stage-opened": "A stage was opened",
    "limit-set": "The limit was worked out",
    "stage-closed": "The stage ended",
    "override": "Opened out of order",
    "late": "Late, with a reason",
    "ladder-changed": "Another ladder is followed",
    "paused": "Paused",
    "danger-asked": "Danger was asked about",
    "emergency": "What was done about the danger",
    "safety-recorded": "What keeps the child safe",
    "contacted": "Contact",
    "position-recorded": "Positions",
    "date-agreed": "A date was agreed",
    "protective-set": "The time by which the child needs an answer",
    "actions-agreed": "Actions were agreed",
    "action-done": "An action is done",
    "confirmed": "Confirmed in writing",
    "raiser-told": "The person who raised it was told",
    "settled": "It ended here",
    "went-outside": "It went outside the partnership",
    "redirected": "It went another way",
    "withdrawn": "Withdrawn",
    "main-challenge": "Main challenge",
    "learned": "What there is to learn",
    "answered": "Written down",
    "noted": "A note",
    "finished": "Finished",
    ERASURE: "A text was erased, as the law asked",
}

_OWN = ("stage", "ladder", "to", "route")
"""Keys of an event's own that are questions as well."""
_TIMES = {"when": "When", "due_at": "Due", "danger-at": "When it was done"}
_LEFT_OUT = ("due",)
"""The day of a limit, which its moment says too."""


def record(books: Books, one: Disagreement, events: Sequence[Event], now: datetime) -> Document:
    """Give the record of a disagreement as it stands at `now`: summary, stages, gaps, and every event with all its words."""
    asks = verb_asks(books) | every_ask(books.shared)
    return Document((*_summary(books, one, now), *_stages(books, one), *_missing(books, one), *_history(asks, events, books.area)))


def _summary(books: Books, one: Disagreement, now: datetime) -> Iterator[Block]:
    until = one.ended_at or now
    yield Heading(f"Disagreement {one.ref}", 1)
    yield Para("Confidential. Case references and roles, no names.", strong=True)
    if one.danger_without_action:
        yield Para("A child is in danger, and nobody wrote what was done: phone 999 and the front door now.", strong=True)
    rows = [("State", state_said(one.state, one.outcome)), ("Ladder", f"{one.ladder}, {one.ladders[-1].document}" if one.ladders else "")]
    if one.stage:
        rows.append(("Stage", one.stage.id))
    if one.raised:
        days = count(books.days.between(one.raised.date(), until.date()), "working day")
        rows += [("Raised", f"{read_time_of(one.raised)}, by {one.raised_by}"), ("Open for" if not one.ended_at else "In all", days)]
    yield Rows(tuple(rows))


def _stages(books: Books, one: Disagreement) -> Iterator[Block]:
    yield Heading("Stages")
    for taken in one.stages:
        rows = [("Opened", f"{read_time_of(taken.opened)}, by {taken.by_role}")]
        yield Heading(f"{taken.id} {taken.name}", 3)
        rows += [("Titles as printed", "; ".join(_titles(books, taken)))] if taken.titles else []
        if taken.limit:
            rows.append(("Due", limit(taken.limit._asdict())))
            rows += [("Take care", warning) for warning in taken.limit.warnings]
        if taken.closed:
            rows.append(("Ended", f"{read_time_of(taken.closed)}: {RESULTS[taken.result].lower()}{', late' if taken.is_late() else ''}"))
        yield Rows(tuple(rows))


def _titles(books: Books, taken: StageTaken) -> Iterator[str]:
    """Give the titles as they were printed, with who holds them now where the data still know."""
    try:
        now = {title.printed: title.now for title in shape_of(books, taken).titles}
    except UnknownName:
        now = {}
    return (f"{printed} (now: {now[printed]})" if now.get(printed) else printed for printed in taken.titles)


def _missing(books: Books, one: Disagreement) -> Iterator[Block]:
    try:
        missing = open_gaps(books, one)
    except UnknownName:
        return
    if missing:
        yield Heading("Still missing")
        yield Bullets(tuple(f"{lack(gap.says)} [{gap.basis}]" for gap in missing))


def _history(asks: Mapping[str, Asked], events: Sequence[Event], area: str) -> Iterator[Block]:
    yield Heading("Everything that was written, in order")
    for event in events:
        at = read_time_of(datetime.fromisoformat(event.at))
        yield Heading(f"{event.position}. {_HAPPENED.get(event.kind, event.kind)}", 3)
        yield Para(f"{at}, by {event.by_role}")
        rows = [("Erased", "This text was erased, as the law asked.")] if event.is_erased else list(_rows(asks, event.body, area))
        if rows:
            yield Rows(tuple(rows))


def _rows(asks: Mapping[str, Asked], body: Mapping[str, Any], area: str) -> Iterator[tuple[str, str]]:
    for name, value in body.items():
        if name == "answers":
            yield from _rows(asks, value, area)
        elif name == "actions":
            for action in value:
                yield "Action", f"{action['what']}; {action['owner']}; by {read_day(datetime.fromisoformat(action['due']))}"
        elif name in ("when", "due_at", "danger-at") and value:
            yield _TIMES[name], read_time_of(datetime.fromisoformat(value))
        elif name == "partnership" and area:
            yield "Partnership", area
        elif name == "basis":
            yield "Whose limit", whose(value)
        elif name == "result":
            yield "What came of it", RESULTS[value]
        elif name in _LEFT_OUT or (name == "stage" and value == "case"):
            continue
        elif isinstance(value, bool):
            yield "A guide only", "Yes" if value else "No"
        elif value is not None:
            ask = asks.get(name) if name not in _OWN else None
            answer = tuple(value) if isinstance(value, list) else str(value)
            yield (ask.label if ask else name.replace("_", " ").replace("-", " ").capitalize()), said(ask, answer)
