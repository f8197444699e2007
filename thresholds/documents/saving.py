"""Saving: a file that only its owner can read, written whole or not at all; a document in the form that the file's name asks for."""

import contextlib
import os
from pathlib import Path

from thresholds.documents.document import Document
from thresholds.errors import CannotWrite

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


def save_document(name: str, document: Document) -> Path:
    """Write `document` to the new file `name`, as Markdown (.md) or plain text (.txt); give its whole path. `~` is the person's own folder.

    Raises CannotWrite where the name ends otherwise, where a file is there already, or where it cannot be written.
    """
    path = Path(name)
    with contextlib.suppress(RuntimeError):  # nobody has that folder: the name is taken as it stands, and no such folder is found
        path = path.expanduser()
    with contextlib.suppress(OSError, ValueError):
        if name and path.is_dir():
            raise CannotWrite("That is a folder.", "Add a name for the file, such as referral.txt.")
    match path.suffix.casefold():
        case ".md":
            from thresholds.documents.markdown import as_markdown as form
        case ".txt":
            from thresholds.documents.plain import as_text as form
        case _:
            raise CannotWrite("The file's name does not say which form it should have.", "End it in .txt or .md.")
    save_new(path, form(document))
    return path.absolute()


def save_over(path: Path, text: str) -> None:
    """Write `text` to `path` in place of what is there (mode 0600), and make its folder if need be (0700).

    A power cut leaves the old file or the new one, never half of one. Raises CannotWrite.
    """
    beside = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.chmod(0o700)
        beside.unlink(missing_ok=True)
    except (OSError, ValueError):
        raise CannotWrite("The folder for it cannot be made.", "Look at who may write to it.") from None
    save_new(beside, text)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise CannotWrite("The file cannot be put in its place.", "Look at who may write to its folder.") from None


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
