"""A finding: one fault in one place of a file, said so that the person who wrote the file can mend it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple


class Finding(NamedTuple):
    """One fault of a data file; load faults and checks share this shape."""

    code: str
    """Stable kebab-case name of the kind of fault, such as `unknown-key`."""
    severity: str
    """`error` (the file does not load) or `warning` (it loads, and someone should look)."""
    file: str
    """The file's name as it was given, without its folders."""
    place: str
    """Where in the file: table and key, such as `sign.PHY-4-02.says`."""
    line: int
    """Line number from 1; 0 where the fault has no line (a missing file, say)."""
    says: str
    """What is wrong, in one sentence; never the value that somebody typed."""
    help: str
    """What is allowed, or what to do next."""

    def as_line(self) -> str:
        """Give the finding as one line of text: file, line, place, what is wrong, what to do."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        place = f" {self.place}:" if self.place else ""
        return f"{where}: {self.severity} [{self.code}]{place} {self.says} {self.help}".rstrip()

    def as_json(self) -> dict[str, object]:
        """Give the finding as a JSON object with the field names as keys."""
        return dict(self._asdict())


def near(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Give the `known` names that look like `word`, best first, at most `most`; case is ignored."""
    by_case = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:80], by_case, n=most, cutoff=0.6)
    return [by_case[name] for name in found]
