"""The ladders hold what the facts print: stages, titles, limits with their basis, ways out, silences, redirects, panels."""

import re
from datetime import date

import pytest

from escalation.ladder_page import sources_of
from tests.escalation.shelves import areas, ids, ladders
from thresholds import places
from thresholds.errors import BadCall

LADDERS = ("BR-2021", "HF-2021", "LONDON", "TB-2019", "WA-2021", "WA-2021-E", "WT-2023")
LONDON_WEEK = ("london-default", 5)
NONE = ("none-stated", None)
# Escalation facts 1.0 to 1.5: stage, name, codes of the printed ways out, basis and working days of the limit.
ROWS = [
    ("L1", "Professionals talk or meet", "RUX", LONDON_WEEK),
    ("L2", "First-line managers", "RUX", NONE),
    ("L3", "Senior managers", "RUX", NONE),
    ("L4", "Where Professional Differences Remain", "R", NONE),
    ("LP", "Dissent Regarding the Implementation of a Protection Plan", "RUX", NONE),
    ("LC", "Dissent at a child protection conference", "RU", NONE),
    ("HF-1", "Agency's own procedure", "RUD", LONDON_WEEK),
    ("HF-2", "London procedures", "RUX", LONDON_WEEK),
    ("HF-3", "Operational partner help", "RU", NONE),
    ("HF-4", "Brought to the Forum", "RU", NONE),
    ("HF-5", "Independent Chair", "R", NONE),
    ("HF-6", "Executive Board", "", NONE),
    ("HF-S", "Leaders disagree", "", NONE),
    ("BR-1", "Agency's own procedure", "RUD", LONDON_WEEK),
    ("BR-2", "London procedures", "RUX", LONDON_WEEK),
    ("BR-3", "Brought to the Forum", "RU", NONE),
    ("BR-4", "Independent Convenor", "R", NONE),
    ("BR-5", "Executive Group", "", NONE),
    ("BR-S", "Leaders disagree", "", NONE),
    ("TB-1", "Resolve locally", "RU", LONDON_WEEK),
    ("TB-2", "Local problem-solving", "RU", NONE),
    ("TB-3", "The partnership's escalation protocol", "RU", LONDON_WEEK),
    ("TB-4", "The partnership and its leaders", "", NONE),
    ("TB-C", "Independent Chair", "", NONE),
    ("WA-1", "Agency's own policy", "RUD", LONDON_WEEK),
    ("WA-2", "WSCP escalation policy", "RU", LONDON_WEEK),
    ("WA-3", "Independent Chair and Scrutineer", "RU", NONE),
    ("WA-4", "Executive", "RU", NONE),
    ("WA-5", "Last word", "R", NONE),
    ("WA-side", "Sub-committee", "U", NONE),
    ("WA-E1", "Mediation", "RU", NONE),
    ("WA-E2", "Chief officers", "RU", NONE),
    ("WA-E3", "Secretary of State", "", NONE),
    ("WT-1", "Direct practice", "RU", NONE),
    ("WT-2", "Managers", "RU", NONE),
    ("WT-3", "Delegated partners", "RU", LONDON_WEEK),
    ("WT-4", "Lead partners", "R", NONE),
    ("WT-S", "Scrutiny alongside", "", NONE),
]


def test_the_seven_ladders_are_there() -> None:
    """Each ladder of the facts has its file, and no stage is missing or added."""
    assert ladders().ids == LADDERS
    assert {name for ladder in LADDERS for name in ladders().ladder(ladder).stages} == {row[0] for row in ROWS}


@pytest.mark.parametrize(("name", "title", "codes", "limit"), ROWS)
def test_each_row_of_the_facts(name: str, title: str, codes: str, limit: tuple[str, int | None]) -> None:
    """A stage has the name, the ways out and the limit that the facts print."""
    _, stage = ladders().stage(name)
    assert stage.name == title
    assert "".join(stage.exits) == codes
    assert (stage.limit.basis, stage.limit.working_days) == limit
    assert stage.limit.hours is None


