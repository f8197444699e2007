"""What a person meets on single pages: where one stands, what is seen without scrolling, what is ticked on which page."""

import asyncio

import pytest

from tests.tui.drawn import answers, opened, press, rows, seen, turn_to, uncovered, walked
from thresholds.assessment.walk import page, trail
from thresholds.pages import Choice, Field, Values, problem_of
from tui.journey import Journey
from tui.screen_help import HELP, help_of
from tui.screens.walk import WalkScreen
from tui.widgets.fold import Fold

SWEPT: Values = dict.fromkeys(
    (
        "injury", "unsafe-adult", "missing", "suicide", "sexual-online", "exploitation", "violence-home", "adult-works-with-children",
    ), "no",
)  # fmt: skip


def test_check_asks_where_it_is_seen() -> None:
    """The question that check asks stands above the list of answers; without an answer the error and the focus are on screen."""

    async def go() -> None:
        async with opened(walked("check")) as (app, pilot):
            shown = rows(app)
            assert "Your own level now" in "".join(shown[:8])
            await press(pilot, "end ctrl+n")
            assert "There is a problem" in seen(app)
            assert "Choose one. Not knowing is an answer too." in seen(app)
            assert "▌0 ( ) Not sure" in seen(app)
            await press(pilot, "3 ctrl+n")
            assert app.journey.page_id == "suggestion"

    asyncio.run(go())


def test_after_an_error_one_stands_on_screen() -> None:
    """One problem with one answer: its field has the focus, in view. Else Enter on the problem leads to it, and a digit answers it."""

    async def go() -> None:
        async with opened(walked("child")) as (app, pilot):
            await press(pilot, "tab 1 ctrl+n")
            assert "▌Which of these are true?" in seen(app)
            await press(pilot, "enter")
            assert "▌[ ] The child is disabled" in seen(app)
            assert "Error: Choose at least one" in seen(app)
            assert not answers(app)["circumstances"]
            await turn_to(app, pilot, walked("judgement"))
            await press(pilot, "ctrl+n")
            assert "▌Your own level: Choose one." in seen(app)
            await press(pilot, "3 1 ctrl+n")
            assert app.journey.page_id == "about"

    asyncio.run(go())


@pytest.mark.parametrize(
    ("kind", "choices", "says"),
    [
        ("one", (Choice("yes", "Yes"), Choice("not-known", "Not known")), "Choose one. Not knowing is an answer too."),
        ("one", (Choice("not-sure", "Not sure"),), "Choose one. Not knowing is an answer too."),
        ("one", (Choice("full", "Look"), Choice("quick", "Quick")), "Choose one."),
        ("many", (Choice("a", "A"), Choice("none", "None of these fits", alone=True)), "Choose at least one, or “None of these fits”."),
    ],
)
def test_not_knowing_is_offered_only_where_it_is_an_answer(kind: str, choices: tuple[Choice, ...], says: str) -> None:
    """An error names not knowing, or the answer that stands alone, only where the question has it."""
    assert problem_of(Field("f", kind, "Which?", choices=choices), "" if kind == "one" else ()) == says


def test_a_sign_ticked_on_one_page_is_ticked_on_each() -> None:
    """A tick made on the offered page stands on the page of its area; taken away there, it is gone from both."""
    journey = Journey(walked("signs:PHY", words={"seen": "bruise"}, offered={"signs": ("PHY-4-02", "PHY-2-01")}))
    journey.page_id = "signs:PHY"
    assert journey.values == {"signs": ("PHY-4-02", "PHY-2-01")}
    assert journey.go_on({"signs": ("PHY-4-02",)}) == ()
    assert journey.walk.answers["offered"] == {"signs": ("PHY-4-02",)}
    journey.page_id = "signs:PHY"
    assert journey.go_on({"signs": ("none",)}) == ()
    assert journey.walk.answers["offered"] == {"signs": ("none",)}


def test_a_page_left_empty_by_another_is_asked_again() -> None:
    """A tick taken away elsewhere never turns a page of signs into "none of these": the page is open again."""
    walk = walked("sweep", words={"seen": "bruise"}, offered={"signs": ("PHY-4-02",)}, signs_PHY={"signs": ("PHY-4-02",)})
    journey = Journey(walk)
    journey.page_id = "offered"
    journey.go_on({"signs": ("none",)})
    assert "signs:PHY" not in journey.walk.answers
    assert "signs:PHY" in trail(journey.walk)


