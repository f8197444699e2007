"""Canonical JSON: one byte string for one value, the same from every store (RFC 8785, JSON Canonicalization Scheme).

Text is kept in Unicode NFC. Floats, NaN, lone surrogates and whole numbers past 2^53 are refused: two programs may write them differently.
"""

import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from thresholds.errors import BadCall

_DEEPEST = 32
_LISTS = (list, tuple)
_LARGEST = 2**53 - 1
_WRITE = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode


def canonical(value: object) -> bytes:
    """Give the canonical JSON of `value`, which holds text, whole numbers, yes or no, nothing, lists and tables only.

    Python's own writer gives the same bytes as RFC 8785 asks for where all keys are ASCII (a test compares them), in a tenth of
    the time; other keys sort by UTF-16 there, so the `rfc8785` package writes them. Raises BadCall for anything that has no exact
    form; the message never holds the value.
    """
    exact, are_keys_ascii = _exact(value, 0)
    try:
        if are_keys_ascii:
            return _WRITE(exact).encode()
    except UnicodeEncodeError:
        raise _inexact() from None
    import rfc8785

    try:
        return rfc8785.dumps(exact)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError):
        raise _inexact() from None


def _exact(value: object, depth: int) -> tuple[Any, bool]:
    """Give `value` with every text in NFC, and whether all its keys are ASCII; refuse what has no exact form."""
    if isinstance(value, str):
        return (value if value.isascii() else unicodedata.normalize("NFC", value)), True
    if value is None or isinstance(value, bool) or (isinstance(value, int) and -_LARGEST <= value <= _LARGEST):
        return value, True
    if depth < _DEEPEST:
        if isinstance(value, Mapping):
            return _exact_table(value, depth)
        if isinstance(value, _LISTS):
            items = [_exact(item, depth + 1) for item in value]
            return [item for item, _ in items], all(ascii_keys for _, ascii_keys in items)
    raise _inexact()


def _exact_table(value: Mapping[Any, object], depth: int) -> tuple[dict[str, Any], bool]:
    exact, all_ascii = {}, True
    for key, item in value.items():
        if not isinstance(key, str):
            raise _inexact()
        exact[unicodedata.normalize("NFC", key)], is_ascii = _exact(item, depth + 1)
        all_ascii = all_ascii and is_ascii and key.isascii()
    if len(exact) != len(value):  # two keys that are one in NFC
        raise _inexact()
    return exact, all_ascii


def _inexact() -> BadCall:
    return BadCall(
        "Something to be saved has no exact form.",
        "Save text, whole numbers, yes or no, lists and tables only; nothing was saved.",
        code="not-exact",
    )
