"""Saving a document: a new file that only its owner can read, written whole or not at all."""

import os
from pathlib import Path

from thresholds.errors import CannotWrite

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def save_new(path: Path, text: str) -> None:
    """Write `text` to a new file at `path`, readable by its owner alone (mode 0600).

    Raises CannotWrite where a file is there already, or where it cannot be written; nothing half written stays behind.
    """
    try:
        handle = os.open(path, _NEW, 0o600)
    except FileExistsError:
        raise CannotWrite("A file of that name is there already, and it was left alone.", "Choose another name.") from None
    except (OSError, ValueError):
        raise CannotWrite("The file cannot be made there.", "Choose a folder that is there and that you may write to.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise CannotWrite(
            "The file could not be written whole, so none was left.", "Look at the space on the disk, or choose another folder."
        ) from None
