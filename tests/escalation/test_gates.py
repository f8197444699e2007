"""The gates: no gate passes with one of its fields missing, every field stands at one gate, and nobody is kept from raising (E5)."""

from collections.abc import Mapping

import pytest

from escalation import desk
from escalation.deed import Deed
from escalation.disagreement import Disagreement, LadderUsed, StageTaken, card
from escalation.fields import every_ask, field_asks, need_asks
from escalation.fold import after
from escalation.forms import VERBS, page
from escalation.gates import gaps, opening_gaps
from escalation.order import ways_up
from escalation.rehearse import blocked_by
from tests.escalation.desks import OPENING, books, raised
from thresholds.calendar import read_time
from thresholds.pages import Value

UP = {
    "danger": "no",
    "contact-on": "2026-04-07",
    "contact-how": "call",
    "contact-with": "team manager",
    "position-ours": "An assessment is needed",
    "position-theirs": "Early help is enough",
    "reason": "No agreement",
    "safety": "Seen in school every day",
}
MANAGERS = {"manager-roles": "deputy head, service manager", "designated-advice": "named nurse, 7 April"}
FIRST = {"procedure-title": "Escalation procedure, version 3", "line-manager-role": "deputy head", "safeguarding-lead": "asked"}
HEAD = {
    "level": "3",
    "plan-status": "none",
    "cp-dispute": "yes",
    "why": "Words of level 3",
    "common-ground": "Help is needed",
    "still-apart": "How fast",
    "child-view": "not-yet-sought",
    "child-view-says": "The visit is next week",
}
SETTLED = {
    "danger": "no",
    "outcome": "agreed",
    "statement": "An assessment begins",
    "actions": "Assessment begins; team manager; 2026-04-20",
    "confirmed-ours": "2026-04-09",
    "confirmed-theirs": "2026-04-09",
    "confirmed-how": "email",
    "told-on": "2026-04-09",
}
FINISHED = {
    "documents": "Minutes of two calls",
    "outstanding": "Nothing",
    "changed": "Seen at home",
    "copy-ours": "2026-04-10",
    "copy-theirs": "2026-04-10",
    "learning": ("none",),
    "debrief": "offered",
    "review-on": "2026-05-11",
    "main": "no",
    "main-why": "One school",
    "child-view": "known",
    "child-view-says": "Wants to stay at home",
}
Answers = Mapping[str, Value]


def do(
    verb: str, one: Disagreement, values: Answers, at: str = "2026-04-10T10:00", role: str = "deputy head", checked: bool = False
) -> Deed:
    """Do one thing to a disagreement."""
    return desk.DO[verb](books(), one, values, read_time(at), role, checked=checked)


def done(verb: str, one: Disagreement, values: Answers, at: str = "2026-04-10T10:00", role: str = "deputy head") -> Disagreement:
    """Do one thing that is accepted, and give what it comes to."""
    deed = do(verb, one, values, at, role)
    assert deed.is_accepted, deed
    return after(one, deed.events)


def without(values: Answers, name: str) -> dict[str, Value]:
    """All answers but one."""
    return {key: value for key, value in values.items() if key != name}


# Taking each answer away in turn

DANGER = {"danger": "yes", "danger-action": "999 was phoned", "danger-to": "police", "danger-at": "2026-04-01T10:00"}
HOURS = {"protective": "24 hours", "protective-why": "The weekend"}


@pytest.mark.parametrize("name", [*OPENING, "danger-action", "danger-to", "danger-at", "protective-why"])
def test_opening_needs_each_of_its_answers(name: str) -> None:
    """Without any one answer of the open gate nothing opens, and the gap names the field."""
    values = without({**OPENING, **DANGER, **HOURS}, name)
    deed = desk.raise_(books(), books().ladders.ladder("HF-2021"), values, read_time("2026-04-01T10:15"), "teacher")
    if name == "danger":
        assert blocked_by(deed) == ("F12",)
    elif name == "protective":
        assert blocked_by(deed) == ("F21",)
    else:
        assert blocked_by(deed) == (every_ask(books().shared)[name].code,)
    assert all(gap.says and gap.basis for gap in deed.gaps)


def test_a_climb_does_not_buy_the_child_more_waiting() -> None:
    """The time by which the child needs an answer runs on over every stage, from when the disagreement was raised."""
    first = raised(at="2026-04-01T10:15", protective="48 hours", protective_why="Goes home on Friday")
    values = {**UP, "contact-on": "2026-04-02", "to": "L2"}
    up = after(first, desk.move_up(books(), first, values, read_time("2026-04-02T10:15"), "deputy head").events)
    assert up.stage is not None
    assert up.stage.id == "L2"
    assert up.stage.limit is not None
    assert up.stage.limit.due_at == "2026-04-03T10:15:00+01:00"


