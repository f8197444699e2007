"""What the record is made of: events, the card that sums a stream up, and the checkpoint that somebody else keeps."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from thresholds.errors import BadCall

ERASURE = "body-erased"
"""The kind of the event that `erase_body` adds: its body names the `position` that lost its body, and `why`."""
ERASED: Mapping[str, Any] = {"erased": True}
"""The body that an event shows after its own was erased by law."""

_STREAM = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DUE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{6})?(Z|\+00:00))?", re.ASCII)
_REFERENCE = re.compile(r"([A-Z][A-Z0-9]{0,7})-(\d{4})-(\d{3,9})", re.ASCII)
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}", re.ASCII)
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_ROLE = 200
_MOST = 2**31 - 1


class Event(NamedTuple):
    """One event as it is stored; it never changes, but its body can be erased by law."""

    stream: str
    """Which disagreement or concern it belongs to: its reference."""
    position: int
    """Its place in the stream, from 1."""
    kind: str
    version: int
    at: str
    """When, in ISO 8601 with an offset; given by the edge, never used for order."""
    by_role: str
    """Who, as a role; never a name."""
    body: Mapping[str, Any]
    """JSON values without floats; `ERASED` after an erasure."""

    @property
    def is_erased(self) -> bool:
        """Say whether the body was erased."""
        return self.body == ERASED


class NewEvent(NamedTuple):
    """An event that is not stored yet."""

    kind: str
    version: int
    at: str
    by_role: str
    body: Mapping[str, Any]


class Card(NamedTuple):
    """What a list shows of a stream: the fold of its events, saved with them."""

    state: str
    due: str | None
    """A date, or a moment in UTC such as `2026-04-10T16:00:00+00:00`: as text, earlier sorts first."""
    stage: str
    json: Mapping[str, Any]
    """What else the list shows; a `kind` in it, such as `disagreement`, is what `cards(kind=...)` asks for."""

    @property
    def kind(self) -> str:
        """Give what the stream is, or nothing where the card does not say."""
        kind = self.json.get("kind", "")
        return kind if isinstance(kind, str) else ""


class Checkpoint(NamedTuple):
    """The state of a whole register in four words, for another person to keep."""

    origin: str
    count: int  # type: ignore[assignment]  # a tuple has a method of that name; nobody calls it here
    head: str
    at: str

    def as_line(self) -> str:
        """Give the checkpoint as one line that can be printed, kept and read back."""
        return f"thresholds-checkpoint/1 {self.origin} {self.count} {self.head} {self.at}"


def read_checkpoint(line: str) -> Checkpoint:
    """Read what `Checkpoint.as_line` gave; raises BadCall for anything else."""
    found = re.fullmatch(r"thresholds-checkpoint/1 ([0-9a-f]{32}) (0|[1-9]\d{0,15}) ([0-9a-f]{64}) (\S{1,40})", line.strip(), re.ASCII)
    if not found or not _is_moment(found[4]):
        raise BadCall("That is not a checkpoint.", "Give the whole line as it was printed.", code="bad-checkpoint")
    return Checkpoint(found[1], int(found[2]), found[3], found[4])


def read_reference(stream: str) -> tuple[str, int, int] | None:
    """Give prefix, year and number of a stream that is named as a reference is, such as `HF-2026-001`; else nothing."""
    found = _REFERENCE.fullmatch(stream)
    return (found[1], int(found[2]), int(found[3])) if found else None


def write_reference(prefix: str, year: int, number: int) -> str:
    """Give the reference, such as `HF-2026-001`; past 999 it grows a digit."""
    return f"{prefix}-{year}-{number:03d}"


def check_prefix(prefix: str, year: int) -> None:
    """Raise BadCall unless a reference can begin with `prefix` and `year`."""
    if not _PREFIX.fullmatch(prefix) or not 1000 <= year <= 9999:
        raise _unfit("prefix or year of the reference")


def is_stream(name: str) -> bool:
    """Say whether `name` can be a stream's: 1 to 64 letters, digits, dots, hyphens or underscores."""
    return bool(_STREAM.fullmatch(name))


def is_word(word: str) -> bool:
    """Say whether `word` can be a state, a stage or a kind."""
    return bool(_WORD.fullmatch(word))


def check_event(event: NewEvent) -> None:
    """Raise BadCall unless kind, version, moment and role have the form in which they can be kept."""
    if not is_word(event.kind):
        raise _unfit("kind of an event")
    if type(event.version) is not int or not 1 <= event.version <= _MOST:
        raise _unfit("version of an event")
    if not _is_moment(event.at):
        raise _unfit("time of an event")
    if not isinstance(event.body, Mapping):
        raise _unfit("body of an event")
    if not event.by_role.strip() or len(event.by_role) > _LONGEST_ROLE or _UNFIT.search(event.by_role):
        raise _unfit("role of an event")


def check_card(card: Card) -> None:
    """Raise BadCall unless state, stage, kind and due time have the form in which they can be kept."""
    if not is_word(card.state) or (card.stage and not is_word(card.stage)) or (card.kind and not is_word(card.kind)):
        raise _unfit("state, stage or kind of a card")
    if card.due is not None and not _DUE.fullmatch(card.due):
        raise _unfit("due time of a card")


def _is_moment(text: str) -> bool:
    try:
        return bool(_MOMENT.fullmatch(text) and datetime.fromisoformat(text))
    except ValueError:
        return False


def _unfit(what: str) -> BadCall:
    return BadCall(f"The {what} has no form that the record can keep.", "Correct it and save again; nothing was saved.", code="bad-event")
