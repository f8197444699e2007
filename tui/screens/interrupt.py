"""The interrupt: an answer has made it urgent, so whom to phone stands before everything else."""

from thresholds.documents.document import Document
from tui.screens.card import Card
from tui.widgets.press import Press


class InterruptCard(Card[None]):
    """Whom to phone first; one key goes on."""

    def __init__(self, body: Document) -> None:
        super().__init__("Phone first", body, Press("Go on", "close"))
