"""`escalation rehearse`: a scripted disagreement, played in memory, with what each act should come to."""

from pathlib import Path
from typing import Annotated, Any

import typer

from escalation.cli.console import JsonFlag
from thresholds.cli.console import say, say_json

HELP = """Play a scripted disagreement in memory, show the state after each act, and check what it expects. For tests and workshops.

\b
Example: escalation rehearse case.toml

Exit 1 if anything is not as the case expects. Nothing is stored.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("rehearse", help=HELP)(run)


def run(
    case: Annotated[str, typer.Argument(metavar="CASE.toml", help="A case: a reference, a ladder, and acts.")],
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.cli.console import books
    from escalation.rehearse import read_case, rehearse
    from thresholds.toml import read_sheet

    played = read_case(read_sheet(Path(case)))
    steps = rehearse(books(played.partnership), played)
    failed = sum(len(step.failures) for step in steps)
    if as_json:
        say_json(
            {
                "schema": "escalation/rehearsal/1",
                "ref": played.ref,
                "title": played.title,
                "steps": [_as_json(step) for step in steps],
                "failures": failed,
            }
        )
    else:
        _say(played, steps, failed)
    return 1 if failed else 0


def _as_json(step: Any) -> dict[str, Any]:
    return {
        "do": step.act.do,
        "at": step.at.isoformat(),
        "by": step.act.by,
        "in_the_way": list(step.codes),
        "gaps": [gap.as_json() for gap in step.deed.gaps],
        "failures": list(step.failures),
        "state": step.state,
    }


def _say(case: Any, steps: Any, failed: int) -> None:
    from escalation.labels import STATES, limit, when

    say(f"{case.ref}: {case.title}")
    for number, step in enumerate(steps, 1):
        say(f"\n{number}. {when(step.at.isoformat())}: {step.act.do}, by {step.act.by}")
        if step.act.says:
            say(f"   {step.act.says}")
        for gap in step.deed.gaps:
            say(f"   Refused, {gap.code}: {gap.says} [{gap.basis}]")
        for warning in step.deed.warnings:
            say(f"   {warning.field}: {warning.says}")
        for problem in step.deed.problems:
            say(f"   {problem.field or 'The form'}: {problem.says}")
        if step.state:
            stage = step.state["stages"][-1]
            due = f", due {limit(stage['due'])}" if step.state["state"] == "open" else ""
            say(f"   Now: {stage['id']}, {STATES[step.state['state']]}{due}")
        for failure in step.failures:
            say(f"   NOT AS EXPECTED: {failure}")
    say(f"\n{'Everything is as expected.' if not failed else f'{failed} things are not as expected.'}")