@pytest.mark.parametrize("ladder", LADDERS)
def test_no_arrangements_state_a_limit(ladder: str) -> None:
    """None of the documents states a limit, so no limit here has the arrangements as its basis, and every number is the London default."""
    for stage in ladders().ladder(ladder).every:
        assert stage.limit.basis in ("london-default", "none-stated")
        assert stage.limit.has_number == (stage.limit.basis == "london-default")


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("HF-1", "escalation and whistleblowing procedures"),
        ("HF-2", "professional conflict resolution procedures"),
        ("HF-3", "The Safeguarding Children Partnership Group"),
        ("HF-4", "Hammersmith and Fulham Safeguarding Children Partnership Forum"),
        ("HF-6", "Hammersmith and Fulham LSCP Executive Board"),
        ("BR-3", "Brent Safeguarding Children Forum"),
        ("BR-5", "Brent Statutory Safeguarding Partners Executive Group"),
        ("TB-2", "LSCP Local Group"),
        ("TB-3", "Local Safeguarding Children Partnership escalation protocol"),
        ("TB-4", "LSCP Strategic Planning Group"),
        ("WA-4", "Wandsworth Safeguarding Children Partnership Executive"),
        ("WA-5", "three statutory safeguarding partners"),
        ("WA-side", "Monitoring, Quality and Performance subcommittee"),
        ("WA-E2", "South West London Police Commander"),
        ("WA-E3", "relevant Secretary of State"),
        ("WT-2", "senior and middle managers"),
        ("WT-4", "Head of Paid Service"),
    ],
)
def test_titles_are_as_printed(name: str, printed: str) -> None:
    """Titles stand as the source prints them."""
    assert printed in [title.printed for title in ladders().stage(name)[1].titles]


@pytest.mark.parametrize(
    ("name", "printed", "now"),
    [
        ("BR-4", "Independent Convenor", "Independent Chair and Scrutineer"),
        ("WA-3", "Independent Chair and Scrutineer", "Independent Scrutineer"),
        ("WA-5", "CCG", "Integrated care board (ICB)"),
        ("WA-E2", "Chief Accountable Officer of the CCG", "integrated care board (ICB)"),
    ],
)
def test_titles_that_changed_say_who_holds_them_now(name: str, printed: str, now: str) -> None:
    """A title that went out of date keeps its printed form, and says who holds it now and where that was seen."""
    title = next(title for title in ladders().stage(name)[1].titles if title.printed == printed)
    assert now in title.now
    assert title.source


@pytest.mark.parametrize(("ladder", "year"), [("HF-2021", "2021"), ("BR-2021", "2021"), ("WA-2021", "2021"), ("TB-2019", "2019")])
def test_the_banner_dates_the_titles(ladder: str, year: str) -> None:
    """Every ladder says in which year its titles were printed."""
    assert ladders().ladder(ladder).file.banner == f"Titles as printed in {year}"


def test_wandsworth_keeps_its_order() -> None:
    """WA-4 opens only after WA-3 was not resolved, only through the Independent Chair and Scrutineer, and no reason lifts that."""
    opens = ladders().stage("WA-4")[1].opens
    assert (opens.after, opens.only, opens.override) == ("WA-3", True, "never")
    assert opens.by == "Independent Chair and Scrutineer"
    assert ladders().stage("WA-5")[1].opens.after == "WA-4"
    assert ladders().stage("WA-E3")[1].opens.override == "never"


def test_last_stages_say_how_the_ladder_ends() -> None:
    """Silent in Hammersmith & Fulham and Brent, by decision in Wandsworth, outside for its Executive, the end of the extract in England."""
    ends = {
        name: stage.ends.how for name in ("HF-5", "BR-4", "TB-4", "WA-5", "WA-E3", "WT-4", "L4") if (stage := ladders().stage(name)[1]).ends
    }
    assert ends == {
        "HF-5": "silent",
        "BR-4": "silent",
        "TB-4": "silent",
        "WA-5": "decision",
        "WA-E3": "outside",
        "WT-4": "extract",
        "L4": "end",
    }


def test_quorum_and_publication() -> None:
    """Brent's Forum and Group and H&F's Board have a quorum of all three partners; records of both Forums and of H&F's Board are public."""
    every = [stage for ladder in LADDERS for stage in ladders().ladder(ladder).stages.values()]
    assert ids(stage for stage in every if stage.quorum) == ["BR-3", "BR-5", "HF-6"]
    assert ids(stage for stage in every if stage.publishes) == ["BR-3", "HF-4", "HF-6"]


