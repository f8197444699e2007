"""The danger card: 999, then the front door. One key away from everywhere."""

from collections.abc import Callable

from thresholds.documents.document import Document, Para
from thresholds.errors import ThresholdsError
from tui.screens.card import Card
from tui.widgets.press import Press

NUMBERS_LOST = Document(
    (
        Para("If a child is in danger now, phone 999.", strong=True),
        Para("The front doors' numbers cannot be read from the data files. The council's website has them."),
    )
)
"""Stands in where the data files cannot be read: a broken file must never come between a child and 999."""


def whom_to_phone(*cards: Callable[[], Document]) -> Document:
    """Give the first of `cards` that can be made; where none can, 999 alone. Raises nothing for a broken data file."""
    for card in cards:
        try:
            return card()
        except ThresholdsError:
            continue
    return NUMBERS_LOST


class DangerCard(Card[None]):
    """Whom to phone when a child is in danger now."""

    def __init__(self, body: Document) -> None:
        super().__init__("Danger", body, Press("Close", "close"))
