"""The events of a disagreement: a closed set of kinds, each with its version and the body it must have.

Nothing is overwritten: what people say, decide or correct is a new event. A kind or version that is not here is refused on the way in, and
on the way out with the advice to update, because an older program must not guess.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from thresholds.errors import BadCall, StoreError
from thresholds.records.event import ERASURE, Event, NewEvent
from thresholds.text import LONGEST, UNSAFE

VERSION = 1
_RESULTS = ("not-resolved", "resolved", "withdrawn", "redirected", "moved-over")
_OVERRIDES = ("cannot-wait", "conflict", "no-answer", "other", "danger")
_DANGERS = ("yes", "no", "not-known")
_BASES = ("arrangements", "london-default", "agreed", "protective", "none-stated")
_FIRST_YEAR, _LAST_YEAR = 1900, 9998

KINDS: Mapping[str, Mapping[str, str]] = {
    "raised": {"partnership": "line", "ladder": "line", "document": "line", "stage": "line", "when": "moment", "answers": "answers"},
    "stage-opened": {"stage": "line", "ladder": "line", "name": "line", "titles": "lines?", "when": "moment"},
    "limit-set": {
        "stage": "line", "due": "date?", "due_at": "moment?", "basis": "basis", "guide_only": "yes-no", "says": "line", "source": "line?",
        "ask_by": "date?", "warnings": "lines?",
    },
    "stage-closed": {"stage": "line", "result": "result", "when": "moment"},
    "override": {"stage": "line", "why": "override", "reason": "text"},
    "late": {"stage": "line", "late-reason": "text", "when": "moment?"},
    "ladder-changed": {"from": "line", "to": "line", "document": "line", "stage": "line", "reason": "text", "when": "moment"},
    "paused": {"stage": "line", "until": "date", "reason": "text", "when": "moment?"},
    "danger-asked": {"stage": "place", "danger": "danger", "when": "moment"},
    "emergency": {"stage": "place", "danger-action": "text?", "danger-to": "line?", "danger-at": "moment?", "when": "moment?"},
    "safety-recorded": {"stage": "place", "safety": "text", "when": "moment?"},
    "contacted": {"stage": "line", "contact-on": "line?", "contact-how": "line?", "contact-with": "line?", "when": "moment?"},
    "position-recorded": {"stage": "line", "position-ours": "text?", "position-theirs": "text?", "no-reply": "line?", "when": "moment?"},
    "date-agreed": {"stage": "line", "agreed-date": "date", "when": "moment?"},
    "protective-set": {"stage": "line", "protective": "line?", "protective-why": "text?", "when": "moment?"},
    "actions-agreed": {"stage": "line", "actions": "actions", "when": "moment?"},
    "action-done": {"number": "count", "done-on": "date", "done-result": "text?", "when": "moment?"},
    "confirmed": {"stage": "line", "confirmed-ours": "line?", "confirmed-theirs": "line?", "confirmed-how": "line?", "when": "moment?"},
    "raiser-told": {"stage": "line", "told-on": "line", "when": "moment?"},
    "settled": {"stage": "line", "outcome": "line", "when": "moment"},
    "went-outside": {"stage": "line", "to": "line", "when": "moment"},
    "redirected": {"route": "line", "exit": "line", "check-back": "date?", "when": "moment"},
    "withdrawn": {"when": "moment"},
    "main-challenge": {"main": "line?", "main-why": "text?", "main-logged": "line?", "when": "moment?"},
    "learned": {"learning": "lines?", "passed-to": "line?", "passed-on": "line?", "passed-reply": "text?", "when": "moment?"},
    "answered": {"stage": "line", "answers": "answers", "when": "moment?"},
    "noted": {"note": "text", "corrects": "count?"},
    "finished": {"when": "moment"},
}  # fmt: skip
"""Every kind with the keys of its body; a form that ends in `?` may be left out, and nothing else may be there.

`when` is when it happened, where that is not when it was written down.
A `place` is a stage, or empty where the law took the event that opened it: danger is written down all the same.
"""


class Action(NamedTuple):
    """One action that was agreed: what, whose role, by when."""

    what: str
    owner: str
    due: str

    def as_json(self) -> dict[str, str]:
        """Give the action as an event's body holds it."""
        return dict(self._asdict())


