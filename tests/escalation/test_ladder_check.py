"""Every fault of a ladder file is found, with its place and what to do; the ladders of this checkout have none."""

import json
from pathlib import Path

import pytest

from escalation.ladder_links import link_faults
from tests.escalation.shelves import LAST, SMALL, STARTS, codes, ladder_files, ladders, stage
from thresholds import places
from thresholds.cli import main
from thresholds.errors import DataFault
from thresholds.toml import Sheet, parse_sheet, read_sheet

GOOD = (stage("X-1", up="X-2", opens=STARTS), stage("X-2", up="X-3"), stage("X-3", more=LAST))


def sheet(text: str, file: str = "X.toml") -> Sheet:
    """Text as a file."""
    return parse_sheet(text.encode(), file)


def test_our_own_ladders_have_no_fault() -> None:
    """The ladders, what they share, and the ladders that the partnerships name: nothing is found."""
    files, areas = ladder_files(), [read_sheet(path) for path in places.partnership_files().values()]
    assert [finding for area in areas for finding in files.area_findings(area)] == []
    assert len(files.paths()) == 1 + len(places.ladder_files())
    for path in files.paths():
        assert files.owns(read_sheet(path))
        assert files.findings(read_sheet(path)) == []
    assert not any(files.owns(one) for one in [*areas, read_sheet(places.guide_file())])


def test_a_small_ladder_is_good() -> None:
    """The ladder that the other tests spoil has no fault."""
    assert codes(*GOOD) == []


@pytest.mark.parametrize(
    ("stages", "code"),
    [
        ((stage("X-1", up="X-9", opens=STARTS), stage("X-2", more=LAST)), "unknown-stage"),
        ((stage("X-1", up="X-2"), stage("X-2", more=LAST)), "no-start"),
        ((*GOOD[:2], stage("X-3", more=LAST), stage("X-4", more="oversight = true\nbeside = []", exits="")), "no-way-out"),
        ((GOOD[0], stage("X-2", exits='U = "X-3"'), GOOD[2]), "no-way-out"),
        ((stage("X-1", up="X-3", opens=STARTS), stage("X-2", up="X-3"), GOOD[2]), "unreachable-stage"),
        ((GOOD[0], stage("X-2"), stage("X-3", more=LAST)), "dead-end"),
        ((GOOD[0], GOOD[1], stage("X-3")), "no-end"),
        ((GOOD[0], stage("X-2", up="X-3", more=LAST), GOOD[2]), "no-end"),
        ((GOOD[0], stage("X-2", up="X-1"), GOOD[2]), "goes-back"),
        ((GOOD[0], stage("X-2", up="X-3", more="last-resort = true"), GOOD[2]), "last-resort-not-last"),
        ((GOOD[0], GOOD[1], stage("X-3", opens='after = "X-1"', more=LAST)), "order-not-kept"),
        ((GOOD[0], GOOD[1], stage("X-3", opens='override = "never"', more=LAST)), "order-not-kept"),
        ((GOOD[0], GOOD[1], stage("X-3", opens='after = "X-7"', more=LAST)), "unknown-stage"),
        ((GOOD[0], GOOD[1], stage("X-3", more=LAST + '\nbeside = ["X-7"]')), "unknown-stage"),
        ((GOOD[0], stage("X-2", exits='R = "X-3", U = "X-3"'), GOOD[2]), "wrong-way-out"),
        ((GOOD[0], stage("X-2", exits='R = "close", Z = "X-3"'), GOOD[2]), "not-allowed"),
        ((GOOD[0], GOOD[1], stage("X-3", more=LAST + '\nneeds = ["a-pony"]')), "unknown-need"),
        ((GOOD[0], GOOD[1], stage("X-3", more=LAST + '\ntitles = [{ printed = "Old", now = "New" }]')), "no-source"),
        ((GOOD[0], GOOD[1], stage("X-3", more=LAST + "\ncolour = 3")), "unknown-key"),
        ((*GOOD[:2], stage("X-3", more=LAST).replace('["convention"]', '["W999"]')), "unknown-source"),
        ((*GOOD[:2], stage("x 3", more=LAST).replace("[stage.x 3]", '[stage."x 3"]')), "wrong-form"),
    ],
)
def test_faults_of_the_graph_and_of_names(stages: tuple[str, ...], code: str) -> None:
    """Each stage is reached, each can be left, nothing but the last is a dead end, the last resort is last, and every name is known."""
    assert code in codes(*stages)


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ('says = "No basis"', "missing-key"),
        ('says = "No basis", working-days = 3', "missing-key"),
        ('basis = "custom", says = "x"', "not-allowed"),
        ('basis = "none-stated", says = "x", working-days = 5', "limit-without-basis"),
        ('basis = "agreed", says = "x", hours = 5', "limit-without-basis"),
        ('basis = "arrangements", says = "x", source = ["convention"]', "limit-without-number"),
        ('basis = "arrangements", says = "x", working-days = 2', "no-source"),
        ('basis = "arrangements", says = "x", working-days = 2, hours = 48, source = ["convention"]', "two-limits"),
        ('basis = "arrangements", says = "x", working-days = 0, source = ["convention"]', "out-of-range"),
        ('basis = "arrangements", says = "x", working-days = 2.5, source = ["convention"]', "wrong-type"),
        ('basis = "arrangements", says = "x", working-days = "5", source = ["convention"]', "wrong-type"),
    ],
)
def test_a_limit_without_a_basis_cannot_be_built(limit: str, code: str) -> None:
    """A limit names whose it is, from the closed list; a number needs a text and its source, and a text needs a number."""
    assert code in codes(stage("X-1", up="X-2", opens=STARTS, limit=limit), stage("X-2", more=LAST))


