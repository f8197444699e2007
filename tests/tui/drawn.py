"""What the tests of the screens share: a walk answered up to a page, an app on it, and the screen as lines of text."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from textual._compositor import LayoutUpdate
from textual.app import App
from textual.events import Key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip

from thresholds import places
from thresholds.assessment.walk import Walk, answer, here, page, start
from thresholds.calendar import london
from thresholds.guide.library import Library
from thresholds.pages import Page, Value, Values
from tui.app import ThresholdsApp
from tui.keystrokes import Keystrokes
from tui.screens.cover import CoverScreen
from tui.screens.walk import WalkScreen

MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=london())
"""A Monday in office hours."""
WORDS: Values = {"seen": "A round bruise on the cheek"}
SCREENS = Path(__file__).parent.parent / "screens"
UPDATE = "THRESHOLDS_UPDATE_SCREENS"


@cache
def the_library() -> Library:
    """The data of this checkout, read once."""
    return Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())


def strips(app: App[None]) -> list[Strip]:
    """Give the screen as it is drawn, row by row; with a card also what lies around it, which takes longer."""
    if not isinstance(app.screen, ModalScreen):
        return app.screen._compositor.render_strips()
    drawn = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return [Strip.join(row) for row in drawn.strips] if isinstance(drawn, LayoutUpdate) else []


def rows(app: App[None]) -> list[str]:
    """Give the screen as a person sees it, a line of text a row, without colours."""
    return [strip.text.rstrip() for strip in strips(app)]


def seen(app: App[None]) -> str:
    """Give the whole screen as one text."""
    return "\n".join(rows(app))


def squashed(text: str) -> str:
    """Give `text` without spaces and bars, so that wrapped text can be found in it."""
    return re.sub(r"[\s▌┃│]", "", text)


def baby(asked: Page) -> Values:
    """Answer a page for the vignette of the baby with a bruise (V03), by the fields it has."""
    chosen: dict[str, Value] = {
        "danger": "no", "lives_in": "brent", "now_in": "same", "placed_by": "nobody", "age": "10 weeks", "mobile": "no",
        "circumstances": ("none",), "worry": "same" if asked.id == "check" else "3", "way": "full", "about": ("PHY",),
        "strengths": ("WAR-1-01",), "child_view": "cannot-be-had",
    }  # fmt: skip
    if asked.id == "signs:PHY":
        return {"signs": ("PHY-4-02",)}
    if asked.id == "offered":
        return {"signs": ("none",)}
    if asked.id == "sweep":
        return {field.id: "no" for field in asked.fields}
    return {field.id: chosen[field.id] for field in asked.fields if field.id in chosen}


def walked(to: str = "danger", **changed: Values) -> Walk:
    """Give a walk of the baby's vignette with every page before `to` answered; `changed` answers pages otherwise.

    Words are written only where the pages that follow from them are wanted: the search costs more than the drawing.
    """
    if to in ("offered", "about"):
        changed.setdefault("words", WORDS)
    return _walked(to, changed) if changed else _as_usual(to)


@cache
def _as_usual(to: str) -> Walk:
    return _walked(to, {})


def _walked(to: str, changed: Mapping[str, Values]) -> Walk:
    walk = start(the_library(), MONDAY)
    while (at := here(walk)) != to:
        walk, problems = answer(walk, at, changed.get(at.replace(":", "_").replace("-", "_")) or baby(page(walk, at)))
        assert not problems, (at, problems)
    return walk


def answers(app: ThresholdsApp) -> Values:
    """Give the answers on the page as they stand."""
    assert isinstance(app.screen, WalkScreen)
    return app.screen.values


def open_here(walk: Walk, theme: str | None = None, drafts: Path | None = None) -> ThresholdsApp:
    """Give an app at home, with the page where `walk` stands behind *go on*."""
    app = ThresholdsApp(lambda: walk, theme, lambda: MONDAY, drafts=drafts)
    app.journey.page_id = here(walk)
    return app


@asynccontextmanager
async def opened(
    walk: Walk | None = None, size: tuple[int, int] = (80, 24), theme: str | None = None, drafts: Path | None = None
) -> AsyncIterator[tuple[ThresholdsApp, Pilot[None]]]:
    """Open the app on the page where `walk` stands."""
    app = open_here(walk or walked(), theme, drafts)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.action_walk()
        await until(pilot, lambda: isinstance(app.screen, WalkScreen) and app.screen.standing is not None)
        await pilot.pause()
        yield app, pilot


async def turn_to(app: ThresholdsApp, pilot: Pilot[None], walk: Walk) -> None:
    """Show the page where another walk stands, in an app that is open already: much quicker than a new app."""
    app.journey.__init__(walk)  # type: ignore[misc]
    app.journey.page_id = here(walk)
    if not isinstance(app.screen, WalkScreen):
        app.action_walk()
        await until(pilot, lambda: isinstance(app.screen, WalkScreen) and app.screen.standing is not None)
    assert isinstance(app.screen, WalkScreen)
    await app.screen.draw()
    await pilot.pause()


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys by their names; a word that begins with `=` is typed at once, `_` for a space. The screen has settled afterwards.

    Pilot's own `press` waits ten times as long after each key.
    """
    for word in keys.split():
        slowly(pilot.app)
        if word.startswith("="):
            for letter in word[1:].replace("_", " "):
                pilot.app.post_message(Key(letter, letter))
        else:
            pilot.app.post_message(Key(word, " " if word == "space" else word if len(word) == 1 else None))
        await settled(pilot.app)
    await still(pilot)


