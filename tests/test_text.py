"""Text on its way in and out: made harmless once and for all, joined and counted in plain English."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from thresholds.text import LONGEST, clean, clean_line, count, cut, join_words, parted

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"\u061c", "\u200e", "\u200f"}
SEEN_OR_JOINING = {
    "\xad",
    "\u200c",
    "\u200d",
    "\u0600",
    "\u0601",
    "\u0602",
    "\u0603",
    "\u0604",
    "\u0605",
    "\u06dd",
    "\u070f",
    "\u0890",
    "\u0891",
    "\u08e2",
}
"""Format characters that are seen, or that join or break letters of a script: they are part of words."""

# Leans towards what can drive a terminal; lone surrogates included.
NASTY = "\x00\x07\x08\t\n\r\x0b\x0c\x1b\x7f\x85\x9b\x9c\u061c\u200b\u200e\u202a\u202e\u2028\u2060\u2066\u2069\ufeff\ufffe\ud800e\u0301"
TYPED = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=60)
often = settings(max_examples=max(2000, settings().max_examples))


@often
@given(TYPED)
@example("\r\r\n\x1b]0;title\x07")
@example("e\u0301\u0300\u1100\u1161\u11a8\u212b")
def test_clean_is_idempotent(typed: str) -> None:
    """Cleaning twice changes nothing."""
    assert clean(clean(typed)) == clean(typed)


@often
@given(TYPED)
def test_nothing_is_left_that_drives_a_terminal(typed: str) -> None:
    """No control character but line end and tab is left, no direction mark, no half of a character; and the text is in NFC."""
    cleaned = clean(typed)
    for mark in cleaned:
        assert unicodedata.category(mark) not in ("Cc", "Cs", "Zl", "Zp") or mark in "\n\t"
        assert unicodedata.bidirectional(mark) not in BIDI
        assert mark not in MARKS
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


def test_nothing_is_left_that_hides_text() -> None:
    """Of the characters that nobody sees only those that join or part letters are left; invisible letters are not."""
    hidden = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    left = {mark for mark in hidden if clean(mark) == mark} - SEEN_OR_JOINING
    visible = {mark for mark in left if unicodedata.name(mark, "").startswith(("KAITHI NUMBER", "EGYPTIAN", "MUSICAL", "SHORTHAND"))}
    assert sorted(f"U+{ord(mark):04X}" for mark in left - visible) == []


@often
@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), max_size=60))
def test_words_are_left_alone(typed: str) -> None:
    """Letters, marks and signs of any script stay as they are, but for their normal form."""
    assert clean(typed) == unicodedata.normalize("NFC", typed)


@given(TYPED)
def test_what_is_taken_out_leaves_a_mark(typed: str) -> None:
    """Nothing disappears silently: there are as many characters after cleaning as before, line ends and normal form aside."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    assert len(unicodedata.normalize("NFD", clean(typed))) == len(unicodedata.normalize("NFD", lines))


@often
@given(TYPED)
def test_one_clean_line(typed: str) -> None:
    """A clean line is one line, with single spaces inside and none at its ends; cleaning it again changes nothing."""
    line = clean_line(typed)
    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())
    assert clean_line(line) == line


@given(TYPED, st.integers(0, 30))
def test_cut_says_what_it_leaves_out(typed: str, most: int) -> None:
    """What is longer is cut, cleaned, and said to be cut; what is not longer is whole."""
    kept, was_cut = cut(typed, most)
    assert was_cut == (len(typed) > most)
    assert kept == clean(typed[:most])


def test_long_text_is_kept_to_its_limit() -> None:
    """The usual limit keeps twenty thousand characters."""
    assert cut("a" * LONGEST) == ("a" * LONGEST, False)
    assert cut("a" * (LONGEST + 1)) == ("a" * LONGEST, True)


@pytest.mark.parametrize(("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_joined_as_in_a_sentence(words: list[str], joined: str) -> None:
    """Words are joined with commas and *and*."""
    assert join_words(words) == joined


@pytest.mark.parametrize(("number", "said"), [(0, "0 signs"), (1, "1 sign"), (2, "2 signs")])
def test_numbers_agree_with_their_nouns(number: int, said: str) -> None:
    """One sign, two signs."""
    assert count(number, "sign") == said
    assert count(2, "child", "children") == "2 children"


def test_an_address_is_broken_after_its_marks() -> None:
    """A web address wider than the page is broken after a stroke or a hyphen; a word without one where the page ends."""
    assert parted("See www.a.uk/children-young-people now.", 16) == "See www.a.uk/ children-young- people now."
    assert parted("a" * 10, 4) == "aaaa aaaa aa"
    assert parted("short words\nstay", 5) == "short words\nstay"


@given(st.text(), st.integers(1, 90))
def test_parting_words_loses_nothing(text: str, width: int) -> None:
    """Whatever the text and the width, no word is wider, and without spaces it is the same."""
    there = parted(text, width)
    assert "".join(there.split()) == "".join(text.split())
    assert all(len(word) <= width for word in there.split())
