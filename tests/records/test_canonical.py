"""One byte string for one value, whoever writes it (trust facts T05)."""

import itertools
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.records.stores import AT, Store, card, fill, fold, new
from thresholds.errors import BadCall
from thresholds.records import chain
from thresholds.records.canonical import canonical

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


def in_nfc(value: Any) -> Any:
    """Give the value with its texts in NFC, written apart from the code under test."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {in_nfc(key): in_nfc(item) for key, item in value.items()}
    return [in_nfc(item) for item in value] if isinstance(value, list) else value


def has_twins(value: Any) -> bool:
    """Say whether some table has two keys that are one in NFC."""
    if isinstance(value, dict):
        return len(in_nfc(value)) < len(value) or any(map(has_twins, value.values()))
    return isinstance(value, list) and any(map(has_twins, value))


@given(VALUES)
def test_the_canonical_form_is_that_of_rfc_8785(value: Any) -> None:
    """T05: our writer and the published one give the same bytes for every value that is allowed; twin keys are refused."""
    if has_twins(value):
        with pytest.raises(BadCall):
            canonical(value)
    else:
        assert canonical(value) == rfc8785.dumps(in_nfc(value))


def test_the_canonical_form_sorts_keys_as_rfc_8785_does() -> None:
    """The published example: keys sort by their UTF-16 form, controls are escaped, nothing else is."""
    keys = {"\u20ac": "Euro", "\r": "Return", "1": "One", "\U0001f600": "Emoji", "\u0080": "Control", "\u00f6": "o"}
    expected = '{"\\r":"Return","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro","\U0001f600":"Emoji"}'
    assert canonical(keys) == expected.encode()
    assert canonical('\u20ac$\u000f\nA\'B"\\\\"/') == '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'.encode()


ROLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)


@given(st.integers(1, 2**53 - 1), st.integers(1, 2**31 - 1), ROLES)
def test_an_events_hash_is_that_of_its_canonical_json(seq: int, position: int, role: str) -> None:
    """What the chain writes directly for speed is the canonical JSON of RFC 8785, byte for byte."""
    named = (seq, "HF-2026-001", position, "noted", 1, AT, role, "a" * 64)
    fields = dict(zip(("seq", "stream", "position", "kind", "version", "at", "by_role", "body_hash"), named, strict=True))
    assert chain.event_hash("b" * 64, named) == sha256(rfc8785.dumps({**fields, "previous": "b" * 64})).hexdigest()


def test_every_store_makes_the_same_chain(folder: Path, postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """T05: with the same origin and salts, memory, SQLite and PostgreSQL come to the same head."""
    heads = set()
    for store in (Store("memory", ":memory:"), Store("sqlite", folder / "r"), Store("postgres", postgres)):
        numbers = itertools.count()
        monkeypatch.setattr("secrets.token_hex", lambda size, n=numbers: f"{next(n):0{size * 2}x}")
        register = store.open()
        names = fill(register, 3, 3)
        register.append(names[0], 3, [new(says="\u00e9\u20ac\U0001f600\u0000", list=[1, {"\U0001f600": None, "\uffee": True}])], card())
        register.erase_body(names[0], 4, 2, at=AT, by_role='a "role"', why="law", fold=fold)
        heads.add(register.checkpoint(AT))
        store.close()
    assert len(heads) == 1
