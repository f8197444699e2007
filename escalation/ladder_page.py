"""A ladder as people read it: a Document with every stage, whose limit each has, what is silent, and the sources; and the same as JSON."""

from collections.abc import Callable, Iterator
from typing import Any, get_args

from pydantic import BaseModel

from escalation.ladder import Ladder, Stage, next_stages
from escalation.ladder_shape import CpDispute, Limit, Need, Shared
from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.guide.shape import Said, Source
from thresholds.text import join_words

DANGER = "In danger now? 999 first, then the front door. Danger never waits for a ladder."
HOLDERS = "Whoever holds a role now may act in it. No names are kept here."
BASIS = {
    "arrangements": "stated in the arrangements",
    "london-default": "London default, not the arrangements' own",
    "agreed": "agreed by the parties",
    "protective": "set by the raiser to keep the child safe",
    "none-stated": "none stated",
}
BINDS = {
    "always": "",
    "cp-dispute": " A limit where child protection procedures are in dispute or may be; otherwise a guide only.",
    "never": " A guide only.",
}
EXITS = {"R": "settled", "W": "withdrawn", "X": "emergency", "D": "another route"}
SAID = {
    "published": "",
    "comparator": " (from another area's text)",
    "practice": " (practice knowledge)",
    "convention": " (this tool's convention)",
}
SEEN = {"whole": "read whole", "excerpt": "read in part", "not-seen": "not seen"}
Find = Callable[[str], tuple[Source, str]]
"""Gives the source that a reference names; `Ladders.source` does."""


def ladder_body(ladder: Ladder, shared: Shared, find: Find) -> Document:
    """Give everything about `ladder`; `find` explains a source reference. Raises what `find` raises."""
    file = ladder.file
    blocks: list[Block] = [
        Heading(f"{ladder.id}: {ladder.name}", 1),
        Para(DANGER, strong=True),
        Para(f"{file.banner}. {HOLDERS}"),
        Rows((("Document", f"{file.document.title} [{', '.join(file.document.source)}]"), ("Applies", _said(file.applies)))),
    ]
    if file.log:
        blocks.append(Rows((("Log", _said(file.log)),)))
    blocks += [Heading("The stages"), Rows(tuple(_glance(ladder)))]
    for stage in ladder.stages.values():
        blocks += _stage(ladder, stage, shared)
        if ladder.overlay and stage is ladder.first:
            blocks += [
                Heading(f"Through {stage.id}: {ladder.overlay.name}", 2),
                Para(f"{ladder.overlay.file.banner}. {_said(ladder.overlay.file.applies)}"),
            ]
            for within in ladder.overlay.stages.values():
                blocks += _stage(ladder, within, shared)
    silent = [*ladder.silent, *(ladder.overlay.silent if ladder.overlay else ())]
    blocks += [Heading("What the document does not say"), Bullets(tuple(silent))]
    notes = [*file.notes, *(ladder.overlay.file.notes if ladder.overlay else [])]
    blocks += [Heading("Notes"), Bullets(tuple(map(_said, notes)))] if notes else []
    if ladder.panels:
        blocks += [Heading("Panels whose terms of reference should say what happens on disagreement")]
        blocks += [Bullets(tuple(f"{panel.name} [{', '.join(panel.source)}]" for panel in ladder.panels.values()))]
    blocks += [Heading("Routes that are not this ladder")]
    blocks += [Bullets(tuple(f"{one.when}. {one.route} [{', '.join(one.source)}]" for one in ladder.redirects.values()))]
    blocks += [Heading("Sources"), Rows(tuple(_source(name, find) for name in sources_of(ladder))), Para(shared.caution)]
    return Document(tuple(blocks))


def ladder_json(ladder: Ladder, shared: Shared, find: Find) -> dict[str, Any]:
    """Give everything about `ladder` as JSON; stages in their order, those of the overlay after the first."""
    file = ladder.file.model_dump(mode="json", exclude={"stage", "panel", "fills", "overlay"})
    return {
        **file,
        "overlay": ladder.overlay.id if ladder.overlay else None,
        "protocols": list(ladder.protocols),
        "stages": [_stage_json(ladder, stage, shared) for stage in ladder.every],
        "panels": {name: panel.model_dump() for name, panel in ladder.panels.items()},
        "redirects": {name: one.model_dump() for name, one in ladder.redirects.items()},
        "sources": {name: find(name)[0].model_dump() for name in sources_of(ladder)},
    }


def sources_of(ladder: Ladder) -> tuple[str, ...]:
    """Give the ids of all sources that the ladder and its overlay name, in the order of their first mention."""
    parts: list[object] = [
        ladder.file,
        list(ladder.stages.values()),
        ladder.overlay and ladder.overlay.file,
        list(ladder.redirects.values()),
    ]
    return tuple(dict.fromkeys(reference.partition(" ")[0] for part in parts for reference in _references(part)))


