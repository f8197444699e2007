"""Every screen of the app, in one place: how one comes to it, and what it looks like at three sizes. A screen without an entry fails."""

import asyncio
import importlib
import pickle
import pkgutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, chdir, suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import pytest
from filelock import FileLock, Timeout
from textual.command import CommandPalette
from textual.content import Content
from textual.pilot import Pilot
from textual.screen import Screen, SystemModalScreen
from textual.scrollbar import ScrollBar
from textual.widget import Widget

import tui.screens
from tests.tui.docketed import fill, go
from tests.tui.drawn import MONDAY, rows, seen, still, strips, turn_to, until, walked
from thresholds.assessment.walk import Walk
from thresholds.pages import Values
from tui.app import ThresholdsApp
from tui.draft import FormDraft
from tui.screens import save
from tui.screens.browse import BrowseScreen
from tui.screens.card import Card
from tui.screens.save import SavedCard
from tui.screens.walk import WalkScreen
from tui.widgets.beside import Beside
from tui.widgets.guide_front import GuideFront
from tui.widgets.lines import Lines
from tui.widgets.matrix_view import MatrixHead
from tui.widgets.plain import Plain
from tui.widgets.standing_list import StandingList

SIZES = ((80, 24), (40, 24), (120, 40))
SIGNS = "▌━"
"""What shows where one stands: a bar, or a heavy frame around a line to type in."""
SHARED = [""]
"""The folder in which the processes of one run of the suite keep the screens for each other; conftest.py sets it."""
PHYSICAL_4 = "pagedown down down down 4"
SCREENS: dict[str, tuple[str, str]] = {
    "home/home": ("danger", "escape"),
    "home/kept": ("child", "=7_weeks @home"),
    "walk/danger": ("danger", ""),
    "walk/danger-again": ("danger-again", ""),
    "walk/place": ("place", ""),
    "walk/child": ("child", ""),
    "walk/problem": ("child", "=soon tab 1 ctrl+n"),
    "walk/words": ("words", "=bruise"),
    "walk/offered": ("offered", "space y"),
    "walk/judgement": ("judgement", ""),
    "walk/problems": ("judgement", "ctrl+n"),
    "walk/about": ("about", "down"),
    "walk/signs": ("signs:PHY", "down"),
    "walk/sweep": ("sweep", "2 3"),
    "walk/look": ("look:injury", "down"),
    "walk/strengths": ("strengths", ""),
    "walk/check": ("check", "down"),
    "walk/suggestion": ("suggestion", ""),
    "walk/suggestion-parts": ("suggestion", "1 5"),
    "walk/not-enough": ("not-enough", ""),
    "cards/about-tool": ("danger", "escape 5"),
    "cards/help-home": ("danger", "escape f1"),
    "cards/help": ("danger", "f1"),
    "cards/leave": ("words", "ctrl+q"),
    "cards/start-again": ("suggestion", "a"),
    "cards/new-walk": ("child", "@home 1"),
    "cards/drop": ("child", "@home 3"),
    "cards/danger-card": ("words", "f2"),
    "cards/danger-yes": ("danger", "1"),
    "cards/interrupt": ("signs:PHY", "down space"),
    "cards/why": ("child", "tab w"),
    "cards/sources": ("suggestion", "w"),
    "cards/save": ("suggestion", "s =notes.doc enter"),
    "cards/saved": ("suggestion", "@saved"),
    "cards/cover": ("words", "f8"),
    "cards/rest": ("words", "@rested"),
    "cards/palette": ("danger", "ctrl+p"),
    "guide/matrix": ("danger", "f3 down right right"),
    "guide/cell": ("danger", f"f3 {PHYSICAL_4}"),
    "guide/area": ("danger", "f3 pagedown down down down enter"),
    "guide/sign": ("danger", f"f3 {PHYSICAL_4} down enter"),
    "guide/sources": ("danger", f"f3 {PHYSICAL_4} down enter w"),
    "guide/strand": ("danger", f"f3 {PHYSICAL_4} down enter 1"),
    "guide/search": ("danger", "f3 =bruised_baby"),
    "guide/nothing": ("danger", "f3 =zzzz"),
    "guide/levels": ("danger", "f3 up up up enter"),
    "guide/level": ("danger", "f3 up up up enter 4"),
    "guide/duties": ("danger", "f3 up up enter"),
    "guide/duty": ("danger", "f3 up up enter down down down down enter"),
    "guide/help": ("danger", "f3 f1"),
    "guide/choose": ("danger", "f4 space"),
    "guide/too-few": ("danger", "f4 space end down enter"),
    "guide/compare": ("danger", "f4 space pagedown up space end down enter"),
    "guide/compare-sources": ("danger", "f4 space pagedown up space end down enter w"),
    "disagreements/none-found": ("danger", "f5 slash =zzzz"),
    "disagreements/register": ("danger", "f5"),
    "disagreements/overdue": ("danger", "f5 o"),
    "disagreements/find": ("danger", "f5 slash =brent"),
    "disagreements/one": ("danger", "f5 1"),
    "disagreements/not-there": ("danger", "f5 slash =HF-2026-999 enter"),
    "disagreements/up": ("danger", "f5 1 3"),
    "disagreements/missing": ("danger", "f5 1 3 ctrl+n"),
    "disagreements/danger": ("danger", "f5 1 1 1"),
    "disagreements/settle": ("danger", "f5 1 4 ctrl+n"),
    "disagreements/routes": ("danger", "f5 1 f6"),
    "disagreements/ladder": ("danger", "f5 1 l"),
    "disagreements/history": ("danger", "f5 1 h"),
    "disagreements/record": ("danger", "f5 1 p"),
    "disagreements/forum-note": ("danger", "f5 1 m"),
    "disagreements/save": ("danger", "f5 1 m tab enter"),
    "disagreements/week": ("danger", "f5 w"),
    "disagreements/raise": ("danger", "f5 n"),
    "disagreements/raise-who": ("danger", "f5 n 2 ctrl+n"),
    "disagreements/raise-problem": ("danger", "f5 n 2 ctrl+n 3 ctrl+n"),
    "disagreements/leave": ("danger", "f5 n 2 escape"),
    "home/form": ("danger", "@form @home"),
    "disagreements/kept-form": ("danger", "@form f5"),
    "disagreements/go-on": ("danger", "@form f5 up enter"),
    "disagreements/from-walk": ("suggestion", "d"),
    "disagreements/help-list": ("danger", "f5 f1"),
    "disagreements/help": ("danger", "f5 1 f1"),
}
"""Each screen: the page the walk stands on, and the keys that lead to it. `@name` is something that no single key does."""
QUIET: Values = dict.fromkeys(
    ("injury", "unsafe-adult", "missing", "suicide", "sexual-online", "exploitation", "violence-home", "adult-works-with-children"), "no"
)


