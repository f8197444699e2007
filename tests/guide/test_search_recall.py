"""M6: the signs a trainer would tick are among the first fifteen, on the vignettes and on texts that nothing was tuned on."""

import pytest

from benchmarks.search_report import SETS, measure, ours, read_cases
from tests.assessment.desks import the_index, the_library


@pytest.mark.parametrize("name", ["vignettes", "aside"])
def test_recall_at_fifteen_reaches_the_target(name: str) -> None:
    """Of the signs a trainer would tick, at least 0.85 are among the first 15."""
    assert measure(ours(the_library()), read_cases(name)).at_15 >= 0.85


@pytest.mark.parametrize("name", SETS)
def test_the_texts_name_signs_of_the_guide(name: str) -> None:
    """Every ticked sign is in the guide; there are at least 30 texts in each half, and two to six signs a text."""
    cases = read_cases(name)
    assert all(sign in the_index().bit for case in cases for sign in case.signs)
    assert all(2 <= len(set(case.signs)) <= 6 for case in cases)
    assert len(cases) >= (13 if name == "vignettes" else 30)


def test_the_halves_are_split_by_number() -> None:
    """Odd numbers are for tuning, even ones are kept aside; each half touches all 37 sub-domains."""
    for name, rest in (("tune", 1), ("aside", 0)):
        cases = read_cases(name)
        assert {int(case.id[1:]) % 2 for case in cases} == {rest}
        assert {sign[:3] for case in cases for sign in case.signs} == set(the_index().guide.sub_domain)


@pytest.mark.parametrize(("name", "known"), [("vignettes", []), ("tune", []), ("aside", [("W78", "HEA-4-05")])])
def test_no_other_level_four_sign_is_missed(name: str, known: list[tuple[str, str]]) -> None:
    """Every level 4 sign in a text is among the first 15, but for the one that docs/search.md names."""
    index = the_index()
    assert [miss for miss in measure(ours(the_library()), read_cases(name)).missed if index.guide.sign[miss[1]].level == 4] == known
