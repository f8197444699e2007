"""A document as blocks, with no form of its own: screens, plain lines, text and Markdown are drawn from the same value."""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading; `level` 1 is the document's title, 2 and 3 are below it."""

    text: str
    level: int = 2


class Para(NamedTuple):
    """A paragraph of plain text. Line ends in it are kept. `strong` marks what must be read first."""

    text: str
    strong: bool = False


class Bullets(NamedTuple):
    """A list, numbered where the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


class Rows(NamedTuple):
    """Labels with their values."""

    pairs: tuple[tuple[str, str], ...]


class Quote(NamedTuple):
    """Words a person typed, kept exactly (but cleaned) and set apart from the tool's own."""

    text: str


class Blank(NamedTuple):
    """A space that a person fills in by hand, after printing or in their own system."""

    label: str
    lines: int = 1


Block = Heading | Para | Bullets | Rows | Quote | Blank


class Document(NamedTuple):
    """Blocks in reading order."""

    blocks: tuple[Block, ...] = ()

    def __add__(self, other: object) -> "Document":
        """Join two documents: this one's blocks, then the other's."""
        if not isinstance(other, Document):
            return NotImplemented
        return Document(self.blocks + other.blocks)
