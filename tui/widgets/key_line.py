"""The line of keys at the foot: at most five, whole words, danger first; each can also be clicked."""

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.commands import Command, footer
from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain


class KeyHint(Plain):
    """A key with its word; a click does what the key does."""

    def __init__(self, command: Command, *, id: str | None = None) -> None:
        super().__init__(_words(command, command.word), id=id, classes=f"key-{command.action}")
        self._command = command

    def word(self, word: str) -> None:
        """Show another word beside the key."""
        self.say(_words(self._command, word))

    async def on_click(self, event: events.Click) -> None:
        """Do it."""
        event.stop()
        await self.app.run_action(self._command.action, self.app if self._command.everywhere else self.screen)


class KeyLine(Horizontal):
    """The keys for one kind of page."""

    def __init__(self, kind: str) -> None:
        super().__init__(id=f"keys-{kind}", classes="keys")
        self._kind = kind

    def compose(self) -> ComposeResult:
        """Give each key of the footer."""
        for command in footer(self._kind):
            yield KeyHint(command)


def _words(command: Command, word: str) -> Lines:
    return Lines(Line(word, lead=f"{command.shown} ", lead_style="bold"))
