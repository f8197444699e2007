"""One thing to do in a list: its number, its words, how far it is, and what it still lacks."""

from collections.abc import Sequence

from tui.widgets.lines import Line, Lines
from tui.widgets.press import BAR, Press


class TaskLine(Press):
    """A task that can be pressed; one without a number cannot be done yet, and says so."""

    def __init__(self, number: int, says: str, status: str, lacks: Sequence[str], does: str) -> None:
        self._number, self._says, self._status, self._lacks = number, says, status, lacks
        super().__init__(says, does, boxed=False, id=f"task-{does}" if does else None)
        self.can_focus = bool(does)

    def _lines(self, mark: str) -> Lines:
        hint = "" if mark == BAR else "$hint"
        return Lines(
            Line(self._says, "bold" if self.does else "$hint", f"{mark}{self._number or '-'} "),
            Line(self._status, hint, "   "),
            *(Line(lack, hint, "   - ") for lack in self._lacks),
        )
