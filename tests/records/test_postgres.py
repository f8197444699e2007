"""The PostgreSQL store: who may what, what a server must promise, and every way in which it can fail."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.records.server import GUARDED, PASSWORD, SCRIBE, Server
from tests.records.stores import AT, ROLE, Store, card, fill, fold, new, refused
from thresholds.errors import BadCall, StoreError
from thresholds.records import postgres as module
from thresholds.records.opening import open_register
from thresholds.records.postgres import PostgresShelf, read_address
from thresholds.records.postgres_steps import STEPS, grants
from thresholds.records.sqlite_steps import Step


def ask(address: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement beside the register."""
    with psycopg.connect(address, autocommit=True) as con:
        cursor = con.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_the_scribe_can_do_the_daily_work(scribe: str) -> None:
    """The documented role begins, appends, lists, reads and checks."""
    register = open_register(scribe)
    names = fill(register, 2, 3)  # type: ignore[arg-type]
    assert [name for name, _ in register.cards(state="open")] == names
    assert len(register.read(names[0])) == 3
    assert register.verify(fold, register.checkpoint(AT)) == ()
    register.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE thresholds.event SET kind = 'x'",
        "DELETE FROM thresholds.event",
        "TRUNCATE thresholds.event CASCADE",
        "ALTER TABLE thresholds.event DISABLE TRIGGER ALL",
        "DROP TABLE thresholds.event CASCADE",
        "UPDATE thresholds.body SET text = NULL",
        "DELETE FROM thresholds.body",
        "DELETE FROM thresholds.card",
        "UPDATE thresholds.register SET origin = 'x'",
        "DELETE FROM thresholds.schema_step",
        "CREATE TABLE thresholds.more (x int)",
    ],
)
def test_the_scribe_cannot_change_what_is_written(scribe: str, statement: str) -> None:
    """T09: the database itself refuses the role every way to change, delete or disarm."""
    register = open_register(scribe)
    fill(register, 1, 2)  # type: ignore[arg-type]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(scribe, statement)
    assert register.verify(fold) == ()
    register.close()


def test_the_scribe_cannot_erase(scribe: str, postgres: str) -> None:
    """Erasing by law is the owner's act: the role is told so and nothing changes."""
    register = open_register(scribe)
    [name] = fill(register, 1, 2)  # type: ignore[arg-type]
    with refused("no-right"):
        register.erase_body(name, 2, 1, at=AT, by_role=ROLE, why="law", fold=fold)
    assert len(register.read(name)) == 2
    register.close()
    owner = open_register(postgres)
    owner.erase_body(name, 2, 1, at=AT, by_role=ROLE, why="law", fold=fold)
    assert owner.verify(fold) == ()
    owner.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE thresholds.event SET kind = 'x'",
        "DELETE FROM thresholds.event",
        "TRUNCATE thresholds.event CASCADE",
        "UPDATE thresholds.body SET text = 'x'",
        "DELETE FROM thresholds.body",
        "TRUNCATE thresholds.body",
        "DELETE FROM thresholds.card",
    ],
)
def test_even_the_owner_is_stopped_by_mistake(postgres: str, statement: str) -> None:
    """Triggers refuse the owner too; who switches them off is found by `verify`."""
    register = open_register(postgres)
    fill(register, 1, 2)  # type: ignore[arg-type]
    with pytest.raises(psycopg.errors.RestrictViolation):
        ask(postgres, statement)
    assert register.verify(fold) == ()
    ask(postgres, "ALTER TABLE thresholds.event DISABLE TRIGGER ALL")
    ask(postgres, "UPDATE thresholds.event SET kind = 'forged' WHERE seq = 2")
    assert [(finding.code, finding.line) for finding in register.verify()] == [("event-changed", 2)]
    register.close()


