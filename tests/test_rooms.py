"""The house (design 2): imports go down, only the roof meets the terminal and the clock, files and functions stay small."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
PACKAGES = ("thresholds", "escalation", "tui")
GROUND = (
    "pages",
    "calendar",
    "holidays",
    "names",
    "ordinary_words",
    "proper_words",
    "toml",
    "privacy",
    "text",
    "finding",
    "errors",
    "places",
    "records",
    "documents",
)

# Each room with its floor; the longest beginning of a module's name counts.
ROOMS = {
    "thresholds": 0,
    **{f"thresholds.{name}": 0 for name in GROUND},
    "thresholds.guide": 1,
    "thresholds.assessment": 2,
    "thresholds.review": 3,
    "thresholds.workshop": 3,
    "escalation": 3,
    "thresholds.cli": 4,
    "thresholds.__main__": 4,
    "escalation.cli": 4,
    "escalation.__main__": 4,
    "tui": 4,
}
ROOF = 4
SCREEN_LIBRARIES = {"typer", "click", "rich", "textual"}
DATABASES = {"sqlite3", "psycopg", "psycopg2", "sqlcipher3", "apsw", "sqlalchemy"}
DOCUMENT_LIBRARIES = {"docx", "openpyxl", "reportlab", "markdown_it", "icalendar"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "handler", "engine", "core", "common", "misc"}
CLOCKS = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "monotonic"),
    ("time", "localtime"),
    ("time", "gmtime"),
}
STREAMS = {"stdin", "stdout", "stderr", "argv", "exit"}
MOST_LINES, MOST_FUNCTION_LINES, MOST_MODELS = 300, 70, 25


@cache
def modules() -> dict[str, Path]:
    """Every module of the house by its name."""
    found = {}
    for package in PACKAGES:
        for path in sorted((HOUSE / package).rglob("*.py")):
            parts = list(path.relative_to(HOUSE).with_suffix("").parts)
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(module: str) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(modules()[module].read_text(encoding="utf-8"))


def room(module: str) -> str:
    """The room that a module is in."""
    parts = module.split(".")
    return next(name for end in range(len(parts), 0, -1) if (name := ".".join(parts[:end])) in ROOMS)


def floor(module: str) -> int:
    """The floor that a module is on."""
    return ROOMS[room(module)]


def imported(module: str, *, lazily: bool = True) -> Iterator[str]:
    """Every module that `module` imports; without `lazily` only those of the import itself, not of a call."""
    inside = {id(n) for f in ast.walk(tree(module)) if isinstance(f, ast.FunctionDef | ast.AsyncFunctionDef) for n in ast.walk(f)}
    for node in ast.walk(tree(module)):
        if not lazily and id(node) in inside:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(module, node)
            for name in node.names:
                yield f"{base}.{name.name}" if f"{base}.{name.name}" in modules() else base


def absolute(module: str, node: ast.ImportFrom) -> str:
    """The module that a `from` import names, relative ones made whole."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    package = parts if modules()[module].name == "__init__.py" else parts[:-1]
    return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])


def own(module: str, *, lazily: bool = True) -> set[str]:
    """The modules of the house that `module` imports."""
    return {name for name in imported(module, lazily=lazily) if name in modules()} - {module}


def others(module: str) -> set[str]:
    """The libraries that `module` imports, by their first name."""
    return {name.partition(".")[0] for name in imported(module)} - set(PACKAGES)


def below_the_roof() -> list[str]:
    """Every module that is not on the roof."""
    return [name for name in modules() if floor(name) < ROOF]


def run_python(code: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, from the checkout."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTEST"))}
    command = [sys.executable, "-c", code, *words]
    return subprocess.run(command, cwd=HOUSE, env=settings, capture_output=True, text=True, timeout=60, check=False)


AFTER = """
import json, sys
from thresholds.cli import main
code = main(sys.argv[1:])
from pydantic import BaseModel
def below(cls):
    return {cls, *(name for child in cls.__subclasses__() for name in below(child))}
names = sorted(f"{cls.__module__}.{cls.__qualname__}" for cls in below(BaseModel) - {BaseModel})
print(json.dumps([code, sorted(sys.modules), names]), file=sys.stderr)
"""


