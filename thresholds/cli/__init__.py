"""The `thresholds` command: one module a group, and only the group that was named is loaded."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from thresholds.cli.command import add_groups, guarded, new_app, run_app, say_version

GROUPS = ("app", "walk", "suggest", "guide", "partnership", "check")
"""The commands, each in a module of its own name with one function `register(app)`."""


def run() -> None:
    """Run the command line of this process and end it with the exit code."""
    set_up()
    sys.exit(main(sys.argv[1:]))


def set_up() -> None:
    """Set what holds for the whole process: a rare look for rubbish, and no strangers among the checks."""
    # Start-up makes fifty thousand objects that stay: looking for rubbish among them takes a twentieth of a short command, and
    # in the app a tenth of a second every few keys.
    gc.set_threshold(100_000, 20, 20)
    # No other package that happens to be installed is to see what is checked here; looking for such packages also takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code, as `run_app` lists them."""
    if list(argv) == ["app"] or not (argv or _is_piped()):
        # Typer would take as long as the app's own first paint.
        from thresholds.cli.opening import open_app

        return guarded(open_app)
    return run_app(argv, _app, "thresholds")


def _is_piped() -> bool:
    return not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def _app(argv: list[str]) -> Any:
    """Give the Typer app with the named group, or with all where none is named."""
    import typer

    app = new_app()

    @app.callback(invoke_without_command=True)
    def thresholds(ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version.")) -> int:
        """From a worry about a child to a suggested level, its reasons and a route. In danger: 999 first.

        The tool suggests; you judge. Try: thresholds walk
        """
        if version:
            say_version("thresholds")
        elif ctx.invoked_subcommand is None:
            sys.stdout.write(ctx.get_help() + "\n")
        return 0

    add_groups(app, "thresholds.cli", GROUPS, argv)
    return app
