"""What is wrong with the fields of `data/escalation.toml` beyond their shape: lists that are not there, questions that the code needs."""

from collections.abc import Iterator, Mapping
from typing import Any

from thresholds.finding import Finding, near
from thresholds.toml import Sheet

CODES = (*(f"F{n:02}" for n in range(1, 24)), *(f"S{n:02}" for n in range(1, 17)), *(f"C{n:02}" for n in range(1, 11)))
"""Every field of escalation facts 4.2: none may go, each may stand at another gate."""
RULES = tuple("123456")
LISTS = ("override", "partner", "yes-no")
QUESTIONS = [
    "danger",
    "danger-action",
    "danger-to",
    "danger-at",
    "safety",
    "from-agency",
    "to-agency",
    "area",
    "ages",
    "level",
    "plan-status",
    "cp-dispute",
    "child-view",
    "parents-told",
    "protective",
    "protective-why",
    "contact-on",
    "contact-how",
    "contact-with",
    "position-ours",
    "position-theirs",
    "no-reply",
    "reason",
    "outcome",
    "actions",
    "confirmed-ours",
    "confirmed-theirs",
    "confirmed-how",
    "told-on",
    "late-reason",
    "main",
    "main-why",
    "main-logged",
    "learning",
    "review-on",
]
"""Questions whose answers the tool itself reads."""
_OF_TABLES = ("area", "redirect")
_TWICE = ("danger",)
"""Asked at two gates, and one question all the same."""


def field_faults(sheet: Sheet) -> Iterator[Finding]:
    """Give every fault of the tables `field`, `rule`, `need` and `list` in `sheet`."""
    fields, lists = _table(sheet.tables.get("field")), _table(sheet.tables.get("list"))
    for table, names in (("field", CODES), ("rule", RULES), ("list", LISTS)):
        there = _table(sheet.tables.get(table))
        for name in names:
            if name not in there:
                yield sheet.fault("missing-table", (table,), f"There is no [{table}.{name}].", "Put it back; it can stand at another gate.")
    asked: dict[str, str] = dict.fromkeys(_table(sheet.tables.get("need")), "need")
    for code, field in fields.items():
        for name, ask in _table(_table(field).get("ask")).items():
            place = ("field", code, "ask", name)
            if name in asked and name not in _TWICE:
                yield sheet.fault("twice", place, "Another field or need has a question of this name.", "Give it another name.")
            asked[name] = code
            yield from _choices(sheet, place, _table(ask), {*lists, *_OF_TABLES})
    for name in QUESTIONS:
        if name not in asked:
            yield sheet.fault("missing-table", ("field",), f"No field has the question {name}.", "Put it back; the tool reads its answer.")


def _choices(sheet: Sheet, place: tuple[str, ...], ask: Mapping[str, Any], known: set[str]) -> Iterator[Finding]:
    chosen, is_choice = ask.get("choices", ""), ask.get("form") in ("one", "many")
    if is_choice != bool(chosen):
        yield sheet.fault("no-choices", place, "A choice has no list, or a list has no choice.", "Give `choices` to one and many only.")
    elif is_choice and chosen not in known:
        close = near(str(chosen), known)
        help_ = f"Near ones: {', '.join(close)}." if close else f"There are {', '.join(sorted(known))}."
        yield sheet.fault("unknown-list", place, "The choices name a list that is not there.", help_)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
