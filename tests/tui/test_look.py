"""How it looks: without colour, in which theme, and without anything that moves."""

import asyncio
import os

import pytest

from tests.tui.drawn import opened, press, rows, seen, until, walked
from thresholds.errors import UnknownName
from tui import themes
from tui.widgets.choice_list import ChoiceList


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
