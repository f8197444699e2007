#!/usr/bin/env python3
"""usage: python3 run.py WORD [arguments]

  app          open the app
  test         run the whole test-suite; arguments go to pytest
  check        formatting, lint, types and tests: the same as `make check`
  thresholds   any command of the tool, as in: python3 run.py thresholds guide list
  escalation   any command on disagreements, as in: python3 run.py escalation ladder brent
  dev          one development tool or script, as in: python3 run.py dev ruff format .

The first run makes .venv beside this file, which takes about half a minute; later runs start at once."""
# Standard library only. It must *parse* on Python 3.6, so that an old Python gives a sentence and not a syntax error.

import contextlib
import hashlib
import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

if sys.version_info < (3, 11):
    print(f"This needs Python 3.11 or newer, and this is Python {sys.version_info[0]}.{sys.version_info[1]}.", file=sys.stderr)
    sys.exit("Install a newer Python, or call the one you have by its name, as in: python3.12 run.py app")

CHECKOUT = Path(__file__).resolve().parent
EXTRAS = {"app": "", "thresholds": "", "escalation": "", "test": "dev", "check": "dev", "dev": "dev"}
CHECKS = (["ruff", "format", "--check", "."], ["ruff", "check", "."], ["mypy"])
SPREAD = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]  # the whole suite; single tests start sooner in one process
LOCK, LOG, STAMP = "run.lock", "setup.log", "run.stamp"
# Settings of the person or the machine that would send packages elsewhere or bring other code in.
DROPPED = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_NO_DEPS", "PIP_NO_COMPILE", "PIP_DRY_RUN"}
DROPPED |= {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}


def main(words: list[str]) -> int:
    """Do what the words ask; give back the exit code."""
    if not words or words[0] in ("-h", "--help"):
        print(__doc__)
        return 0
    word, rest = words[0], words[1:]
    if word not in EXTRAS:
        return complain("run.py does not know that word.", "Run `python3 run.py --help` to see the words it knows.", code=2)
    try:
        environment = prepare(EXTRAS[word])
        return launch(commands(word, rest, environment), environment, CHECKOUT if EXTRAS[word] else Path.cwd())
    except OSError as error:
        return complain(f"The set-up could not finish ({error}).", "Put that right, or delete .venv, and run the same command again.")
    except KeyboardInterrupt:
        return complain("Stopped.", "A set-up that was under way starts afresh at the next run.", code=130)


def complain(*sentences: str, code: int = 1) -> int:
    """Tell the person what happened and what to do next, on stderr, at once; give back the exit code."""
    print(*sentences, sep="\n", file=sys.stderr, flush=True)
    return code


def commands(word: str, rest: list[str], environment: Path) -> list[list[str]]:
    """The command lines, in order, that a word stands for."""
    python, script = program(environment, "python"), program(environment, "escalation" if word == "escalation" else "thresholds")
    tool = [script] if os.name == "nt" else [python, script]
    tests = [python, "-m", "pytest", *([] if rest else SPREAD), *rest]
    return {
        "app": [[*tool, "app", *rest]],
        "thresholds": [[*tool, *rest]],
        "escalation": [[*tool, *rest]],
        "test": [tests],
        "check": [*([python, "-m", *check] for check in CHECKS), tests],
        "dev": [[python, *(["-m"] if rest and not rest[0].endswith(".py") else []), *rest]],
    }[word]


def launch(lines: list[list[str]], environment: Path, folder: Path) -> int:
    """Become the one command there is; or run all of several, and fail if any of them fails."""
    os.chdir(folder)
    settings = surroundings(environment)
    if len(lines) == 1 and os.name != "nt":
        os.execve(lines[0][0], lines[0], settings)
    failed = 0
    for line in lines:
        if len(lines) > 1:
            complain("$ " + " ".join(line[2:]))
        failed = subprocess.call(line, env=settings) or failed
    return failed


