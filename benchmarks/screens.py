"""F3: the first paint of home, beside bare Textual and harlequin. F4: from a key to the repaint, in the longest lists.

Each program runs on a terminal of its own and is watched from outside. `python benchmarks/screens.py PLACE` opens the app at one of PLACES.
"""

import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from startup import compile_all, surroundings
from table import Row, ratio_of_pairs
from terminal import Repaint, Terminal

ROUNDS, WARM_UP = 15, 2
BARE_REACH, HARLEQUIN_REACH = 1.5, 0.5
REPAINT_REACH = 50
"""Milliseconds from a key to the repaint."""
QUIET, READY = 0.12, 0.4
"""Seconds without drawing after which a key is done with, and after which a page is ready; a cursor blinks twice a second."""
RINGS = "\a\a\a"
"""What the app sends when it is ready: three bells."""
SIZES = ((80, 24), (120, 40))
DOWN, UP, WORRY = "\x1b[B", "\x1b[A", "bruise on the baby's cheek and mum shouts at night"


class Listed(NamedTuple):
    """A list whose keys are timed: its name, the page of the walk, the page of the guide if it is there, and the keys."""

    name: str
    page: str
    place: tuple[str, ...]
    keys: tuple[str, ...]


def there_and_back(steps: int) -> tuple[str, ...]:
    """Give the keys that go down a list and up again."""
    return (DOWN,) * steps + (UP,) * steps


PLACES = {
    "about": Listed("walk: the list of areas", "about", (), there_and_back(25)),
    "signs": Listed("walk: the longest page of signs", "signs:EDU", (), there_and_back(18)),
    "matrix": Listed("guide: the matrix", "danger", ("front",), there_and_back(30)),
    "area": Listed("guide: the longest list", "danger", ("sub-domain", "EDU"), there_and_back(20)),
    "search": Listed("guide: typing a search", "danger", ("front",), tuple(WORRY)),
    "found": Listed("guide: what a search found", "danger", ("front", WORRY), there_and_back(18)),
}
"""The longest lists there are."""


def measure_screens(peers: Path | None) -> list[Row]:
    """Measure F3 and F4; `peers` is the interpreter that harlequin is installed for."""
    if os.name == "nt":
        print("F3, F4: these need a terminal of Unix, and are not measured here.")
        return []
    compile_all()
    with tempfile.TemporaryDirectory() as home:
        settings = surroundings() | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "HOME": home}
        settings = {name: value for name, value in settings.items() if not name.startswith(("XDG_", "THRESHOLDS_", "NO_COLOR"))}
        return [*_first_paints(peers, settings), *_repaints(settings)]


def _first_paints(peers: Path | None, settings: dict[str, str]) -> list[Row]:
    """Time each program from its start to the last line of its first frame, in rounds that take turns."""
    commands = {
        "home": ((sys.executable, "-m", "thresholds", "app"), ("Start a walk", "F1")),
        "bare": ((sys.executable, "-m", "bare"), ("One text",)),
    }
    if peers is not None:
        commands["harlequin"] = ((str(peers), "-m", "harlequin", "--locale", "C"), ("Data Catalog", "Query Results"))
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(ROUNDS + WARM_UP):
        for name, (command, drawn) in commands.items():
            with closing(Terminal(command, settings)) as terminal:
                taken = terminal.until(*drawn)
            if turn >= WARM_UP:
                seconds[name].append(taken)
    print(f"F3: {ROUNDS} rounds that take turns after {WARM_UP} to warm up, medians, on a terminal of 80x24.")

    def against(name: str, says: str, reach: float) -> Row:
        if name not in seconds:
            return Row("F3", "first paint of home", figure("home"), says, "not run", None, reach, at_most=True)
        ratio = ratio_of_pairs(seconds["home"], seconds[name])
        return Row("F3", "first paint of home", figure("home"), says, figure(name), ratio, reach, at_most=True)

    def figure(name: str) -> str:
        return f"{median(seconds[name]) * 1000:.0f} ms"

    return [against("bare", "Textual, one Static", BARE_REACH), against("harlequin", "harlequin", HARLEQUIN_REACH)]


def _repaints(settings: dict[str, str]) -> list[Row]:
    """Time every key in every list, at both sizes."""
    rows: list[Row] = []
    for columns, lines in SIZES:
        for name, listed in PLACES.items():
            with closing(Terminal((sys.executable, __file__, name), settings, columns, lines)) as terminal:
                terminal.until(RINGS)
                terminal.rest(READY)
                taken = [terminal.press(key, QUIET) for key in listed.keys]
            rows.append(_row(f"{listed.name}, {columns}x{lines}", taken))
    print(
        f"F4: from a key to the first and to the last redraw, p95 of some fifty keys, each pressed when {QUIET * 1000:.0f} ms were quiet."
    )
    return rows


def _row(what: str, taken: list[Repaint]) -> Row:
    first, settled = (quantiles((part * 1000 for part in parts), n=20)[-1] for parts in zip(*taken, strict=True))
    ratio = settled / REPAINT_REACH
    return Row("F4", what, f"first {first:.0f}, settled {settled:.0f} ms", f"{REPAINT_REACH} ms", "", ratio, 1, at_most=True)


def open_at(name: str) -> None:
    """Open the app in one of PLACES, on the terminal there is."""
    from textual.pilot import Pilot

    from tests.tui.drawn import open_here, walked
    from thresholds.cli import set_up
    from tui.reading import Place
    from tui.screens.browse import BrowseScreen

    set_up()
    listed = PLACES[name]
    app = open_here(walked(listed.page, **({"about": {"about": ("EDU",)}} if listed.page == "signs:EDU" else {})))

    async def go(pilot: Pilot[None]) -> None:
        await app.workers.wait_for_complete()
        await pilot.pause(0.2)  # home reads the guide a moment after it is drawn
        await app.workers.wait_for_complete()
        if listed.place:
            app.action_browse()
            await pilot.pause(0.2)
            await app.workers.wait_for_complete()
            assert isinstance(app.screen, BrowseScreen)
            if listed.place[0] == "front":
                await pilot.press(*"".join(listed.place[1:]), *["down"] * len(listed.place[1:]))
            else:
                await app.screen.open(Place(*listed.place))
        else:
            app.action_walk()
        await pilot.pause(0.5)
        for _ in RINGS:
            app.bell()

    app.run(auto_pilot=go)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    open_at(sys.argv[1])
