"""Opening the full-screen app. Textual is imported inside the function that opens it, and the guide is read after the first paint."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thresholds.assessment.walk import Walk


def open_app(
    partnership: str | None = None, theme: str | None = None, lock: float | None = None, register: str | None = None, letters: bool = True
) -> int:
    """Open the app and give its exit code; a terminal that cannot draw gets the plain walk instead."""
    import os
    import sys

    if os.environ.get("TERM") in ("dumb", "") or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from thresholds.cli.walk import plain_walk

        return plain_walk(partnership)
    from thresholds import places
    from tui.app import ThresholdsApp

    if partnership is not None:
        _begun(partnership)  # a wrong id is said now, not on the first page
    app = ThresholdsApp(lambda: _begun(partnership), theme, drafts=places.walks_folder(), lock=lock, register=register, letters=letters)
    app.run()
    return int(app.return_code or 0)


def _begun(partnership: str | None) -> "Walk":
    from thresholds.assessment.walk import start
    from thresholds.cli.console import library, now

    return start(library(), now(), partnership)
