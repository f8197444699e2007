"""`thresholds app`: the full-screen app, with its options."""

from typing import Annotated

import typer

from thresholds.cli.opening import open_app

HELP = """Open the full-screen app: the whole walk, page by page.

\b
Example: thresholds app --partnership brent

A screen reader, or a terminal that cannot draw, is better served by: thresholds walk
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("app", help=HELP)(show)


def show(
    partnership: Annotated[str | None, typer.Option(metavar="ID", help="Area to fill in as the child's home; it is still asked.")] = None,
    theme: Annotated[str | None, typer.Option(metavar="NAME", help="Name of a theme.")] = None,
    lock: Annotated[
        float | None, typer.Option(metavar="MINUTES", help="Minutes without a key until the screen covers itself; 0 is never. [10]")
    ] = None,
    disagreements: Annotated[
        str | None,
        typer.Option(
            "--register",
            metavar="ADDRESS",
            help="Where disagreements are kept: a file, or postgresql://user@host/name; else THRESHOLDS_REGISTER, else your own.",
        ),
    ] = None,
    letters: Annotated[
        bool, typer.Option("--letters/--no-letters", help="Whether a letter alone is a key; without, Ctrl+P finds what it does.")
    ] = True,
) -> int:
    """Run the command."""
    return open_app(partnership, theme, lock, disagreements, letters)
