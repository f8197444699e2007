"""`thresholds suggest`: one suggestion from flags or JSON, or a batch, one JSON line for each input line."""

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from thresholds.cli.console import library, now, say, say_json
from thresholds.errors import BadCall

if TYPE_CHECKING:
    from thresholds.assessment.concern import Concern

MOST_BYTES = 1024 * 1024
HELP = """Suggest a level for one concern, with reasons and a route.

\b
Example: thresholds suggest --partnership brent --indicator PHY-4-02 --age "10 weeks" --json

Repeat a flag to give it more than once. `thresholds guide search` finds indicator ids.
Text about a child belongs in --from FILE, never on the command line.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("suggest", help=HELP)(suggest)


def suggest(
    partnership: Annotated[str | None, typer.Option(metavar="ID", help="Area where the child lives, such as brent.")] = None,
    indicator: Annotated[list[str] | None, typer.Option(metavar="ID", help="Id of a sign, such as PHY-4-02.")] = None,
    age: Annotated[str | None, typer.Option(metavar="AGE", help="unborn, or a number with days, weeks, months or years.")] = None,
    circumstance: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Such as not-mobile, disabled, help-refused.")] = None,
    none: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Sub-domain or safety question in which no sign is known.")] = None,
    not_known: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Sub-domain or safety question that is not known.")] = None,
    yes: Annotated[list[str] | None, typer.Option(metavar="TOPIC", help="Safety question answered yes, such as injury.")] = None,
    worry: Annotated[int | None, typer.Option(metavar="LEVEL", help="Your own level, 1 to 4.")] = None,
    danger: Annotated[str | None, typer.Option(metavar="ANSWER", help="Is a child in danger now: yes, no or not-known.")] = None,
    now_in: Annotated[str | None, typer.Option(metavar="ID", help="Area where the child is now, if elsewhere.")] = None,
    placed_by: Annotated[str | None, typer.Option(metavar="ID", help="Area that placed the child, if another.")] = None,
    at: Annotated[str | None, typer.Option(metavar="TIME", help="When, such as 2026-11-22T17:30; London time.")] = None,
    from_file: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="JSON file with one concern; - is standard input.")
    ] = None,
    batch: Annotated[str | None, typer.Option(metavar="FILE", help="File with one JSON concern a line; - is standard input.")] = None,
    referral: Annotated[
        str | None, typer.Option(metavar="FILE", help="Also write the referral text to this new file (.md or .txt).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Run the command; the flags are those of the concern."""
    ids = [one.upper() for one in indicator or ()]
    flags: dict[str, Any] = {
        "partnership": partnership, "indicators": ids, "age": age, "circumstances": circumstance, "none": none,
        "not_known": not_known, "yes": yes, "worry": worry, "danger": danger, "now_in": now_in, "placed_by": placed_by, "at": at,
    }  # fmt: skip
    given = {key: value for key, value in flags.items() if value not in (None, [])}
    if (from_file or batch) and given:
        raise BadCall("A file and flags were given together.", "Give one or the other.", code="file-and-flags")
    if batch and (from_file or referral):
        raise BadCall(
            "Options that do not go together were given.",
            "Give --from or --batch, and --referral only for one concern.",
            code="file-and-flags",
        )
    from thresholds.assessment.concern import parse_concern, read_concern

    if batch:
        from thresholds.cli.batch import run_batch

        with _opened(batch) as stream:
            return run_batch(stream, sys.stdout, library(), now())
    if from_file:
        with _opened(from_file) as stream:
            return _one(parse_concern(_one_text(stream)), referral, as_json)
    if "partnership" not in given:
        raise BadCall("No partnership was given.", "Add --partnership; `thresholds partnership list` shows the ids.", code="missing-key")
    return _one(read_concern(given), referral, as_json)


def _one(concern: "Concern", referral: str | None, as_json: bool) -> int:
    from thresholds.assessment.desk import open_desk
    from thresholds.assessment.suggest import as_json as to_json
    from thresholds.assessment.suggest import suggest as make
    from thresholds.calendar import read_moment

    at = read_moment(concern.at) if concern.at else now()
    suggestion = make(open_desk(library(), concern.partnership, concern.now_in, concern.placed_by), concern, at)
    if referral:
        from thresholds.assessment.referral import referral as drawn_up
        from thresholds.documents.saving import save_document

        save_document(referral, drawn_up(suggestion))
    if as_json:
        say_json(to_json(suggestion))
        return 0
    from thresholds.assessment.telling import suggestion_body
    from thresholds.documents.document import Document, Heading
    from thresholds.documents.plain import as_text

    say(as_text(Document((Heading("What your answers suggest", 1),)) + suggestion_body(suggestion)))
    return 0


def _opened(name: str) -> IO[bytes]:
    """Open a file to read its bytes, or standard input for `-`. Raises BadCall."""
    if name == "-":
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except (OSError, ValueError):
        raise BadCall("The input file cannot be read.", "Look at its path and who may read it.", code="no-file") from None


def _one_text(stream: IO[bytes]) -> bytes:
    text = stream.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise BadCall("The concern is larger than 1 MiB.", "Give one JSON object; --batch takes many.", code="too-large")
    return text
