"""What comes of an attempt: the events to write, or what stands in the way of them; and how answers become events."""

from collections.abc import Container, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from escalation.events import KINDS, Action, new_event
from escalation.fields import Asked, asked_on, read_actions, read_answer
from escalation.gates import Books, Gap
from escalation.ladder import Stage
from escalation.whistleblowing import NOBODY, is_to_keep_nobody
from thresholds.calendar import london, read_moment
from thresholds.errors import BadCall
from thresholds.pages import Problem, Value, Values
from thresholds.privacy import Warning, looks_personal
from thresholds.records.event import NewEvent
from thresholds.text import clean_line

TYPED = ("line", "text", "actions")
PUBLISHED = ("forum-note",)
"""What may be published: refused until it looks clean, whoever has checked it (design 6)."""
LONGEST_ROLE = 200
_HAPPENED = "challenged-on contact-on no-reply confirmed-ours confirmed-theirs told-on done-on copy-ours copy-theirs main-logged"
_PAST = frozenset(
    [
        *_HAPPENED.split(),
        *["redirect-contacted", "danger-at", "letter", "dissent-letter", "group-meeting", "passed-on", "front-door-told", "referred-on"],
    ]
)
"""Answers about what has happened: none of them lies ahead."""
_AHEAD = ("review-on", "pause-until")
"""Answers about what is to come: none of them lies behind."""
_LATEST = timedelta(minutes=5)
"""How far a clock may be off before a time counts as one to come."""

_KINDS = {
    "danger-asked": ("danger",),
    "emergency": ("danger-action", "danger-to", "danger-at"),
    "safety-recorded": ("safety",),
    "contacted": ("contact-on", "contact-how", "contact-with"),
    "position-recorded": ("position-ours", "position-theirs", "no-reply"),
    "date-agreed": ("agreed-date",),
    "protective-set": ("protective", "protective-why"),
    "actions-agreed": ("actions",),
    "confirmed": ("confirmed-ours", "confirmed-theirs", "confirmed-how"),
    "raiser-told": ("told-on",),
    "main-challenge": ("main", "main-why", "main-logged"),
    "learned": ("learning", "passed-to", "passed-on", "passed-reply"),
    "late": ("late-reason",),
    "action-done": ("number", "done-on", "done-result"),
}
"""The kind of event that keeps an answer; all others are `answered`."""
_KIND_OF = {ask: kind for kind, asks in _KINDS.items() for ask in asks}
_FOR_THE_CASE = ("main-challenge", "learned", "action-done")
_DIRECTIONS = (
    "to left-at override override-reason stage happened-at outcome ladder change-reason route note corrects pause-until pause-reason"
)
_NOT_KEPT = frozenset(_DIRECTIONS.split())
"""Answers that say what to do, and are kept in an event of their own."""


class Deed(NamedTuple):
    """What an attempt comes to: events to append, or what stands in the way."""

    events: tuple[NewEvent, ...] = ()
    gaps: tuple[Gap, ...] = ()
    """What is missing: the gate is shut."""
    warnings: tuple[Warning, ...] = ()
    """What looks personal, by kind and place; nobody has said yet that it was checked."""
    problems: tuple[Problem, ...] = ()
    """Answers that cannot be read."""

    @property
    def is_accepted(self) -> bool:
        """Whether there is something to write."""
        return bool(self.events)


class Misread(BadCall):
    """An answer that cannot be read, by its question."""

    def __init__(self, field: str, error: BadCall) -> None:
        super().__init__(error.says, error.help, code=error.code)
        self.field = field


