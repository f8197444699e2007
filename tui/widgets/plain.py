"""The only way to show text: markup is never read, and what could drive the terminal is cleaned away."""

from textual.content import Content
from textual.visual import Visual, VisualType
from textual.widgets import Static

from thresholds.text import clean


class Plain(Static):
    """A text, shown letter by letter, whatever is in it."""

    def __init__(self, text: str | Visual = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(_shown(text), markup=False, id=id, classes=classes)

    def say(self, text: str | Visual, *, same_size: bool = False) -> None:
        """Show another text; one of the same size costs no new layout."""
        self.update(_shown(text), layout=not same_size)


def _shown(text: str | Visual) -> VisualType:
    return Content(clean(text)) if isinstance(text, str) else text
