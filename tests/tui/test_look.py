"""How it looks: without colour, in which theme, and without anything that moves."""

import asyncio
import os

import pytest

from tests.tui.drawn import opened, press, rows, seen, until, walked
from thresholds.errors import UnknownName
from tui import themes
from tui.widgets.choice_list import ChoiceList
from tui.widgets.field import FieldBox


def test_focus_is_a_bar_and_a_ground() -> None:
    """What has the focus has a bar before it; a line to type in has a heavier frame."""

    async def go() -> None:
        async with opened(walked("child")) as (app, pilot):
            assert sum(row.count("┏") for row in rows(app)) == 1
            await press(pilot, "tab")
            assert sum(row.count("┏") for row in rows(app)) == 0
            assert sum(row.count("▌") for row in rows(app)) == 1
            assert isinstance(app.screen.focused, ChoiceList)

    asyncio.run(go())


def test_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR draws in greys with a strong contrast, what must be read first is reversed, and an ansi theme cannot be asked for."""
    monkeypatch.setenv("NO_COLOR", "1")

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            assert app.theme == "high-contrast"
            assert not [name for name in app.available_themes if name.startswith("ansi")]
            strong = [s for strip in app.screen._compositor.render_strips() for s in strip if "Level 4" in s.text]
            assert all(segment.style and segment.style.bold and segment.style.reverse for segment in strong)
            assert strong
            await press(pilot, "tab")
            await until(pilot, lambda: "▌[ Save the referral ]" in seen(app))

    asyncio.run(go())


def test_which_theme() -> None:
    """The one asked for comes first, then THRESHOLDS_THEME, then dark; a wrong name is refused with the near ones."""
    assert themes.choose(None, {}, False) == "dark"
    assert themes.choose(None, {"THRESHOLDS_THEME": "light"}, False) == "light"
    assert themes.choose("high-contrast", {"THRESHOLDS_THEME": "light"}, True) == "high-contrast"
    with pytest.raises(UnknownName) as refused:
        themes.choose("high-contras", {}, False)
    assert refused.value.near[0] == "high-contrast"
    assert "TEXTUAL_THEME" not in os.environ


def test_themes_can_be_changed_while_it_runs() -> None:
    """The palette has every theme, and nothing of Textual's own."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "ctrl+p =high-contrast-light")
            await until(pilot, lambda: "Theme: high-contrast-light" in seen(app) and "Danger" not in seen(app))
            await press(pilot, "enter")
            await until(pilot, lambda: app.theme == "high-contrast-light")
            assert set(app.available_themes) == set(themes.NAMES)

    asyncio.run(go())


def test_nothing_moves() -> None:
    """No animation, and no cursor that blinks."""

    async def go() -> None:
        async with opened(walked("words")) as (app, _):
            assert app.animation_level == "none"
            assert not app.screen.focused.cursor_blink  # type: ignore[union-attr]

    asyncio.run(go())


def test_a_part_that_is_opened_is_read_from_its_title() -> None:
    """A digit opens a part of the suggestion and its title stands at the top of the page, or all that follows is in view."""

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            for digit in "315":
                await press(pilot, digit)
                top = "".join(row for row in rows(app)[2:6])
                assert f"{digit} ▾" in (top if "more below" in seen(app) else seen(app)), digit

    asyncio.run(go())


def test_a_wall_of_problems_is_four_lines_and_a_count() -> None:
    """Eight questions without an answer are four problems to press and a count; each is marked where it is."""

    async def go() -> None:
        async with opened(walked("sweep"), size=(80, 60)) as (app, pilot):
            await press(pilot, "ctrl+n")
            assert "And 4 more, each marked where it is." in seen(app)
            assert len(app.screen.query("ErrorSummary Press")) == 4
            assert len([box for box in app.screen.query(FieldBox) if box.is_wrong]) == 8

    asyncio.run(go())
