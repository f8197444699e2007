"""`thresholds suggest`: flags, files, batches, refusals."""

import io
import json
from pathlib import Path

import pytest

from thresholds.cli import main
from thresholds.cli.batch import LONGEST_LINE, run_batch
from thresholds.cli.console import library, now

CANARY = "Zebedee"
BABY = ["suggest", "--partnership", "brent", "--indicator", "PHY-4-02", "--age", "10 weeks"]


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict:  # type: ignore[type-arg]
    """Run a command that must succeed and give its JSON."""
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must be refused with exit 2 and an empty standard output; give what it says."""
    assert main(list(words)) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Error: ")
    return shown.err


def test_a_bruised_baby_is_level_4_now_with_brents_front_door(capsys: pytest.CaptureFixture[str]) -> None:
    """The issue's own example: level 4, urgency now, reasons with sources, Brent's front door."""
    found = answered(capsys, *BABY)
    assert (found["level"], found["urgency"], found["partnership"]) == (4, "now", "brent")
    assert all(reason["source"] and reason["basis"] for reason in found["reasons"])
    assert found["reasons"][0]["signs"][0]["placement"] == "comparator"
    assert "020 8937 2228" in [contact["phone"] for contact in found["route"]["contacts"]]
    assert found["rests_on"] == [["PHY-4-02"]]
    assert found["why_not_above"] is None


def test_the_text_answer_begins_with_the_headline(capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json the answer is plain text, led by level, name and action together."""
    assert main(BABY) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[3].startswith("! Level 4, Children in acute need: phone the front door now.")
    assert "\x1b" not in shown


