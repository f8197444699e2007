"""What the tests of disagreements share: an app over a register in memory with three disagreements in it."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot

from escalation import desk
from escalation.disagreement import Disagreement, card
from escalation.fold import after, fold
from tests.escalation.desks import OPENING, books
from tests.escalation.shelves import ladders
from tests.tui.drawn import MONDAY, settled, slowly, still, until, walked
from tui.app import ThresholdsApp
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.register import RegisterScreen
from tui.screens.sheet import BESIDE

THREE = (
    ("HF-2021", "HF", "hammersmith-and-fulham", "A4", "2026-11-02T10:15:00+00:00"),
    ("BR-2021", "BR", "brent", "D3", "2026-11-20T10:15:00+00:00"),
    ("WA-2021", "WA", "wandsworth", "C2", "2026-11-18T09:00:00+00:00"),
)
"""Ladder, prefix, area, kind and moment of each disagreement: the first is overdue on the Monday of these tests."""
RAISE = (
    "2 ctrl+n",
    "3 =case_4711 tab 4 =safeguarding_lead tab 1 =team_manager ctrl+n",
    "=2 tab down down space tab 4 ctrl+n",
    "=Early_help_was_offered tab =2026-11-20 tab =It_may_happen_again tab =An_assessment ctrl+n",
    "=Seen_in_school_every_day tab =none_shorter",
)
"""The keys of each page on which a disagreement is raised; Ctrl+N then saves it."""


def fill(app: ThresholdsApp, most: int = 3) -> None:
    """Put disagreements into the register."""
    register = app.docket.register(create=True)
    assert register is not None
    for ladder, prefix, area, kind, at in THREE[:most]:
        values = {**OPENING, "area": kind}
        deed = desk.raise_(books(), ladders().ladder(ladder), values, datetime.fromisoformat(at), "safeguarding lead", partnership=area)
        assert deed.is_accepted, deed
        register.begin(prefix, 2026, lambda _, deed=deed: deed.events, lambda ref, deed=deed: card(after(Disagreement(ref), deed.events)))


def somebody_writes(app: ThresholdsApp, ref: str = "HF-2026-001") -> None:
    """Let somebody else add a note."""
    register = app.docket.register()
    assert register is not None
    one = fold(ref, register.read(ref))
    deed = desk.note(books(), one, {"note": "Phoned again"}, MONDAY, "health visitor")
    register.append(ref, one.position, deed.events, card(after(one, deed.events)))


@asynccontextmanager
async def opened(
    keys: str = "f5",
    size: tuple[int, int] = (80, 24),
    most: int = 3,
    register: str = ":memory:",
    theme: str = "dark",
    drafts: Path | None = None,
) -> AsyncIterator[tuple[ThresholdsApp, Pilot[None]]]:
    """Open the app on home with a register of its own, and press keys."""
    app = ThresholdsApp(lambda: walked(), theme, lambda: MONDAY, register=register, drafts=drafts)
    if most:
        fill(app, most)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await go(pilot, keys)
        yield app, pilot


async def go(pilot: Pilot[None], keys: str) -> None:
    """Press keys one after the other; after each one that opens a screen wait until it is drawn."""
    for word in keys.split():
        slowly(pilot.app)
        if word.startswith("="):
            for letter in word[1:].replace("_", " "):
                pilot.app.post_message(Key(letter, letter))
        else:
            pilot.app.post_message(Key(word, word if len(word) == 1 else None))
        await settled(pilot.app)
        await until(pilot, lambda: is_drawn(pilot.app))
    await still(pilot)


def is_drawn(app: Any) -> bool:
    """Say whether the screen of disagreements that is open shows what it has read."""
    screen = app.screen
    if any(worker.name == BESIDE and not worker.is_finished for worker in app.workers):
        return False
    if isinstance(screen, RegisterScreen | DisagreementScreen | FormScreen):
        return bool(screen.content.children) and "Saving" not in "".join(str(each.visual) for each in screen.query("#continue"))
    return True


def events_of(app: ThresholdsApp, ref: str = "HF-2026-001") -> list[str]:
    """Give the kinds of the events of a disagreement."""
    return [event.kind for event in app.docket.read(ref).events]


def run(work: Coroutine[Any, Any, None]) -> None:
    """Run an async test."""
    asyncio.run(work)
