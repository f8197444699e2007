"""Which keys nobody meant: the second of a double press once the first has changed the screen, and letters typed beside a field."""

from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from tui.screens.interrupt import InterruptCard

TWICE, TYPING = 0.4, 0.08
"""Within how many seconds the same key is the second of a double press, and a key after a letter is part of typing."""
DOUBLED = ("enter", "space", "escape")


class Stroke(NamedTuple):
    """One key: its name, the letter it types if any, when it came, and to which screen."""

    key: str
    letter: str
    at: float
    screen: int
    on_card: bool = False
    is_text: bool = False
    """Whether letters are text where it came to."""


class Keystrokes:
    """Remembers the last key, and says of the next one whether it was meant."""

    def __init__(self, letters: bool = True) -> None:
        self.letters = letters
        """Whether a letter alone does something. It does not for those whose voice or hand sends letters that they did not mean."""
        self._last = Stroke("", "", float("-inf"), 0)
        self._is_typing = False
        """Whether the last key was a letter, or followed closely upon one."""
        self._under_way: WeakKeyDictionary[events.Key, Stroke] = WeakKeyDictionary()

    def passes_over(self, app: App[Any], event: events.Key) -> bool:
        """Say whether a key is to be passed over: on its way in, and again when it comes back to the app untaken."""
        now = stroke_of(app, event)
        if not event.is_forwarded:
            self._under_way[event] = now
            return self.is_stray(now) or self._is_switched_off(app, now)
        before = self._under_way.get(event, now)
        # A screen opened or closed while it was on its way: it was meant for the one before, and must not take the cover off again.
        return before.screen != now.screen

    def _is_switched_off(self, app: App[Any], now: Stroke) -> bool:
        """Say whether it is a letter that does nothing now; the one that a card names still closes it."""
        return not self.letters and now.letter.isalpha() and not now.is_text and not isinstance(app.screen, InterruptCard)

    def is_stray(self, now: Stroke) -> bool:
        """Say whether a key is to be passed over: a double press where a card has opened or closed, or a letter among others."""
        last, soon = self._last, now.at - self._last.at
        turned = now.screen != last.screen and (now.on_card or last.on_card)
        is_second = now.key == last.key and now.key in DOUBLED and soon < TWICE and turned
        is_typed = bool(now.letter) and self._is_typing and soon < TYPING and not now.is_text
        self._is_typing = is_typed or now.letter.isalpha()
        # A third press follows upon the second, and still counts as made on the screen of the first.
        self._last = last._replace(at=now.at) if is_second else now
        return is_second or is_typed


def stroke_of(app: App[Any], event: events.Key) -> Stroke:
    """Give a key with the screen that it comes to."""
    screen = app.screen
    # The guide takes every letter as a search, wherever one stands on its front page.
    is_text = isinstance(app.focused, Input | TextArea) or getattr(screen, "page_id", "") == "guide"
    letter = event.character if event.character and event.is_printable else ""
    return Stroke(event.key, letter, event.time, id(screen), isinstance(screen, ModalScreen), is_text)
