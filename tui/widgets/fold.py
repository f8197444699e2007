"""A part of a page that is closed until it is asked for: its title with a sign that says so, and its text below."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import ItemGrid, Vertical

from thresholds.pages import Section
from tui.widgets.document import DocumentView
from tui.widgets.lines import Line, Lines
from tui.widgets.page_scroll import PageScroll
from tui.widgets.press import Press


class FoldTitle(Press):
    """The title of a part, after its digit and the sign that says whether it is open."""

    def __init__(self, title: str, number: int) -> None:
        self._number, self._sign = number, "▸"
        super().__init__(title, "turn", boxed=False)

    def _lines(self, mark: str) -> Lines:
        return Lines(Line(self._label, mark=f"{mark}{self._number} {self._sign} "))

    def turn(self, opens: bool) -> None:
        """Show that the part is open, or closed."""
        self._sign = "▾" if opens else "▸"
        self.name_it(self._label)


class Fold(Vertical):
    """One part. `▸` is closed, `▾` is open; enter, space, its digit or a click turns it."""

    def __init__(self, part: Section, number: int) -> None:
        super().__init__()
        self._part = part
        self._number = number
        self.is_open = False
        self._press = FoldTitle(part.title, number)

    def compose(self) -> ComposeResult:
        """Give the title; the text is made when it is first opened."""
        yield self._press

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Turn it."""
        event.stop()
        self.turn(not self.is_open)

    def turn(self, opens: bool) -> None:
        """Open or close it."""
        if opens == self.is_open:
            return
        self.is_open = opens
        self._press.turn(opens)
        text = self.query(DocumentView)
        if opens and not text:
            self.mount(DocumentView(self._part.body))
        text.set(display=opens)

    def stand(self) -> None:
        """Take the focus; what has been opened is read from its title on."""
        self._press.focus()
        if self.is_open:
            self.call_after_refresh(self.call_after_refresh, self._begin_at_top)  # first the text is mounted, then it has its height

    def _begin_at_top(self) -> None:
        page = next((node for node in self.ancestors if isinstance(node, PageScroll)), None)
        if page is not None:
            page.scroll_to_widget(self, animate=False, top=True, force=True)


class Folds(Vertical):
    """All parts of a page, each with its digit."""

    def __init__(self, parts: Iterable[Section]) -> None:
        super().__init__(*(Fold(part, number) for number, part in enumerate(parts, 1)))

    def turn(self, number: int) -> None:
        """Open or close the part that carries this digit, and stand on it."""
        for fold in list(self.query(Fold))[number - 1 : number]:
            fold.turn(not fold.is_open)
            fold.stand()

    def turn_all(self) -> None:
        """Open every part, or close them all where all are open."""
        folds = list(self.query(Fold))
        opens = not all(fold.is_open for fold in folds)
        for fold in folds:
            fold.turn(opens)


class Presses(ItemGrid):
    """What can be pressed, side by side where there is room."""

    def __init__(self, *presses: Press) -> None:
        super().__init__(*presses, min_column_width=24)
