"""Every way this tool refuses: two plain sentences (what happened, what to do next) and an exit code.

No message repeats what a person typed: that text may be about a child, and it may end in a log.
"""

from collections.abc import Sequence

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
