"""Routes that are not the ladder, and where to go when one is afraid to speak up: one key away everywhere (ESC-REQ-23)."""

from escalation.ladder_shape import Shared
from thresholds.documents.document import Block, Document, Heading, Para, Rows
from tui.raising import DUTY, DUTY_SOURCE
from tui.screens.card import Card
from tui.widgets.press import Press

AFRAID = "whistleblowing"
_FIRST = ("danger", AFRAID)


class RoutesCard(Card[None]):
    """The routes table: danger, then whistleblowing, then every other route."""

    page_id = "routes"

    def __init__(self, shared: Shared) -> None:
        super().__init__("Other routes, and speaking up", routes_body(shared), Press("Close", "close"))


def routes_body(shared: Shared) -> Document:
    """Give the routes as a document, from the data (escalation facts 1.6)."""
    danger, afraid = (shared.redirect[name] for name in _FIRST)
    blocks: list[Block] = [
        Para(f"{danger.when}: {danger.route}", strong=True),
        Heading("Afraid to speak up?", 3),
        Para(f"If {_lower(afraid.when)}: {_lower(afraid.route)} [{'; '.join(afraid.source)}]"),
        Para(f"{DUTY} [{DUTY_SOURCE}]"),
        Heading("When another procedure is the right one", 3),
    ]
    blocks.append(
        Rows(tuple((one.when, f"{one.route} [{'; '.join(one.source)}]") for name, one in shared.redirect.items() if name not in _FIRST))
    )
    return Document((*blocks, Para(shared.caution)))


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
