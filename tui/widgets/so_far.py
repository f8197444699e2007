"""The answers so far, beside the page where the screen is wide enough. It shows; it cannot be entered."""

from collections.abc import Iterable

from textual.containers import VerticalScroll

from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain


class SoFar(VerticalScroll, can_focus=False):
    """Each page answered, in a line or two; the last one is always in view."""

    def __init__(self, *, id: str) -> None:
        super().__init__(Plain("Your answers so far", classes="part"), Plain(classes="list"), id=id)

    def show(self, answers: Iterable[tuple[str, str]]) -> None:
        """Show other answers: headings with what was said."""
        lines = [Line(said, lead=f"{label} ", lead_style="$hint") for label, said in answers]
        self.query_one(".list", Plain).say(Lines(*lines) if lines else "None yet.")
        self.call_after_refresh(self.scroll_end, animate=False)
