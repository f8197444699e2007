"""The glossary file: strict shape, every fault by name and line, and a partnership may change it without touching code."""

from pathlib import Path

import pytest

from thresholds import places
from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.guide.glossary import Glossary, glossary_faults, load_glossary
from thresholds.guide.library import Library
from thresholds.guide.search import danger_words, find_signs
from thresholds.toml import Sheet, parse_sheet, read_sheet

WHOLE = """
common = ["the"]
faint = ["mum"]
fillers = ["his"]
capitals = ["SEND"]
[spelling]
mam = "mum"
[abbreviation]
SEND = ["special needs"]
[negation]
cuts = ["no"]
spares = ["won't"]
ends = ["but"]
[danger]
words = ["knife"]
[age]
under-1 = ["baby"]
[hint.baby]
ages = ["under-1"]
alike = ["hit"]
signs = ["PHY-4-02", "UNB"]
says = "a baby"
[alike]
hit = ["hit", "clout"]
[sign]
PHY-4-02 = ["blue cheek"]
"""


def sheet(text: str = WHOLE) -> Sheet:
    """A glossary file with this text."""
    return parse_sheet(text.encode(), "glossary.toml")


def faults(old: str, new: str) -> list[Finding]:
    """The faults of a small whole glossary in which `old` was changed to `new`."""
    assert old in WHOLE
    return glossary_faults(sheet(WHOLE.replace(old, new, 1)), read_sheet(places.guide_file()).tables)


def test_the_shipped_glossary_has_no_fault() -> None:
    """The file in data/ loads, against the guide in data/."""
    assert glossary_faults(read_sheet(places.glossary_file()), read_sheet(places.guide_file()).tables) == []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("[danger]\nwords", "[danger]\nword", "unknown-key"),
        ('common = ["the"]\n', "", "missing-key"),
        ('cuts = ["no"]', "cuts = []", "wrong-length"),
        ('words = ["knife"]', "words = [1]", "wrong-type"),
        ('ages = ["under-1"]', 'ages = ["under-2"]', "unknown-age"),
        ("under-1 = [", "under-2 = [", "unknown-age"),
        ('alike = ["hit"]', 'alike = ["hits"]', "unknown-list"),
        ('"PHY-4-02", "UNB"', '"PHY-4-99"', "unknown-sign"),
        ("PHY-4-02 = [", "PHY-4-99 = [", "unknown-sign"),
        ('says = "a baby"\n', "", "missing-key"),
        ('"clout"]', '"hit", "clout"]', "said-twice"),
        ('"clout"]', '"he was hit by his mum again last night too"]', "long-expression"),
        ('capitals = ["SEND"]', 'capitals = ["SEN"]', "unknown-abbreviation"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, code: str) -> None:
    """Each fault is a finding with its code, its line, and what to do; never what was written."""
    found = faults(old, new)
    assert code in [fault.code for fault in found]
    assert all(fault.help and fault.file == "glossary.toml" for fault in found)
    assert any(fault.line for fault in found) or code == "missing-key"


def test_a_faulty_glossary_does_not_load() -> None:
    """Loading raises with every fault at once."""
    with pytest.raises(DataFault) as caught:
        load_glossary(sheet(WHOLE.replace("[danger]", "[dangers]").replace('ages = ["under-1"]', "ages = 1")))
    assert len(caught.value.findings) >= 2


def test_a_policy_person_can_add_a_word(tmp_path: Path) -> None:
    """A word put into a list of the file finds what the list means, and a danger word is found; no code changes."""
    path = tmp_path / "glossary.toml"
    path.write_text(
        places.glossary_file()
        .read_text(encoding="utf-8")
        .replace("hit          = [", 'hit          = ["bopped", ')
        .replace('words = [\n  "knife"', 'words = [\n  "kukri", "knife"'),
        encoding="utf-8",
    )
    library = Library(places.guide_file(), places.partnership_files(), places.holidays_file(), path)
    assert "PHY-3-03" in [match.sign.id for match in find_signs(library.index(), "dad bopped him", 15, library.glossary())]
    assert danger_words("a kukri", library.glossary()) == ("kukri",)
    assert find_signs(library.index(), "bopped", 15, Glossary()) == []


def test_a_library_without_a_glossary_file_has_an_empty_one() -> None:
    """A library that was handed no glossary gives one that knows nothing."""
    assert Library(places.guide_file(), {}, places.holidays_file()).glossary().file is None


def test_the_glossary_is_no_part_of_the_digest(library: Library) -> None:
    """Words of search change no suggestion, so a suggestion can be replayed whatever they are."""
    bare = Library(places.guide_file(), places.partnership_files(), places.holidays_file())
    assert bare.digest("brent") == library.digest("brent")


def test_no_expression_is_a_whole_case() -> None:
    """No list holds a text of the measured sets: words are general, or the measure would only find itself."""
    from benchmarks.search_report import SETS, read_cases

    file = load_glossary(read_sheet(places.glossary_file())).file
    assert file is not None
    texts = [case.text.casefold() for name in SETS for case in read_cases(name)]
    assert not [
        said
        for lists in (*file.alike.values(), *file.sign.values())
        for said in lists
        if len(said.split()) > 6 and any(said in text for text in texts)
    ]
