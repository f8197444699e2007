"""The register as the screens use it: opened when somebody first looks at it, its cards listed, one disagreement read. No rule is here."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from thresholds import places
from thresholds.errors import DataFault, UnknownName
from thresholds.records.event import Card, Event
from thresholds.records.opening import MEMORY, open_register
from thresholds.records.register import Register
from tui.draft import FormShelf

if TYPE_CHECKING:
    from escalation.disagreement import Disagreement
    from escalation.gates import Books

KIND = "disagreement"
MOST = 500
"""How many cards a list looks through; whoever has more narrows it down by state."""
SHOWN = {
    "open": ("open", "outside"),
    "overdue": ("open",),
    "ended": ("settled", "withdrawn", "redirected"),
    "finished": ("finished",),
    "all": (None,),
}
"""What a list may show, and the states of the cards in it."""


class Read(NamedTuple):
    """One disagreement as it was read, with all its events."""

    one: "Disagreement"
    events: tuple[Event, ...]


class Docket:
    """The register at `address`, or at the place that nobody named. Methods that touch it may raise StoreError, BadCall, UnknownName."""

    def __init__(
        self, address: str | Path | None, now: Callable[[], datetime], forms: Callable[[], FormShelf] = lambda: FormShelf(None, "")
    ) -> None:
        self.address = address
        self._now = now
        self.forms = forms
        """Gives the shelf for one form."""
        self._register: Register | None = None
        self._books: dict[str, Books] = {}
        self.role = ""
        """The role that last wrote, so that it is typed once; never kept on disk."""

    def now(self) -> datetime:
        """Give the time to the second, as entries keep it."""
        return self._now().replace(microsecond=0)

    def register(self, *, create: bool = False) -> Register | None:
        """Give the register; nothing where it was never made and is not to be made now."""
        if self._register is None:
            where = self.address or places.default_register()
            is_file = where != MEMORY and not str(where).startswith(("postgresql://", "postgres://"))
            if is_file and not create and not Path(where).exists():
                return None
            self._register = open_register(where, create=create)
        return self._register

    def close(self) -> None:
        """Let go of the register."""
        if self._register is not None:
            self._register.close()
            self._register = None

    def cards(self, show: str) -> list[tuple[str, Card]]:
        """Give what the list `show` holds, by its cards alone, what is due first at the top."""
        register = self.register()
        if register is None:
            return []
        before = self._now().astimezone(UTC).isoformat() if show == "overdue" else None
        found = [row for state in SHOWN[show] for row in register.cards(kind=KIND, state=state, due_before=before, limit=MOST)]
        return sorted(found, key=lambda row: (row[1].due is None, row[1].due or "", row[0]))

    def read(self, ref: str) -> Read:
        """Give one disagreement and its events. Raises UnknownName."""
        from escalation.fold import fold

        register = self.register()
        if register is None:
            raise UnknownName("The record has no such reference.", [], "Look at the list.", code="unknown-reference")
        events = register.read(ref)
        return Read(fold(ref, events), events)

    def books(self, partnership: str) -> "Books":
        """Give what a disagreement of this area is judged by; read once for each area. Raises DataFault."""
        if partnership not in self._books:
            from escalation.cli.console import books

            found = books(partnership)
            shared = next(iter(self._books.values()), found)
            self._books[partnership] = found._replace(ladders=shared.ladders)  # each ladder is read once, whatever the area
        return self._books[partnership]

    def prepare(self) -> None:
        """Read every ladder, in a thread beside the first page, so that nobody waits for them later. Raises DataFault."""
        ladders = self.books("").ladders
        for name in ladders.ids:
            ladders.ladder(name)

    def stage_names(self, rows: Sequence[tuple[str, Card]]) -> dict[tuple[str, str], str]:
        """Give the name of each stage at which one of these stands, by ladder and stage; none for what the data no longer have."""
        ladders, found = self.books("").ladders, {}
        for ladder, stage in {(str(card.json.get("ladder")), card.stage) for _, card in rows if isinstance(card.json, Mapping)}:
            with suppress(UnknownName, DataFault):
                found[ladder, stage] = ladders.ladder(ladder).stage(stage).name
        return found

    def new_since(self, read: "Disagreement") -> tuple["Disagreement", Sequence[Event]]:
        """Give a disagreement as it is now, and the events that have come since it was read."""
        found = self.read(read.ref)
        return found.one, found.events[read.position :]
