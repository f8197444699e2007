"""The ways into disagreements from anywhere in the app. Nothing of them is loaded before somebody goes there."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thresholds.errors import ThresholdsError

if TYPE_CHECKING:
    from tui.docket import Docket
    from tui.draft import FormShelf, Shelf


PATIENCE = 1.0
"""Seconds that the end of the app waits for a register to be let go of."""


class WaysIn:
    """What the app does about disagreements. `register` is the address that was given, or nothing."""

    register: str | None
    now: Callable[[], datetime]
    shelf: "Shelf"

    @cached_property
    def docket(self) -> "Docket":
        """The register of disagreements; it is opened when somebody first looks at it."""
        from tui.docket import Docket

        return Docket(self.register, self.now, self.forms)

    def forms(self) -> "FormShelf":
        """Give the shelf on which one form of this register is kept while it is filled in, and on which those before it lie."""
        from thresholds import places
        from tui.draft import FormShelf

        address = str(self.register or (places.default_register() if self.shelf.folder else ""))
        if address and "://" not in address and address != ":memory:":
            address = str(Path(address).absolute())
        return FormShelf(self.shelf.folder, address)

    def action_kept_form(self: Any) -> None:
        """Offer to go on with the form that was kept last, or to delete it."""
        from tui.disagreeing import offer_kept

        offer_kept(self)

    async def on_unmount(self) -> None:
        """Let go of the register on the way out. The app is gone after a moment; its process may still wait for a server that hangs."""
        if "docket" in self.__dict__:
            with suppress(TimeoutError, ThresholdsError):
                await asyncio.wait_for(asyncio.to_thread(self.docket.close), PATIENCE)

    def action_disagreements(self: Any) -> None:
        """Open the list of disagreements."""
        from tui.disagreeing import open_list

        open_list(self)

    def action_raise(self: Any, from_walk: bool = False) -> None:
        """Open the pages on which a disagreement is raised, from the walk's suggestion or from nothing."""
        from tui.disagreeing import open_raise

        open_raise(self, from_walk=from_walk)

    def action_routes(self: Any) -> None:
        """Show the routes that are not the ladder, and where to go when one is afraid to speak up."""
        from tui.disagreeing import open_routes

        open_routes(self)
