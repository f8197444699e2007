"""One SQLite file on disk: made so that only its owner can read it, and every connection with the settings that survive a power cut.

Why these pragmas: docs/register.md and trust facts section 1.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thresholds.records.faults import fault, from_sqlite

PRAGMAS = {"journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "temp_store": 2}
"""Set and read back on every connection; synchronous 3 is EXTRA, temp_store 2 keeps sorting out of the temporary folder."""
SECONDS = 5.0
"""How long a writer waits for another."""
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Give a bare connection to a file that is there: SQLite never makes one itself, so none is ever readable by others."""
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=SECONDS, isolation_level=None, check_same_thread=False)


def make_safe(con: Any) -> Any:
    """Give `con` with the safe settings, each read back; else close it and raise StoreError."""
    try:
        if con.execute("PRAGMA journal_mode").fetchall() == [("wal",)] and not is_wal_safe(sqlite3.sqlite_version_info):
            raise fault("wal")
        for name, value in PRAGMAS.items():
            con.execute(f"PRAGMA {name} = {value}").fetchall()
            if con.execute(f"PRAGMA {name}").fetchall() != [(value,)]:
                raise fault("unsafe-settings")
    except BaseException:
        con.close()
        raise
    return con


def make_file(path: Path) -> None:
    """Make an empty file that only its owner can read. Raises FileExistsError, or StoreError where it cannot be made."""
    try:
        os.close(os.open(path, _NEW, 0o600))
        sync_folder(path.parent)
    except FileExistsError:
        raise
    except (OSError, ValueError):
        raise fault("no-folder") from None


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite is free of the WAL-reset fault (sqlite.org/wal.html#walresetbug): 3.51.3, 3.50.7, 3.44.6."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name in `folder` survives a power cut, where the system can say so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def ours() -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:
        raise from_sqlite(error) from None
