"""A register in memory: for rehearsals and tests, gone when the program ends."""

import json
import secrets
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from threading import RLock
from typing import Any

from thresholds.finding import Finding
from thresholds.records.canonical import canonical
from thresholds.records.chain import Row
from thresholds.records.event import Card, read_reference
from thresholds.records.shelf import NEVER_DUE, Asked


class MemoryShelf:
    """A `Shelf` (see there) of plain lists and tables."""

    def __init__(self) -> None:
        self.origin = secrets.token_hex(16)
        self._turn = RLock()
        self._rows: list[Row] = []
        self._streams: dict[str, list[int]] = {}
        self._cards: dict[str, tuple[int, Card]] = {}
        self._numbers: dict[tuple[str, int], list[int]] = {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Undo everything on an error."""
        with self._turn:
            rows, cards = list(self._rows), dict(self._cards)
            streams = {stream: list(seqs) for stream, seqs in self._streams.items()}
            numbers = {key: list(used) for key, used in self._numbers.items()}
            try:
                yield
            except BaseException:
                self._rows, self._cards, self._streams, self._numbers = rows, cards, streams, numbers
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep others out meanwhile."""
        with self._turn:
            yield

    def adopt(self, origin: str) -> None:
        """Whoever brings the events in sets `origin` at the end."""

    def head(self) -> tuple[int, str] | None:
        """Give the last event's number and hash."""
        return (self._rows[-1].seq, self._rows[-1].hash) if self._rows else None

    def last_position(self, stream: str) -> int:
        """Give the last position in a stream."""
        return len(self._streams.get(stream, ()))

    def last_number(self, prefix: str, year: int) -> int:
        """Give the highest number of a reference."""
        return self._numbers.get((prefix, year), [0])[-1]

    def add(self, rows: Sequence[Row]) -> None:
        """Add events and bodies."""
        for row in rows:
            self._rows.append(row)
            self._streams.setdefault(row.stream, []).append(row.seq)

    def blank(self, seq: int, by: int) -> None:
        """Erase one body."""
        self._rows[seq - 1] = self._rows[seq - 1]._replace(text=None, erased_by=by)

    def put_card(self, stream: str, position: int, card: Card) -> None:
        """Save a card."""
        reference = read_reference(stream)
        if reference and stream not in self._cards:
            insort(self._numbers.setdefault(reference[:2], []), reference[2])
        self._cards[stream] = (position, card._replace(json=json.loads(canonical(card.json))))

    def rows_of(self, stream: str) -> list[Row]:
        """Give one stream."""
        return [self._rows[seq - 1] for seq in self._streams.get(stream, ())]

    def rows_between(self, after: int, upto: int) -> Iterable[tuple[Any, ...]]:
        """Give rows for checking."""
        return [row._replace(text=None if row.text is None else row.text.encode()) for row in self._rows[after:upto]]  # type: ignore[arg-type]

    def card_of(self, stream: str) -> tuple[int, Card] | None:
        """Give one card and its position."""
        return deepcopy(self._cards.get(stream))

    def cards(self, asked: Asked) -> list[tuple[str, Card]]:
        """Give a page of cards."""
        found = sorted(
            (card.due or NEVER_DUE, stream)
            for stream, (_, card) in self._cards.items()
            if all(getattr(card, name) == value for name, value in asked.equal)
            and (asked.due_before is None or (card.due or NEVER_DUE) < asked.due_before)
        )
        kept = [place for place in found if asked.after is None or place > asked.after]
        return [(stream, deepcopy(self._cards[stream][1])) for _, stream in kept[: asked.limit]]

    def card_positions(self) -> Iterator[tuple[str, int]]:
        """Give every stream and its card's position."""
        return iter(sorted((stream, position) for stream, (position, _) in self._cards.items()))

    def begin_check(self, is_thorough: bool) -> Callable[[], list[Finding]]:
        """There is nothing beside the chain to check."""
        return list

    def close(self) -> None:
        """There is nothing to let go of."""
