"""One disagreement as a task list: what must be read first, what can be done and what it lacks, what is done, and its ladder beside it."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from escalation import desk
from escalation.gates import Books
from escalation.labels import lack
from escalation.order import ways_up
from thresholds.documents.document import Bullets, Document, Heading, Para
from thresholds.errors import ThresholdsError, UnknownName
from tui.docket import Docket, Read
from tui.draft import FormDraft
from tui.filling import Filling
from tui.outcome import Line as Told
from tui.outcome import Outcome
from tui.register_commands import ONE, keys_of
from tui.screens.form import FormScreen, danger_numbers
from tui.screens.paper import PaperCard
from tui.screens.sheet import SheetScreen
from tui.standing import Standing, standing
from tui.widgets.lines import Line, Lines
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.task_line import TaskLine


class DisagreementScreen(SheetScreen):
    """The disagreement `ref`, read anew whenever one comes back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [*keys_of(ONE)]
    WAYS = (*ONE[:4],)
    page_id = "disagreement"

    def __init__(self, docket: Docket, ref: str, notice: Outcome | None = None, goes_on: FormDraft | None = None) -> None:
        super().__init__()
        self.docket = docket
        self.ref = ref
        self._notice = notice
        self._goes_on = goes_on
        """The kept form to open once the disagreement is read."""
        self._read: Read | None = None

    def on_screen_resume(self) -> None:
        """Read it again: somebody may have written meanwhile."""
        self.draw()

    def draw(self) -> None:
        """Read the disagreement and draw where it stands."""
        self.beside(lambda: self.docket.read(self.ref), self._came)

    async def _came(self, read: Read | ThresholdsError) -> None:
        """Draw where it stands, or say why it cannot be shown."""
        self.add_class("-beside")
        try:
            if isinstance(read, ThresholdsError):
                raise read
            self._read = read
            books = self.docket.books(self._read.one.partnership)
            shown = standing(books, self._read.one, self.docket.now())
        except UnknownName:
            self._read = None
            self.remove_class("-beside")
            self.add_class("-gone")
            self.head(self.ref, "There is no disagreement with that reference here", "Check the reference, or press Esc for the list.")
            await self.fill(Press("Back to the list", "back"))
            return
        except ThresholdsError as error:
            self._read = None
            self.remove_class("-beside")
            self.head(self.ref, "The record cannot be shown", f"{error.says} {error.help}")
            await self.fill(Press("Try again", "again"))
            return
        self.head(shown.ref, shown.heading, shown.hint)
        self.query_one("#question", Plain).say(shown.state)
        self.query_one("#beside-says", Plain).say(Lines(*shown.ladder))
        at = self.focused.id if self.focused and self.focused.id and not self._notice else ""
        await self.fill(*self._widgets(shown), at=at)
        if self._goes_on:
            kept, self._goes_on = self._goes_on, None
            self._go_on(read, kept)

    def _widgets(self, shown: Standing) -> Iterator[Widget]:
        if self._notice:
            says = [line.says for line in self._notice.lines]
            yield Plain(Lines(Line(f"{self._notice.heading}.", "bold", " "), *(Line(line, mark="   ") for line in says)), classes="done")
        if shown.alarm:
            yield Plain(shown.alarm, classes="strong")
        yield Plain("What can be done now", classes="part")
        number = 0
        for task in shown.tasks:
            number += bool(task.does)
            yield TaskLine(number if task.does else 0, task.says, task.status, task.lacks, task.does)
        yield Plain("What is done", classes="part")
        yield Plain(Lines(*(Line(says, mark=" x ") for says in shown.done)))
        yield Plain("The ladder", classes="part ladder")
        yield Plain(Lines(*shown.ladder), classes="ladder")

    # What people do.

    def action_choose(self, number: int) -> None:
        """Open the form of the task with this number."""
        tasks = [task for task in self.query(TaskLine) if task.does]
        if number <= len(tasks):
            tasks[number - 1].focus()
            self._open(tasks[number - 1].does)

    async def on_press_pressed(self, event: Press.Pressed) -> None:
        """Open the form of a task."""
        event.stop()
        if event.does == "back":
            await self.action_back()
        elif event.does == "again":
            self.draw()
        else:
            self._open(event.does)

    def action_change_ladder(self) -> None:
        """Follow another ladder from now on."""
        self._open("change-ladder")

    def _open(self, verb: str) -> None:
        if self._read is None:
            return
        self._notice = None
        one, books, words = self._read.one, self._books, {}
        if verb == "cannot-wait":
            senior = next((way for way in ways_up(books, one) if way.stage.senior), None)
            words = {"to": senior.stage.id, **({"override": "cannot-wait"} if senior.is_override else {})} if senior else {}
            verb = "move-up"
        self.app.push_screen(FormScreen(Filling(self.docket, verb, one, words)), self._came_back)

    def _go_on(self, read: Read, kept: FormDraft) -> None:
        """Open the form that was kept, as far as the record was read then: what was written since is said when it is saved."""
        from escalation.fold import fold

        one = fold(self.ref, read.events[: kept.position]) if 0 < kept.position < len(read.events) else read.one
        try:
            filling = Filling(self.docket, kept.verb if kept.verb in desk.DO else "note", one)
            if filling.take_up(kept):
                self.app.show_over(FormScreen(filling), self._came_back)  # type: ignore[attr-defined]
        except ThresholdsError as error:
            self._notice = Outcome("kept", "The form cannot be opened", (Told(f"{error.says} {error.help}"),))
            self.call_later(self.draw)

    def _came_back(self, given: tuple[Filling | None, Outcome] | None) -> None:
        """Say what became of the form; the screen may have been drawn already."""
        self._notice = given[1] if given else None
        if self._notice:
            self.call_later(self.draw)

    def danger_card(self) -> Document:
        """Give whom to phone: this area's front door."""
        return danger_numbers(self._read.one.partnership if self._read else "", self.docket.now())

    @property
    def _books(self) -> Books:
        return self.docket.books(self._read.one.partnership if self._read else "")

    def action_history(self) -> None:
        """Show everything that was written."""

        def history(read: Read) -> Document:
            whole = self._record(read).blocks
            at = next((at for at, block in enumerate(whole) if isinstance(block, Heading) and block.text.startswith("Everything")), 0)
            return Document((Heading(f"Disagreement {self.ref}: everything that was written, in order", 1), *whole[at + 1 :]))

        self._show(f"History: {self.ref}", history, "history")

    def action_record(self) -> None:
        """Show the printed record."""
        self._show(f"Record: {self.ref}", self._record, "record")

    def _record(self, read: Read) -> Document:
        from escalation.record import record

        return record(self._books, read.one, read.events, self.docket.now())

    def action_forum_note(self) -> None:
        """Show the note for the Forum; below it, what the stages before the Forum still lack."""
        from escalation.forum_note import forum_note, note_gaps

        def note(read: Read) -> Document:
            found = note_gaps(self._books, read.one)
            lacks = (Para("A Forum supports what came up the proper way. Still missing:"), Bullets(tuple(lack(gap.says) for gap in found)))
            return forum_note(self._books, read.one, self.docket.now()) + Document(lacks if found else ())

        self._show("", note, "forum-note")

    def action_ladder(self) -> None:
        """Show the whole ladder, with every source."""
        from escalation.ladder_page import ladder_body

        books = self._books
        self._show("", lambda read: ladder_body(books.ladder(read.one), books.shared, books.ladders.source), "ladder")

    def _show(self, heading: str, make: Callable[[Read], Document], name: str) -> None:
        if self._read is not None:
            self.app.push_screen(PaperCard(heading, make(self._read), f"{self.ref}-{name}.txt"))
