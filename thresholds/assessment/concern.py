"""A concern: what is known about one worry. It is the JSON input, the walk's outcome, and nothing with a name in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from thresholds.assessment.age import Age, read_age
from thresholds.errors import BadCall, UnknownName
from thresholds.finding import near
from thresholds.guide.fixed import CIRCUMSTANCES, TOPICS, UNSURE
from thresholds.guide.index import Index

Answer = Literal["yes", "no", "not-known"]
ChildView = Literal["known", "not-yet-sought", "cannot-be-had"]


class Concern(BaseModel):
    """One concern; every key but `partnership` may be left out. The keys are those of the JSON input."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    partnership: str
    """Id of the area where the child lives."""
    ref: str | None = Field(None, max_length=80)
    """The agency's own case reference; never a name."""
    now_in: str | None = None
    """Id of the area where the child is now, if elsewhere."""
    placed_by: str | None = None
    """Id of the area that placed the child or holds a plan, if another."""
    age: str | None = None
    at: str | None = None
    """When, in ISO 8601; without an offset it is Europe/London."""
    danger: Answer | None = None
    indicators: list[str] = []
    none: list[str] = []
    """Sub-domains and sweep topics in which no sign is known."""
    not_known: list[str] = []
    """Sub-domains and sweep topics answered *not known*."""
    yes: list[str] = []
    """Sweep topics answered yes."""
    circumstances: list[str] = []
    unsure: list[str] = []
    """What was answered *not known* about the child: names of `fixed.UNSURE`."""
    quick: bool = False
    """True where the quick check was taken: the signs were not looked through."""
    earlier_concerns: int = Field(0, ge=0, le=999)
    child_view: ChildView | None = None
    child_view_why: str | None = Field(None, max_length=2000)
    worry_first: int | None = Field(None, ge=1, le=4)
    """The level the person said before seeing anything."""
    worry: int | None = Field(None, ge=1, le=4)
    """The level the person says now."""


class Answers(NamedTuple):
    """A concern as masks over an Index: the input of `decide`."""

    signs: int
    facts: int
    none: int
    not_known: int
    worry: int
    age: Age | None


def parse_concern(text: bytes) -> Concern:
    """Give the concern in JSON text. Raises BadCall where it is no JSON, where an object has a key twice, and as `read_concern` does."""
    import json  # loaded only where there is JSON to read

    try:
        given = json.loads(text, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        raise BadCall("This is not JSON.", "Give one JSON object in UTF-8; a batch has one a line.", code="bad-json") from None
    return read_concern(given)


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadCall("The JSON has a key twice.", "Keep one of the two: nobody can tell which was meant.", code="doubled-key")
    return found


def read_concern(given: Any) -> Concern:
    """Give the concern in parsed JSON. Raises BadCall that names the key at fault, never its value."""
    if not isinstance(given, Mapping):
        raise BadCall("The concern is not a JSON object.", "Give one object with at least a partnership.", code="bad-concern")
    try:
        return Concern.model_validate(given)
    except ValidationError as error:
        raise _bad_concern(error) from None


def _bad_concern(error: ValidationError) -> BadCall:
    problem = error.errors(include_input=False, include_url=False)[0]
    keys = list(Concern.model_fields)
    if problem["type"] == "extra_forbidden":
        return UnknownName(
            "A key of the concern is not known.", near(str(problem["loc"][0]), keys), f"The keys are {', '.join(keys)}.", code="unknown-key"
        )
    key = str(problem["loc"][0]) if problem["loc"] else ""
    if problem["type"] == "missing":
        return BadCall(f"The concern has no {key}.", "Give it; `thresholds guide schema concern` shows the form.", code="missing-key")
    allowed = (problem.get("ctx") or {}).get("expected")
    return BadCall(
        f"The value of {key} is not of the right form.",
        f"It is {allowed}." if allowed else "`thresholds guide schema concern` shows the form.",
        code="bad-value",
    )


def read_answers(index: Index, concern: Concern) -> Answers:
    """Give the concern as masks.

    Raises UnknownName with the near names for an id that the guide does not have, and BadCall for an age that cannot be read.
    """
    age = read_age(concern.age) if concern.age is not None else None
    known: list[str] = [*(age.facts() if age else ())]
    if concern.danger in ("yes", "not-known"):
        known.append("danger" if concern.danger == "yes" else "danger-not-known")
    if concern.earlier_concerns:
        known.append("earlier-concerns")
    if concern.unsure:
        _mask(dict.fromkeys(UNSURE, 0), concern.unsure, "question", lambda: f"They are {', '.join(UNSURE)}.")
        known.append("unsure")
    facts = index.facts(known)
    if concern.circumstances:
        allowed = index.circumstance_bit
        facts |= _mask(allowed, concern.circumstances, "circumstance", lambda: f"The circumstances are {', '.join(CIRCUMSTANCES)}.")
    if concern.yes:
        facts |= _mask(index.topic_bit, concern.yes, "topic", lambda: f"The topics are {', '.join(TOPICS)}.")
    return Answers(
        _mask(index.bit, concern.indicators, "indicator", lambda: "`thresholds guide search` finds ids."),
        facts,
        _mask(index.code_bit, concern.none, "code", lambda: f"The codes are {', '.join(index.code_bit)}."),
        _mask(index.code_bit, concern.not_known, "code", lambda: f"The codes are {', '.join(index.code_bit)}."),
        concern.worry or concern.worry_first or 0,
        age,
    )


def _mask(bits: Mapping[str, int], names: Sequence[str], what: str, help_: Callable[[], str]) -> int:
    mask = 0
    try:
        for name in names:  # a plain loop takes a quarter less time than reduce()
            mask |= bits[name]
        return mask
    except KeyError:
        unknown = next(name for name in names if name not in bits)
        raise UnknownName(
            f"The guide has no {what} of one of the names given.", near(unknown, bits), help_(), code=f"unknown-{what}"
        ) from None
