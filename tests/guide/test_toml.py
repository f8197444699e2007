"""Reading TOML that somebody got wrong, or made to be slow: a finding at its line, soon, and never anything else."""

import os
import time
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds import places
from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.guide.load import area_faults, guide_faults
from thresholds.guide.overlay import Layers
from thresholds.toml import LONGEST_LINE, MOST_BYTES, MOST_KEYS, MOST_LINES, parse_sheet, read_sheet

SOON = 5.0
"""Seconds of CPU that nothing may take; the target is 0.5, this bound allows for a busy machine."""
REAL = [places.guide_file(), *places.partnership_files().values(), places.holidays_file()]
GUIDE = places.guide_file().read_bytes()


def faults_of(content: bytes) -> list[Finding]:
    """Everything that the loader says of these bytes, as a guide and as an area."""
    try:
        sheet = parse_sheet(content, "x.toml")
    except DataFault as refused:
        return list(refused.findings)
    return [*guide_faults(Layers(sheet)), *area_faults(Layers(sheet, sheet))]


def refused(content: bytes) -> Finding:
    """The one finding of bytes that cannot be read."""
    with pytest.raises(DataFault) as fault:
        parse_sheet(content, "x.toml")
    assert len(fault.value.findings) == 1
    return fault.value.findings[0]


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_the_real_files_read_the_same_with_the_standard_library(path: Path) -> None:
    """Every data file is TOML 1.0: `tomllib` gives the same tables, so no policy person needs our parser."""
    assert read_sheet(path).tables == tomllib.loads(path.read_text(encoding="utf-8"))


_KEYS = b",".join(b"k%d=1" % k for k in range(900))
BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "key of 20,000 parts": ("line-too-long", lambda: b".".join([b"a"] * 20_000) + b" = 1"),
    "key of 20 parts in an inline table": ("key-too-deep", lambda: b"x = {" + b".".join([b'"a"'] * 20) + b" = 1}"),
    "5,000 nested lists on a line": ("line-too-long", lambda: b"x = " + b"[" * 5_000 + b"]" * 5_000),
    "5,000 nested lists on lines": ("too-deep", lambda: b"x = " + b"[\n" * 5_000 + b"]\n" * 5_000),
    "nested lists hidden behind texts": ("too-deep", lambda: b'x = ["""a"b""", ' + b"[" * 3_000 + b"]" * 3_000 + b'"'),
    "5,000 nested inline tables": ("line-too-long", lambda: b"x = " + b"{a=" * 5_000 + b"1" + b"}" * 5_000),
    "500 nested inline tables": ("too-deep", lambda: b"x = " + b"{a=" * 500 + b"1" + b"}" * 500),
    "number of 5,000 digits": ("number-too-long", lambda: b"x = " + b"9" * 5_000),
    "hexadecimal number of 7,000 digits": ("", lambda: b"x = 0x" + b"f" * 7_000),
    "float of 5,000 digits": ("number-too-long", lambda: b"x = 1." + b"9" * 5_000),
    "float with a huge exponent": ("", lambda: b"x = 1e999999999"),
    "file of 2 MB": ("too-large", lambda: b"# remark\n" * 250_000),
    "line of 1 MB": ("line-too-long", lambda: b'x = "' + b"a" * 1_000_000 + b'"'),
    "NUL": ("not-toml", lambda: b'x = "\x00"'),
    "invalid UTF-8": ("not-utf-8", lambda: b'x = 1\ny = "\xff\xfe"\n'),
    "100,000 keys": ("too-many-lines", lambda: b"[t]\n" + b"".join(b"k%d=1\n" % n for n in range(100_000))),
    "100,000 keys in inline tables": ("too-many-keys", lambda: b"".join(b"s%d={%s}\n" % (n, _KEYS) for n in range(115))),
    "19,000 keys in signs": ("", lambda: b"[sign]\n" + b"".join(b"s%d={%s}\n" % (n, _KEYS) for n in range(21))),
    "20,000 tables": ("too-many-lines", lambda: b"".join(b"[sign.S%d]\n" % n for n in range(20_000))),
    "7,000 signs without anything": ("", lambda: b"".join(b"[sign.S%d]\nlevel=9\n" % n for n in range(7_000))),
    "7,000 references that dangle": ("", lambda: GUIDE + b"[duty.x]\nsigns = [\n" + b'"XXX-9-99",\n' * 7_000 + b"]\n"),
    "header of 3,000 parts": ("key-too-deep", lambda: b"[" + b".".join([b"a"] * 3_000) + b"]"),
    "7,000 headers of 6 parts": ("", lambda: b"".join(b"[a%d.b.c.d.e.f]\nx=1\n" % n for n in range(7_000))),
    "long text that never ends": ("not-toml", lambda: b'x = """' + b"hello world\n" * 15_000),
    "quotation marks without end": ("not-toml", lambda: b"x = " + b'"""' * 2_001),
    "backslashes": ("not-toml", lambda: (b'x = "' + b"\\" * 7_001 + b"\n") * 100),
    "blanks": ("not-toml", lambda: (b"a" + b" " * 7_000 + b"\n") * 100),
    "nothing": ("", lambda: b""),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_be_slow_is_a_finding_soon(name: str) -> None:
    """Whatever the file holds, the answer is findings, within bounded time, and at most some hundreds of them."""
    code, make = BOMBS[name]
    content = make()
    began = time.process_time()
    found = faults_of(content)
    assert time.process_time() - began < SOON
    assert found
    assert len(found) < 2_100
    assert {f.code for f in found} == {code} or not code


