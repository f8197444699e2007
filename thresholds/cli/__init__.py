"""The `thresholds` command: one module a group, and only the group that was named is loaded."""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Any

from thresholds.cli.command import add_groups, new_app, run_app, say_version

GROUPS = ("app", "walk", "suggest", "guide", "partnership", "check")
"""The commands, each in a module of its own name with one function `register(app)`."""


def run() -> None:
    """Run the command line of this process and end it with the exit code."""
    # Start-up makes fifty thousand objects that stay: looking for rubbish among them takes a twentieth of a short command.
    gc.set_threshold(100_000, 20, 20)
    # No other package that happens to be installed is to see what is checked here; looking for such packages also takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code, as `run_app` lists them."""
    return run_app(argv, _app, "thresholds")


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
            return _no_command(ctx)
        return 0

    add_groups(app, "thresholds.cli", GROUPS, argv)
    return app


def _no_command(ctx: Any) -> int:
    """Without a command: the app on a terminal, help anywhere else."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from thresholds.cli.app import open_app

        return open_app()
    sys.stdout.write(ctx.get_help() + "\n")
    return 0
