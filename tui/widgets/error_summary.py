"""What is wrong with the answers of a page, on top, each with a way to the field it is about."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from thresholds.pages import Page, Problem
from tui.widgets.plain import Plain
from tui.widgets.press import Press

PROBLEM = "There is a problem"
MOST = 4
"""How many problems are listed: a wall of them would hide the page."""


class ErrorSummary(Vertical):
    """'There is a problem', and each problem as a line to press: it leads to its field."""

    def __init__(self, page: Page, problems: Sequence[Problem]) -> None:
        super().__init__()
        self._page = page
        self._problems = problems

    def compose(self) -> ComposeResult:
        """Lay out the heading and a line for each problem, with the field's label where the page has several."""
        yield Plain(PROBLEM, classes="label")
        for problem in self._problems[:MOST]:
            field = self._page.field(problem.field)
            label = ""
            if field and len(self._page.fields) > 1:
                label = f"{field.label} " if field.label.endswith("?") else f"{field.label}: "
            yield Press(f"{label}{problem.says}", f"field:{problem.field}", boxed=False)
        if len(self._problems) > MOST:
            yield Plain(f"And {len(self._problems) - MOST} more, each marked where it is.")