def test_flags_and_a_file_give_the_same_suggestion(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The same concern gives the same suggestion from flags, from a file and from a batch."""
    concern = {
        "partnership": "brent",
        "indicators": ["EDU-2-03", "PHY-3-01"],
        "age": "3 years",
        "worry": 3,
        "yes": ["missing"],
        "at": "2026-11-23T11:00",
    }
    flags = [
        "--partnership",
        "brent",
        "--indicator",
        "EDU-2-03",
        "--indicator",
        "PHY-3-01",
        "--age",
        "3 years",
        "--worry",
        "3",
        "--yes",
        "missing",
    ]
    by_flags = answered(capsys, "suggest", *flags, "--at", "2026-11-23T11:00")
    path = tmp_path / "concern.json"
    path.write_text(json.dumps(concern))
    by_file = answered(capsys, "suggest", "--from", str(path))
    assert main(["suggest", "--batch", str(path)]) == 0
    by_batch = json.loads(capsys.readouterr().out)
    assert by_flags == by_file == by_batch


def test_small_letters_of_an_id_do_not_matter(capsys: pytest.CaptureFixture[str]) -> None:
    """An id typed in small letters is the same id."""
    assert answered(capsys, "suggest", "--partnership", "brent", "--indicator", "phy-4-02")["rests_on"] == [["PHY-4-02"]]


def test_a_key_twice_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """JSON with a key twice is refused: nobody can tell which of the two was meant."""
    path = tmp_path / "concern.json"
    path.write_text('{"partnership": "brent", "indicators": ["PHY-4-02"], "indicators": []}', encoding="utf-8")
    assert "twice" in refused(capsys, "suggest", "--from", str(path))


def test_a_misspelt_indicator_names_the_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown id is exit 2 with near ids, and the typed one is not repeated."""
    says = refused(capsys, "suggest", "--partnership", "brent", "--indicator", "PHY-4-2")
    assert "PHY-4-02" in says


@pytest.mark.parametrize(
    "words",
    [
        ["suggest", "--partnership", CANARY, "--indicator", "PHY-4-02"],
        ["suggest", "--partnership", "brent", "--indicator", CANARY],
        ["suggest", "--partnership", "brent", "--age", CANARY],
        ["suggest", "--partnership", "brent", "--age", "99 years"],
        ["suggest", "--partnership", "brent", "--danger", CANARY],
        ["suggest", "--partnership", "brent", "--circumstance", CANARY],
        ["suggest", "--partnership", "brent", "--none", CANARY],
        ["suggest", "--partnership", "brent", "--at", CANARY],
        ["suggest", "--partnership", "brent", "--at", "2026-02-30T10:00"],
        ["suggest", "--partnership", "brent", "--worry", CANARY],
        ["suggest", "--partnership", "brent", "--worry", "9"],
        ["suggest", "--partnership", "tri-borough-2019"],
        ["suggest"],
        ["suggest", CANARY],
        ["suggest", f"--{CANARY}"],
        ["suggest", "--from", CANARY],
        ["suggest", "--from", "x", "--partnership", "brent"],
        [CANARY],
    ],
)
def test_nonsense_is_refused_without_being_repeated(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A bad call is exit 2, two plain sentences on standard error, and never what was typed."""
    assert CANARY not in refused(capsys, *words)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "JSON"),
        ("[]", "object"),
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ('{"partnership": 3}', "partnership"),
        ('{"partnership": "brent", "indicaters": []}', "indicators"),
    ],
)
def test_a_bad_concern_file_is_refused(text: str, word: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A concern that is no JSON, no object, or has a wrong key is exit 2 and says which."""
    path = tmp_path / "concern.json"
    path.write_text(text)
    assert word in refused(capsys, "suggest", "--from", str(path))


def test_a_bad_line_becomes_an_error_in_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A batch goes on after a bad line, keeps the order, and ends with exit 1."""
    good = json.dumps({"ref": "a", "partnership": "brent", "indicators": ["PHY-4-02"]})
    bad = json.dumps({"ref": "b", "partnership": "brent", "indicators": ["PHY-4-2"]})
    path = tmp_path / "batch.jsonl"
    path.write_text("\n".join([good, bad, "not json", "", good]) + "\n")
    assert main(["suggest", "--batch", str(path)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["schema"].split("/")[1] for line in lines] == ["suggestion", "error", "error", "error", "suggestion"]
    assert lines[1] | {"error": None} == {"schema": "thresholds/error/1", "line": 2, "ref": "b", "error": None}
    assert lines[1]["error"]["code"] == "unknown-indicator"
    assert "PHY-4-02" in lines[1]["error"]["near"]


def test_a_line_of_many_megabytes_is_one_error_and_the_next_line_is_read() -> None:
    """A line longer than the limit is refused without being held whole, and does not swallow its neighbour."""
    good = json.dumps({"partnership": "brent", "indicators": ["PHY-4-02"]}).encode()
    out = io.StringIO()
    assert run_batch(io.BytesIO(b"x" * (3 * LONGEST_LINE) + b"\n" + good), out, library(), now()) == 1
    first, second = map(json.loads, out.getvalue().splitlines())
    assert first["error"]["code"] == "too-large"
    assert second["level"] == 4


def test_a_hostile_reference_comes_back_harmless(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Escape codes and direction marks in a reference are shown as marks, in the text and in JSON."""
    path = tmp_path / "concern.json"
    path.write_text(json.dumps({"ref": "x\x1b]0;owned\x07\u202e[/b]", "partnership": "brent"}))
    shown = answered(capsys, "suggest", "--from", str(path))
    assert not set(shown["ref"]) & set("\x1b\x07\u202e")
    assert "[/b]" in shown["ref"]


def test_a_referral_is_a_new_private_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """--referral writes Markdown that only its owner can read, and leaves a file that is there already alone."""
    path = tmp_path / "referral.md"
    assert main([*BABY, "--referral", str(path)]) == 0
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert text.startswith("# Referral")
    assert "What was seen" in text and "What was said" in text and "What the referrer thinks" in text
    assert "2026.11" in text and "This tool suggests" in text
    capsys.readouterr()
    assert main([*BABY, "--referral", str(path)]) == 5
    assert path.read_text() == text


def test_a_faulty_data_folder_gives_all_its_faults_and_exit_3(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guide with several faults names every one with file and line; standard output stays empty."""
    import shutil

    from thresholds import places

    folder = tmp_path / "data"
    shutil.copytree(places.data_folder(), folder)
    guide = folder / "london_continuum.toml"
    text = guide.read_text("utf-8").replace('strand = "injury"', 'strnad = "injury"', 1).replace("[level.3]", "[level.9]", 1)
    guide.write_text(text, "utf-8")
    monkeypatch.setenv("THRESHOLDS_DATA", str(folder))
    assert main(BABY) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "unknown-key" in shown.err and "missing-level" in shown.err and "london_continuum.toml:" in shown.err


def test_our_own_fault_shows_no_traceback(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the tool's own ends with exit 70 and two sentences, without what was typed."""
    import thresholds.assessment.suggest as module

    def broken(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(module, "read_answers", broken)
    monkeypatch.delenv("THRESHOLDS_DEBUG", raising=False)
    assert main(BABY) == 70
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err and CANARY not in shown.err and shown.out == ""
