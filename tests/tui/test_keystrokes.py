"""Quick keys: a card closes once and nothing below it, and letters typed beside a field do nothing."""

import asyncio
from itertools import cycle, product
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import ModalScreen

from tests.tui import docketed
from tests.tui.drawn import answers, opened, press, seen, settled, turn_to, uncovered, walked
from tests.tui.gallery import gallery, leave
from tui.app import ThresholdsApp
from tui.keystrokes import Keystrokes, Stroke
from tui.screens.cover import CoverScreen
from tui.screens.danger import DangerCard
from tui.screens.home import HomeScreen
from tui.screens.interrupt import InterruptCard
from tui.screens.walk import WalkScreen

CARDS = (
    ("danger", "f1"),
    ("danger", "f2"),
    ("child", "tab tab w"),
    ("judgement", "ctrl+q"),
    ("suggestion", "s tab tab"),
    ("suggestion", "a"),
)


def at_one_moment(key: Key) -> Key:
    """A key as quick fingers press it, however slow the machine is: all of them come at the same time, far ahead of any before."""
    key.time = float("1e12")
    return key


def test_a_card_closes_once() -> None:
    """The same key three times at once, or twice one by one, closes the card, and the page below stays as it was."""

    async def go() -> None:
        async with opened(walked("danger")) as (app, pilot):
            for page_id, opens in CARDS:
                for keys, at_once in (("enter", True), ("space", True), ("escape", False)):
                    await turn_to(app, pilot, walked(page_id))
                    await press(pilot, opens)
                    assert isinstance(app.screen, ModalScreen), (page_id, opens)
                    for _ in range(3):
                        app.post_message(at_one_moment(Key(keys, None)))
                        if not at_once:
                            await settled(app)
                    await settled(app)
                    await press(pilot, "")
                    assert app.return_code is None, (page_id, opens)
                    assert isinstance(app.screen, WalkScreen), (page_id, opens, at_once)
                    assert app.journey.page_id == page_id, (page_id, opens, at_once)
                    assert not any(answers(app).values()) if isinstance(app.screen, WalkScreen) else True
                    await uncovered(pilot)
            await press(pilot, "escape")

    asyncio.run(go())


def test_a_card_over_home_closes_once() -> None:
    """Over the first screen a double press neither ends the app nor starts a walk."""

    async def go() -> None:
        async with opened(walked("danger")) as (app, pilot):
            await press(pilot, "escape")
            for opens, key in product(("f2", "5"), ("enter", "escape")):
                await press(pilot, opens)
                assert isinstance(app.screen, ModalScreen)
                for _ in range(3):
                    app.post_message(at_one_moment(Key(key, None)))
                await settled(app)
                await press(pilot, "")
                assert app.return_code is None
                assert isinstance(app.screen, HomeScreen), (opens, key)

    asyncio.run(go())


def test_a_double_press_saves_once(tmp_path: Path) -> None:
    """Enter twice on the name of a file writes it once and says where it is."""

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            await press(pilot, "s")
            for letter in str(tmp_path / "one.txt"):
                app.post_message(at_one_moment(Key(letter, letter)))
            for _ in range(3):
                app.post_message(at_one_moment(Key("enter", None)))
            await settled(app)
            await press(pilot, "")
            assert "Saved" in seen(app)
            assert len(app.screen_stack) == 3

    asyncio.run(go())
    assert [path.name for path in tmp_path.iterdir()] == ["one.txt"]


def test_letters_typed_beside_a_field_do_nothing() -> None:
    """Words pasted or typed on a list open no card over another and choose nothing."""

    async def go() -> None:
        async with opened(walked("place")) as (app, pilot):
            for letter in "grilled with wasps 2 ":
                app.post_message(at_one_moment(Key("space" if letter == " " else letter, letter)))
            await settled(app)
            await press(pilot, "")
            assert isinstance(app.screen, WalkScreen)
            assert not any(answers(app).values())

    asyncio.run(go())