@pytest.mark.parametrize("name", [*UP, *MANAGERS])
def test_moving_up_needs_each_of_its_answers(name: str) -> None:
    """Without any one answer of the move-up gate the stage does not close, and the gap names the field or need."""
    one = done("move-up", raised(), {**UP, "to": "L2"})
    assert do("move-up", one, {**UP, **MANAGERS, "to": "L3"}).is_accepted
    deed = do("move-up", one, {**without({**UP, **MANAGERS}, name), "to": "L3"})
    expected = {"reason": {"S11", "reason-up"}, "danger": {"S09"}, "safety": {"S08"}}
    assert set(blocked_by(deed)) == expected.get(name, {every_ask(books().shared)[name].code})


@pytest.mark.parametrize("name", [*HEAD, *FIRST])
def test_going_to_the_partnership_needs_more(name: str) -> None:
    """Beyond the agencies the case fields and the agency's own stage have to be complete (ESC-REQ-04, ESC-REQ-14)."""
    one = done("record", raised(), without(FIRST, name)) if name in FIRST else done("record", raised(), FIRST)
    head = without(HEAD, name) if name in HEAD else HEAD
    note = {"forum-note": "A difference on the level of need"}
    one = done("move-up", one, {**UP, "to": "L2"})
    deed = do("move-up", one, {**UP, **MANAGERS, **head, **note, "to": "HF-4"})
    assert blocked_by(deed) == (every_ask(books().shared)[name].code,)


@pytest.mark.parametrize("name", [*SETTLED, *FIRST, "late-reason"])
def test_settling_needs_each_of_its_answers(name: str) -> None:
    """Without any one answer of the settle gate nothing is settled, and the gap names the field or need."""
    values = {**SETTLED, **FIRST, "late-reason": "The manager was away"}
    at = "2026-04-13T10:00"  # after the limit, so that a reason for the delay is asked for
    assert do("settle", raised(), values, at).is_accepted
    assert every_ask(books().shared)[name].code in blocked_by(do("settle", raised(), without(values, name), at))


@pytest.mark.parametrize("name", FINISHED)
def test_finishing_needs_each_of_its_answers(name: str) -> None:
    """Without any one answer of the finish gate nothing is finished, and the gap names the field."""
    one = done("settle", raised(), {**SETTLED, **FIRST})
    assert do("finish", one, FINISHED).is_accepted
    assert blocked_by(do("finish", one, without(FINISHED, name))) == (every_ask(books().shared)[name].code,)


@pytest.mark.parametrize("name", ["withdrawn-why", "withdrawn-by", "withdrawn-safety"])
def test_withdrawing_needs_its_reason_and_a_safety_check(name: str) -> None:
    """C10: why, by which role, and whether the child is safe without it (rule 5)."""
    values = {
        "danger": "no",
        "withdrawn-why": "They changed their decision",
        "withdrawn-by": "safeguarding lead",
        "withdrawn-safety": "Yes: visited",
    }
    assert done("withdraw", raised(), values).state == "withdrawn"
    assert blocked_by(do("withdraw", raised(), without(values, name))) == ("C10",)


def test_the_tests_above_take_away_every_required_answer() -> None:
    """Every question of a required field is among the answers that these tests take away."""
    tried = {*OPENING, *DANGER, *HOURS, *UP, *HEAD, *SETTLED, *FINISHED, "late-reason"}
    tried |= {"withdrawn-why", "withdrawn-by", "withdrawn-safety", "no-reply", "main-logged"}  # the last: case 7 of the facts
    shared = books().shared
    required = {ask.id for code, field in shared.field.items() if field.required for ask in field_asks(shared, code)}
    assert required - tried == set()


