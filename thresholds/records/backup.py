"""Copies of a SQLite register: checked before they count, readable by their owner alone, never over something that is there."""

from pathlib import Path

from thresholds.errors import StoreError
from thresholds.records.chain import genesis
from thresholds.records.checking import check
from thresholds.records.copying import copy, name, new_part, refuse_to_replace, remove
from thresholds.records.event import Checkpoint
from thresholds.records.faults import fault
from thresholds.records.sqlite import SqliteShelf
from thresholds.records.sqlite_file import connect, make_safe, ours


def back_up(shelf: SqliteShelf, to: Path, at: str) -> Checkpoint:
    """Copy the register to the new file `to` while others may go on writing; give the copy's checkpoint.

    The copy counts only once its own chain was computed anew. Raises StoreError where `to` is there already, where it cannot be
    written, or where the register is damaged: no copy is left then, and older ones stay.
    """
    refuse_to_replace(to)
    part = copy(shelf.copy_into, to)
    try:
        checkpoint = _checked(part, at)
        name(part, to)
    finally:
        remove(part)
    return checkpoint


def restore(backup: Path, to: Path, at: str) -> Checkpoint:
    """Put the `backup` at the new place `to`, after checking it; give its checkpoint.

    Raises StoreError where something is at `to` (move it away first: it may hold what the backup lacks) or the backup is damaged.
    """
    refuse_to_replace(to)
    if not backup.is_file():
        raise fault("no-register")
    part = new_part(to)
    try:
        with ours():
            source, target = make_safe(connect(backup, "ro")), make_safe(connect(part))
            try:
                source.backup(target)
            finally:
                source.close()
                target.close()
        checkpoint = _checked(part, at)
        name(part, to)
    finally:
        remove(part)
    return checkpoint


def _checked(part: Path, at: str) -> Checkpoint:
    """Give the checkpoint of a copy whose chain holds; else raise StoreError."""
    copied = SqliteShelf(part, create=False)
    try:
        if check(copied, None, None):
            raise StoreError(
                "The copy was checked and is damaged, so it was not kept.",
                "Run `escalation verify`; older backups were left.",
                code="damaged",
            )
        seq, head = copied.head() or (0, genesis(copied.origin))
        return Checkpoint(copied.origin, seq, head, at)
    finally:
        copied.close()
