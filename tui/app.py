"""The full-screen app: the walk on one screen, danger and cover over everything, and an end that tells no secrets."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from thresholds.assessment.walk import Walk
from thresholds.calendar import london
from tui import commands, themes
from tui.ending import GONE, has_terminal, last_words, on_stop
from tui.journey import Journey
from tui.palette import CommandSource
from tui.screens.card import Question
from tui.screens.cover import CoverScreen
from tui.screens.danger import DangerCard
from tui.screens.help import HelpCard
from tui.screens.walk import WalkScreen


class ThresholdsApp(App[None], inherit_bindings=False):
    """The app over one walk. `run()` opens it; `return_code` is the exit code afterwards."""

    CSS_PATH: ClassVar = ["styles/room.tcss", "styles/form.tcss", "styles/document.tcss", "styles/card.tcss"]
    COMMANDS: ClassVar = {CommandSource}
    BINDINGS: ClassVar[list[BindingType]] = [*commands.bindings(everywhere=True)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]  # noqa: RUF012 - as Textual has it
    TITLE = "Thresholds"

    def __init__(self, walk: Walk, theme: str | None = None, now: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.journey = Journey(walk)
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

    def on_mount(self) -> None:
        """Open the walk, and see to it that being ended from outside leaves the terminal as it was."""
        self.push_screen(WalkScreen(self.journey))
        on_stop(self._stop)
        if has_terminal():
            self.set_interval(2, self._look_for_terminal)

    def _look_for_terminal(self) -> None:
        if not has_terminal():
            self._stop(GONE)

    def _stop(self, code: int) -> None:
        self.exit(return_code=code)

    def action_danger(self) -> None:
        """Show whom to phone when a child is in danger now."""
        if not isinstance(self.screen, CoverScreen | DangerCard):
            self.push_screen(DangerCard(self.journey.danger_card()))

    def action_cover(self) -> None:
        """Hide the screen."""
        if not isinstance(self.screen, CoverScreen):
            self.push_screen(CoverScreen())

    def action_help(self) -> None:
        """Show every key."""
        if not isinstance(self.screen, CoverScreen) and not self._has(HelpCard):
            self.push_screen(HelpCard())

    def action_command_palette(self) -> None:
        """Open the palette, unless it is open below something: Textual fails on a second one."""
        if not isinstance(self.screen, CoverScreen) and not self._has(CommandPalette):
            super().action_command_palette()

    def _has(self, kind: type[Screen[Any]]) -> bool:
        return any(isinstance(screen, kind) for screen in self.screen_stack)

    def action_leave(self) -> None:
        """End the app; ask first where answers would be lost."""
        if isinstance(self.screen, CoverScreen) or self._has(Question):
            return
        if not self.journey.has_begun:
            self.exit()
            return
        says = "Your answers are dropped. Only a referral that you saved is kept."
        self.push_screen(Question("Leave?", says, "Stay", "Leave"), self._left)

    def _left(self, leaves: bool | None) -> None:
        if leaves:
            self.exit()

    def action_theme(self, name: str) -> None:
        """Change the colours."""
        self.theme = name

    def copy_to_clipboard(self, text: str) -> None:
        """Keep cut text for pasting inside the app. It never goes to the terminal's clipboard unasked."""
        self._clipboard = text

    def _fatal_error(self) -> None:
        """Say in plain words that the app has failed. Textual itself would print every local variable, and typed text with them."""
        self._return_code, says = last_words(self._exception)
        self._exit_renderables.append(Text(says))
        self._close_messages_no_wait()


def _london_time() -> datetime:
    return datetime.now(london())
