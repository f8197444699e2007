"""Whoever changes the record is found: every small change, a cut end, a flipped bit (trust facts T01, T02, T05, T10, D17)."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records.second_verifier import first_fault
from tests.records.stores import AT, ROLE, fill, fold
from thresholds.errors import BadCall, StoreError
from thresholds.finding import Finding
from thresholds.records import chain
from thresholds.records.event import Checkpoint, read_checkpoint
from thresholds.records.ledger import Ledger
from thresholds.records.opening import open_register
from thresholds.records.sqlite import SqliteShelf

FIELDS = ("stream", "position", "kind", "version", "at", "by_role", "body_hash", "hash")
EVENTS = 200


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A register of two hundred events whose schema no longer defends itself, and whose store checks nothing but our chain."""
    register = open_register(tmp_path_factory.mktemp("attacked") / "r")
    assert isinstance(register, Ledger) and isinstance(register.shelf, SqliteShelf)
    shelf = register.shelf
    shelf.do("PRAGMA synchronous = OFF")
    names = fill(register, 10, EVENTS // 10 - 1)
    for name in names:
        register.erase_body(name, EVENTS // 10 - 1, 2, at=AT, by_role=ROLE, why="law", fold=fold)
    for (trigger,) in shelf.fetch("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        shelf.do(f"DROP TRIGGER {trigger}")
    shelf.do("PRAGMA foreign_keys = OFF")
    shelf.do("PRAGMA ignore_check_constraints = ON")
    shelf.begin_check = lambda is_thorough: list  # type: ignore[method-assign]
    shelf.reading = nullcontext  # type: ignore[method-assign, assignment]
    assert shelf.head() and shelf.head()[0] == EVENTS and not register.verify(fold)  # type: ignore[index]
    yield register
    register.close()


@contextmanager
def attack(register: Ledger, *statements: str, values: tuple[Any, ...] = ()) -> Iterator[None]:
    """Run statements and undo them afterwards."""
    shelf = register.shelf
    assert isinstance(shelf, SqliteShelf)
    shelf.do("BEGIN")
    for statement in statements:
        shelf.do(statement, values if "?" in statement else ())
    try:
        yield
    finally:
        shelf.do("ROLLBACK")


def found(register: Ledger, seq: int = 0) -> list[Finding]:
    """Verify, and now and then let the second verifier have its say: both name the same event first, or find nothing."""
    findings = list(register.verify())
    if seq % 5:
        return findings
    first = first_fault(register.shelf._con)  # type: ignore[attr-defined]
    of_chain = [finding for finding in findings if not finding.code.startswith(("card", "reference", "body-back"))]
    assert bool(of_chain) == bool(first)
    assert not first or of_chain[0].line == first
    return findings


def codes_of(findings: list[Finding]) -> list[tuple[str, int]]:
    """Give kind and event of each finding."""
    return [(finding.code, finding.line) for finding in findings]


@pytest.mark.parametrize("field", FIELDS)
def test_an_edited_event_is_named(attacked: Ledger, field: str) -> None:
    """T01: each field of each event changed by itself: the event is named, with its stream unless that was the field."""
    for seq in range(1, EVENTS + 1):
        [(old, stream)] = attacked.shelf.fetch(f"SELECT {field}, stream FROM event WHERE seq = ?", (seq,))  # type: ignore[attr-defined]
        changed = old + 1000 if isinstance(old, int) else ("0" if old[0] != "0" else "1") + old[1:]
        with attack(attacked, f"UPDATE event SET {field} = ? WHERE seq = ?", values=(changed, seq)):
            first = found(attacked, seq)[0]
            assert first.line == seq
            assert first.place == (changed if field == "stream" else stream)


def test_an_edited_body_is_named(attacked: Ledger) -> None:
    """T01: words changed, exchanged for another event's, taken away or brought back: the event is named."""
    for seq in range(1, EVENTS + 1):
        [(text,)] = attacked.shelf.fetch("SELECT text FROM body WHERE seq = ?", (seq,))  # type: ignore[attr-defined]
        brought_back = text is None
        for change in (
            ("text = replace(text, 'HF', 'hf')", "text = (SELECT text FROM body WHERE seq = 1)") if not brought_back else ("text = '{}'",)
        ):
            if (seq == 1 and "SELECT" in change) or (text and "HF" not in text and "replace" in change):
                continue
            with attack(attacked, f"UPDATE body SET {change} WHERE seq = {seq}"):
                assert codes_of(found(attacked, seq))[0] == ("body-changed", seq)
        with attack(attacked, f"DELETE FROM body WHERE seq = {seq}"):
            assert codes_of(found(attacked, seq))[0] == ("body-missing", seq)
        for by in (EVENTS, 1, EVENTS + 5) if seq % 8 == 0 else ():
            if not brought_back and not (seq == EVENTS == by):
                with attack(attacked, f"UPDATE body SET text = NULL, erased_by = {by} WHERE seq = {seq}"):
                    assert ("body-missing", seq) in codes_of(found(attacked, seq))


def test_a_deleted_inserted_swapped_or_moved_event_is_named(attacked: Ledger) -> None:
    """T01: at every place in the record; what is named is the first event that is not at its place."""
    for seq in range(1, EVENTS):
        with attack(attacked, f"DELETE FROM event WHERE seq = {seq}", f"DELETE FROM body WHERE seq = {seq}"):
            first = found(attacked, seq)[0]
            assert (first.code, first.line) == ("event-missing", seq)
        park = [f"UPDATE {t} SET seq = 9990 WHERE seq = {seq}" for t in ("event", "body")]
        unpark = [f"UPDATE {t} SET seq = {seq} WHERE seq = {seq + 1}" for t in ("event", "body")]
        back = [f"UPDATE {t} SET seq = {seq + 1} WHERE seq = 9990" for t in ("event", "body")]
        with attack(attacked, *park, *unpark, *back):
            assert found(attacked, seq)[0].line == seq
        shift = [
            f"UPDATE event SET seq = -seq - 1 WHERE seq > {seq}",
            f"UPDATE body SET seq = -seq - 1 WHERE seq > {seq}",
            "UPDATE event SET seq = -seq WHERE seq < 0",
            "UPDATE body SET seq = -seq WHERE seq < 0",
            f"INSERT INTO event SELECT {seq + 1}, 'A', 1, kind, version, at, by_role, body_hash, hash FROM event WHERE seq = {seq}",
            f"INSERT INTO body SELECT {seq + 1}, text, erased_by FROM body WHERE seq = {seq}",
        ]
        with attack(attacked, *shift):
            assert found(attacked, seq)[0].line == seq + 1
    with attack(
        attacked,
        "INSERT INTO event SELECT seq + 1, stream, position + 1, kind, 1, at, by_role, '', hash FROM event ORDER BY seq DESC LIMIT 1",
    ):
        assert found(attacked)[0].line == EVENTS + 1


def test_an_event_with_a_new_hash_breaks_the_next(attacked: Ledger) -> None:
    """Whoever also writes the changed event's own hash is found one event later."""
    row = chain.Row(*next(iter(attacked.shelf.rows_between(99, 100))))
    hashed = chain.event_hash(next(iter(attacked.shelf.rows_between(98, 99)))[8], (*row[:3], "forged", *row[4:8]))
    with attack(attacked, f"UPDATE event SET kind = 'forged', hash = '{hashed}' WHERE seq = 100"):
        assert [finding.line for finding in found(attacked)] == [101]


def test_a_card_or_reference_that_is_not_right_is_named(attacked: Ledger) -> None:
    """Cards that are deleted, edited, invented or left behind are named, and so is a reference that is missing."""
    codes = {
        "DELETE FROM card WHERE stream = 'HF-2026-003'": "card-missing",
        "UPDATE card SET position = 3 WHERE stream = 'HF-2026-003'": "card-behind",
        "UPDATE card SET state = 'settled' WHERE stream = 'HF-2026-003'": "card-differs",
        "UPDATE card SET due = '2020-01-01' WHERE stream = 'HF-2026-003'": "card-differs",
        "UPDATE card SET json = '{}' WHERE stream = 'HF-2026-003'": "card-differs",
        "UPDATE card SET number = 77 WHERE stream = 'HF-2026-003'": "damaged",
        "UPDATE card SET json = 'no json' WHERE stream = 'HF-2026-003'": "damaged",
        "INSERT INTO card SELECT 'HF-2026-003b', 1, NULL, NULL, NULL, 'open', '', '', '~', '{}'": "card-behind",
    }
    for statement, code in codes.items():
        with attack(attacked, statement):
            assert code in [finding.code for finding in attacked.verify(fold)], statement


def test_a_cut_end_is_found_with_a_checkpoint(attacked: Ledger) -> None:
    """T02: the last 1 to 20 events cut away with care leave a chain that holds; only a checkpoint that was kept elsewhere shows it."""
    kept = attacked.checkpoint(AT)
    half = Checkpoint(kept.origin, 100, next(iter(attacked.shelf.rows_between(99, 100)))[8], AT)
    for last in range(1, 21):
        upto = EVENTS - last
        with attack(
            attacked,
            f"DELETE FROM body WHERE seq > {upto}",
            f"DELETE FROM event WHERE seq > {upto}",
            "UPDATE card SET position = (SELECT max(position) FROM event e WHERE e.stream = card.stream)",
        ):
            blanked = {finding.code for finding in attacked.verify()}
            assert blanked <= {"body-missing"}  # the erasures at the end went with it
            assert "tail-cut" in [finding.code for finding in attacked.verify(since=kept)]
            assert {finding.code for finding in attacked.verify(since=half)} <= {"body-missing"}
    forged = kept._replace(head="0" * 64)
    assert [(finding.code, finding.line) for finding in attacked.verify(since=forged)] == [("history-rewritten", EVENTS)]


def test_a_rewritten_history_is_found_with_a_checkpoint(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can write the file can build a whole new chain; the checkpoint that someone else kept does not fit it."""
    register = open_register(folder / "r")
    fill(register, 2, 3)
    kept = register.checkpoint(AT)
    register.close()
    forged = SqliteShelf(folder / "forged")
    forged.do("UPDATE register SET origin = ?", (kept.origin,))
    forged.origin = kept.origin
    other = Ledger(forged)
    fill(other, 2, 4)
    assert other.verify(fold) == ()
    assert [finding.code for finding in other.verify(since=kept)] == ["history-rewritten"]
    other.close()


@pytest.mark.parametrize(
    "text", ["", "x", "thresholds-checkpoint/1", "thresholds-checkpoint/1 {o} 01 {h} {t}", "thresholds-checkpoint/1 {o} -1 {h} {t}"]
)
def test_a_checkpoint_is_read_as_it_was_printed(text: str) -> None:
    """A printed checkpoint reads back equal; anything else is refused."""
    given = Checkpoint("a" * 32, 7, "b" * 64, AT)
    assert read_checkpoint(f" {given.as_line()}\n") == given
    with pytest.raises(BadCall):
        read_checkpoint(text.format(o="a" * 32, h="b" * 64, t=AT))


@given(st.data())
def test_a_forged_checkpoint_is_refused_or_does_not_fit(data: st.DataObject) -> None:
    """T07: one changed character of a printed checkpoint makes it unreadable or another one."""
    given_one = Checkpoint("a1" * 16, 120, "b2" * 32, AT)
    line = given_one.as_line()
    at = data.draw(st.integers(0, len(line) - 1))
    changed = line[:at] + data.draw(st.characters().filter(lambda c: c != line[at])) + line[at + 1 :]
    try:
        read = read_checkpoint(changed)
    except BadCall:
        return
    assert read != given_one


def dump(path: Path) -> dict[tuple[str, int], Any] | None:
    """Give every row of a register by table and row number, or nothing where SQLite cannot read it."""
    raw = sqlite3.connect(path)
    raw.text_factory = bytes
    try:
        rows = {}
        for table in ("event", "body", "card", "register"):
            rows.update({(table, row[0]): row for row in raw.execute(f"SELECT rowid, * FROM {table} NOT INDEXED")})
        return rows
    except (sqlite3.Error, UnicodeError):
        return None
    finally:
        raw.close()


def test_a_flipped_bit_is_named(folder: Path) -> None:
    """D17: 200 flips of one bit: a flip that changes a row is found, by its event's number or its card's stream; SQLite misses most."""
    path = folder / "r"
    register = open_register(path)
    fill(register, 12, 8)
    register.close()
    whole, before, chance = path.read_bytes(), dump(path), random.Random(20261122)
    assert before
    changed = 0
    for _ in range(200):
        bit = chance.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        after = dump(path)
        path.write_bytes(flipped)
        if after == before:
            continue
        changed += 1
        try:
            opened = open_register(path)
        except StoreError:
            continue
        findings = opened.verify(fold)
        opened.close()
        assert findings
        different = {key for key in {*before, *(after or {})} if after is not None and before.get(key) != after.get(key)}
        for table, row in different:
            if table in ("event", "body"):
                assert any(finding.line in (row, row + 1) or finding.code == "pages-damaged" for finding in findings)
            elif table == "card":
                assert any(finding.place == before[table, row][1].decode() or finding.code == "pages-damaged" for finding in findings)
    assert changed > 60
