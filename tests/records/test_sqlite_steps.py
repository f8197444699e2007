"""Schema steps of the SQLite store: whole or not at all, and never on a newer register (trust facts D15, D16)."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.records.stores import AT, fill, fold, refused
from thresholds.records.opening import open_register
from thresholds.records.sqlite import SqliteShelf
from thresholds.records.sqlite_steps import STEPS, Step

NEXT = Step(2, "invented", ("ALTER TABLE card ADD COLUMN invented TEXT", "CREATE INDEX invented ON card (invented)"))


def test_a_newer_register_is_left_as_it_is(folder: Path) -> None:
    """D16: a register with a schema step that this program does not know is refused and not a byte of it changes."""
    SqliteShelf(folder / "r", steps=(*STEPS, NEXT)).close()
    before = (folder / "r").read_bytes()
    with refused("newer-register"):
        open_register(folder / "r")
    assert (folder / "r").read_bytes() == before
    assert [path.name for path in folder.iterdir()] == ["r"]


class Cut(Exception):
    """Raised by a test in the middle of a schema step."""


def schema(path: Path) -> list[Any]:
    """Give everything that makes a file's schema, and which steps it has had."""
    raw = sqlite3.connect(path)
    try:
        made = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        return [*made, *(raw.execute("SELECT * FROM schema_step").fetchall() if made else [])]
    finally:
        raw.close()


@pytest.mark.parametrize("way", ["exception", "kill"])
def test_a_schema_step_is_done_whole_or_not_at_all(folder: Path, way: str) -> None:
    """D15: stopped by an error or killed at each statement, of the first step and of the next, the schema is the old or the new one."""
    ready = folder / "keep"
    SqliteShelf(ready).close()
    SqliteShelf(ready, steps=(*STEPS, NEXT)).close()
    new_schema, old_schema = schema(ready), schema(folder / "keep.step-1")
    for old, steps, allowed in (([], STEPS, ([], old_schema)), (old_schema, (*STEPS, NEXT), (old_schema, new_schema))):
        path = folder / "r"
        number, finished = 0, False
        while not finished:
            for stale in folder.glob("r*"):
                if stale != ready:
                    stale.unlink()
            if old:
                path.write_bytes((folder / "keep.step-1").read_bytes())
            finished = not stop_at(path, steps, number, way)
            assert schema(path) == allowed[1] if finished else schema(path) in allowed
            if old and Path(f"{path}.step-1").exists():
                assert schema(Path(f"{path}.step-1")) == old_schema
            SqliteShelf(path, steps=steps).close()
            assert schema(path) == allowed[1]
            number += 1
        assert number > sum(len(step.statements) for step in steps[-1:])


def stop_at(path: Path, steps: tuple[Step, ...], number: int, way: str) -> bool:
    """Open the register and stop at the given statement; say whether that statement was reached."""

    class Stopped(SqliteShelf):
        left = number

        def do(self, sql: str, values: Any = ()) -> None:
            if self.left == 0:
                if way == "kill":
                    os.kill(os.getpid(), 9)
                self.left = -1
                raise Cut
            self.left -= 1
            super().do(sql, values)

    if way == "kill":
        child = os.fork()
        if child == 0:
            try:
                Stopped(path, steps=steps).close()
            finally:
                os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -9
    try:
        Stopped(path, steps=steps).close()
    except Cut:
        return True
    return False


def test_before_a_step_a_checked_copy_is_made(folder: Path) -> None:
    """D15: the register as it was lies beside it, whole and openable, before anything changes; a step that fails leaves both."""
    register = open_register(folder / "r")
    fill(register, 2, 2)
    head = register.checkpoint(AT).head
    register.close()
    with refused("store"):
        SqliteShelf(folder / "r", steps=(*STEPS, Step(2, "fails", ("CREATE TABLE more (x)", "NOT SQL: canary"))))
    for name in ("r", "r.step-1"):
        opened = open_register(folder / name)
        assert opened.verify(fold) == ()
        assert opened.checkpoint(AT).head == head
        opened.close()
