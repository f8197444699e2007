"""The shelf, the desks and the concerns that the assessment's tests share."""

from functools import cache
from typing import Any

from thresholds import places
from thresholds.assessment.concern import read_answers, read_concern
from thresholds.assessment.decide import Decision, decide
from thresholds.assessment.desk import Desk, open_desk
from thresholds.assessment.suggest import Suggestion, as_json, suggest
from thresholds.calendar import read_time
from thresholds.guide.index import Index
from thresholds.guide.library import Library

OFFICE = "2026-11-18T11:00"
"""A Wednesday morning."""
NIGHT = "2026-11-18T23:30"
BANK_HOLIDAY = "2026-05-04T11:00"
"""The first Monday in May, at eleven."""


@cache
def the_library() -> Library:
    """The data files of this checkout, read once."""
    return Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())


def the_index() -> Index:
    """The whole guide, compiled."""
    return the_library().index()


@cache
def current_areas() -> tuple[str, ...]:
    """The ids of the areas in which a concern can start."""
    return tuple(name for name in the_library().area_ids if the_library().area(name).status == "current")


@cache
def desk_of(area: str, *others: str) -> Desk:
    """The desk for a child who lives in `area`."""
    return open_desk(the_library(), area, *others)


def decided(given: dict[str, Any], index: Index | None = None) -> Decision:
    """What a concern, given as JSON, comes to."""
    index = index or the_index()
    answers = read_answers(index, read_concern({"partnership": "brent", **given}))
    return decide(index, answers.signs, answers.facts, answers.none, answers.not_known, answers.worry)


def suggested(area: str = "brent", **given: Any) -> Suggestion:
    """The suggestion for a concern given as JSON keys, at the hour that it names."""
    others = [given[key] for key in ("now_in", "placed_by") if given.get(key)]
    concern = read_concern({"partnership": area, **given})
    return suggest(desk_of(area, *others), concern, read_time(concern.at) if concern.at else None)


def suggested_json(area: str = "brent", **given: Any) -> dict[str, Any]:
    """The same as the JSON object that leaves the tool."""
    return as_json(suggested(area, **given))
