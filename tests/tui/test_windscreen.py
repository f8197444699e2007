"""The windscreen: where the answers fall and where the person's own level falls, in words, at every width."""

from itertools import product

import pytest

from tui.widgets.drawing import words_of
from tui.widgets.windscreen import NOT_ENOUGH, NOT_ENOUGH_SHORT, POINTER, Marks, draw

NAMES = ("No additional needs", "Early help", "Children with complex multiple needs", "Children in acute need")
LEVELS = (None, 1, 2, 3, 4)
EVERY = [Marks(*marks) for marks in product(LEVELS, repeat=3)]


def test_the_shape() -> None:
    """Four panes that rise and narrow to the right, the names whole, and below them what falls where."""
    assert words_of(draw(NAMES, Marks(3, 2, 4), 76)) == [
        "                                               ▁▁▂▂▃▃▄▄▅▅▆▆▇▇█ 4 Children in",
        "                             ▁▁▂▂▃▃▄▄▅▅▆▆▇▇█ 3 Children with   acute need",
        "          ▁▁▂▂▃▃▄▄▅▅▆▆▇▇█ 2 Early help       complex multiple",
        " 1 No additional needs                       needs",
        "                          ▲ your level       ▲ your answers    ▲ to discuss",
    ]


def test_the_low_shape() -> None:
    """On a screen of few rows the four panes still rise to the right, in one row, and below them stands what falls where."""
    assert words_of(draw(NAMES, Marks(3, 2, 4), 72, low=True)) == [
        "▂▂▂▂▂▂▂ 1 ▂▂▂▂▂▂▂ ▄▄▄▄▄▄▄ 2 ▄▄▄▄▄▄▄ ▆▆▆▆▆▆▆ 3 ▆▆▆▆▆▆▆ ███████ 4 ███████",
        "                     ▲ your level     ▲ your answers     ▲ to discuss",
    ]


@pytest.mark.parametrize(
    ("marks", "line"),
    [
        (Marks(2, 3, 3), "1  2 ▲ answers  3 ▲ you, discuss  4"),
        (Marks(3, 3, 4), "1  2  3 ▲ answers, you  4 ▲ discuss"),
        (Marks(1, 2, 3), "1 ▲ answers  2 ▲ you  3 ▲ discuss  4"),
    ],
)
def test_one_line_at_forty_columns(marks: Marks, line: str) -> None:
    """Where the panes do not fit, the same words stand in one line."""
    assert words_of(draw(NAMES, marks, 38)) == [line]


@pytest.mark.parametrize("low", [True, False])
@pytest.mark.parametrize("width", [38, 60, 72, 76, 116])
def test_no_level_is_said_and_never_drawn_as_level_1(width: int, low: bool) -> None:
    """Not enough to suggest a level is said in words, and nothing that the answers gave points anywhere."""
    for own in LEVELS:
        rows = draw(NAMES, Marks(None, own, None), width, low)
        text = "\n".join(words_of(rows))
        assert NOT_ENOUGH in text or NOT_ENOUGH_SHORT in text
        assert "answers" not in text
        assert text.count(POINTER) == (own is not None)
        assert not [piece for row in rows for piece in row if "$here" in piece.style]


@pytest.mark.parametrize("low", [True, False])
@pytest.mark.parametrize("width", [38, 40, 60, 71, 72, 76, 116])
def test_it_always_fits(width: int, low: bool) -> None:
    """At most five rows, a low one three, and never wider than there is room; one pointer for each level that is marked."""
    for marks in EVERY:
        text = words_of(draw(NAMES, marks, width, low))
        assert len(text) <= (3 if low else 5)
        assert max(map(len, text)) <= min(width, 76)
        assert "".join(text).count(POINTER) == len({level for level in marks if level})


def test_a_name_that_does_not_fit_its_pane() -> None:
    """A partnership's longer names are not cut: the levels stand in one line instead."""
    assert words_of(draw((*NAMES[:3], "Multidisciplinary safeguarding"), Marks(4, None, None), 76))[0].startswith("1  2  3  4")
    assert len(draw(("Universal", "Early help", "Targeted", "Specialist"), Marks(4, None, None), 76)) == 5
