"""Invented events, cards and a fold for the tests, and handles on a store that are closed in the end."""

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from thresholds.errors import StoreError
from thresholds.records.event import ERASURE, Card, Event, NewEvent
from thresholds.records.ledger import Ledger
from thresholds.records.opening import open_register

ROOM = 400 * 1024 * 1024
AT = "2026-11-22T10:15:00+00:00"
ROLE = "team manager"


def quick_folder(default: str | None = None) -> str | None:
    """Give a folder in memory where the system has one with room, else `default`.

    Whether bytes reach a disk is tested on a simulated one (test_power_cut.py); everything else need not wait for a real one.
    """
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM
    return str(memory) if has_room else default


@contextmanager
def refused(code: str) -> Iterator[None]:
    """Expect a StoreError of this kind, in two plain sentences without a trace of the store's own words or of typed text."""
    with pytest.raises(StoreError) as raised:
        yield
    assert raised.value.code == code
    for sentence in (raised.value.says, raised.value.help):
        assert re.fullmatch(r"[A-Z][^\n]*\.", sentence)
        assert "canary" not in sentence and "Error" not in sentence


class Store:
    """One store, and every handle that was opened on it."""

    def __init__(self, kind: str, address: str | Path) -> None:
        self.kind, self.address = kind, address
        self._open: list[Ledger] = []

    def open(self) -> Ledger:
        """Give a handle; in memory always the same one."""
        if self.kind == "memory" and self._open:
            return self._open[0]
        handle = open_register(self.address)
        assert isinstance(handle, Ledger)
        self._open.append(handle)
        return handle

    def close(self) -> None:
        """Close every handle."""
        for handle in self._open:
            handle.close()


def new(kind: str = "noted", **body: Any) -> NewEvent:
    """Give one new event."""
    return NewEvent(kind, 1, AT, ROLE, body)


def card(state: str = "open", due: str | None = "2026-12-01", stage: str = "HF-1", **json: Any) -> Card:
    """Give one card."""
    return Card(state, due, stage, {"kind": "disagreement", **json})


def fold(events: Sequence[Event]) -> Card:
    """Sum up: how many events count, and the last words that were not erased."""
    told = [event for event in events if event.kind != ERASURE]
    words = [event.body.get("says") for event in told if not event.is_erased]
    return card(count=len(told), last=words[-1] if words else None)


def fill(register: Ledger, streams: int, each: int, prefix: str = "HF") -> list[str]:
    """Begin `streams` streams of `each` events, their events taking turns, with cards that the fold gives."""
    names = [
        register.begin(prefix, 2026, lambda name: [new("raised", says=f"{name} 1")], lambda name: card(count=1, last=f"{name} 1"))
        for _ in range(streams)
    ]
    for position in range(1, each):
        for name in names:
            says = f"{name} {position + 1}"
            register.append(name, position, [new(says=says)], card(count=position + 1, last=says))
    return names
