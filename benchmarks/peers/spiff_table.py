"""SpiffWorkflow's DMN engine: the rule set as one decision table, one case at a time.

Its hit policies are UNIQUE and COLLECT. UNIQUE asks for rows of which only one holds; the engine itself stops at the first that does.
"""

from importlib.metadata import version
from types import SimpleNamespace

from rules import NUMBERS, RULES
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.specs.model import DecisionTable, Input, InputEntry, Output, OutputEntry, Rule
from worker import Way, serve

Rows = list[tuple[dict[str, str], int]]
UNIQUE: Rows = [
    ({"n4": ">= 1"}, 4),
    ({"n4": "0", "n3": ">= 1"}, 3),
    ({"n4": "0", "n3": "0", "n2": ">= 4", "domains": ">= 2"}, 3),
    ({"n4": "0", "n3": "0", "n2": ">= 4", "domains": "< 2"}, 2),
    ({"n4": "0", "n3": "0", "n2": "1 <= ? < 4"}, 2),
    ({"n4": "0", "n3": "0", "n2": "0"}, 1),
]
"""The rule set as the hit policy asks for it."""
FIRST: Rows = [({name: f"? >= {number}" for name, number in least.items()}, level) for least, level in RULES]
"""Rows that overlap, cells written the way the engine reads fastest: not what UNIQUE means, and its best case."""


def table(rows: Rows) -> DecisionTable:
    """Give the table with these rows."""
    made = DecisionTable("level", "level", "UNIQUE")
    made.inputs = [Input(name, name, name, name, "integer") for name in NUMBERS]
    output = Output("level", "level", "level", "integer")
    for number, (cells, level) in enumerate(rows):
        rule = Rule(f"row-{number}")
        rule.row_number = number
        for read in made.inputs:
            cell = InputEntry(read.id, read)
            cell.lhs = [cells.get(read.name)]
            rule.inputEntries.append(cell)
        gives = OutputEntry("level", output)
        gives.text = str(level)
        rule.outputEntries.append(gives)
        made.rules.append(rule)
    return made


def ways(cases: list[dict[str, int]]) -> dict[str, Way]:
    """Give the ways of calling it; tasks are made beforehand, and hold only what the engine reads."""
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())
    tasks = [SimpleNamespace(data=case, workflow=workflow) for case in cases]
    unique, first = DMNEngine(table(UNIQUE)), DMNEngine(table(FIRST))
    return {
        "unique": Way(lambda: [unique.result(task) for task in tasks], lambda answer: answer["level"]),
        "first": Way(lambda: [first.result(task) for task in tasks], lambda answer: answer["level"]),
    }


if __name__ == "__main__":
    serve(f"SpiffWorkflow {version('SpiffWorkflow')}", ways)
