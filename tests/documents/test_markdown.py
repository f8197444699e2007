"""A document as Markdown: typed text stays text, whatever it looks like."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote, Rows
from thresholds.documents.markdown import as_markdown
from thresholds.text import clean

PLAIN_BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item", "blockquote", "heading"}
PLAIN_WORDS = {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"}
PIECES = [
    "#",
    "##",
    "=",
    "==",
    "-",
    "---",
    "***",
    "___",
    "+",
    "*",
    "_",
    "`",
    "```",
    "~~~",
    "~~",
    "<b>",
    "</",
    "<!--",
    "<script>",
    "&amp;",
    "&#35;",
    "[",
    "]",
]
PIECES += [
    "](",
    ")",
    "(http://x.y)",
    "[a]: http://x.y",
    "![",
    "|",
    "|-|",
    "1.",
    "2)",
    "\\",
    "\n",
    "\n\n",
    "\r",
    "\r\r",
    "    ",
    "\t",
    " ",
    "> ",
    "a",
    "b c",
    "[^1]",
]
TYPED = st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.text(max_size=40))


def documents(text: str) -> list[tuple[str, Block, list[str]]]:
    """Each place in a document where typed text can stand, with the blocks that its Markdown may open."""
    return [
        ("heading", Heading(text), ["heading"]),
        ("title", Heading(text, 1), ["heading"]),
        ("para", Para(text), ["paragraph"]),
        ("bullet", Bullets((text,)), ["bullet_list", "list_item", "paragraph"]),
        ("number", Bullets((text,), numbered=True), ["ordered_list", "list_item", "paragraph"]),
        ("row", Rows((("Label", text),)), ["bullet_list", "list_item", "paragraph"]),
        ("label", Rows(((text, "value"),)), ["bullet_list", "list_item", "paragraph"]),
        ("quote", Quote(text), ["blockquote", "paragraph"]),
        ("blank", Blank(text), ["paragraph"]),
    ]


def parsed(block: Block, preset: str = "commonmark") -> list[Token]:
    """The tokens of a document with this one block."""
    return MarkdownIt(preset).parse(as_markdown(Document((block,))))


def kinds(tokens: list[Token]) -> set[str]:
    """The kinds of blocks opened."""
    return {token.type.removesuffix("_open") for token in tokens if token.nesting >= 0 and token.type != "inline"}


def letters(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


def shown(tokens: list[Token]) -> str:
    """The letters that a reader sees."""
    return letters("".join(child.content for token in tokens for child in token.children or []))


@settings(max_examples=max(600, settings().max_examples))
@given(TYPED)
@example("a\n===")
@example("[a](javascript:x) <img src=x> ![b](c)")
@example("# h\n> q\n1. l\n- m")
def test_typed_text_becomes_no_markup(text: str) -> None:
    """Typed text opens no heading, link, image, tag, list, code or rule of its own, wherever it stands."""
    for name, block, may_open in documents(text):
        tokens = parsed(block)
        assert kinds(tokens) - {"paragraph"} <= set(may_open), name
        assert len([token for token in tokens if token.type in ("heading_open", "list_item_open", "blockquote_open")]) <= 1, name
        words = {child.type for token in tokens for child in token.children or []}
        assert words <= PLAIN_WORDS, name


@settings(max_examples=max(400, settings().max_examples))
@given(TYPED)
def test_typed_text_is_shown_letter_by_letter(text: str) -> None:
    """What was typed is shown, letter by letter, in every place."""
    for name, block, _ in documents(text):
        assert letters(clean(text)) in shown(parsed(block)), name


@given(TYPED, TYPED)
def test_a_quote_holds_all_of_its_text(text: str, after: str) -> None:
    """All that a person typed stays inside the quote, apart from the tool's own words."""
    tokens = MarkdownIt("commonmark").parse(as_markdown(Document((Quote(text), Para("own " + after)))))
    ends = [number for number, token in enumerate(tokens) if token.type == "blockquote_close"]
    assert len(ends) == 1
    assert letters(clean(text)) == shown(tokens[: ends[0]])


@pytest.mark.parametrize("typed", ["https://evil.example/x", "see http://a.b now", "a|b\n-|-\nc|d", "~~gone~~", "- [ ] task"])
def test_what_other_readers_add_finds_nothing(typed: str) -> None:
    """Readers that also make links of bare addresses, tables or struck text find none in typed text."""
    reader = MarkdownIt("gfm-like")
    reader.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})
    tokens = reader.parse(as_markdown(Document((Para(typed), Quote(typed)))))
    assert kinds(tokens) <= {"paragraph", "blockquote"}
    assert {child.type for token in tokens for child in token.children or []} <= PLAIN_WORDS


def test_the_blocks_as_they_are_written() -> None:
    """Each block has its form, with an empty line between blocks and a line end at the end."""
    blocks = (
        Heading("A title", 1),
        Heading("A part"),
        Para("First this", strong=True),
        Para("One\ntwo"),
        Bullets(("a", "b")),
        Bullets(("a", "b"), numbered=True),
        Rows((("Age", "10 weeks"),)),
        Quote("he said\nno"),
    )
    assert as_markdown(Document(blocks)) == (
        "# A title\n\n## A part\n\n**First this**\n\nOne  \ntwo\n\n- a\n- b\n\n1. a\n2. b\n\n- **Age:** 10 weeks\n\n> he said  \n> no  \n"
    )
