"""`escalation show`, `list` and `week`: one disagreement, many at a glance, and the manager's page of the week."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from escalation.cli.console import JsonFlag, MarkdownFlag, RegisterFlag, books, opened, reference, say_document
from thresholds.cli.console import now, say, say_json
from thresholds.errors import BadCall

if TYPE_CHECKING:
    from thresholds.records.event import Card
    from thresholds.records.ledger import Ledger

SHOW = """Show a disagreement: its stage, who acts, when it is due and whose limit that is, what is missing.

\b
Example: escalation show HF-2026-001
Example: escalation show HF-2026-001 --record --markdown
"""
LIST = """List disagreements, what is due first at the top.

\b
Example: escalation list --overdue
Example: escalation list --state open --json
"""
WEEK = """The manager's page of the week: overdue and whose limit, danger and what was done, no safety meanwhile, who owes a reply.

\b
Example: escalation week
"""
KIND = "disagreement"
_PAGE = 500


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("show", help=SHOW)(show)
    app.command("list", help=LIST)(list_)
    app.command("week", help=WEEK)(week)


def show(
    ref: Annotated[str, typer.Argument(metavar="REF", help="Such as HF-2026-001.")],
    record: Annotated[bool, typer.Option("--record", help="The whole record, to print or to put on a file.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Every entry with its number, time and role.")] = False,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
    markdown: MarkdownFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import fold

    with opened(address) as store:
        events = store.read(reference(ref))
    one = fold(reference(ref), events)
    if history:
        if as_json:
            rows = [{name: value for name, value in event._asdict().items() if name != "stream"} for event in events]
            say_json({"schema": "escalation/history/1", "ref": one.ref, "entries": rows})
            return 0
        for event in events:
            say(f"{event.position}. {event.at[:16].replace('T', ' ')}  {event.kind.replace('-', ' ')}, by {event.by_role}")
        return 0
    judged = books(one.partnership)
    if record:
        from escalation.record import record as record_of

        say_document(record_of(judged, one, events, now()), markdown=markdown)
        return 0
    from escalation.cli.showing import bare, bare_state, shown, who_acts, whole_state

    state = whole_state(judged, one)
    if as_json:
        say_json(state or bare_state(one))
    elif state is None:
        say_document(bare(one), markdown=markdown)
    else:
        say_document(shown(state, who_acts(judged, one)), markdown=markdown)
    return 0


def list_(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its time.")] = False,
    state: Annotated[str | None, typer.Option(help="open, settled, withdrawn, redirected, outside or finished.")] = None,
    stage: Annotated[str | None, typer.Option(help="Only those at this stage, such as HF-1.")] = None,
    fail: Annotated[bool, typer.Option("--fail", help="Exit 1 if anything is overdue.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 100,
    after: Annotated[str, typer.Option(metavar="REF", help="Go on after this one.")] = "",
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
) -> int:
    """Run the command."""
    from escalation.disagreement import STATES

    if state is not None and state not in STATES:
        raise BadCall("There is no such state.", f"The states are {', '.join(STATES)}.", code="unknown-state")
    if overdue and state not in (None, "open"):
        raise BadCall("Only what is open can be overdue.", "Leave --state out, or --overdue.", code="unknown-state")
    moment = now()
    with opened(address) as store:
        found = store.cards(
            kind=KIND,
            state="open" if overdue else state,
            stage=stage.upper() if stage else None,
            due_before=moment.astimezone(UTC).isoformat() if overdue else None,
            after=reference(after),
            limit=limit + 1,
        )
        late = fail and store.cards(kind=KIND, state="open", due_before=moment.astimezone(UTC).isoformat(), limit=1)
    if stage and not found:
        _check_stage(stage.upper())
    rows = [_row(ref, card, moment) for ref, card in found[:limit]]
    if as_json:
        say_json({"schema": "escalation/list/1", "at": moment.isoformat(), "disagreements": rows, "more": len(found) > limit})
    else:
        _say_rows(rows, more=len(found) > limit)
    return 1 if late else 0


def week(address: RegisterFlag = None, as_json: JsonFlag = False, markdown: MarkdownFlag = False) -> int:
    """Run the command."""
    from escalation.week import week as week_of

    moment = now()
    with opened(address) as store:
        cards = tuple(every_card(store))
    page = week_of(books(), cards, moment)
    if as_json:
        say_json(
            {"schema": "escalation/week/1", "at": moment.isoformat(), "disagreements": [_row(ref, card, moment) for ref, card in cards]}
        )
    else:
        say_document(page, markdown=markdown)
    return 0


def every_card(store: "Ledger", *, state: str | None = None) -> "Iterator[tuple[str, Card]]":
    """Give every disagreement's card, a page at a time."""
    after = ""
    while page := store.cards(kind=KIND, state=state, after=after, limit=_PAGE):
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1][0]


def _check_stage(stage: str) -> None:
    """Raise BadCall where no ladder has this stage, so that a slip of the pen does not pass for an empty list."""
    from escalation.cli.console import ladders

    known = ladders()
    if not any(stage == each.upper() for name in known.ids for each in known.ladder(name).stages):
        raise BadCall("No ladder has that stage.", "`escalation ladder` shows the stages of each.", code="unknown-stage")


def _row(ref: str, card: "Card", moment: datetime) -> dict[str, Any]:
    from escalation.card_check import is_whole
    from escalation.week import is_overdue

    if not is_whole(card):
        return {"ref": ref, "state": None, "stage": None, "due": None, "overdue": False, "damaged": True}
    return {**card.json, "ref": ref, "state": card.state, "stage": card.stage, "due": card.due, "overdue": is_overdue(card, moment)}


def _say_rows(rows: list[dict[str, Any]], *, more: bool) -> None:
    from escalation.card_check import DAMAGED
    from escalation.labels import STATES, when, whose
    from thresholds.documents.document import Document, Rows
    from thresholds.documents.plain import as_text

    if not rows:
        say("Nothing is here.")
        return
    pairs = []
    for row in rows:
        if row.get("damaged"):
            pairs.append((row["ref"], DAMAGED))
            continue
        guide = f"guide only: {when(row['guide'])}" if row.get("guide") and row["state"] == "open" else "no date"
        due = f"due {when(row['due'])}" if row["due"] else guide
        theirs = f" ({whose(row['basis'])})" if row["due"] and row["state"] == "open" and row.get("basis") else ""
        marks = ["OVERDUE"] * row["overdue"] + ["DANGER"] * (row.get("danger") == "yes" and not row.get("danger_done_at"))
        pairs.append((row["ref"], ", ".join([*marks, row["stage"] or "no stage", STATES[row["state"]].lower(), due]) + theirs))
    say(as_text(Document((Rows(tuple(pairs)),))))
    if more:
        say(f"There are more: escalation list --after {rows[-1]['ref']}")