@pytest.mark.parametrize("basis", ["arrangements", "london-default"])
def test_a_limit_of_a_text_is_good(basis: str) -> None:
    """A number with the basis of a text and its source is good, in working days or in hours."""
    for number in ("working-days = 2", "hours = 48"):
        limit = f'basis = "{basis}", says = "x", {number}, source = ["convention"]'
        assert codes(stage("X-1", up="X-2", opens=STARTS, limit=limit), stage("X-2", more=LAST)) == []


def test_a_finding_says_where_and_what_to_do() -> None:
    """A finding has file, place, line and help, and never what was typed."""
    text = SMALL + GOOD[0] + GOOD[1] + stage("X-3", more=LAST + '\nneeds = ["secret-words"]')
    [found] = ladder_files().findings(sheet(text))
    assert (found.file, found.place, found.severity) == ("X.toml", "stage.X-3.needs", "error")
    assert text.splitlines()[found.line - 1].startswith("needs")
    assert found.help
    assert "secret" not in found.as_line()


def test_every_fault_at_once() -> None:
    """Faults of shape, of names and of the graph are told together, in the order of the lines."""
    found = ladder_files().findings(sheet(SMALL.replace('prefix   = "XX"', "prefix = 3") + stage("X-1", up="X-9") + stage("X-2")))
    assert {"wrong-type", "unknown-stage", "no-start", "unreachable-stage", "no-end"} <= {one.code for one in found}
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_the_id_is_the_name_of_the_file() -> None:
    """A ladder's id and its file's name are the same."""
    assert codes(*GOOD, file="Y.toml") == ["id-not-file"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (SMALL + 'overlay = "PARIS"\n', "unknown-ladder"),
        (SMALL + 'fills = "WA-2"\n', "fills-nothing"),
        (SMALL.replace('"arrangements"', '"protocol"'), "fills-nothing"),
        (SMALL.replace('"arrangements"', '"protocol"') + 'fills = "HF-4"\n', "fills-nothing"),
        (SMALL.replace('"arrangements"', '"protocol"') + 'fills = "WA-2"\n', None),
    ],
)
def test_faults_between_ladders(head: str, code: str | None) -> None:
    """An overlay has to be there; a protocol fills a stage that waits for one."""
    found = codes(*GOOD, head=head)
    assert found == ([code] if code else [])


