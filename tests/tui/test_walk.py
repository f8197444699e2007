"""The walk as a person takes it: by keyboard alone, forwards, backwards, and changed at the end."""

import asyncio
from pathlib import Path

from tests.tui.drawn import WORDS, answers, opened, press, rows, seen, squashed, until, walked
from thresholds.assessment.walk import suggestion
from tui.screens.card import Question
from tui.screens.cover import CoverScreen
from tui.screens.danger import DangerCard
from tui.screens.interrupt import InterruptCard
from tui.screens.save import PathText
from tui.screens.walk import WalkScreen


def test_whole_walk_by_keyboard() -> None:
    """The baby's vignette comes to level 4 with keys alone, and whom to phone is said the moment the sign is ticked."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "2 ctrl+n")
            await press(pilot, "1 1 1 ctrl+n")
            await press(pilot, "=10_weeks tab 2 end up space ctrl+n")
            await press(pilot, "=bruise ctrl+n")
            assert "Your words may mean these signs" in seen(app)
            await press(pilot, "end space ctrl+n")
            await press(pilot, "3 1 ctrl+n")
            assert "Your words point here" in seen(app)
            await press(pilot, "space ctrl+n")
            await press(pilot, "down space")
            assert isinstance(app.screen, InterruptCard)
            assert "now:02089372228" in squashed(seen(app))
            await press(pilot, "space enter escape down space tab space enter")
            assert isinstance(app.screen, InterruptCard)
            await press(pilot, "y")
            assert isinstance(app.screen, WalkScreen)
            await press(pilot, "ctrl+n")
            assert "Eight safety questions" in seen(app)
            await press(pilot, "2 " * 8 + "enter")
            await press(pilot, "space tab 3 ctrl+n")
            assert "Check your answers" in seen(app)
            assert "(•)" not in seen(app)
            await press(pilot, "space ctrl+n")
            assert "What your answers suggest" in seen(app)
            assert "▌ Level 4, Children in acute need: phone the front door now." in seen(app)
            assert suggestion(app.journey.walk).worry == 3

    asyncio.run(go())


def test_danger_yes_says_999_at_once() -> None:
    """Yes to danger shows 999 and the front doors before anything else, and one key goes on."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "1")
            assert isinstance(app.screen, InterruptCard)
            assert "Phone 999 now." in seen(app)
            assert "Brent: 020" in seen(app)
            await press(pilot, "y")
            assert "1 (•) Yes" in seen(app)
            await press(pilot, "ctrl+n")
            assert "Where is the child, and who is responsible?" in seen(app)

    asyncio.run(go())


def test_danger_card_from_everywhere() -> None:
    """F2 shows 999 over a page, over a card and over the palette, and never twice."""

    async def go() -> None:
        async with opened(walked("words")) as (app, pilot):
            for before in ("f1", "ctrl+p"):
                await press(pilot, f"{before} f2 f2")
                assert isinstance(app.screen, DangerCard)
                assert "phone 999" in seen(app)
                await press(pilot, "enter escape escape")
                assert isinstance(app.screen, WalkScreen)
                app.journey.page_id = "words"

    asyncio.run(go())


def test_cover_hides_everything_and_deletes_nothing() -> None:
    """F8 leaves one line on the screen, over cards too; only enter returns, and what was typed is still there."""

    async def go() -> None:
        async with opened(walked("words")) as (app, pilot):
            await press(pilot, "=secret f1 f8 f8 f2 x escape ctrl+q")
            assert isinstance(app.screen, CoverScreen)
            assert seen(app).split() == ["Press", "Enter", "to", "return"]
            await press(pilot, "enter escape")
            assert "secret" in seen(app)

    asyncio.run(go())


def test_back_keeps_answers() -> None:
    """Back shows the page before with its answers; what was half typed is there again on the way forward."""

    async def go() -> None:
        async with opened(walked("child")) as (app, pilot):
            await press(pilot, "=7_months escape")
            assert "1 (•) Brent" in seen(app)
            await press(pilot, "ctrl+n")
            assert "7 months" in seen(app)

    asyncio.run(go())


def test_problems_are_shown_and_typing_is_kept() -> None:
    """Without an answer there is a summary on top and the same words beside the field; they go once it is answered."""

    async def go() -> None:
        async with opened(walked("child")) as (app, pilot):
            for keys in ("=soon", "tab 1", "end space", "ctrl+n"):
                await press(pilot, keys)
            await pilot.pause(0.3)
            text = seen(app)
            assert "There is a problem" in text
            assert text.count("The age cannot be read.") == 2
            assert "Error: The age cannot be read." in text
            assert "soon" in text
            await press(pilot, "backspace backspace backspace backspace")
            assert "There is a problem" not in seen(app)
            await press(pilot, "ctrl+n")
            assert app.journey.page_id == "words"

    asyncio.run(go())


def test_summary_leads_to_the_field() -> None:
    """With several problems one stands on the list of them, and enter goes to the field."""

    async def go() -> None:
        async with opened(walked("sweep")) as (app, pilot):
            await press(pilot, "ctrl+n")
            assert "There is a problem" in seen(app)
            await press(pilot, "down enter 3")
            assert answers(app)["unsafe-adult"] == "not-known"

    asyncio.run(go())


def test_none_stands_alone() -> None:
    """Choosing none takes the other ticks away, and another tick takes none away."""

    async def go() -> None:
        walk = walked("signs:PHY", child={"age": "9 years", "mobile": "yes", "circumstances": ("none",)})
        async with opened(walk) as (app, pilot):
            await press(pilot, "end up up up space end up space")
            assert answers(app) == {"signs": ("none",)}
            await press(pilot, "up space")
            assert answers(app) == {"signs": ("PHY-2-02",)}

    asyncio.run(go())


def test_start_again_and_leave_ask_first() -> None:
    """Both ask, with keeping everything as the first answer; leaving an untouched walk does not ask."""

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            await press(pilot, "a")
            assert isinstance(app.screen, Question)
            await press(pilot, "enter ctrl+q")
            assert isinstance(app.screen, Question)
            await press(pilot, "enter")
            assert app.return_code is None
            assert app.journey.page_id == "suggestion"
            await press(pilot, "a tab enter")
            await until(pilot, lambda: app.journey.page_id == "danger")
            assert rows(app)[2].strip() == "Is a child in danger now?"
            assert not app.journey.has_begun
            await press(pilot, "ctrl+q")
            assert app.return_code == 0

    asyncio.run(go())


def test_saving_the_referral(tmp_path: Path) -> None:
    """The referral goes into a new file with the person's own words, for its owner alone; a file that is there is left alone."""

    async def go() -> None:
        async with opened(walked("suggestion", words=WORDS)) as (app, pilot):
            for path in (tmp_path / "referral.txt", tmp_path / "referral.md"):
                await press(pilot, "s")
                app.screen.query_one(PathText).value = str(path)
                await press(pilot, "enter")
                assert "Saved" in seen(app)
                assert "A round bruise on the cheek" in path.read_text("utf-8")
                assert path.stat().st_mode & 0o777 == 0o600
                await press(pilot, "escape s")
                app.screen.query_one(PathText).value = str(path)
                await press(pilot, "enter")
                assert "Error: A file of that name is there already" in seen(app)
                await press(pilot, "escape")

    asyncio.run(go())
