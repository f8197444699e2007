"""The verbs from files: every case of the facts replayed through the commands, each refusal, and what is written where."""

import json
from pathlib import Path
from typing import Any

import pytest
import tomli

from escalation.events import KINDS
from tests.cli.escalation.calls import RAISED, UP, Desk

CASES = sorted((Path(__file__).parents[2] / "cases" / "escalation").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_whole_ladder_through_the_commands(path: Path, desk: Desk) -> None:
    """Every case, act by act from files: accepted with the expected stage, or refused with its codes and sources; then proven."""
    case = tomli.loads(path.read_text("utf-8"))
    ref = ""
    for act in case["act"]:
        desk.at(act["at"])
        if act["do"] == "raise":
            where = _area(case["partnership"])
            said = desk.call(
                "raise", "--partnership", where, *_ladder(case), "--from", desk.file(act["values"]), "--by-role", act["by"], "--json"
            )
        else:
            checked = ("--checked",) if act.get("checked") else ()
            said = desk.do(act["do"], ref, act.get("values", {}), "--json", *checked, by=act["by"])
        if "refused" in act:
            assert said.code in (2, 4), said
            assert said.out == ""
            if said.code == 2 and set(act["refused"]) <= set(act["values"]):  # names that no form has: said by their place
                assert "No form has the question" in said.err
                continue
            for words in (*act["refused"], *act.get("cites", ())):
                assert words in said.err
            continue
        assert said.code == 0, (act, said.err)
        ref = said.json["ref"]
        for key in ("stage", "state", "outcome", "working_days"):
            if key in act.get("expect", {}):
                assert said.json[key] == act["expect"][key]
        if "due" in act.get("expect", {}):
            assert (said.json["due"]["due"] or "") == act["expect"]["due"]["due"]
    assert desk.call("verify").code == 0
    assert ref in desk.call("show", ref, "--record").out


def _area(name: str) -> str:
    """The Tri-borough of 2019 is history: its ladder is followed through Westminster."""
    return "westminster" if name == "tri-borough-2019" else name


def _ladder(case: dict[str, Any]) -> tuple[str, ...]:
    return ("--ladder", case["ladder"]) if case["ladder"] == "WA-2021-E" else ()


def test_raising_gives_the_contract(desk: Desk) -> None:
    """The shape `escalation/disagreement/1` with the date of case 1, and the same from `show`."""
    said = desk.call("raise", "--partnership", "hammersmith-and-fulham", "--from", desk.file(RAISED), "--json")
    assert (said.code, said.err) == (0, "")
    found = said.json
    asked = {key: found[key] for key in ("schema", "ref", "ladder", "stage", "state", "working_days")}
    assert asked == {
        "schema": "escalation/disagreement/1",
        "ref": "HF-2026-001",
        "ladder": "HF-2021",
        "stage": "HF-1",
        "state": "open",
        "working_days": 0,
    }
    assert (found["due"]["due"], found["due"]["basis"]) == ("2026-04-10", "london-default")
    assert {"gate", "code", "says", "basis"} == set(found["gaps"][0])
    assert desk.call("show", "hf-2026-001", "--json").json == found
    assert desk.opened() == "HF-2026-002"


def test_toml_json_and_standard_input_are_one(desk: Desk) -> None:
    """The same answers as TOML, as JSON and on standard input open the same disagreement."""
    path = desk.folder / "answers.toml"
    lines = [f"{name} = {json.dumps(value)}" for name, value in RAISED.items() if name not in ("children", "challenged-on")]
    path.write_text(
        "\n".join([*lines, "children = 1", "challenged-on = 2026-03-31", 'partnership = "brent"', 'by-role = "nurse"']), "utf-8"
    )
    one = desk.call("raise", "--from", str(path), "--json").json
    two = desk.piped(json.dumps({**RAISED, "by-role": "nurse"}), "raise", "--partnership", "brent", "--from", "-", "--json").json
    same = {"answers", "stages", "due", "gaps", "raised_by"}
    assert {key: one[key] for key in same} == {key: two[key] for key in same}
    assert one["raised_by"] == "nurse"


def test_each_field_of_opening_is_missed_by_name(desk: Desk) -> None:
    """Without an answer that opening needs, the gate is shut with exit 4, its code and its source; nothing is saved."""
    for name, code in (("danger", "F12"), ("case-reference", "F06"), ("area", "F10"), ("risk", "F17"), ("safety", "S08")):
        answers = {key: value for key, value in RAISED.items() if key != name}
        said = desk.call("raise", "--partnership", "brent", "--from", desk.file(answers))
        assert (said.code, said.out) == (4, "")
        assert f"{code}: Missing" in said.err
    assert not desk.register.exists()


def test_danger_is_said_first_and_stopped_by_nothing(desk: Desk) -> None:
    """A yes says 999 on standard error; `danger` takes an answer at any time, even one that looks personal, and says so."""
    ref = desk.opened()
    done = {
        "danger": "yes",
        "danger-action": "999 was phoned by Sarah Okafor",
        "danger-to": "duty officer",
        "danger-at": "2026-04-01T10:10",
    }
    said = desk.do("danger", ref, done)
    assert said.code == 0
    assert said.err.startswith("STOP: phone 999 first")
    assert "danger-action: Characters" in said.err
    assert "Okafor" not in said.err
    said = desk.call("danger", ref, "--set", "danger=no", "--by-role", "nurse", "--json")
    assert [one["answer"] for one in said.json["danger"]] == ["no", "yes", "no"]


def test_text_that_looks_personal_waits_for_a_look(desk: Desk) -> None:
    """Exit 4 with kinds and places, never the text; `--checked` saves it; so for a role that looks like a name."""
    answers = {**RAISED, "risk": "Tyler Morgan's number is 07700 900123"}
    said = desk.call("raise", "--partnership", "brent", "--from", desk.file(answers))
    assert (said.code, said.out) == (4, "")
    assert "a phone number" in said.err
    assert "a person's name" in said.err
    assert not {"Tyler", "Morgan", "900123"} & set(said.err.replace(":", " ").split())
    assert desk.call("raise", "--partnership", "brent", "--from", desk.file(answers), "--checked").code == 0
    said = desk.do("note", "BR-2026-001", {"note": "the form was sent"}, by="Sarah Okafor")
    assert said.code == 4
    assert "by-role" in said.err


def test_words_never_go_in_an_argument(desk: Desk) -> None:
    """`--set` takes codes, dates and numbers; a question for words is refused with the way to give them."""
    ref = desk.opened()
    said = desk.call("note", ref, "--set", "note=a secret", "--by-role", "nurse")
    assert said.code == 2
    assert "--from" in said.err
    assert "secret" not in said.err
    said = desk.call("record", ref, "--set", "contact-on=2026-04-01", "--set", "contact-how=call", "--by-role", "nurse", "--json")
    assert said.json["stages"][-1]["answers"]["contact-how"] == "call"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"contact-on": "2026-02-30"}, "calendar"),
        ({"agreed-date": "2026-02-30"}, "calendar"),
        ({"happened-at": "2026-04-02T10:00"}, "still to come"),
        ({"contact-how": "pigeon"}, "choices"),
        ({"surprise": "x"}, "No form has the question of answer 1"),
        ({"contact-on": {"a": 1}}, "text, a date"),
        ({}, "nothing to write"),
    ],
)
def test_what_cannot_be_read_is_refused(answers: dict[str, Any], words: str, desk: Desk) -> None:
    """A date that does not exist, a choice that is none, an unknown question: exit 2, the way to mend it, nothing saved."""
    ref = desk.opened()
    said = desk.do("record", ref, answers)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
    assert "pigeon" not in said.err
    assert desk.call("show", ref, "--json").json["position"] == 4


