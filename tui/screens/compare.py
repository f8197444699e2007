"""Areas side by side: choose two or three, then read where they differ."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from thresholds.assessment.route import ANYONE
from thresholds.errors import ThresholdsError
from thresholds.guide.comparing import CHOOSE, FEWEST, MOST, Side, compared, which_areas
from thresholds.guide.library import Library
from thresholds.guide.reading import sources_body
from thresholds.guide.shape import Partnership
from thresholds.text import join_words
from tui import commands
from tui.screens.card import Card
from tui.screens.closing import Closing
from tui.side_by_side import draw
from tui.styles import styles
from tui.widgets.drawing import Drawing
from tui.widgets.field import FieldBox
from tui.widgets.key_line import KeyHint, KeyLine
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.standing_list import StandingList

UNREAD = " An area is missing here because its file cannot be read; `thresholds check` says why."


class CompareScreen(Closing[None]):
    """Two pages in one screen: the choice of areas, and what they say side by side."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("slash", "app.search", show=False),
        Binding("w,W", "why", show=False),
        Binding("ctrl+n", "go_on", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]  # noqa: RUF012 - as Textual has it
    AUTO_FOCUS = None
    CSS_PATH = [*styles("form", "document", "guide")]  # noqa: RUF012 - as Textual has it
    page_id = "compare"

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        areas, unread = _areas(library)
        self._box = FieldBox(which_areas(areas, unread), (), labelled=False)
        self._told: list[tuple[str, list[Side]]] = []

    def compose(self) -> ComposeResult:
        """Lay out the lines of every page; the choice is there from the start, the comparison comes below the same heading."""
        with Horizontal(id="title"):
            yield Plain(self.app.title, id="product")
            yield Plain("Compare areas", id="section")
        with Horizontal(id="ways"):
            yield KeyHint(commands.BY_ACTION["back"], id="way-back")
            yield KeyHint(commands.BY_ACTION["why"], id="way-why")
        with PageScroll(id="page") as scroll, Vertical(id="sheet"):
            yield Plain(id="heading")
            yield Vertical(self._box, Press("Compare", "compare"), id="choose")
            yield Plain(id="sides")
        with Horizontal(id="foot"):
            yield Plain(ANYONE, id="anyone")
            yield MoreBelow(scroll)
        yield KeyLine("guide")

    def on_mount(self) -> None:
        """Ask for the areas."""
        self.query_one("#way-why", KeyHint).word("Sources")
        self._draw()

    def _draw(self) -> None:
        """Draw the choice, or the comparison if there is one."""
        scroll = self.query_one("#page", PageScroll)
        self.set_class(bool(self._told), "-told")
        self.query_one("#way-why").display = bool(self._told)
        scroll.can_focus = bool(self._told)
        if self._told:
            told = self._told
            names = join_words([side.area for side in told[0][1]])
            self.query_one("#heading", Plain).say(names)
            self.query_one("#sides", Plain).say(Drawing(lambda width: draw(told, width)))
            self.set_focus(scroll, scroll_visible=False)
        else:
            self.query_one("#heading", Plain).say("Which areas do you want to compare?")
            self.set_focus(self._box.control, scroll_visible=False)
        scroll.scroll_home(animate=False, immediate=True)

    def action_back(self) -> None:
        """Go back from the comparison to the choice, from the choice to where one came from."""
        if self._told:
            self._told = []
            self._draw()
        else:
            self.dismiss(None)

    def action_why(self) -> None:
        """Explain the sources."""
        refs = dict.fromkeys(ref for _, sides in self._told for side in sides for ref in side.sources)
        if refs:
            self.app.push_screen(Card("Sources", sources_body(self._library.index(), refs), Press("Close", "close")))

    def action_move(self, by: int) -> None:
        """Scroll the comparison, or go to the next place of the choice."""
        scroll = self.query_one("#page", PageScroll)
        if self.focused is scroll:
            scroll.step(by)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Compare what is chosen."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """Compare what is chosen, or say how many are needed."""
        if self._told:
            return
        chosen = self._box.value
        if FEWEST <= len(chosen) <= MOST:
            self._box.show_problem("")
            self._told = compared(self._library.index(), [self._library.area(name) for name in chosen])
            self._draw()
        else:
            few = len(chosen) < FEWEST
            self._box.show_problem(f"{'Too few are chosen' if few else 'Too many are chosen'}. {CHOOSE}")
            self.set_focus(self._box.control, scroll_visible=False)

    def reveal(self, widget: Widget) -> None:
        """Scroll to `widget`, or to the part of it that one stands on."""
        if isinstance(widget, StandingList) and widget.is_attached and widget.has_focus:
            part, at_top = widget.standing()
            self.query_one("#page", PageScroll).reveal(widget, part, under=self.query_one("#heading") if at_top else None)


def _areas(library: Library) -> tuple[list[Partnership], str]:
    """Give every area whose file can be read, and a sentence about the others."""
    found = []
    for name in library.area_ids:
        try:
            found.append(library.area(name))
        except ThresholdsError:
            continue
    return found, UNREAD if len(found) < len(library.area_ids) else ""
