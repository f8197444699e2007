"""Keys of disagreements that come before the one before them has gone through, and a register that lets everybody wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.tui.docketed import RAISE, events_of, go, is_drawn, opened, run
from tests.tui.drawn import seen, settled, slowly, until
from thresholds.documents.document import Document
from thresholds.errors import StoreError
from tui.screens.cover import CoverScreen
from tui.screens.danger import DangerCard
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.home import HomeScreen
from tui.screens.paper import PaperCard
from tui.widgets.choice_list import ChoiceList


def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Press keys without letting anything happen between them."""
    slowly(pilot.app)
    for key in keys:
        pilot.app.post_message(Key(key, key if len(key) == 1 else None))


@contextmanager
def waiting_for(owner: Any, method: str) -> Iterator[threading.Event]:
    """Let `method` wait, as for a server that does not answer; the event that is given says that it has begun to. At the end it goes on."""
    whole, begun, free = getattr(owner, method), threading.Event(), threading.Event()

    def waits(*args: Any, **kwargs: Any) -> Any:
        begun.set()
        assert free.wait(60), "nobody let it go on"
        return whole(*args, **kwargs)

    setattr(owner, method, waits)
    try:
        yield begun
    finally:
        setattr(owner, method, whole)
        free.set()


@pytest.mark.parametrize("key", ["enter", "ctrl+n"])
def test_a_form_is_saved_once(key: str) -> None:
    """Several presses of the key that saves, at once and while it saves, write a note once and raise one disagreement."""

    async def work() -> None:
        async with opened("f5 1 8") as (app, pilot):
            await go(pilot, "=Asked_for_the_minutes tab =school_nurse")
            before = events_of(app)
            app.screen.query_one("#continue").focus()
            with waiting_for(app.screen.filling, "save") as begun:  # type: ignore[attr-defined]
                at_once(pilot, key, key)
                await until(pilot, begun.is_set)
                at_once(pilot, key, key)
                await settled(app)
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen) and is_drawn(app))
            assert events_of(app) == [*before, "noted"]
            await go(pilot, "f5 n " + " ctrl+n ".join(keys.removesuffix(" ctrl+n") for keys in RAISE))
            app.screen.query_one("#continue").focus()
            at_once(pilot, key, key, key)
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen) and "Saved as HF-2026-002" in seen(app))
            assert [ref for ref, _ in app.docket.cards("all") if ref.startswith("HF")] == ["HF-2026-001", "HF-2026-002"]
            assert app.return_code is None

    run(work())


def test_danger_and_cover_wait_for_no_register() -> None:
    """While a list is read or a form is saved, F2 and F8 open at once; escape does not close the form that is being saved."""

    async def work() -> None:
        async with opened("f5") as (app, pilot):
            for key, kind in (("f2", DangerCard), ("f8", CoverScreen)):
                with waiting_for(app.docket, "cards") as begun:
                    at_once(pilot, "s")
                    await until(pilot, begun.is_set)
                    at_once(pilot, key)
                    await until(pilot, lambda kind=kind: isinstance(app.screen, kind))
                await go(pilot, "enter")
            await go(pilot, "o o 1 8 =Asked_for_the_minutes tab =school_nurse")
            form = app.screen
            assert isinstance(form, FormScreen)
            with waiting_for(form.filling, "save") as begun:
                at_once(pilot, "ctrl+n", "escape")
                await until(pilot, begun.is_set)
                for key, kind in (("f2", DangerCard), ("f8", CoverScreen)):
                    at_once(pilot, key)
                    await until(pilot, lambda kind=kind: isinstance(app.screen, kind))
                    at_once(pilot, "enter")
                    await until(pilot, lambda: app.screen is form)
                at_once(pilot, "ctrl+q", "x")
                await settled(app)
                assert app.screen is form, "it may be saved already: nobody is asked whether to delete it"
                assert form.values["by-role"] == "school nurse", "nothing can be typed that would be kept nowhere"
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen) and is_drawn(app))
            assert events_of(app)[-1] == "noted"

    run(work())


def test_rows_never_stand_under_another_kind() -> None:
    """Where a kind cannot be read, nothing is listed under its name, whatever is pressed next; a slow list of before is given up."""

    async def work() -> None:
        async with opened("f5") as (app, pilot):
            cards = app.docket.cards

            def fails(show: str) -> list[object]:
                raise StoreError("The record is damaged.", "Restore a backup.")

            app.docket.cards = fails  # type: ignore[assignment, method-assign]
            await go(pilot, "s s t slash")
            assert "The record is damaged." in seen(app)
            assert " finished." not in seen(app)
            app.docket.cards = cards  # type: ignore[method-assign]
            await go(pilot, "s")
            assert "0 finished." in seen(app)
            await go(pilot, "s")
            with waiting_for(app.docket, "cards") as begun:
                at_once(pilot, "s")
                await until(pilot, begun.is_set)
                at_once(pilot, "t")
                await settled(app)
                assert "3 in all." in seen(app) or "1 in all." in seen(app)
            await until(pilot, lambda: is_drawn(app))

    run(work())


def test_nothing_opens_over_the_cover() -> None:
    """The week that is read while the cover lies over the list waits for it; so does the danger card of an answer; then each is seen."""

    async def work() -> None:
        async with opened("f5") as (app, pilot):
            with waiting_for(app.docket, "cards") as begun:
                at_once(pilot, "w")
                await until(pilot, begun.is_set)
                at_once(pilot, "f8")
                await until(pilot, lambda: isinstance(app.screen, CoverScreen))
            await until(pilot, lambda: is_drawn(app))
            await settled(app)
            assert isinstance(app.screen, CoverScreen)
            await go(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, PaperCard))
            await go(pilot, "escape 1 1")
            control = app.screen.query_one(ChoiceList)
            await go(pilot, "f8")
            control.action_digit("1")
            await until(pilot, lambda: bool(app._waiting))
            assert isinstance(app.screen, CoverScreen)
            await go(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, DangerCard))

    run(work())


def test_what_was_asked_for_by_a_screen_that_has_gone_stays_closed() -> None:
    """Where the list was left meanwhile, the week does not open over home."""

    async def work() -> None:
        async with opened("f5 f8") as (app, pilot):
            app.show_over(PaperCard("The week", Document(), "week.txt"))
            await settled(app)
            assert [type(screen) for screen in app._waiting[0][:1]] == [PaperCard]
            app.screen_stack[1].dismiss(None)
            await go(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen) and not app._waiting)
            assert isinstance(app.screen, HomeScreen)

    run(work())


def test_the_register_is_let_go_of(tmp_path: Path) -> None:
    """However the app ends, by its key or from outside, the register is closed; who never looked at it opens none to close it."""

    async def work(keys: str, code: int | None) -> None:
        closed: list[bool] = []
        async with opened(keys, most=0, register=str(tmp_path / "new.sqlite3")) as (app, pilot):
            if keys:
                register = app.docket.register(create=True)
                register.close = lambda: closed.append(True)  # type: ignore[method-assign, union-attr]
            if code is None:
                app.action_leave()
            else:
                app.stop(code)
            await pilot.pause()
        assert closed == ([True] if keys else [])
        assert keys or "docket" not in app.__dict__

    run(work("f5", None))
    run(work("f5", 143))
    run(work("", None))
