"""Home: what can be done, and where one left off. It draws itself before the guide is read."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tui.draft import Draft, Shelf, said_when, told_of
from tui.screens.card import Question
from tui.widgets.key_line import KeyLine
from tui.widgets.lines import Line, Lines
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import BAR, Press

DANGER = "A child in danger now? Phone 999. Then F2: the front doors' numbers."
NOT_READ = "The data files cannot be read. To see what is wrong, leave and run: thresholds check"
ENTRIES = (
    ("start", "Start a walk", "From a worry to a suggested level, its reasons and whom to call."),
    ("resume", "Go on where you left off", ""),
    ("drop", "Delete the kept answers", ""),
    ("kept_form", "A form that is not saved", ""),
    ("browse", "Read the guide", "Every area of concern at each level, every sign with its source."),
    ("compare", "Compare areas", "How boroughs word it and act on it, side by side."),
    ("disagreements", "When professionals disagree", "What is open and when it is due; take one up, or raise one."),
    ("about", "About this tool", "Which guide this is, what of it was seen, what is kept here."),
)
"""What home offers, first things first: action, words, hint."""


class Entry(Press):
    """One thing to do, with its number, and below it what it is."""

    def __init__(self, does: str, says: str, hint: str) -> None:
        self._says, self._hint, self._number = says, hint, 0
        super().__init__(says, does, boxed=False, id=f"do-{does}")

    def _lines(self, mark: str) -> Lines:
        says = Line(self._says, "bold", f"{mark}{self._number or ' '} ", "bold")
        hint = (Line(self._hint, "" if mark == BAR else "$hint", "    "),) if self._hint else ()
        return Lines(says, *hint)

    def describe(self, hint: str) -> None:
        """Say something else below it."""
        self._hint = hint
        self.name_it(self._says)

    def number(self, number: int) -> None:
        """Show the digit that chooses it."""
        self._number = number
        self.name_it(self._says)


class HomeScreen(Screen[None]):
    """What can be done. Enter starts a walk; a digit, the arrows or the mouse choose something else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        *(Binding(digit, f"choose({digit})", show=False) for digit in "123456789"),
    ]
    AUTO_FOCUS = "#do-start"
    page_id = "home"

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._draft: Draft | None = None

    def compose(self) -> ComposeResult:
        """Lay out the title, what comes before everything else, and what can be done."""
        with Horizontal(id="title"):
            yield Plain("Thresholds", id="product")
            yield Plain("The tool suggests. You judge.", id="section")
        with PageScroll(id="page") as scroll, Vertical(id="sheet"):
            yield Plain("A worry about a child", id="heading")
            yield Plain(DANGER, classes="strong")
            yield Plain(id="notice", classes="hint")
            with Vertical(id="menu"):
                yield from (Entry(*entry) for entry in ENTRIES)
        with Horizontal(id="foot"):
            yield Plain("Anyone may refer. You need nobody's permission.", id="anyone")
            yield MoreBelow(scroll)
        yield KeyLine("home")

    def on_mount(self) -> None:
        """Show what was kept, and read the guide once this screen can be seen."""
        self._look()
        self.set_timer(0.05, self._prepare)  # the first paint is not to wait for it

    def on_screen_resume(self) -> None:
        """Look again at what was kept: one may come back from a walk."""
        self._look()

    def _look(self) -> None:
        app: Any = self.app
        self._draft = None if app.has_begun else self._shelf.newest()
        kept = app.has_begun or self._draft is not None
        for name in ("resume", "drop"):
            self.query_one(f"#do-{name}").display = kept
        form = app.forms().newest()
        self.set_class(kept or form is not None, "-kept")
        self.query_one("#do-kept_form").display = form is not None
        if form is not None:
            self.query_one("#do-kept_form", Entry).describe(f"{told_of(form, app.now())} Go on with it, or delete it.")
        if self._draft is not None:
            self._say_when(f"Kept {said_when(self._draft.at, app.now())}. Your own words were not: type them again.")
        elif kept:
            words = "Your own words are too, until you leave." if app.journey.has_words else "No words of your own are among them."
            self._say_when(f"Your answers are here. {words}")
        self._notice("".join(f"A kept walk could not be read. It was set aside as {name}. " for name in self._shelf.damaged[-1:]))
        for number, entry in enumerate(self._shown(), 1):
            entry.number(number)

    def _say_when(self, says: str) -> None:
        self.query_one("#do-resume", Entry).describe(says)

    def _notice(self, says: str) -> None:
        notice = self.query_one("#notice", Plain)
        notice.say(says)
        notice.display = bool(says)

    def _shown(self) -> Iterator[Entry]:
        return (entry for entry in self.query(Entry) if entry.display)

    def _prepare(self) -> None:
        self.run_worker(self._read_guide, thread=True, group="prepare")

    def _read_guide(self) -> None:
        """Read the guide in a thread, then say what has changed since the walk was kept. What fails here fails again when it is needed."""
        app: Any = self.app
        try:
            app.prepare()
            is_same = self._draft is None or app.journey.is_given_to(self._draft)
        except Exception:  # a thread must not end the app; who needs the guide is told so then
            app.call_from_thread(self._notice, NOT_READ)
            return
        if not is_same:
            app.call_from_thread(self._say_changed)

    def _say_changed(self) -> None:
        if self._draft is not None:
            self._say_when(
                f"Kept {said_when(self._draft.at, self.app.now())}. The guide's files have changed since: look at each answer again."  # type: ignore[attr-defined]
            )

    def on_press_pressed(self, event: Press.Pressed) -> None:
        """Do what was pressed."""
        event.stop()
        self._do(event.does)

    def action_choose(self, number: int) -> None:
        """Do what carries this digit."""
        entry = dict(enumerate(self._shown(), 1)).get(number)
        if entry is not None:
            entry.focus()
            self._do(entry.does)

    def _do(self, does: str) -> None:
        app: Any = self.app
        match does:
            case "start" if app.has_begun or self._draft is not None:
                says = "A walk was broken off, and its answers are kept. A new one deletes them."
                choices = {"keep": "Keep them", "start": "Start a new walk"}
                self.app.push_screen(Question("Start a new walk?", says, choices), self._started)
            case "start":
                self._started("start")
            case "resume":
                if self._draft is not None:
                    draft = self._shelf.take(self._draft)
                    if draft is None:  # it may be another child's by now: what is there is offered anew
                        self._look()
                        return
                    app.journey.resume(draft, app.now())
                app.action_walk()
            case "drop":
                choices = {"keep": "Keep them", "drop": "Delete them"}
                self.app.push_screen(
                    Question("Delete the kept answers?", "They cannot be brought back. A referral that you saved stays.", choices),
                    self._dropped,
                )
            case _:
                self.call_later(self.app.run_action, does)

    def _started(self, chosen: str | None) -> None:
        if chosen == "start":
            app: Any = self.app
            self._shelf.drop_all()
            app.journey.start_again(app.now())
            app.action_walk()

    def _dropped(self, chosen: str | None) -> None:
        if chosen == "drop":
            app: Any = self.app
            self._shelf.drop_all(damaged=True)
            if app.has_begun:
                app.journey.start_again(app.now())
            self._look()
            self.query_one("#do-start", Entry).focus()
