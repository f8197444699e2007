"""The SQLite store: its settings, its file's modes, and every way in which it can fail."""

import os
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.records.stores import AT, ROLE, Store, card, fill, fold, new, refused
from tests.records.test_sqlite_steps import NEXT
from thresholds import places
from thresholds.records.backup import back_up, restore
from thresholds.records.ledger import Ledger
from thresholds.records.opening import open_register
from thresholds.records.sqlite import SqliteShelf
from thresholds.records.sqlite_file import PRAGMAS, is_wal_safe
from thresholds.records.sqlite_steps import STEPS


def mode(path: Path) -> int:
    """Give the permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)


def test_every_connection_has_the_safe_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """D04: of every connection that opening, checking, a schema step, a backup and a restore make, all settings are read at its end."""
    seen: list[dict[str, Any]] = []

    class Watched(sqlite3.Connection):
        def close(self) -> None:
            seen.append({name: self.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS})
            super().close()

    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *words, **named: real(*words, **{**named, "factory": Watched}))
    register = open_register(folder / "r")
    register.append("A", 0, [new()], card())
    register.verify()
    register.close()
    shelf = SqliteShelf(folder / "r", steps=(*STEPS, NEXT))
    shelf.close()
    restore(folder / "r.step-1", folder / "back", AT)
    assert len(seen) >= 7
    assert all(settings == PRAGMAS for settings in seen)
    assert PRAGMAS["journal_mode"] == "delete" and PRAGMAS["synchronous"] == 3
    assert {"foreign_keys", "secure_delete", "trusted_schema"} <= set(PRAGMAS)


def test_a_setting_that_does_not_hold_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings are read back: one that SQLite did not take is no register to write in."""
    monkeypatch.setitem(PRAGMAS, "synchronous", 9)
    with refused("unsafe-settings"):
        open_register(folder / "r")


@pytest.mark.parametrize(
    "version, is_safe",
    [
        ((3, 40, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 50, 7), True),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 45, 0), False),
        ((3, 52, 0), True),
    ],
)
def test_a_file_in_wal_mode_is_refused_by_an_affected_sqlite(
    folder: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], is_safe: bool
) -> None:
    """D05: versions with the WAL-reset fault refuse the file; others set it back to the rollback journal."""
    open_register(folder / "r").close()
    raw = sqlite3.connect(folder / "r")
    assert raw.execute("PRAGMA journal_mode = wal").fetchone() == ("wal",)
    raw.close()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert is_wal_safe(version) is is_safe
    if is_safe:
        register = open_register(folder / "r")
        assert register.shelf.fetch("PRAGMA journal_mode") == [("delete",)]  # type: ignore[attr-defined]
        register.close()
    else:
        with refused("wal"):
            open_register(folder / "r")


@pytest.mark.parametrize("umask", [0o022, 0o000, 0o077])
def test_only_the_owner_can_read_what_we_write(folder: Path, umask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """S08: register, journal, backup, copy before a step and restored register are 0600, their own folder 0700, whatever the umask."""
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    monkeypatch.delenv("THRESHOLDS_REGISTER", raising=False)
    before = os.umask(umask)
    try:
        register = open_register(places.default_register())
        assert isinstance(register, Ledger) and isinstance(register.shelf, SqliteShelf)
        path = register.shelf.path
        assert path == places.register_file()
        fill(register, 1, 2)
        with register.shelf.writing():
            register.shelf.do("UPDATE card SET state = 'x'")
            assert mode(Path(f"{path}-journal")) == 0o600
        back_up(register.shelf, folder / "backup", AT)
        register.close()
        SqliteShelf(path, steps=(*STEPS, NEXT)).close()
        restore(folder / "backup", folder / "restored", AT)
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    kept = [path, path.with_name(f"{path.name}.step-1"), folder / "backup", folder / "restored"]
    assert [mode(one) for one in kept] == [0o600] * 4
    assert sorted(p.name for p in folder.iterdir()) == ["backup", "data", "restored"]


def test_a_named_address_goes_before_the_default_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """THRESHOLDS_REGISTER names the register; empty counts as not set."""
    monkeypatch.setenv("THRESHOLDS_REGISTER", "postgresql://team@db.example.org/register")
    assert places.default_register() == "postgresql://team@db.example.org/register"
    monkeypatch.setenv("THRESHOLDS_REGISTER", "")
    assert places.default_register() == places.register_file()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'x'",
        "DELETE FROM event",
        "UPDATE body SET text = 'x'",
        "UPDATE body SET seq = 9",
        "DELETE FROM body",
        "DELETE FROM card",
    ],
)
def test_the_file_itself_refuses_a_change_by_mistake(sqlite: Store, statement: str) -> None:
    """Another program that respects the schema cannot change or delete what is written."""
    register = sqlite.open()
    fill(register, 1, 2)
    with refused("refused"):
        register.shelf.do(statement)  # type: ignore[attr-defined]
    assert register.verify(fold) == ()


