"""Answers that a script brings: from a file in TOML or JSON, from `--set`, and from a suggestion."""

import codecs
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from escalation.fields import Asked
from thresholds.errors import BadCall, DataFault
from thresholds.pages import Value

MOST_BYTES = 1024 * 1024
CODED = ("one", "many", "date", "moment", "count", "protective")
"""Forms of answers that hold no words of a person, and may be given as an argument."""
ORDERS = ("to", "stage", "ladder")
"""Questions for a line that holds an id of a stage or ladder."""


def read_file(name: str) -> dict[str, Value]:
    """Give the answers in the file `name`, TOML or JSON, `-` for standard input. Raises BadCall."""
    return {key: _as_value(value) for key, value in read_object(name).items()}


def read_object(name: str) -> dict[str, Any]:
    """Give the one object that the file `name` holds, in TOML or JSON. Raises BadCall."""
    content = _read(name).removeprefix(codecs.BOM_UTF8)
    if content.lstrip()[:1] == b"{":
        try:
            found = json.loads(content, object_pairs_hook=_once)
        except (ValueError, RecursionError):
            raise BadCall("The file is not whole JSON.", "Give one object in UTF-8, or TOML.", code="bad-json") from None
        if not isinstance(found, dict):
            raise BadCall("The file does not hold one JSON object.", "Give one object of answers.", code="bad-json")
        return found
    from thresholds.toml import parse_sheet

    try:
        return dict(parse_sheet(content, "the file").tables)
    except DataFault as error:
        first = error.findings[0]
        where = f" in line {first.line}" if first.line else ""
        raise BadCall(f"The file is neither JSON nor TOML{where}: {first.says}", first.help, code="bad-input") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Give the object of these pairs. Raises BadCall where a key comes twice: nobody can say which of the two was meant."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise BadCall("The file answers a question twice.", "Keep the answer that is meant.", code="twice")
    return dict(pairs)


def read_set(pairs: Sequence[str], asks: Mapping[str, Asked]) -> dict[str, Value]:
    """Give the answers of `--set FIELD=VALUE`: codes, dates and numbers only. Raises BadCall for a question that takes a person's words."""
    found: dict[str, Value] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        ask = asks.get(name.strip())
        if not equals or ask is None:
            allowed = ", ".join(sorted(key for key, one in asks.items() if _is_coded(one)))
            raise BadCall("--set takes FIELD=VALUE with a field of this form.", f"The fields are {allowed}.", code="unknown-field")
        if not _is_coded(ask):
            raise BadCall(
                "--set takes codes, dates and numbers, and no words: they would stay in the shell's history.",
                "Put the words in a file, and give it with --from.",
                code="words-as-argument",
            )
        found[ask.id] = tuple(value.replace(",", " ").split()) if ask.form == "many" else value.strip()
    return found


def from_suggestion(name: str) -> dict[str, Value]:
    """Give what a suggestion (`thresholds suggest --json`) or a concern says for a disagreement on thresholds. Raises BadCall."""
    told = read_object(name)
    if "partnership" not in told:
        raise BadCall(
            "The file is neither a suggestion nor a concern.", "Give what `thresholds suggest --json` prints.", code="bad-concern"
        )
    return told_by(told)


def told_by(told: Mapping[str, Any]) -> dict[str, Value]:
    """Give what a suggestion as JSON says for a disagreement: the area, the agency's own reference, and the highest level said."""
    level = max((one for key in ("level", "discuss", "worry") if isinstance(one := told.get(key), int)), default=0)
    found = {"partnership": told.get("partnership"), "case-reference": told.get("ref"), "level": str(level) if level else None}
    return {key: value for key, value in found.items() if isinstance(value, str) and value}


def _is_coded(ask: Asked) -> bool:
    return ask.form in CODED or ask.id in ORDERS


def _as_value(value: object) -> Value:
    match value:
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case int():
            return str(value)
        case datetime() | date() | time():
            return value.isoformat()
        case list() if all(isinstance(one, str | int) and not isinstance(one, bool) for one in value):
            return tuple(map(str, value))
        case None:
            return ""
    raise BadCall(
        "An answer in the file is of no kind that a question takes.",
        "Give a text, a date, a number or a list of texts.",
        code="bad-answer",
    )


def _read(name: str) -> bytes:
    try:
        if name == "-":
            content = sys.stdin.buffer.read(MOST_BYTES + 1) if hasattr(sys.stdin, "buffer") else sys.stdin.read(MOST_BYTES + 1).encode()
        else:
            with Path(name).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise BadCall("The file with the answers cannot be read.", "Look at its path and who may read it.", code="no-file") from None
    if len(content) > MOST_BYTES:
        raise BadCall("The file with the answers is larger than 1 MiB.", "Give the answers to one form.", code="too-large")
    return content
