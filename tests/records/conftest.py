"""Registers to test: in memory, in a SQLite file, and on a real PostgreSQL server."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.records.server import GUARDED, PASSWORD, SCRIBE, NoServer, Server, running_server
from tests.records.stores import Store, quick_folder
from thresholds.records.opening import open_register
from thresholds.records.postgres_steps import grants
from thresholds.records.register import Register


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has one."""
    made = Path(tempfile.mkdtemp(prefix="records", dir=quick_folder()))
    yield made
    made.chmod(0o700)
    shutil.rmtree(made)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A running PostgreSQL. Where there is none these tests are skipped, but under CI=true they fail."""
    try:
        with running_server() as started:
            with psycopg.connect(started.address, autocommit=True) as con:
                for role in (GUARDED, SCRIBE):
                    con.execute(f"DROP ROLE IF EXISTS {role}")
                con.execute(f"CREATE ROLE {GUARDED} LOGIN PASSWORD '{PASSWORD}'")
                con.execute(f"CREATE ROLE {SCRIBE} LOGIN")
            yield started
    except NoServer as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(error))


@pytest.fixture
def postgres(server: Server) -> str:
    """The address of an empty database, as its owner."""
    with psycopg.connect(server.address, autocommit=True) as con:
        con.execute("DROP SCHEMA IF EXISTS thresholds CASCADE")
    return server.address


@pytest.fixture
def scribe(server: Server, postgres: str) -> str:
    """The address of a new register for the role that may only read and add."""
    open_register(postgres).close()
    with psycopg.connect(postgres, autocommit=True) as con:
        for statement in grants(SCRIBE):
            con.execute(statement)
    return server.address_of(SCRIBE)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """An empty store of each kind; `open()` gives a handle on it, as often as a test likes."""
    addresses = {
        "memory": lambda: ":memory:",
        "sqlite": lambda: folder / "r.sqlite3",
        "postgres": lambda: request.getfixturevalue("postgres"),
    }
    made = Store(request.param, addresses[request.param]())
    yield made
    made.close()


@pytest.fixture
def register(store: Store) -> Register:
    """One open register of each kind."""
    return store.open()


@pytest.fixture
def sqlite(folder: Path) -> Iterator[Store]:
    """An empty SQLite store."""
    made = Store("sqlite", folder / "r.sqlite3")
    yield made
    made.close()
