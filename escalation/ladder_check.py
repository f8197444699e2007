"""What is wrong with a ladder's file: its shape, what it names, its limits, and the graph of its stages. Every fault is a Finding.

Works on plain tables, so that faults of the graph show even where the shape has faults too. The graph check proves that each stage is
reached from a start, each can be left, nothing but the last is a dead end, and the last resort comes last (issue 5; target E1).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from escalation.field_check import field_faults
from escalation.ladder_shape import LadderFile, Shared
from thresholds.finding import Finding, near
from thresholds.guide.faults import shape_faults
from thresholds.guide.references import source_references
from thresholds.toml import Sheet

WAYS = {"R": "close", "W": "withdraw", "X": "emergency", "D": "redirect"}
"""What each way out but U leads to."""
Stages = Mapping[str, Mapping[str, Any]]


def file_faults(sheet: Sheet, shared: Sheet, guide: Sheet) -> list[Finding]:
    """Give every fault of one ladder file by itself, in the order of its lines; `shared` and `guide` hold what it may name."""
    found = _of_shape(sheet, LadderFile)
    if isinstance(sheet.tables.get("id"), str) and sheet.tables["id"] != sheet.file.removesuffix(".toml"):
        found.append(sheet.fault("id-not-file", ("id",), "The id is not the file's name.", "Give both the same name."))
    found += source_references(sheet.tables, _source_ids(shared, guide), sheet.fault)
    found += _title_sources(sheet, _source_ids(shared, guide))
    stages = stage_tables(sheet)
    found += _needs(sheet, stages, shared)
    found += _limits(sheet, stages)
    found += graph_faults(sheet)
    return in_order(found)


def shared_faults(sheet: Sheet, guide: Sheet) -> list[Finding]:
    """Give every fault of the file that all ladders share, in the order of its lines."""
    found = _of_shape(sheet, Shared)
    found += source_references(sheet.tables, _source_ids(sheet, guide), sheet.fault)
    found += field_faults(sheet)
    return in_order(found)


def graph_faults(sheet: Sheet) -> list[Finding]:
    """Give every fault of the graph that the stages of `sheet` make."""
    stages = stage_tables(sheet)
    if not stages:
        return []
    return [*_named(sheet, stages), *_ways_out(sheet, stages), *_reached(sheet, stages), *_last(sheet, stages)]


def stage_tables(sheet: Sheet) -> dict[str, Mapping[str, Any]]:
    """Give the tables of the stages in `sheet` by id, as far as they are tables."""
    found = sheet.tables.get("stage")
    return {name: body for name, body in found.items() if isinstance(body, Mapping)} if isinstance(found, Mapping) else {}


def in_order(findings: list[Finding]) -> list[Finding]:
    """Give each finding once, by file, line and place."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.place, f.code))


def _of_shape(sheet: Sheet, model: type[BaseModel]) -> list[Finding]:
    try:
        model.model_validate(dict(sheet.tables))
    except ValidationError as error:
        return shape_faults(error, model, sheet.fault)
    return []


def _source_ids(*sheets: Sheet) -> set[str]:
    found: set[str] = set()
    for sheet in sheets:
        table = sheet.tables.get("source")
        found |= set(table) if isinstance(table, Mapping) else set()
    return found


def _title_sources(sheet: Sheet, known: set[str]) -> Iterator[Finding]:
    """A title that says who holds it now says where that was seen."""
    for name, stage in stage_tables(sheet).items():
        for number, title in enumerate(_tables(stage.get("titles"))):
            if title.get("now") and not title.get("source"):
                place = ("stage", name, "titles", str(number))
                yield sheet.fault("no-source", place, "It says who holds this title now, and not where that was seen.", "Add source.")


def _needs(sheet: Sheet, stages: Stages, shared: Sheet) -> Iterator[Finding]:
    table = shared.tables.get("need")
    known = set(table) if isinstance(table, Mapping) else set()
    for name, stage in stages.items():
        for need in _texts(stage.get("needs")):
            if need not in known:
                yield sheet.fault(
                    "unknown-need", ("stage", name, "needs"), "A stage needs something that has no table.", _help(need, known)
                )


def _limits(sheet: Sheet, stages: Stages) -> Iterator[Finding]:
    """A number has a basis that a document can give, and a basis that a document gives has a number and a source."""
    for name, stage in stages.items():
        limit, place = _table(stage.get("limit")), ("stage", name, "limit")
        basis = limit.get("basis")
        numbers = [key for key in ("working-days", "hours") if key in limit]
        from_text = basis in ("arrangements", "london-default")
        if len(numbers) > 1:
            yield sheet.fault("two-limits", place, "A limit is given both in working days and in hours.", "Keep the one the text has.")
        if numbers and not from_text:
            says = "A limit has a number, and its basis is not a text."
            yield sheet.fault("limit-without-basis", place, says, "A number needs the basis arrangements or london-default.")
        if from_text and not numbers:
            yield sheet.fault(
                "limit-without-number", place, "A limit has a text as its basis, and no number.", "Add working-days or hours."
            )
        if from_text and not limit.get("source"):
            yield sheet.fault("no-source", place, "A limit does not say where it was seen.", "Add source.")


