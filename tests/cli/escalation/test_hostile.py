"""A register that was damaged or tampered with: every command says so, none fails in itself, and one record hides no other."""

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest

from escalation.card_check import DAMAGED, is_whole
from tests.cli.escalation.calls import Desk, Said
from thresholds.records.event import Card, NewEvent
from thresholds.records.opening import open_register

AT = "2026-04-01T10:15:00+01:00"
REF = "HF-2026-001"
RAISED: Mapping[str, Any] = {
    "partnership": "hammersmith-and-fulham",
    "ladder": "HF-2021",
    "document": "d",
    "stage": "HF-1",
    "when": AT,
    "answers": {},
}
OPENED: Mapping[str, Any] = {"stage": "HF-1", "ladder": "HF-2021", "name": "n", "titles": None, "when": AT}
LIMIT: Mapping[str, Any] = {"stage": "HF-1", "due": None, "due_at": None, "basis": "none-stated", "guide_only": False, "says": "s"}
CARD = Card("open", None, "HF-1", {"kind": "disagreement"})


def event(kind: str, body: Mapping[str, Any], version: int = 1) -> NewEvent:
    """An event that the register takes, whatever its body."""
    return NewEvent(kind, version, AT, "lead", body)


BEGUN = (event("raised", RAISED), event("stage-opened", OPENED))
DAMAGE: Mapping[str, Sequence[NewEvent]] = {
    "an empty body": [event("raised", {})],
    "a time that is none": [event("raised", {**RAISED, "when": "yesterday"})],
    "a time without an offset": [event("raised", {**RAISED, "when": "2026-04-01T10:15:00"})],
    "a time before every calendar": [event("raised", {**RAISED, "when": "0001-01-01T00:00:00+14:00"})],
    "a key that nobody knows": [event("raised", {**RAISED, "x": 1})],
    "answers that are numbers": [event("raised", {**RAISED, "answers": {"danger": 5, "ages": 7}}), BEGUN[1]],
    "an answer on danger that is none": [event("raised", {**RAISED, "answers": {"danger": "perhaps"}}), BEGUN[1]],
    "an agreed date that is none": [*BEGUN, event("answered", {"stage": "HF-1", "answers": {"agreed-date": "soon"}})],
    "a limit that is no day": [*BEGUN, event("limit-set", {**LIMIT, "due": "zz", "due_at": "zz"})],
    "a limit of nobody": [*BEGUN, event("limit-set", {**LIMIT, "basis": "weird"})],
    "a result that is none": [*BEGUN, event("stage-closed", {"stage": "HF-1", "result": "weird", "when": AT})],
    "an action due on no day": [
        *BEGUN,
        event("actions-agreed", {"stage": "HF-1", "actions": [{"what": "w", "owner": "o", "due": "notadate"}]}),
    ],
    "an action with another key": [*BEGUN, event("actions-agreed", {"stage": "HF-1", "actions": [{"what": "w", "x": "o"}]})],
    "codes that drive a terminal": [*BEGUN, event("noted", {"note": "\x1b]0;x\x07"})],
    "a question on danger at no time": [*BEGUN, event("danger-asked", {"stage": "HF-1", "danger": "yes"})],
}
ODD: Mapping[str, Sequence[NewEvent]] = {
    "a ladder that the data lack": [
        event("raised", {**RAISED, "ladder": "XX"}),
        event("stage-opened", {**OPENED, "ladder": "XX", "stage": "XX-1"}),
    ],
    "a stage that the data lack": [BEGUN[0], event("stage-opened", {**OPENED, "stage": "HF-99"})],
    "no stage at all": [BEGUN[0]],
    "only a note": [event("noted", {"note": "x"})],
    "an end before a stage": [
        BEGUN[0],
        event("settled", {"stage": "HF-1", "outcome": "agreed", "when": AT}),
        event("finished", {"when": AT}),
    ],
    "a pause without end": [*BEGUN, event("paused", {"stage": "HF-1", "until": "9998-12-31", "reason": "r"})],
    "lists where one answer belongs": [
        event("raised", {**RAISED, "answers": {"review-on": ["x"], "protective": ["a"], "outcome": ["b"]}}),
        BEGUN[1],
    ],
}
NEWER: Mapping[str, Sequence[NewEvent]] = {
    "a newer version": [event("raised", RAISED, 2)],
    "a kind of later": [*BEGUN, event("mystery", {"x": 1})],
}
READS = (
    ("show", REF),
    ("show", REF, "--json"),
    ("show", REF, "--record"),
    ("form", REF),
    ("forum-note", REF),
)
LISTS = (
    ("list",),
    ("list", "--json"),
    ("list", "--overdue"),
    ("week",),
    ("week", "--json"),
    ("report", "--from", "2026-01-01", "--to", "2026-12-31"),
)
WRITES: Mapping[str, Mapping[str, Any]] = {
    "note": {"note": "seen again today"},
    "danger": {"danger": "yes", "danger-action": "999 was phoned", "danger-to": "police", "danger-at": "2026-04-01T10:10"},
    "record": {"contact-on": "2026-04-01"},
    "move-up": {"danger": "no"},
    "withdraw": {"danger": "no"},
}