def test_letters_can_be_switched_off() -> None:
    """Without letters as keys W opens nothing; typed text and the key that a card names work, and so do digits (A17)."""

    async def go() -> None:
        async with opened(walked("danger")) as (app, pilot):
            app.keystrokes = Keystrokes(letters=False)
            await press(pilot, "w")
            assert isinstance(app.screen, WalkScreen)
            await press(pilot, "1")
            assert isinstance(app.screen, InterruptCard)
            await press(pilot, "y")
            assert isinstance(app.screen, WalkScreen)
            await turn_to(app, pilot, walked("words"))
            await press(pilot, "=bruise")
            assert answers(app)["seen"] == "bruise"

    asyncio.run(go())


PAGES = ("danger", "child", "judgement", "signs:PHY", "sweep", "check", "suggestion")
OTHERS = ("f3", "f3 down enter", "f4", "f5", "f5 1", "f5 n", "f1", "ctrl+p", "escape")


async def at_once(app: ThresholdsApp, pilot: Pilot[None], keys: str) -> None:
    """Press keys so quickly that none has gone its way before the next one comes."""
    for key in keys.split():
        app.post_message(Key(key, " " if key == "space" else key if len(key) == 1 else None))
    await settled(app)
    await press(pilot, "")


def test_cover_and_danger_win_over_a_key_just_before() -> None:
    """Whatever was pressed a moment before, F8 leaves the cover and F2 the numbers on top, on every kind of screen."""

    async def go() -> None:
        ways = (*((page_id, "") for page_id in PAGES), *(("danger", keys) for keys in OTHERS))
        pairs = cycle(product(("enter", "ctrl+n", "escape", "space"), (("f8", CoverScreen), ("f2", DangerCard))))
        async with gallery((80, 24)) as (app, pilot):
            for (page_id, keys), (first, (last, shows)) in zip(ways, pairs, strict=False):
                await leave(app, pilot)
                await turn_to(app, pilot, walked(page_id))
                await docketed.go(pilot, keys)
                await at_once(app, pilot, f"{first} {last}")
                assert isinstance(app.screen, shows), (page_id, keys, first, last)
                assert app.return_code is None

    asyncio.run(go())


def test_a_tick_counts_however_quickly_one_goes_on() -> None:
    """What was ticked a moment before Ctrl+N is among the answers of the page that is left."""

    async def go() -> None:
        async with opened(walked("about")) as (app, pilot):
            await press(pilot, "space")
            await at_once(app, pilot, "down space ctrl+n")
            assert app.journey.page_id != "about"
            assert len(app.journey.walk.answers["about"]["about"]) == 2

    asyncio.run(go())


def test_the_key_that_goes_on_does_not_close_whom_to_phone() -> None:
    """Whom to phone stays on the screen when the key of the page comes once more; the key that it names closes it."""

    async def go() -> None:
        async with opened(walked("danger")) as (app, pilot):
            await press(pilot, "1 ctrl+n ctrl+n enter space escape")
            assert isinstance(app.screen, InterruptCard)
            assert "Y: I have read this" in seen(app)
            await press(pilot, "y")
            assert isinstance(app.screen, WalkScreen)

    asyncio.run(go())


@pytest.mark.parametrize(
    ("strokes", "stray"),
    [
        ([Stroke("w", "w", 0, 1), Stroke("i", "i", 0.05, 2, True)], [False, True]),
        ([Stroke("w", "w", 0, 1), Stroke("i", "i", 0.2, 1)], [False, False]),
        ([Stroke("w", "w", 0, 1, is_text=True), Stroke("i", "i", 0.05, 1, is_text=True)], [False, False]),
        ([Stroke("2", "2", 0, 1), Stroke("2", "2", 0.01, 1)], [False, False]),
        ([Stroke("down", "", 0, 1), Stroke("space", " ", 0.01, 1)], [False, False]),
        ([Stroke("enter", "", 0, 1, True), Stroke("enter", "", 0.3, 2), Stroke("enter", "", 0.6, 2)], [False, True, True]),
        ([Stroke("enter", "", 0, 1, True), Stroke("enter", "", 0.5, 2)], [False, False]),
        ([Stroke("escape", "", 0, 1), Stroke("escape", "", 0.1, 2)], [False, False]),
    ],
)
def test_which_keys_are_stray(strokes: list[Stroke], stray: list[bool]) -> None:
    """A double press over a card counts once, letters in a row count as typing, and everything else is meant."""
    keys = Keystrokes()
    assert [keys.is_stray(stroke) for stroke in strokes] == stray
