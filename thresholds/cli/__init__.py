"""The `thresholds` command: one module a group, and only the group that was named is loaded."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from thresholds.cli.console import fail, steady_streams, warn
from thresholds.errors import DataFault, ThresholdsError

GROUPS = ("app", "walk", "suggest", "guide", "partnership", "check")
"""The commands, each in a module of its own name with one function `register(app)`."""
_STOPPED, _OWN_FAULT, _BAD_CALL, _CANNOT_WRITE = 130, 70, 2, 5


def run() -> None:
    """Run the command line of this process and end it with the exit code."""
    # Start-up makes fifty thousand objects that stay: looking for rubbish among them takes a twentieth of a short command.
    gc.set_threshold(100_000, 20, 20)
    # No other package that happens to be installed is to see what is checked here; looking for such packages also takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code: 0 done, 1 found, 2 called wrongly, 3 data, 5 cannot write, 70 our own fault, 130 stopped."""
    steady_streams()
    try:
        return _call(list(argv))
    except DataFault as error:
        for finding in error.findings:
            warn(finding.as_line())
        return fail(error)
    except ThresholdsError as error:
        return fail(error)
    except KeyboardInterrupt:
        warn("Stopped.")
        return _STOPPED
    except BrokenPipeError:
        # Whoever read our output has gone; point the stream elsewhere so that closing it at exit says nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except OSError:
        warn("Error: The answer could not be written, or a file could not be read. Look at the space on the disk and try again.")
        return _CANNOT_WRITE
    except Exception:
        if os.environ.get("THRESHOLDS_DEBUG") == "1":
            raise
        warn("Error: The tool made a mistake of its own. Nothing you typed is shown or kept; set THRESHOLDS_DEBUG=1 for the details.")
        return _OWN_FAULT


def _call(argv: list[str]) -> int:
    import typer

    command = typer.main.get_command(_app(argv))
    try:
        outcome = command.main(args=argv, prog_name="thresholds", standalone_mode=False)
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        # Typer ends the process itself where the reader of our output has gone.
        raise BrokenPipeError from None
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        return _refuse_call(error)
    return int(outcome or 0)


def _app(argv: list[str]) -> Any:
    """Give the Typer app with the named group, or with all where none is named."""
    import typer

    app = typer.Typer(
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback(invoke_without_command=True)
    def thresholds(ctx: typer.Context, version: bool = typer.Option(False, "--version", help="Print the version.")) -> int:
        """From a worry about a child to a suggested level, its reasons and a route. In danger: 999 first.

        The tool suggests; you judge. Try: thresholds walk
        """
        if version:
            from thresholds import __version__

            sys.stdout.write(f"thresholds {__version__}\n")
        elif ctx.invoked_subcommand is None:
            return _no_command(ctx)
        return 0

    for name in GROUPS:
        if not argv or argv[0] not in GROUPS or argv[0] == name:
            import_module(f"thresholds.cli.{name}").register(app)
    return app


def _no_command(ctx: Any) -> int:
    """Without a command: the app on a terminal, help anywhere else."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        from thresholds.cli.app import open_app

        return open_app()
    sys.stdout.write(ctx.get_help() + "\n")
    return 0


_CALL_FAULTS = {
    "NoSuchOption": "There is no such option.",
    "NoSuchCommand": "There is no such command.",
    "MissingParameter": "Something that this command needs was left out.",
    "BadParameter": "One of the values given cannot be used.",
    "BadOptionUsage": "An option was given without its value, or with one too many.",
    "BadArgumentUsage": "An argument was given wrongly.",
}


def _refuse_call(error: Exception) -> int:
    """Say what is wrong with how the command was called, without what was typed."""
    kind = type(error).__name__
    says = _CALL_FAULTS.get(kind, "The command was not called as it should be.")
    if kind == "UsageError":
        message = str(getattr(error, "message", ""))
        says = (
            "There is no such command." if message.startswith("No such command") else "Something was given that this command does not take."
        )
    near = [name for name in (getattr(error, "possibilities", None) or []) if isinstance(name, str)]
    param = getattr(error, "param", None)
    named = f" It is about {'/'.join(param.opts)}." if kind in ("MissingParameter", "BadParameter") and param is not None else ""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "thresholds"
    hint = f" Near ones: {', '.join(near)}." if near else ""
    warn(f"Error: {says}{named}{hint} Run `{path} --help` to see what it takes.")
    return _BAD_CALL
