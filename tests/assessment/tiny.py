"""Small guides for the tests: the real guide's tables, with signs and rules of the test's own."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from thresholds import places
from thresholds.guide.index import Index
from thresholds.guide.load import load_index
from thresholds.toml import Sheet, read_sheet

_SIGN = {"says": "A sign of a test", "source": ["K"], "placement": "practice"}
_RULE = {"says": "A rule of a test", "basis": "convention", "source": ["convention"]}


@cache
def real_tables() -> Mapping[str, Any]:
    """The tables of the real guide."""
    return read_sheet(places.guide_file()).tables


def tiny_index(signs: Mapping[str, Any], rules: Mapping[str, Any]) -> Index:
    """A guide with these signs and rules only; `says`, `source`, `placement` and `basis` may be left out."""
    tables = {
        **real_tables(),
        "sign": {name: {**_SIGN, **sign} for name, sign in signs.items()},
        "rule": {name: {**_RULE, **rule} for name, rule in rules.items()},
        "duty": {},
    }
    return load_index(Sheet("tiny.toml", tables, b""))


def tiny_guide(text: str) -> Index:
    """The same from TOML text with [sign.*] and [rule.*] tables."""
    tables = tomllib.loads(text)
    return tiny_index(tables["sign"], tables.get("rule", {}))
