"""F2: one suggestion from process start to exit, beside a hello-world Typer command, in rounds that take turns."""

import compileall
import json
import os
import subprocess
import sys
import sysconfig
import time
from importlib.util import cache_from_source
from pathlib import Path
from statistics import median

from table import Row, ratio_of_pairs

CHECKOUT, PEERS = Path(__file__).parents[1], Path(__file__).parent / "peers"
SUGGEST = ("thresholds", "suggest", "--partnership", "brent", "--indicator", "PHY-4-02", "--age", "10 weeks", "--json")
HELLO, PLAIN = ("hello", "--name", "Ada"), ("hello_plain", "--name", "Ada")
ROUNDS, WARM_UP, REACH = 21, 3, 1.35


def measure_startup() -> list[Row]:
    """Measure F2, each command as `python -m`, compiled beforehand."""
    settings = surroundings()
    compile_all()
    answer = json.loads(_run(SUGGEST, settings))
    assert answer["level"] == 4 and answer["partnership"] == "brent"
    seconds: dict[tuple[str, ...], list[float]] = {SUGGEST: [], HELLO: [], PLAIN: []}
    for turn in range(ROUNDS + WARM_UP):
        for command, taken in seconds.items():
            start = time.perf_counter()
            _run(command, settings)
            if turn >= WARM_UP:
                taken.append(time.perf_counter() - start)
    print(f"F2: {ROUNDS} rounds that take turns after {WARM_UP} to warm up, medians; ratios are the median over rounds.")

    def figure(command: tuple[str, ...]) -> str:
        return f"{median(seconds[command]) * 1000:.0f} ms"

    def against(command: tuple[str, ...], peer: str, reach: float | None) -> Row:
        ratio = ratio_of_pairs(seconds[SUGGEST], seconds[command])
        return Row("F2", "suggest --json, start to exit", figure(SUGGEST), peer, figure(command), ratio, reach, at_most=True)

    return [
        against(HELLO, "Typer hello, as Typer has it", REACH),
        against(PLAIN, "Typer hello, rich_markup_mode=None", None),
    ]


def surroundings() -> dict[str, str]:
    """Give the variables of every process we time: bytecode may be written, and both sides search the same path."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "THRESHOLDS_DATA", "THRESHOLDS_DEBUG"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return {**kept, "PYTHONPATH": os.pathsep.join((str(CHECKOUT), str(PEERS)))}


def compile_all() -> None:
    """Compile the product, the peers and the packages; a fresh install left uncompiled starts at half the speed."""
    for folder in (CHECKOUT / "thresholds", CHECKOUT / "tui", PEERS, sysconfig.get_path("purelib")):
        compileall.compile_dir(folder, quiet=2, workers=0)
    if not Path(cache_from_source(str(CHECKOUT / "thresholds" / "cli" / "__init__.py"))).exists():
        print("F2: the product could not be compiled here, so its figures say nothing.")


def _run(command: tuple[str, ...], settings: dict[str, str]) -> bytes:
    done = subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, env=settings, stdout=subprocess.PIPE, check=True)
    return done.stdout
