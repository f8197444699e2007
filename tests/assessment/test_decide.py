"""The rules of the guide one by one: each speaks where it should and is silent beside it."""

from typing import Any

import pytest

from tests.assessment.desks import decided, suggested, the_index
from tests.assessment.oracle import EMERGENCY, NOW, TODAY
from tests.assessment.tiny import tiny_index
from thresholds.errors import DataFault
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS

REFERRAL = 1
ALL = list(TOPICS)

# One row a case: the rule; answers with which it speaks; the same with one thing missing; level, discuss and urgency with it.
RULES: list[tuple[str, dict[str, Any], dict[str, Any], tuple[int, int, int]]] = [
    (
        "injury-not-mobile",
        {"indicators": ["PHY-2-01"], "circumstances": ["not-mobile"]},
        {"indicators": ["PHY-2-01"], "circumstances": ["disabled"]},
        (4, 0, NOW),
    ),
    ("injury-not-mobile", {"indicators": ["PHY-3-01"], "age": "10 weeks"}, {"indicators": ["PHY-3-01"], "age": "7 months"}, (4, 0, NOW)),
    ("injury-not-mobile", {"indicators": ["PHY-3-03"], "age": "5 months"}, {"indicators": ["NEG-3-01"], "age": "5 months"}, (4, 0, NOW)),
    ("injury-answer-not-mobile", {"yes": ["injury"], "age": "10 weeks"}, {"yes": ["missing"], "age": "10 weeks"}, (4, 0, NOW)),
    (
        "injury-answer-not-mobile",
        {"yes": ["injury"], "circumstances": ["not-mobile"]},
        {"yes": ["injury"], "age": "6 months"},
        (4, 0, NOW),
    ),
    ("injury-under-1", {"indicators": ["PHY-2-01"], "age": "8 months"}, {"indicators": ["PHY-2-01"], "age": "14 months"}, (2, 4, TODAY)),
    ("suicide-or-missing", {"yes": ["missing"]}, {"none": ["missing"]}, (0, 4, NOW)),
    ("history", {"circumstances": ["help-refused"]}, {"circumstances": ["disabled"]}, (0, 3, TODAY)),
    ("smacked-not-mobile", {"indicators": ["PHY-2-02"], "age": "5 months"}, {"indicators": ["PHY-2-02"]}, (2, 4, TODAY)),
    ("under-13-sexual-activity", {"indicators": ["SXA-2-01"], "age": "12"}, {"indicators": ["SXA-2-01"], "age": "13"}, (4, 0, NOW)),
    ("under-13-sexual-activity", {"indicators": ["SXA-3-03"], "age": "12 years"}, {"indicators": ["SXA-3-03"]}, (4, 0, NOW)),
    ("harm-with-mark-or-words", {"indicators": ["PHY-3-02"], "yes": ["injury"]}, {"indicators": ["PHY-3-02"]}, (4, 0, NOW)),
    (
        "harm-with-mark-or-words",
        {"indicators": ["PHY-3-03"], "yes": ["injury"]},
        {"indicators": ["PHY-3-03"], "yes": ["missing"]},
        (4, 0, NOW),
    ),
    ("harm-with-injury-sign", {"indicators": ["PHY-3-02", "PHY-2-01"]}, {"indicators": ["PHY-3-02", "PHY-3-03"]}, (4, 0, NOW)),
    ("harm-with-injury-sign", {"indicators": ["PHY-3-03", "PHY-3-01"]}, {"indicators": ["PHY-2-01", "PHY-3-01"]}, (4, 0, NOW)),
    ("several-level-3", {"indicators": ["EDU-3-01", "HOU-3-01"]}, {"indicators": ["EDU-3-01", "EDU-3-02"]}, (3, 4, REFERRAL)),
    ("level-3-young-or-unheard", {"indicators": ["HOU-3-01"], "age": "11 months"}, {"indicators": ["HOU-3-01"], "age": "1"}, (3, 4, TODAY)),
    (
        "level-3-young-or-unheard",
        {"indicators": ["UNB-3-01"], "age": "unborn"},
        {"indicators": ["UNB-2-01"], "age": "unborn"},
        (3, 4, TODAY),
    ),
    (
        "level-3-young-or-unheard",
        {"indicators": ["HOU-3-01"], "circumstances": ["disabled"]},
        {"indicators": ["HOU-3-01"], "circumstances": ["other-children"]},
        (3, 4, TODAY),
    ),
    (
        "level-3-young-or-unheard",
        {"indicators": ["HOU-3-01"], "circumstances": ["cannot-say"]},
        {"indicators": ["HOU-2-01"], "circumstances": ["cannot-say"]},
        (3, 4, TODAY),
    ),
    (
        "several-level-2",
        {"indicators": ["EDU-2-01", "EDU-2-02", "HOU-2-01"]},
        {"indicators": ["EDU-2-01", "EDU-2-02", "EDU-2-03"]},
        (2, 3, 0),
    ),
    (
        "level-2-lasting",
        {"indicators": ["EDU-2-01", "EDU-2-02", "EDU-2-03"], "circumstances": ["over-three-months"]},
        {"indicators": ["EDU-2-01", "EDU-2-02"], "circumstances": ["over-three-months"]},
        (2, 3, 0),
    ),
    (
        "level-2-lasting",
        {"indicators": ["EDU-2-01", "EDU-2-02", "EDU-2-03"], "circumstances": ["earlier-plan"]},
        {"indicators": ["EDU-2-01", "EDU-2-02", "EDU-2-03"], "circumstances": ["referral-closed"]},
        (2, 3, 0),
    ),
    (
        "level-2-returning",
        {"indicators": ["EDU-2-01"], "earlier_concerns": 1},
        {"indicators": ["EDU-2-01"], "earlier_concerns": 0},
        (2, 3, 0),
    ),
    (
        "level-2-returning",
        {"indicators": ["EDU-2-01"], "circumstances": ["referral-closed"]},
        {"indicators": ["EDU-2-01"], "circumstances": ["other-children"]},
        (2, 3, 0),
    ),
    (
        "level-2-help-refused",
        {"indicators": ["EDU-2-01"], "circumstances": ["help-refused"]},
        {"indicators": ["EDU-1-01"], "circumstances": ["help-refused"], "none": ALL},
        (2, 3, 0),
    ),
    (
        "level-3-help-refused",
        {"indicators": ["EDU-3-01"], "circumstances": ["help-refused"]},
        {"indicators": ["EDU-3-01"], "circumstances": ["social-worker"]},
        (3, 4, REFERRAL),
    ),
    (
        "abuse-substances-illness",
        {"indicators": ["DVA-2-01", "PSM-2-01", "PMH-2-01"]},
        {"indicators": ["DVA-2-01", "PSM-2-01", "PMH-1-01"]},
        (2, 3, TODAY),
    ),
    *(
        (
            "safety-question-yes",
            {"indicators": ["EDU-2-01"], "yes": [topic]},
            {"indicators": ["EDU-2-01"], "none": [topic]},
            (2, 4, NOW if topic in ("missing", "suicide") else TODAY),
        )
        for topic in TOPICS
    ),
    (
        "several-not-known",
        {"indicators": ["EDU-1-01"], "not_known": ["missing", "suicide"]},
        {"indicators": ["EDU-1-01"], "not_known": ["missing"]},
        (0, 0, TODAY),
    ),
    ("several-not-known", {"not_known": ["MIS", "DVA"]}, {"not_known": ["MIS", "missing"]}, (0, 0, TODAY)),
]

