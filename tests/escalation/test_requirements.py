"""ESC-REQ-01 to 30: which test enforces each that software can check, and where each that it can only support is to be seen (E2)."""

import ast
import importlib
import inspect
import textwrap
from datetime import date

import pytest

from escalation import desk
from escalation.disagreement import card
from escalation.fields import every_ask
from escalation.forms import page
from escalation.forum_note import forum_stage, note_gaps
from escalation.order import ways_up
from escalation.policies import policy_findings
from escalation.report import counted
from tests.escalation.desks import OPENING, books, raised
from tests.escalation.test_gates import FIRST, HEAD, MANAGERS, SETTLED, UP, do, done
from thresholds.calendar import read_time
from thresholds.toml import parse_sheet

GATES, FOLD, CASES, HERE = "test_gates", "test_fold", "test_cases", "test_requirements"
POLICIES_COMMAND = ("tests.cli.escalation.test_keeping", "test_what_a_register_of_procedures_lacks_is_named")
CHECKED = {
    1: [(FOLD, "test_the_week_says_what_is_overdue_and_whose_limit_that_is"), (GATES, "test_opening_needs_each_of_its_answers")],
    2: [(HERE, "test_the_registers_of_a_partnership_name_what_is_missing"), POLICIES_COMMAND],
    3: [(HERE, "test_the_registers_of_a_partnership_name_what_is_missing"), POLICIES_COMMAND],
    4: [(GATES, "test_going_to_the_partnership_needs_more"), (GATES, "test_stages_open_in_order_or_with_a_reason")],
    5: [(GATES, "test_opening_needs_each_of_its_answers"), (FOLD, "test_nothing_that_was_written_disappears")],
    6: [(GATES, "test_settling_needs_each_of_its_answers")],
    7: [(CASES, "test_a_case_goes_as_written"), (GATES, "test_finishing_needs_each_of_its_answers")],
    8: [(HERE, "test_the_london_limit_counts_unless_the_answer_is_no")],
    9: [(HERE, "test_the_time_that_the_child_needs_wins")],
    10: [(HERE, "test_going_up_late_keeps_the_reason")],
    11: [(GATES, "test_moving_up_needs_each_of_its_answers")],
    12: [(HERE, "test_the_registers_of_a_partnership_name_what_is_missing"), POLICIES_COMMAND],
    13: [(HERE, "test_the_forum_comes_after_the_agencies"), (FOLD, "test_the_card_and_the_forum_note_hold_nothing_that_was_typed")],
    14: [(HERE, "test_the_forum_note_waits_for_the_lower_stages")],
    15: [(CASES, "test_a_case_goes_as_written"), (GATES, "test_no_stage_closes_without_its_own_needs")],
    16: [(GATES, "test_no_reason_opens_a_stage_whose_order_its_source_sets"), (CASES, "test_a_case_goes_as_written")],
    17: [(CASES, "test_a_case_goes_as_written"), (GATES, "test_no_stage_closes_without_its_own_needs")],
    18: [(CASES, "test_a_case_goes_as_written"), (HERE, "test_the_secretary_of_state_comes_last")],
    19: [(HERE, "test_lead_partners_come_after_delegated_ones")],
    22: [(GATES, "test_moving_up_needs_each_of_its_answers"), (GATES, "test_going_to_the_partnership_needs_more")],
    23: [(CASES, "test_a_case_goes_as_written"), (HERE, "test_whistleblowing_is_pointed_to_and_keeps_nobody")],
    24: [(GATES, "test_what_may_be_published_waits_until_it_is_clean")],
    25: [(FOLD, "test_the_card_and_the_forum_note_hold_nothing_that_was_typed")],
    26: [(GATES, "test_mediation_needs_no_quorum")],
    27: [(GATES, "test_finishing_needs_each_of_its_answers")],
    29: [(GATES, "test_settling_needs_each_of_its_answers")],
    30: [(GATES, "test_danger_is_never_stopped"), (HERE, "test_danger_is_the_first_question_of_every_form")],
}
"""The requirements that the facts mark Check."""
SUPPORTED = {
    20: [(HERE, "test_anybody_can_raise_a_disagreement")],
    21: [(HERE, "test_forms_ask_what_is_agreed_and_what_would_change_a_mind")],
    28: [(HERE, "test_disagreements_on_thresholds_can_be_counted")],
}
"""The requirements that the facts mark Support."""