def test_a_stage_id_is_used_once() -> None:
    """Stage ids are unique over all ladders, so that `--ladder` may be left out."""
    assert codes(stage("HF-1", up="X-2", opens=STARTS), stage("X-2", more=LAST)) == ["twice"]


def test_two_files_cannot_fill_one_stage() -> None:
    """Two local protocols for the same stage are a fault."""
    head = SMALL.replace('"arrangements"', '"protocol"') + 'fills = "WA-2"\n'
    sheets = ladders().sheets() | {"X": sheet(head + stage("X-1")), "Y": sheet(head + stage("Y-1"), "Y.toml")}
    assert [finding.code for finding in link_faults(sheets, {})] == ["twice"]


def test_a_through_stage_needs_an_overlay() -> None:
    """A stage that is the overlay's stages needs a ladder with an overlay."""
    assert codes(stage("X-1", up="X-2", opens=STARTS, more="through = true"), stage("X-2", more=LAST)) == ["no-overlay"]


@pytest.mark.parametrize(
    ("line", "codes_found"),
    [
        ("", ["no-ladder"]),
        ('ladders = [{ id = "HF-2020", from = 2021-04-01 }]', ["unknown-ladder"]),
        ('ladders = [{ id = "LONDON", from = 2021-04-01 }]', ["unknown-ladder"]),
        ('ladders = [{ id = "HF-2021", from = 2021-04-01 }, { id = "TB-2019", from = 2019-09-29 }]', ["ladders-not-in-order"]),
        ('ladders = [{ id = "WA-2021", from = 2021-12-01 }, { id = "WA-2021-E", from = 2021-12-01, beside = true }]', []),
    ],
)
def test_the_ladders_of_a_partnership(line: str, codes_found: list[str]) -> None:
    """A partnership names ladders that are there, the oldest first, and at least one."""
    assert [finding.code for finding in ladder_files().area_findings(sheet(line + "\n", "somewhere.toml"))] == codes_found


def test_a_partnership_with_a_malformed_ladder_does_not_load(tmp_path: Path) -> None:
    """A ladder without a day, or with an unknown key, is a fault of the partnership's own file."""
    from thresholds.guide.library import Library

    text = places.partnership_files()["brent"].read_text("utf-8")
    for bad in (
        '{ id = "BR-2021" }',
        '{ id = "BR-2021", from = 2021-11-01, until = 2022-01-01 }',
        '{ id = "BR-2021", from = "2021-11-01" }',
    ):
        path = tmp_path / "brent.toml"
        path.write_text(text.replace('{ id = "BR-2021", from = 2021-11-01 }', bad), "utf-8")
        with pytest.raises(DataFault):
            Library(places.guide_file(), {"brent": path}, places.holidays_file()).area("brent")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('gate   = "open"', 'gate   = "ajar"', "not-allowed"),
        ('source = ["W62"]', 'source = ["W620"]', "unknown-source"),
        ("[redirect.danger]\nwhen ", "[redirect.danger]\nwhenever ", "missing-key"),
    ],
)
def test_faults_of_what_ladders_share(old: str, new: str, code: str) -> None:
    """The shared file is as strict as a ladder."""
    text = places.escalation_file().read_text("utf-8")
    assert old in text
    assert code in [finding.code for finding in ladder_files().findings(sheet(text.replace(old, new), places.ESCALATION))]


def test_a_file_that_is_not_toml_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A ladder that cannot be read is one finding, and the others are still checked."""
    import shutil

    shutil.copytree(places.data_folder(), tmp_path / "data")
    (tmp_path / "data" / "ladders" / "HF-2021.toml").write_text("id = ", "utf-8")
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path / "data"))
    assert main(["check", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(one["file"], one["code"]) for one in found] == [("HF-2021.toml", "not-toml")]
