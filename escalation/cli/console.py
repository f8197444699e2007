"""The edge of the `escalation` commands: the ladders of the data folder, working days, the register, and what may be typed."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from thresholds import places
from thresholds.cli.console import library, say
from thresholds.errors import BadCall

if TYPE_CHECKING:
    from escalation.gates import Books
    from escalation.ladder_shape import CpDispute
    from escalation.shelf import Ladders
    from thresholds.calendar import WorkingDays
    from thresholds.documents.document import Document
    from thresholds.guide.shape import Partnership
    from thresholds.records.ledger import Ledger

RegisterFlag = Annotated[
    str | None,
    typer.Option("--register", metavar="ADDRESS", help="A file, or postgresql://user@host/name; else THRESHOLDS_REGISTER, else your own."),
]
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON.")]
MarkdownFlag = Annotated[bool, typer.Option("--markdown", help="Print Markdown.")]


def ladders() -> "Ladders":
    """Give the ladders of the data folder that this process uses."""
    from escalation.shelf import Ladders

    return Ladders(places.ladder_files(), places.escalation_file(), places.guide_file())


def working_days(areas: "Iterable[Partnership]" = ()) -> "WorkingDays":
    """Give the working days of England and Wales, without the closure days of `areas`. Raises DataFault."""
    from thresholds.calendar import WorkingDays

    return WorkingDays(library().holidays(), [closure.day for area in areas for closure in area.closures])


def read_date(typed: str) -> date:
    """Give the day that ISO 8601 text such as `2026-11-22` names. Raises BadCall."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise BadCall("The date is not one that the calendar has.", "Write it as 2026-11-22.", code="bad-date") from None


def read_cp_dispute(typed: str) -> "CpDispute":
    """Give the answer to whether child protection procedures are in dispute. Raises BadCall."""
    from escalation.ladder_shape import CpDispute

    for answer in get_args(CpDispute):
        if typed == answer:
            return answer
    raise BadCall("--cp-dispute takes one of three answers.", "They are yes, no and not-known.", code="bad-answer")


def books(partnership: str = "") -> "Books":
    """Give what a disagreement of this area is judged by; an id that no area has counts as none. Raises DataFault."""
    from escalation.gates import Books
    from thresholds.privacy import NOTHING, allow

    areas = [library().area(partnership)] if partnership in library().area_ids else []
    own = [text for area in areas for text in _own_texts(area)]
    return Books(ladders(), working_days(areas), allow(own) if own else NOTHING, _ladders_of(areas), "".join(area.name for area in areas))


@contextmanager
def opened(address: str | None, *, create: bool = False) -> Iterator["Ledger"]:
    """Open the register and close it again. The default place is empty where nothing was saved yet. Raises StoreError, BadCall."""
    from thresholds.records.opening import MEMORY, open_register

    where: str | Path = address or places.default_register()
    if not create and where == places.register_file() and not Path(where).exists():
        where = MEMORY
    register = open_register(where, create=create)
    try:
        yield cast("Ledger", register)
    finally:
        register.close()


def reference(typed: str) -> str:
    """Give a reference as the record has it: in capitals."""
    return typed.strip().upper()


def say_document(document: "Document", *, markdown: bool) -> None:
    """Write a document to standard output, as text or as Markdown."""
    if markdown:
        from thresholds.documents.markdown import as_markdown

        say(as_markdown(document))
    else:
        from thresholds.documents.plain import as_text

        say(as_text(document))


def _ladders_of(areas: "list[Partnership]") -> tuple[str, ...] | None:
    return tuple(ladder.id for area in areas for ladder in area.ladders) if areas else None


def _own_texts(area: "Partnership") -> Iterator[str]:
    """Give an area's own names and numbers, which are nobody's secret."""
    yield from (area.name, area.partnership, area.front_door_name)
    for contact in area.contact.values():
        yield " ".join(str(value) for value in contact.model_dump().values() if isinstance(value, str))
