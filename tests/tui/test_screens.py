"""Every screen at 80x24, 40x24 and 120x40: kept as text for a reviewer, whole, readable, never told by colour alone."""

import re
import statistics

import pytest

from tests.tui.drawn import SCREENS as KEPT
from tests.tui.drawn import keep_or_give, squashed
from tests.tui.gallery import SCREENS, SIZES, Seen, drawn, screen_classes
from thresholds.text import clean_line
from tui import themes
from tui.screen_help import HELP
from tui.screens.cover import CoverScreen, RestWarning
from tui.screens.interrupt import InterruptCard

MARKS = set("━┃┏┓┗┛─│┌┐└┘▌▁▂▃▄▅▆▇█ ")
"""Frames, bars and scroll bars: marks, not text."""
IDS = [f"{size[0]}x{size[1]}" for size in SIZES]
AT_80 = SIZES[0]
KEYS = (
    "F2 Danger", "F8 Cover", "Esc Back", "Esc Home", "Ctrl+N Continue", "S Save", "/ Search", "F3 Guide", "F6 Routes", "N Raise", "F1 Help",
    "Ctrl+Q Leave",
)  # fmt: skip
"""Every key that stands at a foot, with its word."""


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_the_screens_are_those_kept(size: tuple[int, int]) -> None:
    """Each screen is as it was when somebody last read it; `make screens` keeps the new ones, for the diff to be read."""
    kept = {name: (seen.text, keep_or_give(f"{name}-{size[0]}", seen.text)) for name, seen in drawn(size).items()}
    changed = [f"{name}\n{now}" for name, (now, was) in kept.items() if now != was]
    assert not changed, "These differ; read them, and if they are right run `make screens`:\n" + "\n".join(changed)


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_nothing_is_cut(size: tuple[int, int]) -> None:
    """No text has less room than it needs, and nothing reaches out of what holds it where that does not scroll (A07)."""
    assert not {name: seen.cut for name, seen in drawn(size).items() if seen.cut}


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_the_foot_is_whole(size: tuple[int, int]) -> None:
    """On every screen that is no card two to five keys stand whole at the foot, danger first, and whoever may refer above them."""
    pages = {name: seen.text.splitlines() for name, seen in drawn(size).items() if is_page(name, seen)}
    assert len(pages) > 40
    for name, shown in pages.items():
        first = next(at for at, line in enumerate(shown) if "F2 Danger" in line and at > len(shown) - 3)
        foot = " ".join(" ".join(shown[first:]).split())
        keys = [key for key in KEYS if key in foot]
        assert sum(map(len, keys)) + len(keys) - 1 == len(foot), (name, foot)
        assert foot.startswith("F2 Danger F8 Cover "), (name, foot)
        assert len(keys) <= 5, (name, foot)
        assert "F1 Help" in keys, name
        assert len(shown) == size[1], name
        above = "".join(shown[first - 2 : first]).replace("more below ↓", "")
        assert squashed("Anyone may refer. You need nobody's permission.") in squashed(above), name


def is_page(name: str, seen: Seen) -> bool:
    """Whether it is a whole screen with a foot, no card, cover or palette."""
    return not name.startswith("cards/") and "F2 Danger" in "".join(seen.text.splitlines()[-2:])


@pytest.mark.parametrize("theme", themes.NAMES)
@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_contrast(size: tuple[int, int], theme: str) -> None:
    """Whatever is drawn in one theme can be read in each: text at 4.5 to 1, in the high-contrast themes 7 to 1, marks at 3 to 1 (A01)."""
    names = {colour: name for name, colour in themes.PAINTS["dark"]._asdict().items()}
    assert len(names) == len(themes.PAINTS["dark"])
    paints = themes.PAINTS[theme]._asdict()
    for screen, seen in drawn(size).items():
        for (ink, ground), text in seen.colours.items():
            needed = 3.0 if set(text) <= MARKS else 7.0 if theme.startswith("high") else 4.5
            assert {ink, ground} <= names.keys(), (screen, text, ink, ground)
            assert contrast(paints[names[ink]], paints[names[ground]]) >= needed, (screen, text, names[ink], names[ground])


