"""What ladder files and partnerships say of each other: overlays, protocols that fill a stage, stage ids used twice, ladders by date."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from escalation.ladder_check import in_order, stage_tables
from thresholds.finding import Finding, near
from thresholds.toml import Sheet


def link_faults(ladders: Mapping[str, Sheet], areas: Mapping[str, Sheet]) -> list[Finding]:
    """Give every fault between the ladder files, and between them and the partnerships, in the order of the files and lines."""
    return in_order([*_overlays(ladders), *_fills(ladders), *_twice(ladders), *area_faults(ladders, areas.values())])


def area_faults(ladders: Mapping[str, Sheet], areas: Iterable[Sheet]) -> Iterator[Finding]:
    """Find every ladder that a partnership names and that is not there, and every list of ladders that is out of order or empty."""
    known = {name for name, sheet in ladders.items() if "fills" not in sheet.tables and sheet.tables.get("kind") != "overlay"}
    for area in areas:
        named = [one for one in area.tables.get("ladders") or [] if isinstance(one, Mapping)]
        if not named:
            yield area.fault(
                "no-ladder", ("ladders",), "This partnership names no ladder.", f"Add ladders; there are {', '.join(sorted(known))}."
            )
        last = date.min
        for number, one in enumerate(named):
            place = ("ladders", str(number))
            if isinstance(one.get("id"), str) and one["id"] not in known:
                yield area.fault("unknown-ladder", place, "This names a ladder that is not there.", _help(one["id"], known))
            start = one.get("from")
            if not isinstance(start, date) or one.get("beside"):
                continue
            if start <= last:
                yield area.fault(
                    "ladders-not-in-order", place, "A ladder does not begin after the one before it.", "Write the oldest first."
                )
            last = start


def _overlays(ladders: Mapping[str, Sheet]) -> Iterator[Finding]:
    known = {name for name, sheet in ladders.items() if sheet.tables.get("kind") == "overlay"}
    for sheet in ladders.values():
        over = sheet.tables.get("overlay")
        if over and over not in known:
            says = "It names an overlay that is not there."
            yield sheet.fault("unknown-ladder", ("overlay",), says, _help(str(over), known))
        for name, stage in stage_tables(sheet).items():
            if stage.get("through") and not over:
                says = "It is to be the overlay's stages, and the ladder has no overlay."
                yield sheet.fault("no-overlay", ("stage", name, "through"), says, "Add overlay to the ladder.")


def _fills(ladders: Mapping[str, Sheet]) -> Iterator[Finding]:
    """A local protocol fills one stage that stands for a text, and no two fill the same."""
    waiting = {name for sheet in ladders.values() for name, stage in stage_tables(sheet).items() if stage.get("protocol")}
    filled: dict[str, str] = {}
    for sheet in ladders.values():
        stage = sheet.tables.get("fills")
        if (sheet.tables.get("kind") == "protocol") != bool(stage):
            says = "A file that fills a stage is of kind protocol, and no other is."
            yield sheet.fault("fills-nothing", ("kind",), says, 'Write kind = "protocol" and fills together.')
        if not isinstance(stage, str) or not stage:
            continue
        if stage not in waiting:
            says = "It fills a stage that waits for no protocol."
            yield sheet.fault("fills-nothing", ("fills",), says, f"Such stages are {', '.join(sorted(waiting))}.")
        if stage in filled:
            says = "Another file fills this stage already."
            yield sheet.fault("twice", ("fills",), says, f"Keep one of the two; the other is {filled[stage]}.")
        filled[stage] = sheet.file


def _twice(ladders: Mapping[str, Sheet]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for sheet in ladders.values():
        for name in stage_tables(sheet):
            if name.casefold() in seen:
                says = "A stage of another ladder has this id."
                yield sheet.fault("twice", ("stage", name), says, f"Give it another; the first is in {seen[name.casefold()]}.")
            seen.setdefault(name.casefold(), sheet.file)


def _help(name: Any, known: set[str]) -> str:
    close = near(str(name), known)
    return f"Near ones: {', '.join(close)}." if close else f"There are {', '.join(sorted(known)) or 'none'}."
