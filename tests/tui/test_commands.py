"""Every action once, as data: keys, footer, palette and help are all made from it."""

import asyncio

import pytest
from textual.command import CommandList

from tests.tui.drawn import opened, press, seen, turn_to, until, walked
from tui.app import ThresholdsApp
from tui.commands import BY_ACTION, COMMANDS, bindings, footer, keys_on
from tui.register_commands import OURS
from tui.screens.help import help_document
from tui.screens.walk import WalkScreen
from tui.widgets.choice_list import ChoiceList


def test_each_once() -> None:
    """No two commands share an action or a key."""
    keys = [key for command in COMMANDS for key in (command.key, command.also) if key]
    assert len(BY_ACTION) == len(COMMANDS)
    assert len(set(keys)) == len(keys)


def test_each_can_be_done() -> None:
    """Each command is an action of the app or of the walk's screen."""
    for command in COMMANDS:
        owner = ThresholdsApp if command.everywhere else WalkScreen
        assert hasattr(owner, f"action_{command.action.partition('(')[0]}"), command.action


def test_the_footer_is_short_and_danger_is_first() -> None:
    """At most five keys, danger first, and they fit 80 columns."""
    for kind in ("home", "page", "suggestion"):
        commands = footer(kind)
        assert len(commands) <= 5
        assert commands[0].action == "danger"
        assert sum(len(f"{command.shown} {command.word}") + 3 for command in commands) <= 76


def test_letters_have_no_priority() -> None:
    """A single letter never works over a field: only keys that cannot be typed do."""
    for binding in [*bindings(everywhere=True), *bindings(everywhere=False)]:
        assert not (binding.priority and len(binding.key) == 1), binding


@pytest.mark.parametrize("page_id", ["home", "danger", "suggestion", "guide", "compare", "register", "disagreement", "routes"])
def test_help_names_the_keys_that_do_something_here(page_id: str) -> None:
    """The help of a screen shows each key that does something on it, once, with its words, and no other."""
    text = str(help_document(page_id))
    shown = [*keys_on(page_id), *(command for command in OURS if command.only == page_id and command.key)]
    assert len({command.shown for command in shown}) == len(shown)
    for command in (*COMMANDS, *OURS):
        assert (command.help in text) == (command in shown or (bool(command.key) and command.everywhere)), command
    assert ("Continue" in text) == (page_id in ("danger", "compare"))


def test_every_command_is_in_the_palette() -> None:
    """Each can be found by name; what only the suggestion can do is offered there alone."""

    async def go() -> None:
        async with opened() as (app, pilot):
            for page_id, missing in (("suggestion", set[str]()), ("danger", {"save", "change", "unfold", "start_again", "disagree"})):
                await turn_to(app, pilot, walked(page_id))
                await press(pilot, "ctrl+p")
                await until(pilot, lambda: bool(app.screen.query_one(CommandList).option_count))
                await until(pilot, lambda: "Hide the screen" in seen(app))
                options = app.screen.query_one(CommandList).options
                words = [str(option.prompt) for option in options]
                for command in COMMANDS:
                    assert any(command.help in text for text in words) == (command.action not in missing), command
                await press(pilot, "escape escape")

    asyncio.run(go())


def test_the_palette_does_it() -> None:
    """Choosing a command in the palette does it: here, going on without an answer."""

    async def go() -> None:
        async with opened(size=(80, 90)) as (app, pilot):
            await press(pilot, "ctrl+p =continue")
            await until(pilot, lambda: "Continue" in seen(app) and "Danger" not in seen(app))
            await press(pilot, "enter")
            await until(pilot, lambda: "There is a problem" in seen(app))

    asyncio.run(go())


def test_the_mouse_does_what_keys_do() -> None:
    """A click on a choice chooses it, and clicks on Continue, on a key at the foot and on Back do what they say."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await pilot.click(ChoiceList, offset=(10, 1))
            assert "2 (•) No" in seen(app)
            await pilot.click("#continue", offset=(3, 0))
            await until(pilot, lambda: app.journey.page_id == "place")
            await pilot.click("#way-back")
            await until(pilot, lambda: app.journey.page_id == "danger")
            await pilot.click("#keys-page .key-danger")
            await until(pilot, lambda: "phone 999" in seen(app))

    asyncio.run(go())


def test_home_and_about_from_the_palette() -> None:
    """From a page, the palette opens about, and goes home with the answers kept."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "2 ctrl+p =about")
            await until(pilot, lambda: "what of it was seen" in seen(app) and "Cover" not in seen(app))
            await press(pilot, "enter")
            await until(pilot, lambda: "Where the levels of its 337 signs come from" in seen(app))
            await press(pilot, "escape ctrl+p =first_screen")
            await until(pilot, lambda: "Go to the first screen" in seen(app) and "Cover" not in seen(app))
            await press(pilot, "enter")
            await until(pilot, lambda: "Go on where you left off" in seen(app))
            await press(pilot, "2")
            assert "2 (•) No" in seen(app)

    asyncio.run(go())
