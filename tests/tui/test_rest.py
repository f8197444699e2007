"""The screen covers itself after a time of rest, says so before, and keeps what was typed. Nobody waits: the clock is a number."""

import asyncio

import pytest
from textual import events

from tests.tui.drawn import MONDAY, answers, press, seen, until, walked
from thresholds.errors import BadCall
from tui.app import ThresholdsApp
from tui.rest import Rest, minutes_of
from tui.screens.cover import CoverScreen, RestWarning


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Give the seconds."""
        return self.now


def test_when_it_is_time() -> None:
    """Twenty seconds before the end it warns, at the end it covers, and a touch begins anew; with 0 minutes it never does."""
    clock = Clock()
    rest, never = Rest(10, clock), Rest(0, clock)
    for seconds, watch in ((0, "awake"), (579, "awake"), (580, "warn"), (599, "warn"), (600, "cover"), (9999, "cover")):
        clock.now = seconds
        assert (rest.look(), never.look()) == (watch, "awake")
    rest.touch()
    assert rest.look() == "awake"


def test_the_minutes_are_those_asked_for() -> None:
    """The option comes first, then the environment, then ten; what is no time is refused."""
    assert minutes_of(None, {}) == 10
    assert minutes_of(None, {"THRESHOLDS_LOCK": "100"}) == 100
    assert minutes_of(0, {"THRESHOLDS_LOCK": "100"}) == 0
    for bad in ("soon", "-1", "601", "0.2", "nan"):
        with pytest.raises(BadCall):
            minutes_of(None, {"THRESHOLDS_LOCK": bad})


def test_it_warns_covers_and_keeps_the_words() -> None:
    """A key takes the warning away, as often as one likes, and is not typed; without one the screen is covered, and the words stay."""
    clock = Clock()

    async def go() -> None:
        app = ThresholdsApp(lambda: walked("words"), now=lambda: MONDAY, seconds=clock)
        async with app.run_test() as pilot:
            app.journey.page_id = "words"
            app.action_walk()
            await until(pilot, lambda: "in your own words" in seen(app))
            await press(pilot, "=bruise")
            for time in range(1, 11):
                clock.now += 585
                app.look_at_rest()
                await until(pilot, lambda: "in 20 seconds" in seen(app))
                await press(pilot, "x" if time % 2 else "enter")
                assert not isinstance(app.screen, RestWarning)
            clock.now += 585
            app.look_at_rest()
            await until(pilot, lambda: isinstance(app.screen, RestWarning))
            clock.now += 20
            app.look_at_rest()
            await until(pilot, lambda: seen(app).split() == ["Press", "Enter", "to", "return"])
            assert isinstance(app.screen, CoverScreen)
            app.look_at_rest()
            await press(pilot, "enter")
            assert answers(app)["seen"] == "bruise"
            clock.now += 590
            app.post_message(events.Paste("x"))
            await pilot.pause()
            app.look_at_rest()
            assert not isinstance(app.screen, RestWarning)

    asyncio.run(go())
