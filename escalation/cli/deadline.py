"""`escalation deadline`: when a stage is due, and whose limit that is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from escalation.cli.console import ladders, read_cp_dispute, read_date, working_days
from escalation.clock import Clock, Due, deadline
from escalation.ladder import Ladder, Stage
from escalation.shelf import Ladders
from thresholds.calendar import comes_twice, read_time
from thresholds.cli.console import library, say, say_json
from thresholds.guide.shape import Partnership

HELP = """Say when a stage is due, and whose limit that is.

Example: escalation deadline --stage HF-1 --opened 2026-04-01T10:15

None of the arrangements states a limit: the answer says whether it is the London default, a date that was agreed, or the raiser's own.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("deadline", help=HELP)(show)


def show(
    stage: Annotated[str, typer.Option(help="Id of a stage, such as HF-1.")],
    opened: Annotated[str, typer.Option(help="When the stage was opened, such as 2026-04-01T10:15; London time.")],
    ladder: Annotated[str | None, typer.Option(help="Id of a ladder; stage ids are unique, so it may be left out.")] = None,
    partnership: Annotated[str | None, typer.Option(help="Area whose local closure days count, such as brent.")] = None,
    agreed: Annotated[str | None, typer.Option(help="A day that the parties agreed, such as 2026-04-08.")] = None,
    protective: Annotated[str | None, typer.Option(help='The raiser\'s own time: "24 hours" or "2 working days".')] = None,
    cp_dispute: Annotated[str, typer.Option(help="Are child protection procedures in dispute: yes, no or not-known.")] = "not-known",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run the command."""
    moment, answer = read_time(opened), read_cp_dispute(cp_dispute)
    shelf = ladders()
    areas = [library().area(partnership)] if partnership else []
    found, its_stage = _stage(shelf, stage, ladder, areas, moment)
    due = deadline(
        its_stage,
        opened=moment,
        days=working_days(areas),
        agreed=read_date(agreed) if agreed else None,
        protective=protective,
        cp_dispute=answer,
        closes=found.file.closes,
    )
    due = due._replace(warnings=(*_about_time(opened, protective), *due.warnings))
    if as_json:
        say_json(_as_json(found, its_stage, moment, due))
    else:
        from thresholds.documents.document import Document, Rows
        from thresholds.documents.plain import as_text

        say(as_text(Document((Rows(tuple(_rows(shelf, found, its_stage, due))),))))
    return 0


def _stage(shelf: Ladders, stage: str, ladder: str | None, areas: list[Partnership], moment: datetime) -> tuple[Ladder, Stage]:
    """Give the stage, in the ladder that was named, or that the area had on that day, or that has a stage of this id."""
    if ladder is None and areas:
        on = moment.date()
        every = (shelf.ladder_for(areas[0], on), *shelf.ladders_beside(areas[0], on))
        for one in every:
            if stage.casefold() in {its.id.casefold() for its in one.every}:
                return one, one.stage(stage)
        return every[0], every[0].stage(stage)
    return shelf.stage(stage, ladder)


def _about_time(opened: str, protective: str | None) -> Iterator[str]:
    if comes_twice(opened):
        yield "That time came twice that night, when the clocks went back. The first is taken; add +00:00 for the second."
    if len(opened.strip()) == len("2026-04-01") and protective:
        yield "No time of day was given, so midnight is taken. Hours run from there."


def _as_json(ladder: Ladder, stage: Stage, opened: datetime, due: Due) -> dict[str, Any]:
    return {
        "schema": "escalation/deadline/1",
        "ladder": ladder.id,
        "stage": stage.id,
        "opened": opened.isoformat(),
        "due": due.due.isoformat() if due.due else None,
        "due_at": due.due_at.isoformat() if due.due_at else None,
        "basis": due.basis,
        "guide_only": due.guide_only,
        "says": due.says,
        "source": due.source,
        "warnings": list(due.warnings),
        "clocks": [_clock(clock) for clock in due.clocks],
        "ask_by": due.ask_by.isoformat() if due.ask_by else None,
    }


def _clock(clock: Clock) -> dict[str, Any]:
    return {"basis": clock.basis, "due_at": clock.due_at.isoformat(), "says": clock.says, "source": list(clock.source)}


def _rows(shelf: Ladders, ladder: Ladder, stage: Stage, due: Due) -> Iterator[tuple[str, str]]:
    from escalation.ladder_page import BASIS

    yield "Stage", f"{stage.id} {stage.name} ({ladder.name})"
    yield "Due", _when(due.due_at) + (" (a guide only)" if due.guide_only else "") if due.due_at else "No date: none stated"
    yield "Whose limit", BASIS[due.basis]
    yield "Why", due.says
    for clock in due.clocks:
        if clock.due_at != due.due_at or clock.basis != due.basis:
            yield "Also running", f"{_when(clock.due_at)}, {BASIS[clock.basis]}"
    if due.ask_by:
        yield "Ask for a date by", f"{due.ask_by:%A} {due.ask_by.day} {due.ask_by:%B %Y}"
    for warning in due.warnings:
        yield "Take care", warning
    for reference in due.source.split("; ") if due.source else ():
        source, place = shelf.source(reference)
        yield "Source", f"{source.title}{', ' + place if place else ''} [{reference.partition(' ')[0]}]"


def _when(moment: datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B %Y}, {moment:%H:%M}"
