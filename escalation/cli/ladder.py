"""`escalation ladder`: the stages of a partnership or a ladder: who acts, limits with their basis, sources, silences."""

from datetime import date
from typing import Annotated, Any

import typer

from escalation.cli.console import ladders, read_date
from escalation.ladder import Ladder
from escalation.shelf import Ladders
from thresholds.cli.console import library, now, say, say_json
from thresholds.errors import UnknownName
from thresholds.finding import near

HELP = """Show a ladder: its stages, who acts, whose limit each has, what the document does not say.

Example: escalation ladder brent

Give a partnership, such as wandsworth, or a ladder, such as HF-2021. Without either it lists them all.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("ladder", help=HELP)(show)


def show(
    name: Annotated[str | None, typer.Argument(metavar="[PARTNERSHIP_OR_LADDER]", help="Such as brent, or BR-2021.")] = None,
    on: Annotated[str | None, typer.Option(help="The day on which the disagreement was raised; today if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run the command."""
    shelf, day = ladders(), read_date(on) if on else now().date()
    if name is None:
        return _list(shelf, as_json)
    found, beside, about = _found(shelf, name, day)
    if as_json:
        from escalation.ladder_page import ladder_json

        main, *others = (ladder_json(one, shelf.shared(), shelf.source) for one in (found, *beside))
        say_json({"schema": "escalation/ladder/1", **about, **main, "beside": others})
        return 0
    from escalation.ladder_page import ladder_body
    from thresholds.documents.plain import as_text

    for one in (found, *beside):
        say(as_text(ladder_body(one, shelf.shared(), shelf.source)) + "\n")
    for earlier in about["earlier"]:
        say(f"Before that, from {earlier['from']}: {earlier['id']}. `escalation ladder {earlier['id']}` shows it.")
    return 0


def _found(shelf: Ladders, name: str, day: date) -> tuple[Ladder, tuple[Ladder, ...], dict[str, Any]]:
    """Give the ladder that `name` means, those beside it, and which partnership that was for. Raises UnknownName, BadCall, DataFault."""
    if name.casefold() in {one.casefold() for one in shelf.ids}:
        return shelf.ladder(name), (), {"partnership": None, "earlier": []}
    areas = library()
    if name not in areas.area_ids:
        known = [*areas.area_ids, *shelf.ids]
        raise UnknownName("No partnership or ladder has that id.", near(name, known), f"The ids are {', '.join(known)}.", code="unknown-id")
    area = areas.area(name)
    found = shelf.ladder_for(area, day)
    before = [one for one in area.ladders if not one.beside and one.since <= day and one.id != found.id]
    earlier = [{"id": one.id, "from": one.since.isoformat()} for one in before]
    return found, shelf.ladders_beside(area, day), {"partnership": area.id, "earlier": earlier}


def _list(shelf: Ladders, as_json: bool) -> int:
    areas = library()
    rows: list[dict[str, Any]] = []
    for name in shelf.ids:
        ladder = shelf.ladder(name)
        used = [area for area in areas.area_ids if any(one.id == name for one in areas.area(area).ladders)]
        rows.append(
            {"id": name, "name": ladder.name, "partnerships": used, "stages": list(ladder.stages), "protocols": list(ladder.protocols)}
        )
    if as_json:
        say_json({"schema": "escalation/ladders/1", "ladders": rows})
        return 0
    from thresholds.documents.document import Document, Rows
    from thresholds.documents.plain import as_text

    pairs = tuple((row["id"], f"{row['name']} ({', '.join(row['partnerships']) or 'within the ladders of London'})") for row in rows)
    say(as_text(Document((Rows(pairs),))))
    return 0
