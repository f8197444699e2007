"""The register over any store: positions, references, seals and cards, the same in memory, in SQLite and in PostgreSQL."""

from collections.abc import Callable, Iterator, Sequence

from thresholds.errors import BadCall, ChangedElsewhere, UnknownName
from thresholds.finding import Finding
from thresholds.records.chain import Row, as_event, genesis, link
from thresholds.records.checking import check
from thresholds.records.event import (
    ERASURE,
    Card,
    Checkpoint,
    Event,
    NewEvent,
    check_card,
    check_prefix,
    is_stream,
    is_word,
    write_reference,
)
from thresholds.records.faults import fault
from thresholds.records.register import Fold
from thresholds.records.shelf import NEVER_DUE, Asked, Shelf


class Ledger:
    """A `Register` (see there for what each method gives and raises) over the store `shelf`."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def append(self, stream: str, expected: int, events: Sequence[NewEvent], card: Card) -> tuple[Event, ...]:
        """Add events and save the card with them."""
        if not is_stream(stream):
            raise BadCall("The reference has no form that the record can keep.", "Use letters, digits and hyphens.", code="bad-event")
        with self.shelf.writing():
            self._expect(stream, expected)
            return self._add(stream, expected, events, card)

    def begin(self, prefix: str, year: int, events: Callable[[str], Sequence[NewEvent]], card: Callable[[str], Card]) -> str:
        """Begin a stream under the next free reference."""
        check_prefix(prefix, year)
        with self.shelf.writing():
            stream = write_reference(prefix, year, self.shelf.last_number(prefix, year) + 1)
            self._add(stream, 0, events(stream), card(stream))
            return stream

    def read(self, stream: str) -> tuple[Event, ...]:
        """Give the events of a stream."""
        rows = self.shelf.rows_of(stream) if is_stream(stream) else []
        if not rows:
            raise _unknown()
        return _events(rows)

    def cards(
        self,
        *,
        state: str | None = None,
        stage: str | None = None,
        due_before: str | None = None,
        kind: str | None = None,
        after: str = "",
        limit: int = 100,
    ) -> tuple[tuple[str, Card], ...]:
        """Give a page of the list."""
        equal = tuple((name, value) for name, value in (("state", state), ("stage", stage), ("kind", kind)) if value is not None)
        if limit < 1 or any(not is_word(value) for _, value in equal) or (due_before is not None and not due_before.isascii()):
            return ()
        return tuple(self.shelf.cards(Asked(equal, due_before, self._place(after), limit)))

    def streams(self) -> Iterator[str]:
        """Give the name of every stream."""
        return (stream for stream, _ in self.shelf.card_positions())

    def erase_body(self, stream: str, expected: int, position: int, *, at: str, by_role: str, why: str, fold: Fold) -> Event:
        """Erase one body and leave a tombstone."""
        with self.shelf.writing():
            self._expect(stream, expected)
            rows = self.shelf.rows_of(stream)
            if not 1 <= position <= len(rows):
                raise _unknown()
            row = rows[position - 1]
            if row.text is None or row.kind == ERASURE:
                raise BadCall("The words of that event cannot be erased, or were before.", "Look at the event's history.", code="bad-event")
            [said] = link(self._head(), stream, expected, [NewEvent(ERASURE, 1, at, by_role, {"position": position, "why": why})])
            self.shelf.add([said])
            self.shelf.blank(row.seq, said.seq)
            events = _events(self.shelf.rows_of(stream))
            card = fold(events)
            check_card(card)
            self.shelf.put_card(stream, said.position, card)
            return events[-1]

    def verify(self, fold: Fold | None = None, since: Checkpoint | None = None) -> tuple[Finding, ...]:
        """Give what is wrong with the record."""
        return tuple(check(self.shelf, fold, since))

    def checkpoint(self, at: str) -> Checkpoint:
        """Give the register's state."""
        return Checkpoint(self.shelf.origin, *self._head(), at)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.shelf.close()

    def _add(self, stream: str, position: int, events: Sequence[NewEvent], card: Card) -> tuple[Event, ...]:
        if not events or any(event.kind == ERASURE for event in events):
            raise BadCall(
                "There is nothing that can be saved so.", "Give at least one event, and erase with its own act.", code="bad-event"
            )
        check_card(card)
        rows = link(self._head(), stream, position, events)
        self.shelf.add(rows)
        self.shelf.put_card(stream, rows[-1].position, card)
        return _events(rows)

    def _head(self) -> tuple[int, str]:
        return self.shelf.head() or (0, genesis(self.shelf.origin))

    def _expect(self, stream: str, expected: int) -> None:
        """Raise unless the stream's last position is the one that the writer knows."""
        stands = self.shelf.last_position(stream) if is_stream(stream) else 0
        if stands == expected:
            return
        if not stands:
            raise _unknown()
        raise ChangedElsewhere(
            "Someone else has written in this record since you read it.",
            "Read what is new, then save again; your words were not saved.",
            max(stands - expected, 0),
        )

    def _place(self, after: str) -> tuple[str, str] | None:
        if not after:
            return None
        found = self.shelf.card_of(after) if is_stream(after) else None
        if not found:
            raise _unknown()
        return found[1].due or NEVER_DUE, after


def _events(rows: Sequence[Row]) -> tuple[Event, ...]:
    try:
        return tuple(map(as_event, rows))
    except ValueError:
        raise fault("damaged") from None


def _unknown() -> UnknownName:
    return UnknownName(
        "There is no record under that reference.", [], "Look at `escalation list` for those that are there.", code="unknown-reference"
    )
