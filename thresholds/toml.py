"""Reading a TOML file that somebody may have got wrong: limits first, then tomli, and a line for every key.

The only module that imports tomli. The limits stop files that are made to be slow (trust facts S16).
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.text import clean_line

MOST_BYTES = 1024 * 1024
MOST_LINES = 16_000
MOST_KEYS = 20_000
"""Each about four times what the London guide has."""
LONGEST_LINE = 8_000
DEEPEST = 16
LONGEST_NUMBER = 30
MOST_KEY_PARTS = 6
LONGEST_PLACE = 60
"""The most characters of one key that a finding shows."""

_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_KEY = re.compile(rf"^[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*=")
_HEADER = re.compile(rf"^[ \t]*\[\[?[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*)[ \t]*\]")
_SHORT = r"""  "[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"?  |  '[^'\n]*'?  |  \#[^\n]*  """
_LONG = r"""  \"{3}(?:[^\\]|\\.)*?(?:"{3,5}|\\?\Z)  |  '{3}.*?(?:'{3,5}|\Z)  """
_TEXTS = re.compile(_SHORT, re.VERBOSE)
_ALL_TEXTS = re.compile(f"{_LONG}|{_SHORT}", re.VERBOSE | re.DOTALL)
"""Texts and comments, also ones that are never closed; what is left of a file without them is keys, numbers and marks."""
_LONG_MARKS = ('"' * 3, "'" * 3)
_BRACKETS = re.compile(r"[\[\]{}]")
_MARKS = re.compile(r"[\[\]{},]")
_LONG_DIGITS = re.compile(rf"[0-9_]{{{LONGEST_NUMBER},}}")
_MANY_PARTS = re.compile(rf"\.(?:[^\n=,\[\]{{}}.]*\.){{{MOST_KEY_PARTS - 1}}}")
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# How tomli begins each complaint, and what we say: its own words quote the file, and would puzzle whoever wrote it.
_UNCLOSED = ("A text is never closed.", "Close it with the quotation marks it began with.")
_ESCAPE = ("A backslash stands before something that it does not go with.", r"Write \\ for a backslash, and other characters as they are.")
_SYNTAX = {
    "Unterminated string": _UNCLOSED,
    "Expected \"'": _UNCLOSED,
    r"Illegal character '\n'": _UNCLOSED,
    r"Found invalid character '\n'": _UNCLOSED,
    "Illegal character": ("A text is not closed, or holds a character that no text may hold.", "Close it, or take the character out."),
    "Found invalid character": ("There is a character that may not stand here.", "Take it out."),
    "Unescaped": _ESCAPE,
    "Invalid hex": _ESCAPE,
    "Escaped character": _ESCAPE,
    "Unclosed array": ("A list is not closed, or lacks a comma.", "Look for ] and commas in this line and the ones before it."),
    "Unclosed inline table": ("A { is not closed, or a comma is missing after it.", "Look for } and commas in this line."),
    "Expected '=' after a key": ("A key has no = after it.", "Write key = value; a table's name stands in [ ]."),
    "Expected ']": ("A table's name is not closed.", "Close it with ]."),
    "Expected newline": (
        "Something is left over at the end of the line.",
        "Put each key on a line of its own, and texts in quotation marks.",
    ),
    "Invalid value": ("A value is missing, or is none that TOML knows.", "Put texts in quotation marks; look at the line before, too."),
    "Invalid date": ("This is not a date that the calendar has.", "Write it as 2026-11-22."),
    "Invalid statement": ("The line begins like no key and no table.", "Write key = value, [table], or # before a remark."),
    "Invalid initial": ("A key is missing, or needs quotation marks.", "Write key = value."),
}
_CUT_OFF = ("The file ends in the middle of a value.", "Look for a ] or } that is missing.")
_NOT_TOML = ("The line is not TOML.", "Compare it with its neighbours.")
_TWICE = ("Cannot declare", "Cannot overwrite", "Cannot mutate", "Cannot redefine", "Duplicate")


