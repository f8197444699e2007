"""F6, F7, F9: the register in a SQLite file, beside raw sqlite3 on the same disk with the same settings, in rounds that take turns."""

import gc
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median

from table import Row, ratio_of_pairs

from thresholds.records.canonical import canonical
from thresholds.records.chain import genesis, link
from thresholds.records.event import Card, NewEvent, write_reference
from thresholds.records.ledger import Ledger
from thresholds.records.sqlite import SqliteShelf
from thresholds.records.sqlite_file import PRAGMAS
from thresholds.records.sqlite_steps import STEPS

AT, ROLE = "2026-11-22T10:15:00+00:00", "team manager"
BODY = {"says": "The other agency has not answered by the date that was agreed. " * 2, "gate": "move-up", "code": "S06", "days": 4}
ROUNDS, SAVES, TURNS = 15, 20, 9
EACH, OPEN = 10, 500
"""Events in a stream, and open cases in both registers of F7."""
_READ = (
    "SELECT e.seq, e.stream, e.position, e.kind, e.version, e.at, e.by_role, e.body_hash, e.hash, b.text "
    "FROM event e JOIN body b USING (seq) ORDER BY e.seq"
)


def measure_register() -> list[Row]:
    """Measure all three on the disk of the temporary folder."""
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        home = Path(folder)
        print(f"F6, F7, F9: SQLite {sqlite3.sqlite_version}, {PRAGMAS}; one fsync here takes {_fsync(home):.2f} ms.")
        return [*_measure_append(home), *_measure_lists(home), *_measure_verify(home)]


class Bare:
    """What peers.md 8 measures: one table, the hash of the last row in the next, one transaction a save."""

    tables = ("CREATE TABLE event (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL)",)

    def __init__(self, path: Path) -> None:
        self.con = sqlite3.connect(path, isolation_level=None)
        for name, value in PRAGMAS.items():
            self.con.execute(f"PRAGMA {name} = {value}")
        for table in self.tables:
            self.con.execute(table)

    def save(self, name: str, position: int, text: str) -> None:
        """Save one event."""
        self.con.execute("BEGIN IMMEDIATE")
        seq, last = self.con.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        self.write(seq + 1, name, position, text, sha256((last + text).encode()).hexdigest())
        self.con.execute("COMMIT")

    def write(self, seq: int, name: str, position: int, text: str, digest: str) -> None:
        """Write what is to be saved."""
        self.con.execute("INSERT INTO event VALUES (?, ?, ?)", (seq, text, digest))


class Same(Bare):
    """The same that we save, written by hand: the event, its body beside it, its card."""

    tables = tuple(
        statement for statement in STEPS[0].statements if statement.startswith(("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE"))
    )

    def write(self, seq: int, name: str, position: int, text: str, digest: str) -> None:
        """Write event, body and card."""
        con = self.con
        con.execute("INSERT INTO event VALUES (?, ?, ?, 'noted', 1, ?, ?, ?, ?)", (seq, name, position, AT, ROLE, digest, digest))
        con.execute("INSERT INTO body VALUES (?, ?, NULL)", (seq, text))
        if position % 5 == 1:
            con.execute(
                "INSERT INTO card VALUES (?, ?, 'HF', 2026, ?, 'open', 'HF-1', 'disagreement', ?, '{}') "
                "ON CONFLICT (stream) DO UPDATE SET position = excluded.position, state = excluded.state, stage = excluded.stage, "
                "kind = excluded.kind, due = excluded.due, json = excluded.json",
                (name, position, int(name[-3:]), f"2026-12-{position % 28 + 1:02d}"),
            )
        else:
            con.execute("UPDATE card SET position = ?, json = '{}' WHERE stream = ?", (position, name))