def test_nothing_of_an_erased_body_is_left_in_the_file(sqlite: Store, folder: Path) -> None:
    """T10: the words are in the file before, long and short ones alike, and not a byte of them is left afterwards."""
    register = sqlite.open()
    words = "canary " * 2000
    register.append("A", 0, [new(says="canary"), new(says=words)], card(count=2, last=words))
    register.append("A", 2, [new(says="stays")], card(count=3, last="stays"))
    path = folder / "r.sqlite3"
    assert b"canary" in path.read_bytes()
    for position in (1, 2):
        register.erase_body("A", position + 2, position, at=AT, by_role=ROLE, why="law", fold=fold)
    assert b"canary" not in path.read_bytes() and b"stays" in path.read_bytes()
    assert [path.name for path in folder.iterdir()] == ["r.sqlite3"]
    assert register.verify(fold) == ()


@pytest.mark.parametrize("narrowed", [(), ("state",), ("stage",), ("kind",), ("state", "stage"), ("state", "kind")])
@pytest.mark.parametrize("due", [None, "2026-12-01"])
def test_lists_read_what_they_show(sqlite: Store, narrowed: tuple[str, ...], due: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """F7: every list is a search in one index in its order, with no scan of a table and no sorting."""
    register = sqlite.open()
    asked: list[tuple[str, Any]] = []
    fetch = register.shelf.fetch  # type: ignore[attr-defined]
    monkeypatch.setattr(register.shelf, "fetch", lambda sql, values=(): asked.append((sql, values)) or fetch(sql, values))
    register.append("A", 0, [new()], card())
    for after in ("", "A"):
        register.cards(due_before=due, after=after, **dict.fromkeys(narrowed, "open"))  # type: ignore[arg-type]
    for sql, values in [one for one in asked if "LIMIT ?" in one[0]]:
        plan = " | ".join(row[3] for row in fetch(f"EXPLAIN QUERY PLAN {sql}", values))
        assert "INDEX card_by_" in plan and "TEMP B-TREE" not in plan
        assert plan.startswith("SEARCH card USING INDEX") or not (narrowed or due or len(values) > 1)


def test_saving_reads_what_it_needs(sqlite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the record is, beginning and appending look things up in an index and scan no table."""
    register = sqlite.open()
    asked: list[tuple[str, Any]] = []
    fetch = register.shelf.fetch  # type: ignore[attr-defined]
    monkeypatch.setattr(register.shelf, "fetch", lambda sql, values=(): asked.append((sql, values)) or fetch(sql, values))
    [name] = fill(register, 1, 2)
    register.read(name)
    assert len(asked) >= 6
    for sql, values in asked:
        for row in fetch(f"EXPLAIN QUERY PLAN {sql}", values):
            assert row[3].startswith("SEARCH") or row[3] == "SCAN event", (sql, row[3])  # the newest event is the scan's first row
