"""The guide as pages, the matrix as a picture and areas side by side: the drawing, without a screen."""

import pytest

from tests.tui.drawn import the_library
from thresholds.documents.plain import as_text
from thresholds.guide.comparing import Side, compared, do_differ
from thresholds.guide.everything import find_anything
from thresholds.guide.reading import PLACEMENT
from tui.matrix import ABSENCE, SIGN, SOONER, Spot, draw_head, draw_line, lay_out, mark_of, told
from tui.reading import DUTIES, FRONT, LEVELS, LEVELS_PAGE, Place, beside, found_items, leaf, level_words, signs_at, sources
from tui.side_by_side import DIFFER, ROOMY, SAME, draw
from tui.widgets.drawing import words_of, wrapped

WIDTHS = (37, 39, 64, 75, 116)


def every_place() -> list[Place]:
    """Every page of the guide."""
    index = the_library().index()
    guide = index.guide
    return [
        *(Place("sign", name) for name in guide.sign),
        *(Place("sub-domain", code) for code in guide.sub_domain),
        *(Place("cell", code, str(level)) for code in guide.sub_domain for level in LEVELS),
        *(Place("strand", code, strand) for code, strand in index.by_strand),
        *(Place("duty", name) for name in guide.duty),
        *(Place("level", str(level)) for level in LEVELS),
        FRONT,
        DUTIES,
        LEVELS_PAGE,
    ]


def test_every_page_can_be_read() -> None:
    """Each page has a heading; whatever it leads to is a page too; and a page that names signs explains their sources."""
    index = the_library().index()
    pages = every_place()
    known = set(pages)
    for place in pages:
        shown = leaf(index, place)
        assert shown.heading, place
        assert {item.place for item in shown.items if item.place} <= known, place
        if place.kind in ("sign", "duty", "level", "sub-domain", "strand"):
            assert sources(index, place).blocks, place


def test_every_sign_is_reached_from_its_cell() -> None:
    """The cells of the matrix hold every sign of the guide, each once."""
    index = the_library().index()
    listed = [item.place for place in every_place() if place.kind == "cell" for item in leaf(index, place).items if item.place]
    assert sorted(place.id for place in listed if place) == sorted(index.guide.sign)


@pytest.mark.parametrize("name", ["PHY-4-02", "CSA-3-01", "PHY-1-01", "EDU-2-01"])
def test_one_sign(name: str) -> None:
    """Its words, level with name and action, strand, speed, placement in plain words and the ids of its sources stand on one page."""
    index = the_library().index()
    sign = index.guide.sign[name]
    shown = leaf(index, Place("sign", name))
    text = " ".join(f"{shown.heading} {shown.hint} {as_text(shown.body)}".split())
    for part in (sign.says, level_words(index, sign.level).removeprefix("Level "), PLACEMENT[sign.placement], *sign.source):
        assert " ".join(part.split()) in text
    assert sign.strand.replace("-", " ").capitalize() in text
    assert ("today, whatever the level" in text) == (sign.urgency == "today")
    assert ("never shows that a child is safe" in text) == sign.absence


def test_a_strand_shows_every_level() -> None:
    """Each level has its place, and one without a sign says so."""
    index = the_library().index()
    for (code, strand), signs in index.by_strand.items():
        items = leaf(index, Place("strand", code, strand)).items
        assert list(dict.fromkeys(item.group for item in items)) == [level_words(index, level) for level in LEVELS]
        assert [item.place.id for item in items if item.place] == [sign.id for sign in signs]
        assert sum(not item.place for item in items) == 4 - len({sign.level for sign in signs})


def test_what_was_found_says_why() -> None:
    """Each kind of thing found leads to its page and names the words that led to it."""
    index = the_library().index()
    pages = set(every_place())
    for query in ("bruise", "PHY", "level-4", "fgm-known", "physical harm", "not at school"):
        items = found_items(index, find_anything(index, query, 20))
        assert items, query
        assert all(item.place in pages and "Found by: " in item.hint for item in items), query