@cache
def after(*words: str) -> tuple[int, set[str], list[str]]:
    """Run a command in a process of its own: its exit code, the modules that it loaded, its pydantic models."""
    done = run_python(AFTER, *words)
    code, loaded, models = json.loads(done.stderr.splitlines()[-1])
    assert done.stdout
    return code, set(loaded), models


# Imports


def test_every_module_is_in_a_known_room() -> None:
    """Every folder and every file at the top of a package has its floor in the plan."""
    tops = {name for name in modules() if name.count(".") == 1 and name.startswith("thresholds.")}
    assert tops <= set(ROOMS)


@pytest.mark.parametrize("module", modules())
def test_imports_go_down(module: str) -> None:
    """A module imports only from its own room and from floors below; on the ground floor rooms may see each other."""
    for name in own(module):
        allowed = floor(name) < floor(module) or room(name) == room(module) or floor(module) in (0, ROOF)
        assert allowed, f"{module} imports {name}"
        assert floor(name) <= floor(module), f"{module} imports {name}"


@pytest.mark.parametrize("module", below_the_roof())
def test_thresholds_never_imports_escalation(module: str) -> None:
    """Below the roof the suggestion's rooms know nothing of disagreements."""
    if module.startswith("thresholds"):
        assert not any(name.startswith("escalation") for name in own(module))


def test_no_circles() -> None:
    """No module can be reached from itself by imports, those inside functions included."""
    state: dict[str, bool] = {}

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in state:
            for name in sorted(own(module)):
                visit(name, (*path, module))
            state[module] = True

    for module in modules():
        visit(module, ())


def test_rooms_make_no_circles() -> None:
    """No two rooms import each other, on the ground floor and on the roof either."""
    ways = {(room(module), room(name)) for module in modules() for name in own(module)}
    assert [(one, other) for one, other in ways if one < other and (other, one) in ways] == []


@pytest.mark.parametrize("module", below_the_roof())
def test_only_the_roof_meets_the_terminal(module: str) -> None:
    """Below the roof nothing imports typer, rich or textual."""
    assert not others(module) & SCREEN_LIBRARIES


@pytest.mark.parametrize("module", modules())
def test_libraries_stay_in_their_rooms(module: str) -> None:
    """Only toml.py imports tomli, only records/ a database, only documents/ a document library."""
    found = others(module)
    assert "tomllib" not in found
    assert "tomli" not in found or module == "thresholds.toml"
    assert not found & DATABASES or room(module) == "thresholds.records"
    assert not found & DOCUMENT_LIBRARIES or room(module) == "thresholds.documents"


@pytest.mark.parametrize("module", [name for name in modules() if name.startswith(("thresholds.cli", "escalation.cli"))])
def test_the_commands_import_the_screens_late(module: str) -> None:
    """The commands import the screens inside the function that opens them."""
    early = {name.partition(".")[0] for name in imported(module, lazily=False)}
    assert not early & {"tui", "textual", "rich"}


# What a module below the roof may do


def calls(module: str) -> Iterator[ast.Call]:
    """Every call in a module."""
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.Call))


@pytest.mark.parametrize("module", below_the_roof())
def test_nothing_below_the_roof_talks(module: str) -> None:
    """Below the roof nothing prints, asks for input, or touches the process's streams, arguments or exit."""
    named = {call.func.id for call in calls(module) if isinstance(call.func, ast.Name)}
    assert not named & {"print", "input", "breakpoint", "exit", "quit"}
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sys":
            assert node.attr not in STREAMS


