"""`escalation verify`, `checkpoint`, `backup`, `restore`, `export` and `import`: the register itself, whole."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from escalation.cli.console import JsonFlag, RegisterFlag, opened
from thresholds import places
from thresholds.cli.console import now, say, say_json, warn
from thresholds.errors import BadCall
from thresholds.records.event import Checkpoint
from thresholds.text import clean, count

VERIFY = """Prove the record: compute its whole chain anew, and compare every card with its entries. Exit 1 if anything is wrong.

\b
Example: escalation verify

Without a checkpoint that somebody else keeps, a cut end cannot be seen: print one with `escalation checkpoint`, and give it to --since.
"""
CHECKPOINT = """Print a checkpoint: one line for another person to keep, against which `verify --since` proves the record later.

\b
Example: escalation checkpoint
"""
BACKUP = """Copy the register to a new file, checked, while others go on writing.

\b
Example: escalation backup copy.sqlite3
"""
RESTORE = """Put a backup where the register belongs; nothing may be there yet.

\b
Example: escalation restore copy.sqlite3 --register new.sqlite3
"""
EXPORT = """Print the whole record as lines of JSON, which any store can take in. It holds people's words: keep it safe.

\b
Example: escalation export --output record.jsonl
Example: escalation export
"""
IMPORT = """Bring an export into an empty register, all or nothing, every line checked.

\b
Example: escalation import record.jsonl --register new.sqlite3
"""
NewFile = Annotated[str, typer.Argument(metavar="FILE", help="A file that is not there yet.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for name, help, run in (
        ("verify", VERIFY, verify),
        ("checkpoint", CHECKPOINT, checkpoint),
        ("backup", BACKUP, backup),
        ("restore", RESTORE, restore),
        ("export", EXPORT, export),
        ("import", IMPORT, import_),
    ):
        app.command(name, help=help)(run)


def verify(
    since: Annotated[str | None, typer.Option(metavar="CHECKPOINT", help="A checkpoint: the line itself, or a file that holds it.")] = None,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import card_of

    kept = _checkpoint(since) if since else None
    with opened(address) as store:
        found = store.verify(card_of, kept)
        stands = store.checkpoint(now().isoformat(timespec="seconds"))
    if as_json:
        say_json(
            {"schema": "escalation/verify/1", "findings": [one.as_json() for one in found], **_as_json(stands), "end_proven": bool(kept)}
        )
    elif found:
        for one in found:
            say(one.as_line())
    else:
        end = "and its end is proven." if kept else "but without a checkpoint its end is not proven."
        say(f"The record is whole: {count(stands.count, 'entry', 'entries')}, {end}")
    return 1 if found else 0


def checkpoint(address: RegisterFlag = None, as_json: JsonFlag = False) -> int:
    """Run the command."""
    with opened(address) as store:
        stands = store.checkpoint(now().isoformat(timespec="seconds"))
    if as_json:
        say_json({"schema": "escalation/checkpoint/1", **_as_json(stands)})
    else:
        say(stands.as_line())
    return 0


def backup(file: NewFile, address: RegisterFlag = None, as_json: JsonFlag = False) -> int:
    """Run the command."""
    from thresholds.records.backup import back_up
    from thresholds.records.sqlite import SqliteShelf

    with opened(address) as store:
        if not isinstance(store.shelf, SqliteShelf):
            raise BadCall(
                "This register is no file that could be copied.",
                "Back a server up with its own means (pg_dump), or use `escalation export`.",
                code="no-file",
            )
        stands = back_up(store.shelf, Path(file), now().isoformat(timespec="seconds"))
    _say_copied(stands, "The copy was checked and is whole", as_json=as_json)
    return 0


def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A backup.")], address: RegisterFlag = None, as_json: JsonFlag = False
) -> int:
    """Run the command."""
    from thresholds.records.backup import restore as put_back
    from thresholds.records.faults import fault

    where = str(address or places.default_register())
    if where.startswith(("postgresql://", "postgres://", ":memory:")):
        raise BadCall(
            "A backup is put back to a file.", "Give --register the path of a new file, or use `escalation import`.", code="no-file"
        )
    if Path(file).is_file() and not Path(file).stat().st_size:
        raise fault("not-a-register")
    stands = put_back(Path(file), Path(where), now().isoformat(timespec="seconds"))
    _say_copied(stands, "The backup was checked and is in place", as_json=as_json)
    return 0


def export(
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="A new file, readable by you alone.")] = None,
    address: RegisterFlag = None,
) -> int:
    """Run the command."""
    from thresholds.documents.saving import save_new
    from thresholds.records.exchange import export_lines

    with opened(address) as store:
        if output:
            save_new(Path(output), "".join(f"{line}\n" for line in export_lines(store)))
            warn("Exported.")
            return 0
        for line in export_lines(store):
            sys.stdout.write(line + "\n")
    return 0


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An export; - is standard input.")],
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import card_of
    from thresholds.records.exchange import import_lines

    try:
        stream = sys.stdin if file == "-" else Path(file).open(encoding="utf-8")  # noqa: SIM115  # closed below
    except (OSError, ValueError):
        raise BadCall("The export cannot be read.", "Look at its path and who may read it.", code="no-file") from None
    try:
        with opened(address, create=True) as store:
            number = import_lines(store, stream, card_of)
            stands = store.checkpoint(now().isoformat(timespec="seconds"))
    except UnicodeDecodeError:
        raise BadCall("The export is not UTF-8 text.", "Take a whole export; nothing was brought in.", code="bad-import") from None
    finally:
        if stream is not sys.stdin:
            stream.close()
    _say_copied(stands, f"Brought in: {count(number, 'entry', 'entries')}", as_json=as_json)
    return 0


def _checkpoint(typed: str) -> Checkpoint:
    from thresholds.records.event import read_checkpoint

    if typed.startswith("thresholds-checkpoint/"):
        return read_checkpoint(typed)
    try:
        with Path(typed).open("rb") as stream:
            return read_checkpoint(clean(stream.read(1000).decode("ascii", "replace")).partition("\n")[0])
    except (OSError, ValueError):
        raise BadCall("The checkpoint cannot be read.", "Give the line itself, or a file that holds it.", code="no-file") from None


def _say_copied(stands: Checkpoint, says: str, *, as_json: bool) -> None:
    if as_json:
        say_json({"schema": "escalation/checkpoint/1", **_as_json(stands)})
    else:
        say(f"{says}. Its checkpoint:\n{stands.as_line()}")


def _as_json(stands: Checkpoint) -> dict[str, object]:
    return {**stands._asdict(), "line": stands.as_line()}
