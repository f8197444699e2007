"""A child's age as people say it, and the facts that follow from it."""

import pytest

from tests.assessment.desks import decided, the_index
from thresholds.assessment.age import read_age
from thresholds.errors import BadCall

FROM_AGE = {"unborn", "under-1", "under-13", "not-mobile"}
REFUSED = [
    "   ",
    "abc",
    "-1",
    "19",
    "19 years",
    "228 months",
    "1.5 years",
    "²",
    "ten",
    "10 fortnights",
    "5m",
    "7s",
    "12345",
    "1 2",
    "27 pregnant",
    "unborn 3 years",
]


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ("unborn", {"unborn"}),
        ("unborn 27 weeks", {"unborn"}),
        ("Unborn, 27 weeks", {"unborn"}),
        ("27 weeks pregnant", {"unborn"}),
        ("0 days", {"under-1", "under-13", "not-mobile"}),
        ("10 weeks", {"under-1", "under-13", "not-mobile"}),
        ("10 Weeks ", {"under-1", "under-13", "not-mobile"}),
        ("Ten weeks", {"under-1", "under-13", "not-mobile"}),
        ("four years", {"under-13"}),
        ("5 months", {"under-1", "under-13", "not-mobile"}),
        ("6 months", {"under-1", "under-13"}),
        ("26 weeks", {"under-1", "under-13", "not-mobile"}),
        ("11 months", {"under-1", "under-13"}),
        ("12 months", {"under-13"}),
        ("1", {"under-13"}),
        ("12 years", {"under-13"}),
        ("155 months", {"under-13"}),
        ("156 months", set()),
        ("13 years", set()),
        ("13", set()),
        ("18", set()),
    ],
)
def test_what_an_age_tells(typed: str, facts: set[str]) -> None:
    """From an age follow the facts that the rules ask for, and no others (facts F4.9)."""
    assert set(read_age(typed).facts()) == facts


def test_every_fact_of_an_age_is_one_that_the_guide_knows() -> None:
    """Every fact that an age can tell has its bit."""
    assert set(the_index().fact_bit) >= FROM_AGE


@pytest.mark.parametrize("typed", REFUSED)
def test_refused_ages(typed: str) -> None:
    """An age that cannot be read, or is above 18, is refused by name and never guessed at."""
    with pytest.raises(BadCall) as refused:
        decided({"age": typed})
    assert refused.value.code == "bad-age"
    assert typed.strip() not in refused.value.says or not typed.strip()