class Sheet(NamedTuple):
    """One file as read: its tables, the line of each table and key, and its bytes for the digest."""

    file: str
    """The file's name, without its folders."""
    tables: Mapping[str, Any]
    content: bytes
    """The file's bytes with line ends as `\\n`."""

    @property
    def lines(self) -> Mapping[tuple[str, ...], int]:
        """Line numbers from 1, by table and key: `("sign", "PHY-4-02", "says")`; worked out only when a fault asks."""
        return _lines_of(self.content)

    def line(self, *place: str) -> int:
        """Give the line of the longest known beginning of `place`, or 0."""
        for end in range(len(place), 0, -1):
            found = self.lines.get(place[:end])
            if found:
                return found
        return 0

    def fault(self, code: str, place: tuple[str, ...], says: str, help: str, severity: str = "error") -> Finding:
        """Give a finding in this file at `place`."""
        return Finding(code, severity, self.file, _shown(place), self.line(*place), says, help)


def read_sheet(path: Path) -> Sheet:
    """Read the TOML file at `path`; raise DataFault with its one finding where it cannot be read."""
    return parse_sheet(_bytes(path), path.name or str(path))


def parse_sheet(content: bytes, file: str) -> Sheet:
    """Parse the TOML in `content`; `file` is the name that findings carry. Raises DataFault."""
    import tomli

    if len(content) > MOST_BYTES:
        raise _refused(file, 0, "too-large", "The file is larger than 1 MiB.", "Look for text that was pasted by mistake.")
    content = content.replace(b"\r\n", b"\n")
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, "not-utf-8", "The file is not UTF-8 text.", "Save it as UTF-8.") from None
    _keep_within_limits(text, file)
    try:
        tables = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise DataFault([_syntax(error, text, file)]) from None
    except (RecursionError, ValueError):
        raise _refused(file, 0, "not-toml", "The file cannot be read as TOML.", "Look for a very long number or deep brackets.") from None
    return Sheet(file, tables, content)


