"""Something to press: Continue, Change, Save. It is a line of text with the focus shown by a bar before it."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain

BAR = "▌"
"""Stands before whatever has the focus, so that the focus is not told by colour alone."""


class Press(Plain, can_focus=True):
    """A line that can be focused and pressed with enter, space or the mouse; it posts `Press.Pressed`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """Somebody pressed it; `does` says what was asked for."""

        def __init__(self, does: str, press: "Press") -> None:
            super().__init__()
            self.does = does
            self.press = press

    def __init__(self, label: str, does: str, *, boxed: bool = True, id: str | None = None) -> None:
        self._label = f"[ {label} ]" if boxed else label
        self.does = does
        super().__init__(self._lines(" "), id=id)

    def _lines(self, mark: str) -> Lines:
        return Lines(Line(self._label, mark=mark))

    def name_it(self, label: str) -> None:
        """Give it another label."""
        self._label = label
        self.say(self._lines(BAR if self.has_focus else " "))

    def on_focus(self, event: events.Focus) -> None:
        """Show that it has the focus."""
        self.say(self._lines(BAR), same_size=True)

    def on_blur(self, event: events.Blur) -> None:
        """Show that it has lost the focus."""
        self.say(self._lines(" "), same_size=True)

    def on_click(self, event: events.Click) -> None:
        """Take a click as a press."""
        event.stop()
        self.action_press()

    def action_press(self) -> None:
        """Tell whoever holds this line."""
        self.post_message(self.Pressed(self.does, self))
