"""Faults of the fields in data/escalation.toml are found before anybody meets them."""

import pytest

from escalation.ladder_check import shared_faults
from thresholds import places
from thresholds.toml import parse_sheet, read_sheet

TEXT = places.escalation_file().read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('choices = "agency"', 'choices = "agencies"', "unknown-list"),
        ('form = "one", choices = "outcome"', 'form = "line", choices = "outcome"', "no-choices"),
        ("[rule.6]", "[rule.7]", "missing-table"),
        ("[field.C10]", "[field.C11]", "missing-table"),
        ("ask.told-on ", "ask.told ", "missing-table"),
        ("ask.forms ", "ask.letter ", "twice"),
        ('gate     = "finish"', 'gate     = "end"', "not-allowed"),
    ],
)
def test_each_fault_is_found(old: str, new: str, code: str) -> None:
    """A list, a field, a rule or a question that is not there is named; one that stands twice too."""
    assert old in TEXT
    found = shared_faults(parse_sheet(TEXT.replace(old, new, 1).encode(), "escalation.toml"), read_sheet(places.guide_file()))
    assert code in {finding.code for finding in found}
    assert all(finding.help for finding in found)


def test_the_file_has_no_fault() -> None:
    """The file as it stands is whole."""
    assert shared_faults(read_sheet(places.escalation_file()), read_sheet(places.guide_file())) == []
