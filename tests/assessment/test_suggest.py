"""The suggestion in words and as JSON: the contract's shape, reasons with their grounds, and words that it never uses."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.assessment.desks import NIGHT, OFFICE, current_areas, desk_of, suggested, suggested_json, the_index
from tests.assessment.shapes import SUGGESTION, misfits, through_json
from tests.assessment.strategies import concerns
from thresholds.assessment.route import ANYONE
from thresholds.assessment.suggest import Suggestion, headline
from thresholds.assessment.telling import suggestion_body
from thresholds.documents.plain import WIDTH, as_text
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS

NEVER = re.compile(r"\b(result|score|decision|diagnosis|no action)\b")


def rendered(suggestion: Suggestion) -> str:
    """The suggestion as a person reads it, on lines too long to break a phrase."""
    return as_text(suggestion_body(suggestion), width=100_000).casefold()


def worst_of(level: int) -> dict[str, Any]:
    """A concern that sets off as much as it can at one level: all its signs, circumstances and yes answers."""
    signs = [sign.id for sign in the_index().guide.sign.values() if sign.level == level]
    return {"indicators": signs, "circumstances": list(CIRCUMSTANCES), "earlier_concerns": 2, "child_view": "not-yet-sought"}


@given(concerns)
@settings(max_examples=60)
def test_the_shape_of_the_contract(concern: dict[str, Any]) -> None:
    """Every suggestion has the keys of the contract, each of its type."""
    assert list(misfits(through_json(suggested_json(at=OFFICE, **concern)), SUGGESTION)) == []


@given(concerns)
@settings(max_examples=60)
def test_reasons_show_their_grounds(concern: dict[str, Any]) -> None:
    """There is always a reason; each carries words, basis and source, and each of its signs was ticked and shows its own placement."""
    found = suggested_json(**concern)
    assert found["reasons"]
    guide = the_index().guide
    for reason in found["reasons"]:
        assert reason["says"]
        assert reason["source"]
        for sign in reason["signs"]:
            assert sign["id"] in concern["indicators"]
            assert sign["placement"] == guide.sign[sign["id"]].placement
            assert sign["source"]
    for duty in found["duties"]:
        assert duty["source"]


@given(concerns)
@settings(max_examples=60)
def test_every_sign_above_level_1_is_in_a_reason_where_it_counts(concern: dict[str, Any]) -> None:
    """The signs at the suggested level are all named by a reason, unless danger or a rule alone gave the level."""
    found = suggested_json(**concern)
    named = {sign["id"] for reason in found["reasons"] for sign in reason["signs"]}
    guide = the_index().guide
    assert {name for name in concern["indicators"] if guide.sign[name].level == found["level"] and not guide.sign[name].absence} <= named


def test_level_and_name_go_together() -> None:
    """A level has its name of the guide, and no level has none."""
    for level in (2, 3, 4):
        found = suggested_json(**worst_of(level))
        assert found["name"] == the_index().guide.level[str(found["level"])].name
    assert (suggested_json()["level"], suggested_json()["name"]) == (None, None)


def test_the_edition_and_the_digest_are_named() -> None:
    """Every suggestion names the guide's edition and the digest of the data, on the page as well."""
    found = suggested(indicators=["EDU-2-01"])
    assert suggested_json(indicators=["EDU-2-01"])["guide"]["digest"] == found.desk.digest
    assert found.desk.digest in rendered(found)
    assert the_index().guide.edition.casefold() in rendered(found)


def test_the_digest_is_that_of_the_data_read() -> None:
    """Areas have digests of their own, and a second area changes it."""
    digests = [desk_of(area).digest for area in current_areas()]
    assert len(set(digests)) == len(digests)
    assert desk_of("brent", "wandsworth").digest != desk_of("brent").digest


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("hour", [OFFICE, NIGHT, None])
def test_words_that_are_never_used(area: str, hour: str | None) -> None:
    """No suggestion at any level in any area says result, score, decision, diagnosis or *no action*, on the page or in JSON."""
    all_ids = list(the_index().guide.sign)
    givens = [
        {},
        {"indicators": ["EDU-1-01"], "none": list(TOPICS), "danger": "no", "age": "3 years", "child_view": "known"},
        {"indicators": [name for name in all_ids if the_index().guide.sign[name].level == 1], "none": list(TOPICS)},
        {"not_known": list(TOPICS), "worry": 4, "danger": "not-known"},
        *(worst_of(level) for level in (2, 3, 4)),
        {"indicators": all_ids, "yes": list(TOPICS), "circumstances": list(CIRCUMSTANCES), "age": "10 weeks", "danger": "yes"},
        {"indicators": ["PHY-3-02", "DVA-2-01", "PSM-2-01", "PMH-2-01"], "age": "unborn", "worry_first": 4, "worry": 3},
        {"indicators": ["SXA-2-01"], "age": "12", "now_in": "england", "placed_by": "england" if area != "england" else "brent"},
    ]
    for concern in givens:
        if hour:
            concern = {**concern, "at": hour}
        found = suggested(area, **concern)
        assert NEVER.findall(rendered(found)) == []
        assert NEVER.findall(json.dumps(suggested_json(area, **concern)).casefold()) == []