def kept(desk: Desk, events: Sequence[NewEvent], card: Card = CARD) -> None:
    """Put these events in the register as somebody could who writes to it with other means."""
    store = open_register(desk.register, create=True)
    store.append(REF, 0, events, card)
    store.close()


def all_said(desk: Desk, calls: Sequence[tuple[str, ...]]) -> list[Said]:
    """Run these commands: none fails in itself, and nothing that drives a terminal comes out."""
    found = []
    for argv in calls:
        said = desk.call(*argv)
        assert said.code != 70, (argv, said.err)
        assert "\x1b" not in said.out + said.err
        found.append(said)
    return found


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_event_is_said_to_be_one(name: str, desk: Desk) -> None:
    """What reads the record is exit 5 with `escalation verify` as the next step, and verify finds it; lists go on; no draft is lost."""
    kept(desk, DAMAGE[name])
    for said in all_said(desk, READS):
        assert (said.code, said.out) == (5, "")
        assert "escalation verify" in said.err
    assert all(said.code == 0 for said in all_said(desk, LISTS))
    said = desk.do("note", REF, WRITES["note"])
    assert said.code == 5
    assert len(desk.drafts) == 1
    [said] = all_said(desk, [("verify",)])
    assert said.code == 1
    assert REF in said.out


@pytest.mark.parametrize("name", NEWER)
def test_what_a_newer_program_wrote_is_no_damage(name: str, desk: Desk) -> None:
    """It is exit 5 with the advice to update."""
    kept(desk, NEWER[name])
    for said in all_said(desk, READS):
        assert said.code == 5
        assert "Update this program" in said.err


@pytest.mark.parametrize("name", ODD)
def test_danger_and_a_note_are_taken_whatever_the_data_are(name: str, desk: Desk) -> None:
    """Where the data no longer have the ladder or stage, or an entry is missing, both are written, shown and printed."""
    kept(desk, ODD[name])
    all_said(desk, (*READS, *LISTS))
    for verb in ("danger", "note"):
        said = desk.do(verb, REF, WRITES[verb])
        assert said.code == 0, (verb, said.err)
        assert desk.do(verb, REF, WRITES[verb], "--json").json["ref"] == REF
    shown = desk.call("show", REF)
    assert shown.code == 0, shown.err
    assert desk.call("show", REF, "--json").json["danger"][-1]["answer"] == "yes"
    assert "seen again today" in desk.call("show", REF, "--record").out
    for verb in ("record", "move-up", "withdraw"):
        assert desk.do(verb, REF, WRITES[verb]).code in (0, 2, 4)
    all_said(desk, (*READS, *LISTS))


