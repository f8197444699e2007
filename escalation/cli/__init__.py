"""The `escalation` command: kindred commands share a module, and only the module of the one that was named is loaded.

How words become an entry, from the argument to the save:
verbs, raising   the flags of each step; they make a `Call`
acting           a step on a disagreement that is there; opening: the one that begins it, with its area, ladder and reference
answers          what a file, `--set` or a suggestion brings; filling: what a person is asked for at a terminal
draft            where the words go that the record could not take; showing: what stands on the screen afterwards
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from thresholds.cli import set_up
from thresholds.cli.command import add_groups, new_app, run_app, say_version

GROUPS: Mapping[str, str] = {
    "ladder": "ladder",
    "deadline": "deadline",
    "raise": "raising",
    "record": "verbs",
    "danger": "verbs",
    "move-up": "verbs",
    "settle": "verbs",
    "withdraw": "verbs",
    "redirect": "verbs",
    "finish": "verbs",
    "note": "verbs",
    "change-ladder": "verbs",
    "show": "lists",
    "list": "lists",
    "week": "lists",
    "forum-note": "papers",
    "form": "papers",
    "report": "papers",
    "rehearse": "rehearsal",
    "check-terms": "terms",
    "policies": "policies",
    "erase": "erasing",
    "verify": "copies",
    "checkpoint": "copies",
    "backup": "copies",
    "restore": "copies",
    "export": "copies",
    "import": "copies",
}
"""Every command with its module, which has one function `register(app)`."""


def run() -> None:
    """Run the command line of this process and end it with the exit code."""
    set_up()
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code, as `thresholds.cli.command.run_app` lists them."""
    return run_app(argv, _app, "escalation")


def _app(argv: list[str]) -> Any:
    """Give the Typer app with the named command, or with all where none is named."""
    import typer

    app = new_app()

    @app.callback(invoke_without_command=True)
    def escalation(ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version.")) -> int:
        """When professionals disagree: the ladder, who acts, when it is due and whose limit that is. In danger: 999 first.

        Danger never waits for a ladder. Try: escalation ladder brent
        """
        if version:
            say_version("escalation")
        elif ctx.invoked_subcommand is None:
            sys.stdout.write(ctx.get_help() + "\n")
        return 0

    add_groups(app, "escalation.cli", GROUPS, argv)
    return app
