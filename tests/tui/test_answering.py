"""How answers are given: what enter, space and digits do, what is said where an answer is missing, and pages that scroll on."""

import asyncio
from pathlib import Path

import pytest

from tests.tui.drawn import answers, opened, press, rows, seen, squashed, turn_to, walked
from tui.widgets.choice_list import ChoiceList, keys_of
from tui.widgets.field import FieldBox
from tui.widgets.page_scroll import PageScroll
from tui.widgets.press import Press


def test_enter_goes_on_and_never_answers_unread() -> None:
    """Enter on arrival chooses nothing and says how; after an arrow it chooses and goes on; space chooses and stays."""

    async def go() -> None:
        async with opened(walked("place")) as (app, pilot):
            await press(pilot, "enter")
            assert not any(answers(app).values())
            assert "Nothing is chosen yet." in seen(app)
            await press(pilot, "down enter")
            assert answers(app)["lives_in"] == "hammersmith-and-fulham"
            assert "Nothing is chosen yet." not in seen(app)
            await press(pilot, "space")
            assert (answers(app)["now_in"], answers(app)["placed_by"]) == ("same", "")
            await press(pilot, "enter enter")
            assert (answers(app)["now_in"], answers(app)["placed_by"]) == ("same", "")
            await turn_to(app, pilot, walked("child"))
            await press(pilot, "=10_weeks enter")
            assert isinstance(app.focused, ChoiceList)

    asyncio.run(go())


def test_every_single_answer_has_a_digit() -> None:
    """On each page every choice of a list that takes one answer shows a digit, and not sure is 0, never a level."""

    async def go() -> None:
        async with opened() as (app, pilot):
            for page_id in ("danger", "place", "child", "judgement", "sweep", "strengths", "check"):
                await turn_to(app, pilot, walked(page_id))
                for box in app.screen.query(FieldBox):
                    if box.field.kind == "one":
                        keys = keys_of(box.field)
                        assert len(set(keys.values())) == len(box.field.choices), (page_id, box.field.id)
            assert "5 ( ) As I said before (level 3)" in seen(app)
            await press(pilot, "0")
            assert answers(app)["worry"] == "not-sure"
            await turn_to(app, pilot, walked("judgement"))
            await press(pilot, "end")
            assert "0 ( ) Not sure" in seen(app)

    asyncio.run(go())


def test_check_begins_with_what_was_said_before() -> None:
    """On check nothing is chosen, the level said before is the first choice, and Continue stands right below the list."""

    async def go() -> None:
        async with opened(walked("check")) as (app, pilot):
            shown = rows(app)
            first = next(at for at, line in enumerate(shown) if "( )" in line)
            assert "As I said before (level 3)" in shown[first]
            assert "[ Continue ]" in "".join(shown[first + 6 : first + 8])
            await press(pilot, "space")
            assert answers(app)["worry"] == "same"
            assert "two or more levels" not in seen(app)
            await press(pilot, "1")
            assert "two or more levels" in seen(app)
            assert isinstance(app.focused, Press)
            await press(pilot, "enter")
            assert app.journey.page_id == "suggestion"

    asyncio.run(go())


def test_one_problem_is_said_on_top_and_beside() -> None:
    """With one problem the focus is at its field, the list of problems stays in view, and the top line says it too."""

    async def go() -> None:
        async with opened(walked("child")) as (app, pilot):
            await press(pilot, "=soon tab 1 space ctrl+n")
            assert "There is a problem" in seen(app)
            assert "The child: there is a problem" in rows(app)[0]
            assert "There is a problem" in "".join(rows(app)[1:])
            assert "Error:" in seen(app)
            await press(pilot, "backspace backspace backspace backspace 4")
            assert "problem" not in seen(app)

    asyncio.run(go())


def test_page_down_goes_on_below_a_list() -> None:
    """From the edge of a list, and on a card whose keys stand below what scrolls, page down scrolls on, and page up back."""

    async def go() -> None:
        async with opened(walked("check")) as (app, pilot):
            scroll = app.screen.query_one("#page", PageScroll)
            await press(pilot, "pagedown")
            await press(pilot, "pagedown")
            assert scroll.scroll_y > 0
            await press(pilot, "f1 pagedown")
            card = app.screen.query_one(PageScroll)
            assert card.scroll_y > 0
            await press(pilot, "pageup")
            assert card.scroll_y == 0

    asyncio.run(go())


def test_a_name_is_ready_for_the_referral(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Save offers a name with the day, and says the folder; a name without an ending gets .txt, and typing replaces what is offered."""
    monkeypatch.chdir(tmp_path)

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            await press(pilot, "s")
            assert "referral-2026-11-23.txt" in seen(app)
            assert tmp_path.name in squashed(seen(app))
            await press(pilot, "enter escape s =mine enter")
            assert "Saved" in seen(app)

    asyncio.run(go())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt", "referral-2026-11-23.txt"]


def test_a_referral_goes_to_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is a Documents folder a bare name leads there and not into the folder one is in; a folder's name is refused as one."""
    (tmp_path / "Documents" / "cases").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path / "here")

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, pilot):
            await press(pilot, "s")
            assert "~/Documents" in seen(app)
            await press(pilot, "=cases enter")
            assert "Error: That is a folder." in seen(app)
            await press(pilot, "escape s =mine enter")
            assert "Saved" in seen(app)

    asyncio.run(go())
    assert [path.name for path in (tmp_path / "Documents").iterdir() if path.is_file()] == ["mine.txt"]
    assert not list((tmp_path / "here").iterdir())


def test_the_own_level_is_not_drawn_as_the_suggestion() -> None:
    """On the suggestion the level suggested is bold; the person's own level, below it, is not."""

    async def go() -> None:
        async with opened(walked("suggestion")) as (app, _):
            bold = {
                segment.text.strip(): bool(segment.style and segment.style.bold)
                for strip in app.screen._compositor.render_strips()
                for segment in strip
            }
            assert [is_bold for text, is_bold in bold.items() if text.startswith("Your own level: ")] == [False]
            assert [is_bold for text, is_bold in bold.items() if text.startswith("Level 4, Children")] == [True]

    asyncio.run(go())


def test_check_says_each_question_once() -> None:
    """A page with one question of the same words as its heading is shown on check with its answer alone."""

    async def go() -> None:
        async with opened(walked("check")) as (app, _):
            assert seen(app).count("Is a child in danger now?") == 1
            assert " No" in seen(app)

    asyncio.run(go())


def test_continue_is_named_at_forty_columns() -> None:
    """At 40 columns the foot names every key of the page, Continue with them."""

    async def go() -> None:
        async with opened(walked("danger"), size=(40, 24)) as (app, _):
            foot = "\n".join(rows(app)[-2:])
            for words in ("F2 Danger", "F8 Cover", "Esc Home", "Ctrl+N Continue", "F1 Help"):
                assert words in foot

    asyncio.run(go())
