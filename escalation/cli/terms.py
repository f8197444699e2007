"""`escalation check-terms`: do these terms of reference say what to do on disagreement?"""

from pathlib import Path
from typing import Annotated, Any

import typer

from escalation.cli.console import JsonFlag
from thresholds.cli.console import say, say_json
from thresholds.errors import BadCall
from thresholds.text import clean, clean_line

HELP = """Look whether a panel's terms of reference say what to do on disagreement. Exit 1 if something is missing.

\b
Example: escalation check-terms terms.md

It takes plain text or Markdown (save a Word file as text), looks for words, and shows the line. A person must read the place: found words
are no proof that the text is good. What only would be better is a warning, and leaves exit 0.
"""
MOST_BYTES = 4 * 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("check-terms", help=HELP)(run)


def run(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Terms of reference, as text or Markdown.")],
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.terms import SOURCE, look

    looked = [(file, look(_text(file), clean_line(Path(file).name))) for file in files]
    if as_json:
        say_json({"schema": "escalation/terms/1", "source": SOURCE, "files": [_as_json(file, one) for file, one in looked]})
    else:
        for file, one in looked:
            _say(clean_line(Path(file).name), one)
    return 1 if any(finding.severity == "error" for _, one in looked for finding in one.findings) else 0


def _text(file: str) -> str:
    try:
        with Path(file).open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise BadCall("A file cannot be read.", "Look at its path and who may read it.", code="no-file") from None
    if len(content) > MOST_BYTES:
        raise BadCall("A file is larger than 4 MiB.", "Give the terms of reference alone, as text.", code="too-large")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text.strip() or "\x00" in text:
        raise BadCall("A file holds no plain text.", "Save the document as text or Markdown in UTF-8, and give that.", code="not-text")
    return clean(text.removeprefix("\ufeff"))


def _as_json(file: str, one: Any) -> dict[str, Any]:
    return {
        "file": clean_line(Path(file).name),
        "says_what_to_do": not any(finding.severity == "error" for finding in one.findings),
        "found": [place._asdict() for place in one.found],
        "findings": [finding.as_json() for finding in one.findings],
    }


def _say(name: str, one: Any) -> None:
    lines = {place.code: place.line for place in one.found}
    if not any(finding.severity == "error" for finding in one.findings):
        said, done = lines["disagreement"], lines["what-to-do"]
        say(f"{name}: line {said} speaks of disagreement, line {done} of what to do. Read them: words are no proof.")
    for finding in one.findings:
        say(finding.as_line())
