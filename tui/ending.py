"""How the app ends: stopped from outside, left without a terminal, or by a mistake of its own; in plain words and with an exit code."""

import asyncio
import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable

from thresholds.errors import ThresholdsError

OWN_FAULT = 70
GONE = 129
"""The exit code of a closed terminal, the same as for the signal that should have told us."""
CRASHED = (
    "The app stopped because of a mistake of its own. Nothing that you typed is shown here. {} "
    "If a child is in danger, phone 999. To go on without the app: thresholds walk"
)
KEPT = "Your answers are kept, but not your own words: open the app again to go on."
FORM_KEPT = "The form that you were filling in is kept as a draft: F5 offers it when you open the app again."
STOPPED = "Nothing of it is kept."


def on_stop(stop: Callable[[int], None]) -> None:
    """Call `stop` with the exit code when the system asks the app to end. Textual itself would leave the terminal unusable."""
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):  # Windows has no SIGHUP, and its event loop takes no handlers
        number = getattr(signal, name, None)
        if number is not None:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, stop, 128 + number)


def has_terminal() -> bool:
    """Say whether the terminal is still there. A closed one is not always told by a signal, and Textual would read it for ever."""
    stream = sys.__stdin__
    try:
        return stream is not None and os.get_terminal_size(stream.fileno()) is not None
    except (OSError, ValueError):
        return False


def drop_typed_ahead() -> None:
    """Throw away what was typed and not read: after a crash the shell would take the rest of a sentence for a command."""
    with contextlib.suppress(ImportError, OSError, ValueError, AttributeError):
        import termios  # Windows has none

        with contextlib.suppress(termios.error):  # no terminal: it is no OSError
            termios.tcflush(sys.__stdin__.fileno(), termios.TCIFLUSH)  # type: ignore[union-attr]


def last_words(error: BaseException | None, crashed: str) -> tuple[int, str]:
    """Give the exit code and the sentence for a failure, `crashed` where it is our own.

    With THRESHOLDS_DEBUG=1 it also says where in the code it was. No value is named: it may be about a child.
    """
    code, says = OWN_FAULT, crashed
    if isinstance(error, ThresholdsError):
        code, says = error.exit_code, f"{error.says} {error.help} If a child is in danger, phone 999."
    if error is not None and os.environ.get("THRESHOLDS_DEBUG") == "1":
        frames = traceback.extract_tb(error.__traceback__)
        says = "\n".join([says, type(error).__name__, *(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)])
    return code, says
