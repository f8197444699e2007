"""What the screens of disagreements have in common: title, ways, a page that scrolls with whatever has the focus, foot and keys."""

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from thresholds.assessment.route import ANYONE
from tui.commands import Command
from tui.register_commands import BACK, FOOT
from tui.screens.closing import Closing
from tui.styles import styles
from tui.widgets.choice_list import ChoiceList
from tui.widgets.error_summary import ErrorSummary
from tui.widgets.field import FieldBox
from tui.widgets.key_line import KeyHint, KeyLine
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.standing_list import StandingList


class FootKeys(KeyLine):
    """The keys of one screen, danger first."""

    def __init__(self, *commands: Command) -> None:
        super().__init__("sheet")
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Give each key."""
        for command in self._commands:
            yield KeyHint(command)


class SheetScreen(Closing[Any]):
    """A screen with one page; what stands on it is mounted into `#content`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(BACK.key, BACK.action, show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        *(Binding(digit, f"choose({digit})", show=False) for digit in "123456789"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]  # noqa: RUF012 - as Textual has it
    AUTO_FOCUS = None
    CSS_PATH = [*styles("form", "document", "disagreement")]  # noqa: RUF012 - as Textual has it
    WAYS: ClassVar[tuple[Command, ...]] = ()
    """What can be done here, on the line above the page."""
    FOOT: ClassVar[tuple[Command, ...]] = FOOT
    page_id = ""

    def compose(self) -> ComposeResult:
        """Lay out the lines that every screen has."""
        with Horizontal(id="title"):
            yield Plain(self.app.title, id="product")
            yield Plain(id="section")
            yield Plain(id="question")
        with Horizontal(id="ways"):
            yield KeyHint(BACK, id="way-back")
            for command in self.WAYS:
                yield KeyHint(command)
        with Horizontal(id="room"):
            with PageScroll(id="page") as scroll, Vertical(id="sheet"):
                yield Plain(id="heading")
                yield Plain(id="hint", classes="hint")
                yield Vertical(id="content")
            with PageScroll(id="beside"):
                yield Plain(id="beside-says")
        with Horizontal(id="foot"):
            yield Plain(ANYONE, id="anyone")
            yield MoreBelow(scroll)
        yield FootKeys(*self.FOOT)

    @property
    def scroll(self) -> PageScroll:
        """The page."""
        return self.query_one("#page", PageScroll)

    @property
    def content(self) -> Vertical:
        """What stands below heading and hint."""
        return self.query_one("#content", Vertical)

    def head(self, section: str, heading: str, hint: str = "") -> None:
        """Show title and heading."""
        self.query_one("#section", Plain).say(section)
        self.query_one("#heading", Plain).say(heading)
        self.query_one("#hint", Plain).say(hint)
        self.query_one("#hint").display = bool(hint)

    async def fill(self, *widgets: Widget, at: str = "") -> None:
        """Show other widgets, from the top, and stand on the one with the id `at`, else on the first that can be stood on."""
        with self.app.batch_update():
            await self.content.remove_children()
            await self.content.mount(*widgets)
            self.scroll.scroll_home(animate=False, immediate=True)
        stops = [widget for widget in self.content.query("*") if widget.focusable]
        self.scroll.can_focus = not stops
        first = next((widget for widget in stops if at and widget.id == at), stops[0] if stops else self.scroll)
        self.set_focus(first, scroll_visible=False)

    async def action_back(self) -> None:
        """Go back to the screen before."""
        self.dismiss(None)

    def action_move(self, by: int) -> None:
        """Go to the next or the last place on the page; on a page with none, scroll."""
        if self.focused is self.scroll:
            self.scroll.step(by)
        elif by > 0:
            self.focus_next()
        else:
            self.focus_previous()

    def action_choose(self, number: int) -> None:
        """Do what carries this digit; a screen with digits says what that is."""

    def on_standing_list_standing(self, event: StandingList.Standing) -> None:
        """Scroll to the choice one stands on."""
        self.call_after_refresh(self._reveal, event.list)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Scroll to what has the focus, with its label."""
        self.call_after_refresh(self._reveal, event.widget)

    def _reveal(self, widget: Widget) -> None:
        if not widget.is_attached or not widget.has_focus or self.scroll not in widget.ancestors:
            return
        box = next((node for node in widget.ancestors if isinstance(node, FieldBox | ErrorSummary)), None)
        is_first = next((each for each in self.content.query("*") if each.focusable), None) is widget
        part, at_top = widget.standing() if isinstance(widget, ChoiceList) else (None, True)
        if is_first and at_top and self.scroll.is_near_top(widget, part):
            self.scroll.scroll_home(animate=False, immediate=True)
        elif isinstance(box, FieldBox) and box.outer_size.height <= self.scroll.size.height:
            self.scroll.reveal(box)
        else:
            self.scroll.reveal(widget, part, under=box if at_top else None)

    def scroll_to_center(self, widget: Widget, *args: Any, **kwargs: Any) -> None:
        """Leave scrolling to `_reveal`: Textual would put long lists in the middle of the screen."""