def test_the_limits_leave_room_for_the_real_guide() -> None:
    """The London guide uses less than half of every limit."""
    assert len(GUIDE) < MOST_BYTES / 2
    assert GUIDE.count(b"\n") < MOST_LINES / 2
    assert GUIDE.count(b"=") < MOST_KEYS / 2
    assert max(map(len, GUIDE.split(b"\n"))) < LONGEST_LINE / 2


def test_prose_in_a_long_text_is_no_key_and_no_bracket() -> None:
    """Full stops, brackets, digits and `=` inside texts and remarks count for nothing."""
    text = 'x = """\nOne. Two. Three. Four. Five. Six. Seven. Eight = nine.\n[[[[[[[[[[[[[[[[[[[[\n' + "1" * 40 + '\n"""\n'
    text += "y = '''\na.b.c.d.e.f.g.h = 1\n'''  # [[[[[[[[[[[[[[[[[[[[[ a.b.c.d.e.f.g\n" + 'z = "[[[[[[[[[[[[[[[[[[[ \\" a.b.c.d.e.f.g"\n'
    assert list(parse_sheet(text.encode(), "x.toml").tables) == ["x", "y", "z"]


LINES = b'''a = 1
long = """
b = 2
[not.a.table]
"""  # [nor.this]
groups = [
    ["PHY"],
    # a remark

    ["NEG", "DVA"], ["XXX"],
    { says = "[x]" },
]
after = 'x'
[table . "with quotes"]  # c = 3
key.inner = {a = 1,
  b = 2}
[[list]]
last = ["a]",
"b"]
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("a",), 1), (("long",), 2), (("after",), 13), (("b",), 0), (("not", "a"), 0), (("PHY",), 0), (("nowhere",), 0),
        (("groups",), 6), (("groups", "0"), 7), (("groups", "1"), 10), (("groups", "2"), 6), (("groups", "3"), 11),
        (("groups", "3", "says"), 11), (("table",), 14), (("table", "with quotes"), 14), (("table", "with quotes", "key", "inner"), 15),
        (("table", "with quotes", "key", "inner", "a"), 15), (("list", "last"), 18), (("list", "last", "1"), 19), (("list", "more"), 17),
    ],
)  # fmt: skip
def test_every_place_has_the_line_it_stands_on(place: tuple[str, ...], line: int) -> None:
    """Tables, keys, and items of a list over several lines; what is in texts and remarks is no place."""
    assert parse_sheet(LINES, "x.toml").line(*place) == line


def test_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    """A file saved on Windows gives the same tables, lines and, but for the mark, the same bytes for the digest."""
    plain = parse_sheet(LINES, "x.toml")
    windows = parse_sheet(b"\xef\xbb\xbf" + LINES.replace(b"\n", b"\r\n"), "x.toml")
    assert windows.tables == plain.tables
    assert windows.lines == plain.lines
    assert parse_sheet(LINES.replace(b"\n", b"\r\n"), "x.toml").content == plain.content


def test_every_key_of_the_real_guide_is_found_on_its_line() -> None:
    """For each sign of the London guide the line of its words holds those words."""
    sheet = read_sheet(places.guide_file())
    rows = GUIDE.decode().split("\n")
    for name, sign in sheet.tables["sign"].items():
        assert sign["says"][:40] in rows[sheet.line("sign", name, "says") - 1]
        assert rows[sheet.line("sign", name) - 1] == f"[sign.{name}]"
    for number, level in sheet.tables["level"].items():
        for item, said in enumerate(level["do"]):
            assert said["says"][:30] in rows[sheet.line("level", number, "do", str(item)) - 1]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a = 1\n[t]\nb = 2\n[t]\n", 4, "The first is on line 2"),
        ("a = 1\nb = 2\na = 3\n", 3, "The first is on line 1"),
        ("[t]\na = 1\n[u]\na = 1\n[t.a]\n", 5, "The first is on line 2"),
        ("a = {b = 1, b = 2}\n", 1, "Keep one of the two"),
        ("a.b = 1\na = 2\n", 2, "The first is on line 1"),
        ("a = 1\nb = 'x\nc = 3\n", 2, "quotation marks"),
        ("a = 1\nb = \"\"\"x\nc = 3\n", 2, "never closed"),
        ("a = 1\nb = '''x\nc = 3\n", 2, "never closed"),
        ("a = [1, 2\nb = 3\n", 2, "lacks a comma"),
        ("a = {b = 1\n", 1, "ends in the middle"),
        ("a = {b = 1 c = 2}\n", 1, "a comma is missing"),
        ("a = \n", 1, "A value is missing"),
        ("a = yes\n", 1, "quotation marks"),
        ("a = 1 b = 2\n", 1, "a line of its own"),
        ("a\n", 1, "no = after it"),
        ("= 1\n", 1, ""),
        ("[a\n", 1, "Close it with ]"),
        ("[]\n", 1, "A key is missing"),
        ("?\n", 1, "[table]"),
        ('a = "\\d"\n', 1, "backslash"),
        ('a = "\\ud800"\n', 1, "backslash"),
        ('a = "\\u12"\n', 1, "backslash"),
        ("a = 2026-02-30T10:00:00\n", 1, "2026-11-22"),
        ("a = 1\nb = 'x\nc = 'y'\n", 2, "never closed"),
        ("a = 1\n\n\nb = [", 4, "ends in the middle"),
        ("a = 1\nb = [\n  1,\n", 3, "ends in the middle"),
        ("a = 1\nb = [\n  1,\n[c]\nd = 2\n", 4, "the line before"),
        ("# a\rb\n", 1, "may not stand here"),
    ],
)  # fmt: skip
def test_a_syntax_fault_is_said_in_plain_words_at_its_line(text: str, line: int, says: str) -> None:
    """Each kind of syntax fault has its own two sentences, in our words."""
    finding = refused(text.encode())
    assert finding.code in ("not-toml", "twice")
    assert finding.line == line
    assert says in f"{finding.says} {finding.help}"


