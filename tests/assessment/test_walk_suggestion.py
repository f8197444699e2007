"""What leaves the walk: the same suggestion as from its JSON, whatever the order of the answers (target M7)."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.assessment.desks import NIGHT, current_areas, suggested_json, the_index
from tests.assessment.walking import (
    ALL_AREAS,
    WORDS,
    Given,
    begun,
    gone_on,
    put,
    walked,
    words_of,
)
from thresholds.assessment.suggest import as_json
from thresholds.assessment.walk import Walk, answer, concern, here, page, suggestion, values
from thresholds.cli import main
from thresholds.guide.fixed import TOPICS


def walks() -> st.SearchStrategy[dict[str, Given]]:
    """Random answers: areas and ticks, safety questions, circumstances, levels."""
    guide = the_index().guide
    answers = st.sampled_from(["yes", "no", "no", "no", "not-known"])
    levels = st.sampled_from(["1", "2", "3", "4", "not-sure"])
    strengths = [sign.id for sign in guide.sign.values() if sign.level == 1 and not sign.absence and not sign.not_at]
    return st.fixed_dictionaries(
        {
            "danger": st.fixed_dictionaries({"danger": st.sampled_from(["no", "no", "not-known", "yes"])}),
            "place": st.fixed_dictionaries(
                {
                    "lives_in": st.sampled_from(current_areas()),
                    "now_in": st.sampled_from(["same", "not-known", *current_areas()]),
                    "placed_by": st.sampled_from(["nobody", "not-known", *current_areas()]),
                }
            ),
            "child": st.fixed_dictionaries(
                {
                    "age": st.sampled_from(["", "unborn", "10 weeks", "12"]),
                    "mobile": st.sampled_from(["yes", "no", "not-known"]),
                    "circumstances": st.sampled_from([("none",), ("disabled", "help-refused"), ("social-worker",)]),
                }
            ),
            "words": st.fixed_dictionaries({"seen": st.sampled_from(["", *WORDS])}),
            "judgement": st.fixed_dictionaries({"worry": levels, "way": st.sampled_from(["full", "full", "quick"])}),
            "about": st.fixed_dictionaries(
                {
                    "about": st.one_of(
                        st.just(("not-sure",)), st.lists(st.sampled_from(ALL_AREAS), min_size=1, max_size=3, unique=True).map(tuple)
                    )
                }
            ),
            "ticks": st.integers(0, 9),
            "sweep": st.fixed_dictionaries(dict.fromkeys(TOPICS, answers)),
            "strengths": st.fixed_dictionaries(
                {
                    "strengths": st.lists(st.sampled_from(strengths), min_size=1, max_size=2, unique=True).map(tuple),
                    "child_view": st.sampled_from(["known", "not-yet-sought"]),
                }
            ),
            "check": st.fixed_dictionaries({"worry": st.sampled_from(["same", "3", "4"])}),
        }
    )


def at_random(answers: dict[str, Any]) -> Walk:
    """The walk with these answers; on pages of signs the choice with this number is ticked."""
    walk = begun(NIGHT)
    while (now := here(walk)) != "suggestion":
        given = answers.get(now, {})
        if now.partition(":")[0] in ("signs", "look", "offered"):
            choices = page(walk, now).fields[0].choices
            given = {"signs": (choices[answers["ticks"] % len(choices)].value,)}
        walk = put(walk, now, **given)
    return walk


@given(walks())
@settings(max_examples=60)
def test_the_concern_gives_the_same_suggestion(answers: dict[str, Any]) -> None:
    """The walk's concern, given to `thresholds suggest` as JSON, gives the walk's own suggestion (target M7)."""
    walk = at_random(answers)
    given = json.loads(concern(walk).model_dump_json())
    assert suggested_json(given.pop("partnership"), **given) == as_json(suggestion(walk))


def test_the_concern_on_the_command_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The same holds through the command itself, with the keys that were answered only."""
    walk = walked(at=NIGHT, child={"age": "10 weeks"}, sweep={"injury": "yes"}, judgement={"worry": "2"})
    (tmp_path / "one.json").write_text(json.dumps(concern(walk).model_dump(exclude_defaults=True)), encoding="utf-8")
    assert main(["suggest", "--from", str(tmp_path / "one.json"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(as_json(suggestion(walk))))


@given(walks())
@settings(max_examples=30)
def test_the_order_of_answering_does_not_matter(answers: dict[str, Any]) -> None:
    """A walk whose first answers were changed later comes to the same as one that was answered so at once."""
    walk = at_random(answers)
    detour = put(put(put(walk, "danger"), "place"), "sweep")
    back = gone_on(detour)
    for name in ("sweep", "place", "danger"):
        back = answer(back, name, values(walk, name))[0]
    assert as_json(suggestion(gone_on(back))) == as_json(suggestion(walk))


def test_the_suggestion_page_is_the_suggestion() -> None:
    """The last page shows the suggestion of the walk's concern."""
    walk = walked(about={"about": ("EDU",)}, signs__EDU={"signs": ("EDU-3-01",)})
    last = page(walk, "suggestion")
    text = words_of(last.body) + "".join(words_of(part.body) for part in last.more)
    assert as_json(suggestion(walk))["headline"] in text
    assert "EDU-3-01" in text
