"""The moment it becomes urgent the walk says whom to phone; and so does the danger card, on every page."""

import pytest

from tests.assessment.desks import NIGHT, OFFICE, current_areas, the_library
from tests.assessment.walking import USUAL, Given, begun, put, walked, words_of
from thresholds.assessment.desk import front_door, out_of_hours
from thresholds.assessment.route import ANYONE
from thresholds.assessment.walk import danger_card, here, interrupt
from thresholds.guide.fixed import TOPICS


@pytest.mark.parametrize(
    ("page_id", "given", "fires"),
    [
        ("danger", {"danger": "yes"}, True),
        ("danger", {"danger": "not-known"}, True),
        ("danger", {"danger": "no"}, False),
        ("signs:CSA", {"signs": ("CSA-4-01",)}, True),
        ("signs:CSA", {"signs": ("CSA-3-01",)}, True),
        ("signs:CSA", {"signs": ("CSA-2-01",)}, False),
        ("signs:CSA", {"signs": ("not-known",)}, False),
        ("signs:HOU", {"signs": ("HOU-3-01",)}, False),
        ("sweep", {**USUAL["sweep"], "suicide": "yes"}, True),
        ("sweep", dict.fromkeys(TOPICS, "not-known"), False),
        ("strengths", {**USUAL["strengths"], "strengths": ("EDU-1-01",)}, False),
        ("judgement", {"worry": "4", "way": "full"}, False),
    ],
    ids=str,
)
def test_when_the_walk_interrupts(page_id: str, given: Given, fires: bool) -> None:
    """What asks for someone today or now interrupts at once, on any page; silence and strengths do not."""
    walk = walked(page_id, about={"about": ("CSA", "HOU")})
    shown = interrupt(walk, page_id, given)
    assert (shown is not None) == fires
    if shown:
        assert "999" in words_of(shown)
        assert ANYONE in words_of(shown)


def test_an_interrupt_comes_once_for_each_rise() -> None:
    """The walk interrupts when the urgency rises, not again while it stays, and once more when it rises further."""
    walk = walked("signs:CSA", about={"about": ("CSA", "PHY")})
    assert interrupt(walk, "signs:CSA", {"signs": ("CSA-3-01",)})
    walk = put(walk, "signs:CSA", signs=("CSA-3-01",))
    assert interrupt(walk, "signs:CSA", {"signs": ("CSA-3-01", "CSA-3-02")}) is None
    assert interrupt(walk, "signs:PHY", {"signs": ("PHY-4-03",)})
    walk = put(walk, "signs:PHY", signs=("PHY-4-03",))
    assert interrupt(walk, "signs:PHY", {"signs": ("PHY-4-03", "PHY-4-01")}) is None
    assert interrupt(walk, "signs:PHY", {"signs": ("none",)}) is None
    assert interrupt(walk, "danger", {"danger": "yes"})


def test_an_age_can_interrupt() -> None:
    """An age that makes a sign level 4 interrupts as well; one that cannot be read yet does not."""
    walk = walked(about={"about": ("PHY",)}, signs__PHY={"signs": ("PHY-2-01",)})
    assert interrupt(walk, "child", {**USUAL["child"], "age": "10 weeks"})
    assert interrupt(walk, "child", {**USUAL["child"], "age": "10 w"}) is None


@pytest.mark.parametrize("at", [OFFICE, NIGHT, None])
def test_the_danger_card_before_the_area_is_known(at: str | None) -> None:
    """Before it is known where the child lives, the danger card and an interrupt give every area's number, by name, after 999."""
    walk = begun(at)
    for shown in (danger_card(walk), interrupt(walk, "danger", {"danger": "yes"})):
        assert shown
        text = words_of(shown)
        for name in current_areas():
            area = the_library().area(name)
            door = (out_of_hours(area) if at == NIGHT else None) or front_door(area)
            assert area.name in text
            assert (door.phone if door else "no number is held here") in text
            assert text.index("999") < text.index(area.name)


@pytest.mark.parametrize("at", [OFFICE, NIGHT])
def test_the_danger_card_once_the_area_is_known(at: str) -> None:
    """Once it is known, the card gives that area's number alone: the front door's, or out of hours the duty team's."""
    text = words_of(danger_card(walked("child", at=at)))
    own, other = the_library().area("brent"), the_library().area("wandsworth")
    door = out_of_hours(own) if at == NIGHT else front_door(own)
    assert door
    assert "999" in text
    assert door.phone in text
    assert other.name not in text


def test_the_danger_card_is_there_on_every_page() -> None:
    """The danger card can be drawn wherever the walk stands."""
    walk = begun()
    while (now := here(walk)) != "suggestion":
        assert "999" in words_of(danger_card(walk))
        walk = put(walk, now)
