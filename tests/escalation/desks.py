"""What tests of disagreements share: the books of this checkout, and a disagreement that was raised."""

from functools import cache

from escalation import desk
from escalation.disagreement import Disagreement
from escalation.fold import after
from escalation.gates import Books
from tests.escalation.shelves import days, ladders
from thresholds.calendar import read_time


@cache
def books() -> Books:
    """The ladders, fields and working days of this checkout."""
    return Books(ladders(), days())


OPENING = {
    "danger": "no",
    "case-reference": "case 4711",
    "from-agency": "school",
    "from-role": "safeguarding lead",
    "to-agency": "social-care",
    "to-role": "team manager",
    "children": "2",
    "ages": ("from-5", "unborn"),
    "area": "A4",
    "challenged": "Early help was offered",
    "challenged-on": "2026-03-31",
    "risk": "It may happen again",
    "outcome-wanted": "An assessment",
    "safety": "Seen in school every day",
    "protective": "none shorter",
}
"""Answers that open a disagreement, and nothing more."""


def raised(ladder: str = "HF-2021", at: str = "2026-04-01T10:15", **more: str) -> Disagreement:
    """A disagreement that was just raised."""
    values = {**OPENING, **{name.replace("_", "-"): value for name, value in more.items()}}
    deed = desk.raise_(books(), ladders().ladder(ladder), values, read_time(at), "safeguarding lead", partnership="brent")
    assert deed.is_accepted, deed
    return after(Disagreement("HF-2026-001"), deed.events)
