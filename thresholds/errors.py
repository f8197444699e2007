"""Every way this tool refuses: two plain sentences (what happened, what to do next) and an exit code.

No message repeats what a person typed: that text may be about a child, and it may end in a log.
"""

from collections.abc import Sequence
from typing import Any

from thresholds.finding import Finding


class ThresholdsError(Exception):
    """The root of the family; `says` and `help` are one sentence each, `exit_code` is the process's."""

    exit_code = 70
    code = "own-fault"

    def __init__(self, says: str, help: str, *, code: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.help = help
        if code:
            self.code = code


class BadCall(ThresholdsError):
    """The command or its input is not of the right form (exit 2)."""

    exit_code = 2
    code = "bad-input"


class UnknownName(BadCall):
    """An id that nothing has (exit 2); `near` holds known ids that look like it."""

    def __init__(self, says: str, near: Sequence[str], help: str, *, code: str) -> None:
        nearest = f"Near ones: {', '.join(near)}." if near else help
        super().__init__(says, nearest, code=code)
        self.near = list(near)


class DataFault(ThresholdsError):
    """Data files that do not load (exit 3); `findings` names every fault."""

    exit_code = 3
    code = "data-fault"

    def __init__(self, findings: Sequence[Finding]) -> None:
        count = len(findings)
        faults = "1 fault" if count == 1 else f"{count} faults"
        files = ", ".join(sorted({f.file for f in findings}))
        super().__init__(f"The data does not load: {faults} in {files}.", "Mend what is listed, then run `thresholds check`.")
        self.findings = tuple(findings)


class CannotWrite(ThresholdsError):
    """A file that a person asked for cannot be written (exit 5)."""

    exit_code = 5
    code = "cannot-write"


class NotAllowed(ThresholdsError):
    """A gate is shut (exit 4); `gaps` holds what is missing, each with its code, its words and its basis."""

    exit_code = 4
    code = "not-allowed"

    def __init__(self, says: str, help: str, gaps: Sequence[Any] = (), *, code: str | None = None) -> None:
        super().__init__(says, help, code=code)
        self.gaps = tuple(gaps)


class LooksPersonal(ThresholdsError):
    """Typed text looks like personal data (exit 4); `warnings` say which kind and where, never what."""

    exit_code = 4
    code = "looks-personal"

    def __init__(self, says: str, help: str, warnings: Sequence[Any] = ()) -> None:
        super().__init__(says, help)
        self.warnings = tuple(warnings)


class StoreError(ThresholdsError):
    """The record cannot be opened, read or written (exit 5); nothing was half written."""

    exit_code = 5
    code = "store"


class ChangedElsewhere(StoreError):
    """Someone else wrote first (exit 6); `new` is how many events have come that the writer had not seen."""

    exit_code = 6
    code = "changed-elsewhere"

    def __init__(self, says: str, help: str, new: int = 0) -> None:
        super().__init__(says, help)
        self.new = new
