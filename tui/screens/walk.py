"""The one screen of the walk. Its page changes in place: there is never one screen a question."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from thresholds.assessment.route import ANYONE
from thresholds.documents.document import Document
from thresholds.pages import Page, Problem, Values
from tui import commands
from tui.journey import CHECK, LAST, Journey
from tui.screens.card import Question
from tui.screens.interrupt import InterruptCard
from tui.screens.save import SaveCard, SavedCard
from tui.screens.scrolled import Scrolled
from tui.screens.why import WhyCard
from tui.styles import styles
from tui.widgets.answered import AnsweredBox
from tui.widgets.choice_list import ChoiceList
from tui.widgets.content import Content
from tui.widgets.document import DocumentView
from tui.widgets.error_summary import PROBLEM, ErrorSummary
from tui.widgets.field import FieldBox
from tui.widgets.fold import Folds, Presses
from tui.widgets.key_line import KeyHint, KeyLine
from tui.widgets.page_scroll import MoreBelow, PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import Press
from tui.widgets.so_far import SoFar
from tui.widgets.standing_list import DIGITS
from tui.widgets.windscreen import Windscreen

FAR_APART = (
    "This is two or more levels from what your answers suggest. If it is a slip, change it. If you mean it, keep it: both are shown."
)


class WalkScreen(Scrolled[None]):
    """Draws the page one stands on, takes its answers, and goes on or back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *commands.bindings(everywhere=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in DIGITS),
    ]
    AUTO_FOCUS = None
    CSS_PATH = [*styles("form", "document")]  # noqa: RUF012 - as Textual has it

    def __init__(self, journey: Journey) -> None:
        super().__init__()
        self.journey = journey
        self._drawn = ""
        """The page that can be seen; nothing while one takes another's place."""

    @property
    def page_id(self) -> str:
        """The id of the page one stands on."""
        return self.journey.page_id

    def compose(self) -> ComposeResult:
        """Lay out the lines that every page has; the page itself is mounted into `#content`."""
        with Horizontal(id="title"):
            yield Plain(self.app.title, id="product")
            yield Plain(id="section")
            yield Plain(id="question")
        with Horizontal(id="ways"):
            yield from (KeyHint(commands.BY_ACTION[name], id=f"way-{name}") for name in ("back", "why", "disagree"))
        with Horizontal(id="room"):
            with PageScroll(id="page") as scroll, Vertical(id="sheet"):
                yield Plain(id="heading")
                yield Plain(id="hint", classes="hint")
                yield Content()
            yield SoFar(id="so-far")
        with Horizontal(id="foot"):
            yield Plain(ANYONE, id="anyone")
            yield MoreBelow(scroll)
        yield KeyLine("page")
        yield KeyLine("suggestion")

    async def on_mount(self) -> None:
        """Draw the first page."""
        await self.draw()

    async def draw(self) -> None:
        """Draw the page one stands on, from its top."""
        self._drawn = ""
        page = self.journey.page
        self.query_one("#section", Plain).say(page.section)
        self.query("#section, #product").remove_class("-problem")
        number = self.journey.question
        self.query_one("#question", Plain).say(f"Question {number}" if number else "")
        self.query_one("#heading", Plain).say(page.heading)
        self.query_one("#hint", Plain).say(page.hint)
        self.query_one("#hint").display = bool(page.hint)
        for hint in self.query(".key-back").results(KeyHint):
            hint.word("Back" if self.journey.may_go_back else "Home")
        self.query_one("#way-why", KeyHint).word("Sources" if page.id == LAST else "Why this is asked")
        self.set_class(page.id == LAST, "-last")
        content, scroll = self.query_one("#content", Content), self.scroll
        self.query_one(SoFar).show(self.journey.so_far() if page.id != CHECK else [])
        self.set_class(page.id == CHECK, "-check")
        await content.change_to(*self._widgets(page))
        scroll.can_focus = page.id == LAST
        first: Widget = scroll
        if page.id != LAST:
            first = next((widget for widget in content.query("*") if widget.focusable), scroll)
        self.set_focus(first, scroll_visible=False)
        self._drawn = page.id
        self.app.keep()  # type: ignore[attr-defined]

    def _widgets(self, page: Page) -> Iterator[Widget]:
        """Give what stands below heading and hint."""
        for field in page.fields:
            yield FieldBox(field, self.journey.values.get(field.id), labelled=len(page.fields) > 1 or page.id == CHECK)
        if page.id == CHECK:
            yield Press("Continue", "go_on", id="continue")
            # The question stands above the list: below it, it would not be seen, and it must be answered.
            yield Plain("Your answers", classes="part")
            yield from (AnsweredBox(answered) for answered in self.journey.answered())
        elif page.id == LAST:
            level, *rest = page.body.blocks
            yield DocumentView(Document((level,)))
            yield from Windscreen.of(self.journey.suggestion)
            yield DocumentView(Document(tuple(rest)))
            yield Presses(Press("Save the referral", "save"), Press("Change an answer", "change"), Press("Start again", "start_again"))
            yield Folds(page.more)
        elif page.body.blocks:
            yield DocumentView(page.body)
        if page.id not in (CHECK, LAST):
            yield Press("Continue", "go_on", id="continue")

    @property
    def values(self) -> Values:
        """The answers on the page as they stand."""
        return {box.field.id: box.value for box in self.query(FieldBox)}

    @property
    def standing(self) -> Values | None:
        """The answers on the page, to be kept on disk; nothing while the page changes."""
        return self.values if self._drawn == self.page_id else None

    async def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong on top and beside each field; what was typed stays."""
        await self._drop_summary()
        content = self.query_one("#content", Vertical)
        says = {problem.field: problem.says for problem in problems}
        for box in self.query(FieldBox):
            box.show_problem(says.get(box.field.id, ""))
        if problems:
            page = self.journey.page
            order = [field.id for field in page.fields]
            told = PROBLEM if self.has_class("-narrow") else f"{page.section}: {PROBLEM[0].lower()}{PROBLEM[1:]}"
            self.query_one("#section", Plain).say(told)
            self.query("#section, #product").add_class("-problem")
            summary = ErrorSummary(page, sorted(problems, key=lambda problem: order.index(problem.field)))
            await content.mount(summary, before=0)
            wrong = [box for box in self.query(FieldBox) if box.field.id in says]
            self.scroll.scroll_home(animate=False, immediate=True)
            self.call_after_refresh(self._stand_on_problem, summary, wrong)

    async def _drop_summary(self) -> None:
        await self.query(ErrorSummary).remove()
        self.query_one("#section", Plain).say(self.journey.page.section)
        self.query("#section, #product").remove_class("-problem")

    def _stand_on_problem(self, summary: ErrorSummary, wrong: list[FieldBox]) -> None:
        """One problem with one answer: stand at its field. Else stand on the list of problems."""
        # Enter on a list of signs would tick the first one; on the line of the problem it leads there.
        is_plain = len(wrong) == 1 and wrong[0].field.kind != "many"
        first = wrong[0].control if is_plain else next(iter(summary.query(Press)), None)
        if first is not None:
            self.set_focus(first, scroll_visible=False)
            self.call_after_refresh(self.reveal, first)  # it may have had the focus before, and be out of sight now

    # What people do.

    async def action_go_on(self) -> None:
        """Take the answers of this page and go on, or show what is wrong with them."""
        if self.page_id == LAST or self._drawn != self.page_id:
            return
        given = self.values
        with_care = self.journey.tell(given)
        problems = self.journey.go_on(given)
        if problems:
            await self.show_problems(problems)
        else:
            await self.draw()
        self._interrupt(with_care)

    async def action_back(self) -> None:
        """Go to the page before; what was typed here is kept."""
        if self._drawn != self.page_id:
            return
        if self.journey.may_go_back:
            self.journey.go_back(self.values)
            await self.draw()
        else:
            await self.app.run_action("home", self.app)

    def action_why(self) -> None:
        """Say why this is asked."""
        self.app.push_screen(WhyCard(self.journey.page, self.journey.walk.library.index()))

    def action_save(self) -> None:
        """Save the referral."""
        if self.page_id == LAST:
            app: Any = self.app
            app.push_screen(SaveCard(self.journey.referral(), example=f"referral-{app.now():%Y-%m-%d}.txt"), self._saved)

    def _saved(self, path: Path | None) -> None:
        if path is not None:
            self.app.push_screen(SavedCard(path))

    def action_unfold(self) -> None:
        """Open every part of the grounds, or close them all where all are open."""
        for folds in self.query(Folds):
            folds.turn_all()

    def action_digit(self, digit: str) -> None:
        """Open or close the part of the grounds that carries this digit; on the list of problems, answer the one that one stands on."""
        for folds in self.query(Folds):
            folds.turn(int(digit))
        if isinstance(self.focused, Press) and self.focused.does.startswith("field:"):
            control = self._box(self.focused.does.partition(":")[2]).control
            if isinstance(control, ChoiceList):
                self.set_focus(control)
                control.action_digit(digit)

    def _box(self, field: str) -> FieldBox:
        return next(box for box in self.query(FieldBox) if box.field.id == field)

    async def action_change(self) -> None:
        """Go to the page that lists every answer."""
        if self.page_id == LAST:
            self.journey.go_back({})
            await self.draw()

    async def action_disagree(self) -> None:
        """Raise a disagreement, with what this suggestion knows filled in."""
        await self.app.run_action("raise(True)", self.app)

    def action_start_again(self) -> None:
        """Begin a new walk, after asking."""
        if self.page_id == LAST:
            says = "The answers of this walk are deleted. Only a referral that you saved is kept."
            self.app.push_screen(Question("Start again?", says, {"keep": "Keep my answers", "again": "Start again"}), self._started_again)

    async def _started_again(self, does: str | None) -> None:
        if does == "again":
            app: Any = self.app
            app.shelf.drop()
            self.journey.start_again(app.now())
            await self.draw()

    # What the widgets tell.

    async def on_press_pressed(self, event: Press.Pressed) -> None:
        """Do what was pressed: an action, a page to change, or a field to go to."""
        event.stop()
        kind, _, rest = event.does.partition(":")
        if not event.press.is_attached:
            return  # the second of a double press: its page has gone
        if kind == "change" and rest:
            self.journey.change(rest, self.values)
            await self.draw()
        elif kind == "field":
            self.set_focus(self._box(rest).control)
        else:
            await self.run_action(kind)

    async def on_field_box_changed(self, event: FieldBox.Changed) -> None:
        """The moment a choice makes it urgent, say whom to phone; a summary goes with the last problem."""
        if self.query(ErrorSummary) and not any(box.is_wrong for box in self.query(FieldBox)):
            await self._drop_summary()
        if event.is_choice:
            self._interrupt(self.journey.tell(self.values))
            self._warn_of_gap()

    def _warn_of_gap(self) -> None:
        """On *check*, say beside the own level that it is far from what the answers suggest: it may be a slip of a key."""
        if self.page_id == CHECK and self.journey.is_far_apart(self.values):
            self._box("worry").note(FAR_APART)

    def _interrupt(self, says: Document | None) -> None:
        if says is not None:
            self.app.show_over(InterruptCard(says))  # type: ignore[attr-defined]
