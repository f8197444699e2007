"""Backups, restoring, and the record as lines of JSON (trust facts D18, D19)."""

import json
import stat
from pathlib import Path

import pytest

from tests.records.stores import AT, ROLE, Store, card, fill, fold, new
from thresholds.errors import BadCall, StoreError
from thresholds.records.backup import back_up, restore
from thresholds.records.exchange import export_lines, import_lines
from thresholds.records.ledger import Ledger
from thresholds.records.opening import open_register
from thresholds.records.sqlite import SqliteShelf


@pytest.fixture
def filled(sqlite: Store) -> Ledger:
    """A register with three streams and an erasure."""
    register = sqlite.open()
    names = fill(register, 3, 3)
    register.erase_body(names[1], 3, 1, at=AT, by_role=ROLE, why="law", fold=fold)
    return register


def test_a_backup_is_whole_and_private_and_can_be_restored(filled: Ledger, folder: Path) -> None:
    """The copy has the same head, only its owner can read it, and what is restored from it goes on where it ended."""
    assert isinstance(filled.shelf, SqliteShelf)
    taken = back_up(filled.shelf, folder / "copy", AT)
    assert taken == filled.checkpoint(AT)
    filled.append("HF-2026-001", 3, [new(says="later")], card(count=4, last="later"))
    assert restore(folder / "copy", folder / "new", AT) == taken
    assert stat.S_IMODE((folder / "new").stat().st_mode) == stat.S_IMODE((folder / "copy").stat().st_mode) == 0o600
    restored = open_register(folder / "new")
    assert restored.verify(fold, taken) == ()
    assert [finding.code for finding in restored.verify(since=filled.checkpoint(AT))] == ["tail-cut"]
    restored.append("HF-2026-001", 3, [new(says="other")], card(count=4, last="other"))
    restored.close()
    assert sorted(path.name for path in folder.iterdir()) == ["copy", "new", "r.sqlite3"]


def test_nothing_that_is_there_is_replaced(filled: Ledger, folder: Path) -> None:
    """Neither backup nor restore writes over a file or beside the journal of one."""
    assert isinstance(filled.shelf, SqliteShelf)
    back_up(filled.shelf, folder / "copy", AT)
    for name in ("copy", "r.sqlite3", "left"):
        (folder / "left-journal").touch()
        before = (folder / "copy").read_bytes()
        with pytest.raises(StoreError):
            back_up(filled.shelf, folder / name, AT)
        with pytest.raises(StoreError):
            restore(folder / "copy", folder / name, AT)
        assert (folder / "copy").read_bytes() == before
    with pytest.raises(StoreError) as refused:
        back_up(filled.shelf, folder / "missing" / "copy", AT)
    assert refused.value.code == "no-folder"


def test_a_damaged_register_gives_no_backup(filled: Ledger, folder: Path) -> None:
    """D19: the copy is checked before it counts; of a damaged register or backup nothing is kept, and older backups stay."""
    shelf = filled.shelf
    assert isinstance(shelf, SqliteShelf)
    back_up(shelf, folder / "good", AT)
    good = (folder / "good").read_bytes()
    shelf.do("DROP TRIGGER event_no_update")
    shelf.do("UPDATE event SET kind = 'forged' WHERE seq = 2")
    with pytest.raises(StoreError) as refused:
        back_up(shelf, folder / "bad", AT)
    assert refused.value.code == "damaged"
    (folder / "flipped").write_bytes(good.replace(b"HF-2026-001 2", b"HF-2026-001 9"))
    with pytest.raises(StoreError) as refused:
        restore(folder / "flipped", folder / "new", AT)
    assert refused.value.code == "damaged"
    assert (folder / "good").read_bytes() == good
    assert sorted(path.name for path in folder.iterdir()) == ["flipped", "good", "r.sqlite3"]
    with pytest.raises(StoreError) as refused:
        restore(folder / "nowhere", folder / "new", AT)
    assert refused.value.code == "no-register"


def test_the_record_travels_between_stores(filled: Ledger, store: Store, folder: Path) -> None:
    """What SQLite exports every store takes in with the same head, the same erasures and the same cards; and it goes on there."""
    lines = list(export_lines(filled))
    if store.kind == "sqlite":
        store = Store("sqlite", folder / "target")
    target = store.open()
    assert import_lines(target, lines, fold) == 10
    assert list(export_lines(target)) == lines
    assert target.checkpoint(AT) == filled.checkpoint(AT)
    assert target.cards() == filled.cards()
    assert target.verify(fold, filled.checkpoint(AT)) == ()
    assert store.open().shelf.origin == filled.shelf.origin
    assert target.begin("HF", 2026, lambda name: [new()], lambda name: card()) == "HF-2026-004"
    with pytest.raises(BadCall) as refused:
        import_lines(target, lines, fold)
    assert refused.value.code == "not-empty"
    store.close()


def test_an_export_holds_no_erased_words(filled: Ledger) -> None:
    """Each line is one table of JSON; the erased event has a place and a hash, and no words."""
    lines = [json.loads(line) for line in export_lines(filled)]
    assert lines[0]["count"] == len(lines) - 1 == 10
    assert [line["text"] is None for line in lines[1:]] == [False, True] + [False] * 8
    assert "HF-2026-002 1" not in "".join(export_lines(filled))


@pytest.mark.parametrize(
    "harm",
    ["cut", "swapped", "edited", "doubled", "floats", "no-json", "deep", "empty", "headless", "unknown-key", "blanked", "other-origin"],
)
def test_an_import_is_all_or_nothing(filled: Ledger, folder: Path, harm: str) -> None:
    """A line that is not as it was exported is named by number, and the register stays empty and its own."""
    lines = list(export_lines(filled))
    match harm:
        case "cut":
            lines.pop()
        case "swapped":
            lines[4], lines[5] = lines[5], lines[4]
        case "edited":
            lines[5] = lines[5].replace("noted", "moved")
        case "doubled":
            lines.append(lines[-1])
        case "floats":
            lines[5] = lines[5].replace('"version":1', '"version":1.0')
        case "no-json":
            lines[5] = "canary"
        case "deep":
            lines[5] = "[" * 100_000
        case "empty":
            lines = []
        case "headless":
            lines.pop(0)
        case "unknown-key":
            lines[5] = lines[5].replace('"version"', '"canary":1,"version"')
        case "blanked":
            lines[5] = json.dumps({**json.loads(lines[5]), "text": None}, sort_keys=True, separators=(",", ":"))
        case "other-origin":
            lines[0] = lines[0].replace(filled.shelf.origin, "0" * 32)
    target = open_register(folder / "target")
    assert isinstance(target, Ledger)
    origin = target.shelf.origin
    with pytest.raises(BadCall) as refused:
        import_lines(target, lines, fold)
    assert refused.value.code == "bad-import" and "canary" not in refused.value.says
    assert target.checkpoint(AT).count == 0 and target.shelf.origin == origin and target.verify() == ()
    target.close()
    reopened = open_register(folder / "target")
    assert reopened.checkpoint(AT).origin == origin
    reopened.close()


def test_words_that_were_erased_without_saying_so_are_not_brought_in(filled: Ledger, folder: Path) -> None:
    """A tombstone that no event accounts for is refused like any other change."""
    lines = list(export_lines(filled))
    lines[5] = json.dumps({**json.loads(lines[5]), "text": None, "erased_by": 2}, sort_keys=True, separators=(",", ":"))
    target = open_register(folder / "target")
    assert isinstance(target, Ledger)
    with pytest.raises(BadCall):
        import_lines(target, lines, fold)
    target.close()
