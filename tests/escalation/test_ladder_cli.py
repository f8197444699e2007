"""The `escalation` commands as a person or a script calls them: answers on standard output, the rest on standard error, exit codes."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from escalation.cli import main

Out = pytest.CaptureFixture[str]


def answer(capsys: Out, *argv: str) -> Any:
    """What a command prints as JSON; it ends well and says nothing else."""
    assert main([*argv, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return json.loads(said.out)


def refused(capsys: Out, code: int, *argv: str) -> str:
    """What a command says on standard error when it ends with `code`; standard output stays empty."""
    assert main(list(argv)) == code
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_the_deadline_of_the_contract(capsys: Out) -> None:
    """The shape `escalation/deadline/1` with the date of the issue."""
    found = answer(capsys, "deadline", "--stage", "HF-1", "--opened", "2026-04-01T10:15")
    asked = {key: found[key] for key in ("schema", "opened", "due", "due_at", "basis", "guide_only")}
    assert asked == {
        "schema": "escalation/deadline/1",
        "opened": "2026-04-01T10:15:00+01:00",
        "due": "2026-04-10",
        "due_at": "2026-04-10T17:00:00+01:00",
        "basis": "london-default",
        "guide_only": False,
    }
    assert isinstance(found["says"], str)
    assert isinstance(found["source"], str)


def test_a_deadline_that_nobody_set(capsys: Out) -> None:
    """Both dates are null where none is stated."""
    found = answer(capsys, "deadline", "--stage", "WA-4", "--opened", "2026-04-01T10:15")
    assert (found["due"], found["due_at"], found["basis"]) == (None, None, "none-stated")


def test_every_flag_of_the_deadline(capsys: Out) -> None:
    """Ladder, partnership, agreed date, protective time and the answer on child protection procedures are heard."""
    base = ("deadline", "--opened", "2026-04-01T10:15", "--stage")
    assert answer(capsys, *base, "L2", "--ladder", "hf-2021")["ladder"] == "HF-2021"
    assert answer(capsys, *base, "L1", "--partnership", "brent")["ladder"] == "BR-2021"
    assert answer(capsys, *base, "WA-E1", "--partnership", "wandsworth")["ladder"] == "WA-2021-E"
    assert answer(capsys, *base, "HF-4", "--agreed", "2026-04-22")["basis"] == "agreed"
    assert answer(capsys, *base, "HF-1", "--protective", "24 hours")["due_at"] == "2026-04-02T10:15:00+01:00"
    assert answer(capsys, *base, "HF-1", "--cp-dispute", "no")["guide_only"] is True
    assert answer(capsys, *base, "HF-1", "--cp-dispute", "not-known")["guide_only"] is False


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--stage", "HF-1", "--opened", "2026-02-30T10:00"), "calendar"),
        (("--stage", "HF-1", "--opened", "2027-03-28T01:30"), "clocks"),
        (("--stage", "HF-1", "--opened", "yesterday"), "2026-11-22T17:30"),
        (("--stage", "HF-77", "--opened", "2026-04-01T10:15"), "Near ones"),
        (("--stage", "HF-1", "--ladder", "BR-2021", "--opened", "2026-04-01T10:15"), "no such stage"),
        (("--stage", "HF-1", "--ladder", "ZZ-1", "--opened", "2026-04-01T10:15"), "No ladder"),
        (("--stage", "HF-1", "--partnership", "brent", "--opened", "2026-04-01T10:15"), "no such stage"),
        (("--stage", "BR-1", "--partnership", "brent", "--opened", "2018-04-01T10:15"), "so early"),
        (("--stage", "BR-1", "--partnership", "narnia", "--opened", "2018-04-01T10:15"), "No partnership"),
        (("--stage", "HF-1", "--opened", "2026-04-01T10:15", "--agreed", "2026-02-30"), "calendar"),
        (("--stage", "HF-1", "--opened", "2026-04-01T10:15", "--agreed", "2025-02-03"), "before"),
        (("--stage", "HF-1", "--opened", "2026-04-01T10:15", "--protective", "2 days"), "working days"),
        (("--stage", "HF-1", "--opened", "2026-04-01T10:15", "--cp-dispute", "perhaps"), "not-known"),
        (("--opened", "2026-04-01T10:15"), "--stage"),
        (("--stage", "HF-1"), "--opened"),
    ],
)
def test_a_wrong_call_is_refused_with_what_to_do(capsys: Out, argv: tuple[str, ...], words: str) -> None:
    """Exit 2, nothing on standard output, what to do next on standard error, and nothing of what was typed in vain."""
    said = refused(capsys, 2, "deadline", *argv)
    assert words in said
    assert not {"narnia", "perhaps", "yesterday", "HF-77"} & set(re.findall(r"[\w-]+", said))


def test_the_deadline_in_words(capsys: Out) -> None:
    """A person reads the weekday, whose limit it is, other clocks, warnings and the source in full."""
    assert main(["deadline", "--stage", "HF-1", "--opened", "2026-10-25T01:30", "--protective", "24 hours"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in ("Monday 26 October 2026, 00:30", "set by the raiser", "Also running: Friday 30 October 2026", "came twice"):
        assert words in said
    assert main(["deadline", "--stage", "HF-1", "--opened", "2026-04-01T10:15", "--cp-dispute", "no"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in ("Friday 10 April 2026, 17:00 (a guide only)", "London default", "Professional conflict resolution", "11.1.4"):
        assert words in said
    assert main(["deadline", "--stage", "HF-4", "--opened", "2026-04-01"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "No date: none stated" in said
    assert "Thursday 2 April 2026" in said


@pytest.mark.parametrize(
    ("name", "stages"),
    [
        ("hammersmith-and-fulham", ["HF-1", "HF-5", "HF-S", "L1", "LC"]),
        ("brent", ["BR-1", "BR-4"]),
        ("kensington-and-chelsea", ["TB-1", "TB-3"]),
        ("westminster", ["TB-1", "TB-3"]),
        ("tri-borough-2019", ["TB-1"]),
        ("wandsworth", ["WA-1", "WA-5", "WA-E3"]),
        ("england", ["WT-1", "WT-4"]),
        ("LONDON", ["L1", "LP"]),
        ("wa-2021-e", ["WA-E1"]),
    ],
)
def test_a_ladder_in_words(capsys: Out, name: str, stages: list[str]) -> None:
    """Danger first, then the stages, whose limit each has, what is silent, other routes, and every source with its title."""
    assert main(["ladder", name]) == 0
    out = capsys.readouterr().out
    said = " ".join(out.split())
    assert "999" in said.split("The stages")[0]
    for words in (
        "itles as printed in",
        "none stated",
        "What the document does not say",
        "Whistleblowing Advice Line, 0800 028 0285",
        "Sources",
    ):
        assert words in said
    assert all(f"\n{stage}  " in out for stage in stages)
    assert max(map(len, out.splitlines())) <= 78


def test_the_unloaded_protocol_is_said(capsys: Out) -> None:
    """The Tri-borough's and Wandsworth's texts are said not to be loaded, and who to ask."""
    for name in ("westminster", "wandsworth", "england"):
        assert main(["ladder", name]) == 0
        said = " ".join(capsys.readouterr().out.split())
        assert "not loaded" in said
        assert "business manager" in said


def test_a_ladder_as_json(capsys: Out) -> None:
    """One object: the ladder whole, those beside it, and the ladders before it."""
    found = answer(capsys, "ladder", "wandsworth")
    assert (found["schema"], found["id"], found["partnership"]) == ("escalation/ladder/1", "WA-2021", "wandsworth")
    assert [one["id"] for one in found["beside"]] == ["WA-2021-E"]
    four = next(stage for stage in found["stages"] if stage["id"] == "WA-4")
    assert four["opens"]["override"] == "never"
    assert found["stages"][0]["next"]["yes"] == ["L2", "LP"]
    assert all(stage["limit"]["basis"] in ("london-default", "none-stated") for stage in found["stages"])
    assert {"code": "W", "printed": False} in four["ways_out"]
    cited = {source for stage in found["stages"] for source in stage["source"]}
    assert {source.split(" ")[0] for source in cited} <= set(found["sources"])


def test_a_ladder_on_a_day(capsys: Out) -> None:
    """Hammersmith & Fulham followed the Tri-borough's ladder until 31 March 2021, and names it as earlier after that."""
    assert answer(capsys, "ladder", "hammersmith-and-fulham", "--on", "2021-03-31")["id"] == "TB-2019"
    now = answer(capsys, "ladder", "hammersmith-and-fulham", "--on", "2021-04-01")
    assert (now["id"], now["earlier"]) == ("HF-2021", [{"id": "TB-2019", "from": "2019-09-29"}])


