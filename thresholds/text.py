"""Text on its way in and out: made harmless, joined and counted in plain English."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

# Controls, escape codes, direction marks, invisible letters and lone surrogates: none of them is a word, all of them can
# drive a terminal or hide text. Marks that join or part letters (U+200C, U+200D, U+00AD) stay: some scripts need them.
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0001\U000e0020-\U000e007f]"
)
LONGEST = 20_000
"""The most characters of one typed text that are kept; more is cut, and the person is told."""


def clean(typed: str) -> str:
    """Give `typed` without anything that can drive a terminal or hide text, in Unicode NFC, with line ends as `\\n`.

    A removed character leaves a visible mark (U+FFFD), so that nothing disappears silently. Cleaning twice changes nothing.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", UNSAFE.sub("\ufffd", lines))


def clean_line(typed: str) -> str:
    """Give `typed` as one clean line: white space folded, ends trimmed."""
    return " ".join(clean(typed).split())


def cut(typed: str, most: int = LONGEST) -> tuple[str, bool]:
    """Give the first `most` characters of `typed`, cleaned, and whether anything was left out."""
    return clean(typed[:most]), len(typed) > most


def join_words(words: Sequence[str], last: str = "and") -> str:
    """Join `words` as a sentence does: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def count(number: int, one: str, many: str = "") -> str:
    """Give `number` with its noun: `1 sign`, `2 signs`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def parted(text: str, width: int) -> str:
    """Give `text` with each word that is wider than `width` in parts that fit: a web address is broken after its marks, not in a word."""
    return re.sub(r"\S+", lambda word: " ".join(_parts(word[0], width)), text)


def _parts(word: str, width: int) -> Iterator[str]:
    while len(word) > width > 0:
        end = max(word.rfind(mark, 0, width) for mark in "/-_.?&=") + 1 or width
        yield word[:end]
        word = word[end:]
    yield word