@pytest.mark.parametrize("ladder", ["HF-2021", "BR-2021", "TB-2019", "WA-2021", "WA-2021-E", "WT-2023"])
def test_no_stage_closes_without_its_own_needs(ladder: str) -> None:
    """Each need of each stage is missed by name, before the stage opens or before it closes."""
    found = books().ladders.ladder(ladder)
    moment = read_time("2026-04-01T10:15")
    for stage in found.every:
        for at in ("open", "close"):
            asks = need_asks(books().shared, stage, at)
            for missing in asks:
                answers = {ask.id: "something" for ask in asks if ask is not missing} | {"safety": "Seen daily"}
                taken = StageTaken(stage.id, found.id, moment, "manager", answers)
                one = Disagreement("HF-2026-001", ladders=(LadderUsed(found.id, "", moment),), stages=(taken,))
                shut = opening_gaps(books(), one) if at == "open" else gaps(books(), one, "settle")
                assert [gap.code for gap in shut if gap.code in stage.needs] == [missing.code]


# The rules


def test_silence_is_a_reason_to_go_up_and_never_a_veto() -> None:
    """Rule 3: with no reply neither their position nor another reason is asked for; but it settles nothing."""
    silent = {**without(without(UP, "position-theirs"), "reason"), "no-reply": "2026-04-02", "to": "L2"}
    one = done("move-up", raised(), silent)
    assert one.stage and one.stage.answers["reason-up"] == "No reply since 2026-04-02"
    assert "S13" in blocked_by(do("settle", one, {**without(SETTLED, "confirmed-theirs"), **MANAGERS}))


def test_not_known_asked_on_is_an_answer() -> None:
    """Where a fact cannot be had, saying so with the date fills the field; it does not stand for danger, or for a confirmation."""
    asked = "not known, asked on 2026-04-07"
    assert do("move-up", raised(), {**UP, "position-theirs": asked, "contact-with": asked, "to": "L2"}).is_accepted
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "confirmed-theirs": asked})) == ("confirmed-theirs",)


def test_stages_open_in_order_or_with_a_reason() -> None:
    """Rule 2: a stage further up opens with a stated reason, or because a child is in danger; without either the next one is named."""
    up = {**UP, "to": "L3"}
    shut = do("move-up", raised(), up)
    assert blocked_by(shut) == ("order",) and "L2" in shut.gaps[0].says
    one = done("move-up", raised(), {**up, "override": "cannot-wait", "override-reason": "The weekend begins"})
    assert one.stage and one.stage.override == "The weekend begins"
    assert do("move-up", raised(), {**up, "danger": "yes"}).is_accepted
    assert blocked_by(do("move-up", raised(), {**up, "override": "other"})) == ("override-reason",)


def test_no_reason_opens_a_stage_whose_order_its_source_sets() -> None:
    """Wandsworth: the Executive opens after the Independent Chair and Scrutineer has tried, at that person's hand, danger or not."""
    one = raised("WA-2021")
    for role in ("manager", "Independent Chair and Scrutineer"):
        values = {**UP, "to": "WA-4", "danger": "yes", "override": "cannot-wait", "override-reason": "Now", "referrer-role": role}
        deed = do("move-up", one, values)
        assert "order" in blocked_by(deed) and "SD-WW 9" in deed.gaps[0].basis
        assert ("referrer-role" in blocked_by(deed)) == (role == "manager")


def test_level_four_needs_a_time_in_hours() -> None:
    """Where somebody says level 4, a protective time in hours is asked for (design 6)."""
    values = {**OPENING, "level": "4"}
    ladder = books().ladders.ladder("HF-2021")
    now = read_time("2026-04-01T10:15")
    assert blocked_by(desk.raise_(books(), ladder, values, now, "teacher")) == ("F21",)
    deed = desk.raise_(books(), ladder, {**values, **HOURS}, now, "teacher")
    one = after(Disagreement("HF-2026-001"), deed.events)
    assert one.stage and one.stage.limit and one.stage.limit.due_at == "2026-04-02T10:15:00+01:00"


def test_danger_is_never_stopped() -> None:
    """The answer is kept at every moment, after the end too, and a name in it warns without stopping it."""
    one = done("finish", done("settle", raised(), {**SETTLED, **FIRST}), FINISHED)
    deed = do(
        "danger", one, {"danger": "yes", "danger-action": "Mrs Smith phoned 999", "danger-to": "police", "danger-at": "2026-04-08T09:00"}
    )
    assert deed.is_accepted and deed.warnings and not deed.gaps


def test_a_danger_is_settled_only_with_what_was_done() -> None:
    """Rule 5: after yes, F13 is asked for before it ends."""
    one = done("danger", raised(), {"danger": "yes"})
    assert blocked_by(do("settle", one, {**SETTLED, **FIRST})) == ("F13",)
    one = done("danger", one, without(DANGER, "danger"))
    assert do("settle", one, {**SETTLED, **FIRST}).is_accepted