@pytest.mark.parametrize("role", ["", "Team", 'a"b', "a; DROP TABLE x", "x" * 64])
def test_rights_are_given_to_a_plain_name_only(role: str) -> None:
    """A role's name is put into statements, so it must be plain."""
    with pytest.raises(BadCall):
        grants(role)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_can_lose_what_it_saved_is_refused(postgres: str, setting: str) -> None:
    """A server without fsync or whole pages is no place for the record."""
    try:
        ask(postgres, f"ALTER SYSTEM SET {setting} = off")
        ask(postgres, "SELECT pg_reload_conf()")
        with psycopg.connect(postgres) as con:
            for _ in range(200):
                if con.execute(f"SHOW {setting}").fetchone() == ("off",):
                    break
                con.execute("SELECT pg_sleep(0.01)")
        with refused("unsafe-server"):
            open_register(postgres)
    finally:
        ask(postgres, f"ALTER SYSTEM RESET {setting}")
        ask(postgres, "SELECT pg_reload_conf()")
        with psycopg.connect(postgres) as con:
            for _ in range(200):
                if con.execute(f"SHOW {setting}").fetchone() == ("on",):
                    break
                con.execute("SELECT pg_sleep(0.01)")


def test_synchronous_commit_is_switched_on(postgres: str) -> None:
    """Where the database's default would not wait for the disk, our connection does."""
    ask(postgres, "ALTER DATABASE postgres SET synchronous_commit = off")
    try:
        register = open_register(postgres)
        assert register.shelf.fetch("SHOW synchronous_commit") == [("on",)]  # type: ignore[attr-defined]
        register.close()
    finally:
        ask(postgres, "ALTER DATABASE postgres RESET synchronous_commit")


