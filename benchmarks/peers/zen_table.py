"""zen-engine: the rule set as one decision table, called in batch and one case at a time."""

import json
from importlib.metadata import version

import zen
from rules import NUMBERS, RULES
from worker import Way, serve


def table() -> dict[str, object]:
    """Give the decision graph: input, table, output."""
    rows = [
        {"_id": f"row-{number}", **{f"in-{name}": f">= {least[name]}" if name in least else "" for name in NUMBERS}, "out": str(level)}
        for number, (least, level) in enumerate(RULES)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": f"in-{name}", "name": name, "field": name} for name in NUMBERS],
        "outputs": [{"id": "out", "name": "level", "field": "level"}],
        "rules": rows,
    }
    return {
        "nodes": [
            {"id": "start", "type": "inputNode", "name": "start"},
            {"id": "table", "type": "decisionTableNode", "name": "table", "content": content},
            {"id": "end", "type": "outputNode", "name": "end"},
        ],
        "edges": [
            {"id": "1", "type": "edge", "sourceId": "start", "targetId": "table"},
            {"id": "2", "type": "edge", "sourceId": "table", "targetId": "end"},
        ],
    }


def ways(cases: list[dict[str, int]]) -> dict[str, Way]:
    """Give the ways of calling it; requests are made beforehand."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"level": table()}}})
    decision = engine.create_decision(json.dumps(table()))
    requests = [{"key": "level", "context": case} for case in cases]
    return {
        "batch": Way(lambda: engine.evaluate_batch(requests), lambda answer: answer["data"]["result"]["level"]),
        "single": Way(lambda: [decision.evaluate(case) for case in cases], lambda answer: answer["result"]["level"]),
        "single-keyed": Way(lambda: [engine.evaluate("level", case) for case in cases], lambda answer: answer["result"]["level"]),
    }


if __name__ == "__main__":
    serve(f"zen-engine {version('zen-engine')}", ways)
