"""The order of the stages: which one may be opened next, by whom, and why not (escalation facts 1, 4.3; design 6)."""

from typing import NamedTuple

from escalation.disagreement import Disagreement
from escalation.gates import Books, Gap
from escalation.ladder import Ladder, Stage, next_stages, override_stages
from thresholds.text import clean_line


class Way(NamedTuple):
    """One stage that may be opened next, and whether that leaves the order."""

    stage: Stage
    is_override: bool


def ways_up(books: Books, one: Disagreement) -> tuple[Way, ...]:
    """Give the stages that may be opened next: those in order first, then those that a reason opens."""
    if one.stage is None:
        return ()
    ladder = books.ladder(one)
    place = one.stage.id
    passed = {taken.id for taken in one.stages}
    in_order = [stage for stage in _onward(ladder, place, one) if not stage.oversight]
    others = _above(ladder, place)
    seen = {stage.id for stage in in_order}
    extra = {stage.id: stage for stage in others if stage.id not in seen | passed}
    return (*(Way(stage, False) for stage in in_order), *(Way(stage, True) for stage in extra.values()))


def next_way(books: Books, one: Disagreement) -> Way | None:
    """Give the stage that comes next in order; nothing where none does, whatever a reason could open."""
    return next((way for way in ways_up(books, one) if not way.is_override), None)


def order_gaps(books: Books, one: Disagreement, target: Stage, *, override: str = "", referrer: str = "") -> tuple[Gap, ...]:
    """Give why `target` may not be opened now; empty where it may.

    `override` is a stated reason, `referrer` the role that opens it. A child in danger is a reason by itself (rule 2).
    """
    basis = "; ".join(target.source)
    if target.opens.only and not holds_title(target, referrer):
        says = f"Only the {target.opens.by} may open {target.id}. {_first(target)}"
        return (Gap("referrer-role", says, basis, "move-up"), *_after(one, target))
    way = next((way for way in ways_up(books, one) if way.stage.id == target.id), None)
    in_danger = one.danger is not None and one.danger.answer == "yes"
    if way and (not way.is_override or override or in_danger):
        return ()
    if way:
        says = f"{target.id} is out of order here. {_offer(books, one)} Or give a reason: {target.id} can be opened with one."
        return (Gap("order", says, basis, "move-up"),)
    return _after(one, target) or (Gap("order", f"{target.id} cannot be opened from here. {_offer(books, one)}", basis, "move-up"),)


def holds_title(stage: Stage, role: str) -> bool:
    """Say whether `role` names who opens the stage, by the title as printed or as it is called now (a role's present holder may act).

    The whole of it: an assistant to a role, or a sentence that names it, does not hold it.
    """
    said = clean_line(role).casefold().rstrip(".")
    titles = [stage.opens.by, *(title.now for title in stage.titles if title.printed == stage.opens.by)]
    names = [title.partition(",")[0].partition(";")[0].strip() for title in titles if title]
    return any(name.casefold() == said for name in names)


def _after(one: Disagreement, target: Stage) -> tuple[Gap, ...]:
    """Say which stage has to be closed first, where the source sets the order."""
    first = target.opens.after
    if not first or (one.stage and one.stage.id == first):
        return ()
    return (
        Gap(
            "order",
            f"{target.id} opens only once {first} is closed and has not settled it. {_first(target)}",
            "; ".join(target.source),
            "move-up",
        ),
    )


def _first(target: Stage) -> str:
    """Say when a stage opens, so that it does not read as if that were so already."""
    when = target.opens.when.rstrip(".")
    return f"When it opens: {when[0].lower()}{when[1:]}."


def _offer(books: Books, one: Disagreement) -> str:
    names = [way.stage.id for way in ways_up(books, one) if not way.is_override]
    return f"Next in order: {', '.join(names)}." if names else "There is no stage after this one."


def _onward(ladder: Ladder, place: str, one: Disagreement) -> tuple[Stage, ...]:
    """Give what comes next; from a stage that a protocol has taken the place of, the protocol's stages, then what came after it."""
    if place not in ladder.file.stage or place in ladder.stages:
        return next_stages(ladder, place, one.cp_dispute)
    brought = [stage for stage in ladder.stages.values() if stage.ladder in ladder.protocols]
    ups = [ladder.file.stage[place].exits.get("U", ""), *ladder.file.stage[place].also_up]
    return (*brought, *(ladder.stages[name] for name in ups if name in ladder.stages))


def _above(ladder: Ladder, place: str) -> tuple[Stage, ...]:
    return override_stages(ladder, place) if place in {stage.id for stage in ladder.every} else ()
