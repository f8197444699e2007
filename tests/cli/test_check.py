"""`thresholds check`: every fault, at its line, with its mend; nothing that was typed is repeated."""

import json
import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from thresholds import places
from thresholds.cli import main

BROKEN = Path(__file__).parent.parent / "broken"
FAULTS: dict[str, dict[str, Any]] = tomllib.loads((BROKEN / "faults.toml").read_text(encoding="utf-8"))
CANARY = "Zebedee')(\"x"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of our own: the tiny guide, one area over it, bank holidays; none has a fault."""
    (tmp_path / "partnerships").mkdir()
    for name, place in (("guide.toml", places.GUIDE), ("brent.toml", "partnerships/brent.toml"), ("bank_holidays.toml", places.HOLIDAYS)):
        (tmp_path / place).write_bytes((BROKEN / name).read_bytes())
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path))
    return tmp_path


def place_of(data: Path, name: str) -> Path:
    """Where a file of tests/broken lies in the data folder."""
    return {"guide.toml": data / places.GUIDE, "brent.toml": data / "partnerships/brent.toml"}.get(name, data / name)


def checked(capsys: pytest.CaptureFixture[str], *words: str, code: int) -> list[dict[str, Any]]:
    """Run the check, which must end with `code` and say nothing on standard error; give its findings."""
    assert main(["check", *words, "--json"]) == code
    shown = capsys.readouterr()
    assert shown.err == ""
    answer = json.loads(shown.out)
    assert answer["schema"] == "thresholds/check/1"
    return answer["findings"]  # type: ignore[no-any-return]


def line_of(text: str, mark: str) -> int:
    """The first line on which `mark` stands; 0 for no mark."""
    return next(number for number, row in enumerate(text.split("\n"), 1) if mark in row) if mark else 0


def test_the_data_of_this_checkout_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    """Without FILE the guide, seven areas, holidays, glossary, seven ladders and what they share are checked, and the count says so."""
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "18 files checked, no faults.\n"


def test_the_tiny_data_has_no_fault(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the broken ones are made from is whole, so each of them has the fault that was put in and no other."""
    assert checked(capsys, code=0) == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_found_at_its_line_with_its_mend(name: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every broken file gives exactly its faults: code, file, place, line, and words that help."""
    case = FAULTS[name]
    path = place_of(data, case["file"])
    text = path.read_text(encoding="utf-8")
    assert text.count(case["find"]) == 1, "the case no longer fits its file"
    text = text.replace(case["find"], case["put"])
    path.write_text(text, encoding="utf-8")
    found = checked(capsys, code=1)
    wanted = sorted((code, place, line_of(text, mark)) for code, place, mark, _ in case["faults"])
    assert sorted((f["code"], f["place"], f["line"]) for f in found) == wanted
    assert {f["file"] for f in found} == {path.name}
    for code, place, _, words in case["faults"]:
        one = next(f for f in found if (f["code"], f["place"]) == (code, place))
        assert words in f"{one['says']} {one['help']}"
        assert one["severity"] == "error"
        assert one["says"].endswith(".")
        assert one["help"].endswith(".")


def test_every_structural_rule_has_a_broken_file() -> None:
    """Each kind of fault that the loader knows is shown by at least one of the broken files."""
    shown = {code for case in FAULTS.values() for code, *_ in case["faults"]}
    assert shown >= {
        "missing-table", "missing-key", "unknown-key", "wrong-type", "not-allowed", "wrong-form", "wrong-length", "out-of-range",
        "missing-level", "missing-topic", "missing-reason", "missing-route", "unknown-topic", "unknown-reason", "unknown-contact",
        "unknown-source", "unknown-sign", "unknown-sub-domain", "unknown-group", "unknown-rule", "placement-not-seen",
        "rule-incomplete", "rule-cannot-raise", "unread-key", "name-taken", "duty-never-shown", "id-not-file", "twice", "not-toml",
    }  # fmt: skip


def test_faults_of_several_files_are_sorted_by_file_and_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault in each of three files: all are said, by file and line, and the text says how many files were checked."""
    for name in ("three-at-once", "everything-at-once-in-an-area", "a-holiday-alone"):
        path = place_of(data, FAULTS[name]["file"])
        path.write_text(path.read_text(encoding="utf-8").replace(FAULTS[name]["find"], FAULTS[name]["put"]), encoding="utf-8")
    found = checked(capsys, code=1)
    assert len(found) == 7
    assert [(f["file"], f["line"]) for f in found] == sorted((f["file"], f["line"]) for f in found)
    assert main(["check"]) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.splitlines()[-1] == "3 files checked, 7 faults."
    assert shown.out.splitlines()[0].startswith("bank_holidays.toml:3: error [wrong-type] england-and-wales.2027: ")


def test_a_fault_of_the_guide_is_not_blamed_on_an_area(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An area over a broken guide is checked all the same; the guide's fault shows once, and only where the guide is checked."""
    guide, area = place_of(data, "guide.toml"), place_of(data, "brent.toml")
    guide.write_text(guide.read_text(encoding="utf-8").replace("level     = 4", "level     = 9"), encoding="utf-8")
    area.write_text(area.read_text(encoding="utf-8").replace('["S01"]\nverified', '["S88"]\nverified'), encoding="utf-8")
    assert [(f["file"], f["code"]) for f in checked(capsys, str(area), code=1)] == [("brent.toml", "unknown-source")]
    assert [(f["file"], f["code"]) for f in checked(capsys, code=1)] == [("brent.toml", "unknown-source"), (places.GUIDE, "out-of-range")]


def test_an_area_over_a_guide_that_cannot_be_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The area's own faults are said, and the guide's once; nothing is said of ids that nobody can look up."""
    guide, area = place_of(data, "guide.toml"), place_of(data, "brent.toml")
    guide.write_bytes(b"[level.1\n")
    area.write_text(area.read_text(encoding="utf-8").replace('prefix          = "BR"', 'prefix          = "B"'), encoding="utf-8")
    wanted = [("brent.toml", "wrong-form"), (places.GUIDE, "not-toml")]
    assert [(f["file"], f["code"]) for f in checked(capsys, str(area), code=1)] == wanted
    assert [(f["file"], f["code"]) for f in checked(capsys, code=1)] == wanted


def test_files_are_known_by_what_they_hold(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A guide under any name is checked as a guide, an area by its route, and a file of no kind is told what the kinds are."""
    guide = tmp_path / "next.toml"
    guide.write_bytes((BROKEN / "guide.toml").read_bytes())
    assert checked(capsys, str(guide), str(place_of(data, "brent.toml")), str(data / places.HOLIDAYS), code=0) == []
    other = tmp_path / "other.toml"
    other.write_text("a = 1\n")
    assert [f["code"] for f in checked(capsys, str(other), code=1)] == ["unknown-kind"]


def test_files_of_one_name_are_told_apart(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files of the same name are named by their paths; the same file given twice is checked once."""
    for folder in ("old", "new"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "brent.toml").write_text("x = 1\n")
    old, new = str(tmp_path / "old/brent.toml"), str(tmp_path / "new/brent.toml")
    assert [f["file"] for f in checked(capsys, old, new, old, code=1)] == [new, old]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes of this kind")
def test_what_is_no_plain_file_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder, a pipe that nobody writes to, a device and a missing file are findings at once; nothing waits and nothing crashes."""
    os.mkfifo(tmp_path / "pipe")
    found = checked(capsys, str(tmp_path), str(tmp_path / "pipe"), "/dev/zero", str(tmp_path / "none.toml"), "", "a\x00b", code=1)
    assert {f["code"] for f in found} == {"no-file"}
    assert len(found) == 6


def test_an_unknown_format_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A format that is not there yet is exit 2, with the ones that are; standard output stays empty."""
    assert main(["check", "--format", "sarif"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "text and json" in shown.err


def test_both_ways_to_ask_for_json_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """--json and --format json give one object."""
    assert main(["check", "--json"]) == 0
    first = capsys.readouterr().out
    assert main(["check", "--format", "json"]) == 0
    assert capsys.readouterr().out == first


def leaves(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of a parsed file that holds a value."""
    if isinstance(value, dict):
        return [place, *(leaf for key, inner in value.items() for leaf in leaves(inner, (*place, key)))]
    if isinstance(value, list):
        return [place, *(leaf for number, inner in enumerate(value) for leaf in leaves(inner, (*place, number)))]
    return [place]


@pytest.mark.parametrize("name", ["guide.toml", "brent.toml"])
def test_no_finding_repeats_what_was_typed(name: str) -> None:
    """A word put in the place of every value in turn is in no finding: it may be about a child, and logs are kept."""
    from thresholds.guide.load import area_faults, guide_faults
    from thresholds.guide.overlay import Layers
    from thresholds.toml import Sheet, parse_sheet

    guide = parse_sheet((BROKEN / "guide.toml").read_bytes(), "guide.toml")
    sheet = parse_sheet((BROKEN / name).read_bytes(), name)
    said = 0
    for place in leaves(sheet.tables):
        for bad in (CANARY, [CANARY], {"says": CANARY}, [[CANARY]], [{"source": [CANARY]}]):
            tables = json.loads(json.dumps(sheet.tables, default=str))
            here = tables
            for part in place[:-1]:
                here = here[part]
            if place:
                here[place[-1]] = bad
            broken = Sheet(name, tables, sheet.content)
            layers = Layers(broken) if name == "guide.toml" else Layers(guide, broken)
            for finding in [*guide_faults(layers), *area_faults(layers)]:
                said += 1
                assert "Zebedee" not in finding.as_line()
    assert said > 500


@pytest.mark.parametrize(
    "row", ["x = Zebedee", "[Zebedee", "Zebedee", "x = 'Zebedee", 'x = "\\Zebedee"', "x = [Zebedee]", "x = {Zebedee}", "x = 1 Zebedee"]
)
def test_no_syntax_fault_repeats_what_was_typed(row: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parser quotes the file in its own words; ours never do."""
    path = data / "zed.toml"
    path.write_text(f"a = 1\n{row}\n")
    found = checked(capsys, str(path), code=1)
    assert [(f["code"], f["line"]) for f in found] == [("not-toml", 2)]
    assert "Zebedee" not in json.dumps(found)


def test_a_key_made_to_drive_a_terminal_is_made_harmless(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keys are shown, since people must find them: on one line, short, without escape codes."""
    path = data / "zed.toml"
    path.write_text('[level]\n"\\u001b[31mred\\n' + "k" * 500 + '" = 1\n')
    assert main(["check", str(path)]) == 1
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "k" * 61 not in shown
    assert all(row.startswith("zed.toml") for row in shown.splitlines()[:-1])
