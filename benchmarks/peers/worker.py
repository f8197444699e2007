"""A peer in a process of its own: the cases on the first line, then one round for each line that names a way of calling it."""

import gc
import json
import sys
import time
from collections.abc import Callable
from typing import Any, NamedTuple

AT_LEAST = 0.25
"""Seconds that a round takes: short ones are repeated, for both sides alike."""


class Way(NamedTuple):
    """One way of calling a peer."""

    run: Callable[[], list[Any]]
    """Everything that is timed: all cases."""
    level: Callable[[Any], int]
    """Reads the level from one answer, outside the timing."""


def serve(peer: str, ways: Callable[[list[dict[str, int]]], dict[str, Way]]) -> None:
    """Answer each round with its seconds and its levels, until the input ends."""
    ready = ways(json.loads(sys.stdin.readline()))
    gc.collect()
    gc.freeze()  # what was made for the measurement is no part of it
    print(json.dumps({"peer": peer}), flush=True)
    for line in sys.stdin:
        way = ready[line.strip()]
        seconds, answers = timed(way.run)
        print(json.dumps({"seconds": seconds, "levels": [way.level(answer) for answer in answers]}), flush=True)


def timed(run: Callable[[], list[Any]]) -> tuple[float, list[Any]]:
    """Give the seconds of one pass over all cases, and its answers."""
    gc.collect()
    answers: list[Any] = []
    passes, start = 0, time.perf_counter()
    while not passes or time.perf_counter() - start < AT_LEAST:
        answers = []  # the last pass's are let go before the next begins
        answers = run()
        passes += 1
    return (time.perf_counter() - start) / passes, answers
