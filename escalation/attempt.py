"""One attempt at a step: the answers read, the events made, and the disagreement judged as it would be with them."""

from collections.abc import Callable
from datetime import datetime

from escalation.deed import Deed, Given, finish_deed, personal, read_values
from escalation.disagreement import Disagreement, StageTaken
from escalation.field_shape import Gate
from escalation.fields import Asked
from escalation.fold import after
from escalation.forms import allowed_asks
from escalation.gates import Books, Gap, gaps
from thresholds.errors import BadCall
from thresholds.pages import Problem, Values
from thresholds.records.event import NewEvent

Act = Callable[[Books, Disagreement, dict[str, Asked], Given], tuple[list[NewEvent], list[Gap]]]
"""Makes the events of a step from answers that were read, and says what is in their way already. May raise BadCall."""


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
    """Read the answers, make the events, and judge the disagreement as it would be with them."""
    asks = allowed_asks(books, verb)
    stage = one.stage
    given = read_values(asks, values, now, by_role, stage.opened if stage and verb != "record" else one.raised)
    if not isinstance(given, Given):
        return Deed(problems=given)
    try:
        events, shut = act(books, one, asks, given)
    except BadCall as error:
        return Deed(problems=(Problem("", f"{error.says} {error.help}"),))
    if gate:
        shut += gaps(books, after(one, events), gate)
    if not events and not shut:
        return Deed(problems=(Problem("", "There is nothing to write. Answer at least one question."),))
    return finish_deed(events, shut, personal(books, asks, given), checked=checked)


def stage_taken(one: Disagreement, name: str) -> StageTaken:
    """Give the stage that was named, or the one it is at. Raises BadCall where it never came to that stage."""
    found = next((stage for stage in reversed(one.stages) if not name or stage.id.casefold() == name.casefold()), None)
    if found is None:
        raise BadCall("It has not come to that stage.", f"It was at {', '.join(stage.id for stage in one.stages)}.", code="unknown-stage")
    return found


def ended_gaps(one: Disagreement) -> list[Gap]:
    """Give the gap that stands before every step but a note, once it has ended."""
    if one.ended is None:
        return []
    return [Gap("ended", "It has ended. Add a note, or raise a new disagreement.", "convention", "finish")]
