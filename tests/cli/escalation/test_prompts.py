"""The verbs at a terminal: one question at a time, danger and back at each, what is missing asked for, and a draft where one stops."""

import json

import pytest

from tests.cli.escalation.calls import RAISED, UP, Desk
from tests.escalation.test_gates import FIRST, HEAD, MANAGERS

MOST_QUESTIONS = 17
"""At ten seconds a question that is under three minutes (target E5)."""
ANSWERS = [value if isinstance(value, str) else " ".join(value) for value in RAISED.values()]
"""What a person types to raise one, in the order of the form."""


def test_raising_asks_few_questions(desk: Desk) -> None:
    """A disagreement is open after seventeen questions, the area and the offer of more among them; and is the one a file opens."""
    said = desk.typed(["brent", *ANSWERS, ""], "raise", "--json")
    assert said.code == 0, said.err
    by_file = desk.call("raise", "--partnership", "brent", "--from", desk.file(RAISED), "--json").json
    assert said.json["answers"] == by_file["answers"]
    assert said.json["due"] == by_file["due"]
    assert len(["brent", *ANSWERS, ""]) <= MOST_QUESTIONS


def test_a_person_at_the_terminal_reads_where_it_is(desk: Desk) -> None:
    """The answer is on standard output, the questions are on standard error, without escape codes."""
    said = desk.typed([*ANSWERS, ""], "raise", "--partnership", "hammersmith-and-fulham")
    assert "Friday 10 April 2026, 17:00" in said.out
    assert "London default" in " ".join(said.out.split())
    assert "Is a child in danger now?" in said.err
    assert "Is a child in danger now?" not in said.out
    assert "\x1b" not in said.err + said.out


def test_danger_comes_first_and_is_one_key_away(desk: Desk) -> None:
    """A yes shows 999 and the front door before the next question; `!` shows them at any question; what was done is then asked for."""
    done = ["999 was phoned", "duty officer", "2026-04-01T10:10"]
    said = desk.typed(["yes", *ANSWERS[1:3], "!", *ANSWERS[3:], "", *done], "raise", "--partnership", "brent", "--json")
    assert said.code == 0, said.err
    first = said.err.index("STOP: phone first.")
    assert first < said.err.index("020 8937 4300" if "020 8937 4300" in said.err else "Brent:") < said.err.index("Your own case reference")
    assert said.err.count("Phone 999 now.") == 2
    assert said.json["danger"][0]["told"] == "duty officer"


def test_back_why_and_nonsense(desk: Desk) -> None:
    """`<` asks the question before again, `?` says why, what cannot be read is asked again at once."""
    lines = ["<", "perhaps", "no", "typo", "<", *ANSWERS[1:10], "2026-02-30", *ANSWERS[10:], ""]
    said = desk.typed(lines, "raise", "--partnership", "brent", "--json")
    assert said.code == 0, said.err
    assert said.json["answers"]["case-reference"] == "case 4711"
    assert "Error: The date is not one that the calendar has." in said.err
    assert said.err.count("Error:") == 2


def test_what_is_missing_is_asked_for(desk: Desk) -> None:
    """A time in hours asks why straight away, and takes no empty line for it, because the gate does not."""
    said = desk.typed([*ANSWERS[:-1], "24 hours", "", "the family leaves on Friday", ""], "raise", "--partnership", "brent", "--json")
    assert said.code == 0, said.err
    assert "F21: Missing" not in said.err
    fields = desk.call("form", "--verb", "raise", "--json").json["fields"]
    why = next(field["label"] for field in fields if field["id"] == "protective-why")
    assert said.err.count(why) == 2
    assert said.err.count("By when does the child need an answer?") == 1
    assert said.json["due"]["basis"] == "protective"


