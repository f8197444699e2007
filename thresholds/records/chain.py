"""The hash chain: each event seals its body, and each hash covers the one before it.

The chain covers hashes only. A body lies beside it with a random salt: once body and salt are erased nobody can find the text by
guessing, and the chain still verifies.
"""

import json
import secrets
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from thresholds.records.canonical import canonical
from thresholds.records.event import ERASED, Event, NewEvent, check_event


class Row(NamedTuple):
    """One event as every store keeps it; `text` is the sealed body, and nothing once it was erased by event `erased_by`."""

    seq: int
    stream: str
    position: int
    kind: str
    version: int
    at: str
    by_role: str
    body_hash: str
    hash: str
    text: str | None
    erased_by: int | None = None


def genesis(origin: str) -> str:
    """Give the hash that stands before the first event of the register `origin`."""
    return sha256(canonical({"origin": origin})).hexdigest()


def link(head: tuple[int, str], stream: str, position: int, events: Sequence[NewEvent]) -> list[Row]:
    """Give the rows of new `events` that follow the chain's `head` (sequence number and hash) and the stream's last `position`.

    Raises BadCall for an event that cannot be kept exactly.
    """
    seq, previous = head
    rows = []
    for event in events:
        check_event(event)
        seq, position = seq + 1, position + 1
        text = canonical({"body": event.body, "salt": secrets.token_hex(16)})
        role = unicodedata.normalize("NFC", event.by_role)
        body_hash = sha256(text).hexdigest()
        named = (seq, stream, position, event.kind, event.version, event.at, role, body_hash)
        previous = event_hash(previous, named)
        rows.append(Row(*named, previous, text.decode()))
    return rows


def event_hash(previous: str, named: tuple[int, str, int, str, int, str, str, str]) -> str:
    """Give the hash of one event: of the hash before it and of all its fields, its body by hash only.

    Only the role can hold a character that JSON escapes, so the canonical JSON is written here directly; a test compares it.
    """
    seq, stream, position, kind, version, at, by_role, body_hash = named
    return sha256(
        f'{{"at":"{at}","body_hash":"{body_hash}","by_role":{quoted(by_role)},"kind":"{kind}","position":{position},'
        f'"previous":"{previous}","seq":{seq},"stream":"{stream}","version":{version}}}'.encode()
    ).hexdigest()


quoted: Callable[[str], str] = json.JSONEncoder(ensure_ascii=False).encode
"""Gives a text as a JSON string."""


def read_body(text: str | None) -> Mapping[str, Any]:
    """Give the body in a sealed `text`, or `ERASED`; raises ValueError where it is no sealed body."""
    if text is None:
        return ERASED
    sealed = json.loads(text)
    body = sealed.get("body") if isinstance(sealed, dict) else None
    if not isinstance(body, dict):
        raise ValueError("a sealed body is a table with a table in it")
    return body


def as_event(row: Row) -> Event:
    """Give the event that `row` keeps."""
    return Event(row.stream, row.position, row.kind, row.version, row.at, row.by_role, read_body(row.text))
