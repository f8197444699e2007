"""Words that could not be saved, kept in a file that only their owner can read, from which the same command can go on."""

import json
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from escalation.whistleblowing import is_to_keep_nobody
from thresholds import places
from thresholds.cli.asking import Leave
from thresholds.cli.console import now, warn
from thresholds.documents.saving import save_new
from thresholds.errors import BadCall, CannotWrite, ChangedElsewhere, StoreError, ThresholdsError
from thresholds.pages import Value

_MOST_TRIES = 100


@contextmanager
def words_kept(command: str, words: Mapping[str, Value], *, are_typed: bool, draft: str | None = None) -> Iterator[None]:
    """Keep `words` in a draft where the record cannot take them, or where the person who typed them stops.

    `command` is what was called, such as `settle HF-2026-001`; `draft` the file that the words came from: a newer draft takes its
    place. What came from a file is kept only where the record failed: a shut gate leaves the file as it is. The error that goes on says
    where the draft is.
    """
    try:
        yield
    except StoreError as error:
        if words:
            kept = _kept(command, words, draft)
            if isinstance(error, ChangedElsewhere):
                error.help = kept
            else:
                error.help = f"{error.help} {kept}"
        raise
    except (KeyboardInterrupt, Leave):
        warn("Stopped. Nothing was saved in the record.")
        if words and are_typed:
            warn(_kept(command, words, draft))
        raise KeyboardInterrupt from None
    except EOFError:
        kept = _kept(command, words, draft) if words and are_typed else "Give one answer a line, to the last question."
        raise BadCall("The answers ended before the form did, and nothing was saved.", kept, code="ended-early") from None
    except ThresholdsError as error:
        if words and are_typed:
            error.help = f"{error.help} {_kept(command, words, draft)}"
        raise
    except Exception:
        if words and are_typed:
            warn(_kept(command, words, draft))
        raise


def is_draft(name: str) -> bool:
    """Say whether a file is one of our drafts, which may be gone on with and removed."""
    with suppress(OSError, ValueError):
        return Path(name).resolve().parent == places.drafts_folder().resolve()
    return False


def forget(name: str) -> None:
    """Remove a draft that was saved in the record; any other file stays."""
    if is_draft(name):
        with suppress(OSError):
            Path(name).unlink()
            warn("The draft is saved now, and was removed.")


def keep(command: str, words: Mapping[str, Value], at: datetime) -> Path | None:
    """Write a draft of the time `at` that `escalation COMMAND --from` can go on with, and give its path; nothing where that fails too."""
    text = json.dumps(plain(words), ensure_ascii=False, indent=1)
    for folder in _folders():
        try:
            return _new_file(folder, "-".join(command.split()[:2]), at, text + "\n")
        except (CannotWrite, OSError):
            continue
    return None


def plain(words: Mapping[str, Value]) -> dict[str, Value]:
    """Give those of `words` that a draft may hold: whistleblowing keeps nobody's role, and a look at what is personal is not kept."""
    left_out = {"checked", "by-role"} if is_to_keep_nobody(words) else {"checked"}
    return {name: value for name, value in words.items() if name not in left_out}


def _kept(command: str, words: Mapping[str, Value], draft: str | None) -> str:
    """Write a draft and say where it is; say it plainly where that fails too."""
    path = keep(command, words, now())
    if path is None:
        return "Your words could not be kept in a draft either: copy them from this window now."
    if draft and is_draft(draft):
        Path(draft).unlink(missing_ok=True)
    return f"Your words are kept in {path}. Go on with: escalation {command} --from {shlex.quote(str(path))}"


def _folders() -> Iterator[Path]:
    """Give the folder of drafts, made where it is not there; else one for passing things."""
    folder = places.drafts_folder()
    with suppress(OSError):
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        yield folder
    import tempfile

    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="thresholds-"))


def _new_file(folder: Path, name: str, at: datetime, text: str) -> Path:
    for number in range(1, _MOST_TRIES):
        path = folder / f"{name}-{at:%Y%m%d-%H%M%S}{f'-{number}' if number > 1 else ''}.json"
        try:
            save_new(path, text)
        except CannotWrite:
            if path.exists():  # another draft of this second has the name
                continue
            raise
        return path
    raise CannotWrite("The folder of drafts is full.", "Remove old ones.")
