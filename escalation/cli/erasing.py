"""`escalation erase`: the words of one entry, gone for good where the law says so; the entry itself stays, and the chain still holds."""

import sys
from typing import Annotated, Any

import typer

from escalation.cli.console import JsonFlag, RegisterFlag, opened, reference
from escalation.cli.verbs import CheckedFlag, RoleFlag
from thresholds.cli.console import now, say, say_json, warn
from thresholds.errors import BadCall, LooksPersonal
from thresholds.pages import Choice, Field, Page
from thresholds.privacy import looks_personal
from thresholds.records.event import Event
from thresholds.text import clean, clean_line

HELP = """Erase the words of one entry for good, where the law says that they must go. It cannot be undone.

\b
Example: escalation erase HF-2026-001 --entry 3 --by-role "data protection officer" --from reason.toml
Example: escalation show HF-2026-001 --history

The number of the entry is that of `escalation show --history`. What stays: its place, its kind, its time, its role, and an entry that says
that it was erased and why. A script gives the reason in a file: why = "...". On a terminal you are asked, and asked again.
Backups, exports and prints made before still hold the words: they are yours to deal with.
"""
_WHY = Field("why", "text", "Why must these words go?", "Such as: a court order, or written in the wrong record. Do not repeat them.")
_SURE = Field("sure", "one", "", choices=(Choice("no", "No, leave it"), Choice("yes", "Yes, erase it for good")))
_ROLE = Field("by-role", "line", "Your role", "A role, not a name.")
_LONGEST = 2000


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("erase", help=HELP)(run)


def run(
    ref: Annotated[str, typer.Argument(metavar="REF", help="Such as HF-2026-001.")],
    entry: Annotated[int, typer.Option(metavar="N", min=1, help="The number of the entry, as `show --history` gives it.")],
    by_role: RoleFlag = None,
    from_file: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="The reason, as `why`, in TOML or JSON; - is standard input.")
    ] = None,
    checked: CheckedFlag = False,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import card_of

    stream = reference(ref)
    with opened(address) as store:
        events = store.read(stream)
        if entry > len(events):
            raise BadCall("There is no entry with that number.", f"The last one is {len(events)}.", code="unknown-entry")
        chosen = events[entry - 1]
        why, role = _reason(chosen, from_file, by_role)
        if (found := [*looks_personal(why, "why"), *looks_personal(role, "by-role")]) and not checked:
            for warning in found:
                warn(f"{warning.field}: {warning.says} [{warning.kind}]")
            raise LooksPersonal(
                "The reason looks personal, and nothing was erased.", "Take it out, or add --checked once somebody has looked.", found
            )
        at = now().replace(microsecond=0).isoformat()
        said = store.erase_body(stream, len(events), entry, at=at, by_role=role, why=why, fold=card_of)
    _say(chosen, said, as_json=as_json)
    return 0


def _say(chosen: Event, said: Event, *, as_json: bool) -> None:
    """Say what was erased by kind and date only."""
    if as_json:
        gone: dict[str, Any] = {"entry": chosen.position, "kind": chosen.kind, "at": chosen.at}
        say_json(
            {"schema": "escalation/erasure/1", "ref": chosen.stream, "erased": gone, "said_in": said.position, "by_role": said.by_role}
        )
        return
    say(f"Erased for good: {_named(chosen)}. Entry {said.position} says so, with the reason.")
    warn("Backups, exports and prints made before still hold the words. Deal with them too.")


def _named(event: Event) -> str:
    return f"entry {event.position}, {event.kind.replace('-', ' ')}, of {event.at[:10]}"


def _reason(chosen: Event, from_file: str | None, by_role: str | None) -> tuple[str, str]:
    """Give the reason and the role, from the file or asked for. Raises BadCall where one is missing, KeyboardInterrupt for a no."""
    words: dict[str, Any] = {}
    if from_file:
        from escalation.cli.answers import read_file

        words = dict(read_file(from_file))
        if set(words) - {"why", "by-role"}:
            raise BadCall("The file holds more than the reason.", 'Give one line: why = "...".', code="unknown-field")
    if by_role:
        words["by-role"] = by_role
    if not from_file:
        if not sys.stdin.isatty():
            raise BadCall("There is no terminal to ask for the reason on.", 'Give it with --from FILE: why = "...".', code="no-answers")
        _ask(chosen, words)
    why, role = clean(str(words.get("why", ""))).strip(), clean_line(str(words.get("by-role", "")))
    if not why or len(why) > _LONGEST:
        raise BadCall("The reason is missing, or too long to keep.", f"Give it in up to {_LONGEST} characters.", code="no-reason")
    if not role:
        raise BadCall("It is not said who erases this.", "Add --by-role with a role, and no name.", code="no-role")
    return why, role


def _ask(chosen: Event, words: dict[str, Any]) -> None:
    """Ask for the role and the reason, and whether it is meant. Raises KeyboardInterrupt where it is not."""
    from escalation.cli.filling import Filling
    from thresholds.cli.asking import Leave

    filling = Filling({}, words, ())
    says = f"Erase {_named(chosen)}? It cannot be undone."
    page = Page("erase", "Erasing", why="The law can demand that words go. Who did it and why stays on the record.")
    try:
        filling.ask_fields(page, [*([] if words.get("by-role") else [_ROLE]), _WHY, _SURE._replace(label=says)], {})
    except (Leave, EOFError):
        words["sure"] = "no"
    if words.pop("sure", "no") != "yes":
        warn("Nothing was erased.")
        raise KeyboardInterrupt
