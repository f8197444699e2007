"""The cover: a blank screen for when somebody looks over your shoulder, or when you have left the desk."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.rest import WARNING
from tui.screens.closing import Closing
from tui.styles import styles
from tui.widgets.plain import Plain


class CoverScreen(Closing[None]):
    """Nothing but the way back. What lies below it stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "uncover", show=False)]

    def compose(self) -> ComposeResult:
        """Give the one line."""
        yield Plain("Press Enter to return", id="cover")

    def action_uncover(self) -> None:
        """Show the screen below again."""
        self.dismiss(None)


class RestWarning(ModalScreen[None], Closing[None]):
    """Says that the screen is about to cover itself; any key keeps it open, and does nothing else."""

    CSS_PATH = [*styles("card")]  # noqa: RUF012 - as Textual has it

    def compose(self) -> ComposeResult:
        """Give the two lines."""
        with Vertical(classes="card"):
            yield Plain(f"The screen covers itself in {WARNING} seconds", classes="card-heading")
            yield Plain("Press any key to keep it open. Nothing that you typed is lost either way.")

    def on_key(self, event: events.Key) -> None:
        """Somebody is there."""
        event.stop()
        event.prevent_default()
        self.dismiss(None)

    def on_click(self) -> None:
        """Somebody is there."""
        self.dismiss(None)
