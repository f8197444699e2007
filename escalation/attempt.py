"""One attempt at a step: the answers read, the events made, and the disagreement judged as it would be with them. Every verb is one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from escalation.deed import Deed, Given, Misread, finish_deed, personal, read_values
from escalation.disagreement import Disagreement, StageTaken
from escalation.field_shape import Gate
from escalation.fields import Asked, every_ask
from escalation.fold import after
from escalation.forms import allowed_asks, verb_asks
from escalation.gates import Books, Gap, gaps
from thresholds.errors import BadCall
from thresholds.pages import Problem, Values
from thresholds.records.event import NewEvent

NO_STAGE = "case"
"""Where an answer stands that belongs to no stage, as when the law took the event that opened it."""


class Made(NamedTuple):
    """What an act makes of the answers: events, and what is in their way already."""

    events: Sequence[NewEvent]
    gaps: Sequence[Gap] = ()
    is_shut: bool = False
    """Whether nothing else needs to be looked at: the step itself is not possible."""


Act = Callable[[Books, Disagreement, dict[str, Asked], Given], Made]
"""Makes the events of a step from answers that were read. May raise BadCall; `Misread` names the question."""


def attempt(
    books: Books,
    one: Disagreement,
    verb: str,
    act: Act,
    values: Values,
    now: datetime,
    by_role: str,
    *,
    checked: bool,
    gate: Gate | None = None,
) -> Deed:
    """Read the answers, make the events, and judge the disagreement as it would be with them. Danger is stopped by nothing."""
    asks = allowed_asks(books, verb)
    given = read_values(asks, values, now, by_role, _since(one, verb), {*every_ask(books.shared), *verb_asks(books)})
    if not isinstance(given, Given):
        return Deed(problems=given)
    try:
        made = act(books, one, asks, given)
    except BadCall as error:
        return Deed(problems=(Problem(error.field if isinstance(error, Misread) else "", f"{error.says} {error.help}"),))
    warnings = personal(books, asks, given)
    if made.is_shut:
        return Deed(gaps=tuple(made.gaps), warnings=warnings)
    shut = [*made.gaps, *(gaps(books, after(one, made.events), gate) if gate else ())]
    if not made.events and not shut:
        return Deed(problems=(Problem("", "There is nothing to write. Answer at least one question."),))
    if verb == "danger":
        return Deed(tuple(made.events), (), warnings)
    return finish_deed(made.events, shut, warnings, checked=checked)


def _since(one: Disagreement, verb: str) -> datetime | None:
    """Give before when a step cannot lie: danger can at any time, what is recorded since it was raised, all else since the stage opened."""
    if verb == "danger":
        return None
    return one.stage.opened if one.stage and verb != "record" else one.raised


def stage_taken(one: Disagreement, name: str = "") -> StageTaken:
    """Give the stage that was named, or the one it is at. Raises BadCall where it never came to that stage."""
    found = next((stage for stage in reversed(one.stages) if not name or stage.id.casefold() == name.casefold()), None)
    if found is None:
        raise BadCall("It has not come to that stage.", f"It was at {', '.join(stage.id for stage in one.stages)}.", code="unknown-stage")
    return found


def ended(one: Disagreement) -> Made | None:
    """Give what stands before every step but a note, once it has ended; nothing while it goes on."""
    if one.ended is None:
        return None
    return Made((), (Gap("ended", "It has ended. Add a note, or raise a new disagreement.", "convention", "finish"),), is_shut=True)