def test_mediation_needs_no_quorum() -> None:
    """In Brent's Forum two of three partners may go on to mediation, and may decide nothing (BR 2.18)."""
    one = done("record", raised("BR-2021"), FIRST)
    one = done("move-up", one, {**UP, "to": "L2"})
    one = done("move-up", one, {**UP, **MANAGERS, **HEAD, "forum-note": "A difference on the level", "to": "BR-3"})
    forum = {"forum-date": "2026-04-08", "partners-present": ("council", "police"), "minute-reference": "4", "support-agreed": "Mediation"}
    assert blocked_by(do("settle", one, {**SETTLED, **forum, "outcome": "decided"})) == ("quorum",)
    assert blocked_by(do("settle", one, {**SETTLED, **forum, "outcome": "arbitrated"})) == ("outcome", "quorum")
    assert do("settle", one, {**SETTLED, **forum, "outcome": "mediated"}).is_accepted


def test_after_the_end_there_are_notes_only() -> None:
    """Rule 6: what ended is neither moved, settled nor rewritten; a note says what it corrects."""
    one = done("settle", raised(), {**SETTLED, **FIRST})
    for verb, values in (("move-up", UP), ("settle", SETTLED), ("record", {"risk": "Another text"})):
        assert blocked_by(do(verb, one, values)) == ("ended",)
    noted = done("note", one, {"note": "The date was the ninth", "corrects": "3"})
    assert noted.notes[-1].after_end and noted.answers["risk"] == OPENING["risk"]


def test_an_open_action_needs_a_date_to_look_again() -> None:
    """Rule 4: with an action open C09 is asked for; with every action done it is not."""
    one = done("settle", raised(), {**SETTLED, **FIRST})
    assert blocked_by(do("finish", one, without(FINISHED, "review-on"))) == ("C09",)
    one = done("record", one, {"number": "1", "done-on": "2026-04-09"}, "2026-04-10T10:00")
    assert do("finish", one, without(FINISHED, "review-on"), "2026-04-10T11:00").is_accepted


def test_what_may_be_published_waits_until_it_is_clean() -> None:
    """A name in the Forum's note is refused even where somebody has checked it; elsewhere checking is enough."""
    one = done("record", raised(), FIRST)
    one = done("move-up", one, {**UP, "to": "L2"})
    up = {**UP, **MANAGERS, **HEAD, "to": "HF-4", "forum-note": "Mrs Smith disagrees"}
    assert blocked_by(do("move-up", one, up, checked=True)) == ("forum-note",)
    named = {**UP, "position-ours": "Mrs Smith disagrees", "to": "L3", **MANAGERS}
    assert blocked_by(do("move-up", one, named)) == ("possible-name",)
    assert do("move-up", one, named, checked=True).is_accepted
    assert all(not hasattr(warning, "text") for warning in do("move-up", one, named).warnings)


@pytest.mark.parametrize("value", ["2026-02-30", "yesterday", ""])
def test_a_date_that_does_not_exist_is_said_by_field(value: str) -> None:
    """A date that the calendar lacks is a problem of its question; an empty one is a gap."""
    assert blocked_by(do("move-up", raised(), {**UP, "contact-on": value, "to": "L2"})) == (("contact-on",) if value else ("S04",))


def test_times_lie_between_the_opening_and_now() -> None:
    """Nothing happens before its stage opened, or after now."""
    for when in ("2026-03-31T10:00", "2026-04-11T10:00"):
        assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "happened-at": when})) == ("happened-at",)


def test_opening_takes_three_minutes() -> None:
    """The questions that opening demands are those of design 6 and no more; each is one choice, one line or one short text."""
    asked = [field for field in page(books(), None, "raise").fields if not field.optional]
    assert {field.id for field in asked} == set(OPENING)
    assert len([field for field in asked if field.kind == "text"]) <= 4


@pytest.mark.parametrize("verb", VERBS)
def test_every_question_of_a_form_is_one_that_the_desk_takes(verb: str) -> None:
    """A form asks nothing that the desk refuses to hear: its fields and the desk's questions are one list."""
    one = raised()
    values = {field.id: "" for field in page(books(), one if verb != "raise" else None, verb).fields}
    if verb != "raise":
        assert not [problem for problem in do(verb, one, values).problems if "no question" in problem.says]
    else:
        deed = desk.raise_(books(), books().ladders.ladder("HF-2021"), values, read_time("2026-04-01T10:15"), "teacher")
        assert deed.gaps and not deed.problems