@pytest.mark.skipif(os.name == "nt", reason="POSIX files")
def test_a_file_that_nobody_may_read_is_a_finding(tmp_path: Path) -> None:
    """Missing files, folders, devices and files without the right to read: one finding each, without a line."""
    shut = tmp_path / "shut.toml"
    shut.write_text("a = 1\n")
    shut.chmod(0)
    for path in (
        tmp_path / "none.toml",
        tmp_path,
        Path("/dev/null"),
        Path("a\x00b"),
        Path(),
        *([] if os.access(shut, os.R_OK) else [shut]),
    ):
        with pytest.raises(DataFault) as fault:
            read_sheet(path)
        assert [(f.code, f.line) for f in fault.value.findings] == [("no-file", 0)]


@given(st.binary(max_size=2_000))
def test_any_bytes_give_findings_and_nothing_else(content: bytes) -> None:
    """Random bytes never raise anything but DataFault."""
    faults_of(content)


@given(st.text(alphabet="ab.=[]{}\"'#\\\n ,:-_0159\u00e9", max_size=300))
def test_any_toml_like_text_gives_findings_and_nothing_else(text: str) -> None:
    """The same with the characters that TOML is made of, which reach much deeper."""
    faults_of(text.encode())


_ROWS = GUIDE.decode().split("\n")
_EDITS = st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.text(alphabet="ab.=[]{}\"'#\\\n ,1\x00\u2028é", max_size=6))


@given(st.integers(0, len(_ROWS) - 1), st.integers(1, 60), st.lists(_EDITS, min_size=1, max_size=6))
def test_a_guide_edited_by_accident_gives_findings_and_nothing_else(start: int, many: int, edits: list[tuple[int, int, str]]) -> None:
    """Pieces of the real guide with characters taken out and put in: findings, each with a line inside the file."""
    text = "\n".join(_ROWS[start : start + many])
    for at, out, new in edits:
        at %= len(text) + 1
        text = text[:at] + new + text[at + out :]
    last = text.count("\n") + 1
    assert all(0 <= finding.line <= last for finding in faults_of(text.encode()))
