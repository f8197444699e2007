"""The real data, counted; and loading: overlays, digests, every fault before the first use."""

import copy
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds import places
from thresholds.errors import DataFault
from thresholds.guide.fixed import REASONS, ROUTES, TOPICS
from thresholds.guide.index import Index
from thresholds.guide.library import Library
from thresholds.guide.load import area_faults, digest_of, guide_faults, load_index, load_partnership
from thresholds.guide.overlay import Layers
from thresholds.toml import Sheet, parse_sheet, read_sheet

TESTS = Path(__file__).parent.parent
IDS = (TESTS / "cases/sign_ids.txt").read_text(encoding="utf-8").split()
TINY = parse_sheet((TESTS / "broken/guide.toml").read_bytes(), "guide.toml")
AREA = parse_sheet((TESTS / "broken/brent.toml").read_bytes(), "brent.toml")


def test_every_row_of_the_facts_is_a_sign(index: Index) -> None:
    """337 signs in 37 sub-domains, with the ids of the facts and no other; ids never move."""
    assert [sign.id for sign in index.signs] == IDS
    assert len(IDS) == 337
    assert len(index.guide.sub_domain) == 37
    assert {sign.subdomain for sign in index.signs} == set(index.guide.sub_domain)


def test_the_levels_hold_as_many_signs_as_the_facts(index: Index) -> None:
    """48, 82, 100 and 107 signs at levels 1 to 4."""
    assert Counter(sign.level for sign in index.signs) == {1: 48, 2: 82, 3: 100, 4: 107}


def test_only_what_was_seen_is_called_seen(index: Index) -> None:
    """32 placements were seen in a London, statutory or local text; the others say where they come from."""
    assert Counter(sign.placement for sign in index.signs) == {"seen": 32, "comparator": 147, "practice": 158}


def test_every_sign_has_a_source_that_is_explained(index: Index) -> None:
    """Each source of each sign has a title, and says whether its text was seen."""
    for sign in index.signs:
        assert sign.source
        for ref in sign.source:
            assert index.guide.source[ref.partition(" ")[0]].title


def test_strands_link_the_same_concern_across_levels(index: Index) -> None:
    """Every sub-domain has a strand that runs over two levels or more, and nine signs in ten are in such a strand."""
    running = {key for key, signs in index.by_strand.items() if len({sign.level for sign in signs}) > 1}
    assert {code for code, _ in running} == set(index.guide.sub_domain)
    assert sum(len(index.by_strand[key]) for key in running) > 0.9 * len(index.signs)
    for signs in index.by_strand.values():
        assert [sign.level for sign in signs] == sorted(sign.level for sign in signs)


def test_the_guide_has_every_fixed_table(index: Index) -> None:
    """Four levels, eight topics in their order, and words for every reason that the tool gives."""
    assert list(index.guide.level) == ["1", "2", "3", "4"]
    assert tuple(index.guide.sweep) == TOPICS
    assert set(index.guide.reason) == set(REASONS)


def test_the_data_files_load_without_a_finding(library: Library) -> None:
    """The guide, every area over it, and the bank holidays."""
    guide = read_sheet(places.guide_file())
    assert guide_faults(Layers(guide)) == []
    for name, path in places.partnership_files().items():
        assert area_faults(Layers(guide, read_sheet(path))) == []
        index, area = library.open(name)
        assert index.guide.id == "london-continuum"
        assert set(area.route) == set(ROUTES)
    assert len(library.holidays()) > 60


def test_the_eight_areas_are_there(library: Library) -> None:
    """Six current areas and one that is history."""
    areas = [library.area(name) for name in library.area_ids]
    assert {area.id for area in areas if area.status == "current"} == {
        "hammersmith-and-fulham", "brent", "kensington-and-chelsea", "westminster", "wandsworth", "england",
    }  # fmt: skip
    assert {area.id for area in areas if area.status == "history"} == {"tri-borough-2019"}


def test_an_overlay_rewords_only_what_it_names() -> None:
    """An area's wording is laid over the guide key by key; everything else of the sign stays."""
    index = load_index(TINY, AREA)
    assert index.guide.sign["PHY-4-01"].says == "Our own wording"
    assert index.guide.sign["PHY-4-01"].level == 4
    assert load_index(TINY).guide.sign["PHY-4-01"].says == "Injury without a reason"
    assert load_partnership(TINY, AREA).id == "brent"


def overlaid(text: str) -> Sheet:
    """The tiny area with another overlay."""
    return parse_sheet(AREA.content.replace(b'[sign.PHY-4-01]\nsays = "Our own wording"', text.encode()), "brent.toml")


