"""The manager's page: danger stands there whatever became of it, and a damaged card hides no other. The note for the Forum: for whom."""

import pytest

from escalation.card_check import DAMAGED
from escalation.disagreement import Disagreement, card
from escalation.events import check_body, new_event
from escalation.forum_note import forum_note
from escalation.ladder_shape import LimitBasis
from escalation.report import counted
from escalation.week import week
from tests.escalation.desks import books, raised
from tests.escalation.test_gates import FIRST, SETTLED, done
from thresholds.calendar import read_time
from thresholds.documents.plain import as_text
from thresholds.records.event import Card

NOW = read_time("2026-06-01T09:00")
ACTED = {"danger-action": "999 was phoned", "danger-to": "police", "danger-at": "2026-04-10T09:50"}


def ended() -> list[Disagreement]:
    """One that is settled, one that was withdrawn and one that went another way."""
    one = raised()
    withdrawn = {"danger": "no", "withdrawn-why": "x", "withdrawn-by": "x", "withdrawn-safety": "Seen every day"}
    return [
        done("settle", one, {**SETTLED, **FIRST}),
        done("withdraw", one, withdrawn),
        done("redirect", one, {"route": "complaint", "redirect-contacted": "2026-04-02", "danger": "no"}),
    ]


@pytest.mark.parametrize("number", range(3))
def test_danger_after_the_end_stays_on_the_page_until_something_was_done(number: int) -> None:
    """A yes on a disagreement that has ended is a line of the week until somebody writes what was done."""
    one = ended()[number]
    late = done("danger", one, {"danger": "yes"})
    page = as_text(week(books(), [(one.ref, card(late))], NOW))
    assert f"{one.ref}: danger, and nobody wrote what was done" in page
    assert "Danger recorded, or not ruled out (1)" in page
    for quiet in (one, done("danger", late, ACTED)):
        page = as_text(week(books(), [(one.ref, card(quiet))], NOW))
        assert "Danger recorded, or not ruled out (0)" in page and "That does not show that a child is safe." in page


def test_danger_that_was_not_ruled_out_is_a_line_of_the_week() -> None:
    """An open disagreement whose last answer is that danger cannot be ruled out never counts among those without danger."""
    one = done("danger", raised(), {"danger": "not-known"})
    page = as_text(week(books(), [(one.ref, card(one))], NOW))
    assert "danger could not be ruled out. Ask again." in page and "No danger is recorded" not in page


def test_a_damaged_card_is_named_and_hides_no_other() -> None:
    """The page and the counts name it, and hold everything of the other."""
    cards = [("HF-2026-002", Card("weird", "garbage", "HF-1", {"kind": "disagreement", "raised": 5})), ("HF-2026-001", card(raised()))]
    page = as_text(week(books(), cards, NOW))
    assert f"HF-2026-002: {DAMAGED}" in page
    assert "1 disagreement open" in page
    found = counted(cards, NOW, books().days, whole=True)
    assert (found["damaged"], found["raised"], found["states"]) == (1, 1, {"open": 1})


@pytest.mark.parametrize("basis", LimitBasis.__args__)  # type: ignore[attr-defined]
def test_the_record_takes_the_limits_of_every_basis(basis: str) -> None:
    """What the ladders may say of whose limit it is, the record keeps."""
    body = {"stage": "HF-1", "due": None, "due_at": None, "basis": basis, "guide_only": False, "says": "x"}
    check_body(new_event("limit-set", NOW, "lead", body))


@pytest.mark.parametrize(
    ("ladder", "body"),
    [
        ("HF-2021", "Safeguarding Forum"),
        ("BR-2021", "Safeguarding Forum"),
        ("TB-2019", "partnership"),
        ("WA-2021", "partnership"),
        ("WA-2021-E", "partnership"),
        ("WT-2023", "partnership"),
    ],
)
def test_the_note_is_for_a_forum_or_for_the_partnership(ladder: str, body: str) -> None:
    """Where no Forum meets the heading names no policy, no protocol and no person."""
    more = {"members_in_dispute": "Two members"} if ladder == "WA-2021-E" else {}
    page = as_text(forum_note(books(), raised(ladder, **more), NOW))
    assert page.splitlines()[0].casefold() == f"a disagreement for the {body}".casefold()
    assert ("What the Forum agreed" in page) == (body != "partnership")


@pytest.mark.parametrize(("answer", "guide"), [("no", True), ("yes", False)])
def test_the_note_says_where_a_limit_only_guides(answer: str, guide: bool) -> None:
    """Outside child protection disputes the London week is said to be a guide, with its day and whose it is."""
    page = " ".join(as_text(forum_note(books(), raised(cp_dispute=answer), NOW)).split())
    assert ("Friday 10 April 2026, 17:00 (a guide only), London default" in page) == guide
    assert "Friday 10 April 2026, 17:00" in page
