"""What holds for every concern over the whole guide (target M3, design 4); the concerns come in as JSON."""

import random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.assessment.desks import decided, suggested_json, the_index
from tests.assessment.oracle import AGES, EMERGENCY, NOW, TODAY, expected, facts_of, is_level_1, usual
from tests.assessment.strategies import ABSENCES, ALL_TOPICS, CODES, GUIDE, LEVEL_1, LEVEL_4, SIGNS, STRENGTHS, concerns, few
from thresholds.assessment.decide import Decision
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS

Concern = dict[str, Any]


def lead(decision: Decision) -> int:
    """The level that leads: the suggested one or the one to discuss."""
    return max(decision.level, decision.discuss)


def spoken(before: Concern, decision: Decision) -> int:
    """The urgency that may not fall: where no level was suggested, that of silence is left aside."""
    if decision.level:
        return decision.urgency
    worry = before.get("worry") or before.get("worry_first") or 0
    asked = [usual(GUIDE, worry), TODAY if before.get("yes") else 0, NOW if before.get("danger") == "not-known" else 0]
    return max(asked)


def more(given: Concern, key: str, name: str) -> Concern:
    """The concern with one more name under `key`."""
    return {**given, key: [*given[key], name]}


def never_less(before: Concern, after: Concern, may_fall_silent: bool = False) -> None:
    """An addition that worries lowers neither level nor urgency nor what leads; only some may turn 1 into no level."""
    was, now = decided(before), decided(after)
    if was.level > 1 or (was.level == 1 and not may_fall_silent):
        assert now.level >= was.level
    if was.level and now.level:
        assert now.level >= was.level
    if now.level or was.level != 1:
        assert lead(now) >= lead(was)
    assert now.urgency >= spoken(before, was)


@given(concerns, st.sampled_from(SIGNS))
def test_a_sign_more_lowers_nothing(concern: Concern, sign: str) -> None:
    """One more sign, whichever it is, lowers neither the level nor the urgency."""
    never_less(concern, more(concern, "indicators", sign))


@given(concerns, st.sampled_from(CIRCUMSTANCES))
def test_a_circumstance_more_lowers_nothing(concern: Concern, name: str) -> None:
    """One more worrying circumstance lowers neither the level nor the urgency."""
    never_less(concern, more(concern, "circumstances", name))


@given(concerns, st.sampled_from(TOPICS))
def test_a_yes_more_lowers_nothing(concern: Concern, topic: str) -> None:
    """One more safety question answered yes lowers nothing; it may only take level 1 away, and asks for level 4 to be discussed."""
    after = more(concern, "yes", topic)
    never_less(concern, after, may_fall_silent=True)
    assert lead(decided(after)) == 4
    assert decided(after).urgency >= TODAY


@given(concerns, st.integers(1, 4))
def test_a_higher_worry_lowers_nothing(concern: Concern, worry: int) -> None:
    """A higher level of the person's own lowers neither the level nor the urgency, and changes no level."""
    assume(worry >= max(concern["worry"] or 0, concern["worry_first"] or 0))
    after = {**concern, "worry": worry}
    never_less(concern, after)
    assert decided(after).level == decided(concern).level


@given(concerns, st.sampled_from([age for age in AGES if age]))
def test_an_age_that_becomes_known_lowers_nothing(concern: Concern, age: str) -> None:
    """An age, once known, lowers neither the level nor the urgency."""
    never_less({**concern, "age": None}, {**concern, "age": age})


@given(concerns, st.integers(1, 999))
def test_earlier_concerns_lower_nothing(concern: Concern, number: int) -> None:
    """Earlier concerns lower neither the level nor the urgency."""
    never_less({**concern, "earlier_concerns": 0}, {**concern, "earlier_concerns": number})


@given(concerns)
def test_danger_lowers_nothing(concern: Concern) -> None:
    """Danger that cannot be ruled out counts for more than danger denied, and danger counts for most."""
    steps = [{**concern, "danger": answer} for answer in (None, "no", "not-known", "yes")]
    assert decided(steps[0]) == decided(steps[1])
    never_less(steps[1], steps[2], may_fall_silent=True)
    never_less(steps[2], steps[3])


@given(concerns)
def test_danger_is_an_emergency(concern: Concern) -> None:
    """A child in danger gives level 4 and an emergency, whatever else is answered."""
    decision = decided({**concern, "danger": "yes"})
    assert (decision.level, decision.urgency) == (4, EMERGENCY)


@given(concerns, st.integers(0, 999))
def test_order_and_doubles_do_not_matter(concern: Concern, seed: int) -> None:
    """The order of answers and answers given twice change nothing that the tool decides."""
    assert decided(shuffled(concern, seed)) == decided(concern)


