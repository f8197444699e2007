"""The interrupt: an answer has made it urgent, so whom to phone stands before everything else."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from thresholds.documents.document import Document
from tui.commands import in_both_cases
from tui.screens.card import Card
from tui.widgets.page_scroll import PageScroll
from tui.widgets.press import Press

KEY = "y"
"""A key that no page has: the one that goes on from page to page would close the card unread."""


class InterruptCard(Card[None]):
    """Whom to phone first. The one key that it names goes on; space and enter, which chose the answer, do not close it by accident."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(in_both_cases(KEY), "go_on", show=False),
        Binding("escape", "stay", show=False),
        Binding("down", "scroll(1)", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, body: Document) -> None:
        press = Press(f"{KEY.upper()}: I have read this", "close")
        # Whoever ticks with tab and space, or down and space, would otherwise close it unread.
        press.can_focus = False
        super().__init__("Phone first", body, press)

    def action_go_on(self) -> None:
        """Close the card."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll, where the card is longer than the screen."""
        self.query_one(PageScroll).step(by)

    def action_stay(self) -> None:
        """Do nothing: escape closes other cards, and would close this one unread."""
