"""Text as lines with a mark before each: wrapped with a hanging indent at whatever width there is."""

import re
from typing import NamedTuple

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from thresholds.text import clean, parted

IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")
HELD = "\u2800"
"""Stands for the spaces in a telephone number while a text is wrapped, so that no number is torn in two."""


class Line(NamedTuple):
    """One text to be wrapped: `mark` stands before its first row, spaces of the same width before the others."""

    text: str
    style: str = ""
    """A style of Textual: attributes, and colours of our themes such as `bold $strong`."""
    mark: str = ""
    mark_style: str = ""
    lead: str = ""
    """Words that run on into the text, such as a label; the rows below the first are then set in by two."""
    lead_style: str = ""


class Lines(Visual):
    """Lines as something Textual can draw. No markup is ever read, and nothing in the text can drive the terminal."""

    def __init__(self, *lines: Line) -> None:
        self._lines = tuple(line._replace(text=clean(line.text)) for line in lines)
        self._at_width: dict[int, Content] = {}

    @property
    def plain(self) -> str:
        """The text without marks and styles."""
        return "\n".join(line.lead + line.text for line in self._lines)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Give the width at which nothing wraps."""
        return self._content(10_000).get_optimal_width({}, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Give the number of rows at `width`."""
        return self._content(width).plain.count("\n") + 1

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the rows at `width`."""
        return self._content(width).render_strips(width, height, style, options)

    def _content(self, width: int) -> Content:
        if width not in self._at_width:
            rows = [row for line in self._lines for row in _rows(line, max(width, 1))]
            self._at_width = {width: Content("\n").join(rows)}
        return self._at_width[width]


def _rows(line: Line, width: int) -> list[Content]:
    """Wrap one line; where there is no room for its mark, the mark goes."""
    mark = Content.styled(line.mark, line.mark_style or line.style)
    indent = mark.cell_length or (len(line.lead) - len(line.lead.lstrip()) + 2 if line.lead else 0)
    text = Content.styled(clean(line.lead), line.lead_style).append(
        Content.styled(IN_NUMBER.sub(HELD, parted(line.text, width - indent)), line.style)
    )
    if indent + min(8, text.cell_length) > width:
        mark, indent = Content(""), 0
    fits = line.lead and text.cell_length <= width and "\n" not in text.plain
    wrapped = [text] if fits else text.wrap(width - indent) or [Content("")]
    rows = [Content(row.plain.replace(HELD, " "), list(row.spans)).rstrip() for row in wrapped]
    return [(Content(" " * indent) if number else mark).append(row) for number, row in enumerate(rows)]
