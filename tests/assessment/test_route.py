"""The route: whom, how and how fast, in every area, at every level, urgency and hour."""

import re
from itertools import product

import pytest

from tests.assessment.desks import BANK_HOLIDAY, NIGHT, OFFICE, current_areas, desk_of, the_library
from thresholds.assessment.concern import read_concern
from thresholds.assessment.decide import Decision
from thresholds.assessment.desk import ANY_HOUR, front_door, open_desk, out_of_hours
from thresholds.assessment.route import Reach, Route, route, whom_first
from thresholds.calendar import is_office_time, read_time
from thresholds.errors import BadCall, UnknownName
from thresholds.guide.fixed import EMERGENCY, NOW, TODAY

HOURS = [OFFICE, NIGHT, None]
HOURS_WITH_TEAM = [NIGHT, "2026-11-21T11:00", BANK_HOLIDAY, "2026-12-25T11:00", "2026-11-18T08:59", "2026-11-18T17:00"]
WITH_TEAM = [area for area in current_areas() if out_of_hours(the_library().area(area))]
PAIRS = [(home, other) for home, other in product(current_areas(), repeat=2) if home != other]


def routed(area: str, decision: Decision, at: str | None = None, **given: object) -> Route:
    """The route for a decision in an area."""
    others = [str(given[key]) for key in ("now_in", "placed_by") if given.get(key)]
    concern = read_concern({"partnership": area, **given})
    return route(desk_of(area, *others), decision, concern, read_time(at) if at else None)


def words_of(found: Route) -> str:
    """Everything the route says."""
    reaches = [" ".join((r.name, r.phone, r.email, r.address, r.hours)) for r in found.contacts]
    return "\n".join((*found.steps, *reaches))


def can_be_reached(found: Reach) -> bool:
    """Whether a contact says how to reach it, or how to find out."""
    return bool(found.phone or found.email or found.address or found.hours)


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", HOURS)
def test_never_a_dead_end(area: str, hour: str | None) -> None:
    """Every area, level, urgency and hour gives steps, a telephone number, and a front door or a way to find it."""
    for level, urgency in product(range(5), range(5)):
        found = routed(area, Decision(level, 0, urgency, 0), hour)
        assert found.steps
        assert found.consent
        assert found.source
        assert any(contact.phone for contact in found.contacts)
        assert any(contact.purpose == "front-door" and can_be_reached(contact) for contact in found.contacts)
        assert len(found.contacts) == len(set(found.contacts))
        assert len(found.steps) == len(set(found.steps))


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", HOURS)
def test_999_when_it_is_urgent(area: str, hour: str | None) -> None:
    """At *today* or faster 999 is among the contacts and in the first step."""
    for level, urgency in product(range(5), (TODAY, NOW, EMERGENCY)):
        found = routed(area, Decision(level, 0, urgency, 0), hour)
        assert "999" in [contact.phone for contact in found.contacts]
        assert any("999" in step for step in found.steps)


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", HOURS)
def test_999_first_in_an_emergency(area: str, hour: str | None) -> None:
    """In an emergency 999 comes before everything else, in the steps and among the contacts."""
    for level in range(5):
        found = routed(area, Decision(level, 0, EMERGENCY, 0), hour)
        assert found.contacts[0].phone == "999"
        assert "999" in found.steps[0]


@pytest.mark.parametrize("area", WITH_TEAM)
@pytest.mark.parametrize("hour", HOURS_WITH_TEAM)
def test_out_of_hours_the_duty_team_comes_first(area: str, hour: str) -> None:
    """When the office is shut the out-of-hours team leads the contacts (after 999 in an emergency), and is the one to phone first."""
    team = out_of_hours(the_library().area(area))
    assert team
    for level, urgency in product(range(5), range(5)):
        found = routed(area, Decision(level, 0, urgency, 0), hour)
        others = [contact for contact in found.contacts if contact.purpose != "emergency" or urgency < EMERGENCY]
        assert others[0].purpose == "out-of-hours"
        if urgency >= TODAY:
            assert team.phone in found.steps[0]


@pytest.mark.parametrize("area", WITH_TEAM)
def test_out_of_hours_no_step_leaves_a_shut_number_alone(area: str) -> None:
    """When the office is shut, every step that prints an office number prints the number that is open beside it."""
    home = the_library().area(area)
    team = out_of_hours(home)
    assert team is not None
    offices = [contact.phone for contact in home.contact.values() if contact.purpose in ("front-door", "consultation") and contact.phone]
    for level, urgency in product(range(5), range(5)):
        for step in routed(area, Decision(level, 0, urgency, 0), NIGHT).steps:
            assert team.phone in step or not any(phone in step for phone in offices), step


