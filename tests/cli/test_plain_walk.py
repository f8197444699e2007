"""`thresholds walk`: plain lines on a pipe, to the same suggestion as `suggest` gives."""

import io
import json
import sys
from datetime import datetime
from pathlib import Path

import pytest

from thresholds.calendar import london
from thresholds.cli import main

ANSWERS = """
no
brent|same|nobody
10 weeks|no|none||
a round bruise on the cheek of a baby||
1
3|full
PHY
PHY-4-02
yes|no|no|no|no|no|no|no
CAR-1-01 WAR-1-01|cannot-be-had|
0|same
"""
V03 = [answer for page in ANSWERS.strip().splitlines() for answer in page.split("|")]
"""Vignette V03, a page a line."""


def walked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lines: list[str], *flags: str) -> tuple[int, str, str]:
    """Drive the plain walk by piped lines; give exit code, standard output and standard error."""
    import thresholds.cli.walk as module

    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines) + "\n"))
    monkeypatch.setattr(module, "now", lambda: datetime(2026, 11, 23, 11, 0, tzinfo=london()))
    code = main(["walk", *flags])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_piped_lines_reach_the_same_suggestion_as_suggest(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The walk's concern, given to `suggest --from`, gives the walk's suggestion, key by key."""
    code, by_walk, _ = walked(capsys, monkeypatch, V03, "--json")
    assert code == 0
    code, concern, _ = walked(capsys, monkeypatch, V03, "--concern")
    assert code == 0
    path = tmp_path / "concern.json"
    path.write_text(concern)
    assert main(["suggest", "--from", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(by_walk)
    assert json.loads(by_walk)["level"] == 4


def test_the_walk_writes_no_escape_code(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain lines hold no escape codes, no carriage returns, and the interrupt comes as soon as the sign is ticked."""
    _, shown, _ = walked(capsys, monkeypatch, V03)
    assert "\x1b" not in shown and "\r" not in shown
    assert shown.index("STOP: phone first.") < shown.index("Which level would you say yourself")
    assert "Level 4, Children in acute need" in shown


def test_an_early_end_is_exit_2(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that end before the walk does are exit 2, with what to do next."""
    code, _, says = walked(capsys, monkeypatch, V03[:9])
    assert code == 2
    assert "one answer a line" in says


def test_danger_yes_says_999_at_once(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A yes to danger is answered with 999 and every area's number before anything else is asked."""
    _, shown, _ = walked(capsys, monkeypatch, ["yes"])
    after = shown[shown.index("STOP: phone first.") :]
    assert after.index("999") < after.index("Where is the child, and who is responsible?")
    assert "020 8937 2228" in after


def test_danger_why_and_back_work_at_every_question(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`!` shows the danger card, `?` why we ask, `<` the page before, and the question is asked again."""
    code, shown, _ = walked(capsys, monkeypatch, ["no", "!", "?", "<", *V03])
    assert code == 0
    assert "If a child is in danger now, phone 999." in shown
    assert shown.count("-- Danger: Is a child in danger now?") == 2


def test_stopping_keeps_nothing_and_is_exit_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """`q` stops the walk; nothing is kept, and it says so."""
    code, _, says = walked(capsys, monkeypatch, ["no", "q"])
    assert code == 130
    assert "Nothing was kept" in says


def test_a_change_at_check_is_asked_again_and_counts(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Changing the age at check goes back to that page alone, then to check again."""
    lines = [*V03[:-2], "3", "4 years", "yes", "none", "", "", "0", "same"]
    code, shown, _ = walked(capsys, monkeypatch, lines, "--concern")
    assert code == 0
    assert json.loads(shown)["age"] == "4 years"


@pytest.mark.parametrize("typed", ["99", "0", "-1", "1 2", "\x1b[2J", "[/x]", "\u202eyes", "x" * 200_000, "²"])
def test_nonsense_is_asked_again(typed: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that cannot be taken is explained and asked again; it is never shown raw."""
    code, shown, _ = walked(capsys, monkeypatch, [typed, *V03])
    assert code == 0
    assert "Error: " in shown
    assert "\x1b" not in shown and "\u202e" not in shown


def test_the_referral_can_be_saved_at_the_end(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The name of a new file at the last question saves the referral with the person's own words."""
    path = tmp_path / "referral.txt"
    code, shown, _ = walked(capsys, monkeypatch, [*V03, str(path)])
    assert code == 0
    assert "Saved." in shown
    assert "> a round bruise on the cheek of a baby" in path.read_text()
