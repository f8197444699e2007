"""What lies on a practitioner's desk: the guide, the page of the area, those of its neighbours, the bank holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from thresholds.errors import BadCall
from thresholds.guide.index import Index
from thresholds.guide.library import Library
from thresholds.guide.shape import Contact, Partnership
from thresholds.text import join_words

ANY_HOUR = "101 or the NSPCC, 0808 800 5000"
"""Who answers for every council; both are contacts of the guide."""


class Reach(NamedTuple):
    """One contact as shown: whom, what for, and whether the number was checked."""

    name: str
    purpose: str
    phone: str
    email: str
    address: str
    hours: str
    verified: str | None
    """The date on which somebody dialled it, or nothing: then it is shown as unverified, beside 999."""
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a suggestion needs beside the concern itself; opened once at the edge."""

    index: Index
    area: Partnership
    """Where the child lives."""
    others: Mapping[str, Partnership]
    """Other areas by id, for a child who is found or placed elsewhere."""
    holidays: frozenset[date]
    reaches: Mapping[str, Reach]
    """Every contact of the area and of the guide by name, as shown; the area's own stands before the guide's."""
    emergency: tuple[Reach, ...]
    """The guide's emergency numbers."""
    digest: str
    """SHA-256 over every data file read, for replaying the suggestion years later."""


def open_desk(library: Library, home: str, *others: str | None) -> Desk:
    """Open the desk for a child who lives in area `home`; `others` are areas where the child is or was placed from.

    Raises UnknownName for an area without a file, DataFault with every fault, and BadCall for an area that is history.
    """
    index, area = library.open(home)
    # Two councils without a file are two councils.
    elsewhere = {name: library.area(name) for name in others if name and (name != home or name == "england")}
    for found in (area, *elsewhere.values()):
        if found.status == "history":
            raise BadCall(
                "This partnership is history: no new concern starts in it.",
                f"Use {join_words(found.covers, 'or')}.",
                code="partnership-is-history",
            )
    reaches = {name: reach(contact) for name, contact in {**index.guide.contact, **area.contact}.items()}
    emergency = tuple(reach(contact) for contact in index.guide.contact.values() if contact.purpose == "emergency")
    return Desk(index, area, elsewhere, library.holidays(), reaches, emergency, library.digest(home, *elsewhere))


def reach(contact: Contact, area: Partnership | None = None) -> Reach:
    """Give a contact as shown; `area` puts another area's name before it."""
    name = f"{area.name}: {contact.name}" if area else contact.name
    verified = contact.verified.isoformat() if contact.verified else None
    return Reach(name, contact.purpose, contact.phone, contact.email, contact.address, contact.hours, verified, tuple(contact.source))


def front_door(area: Partnership) -> Contact | None:
    """Give whom to phone first in `area`: the front door, else its consultation line; nothing where no number was found."""
    for purpose in ("front-door", "consultation"):
        for contact in area.contact.values():
            if contact.purpose == purpose and contact.phone:
                return contact
    return None


def out_of_hours(area: Partnership) -> Contact | None:
    """Give whom to phone when the office is shut, or nothing where no number was found."""
    return next((contact for contact in area.contact.values() if contact.purpose == "out-of-hours" and contact.phone), None)
