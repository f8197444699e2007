"""What stands in the way of saving: what is missing, what looks personal, what somebody else wrote, or what the register says."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.outcome import Line
from tui.widgets import lines as drawn
from tui.widgets.error_summary import PROBLEM, ErrorSummary
from tui.widgets.plain import Plain
from tui.widgets.press import Press


class Obstacle(ErrorSummary):
    """A heading, a line for each thing, those with a question as a way to it; then what can be done about it."""

    def __init__(self, heading: str, lines: Sequence[Line], *presses: Press) -> None:
        Vertical.__init__(self)  # it has no page of its own
        self._heading = heading
        self._lines = lines
        self._presses = presses

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Plain(PROBLEM, classes="label")
        if self._heading != PROBLEM:
            yield Plain(self._heading)
        for line in self._lines:
            is_way = bool(line.field)
            yield Press(line.says, f"field:{line.field}", boxed=False) if is_way else Plain(drawn.Lines(drawn.Line(line.says, mark=" ")))
        yield from self._presses