def _bytes(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if not path.is_file():
            raise _refused(name, 0, "no-file", "The file is not there, or is not a plain file.", "Give the path of a TOML file.")
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise _refused(name, 0, "no-file", "The file cannot be read.", "Look at its path and who may read it.") from None


def _refused(file: str, line: int, code: str, says: str, help: str) -> DataFault:
    return DataFault([Finding(code, "error", clean_line(file), "", line, says, help)])


def _syntax(error: ValueError, text: str, file: str) -> Finding:
    """Say a syntax error in our own words, at its line; a fault of repeating names the line of the first."""
    words = str(error)
    found = _AT_LINE.search(words)
    line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
    if words.startswith(_TWICE):
        place, first = _repeated(text, line)
        where = f"The first is on line {first}: keep one of the two." if first else "Keep one of the two."
        return Finding("twice", "error", file, _shown(place), line, "This table or key is in the file twice.", where)
    said = next((said for start, said in _SYNTAX.items() if words.startswith(start)), _NOT_TOML)
    if said is _UNCLOSED:
        line = next((_line_at(text, one) for one in _ALL_TEXTS.finditer(text) if _is_unclosed(one[0])), line)
    elif words.endswith("(at end of document)") and words.startswith(("Invalid value", "Unclosed")):
        said = _CUT_OFF
    return Finding("not-toml", "error", file, "", line, said[0], f"{said[1]} Faults after it show once this is mended.")


def _is_unclosed(text: str) -> bool:
    mark = text[:3] if text.startswith(_LONG_MARKS) else text[:1]
    return mark != "#" and (len(text) < 2 * len(mark) or not text.endswith(mark))


def _repeated(text: str, line: int) -> tuple[tuple[str, ...], int]:
    """Give the table or key at `line` and the line on which it first stands, or 0."""
    first: dict[tuple[str, ...], int] = {}
    here: tuple[str, ...] = ()
    for number, place in _places(text):
        if number > line:
            break
        here = place
        for end in range(len(place), 0, -1):
            first.setdefault(place[:end], number)
    return here, first[here] if first.get(here, line) < line else 0


def _shown(place: tuple[str, ...]) -> str:
    """Give a place as a finding shows it: keys joined by dots, each one short line."""
    return ".".join(clean_line(part)[:LONGEST_PLACE] for part in place)


def _keep_within_limits(text: str, file: str) -> None:
    """Refuse what is made to be slow before the parser sees it."""
    rows = text.split("\n")
    if len(rows) > MOST_LINES:
        raise _refused(
            file, 0, "too-many-lines", f"The file has more than {MOST_LINES} lines.", "Look for text that was pasted by mistake."
        )
    for number, row in enumerate(rows, 1):
        if len(row) > LONGEST_LINE:
            raise _refused(file, number, "line-too-long", f"A line is longer than {LONGEST_LINE} characters.", "Break it up.")
    bare = _without_texts(text)
    if bare.count("=") > MOST_KEYS:
        raise _refused(file, 0, "too-many-keys", f"The file has more than {MOST_KEYS} keys.", "Look for text that was pasted by mistake.")
    if found := _LONG_DIGITS.search(bare):
        raise _refused(file, _line_at(bare, found), "number-too-long", "A number is too long.", f"Keep it under {LONGEST_NUMBER} digits.")
    if found := _MANY_PARTS.search(bare):
        raise _refused(
            file, _line_at(bare, found), "key-too-deep", f"A key has more than {MOST_KEY_PARTS} parts.", "Use a table of its own."
        )
    if _is_shallow(bare):
        return
    depth = 0
    for mark in _BRACKETS.finditer(bare):
        depth = _deeper(depth, mark[0])
        if depth > DEEPEST:
            raise _refused(file, _line_at(bare, mark), "too-deep", f"Brackets are nested more than {DEEPEST} deep.", "Close some of them.")


def _is_shallow(bare: str) -> bool:
    """Say whether taking away pairs of brackets, innermost first, soon leaves none; each round takes away two depths at most."""
    marks = "".join(_BRACKETS.findall(bare))
    for _ in range(DEEPEST // 2):
        marks = marks.replace("[]", "").replace("{}", "")
    return not marks


def _without_texts(text: str) -> str:
    """Give `text` without its texts and comments, line for line."""
    if any(mark in text for mark in _LONG_MARKS):
        return _ALL_TEXTS.sub(lambda found: "\n" * found[0].count("\n"), text)
    return _TEXTS.sub("", text)


def _without_long_texts(text: str) -> str:
    """Give `text` without the texts that may go over several lines, line for line."""
    if not any(mark in text for mark in _LONG_MARKS):
        return text
    return _ALL_TEXTS.sub(lambda found: "\n" * found[0].count("\n") if found[0].startswith(_LONG_MARKS) else found[0], text)


def _line_at(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1


def _deeper(depth: int, mark: str) -> int:
    return max(depth + (mark in "[{") - (mark in "]}"), 0)


@lru_cache(maxsize=16)
def _lines_of(content: bytes) -> dict[tuple[str, ...], int]:
    """Give the line of each table, key and list item; the parser itself keeps none. A table begins where a part of it does."""
    lines: dict[tuple[str, ...], int] = {}
    for number, place in _places(content.decode("utf-8").removeprefix("\ufeff")):
        for end in range(len(place), 0, -1):
            if lines.setdefault(place[:end], number) != number:
                break
    return lines


def _places(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each table header, key and item of a list over several lines, with its line, in the order of the file."""
    table: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    depth = item = 0
    for number, (row, bare) in enumerate(zip(_without_long_texts(text).split("\n"), _without_texts(text).split("\n"), strict=True), 1):
        start = row.lstrip(" \t")[:1]
        if depth == 1 and start not in ("", "#", ",", "]", "}"):
            yield number, (*key, str(item))
        elif not depth and start == "[" and (header := _HEADER.match(row)):
            table = _parts(header[1])
            yield number, table
            continue
        elif not depth and "=" in row and (named := _KEY.match(row)):
            key, item = (*table, *_parts(named[1])), 0
            yield number, key
        for mark in _MARKS.findall(bare):
            item += mark == "," and depth == 1
            depth = _deeper(depth, mark)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(_PART, dotted))
