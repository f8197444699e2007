"""Why a page asks what it asks, and what the source ids on it stand for."""

import re

from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.guide.index import Index
from thresholds.pages import Page
from tui.screens.card import Card
from tui.widgets.press import Press

_ID = re.compile(r"\b[A-Z][A-Z0-9-]*\b")


class WhyCard(Card[None]):
    """The page's reason and its sources."""

    def __init__(self, page: Page, index: Index) -> None:
        super().__init__("Why this is asked" if page.fields else "Sources", why(page, index), Press("Close", "close"))


def why(page: Page, index: Index) -> Document:
    """Give the page's own reason, then every source named in it or in the page's document, by its id."""
    blocks: list[Block] = [Para(page.why)] if page.why else []
    shown = [*page.body.blocks, *(block for part in page.more for block in part.body.blocks)]
    text = page.why + " " + " ".join(map(_words, shown))
    named = tuple(dict.fromkeys(name for name in _ID.findall(text) if name in index.guide.source))
    if named:
        blocks += [*([Heading("Sources named here", 3)] if page.why else []), Bullets(tuple(index.source_title(name) for name in named))]
    return Document(tuple(blocks))


def _words(block: Block) -> str:
    match block:
        case Bullets(items):
            return " ".join(items)
        case Rows(pairs):
            return " ".join(value for _, value in pairs)
        case Para(text):
            return text
    return ""
