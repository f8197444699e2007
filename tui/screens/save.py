"""Saving a document, such as the referral: asks for a file, writes a new one only, and says what went wrong in plain words."""

from collections.abc import Iterable
from pathlib import Path

from textual.binding import Binding
from textual.widget import Widget

from thresholds.documents.document import Document, Para
from thresholds.documents.saving import save_document
from thresholds.errors import CannotWrite
from tui.screens.card import Card
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.typed import ShortText

_ASKS = "Name a new file that ends in .txt or .md, such as {}. A file that is there already is left alone."


class PathText(ShortText):
    """The line for the file's name; enter saves."""

    BINDINGS = [Binding("enter", "screen.save", show=False)]  # noqa: RUF012 - as Textual has it


class SaveCard(Card[Path]):
    """Asks where to save; gives the path of the file that was written."""

    AUTO_FOCUS = "PathText"

    def __init__(self, document: Document, heading: str = "Save the referral", example: str = "referral.txt") -> None:
        super().__init__(heading, Document((Para(_ASKS.format(example)),)), Press("Save", "save"), Press("Cancel", "close"))
        self._document = document
        self._problem = Plain(classes="problem")
        self._path = PathText()

    def extra(self) -> Iterable[Widget]:
        """Give the line for the file's name and what is wrong with it."""
        return (Plain("File", classes="label"), self._problem, self._path)

    def pressed(self, does: str) -> None:
        """Save, or close the card."""
        if does == "save":
            self.action_save()
        else:
            self.dismiss(None)

    def action_save(self) -> None:
        """Write the file, or say why not; a second key on a card that has closed writes nothing."""
        if self.app.screen is not self:
            return
        try:
            path = save_document(self._path.text, self._document)
        except CannotWrite as error:
            self._refuse(f"{error.says} {error.help}")
        else:
            self.dismiss(path)

    def _refuse(self, says: str) -> None:
        self._problem.say(f"Error: {says}")
        self.set_class(True, "-wrong")
        self._path.focus()


class SavedCard(Card[None]):
    """Says where the referral is, and who can read it."""

    def __init__(self, path: Path) -> None:
        says = (Para(str(path), strong=True), Para("Only you can read the file. Add names only in your agency's own system."))
        super().__init__("Saved", Document(says), Press("Close", "close"))
