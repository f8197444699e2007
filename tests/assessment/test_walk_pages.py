"""The walk's pages: what they show, what they refuse, and words that they never use."""

import re
from typing import Any

import pytest

from tests.assessment.desks import the_index
from tests.assessment.walking import ALL_AREAS, USUAL, begun, everything, gone_on, put, walked, words_of, words_on
from thresholds.assessment.walk import answer, concern, danger_card, here, page, trail
from thresholds.errors import BadCall
from thresholds.pages import Field

NEVER = re.compile(r"\b(result|score|decision|diagnosis|no action)\b")


def test_every_page_can_be_drawn() -> None:
    """Each page of the longest walk has its own id, a heading and a part of the walk, and asks something or says something."""
    walk = everything()
    for page_id in trail(walk):
        shown = page(walk, page_id)
        assert shown.id == page_id
        assert shown.heading
        assert shown.section
        assert shown.fields or shown.body.blocks


def test_pages_never_use_these_words() -> None:
    """No page says result, score, decision, diagnosis or *no action*."""
    for walk in (everything(), walked(about={"about": ALL_AREAS}), walked(judgement={"way": "quick"})):
        for page_id in trail(walk):
            assert NEVER.findall(words_on(page(walk, page_id)).casefold()) == []
        assert NEVER.findall(words_of(danger_card(walk)).casefold()) == []


def test_every_question_has_a_way_not_to_know() -> None:
    """Every question that must be answered can be answered with not known, not sure or none of these; danger and place have their own."""
    walk = everything()
    ways = {"not-known", "not-sure", "none", "cannot-be-had", "same"}
    free = {"lives_in", "placed_by", "way"}
    for page_id in trail(walk):
        for field in page(walk, page_id).fields:
            if not field.optional and field.id not in free:
                assert ways & {choice.value for choice in field.choices}, (page_id, field.id)


def test_level_numbers_stay_hidden() -> None:
    """The pages that list signs show no sign's level, so that words are chosen and not numbers."""
    walk = everything()
    for page_id in trail(walk):
        if page_id.partition(":")[0] in ("offered", "signs", "look", "strengths"):
            assert not re.search(
                r"\blevel [1-4]\b", "\n".join(c.label + c.hint for f in page(walk, page_id).fields for c in f.choices).casefold()
            )


def test_the_most_serious_signs_come_first() -> None:
    """A sub-domain's signs stand most serious first, all of them above level 1, then *none* and *not known*."""
    walk = walked("check", about={"about": ALL_AREAS})
    for code in ALL_AREAS:
        choices = [choice.value for choice in page(walk, f"signs:{code}").fields[0].choices]
        levels = [the_index().guide.sign[name].level for name in choices[:-2]]
        assert choices[-2:] == ["none", "not-known"]
        assert levels == sorted(levels, reverse=True)
        assert set(choices[:-2]) == {s.id for s in the_index().guide.sign.values() if s.subdomain == code and s.level > 1}


def required() -> list[tuple[str, Field]]:
    """Every field of every kind of page that must be answered."""
    walk = everything()
    pages = [page(walk, name) for name in trail(walk)]
    return [(shown.id, field) for shown in pages for field in shown.fields if not field.optional]


@pytest.mark.parametrize(("page_id", "field"), required(), ids=lambda value: value if isinstance(value, str) else value.id)
def test_what_a_page_refuses(page_id: str, field: Field) -> None:
    """An answer that is missing, not on the list, of the wrong kind, or *none* beside another is refused at its field."""
    walk = everything()
    good = dict(USUAL[page_id.partition(":")[0]])
    wrong: list[Any] = ["", "nonsense", ("nonsense",), ()]
    if field.kind == "many":
        alone = [choice.value for choice in field.choices if choice.alone]
        wrong += [(alone[0], field.choices[0].value)] if field.choices[0].value not in alone else []
    for value in wrong:
        same, problems = answer(walk, page_id, {**good, field.id: value})
        assert [problem.field for problem in problems] == [field.id]
        assert same is walk
        assert "nonsense" not in problems[0].says
    missing = {name: value for name, value in good.items() if name != field.id}
    assert [problem.field for problem in answer(walk, page_id, missing)[1]] == [field.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", "soon"),
        ("age", "40"),
        ("earlier_concerns", "many"),
        ("earlier_concerns", "-1"),
        ("earlier_concerns", "1000"),
        ("earlier_concerns", "²"),
    ],
)
def test_what_the_child_page_refuses(field: str, value: str) -> None:
    """An age or a number that cannot be read is refused at its field, and not repeated."""
    walk = walked("child")
    same, problems = answer(walk, "child", {**USUAL["child"], field: value})
    assert [problem.field for problem in problems] == [field]
    assert same is walk
    assert value not in problems[0].says or value.isdigit()


@pytest.mark.parametrize("page_id", ["signs:EDU", "look:injury", "offered", "nowhere", ""])
def test_a_page_that_is_not_on_the_trail(page_id: str) -> None:
    """A page that is not part of this walk can neither be drawn nor answered."""
    for call in (lambda: page(begun(), page_id), lambda: answer(begun(), page_id, {"signs": ("none",)})):
        with pytest.raises(BadCall) as refused:
            call()
        assert refused.value.code == "unknown-page"


def test_words_offer_signs() -> None:
    """Words that fit signs lead to a page that offers them, at most fifteen; no words lead to none."""
    walk = walked("offered", words={"seen": "a bruise on his cheek"})
    assert here(walk) == "offered"
    offered = [choice.value for choice in page(walk, "offered").fields[0].choices[:-1]]
    assert 0 < len(offered) <= 15
    assert set(offered) <= set(the_index().bit)


def test_the_check_page_shows_every_sign_that_counts() -> None:
    """Every sign that counts is shown in words on the check page."""
    walk = walked(sweep={"exploitation": "yes"}, look__exploitation={"signs": ("CSE-4-01",)})
    changed = gone_on(put(walk, "about", about=("CSE",)))
    for each in (walk, changed):
        text = words_of(page(each, "check").body)
        for name in concern(each).indicators:
            assert the_index().guide.sign[name].says in text


def test_the_check_page_shows_every_page_answered() -> None:
    """The check page shows each page with its questions, and what was answered in words."""
    walk = walked("check", child={"age": "10 weeks", "mobile": "no"}, judgement={"worry": "3"})
    text = words_of(page(walk, "check").body)
    for name in trail(walk)[:-2]:
        for field in page(walk, name).fields:
            assert field.label in text
    assert "10 weeks" in text
