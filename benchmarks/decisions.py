"""F1: the Decision and the rendered Suggestion, beside the peers, in rounds that take turns."""

import gc
import json
import random
import subprocess
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

from peers.rules import plain_level
from peers.worker import timed
from table import Row, ratio_of_pairs

from thresholds import places
from thresholds.assessment.concern import Concern, read_answers, read_concern
from thresholds.assessment.decide import Decision, decide
from thresholds.assessment.desk import Desk, open_desk
from thresholds.assessment.suggest import as_json, suggest
from thresholds.calendar import read_time
from thresholds.cli.batch import to_json
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS
from thresholds.guide.index import Index
from thresholds.guide.library import Library

PEERS = Path(__file__).parent / "peers"
SEED, CASES, ROUNDS, AREA, AT = 20260801, 10_000, 7, "brent", "2026-11-22T17:30"
LEVEL_MIX = (23, 49, 20, 8)
"""Cases in a hundred whose most serious sign is at level 1, 2, 3, 4: by the peers' rules 23, 26, 43, 8, as in the reference measurement."""
TICKS = (4, 8, 13, 16, 16, 14, 11, 8, 6, 4)
"""Cases in a hundred with one to ten signs ticked: 5.3 on average."""
PEER_WAYS = ("zen_table batch", "spiff_table unique", "spiff_table first", "zen_table single", "zen_table single-keyed")
ORDER = ("decision", *PEER_WAYS[:3], "rendered", *PEER_WAYS[3:], "whole", "rendered whole")
"""What is compared is measured close together, since a machine's pace changes."""


def measure_decisions(python: Path | None) -> list[Row]:
    """Measure F1; `python` is the peers' interpreter, or nothing where they are not installed."""
    library = Library(places.guide_file(), places.partnership_files(), places.holidays_file())
    desk, at = open_desk(library, AREA), read_time(AT)
    index = desk.index
    concerns = made_cases(index)
    ticked = [concern.indicators for concern in concerns]
    bare = [read_concern({"partnership": AREA, "indicators": ids}) for ids in ticked]
    numbers = [counted(index, ids) for ids in ticked]
    expected = [plain_level(case) for case in numbers]
    ours: dict[str, Callable[[], list[Any]]] = {
        "decision": lambda: [_decide_ticked(index, ids) for ids in ticked],
        "whole": lambda: [_decide_whole(index, concern) for concern in concerns],
        "rendered": lambda: [len(_render(desk, concern, at)) for concern in bare],  # nothing is kept, as in a batch
        "rendered whole": lambda: [len(_render(desk, concern, at)) for concern in concerns],
    }
    runs = {name: partial(timed, run) for name, run in ours.items()}
    peers = {script: Peer(python, script, numbers) for script in ("zen_table", "spiff_table")} if python else {}
    for name in PEER_WAYS if peers else ():
        script, way = name.split()
        runs[name] = partial(peers[script].round, way)
    seconds: dict[str, list[float]] = {name: [] for name in ORDER if name in runs}
    gc.collect()
    gc.freeze()  # what was made for the measurement is no part of it; the peers do the same
    for turn in range(ROUNDS + 1):  # the first is a warm-up
        for name, found in seconds.items():
            taken, answers = runs[name]()
            assert name in ours or answers == expected, f"{name} does not agree with the plain reference"
            if turn:
                found.append(taken)
            elif name == "decision":
                decisions = answers
        if not turn:
            _print_cases(ticked, expected, decisions, [peer.name for peer in peers.values()])
    for peer in peers.values():
        peer.end()
    return _rows(seconds)


