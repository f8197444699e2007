"""The shared store: a PostgreSQL server that says it keeps what it says it saved. The only module that imports psycopg."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import RLock
from typing import Any

from thresholds import places
from thresholds.errors import BadCall, StoreError
from thresholds.finding import Finding
from thresholds.records.faults import fault
from thresholds.records.postgres_steps import STEPS
from thresholds.records.sql import BETWEEN, SqlShelf, as_whole, as_word
from thresholds.records.sqlite_steps import Step

try:
    import psycopg
    from psycopg import conninfo
except ImportError:
    raise fault("no-driver") from None

_WRITER = 0x5448524553484F4C
"""The advisory lock that a writer holds: one at a time, as long as its transaction."""
_MUST = {"fsync": ("on",), "full_page_writes": ("on",), "server_encoding": ("UTF8",), "synchronous_commit": ("on", "remote_apply")}
_SETTINGS = (
    "SET synchronous_commit = 'on'",
    "SET lock_timeout = '5s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET search_path = thresholds, pg_temp",
)


class PostgresShelf(SqlShelf):
    """A `Shelf` on a PostgreSQL server. After the connection is lost the next act connects anew."""

    between = BETWEEN.format(bytes="convert_to(b.text, 'UTF8')")

    def __init__(self, address: str, *, create: bool = True, steps: Sequence[Step] = STEPS) -> None:
        """Connect to `address`. Raises BadCall where it holds a password, StoreError where it cannot be used."""
        self._address = read_address(address)
        self._turn = RLock()
        self._inside = self._shut = False
        self._con = self._connect()
        try:
            self._update(create, steps)
            found = self.fetch("SELECT origin FROM register")
            self.origin = as_word(found[0][0] if len(found) == 1 else None)
        except BaseException:
            self.close()
            raise

    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and give its rows."""
        with self._turn, _ours():
            return self._live().execute(_percent(sql), values, binary=True).fetchall()

    def do(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self._turn, _ours():
            self._live().execute(_percent(sql), values or None)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Take the writer's lock; the next statement sees all that others have saved."""
        with self._transaction("BEGIN ISOLATION LEVEL READ COMMITTED"):
            self.do("SELECT pg_advisory_xact_lock(?)", (_WRITER,))
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See one state."""
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"):
            yield

    def begin_check(self, is_thorough: bool) -> Callable[[], list[Finding]]:
        """Say where the server would not notice a page that rotted."""
        warnings = []
        if self.fetch("SHOW data_checksums") != [("on",)]:
            says, help = "The server does not keep checksums of its pages.", "Ask its owner about pg_checksums."
            warnings.append(Finding("no-checksums", "warning", "register", "", 0, says, help))
        return lambda: warnings

    def close(self) -> None:
        """Let go of the server."""
        with self._turn, suppress(psycopg.Error):
            self._shut = True
            self._con.close()

    def _live(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """Give the connection; a new one where the old one was lost and nothing is under way on it."""
        if self._shut:
            raise fault("closed")
        if self._con.closed and not self._inside:
            self._con = self._connect()
        return self._con

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._turn:
            self.do(begin)
            self._inside = True
            try:
                try:
                    yield
                except BaseException:
                    with suppress(StoreError):
                        self.do("ROLLBACK")
                    raise
                try:
                    self.do("COMMIT")
                except StoreError as error:
                    raise (fault("unsure") if error.code == "server-away" else error) from None
            finally:
                self._inside = False

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """Give a connection with our settings to a server that keeps what it says it saved."""
        try:
            con = psycopg.connect(**self._address, autocommit=True)
        except psycopg.Error as error:
            raise _from_connecting(error) from None
        try:
            with _ours():
                for setting in _SETTINGS:
                    con.execute(setting)
                for name, safe in _MUST.items():
                    if con.execute(f"SHOW {name}").fetchone() not in [(value,) for value in safe]:
                        raise fault("unsafe-server")
        except BaseException:
            con.close()
            raise
        return con

    def _update(self, create: bool, steps: Sequence[Step]) -> None:
        """Do the steps that the register has not had, all under the writer's lock; refuse a newer one."""
        done = self._steps_done()
        if done > steps[-1].number:
            raise fault("newer-register")
        if not done and not create:
            raise fault("no-register")
        for step in steps[done:]:
            try:
                self._do_step(step)
            except StoreError as error:
                raise (fault("needs-owner") if error.code == "no-right" else error) from None

    def _do_step(self, step: Step) -> None:
        with self.writing():
            if self._steps_done() >= step.number:  # another may have done it meanwhile
                return
            if step.number == 1:
                self.do("CREATE SCHEMA IF NOT EXISTS thresholds")
            for statement in step.statements:
                self.do(statement)
            if step.number == 1:
                self.do("INSERT INTO register (origin) VALUES (?)", (secrets.token_hex(16),))
            self.do("INSERT INTO schema_step (number, name) VALUES (?, ?)", (step.number, step.name))

    def _steps_done(self) -> int:
        if self.fetch("SELECT to_regclass('thresholds.schema_step') IS NULL") == [(True,)]:
            return 0
        return as_whole(self.fetch("SELECT max(number) FROM schema_step")[0][0])


def read_address(address: str) -> dict[str, Any]:
    """Give what psycopg is to be told. A server that is not on this machine must prove who it is (`sslmode=verify-full`).

    Raises BadCall where the address is none, holds a password, or asks for less than that.
    """
    try:
        parts: dict[str, Any] = dict(conninfo.conninfo_to_dict(address))
    except psycopg.Error:
        raise BadCall("That is not the address of a server.", "Write it as postgresql://user@host/name.", code="bad-address") from None
    if "password" in parts:
        raise BadCall("The address holds a password.", "Leave it out and keep it in your password file (pgpass).", code="bad-address")
    if not _is_on_this_machine(parts) and parts.setdefault("sslmode", "verify-full") != "verify-full":
        raise BadCall("The address lets the server go unproven.", "Write sslmode=verify-full, or leave it out.", code="bad-address")
    return {"connect_timeout": 5, "tcp_user_timeout": 10_000, "application_name": "thresholds", **parts, "client_encoding": "UTF8"}


def _is_on_this_machine(parts: Mapping[str, Any]) -> bool:
    named = [parts.get(name) or places.postgres_setting(name) for name in ("host", "hostaddr", "service")]
    hosts = ",".join(str(name) for name in named if name).split(",")
    return all(not host or host.startswith("/") or host in ("localhost", "127.0.0.1", "::1") for host in hosts)


@lru_cache
def _percent(sql: str) -> str:
    return sql.replace("?", "%s")


_BY_STATE = {
    "55P03": "locked",
    "40001": "locked",
    "40P01": "locked",
    "53100": "full",
    "25006": "read-only",
    "42501": "no-right",
    "XX001": "damaged",
    "XX002": "damaged",
    "23001": "refused",
    "23505": "locked",
    "57P01": "server-away",
    "57P02": "server-away",
    "57P03": "server-away",
    "25P03": "server-away",
    "28P01": "wrong-password",
    "28000": "wrong-password",
}


@contextmanager
def _ours() -> Iterator[None]:
    """Turn the server's errors into ours; the only place where that happens once connected."""
    try:
        yield
    except psycopg.Error as error:
        state = error.sqlstate
        if state is None:
            raise fault("server-away" if isinstance(error, psycopg.OperationalError) else "store") from None
        raise fault(_BY_STATE.get(state, "server-away" if state.startswith("08") else "store")) from None


def _from_connecting(error: "psycopg.Error") -> StoreError:
    """Give our error for a connection that was not made; libpq tells only in words."""
    words = str(error)
    refused = "password" in words or "authentication" in words or "pg_hba" in words
    return fault("wrong-password" if refused else "server-away")
