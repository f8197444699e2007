"""What the screens of disagreements have in common: title, ways, a page that scrolls with whatever has the focus, foot and keys."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.worker import WorkType

from thresholds.assessment.route import ANYONE
from thresholds.errors import ThresholdsError
from tui.commands import Command
from tui.register_commands import BACK, FOOT
from tui.screens.scrolled import Scrolled
from tui.styles import styles
from tui.widgets.content import Content
from tui.widgets.key_line import KeyHint, KeyLine
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain

Given = TypeVar("Given")
BESIDE = "beside"
"""The name of the workers that wait for a disk or a server."""


class FootKeys(KeyLine):
    """The keys of one screen, danger first."""

    def __init__(self, *commands: Command) -> None:
        super().__init__("sheet")
        self._commands = commands

    def compose(self) -> ComposeResult:
        """Give each key."""
        for command in self._commands:
            yield KeyHint(command)


class SheetScreen(Scrolled[Any]):
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
                yield Content()
            with PageScroll(id="beside"):
                yield Plain(id="beside-says")
        with Horizontal(id="foot"):
            yield Plain(ANYONE, id="anyone")
            yield MoreBelow(scroll)
        yield FootKeys(*self.FOOT)

    @property
    def content(self) -> Content:
        """What stands below heading and hint."""
        return self.query_one("#content", Content)

    def head(self, section: str, heading: str, hint: str = "") -> None:
        """Show title and heading."""
        self.query_one("#section", Plain).say(section)
        self.query_one("#heading", Plain).say(heading)
        self.query_one("#hint", Plain).say(hint)
        self.query_one("#hint").display = bool(hint)

    async def fill(self, *widgets: Widget, at: str = "") -> None:
        """Show other widgets, from the top, and stand on the one with the id `at`, else on the first that can be stood on."""
        await self.content.change_to(*widgets)
        stops = [widget for widget in self.content.query("*") if widget.focusable]
        self.scroll.can_focus = not stops
        first = next((widget for widget in stops if at and widget.id == at), stops[0] if stops else self.scroll)
        self.set_focus(first, scroll_visible=False)

    def beside(self, work: Callable[[], Given], then: Callable[[Given | ThresholdsError], Any], group: str = "page") -> None:
        """Do `work`, which waits for a disk or a server, in a thread; call `then` with what came of it, in this screen's own turn.

        Nothing else waits meanwhile: a key's action that did would hold up every key, danger and cover with them. Of two in one
        `group` the first is given up.
        """

        async def waiting() -> None:
            try:
                given: Given | ThresholdsError = await asyncio.to_thread(work)
            except ThresholdsError as error:
                given = error
            except Exception as error:  # it ends the app as a mistake of our own, like any other
                self.call_later(_fail, error)
                return
            self.call_later(then, given)

        job: WorkType[None] = waiting
        self.run_worker(job, name=BESIDE, group=f"{BESIDE}-{group}", exclusive=True)

    async def action_back(self) -> None:
        """Go back to the screen before."""
        self.dismiss(None)

    def action_choose(self, number: int) -> None:
        """Do what carries this digit; a screen with digits says what that is."""


def _fail(error: Exception) -> None:
    raise error
