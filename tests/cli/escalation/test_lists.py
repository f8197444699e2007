"""What is read back: lists, the week, forms, the Forum's note, counts, rehearsals and terms of reference; shapes and exit codes."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.escalation.calls import RAISED, UP, Desk
from tests.cli.escalation.test_help import ANSWERS, BEYOND, SETTLED

CASES = Path(__file__).parents[2] / "cases" / "escalation"


def test_the_list_shows_what_is_due_first(desk: Desk) -> None:
    """Earliest due first; states, stages and pages can be asked for; keys are those of the card."""
    for area in ("brent", "wandsworth", "england"):
        desk.opened(area)
    desk.opened("brent", protective="24 hours", **{"protective-why": "the family leaves"})
    found = desk.call("list", "--json").json
    assert found["schema"] == "escalation/list/1"
    refs = [row["ref"] for row in found["disagreements"]]
    assert refs[0] == "BR-2026-002"
    assert sorted(refs) == ["BR-2026-001", "BR-2026-002", "EN-2026-001", "WA-2026-001"]
    assert {"ref", "state", "stage", "due", "overdue", "basis", "danger", "area"} <= set(found["disagreements"][0])
    first = desk.call("list", "--limit", "1", "--json").json
    assert first["more"]
    rest = desk.call("list", "--after", refs[0].lower(), "--json").json
    assert [row["ref"] for row in rest["disagreements"]] == refs[1:]
    assert [row["ref"] for row in desk.call("list", "--stage", "wa-1", "--json").json["disagreements"]] == ["WA-2026-001"]
    assert desk.call("list", "--state", "settled", "--json").json["disagreements"] == []


def test_overdue_is_found_and_can_fail_a_job(desk: Desk) -> None:
    """Past the limit: shown with whose limit it is, exit 1 with --fail and 0 without; before it nothing is overdue."""
    desk.opened()
    assert desk.call("list", "--overdue", "--fail").code == 0
    desk.at("2026-04-10T17:01")
    said = desk.call("list", "--overdue", "--fail")
    assert said.code == 1
    assert "HF-2026-001: OVERDUE, HF-1, open, due Friday 10 April 2026, 17:00 (London default" in " ".join(said.out.split())
    assert max(map(len, said.out.splitlines())) <= 78
    assert desk.call("list", "--overdue").code == 0
    assert desk.call("show", "HF-2026-001", "--json").json["overdue"]
    for argv in (("list", "--state", "sleeping"), ("list", "--overdue", "--state", "settled"), ("list", "--limit", "0")):
        assert desk.call(*argv).code == 2


def test_the_week_of_the_manager(desk: Desk) -> None:
    """Overdue, danger without action and the oldest stand on one page; as JSON the cards do."""
    desk.opened()
    desk.at("2026-04-13T09:00")
    page = desk.call("week").out
    assert "Overdue (1)" in page
    assert "HF-2026-001 at HF-1" in page
    assert desk.call("week", "--json").json["disagreements"][0]["overdue"]
    assert desk.call("week", "--markdown").out.startswith("# ")


def test_show_says_who_acts_and_what_is_missing(desk: Desk) -> None:
    """Stage, due and whose limit, what is missing with its source, what next; the whole record and every entry on request."""
    ref = desk.opened(danger="not-known")
    text = desk.call("show", ref).out
    for words in (
        "A child is or may be in danger: 999 first",
        "HF-1",
        "Who acts",
        "London default",
        "S13: Missing",
        "escalation move-up HF-2026-001",
    ):
        assert words in " ".join(text.split())
    record = desk.call("show", ref, "--record").out
    assert RAISED["risk"] in " ".join(record.split())
    assert "4. limit set, by safeguarding lead" in desk.call("show", ref, "--history").out.replace("2026-04-01 10:15  ", "")
    assert max(map(len, text.splitlines())) <= 78


def test_the_first_disagreement_of_a_new_user(desk: Desk) -> None:
    """Where nothing was ever saved, lists are empty and no file is made; an unknown reference says what to do."""
    desk._monkeypatch.delenv("THRESHOLDS_REGISTER")
    assert desk.call("list").out == "Nothing is here.\n"
    assert desk.call("show", "HF-2026-001").code == 2
    assert desk.call("verify").code == 0
    assert not desk.own.exists()
    ref = desk.opened()
    assert ref in desk.call("list").out


def test_a_form_is_what_a_file_needs(desk: Desk) -> None:
    """A blank form names each question by the id that --from takes; with a reference it holds what is answered."""
    found = desk.call("form", "--json").json
    assert (found["schema"], found["verb"]) == ("escalation/form/1", "raise")
    required = [field["id"] for field in found["fields"] if field["required"]]
    assert set(required) == set(RAISED)
    ref = desk.opened()
    text = desk.call("form", ref).out
    assert "[position-ours]" in text
    assert "999 first" in text
    assert desk.do("record", ref, {"contact-on": "2026-04-01", "contact-how": "call"}).code == 0
    answered = {field["id"]: field["answer"] for field in desk.call("form", ref, "--json").json["fields"]}
    assert (answered["contact-how"], answered["position-ours"]) == ("call", None)
    assert (answered["danger"], answered["safety"]) == (None, None)
    assert desk.call("form", "--verb", "sing").code == 2


def test_the_forums_note_waits_for_the_stages_below(desk: Desk) -> None:
    """Refused with what is missing until they are complete; then coded fields only, and nothing that anybody typed."""
    ref = desk.opened()
    said = desk.call("forum-note", ref)
    assert (said.code, said.out) == (4, "")
    assert "F19" in said.err
    assert desk.do("record", ref, {**UP, "contact-on": "2026-04-01", **BEYOND}).code == 0
    note = desk.call("forum-note", ref, "--json").json["text"]
    assert "case 4711" not in note
    assert RAISED["risk"] not in note
    assert "Whether child protection procedures should begin" in " ".join(note.split())


def test_small_numbers_are_held_back(desk: Desk) -> None:
    """The report counts what was raised between two days; one to four are held back, with --whole they are not."""
    for _ in range(5):
        desk.opened("brent")
    desk.opened("wandsworth", area="B4")
    desk.at("2026-04-13T09:00")
    asked = ("report", "--from", "2026-04-01", "--to", "2026-06-30")
    found = desk.call(*asked, "--json").json
    assert (found["schema"], found["raised"], found["overdue"]) == ("escalation/report/1", 6, 6)
    assert found["areas"] == {"A4": 5, "B4": None}
    assert desk.call(*asked, "--whole", "--json").json["areas"] == {"A4": 5, "B4": 1}
    text = " ".join(desk.call(*asked).out.split())
    assert "fewer than 5" in text
    assert "A4 Whether child protection procedures should begin: 5" in text
    assert desk.call("report", "--from", "2026-05-01", "--to", "2026-06-30", "--json").json["raised"] == 0
    assert desk.call("report", "--from", "2026-06-30", "--to", "2026-05-01").code == 2
    assert desk.call("report", "--from", "2026-02-30", "--to", "2026-05-01").code == 2


def test_a_finished_one_counts_its_working_days(desk: Desk) -> None:
    """Five that ended the same day: the median is known, and the state is finished."""
    for _ in range(5):
        ref = desk.opened("hammersmith-and-fulham")
        assert desk.do("settle", ref, SETTLED).code == 0
        assert desk.do("finish", ref, ANSWERS["finish"]).code == 0
    found = desk.call("report", "--from", "2026-04-01", "--to", "2026-04-01", "--json").json
    assert found["working_days"] == {"median": 0, "least": 0, "most": 0}
    assert found["states"] == {"finished": 5}


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_case_is_rehearsed_as_expected(path: Path, desk: Desk) -> None:
    """Each case ends with exit 0, shows each act and each refusal, and stores nothing."""
    said = desk.call("rehearse", str(path), "--json")
    assert (said.code, said.json["schema"], said.json["failures"]) == (0, "escalation/rehearsal/1", 0)
    assert "Everything is as expected." in desk.call("rehearse", str(path)).out
    assert not desk.register.exists()


def test_a_case_that_comes_out_otherwise_is_exit_1(desk: Desk) -> None:
    """A wrong expectation is named and is exit 1; a case that cannot be read is 3, one that is not there too."""
    path = desk.folder / "case.toml"
    path.write_text((CASES / "01-hf-2026-001.toml").read_text("utf-8").replace("2026-04-10", "2026-04-08"), "utf-8")
    said = desk.call("rehearse", str(path))
    assert said.code == 1
    assert "NOT AS EXPECTED" in said.out
    path.write_text("title = 1", "utf-8")
    assert desk.call("rehearse", str(path)).code == 3
    assert desk.call("rehearse", str(desk.folder / "none.toml")).code == 3


GOOD = """# Terms of reference
1. Purpose
The panel plans.

