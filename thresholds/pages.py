"""Pages and their fields: what the app draws, plain lines ask and JSON carries, so that the three cannot differ."""

from collections.abc import Mapping
from typing import NamedTuple

from thresholds.documents.document import Document

Value = str | tuple[str, ...]
"""One answer to one field: a text, a chosen value, or several chosen values."""
Values = Mapping[str, Value]
"""The answers of one page, by field id."""


UNSURE = ("not-known", "not-sure")
"""The values by which a person says that they do not know."""


class Choice(NamedTuple):
    """One thing to choose; `alone` ones (none of these, not known) leave no other chosen beside them."""

    value: str
    label: str
    hint: str = ""
    group: str = ""
    alone: bool = False


class Field(NamedTuple):
    """One question of a page."""

    id: str
    kind: str
    """`one` (choose one), `many` (choose any number), `line` (a short text) or `text` (a long one)."""
    label: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    """An optional field may stay empty; any other must be answered, and `not known` is always among its choices."""

    def choice(self, value: str) -> Choice | None:
        """Give the choice with this value, or nothing."""
        return next((choice for choice in self.choices if choice.value == value), None)


class Problem(NamedTuple):
    """Why an answer cannot be taken: the field it belongs to, and a sentence that says how to mend it."""

    field: str
    says: str


class Section(NamedTuple):
    """One part of what a page shows below its main text; a screen may keep it closed until it is asked for."""

    title: str
    body: Document


class Page(NamedTuple):
    """One page of a walk: what is asked, why, and what is shown."""

    id: str
    heading: str
    hint: str = ""
    why: str = ""
    """Why this is asked, with its source."""
    fields: tuple[Field, ...] = ()
    body: Document = Document()
    problems: tuple[Problem, ...] = ()
    section: str = ""
    """The part of the walk this page belongs to, for the line above the heading."""
    more: tuple[Section, ...] = ()
    """What stands below the body: grounds and details."""

    def field(self, field_id: str) -> Field | None:
        """Give the field with this id, or nothing."""
        return next((field for field in self.fields if field.id == field_id), None)


def check_values(page: Page, values: Values) -> tuple[Problem, ...]:
    """Give what is wrong with `values` as the answer to `page`, in the order of its fields; empty where nothing is."""
    found: list[Problem] = []
    for field in page.fields:
        value = values.get(field.id, () if field.kind == "many" else "")
        problem = problem_of(field, value)
        if problem:
            found.append(Problem(field.id, problem))
    return tuple(found)


def problem_of(field: Field, value: Value) -> str:
    """Give what is wrong with `value` as the answer to one field, as a sentence that says how to mend it; empty where nothing is."""
    if field.kind == "many":
        if isinstance(value, str):
            return "Choose from the list."
        if not value:
            return "" if field.optional else f"Choose at least one{_or_else(field)}."
        chosen = [field.choice(one) for one in value]
        if None in chosen:
            return "Choose from the list."
        alone = [choice for choice in chosen if choice and choice.alone]
        return f"Choose either the others or “{alone[0].label}”, not both." if alone and len(value) > 1 else ""
    if not isinstance(value, str):
        return "Choose one."
    if not value.strip():
        if field.optional:
            return ""
        unsure = any(choice.value in UNSURE for choice in field.choices)
        return f"Choose one.{' Not knowing is an answer too.' if unsure else ''}" if field.kind == "one" else "Write something here."
    if field.kind == "one" and field.choice(value) is None:
        return "Choose one from the list."
    return ""


def _or_else(field: Field) -> str:
    """Name the answers that stand for choosing nothing."""
    return "".join(f", or “{choice.label}”" for choice in field.choices if choice.alone)