def test_every_gate_has_its_fields() -> None:
    """Every F, S and C of escalation facts 4.2 and every rule of 4.3 stands at exactly one gate."""
    shared = books().shared
    expected = {*(f"F{n:02}" for n in range(1, 24)), *(f"S{n:02}" for n in range(1, 17)), *(f"C{n:02}" for n in range(1, 11))}
    assert set(shared.field) == expected and set(shared.rule) == set("123456")
    assert gaps(books(), raised(), "open") == ()


def test_what_the_tool_writes_is_missed_too() -> None:
    """Without reference, ladder, time of raising, role, limit or result the gates that ask for them stay shut."""
    one = raised()
    stage = one.stages[0]
    cut = {
        "F01": one._replace(ref=""),
        "F02": one._replace(ladders=()),
        "F03": one._replace(raised=None),
        "S01": one._replace(stages=(stage._replace(by_role=""),)),
        "S02": one._replace(stages=(stage._replace(limit=None),)),
    }
    for code, less in cut.items():
        assert [gap.code for gap in gaps(books(), less, "open")] == [code]
    settled = done("settle", one, {**SETTLED, **FIRST})
    less = settled._replace(stages=(settled.stages[0]._replace(result=""),))
    assert [gap.code for gap in gaps(books(), less, "settle")] == ["S10"]


def test_clocks_that_differ_stop_nobody() -> None:
    """A computer whose clock is behind the one that opened the stage writes all the same, and the order stays true."""
    one = done("move-up", raised(), {**UP, "to": "L2"}, "2026-04-08T10:03")
    deed = do("record", one, {"safety": "Seen daily"}, "2026-04-08T10:00")
    assert deed.is_accepted
    assert do("move-up", one, {**UP, **MANAGERS, "to": "L3"}, "2026-04-08T10:00").is_accepted


def test_what_has_happened_does_not_lie_ahead() -> None:
    """A day still to come is refused where the answer says what was done; an answer that is no text is refused by its question."""
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "told-on": "2026-04-11"})) == ("told-on",)
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "statement": 1.5})) == ("statement",)  # type: ignore[dict-item]


def test_an_answer_of_a_closed_stage_is_not_rewritten() -> None:
    """What is missing at a closed stage can come later; what stands there is corrected by a note (rule 6)."""
    one = done("record", raised(), {"procedure-title": "Procedure, version 3"}, "2026-04-02T10:00")
    one = done("move-up", one, {**UP, "to": "L2"})
    assert blocked_by(do("record", one, {"stage": "HF-1", "procedure-title": "Another"})) == ("ended",)
    assert do("record", one, {"stage": "HF-1", "line-manager-role": "deputy head"}).is_accepted


def test_the_writer_gives_a_role() -> None:
    """Without a role nothing is written; a role that looks like a name is warned about."""
    assert blocked_by(do("record", raised(), {"safety": "Seen daily"}, role=" ")) == ("by-role",)
    assert blocked_by(do("record", raised(), {"safety": "Seen daily"}, role="Sharon Smith")) == ("possible-name",)


def test_a_pause_stops_working_days_and_needs_its_reason() -> None:
    """T13: paused from 2 to 9 April, the limit of 10 April moves by the three working days between; without a reason it does not."""
    assert blocked_by(do("record", raised(), {"pause-until": "2026-04-09"}, "2026-04-02T10:00")) == ("pause-reason",)
    one = done("record", raised(), {"pause-until": "2026-04-09", "pause-reason": "Both sides wait for a report"}, "2026-04-02T10:00")
    assert one.stage and one.stage.limit and one.stage.limit.due == "2026-04-15"


def test_what_is_not_settled_at_the_last_stage_says_so() -> None:
    """Before the last stage it is taken up; at the last one it ends as unsettled, is no settlement, and can be finished."""
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "outcome": "unresolved"})) == ("order",)
    one = done("record", raised(), FIRST)
    forum = {"forum-date": "2026-04-10", "partners-present": ("no-meeting",), "minute-reference": "none", "support-agreed": "Mediation"}
    chair = {"mode": "mediation", "proposal": "Share it", "accepted": "No"}
    for to, more in (
        ("L2", {}),
        ("HF-4", {**MANAGERS, **HEAD, "forum-note": "A difference"}),
        ("HF-5", {**forum, "why-prolonged": "Long"}),
    ):
        one = done("move-up", one, {**UP, **more, "to": to})
    assert blocked_by(do("move-up", one, UP)) == ("order",)
    values = {name: value for name, value in SETTLED.items() if name != "actions"}
    one = done("settle", one, {**values, **chair, "outcome": "unresolved", "statement": "Both stay with their view"})
    assert (one.state, one.outcome, one.stages[-1].result) == ("open", "unresolved", "not-resolved")
    assert done("finish", one, without(FINISHED, "review-on")).state == "finished"


