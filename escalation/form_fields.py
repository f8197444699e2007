"""Questions as a screen draws them: who writes, in which area, and stages to choose from where a line would take their ids."""

from collections.abc import Mapping

from escalation.disagreement import Disagreement
from escalation.gates import Books, shape_of
from escalation.order import ways_up
from thresholds.pages import Choice, Field

ROLE = Field("by-role", "line", "Who writes this? Your role", "A role, not a name.")
"""The role of whoever writes; no field of the record, but on every entry."""
AREA = "partnership"


_WANTS = {
    AREA: "Choose the partnership where the child's case is held.",
    ROLE.id: "Write your role. No names.",
    "danger": "Say whether a child is in danger now.",
    "danger-action": "Write what was done about the danger.",
    "danger-to": "Write the role of whoever was told. No names.",
    "danger-at": "Write when it was done, such as 20 April 2026, 10:15.",
    "case-reference": "Write your case reference, or: not known, asked on 20 April 2026.",
    "from-agency": "Choose your agency.",
    "from-role": "Write your team and role. No names.",
    "to-agency": "Choose their agency.",
    "to-role": "Write their team and role. No names.",
    "children": "Write how many children it concerns; 0 where it is about no single child.",
    "ages": "Choose how old they are. Not knowing is an answer too.",
    "area": "Choose what it is about.",
    "challenged": "Write what they decided, did or left undone.",
    "challenged-on": "Write the date, or: not known, asked on 20 April 2026.",
    "risk": "Write why it leaves the child unsafe.",
    "outcome-wanted": "Write what you want to happen.",
    "safety": "Write what keeps the child safe meanwhile. Nothing in place is an answer.",
    "protective": "Write a time, such as 24 hours, or: none shorter.",
    "note": "Write your note.",
    "change-reason": "Write why the ladder changes.",
    "redirect-contacted": "Write when the other route was asked.",
}


def wants(field: str) -> str:
    """Say what to write or choose where an answer is left out; nothing where the question's own label has to do."""
    return _WANTS.get(field, "")


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
