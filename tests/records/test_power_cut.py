"""The power fails at every point of a script of saves, and the register is opened again (trust facts D02, D03, D15).

The SQL and the pragmas are the register's own; only the disk below SQLite is simulated.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import pytest

from tests.records.disk import After, Disk, cuts
from tests.records.stores import AT, ROLE, card, fill, fold, new
from thresholds.errors import StoreError
from thresholds.records import sqlite_file
from thresholds.records.ledger import Ledger
from thresholds.records.sqlite import SqliteShelf
from thresholds.records.sqlite_steps import STEPS, Step

NAME = "register"


class SimulatedShelf(SqliteShelf):
    """The SQLite store on a simulated disk."""

    def __init__(self, disk: Disk, before: str = "", steps: Sequence[Step] = STEPS) -> None:
        self._disk, self._before = disk, before
        super().__init__(Path(NAME), steps=steps)

    def open_connection(self) -> Any:
        """Connect through apsw."""
        con = apsw.Connection(NAME, vfs=self._disk.name)
        if self._before:
            con.execute(self._before)
        return con

    def _make(self, create: bool) -> None:
        """The simulated disk makes the file."""

    def _keep(self, done: int) -> None:
        """The copy before a step is tested on real files."""


class Sweep(NamedTuple):
    """How many states after a cut were tried, at how many points, and what became of them."""

    points: int
    states: int
    lost: int
    """States that lack what was acknowledged."""
    damaged: int
    """States that do not open, do not verify, or hold half a save."""


def record_script(disk: Disk, before: str = "", rounds: int = 7) -> None:
    """Open a register and save in it, among others a reference, several events at once, a long text and an erasure."""
    register = Ledger(SimulatedShelf(disk, before))

    def told() -> None:
        disk.acknowledge(register.checkpoint(AT).head)

    told()
    names = []
    for prefix in ("HF", "BR"):
        names += fill(register, 1, 1, prefix)
        told()
    for position in range(1, rounds):
        for name in names:
            register.append(name, position, [new(says=f"{position} {'long ' * 900 if position == 3 else ''}")], card(stage=f"S-{position}"))
            told()
    register.append(names[0], rounds, [new(says="a"), new(says="b"), new(says="c")], card())
    told()
    register.erase_body(names[0], rounds + 3, min(4, rounds), at=AT, by_role=ROLE, why="law", fold=fold)
    told()
    register.append(names[1], rounds, [new(says="last"), new(says="end")], card())
    told()
    register.close()


def sweep(disk: Disk, folder: Path, mixtures: int = 1) -> Sweep:
    """Open the register after every cut and compare it with what was acknowledged: all of it, and nothing half written."""
    heads = [head for _, head in disk.acknowledged]
    outcomes = [outcome(after, after.lay(folder, NAME), heads) for after in cuts(disk, mixtures)]
    return Sweep(len(disk.log) + 1, len(outcomes), outcomes.count("lost"), outcomes.count("damaged"))


def outcome(after: After, path: Path, heads: list[str]) -> str:
    """Say what became of the register at `path`: good, lost or damaged."""
    try:
        register = Ledger(SqliteShelf(path))
    except StoreError:
        return "damaged"
    try:
        if register.verify():
            return "damaged"
        count, head = register.checkpoint(AT)[1:3]
    except StoreError:
        return "damaged"
    finally:
        register.close()
    if not after.acknowledged:
        return "good" if count == 0 else "damaged"
    if head in heads[after.acknowledged - 1 : after.acknowledged + 1]:
        return "good"
    return "lost" if count == 0 or head in heads else "damaged"


@pytest.fixture
def disk(request: pytest.FixtureRequest) -> Iterator[Disk]:
    """An empty simulated disk."""
    made = Disk(f"disk-{abs(hash(request.node.nodeid))}")
    yield made
    made.unregister()


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(disk: Disk, folder: Path) -> None:
    """D02: with our settings every state after every cut opens, verifies, and holds all that was acknowledged and at most the next save."""
    record_script(disk)
    done = sweep(disk, folder)
    assert len(disk.acknowledged) == 18
    assert done.points > 500 and done.states > 2 * done.points - 500
    assert (done.lost, done.damaged) == (0, 0)


@pytest.mark.parametrize(
    "settings, before, what",
    [
        ({"synchronous": 0}, "", "damaged"),
        ({"synchronous": 2}, "", "lost"),
        ({"journal_mode": "wal", "synchronous": 1}, "PRAGMA locking_mode = EXCLUSIVE", "lost"),
    ],
    ids=["delete-off", "delete-full", "wal-normal"],
)
def test_the_sweep_is_awake(
    disk: Disk, folder: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], before: str, what: str
) -> None:
    """D03: weaker settings lose or damage something under the same sweep, so that its silence above means something."""
    with monkeypatch.context() as weaker:
        for name, value in settings.items():
            weaker.setitem(sqlite_file.PRAGMAS, name, value)
        record_script(disk, before, rounds=3)
    monkeypatch.setattr(sqlite_file, "is_wal_safe", lambda version: True)
    heads = [head for _, head in disk.acknowledged]
    assert any(outcome(after, after.lay(folder, NAME), heads) == what for after in cuts(disk))


def test_a_schema_step_is_done_or_not(disk: Disk, folder: Path) -> None:
    """D15: a register that is brought up to date when the power fails is as before or as after, and opens in both cases."""
    step = Step(
        2, "invented", ("ALTER TABLE card ADD COLUMN invented TEXT", "CREATE INDEX invented ON card (invented)", "CREATE TABLE more (x)")
    )
    first = Ledger(SimulatedShelf(disk))
    fill(first, 2, 2)
    first.close()
    begun = len(disk.log)
    SimulatedShelf(disk, steps=(*STEPS, step)).close()
    seen = set()
    for after in cuts(disk):
        if after.point <= begun:
            continue
        path = after.lay(folder, NAME)
        shelf = SqliteShelf(path, steps=(*STEPS, Step(2, "not this time", ("SELECT 1",))))
        columns = {name for _, name, *_ in shelf.fetch("PRAGMA table_info(card)")}
        is_more = shelf.fetch("SELECT name FROM sqlite_master WHERE name IN ('invented', 'more') ORDER BY name")
        recorded = shelf.fetch("SELECT name FROM schema_step WHERE number = 2") == [("invented",)]
        assert ("invented" in columns) == recorded == (is_more == [("invented",), ("more",)])
        assert not Ledger(shelf).verify()
        seen.add(recorded)
        shelf.close()
    assert seen == {True, False}
