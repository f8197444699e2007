"""Explained by contrast (target M4): every part against brute force over all subsets of the answers."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.assessment.brute_force import Case, check_below, check_changes, check_rests_on, decision, gives_level_1, levels_of_parts, subsets
from tests.assessment.desks import decided, the_index
from tests.assessment.oracle import judged
from tests.assessment.strategies import concerns
from tests.assessment.tiny import tiny_guide, tiny_index
from thresholds.assessment.concern import read_answers, read_concern
from thresholds.assessment.contrast import contrast
from thresholds.guide.fixed import TOPICS
from thresholds.guide.index import Index

# EDU, BOU and COM lie in no safety question; PHY lies in two, MIS in one; DVA in one.
SMALL = """
[sign.EDU-1-01]
level  = 1
strand = "school"
[sign.EDU-2-01]
level  = 2
strand = "school"
[sign.EDU-3-01]
level  = 3
strand = "school"
[sign.PHY-1-01]
level   = 1
strand  = "injury"
absence = true
[sign.PHY-2-01]
level  = 2
strand = "injury"
[sign.PHY-3-01]
level  = 3
strand = "injury"
[sign.DVA-4-01]
level  = 4
strand = "violence"
urgency = "now"

[rule.with-fact]
kind  = "with"
signs = ["PHY-2-01", "PHY-3-01"]
facts = ["not-mobile"]
gives = {level = 4, urgency = "now"}
[rule.two-facts]
kind      = "with"
facts     = ["injury"]
and-facts = ["not-mobile", "under-1"]
gives     = {level = 4}
[rule.both-areas]
kind   = "together"
groups = [["EDU"], ["PHY-2-01"]]
gives  = {level = 3}
[rule.counted]
kind   = "count"
level  = 2
signs  = 2
across = 2
gives  = {discuss = 3}
[rule.silent]
kind   = "not-known"
topics = 2
"""
SMALL_FACTS = ("not-mobile", "under-1", "injury", "danger")


@cache
def small() -> Index:
    """The small guide."""
    return tiny_guide(SMALL)


def small_cases(*none: str, not_known: tuple[str, ...] = ()) -> Iterator[Case]:
    """Every answer that the small guide allows: all signs by all facts."""
    index = small()
    for signs in subsets(index.bit):
        for facts in subsets(SMALL_FACTS):
            yield Case(index, signs, facts, none, not_known)


def test_smallest_sets_and_the_level_below_on_a_small_guide() -> None:
    """On the small guide, for every possible answer, the smallest sets and the level below are those that brute force finds."""
    for case in small_cases(*TOPICS):
        levels = levels_of_parts(case)
        check_rests_on(case, levels)
        check_below(case, levels)


@pytest.mark.parametrize("none", [(), TOPICS[:5], TOPICS], ids=["none asked", "some asked", "all asked"])
def test_what_would_change_it_on_a_small_guide(none: tuple[str, ...]) -> None:
    """On the small guide, for every possible answer, what would change the level is what brute force finds."""
    for case in small_cases(*none):
        check_changes(case)


def test_what_is_not_known_elsewhere_does_not_hide_the_open_questions() -> None:
    """An area that is not known, and lies in no safety question, does not hide which questions stand between here and level 1."""
    check_changes(Case(small(), ("EDU-1-01",), (), TOPICS[:5], ("BOU",)))


SUBDOMAINS = ("EDU", "PHY", "DVA")
FACTS = ("not-mobile", "under-1", "injury", "danger")


@st.composite
def tiny_cases(draw: st.DrawFn) -> Case:
    """A random guide of up to six signs and four rules, and random answers to it. The digit in an id says nothing of the level."""
    signs: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 6))):
        level = draw(st.integers(1, 4))
        sign = {"level": level, "strand": draw(st.sampled_from(["one", "two"]))}
        if level == 1 and draw(st.booleans()):
            sign["absence"] = True
        signs[f"{draw(st.sampled_from(SUBDOMAINS))}-{draw(st.integers(1, 4))}-{number:02}"] = sign
    some_signs = st.lists(st.sampled_from(list(signs)), min_size=1, max_size=3)
    groups = st.one_of(some_signs, st.lists(st.sampled_from(SUBDOMAINS), min_size=1, max_size=2))
    some_facts = st.lists(st.sampled_from(FACTS[:3]), min_size=1, max_size=2, unique=True)
    gives = st.fixed_dictionaries({"level": st.integers(2, 4)})
    rule = st.one_of(
        st.fixed_dictionaries({"kind": st.just("with"), "signs": some_signs, "facts": some_facts, "gives": gives}),
        st.fixed_dictionaries({"kind": st.just("with"), "facts": some_facts, "and-facts": some_facts, "gives": gives}),
        st.fixed_dictionaries({"kind": st.just("with"), "levels": st.just([2]), "facts": some_facts, "gives": gives}),
        st.fixed_dictionaries({"kind": st.just("together"), "groups": st.lists(groups, min_size=2, max_size=3), "gives": gives}),
        st.just({"kind": "count", "level": 2, "signs": 2, "gives": {"discuss": 3}}),
    )
    rules = draw(st.lists(rule, max_size=4))
    return Case(
        tiny_index(signs, {f"rule-{number}": body for number, body in enumerate(rules)}),
        tuple(draw(st.lists(st.sampled_from(list(signs)), unique=True))),
        tuple(draw(st.lists(st.sampled_from(FACTS), unique=True))),
        draw(st.sampled_from([(), TOPICS[:6], TOPICS, TOPICS])),
        draw(st.sampled_from([(), (), ("missing",), ("PHY",)])),
    )


@given(tiny_cases())
def test_smallest_sets_on_any_guide(case: Case) -> None:
    """On any small guide the smallest sets are those that brute force finds, each once."""
    check_rests_on(case, levels_of_parts(case))


@given(tiny_cases())
def test_the_level_below_on_any_guide(case: Case) -> None:
    """On any small guide the level below is the highest one that a part of the answers gives.

    Left out are guides with a raising rule that strengths alone set off: no reviewer would write one.
    """
    assume(case.level([name for name in case.signs if case.index.guide.sign[name].level == 1], ()) < 2)
    check_below(case, levels_of_parts(case))


@given(tiny_cases())
def test_what_would_change_it_on_any_guide(case: Case) -> None:
    """On any small guide each answer that would raise the level does, to the level it says, and none that is covered is left out."""
    check_changes(case)


@given(tiny_cases())
def test_any_guide_decides_as_its_tables_say(case: Case) -> None:
    """On any small guide the level is the one that its tables give, read slowly."""
    wanted = judged(case.index.guide, case.signs, set(case.facts), case.none, case.not_known)
    assert decision(case)[:3] == wanted[:3]


OVERLAPPING = """
[sign.EDU-2-01]
level  = 2
strand = "one"
[sign.EDU-2-02]
level  = 2
strand = "two"
[sign.PHY-3-01]
level  = 3
strand = "one"
[rule.overlap]
kind   = "together"
groups = [["EDU-2-01", "EDU-2-02"], ["EDU-2-01", "PHY-3-01"], ["EDU-2-02", "PHY-3-01"]]
gives  = {level = 4}
[rule.twice]
kind   = "together"
groups = [["EDU-2-02"], ["EDU-2-01"]]
gives  = {level = 4}
[rule.lower-than-its-sign]
kind   = "with"
signs  = ["PHY-3-01"]
facts  = ["injury"]
gives  = {level = 2}
"""


def overlapping_cases() -> Iterator[Case]:
    """Every answer to the guide whose rules overlap."""
    index = tiny_guide(OVERLAPPING)
    for signs in subsets(index.bit):
        for facts in subsets(["injury", "danger"]):
            yield Case(index, signs, facts)


def test_rules_that_overlap_rest_on_each_set_once() -> None:
    """Groups that share a sign, and rules that say the same, list each smallest set once."""
    for case in overlapping_cases():
        check_rests_on(case, levels_of_parts(case))


def test_rules_that_overlap_say_what_would_change() -> None:
    """One sign that completes two groups, and a rule lower than its own sign, are told at the level that the answer would give."""
    for case in overlapping_cases():
        check_changes(case)


def test_smallest_sets_come_shortest_first() -> None:
    """The smallest sets are listed shortest first, whatever the order of the rules."""
    signs = {f"EDU-2-0{number}": {"level": 2, "strand": "one"} for number in range(1, 6)}
    groups = [["EDU-2-01"], ["EDU-2-02"], ["EDU-2-03"]], [["EDU-2-04"], ["EDU-2-05"]]
    rules = {f"rule-{len(g)}": {"kind": "together", "groups": g, "gives": {"level": 4}} for g in groups}
    case = Case(tiny_index(signs, rules), tuple(signs), ())
    assert [len(tokens) for tokens in contrast(case.index, case.answers, decision(case)).rests_on] == [2, 3]


@pytest.mark.parametrize(
    ("signs", "sets"),
    [
        (("EDU-1-01",), [("EDU-1-01", *(f"none:{topic}" for topic in TOPICS))]),
        (("BOU-1-01", "EDU-1-01"), [(sign, *(f"none:{topic}" for topic in TOPICS)) for sign in ("EDU-1-01", "BOU-1-01")]),
        (("MIS-1-01",), [("MIS-1-01", *(f"none:{topic}" for topic in TOPICS if topic != "missing"))]),
    ],
)
def test_level_1_rests_on_a_strength_and_the_answers_none(signs: tuple[str, ...], sets: list[tuple[str, ...]]) -> None:
    """Level 1 rests on one strength together with every safety question that the strength itself does not answer."""
    case = Case(the_index(), signs, (), TOPICS)
    found = contrast(case.index, case.answers, decision(case)).rests_on
    assert [frozenset(tokens) for tokens in found] == [frozenset(tokens) for tokens in sets]


@pytest.mark.parametrize("signs", [("EDU-1-01", "MIS-1-01"), ("EDU-1-01", "CAR-1-01", "NEG-1-01"), ("EDU-1-01", "PHY-1-01")], ids=str)
def test_each_set_below_level_1_is_enough_by_itself(signs: tuple[str, ...]) -> None:
    """Each set that level 1 rests on gives level 1 by itself, and nothing in it could be left out."""
    case = Case(the_index(), signs, (), TOPICS)
    assert case.whole == 1
    for tokens in contrast(case.index, case.answers, decision(case)).rests_on:
        assert gives_level_1(case.index, tokens)
        assert not any(gives_level_1(case.index, set(tokens) - {token}) for token in tokens)


@given(concerns)
@settings(max_examples=max(60, settings().max_examples // 4))
def test_contrast_over_the_whole_guide(concern: dict[str, Any]) -> None:
    """On the real guide, too, the smallest sets, the level below and what would change it are those that brute force finds."""
    index = the_index()
    read = read_answers(index, read_concern({"partnership": "brent", **concern}))
    signs = tuple(sign.id for sign in index.signs_in(read.signs))
    case = Case(index, signs, tuple(index.facts_in(read.facts)), tuple(concern["none"]), tuple(concern["not_known"]))
    assume(len(case.signs) + len(case.facts) < 11)
    levels = levels_of_parts(case)
    check_rests_on(case, levels)
    check_below(case, levels)
    check_changes(case)


@given(concerns)
def test_the_words_fit_the_level(concern: dict[str, Any]) -> None:
    """Why not above is said below level 4, and why not below is said above level 1."""
    index = the_index()
    read = read_answers(index, read_concern({"partnership": "brent", **concern}))
    found = decided(concern)
    grounds = contrast(index, read, found)
    assert (grounds.why_not_above is None) == (found.level == 4)
    assert (grounds.why_not_below is None) == (found.level < 2)