def made_cases(index: Index) -> list[Concern]:
    """Give the seeded cases: signs for every row, and the other answers that a whole concern has."""
    chance = random.Random(SEED)
    by_level = [[sign.id for sign in index.signs if sign.level == level] for level in range(5)]
    up_to = [[name for ids in by_level[: level + 1] for name in ids] for level in range(5)]
    made = []
    for number in range(CASES):
        top = chance.choices((1, 2, 3, 4), LEVEL_MIX)[0]
        ticked = {chance.choice(by_level[top]): None}
        most = chance.choices(range(1, 11), TICKS)[0]
        while len(ticked) < most:
            ticked[chance.choice(up_to[top])] = None
        given: dict[str, Any] = {"partnership": AREA, "ref": f"case-{number}", "indicators": list(ticked)}
        given["danger"] = chance.choices(("no", "not-known", None), (85, 5, 10))[0]
        given["age"] = chance.choices((f"{chance.randint(1, 17)} years", "10 weeks", "unborn", None), (75, 8, 2, 15))[0]
        given["none"] = chance.choice((list(TOPICS), chance.sample(TOPICS, 4), []))
        given["not_known"] = chance.choices(([], chance.sample(TOPICS, 2)), (70, 30))[0]
        given["circumstances"] = chance.sample(CIRCUMSTANCES, chance.choice((0, 0, 1, 2)))
        given["child_view"] = chance.choice(("known", "not-yet-sought", None))
        given["worry_first"] = chance.choice((top, 2, 3, None))
        made.append(read_concern({key: value for key, value in given.items() if value is not None}))
    return made


def counted(index: Index, ids: list[str]) -> dict[str, int]:
    """Give what a peer is given: signs at levels 4, 3 and 2, and sub-domains with a level 2 sign."""
    signs = [index.guide.sign[name] for name in ids]
    levels = Counter(sign.level for sign in signs)
    return {"n4": levels[4], "n3": levels[3], "n2": levels[2], "domains": len({sign.subdomain for sign in signs if sign.level == 2})}


class Peer:
    """A peer in a process of its own, with its own environment."""

    def __init__(self, python: Path, script: str, numbers: list[dict[str, int]]) -> None:
        self._process = subprocess.Popen([python, PEERS / f"{script}.py"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.name = self._ask(json.dumps(numbers))["peer"]

    def round(self, way: str) -> tuple[float, list[int]]:
        """Give the seconds of one pass over all cases, and its levels."""
        answer = self._ask(way)
        return answer["seconds"], answer["levels"]

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def _ask(self, line: str) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def _decide_ticked(index: Index, ids: list[str]) -> Decision:
    bit, signs = index.bit, 0
    for name in ids:
        signs |= bit[name]
    return decide(index, signs)


def _decide_whole(index: Index, concern: Concern) -> Decision:
    answers = read_answers(index, concern)
    return decide(index, answers.signs, answers.facts, answers.none, answers.not_known, answers.worry)


def _render(desk: Desk, concern: Concern, at: datetime) -> str:
    return to_json(as_json(suggest(desk, concern, at))).decode()


def _print_cases(ticked: list[list[str]], expected: list[int], decisions: list[Decision], names: list[str]) -> None:
    ours, theirs = Counter(decision.level for decision in decisions), Counter(expected)
    print(f"F1: {CASES:,} cases, seed {SEED}, {mean(map(len, ticked)):.2f} signs on average; medians of {ROUNDS} rounds that take turns.")
    print(f"    Levels 1 to 4 by the peers' rules: {[theirs[n] for n in (1, 2, 3, 4)]}.")
    print(f"    Each peer gives them as the plain reference does: {', '.join(names) or 'no peer was run'}.")
    print(f"    By the product's rules, from ticks alone: {[ours[n] for n in (1, 2, 3, 4)]}; {ours[0]} with too little for a level.")


def _rows(seconds: dict[str, list[float]]) -> list[Row]:
    def figure(name: str) -> str:
        return f"{CASES / median(seconds[name]) / 1000:,.1f} k/s" if name in seconds else "not run"

    def against(product: str, what: str, name: str, peer: str, reach: float | None = None) -> Row:
        ratio = ratio_of_pairs(seconds[name], seconds[product]) if name in seconds else None
        return Row("F1", what, figure(product), peer, figure(name), ratio, reach)

    return [
        against("decision", "Decision from ticked ids", "zen_table batch", "zen evaluate_batch", 6),
        against("decision", "Decision from ticked ids", "spiff_table unique", "Spiff DMNEngine.result, unique rows", 100),
        against("decision", "Decision from ticked ids", "spiff_table first", "Spiff DMNEngine.result, first row"),
        against("rendered", "Suggestion in JSON from ticked ids", "zen_table single", "zen create_decision().evaluate", 6),
        against("rendered", "Suggestion in JSON from ticked ids", "zen_table single-keyed", "zen engine.evaluate, static loader"),
        Row("F1", "Decision from a whole concern", figure("whole")),
        Row("F1", "Suggestion in JSON from a whole concern", figure("rendered whole")),
    ]
