"""Reading the guide in the app: the matrix, search as one types, each sign with its sources, and a way back for every step."""

import asyncio

from tests.tui.drawn import opened, press, rows, seen, squashed, the_library, until
from tests.tui.gallery import PHYSICAL_4, SIZES, drawn
from thresholds.guide.search import NOT_RULED_OUT
from thresholds.text import clean_line
from tui.app import ThresholdsApp
from tui.reading import FRONT, Place
from tui.screens.browse import BrowseScreen
from tui.screens.compare import CompareScreen
from tui.widgets.guide_front import GuideFront
from tui.widgets.matrix_view import MatrixHead, MatrixView
from tui.widgets.open_list import OpenList
from tui.widgets.page_scroll import PageScroll


def is_ready(app: ThresholdsApp) -> bool:
    """Whether the search, if one is open, is ready."""
    return not isinstance(app.screen, BrowseScreen) or app.screen.query_one(GuideFront).is_ready


def test_what_is_not_found_is_not_ruled_out() -> None:
    """Under whatever a search finds, and where it finds nothing, stands that this rules nothing out; each match shows its words."""
    for size in SIZES:
        for name in ("guide/search", "guide/nothing"):
            text = drawn(size)[name].text
            assert squashed(NOT_RULED_OUT) in squashed(text), (name, size)
            assert "Found by: bruised baby" in clean_line(text) or name == "guide/nothing"


def test_words_of_danger_are_answered_first() -> None:
    """A search with words of danger in it says 999 before anything that was found, even where the words are denied."""

    async def go() -> None:
        async with opened(size=(40, 24)) as (app, pilot):
            await press(pilot, "f3 =no_knife")
            await until(pilot, lambda: is_ready(app))
            await press(pilot, "")
            assert "These words speak of danger. If a child is in danger now, phone 999" in clean_line(seen(app))

    asyncio.run(go())


def test_any_sign_in_a_few_keys_and_back_again() -> None:
    """F3, a few letters, down and enter lead to a sign; escape leads back step by step: results, matrix, walk."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f3 =phy-4-02")
            await until(pilot, lambda: is_ready(app) and "PHY-4-02, Physical harm" in seen(app))
            await press(pilot, "down enter")
            assert "Sign PHY-4-02" in seen(app)
            assert "seen in another area's guide, not London's" in seen(app)
            await press(pilot, "escape")
            assert "PHY-4-02, Physical harm" in seen(app)
            assert isinstance(app.screen.focused, OpenList)
            await press(pilot, "escape")
            assert "37 sub-domains" in seen(app)
            await press(pilot, "escape")
            assert app.journey.page_id == "danger"
            assert "Is a child in danger now?" in seen(app)

    asyncio.run(go())


def test_back_leads_to_the_same_place() -> None:
    """From a sign one comes back to the item one stood on, from a cell to the cell; left and right change the level of a cell."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, f"f3 {PHYSICAL_4} down down enter")
            assert "Sign PHY-4-03" in seen(app)
            await press(pilot, "escape")
            assert "▌PHY-4-03" in seen(app)
            await press(pilot, "left")
            assert "Level 3, Children with complex multiple needs: Refer in writing to the front door" in clean_line(seen(app))
            await press(pilot, "escape")
            assert isinstance(app.screen, BrowseScreen)
            matrix = app.screen.query_one(MatrixView)
            assert matrix.matrix.place(matrix.spot) == Place("cell", "PHY", "3")
            assert any("▌3 ▮▮▮" in row for row in rows(app))

    asyncio.run(go())


def test_the_mouse_does_what_keys_do() -> None:
    """A click on a cell opens it, on a level's heading what the level asks, on an item its page, on Back the page before."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f3")
            matrix = app.screen.query_one(MatrixView).matrix
            await pilot.click(MatrixView, offset=(matrix.name + 3 * matrix.cell + 2, matrix.lines_of(2)[0]))
            await until(pilot, lambda: "Disability and special needs: 3 signs" in seen(app))
            await pilot.click("#content OpenList", offset=(5, 0))
            await until(pilot, lambda: "Sign DIS-4-01" in seen(app))
            await pilot.click("#way-back")
            await pilot.click("#way-back")
            await until(pilot, lambda: "37 sub-domains" in seen(app))
            await pilot.click(MatrixHead, offset=(matrix.name + 2 + 2, 1))
            await until(pilot, lambda: "No additional needs: Keep helping, record, set a review date" in seen(app))
            await pilot.click("#keys-guide .key-search")
            await until(pilot, lambda: app.focused is not None and app.focused.id == "search")

    asyncio.run(go())


def test_danger_and_cover_over_the_guide() -> None:
    """Danger and cover are one key away while one reads, types or compares, and the guide is as it was afterwards."""

    async def go() -> None:
        async with opened() as (app, pilot):
            for keys in ("f3", "=knife", "escape f4"):
                await press(pilot, f"{keys} f2")
                assert "phone 999" in seen(app)
                await press(pilot, "escape f8")
                assert seen(app).strip() == "Press Enter to return"
                await press(pilot, "enter")
            assert isinstance(app.screen, CompareScreen)

    asyncio.run(go())


def test_nothing_is_opened_twice() -> None:
    """The guide's key inside the guide, and the palette's command over it, never stack a second one."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f3 f3 f4 f3 f4")
            kinds = [type(screen) for screen in app.screen_stack]
            assert kinds.count(BrowseScreen) == kinds.count(CompareScreen) == 1

    asyncio.run(go())


