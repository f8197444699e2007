"""The contract of design 7 as a table: what each key of the JSON holds."""

import json
import re
from collections.abc import Iterator
from types import NoneType
from typing import Any

from thresholds.guide.fixed import URGENCIES

Shape = Any
TEXT_OR_NOTHING = (str, NoneType)
LEVEL_OR_NOTHING = {1, 2, 3, 4, None}
BASES = {"published", "comparator", "practice", "convention"}

# A set is a closed list of values, a list holds any number of its one shape.
SIGN = {"id": re.compile(r"[A-Z]{3}-\d-\d\d"), "placement": {"seen", "comparator", "practice"}}
REASON = {"rule": str, "basis": {"published", "convention"}, "says": str, "signs": [SIGN], "source": str}
DUTY = {"id": str, "says": str, "within": TEXT_OR_NOTHING, "basis": BASES, "source": str}
CONTACT = {"name": str, "purpose": str, "phone": str, "hours": str, "verified": TEXT_OR_NOTHING}
ROUTE = {"name": str, "steps": [str], "contacts": [CONTACT], "consent": str, "timescales": [{"says": str, "basis": BASES}]}
SUGGESTION = {
    "schema": {"thresholds/suggestion/1"},
    "ref": TEXT_OR_NOTHING,
    "partnership": str,
    "guide": {"id": str, "edition": str, "digest": re.compile("sha256:[0-9a-f]{64}")},
    "level": LEVEL_OR_NOTHING,
    "name": TEXT_OR_NOTHING,
    "worry": LEVEL_OR_NOTHING,
    "discuss": LEVEL_OR_NOTHING,
    "urgency": set(URGENCIES),
    "reasons": [REASON],
    "prompts": [str],
    "unknowns": [str],
    "duties": [DUTY],
    "route": ROUTE,
    "rests_on": [[str]],
    "why_not_above": TEXT_OR_NOTHING,
    "why_not_below": TEXT_OR_NOTHING,
    "would_change": [{"add": [str], "level": {1, 2, 3, 4}}],
}
ERROR = {
    "schema": {"thresholds/error/1"},
    "line": int,
    "ref": TEXT_OR_NOTHING,
    "error": {"code": str, "says": str, "help": str, "near": [str]},
}


def misfits(value: Any, shape: Shape, place: str = "") -> Iterator[str]:
    """Where a JSON value does not have its shape."""
    if isinstance(shape, dict):
        missing = sorted(shape.keys() - value.keys())
        yield from (f"{place}.{key} is missing" for key in missing)
        for key in shape.keys() & value.keys():
            yield from misfits(value[key], shape[key], f"{place}.{key}")
    elif isinstance(shape, list):
        yield from [] if isinstance(value, list) else [f"{place} is no list"]
        for number, item in enumerate(value):
            yield from misfits(item, shape[0], f"{place}.{number}")
    elif isinstance(shape, set):
        yield from [] if value in shape and not isinstance(value, bool) else [f"{place} is {value!r}"]
    elif isinstance(shape, re.Pattern):
        yield from [] if isinstance(value, str) and shape.fullmatch(value) else [f"{place} is {value!r}"]
    elif not isinstance(value, shape):
        yield f"{place} is a {type(value).__name__}"


def through_json(value: Any) -> Any:
    """The value as it comes out of JSON at the other end."""
    return json.loads(json.dumps(value, ensure_ascii=False))
