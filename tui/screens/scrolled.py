"""A screen whose one page scrolls with whatever has the focus: the walk's, and those of disagreements."""

from typing import Any, TypeVar

from textual import events
from textual.widget import Widget

from tui.screens.closing import Closing
from tui.widgets.answered import AnsweredBox
from tui.widgets.error_summary import ErrorSummary
from tui.widgets.field import FieldBox
from tui.widgets.fold import Fold
from tui.widgets.page_scroll import PageScroll
from tui.widgets.standing_list import StandingList

Answer = TypeVar("Answer")


class Scrolled(Closing[Answer]):
    """The screen; its page is `#page`, with `#heading` and `#content` in it."""

    @property
    def scroll(self) -> PageScroll:
        """The page."""
        return self.query_one("#page", PageScroll)

    def action_move(self, by: int) -> None:
        """Go to the next or the last place on the page; on a page that asks nothing, scroll."""
        if self.focused is self.scroll:
            self.scroll.step(by)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Scroll to what has the focus, with its label."""
        self.call_after_refresh(self.reveal, event.widget)

    def reveal(self, widget: Widget) -> None:
        """Scroll to `widget`, or to the part of it that one stands on."""
        scroll = self.scroll
        if not widget.is_attached or not widget.has_focus or scroll not in widget.ancestors:
            return
        content = self.query_one("#content")
        box = next((node for node in widget.ancestors if isinstance(node, FieldBox | AnsweredBox | ErrorSummary | Fold)), None)
        is_first = box is content.children[0] or next((each for each in content.query("*") if each.focusable), None) is widget
        under = self.query_one("#heading") if is_first else box
        part, at_top = widget.standing() if isinstance(widget, StandingList) else (None, True)
        if is_first and scroll.is_near_top(widget, part):
            scroll.scroll_home(animate=False, immediate=True)
        elif isinstance(box, FieldBox) and box.outer_size.height <= scroll.size.height:
            scroll.reveal(box, under=self._summary_of(box))
        else:
            scroll.reveal(widget, part, under=under if at_top else None)

    def _summary_of(self, box: FieldBox) -> Widget | None:
        """Give the list of problems where this field has the only one: it stays in view, if there is room."""
        wrong = [each for each in self.query(FieldBox) if each.is_wrong]
        return next(iter(self.query(ErrorSummary)), None) if wrong == [box] else None

    def scroll_to_center(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Leave scrolling to `reveal`: Textual would put long lists in the middle of the screen."""
