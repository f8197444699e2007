"""A copy of a SQLite register while it is being made: beside its place, readable by its owner alone, named only once it is whole."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from thresholds.errors import StoreError
from thresholds.records.faults import fault
from thresholds.records.sqlite_file import connect, make_file, make_safe, ours, sync_folder

CopyInto = Callable[[sqlite3.Connection], None]
"""What fills a connection with the whole register as it is at one moment."""
_SIDE_FILES = ("", "-journal", "-wal", "-shm")


def keep_before_step(path: Path, copy_into: CopyInto, done: int) -> None:
    """Keep a copy of the register at `path` as it is after schema step `done`, beside it, before the next step changes it."""
    to = path.with_name(f"{path.name}.step-{done}")
    part = copy(copy_into, to)
    try:
        with ours():
            copied = make_safe(connect(part))
            whole = copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            copied.close()
        if not whole:
            raise fault("damaged")
        name(part, to)
    finally:
        remove(part)


def copy(copy_into: CopyInto, to: Path) -> Path:
    """Give an unfinished copy beside `to`, made by `copy_into`. Raises StoreError where it cannot be written."""
    part = new_part(to)
    try:
        with ours():
            target = make_safe(connect(part))
            try:
                copy_into(target)
            finally:
                target.close()
    except BaseException:
        remove(part)
        raise
    return part


def new_part(to: Path) -> Path:
    """Give the empty file in which a copy for `to` is written."""
    part = to.with_name(f"{to.name}.part")
    remove(part)
    try:
        make_file(part)
    except FileExistsError:
        raise fault("no-folder") from None
    return part


def name(part: Path, to: Path) -> None:
    """Give the finished copy its name; SQLite has synchronised its content."""
    try:
        part.replace(to)
        sync_folder(to.parent)
    except OSError:
        raise fault("no-folder") from None


def remove(part: Path) -> None:
    """Remove an unfinished copy and what SQLite put beside it."""
    for path in (*(Path(f"{part}{side}") for side in _SIDE_FILES), *part.parent.glob(f"{part.name}.step-*")):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def refuse_to_replace(to: Path) -> None:
    """Raise StoreError where anything is at `to`, a journal of it included."""
    for side in _SIDE_FILES:
        if os.path.lexists(f"{to}{side}"):
            raise StoreError(
                "There is something at that place already, and it was left alone.",
                "Choose another name, or move it away first.",
                code="is-there",
            )