@pytest.mark.parametrize("number", range(1, 31))
def test_every_requirement_has_its_test(number: int) -> None:
    """Each of the thirty has at least one test, which asserts something, and which nothing skips."""
    for module, name in (CHECKED | SUPPORTED)[number]:
        test = getattr(importlib.import_module(module if "." in module else f"tests.escalation.{module}"), name)
        source = ast.parse(textwrap.dedent(inspect.getsource(test)))
        asserts = [
            node for node in ast.walk(source) if isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr == "raises")
        ]
        assert name.startswith("test_") and asserts, (module, name)
        assert not {"skip", "xfail", "skipif"} & {mark.name for mark in getattr(test, "pytestmark", [])}, name


POLICIES = b"""
[agency.school]
name = "A school"
escalation = { title = "Escalation", version = "3", where = "Intranet", review = 2026-01-01 }
[panel.forum]
clause  = "Section 4"
checked = 2026-02-01
[panel.quality]
checked = 2026-02-01
"""


def test_the_registers_of_a_partnership_name_what_is_missing() -> None:
    """An agency without a procedure, one past its review, and a panel without a clause are each named (ESC-REQ-02, 03, 12)."""
    ladder = books().ladders.ladder("HF-2021")
    found = policy_findings(parse_sheet(POLICIES, "policies.toml"), ladder, books().shared, date(2026, 4, 1))
    assert [(one.code, one.place) for one in found if one.place.startswith("agency")] == [
        ("past-review", "agency.school.escalation"),
        ("no-procedure", "agency.school"),
    ]
    panels = [one for one in found if one.code == "no-clause"]
    assert len(panels) == len(ladder.panels) + len(books().shared.meeting) - 1
    assert "panel.quality" in {one.place for one in panels} and {one.severity for one in found} == {"warning"}


@pytest.mark.parametrize(("answer", "guide"), [("yes", False), ("not-known", False), ("", False), ("no", True)])
def test_the_london_limit_counts_unless_the_answer_is_no(answer: str, guide: bool) -> None:
    """Child protection procedures in dispute, or not known: the London week counts; no: the same date is a guide (ESC-REQ-08)."""
    one = raised(cp_dispute=answer)
    limit = one.stage.limit if one.stage else None
    assert limit and (limit.due, limit.basis, limit.guide_only) == ("2026-04-10", "london-default", guide)
    assert (card(one).due is None) == guide


def test_the_time_that_the_child_needs_wins() -> None:
    """The earlier of the London week and the raiser's own time counts; set later, it runs from then (ESC-REQ-09)."""
    one = raised(protective="2 working days", protective_why="Contact at the weekend")
    assert one.stage and one.stage.limit and (one.stage.limit.due, one.stage.limit.basis) == ("2026-04-07", "protective")
    one = done("record", raised(), {"protective": "24 hours", "protective-why": "New injury"}, "2026-04-08T10:00")
    assert one.stage and one.stage.limit and one.stage.limit.due_at == "2026-04-09T10:00:00+01:00"
    one = done("record", raised(), {"protective": "20 working days", "protective-why": "Long leave"}, "2026-04-08T10:00")
    assert one.stage and one.stage.limit and one.stage.limit.basis == "london-default"


def test_going_up_late_keeps_the_reason() -> None:
    """Past the limit, why it was not settled is kept as why it is late; silence counts as the reason (ESC-REQ-10)."""
    one = done("move-up", raised(), {**UP, "to": "L2"}, "2026-04-14T10:00")
    assert one.stages[0].is_late() and one.stages[0].late == UP["reason"]
    silent = {name: value for name, value in UP.items() if name not in ("position-theirs", "reason")}
    one = done("move-up", raised(), {**silent, "no-reply": "2026-04-02", "to": "L2"}, "2026-04-14T10:00")
    assert one.stages[0].late == "No reply since 2026-04-02"


def test_the_forum_comes_after_the_agencies() -> None:
    """From the agencies' own stage the Forum is out of order; after managers it is one of the next (ESC-REQ-13)."""
    assert "HF-4" not in [way.stage.id for way in ways_up(books(), raised()) if not way.is_override]
    one = done("move-up", raised(), {**UP, "to": "L2"})
    assert "HF-4" in [way.stage.id for way in ways_up(books(), one) if not way.is_override]


