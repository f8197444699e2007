"""Calling the verbs of `escalation` in a test: a register of its own, a clock that stands, answers in files, a person at a terminal."""

import io
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from escalation.cli import main
from thresholds import places
from thresholds.calendar import london, read_moment
from thresholds.cli import console

RAISED: Mapping[str, Any] = {
    "danger": "no",
    "case-reference": "case 4711",
    "from-agency": "school",
    "from-role": "safeguarding lead",
    "to-agency": "front-door",
    "to-role": "duty manager",
    "children": "1",
    "ages": ["from-5"],
    "area": "A4",
    "challenged": "early help was offered, and no enquiry",
    "challenged-on": "2026-03-31",
    "risk": "marks were seen twice, and nobody asked how they came",
    "outcome-wanted": "an enquiry",
    "safety": "the school sees the child every day",
    "protective": "none shorter",
}
"""What opens a disagreement in three minutes."""
UP: Mapping[str, Any] = {
    "danger": "no",
    "contact-on": "2026-04-07",
    "contact-how": "call",
    "contact-with": "duty manager",
    "position-ours": "an enquiry is needed",
    "position-theirs": "early help is enough",
    "reason": "not settled in a working week",
    "safety": "the school sees the child every day",
}
"""What takes it to the managers."""


_WITH_A_CLOCK = ("acting", "copies", "draft", "erasing", "filling", "ladder", "lists", "opening", "papers", "policies", "showing")


class Said(NamedTuple):
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)


class Terminal(io.StringIO):
    """Standard input with a person at it."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


class Desk:
    """A register in a folder of its own, with the calls that a test makes on it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._monkeypatch, self._capsys = folder, monkeypatch, capsys
        self.register = folder / "register.sqlite3"
        monkeypatch.setenv("THRESHOLDS_REGISTER", str(self.register))
        self.own = folder / "own" / "thresholds" / "register.sqlite3"
        monkeypatch.setattr(places, "register_file", lambda: self.own)
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        self.at("2026-04-01T10:15")
        self._files = 0

    @property
    def drafts(self) -> list[Path]:
        """Every draft that was kept."""
        return sorted((self.own.parent / "drafts").glob("*.json"))

    def at(self, typed: str) -> None:
        """Let the clock stand at this time."""

        def moment() -> datetime:
            return read_moment(typed).astimezone(london())

        for module in (console, *(import_module(f"escalation.cli.{name}") for name in _WITH_A_CLOCK)):
            self._monkeypatch.setattr(module, "now", moment)

    def call(self, *argv: str) -> Said:
        """Run a command."""
        self._capsys.readouterr()
        code = main(list(argv))
        return Said(code, *self._capsys.readouterr())

    def typed(self, lines: list[str], *argv: str) -> Said:
        """Run a command with a person who types these lines."""
        self._monkeypatch.setattr(sys, "stdin", Terminal("\n".join(lines) + "\n"))
        try:
            return self.call(*argv)
        finally:
            self._monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    def piped(self, text: str, *argv: str) -> Said:
        """Run a command with this text on standard input."""
        self._monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        try:
            return self.call(*argv)
        finally:
            self._monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    def file(self, answers: Mapping[str, Any]) -> str:
        """Write answers to a file of their own and give its path."""
        self._files += 1
        path = self.folder / f"answers-{self._files}.json"
        path.write_text(json.dumps(dict(answers)), "utf-8")
        return str(path)

    def do(self, verb: str, ref: str, answers: Mapping[str, Any], *more: str, by: str = "safeguarding lead") -> Said:
        """Run a verb with answers from a file."""
        return self.call(verb, ref, "--from", self.file(answers), "--by-role", by, *more)

    def opened(self, partnership: str = "hammersmith-and-fulham", **changes: Any) -> str:
        """Raise a disagreement and give its reference."""
        said = self.call("raise", "--partnership", partnership, "--from", self.file({**RAISED, **changes}), "--json")
        assert said.code == 0, said.err
        return str(said.json["ref"])
