"""Pictures made of letters: rows of styled pieces, drawn for whatever width there is, as something Textual can show."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from thresholds.text import clean
from tui.widgets.lines import HELD, IN_NUMBER


class Piece(NamedTuple):
    """Some letters in one style: attributes, and colours of our themes such as `bold $strong`."""

    text: str
    style: str = ""


Row = tuple[Piece, ...]


def words_of(rows: Iterable[Row]) -> list[str]:
    """Give rows as a person without colours sees them."""
    return ["".join(piece.text for piece in row).rstrip() for row in rows]


def as_content(rows: Iterable[Row]) -> Content:
    """Give rows as Textual's text. No markup is read, and nothing in them can drive the terminal."""
    return Content("\n").join(Content("").join(Content.styled(clean(piece.text), piece.style) for piece in row) for row in rows)


def wrapped(text: str, width: int) -> list[str]:
    """Give `text` in rows of at most `width`. No telephone number is torn in two; only a word that is wider than a row is."""
    rows = [""]
    for word in IN_NUMBER.sub(HELD, text).split():
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
        while len(rows[-1]) > width:
            rows[-1:] = [rows[-1][:width], rows[-1][width:]]
    return [row.replace(HELD, " ") for row in rows]


class Drawing(Visual):
    """A picture from a function of the width."""

    def __init__(self, draw: Callable[[int], tuple[Row, ...]]) -> None:
        self._draw = draw

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Give the width of the widest row at the width of what holds it."""
        return max(map(len, words_of(self._draw(container_width))), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Give the number of rows at `width`."""
        return len(self._draw(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the rows at `width`."""
        return as_content(self._draw(width)).render_strips(width, height, style, options)