@given(concerns, st.integers(0, 999))
def test_order_and_doubles_do_not_show(concern: Concern, seed: int) -> None:
    """The order of answers and answers given twice change nothing in the suggestion that is shown."""
    assert suggested_json(**shuffled(concern, seed)) == suggested_json(**concern)


def shuffled(concern: Concern, seed: int) -> Concern:
    """The concern with its lists in another order, some names twice."""
    chance = random.Random(seed)
    lists = {key: value + value[: chance.randint(0, len(value))] for key, value in concern.items() if isinstance(value, list)}
    for value in lists.values():
        chance.shuffle(value)
    return {**concern, **lists}


@given(concerns, st.sampled_from(LEVEL_4))
def test_a_level_4_sign_dominates(concern: Concern, sign: str) -> None:
    """One level 4 sign gives level 4 and now, whatever else is answered."""
    decision = decided(more(concern, "indicators", sign))
    assert decision.level == 4
    assert decision.urgency >= NOW
    assert decision.discuss == 0


@given(concerns, few(LEVEL_1, 6))
def test_strengths_lower_nothing(concern: Concern, signs: list[str]) -> None:
    """Strengths and absence statements change no level above 1, no level to discuss and no urgency that was asked for."""
    was, now = decided(concern), decided({**concern, "indicators": [*concern["indicators"], *signs]})
    if was.level:
        assert now[:3] == was[:3]
    else:
        assert now.level in (0, 1)
        assert now.urgency >= spoken(concern, was)
        assert lead(now) == max(lead(was), now.level)


@given(concerns)
def test_level_1_only_where_nothing_is_silent(concern: Concern) -> None:
    """Level 1 needs a strength, nothing above it, and every safety question answered other than *not known*; and no more."""
    signs = [GUIDE.sign[name] for name in concern["indicators"]]
    wanted = is_level_1(GUIDE, signs, facts_of(concern), concern["none"], concern["not_known"])
    assert (decided(concern).level == 1) == wanted


@given(concerns)
def test_no_level_means_today(concern: Concern) -> None:
    """Where there is not enough to suggest a level, someone is asked today at the latest."""
    decision = decided(concern)
    if decision.level == 0:
        assert decision.urgency >= TODAY
        assert decision.because & the_index().reason_bit["not-enough"]


@given(concerns, st.sampled_from(CODES))
def test_not_known_can_only_take_level_1_away(concern: Concern, code: str) -> None:
    """*Not known* may turn level 1 into no level; it changes no other level, nothing to discuss, and lowers no urgency."""
    was, now = decided(concern), decided(more(concern, "not_known", code))
    assert now.level in ({0, 1} if was.level == 1 else {was.level})
    assert now.urgency >= was.urgency
    if now.level == was.level:
        assert now[:3] == was[:3]
    else:
        assert max(now.discuss, 1) == max(was.discuss, 1)  # a worry of level 1 shows only where no level stands above it


@given(concerns, few(CODES, 6))
def test_none_is_no_evidence(concern: Concern, codes: list[str]) -> None:
    """*None of these* moves no level above 1 and lowers no urgency that was asked for."""
    was, now = decided(concern), decided({**concern, "none": [*concern["none"], *codes]})
    if was.level:
        assert now == was
    else:
        assert now.level in (0, 1)
        assert now.urgency >= spoken(concern, was)


@given(concerns, st.integers(1, 4), st.sampled_from([None, 1, 2, 3, 4]))
def test_worry_leads(concern: Concern, first: int, later: int | None) -> None:
    """What leads is never below the person's own level, as it stands now."""
    decision = decided({**concern, "worry_first": first, "worry": later})
    assert lead(decision) >= (later or first)


@given(few(ABSENCES, 13), st.sampled_from([ALL_TOPICS, list(GUIDE.sub_domain), [*CODES], []]), st.sampled_from([None, "no"]))
def test_absence_statements_are_no_evidence(signs: list[str], none: list[str], danger: str | None) -> None:
    """That nothing was seen never gives level 1 by itself, however often it is said."""
    assert decided({"indicators": signs, "none": none, "danger": danger}).level == 0


@given(st.sampled_from(STRENGTHS))
def test_each_strength_can_carry_level_1(sign: str) -> None:
    """Any one strength gives level 1 once every safety question is answered *none*, and none does so before."""
    assert decided({"indicators": [sign], "none": ALL_TOPICS})[:3] == (1, 0, 0)
    assert decided({"indicators": [sign]}).level == 0


@given(concerns)
def test_equals_the_slow_oracle(concern: Concern) -> None:
    """Level, discuss and urgency are those that the guide's tables give when they are read slowly, sign by sign."""
    assert decided(concern)[:3] == expected(GUIDE, concern)[:3]
