"""`thresholds app`: the full-screen app. Textual is imported inside the function that opens it."""

from typing import Annotated

import typer

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
) -> int:
    """Run the command."""
    return open_app(partnership, theme)


def open_app(partnership: str | None = None, theme: str | None = None) -> int:
    """Open the app and give its exit code; a terminal that cannot draw gets the plain walk instead."""
    import os
    import sys

    from thresholds.assessment.walk import start
    from thresholds.cli.console import library, now

    if os.environ.get("TERM") in ("dumb", "") or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from thresholds.cli.walk import plain_walk

        return plain_walk(partnership)
    walk = start(library(), now(), partnership)
    from tui.app import ThresholdsApp

    app = ThresholdsApp(walk, theme)
    app.run()
    return int(app.return_code or 0)
