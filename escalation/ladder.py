"""A ladder of stages: who acts at each, whose limit it has, how it is left, and which stages come next.

Sources: escalation facts 1.0 to 1.5; design 6.
"""

from collections.abc import Mapping
from typing import NamedTuple

from escalation.ladder_shape import CpDispute, LadderFile, Panel, Redirect, StageTable
from thresholds.errors import UnknownName
from thresholds.finding import near

ALWAYS = ("R", "W", "X", "D")
"""Ways out that every stage has, printed or not: people can settle or withdraw, danger never waits, another route may be the right one."""


class Stage(StageTable):
    """One stage with its id and the ladder or local protocol that it comes from."""

    id: str
    ladder: str

    @property
    def ups(self) -> tuple[str, ...]:
        """Give the ids of the stages that its file names as the way up."""
        up = self.exits.get("U")
        return (up, *self.also_up) if up else tuple(self.also_up)

    @property
    def is_loaded(self) -> bool:
        """Whether the text that the stage stands for is at hand."""
        return self.protocol is None

    @property
    def can_be_passed(self) -> bool:
        """Whether what comes after it may be opened without it: it is optional, the overlay is it, or it is a text that is not at hand."""
        return self.optional or self.through or (self.protocol is not None and self.protocol.whole)

    @property
    def ways_out(self) -> dict[str, bool]:
        """Give the codes of the ways out, in the order R U W X D, each with whether the source prints it."""
        return {code: code in self.exits for code in ("R", "U", "W", "X", "D") if code in self.exits or code in ALWAYS}


class Ladder(NamedTuple):
    """One escalation process, joined: its own stages with the local protocols that were loaded, and its overlay."""

    file: LadderFile
    """What its file says: name, banner, document, silences, notes, log, closing time."""
    stages: Mapping[str, Stage]
    """Its own stages by id, in the order of the file; a stage whose protocol was loaded gives way to the protocol's."""
    overlay: "Ladder | None"
    protocols: tuple[str, ...]
    """Ids of the local protocols that were loaded into it."""
    redirects: Mapping[str, Redirect]
    panels: Mapping[str, Panel]

    @property
    def id(self) -> str:
        """The id of the ladder, such as `HF-2021`."""
        return self.file.id

    @property
    def name(self) -> str:
        """The name that people read."""
        return self.file.name

    @property
    def prefix(self) -> str:
        """The two letters of its references."""
        return self.file.prefix

    @property
    def silent(self) -> tuple[str, ...]:
        """What its document does not say."""
        return tuple(self.file.silent)

    @property
    def first(self) -> Stage:
        """The stage at which a disagreement begins unless something else fits."""
        return next(iter(self.stages.values()))

    @property
    def every(self) -> tuple[Stage, ...]:
        """All stages in their order, those of the overlay after the first, through which it runs."""
        first, *rest = self.stages.values()
        return (first, *(self.overlay.stages.values() if self.overlay else ()), *rest)

    def stage(self, name: str) -> Stage:
        """Give the stage with this id, its own or the overlay's; case does not count. Raises UnknownName."""
        known = {stage.id.casefold(): stage for stage in self.every}
        if name.casefold() not in known:
            ids = [stage.id for stage in self.every]
            raise UnknownName("This ladder has no such stage.", near(name, ids), f"Its stages are {', '.join(ids)}.", code="unknown-stage")
        return known[name.casefold()]


def next_stages(ladder: Ladder, stage_id: str, cp_dispute: CpDispute) -> tuple[Stage, ...]:
    """Give the stages that may be opened in order once `stage_id` is closed and not resolved, nearest first.

    Where child protection procedures are in dispute, or nobody knows, the overlay's stages come next after the first stage: they stand for
    a stage marked `through` and for a protocol that is not loaded. Otherwise they are offered last, as a guide. Optional stages and
    protocols that are not loaded are offered, and so is what comes after them. Raises UnknownName.
    """
    stage = ladder.stage(stage_id)
    over = ladder.overlay
    onward = _onward(ladder, ladder.first if over and stage.ladder == over.id else stage)
    found = [*onward]
    if over and stage.ladder == over.id:
        found = [*_onward(over, stage), *onward]
    elif over and stage is ladder.first:
        stood_for = any(one.through or not one.is_loaded for one in ladder.stages.values())
        within = _onward(over, over.first)
        found = within if stood_for and cp_dispute != "no" else [*onward, *within]
    return tuple({one.id: one for one in found}.values())


def override_stages(ladder: Ladder, stage_id: str) -> tuple[Stage, ...]:
    """Give the stages above `stage_id` that a stated reason may open out of order; none at or beyond one that says `never`.

    Raises UnknownName.
    """
    waiting, found = [ladder.stage(stage_id).id], set[str]()
    while waiting:
        for stage in next_stages(ladder, waiting.pop(), "no"):
            if stage.opens.override != "never" and not stage.oversight and stage.id not in found:
                found.add(stage.id)
                waiting.append(stage.id)
    return tuple(stage for stage in ladder.every if stage.id in found)


def _onward(ladder: Ladder, stage: Stage) -> list[Stage]:
    """Give the stages above `stage`, and what lies beyond those that can be passed, in the order that a stage may ask for."""
    found: list[Stage] = []
    for name in stage.ups:
        above = ladder.stages.get(name)
        if above is None or (above.opens.after and above.opens.after != stage.id):
            continue
        if not above.through:
            found.append(above)
        if above.can_be_passed:
            found += [beyond for beyond in _onward(ladder, above) if not beyond.oversight]
    return found