def test_past_the_last_known_bank_holiday_it_says_so() -> None:
    """A year whose bank holidays are not in the data: an urgent route says what to do if the office is shut."""
    urgent = Decision(4, 0, NOW, 0)
    assert "Bank holidays of this year are not" in words_of(routed("brent", urgent, "2040-01-03T11:00"))
    assert "Bank holidays of this year are not" not in words_of(routed("brent", urgent, OFFICE))


@pytest.mark.parametrize("area", current_areas())
def test_in_office_hours_the_front_door_comes_first(area: str) -> None:
    """In office hours the front door stands before the out-of-hours team, and is the one to phone first."""
    door = front_door(the_library().area(area))
    for level, urgency in product(range(5), range(5)):
        found = routed(area, Decision(level, 0, urgency, 0), OFFICE)
        purposes = [contact.purpose for contact in found.contacts]
        assert "out-of-hours" not in purposes or purposes.index("front-door") < purposes.index("out-of-hours")
        if door and urgency >= TODAY:
            assert door.phone in found.steps[0]


@pytest.mark.parametrize("area", WITH_TEAM)
def test_without_an_hour_both_are_named(area: str) -> None:
    """Where no time is given, the front door and the out-of-hours team are both named, in that order."""
    purposes = [contact.purpose for contact in routed(area, Decision(4, 0, NOW, 0)).contacts]
    assert purposes.index("front-door") < purposes.index("out-of-hours")


@pytest.mark.parametrize(("home", "other"), PAIRS)
def test_where_the_child_is_now_is_named_too(home: str, other: str) -> None:
    """A child who is somewhere else has both areas named, each with its number where one was found."""
    for key in ("now_in", "placed_by"):
        found = routed(home, Decision(4, 0, NOW, 0), OFFICE, **{key: other})
        own, elsewhere = the_library().area(home), the_library().area(other)
        assert elsewhere.name in words_of(found) or elsewhere.front_door_name in words_of(found)
        assert any(contact.purpose == "front-door" and contact.name == own.contact["front-door"].name for contact in found.contacts)
        for door in (front_door(own), front_door(elsewhere)):
            assert not door or door.phone in words_of(found)


def test_now_in_and_placed_by_are_both_named() -> None:
    """A placed child who is found elsewhere has three areas named."""
    words = words_of(routed("brent", Decision(4, 0, NOW, 0), OFFICE, now_in="wandsworth", placed_by="hammersmith-and-fulham"))
    for area in ("brent", "wandsworth", "hammersmith-and-fulham"):
        door = front_door(the_library().area(area))
        assert door
        assert door.phone in words


@pytest.mark.parametrize("other", [area for area in current_areas() if not front_door(the_library().area(area))])
def test_another_area_without_a_number_can_still_be_found(other: str) -> None:
    """An area whose number was not found still gets a contact that says how to find it, when the child is there now."""
    found = routed("brent", Decision(4, 0, NOW, 0), OFFICE, now_in=other)
    assert any(the_library().area(other).name in contact.name and can_be_reached(contact) for contact in found.contacts)


@pytest.mark.parametrize("other", [area for area in WITH_TEAM if area != "brent"])
@pytest.mark.parametrize("key", ["now_in", "placed_by"])
def test_out_of_hours_the_other_area_is_shut_as_well(other: str, key: str) -> None:
    """Out of hours the step about the other area gives its out-of-hours number, not the front door that is shut."""
    area = the_library().area(other)
    team = out_of_hours(area)
    assert team
    steps = [step for step in routed("brent", Decision(4, 0, NOW, 0), NIGHT, **{key: other}).steps if area.name in step]
    assert steps
    assert all(team.phone in step for step in steps)


def test_the_same_area_twice_is_named_once() -> None:
    """Home, place now and placing authority that are one area add nothing."""
    plain = routed("brent", Decision(3, 0, 1, 0), OFFICE)
    assert routed("brent", Decision(3, 0, 1, 0), OFFICE, now_in="brent", placed_by="brent") == plain


@pytest.mark.parametrize("areas", [["tri-borough-2019"], ["brent", "tri-borough-2019"], ["brent", None, "tri-borough-2019"]], ids=str)
def test_history_is_refused(areas: list[str]) -> None:
    """No new concern starts in an area that is history, or names one; the areas that took its place are named."""
    with pytest.raises(BadCall) as refused:
        open_desk(the_library(), *areas)
    assert refused.value.code == "partnership-is-history"
    assert all(name in refused.value.help for name in the_library().area("tri-borough-2019").covers)


