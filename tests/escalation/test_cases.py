"""The invented cases of escalation facts 7, played on the desk: every date, gap and refusal as written there (E3)."""

from pathlib import Path

import pytest

from escalation.rehearse import read_case, rehearse
from tests.escalation.desks import books
from thresholds.toml import read_sheet

CASES = sorted((Path(__file__).parent.parent / "cases" / "escalation").glob("*.toml"))


def test_every_case_of_the_facts_is_here() -> None:
    """The facts have eight cases, numbered 1 to 15 with odd numbers."""
    assert [path.name[:2] for path in CASES] == ["01", "03", "05", "07", "09", "11", "13", "15"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_goes_as_written(path: Path) -> None:
    """Each act is accepted or refused as written, and leaves the state that is written."""
    case = read_case(read_sheet(path))
    assert [f"act {n}: {fault}" for n, step in enumerate(rehearse(books(), case), 1) for fault in step.failures] == []
