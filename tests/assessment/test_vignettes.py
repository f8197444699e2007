"""Vignettes through `thresholds suggest --batch` (target M5): the level in range and never below it, and fast enough."""

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.assessment.desks import OFFICE, suggested_json
from thresholds.cli import main
from thresholds.guide.fixed import URGENCIES

CASES = Path(__file__).parent.parent / "cases"
SPEEDS = {"immediate": "now"}
"""The facts' word where it differs from the tool's."""
OWN_KEYS = {"theme", "text", "expected", "range", "speed"}


@cache
def vignettes() -> dict[str, dict[str, Any]]:
    """All vignettes: the facts' own, and those kept aside."""
    files = [CASES / "vignettes.toml", CASES / "vignettes_aside.toml"]
    return {name: case for file in files for name, case in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def as_concern(name: str) -> dict[str, Any]:
    """A vignette as the JSON that the batch takes."""
    return {"ref": name, "at": OFFICE, **{key: value for key, value in vignettes()[name].items() if key not in OWN_KEYS}}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the command says of all vignettes, by id."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in.jsonl").write_text("".join(json.dumps(as_concern(name)) + "\n" for name in vignettes()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched, (folder / "out.jsonl").open("w", encoding="utf-8") as out:
        patched.setattr("sys.stdout", out)
        assert main(["suggest", "--batch", str(folder / "in.jsonl")]) == 0
    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(vignettes())
    return {found["ref"]: found for found in map(json.loads, lines)}


def test_the_batch_keeps_the_order(batch: dict[str, Any]) -> None:
    """One line comes out for each line in, in the same order."""
    assert list(batch) == list(vignettes())


def test_there_are_thirteen_and_ten() -> None:
    """All thirteen vignettes of the facts are here, and ten more with their own themes."""
    names = list(vignettes())
    assert [len([name for name in names if name[0] == letter]) for letter in "VA"] == [13, 10]
    assert len({case["theme"] for case in vignettes().values()}) == 23


@pytest.mark.parametrize("name", vignettes())
def test_the_level_is_in_range(name: str, batch: dict[str, Any]) -> None:
    """The suggested level is within the acceptable range, and never below it."""
    lowest, highest = vignettes()[name]["range"]
    assert lowest <= vignettes()[name]["expected"] <= highest
    assert lowest <= batch[name]["level"] <= highest


@pytest.mark.parametrize("name", vignettes())
def test_it_is_fast_enough(name: str, batch: dict[str, Any]) -> None:
    """The suggestion is at least as urgent as the vignette asks."""
    speed = vignettes()[name]["speed"]
    assert URGENCIES.index(batch[name]["urgency"]) >= URGENCIES.index(SPEEDS.get(speed, speed))


@pytest.mark.parametrize("name", [name for name, case in vignettes().items() if case["range"][1] > case["expected"]])
def test_what_might_be_higher_can_be_seen(name: str, batch: dict[str, Any]) -> None:
    """Where a higher level is acceptable, the suggestion reaches it, asks to discuss it, or says what would change the level."""
    found = batch[name]
    highest = vignettes()[name]["range"][1]
    assert max(found["level"], found["discuss"] or 0) >= highest or any(change["level"] >= highest for change in found["would_change"])


@pytest.mark.parametrize("name", vignettes())
def test_batch_and_function_agree(name: str, batch: dict[str, Any]) -> None:
    """The batch says what the function says."""
    given = as_concern(name)
    area = given.pop("partnership")
    assert batch[name] == json.loads(json.dumps(suggested_json(area, **given)))
