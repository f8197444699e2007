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
        """Show another text; one of the same size costs no new layout of the page."""
        visual = _shown(text)
        self.update(visual, layout=not (same_size or self._has_room(visual)))

    def _has_room(self, visual: VisualType) -> bool:
        """Say whether another text is exactly as high as the one that is shown, at a width that is not its own."""
        width, height = self.content_size
        auto = self.styles.width is not None and self.styles.width.is_auto
        return isinstance(visual, Visual) and bool(width) and not auto and visual.get_height({}, width) == height


def _shown(text: str | Visual) -> VisualType:
    return Content(clean(text)) if isinstance(text, str) else text
