"""The gates: what is missing before a disagreement opens, moves up, is settled or is finished (design 6; escalation facts 4.2, 4.3).

Which field stands at which gate is data; here is what the words of the data mean. A gate answers with what is missing and never with a
bare no. It judges the disagreement as it would be with the answers that were just given.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from escalation.clock import read_protective
from escalation.disagreement import RESOLVED, Disagreement, StageTaken, open_actions
from escalation.field_shape import FieldTable, Gate
from escalation.fields import NONE_SHORTER, PARTNERS, Asked, field_asks, is_not_known, need_asks
from escalation.ladder import Ladder, Stage
from escalation.ladder_shape import Shared
from escalation.shelf import Ladders
from thresholds.calendar import WorkingDays
from thresholds.errors import BadCall
from thresholds.privacy import NOTHING, Allowed


class Books(NamedTuple):
    """What a disagreement is judged by: the ladders with the fields, the working days, and what is nobody's secret."""

    ladders: Ladders
    days: WorkingDays
    allowed: Allowed = NOTHING

    @property
    def shared(self) -> Shared:
        """The fields, needs, lists and routes."""
        return self.ladders.shared()

    def ladder(self, one: Disagreement) -> Ladder:
        """Give the ladder that a disagreement follows now."""
        return self.ladders.ladder(one.ladder)


class Gap(NamedTuple):
    """One thing that is missing: its code, what to do about it, and the sources that it rests on."""

    code: str
    says: str
    basis: str
    gate: str = ""

    def as_json(self) -> dict[str, str]:
        """Give the gap as a JSON object of the contract."""
        return {"gate": self.gate, "code": self.code, "says": self.says, "basis": self.basis}


def gaps(books: Books, one: Disagreement, gate: Gate, target: Stage | None = None) -> tuple[Gap, ...]:
    """Give what is missing at `gate`; empty where nothing is. `target` is the stage that a move-up goes to.

    A move-up also meets what has to be there before `target` opens; whether it may open at all is `order.order_gaps`. Raises UnknownName
    where the record names a ladder or stage that the data do not have, DataFault.
    """
    found = [*_field_gaps(books, one, gate, target), *_level_gaps(books, one, gate), *_need_gaps(books, one, gate, target)]
    if gate == "settle":
        found += [*_danger_gaps(books, one), *_quorum_gaps(books, one), *_route_gaps(books, one)]
    if gate == "finish":
        found += _referral_gaps(books, one)
    return tuple(dict.fromkeys(found))


def is_beyond_agencies(ladder: Ladder, target: Stage | None) -> bool:
    """Say whether `target` belongs to the partnership: it is neither the agencies' own stage, nor the overlay's, nor only offered."""
    return target is not None and target.ladder != "LONDON" and target is not ladder.first and not target.optional


def _field_gaps(books: Books, one: Disagreement, gate: Gate, target: Stage | None) -> Iterator[Gap]:
    true = _conditions(books, one, target)
    for code, field in books.shared.field.items():
        if field.gate != gate or not field.required or not true[field.when]:
            continue
        if field.by == "tool":
            missing = not _is_written(code, one)
        else:
            missing = any(_is_missing(ask, one) for ask in field_asks(books.shared, code) if true[ask.when] and not ask.optional)
        if missing:
            yield _gap(code, field, gate)


def _gap(code: str, field: FieldTable, gate: Gate) -> Gap:
    first = "Phone 999 and the front door first. Then write: " if code == "F13" else "Missing: "
    return Gap(code, f"{first}{field.says[0].lower() + field.says[1:]}.", "; ".join(field.source), gate)


def _conditions(books: Books, one: Disagreement, target: Stage | None) -> Mapping[str, bool]:
    """Give what each `when` of the data means for this disagreement; what nobody said yet counts as it would ordinarily go."""
    stage = one.stage
    ladder = books.ladder(one) if one.ladder else None
    ends_here = one.state != "withdrawn" and one.redirected is None
    return {
        "always": True,
        "danger": one.danger is not None and one.danger.answer == "yes",
        "protective": str(one.answers.get("protective", NONE_SHORTER)).casefold() != NONE_SHORTER,
        "answered": stage is None or stage.has_reply,
        "beyond": ladder is not None and is_beyond_agencies(ladder, target),
        "settled": ends_here,
        "resolved": ends_here and one.outcome in ("", *RESOLVED),
        "inside": ends_here and one.outcome not in ("superseded", "referred-outside"),
        "late": ends_here and stage is not None and stage.is_late(),
        "withdrawn": one.state == "withdrawn",
        "ended": bool(one.outcome),
        "actions-open": bool(open_actions(one.actions)),
        "log": ladder is not None and one.answers.get("main") == "yes" and ladder.file.log is not None,
    }