def test_a_wrong_or_missing_password_is_refused(server: Server, postgres: str, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The password comes from the password file; a wrong or missing one is said so, and it is never repeated."""
    for content in ("", "*:*:*:*:canary\n"):
        file = folder / "pgpass"
        file.write_text(content)
        file.chmod(0o600)
        monkeypatch.setenv("PGPASSFILE", str(file))
        with refused("wrong-password"):
            open_register(server.address_of(GUARDED))
    (folder / "pgpass").write_text(f"*:*:*:*:{PASSWORD}\n")
    with refused("needs-owner"):
        open_register(server.address_of(GUARDED))


def test_an_address_with_a_password_is_refused() -> None:
    """It would stand in the shell's history and in the list of processes."""
    for address in (f"postgresql://a:{PASSWORD}@db.example.org/x", f"postgresql://db.example.org/x?password={PASSWORD}"):
        with pytest.raises(BadCall) as raised:
            open_register(address)
        assert PASSWORD not in f"{raised.value.says} {raised.value.help}"
    with pytest.raises(BadCall):
        open_register("postgresql://a@b/c?canary=1")


def test_a_server_elsewhere_must_prove_who_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Off this machine the certificate is checked against the name; less is refused, also where the host comes from the environment."""
    assert read_address("postgresql://a@db.example.org/x")["sslmode"] == "verify-full"
    assert read_address("postgresql://a@db.example.org/x?sslmode=verify-full")["sslmode"] == "verify-full"
    assert "sslmode" not in read_address("postgresql://a@localhost/x") | read_address("postgresql:///x?host=/run/postgresql")
    for weak in ("disable", "allow", "prefer", "require", "verify-ca"):
        with pytest.raises(BadCall):
            read_address(f"postgresql://a@db.example.org/x?sslmode={weak}")
    monkeypatch.setenv("PGHOST", "db.example.org")
    assert read_address("postgresql:///x")["sslmode"] == "verify-full"


def test_a_server_that_is_away_is_said_to_be(folder: Path) -> None:
    """No server, no such host's socket: plain words."""
    with refused("server-away"):
        open_register(f"postgresql://a@/x?host={folder}")
    with refused("server-away"):
        open_register("postgresql://a@127.0.0.1:1/x")


def test_a_lost_connection_is_told_and_made_anew(postgres: str) -> None:
    """The server ends our connection between two saves and in the middle of one: a plain refusal, nothing half written, then it works."""
    register = Store("postgres", postgres).open()
    fill(register, 1, 1)
    shelf = register.shelf
    assert isinstance(shelf, PostgresShelf)

    def cut() -> None:
        [(mine,)] = shelf.fetch("SELECT pg_backend_pid()")
        ask(postgres, f"SELECT pg_terminate_backend({mine})")

    cut()
    with refused("server-away"):
        register.append("HF-2026-001", 1, [new()], card())
    register.append("HF-2026-001", 1, [new(says="x")], card())

    def events(name: str) -> list[object]:
        cut()
        return [new(says=name)]

    with refused("server-away"):
        register.begin("HF", 2026, events, lambda name: card())  # type: ignore[arg-type]
    assert register.begin("HF", 2026, lambda name: [new()], lambda name: card()) == "HF-2026-002"
    with pytest.raises(StoreError) as unsure, shelf.writing():
        cut()
    assert unsure.value.code == "unsure"
    assert register.verify() == ()
    register.close()
    with refused("closed"):
        register.read("HF-2026-001")


def test_a_writer_who_waits_too_long_is_told(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another holds the right to write, saving is refused after the wait, reading goes on, and afterwards it works."""
    monkeypatch.setattr(module, "_SETTINGS", (*module._SETTINGS, "SET lock_timeout = '50ms'"))
    store = Store("postgres", postgres)
    one, other = store.open(), store.open()
    with one.shelf.writing():
        with refused("locked"):
            other.append("A", 0, [new(says="canary")], card())
        assert other.cards() == ()
    other.append("A", 0, [new()], card())
    store.close()


def test_a_read_only_server_can_be_read(postgres: str) -> None:
    """A standby, or a database set to read only: lists and checks go on, a save is refused."""
    store = Store("postgres", postgres)
    fill(store.open(), 1, 2)
    ask(postgres, "ALTER DATABASE postgres SET default_transaction_read_only = on")
    try:
        register = store.open()
        assert register.verify(fold) == () and len(register.cards()) == 1
        with refused("read-only"):
            register.append("A", 0, [new()], card())
        store.close()
    finally:
        with psycopg.connect(postgres, autocommit=True) as con:
            con.execute("SET default_transaction_read_only = off")
            con.execute("ALTER DATABASE postgres RESET default_transaction_read_only")


def test_a_schema_step_is_done_whole_or_not_at_all(postgres: str) -> None:
    """D15: a step that fails at any statement leaves the old schema; the next start with a step that works makes the new one."""
    fine = ("ALTER TABLE card ADD COLUMN invented text", "CREATE INDEX invented ON card (invented)", "CREATE TABLE more (x integer)")
    for at in range(len(STEPS[0].statements) + 1):
        with refused("store"):
            PostgresShelf(postgres, steps=(Step(1, "fails", (*STEPS[0].statements[:at], "NOT SQL: canary", *STEPS[0].statements[at:])),))
        assert ask(postgres, "SELECT count(*) FROM pg_namespace WHERE nspname = 'thresholds'") == [(0,)]
    store = Store("postgres", postgres)
    fill(store.open(), 1, 2)
    store.close()
    for at in range(len(fine) + 1):
        with refused("store"):
            PostgresShelf(postgres, steps=(*STEPS, Step(2, "fails", (*fine[:at], "NOT SQL: canary", *fine[at:]))))
        assert ask(postgres, "SELECT count(*) FROM pg_class WHERE relname IN ('invented', 'more')") == [(0,)]
        assert ask(postgres, "SELECT max(number) FROM thresholds.schema_step") == [(1,)]
    PostgresShelf(postgres, steps=(*STEPS, Step(2, "works", fine))).close()
    assert ask(postgres, "SELECT count(*) FROM pg_class WHERE relname IN ('invented', 'more')") == [(2,)]
    with refused("newer-register"):
        open_register(postgres)


def test_a_register_that_is_not_to_be_made_is_not(postgres: str, server: Server) -> None:
    """With `create` false nothing is made; a role without the right to make one is told to ask the owner."""
    with refused("no-register"):
        open_register(postgres, create=False)
    with refused("needs-owner"):
        open_register(server.address_of(SCRIBE))
    assert ask(postgres, "SELECT count(*) FROM pg_namespace WHERE nspname = 'thresholds'") == [(0,)]


def test_without_the_driver_the_extra_is_named(folder: Path) -> None:
    """Who has not installed the extra is told which it is; everything else works without it."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from thresholds.errors import StoreError\n"
        "from thresholds.records.opening import open_register\n"
        "open_register(':memory:')\n"
        "try: open_register('postgresql:///x')\n"
        "except StoreError as error: print(error.code, error.help)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    assert done.stdout == "no-driver Install the program with its extra `postgres`.\n"