class Seen(NamedTuple):
    """A screen as it was drawn."""

    text: str
    colours: dict[tuple[str, str], str]
    """The pairs of colours it is drawn in, ink and ground, each with a text that has it."""
    says: tuple[str, ...]
    """Every text that its widgets hold, whole and in order, whether it is in view or not."""
    kind: type[Screen[Any]]
    page_id: str
    cut: tuple[str, ...]
    """What has not the room that its text needs, in view or not."""
    focus: str
    """The row that shows where one stands, empty where none does; what has the focus, if nothing tells it."""


def walk_of(page_id: str) -> Walk:
    """Give a walk that stands on a page; some pages need answers of their own before them."""
    nothing: dict[str, Values] = {"about": {"about": ("EDU",)}, "signs_EDU": {"signs": ("none",)}}
    if page_id == "danger-again":
        return walked(page_id, words={"seen": "He has a knife"})
    if page_id == "look:injury":
        return walked(page_id, **nothing, sweep={**QUIET, "injury": "yes"})
    if page_id == "not-enough":
        return walked("suggestion", **{**nothing, "about": {"about": ("not-sure",)}}, sweep={**QUIET, "missing": "not-known"})
    return walked(page_id)


@asynccontextmanager
async def gallery(size: tuple[int, int], walk: Walk | None = None, theme: str = "dark") -> AsyncIterator[tuple[ThresholdsApp, Pilot[None]]]:
    """Open an app in which every screen can be shown, in an empty folder of its own."""
    app = ThresholdsApp(lambda: walk or walked(), theme, lambda: MONDAY, register=":memory:", seconds=lambda: 0.0)
    fill(app)
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot


async def show(app: ThresholdsApp, pilot: Pilot[None], name: str, walk: Walk | None = None) -> None:
    """Show a screen, from whatever is shown now."""
    page_id, keys = SCREENS[name]
    await turn_to(app, pilot, walk or walk_of(page_id))
    for part in keys.replace("@", ";@").split(";"):
        does, _, rest = part.partition(" ") if part.startswith("@") else ("", "", part)
        if does == "@rested":
            app.rest._last -= app.rest.minutes * 60 - 5
            app.look_at_rest()
        elif does == "@form":
            app.shelf.folder = Path.cwd()
            app.forms().keep(FormDraft(MONDAY.isoformat(), "note", "HF-2026-001", 1, {"note": "Asked for the minutes"}))
        elif does == "@saved":
            app.push_screen(SavedCard(PurePosixPath("/home/me/referral.txt")))  # type: ignore[arg-type]
        elif does:
            await app.run_action(does[1:])
        await go(pilot, rest)
    if not is_ready(app):
        await until(pilot, lambda: is_ready(app))
        await still(pilot)


async def leave(app: ThresholdsApp, pilot: Pilot[None]) -> None:
    """Close whatever lies over the walk, or over home, without asking."""
    app.rest.touch()
    app.shelf.folder = None
    while len(app.screen_stack) > 1 and not isinstance(app.screen, WalkScreen):
        app.pop_screen()
        await asyncio.sleep(0)
    await pilot.pause()


