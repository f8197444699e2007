"""The continuum as the windscreen that practitioners know: four panes that rise and narrow to level 4, and what falls on which."""

from collections.abc import Sequence
from typing import NamedTuple

from thresholds.assessment.suggest import Suggestion
from tui.widgets.drawing import Drawing, Piece, Row, wrapped
from tui.widgets.plain import Plain

LEAST = (22, 16, 17, 14)
"""The least width of each pane: the London names wrap into them without a word cut."""
MOST = 76
GAP = 1
RISE = "▁▁▂▂▃▃▄▄▅▅▆▆▇▇"
"""The slope from a pane up to the next one."""
HEIGHTS = "▂▄▆█"
"""How high each pane of a low windscreen is."""
LEAST_LOW = 60
POINTER = "▲"
SHORT = ("answers", "you", "discuss")
NOT_ENOUGH = "Not enough is known to suggest a level."
NOT_ENOUGH_SHORT = "Not enough to suggest a level"


class Marks(NamedTuple):
    """What falls on which level; None where there is nothing to show."""

    suggested: int | None
    """The level that the answers suggest; None where they are not enough for one, which is never level 1."""
    own: int | None
    discuss: int | None


def said(marks: Marks, level: int, words: tuple[str, str, str] = ("your answers", "your level", "to discuss")) -> str:
    """Give the words that stand at `level`: where the answers fall, where the person's own level does, what is to be discussed."""
    shown = marks if marks.discuss != marks.suggested else marks._replace(discuss=None)
    falls = [place for place, marked in enumerate(shown) if marked == level]
    return words[falls[0]] if len(falls) == 1 else ", ".join(SHORT[place] for place in falls)


def draw(names: Sequence[str], marks: Marks, width: int, low: bool = False) -> tuple[Row, ...]:
    """Give the windscreen at most `width` wide: five rows where its panes fit, else the levels in one line.

    A `low` one, for a screen of few rows, has its panes without names in one row.
    """
    panes = _panes(names, min(width, MOST))
    if low and width >= LEAST_LOW:
        return _low(marks, min(width, MOST))
    return _windscreen(panes, marks) if panes else _line(marks)


class _Pane(NamedTuple):
    level: int
    width: int
    text: tuple[str, ...]
    """Its name in as many rows as the pane is high, the number first."""


def _panes(names: Sequence[str], width: int) -> list[_Pane]:
    """Give the panes, or none where a name does not fit the rows of its pane."""
    spare = width - sum(LEAST) - GAP * (len(LEAST) - 1)
    if spare < 0:
        return []
    found = []
    for level, (name, least) in enumerate(zip(names, LEAST, strict=True), 1):
        wide = least + (spare // 2 if level < 3 else 0)
        text = wrapped(f"{level} {name}", wide - 1)
        if len(text) > level or max(map(len, name.split())) > wide - 1:
            return []
        found.append(_Pane(level, wide, (*text, *[""] * (level - len(text)))))
    return found


def _windscreen(panes: list[_Pane], marks: Marks) -> tuple[Row, ...]:
    rows = [_shape(panes, marks, high) for high in range(len(panes), 0, -1)]
    if marks.suggested is None:
        first = rows[0][0]
        rows[0] = (Piece(NOT_ENOUGH.ljust(len(first.text)), "bold $strong"), *rows[0][1:])
    return (*rows, _feet(panes, marks))


def _shape(panes: list[_Pane], marks: Marks, high: int) -> Row:
    """Give the row of the shape that is `high` above its foot: sky, the slope up to the first pane of that height, then the panes."""
    before, tall = [pane for pane in panes if pane.level < high], [pane for pane in panes if pane.level >= high]
    sky = sum(pane.width + GAP for pane in before)
    slope = RISE[-min(len(RISE), before[-1].width) :] if before else ""
    row = [Piece(" " * (sky - len(slope) - GAP), "")] if sky else []
    row += [Piece(slope + "█" * GAP, "$rule")] if slope else []
    for number, pane in enumerate(tall):
        is_it = marks.suggested == pane.level
        ground = "bold $here-ink on $here" if is_it else "$ink on $bar"
        row += [Piece(" " * GAP, "")] if number else []
        row.append(Piece(f" {pane.text[pane.level - high]}".ljust(pane.width), ground))
    return tuple(row)


def _feet(panes: list[_Pane], marks: Marks) -> Row:
    """Give the row below the shape: at each level that is marked a pointer with its words."""
    row: list[Piece] = []
    for pane in panes:
        words = said(marks, pane.level)
        text = f" {POINTER} {words}" if words else ""
        text = text.strip() if len(text) > pane.width else text
        row.append(Piece(text.ljust(pane.width + GAP), "bold"))
    return tuple(row)


def _low(marks: Marks, width: int) -> tuple[Row, ...]:
    wide = (width - GAP * (len(HEIGHTS) - 1)) // len(HEIGHTS)
    shape, feet = list[Piece](), list[Piece]()
    for level, height in enumerate(HEIGHTS, 1):
        left = (wide - 3) // 2
        style = "$strong" if marks.suggested == level else "$rule"
        shape += [Piece(height * left, style), Piece(f" {level} ", "bold"), Piece(height * (wide - 3 - left) + " " * GAP, style)]
        words = said(marks, level)
        feet.append(Piece((f"{POINTER} {words}" if words else "").center(wide + GAP), "bold"))
    rows = (tuple(shape), tuple(feet))
    return rows if marks.suggested else ((Piece(NOT_ENOUGH, "bold $strong"),), *rows)


def _line(marks: Marks) -> tuple[Row, ...]:
    """Give the levels in one line, each marked one with what falls on it; above it, in words, where no level is suggested."""
    parts = [f"{level} {POINTER} {words}" if (words := said(marks, level, SHORT)) else str(level) for level in range(1, 5)]
    lines = ["  ".join(parts)] if marks.suggested else [NOT_ENOUGH_SHORT, "  ".join(parts)]
    return tuple((Piece(line, "bold"),) for line in lines)


class Windscreen(Plain):
    """The windscreen as a widget; of the low one and the high one the screen shows the one that it has the rows for."""

    def __init__(self, names: Sequence[str], marks: Marks, low: bool) -> None:
        super().__init__(Drawing(lambda width: draw(names, marks, width, low)), classes="windscreen-low" if low else "windscreen")

    @classmethod
    def of(cls, suggestion: Suggestion) -> "tuple[Windscreen, Windscreen]":
        """Draw where the answers behind `suggestion` fall, and the person's own level: for a screen of few rows, and for others."""
        names = [level.name for level in suggestion.desk.index.guide.level.values()]
        marks = Marks(suggestion.level, suggestion.worry, suggestion.decision.discuss or None)
        return cls(names, marks, True), cls(names, marks, False)