@pytest.mark.parametrize("width", WIDTHS)
def test_the_matrix_fits_and_is_whole(width: int) -> None:
    """At every width no line is too long, every name is whole, and each cell shows its number."""
    index = the_library().index()
    matrix = lay_out(index, width)
    text = words_of(draw_line(matrix, at, None) for at in range(len(matrix.lines)))
    assert max(map(len, [*text, *words_of(draw_head(matrix, None))])) <= width
    for row, code in enumerate(matrix.codes):
        first, end = matrix.lines_of(row)
        name = "".join(line.text for line in matrix.lines[first:end])
        assert name.replace(" ", "") == index.guide.sub_domain[code].name.replace(" ", "")
        cells = next(text[at] for at in range(first, end) if matrix.lines[at].has_cells)[matrix.name :]
        assert [cells[matrix.cell * (level - 1) + 1] for level in LEVELS] == [str(len(signs_at(index, code, level))) for level in LEVELS]


def test_the_marks_tell_signs_apart() -> None:
    """A sign for today has a mark of its own, and so has a statement that nothing was seen."""
    sign = the_library().index().guide.sign
    assert (mark_of(sign["PHY-4-02"]), mark_of(sign["CSA-3-01"]), mark_of(sign["PHY-1-01"])) == (SIGN, SOONER, ABSENCE)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_drawn_is_where_it_leads(width: int) -> None:
    """The spot under each cell that is drawn is that cell, and one bar alone shows where one stands."""
    matrix = lay_out(the_library().index(), width)
    for spot in (Spot(0, 0), Spot(5, 2), Spot(len(matrix.codes) - 1, 4)):
        drawn = words_of(draw_line(matrix, at, spot) for at in range(len(matrix.lines)))
        bars = [(x, y) for y, row in enumerate(drawn) for x, letter in enumerate(row) if letter == "▌"]
        assert {matrix.spot_at(x, y) for x, y in bars} == {spot}
    assert matrix.spot_at(0, 0) is None
    assert "Phone the front door now" in told(matrix, Spot(0, 4))


def test_beside_a_list() -> None:
    """What stands beside a list on a wide screen is the page one would open."""
    index = the_library().index()
    assert "Any bruise or injury in a baby" in as_text(beside(index, Place("cell", "PHY", "4")))
    assert "Level 4: " in as_text(beside(index, Place("sub-domain", "PHY")))


def test_areas_side_by_side() -> None:
    """What differs comes first, each area's words with its sources; what is the same stands once; columns only where there is room."""
    library = the_library()
    areas = [library.area(name) for name in ("brent", "wandsworth")]
    told = compared(library.index(), areas)
    for width in (38, 72, ROOMY, 116):
        text = words_of(draw(told, width))
        assert max(map(len, text)) <= width
        assert text.index(DIFFER) < text.index(SAME)
        assert any("Brent" in row and "Wandsworth" in row for row in text) == (width >= ROOMY)
        assert not [row for row in text if row.endswith(" 020")]


def test_the_same_words_from_other_sources_do_not_differ() -> None:
    """Areas differ where they say different things, not where they rest on other documents."""
    assert not do_differ([Side("A", "every year", ("S1",)), Side("B", "every year", ("S2",))])
    assert do_differ([Side("A", "every year"), Side("B", "every two years")])
    same = words_of(draw([("Review", [Side("A", "every year", ("S1",)), Side("B", "every year", ("S2",))])], 60))
    assert "every year [S1, S2]" in same


def test_wrapped() -> None:
    """No telephone number is torn, and a word that is wider than the row is split rather than cut off."""
    assert wrapped("Ring 020 8937 4300 now", 14) == ["Ring", "020 8937 4300", "now"]
    assert wrapped("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]
    assert wrapped("", 10) == [""]
