"""Screens that open by themselves, such as the week that was read: never over the cover, the danger card or the warning of a rest."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from tui.screens.cover import CoverScreen, RestWarning
from tui.screens.danger import DangerCard

FIRST = (CoverScreen, RestWarning, DangerCard)
"""What nothing may be laid over unasked."""


class Over(App[None], inherit_bindings=False):
    """An app that opens such a screen as soon as nothing forbids it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[tuple[Screen[Any], Callable[[Any], None] | None, Screen[Any] | None]] = []
        """What is to open, how its answer is taken, and the screen that was open when it was asked for."""

    def show_over(self, screen: Screen[Any], callback: Callable[[Any], None] | None = None) -> None:
        """Open `screen` now; under the cover, the danger card or the warning of a rest once they have gone. `callback` takes its answer.

        It opens in its turn, and not at all where the screen that asked for it has gone by then.
        """
        asks = next((each for each in reversed(self.screen_stack) if not isinstance(each, FIRST)), None)
        self._waiting.append((screen, callback, asks))
        self._open_waiting()

    def pop_screen(self) -> AwaitComplete:
        """Close the screen on top; open what has waited for that."""
        closed = super().pop_screen()
        if self._waiting:
            self.call_later(self._open_waiting)
        return closed

    def _open_waiting(self) -> None:
        while self._waiting and not any(isinstance(screen, FIRST) for screen in self.screen_stack):
            screen, callback, asks = self._waiting.pop(0)
            if asks in self.screen_stack:
                self.push_screen(screen, callback)
