"""A concern as it comes in: what is refused, by name and never by value."""

from typing import Any

import pytest

from tests.assessment.desks import decided
from thresholds.assessment.concern import Concern, read_concern
from thresholds.errors import BadCall, UnknownName


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"indicators": ["PHY-9-99"]}, "unknown-indicator"),
        ({"circumstances": ["under-1"]}, "unknown-circumstance"),
        ({"none": ["XXX"]}, "unknown-code"),
        ({"not_known": ["phy"]}, "unknown-code"),
        ({"yes": ["PHY"]}, "unknown-topic"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_that_nothing_has(given: dict[str, Any], code: str) -> None:
    """A name that the guide does not have is refused, with near ones, and never passed over."""
    with pytest.raises(UnknownName) as refused:
        decided(given)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"worry": 5}, "bad-value"),
        ({"worry": 0}, "bad-value"),
        ({"worry": "3"}, "bad-value"),
        ({"danger": "maybe"}, "bad-value"),
        ({"earlier_concerns": -1}, "bad-value"),
        ({"indicators": "PHY-4-02"}, "bad-value"),
        ({"name": "a child"}, "unknown-key"),
        ({"partnership": None}, "bad-value"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_concerns_of_the_wrong_form(given: dict[str, Any], code: str) -> None:
    """A concern of the wrong form is refused, with the key named and the value never repeated."""
    with pytest.raises(BadCall) as refused:
        decided(given)
    assert refused.value.code == code
    assert "a child" not in refused.value.says + refused.value.help


def test_a_concern_without_an_area_is_refused() -> None:
    """The area is the one key of a concern that may not be left out."""
    with pytest.raises(BadCall) as refused:
        read_concern({"indicators": []})
    assert refused.value.code == "missing-key"
    assert set(Concern.model_fields) >= {"partnership", "now_in", "placed_by"}
