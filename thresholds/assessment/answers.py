"""From the pages' answers to a concern: answers keyed by page, frozen, replayed; never patched."""

from collections.abc import Mapping

from thresholds.assessment.concern import Concern
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS
from thresholds.pages import Value, Values
from thresholds.text import clean_line

PageAnswers = Mapping[str, Values]
"""The answers of every page that was answered, by page id."""

NONE, NOT_KNOWN = "none", "not-known"


def one(answers: PageAnswers, page: str, field: str) -> str:
    """Give the single answer to a field, or an empty text."""
    value: Value = answers.get(page, {}).get(field, "")
    return value if isinstance(value, str) else ""


def danger_said(answers: PageAnswers, trail: tuple[str, ...]) -> str:
    """Give the most serious answer to the danger question, where the person's words made it be asked again."""
    asked = ("danger", "danger-again") if "danger-again" in trail else ("danger",)
    return max((one(answers, page, "danger") for page in asked), key=("", "no", NOT_KNOWN, "yes").index)


def many(answers: PageAnswers, page: str, field: str) -> tuple[str, ...]:
    """Give the several answers to a field, or none."""
    value: Value = answers.get(page, {}).get(field, ())
    return () if isinstance(value, str) else tuple(value)


def ticked(answers: PageAnswers, pages: tuple[str, ...]) -> list[str]:
    """Give the ids of all signs ticked on `pages`, each once, in the order of the pages."""
    found: dict[str, None] = {}
    for page in pages:
        for field in ("signs", "strengths"):
            found |= dict.fromkeys(value for value in many(answers, page, field) if value not in (NONE, NOT_KNOWN))
    return list(found)


def as_concern(answers: PageAnswers, trail: tuple[str, ...]) -> Concern:
    """Give the concern that the pages of `trail` come to; answers of pages that are no longer on it are left out."""
    answers = {page: given for page, given in answers.items() if page in trail}
    none, not_known = [], []
    for page in trail:
        kind, _, code = page.partition(":")
        if kind in ("signs", "look"):
            chosen = many(answers, page, "signs")
            none += [code] if NONE in chosen and kind == "signs" else []
            not_known += [code] if NOT_KNOWN in chosen else []
    sweep = {topic: one(answers, "sweep", topic) for topic in TOPICS}
    none += [topic for topic, said in sweep.items() if said == "no"]
    not_known += [topic for topic, said in sweep.items() if said == NOT_KNOWN and topic not in not_known]
    circumstances = [name for name in many(answers, "child", "circumstances") if name in CIRCUMSTANCES]
    if one(answers, "child", "mobile") == "no":
        circumstances.append("not-mobile")
    first = one(answers, "judgement", "worry")
    now = one(answers, "check", "worry")
    elsewhere, placed = one(answers, "place", "now_in"), one(answers, "place", "placed_by")
    earlier = one(answers, "child", "earlier_concerns").strip()
    unsure = {
        "whereabouts": elsewhere == NOT_KNOWN,
        "placed-by": placed == NOT_KNOWN,
        "mobility": one(answers, "child", "mobile") == NOT_KNOWN,
        "circumstances": NOT_KNOWN in many(answers, "child", "circumstances"),
    }
    return Concern(
        partnership=one(answers, "place", "lives_in"),
        ref=clean_line(one(answers, "child", "ref"))[:80] or None,
        now_in=elsewhere if elsewhere not in ("", "same", NOT_KNOWN) else None,
        placed_by=placed if placed not in ("", "nobody", NOT_KNOWN) else None,
        age=one(answers, "child", "age").strip() or None,
        danger=danger_said(answers, trail) or None,  # type: ignore[arg-type]
        indicators=ticked(answers, trail),
        none=none,
        not_known=not_known,
        yes=[topic for topic, said in sweep.items() if said == "yes"],
        circumstances=circumstances,
        unsure=[name for name, is_so in unsure.items() if is_so],
        quick=one(answers, "judgement", "way") == "quick",
        earlier_concerns=int(earlier) if earlier else 0,
        child_view=one(answers, "strengths", "child_view") or None,  # type: ignore[arg-type]
        child_view_why=clean_line(one(answers, "strengths", "child_view_why"))[:2000] or None,
        worry_first=int(first) if first.isdigit() else None,
        worry=int(now) if now.isdigit() else int(first) if first.isdigit() and now != "not-sure" else None,
    )
