"""The verbs on a disagreement that is there: what people write down, take up, settle and finish. One function serves them all."""

from collections.abc import Callable
from typing import Annotated

import typer

from escalation.cli.console import JsonFlag, RegisterFlag, reference

HELPS = {
    "record": "Write down what happened: contacts, positions, dates, safety, what a later step asks for.",
    "danger": "Answer whether a child is in danger now. 999 first; no gate and no warning stops this.",
    "move-up": "Take it up a stage: the next in order, or the one that the answer `to` names. No reply is a reason, never a veto.",
    "settle": "End it where it is: actions with owners, both sides' word in writing, the person who raised it told.",
    "withdraw": "Take it back, with the reason and a safety check.",
    "redirect": "End it here because it belongs on another route, such as whistleblowing or the LADO.",
    "finish": "Finish it: what was learned, copies on files, what changed for the child.",
    "note": "Add a dated note, also after the end. Nothing is overwritten.",
    "change-ladder": "Follow another ladder from now on, with the reason; both stay on the record.",
}
_HELP = """{says}

\b
Example: escalation {verb} HF-2026-001 --from answers.toml --by-role "safeguarding lead"
Example: escalation form --verb {verb}

On a terminal it asks one question at a time. A script gives --from FILE (TOML or JSON, `-` is standard input) with the ids that
`escalation form` shows, and --checked once somebody has looked at the text. Words never go in an argument.
"""

FromFlag = Annotated[
    str | None, typer.Option("--from", metavar="FILE", help="Answers in TOML or JSON, by the ids of the form; - is standard input.")
]
SetFlag = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="A code, a date or a number; never words. Repeat it for more.")
]
RoleFlag = Annotated[str | None, typer.Option("--by-role", metavar="ROLE", help="Who writes this, as a role; never a name.")]
AtFlag = Annotated[str | None, typer.Option("--at", metavar="DATETIME", help="When it happened, if not now: a late entry, and says so.")]
CheckedFlag = Annotated[bool, typer.Option("--checked", help="Somebody has looked: text that looks personal names nobody.")]
ExpectedFlag = Annotated[
    int | None,
    typer.Option("--expected", metavar="POSITION", min=0, help="The position that `show --json` gave: save only if nothing is newer."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for verb, says in HELPS.items():
        app.command(verb, help=_HELP.format(verb=verb, says=says))(_command(verb))


def _command(verb: str) -> Callable[..., int]:
    def run(
        ref: Annotated[str, typer.Argument(metavar="REF", help="Such as HF-2026-001.")],
        from_file: FromFlag = None,
        settings: SetFlag = None,
        by_role: RoleFlag = None,
        at: AtFlag = None,
        checked: CheckedFlag = False,
        expected: ExpectedFlag = None,
        address: RegisterFlag = None,
        as_json: JsonFlag = False,
    ) -> int:
        from escalation.cli.acting import Call, act
        from escalation.cli.showing import say_done

        call = Call(verb, reference(ref), address, from_file, settings or (), by_role, at, checked, expected)
        say_done(act(call), as_json=as_json)
        return 0

    return run
