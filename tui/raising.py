"""The form on which a disagreement is raised, with what a suggestion knows filled in."""

from collections.abc import Mapping
from typing import Any

from escalation.cli.answers import told_by
from escalation.cli.opening import A_REFERRAL
from escalation.form_fields import AREA
from thresholds.guide.library import Library
from thresholds.guide.shape import Partnership
from thresholds.pages import Value
from tui.docket import Docket
from tui.filling import Filling

DUTY = "To challenge what may put a child at risk is a duty, and nobody's rank stands in the way."
"""The duty to challenge, printed where a disagreement begins (escalation facts 3, ESC-REQ-20)."""
DUTY_SOURCE = "SD-HF page 16; SD-BR 7.6"
"""Where the duty stands; the card of routes shows it."""


def new_form(docket: Docket, library: Library, told: Mapping[str, Any] | None = None) -> Filling:
    """Give the form; `told` is a suggestion as JSON, whose area, reference and level are filled in. Raises DataFault."""
    areas = {name: library.area(name) for name in library.area_ids}
    words: dict[str, Value] = {**told_by(told), "area": A_REFERRAL} if told else {}
    filling = Filling(docket, "raise", None, words, areas)
    if told:
        filling.told = (_comes_over(filling, areas),)
    return filling


def _comes_over(filling: Filling, areas: Mapping[str, Partnership]) -> str:
    """Say what a suggestion has filled in, so that nobody wonders, and nobody types it again."""
    words, page = filling.words, filling.page()
    area = areas.get(str(words.get(AREA)))
    kind = page.field("area")
    parts = [f"level {words['level']}" if words.get("level") in ("1", "2", "3", "4") else ""]
    parts = [area.name if area else "", *parts, "your case reference" if words.get("case-reference") else ""]
    about = kind.choice(A_REFERRAL) if kind else None
    known = ", ".join(part for part in parts if part)
    said = f" It is taken to be about: {about.label}." if about else ""
    return f"What comes with you from the walk: {known}.{said} You can change each of them."