def limit_words(limit: Limit) -> str:
    """Say how long a stage may take, and whose limit that is."""
    number = f"{limit.working_days} working days" if limit.working_days else f"{limit.hours} hours" if limit.hours else ""
    read = " (our reading of a working week)" if limit.basis == "london-default" and limit.working_days else ""
    head = f"{number}{read}, {BASIS[limit.basis]}." if number else f"{BASIS[limit.basis].capitalize()}."
    says = "" if not number and limit.says.casefold().startswith("none stated") else f" {limit.says.rstrip('.')}."
    return f"{head}{says}{BINDS[limit.binds] if number else ''}"


def _glance(ladder: Ladder) -> Iterator[tuple[str, str]]:
    """Give each stage with its name and whose limit it has, in a line."""
    for stage in ladder.every:
        within = bool(ladder.overlay) and stage.ladder != ladder.id and stage.ladder not in ladder.protocols
        limit = stage.limit
        number = f"{limit.working_days} working days, " if limit.working_days else f"{limit.hours} hours, " if limit.hours else ""
        marks = [
            word
            for word, is_so in (("optional", stage.optional), ("not loaded", not stage.is_loaded), ("beside", stage.oversight))
            if is_so
        ]
        shown = f" ({', '.join(marks)})" if marks else ""
        guide = ", a guide only" if limit.binds == "never" else ""
        yield f"{'  ' if within else ''}{stage.id}", f"{stage.name}{shown}. Limit: {number}{BASIS[limit.basis].split(',')[0]}{guide}"


def _stage(ladder: Ladder, stage: Stage, shared: Shared) -> Iterator[Block]:
    marks = [word for word, is_so in (("optional", stage.optional), ("no stage of its own", stage.oversight)) if is_so]
    yield Heading(f"{stage.id}  {stage.name}{f' ({join_words(marks)})' if marks else ''}", 3)
    if stage.protocol:
        yield Para(stage.protocol.says, strong=True)
    yield Rows(tuple(_stage_rows(ladder, stage, shared)))


def _stage_rows(ladder: Ladder, stage: Stage, shared: Shared) -> Iterator[tuple[str, str]]:
    opens = stage.opens
    yield "Who raises", opens.by + (". Nobody else may" if opens.only else "")
    yield "When", opens.when
    if opens.after:
        yield "Order", f"Opens after {opens.after}" + (". No reason lifts this" if opens.override == "never" else "")
    yield "Who acts", stage.acts
    for title in stage.titles:
        yield "As printed", f'"{title.printed}"' + (f". Now held by: {title.now} [{', '.join(title.source)}]" if title.now else "")
    yield "Limit", limit_words(stage.limit) + (f" [{', '.join(stage.limit.source)}]" if stage.limit.source else "")
    for label, said in (("Meets", stage.meets), ("Quorum", stage.quorum), ("May be public", stage.publishes)):
        if said:
            yield label, _said(said)
    printed = [f"up to {' or '.join(stage.ups)}" if code == "U" else EXITS[code] for code in stage.exits]
    yield "Ways out as printed", join_words(printed) if printed else "none"
    above = [one.id for one in next_stages(ladder, stage.id, "not-known")]
    if above != list(stage.ups) and not (ladder.overlay and stage is ladder.overlay.first):
        yield "Next here", join_words(above, "or")
    if stage.ends:
        yield "The end", stage.ends.says
    if stage.beside:
        yield "Beside", join_words(stage.beside)
    for record in stage.records:
        yield "To be recorded", _said(record)
    if stage.needs:
        yield "This tool also asks for", "; ".join(_need(shared, code).says for code in stage.needs)
    if stage.silent:
        yield "Silent on", "; ".join(stage.silent)
    for note in stage.notes:
        yield "Note", _said(note)
    yield "Source", "; ".join(stage.source)


def _stage_json(ladder: Ladder, stage: Stage, shared: Shared) -> dict[str, Any]:
    needs = [{"code": code, **_need(shared, code).model_dump(exclude={"source"})} for code in stage.needs]
    ways = [{"code": code, "printed": printed} for code, printed in stage.ways_out.items()]
    following = {answer: [one.id for one in next_stages(ladder, stage.id, answer)] for answer in get_args(CpDispute)}
    return {
        "id": stage.id,
        "ladder": stage.ladder,
        **stage.model_dump(mode="json"),
        "needs": needs,
        "ways_out": ways,
        "next": following,
        "loaded": stage.is_loaded,
    }


def _need(shared: Shared, code: str) -> Need:
    return shared.need[code]


def _said(said: Said) -> str:
    return f"{said.says}{SAID[said.basis]} [{', '.join(said.source)}]"


def _source(name: str, find: Find) -> tuple[str, str]:
    source, _ = find(name)
    parts = [source.title, source.publisher, source.section, source.date, source.address, SEEN[source.seen]]
    return name, "; ".join(part for part in parts if part)


def _references(part: object) -> Iterator[str]:
    """Give every source reference in `part`, however deep."""
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            value = getattr(part, name)
            yield from value if name == "source" and isinstance(value, list) else _references(value)
    elif isinstance(part, dict):
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _references(value)
