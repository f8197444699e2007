"""Pydantic's complaints turned into findings: place, line, and what is allowed there. Never the value itself."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from thresholds.finding import Finding, near

MakeFinding = Callable[[str, tuple[str, ...], str, str], Finding]
MOST_FAULTS = 500
"""More faults of one file than this are not listed: nobody mends them one by one."""

_FORMS = {
    r"^[A-Z]{2}$": "two capital letters, such as BR",
    r"^[A-Z]{3}$": "three capital letters, such as PHY",
    r"^[A-Z]{3}-\d-\d\d$": "a sub-domain, the level and two digits, such as PHY-4-02",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters and digits with hyphens between, such as front-door",
}
_KINDS = {
    "string_type": "a text in quotation marks",
    "int_type": "a whole number without quotation marks",
    "bool_type": "true or false, without quotation marks",
    "list_type": "a list in [ ]",
    "dict_type": "a table",
    "model_type": "a table",
}
_OR_NUMBER = ("int", "list[constrained-str]")
"""How pydantic names the two kinds of a rule's `signs`: a list in most rules, a number in a rule of kind count."""
_NO_SIGNS = ("wrong-type", "This value is of the wrong kind.", "It takes a list of sign ids or, in a rule of kind count, a number.")


def shape_faults(error: ValidationError, model: type[BaseModel], fault: MakeFinding) -> list[Finding]:
    """Give one finding for each complaint in `error` about `model`; `fault` makes it from code, place, sentence and help."""
    found: dict[tuple[str, ...], Finding] = {}
    problems = error.errors(include_input=False, include_url=False, include_context=True)
    places = [_place(problem["loc"]) for problem in islice(problems, 2 * MOST_FAULTS)]
    inside = {place[:3] for place in places if len(place) > 3 and _is_rule_signs(place)}
    for problem, place in zip(problems, places, strict=False):
        kind, context = problem["type"], problem.get("ctx") or {}
        if place in inside or (place[:1] == ("sign",) and place[2:] == ("id",)):
            continue  # said already: inside a list that was given where a number may stand too; of the table whose name a sign's id is
        if _is_rule_signs(place) and len(place) == 3 and kind.endswith("_type"):
            code, says, help_ = _NO_SIGNS
        elif problem["loc"][-1:] == ("[key]",):
            code, says, help_ = _key_words(kind, context)
        else:
            code, says, help_ = _words(kind, context, place, model)
        found.setdefault((code, *place), fault(code, place, says, help_))
    return list(at_most(found.values(), fault))


def at_most(findings: Iterable[Finding], fault: MakeFinding, most: int = MOST_FAULTS) -> Iterator[Finding]:
    """Give the first `most` of `findings`, and one more that says so where there are others."""
    rest = iter(findings)
    yield from islice(rest, most)
    if next(rest, None) is not None:
        yield fault("more-faults", (), f"There are more than {most} faults of this sort; the others are not listed.", "Mend these first.")


def _place(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """Give the place in the file of a complaint, without the words that are pydantic's own."""
    place = tuple(str(part) for part in loc)
    if place[-1:] == ("[key]",):
        place = place[:-1]
    return place[:3] + place[4:] if _is_rule_signs(place) and place[3:4] and place[3] in _OR_NUMBER else place


def _is_rule_signs(place: tuple[str, ...]) -> bool:
    return place[:1] == ("rule",) and place[2:3] == ("signs",)


def _key_words(kind: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Say what is wrong with the name of a table or key."""
    if kind == "string_pattern_mismatch":
        return "wrong-form", "This name has the wrong form.", _form(context)
    if kind == "literal_error":
        return "not-allowed", "This name is not one of those allowed.", f"Allowed: {context.get('expected', '')}."
    return "wrong-length", "This name is too long or too short.", "Give it another."


def _words(kind: str, context: dict[str, Any], place: tuple[str, ...], model: type[BaseModel]) -> tuple[str, str, str]:
    if kind == "extra_forbidden":
        allowed = allowed_keys(model, place[:-1])
        close = near(place[-1], allowed)
        hint = f"Near ones: {', '.join(close)}. " if close else ""
        return "unknown-key", "This key is not known here.", f"{hint}Allowed: {', '.join(allowed)}."
    if kind == "missing":
        what = "table" if get_origin(_step(model, place[0])) is dict and len(place) == 1 else "key"
        return f"missing-{what}", f"A {what} is missing here.", f"Add it. Allowed here: {', '.join(allowed_keys(model, place[:-1]))}."
    if kind == "literal_error":
        return "not-allowed", "This value is not one of those allowed.", f"Allowed: {context.get('expected', '')}."
    if kind == "string_pattern_mismatch":
        return "wrong-form", "This text has the wrong form.", _form(context)
    if kind in ("string_too_long", "string_too_short", "too_long", "too_short"):
        limit = context.get("max_length", context.get("min_length"))
        unit = "characters" if kind.startswith("string") else "items"
        side = "most" if "max_length" in context else "least"
        return "wrong-length", f"This is too {kind.rsplit('_', 1)[1]}.", f"The {side} is {limit} {unit}."
    if kind in ("greater_than_equal", "less_than_equal"):
        side = "At least" if "ge" in context else "At most"
        return "out-of-range", "This number is out of range.", f"{side} {context.get('ge', context.get('le'))}."
    wanted = "a date, such as 2026-11-22, without quotation marks" if kind.startswith("date") else _KINDS.get(kind, "another kind of value")
    return "wrong-type", "This value is of the wrong kind.", f"It takes {wanted}."


def _form(context: dict[str, Any]) -> str:
    pattern = str(context.get("pattern", ""))
    return f"Its form is {_FORMS.get(pattern, pattern)}."


def allowed_keys(model: type[BaseModel], place: tuple[str, ...]) -> list[str]:
    """Give the keys that `model` allows in the table at `place`."""
    here: Any = model
    for part in place:
        here = _step(here, part)
    found = _model_of(here)
    # A sign's id is the name of its table: it stands in the shape, and nobody writes it.
    return (
        []
        if found is None
        else [info.alias or name for name, info in found.model_fields.items() if (found.__name__, name) != ("Sign", "id")]
    )


def _step(here: Any, part: str) -> Any:
    """Give what stands at key `part` of what is `here`: a field of a model, a value of a table, an item of a list."""
    here = _plain(here)
    if isinstance(here, type) and issubclass(here, BaseModel):
        return next((info.annotation for name, info in here.model_fields.items() if part in (name, info.alias)), None)
    return get_args(here)[-1] if get_origin(here) in (dict, list) else None


def _plain(annotation: Any) -> Any:
    """Give an annotation without its limits and without the nothing that an optional one allows."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, UnionType):
        return _plain(next((one for one in get_args(annotation) if one is not type(None)), None))
    return annotation


def _model_of(annotation: Any) -> type[BaseModel] | None:
    """Give the model of the table at `annotation`, where it is one."""
    annotation = _plain(annotation)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
