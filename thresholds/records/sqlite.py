"""The default store: one SQLite file that only its owner can read, with the settings that survive a power cut.

Every connection goes through `_connect`.
"""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock, Thread
from typing import Any

from thresholds.errors import StoreError
from thresholds.finding import Finding
from thresholds.records.copying import keep_before_step
from thresholds.records.faults import fault, from_sqlite
from thresholds.records.sql import BETWEEN, SqlShelf, as_whole, as_word
from thresholds.records.sqlite_file import connect, make_file, make_safe, ours
from thresholds.records.sqlite_steps import APPLICATION, STEPS, Step


class SqliteShelf(SqlShelf):
    """A `Shelf` in one SQLite file. Made where it is missing and `create` is true; brought up to date where it is older."""

    between = BETWEEN.format(bytes="CAST(b.text AS BLOB)")

    def __init__(self, path: Path, *, create: bool = True, steps: Sequence[Step] = STEPS) -> None:
        """Open the register at `path`. Raises StoreError: no folder, not a register, newer, damaged, locked."""
        self.path = path
        self._turn = RLock()
        self._make(create)
        self._con = self._connect()
        try:
            self._update(steps)
            found = self.fetch("SELECT origin FROM register")
            self.origin = as_word(found[0][0] if len(found) == 1 else None)
        except BaseException:
            self.close()
            raise

    def open_connection(self) -> Any:
        """Give a bare connection to the file, which is there."""
        return connect(self.path)

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Copy the whole register as it is at this moment."""
        with self._turn, ours():
            self._con.backup(target)

    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and give its rows."""
        try:
            with self._turn:
                return list(self._con.execute(sql, values).fetchall())
        except (sqlite3.Error, UnicodeError) as error:
            raise from_sqlite(error) from None

    def do(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement."""
        try:
            with self._turn:
                self._con.execute(sql, values)
        except (sqlite3.Error, UnicodeError) as error:
            raise from_sqlite(error) from None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Take the right to write at once, so that two writers cannot wait for each other."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state."""
        with self._transaction("BEGIN"):
            yield

    def rows_between(self, after: int, upto: int) -> Iterable[tuple[Any, ...]]:
        """Give rows for checking; past one that cannot be read, one at a time, and a blank row for each that cannot."""
        last = after
        try:
            with self._turn, ours():
                for row in self._con.execute(self.between, (after, upto)):
                    last = row[0]
                    yield row
        except StoreError as error:
            if error.code != "damaged":
                raise
            for seq in range(last + 1, upto + 1):
                yield self._row_or_blank(seq)

    def begin_check(self, is_thorough: bool) -> Callable[[], list[Finding]]:
        """Let SQLite check its pages on a connection and a thread of its own, beside the chain."""
        outcome: list[bool | StoreError] = []

        def look() -> None:
            try:
                con = self._connect()
                with ours():
                    pages = con.execute("PRAGMA integrity_check" if is_thorough else "PRAGMA quick_check").fetchall()
                    lone = con.execute("SELECT (SELECT count(*) FROM body) - (SELECT count(*) FROM event)").fetchall()
                    con.close()
                outcome.append((pages, lone) == ([("ok",)], [(0,)]))
            except StoreError as error:
                outcome.append(False if error.code == "damaged" else error)

        thread = Thread(target=look)
        thread.start()

        def wait() -> list[Finding]:
            thread.join()
            if isinstance(outcome[0], StoreError):
                raise outcome[0]
            says, help = "SQLite finds the file's pages damaged.", "Restore a backup, or export what can be read."
            return [] if outcome[0] else [Finding("pages-damaged", "error", "register", "", 0, says, help)]

        return wait

    def close(self) -> None:
        """Let go of the file."""
        with self._turn, suppress(sqlite3.Error):
            self._con.close()

    def _row_or_blank(self, seq: int) -> tuple[Any, ...]:
        self._con.text_factory = lambda raw: raw.decode("utf-8", "replace")
        try:
            found = self.fetch(self.between, (seq - 1, seq))
        except StoreError as error:
            if error.code != "damaged":
                raise
            found = []
        finally:
            self._con.text_factory = str
        return found[0] if found else (seq, *_BLANK)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._turn:
            self.do(begin)
            try:
                yield
                self.do("COMMIT")
            except BaseException:
                if self._con.in_transaction:  # a full disk makes SQLite roll back by itself
                    with suppress(StoreError):
                        self.do("ROLLBACK")
                raise

    def _make(self, create: bool) -> None:
        """Make an empty file that only its owner can read, unless it is there."""
        if os.path.lexists(self.path):
            return
        if not create:
            raise fault("no-register")
        with suppress(FileExistsError):
            make_file(self.path)

    def _connect(self) -> Any:
        """Give a connection with the safe settings, each read back."""
        with ours():
            return make_safe(self.open_connection())

    def _update(self, steps: Sequence[Step]) -> None:
        """Do the steps that the file has not had, each in one transaction; refuse a file that is not ours or is newer."""
        done = self._steps_done()
        if done > steps[-1].number:
            raise fault("newer-register")
        if 0 < done < steps[-1].number:
            self._keep(done)
        for step in steps:
            if step.number <= done:
                continue
            with self.writing():
                if self._steps_done() < step.number:  # another process may have done it meanwhile
                    for statement in step.statements:
                        self.do(statement)
                    if step.number == 1:
                        self.do("INSERT INTO register (origin) VALUES (?)", (secrets.token_hex(16),))
                    self.do("INSERT INTO schema_step (number, name) VALUES (?, ?)", (step.number, step.name))

    def _keep(self, done: int) -> None:
        """Keep a copy beside the register before a step changes it."""
        keep_before_step(self.path, self.copy_into, done)

    def _steps_done(self) -> int:
        tables = {name for (name,) in self.fetch("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return 0
        if self.fetch("PRAGMA application_id") != [(APPLICATION,)] or "schema_step" not in tables:
            raise fault("not-a-register")
        return as_whole(self.fetch("SELECT max(number) FROM schema_step")[0][0])


_BLANK = ("", 0, "", 0, "", "", "", "", None, None)
