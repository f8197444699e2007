"""Saving a document, such as the referral: asks for a file, writes a new one only, and says what went wrong in plain words."""

from collections.abc import Iterable
from contextlib import suppress
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

_ASKS = "It goes into the folder {}. Enter takes this name, or type another: .txt is text, .md is Markdown. No file is ever overwritten."


class PathText(ShortText):
    """The line for the file's name; enter saves, and typing replaces the name that was offered."""

    BINDINGS = [Binding("enter", "screen.save", show=False)]  # noqa: RUF012 - as Textual has it

    def on_mount(self) -> None:
        """Mark the name that is offered."""
        self.action_select_all()


def base() -> Path:
    """Give where a name without a folder leads: the person's own Documents, else the folder one is in.

    What is saved here is about a child: it must not land in the folder of a program. Raises OSError or RuntimeError for neither.
    """
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.cwd()


def folder() -> str:
    """Give that folder as people write it."""
    try:
        here = base()
        return f"~/{here.relative_to(Path.home())}" if here.is_relative_to(Path.home()) else str(here)
    except (OSError, RuntimeError):
        return "that you are in"


class SaveCard(Card[Path]):
    """Asks where to save; gives the path of the file that was written."""

    AUTO_FOCUS = "PathText"

    def __init__(self, document: Document, heading: str = "Save the referral", example: str = "referral.txt") -> None:
        super().__init__(heading, Document((Para(_ASKS.format(folder())),)), Press("Save", "save"), Press("Cancel", "close"))
        self._document = document
        self._problem = Plain(classes="problem")
        self._path = PathText(example)

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
        name = self._path.text
        with suppress(OSError, RuntimeError, ValueError):  # then the name is taken as it stands, and refused in plain words
            name = str(base() / name) if name and Path(name).name == name != "~" else name
            is_folder = Path(name).expanduser().is_dir()
            name = name if Path(name).suffix or is_folder or not name else f"{name}.txt"
        try:
            path = save_document(name, self._document)
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
        says = (
            Para(str(path), strong=True),
            Para("It is not sent. Phone first if you have not; then send it the way they ask."),
            Para("Only you can read the file. Add names only in your agency's own system."),
        )
        super().__init__("Saved", Document(says), Press("Close", "close"))
