"""Typed text: shown letter by letter, cleaned, capped, and never in the way of a key."""

import asyncio

from textual import events

from tests.tui.drawn import answers, opened, press, seen, squashed, turn_to, walked
from thresholds.text import LONGEST
from tui.screens.walk import WalkScreen
from tui.widgets.typed import LongText, ShortText

HOSTILE = "[/x] [b]no[/b] [@click=app.bell]go[/] [ \x1b]0;title\x07 \x1b[2J \x9b31m \x1b]52;c;aGk=\x07 \u202eright [TODO] plan"


def test_hostile_text_comes_back_harmless() -> None:
    """Markup and escape codes in the words, the reference and a reason are shown as letters on check and hold no control."""
    words = {"seen": HOSTILE, "said": "[/", "thought": "[red]"}
    walk = walked("check", words=words, child={"age": "9 years", "mobile": "yes", "circumstances": ("none",), "ref": HOSTILE})

    async def go() -> None:
        async with opened(walk, size=(80, 90)) as (app, pilot):
            text = seen(app)
            for part in ("[/x] [b]no[/b] [@click=app.bell]go[/] [", "What was said: [/", "What you think: [red]", "[TODO] plan"):
                assert squashed(part) in squashed(text)
            await turn_to(app, pilot, walked("suggestion", words=words))
            text += seen(app)
            await turn_to(app, pilot, walked("words", words=words))
            app.journey.page_id = "words"
            await press(pilot, "f2 f1")
            text += seen(app)
            assert not [
                letter for letter in text if (ord(letter) < 32 and letter != "\n") or 0x7F <= ord(letter) < 0xA0 or letter == "\u202e"
            ]

    asyncio.run(go())


def test_what_is_pasted_is_cleaned() -> None:
    """A paste with escape codes reaches neither a line nor a text as it is."""

    async def go() -> None:
        async with opened(walked("words")) as (app, pilot):
            app.screen.focused.post_message(events.Paste(HOSTILE))  # type: ignore[union-attr]
            await pilot.pause()
            assert "\x1b" not in app.screen.query(LongText).first().text
            assert "[/x] [b]no[/b]" in seen(app)
            await turn_to(app, pilot, walked("child"))
            app.screen.focused.post_message(events.Paste("\x1b[31m7\nweeks"))  # type: ignore[union-attr]
            await pilot.pause()
            assert "\x1b" not in app.screen.query(ShortText).first().value
            assert "7 weeks" in app.screen.query(ShortText).first().value

    asyncio.run(go())


def test_a_huge_paste_is_capped_with_a_message() -> None:
    """1 MB in 10,000 lines, with emoji and right-to-left text, is cut to what is kept, and the screen says so."""
    huge = ("child said 😀 שלום " + "x" * 82 + "\n") * 10_000

    async def go() -> None:
        async with opened(walked("words")) as (app, pilot):
            app.screen.focused.post_message(events.Paste(huge))  # type: ignore[union-attr]
            await pilot.pause()
            assert len(str(answers(app)["seen"])) == LONGEST
            assert "Error: Only 20,000 characters are kept" in seen(app)
            await press(pilot, "ctrl+n")
            assert app.journey.page_id != "words"

    asyncio.run(go())


def test_letters_are_never_keys_while_typing() -> None:
    """No shortcut of one letter fires in a line or a text, digits there are digits, and enter goes on to the next question."""

    async def go() -> None:
        async with opened(walked("words")) as (app, pilot):
            await press(pilot, "=wscaq1_w")
            assert isinstance(app.screen, WalkScreen)
            assert answers(app)["seen"] == "wscaq1 w"
            await turn_to(app, pilot, walked("child"))
            await press(pilot, "=was_9")
            assert isinstance(app.screen, WalkScreen)
            assert answers(app)["age"] == "was 9"
            await press(pilot, "enter 1")
            assert answers(app)["mobile"] == "yes"

    asyncio.run(go())


def test_tab_leaves_every_place() -> None:
    """One tab leaves a line, a text, a list and a button: nothing traps the keyboard."""

    async def go() -> None:
        async with opened() as (app, pilot):
            for page_id in ("words", "suggestion"):
                await turn_to(app, pilot, walked(page_id))
                passed = [app.screen.focused]
                for _ in range(3):
                    await press(pilot, "tab")
                    assert app.screen.focused is not passed[-1]
                    passed.append(app.screen.focused)

    asyncio.run(go())
