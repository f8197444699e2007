"""`escalation policies`: are the agencies' procedures and the panels' clauses on disagreement there, and in date?"""

from pathlib import Path
from typing import Annotated

import typer

from escalation.cli.console import JsonFlag, ladders
from thresholds.cli.console import library, now, say, say_json
from thresholds.errors import BadCall

HELP = """Name what a partnership's own register of procedures lacks, or what is past its review. Exit 1 if anything is.

\b
Example: escalation policies policies.toml --partnership brent

The file is yours: for each agency its escalation and its whistleblowing procedure, for each panel the clause of its terms of reference that
says what happens on disagreement. docs/disagreements.md shows one. Nothing in it stops anybody from raising a disagreement.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("policies", help=HELP)(run)


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The partnership's register, in TOML.")],
    partnership: Annotated[str, typer.Option(metavar="ID", help="The area whose panels are looked for, such as brent.")],
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.policies import policy_findings
    from thresholds.toml import read_sheet

    if not Path(file).is_file():
        raise BadCall("The file cannot be read.", "Look at its path and who may read it.", code="no-file")
    today, kept = now().date(), ladders()
    area = library().area(partnership)
    found = policy_findings(read_sheet(Path(file)), kept.ladder_for(area, today), kept.shared(), today)
    if as_json:
        say_json({"schema": "escalation/policies/1", "partnership": area.id, "findings": [one.as_json() for one in found]})
    elif found:
        for one in found:
            say(one.as_line())
    else:
        say("Every agency has both procedures, none is past its review, and every panel's clause is there.")
    return 1 if found else 0