async def still(pilot: Pilot[None]) -> None:
    """Wait until the screen changes no more."""
    await pilot.pause()
    before, now = "", seen(pilot.app)
    while before != now and pilot.app.return_code is None:
        await pilot.pause()
        before, now = now, seen(pilot.app)


def slowly(app: App[None]) -> None:
    """Let the next key come as if some time had gone by: a test is quicker than any hand."""
    if isinstance(app, ThresholdsApp):
        app.keystrokes = Keystrokes(app.keystrokes.letters)


async def settled(app: App[None]) -> None:
    """Wait until a key has gone all its way: to the app, to the widget with the focus, and up again through all that hold it."""
    await _done(app)
    focused = app.focused or app.screen
    for node in focused.ancestors_with_self:
        await _done(node)
    for _ in range(100):  # what was put off until the screen is drawn, such as scrolling to the focus
        if not app.screen._callbacks or not app_runs(app):
            break
        await asyncio.sleep(0.001)


async def _done(node: MessagePump) -> None:
    """Wait until a node has done what it was told so far."""
    reached = asyncio.Event()
    if node.is_running and node.call_later(reached.set):
        while not reached.is_set() and node.is_running and app_runs(node):  # what has just ended answers no more
            await asyncio.sleep(0.001)


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait until something is so: the palette searches in its own time."""
    for _ in range(200):
        if is_so():
            return
        await pilot.pause(0.02)
    raise AssertionError("it never came to that")


async def uncovered(pilot: Pilot[None]) -> None:
    """Close every card."""
    while isinstance(pilot.app.screen, ModalScreen | CoverScreen):
        pilot.app.pop_screen()
        await pilot.pause()


def keep_or_give(name: str, now: str) -> str:
    """Give the screen kept under `name`; THRESHOLDS_UPDATE_SCREENS=1 keeps `now` instead."""
    kept = SCREENS / f"{name}.txt"
    if os.environ.get(UPDATE) == "1":
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(now, encoding="utf-8")
    return kept.read_text(encoding="utf-8") if kept.exists() else ""


def app_runs(node: MessagePump) -> bool:
    """Say whether the app that a node belongs to has not ended yet."""
    return node.app.return_code is None