@pytest.mark.parametrize(
    ("overlay", "code", "place", "file"),
    [
        ('[sign.PHY-4-01]\nlevel = 9', "out-of-range", "sign.PHY-4-01.level", "brent.toml"),
        ('[sign]\nPHY-4-01.level = 9', "out-of-range", "sign.PHY-4-01.level", "brent.toml"),
        ('[sign]\nPHY-4-01 = {level = 9}', "out-of-range", "sign.PHY-4-01.level", "brent.toml"),
        ('[sign.PHY-4-02]\nsays = "x"', "missing-key", "sign.PHY-4-02.level", "brent.toml"),
        ('[level.1]\ndo = [{says = "x", basis = "practice", source = ["ZZ"]}]', "unknown-source", "level.1.do.0.source", "brent.toml"),
        ('[sub-domain]\nPHY = 3', "wrong-type", "sub-domain.PHY", "brent.toml"),
        ('[source.C1]\ncomparator = false', "placement-not-seen", "sign.PHY-2-01.placement", "guide.toml"),
    ],
)  # fmt: skip
def test_a_fault_lies_in_the_file_that_holds_its_place(overlay: str, code: str, place: str, file: str) -> None:
    """A fault of the merged guide is blamed on the overlay where that wrote the key or the table, however it is written."""
    found = guide_faults(Layers(TINY, overlaid(overlay)))
    one = next(f for f in found if (f.code, f.place) == (code, place))
    assert one.file == file
    assert one.line > 0


def test_a_reworded_sign_does_not_take_the_blame_for_the_guides_own_fault() -> None:
    """The area says the words anew; the level at fault is the guide's."""
    guide = parse_sheet(TINY.content.replace(b"level     = 4", b"level     = 9"), "guide.toml")
    assert [(f.file, f.code) for f in guide_faults(Layers(guide, AREA))] == [("guide.toml", "out-of-range")]


def test_loading_refuses_what_the_check_finds(tmp_path: Path) -> None:
    """A guide or an area with a fault is never half loaded: every fault of both is in the one refusal."""
    guide, area = tmp_path / "guide.toml", tmp_path / "brent.toml"
    guide.write_bytes(TINY.content.replace(b"level     = 4", b"level     = 9").replace(b'["NEG"]\nrules', b'["NEC"]\nrules'))
    area.write_bytes(AREA.content.replace(b'prefix          = "BR"', b"prefix = 1").replace(b'"police"', b'"nobody"'))
    with pytest.raises(DataFault) as refused:
        Library(guide, {"brent": area}, guide).open("brent")
    assert {f.code for f in refused.value.findings} == {"out-of-range", "unknown-sub-domain", "wrong-type", "unknown-contact"}


@pytest.mark.parametrize(
    ("sheet", "find", "put", "code"),
    [
        (TINY, b'says      = "Often hungry"', b'id = "X"\nsays      = "Often hungry"', "unknown-key"),
        (AREA, b'id              = "brent"', b'id = "barnet"', "id-not-file"),
        (TINY, b"[rule.dark]", b"[rule.worry]", "name-taken"),
        (TINY, b"signs  = 2\n", b"signs  = 0\n", "rule-incomplete"),
    ],
)  # fmt: skip
def test_a_fault_between_tables_alone_stops_loading_too(sheet: Sheet, find: bytes, put: bytes, code: str) -> None:
    """Where the shape is right and only the sense is wrong, nothing loads either."""
    broken = parse_sheet(sheet.content.replace(find, put), sheet.file)
    with pytest.raises(DataFault) as refused:
        load_index(broken) if sheet is TINY else load_partnership(TINY, broken)
    assert [f.code for f in refused.value.findings] == [code]


def test_the_digest_is_over_the_bytes_of_every_file_with_line_ends_made_alike() -> None:
    """SHA-256 over the files in order; a file saved on Windows has the same digest, a changed letter another."""
    both = hashlib.sha256(TINY.content + AREA.content).hexdigest()
    assert digest_of([TINY, AREA]) == f"sha256:{both}"
    assert digest_of([parse_sheet(TINY.content.replace(b"\n", b"\r\n"), "x")]) == digest_of([TINY])
    assert digest_of([parse_sheet(TINY.content + b"# x", "x")]) != digest_of([TINY])


def nodes(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in parsed tables below the root."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in inner for found in ((*place, key), *nodes(one, (*place, key)))]


PLAIN: dict[str, Any] = json.loads(json.dumps(TINY.tables))
NODES = nodes(PLAIN)
_VALUES = ["", "PHY", "PHY-4-01", "abuse", "count", "with", "seen", "K", "x" * 500]
_KEYS = ["says", "source", "signs", "id", "level", "kind", "sub-domains", "groups", "facts"]
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 9) | st.sampled_from(_VALUES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
    max_leaves=4,
)


@given(st.lists(st.tuples(st.sampled_from(NODES), ANYTHING, st.booleans()), min_size=1, max_size=4))
def test_whatever_the_tables_hold_there_are_findings_or_a_guide(changes: list[tuple[tuple[Any, ...], Any, bool]]) -> None:
    """Tables changed at random give findings, or load and compile; they never crash. A guide with findings never loads."""
    tables = copy.deepcopy(PLAIN)
    for place, new, goes in changes:
        here: Any = tables
        try:
            for part in place[:-1]:
                here = here[part]
            if goes:
                del here[place[-1]]
            else:
                here[place[-1]] = copy.deepcopy(new)
        except (KeyError, IndexError, TypeError):
            continue
    sheet = Sheet("guide.toml", tables, TINY.content)
    found = guide_faults(Layers(sheet))
    if found:
        with pytest.raises(DataFault):
            load_index(sheet)
    else:
        load_index(sheet)
    area_faults(Layers(sheet, AREA))
    area_faults(Layers(TINY, Sheet("brent.toml", tables, TINY.content)))