def test_every_screen_has_a_picture() -> None:
    """Every screen class of the app, and every page that has help of its own, stands in the gallery."""
    seen = drawn(AT_80).values()
    assert screen_classes() == {each.kind for each in seen if not each.kind.__module__.startswith("textual")}
    assert set(HELP) <= {part for each in seen for part in (each.page_id, each.page_id.partition(":")[0])}


def test_no_kept_screen_is_left_over() -> None:
    """Every kept file belongs to a screen."""
    kept = {path.relative_to(KEPT).with_suffix("").as_posix() for path in KEPT.rglob("*.txt")}
    assert kept == {f"{name}-{columns}" for name in SCREENS for columns, _ in SIZES}


@pytest.mark.parametrize("size", SIZES, ids=IDS)
def test_the_focus_is_seen(size: tuple[int, int]) -> None:
    """A bar or a heavy frame shows where one stands, but for a page that only scrolls and a card that no stray key may close (A09)."""
    without = {name for name, seen in drawn(size).items() if not seen.focus}
    quiet = {name for name, seen in drawn(size).items() if seen.kind in (CoverScreen, RestWarning, InterruptCard)}
    assert without - quiet <= {"guide/level", "guide/compare", "guide/duty"}


def test_every_state_shows_in_plain_text() -> None:
    """Chosen or not, focus, fault, open or closed, overdue, and what must be read first each have a sign or a word of their own (A02)."""
    text = {name: seen.text for name, seen in drawn(AT_80).items()}
    assert "▌1 ( ) Yes" in text["walk/danger"]
    assert " 2 (•) No" in text["walk/sweep"]
    assert "▌[ ] " in text["walk/about"]
    assert "▌[x] " in text["walk/offered"]
    assert "Error:" in text["walk/problem"]
    assert "▌ Level 4" in text["walk/suggestion"]
    assert "1 ▾ " in text["walk/suggestion-parts"] or "5 ▾ " in text["walk/suggestion-parts"]
    assert "1 ▸ " in drawn(SIZES[2])["walk/suggestion"].text
    assert "OVERDUE" in text["disagreements/register"]
    assert "Still missing" in text["disagreements/one"]
    assert text["walk/words"].count("┏") == 1


@pytest.mark.parametrize("name", ["danger", "place", "child", "judgement", "about", "signs", "strengths", "check"])
def test_nothing_is_chosen_beforehand(name: str) -> None:
    """No page opens with a choice made; one place has the focus."""
    text = drawn(AT_80)[f"walk/{name}"].text
    assert "(•)" not in text
    assert "[x]" not in text
    assert text.count("▌") >= 1 or text.count("┏") == 1


def test_every_error_says_so() -> None:
    """What is wrong stands after `Error:`, or under a heading that says that there is a problem (A14)."""
    for size in SIZES:
        for name in ("walk/problem", "walk/problems", "cards/save", "guide/too-few", "disagreements/raise-problem"):
            text = clean_line(drawn(size)[name].text)
            assert "Error: " in text or "There is a problem" in text, name


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG between two colours such as `#14171c`."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_are_plain() -> None:
    """Screens read at an ARI of 6 in the median and 9 at most; no sentence of ours has more than 25 words (A13).

    The ladders' and routes' own texts are data of the partnerships, and are left to the tests of the data.
    """
    found, long = {}, []
    for name, seen in drawn(AT_80).items():
        lines = [clean_line(re.sub(r"[\[(][^\])]*[\])]", "", line)) for text in seen.says for line in text.split("\n")]
        whole = " ".join(line if line[-1] in ".?!:" else f"{line}." for line in lines if line)
        parts = [re.findall(r"[\w'’-]+", part) for part in re.split(r"(?<=[.?!:;])\s+", whole)]
        parts = [part for part in parts if part]
        words = [word for part in parts for word in part]
        if not words:  # the palette's are not ours to hold
            continue
        found[name] = 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / len(parts) - 21.43
        long += [
            (name, " ".join(part)) for part in parts if len(part) > 25 and name not in ("disagreements/ladder", "disagreements/routes")
        ]
    assert statistics.median(found.values()) <= 6
    assert max(found.values()) <= 9, max(found, key=lambda name: found[name])
    assert not long
