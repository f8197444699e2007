"""Measure the product against the performance targets, beside its peers, in one run on this machine.

With --peers the engines we are compared with are installed first, into an environment of their own in the cache folder.
Timing is for benchmarks and never for tests: the exit code is 0 whatever the figures say.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
REQUIREMENTS = HERE / "requirements-peers.txt"
BENCHMARKS = ("decisions", "startup", "screens")


def main(argv: list[str]) -> None:
    """Run what was asked for, or everything, and print the table."""
    from table import Row, print_table

    asked = read_arguments(argv)
    python = install_peers() if asked.peers else peers_python()
    print(machine())
    rows: list[Row] = []
    if "decisions" in asked.only:
        from decisions import measure_decisions

        rows += measure_decisions(python if python.exists() else None)
    if "startup" in asked.only:
        from startup import measure_startup

        rows += measure_startup()
    if "screens" in asked.only:
        from screens import measure_screens

        rows += measure_screens(python if python.exists() else None)
    print()
    print_table(rows)
    if any("not run" in row for row in rows):
        print("\nRows marked `not run` need the peers: `python benchmarks/run.py --peers` installs them in an environment of their own.")


def read_arguments(argv: list[str]) -> argparse.Namespace:
    """Give what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("only", nargs="*", default=list(BENCHMARKS), metavar="|".join(BENCHMARKS), help="measure only these")
    parser.add_argument("--peers", action="store_true", help="first install the peers in an environment of their own")
    asked = parser.parse_args(argv)
    for word in asked.only:
        if word not in BENCHMARKS:
            parser.error(f"the benchmarks are {', '.join(BENCHMARKS)}")
    return asked


def machine() -> str:
    """Give the line that says where the figures come from."""
    load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    ours = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic", "textual"))
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}, {ours}"


def peers_home() -> Path:
    """Give the folder of the peers' environment: one for each Python and each set of requirements."""
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    named = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    return Path(cache) / f"thresholds-peers-{named}"


def peers_python() -> Path:
    """Give the peers' interpreter, which may not be there."""
    home = peers_home()
    return home / "Scripts" / "python.exe" if os.name == "nt" else home / "bin" / "python"


def install_peers() -> Path:
    """Make the peers' environment unless it is there whole; give its interpreter."""
    home = peers_home()
    if not peers_python().exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=home.parent, prefix=f"{home.name}-"))
        try:
            subprocess.run([sys.executable, "-m", "venv", made], check=True)
            pip = [made / peers_python().relative_to(home), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, "-r", REQUIREMENTS], check=True)
            made.rename(home)  # last of all: an environment that is there is whole
        except subprocess.CalledProcessError:
            print("The peers could not be installed: see what pip says above. Their rows are not run.")
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return peers_python()


if __name__ == "__main__":
    main(sys.argv[1:])