def test_a_sign_can_be_asked_for() -> None:
    """`action_browse` with a sign's id opens its page, at the top even where the ways on lie below; escape leads out of the guide."""

    async def go() -> None:
        async with opened() as (app, pilot):
            app.action_browse("CSA-3-01")
            await until(pilot, lambda: "Sign CSA-3-01" in seen(app))
            await press(pilot, "")
            assert "Sign CSA-3-01" in seen(app)
            assert "today, whatever the level" in seen(app)
            await press(pilot, "escape")
            assert not isinstance(app.screen, BrowseScreen)

    asyncio.run(go())


def test_typed_words_are_letters() -> None:
    """Markup and escape codes in the search are shown as letters and end nothing."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f3 slash =[/x]_[b]bruise")
            await until(pilot, lambda: is_ready(app))
            await press(pilot, "")
            assert "[/x] [b]bruise" in seen(app)
            assert "Found by: bruise" in seen(app)

    asyncio.run(go())


def test_nothing_is_cut_at_forty_columns() -> None:
    """At 40 columns nothing scrolls sideways, and with rows enough every word of a page can be read."""

    async def go() -> None:
        async with opened(size=(40, 200)) as (app, pilot):
            await press(pilot, "f3")
            guide = the_library().index().guide
            text = squashed(seen(app))
            assert not [sub.name for sub in guide.sub_domain.values() if squashed(sub.name) not in text]
            await press(pilot, "pagedown pagedown enter")
            for scroll in app.screen.query(PageScroll):
                assert not scroll.size or scroll.virtual_size.width <= scroll.size.width
            assert isinstance(app.screen, BrowseScreen)
            code = app.screen.place.id
            text = squashed(seen(app))
            assert not [sign.says for sign in guide.sign.values() if sign.subdomain == code and squashed(sign.says) not in text]

    asyncio.run(go())


def test_resizing_keeps_the_place() -> None:
    """From 40 to 120 columns and back one still stands on the same cell, and the strand stands side by side only where there is room."""

    async def go() -> None:
        async with opened(size=(40, 24)) as (app, pilot):
            await press(pilot, f"f3 {PHYSICAL_4} escape")
            await pilot.resize_terminal(120, 40)
            await pilot.pause()
            assert isinstance(app.screen, BrowseScreen)
            assert app.screen.place == FRONT
            assert any("▌5 ▮▮▮▮▮" in row for row in rows(app))
            await press(pilot, "enter enter 1")
            first = next(row for row in rows(app) if "Level 1, No" in row)
            assert "Level 4, Children" in first
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            first = next(row for row in rows(app) if "Level 1, No" in row)
            assert "Level 4" not in first

    asyncio.run(go())


def test_too_few_or_too_many_areas() -> None:
    """One area alone cannot be compared, and four do not fit: the page says so and keeps the ticks."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f4 space end down enter")
            assert "Error: Too few are chosen. Choose two or three." in seen(app)
            assert "[x] Brent" in seen(app)
            await press(pilot, "home down space down space down space end down enter")
            assert seen(app).count("[x]") == 4
            assert "Error: Too many are chosen. Choose two or three." in seen(app)

    asyncio.run(go())


def test_keys_on_a_list_that_has_just_become_empty() -> None:
    """Arrows and page keys that reach a list of results as the last one goes do no harm."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f3 =bruise")
            await until(pilot, lambda: "Found by" in seen(app))
            await press(pilot, "down")
            results = app.screen.query_one(GuideFront).results
            results.show(())
            for move in (results.action_step, results.action_leap):
                for by in (1, -1):
                    move(by)
            results.action_first()
            results.action_last()
            await press(pilot, "down up pagedown pageup home end enter space 1")
            assert app.return_code is None

    asyncio.run(go())