class Given(NamedTuple):
    """The answers of one attempt, read; and everything that an event needs beside them."""

    values: Mapping[str, Value]
    when: datetime
    """When it happened: now, or the earlier moment that was given."""
    now: datetime
    by_role: str

    def text(self, name: str) -> str:
        """Give one answer as text; empty where there is none."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else " ".join(value)

    def event(self, kind: str, body: Mapping[str, Any]) -> NewEvent:
        """Give an event of now, by this role, with when it happened where that was given."""
        if "happened-at" in self.values and KINDS[kind].get("when") == "moment?":
            body = {**body, "when": self.moment}
        return new_event(kind, self.now, self.by_role, body)

    @property
    def moment(self) -> str:
        """When it happened, as an event keeps it."""
        return self.when.isoformat()


def read_values(
    asks: Mapping[str, Asked], values: Values, now: datetime, by_role: str, since: datetime | None, others: Container[str] = ()
) -> Given | tuple[Problem, ...]:
    """Give `values` read, empty ones left out; or every problem with them.

    `since` is when the stage was opened, `others` are questions of other steps, which this one would not write.
    """
    problems, read = [], {}
    by_role = NOBODY if is_to_keep_nobody(values) else by_role
    today = now.astimezone(london()).date().isoformat()
    if not clean_line(by_role) or len(by_role) > LONGEST_ROLE:
        problems.append(Problem("by-role", "Say who writes this, as a role: safeguarding lead, for instance."))
    for name, typed in values.items():
        if name in others and name not in asks:
            problems += [Problem(name, "This step does not keep that answer. Use `record` for it, or leave it out.")] if typed else []
            continue
        if name not in asks:
            problems.append(Problem(name if len(name) <= 40 and name.isprintable() else "", "There is no question with this name."))
            continue
        try:
            answer = read_answer(asks[name], _as_text(typed))
        except BadCall as error:
            problems.append(Problem(name, f"{error.says} {error.help}"))
            continue
        if _is_ahead(asks[name], name, str(answer), now):
            problems.append(Problem(name, "That is still to come. Give a day or a time that has passed."))
        if (name in _AHEAD and answer and str(answer) < today) or (name == "pause-until" and answer == today):
            problems.append(Problem(name, "That day has passed. Give one that is still to come."))
        if answer:
            read[name] = answer
    now = now.astimezone(london())
    when = read_moment(str(read["happened-at"])) if "happened-at" in read else max(now, since or now)  # two computers' clocks differ
    if when > now + _LATEST:
        problems.append(Problem("happened-at", "That is still to come. Give a time that has passed."))
    if since and when < since:
        problems.append(Problem("happened-at", "That is before this stage was opened. Give a later time."))
    return tuple(problems) if problems else Given(read, when, now, clean_line(by_role))


def _is_ahead(ask: Asked, name: str, answer: str, now: datetime) -> bool:
    """Say whether an answer about what has happened, or the day on which somebody was asked, is still to come."""
    if asked := asked_on(answer):
        return asked > now.astimezone(london()).date()
    if name not in _PAST or not answer[:1].isdigit():
        return False
    if ask.form == "moment":
        return read_moment(answer) > now + _LATEST
    return answer[:10] > now.astimezone(london()).date().isoformat()


def _as_text(typed: object) -> Value:
    """Give what a file may hold beside text: whole numbers and lists of text. Raises BadCall for anything else."""
    if isinstance(typed, str):
        return typed
    if type(typed) is int:
        return str(typed)
    if isinstance(typed, list | tuple) and all(isinstance(one, str) for one in typed):
        return tuple(typed)
    raise BadCall("The answer is neither text nor a list of texts.", "Write it in quotation marks.", code="bad-answer")


def personal(books: Books, asks: Mapping[str, Asked], given: Given) -> tuple[Warning, ...]:
    """Give what looks personal in the typed answers and in the role, by question and place."""
    return (
        *looks_personal(given.by_role, "by-role", books.allowed),
        *(
            warning
            for name, value in given.values.items()
            if asks[name].form in TYPED and isinstance(value, str)
            for warning in looks_personal(value, name, books.allowed)
        ),
    )


def finish_deed(events: Sequence[NewEvent], gaps: Sequence[Gap], warnings: Sequence[Warning], *, checked: bool) -> Deed:
    """Give the deed: gaps shut it, warnings ask for somebody to look, and what may be published waits until it is clean."""
    shut = [*gaps]
    if any(warning.field in PUBLISHED for warning in warnings):
        says = "The note for the Forum may be published, and it looks as if it says who somebody is. Take that out."
        shut.append(Gap("forum-note", says, "SD-HF page 6; SD-BR 2.16", "open"))
    if shut:
        return Deed((), tuple(dict.fromkeys(shut)), tuple(warnings))
    return Deed((), (), tuple(warnings)) if warnings and not checked else Deed(tuple(events))


def answer_events(asks: Mapping[str, Asked], given: Given, stage: str, only: Sequence[str] | None = None) -> list[NewEvent]:
    """Give the events that keep the answers: danger first, then one for each kind, in the order in which the answers came."""
    bodies: dict[tuple[str, str], dict[str, Any]] = {}
    for name, value in given.values.items():
        if name in _NOT_KEPT or (only is not None and name not in only):
            continue
        kind = _KIND_OF.get(name, "answered")
        place = "case" if kind == "answered" and asks[name].scope == "case" else stage
        kept: Any = list(value) if isinstance(value, tuple) else value
        if name == "actions":
            kept = [Action.as_json(action) for action in _actions(given)]
        elif name == "danger-at":
            kept = read_moment(given.text(name)).isoformat()
        elif name == "number":
            kept = int(given.text(name))
        bodies.setdefault((kind, place), {})[name] = kept
    return [
        _answer_event(given, kind, place, body)
        for (kind, place), body in sorted(bodies.items(), key=lambda one: one[0][0] != "danger-asked")
    ]


def _actions(given: Given) -> tuple[Action, ...]:
    """Give the actions that were agreed. Raises Misread for one that was due before the day on which it was agreed."""
    found = read_actions(given.text("actions"))
    if any(action.due < given.when.date().isoformat() for action in found):
        passed = BadCall("An action is due on a day that has passed.", "Give a day that is still to come, or today.", code="bad-action")
        raise Misread("actions", passed)
    return found


def _answer_event(given: Given, kind: str, place: str, body: dict[str, Any]) -> NewEvent:
    if kind == "answered":
        return given.event(kind, {"stage": place, "answers": body})
    if kind == "danger-asked":
        body["when"] = given.moment
    return given.event(kind, body if kind in _FOR_THE_CASE else {"stage": place, **body})


def opened_event(given: Given, ladder: str, stage: Stage) -> NewEvent:
    """Give the event that opens a stage, with its name and titles as the source prints them."""
    titles = [title.printed for title in stage.titles] or None
    return given.event("stage-opened", {"stage": stage.id, "ladder": ladder, "name": stage.name, "titles": titles, "when": given.moment})