def _measure_append(home: Path) -> list[Row]:
    register, peers = Ledger(SqliteShelf(home / "ours")), (Same(home / "same"), Bare(home / "bare"))
    text = canonical({"body": BODY, "salt": "0" * 32}).decode()
    names = [register.begin("HF", 2026, lambda name: [_event(1)], lambda name: _card("open", 0)) for _ in range(SAVES)]
    for name in names:
        for peer in peers:
            peer.save(name, 1, text)
    seconds: list[list[float]] = [[], [], []]
    for turn in range(1, ROUNDS + 1):  # every fifth save moves the case to another due date
        seconds[0].append(
            _timed(lambda turn=turn: [register.append(name, turn, [_event(turn)], _card("open", turn // 5)) for name in names])
        )
        for peer, taken in zip(peers, seconds[1:], strict=True):
            taken.append(_timed(lambda peer=peer, turn=turn: [peer.save(name, turn + 1, text) for name in names]))
    register.close()
    for peer in peers:
        peer.con.close()
    ours, *theirs = (f"{SAVES / median(taken):,.0f} /s" for taken in seconds)
    what = ("sqlite3 by hand: the same three tables", "sqlite3 by hand: one bare chained table")
    return [
        Row("F6", "append: event, sealed body, card", ours, peer, figure, ratio_of_pairs(taken, seconds[0]), 0.9)
        for peer, figure, taken in zip(what, theirs, seconds[1:], strict=True)
    ]


def _measure_lists(home: Path) -> list[Row]:
    few, many = (_fill(home / f"{count}", count) for count in (10_000, 1_000_000))
    size = (home / "1000000").stat().st_size / 1e6

    def overdue(path: Path) -> Callable[[], object]:
        def run() -> int:
            register = Ledger(SqliteShelf(path))
            found = register.cards(state="open", due_before="2026-11-22", limit=1000)
            register.close()
            assert len(found) == OPEN // 2
            return len(found)

        return run

    pairs = [(_timed(overdue(many), 20), _timed(overdue(few), 20)) for _ in range(TURNS + 1)][1:]
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    figure, peer = (f"{median(seconds) / 20 * 1000:.2f} ms" for seconds in (ours, theirs))
    what = f"open, list {OPEN // 2} overdue of {OPEN} open cases, 1,000,000 events ({size:.0f} MB)"
    return [Row("F7", what, figure, "the same on 10,000 events", peer, ratio_of_pairs(ours, theirs), 2, at_most=True)]


def _measure_verify(home: Path) -> list[Row]:
    path = _fill(home / "100000", 100_000)
    register, con = Ledger(SqliteShelf(path)), sqlite3.connect(path)

    def verify() -> None:
        assert register.verify() == ()

    def read_and_hash() -> None:
        for row in con.execute(_READ):
            sha256(row[9].encode()).digest()

    pairs = [(_timed(verify), _timed(read_and_hash)) for _ in range(TURNS + 1)][1:]
    folded = median(_timed(lambda: register.verify(lambda events: _card(*_state_of(events[0].stream)))) for _ in range(3))
    register.close()
    con.close()
    ours, theirs = ([pair[side] for pair in pairs] for side in (0, 1))
    figure, peer = (f"{median(seconds):.2f} s" for seconds in (ours, theirs))
    return [
        Row(
            "F9",
            "verify 100,000 events: chain, bodies, cards, pages",
            figure,
            "read and hash once an event",
            peer,
            ratio_of_pairs(ours, theirs),
            2,
            at_most=True,
        ),
        Row("F9", "the same with every stream folded and compared", f"{folded:.2f} s"),
    ]


def _fill(path: Path, count: int) -> Path:
    """Make a register of `count` events in one transaction, by the same acts as an append."""
    shelf = SqliteShelf(path)
    head = (0, genesis(shelf.origin))
    with shelf.writing():
        for number in range(1, count // EACH + 1):
            name = write_reference("HF", 2026, number)
            rows = link(head, name, 0, [_event(position) for position in range(EACH)])
            shelf.add(rows)
            shelf.put_card(name, EACH, _card(*_state_of(name)))
            head = (rows[-1].seq, rows[-1].hash)
    shelf.close()
    return path


def _state_of(name: str) -> tuple[str, int]:
    """The first cases are open, half of them overdue; all others were settled, overdue or not."""
    number = int(name.rpartition("-")[2])
    return ("open" if number <= OPEN else "settled"), number % 2


def _event(number: int) -> NewEvent:
    return NewEvent("noted", 1, AT, ROLE, {**BODY, "number": number})


def _card(state: str, due: int) -> Card:
    return Card(
        state, ("2026-11-20", "2026-12-01", "2026-12-08", "2026-12-15")[due % 4], "HF-1", {"kind": "disagreement", "team": "social care"}
    )


def _fsync(home: Path) -> float:
    with (home / "sync").open("wb") as file:

        def write() -> None:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())

        return median(_timed(write) for _ in range(30)) * 1000


def _timed(run: Callable[[], object], times: int = 1) -> float:
    gc.collect()
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start
