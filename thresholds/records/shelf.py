"""What a store must do for the ledger: a few acts on rows, and a transaction around them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from thresholds.finding import Finding
from thresholds.records.chain import Row
from thresholds.records.event import Card

NEVER_DUE = "~"
"""Stored for a card without a due time: it sorts after every date."""


class Asked(NamedTuple):
    """What a list is to show: equal values, a bound on the due time, the place to go on from, and how many."""

    equal: tuple[tuple[str, str], ...]
    """Pairs of `state`, `stage` or `kind` and a value."""
    due_before: str | None
    after: tuple[str, str] | None
    """Due time (or `NEVER_DUE`) and stream of the last card of the page before."""
    limit: int


class Shelf(Protocol):
    """A store. Acts between `writing()` are one transaction, alone with the right to write; after an error none has happened."""

    origin: str

    def writing(self) -> AbstractContextManager[None]:
        """Begin a transaction that writes; save at the end, undo on any error."""

    def reading(self) -> AbstractContextManager[None]:
        """Begin a transaction that sees one state throughout."""

    def adopt(self, origin: str) -> None:
        """Store the origin of the register whose events are being brought in; `origin` itself is set once that has succeeded."""

    def head(self) -> tuple[int, str] | None:
        """Give sequence number and hash of the last event, or nothing."""

    def last_position(self, stream: str) -> int:
        """Give the last position in `stream`, 0 where there is none."""

    def last_number(self, prefix: str, year: int) -> int:
        """Give the highest number of a reference of `prefix` and `year`, 0 where there is none."""

    def add(self, rows: Sequence[Row]) -> None:
        """Add events with their bodies."""

    def blank(self, seq: int, by: int) -> None:
        """Erase the body of event `seq`; event `by` says so."""

    def put_card(self, stream: str, position: int, card: Card) -> None:
        """Save the card of `stream` as of `position`."""

    def rows_of(self, stream: str) -> list[Row]:
        """Give the rows of one stream in order."""

    def rows_between(self, after: int, upto: int) -> Iterable[tuple[Any, ...]]:
        """Give the rows past `after` up to `upto` for checking: as `Row`, but `text` in bytes, and whatever a damaged row holds."""

    def card_of(self, stream: str) -> tuple[int, Card] | None:
        """Give the card of `stream` and the position it was saved at."""

    def cards(self, asked: Asked) -> list[tuple[str, Card]]:
        """Give the streams and cards that are asked for."""

    def card_positions(self) -> Iterator[tuple[str, int]]:
        """Give every stream that has a card with the position it was saved at, by stream."""

    def begin_check(self, is_thorough: bool) -> Callable[[], list[Finding]]:
        """Begin what the store can check of itself, its indexes too where `is_thorough`; give the function that waits for the findings."""

    def close(self) -> None:
        """Let go of the file or the server."""
