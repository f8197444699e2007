"""The ways into disagreements from anywhere in the app. Nothing of them is loaded before somebody goes there."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.docket import Docket


class WaysIn:
    """What the app does about disagreements. `register` is the address that was given, or nothing."""

    register: str | None
    now: Callable[[], datetime]

    @cached_property
    def docket(self) -> "Docket":
        """The register of disagreements; it is opened when somebody first looks at it."""
        from tui.docket import Docket

        return Docket(self.register, self.now)

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