def test_stopping_keeps_a_draft(desk: Desk) -> None:
    """`q` is 130, the end of the lines 2; both keep every answer, and the next command goes on from there."""
    said = desk.typed(["no", "case 4711", "q"], "raise", "--partnership", "brent")
    assert (said.code, said.out) == (130, "")
    [draft] = desk.drafts
    assert json.loads(draft.read_text("utf-8")) == {"partnership": "brent", "danger": "no", "case-reference": "case 4711"}
    assert str(draft) in said.err
    said = desk.typed(["no"], "raise", "--partnership", "brent")
    assert said.code == 2
    assert len(desk.drafts) == 2
    assert desk.call("raise", "--from", str(draft)).code == 4
    assert draft.exists()
    assert desk.typed(["no", *ANSWERS[2:5], "q"], "raise", "--from", str(draft)).code == 130
    assert not draft.exists()
    newer = max(desk.drafts, key=lambda path: path.stat().st_size)
    said = desk.typed(["no", *ANSWERS[5:], ""], "raise", "--from", str(newer), "--json")
    assert said.code == 0, said.err
    assert said.json["answers"]["from-agency"] == RAISED["from-agency"]
    assert not newer.exists()


def test_danger_is_asked_again_when_a_draft_is_gone_on_with(desk: Desk) -> None:
    """A no of yesterday is no answer today; a yes is kept, as somebody may not have written it down yet."""
    assert desk.typed([*ANSWERS, "q"], "raise", "--partnership", "brent").code == 130
    [draft] = desk.drafts
    done = ["999 was phoned", "duty officer", "2026-04-01T10:10"]
    said = desk.typed(["yes", "", *done], "raise", "--from", str(draft), "--json")
    assert said.code == 0, said.err
    assert [one["answer"] for one in said.json["danger"]][-1] == "yes"
    assert desk.typed(["yes", "q"], "danger", said.json["ref"]).code == 130
    [draft] = desk.drafts
    assert json.loads(draft.read_text("utf-8"))["danger"] == "yes"


def test_back_from_the_offer_goes_through_the_answers(desk: Desk) -> None:
    """`<` at the list of what else there is asks the last question again, and the one before; also where a draft is gone on with."""
    said = desk.typed([*ANSWERS, "<", "<", "seen at home and in school", "", ""], "raise", "--partnership", "brent", "--json")
    assert said.code == 0, said.err
    assert said.json["stages"][0]["answers"]["safety"] == "seen at home and in school"


def test_what_the_stages_below_lack_is_asked_and_written_there(desk: Desk) -> None:
    """On the way from the managers to the Forum the first stage's own questions are asked, and kept at the first stage."""
    ref = desk.opened("hammersmith-and-fulham")
    up = {**UP, "contact-on": "2026-04-01"}
    assert desk.do("move-up", ref, {**up, "to": "L2"}).code == 0
    whole = {**up, **MANAGERS, **HEAD, **FIRST, "forum-note": "A difference on the level", "to": "HF-4"}
    said = desk.do("move-up", ref, {name: value for name, value in whole.items() if name not in FIRST})
    assert said.code == 4
    assert "Missing at HF-1" in said.err
    assert "In a file: procedure-title." in said.err
    said = desk.do("move-up", ref, whole, "--json")
    assert said.code == 0, said.err
    answers = {stage["id"]: stage["answers"] for stage in said.json["stages"]}
    assert all(answers["HF-1"][name] == FIRST[name] for name in ("procedure-title",))
    assert "procedure-title" not in answers["L2"]


def test_a_person_is_asked_what_the_stages_below_lack(desk: Desk) -> None:
    """At the terminal the same questions come when the gate misses them: no dead end after the form was filled in."""
    ref = desk.opened("hammersmith-and-fulham")
    up = {**UP, "contact-on": "2026-04-01"}
    assert desk.do("move-up", ref, {**up, "to": "L2"}).code == 0
    whole = {**up, **MANAGERS, **HEAD, "forum-note": "A difference on the level", "to": "HF-4", "by-role": "nurse"}
    draft = desk.own.parent / "drafts" / "one.json"
    draft.parent.mkdir(parents=True)
    draft.write_text(json.dumps(whole), "utf-8")
    said = desk.typed(["no", "", *["known to all"] * len(FIRST), "", ""], "move-up", ref, "--from", str(draft), "--json")
    assert "Missing at HF-1" in said.err
    assert said.code == 0, said.err
    assert said.json["stages"][0]["answers"]["procedure-title"] == "known to all"


