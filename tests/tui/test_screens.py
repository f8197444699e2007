"""The main screens at 80x24, kept as text that a reviewer reads as the user does."""

import asyncio
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from tests.tui.drawn import SCREENS, keep_or_give, opened, press, seen, turn_to, uncovered, until, walked
from tui import themes
from tui.app import ThresholdsApp
from tui.screens import save

MARKS = set("━┃┏┓┗┛─│┌┐└┘▌▁▂▃▄▅▆▇█ ")
"""Frames, bars and scroll bars: marks, not text."""
STEPS: dict[str, tuple[str, str]] = {
    "home": ("danger", "escape"),
    "about-tool": ("danger", "escape 5"),
    "help-home": ("danger", "escape f1"),
    "leave": ("words", "ctrl+q"),
    "danger": ("danger", ""),
    "danger-yes": ("danger", "1"),
    "danger-card": ("words", "f2"),
    "place": ("place", ""),
    "child": ("child", ""),
    "words": ("words", "=bruise"),
    "offered": ("offered", "space ctrl+n"),
    "judgement": ("judgement", ""),
    "about": ("about", "down"),
    "signs": ("signs:PHY", "down"),
    "interrupt": ("signs:PHY", "down space"),
    "problem": ("child", "=soon tab 1 ctrl+n"),
    "sweep": ("sweep", "2 3"),
    "strengths": ("strengths", ""),
    "check": ("check", "down"),
    "suggestion": ("suggestion", ""),
    "suggestion-parts": ("suggestion", "1 5"),
    "sources": ("suggestion", "w"),
    "save": ("suggestion", "s =notes.doc enter"),
    "why": ("child", "tab w"),
    "help": ("danger", "f1"),
    "cover": ("words", "f8"),
    "palette": ("danger", "ctrl+p"),
}
"""Each screen: the page the walk stands on, and the keys that lead to it."""


class Seen(NamedTuple):
    """A screen as text, and the pairs of colours it is drawn in, each with a text that has it."""

    text: str
    pairs: dict[tuple[str, str], str]


@cache
def drawn() -> dict[str, Seen]:
    """Draw all screens in one app, in the dark theme."""

    async def go() -> dict[str, Seen]:
        found = {}
        async with opened(theme="dark") as (app, pilot):
            for name, (page_id, keys) in STEPS.items():
                await turn_to(app, pilot, walked(page_id))
                await press(pilot, keys)
                await until(pilot, lambda: "Search" not in seen(app) or "Hide the screen" in seen(app))
                await pilot.pause(0.05)
                found[name] = Seen(seen(app).rstrip("\n") + "\n", dict(pairs(app)))
                await uncovered(pilot)
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(save, "folder", lambda: "~/Documents")
        return asyncio.run(go())


def pairs(app: ThresholdsApp) -> Iterator[tuple[tuple[str, str], str]]:
    """Give the colours of every text on the screen, read from its cells."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                colours = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                yield colours[::-1] if style.reverse else colours, segment.text


@pytest.mark.parametrize("name", STEPS)
def test_the_screen_is_the_one_kept(name: str) -> None:
    """The screen is as it was when somebody last read it; THRESHOLDS_UPDATE_SCREENS=1 keeps a new one."""
    now = drawn()[name].text
    assert now == keep_or_give(name, now), (
        f"{name}.txt differs: read the new screen, and if it is right run with THRESHOLDS_UPDATE_SCREENS=1"
    )


def test_the_foot_is_whole() -> None:
    """On every page at 80x24 the keys stand whole at the foot, and whoever may refer above them."""
    pages = {name: text.splitlines() for name, (text, _) in drawn().items() if text.startswith("  Thresholds") and name != "home"}
    assert len(pages) == 14
    for name, shown in pages.items():
        fourth = "S Save" if name.startswith("suggestion") else "Ctrl+N Continue"
        assert shown[23] == f"  F2 Danger   F8 Cover   Esc Back   {fourth}   F1 Help", name
        assert shown[22].startswith("  Anyone may refer. You need nobody's permission."), name


@pytest.mark.parametrize("theme", themes.NAMES)
def test_contrast(theme: str) -> None:
    """Whatever is drawn in one theme can be read in each: text at 4.5 to 1, in the high-contrast themes 7 to 1, marks at 3 to 1."""
    names = {colour: name for name, colour in themes.PAINTS["dark"]._asdict().items()}
    assert len(names) == len(themes.PAINTS["dark"])
    paints = themes.PAINTS[theme]._asdict()
    for screen, (_, found) in drawn().items():
        for (ink, ground), text in found.items():
            needed = 3.0 if set(text) <= MARKS else 7.0 if theme.startswith("high") else 4.5
            assert {ink, ground} <= names.keys(), (screen, text, ink, ground)
            assert contrast(paints[names[ink]], paints[names[ground]]) >= needed, (screen, text, names[ink], names[ground])


def test_every_state_shows_in_plain_text() -> None:
    """Chosen and not chosen, focus, fault and what must be read first each have a sign or a word of their own."""
    text = {name: found.text for name, found in drawn().items()}
    assert "▌1 ( ) Yes" in text["danger"]
    assert " 2 (•) No" in text["sweep"]
    assert "▌[ ] " in text["about"]
    assert "▌[x] " in text["offered"]
    assert "Error:" in text["problem"]
    assert "▌ Level 4" in text["suggestion"]
    assert text["words"].count("┏") == 1


@pytest.mark.parametrize("name", ["danger", "place", "child", "judgement", "about", "signs", "strengths", "check"])
def test_nothing_is_chosen_beforehand(name: str) -> None:
    """No page opens with a choice made; one place has the focus."""
    text = drawn()[name].text
    assert "(•)" not in text
    assert "[x]" not in text
    assert text.count("▌") >= 1 or text.count("┏") == 1


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG between two colours such as `#14171c`."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_no_kept_screen_is_left_over() -> None:
    """Every kept file belongs to a screen."""
    assert {path.stem for path in SCREENS.glob("*.txt")} == set(STEPS)