def new_event(kind: str, at: datetime, by_role: str, body: Mapping[str, Any]) -> NewEvent:
    """Give an event of this kind, checked. Raises BadCall where the kind or the body is not of the closed set."""
    event = NewEvent(kind, VERSION, at.isoformat(), by_role, dict(body))
    check_body(event)
    return event


def check_body(event: NewEvent | Event) -> None:
    """Raise BadCall unless `event` has a kind and version of the closed set and exactly the body that they ask for."""
    shape = KINDS.get(event.kind)
    if shape is None or event.version != VERSION:
        raise BadCall("The record knows no such kind of event.", f"Version {VERSION} of: {', '.join(KINDS)}.", code="unknown-event")
    for key, form in shape.items():
        if key not in event.body:
            if not form.endswith("?"):
                raise _unfit(event.kind, key)
        elif not (event.body[key] is None and form.endswith("?")) and not _FITS[form.rstrip("?")](event.body[key]):
            raise _unfit(event.kind, key)
    for key in event.body:
        if key not in shape:
            raise _unfit(event.kind, "a key that is not known")


def check_stored(event: Event) -> None:
    """Raise StoreError unless a stored `event` is one that this program can read: of a known kind, with the body that it must have.

    What a newer program wrote is said to be that, as an older one must not guess what it means; all else is damage.
    """
    check_known(event)
    if event.kind == ERASURE or event.is_erased:
        return
    try:
        check_body(event)
    except BadCall:
        says = "The record is damaged: an entry in it is not as it must be."
        raise StoreError(says, "Run `escalation verify` to see where, then restore a backup.", code="damaged") from None


def check_known(event: Event) -> None:
    """Raise StoreError where a newer program wrote `event`."""
    if event.kind != ERASURE and (event.kind not in KINDS or event.version != VERSION):
        says = "The record holds a kind of event that this version does not know."
        raise StoreError(says, "Update this program, and open the disagreement again.", code="unknown-event")


def _unfit(kind: str, key: str) -> BadCall:
    return BadCall(f"An event of kind {kind} cannot be kept: {key}.", "Correct the answer and save again.", code="bad-event")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST and not UNSAFE.search(value)


def _is_line(value: object) -> bool:
    return _is_text(value) and "\n" not in str(value)


def is_moment(value: object) -> bool:
    """Say whether `value` is a moment as the record keeps it: ISO 8601 with an offset, in a year that every calendar here can count."""
    return isinstance(value, str) and "T" in value and (found := _read(value)) is not None and found.tzinfo is not None


def is_date(value: object) -> bool:
    """Say whether `value` is a day as the record keeps it, such as `2026-04-10`."""
    return isinstance(value, str) and len(value) == len("2026-01-01") and _read(value) is not None


def _read(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _are_lines(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(_is_line, value))


def _are_answers(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        _is_line(key) and (_is_text(one) or _are_lines(one)) and _ANSWERS.get(key, _is_any)(one) for key, one in value.items()
    )


def _is_any(value: object) -> bool:
    return True


def _are_actions(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(one, Mapping) and set(one) == set(Action._fields) and all(map(_is_line, one.values())) for one in value)
        and all(is_date(one["due"]) for one in value)
    )


_ANSWERS: Mapping[str, Callable[[object], bool]] = {"danger": lambda value: value in _DANGERS, "agreed-date": is_date}
"""Answers that are read again as more than words."""
_FITS: Mapping[str, Callable[[object], bool]] = {
    "line": _is_line,
    "place": lambda value: value == "" or _is_line(value),
    "danger": lambda value: value in _DANGERS,
    "basis": lambda value: value in _BASES,
    "text": _is_text,
    "moment": is_moment,
    "date": is_date,
    "yes-no": lambda value: isinstance(value, bool),
    "count": lambda value: type(value) is int and value > 0,
    "lines": _are_lines,
    "answers": _are_answers,
    "actions": _are_actions,
    "result": lambda value: value in _RESULTS,
    "override": lambda value: value in _OVERRIDES,
}
