"""`thresholds partnership`: the areas, their front doors and routes, alone or side by side."""

from typing import Annotated

import typer

from thresholds.cli.console import library, say, say_json
from thresholds.errors import BadCall

HELP = """Show the areas: front doors, routes at each level, documents.

Example: thresholds partnership show brent
"""
LIST_HELP = """List the areas and their ids.

Example: thresholds partnership list
"""
SHOW_HELP = """Show one area whole: contacts, routes at each level, documents, what is not known.

Example: thresholds partnership show wandsworth
"""
COMPARE_HELP = """Put areas side by side: under each heading a line for each.

Example: thresholds partnership compare brent wandsworth
"""


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    group = typer.Typer(rich_markup_mode=None, help=HELP)
    group.callback(invoke_without_command=True)(named)
    group.command("list", help=LIST_HELP)(list_areas)
    group.command("show", help=SHOW_HELP)(show)
    group.command("compare", help=COMPARE_HELP)(compare)
    app.add_typer(group, name="partnership")


def named(ctx: typer.Context) -> None:
    """Refuse a call that names no command of the group."""
    if ctx.invoked_subcommand is None:
        raise BadCall(
            "`thresholds partnership` needs a command.", "They are list, show and compare; add --help to read more.", code="no-command"
        )


def list_areas(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> int:
    """Run `partnership list`."""
    shelf = library()
    areas = [shelf.area(name) for name in shelf.area_ids]
    if as_json:
        keys = ("id", "prefix", "name", "status", "partnership", "front_door_name")
        rows = [{key.replace("_", "-"): getattr(area, key) for key in keys} for area in areas]
        say_json({"schema": "thresholds/partnerships/1", "partnerships": rows})
        return 0
    from thresholds.documents.document import Document, Rows
    from thresholds.documents.plain import as_text
    from thresholds.guide.comparing import HISTORY

    said = [(area.id, f"{area.name}. {HISTORY if area.status == 'history' else area.front_door_name}") for area in areas]
    say(as_text(Document((Rows(tuple(said)),))))
    return 0


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id of an area, such as brent.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run `partnership show`."""
    from thresholds.documents.plain import as_text
    from thresholds.guide.comparing import area_body, area_json

    index, area = library().open(name)
    if as_json:
        say_json(area_json(index, area))
    else:
        say(as_text(area_body(index, area)))
    return 0


def compare(
    names: Annotated[list[str], typer.Argument(metavar="ID ID...", help="Ids of two areas or more.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run `partnership compare`."""
    from thresholds.documents.plain import as_text
    from thresholds.guide.comparing import compared, compared_body, do_differ

    shelf = library()
    areas = [shelf.area(name) for name in dict.fromkeys(names)]
    if len(areas) < 2:
        raise BadCall(
            "One area alone cannot be compared.", "Give two ids or more; `thresholds partnership list` shows them.", code="too-few"
        )
    if as_json:
        rows = [
            {
                "heading": heading,
                "says": {area.id: side.says for area, side in zip(areas, sides, strict=True)},
                "differ": do_differ(sides),
                "sources": {area.id: list(side.sources) for area, side in zip(areas, sides, strict=True)},
            }
            for heading, sides in compared(shelf.index(), areas)
        ]
        say_json({"schema": "thresholds/comparison/1", "partnerships": [area.id for area in areas], "headings": rows})
    else:
        say(as_text(compared_body(shelf.index(), areas)))
    return 0
