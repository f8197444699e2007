"""A program on a terminal of its own, watched from outside: when it draws what, and how long after a key."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PATIENCE = 20.0
"""Seconds after which a program that has not drawn what it should is given up."""


class Repaint(NamedTuple):
    """How long after a key the screen changed for the first time, and for the last; in seconds."""

    first: float
    settled: float


class Terminal:
    """A program running on a terminal of so many columns and rows."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str], columns: int = 80, rows: int = 24) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._start = time.perf_counter()
        self._program = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True)
        os.close(theirs)

    def until(self, *words: str) -> float:
        """Give the seconds from the program's start until every one of `words` has been drawn; AssertionError if that never comes."""
        drawn, wanted = b"", [word.encode() for word in words]
        while not all(word in drawn for word in wanted):
            more = self._read(PATIENCE)
            assert more, f"never drawn: {words}; at the end: {drawn[-500:]!r}"
            drawn += more
        return time.perf_counter() - self._start

    def press(self, key: str, quiet: float) -> Repaint:
        """Press a key and watch until nothing has been drawn for `quiet` seconds; AssertionError if it changed nothing."""
        start = time.perf_counter()
        os.write(self._ours, key.encode())
        assert self._read(PATIENCE), f"nothing was drawn for {key!r}"
        first = last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        return Repaint(first - start, last - start)

    def rest(self, quiet: float) -> None:
        """Wait until nothing has been drawn for `quiet` seconds."""
        while self._read(quiet):
            pass

    def close(self) -> None:
        """End the program at once."""
        self._program.kill()
        self._program.wait()
        os.close(self._ours)

    def _read(self, patience: float) -> bytes:
        """Give what was written next, or nothing if that does not come in time."""
        if not select.select([self._ours], [], [], patience)[0]:
            return b""
        try:
            return os.read(self._ours, 65536)
        except OSError:  # the program has ended
            return b""