def is_ready(app: ThresholdsApp) -> bool:
    """Whether what is searched for in its own time has been found."""
    if isinstance(app.screen, BrowseScreen):
        return app.screen.query_one(GuideFront).is_ready
    if isinstance(app.screen, CommandPalette):
        return "Hide the screen" in seen(app)
    return True


@cache
def drawn(size: tuple[int, int]) -> dict[str, Seen]:
    """Give every screen at a size. It is the dearest part of the suite: of all processes that run it the first one draws each size."""
    if not _draw_if_free(size):
        for other in SIZES:  # another process is at it: draw what nobody has drawn yet, rather than wait
            _draw_if_free(other)
    with FileLock(_kept(size).with_suffix(".lock")):
        return pickle.loads(_kept(size).read_bytes())  # noqa: S301 - written by this very run


def _kept(size: tuple[int, int]) -> Path:
    return Path(SHARED[0]) / f"screens-{size[0]}x{size[1]}"


def _draw_if_free(size: tuple[int, int]) -> bool:
    """Draw the screens at a size if nobody has and nobody does; say whether they are drawn now."""
    with suppress(Timeout), FileLock(_kept(size).with_suffix(".lock"), timeout=0):
        if not _kept(size).exists():
            _kept(size).write_bytes(pickle.dumps(_drawn(size)))
        return True
    return False


def _drawn(size: tuple[int, int]) -> dict[str, Seen]:
    """Draw every screen at a size, in one app in the dark theme."""

    async def draw() -> dict[str, Seen]:
        found = {}
        async with gallery(size) as (app, pilot):
            for name in SCREENS:
                await show(app, pilot, name)
                found[name] = look(app)
                await leave(app, pilot)
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(save, "folder", lambda: "~/Documents")
        return asyncio.run(draw())


def look(app: ThresholdsApp) -> Seen:
    """Give the screen as it is."""
    screen = app.screen
    text = seen(app).rstrip("\n") + "\n"
    return Seen(text, dict(colours(app)), tuple(says(screen)), type(screen), getattr(screen, "page_id", ""), tuple(cut(screen)), focus(app))


def colours(app: ThresholdsApp) -> Iterator[tuple[tuple[str, str], str]]:
    """Give the colours of every text on the screen, read from its cells."""
    for strip in strips(app):
        for segment in strip:
            style = segment.style
            if segment.text.strip() and style and style.color and style.bgcolor:
                pair = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
                yield pair[::-1] if style.reverse else pair, segment.text


def shown(screen: Screen[Any]) -> Iterator[Widget]:
    """Give every widget that is laid out, whether it is in view or must be scrolled to."""
    for widget in screen.query(Widget):
        if all(node.display for node in widget.ancestors_with_self if isinstance(node, Widget)):
            yield widget


def says(screen: Screen[Any]) -> Iterator[str]:
    """Give every text on a screen that its widgets hold, in or out of view."""
    for widget in shown(screen):
        if isinstance(widget, Plain):
            visual = widget.visual
            yield visual.plain if isinstance(visual, Lines | Content) else ""
        elif isinstance(widget, StandingList):
            yield from (option.prompt.plain for option in widget.options if isinstance(option.prompt, Lines))


def cut(screen: Screen[Any]) -> Iterator[str]:
    """Name each text that has too little room, and each widget that reaches out of the one that holds it where nothing scrolls."""
    for widget in () if isinstance(screen, SystemModalScreen) else shown(screen):
        if isinstance(widget, Plain) and not isinstance(widget, MatrixHead | Beside):
            width, height = widget.content_size
            if (needed := widget.visual.get_height(widget.styles, width)) > height and widget.visual.get_optimal_width(widget.styles, 300):
                yield f"{widget}: {needed} rows in {height}"
        parent = widget.parent
        if isinstance(parent, Widget) and not isinstance(widget, ScrollBar):
            region, room = widget.virtual_region, parent.size
            if region.right > room.width:
                yield f"{widget}: to column {region.right} of {room.width}"
            if region.bottom > room.height and parent.styles.overflow_y == "hidden":
                yield f"{widget}: to row {region.bottom} of {room.height}"


def focus(app: ThresholdsApp) -> str:
    """Give the row on which a sign shows where one stands: a bar, a heavy frame or the cursor of a line to type in."""
    focused = app.screen.focused
    if focused is None:
        return ""
    region = focused.region.intersection(app.screen.region)
    return next((row for row in rows(app)[region.y : region.bottom] if set(row) & set(SIGNS)), "")


def screen_classes() -> set[type[Screen[Any]]]:
    """Give every screen that the app has, but for those that are only there to be built upon."""
    for module in pkgutil.walk_packages(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    found: list[type[Screen[Any]]] = [Screen]
    for kind in found:
        found += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("tui.") and (kind is Card or not kind.__subclasses__())}