7. Disagreement
Where members disagree, each agency uses its own escalation procedure first.
The chair then takes it to the Forum. Danger never waits: 999.
What was said is minuted.
"""


@pytest.mark.parametrize(
    ("text", "code", "errors", "warnings"),
    [
        (GOOD, 0, [], []),
        ("The panel meets monthly and plans.\n", 1, ["no-disagreement"], []),
        ("These terms do not cover disagreement between members.\n", 1, ["no-disagreement"], []),
        ("Members may sometimes be in dispute.\n", 1, ["no-step"], ["own-procedure", "next-step", "child-meanwhile", "recorded"]),
        ("On disagreement the chair decides.\n", 0, [], ["own-procedure", "child-meanwhile", "recorded"]),
        (GOOD.replace("What was said is minuted.", "How it goes on is to be agreed, and recorded."), 1, ["not-written"], []),
    ],
    ids=["good", "silent", "left-out", "named-only", "bare", "later"],
)
def test_terms_of_reference(text: str, code: int, errors: list[str], warnings: list[str], desk: Desk) -> None:
    """What must be there and is not is exit 1 with its place; what would only be better is a warning; a person is told to read it."""
    path = desk.folder / "terms.md"
    path.write_text(text, "utf-8")
    said = desk.call("check-terms", str(path), "--json")
    assert said.code == code
    [found] = said.json["files"]
    assert [one["code"] for one in found["findings"] if one["severity"] == "error"] == errors
    assert [one["code"] for one in found["findings"] if one["severity"] == "warning"] == warnings
    assert found["says_what_to_do"] is (code == 0)
    plain = desk.call("check-terms", str(path)).out
    assert ("words are no proof" in plain) is (code == 0)
    if text is GOOD:
        assert {place["code"]: place["line"] for place in found["found"]} == {
            "disagreement": 5, "what-to-do": 6, "own-procedure": 6, "next-step": 7, "child-meanwhile": 7, "recorded": 8,
        }  # fmt: skip


def test_terms_that_are_no_text_are_refused(desk: Desk) -> None:
    """A Word file, an empty one and one that is not there: exit 2 with what to do."""
    path = desk.folder / "terms.docx"
    for content in (b"PK\x03\x04\x00\xff", b"", b"\xff\xfe"):
        path.write_bytes(content)
        said = desk.call("check-terms", str(path))
        assert (said.code, said.out) == (2, "")
        assert "text" in said.err
    assert desk.call("check-terms", str(desk.folder / "none.md")).code == 2


def test_the_register_is_proven_copied_and_brought_back(desk: Desk) -> None:
    """Checkpoint, backup, restore, export and import give the same record; a cut end is found by the checkpoint, exit 1."""
    desk.opened()
    early = desk.folder / "early.sqlite3"
    shutil.copy(desk.register, early)
    desk.opened()
    line = desk.call("checkpoint").out
    kept = desk.folder / "checkpoint.txt"
    kept.write_text(line, "utf-8")
    assert desk.call("checkpoint", "--json").json["line"] == line.strip()
    found = desk.call("verify", "--since", str(kept), "--json").json
    assert (found["schema"], found["findings"], found["count"], found["end_proven"]) == ("escalation/verify/1", [], 8, True)
    copy, back, new = (str(desk.folder / name) for name in ("copy.sqlite3", "back.sqlite3", "new.sqlite3"))
    assert desk.call("backup", copy).code == 0
    assert desk.call("restore", copy, "--register", back).code == 0
    exported = desk.call("export").out
    assert desk.piped(exported, "import", "-", "--register", new).code == 0
    for place in (copy, back, new):
        assert desk.call("verify", "--since", line.strip(), "--register", place).code == 0
        assert desk.call("list", "--json", "--register", place).json["disagreements"] == desk.call("list", "--json").json["disagreements"]
    said = desk.call("verify", "--since", str(kept), "--register", str(early))
    assert said.code == 1
    assert said.out
    for argv, code in (
        (("backup", copy), 5),
        (("restore", copy), 5),
        (("restore", str(desk.folder / "none"), "--register", str(desk.folder / "other")), 5),
        (("import", str(kept), "--register", str(desk.folder / "fresh")), 2),
        (("import", str(desk.folder / "none")), 2),
        (("verify", "--since", "nothing"), 2),
        (("restore", copy, "--register", "postgresql://localhost/x"), 2),
    ):
        said = desk.call(*argv)
        assert (said.code, said.out) == (code, ""), argv


def test_a_tampered_record_is_exit_1(desk: Desk) -> None:
    """A word changed behind the program's back is found and named by its reference."""
    import sqlite3

    ref = desk.opened()
    con = sqlite3.connect(desk.register)
    for name in [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
        con.execute(f'DROP TRIGGER "{name}"')
    con.execute("UPDATE card SET state = 'settled'")
    con.commit()
    con.close()
    said = desk.call("verify", "--json")
    assert said.code == 1
    assert {finding["place"] for finding in said.json["findings"]} >= {ref}


def test_json_is_one_object_everywhere(desk: Desk) -> None:
    """Each command that answers gives one JSON object with its schema."""
    ref = desk.opened()
    for argv in (("show", ref), ("show", ref, "--history"), ("list",), ("week",), ("form",), ("verify",), ("checkpoint",)):
        assert json.loads(desk.call(*argv, "--json").out)["schema"].startswith("escalation/")
