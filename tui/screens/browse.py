"""Reading the guide: one screen whose page changes in place, with a way back for every step."""

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from thresholds.assessment.route import ANYONE
from thresholds.guide.library import Library
from tui import commands
from tui.reading import DUTIES, FRONT, LEVELS, LEVELS_PAGE, Item, Leaf, Place, beside, leaf, sources
from tui.screens.card import Card
from tui.screens.closing import Closing
from tui.styles import styles
from tui.widgets.beside import Beside
from tui.widgets.content import Content
from tui.widgets.document import DocumentView
from tui.widgets.guide_front import GuideFront
from tui.widgets.key_line import KeyHint, KeyLine
from tui.widgets.matrix_view import MatrixView
from tui.widgets.open_list import OpenList
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.standing_list import StandingList

WARES = {"levels": LEVELS_PAGE, "duties": DUTIES}
SIDEWAYS = "Left and right: its other levels."


class BrowseScreen(Closing[None]):
    """The guide, to read. Nothing that is looked at here changes an answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("slash", "seek", show=False),
        Binding("w,W", "why", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("right", "sideways(1)", show=False),
        Binding("left", "sideways(-1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - as Textual has it
    AUTO_FOCUS = None
    CSS_PATH = [*styles("form", "document", "guide")]  # noqa: RUF012 - as Textual has it
    page_id = "guide"

    def __init__(self, library: Library, area: str | None = None, sign_id: str = "") -> None:
        super().__init__()
        self._index = library.index(area)
        self._glossary = library.glossary
        self.place = Place("sign", sign_id) if sign_id else FRONT
        self._trail: list[tuple[Place, int]] = []
        """The places one came by, each with the item one stood on."""
        self._shown = Leaf("")
        self._arrived: tuple[Widget, int | None] | None = None
        """The list below a text that has only just been opened, and where one stands on it: the text is to be read first."""

    def compose(self) -> ComposeResult:
        """Lay out the front page and the page for everything else; one of them is shown."""
        front = GuideFront(self._index, self._glossary, id="front")
        with Horizontal(id="title"):
            yield Plain(self.app.title, id="product")
            yield Plain("The guide", id="section")
            yield Plain(self._index.guide.edition, id="edition")
        with Horizontal(id="ways"):
            yield KeyHint(commands.BY_ACTION["back"], id="way-back")
            yield KeyHint(commands.BY_ACTION["search"], id="way-search")
            yield KeyHint(commands.BY_ACTION["why"], id="way-why")
        with Horizontal(id="both"):
            yield front
            with PageScroll(id="page") as scroll, Vertical(id="sheet"):
                yield Plain(id="heading")
                yield Plain(id="hint", classes="hint")
                yield Content()
            yield Beside(id="beside")
        with Horizontal(id="foot"):
            yield Plain(ANYONE, id="anyone")
            yield MoreBelow(front.field, id="more-front")
            yield MoreBelow(scroll, id="more-page")
        yield KeyLine("guide")

    async def on_mount(self) -> None:
        """Draw the first page."""
        self.query_one("#way-why", KeyHint).word("Sources")
        await self.draw()

    async def draw(self, at: int = 0) -> None:
        """Draw the page at `place`, standing on the item `at`."""
        is_front = self.place == FRONT
        self.set_class(is_front, "-front")
        self.set_class(self.place.kind == "strand", "-strand")
        self.query_one("#way-why").display = bool(sources(self._index, self.place).blocks)
        if is_front:
            self._front.focus_again()
            return
        self._shown = shown = leaf(self._index, self.place)
        self.query_one("#heading", Plain).say(shown.heading)
        hint = f"{shown.hint}. {SIDEWAYS}" if self.place.kind == "cell" else shown.hint
        self.query_one("#hint", Plain).say(hint)
        self.query_one("#hint").display = bool(hint)
        content, scroll = self.query_one("#content", Content), self.query_one("#page", PageScroll)
        await content.change_to(*self._widgets(shown, at))
        lists = [each for each in content.query(OpenList) if each.focusable]
        scroll.can_focus = not lists
        self._arrived = (lists[0], lists[0].highlighted) if lists and shown.body.blocks and not at else None
        self.set_focus(lists[0] if lists else scroll, scroll_visible=False)
        if lists and shown.body.blocks and not at:
            self.call_after_refresh(self._begin_at_top, lists[0])
        self._say_beside(lists[0].place if lists and not shown.body.blocks else None)

    def _begin_at_top(self, first: OpenList) -> None:
        """Where what can be opened lies below what can be seen, stand on the page, and read it from its top."""
        scroll = self.query_one("#page", PageScroll)
        if first.is_attached and not scroll.is_in_view_from_top(first, first.standing()[0]):
            scroll.can_focus = True
            self.set_focus(scroll, scroll_visible=False)
            scroll.scroll_home(animate=False, immediate=True)

    def _widgets(self, shown: Leaf, at: int) -> list[Widget]:
        found: list[Widget] = [DocumentView(shown.body)] if shown.body.blocks else []
        if self.place.kind == "strand":
            return [*found, Horizontal(*(self._column(shown.items, group) for group in dict.fromkeys(item.group for item in shown.items)))]
        return [*found, OpenList(shown.items, numbered=shown.is_short, at=at)] if shown.items else found

    def _column(self, items: tuple[Item, ...], group: str) -> Vertical:
        own = [item._replace(group="") for item in items if item.group == group]
        return Vertical(Plain(group, classes="heading-3"), OpenList(own), classes="column")

    @property
    def _front(self) -> GuideFront:
        return self.query_one("#front", GuideFront)

    def _say_beside(self, place: Place | None) -> None:
        """On a wide screen, show beside the page what one stands on, or the sources of what one reads."""
        here = self.place
        if place:
            self.query_one(Beside).tell(lambda: beside(self._index, place), "Enter shows all of it.")
        else:
            self.query_one(Beside).tell(lambda: sources(self._index, here), "W shows all of it.")

    # What people do.

    async def open(self, place: Place) -> None:
        """Turn to a page; escape leads back to this one."""
        if place != self.place:
            self._trail.append((self.place, self._standing_at()))
            self.place = place
            await self.draw()

    def _standing_at(self) -> int:
        lists = [each for each in self.query_one("#content").query(OpenList) if each.focusable]
        return (lists[0].highlighted or 0) if lists else 0

    async def action_back(self) -> None:
        """Go one step back: from a page to the one before, from a search to the matrix, from the matrix out of the guide."""
        if self.place == FRONT and self._front.query_text:
            self._front.clear()
        elif self._trail:
            self.place, at = self._trail.pop()
            await self.draw(at)
        else:
            self.dismiss(None)

    async def action_seek(self) -> None:
        """Go to the search."""
        await self.open(FRONT)
        self._front.seek()

    def action_why(self) -> None:
        """Explain the sources of the page."""
        found = sources(self._index, self.place)
        if found.blocks:
            self.app.push_screen(Card("Sources", found, Press("Close", "close")))

    def action_move(self, by: int) -> None:
        """Go to the next or the last place on the page; on a page with nothing to open, scroll."""
        scroll = self.query_one("#page", PageScroll)
        if self.focused is scroll and (by < 0 or scroll.has_more):
            scroll.step(by)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    async def action_sideways(self, by: int) -> None:
        """In a cell, go to the next level of the same sub-domain; else to what stands beside."""
        if self.place.kind == "cell":
            level = int(self.place.part) + by
            if level in LEVELS:
                self.place = self.place._replace(part=str(level))
                self._front.matrix.stand_on(self._front.matrix.spot._replace(column=level))
                await self.draw()
        elif isinstance(self.focused, Press | OpenList):
            _ = self.focus_next() if by > 0 else self.focus_previous()

    # What the widgets tell.

    async def on_open_list_opened(self, event: OpenList.Opened) -> None:
        """Turn to what was opened."""
        event.stop()
        await self.open(event.place)

    def on_open_list_stood_on(self, event: OpenList.StoodOn) -> None:
        """Show it beside the list."""
        event.stop()
        if self.place == FRONT or not self._shown.body.blocks:
            self._say_beside(event.place)

    def on_matrix_view_stood_on(self, event: MatrixView.StoodOn) -> None:
        """Scroll to the row, and show the cell beside the matrix."""
        event.stop()
        self._say_beside(event.view.matrix.place(event.view.spot))
        self.reveal(event.view)

    async def on_press_pressed(self, event: Press.Pressed) -> None:
        """Turn to a page of the front page's ways on, or compare areas."""
        event.stop()
        if event.does in WARES:
            await self.open(WARES[event.does])
        else:
            await self.app.run_action(event.does)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Scroll to what has the focus."""
        self.call_after_refresh(self.reveal, event.widget)

    def reveal(self, widget: Widget) -> None:
        """Scroll to `widget`, or to the part of it that one stands on."""
        scroll = next((node for node in widget.ancestors if isinstance(node, PageScroll)), None)
        if scroll is None or not widget.is_attached or not widget.has_focus:
            return
        if self._arrived == (widget, getattr(widget, "highlighted", None)):
            return
        self._arrived = None
        if isinstance(widget, MatrixView):
            scroll.reveal(widget, widget.standing())
        elif isinstance(widget, StandingList):
            part, at_top = widget.standing()
            scroll.reveal(widget, part, under=self.query_one("#heading") if at_top and scroll.id == "page" else None)

    def scroll_to_center(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Leave scrolling to `reveal`: Textual would put long lists in the middle of the screen."""
