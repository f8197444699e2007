"""M6: of the signs a trainer would tick, how many are among the first 5, 10 and 15 that search finds; and what was missed.

python3 run.py dev benchmarks/search_report.py              the table, every level 4 miss, milliseconds
python3 run.py dev benchmarks/search_report.py --bare       without the words that the glossary adds to single signs
python3 run.py dev benchmarks/search_report.py --methods    other methods on the same texts (see docs/search.md)
python3 run.py dev benchmarks/search_report.py --half tune  one set only, with every miss: for tuning. Never tune on `aside`.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from thresholds import places  # noqa: E402
from thresholds.guide.glossary import Glossary  # noqa: E402
from thresholds.guide.index import Index  # noqa: E402
from thresholds.guide.library import Library  # noqa: E402
from thresholds.guide.search import find_signs  # noqa: E402
from thresholds.toml import read_sheet  # noqa: E402

SETS = ("vignettes", "tune", "aside")
CUTS = (5, 10, 15)
Rank = Callable[[str], list[str]]
"""A way to search: from a text to the ids of signs, best first."""


class Case(NamedTuple):
    """One text with the signs that a trainer would tick."""

    id: str
    text: str
    signs: tuple[str, ...]


class Recall(NamedTuple):
    """How many of the ticked signs are among the first 5, 10, 15, and which are not among the first 15."""

    found: tuple[int, ...]
    ticked: int
    missed: tuple[tuple[str, str], ...]
    """Case and sign."""
    milliseconds: tuple[float, ...]

    @property
    def at_15(self) -> float:
        """The part that is among the first 15."""
        return self.found[-1] / self.ticked

    def cells(self) -> list[str]:
        """The recall at each cut, with numerator and denominator."""
        return [f"{found}/{self.ticked} {found / self.ticked:.3f}" for found in self.found]


def read_cases(name: str) -> list[Case]:
    """Give the texts of one set: vignettes, tune or aside."""
    tables = read_sheet(ROOT / "tests" / "cases" / "search" / f"{name}.toml").tables["case"]
    return [Case(case_id, case["text"], tuple(case["signs"])) for case_id, case in tables.items()]


def the_library() -> Library:
    """Give the data files of this checkout."""
    return Library(places.guide_file(), places.partnership_files(), places.holidays_file(), places.glossary_file())


def measure(rank: Rank, cases: list[Case]) -> Recall:
    """Give the recall of `rank` over `cases`."""
    found, missed, times = [0] * len(CUTS), [], []
    for case in cases:
        begun = time.perf_counter()
        ids = rank(case.text)
        times.append((time.perf_counter() - begun) * 1000)
        for place, cut in enumerate(CUTS):
            found[place] += len(set(ids[:cut]) & set(case.signs))
        missed += [(case.id, sign) for sign in case.signs if sign not in ids[: CUTS[-1]]]
    return Recall(tuple(found), sum(len(case.signs) for case in cases), tuple(missed), tuple(times))


def ours(library: Library) -> Rank:
    """Give the tool's own search."""
    index, glossary = library.index(), library.glossary()
    return lambda text: [match.sign.id for match in find_signs(index, text, CUTS[-1], glossary)]


def bare(library: Library) -> Rank:
    """Give the tool's own search without the words that the glossary adds to single signs."""
    index, file = library.index(), library.glossary().file
    assert file is not None
    glossary = Glossary(file.model_copy(update={"sign": {}}))
    return lambda text: [match.sign.id for match in find_signs(index, text, CUTS[-1], glossary)]


def told(index: Index, missed: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Give each miss as a line."""
    for case, sign in missed:
        yield f"  {case}: {sign} {index.guide.sign[sign].says}"


def main() -> None:
    """Print the report."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--half", choices=SETS, help="one set only, with every miss")
    given.add_argument("--bare", action="store_true", help="without the words that the glossary adds to single signs")
    given.add_argument("--methods", action="store_true", help="other methods as well; some need packages of their own")
    chosen = given.parse_args()
    library = the_library()
    index = library.index()
    begun = time.perf_counter()
    rank = bare(library) if chosen.bare else ours(library)
    rank("bruise")
    loaded = (time.perf_counter() - begun) * 1000
    print(f"{'set':<12}{'at 5':>14}{'at 10':>14}{'at 15':>14}{'ms, median':>12}{'ms, p95':>9}")
    for name in [chosen.half] if chosen.half else SETS:
        recall = measure(rank, read_cases(name))
        spread = (median(recall.milliseconds), quantiles(recall.milliseconds, n=20)[-1])
        print(f"{name:<12}" + "".join(f"{cell:>14}" for cell in recall.cells()) + f"{spread[0]:>12.1f}{spread[1]:>9.1f}")
        shown = recall.missed if chosen.half else tuple(miss for miss in recall.missed if index.guide.sign[miss[1]].level == 4)
        print(f"  {'Missed' if chosen.half else 'Level 4 signs'} outside the first 15: {len(shown) or 'none'}")
        print("\n".join(told(index, shown)), end="\n" if shown else "")
    print(f"First search of a process, with loading: {loaded:.0f} ms.")
    if chosen.methods:
        from search_methods import print_methods

        print_methods(library)


if __name__ == "__main__":
    main()
