"""The full-screen app: home, the walk and what lies over them, danger and cover everywhere, and an end that tells no secrets."""

import atexit
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.screen import ModalScreen, Screen, SystemModalScreen

from thresholds.text import clean_line
from tui import commands, rest, themes
from tui.draft import Shelf
from tui.ending import CRASHED, GONE, drop_typed_ahead, has_terminal, last_words, on_stop
from tui.keystrokes import Keystrokes
from tui.over import Over
from tui.palette import CommandSource, Palette
from tui.screens.card import Question
from tui.screens.cover import CoverScreen, RestWarning
from tui.screens.danger import DangerCard, whom_to_phone
from tui.screens.home import HomeScreen
from tui.styles import styles
from tui.unsaved import keep_form, not_kept, stays_with_words, what_is_kept
from tui.ways_in import WaysIn

if TYPE_CHECKING:
    from thresholds.assessment.walk import Walk
    from tui.journey import Journey

LONGEST_NAME = 200
"""The most letters that can be pasted into the palette."""
KEEP_EVERY = 1.0
"""Seconds between two looks at whether the walk has changed and must be kept."""


class ThresholdsApp(WaysIn, Over, inherit_bindings=False):
    """The app over one walk. `run()` opens it; `return_code` is the exit code afterwards.

    `begin` gives a walk without answers; it is called after the first paint. `drafts` is the folder for walks that were broken off.
    """

    CSS_PATH: ClassVar = [*styles("room", "home")]
    COMMANDS: ClassVar = {CommandSource}
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(everywhere=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (118, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012 - as Textual has it
    TITLE = "Thresholds"

    def __init__(
        self,
        begin: "Callable[[], Walk]",
        theme: str | None = None,
        now: Callable[[], datetime] | None = None,
        *,
        drafts: Path | None = None,
        lock: float | None = None,
        register: str | None = None,
        letters: bool = True,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._begin = begin
        self._journey: Journey | None = None
        self.register = register
        self._one_at_a_time = threading.Lock()
        self.shelf = Shelf(drafts)
        self.rest = rest.Rest(rest.minutes_of(lock, os.environ), seconds)
        self.keystrokes = Keystrokes(letters)
        self.now = now or _london_time
        self.animation_level = "none"
        chosen = themes.choose(theme, os.environ, self.no_color)
        for ours in themes.themes():
            self.register_theme(ours)
        self.theme = chosen
        # Textual's own themes are not readable enough, and its ansi ones go black on black without colour.
        for name in [name for name in self.available_themes if name not in themes.NAMES]:
            self.unregister_theme(name)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the colours our styles use, for the moment before a theme is set."""
        return themes.variables()

    def get_default_screen(self) -> Screen[Any]:
        """Give the screen that opens first."""
        return HomeScreen(self.shelf)

    @property
    def journey(self) -> "Journey":
        """The walk and the place on it. Its first use costs a third of a second: see `prepare`."""
        with self._one_at_a_time:
            if self._journey is None:
                from tui.journey import Journey

                self._journey = Journey(self._begin())
            return self._journey

    @property
    def has_begun(self) -> bool:
        """Whether there is a walk with an answer in it."""
        return self._journey is not None and self._journey.has_begun

    def prepare(self) -> None:
        """Read the guide and make the word search ready, in a thread beside the first paint, so that nobody waits for them."""
        from thresholds.assessment.resume import prepare
        from tui.screens import walk  # noqa: F401 - so that the walk opens at once

        prepare(self.journey.walk)

    def on_mount(self) -> None:
        """See to it that being ended from outside leaves the terminal as it was, and the walk on disk."""
        on_stop(self.stop)
        self.set_interval(KEEP_EVERY, self._look_around)

    def _look_around(self) -> None:
        """Keep the walk and the form, cover the screen after a time of rest, and end where the terminal is gone."""
        self.keep()
        keep_form(self)
        self.look_at_rest()
        if not self.is_headless and not has_terminal():
            self.stop(GONE)

    # Drafts and the end.

    def keep(self) -> bool:
        """Keep the walk on disk as it stands; say whether it is kept."""
        if self._journey is None or not self.has_begun:
            return False
        from tui.screens.walk import WalkScreen

        given = next((screen.standing for screen in self.screen_stack if isinstance(screen, WalkScreen)), None)
        return self.shelf.keep(self._journey.draft(self.now(), given))

    def stop(self, code: int) -> None:
        """End the app from outside; the walk and the form are kept."""
        self.keep()
        keep_form(self)
        self.exit(return_code=code)

    def action_leave(self, code: int = 0) -> None:
        """End the app; ask first where answers would be lost."""
        if isinstance(self.screen, CoverScreen) or self._has(Question):
            return
        if stays_with_words(self):
            return
        if not self.has_begun:
            self.exit(return_code=code)
            return
        says = (
            "You can go on later with what you answered, but not with your own words. Or delete the answers: only a saved referral stays."
        )
        choices = {"stay": "Stay", "later": "Leave, go on later", "drop": "Leave and delete"}

        def left(chosen: str | None) -> None:
            if chosen in ("later", "drop"):
                if chosen == "later" and self.shelf.is_there and not self.keep():
                    self.push_screen(not_kept())
                    return
                if chosen == "drop":
                    self.shelf.drop()
                self._journey = None  # so that nothing is kept again on the way out
                self.exit(return_code=code)

        self.push_screen(Question("Leave?", says, choices), left)

    def _fatal_error(self) -> None:
        """Say in plain words that the app has failed. Textual itself would print every local variable, and typed text with them."""
        atexit.register(drop_typed_ahead)
        self._return_code, says = last_words(self._exception, CRASHED.format(what_is_kept(self)))
        self._exit_renderables.append(Text(says))
        self._close_messages_no_wait()

    # Rest.

    async def on_event(self, event: events.Event) -> None:
        """Any key, click or paste shows that somebody is there; a key that nobody meant does nothing else."""
        if isinstance(event, events.Key | events.MouseEvent | events.Paste):
            self.rest.touch()
        if isinstance(event, events.Paste) and isinstance(self.screen, RestWarning):
            self.screen.dismiss(None)  # a key does nothing else, but a paste would be lost
        if isinstance(event, events.Key) and self.screen_stack and self.keystrokes.passes_over(self, event):
            return
        if isinstance(event, events.Paste) and isinstance(self.screen, SystemModalScreen):
            event.text = clean_line(event.text[:LONGEST_NAME])  # Textual's palette would take it as it is, and search for a megabyte
        await super().on_event(event)

    def look_at_rest(self) -> None:
        """Warn, or cover the screen, when nobody has touched a key for long enough."""
        watch = self.rest.look()
        covered = isinstance(self.screen, CoverScreen)
        if isinstance(self.screen, RestWarning) and watch != "warn":
            self.pop_screen()
        if watch == "cover" and not covered:
            self.push_screen(CoverScreen())
        elif watch == "warn" and not covered and not self._has(RestWarning):
            self.push_screen(RestWarning())

    # What can be done everywhere.

    async def action_danger(self) -> None:
        """Show whom to phone when a child is in danger now."""
        if not isinstance(self.screen, CoverScreen | DangerCard):
            # A disagreement knows its own area's front door, also below a card.
            cards = [screen.danger_card for screen in reversed(self.screen_stack) if hasattr(screen, "danger_card")]
            # Outside the walk it may be another child's turn: every area's number.
            of_all = not any(hasattr(screen, "journey") for screen in self.screen_stack)
            self.push_screen(DangerCard(whom_to_phone(*cards[:1], lambda: self.journey.danger_card(of_all))))

    def action_cover(self) -> None:
        """Hide the screen."""
        if not isinstance(self.screen, CoverScreen):
            self.push_screen(CoverScreen())

    def action_help(self) -> None:
        """Show what can be done here, and every key."""
        from tui.screens.help import HelpCard

        if not isinstance(self.screen, CoverScreen) and not self._has(HelpCard):
            self.push_screen(HelpCard(getattr(self.screen, "page_id", "")))

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open below something: Textual fails on a second one."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CoverScreen) and not self._has(CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    def _has(self, kind: type[Screen[Any]]) -> bool:
        return any(isinstance(screen, kind) for screen in self.screen_stack)

    def is_free(self) -> bool:
        """Say whether another screen may be opened: nothing that asks for an answer lies over this one."""
        return not isinstance(self.screen, CoverScreen | ModalScreen)

    def action_walk(self) -> None:
        """Open the walk where one stands on it."""
        from tui.screens.walk import WalkScreen

        if self.is_free() and not self._has(WalkScreen):
            self.push_screen(WalkScreen(self.journey))

    def action_home(self) -> None:
        """Go to the first screen; the walk stays as it is."""
        if not self.is_free() or stays_with_words(self):
            return
        if self._journey is not None:
            for screen in self.screen_stack:
                if (given := getattr(screen, "standing", None)) is not None:
                    self._journey.put_down(given)
            self.keep()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_browse(self, sign_id: str = "") -> None:
        """Open the guide to read, at a sign if one is named; over the guide itself only the front page is asked for."""
        from tui.screens.browse import BrowseScreen  # whoever never reads the guide does not pay for it

        if self.is_free() and not self._has(BrowseScreen):
            self.push_screen(BrowseScreen(self.journey.walk.library, self.journey.area, sign_id))

    async def action_search(self) -> None:
        """Open the guide, at its search."""
        from tui.screens.browse import BrowseScreen

        self.action_browse()
        if isinstance(self.screen, BrowseScreen):
            self.screen.call_after_refresh(self.screen.action_seek)

    def action_compare(self) -> None:
        """Put areas side by side."""
        from tui.screens.compare import CompareScreen

        if self.is_free() and not self._has(CompareScreen):
            self.push_screen(CompareScreen(self.journey.walk.library))

    def action_about(self) -> None:
        """Show which guide this is and what of it was seen."""
        from tui.screens.about import AboutCard

        if self.is_free():
            self.push_screen(AboutCard(self.journey.walk.library))

    def action_theme(self, name: str) -> None:
        """Change the colours."""
        self.theme = name

    def copy_to_clipboard(self, text: str) -> None:
        """Keep cut text for pasting inside the app. It never goes to the terminal's clipboard unasked."""
        self._clipboard = text


def _london_time() -> datetime:
    from thresholds.calendar import london

    return datetime.now(london())