def _is_written(code: str, one: Disagreement) -> bool:
    """Say whether the tool has written one of its own fields; S10 is the result that closing a stage writes."""
    stage = one.stage
    written: Mapping[str, object] = {
        "F01": one.ref,
        "F02": one.ladder,
        "F03": one.raised,
        "S01": stage and stage.by_role,
        "S02": stage and stage.limit and stage.limit.basis,
        "S10": one.state == "open" or (stage and stage.result),
    }
    return bool(written[code])


def _is_missing(ask: Asked, one: Disagreement, stage: StageTaken | None = None) -> bool:
    stage = stage or one.stage
    answers = one.answers if ask.scope == "case" else stage.answers if stage else {}
    answer = answers.get(ask.id, "")
    return not answer or (is_not_known(answer) and not ask.not_known)


def _need_gaps(books: Books, one: Disagreement, gate: Gate, target: Stage | None) -> Iterator[Gap]:
    """What stages themselves ask for: where London's steps run through the agency's own stage, that one closes with the last of them."""
    if gate == "open" or not one.ladder or not one.stages:
        return
    ladder = books.ladder(one)
    last = one.stages[-1]
    at, inside = "close", "settle" if gate == "settle" else gate
    if gate == "move-up" and target is not None and last.id == target.id:
        yield from _missing_needs(books, one, target, last, "open", "open")
        taken = one.stages[:-1]
    else:
        taken = one.stages
    ends_here = one.state != "withdrawn" and one.redirected is None
    if not taken or not ends_here or (gate == "finish" and not one.outcome):
        return
    everything = gate == "finish" or is_beyond_agencies(ladder, target)
    for stage in taken if everything else taken[-1:]:
        shape = _shape_of(books, stage)
        goes_on = gate == "move-up" and target is not None and shape.id == ladder.first.id and not everything
        if not goes_on and stage.result != "moved-over":
            yield from _missing_needs(books, one, shape, stage, at, inside)


def _shape_of(books: Books, stage: StageTaken) -> Stage:
    return books.ladders.ladder(stage.ladder).stage(stage.id)


def _missing_needs(books: Books, one: Disagreement, shape: Stage, stage: StageTaken, at: str, gate: str) -> Iterator[Gap]:
    for ask in need_asks(books.shared, shape, at):
        if _is_missing(ask, one, stage):
            need = books.shared.need[ask.code]
            when = "before this stage opens" if at == "open" else "before it closes"
            yield Gap(ask.code, f"Missing at {shape.id}, {when}: {need.says[0].lower() + need.says[1:]}.", "; ".join(need.source), gate)


def _level_gaps(books: Books, one: Disagreement, gate: Gate) -> Iterator[Gap]:
    """Where somebody says level 4, the child's own time is in hours (design 6)."""
    if gate not in ("open", "move-up") or one.answers.get("level") != "4":
        return
    try:
        _, in_hours = read_protective(str(one.answers.get("protective", "")))
    except BadCall:
        in_hours = False
    if not in_hours:
        source = "; ".join([*books.shared.field["F21"].source, "convention"])
        yield Gap("F21", "Somebody says level 4: set the time by which the child needs an answer in hours.", source, gate)


def _danger_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """A danger that was answered with yes does not end without what was done about it (rule 5)."""
    if one.danger_without_action:
        yield _gap("F13", books.shared.field["F13"], "settle")


def _quorum_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """A body with a quorum decides nothing without it; mediation needs none (design 6)."""
    stage = one.stage
    if one.outcome != "decided" or stage is None:
        return
    shape = _shape_of(books, stage)
    if shape.quorum and not set(PARTNERS) <= set(stage.answers.get("partners-present", ())):
        says = f"No decision at {shape.id} without a quorum. {shape.quorum.says}. Mediation needs none."
        yield Gap("quorum", says, "; ".join(shape.quorum.source), "settle")


def _route_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """Another route says which one and when it was asked (rule 5)."""
    if one.redirected and not one.answers.get("redirect-contacted"):
        rule = books.shared.rule["5"]
        yield Gap("redirect-contacted", "Missing: when the other route was asked.", "; ".join(rule.source), "settle")


def _referral_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """A worry that went another way still has to reach the front door (escalation facts 7, case 15)."""
    if one.redirected and not one.answers.get("front-door-told"):
        source = "; ".join(books.shared.redirect["danger"].source)
        yield Gap("front-door-told", "Missing: when the front door was told of the worry about the child, or that no child is concerned.", source, "finish")
