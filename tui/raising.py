"""The form on which a disagreement is raised, with what a suggestion knows filled in."""

from collections.abc import Mapping
from typing import Any

from escalation.cli.answers import told_by
from escalation.cli.opening import A_REFERRAL
from thresholds.guide.library import Library
from thresholds.pages import Value
from tui.docket import Docket
from tui.filling import Filling

DUTY = "To challenge what may put a child at risk is a duty, and nobody's rank stands in the way. [SD-HF page 16; SD-BR 7.6]"
"""The duty to challenge, printed where a disagreement begins (escalation facts 3, ESC-REQ-20)."""


def new_form(docket: Docket, library: Library, told: Mapping[str, Any] | None = None) -> Filling:
    """Give the form; `told` is a suggestion as JSON, whose area, reference and level are filled in. Raises DataFault."""
    areas = {name: library.area(name) for name in library.area_ids}
    words: dict[str, Value] = {**told_by(told), "area": A_REFERRAL} if told else {}
    return Filling(docket, "raise", None, words, areas)
