"""The matrix on the screen: arrows walk through it, enter or a click opens a cell, a digit opens that level of the row."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from thresholds.guide.index import Index
from tui.matrix import Matrix, Spot, draw_head, draw_line, lay_out
from tui.reading import LEVELS, Place
from tui.widgets.drawing import Drawing, as_content
from tui.widgets.open_list import OpenList
from tui.widgets.plain import Plain


class MatrixView(Widget, can_focus=True):
    """The matrix. It never scrolls itself: the page that holds it does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "leap(8)", show=False),
        Binding("pageup", "leap(-8)", show=False),
        Binding("home", "leap(-1000)", show=False),
        Binding("end", "leap(1000)", show=False),
        Binding("right", "column(1)", show=False),
        Binding("left", "column(-1)", show=False),
        Binding("enter,space", "open", show=False),
        *(Binding(str(level), f"open({level})", show=False) for level in LEVELS),
    ]

    class StoodOn(Message):
        """Somebody stands on another spot."""

        def __init__(self, view: "MatrixView") -> None:
            super().__init__()
            self.view = view

    def __init__(self, index: Index, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._index = index
        self._matrix = lay_out(index, 80)
        self.spot = Spot()

    @property
    def matrix(self) -> Matrix:
        """The matrix laid out for the width there is."""
        width = self.content_size.width or self._matrix.width
        if width != self._matrix.width:
            self._matrix = lay_out(self._index, width)
        return self._matrix

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Give the number of lines at `width`."""
        return len(lay_out(self._index, width).lines if width != self._matrix.width else self._matrix.lines)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        matrix = self.matrix
        if y >= len(matrix.lines):
            return Strip.blank(matrix.width)
        row = draw_line(matrix, y, self.spot if self.has_focus else None)
        return Visual.to_strips(self, as_content([row]), matrix.width, 1, self.visual_style)[0]

    def stand_on(self, spot: Spot) -> None:
        """Go to a spot; only the lines of the two rows are drawn again."""
        before, self.spot = self.spot, spot
        for row in {before.row, spot.row}:
            first, end = self.matrix.lines_of(row)
            self.refresh(Region(0, first, self.matrix.width, end - first))
        self.post_message(self.StoodOn(self))

    def standing(self) -> Region:
        """Give the region of the row one stands on, with its group's heading where it is the first below one."""
        matrix = self.matrix
        first, end = matrix.lines_of(self.spot.row)
        while first and matrix.lines[first - 1].row < 0:
            first -= 1
        return Region(0, first, matrix.width, end - first)

    def on_focus(self, event: events.Focus) -> None:
        """Show where one stands."""
        self.stand_on(self.spot)

    def on_blur(self, event: events.Blur) -> None:
        """Take the bar away."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Open what was clicked."""
        event.stop()
        spot = self.matrix.spot_at(event.x, event.y)
        if spot:
            self.stand_on(spot)
            self.action_open()

    def action_step(self, by: int) -> None:
        """Go a row further, or from the edge to whatever stands beside the matrix on the page."""
        row = self.spot.row + by
        if 0 <= row < len(self.matrix.codes):
            self.stand_on(self.spot._replace(row=row))
        else:
            _ = self.screen.focus_next() if by > 0 else self.screen.focus_previous()

    def action_leap(self, by: int) -> None:
        """Go several rows further, and stop at the edge."""
        self.stand_on(self.spot._replace(row=max(0, min(len(self.matrix.codes) - 1, self.spot.row + by))))

    def action_column(self, by: int) -> None:
        """Go a column further, and stop at the edge."""
        self.stand_on(self.spot._replace(column=max(0, min(len(LEVELS), self.spot.column + by))))

    def action_open(self, column: int | None = None) -> None:
        """Open what one stands on, or a level of the row."""
        if column is not None:
            self.stand_on(self.spot._replace(column=column))
        self.post_message(OpenList.Opened(self.matrix.place(self.spot)))


class MatrixHead(Plain):
    """The levels over the columns; a click opens what a level asks for."""

    def __init__(self, view: MatrixView, *, id: str | None = None) -> None:
        self._view = view
        super().__init__(self._drawn(), id=id)

    def _drawn(self) -> Drawing:
        view = self._view
        return Drawing(lambda _: draw_head(view.matrix, view.spot if view.has_focus else None))

    def follow(self) -> None:
        """Draw it again, for the column one stands in."""
        self.say(self._drawn(), same_size=True)

    def on_click(self, event: events.Click) -> None:
        """Open the level that was clicked."""
        at, matrix = event.get_content_offset(self), self._view.matrix
        spot = at and matrix.column_at(at.x)
        if spot:
            self.post_message(OpenList.Opened(Place("level", str(spot))))
