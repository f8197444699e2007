"""Every page fits: at 80x24 and at 40x24 nothing is cut, the keys stand whole at the foot, and the focus can be seen."""

import asyncio

import pytest

from benchmarks import monkey
from tests.tui.drawn import opened, press, rows, seen, squashed, turn_to, walked
from thresholds.assessment.walk import Walk, page
from thresholds.documents.document import Bullets, Document, Para, Rows
from thresholds.pages import Page
from tui.screens.card import Card
from tui.screens.cover import CoverScreen
from tui.widgets.page_scroll import PageScroll

PAGES = (
    "danger",
    "place",
    "child",
    "words",
    "offered",
    "judgement",
    "about",
    "signs:PHY",
    "sweep",
    "look:injury",
    "strengths",
    "check",
    "suggestion",
)
FOOT = (["F2 Danger F8 Cover Esc Back", "Ctrl+N Continue F1 Help"], ["F2 Danger F8 Cover Esc Back", "S Save F1 Help"])
"""The keys of a page and of the suggestion at forty columns: two lines."""
YES = {"injury": "yes"} | dict.fromkeys(("unsafe-adult", "missing", "suicide", "sexual-online", "exploitation", "violence-home"), "no")


def walk_to(page_id: str) -> Walk:
    """Give a walk that stands on a page; `look` needs a yes in the sweep and its sub-domain not looked at yet."""
    if page_id != "look:injury":
        return walked(page_id)
    return walked(page_id, about={"about": ("EDU",)}, signs_EDU={"signs": ("none",)}, sweep=YES | {"adult-works-with-children": "no"})


def wording(shown: Page) -> list[str]:
    """Give every text that a page holds."""
    labels = [field.label for field in shown.fields] if len(shown.fields) > 1 else []
    hints = [field.hint for field in shown.fields]
    choices = [text for field in shown.fields for choice in field.choices for text in (choice.label, choice.hint, choice.group)]
    return [shown.heading, shown.hint, *labels, *hints, *choices, *_words(shown.body)]


def _words(document: Document) -> list[str]:
    found: list[str] = []
    for block in document.blocks:
        match block:
            case Bullets(items):
                found += items
            case Rows(pairs):
                found += [text for pair in pairs for text in pair]
            case Para(text):
                found += text.split("\n")
    return found


@pytest.mark.parametrize(("size", "pages"), [((40, 190), PAGES[:-2:2]), ((80, 160), PAGES[1::2])])
def test_no_word_is_cut(size: tuple[int, int], pages: tuple[str, ...]) -> None:
    """With rows enough to need no scrolling, every word of every page can be read, half of them at forty columns, half at eighty."""

    async def go() -> None:
        async with opened(size=size) as (app, pilot):
            for page_id in pages:
                walk = walk_to(page_id)
                await turn_to(app, pilot, walk)
                text = seen(app)
                assert "more below" not in text, page_id
                foot = [" ".join(line.split()).replace("Esc Home", "Esc Back") for line in rows(app)[-2:]]
                wanted = FOOT[page_id == "suggestion"]
                assert foot == wanted if size[0] == 40 else foot[-1] == " ".join(wanted), page_id
                scroll = app.screen.query_one("#page", PageScroll)
                assert scroll.virtual_size.width <= scroll.size.width, page_id
                missing = [words for words in wording(page(walk, page_id)) if squashed(words) not in squashed(text)]
                assert not missing, (page_id, missing)

    asyncio.run(go())


def test_wide_screens_show_the_answers_beside() -> None:
    """At 120 columns a page's text still ends at column 74, and the answers so far stand beside it; on check they would be there twice."""

    async def go() -> None:
        async with opened(walked("signs:PHY"), size=(120, 40)) as (app, pilot):
            shown = [row.partition("│") for row in rows(app)[1:-2]]
            assert max(len(page.rstrip()) for page, _, _ in shown) <= 75
            beside = "\n".join(row for _, _, row in shown)
            assert "Your answers so far" in beside
            assert squashed("Age: 10 weeks") in squashed(beside)
            await turn_to(app, pilot, walked("check"))
            assert "so far" not in seen(app)

    asyncio.run(go())


def test_telephone_numbers_are_never_torn() -> None:
    """At 40 columns every number of the danger card stands on one line."""

    async def go() -> None:
        async with opened(size=(40, 60)) as (app, pilot):
            await press(pilot, "f2")
            text = seen(app)
            for number in ("020 8937 2228", "020 8753 6610", "020 7361 3013", "020 8871 7899"):
                assert number in text

    asyncio.run(go())


def test_resize_storm_keeps_the_words() -> None:
    """Sizes from 1x1 to 200x60 in the middle of typing: no fault, and the words are kept (R01; 500 sizes in the benchmark)."""
    assert asyncio.run(monkey.storm(20))[1] == "bruise"


@pytest.mark.parametrize("seed", range(3))
def test_any_keys_in_any_order(seed: int) -> None:
    """Random keys over the whole app end in no fault (R11; 10,000 keys for each of five seeds in the benchmark)."""
    assert asyncio.run(monkey.monkey(seed, 150, 150))


def test_a_screen_closes_once_and_never_another() -> None:
    """Two quick presses on a card close only that card; what is to close under a cover waits until the cover is gone."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "f1")
            card = app.screen
            assert isinstance(card, Card)
            card.dismiss(None)
            card.dismiss(None)
            await press(pilot, "")
            assert app.screen is app.screen_stack[1]
            await press(pilot, "f1 f8")
            app.screen_stack[-2].dismiss(None)
            await press(pilot, "")
            assert isinstance(app.screen, CoverScreen)
            await press(pilot, "enter")
            assert app.screen is app.screen_stack[1]

    asyncio.run(go())


def test_without_a_suggestion_its_keys_do_nothing() -> None:
    """The keys of the suggestion, pressed on a page of the walk, change nothing and end nothing."""

    async def go() -> None:
        async with opened() as (app, pilot):
            before = seen(app)
            await press(pilot, "o c s a")
            assert seen(app) == before

    asyncio.run(go())
