"""`thresholds partnership`: the areas alone and side by side."""

import json
import shlex
from typing import Any

import pytest

from thresholds.cli import main
from thresholds.guide.library import Library

CANARY = "Zebedee"
HISTORY = "History: no new concern starts here."


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must succeed quietly; give its text, which fits 80 columns."""
    assert main(["partnership", *words]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert all(len(row) <= 80 for row in shown.out.splitlines())
    return shown.out


def answered(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """Run a command that must succeed and give its JSON."""
    assert main(["partnership", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run a command that must be refused with exit 2 and an empty standard output; give what it says."""
    assert main(["partnership", *words]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Error: ")
    return shown.err


def test_the_list_names_every_area(capsys: pytest.CaptureFixture[str], library: Library) -> None:
    """Id and name of each, the front door of current ones, and that nothing new starts in the one that is history."""
    rows = said(capsys, "list").splitlines()
    assert [row.split(":")[0] for row in rows if not row.startswith(" ")] == list(library.area_ids)
    assert "brent: Brent. Brent Family Front Door (MASH)" in rows
    assert HISTORY in " ".join(" ".join(rows).split())
    found = answered(capsys, "list")
    assert found["schema"] == "thresholds/partnerships/1"
    assert [area["id"] for area in found["partnerships"] if area["status"] == "history"] == ["tri-borough-2019"]


@pytest.mark.parametrize(
    "name", ["brent", "england", "hammersmith-and-fulham", "kensington-and-chelsea", "wandsworth", "westminster", "tri-borough-2019"]
)
def test_each_area_is_shown_whole(name: str, capsys: pytest.CaptureFixture[str], library: Library) -> None:
    """Names, contacts with whether anybody dialled them, a route for each level, documents with their cycle, notes, silences."""
    area = library.area(name)
    text = " ".join(said(capsys, "show", name).split())
    parts = [area.name.upper(), area.partnership, area.front_door_name, *area.silent, *(note.says for note in area.notes)]
    parts += [contact.phone for contact in area.contact.values()]
    parts += [paper.cycle.says if paper.cycle else "Reviewed: not stated" for paper in area.document.values()]
    for route in area.route.values():
        parts += [route.name, *route.steps, route.consent.says, *(said.says for said in route.within)]
    assert [part for part in parts if " ".join(part.split()) not in text] == []
    assert text.index("phone 999 first") < text.index("Whom to reach" if area.contact else "What to do")
    assert text.count("not checked") >= sum(contact.verified is None for contact in area.contact.values())
    assert (HISTORY in text) == (area.status == "history")


def test_the_json_of_an_area_holds_the_contacts_of_its_routes(capsys: pytest.CaptureFixture[str]) -> None:
    """Each route's contacts stand in full, the guide's own such as 999 among them."""
    found = answered(capsys, "show", "brent")
    assert (found["schema"], found["id"], found["front-door-name"]) == (
        "thresholds/partnership/1",
        "brent",
        "Brent Family Front Door (MASH)",
    )
    contacts = {contact["id"]: contact for contact in found["route"]["4"]["contacts"]}
    assert contacts["front-door"]["phone"] == "020 8937 2228"
    assert contacts["police-emergency"]["phone"] == "999"
    assert contacts["front-door"]["verified"] is None


def test_history_points_to_the_areas_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    """The Tri-borough's page says first that nothing new starts there, and where to go."""
    rows = said(capsys, "show", "tri-borough-2019").splitlines()
    assert rows[3].startswith(f"! {HISTORY}")
    assert "hammersmith-and-fulham, kensington-and-chelsea or westminster" in " ".join(rows)


def test_areas_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    """Under each heading a line for each area, in the order given; what one does not state is said."""
    text = said(capsys, "compare", "wandsworth", "brent")
    assert text.index("\nWandsworth: MASH\n") < text.index("\nBrent: Brent Family Front Door (MASH)\n")
    found = answered(capsys, "compare", "wandsworth", "brent")
    assert (found["schema"], found["partnerships"]) == ("thresholds/comparison/1", ["wandsworth", "brent"])
    assert all(list(row["says"]) == ["wandsworth", "brent"] and all(row["says"].values()) for row in found["headings"])
    says = {row["heading"]: row["says"] for row in found["headings"]}
    assert "every three years" in says["Document: thresholds"]["brent"]
    assert "Reviewed: not stated" in says["Document: thresholds"]["wandsworth"]
    assert says["Document: london procedures"]["brent"] == "not stated"
    assert any(heading.startswith("Level 4") for heading in says)
    for row in found["headings"]:
        assert row["differ"] == (len(set(row["says"].values())) > 1)
        assert not any(row["sources"][area] for area, line in row["says"].items() if line == "not stated")
    assert next(row for row in found["headings"] if row["heading"] == "Document: thresholds")["sources"]["wandsworth"]


def test_all_areas_can_be_compared_at_once(capsys: pytest.CaptureFixture[str], library: Library) -> None:
    """Seven areas fit 80 columns, and history is marked as such."""
    assert HISTORY in " ".join(said(capsys, "compare", *library.area_ids).split())


@pytest.mark.parametrize("words", [["brent"], ["brent", "brent"], ["brent", "brnt"], [], ["brent", CANARY]])
def test_what_cannot_be_compared_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One area, the same twice, or one that is not there."""
    assert CANARY not in refused(capsys, "compare", *words)


@pytest.mark.parametrize("typed", [CANARY, "", "../brent", "brent.toml", "\x1b[31m", "BRENT "])
def test_an_unknown_area_is_refused_and_not_repeated(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 with the ids there are; no path is ever made of what was typed."""
    says = refused(capsys, "show", typed)
    assert CANARY not in says
    assert "brent" in says


@pytest.mark.parametrize("words", [[], ["lst"], ["list", "x"], ["show"], ["show", "brent", "--xml"]])
def test_wrong_calls_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2, one sentence on standard error, nothing on standard output."""
    refused(capsys, *words)


@pytest.mark.parametrize("words", [["-h"], ["list", "-h"], ["show", "-h"], ["compare", "-h"]])
def test_each_help_has_an_example_that_runs(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The example in the help of each command is a command that works."""
    assert main(["partnership", *words]) == 0
    example = next(row for row in capsys.readouterr().out.splitlines() if "Example: " in row).split("Example: thresholds ")[1]
    assert main(shlex.split(example)) == 0
