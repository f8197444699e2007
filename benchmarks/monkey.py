"""Random keys over the whole app: 10,000 keys for each of five seeds, and what fell and what grew (`python benchmarks/monkey.py`).

Then the storm of 500 sizes in the middle of a form, and the big paste. Targets R01, R11, R12: no exception, less than 20 MB of growth,
the screen free again in less than 500 ms. Called by a test with few keys.
"""

import argparse
import asyncio
import gc
import random
import sys
import tempfile
import time
import traceback
from contextlib import chdir
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from textual.events import Key, Paste, Resize
from textual.geometry import Size
from textual.pilot import Pilot

from thresholds import places
from thresholds.assessment.walk import start
from thresholds.calendar import london
from thresholds.guide.library import Library
from tui.app import ThresholdsApp

MOVES = [
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
    "enter",
    "enter",
    "enter",
    "space",
    "space",
    "escape",
    "ctrl+n",
    "backspace",
]
FURTHER = ["f1", "f2", "f3", "f4", "f5", "f6", "f8", "ctrl+p", "delete", "slash"]
LETTERS = "1234567890abcdefghilmnoprstwxyz"
KEYS = (*MOVES, *MOVES, *FURTHER, *LETTERS)
"""What is pressed. Ctrl+Q and Ctrl+C end the app, as they should, and are left out."""
SEEDS, COUNT, SIZES = 5, 10_000, 500
MOST_GROWN, MOST_STORM, MOST_PASTE = 20.0, 5.0, 500.0
"""The targets: MB of growth, seconds for the storm, milliseconds until the screen is free after a paste."""
BETWEEN = 0.5
"""Seconds between two keys, by the time that they carry; every eighth comes at once, as from quick fingers."""
MONDAY = datetime(2026, 11, 23, 11, 0, tzinfo=london())


def new_app(drafts: Path | None = None) -> ThresholdsApp:
    """Give an app over the checkout's data, with a register in memory, and drafts in a folder if one is named."""
    library = Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())
    return ThresholdsApp(lambda: start(library, MONDAY), "dark", lambda: MONDAY, drafts=drafts, register=":memory:", seconds=lambda: 0.0)


def key(name: str, at: float) -> Key:
    """Give a key as a terminal sends it, at a time in seconds."""
    found = Key(name, {"space": " ", "slash": "/"}.get(name, name if len(name) == 1 else None))
    found.time = at
    return found


async def press(app: ThresholdsApp, pilot: Pilot[None], name: str, at: float = 0.0) -> None:
    """Press a key and wait until it has gone through; leaving in earnest is the one thing that is stopped."""
    app.post_message(key(name, at or time.monotonic()))
    await asyncio.sleep(0)
    await pilot._wait_for_screen()
    if app.return_code is not None:
        raise AssertionError(f"the app ended with {app.return_code}")


async def monkey(seed: int, count: int, every: int = 1000, tell: bool = False) -> list[float]:
    """Press `count` random keys; give the memory in MB after each `every` keys. Whatever the app raises comes out of here."""
    chance, sizes = random.Random(seed), []
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        app = new_app(Path(folder) / "drafts")
        app.exit = stay  # type: ignore[method-assign]  # *leave* in a card and in the palette ends the app: that is no fault
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            at = 1.0
            for number in range(1, count + 1):
                at += BETWEEN if number % 8 else 0.0
                await press(app, pilot, chance.choice(KEYS), at)
                if number % every == 0:
                    await pilot.pause()
                    sizes.append(memory())
                    if tell:
                        print(f"    seed {seed}: {number} keys, {sizes[-1]:.0f} MB, {type(app.screen).__name__}", flush=True)
    return sizes


def stay(*args: Any, **kwargs: Any) -> None:
    """Stand in for leaving."""


async def storm(count: int, seed: int = 20261123) -> tuple[float, str]:
    """Resize `count` times in the middle of typing, from 1x1 to 200x60; give the seconds and the words afterwards."""
    from textual.widgets import TextArea

    chance = random.Random(seed)
    app = new_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.journey.page_id = "danger"
        app.action_walk()
        await pilot.pause()
        for name in ("2", "ctrl+n", "1", "1", "1", "ctrl+n", *"9 years", "tab", "1", "end", "space", "ctrl+n", *"bruise"):
            await press(app, pilot, "space" if name == " " else name)
            await pilot.pause()
        await pilot.pause()
        began = time.perf_counter()
        await asyncio.to_thread(
            drag, app, [(1, 1), (200, 60), *((chance.randint(1, 200), chance.randint(1, 60)) for _ in range(count - 2))]
        )
        await pilot.resize_terminal(80, 24)
        taken = time.perf_counter() - began
        return taken, next((area.text for area in app.screen.query(TextArea)), "")


def drag(app: ThresholdsApp, sizes: list[tuple[int, int]]) -> None:
    """Send sizes as a window that is dragged does, some hundred a second, however busy the app is."""
    for width, height in sizes:
        app._driver._size = Size(width, height)  # type: ignore[union-attr]
        app.post_message(Resize(Size(width, height), Size(width, height)))
        time.sleep(0.001)


async def big_paste() -> dict[str, float]:
    """Paste a megabyte and 10,000 lines; give how many ms each takes until every widget has done what it was told."""
    texts = {
        "1 MB in one line": "x" * 1_000_000,
        "10,000 lines": "child said so\n" * 10_000,
        "emoji, right to left": "😀 👨‍👩‍👧 שלום مرحبا " * 20_000,
    }
    found = {}
    for where, keys in {
        "your own words": "2 ctrl+n 1 1 1 ctrl+n tab 1 end space ctrl+n",
        "guide search": "f3 slash",
        "palette": "ctrl+p",
    }.items():
        for name, text in texts.items():
            app = new_app()
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.pause()
                if where != "palette":
                    app.journey.page_id = "danger"
                    app.action_walk()
                    await pilot.pause()
                for each in keys.split():
                    await press(app, pilot, each)
                await pilot.pause()
                began = time.perf_counter()
                app.post_message(Paste(text))
                await pilot._wait_for_screen()
                found[f"{name}, into {where}"] = (time.perf_counter() - began) * 1000
    return found


def memory() -> float:
    """Give the memory of this process now, in MB."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines() if Path("/proc/self/status").exists() else ():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main(arguments: list[str]) -> int:
    """Run everything; the exit code says whether anything fell."""
    parser = argparse.ArgumentParser(description="Random keys, sizes and pastes over the whole app.")
    parser.add_argument("--keys", type=int, default=COUNT)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    given = parser.parse_args(arguments)
    missed = 0
    for seed in range(given.seeds):
        try:
            sizes = asyncio.run(monkey(seed, given.keys, max(1, given.keys // 10), tell=True))
            # The first tenth opens every screen once: what is loaded then is no growth.
            grown = sizes[-1] - sizes[0]
            missed += grown >= MOST_GROWN
            print(f"monkey, seed {seed}: {given.keys} keys, 0 exceptions, growth {grown:.1f} MB", flush=True)
        except Exception as error:
            missed += 1
            where = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
            print(f"monkey, seed {seed}: {type(error).__name__}: {error}: {' '.join(where[-8:])}", flush=True)
    taken, words = asyncio.run(storm(SIZES))
    print(f"storm: {SIZES} sizes in {taken:.1f} s, words kept: {words == 'bruise'}")
    missed += taken > MOST_STORM or words != "bruise"
    for name, spent in asyncio.run(big_paste()).items():
        missed += spent >= MOST_PASTE
        print(f"paste: {name}: {spent:.0f} ms")
    print(f"targets missed: {missed}")
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
