"""What a page lies in: it scrolls so that whatever has the focus can be seen with its heading."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.geometry import Region
from textual.reactive import var
from textual.widget import Widget

from tui.widgets.plain import Plain

LOOK_AHEAD = 3


class PageScroll(ScrollableContainer, can_focus=False, inherit_bindings=False):
    """A scrolling page. It takes the focus itself only where the page asks nothing (`can_focus` is set then)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]

    has_more: var[bool] = var(False)
    """Whether something lies below what can be seen."""

    def on_mount(self) -> None:
        """Keep an eye on how far the page is scrolled."""
        self.watch(self, "scroll_y", self._look)
        self.watch(self, "virtual_size", self._look_soon)

    def on_resize(self, event: events.Resize) -> None:
        """Look again at the new size."""
        self._look_soon()

    def _look_soon(self) -> None:
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        self.has_more = self.scroll_y < self.max_scroll_y

    def reveal(self, widget: Widget, part: Region | None = None, *, under: Widget | None = None) -> None:
        """Scroll, if need be, until `part` of `widget` can be seen, together with what stands from `under` down to it if there is room."""
        top, bottom = self._rows(widget, part)
        if under is not None:
            start, _ = self._rows(under, None)
            top = start if bottom - start <= self.size.height else top
        # Some rows below are shown too, so that one sees what comes next.
        ahead = min(LOOK_AHEAD, max(0, self.size.height - (bottom - top)))
        self.scroll_to_region(Region(0, top, 1, bottom - top + ahead), animate=False, force=True, immediate=True)

    def is_near_top(self, widget: Widget, part: Region | None) -> bool:
        """Say whether `part` of `widget` can be seen while the page stands at its top."""
        _, bottom = self._rows(widget, part)
        return bottom + LOOK_AHEAD <= self.size.height

    def is_in_view_from_top(self, widget: Widget, part: Region | None) -> bool:
        """Say whether the whole of `part` of `widget` can be seen while the page stands at its top."""
        return self._rows(widget, part)[1] <= self.size.height

    def _rows(self, widget: Widget, part: Region | None) -> tuple[int, int]:
        """Give the first row of `part` of `widget` and the row after its last, counted from the page's top."""
        region = part or Region(0, 0, *widget.content_size)
        top = widget.gutter.top + region.y
        node: Widget = widget
        while node is not self and isinstance(node.parent, Widget):
            # Places inside the page, not on the screen: those would be out of date between a scroll and its drawing.
            top += node.virtual_region.y + (node.parent.gutter.top if node.parent is not self else 0)
            node = node.parent
        return top, top + region.height

    def step(self, by: int) -> None:
        """Scroll by so many rows."""
        self.scroll_relative(y=by, animate=False)

    def turn(self, by: int) -> None:
        """Scroll down by a screenful, up where `by` is below zero, with two rows of it still in view."""
        self.step(max(1, self.size.height - 2) * (1 if by > 0 else -1))

    def action_page_up(self) -> None:
        """Scroll up by a screenful."""
        self.turn(-1)

    def action_page_down(self) -> None:
        """Scroll down by a screenful."""
        self.turn(1)

    def action_scroll_home(self) -> None:
        """Scroll to the top, and stand on the first thing that can take the focus."""
        self.scroll_home(animate=False)
        self._stand_on(0)

    def action_scroll_end(self) -> None:
        """Scroll to the end, and stand on the last thing that can take the focus."""
        self.scroll_end(animate=False)
        self._stand_on(-1)

    def _stand_on(self, place: int) -> None:
        within = [widget for widget in self.screen.focus_chain if self in widget.ancestors]
        if within and not self.has_focus:
            self.screen.set_focus(within[place], scroll_visible=False)


class MoreBelow(Plain):
    """Says in words that a page goes on below: a scroll bar alone is easily overlooked."""

    def __init__(self, scroll: PageScroll, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="more")
        self._scroll = scroll

    def on_mount(self) -> None:
        """Follow the page."""
        self.watch(self._scroll, "has_more", self._say)

    def _say(self, has_more: bool) -> None:
        self.say("more below ↓" if has_more else "")
