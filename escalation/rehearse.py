"""A rehearsal: a scripted disagreement played in memory, act by act, with what each act should come to. For tests and workshops.

Nothing is stored, and the same desk decides as for a real one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import Field, ValidationError

from escalation import desk
from escalation.deed import Deed
from escalation.disagreement import Disagreement
from escalation.fold import after
from escalation.forms import VERBS
from escalation.gates import Books
from escalation.state_json import as_json
from thresholds.calendar import read_moment
from thresholds.errors import BadCall, DataFault, ThresholdsError
from thresholds.guide.faults import shape_faults
from thresholds.guide.shape import Line, Shape
from thresholds.toml import Sheet


class ActTable(Shape):
    """One act: who does what, when, with which answers, and what it should come to."""

    at: Line
    by: Line
    do: Line
    says: str = ""
    """What happens, for a workshop."""
    checked: bool = False
    values: dict[str, str | list[str]] = Field({})
    refused: list[str] | None = None
    """The codes that should stand in the way: of gaps, of personal data, or questions with a problem."""
    cites: list[str] = Field([])
    """Sources that a refusal should name."""
    expect: dict[str, Any] = Field({})
    """Parts of the state afterwards, in the shape of `escalation/disagreement/1`."""


class CaseFile(Shape):
    """The whole of a rehearsal."""

    ref: Line
    ladder: Line
    partnership: Line
    title: Line
    says: str = ""
    act: list[ActTable] = Field(min_length=1)


class Step(NamedTuple):
    """One act as it was played: what stood in the way, the state after it, and where that is not as expected."""

    act: ActTable
    at: datetime
    deed: Deed
    state: Mapping[str, Any] | None
    """The state after the act; nothing before a disagreement is open."""
    failures: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Give what stood in the way, by code, without repeats."""
        return blocked_by(self.deed)


def read_case(sheet: Sheet) -> CaseFile:
    """Give the rehearsal in `sheet`. Raises DataFault with every fault of its shape."""
    try:
        return CaseFile.model_validate(dict(sheet.tables))
    except ValidationError as error:
        raise DataFault(shape_faults(error, CaseFile, sheet.fault)) from None


def rehearse(books: Books, case: CaseFile) -> tuple[Step, ...]:
    """Play every act in turn and give the steps. Raises BadCall for an act that cannot be played at all."""
    steps: list[Step] = []
    one = Disagreement(case.ref)
    for act in case.act:
        at = read_moment(act.at)
        deed = _play(books, case, one, act, at)
        one = after(one, deed.events) if deed.is_accepted else one
        state = as_json(books, one, at) if one.stages else None
        steps.append(Step(act, at, deed, state, tuple(_failures(act, deed, state))))
    return tuple(steps)


def blocked_by(deed: Deed) -> tuple[str, ...]:
    """Give the codes of what stands in the way of a deed; nothing where it was accepted."""
    if deed.is_accepted:
        return ()
    found = [*(gap.code for gap in deed.gaps), *(problem.field or "unreadable" for problem in deed.problems)]
    return tuple(dict.fromkeys(found or [warning.kind for warning in deed.warnings]))


def _play(books: Books, case: CaseFile, one: Disagreement, act: ActTable, at: datetime) -> Deed:
    if act.do not in VERBS:
        raise BadCall("An act has a step that there is none of.", f"There are {', '.join(VERBS)}.", code="unknown-verb")
    values = {name: value if isinstance(value, str) else tuple(value) for name, value in act.values.items()}
    if act.do == "raise":
        ladder = books.ladders.ladder(case.ladder)
        return desk.raise_(books, ladder, values, at, act.by, checked=act.checked, partnership=case.partnership)
    if not one.stages:
        raise BadCall("The first act does not raise the disagreement.", 'Begin with `do = "raise"`.', code="not-raised")
    try:
        return desk.DO[act.do](books, one, values, at, act.by, checked=act.checked)
    except ThresholdsError as error:
        raise BadCall(f"{act.do} cannot be played: {error.says}", error.help, code=error.code) from None


def _failures(act: ActTable, deed: Deed, state: Mapping[str, Any] | None) -> list[str]:
    found = []
    codes = set(blocked_by(deed))
    if codes != set(act.refused or ()):
        expected = ", ".join(sorted(act.refused or ())) or "nothing"
        found.append(f"Expected in the way: {expected}. Found: {', '.join(sorted(codes)) or 'nothing'}.")
    cited = "; ".join(gap.basis for gap in deed.gaps)
    found += [f"The refusal does not name its source {source}." for source in act.cites if source not in cited]
    return [*found, *_differences(act.expect, state or {}, "")]


def _differences(expected: Any, found: Any, place: str) -> list[str]:
    """Give where `found` is not as expected; only what is expected counts, a list counts from its end, and "" is nothing."""
    if isinstance(expected, Mapping):
        if not isinstance(found, Mapping):
            return [f"{place} is not there."]
        return [fault for key, value in expected.items() for fault in _differences(value, found.get(key), f"{place}.{key}".lstrip("."))]
    if isinstance(expected, list) and expected and isinstance(expected[0], Mapping) and isinstance(found, list):
        if len(found) < len(expected):
            return [f"{place} has {len(found)} entries, not {len(expected)}."]
        pairs = zip(expected, found[-len(expected) :], strict=True)
        return [fault for number, (one, other) in enumerate(pairs) for fault in _differences(one, other, f"{place}[{number}]")]
    return [] if expected == found or (expected == "" and found is None) else [f"{place} should be {expected!r}, and is {found!r}."]
