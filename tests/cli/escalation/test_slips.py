"""Slips of the pen, of the disk and of the editor: each is said, and none passes for an answer."""

import json

import pytest

from tests.cli.escalation.calls import RAISED, UP, Desk


def test_a_question_answered_twice_is_refused(desk: Desk) -> None:
    """A JSON file that says danger yes and danger no is no answer: exit 2, nothing written."""
    path = desk.folder / "twice.json"
    path.write_text('{"danger": "yes", "danger": "no"}', "utf-8")
    ref = desk.opened()
    said = desk.call("danger", ref, "--from", str(path), "--by-role", "nurse")
    assert (said.code, said.out) == (2, "")
    assert "twice" in said.err


def test_a_mark_that_an_editor_left_is_no_fault(desk: Desk) -> None:
    """A file saved with a byte order mark is read, as TOML and as JSON."""
    ref = desk.opened()
    for text in ('note = "they rang back"', '{"note": "they rang back"}'):
        path = desk.folder / "marked"
        path.write_text(text, "utf-8-sig")
        assert desk.call("note", ref, "--from", str(path), "--by-role", "nurse").code == 0


def test_an_empty_file_is_no_register(desk: Desk) -> None:
    """Where a file holds nothing no command says that all is well: exit 5. The first save makes it a register; a restore does not."""
    desk.register.write_bytes(b"")
    for argv in (("list",), ("week",), ("verify",), ("checkpoint",), ("show", "HF-2026-001")):
        said = desk.call(*argv)
        assert (said.code, said.out) == (5, ""), argv
    empty = desk.folder / "copy.sqlite3"
    empty.write_bytes(b"")
    other = desk.folder / "new.sqlite3"
    assert desk.call("restore", str(empty), "--register", str(other)).code == 5
    assert not other.exists()
    assert desk.call("raise", "--partnership", "brent", "--from", desk.file(RAISED)).code == 0
    assert desk.call("verify").code == 0


@pytest.mark.parametrize(("position", "code"), [("-1", 2), ("99", 2), ("3", 6), ("4", 0)])
def test_a_position_that_is_not_there_blames_nobody(desk: Desk, position: str, code: int) -> None:
    """Only an older position means that somebody else wrote."""
    ref = desk.opened()
    assert desk.do("note", ref, {"note": "x"}, "--expected", position).code == code


def test_a_stage_that_no_ladder_has_is_no_empty_list(desk: Desk) -> None:
    """A slip in --stage is exit 2; a stage at which nothing is gives the empty list."""
    desk.opened()
    assert desk.call("list", "--stage", "ZZ").code == 2
    assert desk.call("list", "--stage", "wa-2").code == 0
    assert "HF-2026-001" in desk.call("list", "--stage", "hf-1").out


def test_a_day_that_only_guides_is_shown_and_never_lost(desk: Desk) -> None:
    """Outside child protection disputes the list shows the guide, and the week names who is past it; it is never overdue."""
    ref = desk.opened(**{"cp-dispute": "no"})
    assert "guide only: Friday 10 April 2026" in " ".join(desk.call("list").out.split())
    assert "Past the day that only guides" not in desk.call("week").out
    desk.at("2026-04-20T09:00")
    week = " ".join(desk.call("week").out.split())
    assert "Past the day that only guides (1)" in week
    assert f"{ref} at HF-1: Friday 10 April 2026" in week
    assert desk.call("list", "--overdue", "--fail").code == 0


def test_a_name_that_no_form_has_is_told_by_its_place(desk: Desk) -> None:
    """An unknown key may be about a child: its number in the file is said, and not its text."""
    ref = desk.opened()
    said = desk.do("note", ref, {"note": "x", "Mary Zebra": "y", "Ann Zebra": "z"})
    assert (said.code, said.out) == (2, "")
    assert "answers 2 and 3" in said.err
    assert "Zebra" not in said.err


def test_danger_is_said_before_the_first_question(desk: Desk) -> None:
    """999 stands above whatever is asked first: the area, or the way up."""
    said = desk.typed(["q"], "raise")
    assert said.err.index("999 first") < said.err.index("Which partnership")
    ref = desk.opened()
    said = desk.typed(["q"], "move-up", ref)
    assert said.err.index("999 first") < said.err.index("To which stage?")


def test_a_side_that_is_silent_owes_no_reason(desk: Desk) -> None:
    """Once it is written since when nobody replied, why it was not settled is asked no more."""
    ref = desk.opened()
    words = {name: value for name, value in UP.items() if name not in ("position-theirs", "reason", "danger")}
    draft = desk.own.parent / "drafts" / "one.json"
    draft.parent.mkdir(parents=True)
    draft.write_text(json.dumps({**words, "contact-on": "2026-04-01", "by-role": "nurse", "to": "L2"}), "utf-8")
    said = desk.typed(["no", "not settled in a week", "", "", "2026-04-01"], "move-up", ref, "--from", str(draft), "--json")
    assert said.code == 0, said.err
    assert said.json["stage"] == "L2"
