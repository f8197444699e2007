"""What became of an attempt to save a form, in words, and what somebody else wrote meanwhile."""

from datetime import datetime
from typing import NamedTuple

from escalation.labels import read_time_of
from thresholds.records.event import Event


class Line(NamedTuple):
    """One thing that stands in the way, and the question that mends it, if one does."""

    says: str
    field: str = ""
    beside: str = ""
    """What is said beside the question itself; there its label need not be repeated."""


class Outcome(NamedTuple):
    """What became of an attempt to save."""

    kind: str
    """`saved`, `wrong`, `missing`, `personal`, `changed` or `failed`."""
    heading: str
    lines: tuple[Line, ...] = ()


def in_short(event: Event) -> str:
    """Give an event in a line: its number, what happened, when, by which role; no words of it."""
    kind = event.kind.replace("-", " ").capitalize()
    return f"{event.position}. {kind}, {read_time_of(datetime.fromisoformat(event.at))}, by {event.by_role}"
