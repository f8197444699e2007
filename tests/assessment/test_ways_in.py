"""Flags, a file and a batch: the same suggestion on every way in (target M7), and bad lines in their place."""

import json
from pathlib import Path

import pytest

from tests.assessment.desks import NIGHT, suggested_json
from tests.assessment.shapes import ERROR, misfits, through_json
from thresholds.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run `thresholds` in this process: its exit code and its answer."""
    code = main([*words])
    return code, capsys.readouterr().out


def test_the_same_on_every_way_in(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Flags, a file and a batch give the same suggestion (target M7)."""
    concern = {
        "partnership": "brent",
        "indicators": ["PHY-3-02", "HOU-2-01"],
        "age": "5 months",
        "circumstances": ["help-refused"],
        "none": ["CSA"],
        "not_known": ["missing"],
        "yes": ["injury"],
        "worry": 3,
        "danger": "no",
        "now_in": "wandsworth",
        "placed_by": "england",
        "at": NIGHT,
    }
    flags = []
    for key, value in concern.items():
        flag = "--" + {"indicators": "indicator", "circumstances": "circumstance"}.get(key, key).replace("_", "-")
        flags += [word for one in (value if isinstance(value, list) else [value]) for word in (flag, str(one))]
    (tmp_path / "one.json").write_text(json.dumps(concern), encoding="utf-8")
    (tmp_path / "many.jsonl").write_text(json.dumps(concern) + "\n", encoding="utf-8")
    answers = [
        run(capsys, "suggest", *flags, "--json"),
        run(capsys, "suggest", "--from", str(tmp_path / "one.json"), "--json"),
        run(capsys, "suggest", "--batch", str(tmp_path / "many.jsonl")),
    ]
    assert [code for code, _ in answers] == [0, 0, 0]
    shown = [json.loads(text) for _, text in answers]
    assert shown[0] == shown[1] == shown[2] == through_json(suggested_json(str(concern.pop("partnership")), **concern))


def test_a_bad_line_of_a_batch(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A bad line gives an error object in its place, with its own reference, and never what was typed; the others are answered."""
    lines = [
        '{"partnership": "brent", "indicators": ["PHY-4-02"], "ref": "one"}',
        '{"partnership": "brent", "indicators": ["PHY-4-2"], "ref": "two"}',
        '{"partnership": "brent", "age": "Zachariah"}',
        "not json Zachariah",
        '{"partnership": "nowhere"}',
        '{"partnership": "tri-borough-2019"}',
        "",
        '{"partnership": "brent"}',
    ]
    (tmp_path / "many.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, text = run(capsys, "suggest", "--batch", str(tmp_path / "many.jsonl"))
    found = [json.loads(line) for line in text.splitlines()]
    assert (code, len(found)) == (1, len(lines))
    assert [item["schema"].split("/")[1] for item in found] == ["suggestion", *["error"] * 6, "suggestion"]
    assert [fault for item in found[1:7] for fault in misfits(item, ERROR)] == []
    assert [item["line"] for item in found[1:7]] == [2, 3, 4, 5, 6, 7]
    assert (found[1]["ref"], "PHY-4-02" in found[1]["error"]["near"]) == ("two", True)
    codes = ["unknown-indicator", "bad-age", "bad-json", "unknown-partnership", "partnership-is-history", "bad-json"]
    assert [item["error"]["code"] for item in found[1:7]] == codes
    assert "Zachariah" not in text


def test_a_reference_that_drives_a_terminal_leaves_harmless(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A case reference with escape codes or direction marks in it comes out without them, on the page and in JSON."""
    concern = {"partnership": "brent", "indicators": ["EDU-2-01"], "ref": "A\x1b[2J\u202e\n1"}
    (tmp_path / "one.json").write_text(json.dumps(concern), encoding="utf-8")
    for words in (["--json"], []):
        code, text = run(capsys, "suggest", "--from", str(tmp_path / "one.json"), *words)
        assert code == 0
        assert not {"\x1b", "\u202e"} & set(text)
        assert "\\u001b" not in text
