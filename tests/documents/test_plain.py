"""A document as plain text: lines that fit, and nothing that drives a terminal."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thresholds.documents.document import Blank, Bullets, Document, Heading, Para, Quote, Rows
from thresholds.documents.plain import WIDTH, as_text, folded, text_lines
from thresholds.text import clean

NARROW = st.characters(codec="latin-1", exclude_characters="\xad")
"""Characters one column wide, controls among them."""
TYPED = st.one_of(st.text(NARROW, max_size=200), st.lists(st.text("abc-", max_size=120), max_size=6).map(" ".join))


def blocks(text: str) -> dict[str, Document]:
    """Each place in a document where text can stand."""
    return {
        "title": Document((Heading(text, 1),)),
        "heading": Document((Heading(text),)),
        "para": Document((Para(text),)),
        "strong": Document((Para(text, strong=True),)),
        "bullets": Document((Bullets((text, text)),)),
        "numbers": Document((Bullets((text,) * 12, numbered=True),)),
        "value": Document((Rows((("Label", text),)),)),
        "quote": Document((Quote(text),)),
        "blank": Document((Blank(text, 2),)),
        "label": Document((Rows(((text, "value"),)),)),
    }


def letters(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s", "", text)


@settings(max_examples=max(300, settings().max_examples))
@given(TYPED, st.sampled_from([40, 60, WIDTH, 120]))
def test_lines_fit(text: str, width: int) -> None:
    """No line is wider than asked for, whatever the text and wherever it stands."""
    for name, document in blocks(text).items():
        assert all(len(line) <= width for line in text_lines(document, width)), name


@given(st.text(max_size=60))
def test_nothing_drives_a_terminal(text: str) -> None:
    """Nothing in a document's text drives a terminal once it is plain text, wherever it stands."""
    for name, document in blocks(text).items():
        written = as_text(document)
        assert not [mark for mark in written if unicodedata.category(mark) in ("Cc", "Cs") and mark != "\n"], name
        assert clean(written) == written, name


@given(TYPED)
def test_nothing_is_lost(text: str) -> None:
    """Every letter of the text is there, in order."""
    for name in ("heading", "para", "strong", "value", "quote", "blank"):
        written = as_text(blocks(text)[name])
        assert letters(clean(text)).replace(">", "") in letters(written).replace(">", ""), name


def test_the_blocks_as_they_are_written() -> None:
    """Each block has its form, with an empty line between blocks and a line end at the end."""
    document = Document((Heading("Title", 1), Para("First", strong=True), Bullets(("a", "b")), Rows((("Age", "3"),)), Quote("no\nyes")))
    assert as_text(document + Document((Blank("Owner"),))) == (
        f"TITLE\n=====\n\n! First\n\n- a\n- b\n\nAge: 3\n\n> no\n> yes\n\nOwner:\n{'_' * 60}\n"
    )


def test_an_empty_document_is_no_line() -> None:
    """An empty document is an empty text."""
    assert as_text(Document()) == ""


def test_a_document_joins_only_documents() -> None:
    """A document can be joined to a document and to nothing else."""
    assert Document((Para("a"),)) + Document((Para("b"),)) == Document((Para("a"), Para("b")))
    pair: object = (Para("a"),)
    with pytest.raises(TypeError):
        Document() + pair


def test_line_ends_are_kept() -> None:
    """Line ends in a text stay where they were typed."""
    assert folded("one\n\ntwo", 20) == ["one", "", "two"]
