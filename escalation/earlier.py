"""Answers that belong to an earlier stage: asked for on the way up, and written down at their own stage in the same save."""

from collections.abc import Collection, Mapping
from datetime import datetime

from escalation import desk
from escalation.deed import Deed
from escalation.disagreement import Disagreement
from escalation.fields import Asked
from escalation.fold import after
from escalation.forms import allowed_asks
from escalation.forms import page as form_page
from escalation.gates import Books, shape_of
from escalation.ladder import Stage
from thresholds.pages import Field, Page, Value

VERBS = ("move-up", "record")
"""The steps whose answers may belong to an earlier stage."""


def earlier_fields(books: Books, one: Disagreement, own: Page, codes: Collection[str]) -> list[Field]:
    """Give the questions of earlier stages with these codes that the form `own` of going up does not ask."""
    asks, needs = allowed_asks(books, "move-up"), set(codes) & set(books.shared.need)
    if not needs:
        return []
    fields = form_page(books, one, "record").fields
    return [field for field in fields if not own.field(field.id) and field.id in asks and asks[field.id].code in needs]


def act_at_stages(
    books: Books,
    one: Disagreement,
    verb: str,
    target: Stage | None,
    values: Mapping[str, Value],
    now: datetime,
    by_role: str,
    *,
    checked: bool,
) -> Deed:
    """Do `verb`; what an earlier stage alone asks is recorded there first. Events of both, or what stands in the way of either."""
    here = dict(values)
    asks, written = allowed_asks(books, verb), Deed()
    places = {name: place for name in here if (place := _place(books, one, verb, target, asks.get(name), here))}
    for stage in dict.fromkeys(places.values()):
        told = {name: here.pop(name) for name, place in places.items() if place == stage}
        deed = desk.record(books, one, {"stage": stage, **told}, now, by_role, checked=checked)
        if not deed.is_accepted:
            return deed
        one, written = after(one, deed.events), Deed((*written.events, *deed.events), (), (*written.warnings, *deed.warnings))
    if verb == "record" and written.is_accepted and not any(here.values()):
        return written
    deed = desk.DO[verb](books, one, here, now, by_role, checked=checked)
    return deed._replace(events=(*written.events, *deed.events)) if deed.is_accepted else deed


def _place(books: Books, one: Disagreement, verb: str, target: Stage | None, ask: Asked | None, values: Mapping[str, Value]) -> str:
    """Give the earlier stage that alone asks a question; empty where it belongs here, or where a stage was named."""
    if verb not in VERBS or values.get("stage") or ask is None or ask.code not in books.shared.need or one.stage is None:
        return ""
    if ask.code in shape_of(books, one.stage).needs or (target and ask.code in target.needs):
        return ""
    stages = [taken.id for taken in one.stages[:-1] if ask.code in shape_of(books, taken).needs]
    return stages[-1] if stages else ""