def prepare(extras: str) -> Path:
    """Give back an environment that holds these extras, and make or fill it first if need be."""
    environment = next((home for home in homes() if may_build(home)), None)
    if environment is None:
        next_step = "Set TMPDIR to a folder of your own, and run the same command again."
        sys.exit(complain("The set-up has no folder that it may write to.", next_step))
    if not is_ready(environment, extras):
        why = "a part is missing or has changed" if read_stamp(environment) else "first time, about half a minute"
        complain(f"Setting up ({why}) ...")
        with lock(environment):
            if not is_ready(environment, extras):  # the run we waited for may have done it
                build(environment, extras)
    return environment


def homes() -> Iterator[Path]:
    """Where the environment may live, best first: beside this file, the user's cache folder, the temporary folder."""
    yield CHECKOUT / ".venv"
    name = "thresholds-" + hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:16]
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/.cache")
    if os.path.isabs(cache):
        yield Path(cache, name)
    yield Path(tempfile.gettempdir(), f"{name}-{os.getuid() if hasattr(os, 'getuid') else 'user'}")


def may_build(environment: Path) -> bool:
    """Whether we can write here; outside the checkout, only where nobody else can have put programs."""
    beside = environment.parent == CHECKOUT
    try:
        environment.mkdir(mode=0o777 if beside else 0o700, parents=True, exist_ok=True)
        (environment / LOCK).touch()
        found = os.lstat(environment)
    except OSError:
        return False
    return beside or os.name == "nt" or (stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022)


def stamp(environment: Path, extras: str) -> str:
    """Two hashes: of what cannot change later (where it is, whose code it runs, which Python), and of what it holds."""
    fixed = [os.fsencode(environment), os.fsencode(CHECKOUT), str(sys.version_info[:2]).encode()]
    filled = [(CHECKOUT / "pyproject.toml").read_bytes(), extras.encode()]
    return " ".join(hashlib.sha256(b"\0".join(parts)).hexdigest() for parts in (fixed, filled))


def read_stamp(environment: Path) -> str:
    """The stamp of an environment that was finished and whose Python is still there; otherwise nothing."""
    finished = os.access(program(environment, "python"), os.X_OK) and (environment / STAMP).is_file()
    return (environment / STAMP).read_text(encoding="ascii", errors="replace") if finished else ""


def is_ready(environment: Path, extras: str) -> bool:
    """Whether these extras are installed; an environment with the development tools serves the app as well."""
    return read_stamp(environment) in {stamp(environment, extras), stamp(environment, "dev")}


def lock(environment: Path) -> TextIO:
    """Hold the lock until the file is closed; a second run waits. Installers inherit it, lest one that outlives us be disturbed."""
    held = open(environment / LOCK, "a")  # noqa: SIM115 - the caller closes it
    os.set_inheritable(held.fileno(), True)
    if sys.platform == "win32":
        import msvcrt

        while True:  # each call waits ten seconds
            with contextlib.suppress(OSError):
                msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
                return held
    import fcntl

    with contextlib.suppress(OSError):  # a file system without locks: better unguarded than not at all
        fcntl.flock(held, fcntl.LOCK_EX)
    return held


def build(environment: Path, extras: str) -> None:
    """Make the environment, unless what is there only needs filling; fill it; stamp it last of all."""
    only_fill = read_stamp(environment)[:64] == stamp(environment, extras)[:64] and installer(environment)
    (environment / STAMP).unlink(missing_ok=True)
    if not only_fill:
        make(environment)
    goal = f".[{extras}]" if extras else "."
    if not succeeds([*installer(environment), "--editable", goal], environment):
        happened = f"The packages could not be installed; the installer's last line was: {last_line(environment)}"
        next_step = "Check that this machine can reach its package index, and run the same command again"
        sys.exit(complain(happened, f"{next_step} (everything it said is in {environment / LOG})."))
    succeeds([program(environment, "python"), "-m", "compileall", "-q", "thresholds", "escalation", "tui"], environment)
    (environment / STAMP).write_text(stamp(environment, extras), encoding="ascii")