def test_the_forum_note_waits_for_the_lower_stages() -> None:
    """Before the note is printed the stages below are complete (ESC-REQ-14)."""
    one = done("move-up", raised(), {**UP, "to": "L2"})
    assert {"procedure-title", "designated-advice", "F19", "S06"} <= {gap.code for gap in note_gaps(books(), one)}
    one = done("record", one, {**FIRST, "stage": "HF-1"})
    one = done("record", one, {**UP, **MANAGERS, **HEAD})
    assert note_gaps(books(), one) == ()
    names = {ladder: forum_stage(books().ladders.ladder(ladder)) for ladder in ("HF-2021", "BR-2021", "WA-2021", "WT-2023")}
    assert [stage.id for stage in names.values() if stage] == ["HF-4", "BR-3", "WA-2", "WT-3"]


def test_the_secretary_of_state_comes_last() -> None:
    """Before WA-E2 is closed no reason opens WA-E3 (ESC-REQ-18)."""
    one = raised("WA-2021-E", members_in_dispute="Two members")
    up = {**UP, "to": "WA-E3", "override": "cannot-wait", "override-reason": "Now", "danger": "yes"}
    deed = do("move-up", one, up)
    assert [gap.code for gap in deed.gaps] == ["order"] and "WA-E2" in deed.gaps[0].says


def test_lead_partners_come_after_delegated_ones() -> None:
    """What delegated partners cannot settle goes to the lead partners, and to nobody else (ESC-REQ-19)."""
    one = raised("WT-2023")
    one = done("move-up", one, UP)
    one = done("move-up", one, {**UP, **HEAD})
    assert one.stage and one.stage.id == "WT-3"
    assert [way.stage.id for way in ways_up(books(), one) if not way.is_override] == ["WT-4"]


def test_whistleblowing_is_pointed_to_and_keeps_nobody() -> None:
    """The route names the NSPCC line, and no event of it holds a role (ESC-REQ-23)."""
    assert "0800 028 0285" in books().shared.redirect["whistleblowing"].route
    deed = do("redirect", raised(), {"danger": "no", "route": "whistleblowing", "redirect-contacted": "2026-04-02"}, role="youth worker")
    assert deed.is_accepted and {event.by_role for event in deed.events} == {"not recorded"}


def test_danger_is_the_first_question_of_every_form() -> None:
    """Whoever opens a form of a step is asked about danger before anything else (ESC-REQ-30)."""
    for verb in ("raise", "record", "danger", "move-up", "settle", "withdraw", "redirect"):
        assert page(books(), raised() if verb != "raise" else None, verb).fields[0].id == "danger", verb


@pytest.mark.parametrize("role", ["volunteer", "student", "chief executive"])
def test_anybody_can_raise_a_disagreement(role: str) -> None:
    """No role is kept from raising, and the form says that rank does not matter (ESC-REQ-20)."""
    ladder = books().ladders.ladder("HF-2021")
    deed = desk.raise_(books(), ladder, OPENING, read_time("2026-04-01T10:15"), role)
    assert deed.is_accepted
    assert "rank" in page(books(), None, "raise").hint


def test_forms_ask_what_is_agreed_and_what_would_change_a_mind() -> None:
    """Challenge is respectful: the form asks what would change a mind, and the partnership is told the common ground (ESC-REQ-21)."""
    assert "What is agreed? What would change your mind?" in page(books(), raised(), "move-up").hint
    one = done("move-up", done("record", raised(), FIRST), {**UP, "to": "L2"})
    everything = {**UP, **MANAGERS, **HEAD, "forum-note": "A difference on the level", "to": "HF-4"}
    assert done("move-up", one, everything).stages[-1].id == "HF-4"
    for name in ("common-ground", "still-apart"):
        deed = do("move-up", one, {key: value for key, value in everything.items() if key != name})
        assert not deed.is_accepted and any(every_ask(books().shared)[name].code == gap.code for gap in deed.gaps)


def test_disagreements_on_thresholds_can_be_counted() -> None:
    """The kind is kept as a code, so those on thresholds are counted apart for the review, with how they ended (ESC-REQ-28)."""
    ended = done("settle", raised(), {**SETTLED, **FIRST})
    cards = [("HF-2026-001", card(ended)), ("HF-2026-002", card(raised(area="D3"))), ("HF-2026-003", card(raised()))]
    found = counted(cards, read_time("2026-05-01T10:00"), books().days, whole=True)
    assert (found["areas"], found["outcomes"]) == ({"A4": 2, "D3": 1}, {str(SETTLED["outcome"]): 1})