@pytest.mark.parametrize("module", below_the_roof())
def test_nothing_below_the_roof_reads_the_clock(module: str) -> None:
    """Below the roof nothing asks what time it is: the edge passes the time in."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            assert (owner, node.attr) not in CLOCKS
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            assert not {name.name for name in node.names} & {"time", "monotonic", "localtime", "gmtime"}


@pytest.mark.parametrize("module", below_the_roof())
def test_nothing_below_the_roof_runs_what_it_reads(module: str) -> None:
    """Below the roof nothing evaluates text or unpickles (trust facts, injection anchors)."""
    named = {call.func.id for call in calls(module) if isinstance(call.func, ast.Name)}
    assert not named & {"eval", "exec", "compile", "__import__"}
    assert not others(module) & {"pickle", "marshal", "shelve", "subprocess"}


@pytest.mark.parametrize("module", [name for name in below_the_roof() if name != "thresholds.places"])
def test_only_places_reads_the_surroundings(module: str) -> None:
    """Below the roof only places.py reads environment variables."""
    used = {node.attr for node in ast.walk(tree(module)) if isinstance(node, ast.Attribute)}
    assert not used & {"environ", "getenv"}


# Size and names


@pytest.mark.parametrize("module", modules())
def test_files_stay_small(module: str) -> None:
    """No file has more than 300 lines, and no function more than 70."""
    assert len(modules()[module].read_text(encoding="utf-8").splitlines()) <= MOST_LINES
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MOST_FUNCTION_LINES, node.name


def test_files_are_nouns_that_say_something() -> None:
    """No file or folder is called utils, helpers, manager, handler, engine or core."""
    for name in modules():
        words = {word for part in name.split(".") for word in (part, *part.split("_"))}
        assert not words & FORBIDDEN_NAMES, name


@pytest.mark.parametrize("module", [name for name in modules() if modules()[name].stat().st_size])
def test_every_module_says_what_it_is_for(module: str) -> None:
    """Every module, and every public class and function below the roof, has a docstring."""
    assert ast.get_docstring(tree(module))
    for node in tree(module).body:
        if floor(module) < ROOF and isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


# True in a process as well as on paper


@pytest.mark.parametrize(
    "name", [name for name, level in ROOMS.items() if level < ROOF and any(m != "thresholds" and room(m) == name for m in modules())]
)
def test_a_room_loads_without_the_floors_above(name: str) -> None:
    """A room, loaded whole in a process of its own, brings in nothing of the floors above it, and no screen library."""
    inside = [module for module in modules() if room(module) == name]
    done = run_python(
        "import importlib, json, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(json.dumps(sorted(sys.modules)))",
        *inside,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout))
    assert [module for module in loaded & set(modules()) if floor(module) > ROOMS[name]] == []
    assert not {module.partition(".")[0] for module in loaded} & (SCREEN_LIBRARIES | {"tui"})
    if name.startswith("thresholds"):
        assert "escalation" not in loaded


SUGGEST = ("suggest", "--partnership", "brent", "--indicator", "PHY-4-02", "--json")


@pytest.mark.parametrize(
    "words", [("--help",), ("suggest", "--help"), SUGGEST, SUGGEST[:-1]], ids=["help", "suggest help", "suggest json", "suggest"]
)
def test_commands_load_no_screens(words: tuple[str, ...]) -> None:
    """Help and a suggestion load neither textual nor rich."""
    code, loaded, _ = after(*words)
    assert code == 0
    assert not {module.partition(".")[0] for module in loaded} & {"textual", "rich", "tui"}


def test_a_suggestion_loads_only_what_it_needs() -> None:
    """A suggestion loads no other command's module, no disagreements, no database and no network."""
    _, loaded, _ = after(*SUGGEST)
    groups = {module for module in loaded if module.startswith("thresholds.cli.")}
    assert groups == {"thresholds.cli.command", "thresholds.cli.console", "thresholds.cli.suggest"}
    assert not {module.partition(".")[0] for module in loaded} & {
        "escalation",
        "sqlite3",
        "http",
        "requests",
        "urllib3",
        "hypothesis",
        "pytest",
    }


def test_few_models_behind_a_suggestion() -> None:
    """At most twenty-five pydantic models stand behind a suggestion: classes, not data, are what a start costs."""
    _, _, models = after(*SUGGEST)
    assert "thresholds.guide.shape.Guide" in models
    assert len(models) <= MOST_MODELS
