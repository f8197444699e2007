"""Whom, how, how fast, with what consent: the area's route for a level, fitted to the hour and to where the child is."""

import re
from datetime import datetime
from typing import NamedTuple

from thresholds.assessment.concern import Concern
from thresholds.assessment.decide import Decision
from thresholds.assessment.desk import ANY_HOUR, Desk, Reach, front_door, out_of_hours, reach
from thresholds.calendar import is_office_time
from thresholds.guide.fixed import EMERGENCY, NOW, TODAY
from thresholds.guide.shape import Contact, Partnership, Said

ANYONE = "Anyone may refer. You need nobody's permission."
"""Stands on every page and in every document (continuum facts F1.10: a referral never waits for a safeguarding lead)."""


QUIET = "Do not tell the family before you have asked the front door or the police. It could put the child at greater risk."
"""Replaces the usual words on telling parents (continuum facts F1.20, comparator C31)."""
_IS_SHUT = "Until the office opens:"
_TELLS_FAMILY = re.compile(r"(?i)^(tell|talk (to|with)) the (family|parents)|agree")


class Route(NamedTuple):
    """What to do, in order."""

    name: str
    steps: tuple[str, ...]
    contacts: tuple[Reach, ...]
    consent: str
    timescales: tuple[Said, ...]
    source: tuple[str, ...]


def route(desk: Desk, decision: Decision, concern: Concern, at: datetime | None, first: tuple[str, ...] = (), quiet: bool = False) -> Route:
    """Give the route for `decision` in the area of `desk`.

    The higher of the suggested level and the person's own leads. `at` is the time of the worry; without it both the front door
    and the out-of-hours team are named, in that order. `first` is what a duty asks before anything else; with `quiet` the family is
    not told before someone was asked. Raises nothing.
    """
    number = route_number(decision, concern.worry or concern.worry_first or 0)
    plan = desk.area.route_at(number)
    shut = at is not None and not is_office_time(at, desk.holidays)
    elsewhere = [area for name, area in desk.others.items() if name in (concern.now_in, concern.placed_by)]
    own = plan.steps[1:] if decision.urgency >= NOW and "999" in plan.steps[0] else plan.steps  # the first step of all says it
    told = [_open_now(desk, step, shut) for step in own if not (quiet and _TELLS_FAMILY.search(step))]
    if decision.urgency == NOW:
        told = [step for step in told if not ("999" in step and "101" in step)]  # whom to phone where nobody answers: said there too
    if shut and decision.urgency >= NOW and (team := out_of_hours(desk.area)):
        told = [step for step in told if team.phone not in step]  # the first step of all names it
    steps = [
        *first,
        *_first_steps(desk, decision, shut),
        *_past_horizon(desk, decision, at),
        *_places(desk, concern, shut),
        *([QUIET] if quiet else []),
        *told,
    ]
    if "social-worker" in concern.circumstances:
        steps.append("Tell the child's social worker as well. Do not wait for them if it is urgent.")
    contacts = _contacts(desk, plan.contacts, decision.urgency, shut) + [reach(c, area) for area in elsewhere for c in _doors(area, shut)]
    return Route(
        plan.name,
        tuple(dict.fromkeys(steps)),
        tuple(dict.fromkeys(contacts)),
        QUIET if quiet else plan.consent.says,
        tuple(plan.within),
        tuple(plan.source),
    )


def route_number(decision: Decision, worry: int) -> str:
    """Give the key of the area's route: the higher of level and worry, or `consult` where there is no level and no worry of 3 or 4."""
    if decision.level == 0 and worry < 3:
        return "consult"
    return str(max(decision.level, worry))


NO_ANSWER = "No answer, or not the right desk? Do not wait: 999 in danger, else 101."


def whom_first(desk: Desk, urgency: int, shut: bool) -> str:
    """Give the one line that is said before anything else when someone must be phoned today or now."""
    if urgency >= EMERGENCY:
        return f"Phone 999 now. Then phone {_door_words(desk.area, shut)}."
    closed = "The office is shut: phone" if out_of_hours(desk.area) else "The office may be shut. Phone"
    phone = closed if shut else "If not, phone"
    if urgency >= NOW:
        return f"In danger: 999 first. {phone} {_door_words(desk.area, shut, ' now')}. {NO_ANSWER}"
    return f"In danger: 999 first. {phone} {_door_words(desk.area, shut, ' today')}. No answer: keep trying, or 101."


