"""The questions of the record, from data: those of every field, those of a stage's own needs, and what may be answered."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from escalation.clock import read_protective
from escalation.events import Action
from escalation.field_shape import FieldTable, Gate
from escalation.ladder import Stage
from escalation.ladder_shape import Need, Shared
from thresholds.calendar import in_iso, read_moment
from thresholds.errors import BadCall
from thresholds.pages import Choice, Value
from thresholds.text import LONGEST, clean, clean_line

PARTNERS = ("council", "health", "police")
"""The three statutory safeguarding partners: advisory members are none (escalation facts 1.4)."""
NONE_SHORTER = "none shorter"
NO_CHILD = "no child concerned"
_NOT_KNOWN = re.compile(r"not known(, asked on (\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9} \d{4}))?\.?", re.IGNORECASE | re.ASCII)
_NO_MEETING = "no-meeting"


class Asked(NamedTuple):
    """One question: which field or need it fills, what may be answered, and where the answer is kept."""

    id: str
    code: str
    """The field's code, or the need's name."""
    label: str
    form: str
    scope: str
    """`case` or `stage`."""
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    when: str = "always"
    optional: bool = False
    not_known: bool = True
    field_when: str = "always"
    """When the whole field is asked for."""


def field_asks(shared: Shared, code: str) -> tuple[Asked, ...]:
    """Give the questions of one field, in the order of the data."""
    field = shared.field[code]
    return tuple(_field_asks(shared, code, field))


def gate_asks(shared: Shared, gate: Gate) -> tuple[Asked, ...]:
    """Give every question of the fields at this gate that a person answers, in the order of the data."""
    return tuple(ask for code, field in shared.field.items() if field.gate == gate for ask in _field_asks(shared, code, field))


def need_asks(shared: Shared, stage: Stage, gate: str) -> tuple[Asked, ...]:
    """Give the questions that `stage` itself asks before it opens (`open`) or closes (`close`)."""
    return tuple(ask for name in stage.needs if shared.need[name].gate == gate for ask in _need_asks(shared, name, shared.need[name]))


def every_ask(shared: Shared) -> dict[str, Asked]:
    """Give every question by its id; one that stands at two gates, as danger does, is one question."""
    found = {ask.id: ask for code, field in shared.field.items() for ask in _field_asks(shared, code, field)}
    return found | {ask.id: ask for name, need in shared.need.items() for ask in _need_asks(shared, name, need)}


def read_answer(ask: Asked, typed: Value) -> Value:
    """Give an answer as it is kept. Raises BadCall, with what is allowed, for one that cannot be."""
    if ask.form == "many":
        chosen = tuple(typed.split()) if isinstance(typed, str) else tuple(typed)
        unknown = [one for one in chosen if one not in _values(ask)]
        alone = [one.value for one in ask.choices if one.alone and one.value in chosen]
        if unknown or (alone and len(chosen) > 1):
            raise BadCall("That is not one of the choices.", f"They are {', '.join(_values(ask))}.", code="bad-answer")
        return chosen
    text = "\n".join(typed) if not isinstance(typed, str) else typed
    if len(text) > LONGEST:
        raise BadCall("The text is too long to keep.", f"Keep it under {LONGEST} characters.", code="too-long")
    text = clean(text).strip() if ask.form in ("text", "actions") else clean_line(text)
    if ask.form == "one":
        if text and text not in _values(ask):
            raise BadCall("That is not one of the choices.", f"They are {', '.join(_values(ask))}.", code="bad-answer")
        return text
    if (said := _NOT_KNOWN.fullmatch(text)) and said[2]:
        text = text.replace(said[2], in_iso(said[2]))
        if not _is_date(in_iso(said[2])):
            raise BadCall("The date is not one that the calendar has.", "Write: not known, asked on 22 November 2026.", code="bad-date")
    elif ask.form in ("date", "moment", "told"):
        text = in_iso(text)
    if not text or (is_not_known(text) and ask.not_known):
        return text
    _check_form(ask, text)
    return text


def is_not_known(answer: object) -> bool:
    """Say whether an answer is `not known` or `not known, asked on DATE`."""
    return isinstance(answer, str) and bool(_NOT_KNOWN.fullmatch(answer.strip()))


def asked_on(answer: str) -> date | None:
    """Give the day on which somebody asked, from `not known, asked on DATE`; nothing for any other answer."""
    said = _NOT_KNOWN.fullmatch(answer.strip())
    return date.fromisoformat(in_iso(said[2])) if said and said[2] and _is_date(in_iso(said[2])) else None


def read_actions(text: str) -> tuple[Action, ...]:
    """Read actions, one a line as WHAT; ROLE; DATE. Raises BadCall, with the number of the line."""
    found = []
    for number, line in enumerate((line for line in text.splitlines() if line.strip()), 1):
        parts = [part.strip() for part in line.split(";")]
        parts[2:3] = map(in_iso, parts[2:3])
        if len(parts) != 3 or not all(parts) or not _is_date(parts[2]):
            says = f"Action {number} does not say what, who and by when."
            raise BadCall(says, "Write: what is done; whose role; 20 April 2026", code="bad-action")
        found.append(Action(*parts))
    return tuple(found)


def _check_form(ask: Asked, text: str) -> None:
    match ask.form:
        case "date":
            if not _is_date(text):
                raise BadCall("The date is not one that the calendar has.", "Write it as 22 November 2026.", code="bad-date")
        case "moment":
            read_moment(text)
        case "count":
            if not (text.isascii() and text.isdigit() and len(text) <= 3):
                raise BadCall("That is no number.", "Write a number, such as 2.", code="bad-number")
        case "told":
            if not _is_date(text) and text.casefold().rstrip(".") != NO_CHILD:
                raise BadCall(
                    "That is neither a date nor that no child is concerned.", f"Write 22 November 2026, or: {NO_CHILD}", code="bad-date"
                )
        case "protective":
            if text.casefold() != NONE_SHORTER:
                read_protective(text)
        case "actions":
            read_actions(text)


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) and date.fromisoformat(text))
    except ValueError:
        return False


def _values(ask: Asked) -> tuple[str, ...]:
    return tuple(choice.value for choice in ask.choices)


def _field_asks(shared: Shared, code: str, field: FieldTable) -> Iterator[Asked]:
    for name, ask in field.ask.items():
        choices = _choices(shared, ask.choices) if ask.choices else ()
        optional = ask.optional or not field.required
        yield Asked(name, code, ask.label, ask.form, field.scope, choices, ask.hint, ask.when, optional, ask.not_known, field.when)


def _choices(shared: Shared, name: str) -> tuple[Choice, ...]:
    if name == "area":
        return tuple(Choice(code, kind.says, group=area.name) for area in shared.area.values() for code, kind in area.kind.items())
    if name == "redirect":
        return tuple(Choice(key, route.when, route.route) for key, route in shared.redirect.items())
    listed: Mapping[str, str] = shared.lists[name]
    return tuple(Choice(value, label, alone=value in ("none", "not-known")) for value, label in listed.items())


def _need_asks(shared: Shared, name: str, need: Need) -> Iterator[Asked]:
    match need.form:
        case "partners":
            partners = (*_choices(shared, "partner"), Choice(_NO_MEETING, "No meeting: asked between meetings", alone=True))
            yield Asked(name, name, need.says, "many", "stage", partners, not_known=need.not_known)
        case "positions":
            answers = (Choice("agree", "Agrees"), Choice("dissent", "Dissents"))
            for partner in PARTNERS:
                label = f"{shared.lists['partner'][partner]}: does this partner agree?"
                yield Asked(f"{name}-{partner}", name, label, "one", "stage", answers, not_known=False)
        case "choice":
            choices = tuple(Choice(value, value.capitalize()) for value in need.choices)
            yield Asked(name, name, need.says, "one", "stage", choices, not_known=need.not_known)
        case "yes-no":
            yield Asked(name, name, need.says, "one", "stage", _choices(shared, "yes-no"), not_known=need.not_known)
        case "roles":
            yield Asked(name, name, need.says, "text", "stage", hint="Roles, no names.", not_known=need.not_known)
        case form:
            yield Asked(name, name, need.says, form, "stage", not_known=need.not_known)
