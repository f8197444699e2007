"""Where a person types: one line or many. What is pasted is cleaned and capped before it reaches the screen."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, TextArea

from thresholds.text import LONGEST, clean_line, cut

LONGEST_LINE = 2_000


class TooLong(Message):
    """More was given than is kept; `most` is how many characters are."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most


class ShortText(Input):
    """One line. Enter goes on to whatever stands next on the page, as Tab does."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "app.focus_next", show=False)]
    virtual_size = reactive(Size(0, 0))  # Textual's own lays the whole page out again at every letter

    def __init__(self, value: str = "", *, most: int = LONGEST_LINE, id: str | None = None) -> None:
        super().__init__(clean_line(value)[:most], id=id, max_length=most, select_on_focus=False)
        self._most = most
        self.cursor_blink = False

    @property
    def text(self) -> str:
        """What was typed, as one clean line."""
        return clean_line(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        """Take the pasted text as one clean line; Textual itself would take it as it is."""
        event.prevent_default()
        event.stop()
        room = max(0, self._most - len(self.value) + len(self.selected_text))
        self.replace(clean_line(event.text[:room]), *self.selection)
        self.call_after_refresh(self._show_end)  # only then it is wide enough to be scrolled
        if len(event.text) > room:
            self.post_message(TooLong(self._most))

    def _show_end(self) -> None:
        """Scroll to where one types."""
        self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)


class LongText(TextArea):
    """Several lines. Tab goes on to whatever stands next on the page."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(cut(value)[0], id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, highlight_cursor_line=False)
        self.cursor_blink = False

    @property
    def typed(self) -> str:
        """What was typed, clean, and not longer than is kept."""
        return cut(self.text)[0]

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say so once no more is kept."""
        if len(self.text) > LONGEST:
            self.post_message(TooLong(LONGEST))

    async def _on_paste(self, event: events.Paste) -> None:
        """Take the pasted text clean and capped; Textual itself would take it as it is."""
        event.prevent_default()
        event.stop()
        room = max(0, LONGEST - len(self.text) + len(self.selected_text))
        text, over = cut(event.text, room)
        self.move_cursor(self.replace(text, *self.selection).end_location)
        if over:
            self.post_message(TooLong(LONGEST))
