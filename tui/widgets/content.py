"""What a page holds: all of it is changed at once, and one time after another."""

import asyncio

from textual.containers import Vertical
from textual.widget import Widget

from tui.widgets.page_scroll import PageScroll


class Content(Vertical):
    """The widgets of a page, inside the page that scrolls."""

    def __init__(self) -> None:
        super().__init__(id="content")
        self.changes = asyncio.Lock()
        """Whoever changes what is there holds it: a key and the palette may both ask for a page, and half of each would be two of all."""

    async def change_to(self, *widgets: Widget) -> None:
        """Show other widgets, from the top."""
        async with self.changes:
            with self.app.batch_update():
                await self.remove_children()
                await self.mount(*widgets)
                self.screen.query_one("#page", PageScroll).scroll_home(animate=False, immediate=True)
