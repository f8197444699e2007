"""What a register does, whichever store it lies in: one contract, kept by one set of tests over all three stores."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from thresholds.finding import Finding
from thresholds.records.event import Card, Checkpoint, Event, NewEvent

Fold = Callable[[Sequence[Event]], Card]
"""Sums a stream's events up. It must cope with erased bodies (`event.is_erased`) and pass over events of kind `ERASURE`."""


class Register(Protocol):
    """Streams of events in one chain, each with its card. Every method may raise StoreError; then nothing was half written.

    Calls from several threads take turns. Nothing here reads the clock: every time is given.
    """

    def append(self, stream: str, expected: int, events: Sequence[NewEvent], card: Card) -> tuple[Event, ...]:
        """Add `events` to `stream` and save its `card` with them, all or nothing; give the events as stored.

        `expected` is the last position that the writer knows; 0 begins a stream. Raises ChangedElsewhere where others have
        written since, UnknownName where there is no such stream, BadCall for what cannot be kept exactly.
        """

    def begin(self, prefix: str, year: int, events: Callable[[str], Sequence[NewEvent]], card: Callable[[str], Card]) -> str:
        """Begin a stream under the next free reference of `prefix` and `year`, such as `HF-2026-001`, and give it.

        The number is taken inside the same transaction: no gaps, no doubles. `events` and `card` are called with the reference
        and must not call the register.
        """

    def read(self, stream: str) -> tuple[Event, ...]:
        """Give the events of `stream` in order. Raises UnknownName where there is none."""

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
        """Give at most `limit` streams with their cards, earliest due first, those without a due time last, then by reference.

        `due_before` leaves out cards due at or after it, and cards that are never due. `after` is the last stream of the page
        before; UnknownName where there is none. Costs what it gives, not what the register holds.
        """

    def streams(self) -> Iterator[str]:
        """Give the name of every stream, in order."""

    def erase_body(self, stream: str, expected: int, position: int, *, at: str, by_role: str, why: str, fold: Fold) -> Event:
        """Erase the body of one event for good, as the law can demand; give the event that says so.

        A tombstone stays, the chain still verifies, and the card is folded anew without the body. Raises ChangedElsewhere,
        UnknownName where there is no such event, and BadCall where its body is erased already or is itself an erasure.
        """

    def verify(self, fold: Fold | None = None, since: Checkpoint | None = None) -> tuple[Finding, ...]:
        """Give what is wrong with the record: nothing where it is whole. A finding's `place` is the stream, its `line` the event.

        The whole chain is computed anew. With `fold` every stream is folded and compared with its card. Without a checkpoint in
        `since` a cut tail cannot be seen.
        """

    def checkpoint(self, at: str) -> Checkpoint:
        """Give the register's state at this moment, for another person to keep."""

    def close(self) -> None:
        """Let go of the file or the server."""