# Facts 4.2: signs that mean level 4 by themselves.
OVERRIDES = [
    "PHY-4-03", "CSA-4-01", "PHY-4-01", "PHY-4-02", "SXA-4-01", "CSA-4-02", "EMO-4-01", "MIS-4-02", "CSE-4-01",
    "CCE-4-01", "TRA-4-01", "FGM-4-01", "FGM-4-02", "HBA-4-02", "CCE-4-03", "BEH-4-03", "DVA-4-01", "NEG-4-03",
    "CAR-4-02", "PSM-4-03", "HEA-4-04", "HEA-4-02", "UNB-4-01", "PHY-4-05", "RAD-4-02", "NEG-4-05", "FIN-4-01",
    "HOU-4-02",
]  # fmt: skip
SAME_DAY = [name for name in the_index().guide.sign if name[:6] in ("CSA-3-", "FGM-3-", "HBA-3-")]


@pytest.mark.parametrize(("rule", "answers", "beside", "wanted"), RULES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_rule_speaks(rule: str, answers: dict[str, Any], beside: dict[str, Any], wanted: tuple[int, int, int]) -> None:
    """The rule speaks for answers that meet it, and gives what the facts ask for."""
    decision = decided(answers)
    assert decision.because & the_index().reason_bit[rule]
    assert decision[:3] == wanted


@pytest.mark.parametrize(("rule", "answers", "beside", "wanted"), RULES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_rule_is_silent(rule: str, answers: dict[str, Any], beside: dict[str, Any], wanted: tuple[int, int, int]) -> None:
    """The rule is silent where one of its conditions is not met."""
    assert not decided(beside).because & the_index().reason_bit[rule]


def test_every_rule_has_a_row() -> None:
    """Every rule of the guide is tried here."""
    assert {row[0] for row in RULES} == set(the_index().guide.rule)


@pytest.mark.parametrize("sign", the_index().guide.rule["injury-not-mobile"].signs)
def test_any_injury_in_a_child_who_cannot_move_about(sign: str) -> None:
    """Every sign of injury or physical harm is level 4 in a baby under six months (facts F4.9)."""
    assert decided({"indicators": [sign], "age": "10 weeks"}).level == 4


@pytest.mark.parametrize("sign", [name for name in the_index().guide.sign if name.startswith("SXA") and name[4] != "1"])
def test_any_sexual_activity_under_13(sign: str) -> None:
    """Every sign of sexual activity is level 4 for a child under 13 (facts F4.9)."""
    assert decided({"indicators": [sign], "age": "12"}).level == 4


@pytest.mark.parametrize("sign", OVERRIDES)
def test_the_override_list(sign: str) -> None:
    """Each sign of the facts' override list gives level 4 and now by itself, whatever strengths stand beside it (facts 4.2)."""
    strengths = [name for name, sign in the_index().guide.sign.items() if sign.level == 1]
    assert decided({"indicators": [sign]})[:3] == (4, 0, NOW)
    assert decided({"indicators": [*strengths, sign], "none": ALL})[:3] == (4, 0, NOW)


@pytest.mark.parametrize("sign", SAME_DAY)
def test_same_day_whatever_the_level(sign: str) -> None:
    """Sexual abuse, FGM and 'honour' rows at level 3 ask for someone the same day (facts 4.2)."""
    decision = decided({"indicators": [sign]})
    assert (decision.level, decision.urgency) == (3, TODAY)
    assert decision.because & the_index().reason_bit["sooner"]


def test_there_are_six_same_day_rows() -> None:
    """The three sub-domains have two level 3 rows each."""
    assert len(SAME_DAY) == 6


@pytest.mark.parametrize(
    ("sign", "wanted"), [("EDU-2-01", (2, 0, 0)), ("EDU-3-01", (3, 0, REFERRAL)), ("EDU-4-01", (4, 0, NOW))], ids=["2", "3", "4"]
)
def test_one_sign_by_itself(sign: str, wanted: tuple[int, int, int]) -> None:
    """One sign gives its own level and that level's own speed."""
    assert decided({"indicators": [sign]})[:3] == wanted


@pytest.mark.parametrize(
    ("danger", "wanted"),
    [("yes", (4, 0, EMERGENCY)), ("not-known", (0, 4, NOW)), ("no", (1, 0, 0)), (None, (1, 0, 0))],
    ids=["yes", "not-known", "no", "not asked"],
)
def test_danger(danger: str | None, wanted: tuple[int, int, int]) -> None:
    """Danger is an emergency; danger that cannot be ruled out asks for someone now and leaves no level 1."""
    assert decided({"indicators": ["EDU-1-01"], "none": ALL, "danger": danger})[:3] == wanted


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_left_open_leaves_no_level_1(topic: str) -> None:
    """With any one safety question unanswered, or answered *not known*, there is no level, and someone is asked today."""
    others = [name for name in TOPICS if name != topic]
    assert decided({"indicators": ["EDU-1-01"], "none": others})[:3] == (0, 0, TODAY)
    assert decided({"indicators": ["EDU-1-01"], "none": others, "not_known": [topic]})[:3] == (0, 0, TODAY)
    assert decided({"indicators": ["EDU-1-01"], "none": ALL, "not_known": [topic]})[:3] == (0, 0, TODAY)
    assert decided({"indicators": ["EDU-1-01"], "none": [*others, topic]})[:3] == (1, 0, 0)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_answered_by_its_sub_domains(topic: str) -> None:
    """*None* of all of a topic's sub-domains answers it, of one of several does not, and one of them not known leaves it open."""
    codes = list(the_index().guide.sweep[topic].sub_domains)
    others = [name for name in TOPICS if name != topic]
    assert decided({"indicators": ["EDU-1-01"], "none": [*others, *codes]}).level == 1
    assert decided({"indicators": ["EDU-1-01"], "none": [*others, *codes[1:]]}).level == 0
    assert decided({"indicators": ["EDU-1-01"], "none": [*others, *codes], "not_known": codes[:1]}).level == 0


def test_a_topic_is_answered_by_a_sign_in_it() -> None:
    """A strength ticked in a topic's sub-domain answers the topic; *not known* beside it opens it again."""
    others = [name for name in TOPICS if name != "missing"]
    assert decided({"indicators": ["MIS-1-01"], "none": others}).level == 1
    assert decided({"indicators": ["EDU-1-01", "MIS-1-01"], "none": others}).level == 1
    assert decided({"indicators": ["MIS-1-01"], "none": others, "not_known": ["MIS"]}).level == 0


def test_an_area_outside_the_sweep_that_is_not_known() -> None:
    """*Not known* for an area that no safety question asks about leaves level 1 as it is, and is listed as unknown."""
    given = {"indicators": ["EDU-1-01"], "none": ALL, "not_known": ["BOU"]}
    assert decided(given).level == 1
    assert any(the_index().guide.sub_domain["BOU"].name in line for line in suggested(**given).unknowns)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"indicators": ["EDU-2-01"], "worry": 3}, (2, 3, REFERRAL)),
        ({"indicators": ["EDU-2-01"], "worry": 4}, (2, 4, NOW)),
        ({"indicators": ["EDU-2-01"], "worry": 2}, (2, 0, 0)),
        ({"indicators": ["EDU-2-01"], "worry": 1}, (2, 0, 0)),
        ({"indicators": ["EDU-2-01"], "worry_first": 3}, (2, 3, REFERRAL)),
        ({"indicators": ["EDU-2-01"], "worry_first": 4, "worry": 3}, (2, 3, REFERRAL)),
        ({"worry": 4}, (0, 4, NOW)),
        ({"worry": 3}, (0, 3, TODAY)),
    ],
    ids=str,
)
def test_the_persons_own_level(given: dict[str, Any], wanted: tuple[int, int, int]) -> None:
    """A higher level of the person's own is discussed, at its own speed; a lower one changes nothing; the later one counts."""
    assert decided(given)[:3] == wanted