@pytest.mark.parametrize("content", ["{", "[1]", "= x", "a = 1\na = 2", "\x00", '{"danger": "no"'])
def test_a_file_that_is_no_form_is_refused(content: str, desk: Desk) -> None:
    """Neither JSON nor TOML, or a file that is not there: exit 2 and nothing of it repeated."""
    path = desk.folder / "broken"
    path.write_text(content, "utf-8")
    assert desk.call("raise", "--partnership", "brent", "--from", str(path)).code == 2
    assert desk.call("raise", "--partnership", "brent", "--from", str(desk.folder / "missing")).code == 2


def test_calls_that_nobody_can_answer_are_refused_at_once(desk: Desk) -> None:
    """Off a terminal without --from: exit 2 and the flag. So without a role, and for an unknown reference, area or ladder."""
    ref = desk.opened()
    for argv, words in (
        (("raise",), "--from"),
        (("raise", "--partnership", "brent"), "--from"),
        (("settle", ref), "--from"),
        (("note", ref, "--from", desk.file({"note": "x"})), "--by-role"),
        (("note", "HF-2026-999", "--from", desk.file({"note": "x"}), "--by-role", "nurse"), "escalation list"),
        (("raise", "--from", desk.file(RAISED)), "--partnership"),
        (("raise", "--partnership", "narnia", "--from", desk.file(RAISED)), "No partnership"),
        (("raise", "--partnership", "tri-borough-2019", "--from", desk.file(RAISED)), "history"),
        (("raise", "--partnership", "brent", "--ladder", "HF-2021", "--from", desk.file(RAISED)), "BR-2021"),
        (("note", ref, "--at", "2026-03-01T10:00", "--from", desk.file({"note": "x"}), "--by-role", "nurse"), "--at"),
        (("show", "nothing"), "escalation list"),
    ):
        said = desk.call(*argv)
        assert (said.code, said.out) == (2, ""), argv
        assert words in said.err, argv


