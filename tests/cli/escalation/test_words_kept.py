"""What goes wrong at the save: two writers, a locked, full, read-only or damaged register. A plain message, and every word in a draft."""

import json
import os
import re
import shutil
import sqlite3
import stat
import sys
import tempfile
from pathlib import Path

import pytest

from tests.cli.escalation.calls import RAISED, Desk, Said
from tests.records.stores import quick_folder
from thresholds.records import sqlite_file

NOBODY = 65534
"""The number of a user who owns nothing."""
NOTE = {"note": "they rang back and nothing was agreed", "by-role": "nurse"}


def kept(desk: Desk, said: Said, code: int, words: dict[str, object]) -> str:
    """The one draft that a failed save left: 0600 in a folder 0700, all words in it, its place and the next command in the message."""
    assert (said.code, said.out) == (code, ""), said
    [draft] = desk.drafts
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
    assert json.loads(draft.read_text("utf-8")) == words
    assert f"Your words are kept in {draft}." in said.err
    assert "nothing was agreed" not in said.err
    found = re.search(r"Go on with: escalation (.*)", said.err)
    assert found
    return found[1]


def test_of_two_writers_one_wins_and_the_other_keeps_every_word(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second gets exit 6, learns kind, time and role of what is new, and goes on from the draft, which is then removed."""
    from escalation.cli import acting

    ref = desk.opened()
    judge = acting.judge

    def slow(*args: object, **more: object) -> object:
        monkeypatch.setattr(acting, "judge", judge)
        assert desk.do("note", ref, {"note": "the first to write"}, by="team manager").code == 0
        return judge(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(acting, "judge", slow)
    said = desk.call("note", ref, "--from", desk.file(NOTE))
    resume = kept(desk, said, 6, NOTE)
    assert "New in the record: 1 entry." in said.err
    assert "5. noted, 2026-04-01 10:15, by team manager" in said.err
    assert "the first to write" not in said.err
    assert desk.call(*resume.split()).code == 0
    assert desk.drafts == []
    kinds = [entry["kind"] for entry in desk.call("show", ref, "--history", "--json").json["entries"]]
    assert kinds[4:] == ["noted", "noted"]
    assert desk.call("verify").code == 0


def test_a_script_can_say_what_it_has_read(desk: Desk) -> None:
    """`--expected` with an older position is exit 6 and saves nothing; with the present one it saves."""
    ref = desk.opened()
    position = desk.call("show", ref, "--json").json["position"]
    assert desk.do("note", ref, NOTE, "--expected", str(position)).code == 0
    said = desk.do("note", ref, NOTE, "--expected", str(position))
    assert said.code == 6
    assert "noted" in said.err
    assert len(desk.drafts) == 1


def test_a_locked_register(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 5, who is in the way, the words in a draft; afterwards the same words are saved from there."""
    monkeypatch.setattr(sqlite_file, "SECONDS", 0.1)
    ref = desk.opened()
    other = sqlite3.connect(desk.register, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    resume = kept(desk, desk.call("note", ref, "--from", desk.file(NOTE)), 5, NOTE)
    other.close()
    assert desk.call(*resume.split()).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on file size is a matter of Unix")
def test_a_full_register(desk: Desk) -> None:
    """No room for the words: exit 5, nothing half written, all words in the draft."""
    import resource

    ref = desk.opened()
    long = {"note": "nothing was agreed. " * 900, "by-role": "nurse"}
    size, most = desk.register.stat().st_size, resource.getrlimit(resource.RLIMIT_FSIZE)
    words = desk.file(long)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most[1]))
    try:
        said = desk.call("note", ref, "--from", words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    kept(desk, said, 5, long)
    assert desk.call("show", ref, "--json").json["position"] == 4
    assert desk.call("verify").code == 0


def test_a_damaged_register(desk: Desk) -> None:
    """Exit 5 with what to do next, for a write and for a read; `verify` finds it too."""
    ref = desk.opened()
    content = bytearray(desk.register.read_bytes())
    content[:100] = b"x" * 100
    desk.register.write_bytes(content)
    kept(desk, desk.call("note", ref, "--from", desk.file(NOTE)), 5, NOTE)
    for argv in (("show", ref), ("list",), ("verify",)):
        said = desk.call(*argv)
        assert (said.code, said.out) == (5, "")


def test_a_register_where_none_can_be(desk: Desk) -> None:
    """A folder that is not there, or an address with a password: refused, the words kept where it was the store's fault."""
    words = {**RAISED, "partnership": "brent"}
    said = desk.call("raise", "--from", desk.file(words), "--register", str(desk.folder / "no" / "r.sqlite3"))
    resume = kept(desk, said, 5, words)
    assert "--register" in resume
    assert desk.call("list", "--register", str(desk.folder / "none.sqlite3")).code == 5
    assert desk.call("list", "--register", "postgresql://a:b@localhost/x").code == 2


@pytest.mark.parametrize("spelt", ["whistleblowing", " whistleblowing"])
def test_the_draft_of_a_whistleblower_names_no_role(desk: Desk, spelt: str) -> None:
    """Who took the whistleblowing route stands in no draft either, however the file spells it."""
    words = {"route": spelt, "danger": "no", "redirect-contacted": "2026-04-01"}
    where = ("--register", str(desk.folder / "none.sqlite3"))
    kept(desk, desk.call("redirect", "HF-2026-001", "--from", desk.file(words), "--by-role", "nurse", *where), 5, words)


def test_a_draft_that_cannot_be_kept_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder takes the draft, the message says to copy the words from the window."""
    from escalation.cli import draft

    monkeypatch.setattr(draft, "_folders", lambda: iter(()))
    said = desk.call("note", "HF-2026-001", "--from", desk.file(NOTE), "--register", str(desk.folder / "none.sqlite3"))
    assert said.code == 5
    assert "copy them from this window" in said.err


def test_a_read_only_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be written can be read: lists go on, a save is exit 5 and keeps its words."""
    folder = Path(tempfile.mkdtemp(prefix="verbs", dir=quick_folder()))
    folder.chmod(0o755)
    desk = Desk(folder, monkeypatch, capsys)
    ref, words = desk.opened(), desk.file(NOTE)
    desk.register.chmod(0o444)
    (folder / "own").mkdir()
    (folder / "own").chmod(0o777)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        assert ref in desk.call("list").out
        kept(desk, desk.call("note", ref, "--from", words), 5, NOTE)
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)
