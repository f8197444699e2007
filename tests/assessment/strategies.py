"""Concerns as JSON, drawn over the whole guide, leaning towards the corners where rules meet."""

from typing import Any

from hypothesis import strategies as st

from tests.assessment.desks import the_index
from tests.assessment.oracle import AGES
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS

GUIDE = the_index().guide
SIGNS = tuple(GUIDE.sign)
STRENGTHS = tuple(sign.id for sign in GUIDE.sign.values() if sign.level == 1 and not sign.absence)
ABSENCES = tuple(sign.id for sign in GUIDE.sign.values() if sign.absence)
LEVEL_1 = STRENGTHS + ABSENCES
LEVEL_2, LEVEL_3, LEVEL_4 = (tuple(sign.id for sign in GUIDE.sign.values() if sign.level == n) for n in (2, 3, 4))
IN_RULES = tuple(dict.fromkeys(name for rule in GUIDE.rule.values() if isinstance(rule.signs, list) for name in rule.signs))
CODES = (*GUIDE.sub_domain, *TOPICS)
ALL_TOPICS = list(TOPICS)


def few(pool: tuple[str, ...], most: int = 4) -> st.SearchStrategy[list[str]]:
    """A short list, doubles and any order allowed."""
    return st.lists(st.sampled_from(pool), max_size=most)


def mostly(usual: Any, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual value about two times in three."""
    return st.one_of(st.just(usual), st.just(usual), other)


indicators = st.one_of(
    few(LEVEL_1), few(STRENGTHS, 2), few(LEVEL_1 + LEVEL_2, 5), few(LEVEL_2 + LEVEL_3, 6), few(IN_RULES + LEVEL_1), few(SIGNS, 8)
)
nones = st.one_of(st.just(ALL_TOPICS), st.just(ALL_TOPICS), st.just([]), few(CODES, 12), st.just(list(GUIDE.sub_domain)))
concerns = st.fixed_dictionaries(
    {
        "indicators": indicators,
        "none": nones,
        "not_known": mostly([], few(CODES, 3)),
        "yes": mostly([], few(TOPICS, 2)),
        "circumstances": mostly([], few(CIRCUMSTANCES, 3)),
        "age": mostly(None, st.sampled_from(list(AGES))),
        "danger": mostly(None, st.sampled_from(["yes", "no", "not-known"])),
        "worry": mostly(None, st.integers(1, 4)),
        "worry_first": mostly(None, st.integers(1, 4)),
        "earlier_concerns": mostly(0, st.integers(0, 3)),
    }
)
"""Any concern, as the JSON that `suggest --from` takes."""
