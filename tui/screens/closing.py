"""Closing a screen: once, and never the one below it. Two quick keys on a card must not close two screens."""

from typing import Generic, TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import Screen

Answer = TypeVar("Answer")


class Closing(Screen[Answer], Generic[Answer]):
    """A screen whose `dismiss` closes this very screen. Textual's own closes whatever is on top, once more with each call."""

    _given: tuple[Answer | None] | None = None
    """The answer, where the screen was to close while something lay over it."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close this screen with `result`: at once, or as soon as nothing lies over it. Called again, it does nothing."""
        if self.app.screen is self:
            return super().dismiss(result)
        if self in self.app.screen_stack:
            self._given = self._given or (result,)
        return AwaitComplete.nothing()

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Close now, where something lay over this screen when it was to close."""
        if self._given:
            self.dismiss(self._given[0])
