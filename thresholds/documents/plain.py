"""A document as plain text: no colour, no escape codes, lines that fit."""

from collections.abc import Iterator
from textwrap import wrap

from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote, Rows
from thresholds.text import clean, parted

WIDTH = 78


def as_text(document: Document, width: int = WIDTH) -> str:
    """Give `document` as text with lines of at most `width` columns, ending in a line end (or empty)."""
    lines = "\n".join(text_lines(document, width))
    return lines + "\n" if lines else ""


def text_lines(document: Document, width: int = WIDTH) -> list[str]:
    """Give the lines of `document`, a blank line between blocks, each at most `width` columns."""
    lines: list[str] = []
    for block in document.blocks:
        if lines:
            lines.append("")
        lines.extend(_lines(block, width))
    return lines


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield from folded(text.upper() if level == 1 else text, width)
            if level < 3:
                yield ("=" if level == 1 else "-") * min(width, max(3, len(text)))
        case Para(text, strong):
            yield from folded(f"! {text}" if strong else text, width)
        case Bullets(items, numbered):
            for number, item in enumerate(items, 1):
                mark = f"{number}. " if numbered else "- "
                yield from folded(item, width, mark)
        case Rows(pairs):
            for label, value in pairs:
                yield from folded(f"{label}: {value}", width, later="    ")
        case Quote(text):
            yield from folded(text, width, "> ", "> ")
        case Blank(label, count):
            yield from folded(f"{label}:", width)
            for _ in range(count):
                yield "_" * min(width, 60)


def folded(text: str, width: int, first: str = "", later: str | None = None) -> list[str]:
    """Fold `text` to `width` columns; `first` stands before the first line, `later` (else spaces) before the others."""
    indent = " " * min(len(first), 4) if later is None else later
    lines: list[str] = []
    for part in clean(text).split("\n"):
        lead = indent if lines else first
        lines += wrap(parted(part, width - len(indent)), width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False) or [
            lead.rstrip()
        ]
    return lines
