"""A Document on the screen: one `Plain` for each block, wrapped with hanging indents."""

from textual.app import ComposeResult
from textual.containers import Vertical

from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote, Rows
from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain


class DocumentView(Vertical):
    """A document, whole; whatever holds it scrolls."""

    def __init__(self, document: Document, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._document = document

    def compose(self) -> ComposeResult:
        """Give a text for each block."""
        below_heading = False
        for block in self._document.blocks:
            text = Plain(Lines(*lines_of(block)), classes=class_of(block))
            text.set_class(below_heading, "below-heading")
            below_heading = isinstance(block, Heading)
            yield text


def as_lines(document: Document) -> Lines:
    """Give a whole document as one text, with a blank line between blocks: quick to change, for what follows the focus."""
    found: list[Line] = []
    for before, block in zip((None, *document.blocks), document.blocks, strict=False):
        style = "bold $lead" if isinstance(block, Heading) else "bold $strong" if isinstance(block, Para) and block.strong else ""
        found += [Line("")] if before and not isinstance(before, Heading) else []
        found += [line._replace(style=style) for line in lines_of(block)]
    return Lines(*found)


def class_of(block: Block) -> str:
    """Give the style class of a block: headings by level, and what must be read first."""
    match block:
        case Heading(_, level):
            return f"heading-{min(level, 3)}"
        case Para(_, True):
            return "strong"
    return type(block).__name__.lower()


def lines_of(block: Block) -> tuple[Line, ...]:
    """Give the lines of a block with their marks."""
    match block:
        case Para(text, True):
            # Only its first line shouts: below it stands the person's own level, which is not to be taken for the suggestion.
            first, *rest = text.split("\n")
            return (Line(first), *(Line(line, "not bold $ink") for line in rest))
        case Heading(text) | Para(text):
            return (Line(text),)
        case Bullets(items, numbered):
            wide = len(f"{len(items)}. ")
            return tuple(Line(item, mark=f"{number}. ".rjust(wide) if numbered else "- ") for number, item in enumerate(items, 1))
        case Rows(pairs):
            return tuple(Line(value, lead=label + (" " if label.endswith("?") else ": "), lead_style="bold") for label, value in pairs)
        case Quote(text):
            return tuple(Line(part, mark="> ") for part in text.split("\n"))
        case Blank(label, count):
            return (Line(f"{label}:"), *(Line("_" * 40) for _ in range(count)))
