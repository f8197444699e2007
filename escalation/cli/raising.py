"""`escalation raise`: a disagreement is opened in three minutes; a suggestion can fill in what it knows."""

from typing import Annotated

import typer

from escalation.cli.console import JsonFlag, RegisterFlag
from escalation.cli.verbs import AtFlag, CheckedFlag, FromFlag, RoleFlag, SetFlag

HELP = """Raise a disagreement. You need nobody's permission, and your rank does not matter. In danger: 999 first.

\b
Example: escalation raise --partnership brent --from answers.toml
Example: escalation form --verb raise

On a terminal it asks one question at a time; about three minutes. A script gives --partnership and --from FILE (TOML or JSON, `-` is
standard input) with the ids that `escalation form` shows. Words never go in an argument.
"""


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("raise", help=HELP)(run)


def run(
    partnership: Annotated[str | None, typer.Option(metavar="ID", help="The area whose ladder it follows, such as brent.")] = None,
    ladder: Annotated[str | None, typer.Option(metavar="ID", help="Another ladder of that area, such as WA-2021-E.")] = None,
    from_file: FromFlag = None,
    concern: Annotated[
        str | None, typer.Option(metavar="FILE", help="A suggestion (suggest --json) or a concern: fills in area, reference and level.")
    ] = None,
    settings: SetFlag = None,
    by_role: RoleFlag = None,
    at: AtFlag = None,
    checked: CheckedFlag = False,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.cli.acting import Call
    from escalation.cli.opening import raise_it
    from escalation.cli.showing import say_done

    call = Call("raise", "", address, from_file, settings or (), by_role, at, checked)
    say_done(raise_it(call, partnership, ladder, concern), as_json=as_json)
    return 0