def _named(sheet: Sheet, stages: Stages) -> Iterator[Finding]:
    """Every stage that a stage names is there, and the order that one asks for can be kept."""
    for name, stage in stages.items():
        place = ("stage", name)
        opens = _table(stage.get("opens"))
        for key, names in (("exits", _ups(stage)), ("beside", _texts(stage.get("beside"))), ("opens", _texts([opens.get("after")]))):
            for other in names:
                if other and other not in stages:
                    yield sheet.fault("unknown-stage", (*place, key), "A stage is named that is not there.", _help(other, set(stages)))
        for code, to in _table(stage.get("exits")).items():
            if code in WAYS and to != WAYS[code]:
                yield sheet.fault("wrong-way-out", (*place, "exits"), "A way out leads somewhere else than it can.", f"Write {WAYS[code]}.")
        before = opens.get("after")
        if isinstance(before, str) and before in stages and name not in _ups(stages[before]):
            says = "It opens after a stage that does not lead to it."
            yield sheet.fault("order-not-kept", (*place, "opens"), says, "Let that stage lead up to this one.")
        if opens.get("override") == "never" and not before:
            says = "Its order may never be left, and it does not say what comes before it."
            yield sheet.fault("order-not-kept", (*place, "opens"), says, "Add after.")


def _ways_out(sheet: Sheet, stages: Stages) -> Iterator[Finding]:
    """Every stage can be left; what stands beside a stage is left to that stage; the way up never goes back."""
    for name, stage in stages.items():
        place = ("stage", name)
        goes_outside = _table(stage.get("ends")).get("as") == "outside"
        if not stage.get("oversight") and "R" not in _table(stage.get("exits")) and not goes_outside:
            says = "A stage has no way to be settled."
            yield sheet.fault("no-way-out", (*place, "exits"), says, 'Add R = "close", or say that it ends as outside.')
        if stage.get("oversight") and not stage.get("beside"):
            says = "It is no stage of its own, and stands beside none."
            yield sheet.fault("no-way-out", place, says, "Say which stages it stands beside.")
        if name in _above(_ups(stage), stages):
            yield sheet.fault("goes-back", (*place, "exits"), "The way up leads back to this stage.", "Let it lead up and never back.")


def _reached(sheet: Sheet, stages: Stages) -> Iterator[Finding]:
    """Every stage is reached from one at which a disagreement begins, or stands beside one that is."""
    starts = [name for name, stage in stages.items() if _table(stage.get("opens")).get("starts") is True]
    if sheet.tables.get("fills"):
        starts.append(next(iter(stages)))
    if next(iter(stages)) not in starts:
        says = "A disagreement cannot begin at the first stage."
        yield sheet.fault("no-start", ("stage", next(iter(stages)), "opens"), says, "Add starts = true.")
    reached = _above(starts, stages)
    for name, stage in stages.items():
        if name not in reached and not (stage.get("oversight") and set(_texts(stage.get("beside"))) & reached):
            yield sheet.fault("unreachable-stage", ("stage", name), "No stage leads here.", "Let one lead up to it, or take it out.")


def _last(sheet: Sheet, stages: Stages) -> Iterator[Finding]:
    """Only the last stage is without a way up, and it says how the ladder ends; a last resort is that stage."""
    on_the_way = [name for name, stage in stages.items() if not stage.get("oversight") or _is_led_to(name, stages)]
    starts_aside = {name for name in on_the_way[1:] if _table(stages[name].get("opens")).get("starts") is True}
    way = [name for name in on_the_way if name not in starts_aside]
    for name, stage in stages.items():
        place = ("stage", name)
        ends_here = not _ups(stage)
        if ends_here and name in on_the_way and name != way[-1]:
            yield sheet.fault("dead-end", place, "It leads no further, and is not the last stage.", "Give it a way up.")
        if ends_here and name == way[-1] and not stage.get("ends") and not sheet.tables.get("fills"):
            yield sheet.fault("no-end", place, "The last stage does not say how the ladder ends.", "Add ends.")
        if stage.get("ends") and not ends_here:
            yield sheet.fault("no-end", place, "It says that the ladder ends, and leads further.", "Take out ends, or the way up.")
        if stage.get("last-resort") and name != way[-1]:
            yield sheet.fault("last-resort-not-last", place, "The last resort is not the last stage.", "Put it last.")


def _above(names: list[str], stages: Stages) -> set[str]:
    """Give the stages of `names` and all that they lead up to."""
    waiting, found = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in stages and name not in found:
            found.add(name)
            waiting += _ups(stages[name])
    return found


def _is_led_to(name: str, stages: Stages) -> bool:
    return any(name in _ups(stage) for stage in stages.values() if not stage.get("oversight"))


def _ups(stage: Mapping[str, Any]) -> list[str]:
    return _texts([_table(stage.get("exits")).get("U")]) + _texts(stage.get("also-up"))


def _help(name: str, known: set[str]) -> str:
    close = near(name, known)
    return f"Near ones: {', '.join(close)}." if close else "Name one that is there, or add its table."


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