def test_a_fault_of_our_own_loses_no_words(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program itself fails after the questions, exit 70, and what was typed is in a draft."""
    from escalation import desk as core

    monkeypatch.setattr(core, "raise_", lambda *_, **__: 1 / 0)
    assert desk.typed([*ANSWERS, ""], "raise", "--partnership", "brent").code == 70
    [draft] = desk.drafts
    assert json.loads(draft.read_text("utf-8"))["risk"] == RAISED["risk"]


def test_an_unknown_ladder_is_asked_for_again(desk: Desk) -> None:
    """An id that nothing has is complained of and asked again; stopping while answers are changed keeps them all."""
    ref = desk.opened()
    said = desk.typed(["NOPE", "raised under the earlier one", "", "nurse", "TB-2019"], "change-ladder", ref, "--json")
    assert said.code == 0, said.err
    assert said.json["ladder"] == "TB-2019"
    desk.typed(["NOPE", "under the earlier one", "", "nurse", "q"], "change-ladder", ref)
    [draft] = desk.drafts
    assert set(json.loads(draft.read_text("utf-8"))) == {"ladder", "change-reason", "by-role"}


def test_text_that_looks_personal_is_the_persons_decision(desk: Desk) -> None:
    """Kinds and places are shown; one can change the words, save them all the same, or stop."""
    named = [*ANSWERS[:11], "Tyler Morgan was seen with marks", *ANSWERS[12:], ""]
    said = desk.typed([*named, "save"], "raise", "--partnership", "brent", "--json")
    assert said.code == 0, said.err
    assert "risk: Characters 1 to 12 look like a person's name." in said.err
    said = desk.typed([*named, "change", "marks were seen"], "raise", "--partnership", "brent", "--json")
    assert said.json["answers"]["risk"] == "marks were seen"
    assert desk.typed([*named, "stop"], "raise", "--partnership", "brent").code == 130


def test_a_role_is_asked_for_where_none_was_given(desk: Desk) -> None:
    """A note asks for the words, and then for the role of whoever writes; several lines of actions end with an empty one."""
    ref = desk.opened()
    said = desk.typed(["they rang back", "", "nurse"], "note", ref)
    assert said.code == 0, said.err
    assert "Your role" in said.err
    assert desk.call("show", ref, "--history", "--json").json["entries"][-1]["by_role"] == "nurse"


def test_recording_offers_everything_in_one_list(desk: Desk) -> None:
    """The list of what may be written down says its question again at the end; only what was chosen is asked."""
    ref = desk.opened()
    said = desk.typed(["", "nurse"], "record", ref)
    assert said.code == 2
    assert said.err.count("What is there to write down?") == 2
    found = desk.call("form", ref, "--verb", "record", "--json").json["fields"]
    number = [field["id"] for field in found].index("their-reference") + 1
    said = desk.typed([str(number), "case 0815", "nurse"], "record", ref, "--json")
    assert said.code == 0, said.err
    assert said.json["answers"]["their-reference"] == "case 0815"


def test_moving_up_lets_one_choose_the_way(desk: Desk) -> None:
    """The next stage comes first; one that leaves the order asks why."""
    ref = desk.opened()
    desk.at("2026-04-08T10:00")
    choice = ["L3", "no", "2026-04-07", "call", "manager"]
    said = desk.typed([*choice, "q"], "move-up", ref)
    assert "1. First-line managers" in said.err
    assert "out of order: with a reason" in said.err
    said = desk.call("form", ref, "--verb", "move-up", "--json")
    answers = {**UP, "position-ours": "needed", "override": "cannot-wait", "override-reason": "the birth is near"}
    fields = [field for field in said.json["fields"] if field["required"] or field["id"].startswith("override")]
    lines = ["L3", *(answers.get(field["id"], "not known") for field in fields), "", "nurse", "not so", "", "not settled"]
    said = desk.typed(lines, "move-up", ref, "--json")
    assert said.code == 0, said.err
    assert said.json["stages"][-1]["override"] == "the birth is near"


def test_a_suggestion_fills_in_what_it_knows(desk: Desk) -> None:
    """With `--concern` the reference is not asked again, and the kind of disagreement is offered, not written."""
    concern = desk.file({"partnership": "brent", "ref": "case 4711", "level": 4})
    rest = [answer for name, answer in zip(RAISED, ANSWERS, strict=True) if name not in ("case-reference", "area", "protective")]
    said = desk.typed(["no", *rest[1:7], "", *rest[7:], "24 hours", "x", ""], "raise", "--concern", concern, "--json")
    assert said.code == 0, said.err
    assert said.json["answers"]["area"] == "A1"
    assert "Your own case reference" not in said.err
