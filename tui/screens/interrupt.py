"""The interrupt: an answer has made it urgent, so whom to phone stands before everything else."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from thresholds.documents.document import Document
from tui import commands
from tui.screens.card import Card
from tui.widgets.press import Press

KEY = commands.BY_ACTION["go_on"]


class InterruptCard(Card[None]):
    """Whom to phone first. The one key that it names goes on; space and enter, which chose the answer, do not close it by accident."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(KEY.key, "close", show=False), Binding("escape", "stay", show=False)]
    AUTO_FOCUS = ""

    def __init__(self, body: Document) -> None:
        super().__init__("Phone first", body, Press(f"{KEY.shown}: I have read this, go on", "close"))

    def action_stay(self) -> None:
        """Do nothing: escape closes other cards, and would close this one unread."""
