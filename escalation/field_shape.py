"""The shape of the record in `data/escalation.toml`: its fields, the questions that fill them, and the gate that asks for each."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from thresholds.guide.shape import Line, Shape, Slug, Sources

Gate = Literal["open", "move-up", "settle", "finish"]
"""What stands before a step: opening, moving up, settling, finishing (design 6)."""
GATES: tuple[Gate, ...] = ("open", "move-up", "settle", "finish")
FieldCode = Annotated[str, StringConstraints(pattern=r"^[FSC][0-9]{2}$")]
When = Literal[
    "always", "danger", "protective", "answered", "beyond", "settled", "resolved", "inside", "late", "withdrawn", "ended",
    "actions-open", "log",
]  # fmt: skip
"""When a field is asked for; `gates.py` says what each word means."""
AskForm = Literal["one", "many", "line", "text", "date", "moment", "count", "protective", "actions"]


class Ask(Shape):
    """One question of a field."""

    label: Line
    form: AskForm
    choices: str = ""
    """A table of `list`, or `area` or `redirect`."""
    hint: str = ""
    when: When = "always"
    optional: bool = False
    not_known: bool = Field(True, alias="not-known")
    """Whether `not known, asked on DATE` is an answer."""


class FieldTable(Shape):
    """One field of the record (escalation facts 4.2), at exactly one gate."""

    says: Line
    gate: Gate
    scope: Literal["case", "stage"] = "case"
    by: Literal["person", "tool", "stage"] = "person"
    """Who brings it: a person, the tool itself, or a stage through its own `needs`."""
    required: bool = True
    when: When = "always"
    source: Sources
    ask: dict[Slug, Ask] = Field({})


class Rule(Shape):
    """One rule for closing a stage (escalation facts 4.3), at exactly one gate."""

    says: Line
    gate: Gate
    source: Sources
