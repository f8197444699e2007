"""What of a walk may lie on disk: choices, and short facts that can be read as what they are asked for. Never free text."""

import re
from collections.abc import Callable, Mapping

from thresholds.assessment.age import read_age
from thresholds.errors import BadCall
from thresholds.guide.fixed import TOPICS
from thresholds.pages import Value, Values

MOST = {"age": 20, "earlier_concerns": 3, "ref": 40, "child_view_why": 200}
"""How many characters each one-line answer takes."""
CHOSEN = frozenset(
    {
        *("danger", "lives_in", "now_in", "placed_by", "mobile", "circumstances", "signs", "worry", "way", "about"),
        *("strengths", "child_view", *TOPICS),
    }
)
"""The fields that are answered by choosing. A field that is neither here nor a fact that can be read is never kept."""
_REFERENCE = re.compile(r"(?=\S*\d)[\w./#:-]{1,40}")
"""A case reference is one word with a digit in it. Names and sentences are not."""


def kept(pages: Mapping[str, Values]) -> dict[str, Values]:
    """Give the answers of `pages` that may be kept, by page: what was chosen; an age, a number or a reference only where it is one."""
    return {name: {field: _kept(field, value) for field, value in given.items()} for name, given in pages.items()}


def _kept(field: str, value: Value) -> Value:
    if field in CHOSEN:
        return value
    is_so = _FACTS.get(field)
    return value if is_so is not None and isinstance(value, str) and is_so(value.strip()) else ""


def _is_age(typed: str) -> bool:
    try:
        return bool(read_age(typed))
    except BadCall:
        return False


_FACTS: dict[str, Callable[[str], bool]] = {
    "age": _is_age,
    "earlier_concerns": lambda typed: typed.isdecimal() and len(typed) <= MOST["earlier_concerns"],
    "ref": lambda typed: bool(_REFERENCE.fullmatch(typed)),
}
