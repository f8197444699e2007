"""What lies on a practitioner's desk: the guide, the page of the area, those of its neighbours, the bank holidays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thresholds.errors import BadCall
from thresholds.guide.index import Index
from thresholds.guide.library import Library
from thresholds.guide.shape import Contact, Partnership
from thresholds.text import join_words


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a suggestion needs beside the concern itself; opened once at the edge."""

    index: Index
    area: Partnership
    """Where the child lives."""
    others: Mapping[str, Partnership]
    """Other areas by id, for a child who is found or placed elsewhere."""
    holidays: frozenset[date]
    digest: str
    """SHA-256 over every data file read, for replaying the suggestion years later."""

    def contact(self, name: str) -> Contact:
        """Give a contact of the area, or a national one."""
        return self.area.contact.get(name) or self.index.guide.contact[name]


def open_desk(library: Library, home: str, *others: str | None) -> Desk:
    """Open the desk for a child who lives in area `home`; `others` are areas where the child is or was placed from.

    Raises UnknownName for an area without a file, DataFault with every fault, and BadCall for an area that is history.
    """
    index, area = library.open(home)
    elsewhere = {name: library.area(name) for name in others if name and name != home}
    for found in (area, *elsewhere.values()):
        if found.status == "history":
            raise BadCall(
                "This partnership is history: no new concern starts in it.",
                f"Use {join_words(found.covers, 'or')}.",
                code="partnership-is-history",
            )
    return Desk(index, area, elsewhere, library.holidays(), library.digest(home, *elsewhere))


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
