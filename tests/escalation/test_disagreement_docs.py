"""The table of docs/disagreements.md says what the data say: each field and rule at exactly one gate (E5)."""

from pathlib import Path

from escalation.field_shape import GATES
from tests.escalation.desks import books

PAGE = Path(__file__).parents[2] / "docs" / "disagreements.md"
BEGIN, END = "<!-- gates: begin -->\n", "<!-- gates: end -->"
BY = {"person": "", "tool": "the tool", "stage": "the stage's own needs"}


def table() -> str:
    """The table as the data have it, gate by gate."""
    shared = books().shared
    rows = ["| Gate | Field | What | When | Filled by | Sources |", "|---|---|---|---|---|---|"]
    for gate in GATES:
        for code, field in shared.field.items():
            if field.gate == gate:
                when = "offered" if not field.required else "" if field.when == "always" else field.when
                rows.append(f"| {gate} | {code} | {field.says} | {when} | {BY[field.by]} | {', '.join(field.source)} |")
        for number, rule in shared.rule.items():
            if rule.gate == gate:
                rows.append(f"| {gate} | rule {number} | {rule.says} | | | {', '.join(rule.source)} |")
    return "\n".join(rows) + "\n"


def test_the_table_of_gates_is_that_of_the_data() -> None:
    """The page holds the table that the data give; where they differ, put in what `table()` gives."""
    text = PAGE.read_text("utf-8")
    assert text[text.index(BEGIN) + len(BEGIN) : text.index(END)] == table()
