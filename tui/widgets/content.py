"""What a page holds: all of it is changed at once, and one time after another."""

import asyncio

from textual.containers import Vertical
from textual.widget import Widget

from tui.widgets.page_scroll import PageScroll


class Content(Vertical):
    """The widgets of a page, inside the page that scrolls."""

    def __init__(self) -> None:
        super().__init__(id="content")
        self._changes = asyncio.Lock()
        """A key and the palette may both ask for another page; half of each would have two of everything."""

    async def change_to(self, *widgets: Widget) -> None:
        """Show other widgets, from the top."""
        async with self._changes:
            with self.app.batch_update():
                await self.remove_children()
                await self.mount(*widgets)
                self.screen.query_one("#page", PageScroll).scroll_home(animate=False, immediate=True)
