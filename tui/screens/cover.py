"""The cover: a blank screen for when somebody looks over your shoulder."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from tui.widgets.plain import Plain


class CoverScreen(Screen[None]):
    """Nothing but the way back. What lies below it stays as it was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "uncover", show=False)]

    def compose(self) -> ComposeResult:
        """Give the one line."""
        yield Plain("Press enter to return", id="cover")

    def action_uncover(self) -> None:
        """Show the screen below again."""
        self.dismiss(None)