@pytest.mark.parametrize("circumstance", CIRCUMSTANCES)
def test_a_circumstance_by_itself_is_no_level(circumstance: str) -> None:
    """A circumstance without a sign gives no level, and leaves a level 1 as it is."""
    history = circumstance in ("referral-closed", "earlier-plan", "over-three-months", "help-refused")
    assert decided({"circumstances": [circumstance]})[:3] == (0, 3 if history else 0, TODAY)
    assert decided({"circumstances": [circumstance], "indicators": ["EDU-1-01"], "none": ALL}).level == 1


def test_no_rule_of_a_guide_can_give_level_1() -> None:
    """A guide with a rule that gives level 1 does not load, for level 1 is never given while a safety question is open."""
    signs = {"EDU-1-01": {"level": 1, "strand": "one"}, "EDU-1-02": {"level": 1, "strand": "two"}}
    rule = {"kind": "together", "groups": [["EDU-1-01"], ["EDU-1-02"]], "gives": {"level": 1}}
    with pytest.raises(DataFault):
        tiny_index(signs, {"both": rule})


def test_the_reasons_that_spoke_are_all_named() -> None:
    """Every bit of `because` is a reason of the suggestion, in the guide's order."""
    found = suggested(indicators=["PHY-3-02", "PHY-2-01", "HOU-3-01", "CSA-3-01"], yes=["missing"], circumstances=["help-refused"], worry=3)
    names = [name for name, bit in the_index().reason_bit.items() if found.decision.because & bit]
    assert [reason.rule for reason in found.reasons] == names
    assert {"level-3", "harm-with-injury-sign"} <= set(names)
