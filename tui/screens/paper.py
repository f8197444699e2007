"""Something to read, and to save as text or Markdown: the history, the printed record, the note for the Forum, the week, the ladder."""

from pathlib import Path

from thresholds.documents.document import Document, Heading
from tui.screens.card import Card
from tui.screens.save import SaveCard, SavedCard
from tui.widgets.press import Press


class PaperCard(Card[None]):
    """A document with a way to save it in a new file; without a heading of its own the card has the document's."""

    page_id = "paper"

    def __init__(self, heading: str, body: Document, example: str) -> None:
        first = body.blocks[0] if body.blocks else None
        title = first.text if isinstance(first, Heading) and first.level == 1 else ""
        shown = Document(body.blocks[1:]) if title else body
        super().__init__(heading or title, shown, Press("Close", "close"), Press("Save in a file", "save"))
        self._whole = body
        self._example = example

    def pressed(self, does: str) -> None:
        """Close it, or ask where to save."""
        if does == "save":
            self.app.push_screen(SaveCard(self._whole, f"Save: {self._heading}", self._example), self._saved)
        else:
            self.dismiss(None)

    def _saved(self, path: Path | None) -> None:
        if path is not None:
            self.app.push_screen(SavedCard(path))
