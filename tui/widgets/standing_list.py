"""A list whose place one stands on is told by a bar before it. It never scrolls itself: the page that holds it does."""

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.widgets.lines import Lines
from tui.widgets.page_scroll import PageScroll
from tui.widgets.press import BAR

DIGITS = "123456789"
LEAP = 8
"""How many places page up and page down go over."""


@runtime_checkable
class Reveals(Protocol):
    """A screen whose page scrolls to what one stands on."""

    def reveal(self, widget: Widget) -> None:
        """Scroll until `widget`, or the part of it that one stands on, can be seen."""


class StandingList(OptionList, inherit_bindings=False):
    """The common ground of what is chosen from and what is opened from. Space, enter, a digit or a click take a place of the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", f"leap({LEAP})", show=False),
        Binding("pageup", f"leap(-{LEAP})", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter,space", "select", show=False),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in DIGITS),
    ]

    def __init__(self, options: Sequence[Option], things: Sequence[object], *, id: str | None = None) -> None:
        self._things = things
        """What each option stands for; None for a heading, on which one cannot stand."""
        super().__init__(*options, id=id, markup=False, compact=True)

    def action_digit(self, digit: str) -> None:
        """Take what carries this digit; each list says what that is."""

    def action_step(self, by: int) -> None:
        """Go to the next choice, or from the edge of the list to whatever stands beside it on the page."""
        if self._is_at_edge(by):
            _ = self.screen.focus_next() if by > 0 else self.screen.focus_previous()
        elif by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def _places(self) -> list[int]:
        return [place for place, thing in enumerate(self._things) if thing is not None]

    def _is_at_edge(self, by: int) -> bool:
        """Whether no choice lies further on; an empty list, from which the last thing found has just gone, is all edge."""
        places = self._places()
        return not places or self.highlighted == (places[-1] if by > 0 else places[0])

    def action_leap(self, by: int) -> None:
        """Go several choices further, and stop at the edge; from the edge, scroll the page that holds the list."""
        if self._is_at_edge(by):
            page = next((node for node in self.ancestors if isinstance(node, PageScroll)), None)
            if page is not None:
                page.turn(by)
            return
        places = self._places()
        now = places.index(self.highlighted) if self.highlighted in places else 0
        self.highlighted = places[max(0, min(len(places) - 1, now + by))]

    def on_focus(self, event: events.Focus) -> None:
        """Bring the choice one stands on into view."""
        self.refresh()
        self.scroll_to_highlight()

    def on_blur(self, event: events.Blur) -> None:
        """Take the bar away."""
        self.refresh()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Have the screen show the choice one stands on: at once where the page is laid out, so that it is drawn once, and when it is.

        The list itself never scrolls.
        """
        if self.is_mounted and self.has_focus and isinstance(self.screen, Reveals):
            if self.size:
                self.screen.reveal(self)
            self.call_after_refresh(self.screen.reveal, self)

    def standing(self) -> tuple[Region, bool]:
        """Give the region of the choice one stands on with its group's heading, and whether it is the list's first."""
        width = self.scrollable_content_region.width
        at = self.highlighted or 0
        start = at
        while start and self._things[start - 1] is None:
            start -= 1
        heights = [drawn.get_height({}, width) for option in self.options[: at + 1] if isinstance(drawn := option.prompt, Lines)]
        above = sum(heights[:start])
        return Region(0, above, width, sum(heights) - above), start == 0

    def render_line(self, y: int) -> Strip:
        """Draw a row; before the choice one stands on there is a bar while the list has the focus."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if self.has_focus and first and first.style and self.highlighted is not None and first.style.meta.get("option") == self.highlighted:
            return Strip.join([Strip([Segment(BAR, first.style)]), strip.crop(1)])
        return strip
