"""A document as Markdown that shows every character as typed."""

import re

from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote, Rows
from thresholds.text import clean, clean_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#|~!&:@])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)


def as_markdown(document: Document) -> str:
    """Give `document` as Markdown, ending in a line end; nothing in its text can become a link, a tag or a heading."""
    return "\n\n".join(_block(block) for block in document.blocks) + "\n"


def escaped(text: str) -> str:
    """Give `text` so that Markdown shows it letter by letter."""
    lines = "\n".join(line.strip() for line in clean(text).split("\n"))
    special = _SPECIAL.sub(r"\\\1", lines).replace("www.", "www\\.")
    return _LINE_START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", special)


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_one_line(text)}"
        case Para(text, strong):
            body = escaped(text).replace("\n", "  \n")
            return f"**{body}**" if strong else body
        case Bullets(items, numbered):
            return "\n".join(f"{f'{n}.' if numbered else '-'} {_one_line(item)}" for n, item in enumerate(items, 1))
        case Rows(pairs):
            return "\n".join(f"- **{_one_line(label)}:** {_one_line(value)}" for label, value in pairs)
        case Quote(text):
            return "\n".join(f"> {escaped(line)}  " for line in clean(text).split("\n"))
        case Blank(label, lines):
            rule = "\\_" * 40
            return "  \n".join([f"**{_one_line(label)}:**"] + [rule] * lines)


def _one_line(text: str) -> str:
    return escaped(clean_line(text))
