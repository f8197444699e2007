"""Every way in which a register in a file can fail: plain words, nothing half written, nothing typed repeated."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.records.stores import AT, ROLE, Store, card, fill, fold, new, refused
from thresholds.errors import StoreError
from thresholds.records import sqlite_file as module
from thresholds.records.event import NewEvent
from thresholds.records.opening import open_register


@pytest.fixture
def as_ordinary(folder: Path) -> Iterator[Callable[[], None]]:
    """Give a function that lays root's rights down for the rest of the test; permissions do not bind root."""
    user = os.geteuid()
    nobody = 65534

    def lay_down() -> None:
        if user == 0:
            for path in (folder, *folder.iterdir()):
                os.chown(path, nobody, nobody)
            os.seteuid(nobody)

    yield lay_down
    os.seteuid(user)


def test_a_register_that_is_not_to_be_made_is_not(folder: Path) -> None:
    """With `create` false, with a folder that is missing, and with a folder in the file's place nothing is made."""
    with refused("no-register"):
        open_register(folder / "r", create=False)
    with refused("no-folder"):
        open_register(folder / "missing" / "r")
    with refused("cannot-open"):
        open_register(folder)
    (folder / "link").symlink_to(folder / "nowhere")
    with refused("cannot-open"):
        open_register(folder / "link")
    assert [path.name for path in folder.iterdir()] == ["link"]


@pytest.mark.parametrize("content", [b"canary " * 400, b"SQLite format 3\x00" + b"canary " * 400])
def test_a_file_that_is_no_register_is_left_as_it_is(folder: Path, content: bytes) -> None:
    """Any other file is refused and not a byte of it changes."""
    (folder / "r").write_bytes(content)
    with refused("damaged"):
        open_register(folder / "r")
    assert (folder / "r").read_bytes() == content


def test_another_programs_database_is_left_as_it_is(folder: Path) -> None:
    """A SQLite file with other tables is refused and not a byte of it changes."""
    raw = sqlite3.connect(folder / "r")
    raw.execute("CREATE TABLE canary (x)")
    raw.close()
    before = (folder / "r").read_bytes()
    with refused("not-a-register"):
        open_register(folder / "r")
    assert (folder / "r").read_bytes() == before


def test_a_register_that_is_locked_says_so(sqlite: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another writes, saving is refused after the wait, reading goes on, and afterwards the same save succeeds."""
    monkeypatch.setattr(module, "SECONDS", 0.05)
    one, other = sqlite.open(), sqlite.open()
    with one.shelf.writing():
        with refused("locked"):
            other.append("A", 0, [new(says="canary")], card())
        assert other.cards() == ()
    other.append("A", 0, [new(says="canary")], card())
    assert one.verify() == ()


def test_a_full_disk_loses_nothing_that_was_saved(sqlite: Store) -> None:
    """Where there is no room left the save is refused whole; what was saved before is there, and room makes saving possible again."""
    register = sqlite.open()
    pages = register.shelf.fetch("PRAGMA page_count")[0][0]  # type: ignore[attr-defined]
    register.shelf.fetch(f"PRAGMA max_page_count = {pages + 2}")  # type: ignore[attr-defined]
    saved = 0
    with refused("full"):
        while True:
            register.append("A", saved, [new(says="canary " * 100)], card())
            saved += 1
    assert saved and len(register.read("A")) == saved
    register.shelf.fetch("PRAGMA max_page_count = 100000")  # type: ignore[attr-defined]
    register.append("A", saved, [new()], card())
    assert register.verify() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size is a matter of Unix")
def test_a_disk_that_takes_no_more_bytes_loses_nothing_that_was_saved(folder: Path) -> None:
    """The system refuses to let the file grow (RLIMIT_FSIZE): the save is refused whole, everything acknowledged is there."""
    script = (
        "import sys, signal, resource\n"
        "from pathlib import Path\n"
        "from tests.records.stores import card, new\n"
        "from thresholds.errors import StoreError\n"
        "from thresholds.records.opening import open_register\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "register = open_register(Path(sys.argv[1]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "saved = 0\n"
        "try:\n"
        "    while True:\n"
        "        register.append('A', saved, [new(says='canary ' * 100)], card())\n"
        "        saved += 1\n"
        "except StoreError as error:\n"
        "    print(saved, error.code)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script, folder / "r"], cwd=root, capture_output=True, text=True, check=True)
    saved, code = done.stdout.split()
    assert code in ("disk", "full") and int(saved) > 10 and not done.stderr
    register = open_register(folder / "r")
    assert len(register.read("A")) == int(saved)
    assert register.verify() == ()
    register.close()


def test_a_read_only_register_can_be_read(sqlite: Store, folder: Path, as_ordinary: Callable[[], None]) -> None:
    """Without the right to write, lists, reading and checking go on, and a save is refused."""
    fill(sqlite.open(), 2, 2)
    sqlite.close()
    (folder / "r.sqlite3").chmod(0o400)
    folder.chmod(0o500)
    as_ordinary()
    register = sqlite.open()
    assert len(register.cards()) == 2
    assert register.verify(fold) == ()
    with refused("read-only"):
        register.append("A", 0, [new(says="canary")], card())
    register.close()


def test_a_register_without_the_right_to_read_is_refused(sqlite: Store, folder: Path, as_ordinary: Callable[[], None]) -> None:
    """A file or a folder that this user may not look into is said to be so."""
    sqlite.open().close()
    (folder / "r.sqlite3").chmod(0o000)
    as_ordinary()
    with refused("cannot-open"):
        sqlite.open()
    folder.chmod(0o500)
    with refused("no-folder"):
        open_register(folder / "new")
    folder.chmod(0o700)


def test_a_cut_register_is_refused_or_found(sqlite: Store, folder: Path) -> None:
    """A file that lost its end, by one page or by half, does not pass for whole: opening or `verify` says so, plainly."""
    fill(sqlite.open(), 20, 3)
    sqlite.close()
    path = folder / "r.sqlite3"
    whole = path.read_bytes()
    for kept in range(len(whole) // 2, len(whole), 4096):
        path.write_bytes(whole[:kept])
        try:
            register = sqlite.open()
        except StoreError as error:
            assert error.code == "damaged"
        else:
            assert register.verify(fold)
            register.close()


def test_a_closed_register_says_so(sqlite: Store) -> None:
    """After `close` every act is refused in plain words."""
    register = sqlite.open()
    register.close()
    with refused("closed"):
        register.append("A", 0, [new()], card())


def test_what_is_refused_is_never_repeated(sqlite: Store) -> None:
    """Text that cannot be saved does not come back in the refusal."""
    register = sqlite.open()
    for event in (
        new(says="canary \ud800"),
        NewEvent("noted", 1, AT, "canary\n", {}),
        new(canary=0.5),
        NewEvent("canary canary", 1, AT, ROLE, {}),
    ):
        with pytest.raises(Exception) as raised:
            register.append("A", 0, [event], card())
        assert "canary" not in f"{raised.value} {vars(raised.value)}"
        assert raised.value.__cause__ is None and (raised.value.__context__ is None or raised.value.__suppress_context__)
