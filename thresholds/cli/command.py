"""What every command line of this project shares: the Typer app, how a call ends, and what is said where one goes wrong."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from thresholds.cli.console import fail, steady_streams, warn
from thresholds.errors import DataFault, ThresholdsError

_STOPPED, _OWN_FAULT, _BAD_CALL, _CANNOT_WRITE = 130, 70, 2, 5


def run_app(argv: Sequence[str], build: Callable[[list[str]], Any], name: str) -> int:
    """Run the app that `build` gives for `argv` under the name `name`, and give the exit code, as `guarded` does."""
    return guarded(lambda: _call(list(argv), build, name))


def guarded(call: Callable[[], int]) -> int:
    """Give the exit code of `call`, and say in plain words where it fails.

    0 done, 1 found, 2 called wrongly, 3 data, 4 a gate is shut, 5 cannot write, 6 somebody else was first, 70 our own fault, 130 stopped.
    """
    steady_streams()
    try:
        return call()
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


def new_app() -> Any:
    """Give an empty Typer app with our settings: plain help, and no traceback that shows what was typed."""
    import typer

    return typer.Typer(
        no_args_is_help=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def add_groups(app: Any, package: str, groups: Sequence[str] | Mapping[str, str], argv: list[str]) -> None:
    """Add to `app` the group that `argv` names, or all of `groups` where it names none.

    Each is a module of `package` with `register`; a mapping names the module of each, because kindred commands share one.
    """
    named = {name: name.replace("-", "_") for name in groups} if not isinstance(groups, Mapping) else groups
    asked = [named[argv[0]]] if argv and argv[0] in named else named.values()
    for module in dict.fromkeys(asked):
        import_module(f"{package}.{module}").register(app)


def say_version(name: str) -> None:
    """Write the version to standard output."""
    from thresholds import __version__

    sys.stdout.write(f"{name} {__version__}\n")


def _call(argv: list[str], build: Callable[[list[str]], Any], name: str) -> int:
    import typer

    command = typer.main.get_command(build(argv))
    try:
        outcome = command.main(args=argv, prog_name=name, standalone_mode=False)
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
        return _refuse_call(error, name)
    return int(outcome or 0)


_CALL_FAULTS = {
    "NoSuchOption": "There is no such option.",
    "NoSuchCommand": "There is no such command.",
    "MissingParameter": "Something that this command needs was left out.",
    "BadParameter": "One of the values given cannot be used.",
    "BadOptionUsage": "An option was given without its value, or with one too many.",
    "BadArgumentUsage": "An argument was given wrongly.",
}


def _refuse_call(error: Exception, name: str) -> int:
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
    path = context.command_path if context is not None else name
    hint = f" Near ones: {', '.join(near)}." if near else ""
    warn(f"Error: {says}{named}{hint} Run `{path} --help` to see what it takes.")
    return _BAD_CALL