def test_optional_oversight_and_unloaded_stages() -> None:
    """What the facts mark as optional, as oversight, and as a text that is not at hand."""
    every = [stage for ladder in LADDERS for stage in ladders().ladder(ladder).stages.values()]
    assert ids(stage for stage in every if stage.optional) == ["HF-3", "TB-2"]
    assert ids(stage for stage in every if stage.oversight) == ["BR-5", "BR-S", "HF-6", "HF-S", "TB-4", "TB-C", "WA-side", "WT-S"]
    assert ids(stage for stage in every if not stage.is_loaded) == ["TB-3", "WA-2", "WT-3"]
    for stage in every:
        if stage.protocol:
            assert "not loaded" in stage.protocol.says
            assert "business manager" in stage.protocol.says


def test_the_redirect_table() -> None:
    """All thirteen routes that are no ladder, the whistleblowing line among them, and no opening hours, which differ between sources."""
    table = ladders().shared().redirect
    assert len(table) == 13
    assert table["danger"].exit == "X"
    assert "0800 028 0285" in table["whistleblowing"].route
    assert not re.search(r"\d\s*(am|pm)", table["whistleblowing"].route)
    assert ladders().stage(table["conference-dissent"].stage)[1].id == "LC"


def test_the_areas_of_disagreement() -> None:
    """Four areas that Hammersmith & Fulham and Brent name, one more, and thirty kinds."""
    table = ladders().shared().area
    assert "".join(table) == "ABCDE"
    assert {name: len(area.kind) for name, area in table.items()} == {"A": 10, "B": 5, "C": 7, "D": 5, "E": 3}
    assert all(code.startswith(name) for name, area in table.items() for code in area.kind)


def test_the_register_of_panels() -> None:
    """Every panel that the documents name, and eight meetings about one child from practice (ESC-REQ-12)."""
    counts = {name: len(ladders().ladder(name).panels) for name in LADDERS}
    assert counts == {"BR-2021": 4, "HF-2021": 7, "LONDON": 0, "TB-2019": 9, "WA-2021": 7, "WA-2021-E": 1, "WT-2023": 0}
    assert len(ladders().shared().meeting) == 8


@pytest.mark.parametrize("ladder", LADDERS)
def test_every_source_is_explained(ladder: str) -> None:
    """Each source that a ladder names has a title, and says whether its text was seen."""
    for name in sources_of(ladders().ladder(ladder)):
        source, _ = ladders().source(name)
        assert source.title
        assert source.seen


@pytest.mark.parametrize(
    ("area", "on", "ladder"),
    [
        ("hammersmith-and-fulham", date(2019, 9, 29), "TB-2019"),
        ("hammersmith-and-fulham", date(2021, 3, 31), "TB-2019"),
        ("hammersmith-and-fulham", date(2021, 4, 1), "HF-2021"),
        ("hammersmith-and-fulham", date(2026, 4, 1), "HF-2021"),
        ("brent", date(2025, 12, 23), "BR-2021"),
        ("kensington-and-chelsea", date(2026, 1, 1), "TB-2019"),
        ("westminster", date(2020, 4, 8), "TB-2019"),
        ("tri-borough-2019", date(2020, 4, 8), "TB-2019"),
        ("wandsworth", date(2025, 8, 14), "WA-2021"),
        ("england", date(2026, 1, 1), "WT-2023"),
    ],
)
def test_the_ladder_of_an_area_on_a_day(area: str, on: date, ladder: str) -> None:
    """The ladder follows the day on which the disagreement was raised: the last day of the Tri-borough is 31 March 2021."""
    assert ladders().ladder_for(areas().area(area), on).id == ladder


def test_wandsworth_has_a_second_ladder_beside() -> None:
    """The Executive's own ladder stands beside Wandsworth's, and takes no other's place."""
    wandsworth = areas().area("wandsworth")
    assert [one.id for one in ladders().ladders_beside(wandsworth, date(2026, 1, 1))] == ["WA-2021-E"]
    assert ladders().ladders_beside(areas().area("brent"), date(2026, 1, 1)) == ()


def test_before_the_first_ladder() -> None:
    """A day before an area's first ladder is refused, and the message names that ladder."""
    with pytest.raises(BadCall) as refused:
        ladders().ladder_for(areas().area("brent"), date(2018, 1, 1))
    assert refused.value.code == "no-ladder"
    assert "BR-2021" in refused.value.help


def test_every_partnership_names_a_ladder() -> None:
    """No area is without a ladder."""
    assert all(areas().area(name).ladders for name in places.partnership_files())
