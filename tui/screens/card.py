"""A card over the page: a heading, a document, and one or two things to press. The page below stays as it is."""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from thresholds.documents.document import Document, Para
from tui.screens.closing import Closing
from tui.styles import styles
from tui.widgets.document import DocumentView
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import Press

Answer = TypeVar("Answer")


class Card(ModalScreen[Answer], Closing[Answer], Generic[Answer]):
    """A card. Escape closes it without an answer; up and down scroll it, and go between what can be pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down", "down", show=False),
        Binding("up", "up", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("left", "app.focus_previous", show=False),
    ]
    AUTO_FOCUS = "Press"
    CSS_PATH = [*styles("form", "document", "card")]  # noqa: RUF012 - as Textual has it

    def __init__(self, heading: str, body: Document, *presses: Press) -> None:
        super().__init__()
        self._heading = heading
        self._body = body
        self._presses = presses

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Plain(self._heading, classes="card-heading")
            with PageScroll() as scroll:
                yield DocumentView(self._body)
                yield from self.extra()
            with Horizontal(classes="presses"):
                yield from self._presses
                yield MoreBelow(scroll)

    def extra(self) -> Iterable[Widget]:
        """Give what stands below the document; nothing unless a card says so."""
        return ()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Do what was pressed."""
        event.stop()
        self.pressed(event.does)

    def pressed(self, does: str) -> None:
        """Close the card; cards that ask something say what a press means. (Not a handler: Textual would call each class's own.)"""
        self.dismiss(None)

    def action_close(self) -> None:
        """Close the card without an answer."""
        self.dismiss(None)

    def action_down(self) -> None:
        """Scroll down, and at the end go to the next thing to press."""
        scroll = self.query_one(PageScroll)
        if scroll.has_more:
            scroll.step(1)
        else:
            self.focus_next()

    def action_up(self) -> None:
        """Scroll up."""
        self.query_one(PageScroll).step(-1)

    def action_page(self, by: int) -> None:
        """Scroll by a screenful: what is pressed stands outside of what scrolls."""
        self.query_one(PageScroll).turn(by)


class Question(Card[str]):
    """A card that asks before something is lost. What keeps everything is first and has the focus."""

    def __init__(self, heading: str, says: str, choices: Mapping[str, str]) -> None:
        super().__init__(heading, Document((Para(says),)), *(Press(label, does) for does, label in choices.items()))

    def pressed(self, does: str) -> None:
        """Answer with what is to be done."""
        self.dismiss(does)
