"""The list of disagreements, from their cards alone: what is due first at the top, narrowed down by keys or by typing."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from thresholds.documents.document import Document
from thresholds.errors import ThresholdsError
from thresholds.records.event import Card
from tui.docket import MOST, SHOWN, Docket
from tui.draft import told_of
from tui.register_commands import FINDING, FOOT, REGISTER, ROUTES, keys_of
from tui.screens.home import Entry
from tui.screens.paper import PaperCard
from tui.screens.sheet import SheetScreen
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.typed import ShortText

DRAWN = 30
"""How many are drawn; whoever has more types to narrow them down."""
WORDS = {"open": "open", "overdue": "overdue", "ended": "ended, not finished", "finished": "finished", "all": "in all"}
EMPTY = (
    "No disagreement is here. When you think that another agency's decision leaves a child unsafe, press N: three minutes, and you need "
    "nobody's permission. In danger: 999 first, F2."
)


class Listed(NamedTuple):
    """What was read: the kind and its rows, together, so that no rows ever stand under the name of another kind."""

    show: str
    rows: list[tuple[str, Card]]
    stages: dict[tuple[str, str], str]
    kept: str = ""
    """Which form lies unsaved, if one does."""


class FindText(ShortText):
    """The line that narrows the list; enter goes to the list, or opens the whole reference that was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [("enter", "screen.found", "Found"), ("escape", "screen.unfind", "Clear")]

    def on_focus(self) -> None:
        """While one types, letters are letters: show only the keys that still work."""
        self.screen.add_class("-typing")

    def on_blur(self) -> None:
        """Show every key again."""
        self.screen.remove_class("-typing")