def test_danger_is_asked_at_a_terminal_where_the_data_lack_the_ladder(desk: Desk) -> None:
    """A person is asked as ever."""
    kept(desk, ODD["a ladder that the data lack"])
    said = desk.typed(["lead", "no", ""], "danger", REF)
    assert said.code in (0, 2), said.err
    assert "Is a child in danger" in said.err


BAD_CARDS: Mapping[str, Card] = {
    "a state that is none": CARD._replace(state="weird"),
    "a time that is none": CARD._replace(json={"kind": "disagreement", "raised": "zz"}),
    "danger at no time": CARD._replace(json={"kind": "disagreement", "danger": "yes"}),
    "a list where a word belongs": CARD._replace(json={"kind": "disagreement", "basis": ["x"], "to_agency": ["l"]}),
    "a word where a number belongs": CARD._replace(json={"kind": "disagreement", "actions_due": "2026-04-01", "actions_open": "q"}),
}


@pytest.mark.parametrize("name", [*BAD_CARDS, "a due time that is none", "no table at all"])
def test_one_bad_card_is_one_line(name: str, desk: Desk) -> None:
    """The list, the week and the report name it and go on; the others are all there."""
    kept(desk, BEGUN, BAD_CARDS.get(name, CARD))
    if name not in BAD_CARDS:
        with sqlite3.connect(desk.register) as plain:
            plain.execute(
                "UPDATE card SET due = 'garbage' WHERE stream = ?"
                if name == "a due time that is none"
                else "UPDATE card SET json = '[1' WHERE stream = ?",
                (REF,),
            )
        plain.close()
    other = desk.opened()
    list_, rows, _, week, _, report = all_said(desk, LISTS)
    assert [list_.code, rows.code, week.code, report.code] == [0, 0, 0, 0]
    for said in (list_, week):
        assert DAMAGED in said.out
        assert other in said.out
    found = {row["ref"]: row for row in rows.json["disagreements"]}
    assert found[REF] == {"ref": REF, "state": None, "stage": None, "due": None, "overdue": False, "damaged": True}
    assert found[other]["state"] == "open"
    assert DAMAGED in report.out
    assert desk.call("verify").code == 1


def test_a_card_cannot_speak_for_another(desk: Desk) -> None:
    """Reference, state and whether it is overdue come from the register, whatever the card's own JSON says."""
    kept(desk, BEGUN, CARD._replace(json={"kind": "disagreement", "ref": "FAKE", "state": "finished", "overdue": "x"}))
    [row] = desk.call("list", "--json").json["disagreements"]
    assert (row["ref"], row["state"], row["overdue"]) == (REF, "open", False)


def test_every_card_that_the_program_writes_is_whole() -> None:
    """The check takes every card of every rehearsed case, after each act."""
    from escalation.disagreement import card
    from escalation.fold import after
    from tests.escalation.desks import raised
    from tests.escalation.test_gates import FINISHED, FIRST, SETTLED, UP, done

    one = raised()
    every = [one, done("move-up", one, {**UP, "to": "L2"}), done("settle", one, {**SETTLED, **FIRST})]
    every += [done("danger", one, {"danger": "yes"}), done("finish", every[2], FINISHED), after(one, ())]
    assert all(is_whole(card(each)) for each in every)
    assert datetime.fromisoformat(AT)


def test_an_import_of_damaged_entries_is_refused(desk: Desk) -> None:
    """The line is named with exit 2, and nothing is brought in; what a newer program wrote is exit 5."""
    kept(desk, DAMAGE["an empty body"])
    exported = desk.folder / "record.jsonl"
    exported.write_text(desk.call("export").out, "utf-8")
    said = desk.call("import", str(exported), "--register", str(desk.folder / "new.sqlite3"))
    assert (said.code, said.out) == (2, "")
    assert "Line 2" in said.err