def test_an_area_without_a_file_is_refused() -> None:
    """An area without a file is refused with the near ids."""
    with pytest.raises(UnknownName) as refused:
        open_desk(the_library(), "brentt")
    assert refused.value.near == ["brent"]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (BANK_HOLIDAY, False),
        ("2026-05-05T11:00", True),
        ("2026-12-28T11:00", False),
        ("2026-11-18T09:00", True),
        ("2026-11-18T08:59:59", False),
        ("2026-11-18T16:59", True),
        ("2026-11-18T17:00", False),
        ("2026-11-22T11:00", False),
        ("2026-07-01T08:30+00:00", True),
        ("2026-01-05T08:30+00:00", False),
        ("2026-07-01T16:30+00:00", False),
    ],
)
def test_office_hours(moment: str, is_open: bool) -> None:
    """Office hours are nine to five in London on working days; a bank holiday Monday at eleven is out of hours."""
    assert is_office_time(read_time(moment), the_library().holidays()) == is_open


@pytest.mark.parametrize(
    ("level", "discuss", "worry", "number"),
    [
        (0, 0, None, "consult"),
        (0, 0, 1, "consult"),
        (0, 3, 3, "3"),
        (0, 4, 4, "4"),
        (1, 0, None, "1"),
        (1, 3, 3, "3"),
        (2, 4, 4, "4"),
        (2, 0, 1, "2"),
        (2, 4, None, "2"),
        (3, 0, 2, "3"),
        (4, 0, 1, "4"),
    ],
)
def test_the_higher_of_level_and_worry_leads(level: int, discuss: int, worry: int | None, number: str) -> None:
    """The route is that of the higher of the suggested level and the person's own; without either it is to ask someone."""
    found = routed("brent", Decision(level, discuss, 2, 0), OFFICE, worry=worry)
    assert found.name == the_library().area("brent").route[number].name


@pytest.mark.parametrize("area", current_areas())
def test_a_level_to_discuss_is_a_step(area: str) -> None:
    """A higher level to discuss is said among the steps."""
    steps = routed(area, Decision(2, 4, TODAY, 0), OFFICE).steps
    assert any("level 4" in step for step in steps)


def test_a_social_worker_is_told_as_well() -> None:
    """Where the child has a social worker, telling them is one more step, and never the first."""
    plain = routed("brent", Decision(4, 0, NOW, 0), OFFICE).steps
    told = routed("brent", Decision(4, 0, NOW, 0), OFFICE, circumstances=["social-worker"]).steps
    assert told[: len(plain)] == plain
    assert "social worker" in told[-1]


@pytest.mark.parametrize("area", current_areas())
def test_no_number_is_shown_as_checked_that_nobody_dialled(area: str) -> None:
    """A contact is verified only with a date in the data."""
    contacts = {**the_library().index().guide.contact, **the_library().area(area).contact}
    dates = {contact.name: contact.verified for contact in contacts.values()}
    for contact in routed(area, Decision(3, 0, 1, 0), OFFICE).contacts:
        assert contact.verified == (dates[contact.name].isoformat() if dates[contact.name] else None)


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", [OFFICE, NIGHT])
def test_the_first_line_names_a_door(area: str, hour: str) -> None:
    """What is said before anything else names the front door or the duty team, and 999."""
    desk = desk_of(area)
    shut = not is_office_time(read_time(hour), desk.holidays)
    for urgency in (TODAY, NOW, EMERGENCY):
        line = whom_first(desk, urgency, shut)
        assert "999" in line
        assert desk.area.name in line or desk.area.front_door_name.casefold() in line.casefold()


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", [OFFICE, NIGHT])
@pytest.mark.parametrize("urgency", [TODAY, NOW, EMERGENCY])
def test_no_number_is_lost_with_a_step_that_is_left_out(area: str, hour: str, urgency: int) -> None:
    """Of an area's own steps some are left out, as the first line says them; each of their numbers still stands somewhere."""
    found = routed(area, Decision(4, 0, urgency, 0), hour)
    there = " ".join([*found.steps, *(contact.phone or "" for contact in found.contacts)])
    for step in desk_of(area).area.route_at("4").steps:
        for number in re.findall(r"\b(?:0[\d ]{9,}\d|999|101)\b", step):
            assert number in there, (number, step)


def test_who_answers_for_every_council_is_a_contact_of_the_guide() -> None:
    """The numbers that are named where an area has none stand in the code, so that no broken file takes them away; they are the guide's."""
    contacts = the_library().index().guide.contact
    assert contacts["nspcc"].phone in ANY_HOUR
    assert contacts["police-101"].phone in ANY_HOUR
