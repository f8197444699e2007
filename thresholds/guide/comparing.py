"""One area read whole, and several side by side: their names, documents, contacts and routes, with sources, as Documents and as JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.guide.fixed import ROUTES
from thresholds.guide.index import Index
from thresholds.guide.reading import BASIS, SEEN
from thresholds.guide.shape import Contact, Paper, Partnership, Route, Said
from thresholds.pages import Choice, Field
from thresholds.text import join_words

NOT_STATED = "not stated"
FEWEST, MOST = 2, 3
"""How many areas a screen puts side by side."""
CHOOSE = "Choose two or three."
HISTORY = "History: no new concern starts here."


def area_body(index: Index, area: Partnership) -> Document:
    """Give one area whole, danger first."""
    return Document(
        (
            Heading(area.name, 1),
            *_first(area),
            Rows((("Id", area.id), ("Partnership", area.partnership), ("Front door", area.front_door_name))),
            *_contacts(area.contact.values(), "Whom to reach"),
            Heading("What to do at each level"),
            *(block for key in ROUTES for block in _route(index, area, key)),
            Heading("Documents and when they are reviewed"),
            *(Rows(_paper_rows(paper)) for paper in area.document.values()),
            *_said("Notes", area.notes),
            Heading("What the sources are silent on"),
            Bullets(tuple(area.silent)),
            Para("Codes such as S18 are sources: `thresholds guide show S18` explains one."),
        )
    )


def area_json(index: Index, area: Partnership) -> dict[str, Any]:
    """Give one area with the contacts of its routes in full."""
    whole = area.model_dump(mode="json", by_alias=True)
    for key in ROUTES:
        whole["route"][key]["contacts"] = [
            _contact(index, area, name).model_dump(mode="json") | {"id": name} for name in area.route_at(key).contacts
        ]
    return {"schema": "thresholds/partnership/1", **whole}


class Side(NamedTuple):
    """What one area says under one heading."""

    area: str
    """Its name."""
    says: str
    sources: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """What it says, with its sources."""
        return f"{self.says} [{', '.join(self.sources)}]" if self.sources else self.says


def which_areas(areas: Iterable[Partnership], note: str = "") -> Field:
    """Give the question which of `areas` are to be compared; `note` is said beside it."""
    choices = tuple(Choice(area.id, area.name, HISTORY if area.status == "history" else area.front_door_name) for area in areas)
    return Field("areas", "many", "Areas", f"{CHOOSE}{note}", choices)


Told = tuple[str, Iterable[str]]
"""Words with their sources."""


def compared(index: Index, areas: Sequence[Partnership]) -> list[tuple[str, list[Side]]]:
    """Give each heading with what every area says under it, in the order of `areas`."""
    return [(heading, [_side(area, *say(area)) for area in areas]) for heading, say in _headings(index, areas)]


def do_differ(sides: Iterable[Side]) -> bool:
    """Say whether areas say different things, whatever they say it from."""
    return len({side.says for side in sides}) > 1


def compared_body(index: Index, areas: Sequence[Partnership]) -> Document:
    """Give several areas side by side: a heading, then a line for each area."""
    blocks: list[Block] = [Heading(f"{join_words([area.name for area in areas])}, side by side", 1)]
    for heading, sides in compared(index, areas):
        blocks += [Heading(heading), Rows(tuple((side.area, side.cited) for side in sides))]
    return Document(tuple(blocks))


def _side(area: Partnership, says: str, sources: Iterable[str]) -> Side:
    return Side(area.name, says, tuple(dict.fromkeys(sources))) if says else Side(area.name, NOT_STATED)


def _headings(index: Index, areas: Sequence[Partnership]) -> Iterator[tuple[str, Callable[[Partnership], Told]]]:
    yield "Partnership", lambda area: (area.partnership + (f". {HISTORY}" if area.status == "history" else ""), ())
    yield "Front door", lambda area: (area.front_door_name, ())
    purposes = (("Front door: how to reach it", "front-door"), ("Consultation line", "consultation"), ("Out of hours", "out-of-hours"))
    for heading, purpose in purposes:
        if any(contact.purpose == purpose for area in areas for contact in area.contact.values()):
            yield heading, lambda area, p=purpose: _reached(area, p)  # type: ignore[misc]
    for key in dict.fromkeys(key for area in areas for key in area.document):
        yield f"Document: {key.replace('-', ' ')}", lambda area, k=key: _paper(area.document.get(k))  # type: ignore[misc]
    for key in ROUTES:
        name = _route_name(index, key)
        yield name, lambda area, k=key: (area.route_at(k).name, area.route_at(k).source)  # type: ignore[misc]
        yield f"{name}: steps", lambda area, k=key: _steps(area.route_at(k))  # type: ignore[misc]
        yield f"{name}: consent", lambda area, k=key: _together([area.route_at(k).consent])  # type: ignore[misc]
        yield f"{name}: how soon", lambda area, k=key: _together(area.route_at(k).within)  # type: ignore[misc]
    yield "What the sources are silent on", lambda area: (" ".join(area.silent), ())


def _together(lines: Sequence[Said]) -> Told:
    return " ".join(said.says for said in lines), (ref for said in lines for ref in said.source)


def _steps(route: Route) -> Told:
    return " ".join(f"{number}. {step.rstrip('.')}." for number, step in enumerate(route.steps, 1)), route.source


def _first(area: Partnership) -> Iterator[Block]:
    if area.status == "history":
        own = f" Use the file of the area where the child lives: {join_words(area.covers, 'or')}." if area.covers else ""
        yield Para(f"{HISTORY}{own}", strong=True)
    yield Para("If a child is in danger now: phone 999 first.", strong=True)


def _route(index: Index, area: Partnership, key: str) -> Iterator[Block]:
    route = area.route_at(key)
    yield Heading(f"{_route_name(index, key)}: {route.name}", 3)
    yield Bullets(tuple(route.steps), numbered=True)
    yield Rows(
        (
            *((f"Whom: {contact.name}", _reach(contact)) for contact in (_contact(index, area, name) for name in route.contacts)),
            ("Consent", _cited(route.consent)),
            *(("How soon", _cited(said)) for said in route.within),
            ("Sources", ", ".join(route.source)),
        )
    )


def _route_name(index: Index, key: str) -> str:
    return f"Level {key}, {index.guide.level_at(int(key)).name}" if key.isdigit() else "Not enough known to suggest a level"


def _contact(index: Index, area: Partnership, name: str) -> Contact:
    return area.contact.get(name) or index.guide.contact[name]


def _contacts(contacts: Iterable[Contact], heading: str) -> Iterator[Block]:
    rows = [(contact.name, f"{_how(contact)} ({contact.purpose.replace('-', ' ')}) [{', '.join(contact.source)}]") for contact in contacts]
    if rows:
        yield Heading(heading)
        yield Rows(tuple(rows))


def _how(contact: Contact) -> str:
    parts = [part for part in (contact.phone, contact.email, contact.address, contact.hours) if part]
    return "; ".join([*parts, f"checked on {contact.verified}" if contact.verified else "not checked"])


def _reach(contact: Contact) -> str:
    return contact.phone or contact.email or contact.address or NOT_STATED


def _reached(area: Partnership, purpose: str) -> Told:
    found = [contact for contact in area.contact.values() if contact.purpose == purpose]
    return " / ".join(f"{contact.name}; {_how(contact)}" for contact in found), (ref for contact in found for ref in contact.source)


def _paper_rows(paper: Paper) -> tuple[tuple[str, str], ...]:
    cycle = _cited(paper.cycle) if paper.cycle else f"{NOT_STATED} [{', '.join(paper.source)}]"
    return (("Document", paper.title), *([("Date", paper.date)] if paper.date else []), ("Reviewed", cycle), ("Text", SEEN[paper.text]))


def _paper(paper: Paper | None) -> Told:
    if paper is None:
        return "", ()
    cycle = paper.cycle.says if paper.cycle else NOT_STATED
    says = f"{paper.title}{f' ({paper.date})' if paper.date else ''}. Reviewed: {cycle}. Text: {SEEN[paper.text]}."
    return says, (*paper.source, *(paper.cycle.source if paper.cycle else ()))


def _said(heading: str, lines: Sequence[Said]) -> Iterator[Block]:
    if lines:
        yield Heading(heading)
        yield Bullets(tuple(_cited(said) for said in lines))


def _cited(said: Said) -> str:
    return f"{said.says} ({BASIS[said.basis]}) [{', '.join(said.source)}]"