def make(environment: Path) -> None:
    """Make a bare environment in the cleared folder: with venv, else with uv, else after adding Debian's missing package."""
    for child in environment.iterdir():
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        elif child.name != LOCK:
            child.unlink()
    python = getattr(sys, "_base_executable", "") or sys.executable  # the real one, also when called from an environment
    with_venv = [python, "-m", "venv", str(environment)]
    with_uv = [shutil.which("uv") or "", "venv", "--allow-existing", "--python", python, str(environment)]
    if succeeds(with_venv, environment) or (with_uv[0] and succeeds(with_uv, environment)):
        return
    if not (install_venv_package(environment) and succeeds(with_venv, environment)):
        next_step = "Install its venv part (Debian and Ubuntu: sudo apt-get install python3-venv) or uv, and run the same command again."
        sys.exit(complain(f"This Python ({python}) cannot make a virtual environment.", next_step))


def install_venv_package(environment: Path) -> bool:
    """As root on a Debian whose Python came without the part that makes environments: install that part."""
    lacking = importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None
    if not (lacking and shutil.which("apt-get") and os.geteuid() == 0):
        return False
    complain("Installing python3-venv with apt-get ...")
    succeeds(["apt-get", "update"], environment)
    names = (f"python3.{sys.version_info[1]}-venv", "python3-venv")
    return any(succeeds(["apt-get", "install", "-y", "--no-install-recommends", name], environment) for name in names)


def installer(environment: Path) -> list[str]:
    """The command that installs into this environment: its own pip, else uv; nothing if there is neither."""
    python, uv = program(environment, "python"), shutil.which("uv")
    if succeeds([python, "-m", "pip", "--version"], environment):
        return [python, "-m", "pip", "install", "--quiet", "--no-input", "--no-user", "--disable-pip-version-check"]
    return [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python] if uv else []


def succeeds(command: list[str], environment: Path) -> bool:
    """Run one step of the set-up, its words going to the log; whether it ended well."""
    settings = {"PIP_RETRIES": "2", **surroundings(environment), "DEBIAN_FRONTEND": "noninteractive"}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)  # else every later start would compile everything again
    with open(environment / LOG, "ab") as log:
        log.write(os.fsencode("$ " + " ".join(command) + "\n"))
        log.flush()
        ended = subprocess.run(command, cwd=CHECKOUT, env=settings, stdin=subprocess.DEVNULL, stdout=log, stderr=log, close_fds=False)
    return ended.returncode == 0


def last_line(environment: Path) -> str:
    """The line of the log that tells most: pip's last error, which it may indent; else the very last line, as uv has it."""
    lines = [line.strip() for line in (environment / LOG).read_text(encoding="utf-8", errors="replace").splitlines()]
    return next((line for line in reversed(lines) if line.startswith("ERROR:")), list(filter(None, lines))[-1])


def surroundings(environment: Path) -> dict[str, str]:
    """The variables for everything we start; where the checkout is read-only, caches go beside the environment."""
    kept = {name: value for name, value in os.environ.items() if name not in DROPPED}
    if environment.parent != CHECKOUT:
        cache = environment / "cache"
        kept.pop("PYTHONDONTWRITEBYTECODE", None)  # nothing lands in the checkout, and starts stay quick
        kept.update(PYTHONPYCACHEPREFIX=str(cache / "python"), HYPOTHESIS_STORAGE_DIRECTORY=str(cache / "hypothesis"))
        kept.update(MYPY_CACHE_DIR=str(cache / "mypy"), RUFF_CACHE_DIR=str(cache / "ruff"))
        kept["PYTEST_ADDOPTS"] = kept.get("PYTEST_ADDOPTS", "") + " -p no:cacheprovider"
    return kept


def program(environment: Path, name: str) -> str:
    """Where a program of the environment is."""
    return str(environment / "Scripts" / f"{name}.exe") if os.name == "nt" else str(environment / "bin" / name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