class RegisterScreen(SheetScreen):
    """The register."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys_of(REGISTER)]
    WAYS = (*REGISTER[1:], *FINDING)
    FOOT = (*FOOT[:2], REGISTER[0], ROUTES, FOOT[-1])  # the way back stands on the line above the page
    page_id = "register"

    def __init__(self, docket: Docket) -> None:
        super().__init__()
        self.docket = docket
        self._show = "open"
        self._stage = ""
        """The kind that is wanted; `_listed` says which kind is there."""
        self._listed: Listed | None = None

    def danger_card(self) -> Document:
        """Give whom to phone: every area's number, for any of these may be meant."""
        from tui.screens.form import danger_numbers

        return danger_numbers("", self.docket.now())

    def on_screen_resume(self) -> None:
        """Read the cards again: one may come back from a disagreement."""
        self.draw()

    def draw(self) -> None:
        """Read the cards and show them."""
        show = self._show
        self.beside(lambda: self._look(show), self._came)

    def _look(self, show: str) -> Listed:
        rows = self.docket.cards(show)
        return Listed(show, rows, self.docket.stage_names(rows), self._kept_form())

    def _kept_form(self) -> str:
        found = self.docket.forms().newest()
        return told_of(found, self.docket.now()) if found else ""

    async def _came(self, listed: Listed | ThresholdsError) -> None:
        """Show what was read, or that it cannot be."""
        if isinstance(listed, ThresholdsError):
            self._listed = None
            self.head("Disagreements", "The register cannot be read", f"{listed.says} {listed.help}")
            await self.fill(Press("Try again", "again"), *_unsaved(self._kept_form()))
            return
        self._listed = listed
        await self._list()

    async def _list(self) -> None:
        if self._listed is None:
            return
        rows = self._found(self._listed)
        stage = f" At {self._stage}." if self._stage else ""
        more = f" The first {DRAWN} are drawn: / narrows the list." if len(rows) > DRAWN else ""
        far = f" Only {MOST} were looked through." if len(self._listed.rows) >= MOST else ""
        most = f"{len(rows)} of {len(self._listed.rows)}" if self._typed or self._stage else f"{len(rows)}"
        hint = f"{most} {WORDS[self._listed.show]}.{stage}{more}{far}"
        self.head("Disagreements", "When professionals disagree", hint)
        at = self.focused.id if self.focused and self.focused.id else ""
        typing = self.focused if isinstance(self.focused, FindText) else None
        finding = list(self.query(FindText))
        if finding:
            await self.content.query(".row").remove()
            await self.content.mount(*self._widgets(self._listed, rows))
        else:
            field = FindText(id="finding")
            field.border_title = "Find"
            await self.fill(field, *self._widgets(self._listed, rows), at=at)
            entries = list(self.query(Entry))
            self.set_focus(next((entry for entry in entries if entry.id == at), entries[0] if entries else None), scroll_visible=False)
        if typing is None and not isinstance(self.focused, Press):
            self.set_focus(next(iter(self.query(".row Press, Press.row")), None), scroll_visible=False)

    def _widgets(self, listed: Listed, rows: list[tuple[str, Card]]) -> Iterator[Widget]:
        from tui.standing import Words, row_words

        shared = self.docket.books("").shared
        kinds = {
            code: f"{area.name}: {kind.says[0].lower()}{kind.says[1:]}" for area in shared.area.values() for code, kind in area.kind.items()
        }
        yield from _unsaved(listed.kept)
        for number, (ref, card) in enumerate(rows[:DRAWN], 1):
            says, hint = row_words(ref, card, Words(kinds, shared.lists["agency"], listed.stages), self.docket.now())
            entry = Entry(ref, says, hint)
            if number <= 9:
                entry.number(number)
            entry.add_class("row")
            yield entry
        if not rows:
            yield Plain(self._nothing(listed), classes="row")
            yield Press("Raise a disagreement", "raise_one", id="raise-one").add_class("row")

    def _nothing(self, listed: Listed) -> str:
        """Say that nothing is shown, among which ones, and how to go on."""
        if not listed.rows and listed.show in ("open", "all"):
            return EMPTY
        kind = {"open": "open ", "overdue": "overdue ", "ended": "ended ", "finished": "finished "}.get(listed.show, "")
        fits = " fits what you typed. Clear the line with Esc." if self._typed else " is here."
        then = "Then S" if self._typed else "S"
        more = f" {then} shows other kinds, such as ended ones." if listed.show != "all" else ""
        return f"No {kind}disagreement{fits}{more} In danger: 999 first, F2."

    @property
    def _typed(self) -> list[str]:
        """The words that narrow the list."""
        return "".join(field.text for field in self.query(FindText)).casefold().split()

    def _found(self, listed: Listed) -> list[tuple[str, Card]]:
        """Give the rows that fit what was typed and the stage."""
        typed = self._typed
        rows = [row for row in listed.rows if not self._stage or row[1].stage == self._stage]
        shared = self.docket.books("").shared if typed else None
        return [row for row in rows if all(word in _sayable(row, shared) for word in typed)]

    # What people do.

    async def action_raise_one(self) -> None:
        """Raise one."""
        await self.app.run_action("raise", self.app)

    def action_state(self) -> None:
        """Show the next kind."""
        kinds = list(SHOWN)
        self._turn(kinds[(kinds.index(self._show) + 1) % len(kinds)])

    def action_overdue(self) -> None:
        """Show only what is overdue, or all that are open again."""
        self._turn("open" if self._show == "overdue" else "overdue")

    def _turn(self, show: str) -> None:
        self._show, self._stage = show, ""
        self.draw()

    def action_stage(self) -> None:
        """Show only the next stage that anything is at; after the last one, every stage."""
        if self._listed is not None:
            stages = ["", *sorted({card.stage for _, card in self._listed.rows if card.stage})]
            self._stage = stages[(stages.index(self._stage) + 1) % len(stages)] if self._stage in stages else ""
            self.call_later(self._list)  # in the screen's own turn, after a list that is being drawn

    def action_find(self) -> None:
        """Go to the line that narrows the list."""
        for finding in self.query(FindText):  # none where the register cannot be read
            finding.add_class("-on")
            finding.focus()

    async def action_found(self) -> None:
        """Go to the list; where nothing fits, open the reference that was typed."""
        entries = list(self.query(Entry))
        typed = self.query_one(FindText).text.strip().upper()
        if entries:
            entries[0].focus()
        elif typed:
            self._open(typed)

    async def action_unfind(self) -> None:
        """Show all again."""
        finding = self.query_one(FindText)
        finding.value = ""
        finding.remove_class("-on")
        self.set_focus(next(iter(self.query(Entry)), None))

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list as one types."""
        event.stop()
        await self._list()

    def action_choose(self, number: int) -> None:
        """Open the one with this number."""
        entries = list(self.query(Entry))
        if number <= min(len(entries), 9):
            self._open(entries[number - 1].does)

    async def on_press_pressed(self, event: Press.Pressed) -> None:
        """Open what was pressed."""
        event.stop()
        if event.does == "again":
            self.draw()
        elif event.does == "raise_one":
            await self.action_raise_one()
        elif event.does == "kept_form":
            await self.app.run_action("kept_form", self.app)
        else:
            self._open(event.does)

    def _open(self, ref: str) -> None:
        from tui.screens.disagreement import DisagreementScreen

        self.app.push_screen(DisagreementScreen(self.docket, ref))

    def action_week(self) -> None:
        """Show the manager's page of the week."""
        self.beside(lambda: self.docket.cards("all"), self._show_week, "week")

    def _show_week(self, cards: list[tuple[str, Card]] | ThresholdsError) -> None:
        from escalation.week import week

        show_over = self.app.show_over  # type: ignore[attr-defined]
        if isinstance(cards, ThresholdsError):
            self.draw()
            return
        show_over(PaperCard("", week(self.docket.books(""), cards, self.docket.now()), "week.txt"))


def _unsaved(told: str) -> Iterator[Widget]:
    """Give the way to a form that lies unsaved, where one does."""
    if told:
        says = f"{told[0].lower() if told.startswith('A ') else told[0]}{told[1:]}"
        yield Press(f"A form that is not saved: {says}", "kept_form").add_class("row")


def _sayable(row: tuple[str, Card], shared: Any) -> str:
    """Give everything of a row that can be looked for."""
    ref, card = row
    facts: Mapping[str, Any] = card.json
    kinds = {code: f"{area.name} {kind.says}" for area in shared.area.values() for code, kind in area.kind.items()}
    agencies = shared.lists["agency"]
    parts = (
        ref,
        card.stage,
        card.state,
        facts.get("partnership"),
        kinds.get(str(facts.get("area"))),
        agencies.get(str(facts.get("from_agency"))),
    )
    return " ".join(str(part) for part in (*parts, agencies.get(str(facts.get("to_agency")))) if part).casefold()
