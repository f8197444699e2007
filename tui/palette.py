"""The palette (ctrl+p): every command by name, for terminals that swallow keys."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider

from tui.commands import COMMANDS, Command
from tui.register_commands import OURS
from tui.screens.closing import Closing


class Palette(CommandPalette, Closing[Any]):
    """Textual's palette. Textual's own fails on page up and page down where nothing was found, and its cursor blinks."""

    def on_mount(self) -> None:
        """Nothing moves by itself."""
        self.query_one(CommandInput).cursor_blink = False

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)


class CommandSource(Provider):
    """Gives our commands to Textual's palette, and nothing of Textual's own (its screenshot would save case text)."""

    async def discover(self) -> Hits:
        """Give every command that can be done now."""
        for command in self._possible():
            yield DiscoveryHit(command.word, self._doing(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """Give the commands that match what is typed."""
        matcher = self.matcher(query)
        for command in self._possible():
            if score := max(matcher.match(command.word), matcher.match(command.help)):
                yield Hit(score, command.word, self._doing(command), help=command.help)

    def _possible(self) -> list[Command]:
        return [command for command in (*COMMANDS, *OURS) if command.everywhere or self._is_here(command)]

    def _is_here(self, command: Command) -> bool:
        """Whether the screen that the palette was opened on can do it now."""
        return hasattr(self.screen, f"action_{command.action}") and command.only in ("", getattr(self.screen, "page_id", ""))

    def _doing(self, command: Command) -> Callable[[], Awaitable[bool]]:
        return partial(self.app.run_action, command.action, self.app if command.everywhere else self.screen)
