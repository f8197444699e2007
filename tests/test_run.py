"""run.py: what it decides, without making an environment or reaching a network."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import run


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of our own with an environment that looks finished for the app."""
    monkeypatch.setattr(run, "CHECKOUT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    python = Path(run.program(tmp_path / ".venv", "python"))
    python.parent.mkdir(parents=True)
    python.touch(mode=0o755)
    (tmp_path / ".venv" / run.STAMP).write_text(run.stamp(tmp_path / ".venv", ""))
    return tmp_path


def test_parses_on_an_old_python() -> None:
    """An old Python has to reach the sentence that says so."""
    ast.parse(Path(run.__file__).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_imports_only_the_standard_library() -> None:
    """Nothing is installed yet when run.py starts."""
    tree = ast.parse(Path(run.__file__).read_text(encoding="utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("words", [[], ["-h"], ["--help"]])
def test_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every word is in the usage, and asking for it is no error."""
    assert run.main(words) == 0
    said = capsys.readouterr()
    assert all(f"\n  {word} " in said.out for word in run.EXTRAS)
    assert said.err == ""


def test_unknown_word(capsys: pytest.CaptureFixture[str]) -> None:
    """Two sentences on stderr, nothing on stdout, and the exit code of a wrong call."""
    assert run.main(["tset"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["run.py does not know that word.", "Run `python3 run.py --help` to see the words it knows."]


def test_commands_pass_arguments_on() -> None:
    """Arguments after the word reach the program untouched."""
    environment = Path("env")
    assert run.commands("app", ["--plain"], environment)[0][-3:] == [run.program(environment, "thresholds"), "app", "--plain"]
    assert run.commands("thresholds", ["guide", "list"], environment)[0][-2:] == ["guide", "list"]
    assert run.commands("test", ["-k", "a b"], environment) == [[run.program(environment, "python"), "-m", "pytest", "-k", "a b"]]
    assert run.commands("dev", ["mypy"], environment)[0][1:] == ["-m", "mypy"]
    assert run.commands("dev", ["benchmarks/run.py", "-q"], environment)[0][1:] == ["benchmarks/run.py", "-q"]


def test_check_ends_with_the_tests() -> None:
    """The checks come first and pytest closes, whose last line people look for."""
    tools = [line[2] for line in run.commands("check", [], Path("env"))]
    assert tools == ["ruff", "ruff", "mypy", "pytest"]


def test_ready_only_for_what_was_installed(checkout: Path) -> None:
    """The app's environment does not serve the tests; the tests' environment serves the app."""
    environment = checkout / ".venv"
    assert run.is_ready(environment, "")
    assert not run.is_ready(environment, "dev")
    (environment / run.STAMP).write_text(run.stamp(environment, "dev"))
    assert run.is_ready(environment, "")
    assert run.is_ready(environment, "dev")


def test_not_ready_when_half_made(checkout: Path) -> None:
    """The stamp is written last: without it the environment was not finished."""
    (checkout / ".venv" / run.STAMP).unlink()
    assert not run.is_ready(checkout / ".venv", "")


def test_not_ready_when_its_python_is_gone(checkout: Path) -> None:
    """A Python that was removed or cannot be reached leaves a link to nothing."""
    Path(run.program(checkout / ".venv", "python")).unlink()
    assert run.read_stamp(checkout / ".venv") == ""


def test_not_ready_when_pyproject_changed(checkout: Path) -> None:
    """A new dependency has to be installed, into the environment that is there."""
    environment = checkout / ".venv"
    before = run.read_stamp(environment)
    (checkout / "pyproject.toml").write_text("[project]\ndependencies = ['x']\n")
    assert not run.is_ready(environment, "")
    assert run.stamp(environment, "").split()[0] == before.split()[0]


def test_not_ready_when_moved_or_made_by_another_python(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such an environment has to be made anew, so the first half of the stamp changes."""
    environment = checkout / ".venv"
    before = run.read_stamp(environment).split()[0]
    moved = environment.rename(checkout / "moved")
    assert not run.is_ready(moved, "")
    assert run.stamp(moved, "").split()[0] != before
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert run.stamp(environment, "").split()[0] != before


def test_homes_in_order(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside run.py first; elsewhere under a name that no other checkout has."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(checkout / "cache"))
    beside, cached, temporary = run.homes()
    assert beside == checkout / ".venv"
    assert cached.parent == checkout / "cache"
    assert temporary.name.startswith(cached.name)
    monkeypatch.setattr(run, "CHECKOUT", checkout / "other")
    assert next(home for home in run.homes() if home.parent == cached.parent) != cached


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps temporary folders apart itself")
def test_a_folder_open_to_others_is_refused(checkout: Path) -> None:
    """In a shared temporary folder somebody else could have put a program where we would start it."""
    private, open_to_all = checkout / "a" / "private", checkout / "a" / "open"
    assert run.may_build(private)
    assert private.stat().st_mode & 0o777 == 0o700
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    assert not run.may_build(open_to_all)
    (checkout / "a" / "link").symlink_to(private)
    assert not run.may_build(checkout / "a" / "link")


def test_nowhere_to_write(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two sentences, no traceback."""
    monkeypatch.setattr(run, "homes", lambda: iter([checkout / "pyproject.toml" / "below-a-file"]))
    with pytest.raises(SystemExit) as stopped:
        run.main(["app"])
    assert stopped.value.code == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_surroundings_drop_what_sends_packages_elsewhere(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PIP_USER and its like are dropped; everything else, an index among it, is the person's own business."""
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)  # set when these tests run from a read-only checkout themselves
    for name in run.DROPPED:
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("PIP_DEFAULT_TIMEOUT", "60")
    kept = run.surroundings(checkout / ".venv")
    assert not run.DROPPED & kept.keys()
    assert kept["PIP_DEFAULT_TIMEOUT"] == "60"
    assert "PYTHONPYCACHEPREFIX" not in kept


def test_surroundings_keep_caches_out_of_a_read_only_checkout(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment elsewhere means that nothing can be written beside run.py."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-q")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    elsewhere = checkout / "cache" / "env"
    kept = run.surroundings(elsewhere)
    caches = ["PYTHONPYCACHEPREFIX", "MYPY_CACHE_DIR", "RUFF_CACHE_DIR", "HYPOTHESIS_STORAGE_DIRECTORY"]
    assert all(kept[name].startswith(str(elsewhere)) for name in caches)
    assert kept["PYTEST_ADDOPTS"] == "-q -p no:cacheprovider"
    assert "PYTHONDONTWRITEBYTECODE" not in kept


@pytest.mark.parametrize(
    ("log", "line"),
    [
        (
            "  ERROR: No matching distribution found for x\n  [end of output]\nerror: see above\n\n",
            "ERROR: No matching distribution found for x",
        ),
        ("error: Request failed\n  cause: failed to lookup address\n", "cause: failed to lookup address"),
        ("$ python -m pip install\n", "$ python -m pip install"),
    ],
)
def test_last_line_is_the_one_that_helps(checkout: Path, log: str, line: str) -> None:
    """Pip adds hints after its error, uv adds the cause at the very end; the person sees one line."""
    (checkout / ".venv" / run.LOG).write_text(log)
    assert run.last_line(checkout / ".venv") == line


def test_a_failed_install_leaves_no_stamp(checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Two sentences after the line that says what was going on; the next run starts over."""
    monkeypatch.setattr(run, "installer", lambda environment: [sys.executable, "-c", "raise SystemExit('ERROR: no route to anywhere')"])
    with pytest.raises(SystemExit) as stopped:
        run.main(["test"])
    assert stopped.value.code == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0] == "Setting up (a part is missing or has changed) ..."
    assert "ERROR: no route to anywhere" in said.err.splitlines()[1]
    assert len(said.err.splitlines()) == 3
    assert run.read_stamp(checkout / ".venv") == ""


@pytest.mark.skipif(os.name == "nt", reason="uses the locks of POSIX")
def test_a_second_run_waits(checkout: Path) -> None:
    """While one run holds the lock another cannot take it; afterwards it can."""
    attempt = "import fcntl, sys; fcntl.flock(open(sys.argv[1]), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    line = [sys.executable, "-c", attempt, str(checkout / ".venv" / run.LOCK)]
    with run.lock(checkout / ".venv"):
        assert subprocess.run(line, capture_output=True, check=False).returncode == 1
    assert subprocess.run(line, capture_output=True, check=False).returncode == 0
