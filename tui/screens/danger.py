"""The danger card: 999, then the front door. One key away from everywhere."""

from thresholds.documents.document import Document
from tui.screens.card import Card
from tui.widgets.press import Press


class DangerCard(Card[None]):
    """Whom to phone when a child is in danger now."""

    def __init__(self, body: Document) -> None:
        super().__init__("Danger", body, Press("Close", "close"))
