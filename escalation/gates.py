"""The gates: what is missing before a disagreement opens, moves up, is settled or is finished (design 6; escalation facts 4.2, 4.3).

Which field stands at which gate is data; here is what the words of the data mean. A gate answers with what is missing and never with a
bare no. It judges the disagreement as it would be with the answers that were just given.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from escalation.clock import read_protective
from escalation.disagreement import RESOLVED, Answer, Disagreement, StageTaken, open_actions
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
    own: tuple[str, ...] | None = None
    """Ids of the ladders that the area has; nothing where no area is known, and any may be followed."""
    area: str = ""
    """The name of the area, where one is known."""

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

    What has to be there before `target` opens is `opening_gaps`, whether it may open at all `order.order_gaps`. Raises UnknownName where
    the record names a ladder or stage that the data do not have, DataFault.
    """
    found = [*_field_gaps(books, one, gate, target), *_level_gaps(books, one, gate), *_need_gaps(books, one, gate, target)]
    if gate == "settle":
        found += [*_asked_again(books, one), *_danger_gaps(books, one, gate), *_outcome_gaps(books, one), *_quorum_gaps(books, one)]
        found += _route_gaps(books, one)
    if gate == "finish":
        found += [*_danger_gaps(books, one, gate), *_child_gaps(books, one), *_referral_gaps(books, one)]
    return tuple(dict.fromkeys(found))


def opening_gaps(books: Books, one: Disagreement) -> tuple[Gap, ...]:
    """Give what is missing at the stage that was just opened: what the stage itself needs, and what keeps the child safe meanwhile."""
    stage = one.stage
    if stage is None:
        return ()
    codes = [code for code, field in books.shared.field.items() if field.gate == "open" and field.scope == "stage"]
    found = [gap for gap in _field_gaps(books, one, "open", None) if gap.code in codes]
    return (*found, *_missing_needs(books, shape_of(books, stage), stage, "open", "open"))


def is_beyond_agencies(ladder: Ladder, target: Stage | None) -> bool:
    """Say whether `target` is the partnership's: neither the agencies' own, nor their managers', nor the overlay's, nor only offered."""
    overlay = ladder.overlay.id if ladder.overlay else ""
    return target is not None and target.ladder != overlay and target.id != ladder.first.id and not target.optional and not target.senior


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


def _is_missing(ask: Asked, one: Disagreement) -> bool:
    return _is_unanswered(ask, one.answers if ask.scope == "case" else one.stage.answers if one.stage else {})


def _is_unanswered(ask: Asked, answers: Mapping[str, Answer]) -> bool:
    answer = answers.get(ask.id, "")
    return not answer or (is_not_known(answer) and not ask.not_known)


def _need_gaps(books: Books, one: Disagreement, gate: Gate, target: Stage | None) -> Iterator[Gap]:
    """What stages themselves ask for: where London's steps run through the agency's own stage, that one closes with the last of them."""
    if gate == "open" or not one.ladder or not one.stages:
        return
    ladder = books.ladder(one)
    ends_here = one.state != "withdrawn" and one.redirected is None
    if not ends_here or (gate == "finish" and not one.outcome):
        return
    everything = gate == "finish" or is_beyond_agencies(ladder, target)
    for number, stage in enumerate(one.stages):
        if not everything and number < len(one.stages) - 1:
            continue
        goes_on = gate == "move-up" and target is not None and stage.id == ladder.first.id and not everything
        if not goes_on:
            shape = shape_of(books, stage)
            yield from _missing_needs(books, shape, stage._replace(answers=_carried(one, number)), "close", gate)


def _carried(one: Disagreement, number: int) -> Mapping[str, Answer]:
    """Give what was answered at a stage; where the ladder was changed there, also what was answered where it went on."""
    stage = one.stages[number]
    if stage.result != "moved-over" or number + 1 >= len(one.stages):
        return stage.answers
    return {**stage.answers, **_carried(one, number + 1)}


def shape_of(books: Books, stage: StageTaken) -> Stage:
    """Give what the data say of a stage that was taken, also where a protocol that was loaded since stands in its place.

    Raises UnknownName where they no longer have it.
    """
    ladder = books.ladders.ladder(stage.ladder)
    if stage.id in ladder.file.stage and stage.id not in ladder.stages:
        return Stage.model_construct(None, **{**dict(ladder.file.stage[stage.id]), "id": stage.id, "ladder": ladder.id})
    return ladder.stage(stage.id)


def _missing_needs(books: Books, shape: Stage, stage: StageTaken, at: str, gate: str) -> Iterator[Gap]:
    for ask in need_asks(books.shared, shape, at):
        if _is_unanswered(ask, stage.answers):
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


def _asked_again(books: Books, one: Disagreement) -> Iterator[Gap]:
    """No stage closes without the question about danger asked there (rule 1; S09 of escalation facts 4.3)."""
    if one.stage and not one.stage.answers.get("danger"):
        yield _gap("S09", books.shared.field["S09"], "settle")


def _danger_gaps(books: Books, one: Disagreement, gate: Gate) -> Iterator[Gap]:
    """A danger that was answered with yes does not end, and is not finished, without what was done about it (rule 5)."""
    if one.danger_without_action:
        yield _gap("F13", books.shared.field["F13"], gate)


def _child_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """What was settled low down is not finished without the child's own view, or why it is not known (ESC-REQ-22)."""
    if one.outcome and any(_is_missing(ask, one) for ask in field_asks(books.shared, "F19")):
        yield _gap("F19", books.shared.field["F19"], "finish")


def _outcome_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """Nobody mediates, arbitrates or decides at a stage whose source gives nobody that part."""
    stage = one.stage
    allowed = shape_of(books, stage).outcomes if stage and one.outcome in ("mediated", "arbitrated", "decided") else None
    if stage is None or allowed is None or one.outcome in allowed:
        return
    parts = " or ".join(allowed) or "settled by agreement alone"
    says = f"At {stage.id} a disagreement cannot end as {one.outcome}: its source has it {parts}. Agreed is an outcome everywhere."
    yield Gap("outcome", says, "; ".join([*shape_of(books, stage).source, "convention"]), "settle")


def _quorum_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """A body with a quorum decides nothing without it; mediation needs none (design 6)."""
    stage = one.stage
    if one.outcome not in ("decided", "arbitrated") or stage is None:
        return
    shape = shape_of(books, stage)
    if shape.quorum and not set(PARTNERS) <= set(stage.answers.get("partners-present", ())):
        says = f"No decision at {shape.id} without a quorum. {shape.quorum.says}. Mediation needs none."
        yield Gap("quorum", says, "; ".join(shape.quorum.source), "settle")


def _route_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """Another route says which one and when it was asked (rule 5)."""
    if one.redirected and not one.answers.get("redirect-contacted"):
        rule = books.shared.rule["5"]
        yield Gap("redirect-contacted", "Missing: when the other route was asked.", "; ".join(rule.source), "settle")
    if one.redirected and one.redirected.exit == "X" and not one.answers.get("danger-action"):
        yield _gap("F13", books.shared.field["F13"], "settle")


def _referral_gaps(books: Books, one: Disagreement) -> Iterator[Gap]:
    """A worry that went another way still has to reach the front door (escalation facts 7, case 15)."""
    if one.redirected and not one.answers.get("front-door-told"):
        source = "; ".join(books.shared.redirect["danger"].source)
        says = "Missing: when the front door was told of the worry about the child, or that no child is concerned."
        yield Gap("front-door-told", says, source, "finish")
