"""The edge: standard output for answers, standard error for everything else, the clock, and the library of data files."""

import os
import sys
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from thresholds import places
from thresholds.calendar import london
from thresholds.errors import ThresholdsError
from thresholds.text import clean

if TYPE_CHECKING:
    from thresholds.guide.library import Library


_OPENED: list[IO[Any]] = []
"""What stands in for streams that were closed; kept, so that nothing closes it."""


def steady_streams() -> None:
    """Make the streams survive a terminal that cannot show a character, and ones that were closed."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            _OPENED.append(open(os.devnull, mode))  # noqa: SIM115, PTH123 - it lives as long as the process
            setattr(sys, name, _OPENED[-1])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")


def say(text: str) -> None:
    """Write `text` to standard output, made harmless, with a line end."""
    sys.stdout.write(clean(text).rstrip("\n") + "\n")


def say_json(value: Any) -> None:
    """Write one JSON object to standard output."""
    from pydantic_core import to_json  # loaded already wherever there is something to write, which json is not

    sys.stdout.write(clean(to_json(value, indent=2).decode()) + "\n")


def warn(text: str) -> None:
    """Write `text` to standard error, made harmless, with a line end."""
    sys.stderr.write(clean(text).rstrip("\n") + "\n")


def fail(error: ThresholdsError) -> int:
    """Write what happened and what to do next to standard error, and give the exit code."""
    warn(f"Error: {error.says} {error.help}")
    return error.exit_code


def library() -> "Library":
    """Give the library over the data folder that this process uses."""
    from thresholds.guide.library import Library

    return Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())


def now() -> datetime:
    """Give the time in London: the one place that reads the clock."""
    return datetime.now(london())
