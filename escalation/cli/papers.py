"""`escalation forum-note`, `form` and `report`: what is handed on, printed or filled in by hand."""

from datetime import date, datetime
from typing import Annotated, Any

import typer

from escalation.cli.console import JsonFlag, MarkdownFlag, RegisterFlag, books, opened, read_date, reference, say_document
from thresholds.cli.console import now, say_json, warn
from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote
from thresholds.errors import BadCall, NotAllowed
from thresholds.pages import Page
from thresholds.records.event import Card

ASKED_AGAIN = ("danger", "safety")
"""What is asked anew at every stage: an earlier answer is never shown as today's."""
NOTE = """Write the note for the Forum: without anything that could tell who the child or a worker is.

\b
Example: escalation forum-note HF-2026-001 --markdown

It may be published, so it is refused until it looks clean.
"""
FORM = """Print a form, to fill in by hand or to write a file for --from: every question with its id and what may be answered.

\b
Example: escalation form
Example: escalation form --verb settle --markdown
Example: escalation form --verb raise --json

With a reference it asks what that disagreement needs next, and shows what is answered already.
"""
REPORT = """Count disagreements between two days, for a board's paper: coded fields only, small numbers held back.

\b
Example: escalation report --from 2026-04-01 --to 2026-06-30
"""


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("forum-note", help=NOTE)(forum_note)
    app.command("form", help=FORM)(form)
    app.command("report", help=REPORT)(report)


def forum_note(
    ref: Annotated[str, typer.Argument(metavar="REF", help="Such as HF-2026-001.")],
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
    markdown: MarkdownFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import fold
    from escalation.forum_note import forum_note as note_of
    from escalation.forum_note import note_gaps

    with opened(address) as store:
        one = fold(reference(ref), store.read(reference(ref)))
    judged = books(one.partnership)
    if missing := note_gaps(judged, one):
        for gap in missing:
            warn(f"{gap.code}: {gap.says} [{gap.basis}]")
        raise NotAllowed("The stages below the Forum are not complete.", "What is missing is listed above.", missing)
    document = note_of(judged, one, now())
    if as_json:
        from thresholds.documents.plain import as_text

        say_json({"schema": "escalation/forum-note/1", "ref": one.ref, "text": as_text(document)})
    else:
        say_document(document, markdown=markdown)
    return 0


def form(
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="A disagreement; without one the form is blank.")] = None,
    verb: Annotated[str | None, typer.Option(help="raise, record, move-up, settle, withdraw, redirect, finish, note, danger.")] = None,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
    markdown: MarkdownFlag = False,
) -> int:
    """Run the command."""
    from escalation.fold import fold
    from escalation.forms import page

    one = None
    if ref:
        with opened(address) as store:
            one = fold(reference(ref), store.read(reference(ref)))
    chosen = verb or ("raise" if one is None else "move-up" if one.state == "open" and one.ended is None else "finish")
    judged = books(one.partnership if one else "")
    asked = page(judged, one, chosen)
    stage = one.stage.answers if one and one.stage else {}
    told = {name: value for name, value in {**(one.answers if one else {}), **stage}.items() if name not in ASKED_AGAIN}
    if as_json:
        say_json({"schema": "escalation/form/1", "ref": one.ref if one else None, "verb": chosen, "fields": _fields(asked, told)})
    else:
        say_document(_paper(asked, told), markdown=markdown)
    return 0


def report(
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, such as 2026-04-01.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, such as 2026-06-30.")],
    whole: Annotated[bool, typer.Option("--whole", help="Small numbers too: for your own eyes, never to publish.")] = False,
    address: RegisterFlag = None,
    as_json: JsonFlag = False,
    markdown: MarkdownFlag = False,
) -> int:
    """Run the command."""
    from escalation.cli.lists import every_card
    from escalation.report import counted, report_body

    begin, end = read_date(first), read_date(last)
    if end < begin:
        raise BadCall("The last day is before the first.", "Give --from with the earlier one.", code="bad-date")
    with opened(address) as store:
        cards = [(ref, card) for ref, card in every_card(store) if _between(card, begin, end)]
    judged = books()
    found = counted(cards, now(), judged.days, whole=whole)
    if as_json:
        say_json({"schema": "escalation/report/1", "from": begin.isoformat(), "to": end.isoformat(), **found})
    else:
        say_document(report_body(found, begin, end, judged.shared), markdown=markdown)
    return 0


def _between(card: Card, first: date, last: date) -> bool:
    """Say whether it was raised between two days; a damaged card says nothing of that, and is told of in every report."""
    from escalation.card_check import is_whole

    if not is_whole(card):
        return True
    return bool(card.json.get("raised")) and first <= datetime.fromisoformat(card.json["raised"]).date() <= last


def _fields(asked: Page, told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "id": field.id,
            "kind": field.kind,
            "label": field.label,
            "hint": field.hint,
            "choices": [choice.value for choice in field.choices],
            "required": not field.optional,
            "answer": told.get(field.id),
        }
        for field in asked.fields
    ]


def _paper(asked: Page, told: dict[str, Any]) -> Document:
    blocks: list[Block] = [Heading(f"{asked.section}: {asked.heading}" if asked.section else asked.heading, 1)]
    blocks.append(Para("In danger now? 999 first. This form can wait.", strong=True))
    blocks.append(Para(f"{asked.hint} No names: case references and roles.".strip()))
    for group, fields in (
        ("Must be answered", [field for field in asked.fields if not field.optional]),
        ("May be answered, and sometimes must", [field for field in asked.fields if field.optional]),
    ):
        if fields:
            blocks.append(Heading(group, 2))
        for field in fields:
            label = f"{field.label} [{field.id}]"
            answer = told.get(field.id)
            if answer:
                blocks += [Para(label), Quote(answer if isinstance(answer, str) else ", ".join(answer))]
            else:
                blocks.append(Blank(label, 3 if field.kind == "text" else 1))
            if field.hint:
                blocks.append(Para(field.hint))
            if field.choices:
                blocks.append(Bullets(tuple(f"{choice.value}: {choice.label}" for choice in field.choices)))
    return Document(tuple(blocks))