def test_a_body_that_only_oversees_is_no_stage() -> None:
    """The Executive Board of Hammersmith & Fulham has no part in a disagreement: no reason opens it."""
    values = {**UP, "to": "HF-6", "override": "other", "override-reason": "The Board should know"}
    assert blocked_by(do("move-up", raised(), values)) == ("order",)


def test_an_emergency_as_another_route_needs_what_was_done() -> None:
    """Rule 5: leaving by way of danger asks what was done, whom you told and when."""
    values = {"danger": "no", "route": "danger", "redirect-contacted": "2026-04-02"}
    assert blocked_by(do("redirect", raised(), values)) == ("F13",)
    assert do("redirect", raised(), {**values, **DANGER}).is_accepted


def test_nothing_goes_outside_before_the_last_stage() -> None:
    """Referred outside is an outcome of the last stage that leads there, and of no other (ESC-REQ-18)."""
    values = {**SETTLED, **FIRST, "outcome": "referred-outside"}
    assert blocked_by(do("settle", raised(), values)) == ("order",)


def test_each_danger_asks_anew_what_was_done() -> None:
    """What was done about one danger does not stand for the next."""
    one = done("danger", raised(), dict(reversed(DANGER.items())))  # in whatever order a file has them
    assert not one.danger_without_action
    one = done("danger", one, {"danger": "yes"})
    assert done("danger", one, {"danger-action": "Phoned again"}).danger_without_action
    assert one.danger_without_action and [asked.answer for asked in one.dangers] == ["no", "yes", "yes"]
    assert blocked_by(do("settle", one, {**SETTLED, **FIRST})) == ("F13",)


@pytest.mark.parametrize("when", ["2026-03-31T10:00", "2026-04-11T10:00"])
def test_a_stage_ends_in_its_own_life(when: str) -> None:
    """The stage that is left ended after it was opened and not after now."""
    assert blocked_by(do("move-up", raised(), {**UP, "to": "L2", "left-at": when})) == ("left-at",)


def test_another_ladder_is_another_one() -> None:
    """The ladder that is followed already is no change, and one that nobody knows is said by name of the step."""
    for name in ("HF-2021", "XX-2000"):
        deed = do("change-ladder", raised(), {"ladder": name, "change-reason": "The child moved"})
        assert deed.problems and not deed.is_accepted


def test_another_route_was_asked_on_a_day() -> None:
    """Rule 5: the route, and the day on which it was asked."""
    assert blocked_by(do("redirect", raised(), {"danger": "no", "route": "complaint"})) == ("redirect-contacted",)
    assert do("redirect", raised(), {"redirect-contacted": "2026-04-02"}).problems


def test_no_stage_is_opened_twice() -> None:
    """What was left is not gone back to, with a reason neither."""
    one = done("move-up", raised(), {**UP, "to": "LP"})
    one = done("move-up", one, {**UP, "to": "L3"})
    back = {**UP, **MANAGERS, "to": "LP", "override": "other", "override-reason": "Again"}
    assert blocked_by(do("move-up", one, {**back, "to": "L3"})) == ("order",)
    one = done("move-up", one, {**UP, **MANAGERS, "to": "L4"})
    assert {way.stage.id for way in ways_up(books(), one)}.isdisjoint({"HF-1", "LP", "L3", "L4"})


def test_saying_what_is_in_dispute_changes_the_limit() -> None:
    """Once it is said that child protection procedures are not in dispute, the London week is a guide from then on."""
    one = done("record", raised(), {"cp-dispute": "no"})
    assert one.stage and one.stage.limit and one.stage.limit.guide_only


def test_a_later_no_does_not_undo_a_danger() -> None:
    """A yes that nobody acted on stays in view until what was done is written, also after a no; it leads the card."""
    one = done("danger", done("danger", raised(), {"danger": "yes"}), {"danger": "no"})
    assert one.danger_without_action and card(one).json["danger"] == "yes"
    assert blocked_by(do("settle", one, {**SETTLED, **FIRST})) == ("F13",)
    one = done("danger", one, without(DANGER, "danger"))
    assert not one.danger_without_action and card(one).json["danger"] == "no"