def _first_steps(desk: Desk, decision: Decision, shut: bool) -> list[str]:
    """Whom to phone before anything else, or that the office is shut."""
    steps = [whom_first(desk, decision.urgency, shut)] if decision.urgency >= TODAY else []
    team = out_of_hours(desk.area)
    if shut and team and decision.urgency < TODAY:
        steps.append(
            "The office is shut now. Write down what you know and what you will send. If the worry grows before it opens: "
            f"{team.phone} ({team.name}) or 999."
        )
    if decision.discuss > max(decision.level, 1):
        steps.append(f"Talk over level {decision.discuss} with your safeguarding lead and the front door.")
    return steps


def _past_horizon(desk: Desk, decision: Decision, at: datetime | None) -> list[str]:
    """Say that a bank holiday may be taken for an office day, where `at` lies past the last year whose bank holidays are known."""
    last = max(desk.holidays, default=None)
    if at is None or decision.urgency < TODAY or (last and at.year <= last.year):
        return []
    return ["Bank holidays of this year are not in this tool's data. If the office is shut, use the out-of-hours number or 999."]


def _open_now(desk: Desk, step: str, shut: bool) -> str:
    """Give one of the area's own steps; out of hours, an office number in it is followed by the number that is open."""
    team = out_of_hours(desk.area) if shut else None
    offices = [contact.phone for contact in desk.area.contact.values() if contact.purpose in ("front-door", "consultation")]
    if team is None or team.phone in step or not any(phone and phone in step for phone in offices):
        return step
    return f"{step} ({_IS_SHUT} {team.phone}.)"


def _places(desk: Desk, concern: Concern, shut: bool) -> list[str]:
    """Where the child is elsewhere, or placed by another area: both are told (design 5, Routing)."""
    steps = []
    found = desk.others.get(concern.now_in or "")
    placer = desk.others.get(concern.placed_by or "")
    if found:
        steps.append(f"The child is in another area now: phone {_there(found, shut)} too. If the family is moving, tell both by voice.")
    if placer:
        steps.append(f"Tell the child's worker at the placing authority as well: {_there(placer, shut)}.")
    return steps


def _there(area: Partnership, shut: bool) -> str:
    """Say whom to phone in another area; a council without a file is found on gov.uk."""
    return "that council's front door (gov.uk finds it; 999 or 101 if you cannot)" if area.id == "england" else _door_words(area, shut)


def _door_words(area: Partnership, shut: bool, when: str = "") -> str:
    """Say whom to phone in `area`, and `when`, with the number where one was found."""
    door = (out_of_hours(area) if shut else None) or front_door(area)
    if door is None:
        name = "the council where the child lives" if area.id == "england" else area.front_door_name
        return f"{name}{when} (no number is held here: the council's website has it, or ask {ANY_HOUR})"
    return f"the {door.name} ({area.name}){when}: {door.phone}{'' if door.verified else ' (not checked)'}"


def _doors(area: Partnership, shut: bool) -> list[Contact]:
    found = [out_of_hours(area), front_door(area)] if shut else [front_door(area), out_of_hours(area)]
    doors = [contact for contact in found if contact]
    return doors or [contact for contact in area.contact.values() if contact.purpose == "front-door"]


def _contacts(desk: Desk, names: list[str], urgency: int, shut: bool) -> list[Reach]:
    """The route's contacts: 999 first in an emergency, the out-of-hours team first when the office is shut."""
    found = [desk.reaches[name] for name in names]
    if urgency >= TODAY and "emergency" not in [contact.purpose for contact in found]:
        found += desk.emergency
    rank = {"emergency": 0 if urgency >= EMERGENCY else 2, "out-of-hours": 1 if shut else 2}
    return sorted(found, key=lambda contact: rank.get(contact.purpose, 2))