def test_a_stage_out_of_order_is_refused_with_what_comes_next(desk: Desk) -> None:
    """WA-4 before WA-3 is closed: exit 4, the reason and the source; nothing is saved."""
    ref = desk.opened("wandsworth")
    desk.at("2026-04-09T10:00")
    said = desk.do("move-up", ref, {**UP, "to": "WA-4"}, by="service manager")
    assert (said.code, said.out) == (4, "")
    for words in ("referrer-role", "Independent Chair and Scrutineer", "order: WA-4 opens only once WA-3 is closed", "SD-WW 9"):
        assert words in said.err
    assert desk.call("show", ref, "--json").json["stage"] == "WA-1"


def test_a_late_entry_says_so(desk: Desk) -> None:
    """What happened earlier is kept with both times, and standard error says so."""
    desk.at("2026-04-08T09:00")
    said = desk.call("raise", "--partnership", "brent", "--from", desk.file(RAISED), "--at", "2026-04-01T10:15", "--json")
    assert said.json["raised"] == "2026-04-01T10:15:00+01:00"
    assert "Late entry" in said.err
    entry = desk.call("show", said.json["ref"], "--history", "--json").json["entries"][0]
    assert entry["at"] == "2026-04-08T09:00:00+01:00"


def test_the_year_of_the_reference_is_that_of_the_raising(desk: Desk) -> None:
    """What was raised in December and written down in January has December's year."""
    desk.at("2026-01-05T09:00")
    said = desk.call(
        "raise",
        "--partnership",
        "brent",
        "--from",
        desk.file({**RAISED, "challenged-on": "2025-12-22"}),
        "--at",
        "2025-12-23T10:00",
        "--json",
    )
    assert said.json["ref"] == "BR-2025-001"


@pytest.mark.parametrize("spelt", ["whistleblowing", " whistleblowing\n", ["whistleblowing"]])
def test_whistleblowing_keeps_nobodys_role(desk: Desk, spelt: object) -> None:
    """A redirect to whistleblowing needs no role and writes none, however the file spells it."""
    ref = desk.opened()
    answers = {
        "route": spelt,
        "by-role": "youth worker",
        "danger": "no",
        "redirect-contacted": "2026-04-01",
        "front-door-told": "2026-04-01",
    }
    said = desk.call("redirect", ref, "--from", desk.file(answers), "--json")
    assert said.code == 0, said.err
    assert said.json["state"] == "redirected"
    entries = desk.call("show", ref, "--history", "--json").json["entries"]
    assert {entry["by_role"] for entry in entries[4:]} == {"not recorded"}
    assert "youth worker" not in desk.register.read_bytes().decode("latin-1")
    assert {entry["kind"] for entry in entries} <= set(KINDS)


def test_a_suggestion_starts_it(desk: Desk) -> None:
    """`--concern` takes area, reference and level from what `suggest --json` prints; a file that is none is refused."""
    from thresholds.cli import main as thresholds

    answers = {key: value for key, value in RAISED.items() if key != "case-reference"}
    concern = desk.file({"ref": "case 4711", "partnership": "brent", "indicators": ["PHY-4-02"]})
    desk.call("list")
    assert thresholds(["suggest", "--from", concern, "--json"]) == 0
    suggestion = desk.folder / "suggestion.json"
    suggestion.write_text(desk._capsys.readouterr().out, "utf-8")
    said = desk.call(
        "raise", "--concern", str(suggestion), "--from", desk.file({**answers, "protective": "24 hours", "protective-why": "x"}), "--json"
    )
    assert said.code == 0, said.err
    found = said.json
    assert (found["partnership"], found["answers"]["case-reference"], found["answers"]["level"]) == ("brent", "case 4711", "4")
    assert desk.call("raise", "--concern", desk.file({"a": "b"}), "--from", desk.file(answers)).code == 2
