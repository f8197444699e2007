"""Several processes at one register, and processes that are killed (trust facts D01, D09, D11)."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.records.stores import AT, Store, card, fold, new
from thresholds.errors import ChangedElsewhere
from thresholds.records.opening import open_register

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
KILLS = int(os.environ.get("THRESHOLDS_KILLS") or 50)
WRITERS = 4


def start(work: Callable[[], None]) -> int:
    """Let a new process do `work`; give its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}\n".encode())
        os._exit(1)


def finish(children: list[int]) -> list[int]:
    """Wait for processes; give their exit codes."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_a_killed_program_loses_nothing_that_it_had_saved(folder: Path) -> None:
    """D01: SIGKILL at random moments during saves: what was acknowledged is there, the chain holds, the next start goes on."""
    path, chance = folder / "r", random.Random(20261122)
    open_register(path).close()
    acknowledged = 0
    for _ in range(KILLS):
        reading, writing = os.pipe()

        def save(ack: int = writing) -> None:
            register = open_register(path)
            position = register.shelf.last_position("A")  # type: ignore[attr-defined]
            while True:
                register.append("A", position, [new(says="words " * chance.randrange(40))], card(due=None))
                position += 1
                os.write(ack, b"%d\n" % position)  # only after the save is done

        child = start(save)
        os.close(writing)
        with os.fdopen(reading) as acks:
            first = acks.readline()  # it has begun to save
            time.sleep(chance.random() * 0.03)
            os.kill(child, signal.SIGKILL)
            assert finish([child]) == [-signal.SIGKILL]
            rest = acks.read().split("\n")
        acknowledged = int(([first.strip(), *rest][:-1] or [acknowledged])[-1])
        register = open_register(path)
        assert register.shelf.last_position("A") in (acknowledged, acknowledged + 1)  # type: ignore[attr-defined]
        assert register.verify() == ()
        register.close()
    assert acknowledged > KILLS


def test_writers_wait_for_each_other(sqlite: Store) -> None:
    """D09: four processes save a hundred times each: no error, four hundred events, one chain."""
    sqlite.open().close()

    def save(name: str) -> None:
        register = sqlite.open()
        for position in range(100):
            register.append(name, position, [new(n=position)], card())

    assert finish([start(lambda name=name: save(name)) for name in "ABCD"]) == [0] * WRITERS
    register = sqlite.open()
    assert [len(register.read(name)) for name in "ABCD"] == [100] * WRITERS
    assert register.checkpoint(AT).count == 400
    assert register.verify() == ()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_writers_on_one_stream_all_get_their_events_in(kind: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """D11: four processes with three hundred saves each on one stream: every conflict is told, nothing is lost or doubled, one chain."""
    store = Store(kind, request.getfixturevalue("postgres") if kind == "postgres" else folder / "r")
    store.open().append("A", 0, [new(by=-1, n=-1)], card())
    store.close()

    def save(writer: int) -> None:
        register, position = store.open(), 1
        for number in range(300):
            while True:
                try:
                    position = register.append("A", position, [new(by=writer, n=number)], card())[-1].position
                    break
                except ChangedElsewhere as error:
                    assert error.new > 0
                    position += error.new

    assert finish([start(lambda writer=writer: save(writer)) for writer in range(WRITERS)]) == [0] * WRITERS
    register = store.open()
    events = register.read("A")
    assert [event.position for event in events] == list(range(1, 1202))
    for writer in range(WRITERS):
        assert [event.body["n"] for event in events if event.body["by"] == writer] == list(range(300))
    assert register.verify() == ()
    store.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_references_stay_without_gaps_under_many_writers(kind: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """Four processes that begin streams at the same time get every number from 1 to 100 once."""
    store = Store(kind, request.getfixturevalue("postgres") if kind == "postgres" else folder / "r")
    store.open().close()

    def begin() -> None:
        register = store.open()
        for _ in range(25):
            register.begin("HF", 2026, lambda name: [new("raised", says=name)], lambda name: card(count=1, last=name))

    assert finish([start(begin) for _ in range(WRITERS)]) == [0] * WRITERS
    register = store.open()
    assert list(register.streams()) == [f"HF-2026-{number:03d}" for number in range(1, 101)]
    assert register.verify(fold) == ()
    store.close()


def test_many_programs_can_make_the_register_at_once(folder: Path) -> None:
    """A register that four processes make in the same moment is made once."""
    for turn in range(5):
        path = folder / f"r{turn}"
        assert finish([start(lambda path=path: open_register(path).close()) for _ in range(WRITERS)]) == [0] * WRITERS
        register = open_register(path)
        assert register.verify() == ()
        register.close()