@pytest.mark.parametrize(
    ("age", "offered", "left_out"),
    [
        ("unborn", {"UNB-1-01", "HOU-1-01"}, {"EDU-1-03", "EDU-1-04", "NEG-1-01", "ONL-1-01"}),
        ("10 weeks", {"NEG-1-01", "UNB-1-01", "WAR-1-01"}, {"EDU-1-03", "EDU-1-04", "BEH-1-01", "RAD-1-01"}),
        ("9 years", {"EDU-1-03", "ONL-1-01"}, {"UNB-1-01", "EDU-1-04"}),
        ("17 years", {"EDU-1-04", "EDU-1-03"}, {"UNB-1-02"}),
        ("", {"EDU-1-04", "UNB-1-01", "NEG-1-01"}, set()),
    ],
)
def test_strengths_fit_the_age(age: str, offered: set[str], left_out: set[str]) -> None:
    """What says nothing about a child of that age is not offered as a strength; without an age everything is."""
    child: Values = {"age": age, "mobile": "yes", "circumstances": ("none",)}
    values = {choice.value for choice in page(walked("strengths", child=child), "strengths").fields[0].choices}
    assert offered <= values
    assert not left_out & values


VIGNETTES: tuple[dict[str, Values], ...] = (
    {},
    {"signs_PHY": {"signs": ("none",)}},
    {"signs_PHY": {"signs": ("PHY-2-01",)}, "child": {"age": "9 years", "mobile": "yes", "circumstances": ("none",)}},
    {"danger": {"danger": "yes"}},
    {"about": {"about": ("not-sure",)}, "sweep": SWEPT | {"missing": "not-known"}},
)


def test_the_suggestion_is_one_screen() -> None:
    """At 80x24 level, own level, the first step, the first reason and the way to save stand on the first screen, nothing scrolled."""

    async def go() -> None:
        async with opened() as (app, pilot):
            for answered in VIGNETTES:
                await turn_to(app, pilot, walked("suggestion", **answered))
                text = seen(app)
                for part in ("▌ Your own level", "Do this first", "  1. ", "Because", "  - ", "S Save"):
                    assert part in text, (answered, part, text)

    asyncio.run(go())


def test_grounds_are_one_key_away() -> None:
    """A digit opens its part and stands on it, o opens them all and closes them again; a closed part shows none of its text."""

    async def go() -> None:
        async with opened(walked("suggestion"), size=(80, 200)) as (app, pilot):
            assert "What you saw, what was said" not in seen(app)
            await press(pilot, "3")
            assert "▌3 ▾ Before you call" in seen(app)
            assert "What you saw, what was said" in seen(app)
            await press(pilot, "3 o")
            assert all(fold.is_open for fold in app.screen.query(Fold))
            assert "About this suggestion" in seen(app)
            await press(pilot, "o")
            assert "▾" not in seen(app)

    asyncio.run(go())


def test_help_says_first_what_to_do_here() -> None:
    """Every page of the walk, and home, has help of its own; F1 shows it on top."""
    for page_id in {*trail(walked("suggestion")), "home", "offered", "danger-again", "look:injury"}:
        assert help_of(page_id), page_id
    for sentences in HELP.values():
        assert all(len(sentence.split()) <= 25 for text in sentences for sentence in text.replace("?", ".").split(". "))

    async def go() -> None:
        async with opened(walked("sweep")) as (app, pilot):
            await press(pilot, "f1")
            assert "One key a question" in "".join(rows(app)[:8])
            await uncovered(pilot)

    asyncio.run(go())


def test_small_screens() -> None:
    """At 40x24 home, its cards and the suggestion show every thing to press whole."""

    async def go() -> None:
        async with opened(walked("words"), size=(40, 24)) as (app, pilot):
            await press(pilot, "=x ctrl+q")
            for word in ("[ Stay ]", "[ Leave, go on later ]", "[ Leave and delete ]"):
                assert word in seen(app)
            await press(pilot, "enter")
            await turn_to(app, pilot, walked("suggestion"))
            await press(pilot, "tab tab tab")
            for word in ("[ Save the referral ]", "[ Change an answer ]", "[ Start again ]"):
                assert word in seen(app)
            app.action_home()
            await press(pilot, "1")
            assert "[ Start a new walk ]" in seen(app)
            await press(pilot, "tab enter")
            assert isinstance(app.screen, WalkScreen)
            assert not app.has_begun
            assert answers(app) == {"danger": ""}

    asyncio.run(go())
