"""Walks for the tests: answered page by page as usual, but for what a test gives."""

from functools import cache
from typing import Any

from tests.assessment.desks import OFFICE, the_index, the_library
from thresholds.assessment.walk import Walk, answer, here, start
from thresholds.calendar import read_time
from thresholds.documents.document import Document
from thresholds.documents.plain import as_text
from thresholds.guide.fixed import TOPICS
from thresholds.pages import Page

Given = dict[str, Any]

USUAL: dict[str, Given] = {
    "danger": {"danger": "no"},
    "danger-again": {"danger": "no"},
    "place": {"lives_in": "brent", "now_in": "same", "placed_by": "nobody"},
    "child": {"age": "3 years", "mobile": "yes", "circumstances": ("none",), "earlier_concerns": "", "ref": ""},
    "words": {"seen": "", "said": "", "thought": ""},
    "offered": {"signs": ("none",)},
    "judgement": {"worry": "not-sure", "way": "full"},
    "about": {"about": ("not-sure",)},
    "signs": {"signs": ("none",)},
    "sweep": dict.fromkeys(TOPICS, "no"),
    "look": {"signs": ("none",)},
    "strengths": {"strengths": ("none",), "child_view": "known", "child_view_why": ""},
    "check": {"worry": "same"},
}
"""An answer to every page that says nothing worrying."""
ALL_AREAS = tuple(the_index().guide.sub_domain)
FIXED_PAGES = ("danger", "place", "child", "words", "judgement", "about", "sweep", "strengths", "check")


def begun(at: str | None = OFFICE) -> Walk:
    """A walk without answers."""
    return start(the_library(), read_time(at) if at else None)


def put(walk: Walk, page_id: str, **given: Any) -> Walk:
    """The walk with one page answered as usual, but for what is given."""
    changed, problems = answer(walk, page_id, {**USUAL[page_id.partition(":")[0]], **given})
    assert problems == ()
    return changed


def walked(to: str = "suggestion", at: str | None = OFFICE, **given: Given) -> Walk:
    """A walk answered page by page up to `to`; `given` by page id, with `__` for the colon."""
    answers = {name.replace("__", ":").replace("_", "-") if "__" in name else name: value for name, value in given.items()}
    return gone_on(begun(at), to, answers)


def gone_on(walk: Walk, to: str = "suggestion", answers: dict[str, Given] | None = None) -> Walk:
    """The walk answered from where it stands up to `to`."""
    while (now := here(walk)) not in (to, "suggestion"):
        walk = put(walk, now, **(answers or {}).get(now, {}))
    return walk


def words_of(document: Document) -> str:
    """A document on lines too long to break a number."""
    return as_text(document, width=100_000)


def words_on(shown: Page) -> str:
    """Everything that a page says."""
    parts = [shown.heading, shown.hint, shown.why, shown.section, words_of(shown.body)]
    for field in shown.fields:
        parts += [field.label, field.hint, *(part for c in field.choices for part in (c.label, c.hint, c.group))]
    return "\n".join(parts)


@cache
def everything() -> Walk:
    """A walk with all areas chosen, all safety questions answered yes, and words that offer signs."""
    return walked(
        words={"seen": "a bruise on the cheek, shouting, and a suicide plan", "said": "he hit me"},
        about={"about": ALL_AREAS[20:]},
        sweep=dict.fromkeys(TOPICS, "yes"),
    )


WORDS = ["a bruise on the cheek", "missing from home overnight", "mum drinks and sleeps all day"]
"""Words that offer different signs."""
