"""The statements that SQLite and PostgreSQL share, with `?` for a value; each store runs them its own way."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from thresholds.errors import StoreError
from thresholds.finding import Finding
from thresholds.records.canonical import canonical
from thresholds.records.chain import Row
from thresholds.records.event import Card, read_reference
from thresholds.records.faults import fault
from thresholds.records.shelf import NEVER_DUE, Asked

DAMAGED = "damaged"
"""The state of a card that cannot be read, in a list."""
_MOST = 2**31 - 1
_EVENT = "e.seq, e.stream, e.position, e.kind, e.version, e.at, e.by_role, e.body_hash, e.hash"
_HEAD = "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1"
_POSITION = "SELECT position FROM event WHERE stream = ? ORDER BY position DESC LIMIT 1"
_NUMBER = "SELECT number FROM card WHERE prefix = ? AND year = ? AND number IS NOT NULL ORDER BY number DESC LIMIT 1"
_ADD_EVENT = "INSERT INTO event (seq, stream, position, kind, version, at, by_role, body_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_BODY = "INSERT INTO body (seq, text, erased_by) VALUES (?, ?, ?)"
_BLANK = "UPDATE body SET text = NULL, erased_by = ? WHERE seq = ?"
_PUT_CARD = (
    "INSERT INTO card (stream, position, prefix, year, number, state, stage, kind, due, json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (stream) DO UPDATE SET position = excluded.position, state = excluded.state, stage = excluded.stage, "
    "kind = excluded.kind, due = excluded.due, json = excluded.json"
)
_IS_LISTED_SO = "SELECT 1 FROM card WHERE stream = ? AND state = ? AND stage = ? AND kind = ? AND due = ?"
_TOUCH_CARD = "UPDATE card SET position = ?, json = ? WHERE stream = ?"
_OF_STREAM = f"SELECT {_EVENT}, b.text, b.erased_by FROM event e LEFT JOIN body b ON b.seq = e.seq WHERE e.stream = ? ORDER BY e.position"  # noqa: S608
BETWEEN = (
    f"SELECT {_EVENT}, {{bytes}}, b.erased_by FROM event e LEFT JOIN body b ON b.seq = e.seq "  # noqa: S608
    "WHERE e.seq > ? AND e.seq <= ? ORDER BY e.seq"
)
_CARD = "SELECT state, due, stage, json, position, prefix, year, number FROM card WHERE stream = ?"
_CARDS = "SELECT state, due, stage, json, stream FROM card"
_POSITIONS = "SELECT stream, position, prefix, year, number FROM card WHERE stream > ? ORDER BY stream LIMIT 1000"


class SqlShelf(ABC):
    """A `Shelf` (see there) over a database; what differs between databases is abstract."""

    between: str
    """The statement for checking, with the text of a body as the bytes that lie in the file."""
    origin: str

    @abstractmethod
    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and give its rows. Raises StoreError."""

    @abstractmethod
    def do(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement that gives no rows. Raises StoreError."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """Begin a transaction that writes."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[None]:
        """Begin a transaction that sees one state."""

    @abstractmethod
    def begin_check(self, is_thorough: bool) -> Callable[[], list[Finding]]:
        """Begin what the store can check of itself."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the file or the server."""

    def adopt(self, origin: str) -> None:
        """Take over an origin."""
        self.do("UPDATE register SET origin = ?", (origin,))

    def head(self) -> tuple[int, str] | None:
        """Give the last event's number and hash."""
        found = self.fetch(_HEAD)
        return (as_whole(found[0][0]), as_word(found[0][1])) if found else None

    def last_position(self, stream: str) -> int:
        """Give the last position in a stream."""
        found = self.fetch(_POSITION, (stream,))
        return as_whole(found[0][0]) if found else 0

    def last_number(self, prefix: str, year: int) -> int:
        """Give the highest number of a reference."""
        found = self.fetch(_NUMBER, (prefix, year))
        return as_whole(found[0][0]) if found else 0

    def add(self, rows: Sequence[Row]) -> None:
        """Add events and bodies."""
        for row in rows:
            self.do(_ADD_EVENT, row[:9])
            self.do(_ADD_BODY, (row.seq, row.text, row.erased_by))

    def blank(self, seq: int, by: int) -> None:
        """Erase one body."""
        self.do(_BLANK, (by, seq))

    def put_card(self, stream: str, position: int, card: Card) -> None:
        """Save a card; where it is listed as before, no index is touched."""
        text = canonical(card.json).decode()
        listed = (card.state, card.stage, card.kind, card.due or NEVER_DUE)
        if self.fetch(_IS_LISTED_SO, (stream, *listed)):
            self.do(_TOUCH_CARD, (position, text, stream))
        else:
            self.do(_PUT_CARD, (stream, position, *(read_reference(stream) or (None, None, None)), *listed, text))

    def rows_of(self, stream: str) -> list[Row]:
        """Give one stream."""
        return [_read_row(row) for row in self.fetch(_OF_STREAM, (stream,))]

    def rows_between(self, after: int, upto: int) -> Iterable[tuple[Any, ...]]:
        """Give rows for checking."""
        return self.fetch(self.between, (after, upto))

    def card_of(self, stream: str) -> tuple[int, Card] | None:
        """Give one card and its position."""
        found = self.fetch(_CARD, (stream,))
        if found and not _is_numbered(stream, *found[0][5:]):
            raise fault("damaged")
        return (as_whole(found[0][4]), _read_card(found[0])) if found else None

    def cards(self, asked: Asked) -> list[tuple[str, Card]]:
        """Give a page of cards."""
        bounds = [f"{name} = ?" for name, _ in asked.equal]
        values: list[object] = [value for _, value in asked.equal]
        if asked.due_before is not None:
            bounds.append("due < ?")
            values.append(asked.due_before)
        if asked.after:
            bounds.append("(due, stream) > (?, ?)")
            values += asked.after
        where = f" WHERE {' AND '.join(bounds)}" if bounds else ""
        rows = self.fetch(f"{_CARDS}{where} ORDER BY due, stream LIMIT ?", (*values, min(asked.limit, _MOST)))
        return [(as_word(row[4]), _card_or_damaged(row)) for row in rows]

    def card_positions(self) -> Iterator[tuple[str, int]]:
        """Give every stream and its card's position, a page at a time; 0 where its reference is not listed as its name says."""
        last = ""
        while page := self.fetch(_POSITIONS, (last,)):
            for stream, position, prefix, year, number in page:
                yield as_word(stream), as_whole(position) if _is_numbered(stream, prefix, year, number) else 0
            last = page[-1][0]


def _read_row(row: Sequence[Any]) -> Row:
    for value, kind in zip(row, (int, str, int, str, int, str, str, str, str, str | None, int | None), strict=True):
        if not isinstance(value, kind):
            raise fault("damaged")
    return Row(*row)


def _read_card(row: Sequence[Any]) -> Card:
    state, due, stage, text = map(as_word, row[:4])
    try:
        table = json.loads(text)
    except ValueError:
        table = None
    if not isinstance(table, dict):
        raise fault("damaged")
    return Card(state, None if due == NEVER_DUE else due, stage, table)


def _card_or_damaged(row: Sequence[Any]) -> Card:
    """Give a card of a list; one that is damaged says so by its state, and does not hide all others."""
    try:
        return _read_card(row)
    except StoreError:
        return Card(DAMAGED, None, "", {})


def _is_numbered(stream: str, prefix: object, year: object, number: object) -> bool:
    """Say whether a card is listed under the reference that its stream's name is."""
    if isinstance(number, int):
        return stream == f"{prefix}-{year}-{number:03d}"
    return (prefix, year, number) == (read_reference(stream) or (None, None, None))


def as_whole(value: object) -> int:
    """Give a number as it was stored; damage can make anything of it."""
    if not isinstance(value, int):
        raise fault("damaged")
    return value


def as_word(value: object) -> str:
    """Give a text as it was stored; damage can make anything of it."""
    if not isinstance(value, str):
        raise fault("damaged")
    return value
