"""A batch: one JSON line out for each line in, in order, memory flat; a bad line becomes an error object in its place."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from typing import IO, Any

from pydantic_core import to_json

from thresholds.assessment.concern import parse_concern
from thresholds.assessment.desk import Desk, open_desk
from thresholds.assessment.suggest import as_json, suggest
from thresholds.calendar import read_moment
from thresholds.errors import BadCall, DataFault, ThresholdsError, UnknownName
from thresholds.guide.library import Library
from thresholds.text import clean, clean_line

LONGEST_LINE = 256 * 1024
EVERY = 10_000


def run_batch(lines: IO[bytes], out: IO[str], library: Library, at: datetime) -> int:
    """Write a suggestion or an error object for each of `lines` to `out`; give 1 where any line was bad, else 0.

    `at` stands for lines without a time of their own. Raises DataFault where a data file does not load.
    """
    desks: dict[tuple[str, str | None, str | None], Desk] = {}
    bad = 0
    talks = sys.stderr.isatty()
    number = 0
    for number, line in enumerate(_lines(lines), 1):
        try:
            answer = _answer(line, library, desks, at)
        except DataFault:
            raise
        except ThresholdsError as error:
            bad += 1
            answer = _error(number, line, error)
        out.write(clean(to_json(answer).decode()) + "\n")
        if talks and number % EVERY == 0:
            sys.stderr.write(f"{number} lines done\n")
    if talks:
        sys.stderr.write(f"{number} lines, {bad} bad\n")
    return 1 if bad else 0


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Give each line; nothing in the place of one that is too long to be a concern."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield None
        else:
            yield line


def _answer(line: bytes | None, library: Library, desks: dict[tuple[str, str | None, str | None], Desk], at: datetime) -> dict[str, Any]:
    if line is None:
        raise BadCall("The line is longer than 256 KiB.", "Give one concern a line.", code="too-large")
    concern = parse_concern(line)
    key = (concern.partnership, concern.now_in, concern.placed_by)
    desk = desks.get(key)
    if desk is None:
        desk = desks[key] = open_desk(library, *key)
    return as_json(suggest(desk, concern, read_moment(concern.at) if concern.at else at))


def _error(number: int, line: bytes | None, error: ThresholdsError) -> dict[str, Any]:
    near = error.near if isinstance(error, UnknownName) else []
    return {
        "schema": "thresholds/error/1",
        "line": number,
        "ref": _ref(line),
        "error": {"code": error.code, "says": error.says, "help": error.help, "near": near},
    }


def _ref(line: bytes | None) -> str | None:
    """Give the bad line's own reference, where it has a short one."""
    try:
        given = json.loads(line or b"")
    except (ValueError, RecursionError):
        return None
    ref = given.get("ref") if isinstance(given, dict) else None
    return clean_line(ref)[:80] if isinstance(ref, str) else None