@pytest.mark.parametrize("area", current_areas())
@pytest.mark.parametrize("level", [None, 1, 2, 3, 4])
def test_what_stands_on_every_suggestion(area: str, level: int | None) -> None:
    """At every level in every area: anyone may refer, the tool suggests and you judge, and something to do."""
    given = {"indicators": [f"EDU-{level}-01"] if level else [], "none": list(TOPICS)}
    found = suggested(area, **given)
    assert found.level == level
    assert ANYONE.casefold() in rendered(found)
    assert "you judge" in rendered(found)
    assert found.route.steps
    assert headline(found).casefold() in rendered(found)


@pytest.mark.parametrize("level", [1, 2])
def test_a_low_level_leaves_with_a_review(level: int) -> None:
    """Level 1 and level 2 leave with a review date and an owner, and never with nothing to do."""
    text = rendered(suggested(indicators=[f"EDU-{level}-01"], none=list(TOPICS)))
    assert "review date" in text
    assert "owner" in text


@given(concerns)
@settings(max_examples=30)
def test_the_page_fits_its_lines(concern: dict[str, Any]) -> None:
    """The whole suggestion fits lines of the usual width, with no control character in it."""
    text = as_text(suggestion_body(suggested(at=NIGHT, **concern)))
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.replace("\n", "").isprintable()


def test_what_was_not_asked_is_said() -> None:
    """An empty concern lists every safety question, danger, the age and the child's own view as not asked."""
    unknowns = suggested().unknowns
    assert len(unknowns) >= len(TOPICS) + 3
    assert len(unknowns) == len(set(unknowns))
    for topic in TOPICS:
        assert any(the_index().guide.sweep[topic].asks in line and the_index().guide.sweep[topic].who in line for line in unknowns)


def test_what_was_answered_is_not_said() -> None:
    """A concern that answers everything has nothing unknown."""
    for answered in ({"none": list(TOPICS)}, {"yes": list(TOPICS)}):
        assert suggested(indicators=["EDU-2-01"], danger="no", age="3", child_view="known", **answered).unknowns == ()


def test_yes_and_none_together_is_taken_as_yes() -> None:
    """A safety question answered both ways counts as yes, and the answer says that it was answered both ways."""
    both = suggested(yes=["injury"], none=["injury"])
    assert "Answered both yes and none: a safety question. It was taken as yes." in both.unknowns
    assert both.decision == suggested(yes=["injury"]).decision


def test_not_known_differs_from_not_asked() -> None:
    """A question answered *not known* is told apart from one that was not asked."""
    asked = the_index().guide.sweep["suicide"].asks
    lines = [
        next(line for line in suggested(**given).unknowns if asked in line)
        for given in ({}, {"not_known": ["suicide"]}, {"not_known": ["EMO"]})
    ]
    assert lines[0] != lines[1] == lines[2]


@pytest.mark.parametrize("name", the_index().guide.duty)
def test_each_duty_is_shown_when_it_applies(name: str) -> None:
    """Each duty is shown for the first of its signs, facts and areas, whatever the level."""
    duty = the_index().guide.duty[name]
    given: dict[str, Any] = {}
    if duty.signs:
        given = {"indicators": duty.signs[:1]}
    elif duty.sub_domains:
        given = {"indicators": [next(s.id for s in the_index().guide.sign.values() if s.subdomain == duty.sub_domains[0] and s.level > 1)]}
    elif duty.facts:
        given = {"age": "unborn"} if duty.facts == ["unborn"] else {"yes": duty.facts[:1]}
    assert name in [found for found, _ in suggested(**given).duties]
    assert name not in [found for found, _ in suggested(indicators=["BOU-2-01"]).duties]


def test_every_level_of_every_area_has_a_route_in_its_file() -> None:
    """Every area's own file holds the five routes (design 4: something to do at every level)."""
    for area in current_areas():
        text = (Path(__file__).parents[2] / "data" / "partnerships" / f"{area}.toml").read_text(encoding="utf-8")
        assert set(tomllib.loads(text)["route"]) == {"1", "2", "3", "4", "consult"}