def test_the_list_of_ladders(capsys: Out) -> None:
    """Without a name all seven are listed with the areas that follow them."""
    found = {one["id"]: one["partnerships"] for one in answer(capsys, "ladder")["ladders"]}
    assert found["TB-2019"] == ["hammersmith-and-fulham", "kensington-and-chelsea", "tri-borough-2019", "westminster"]
    assert len(found) == 7
    assert main(["ladder"]) == 0
    assert "WA-2021-E" in capsys.readouterr().out


def test_an_unknown_ladder(capsys: Out) -> None:
    """An id that nothing has is refused with near ones."""
    assert "brent" in refused(capsys, 2, "ladder", "brend")


def test_without_a_command_there_is_help(capsys: Out) -> None:
    """`escalation` alone prints its help, `--version` the version, and an unknown command ends with 2."""
    assert main([]) == 0
    assert "999 first" in " ".join(capsys.readouterr().out.split())
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("escalation ")
    assert "escalation --help" in refused(capsys, 2, "laddr")


def test_a_ladder_that_does_not_load(capsys: Out, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A damaged ladder file ends with 3 and names every fault with its line; another ladder still answers."""
    import shutil

    from thresholds import places

    shutil.copytree(places.data_folder(), tmp_path / "data")
    path = tmp_path / "data" / "ladders" / "HF-2021.toml"
    path.write_text(path.read_text("utf-8").replace('basis = "none-stated", ', "", 1), "utf-8")
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path / "data"))
    said = refused(capsys, 3, "ladder", "HF-2021")
    assert re.search(r"HF-2021\.toml:\d+: error \[missing-key\] stage\.HF-3\.limit", said)
    assert main(["ladder", "BR-2021"]) == 0
    assert main(["deadline", "--stage", "BR-1", "--opened", "2026-04-01T10:15"]) == 0


def test_local_closure_days_count(capsys: Out, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closure day in an area's file moves what is due there, and nowhere else."""
    import shutil

    from thresholds import places

    shutil.copytree(places.data_folder(), tmp_path / "data")
    path = tmp_path / "data" / "partnerships" / "brent.toml"
    closed = 'closures = [{ day = 2026-04-09, says = "Offices closed", source = ["convention"] }]\n'
    path.write_text(path.read_text("utf-8").replace("[document.thresholds]", closed + "\n[document.thresholds]", 1), "utf-8")
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path / "data"))
    ask = ("deadline", "--opened", "2026-04-01T10:15", "--stage", "BR-1")
    assert answer(capsys, *ask, "--partnership", "brent")["due"] == "2026-04-13"
    assert answer(capsys, *ask)["due"] == "2026-04-10"


def test_the_commands_leave_alone_what_they_do_not_need() -> None:
    """A deadline loads no screens, no walk, no register and no HTTP client."""
    code = (
        "import sys; from escalation.cli import main; main(['deadline', '--stage', 'HF-1', '--opened', '2026-04-01T10:15']);"
        "unasked = ('textual', 'tui', 'requests', 'thresholds.assessment', 'thresholds.records');"
        "bad = [name for name in sys.modules if name.startswith(unasked)];"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
