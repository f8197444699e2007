"""Questions as a screen draws them: who writes, in which area, and stages to choose from where a line would take their ids."""

from collections.abc import Mapping

from escalation.disagreement import Disagreement
from escalation.gates import Books, shape_of
from escalation.order import ways_up
from thresholds.pages import Choice, Field

ROLE = Field("by-role", "line", "Who writes this? Your role", "A role, not a name.")
"""The role of whoever writes; no field of the record, but on every entry."""
AREA = "partnership"


def area_field(areas: Mapping[str, str]) -> Field:
    """Give the question in which area a disagreement is raised; `areas` are their names by id."""
    hint = "Where the child's case is held. The area decides which ladder is followed."
    return Field(AREA, "one", "Which partnership?", hint, tuple(Choice(name, says) for name, says in areas.items()))


def as_choice(books: Books, one: Disagreement | None, verb: str, field: Field) -> Field:
    """Give a question that takes a stage's id as a choice of those stages; any other as it is."""
    if one is None or field.id not in ("to", "stage"):
        return field
    if field.id == "to":
        ways = ((way.stage, "Out of order: say why below." if way.is_override else "") for way in ways_up(books, one))
        choices = tuple(Choice(stage.id, f"{stage.id} {stage.name}", hint) for stage, hint in ways)
        return field._replace(kind="one", hint="", choices=choices)
    if verb != "record":
        return field
    choices = tuple(Choice(taken.id, f"{taken.id} {shape_of(books, taken).name}") for taken in one.stages)
    return field._replace(kind="one", hint="Leave it open for the stage where it stands.", choices=choices)
