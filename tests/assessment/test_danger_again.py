"""Danger words put the danger question in front of the person again, and the offered page never reassures."""

import pytest

from tests.assessment.desks import the_index, the_library
from thresholds.assessment.walk import Walk, answer, concern, here, interrupt, page, start, suggestion, trail
from thresholds.documents.plain import as_text
from thresholds.guide.fixed import TOPICS

PLACE = {"lives_in": "brent", "now_in": "same", "placed_by": "nobody"}
CHILD = {"age": "10 weeks", "mobile": "no", "circumstances": ("none",)}


def walk_with(words: str, danger: str = "no") -> Walk:
    """A walk that stands just after the words page."""
    walk = start(the_library())
    for page_id, given in (
        ("danger", {"danger": danger}),
        ("place", PLACE),
        ("child", CHILD),
        ("words", {"seen": words, "said": "", "thought": ""}),
    ):
        walk, problems = answer(walk, page_id, given)
        assert problems == ()
    return walk


def test_danger_words_ask_again_and_say_why() -> None:
    """After a text with danger words the same question comes next, and names the words."""
    walk = walk_with("he came at her with a knife")
    assert here(walk) == "danger-again"
    asked = page(walk, "danger-again")
    assert "knife" in asked.hint
    assert asked.fields == page(walk, "danger").fields


@pytest.mark.parametrize("danger", ["yes", "not-known"])
def test_it_is_not_asked_again_where_danger_was_not_ruled_out(danger: str) -> None:
    """Only a "no" is asked about again."""
    assert "danger-again" not in trail(walk_with("he came at her with a knife", danger))


def test_ordinary_words_do_not_ask_again() -> None:
    """A text without danger words goes on as before."""
    assert here(walk_with("attendance has dropped")) == "offered"


def test_a_yes_there_interrupts_like_the_first() -> None:
    """A yes to the second question says 999 first, at once."""
    walk = walk_with("she is unconscious")
    first = interrupt(walk, "danger-again", {"danger": "yes"})
    assert first is not None
    assert "999" in as_text(first)
    assert interrupt(walk, "danger-again", {"danger": "no"}) is None


@pytest.mark.parametrize(("again", "danger"), [("yes", "yes"), ("not-known", "not-known"), ("no", "no")])
def test_the_more_serious_answer_counts(again: str, danger: str) -> None:
    """The concern carries the more serious of the two answers."""
    walk, problems = answer(walk_with("a knife"), "danger-again", {"danger": again})
    assert problems == ()
    assert concern(walk).danger == danger


def test_a_yes_there_is_an_emergency() -> None:
    """A yes to the second question gives level 4 and an emergency, as one to the first does."""
    walk, _ = answer(walk_with("a knife"), "danger-again", {"danger": "yes"})
    found = suggestion(walk)
    assert found.decision.level == 4
    assert "999" in as_text(page(walk, "suggestion").body)


def test_words_without_danger_take_the_second_answer_away() -> None:
    """Once the words are changed, an answer to a question that is no longer asked counts no more."""
    walk, _ = answer(walk_with("a knife"), "danger-again", {"danger": "yes"})
    walk, _ = answer(walk, "words", {"seen": "attendance has dropped", "said": "", "thought": ""})
    assert "danger-again" not in trail(walk)
    assert concern(walk).danger == "no"


@pytest.mark.parametrize("words", ["a bruise on the arm", "zzzzqqq", "all fine here"])
def test_the_offered_page_never_reassures(words: str) -> None:
    """Found or not, the page says that nothing is ruled out, and lists the eight safety questions."""
    walk = walk_with(words)
    shown = page(walk, "offered")
    said = " ".join(f"{shown.hint} {shown.why} {as_text(shown.body, width=10_000)}".split())
    assert "not ruled out" in said
    assert "safety questions come to everybody" in said
    assert all(the_index().guide.sweep[topic].asks in said for topic in TOPICS)


def test_no_words_no_offered_page() -> None:
    """Where nothing was written there is nothing to offer."""
    assert here(walk_with("")) == "judgement"


def test_each_offered_sign_has_its_area_its_strand_and_its_words() -> None:
    """Each choice says which area and strand it is of, and which words led to it."""
    choices = page(walk_with("a bruise on the cheek"), "offered").fields[0].choices
    first = next(choice for choice in choices if choice.value == "PHY-4-02")
    assert first.hint.startswith("Physical harm. Your words: ")
    assert "bruise" in first.hint
    assert 1 < len(choices) <= 16


def test_bare_absence_statements_are_not_offered() -> None:
    """A line that only says that nothing was seen is never offered for ticking."""
    for words in ("no bruises", "denies any drink or drugs", "no worrying injury seen"):
        choices = page(walk_with(words), "offered").fields[0].choices
        assert not [choice for choice in choices if choice.value in the_index().bit and the_index().guide.sign[choice.value].absence]


def test_the_age_of_the_child_helps() -> None:
    """The age given on the page about the child brings the sign for babies to the top."""
    assert page(walk_with("a bruise on the arm"), "offered").fields[0].choices[0].value == "PHY-4-02"
