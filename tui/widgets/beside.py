"""What stands beside a page on a wide screen. It follows what one stands on, so it must change quickly."""

from collections.abc import Callable

from textual import events
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from thresholds.documents.document import Document
from tui.widgets.document import as_lines
from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain


class Beginning(Visual):
    """As much of a text as there is room for; where that is not all, the last row says how one reads the rest."""

    def __init__(self, text: Lines, rest: str) -> None:
        self._text, self._rest = text, Lines(Line(rest, "$hint"))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Give the width at which nothing wraps."""
        return self._text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Give the number of rows at `width` of the whole text."""
        return self._text.get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the rows that there is room for."""
        strips = self._text.render_strips(width, None, style, options)
        if height is None or len(strips) <= height:
            return strips
        return [*strips[: height - 1], *self._rest.render_strips(width, 1, style, options)]


class Beside(Plain):
    """The beginning of a document in a pane. It never scrolls and its size is the pane's, so that a change costs no new layout."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[], Document] = Document
        self._rest = ""

    def tell(self, make: Callable[[], Document], rest: str) -> None:
        """Tell another document, which is made only where there is room for the pane; `rest` says how one reads all of it."""
        self._make, self._rest = make, rest
        if self.display:
            self._draw()

    def on_show(self, event: events.Show) -> None:
        """Tell what was to be told while there was no room."""
        self._draw()

    def _draw(self) -> None:
        self.say(Beginning(as_lines(self._make()), self._rest), same_size=True)
