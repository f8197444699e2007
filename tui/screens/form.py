"""One form of a disagreement: its questions page by page, what stands in the way of saving it, and every word kept until it is saved."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from thresholds.documents.document import Document
from thresholds.errors import ThresholdsError
from thresholds.pages import Field, Values
from tui.commands import BY_ACTION
from tui.filling import Filling
from tui.outcome import Line, Outcome
from tui.raising import DUTY
from tui.screens.card import Question
from tui.screens.danger import DangerCard
from tui.screens.sheet import SheetScreen
from tui.widgets.error_summary import PROBLEM
from tui.widgets.field import FieldBox
from tui.widgets.obstacle import Obstacle
from tui.widgets.plain import Plain
from tui.widgets.press import Press

GO_ON = BY_ACTION["go_on"]
SAVE, CONTINUE = "Save", "Continue"
CHOICES = {
    "personal": (("Change what I wrote", "change"), ("It names nobody: save it all the same", "save_checked")),
    "changed": (("I have read this: save mine as well", "go_on"),),
    "failed": (("Try again", "go_on"),),
}
"""What can be pressed below what stands in the way."""


class FormScreen(SheetScreen):
    """The form; it closes with its `Filling` once that is saved, and with nothing where the person leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding(GO_ON.key, GO_ON.action, show=False)]
    FOOT = (BY_ACTION["danger"], BY_ACTION["cover"], BY_ACTION["back"], GO_ON, BY_ACTION["help"])
    page_id = "disagreement-form"

    def __init__(self, filling: Filling) -> None:
        super().__init__()
        self.filling = filling
        self._warned_of_danger = False
        self._is_saving = False
        """From the moment it is saved on; it ends only where saving failed: what is saved must not be saved again."""
        self._shows_more = False
        self._steps: list[tuple[str, list[Field]]] = []

    async def on_mount(self) -> None:
        """Draw the first page; read the ladders meanwhile."""
        self.filling.look()
        await self.draw()
        self.run_worker(self._prepare, thread=True)
        if self.filling.words.get("danger") == "yes":
            self._warn_of_danger()  # it comes from a draft: whom to phone is said again

    def _prepare(self) -> None:
        with suppress(ThresholdsError):  # whoever needs the ladder is told so then
            self.filling.docket.prepare()

    @property
    def values(self) -> Values:
        """The answers on the page as they stand."""
        return {box.field.id: box.value for box in self.query(FieldBox)}

    @property
    def has_words(self) -> bool:
        """Whether something was typed or chosen that is saved nowhere."""
        self.filling.take(self.values)
        return self.filling.has_words

    def keep(self) -> None:
        """Keep on disk what is saved nowhere else."""
        self.filling.take(self.values)
        self.filling.is_put_down()

    @property
    def _is_last(self) -> bool:
        return self.filling.at >= len(self._steps) - 1

    async def draw(self, outcome: Outcome | None = None, stand_on: str = "") -> None:
        """Draw the page one stands on, with what stands in the way on top."""
        filling = self.filling
        self._steps = filling.steps()
        filling.at = min(filling.at, len(self._steps) - 1)
        heading, fields = self._steps[filling.at]
        page = filling.page()
        section = "Raise a disagreement" if filling.verb == "raise" else page.section
        begins = filling.verb == "raise" and filling.at == 0
        self.head(section, heading, fields[0].hint if begins else page.hint if filling.at == 0 else "")
        if outcome:
            self.query_one("#section", Plain).say(PROBLEM if self.has_class("-narrow") else f"{section}: {PROBLEM[0].lower()}{PROBLEM[1:]}")
        self.query("#section, #product").set_class(bool(outcome), "-problem")
        many = len(self._steps)
        self.query_one("#question", Plain).say(f"Page {filling.at + 1} of {many}" if many > 1 else "")
        await self.fill(*self._widgets(fields, heading, outcome))
        target = next((box.control for box in self.query(FieldBox) if box.field.id == stand_on), None)
        if target is not None:
            self.set_focus(target, scroll_visible=False)

    def _widgets(self, fields: list[Field], heading: str, outcome: Outcome | None) -> Iterator[Widget]:
        filling = self.filling
        if outcome:
            presses = [Press(label, does) for label, does in CHOICES.get(outcome.kind, ())]
            yield Obstacle(outcome.heading, outcome.lines, *presses)
        wrong = {line.field: line.beside for line in outcome.lines if line.beside} if outcome else {}
        more = filling.more() if self._is_last else []
        for field in (*fields, *(more if self._shows_more else ())):
            is_head = field.label == heading  # then its label and its hint stand on top already
            begins = is_head and filling.verb == "raise"
            box = FieldBox(field._replace(hint="") if begins else field, filling.words.get(field.id), labelled=not is_head)
            yield box
            if field.id in wrong:
                box.call_after_refresh(box.show_problem, wrong[field.id])
        if more and not self._shows_more:
            yield Press(f"Show {len(more)} more questions, if they apply", "more", boxed=False, id="more")
        if filling.verb == "raise" and filling.at == 0 and not outcome:
            yield from (Plain(says, classes="gap") for says in (*filling.told, filling.page().hint, DUTY))
        yield Press(SAVE if self._is_last else CONTINUE, "go_on", id="continue")

    # What people do.

    async def action_go_on(self) -> None:
        """Go to the next page; from the last one, save. A page that is not drawn yet is not passed."""
        if self._is_saving or self.content.changes.locked():
            return
        self.filling.take(self.values)
        shown = [box.field.id for box in self.query(FieldBox)]
        if self._is_last:
            self._save()
            return
        fields = self.filling.steps()[self.filling.at][1]
        if new := [field for field in fields if field.id not in shown]:
            await self.draw(stand_on=new[0].id)
            return
        problems = self.filling.problems(fields)
        if problems:
            await self.draw(Outcome("wrong", "There is a problem", problems), problems[0].field if len(problems) == 1 else "")
            return
        self.filling.at += 1
        await self.draw()

    async def action_save_checked(self) -> None:
        """Save what looks personal, because the person has looked and says that it names nobody."""
        if not self._is_saving:
            self.filling.take(self.values)
            self._save(checked=True)

    def _save(self, *, checked: bool = False) -> None:
        self._is_saving = True
        self.query_one("#continue", Press).name_it("[ Saving ... ]")
        self.content.disabled = True  # a word typed now would be in neither the record nor a draft
        self.beside(lambda: self.filling.save(checked=checked), self._came_of_it)

    async def _came_of_it(self, outcome: Outcome | ThresholdsError) -> None:
        """Close with what was saved, or show what stands in the way."""
        if isinstance(outcome, ThresholdsError):
            raise outcome
        if outcome.kind == "saved":
            if self.filling.verb == "raise" and self.filling.one:
                says = f"Saved as {self.filling.one.ref}. Note the reference on your own agency's record"
                outcome = outcome._replace(heading=says)
            self.dismiss((self.filling, outcome))
            return
        self._is_saving = self.content.disabled = False
        fields = {field for _, step in self.filling.steps() for field in [each.id for each in step]}
        self._shows_more = self._shows_more or any(line.field and line.field not in fields for line in outcome.lines)
        await self.draw(outcome)

    async def action_back(self) -> None:
        """Go to the page before; from the first one leave, and ask first where words would be lost."""
        if self._is_saving:
            return
        if self.filling.at:
            self.filling.take(self.values)
            self.filling.at -= 1
            await self.draw()
        else:
            await self.action_leave_form()

    async def action_leave_form(self) -> None:
        """Leave the form; ask first where words would be lost. While it is being saved nobody leaves: it may be saved already."""
        if self._is_saving:
            return
        if self.has_words:
            says = "What you typed is not saved in the record."
            choices = {"stay": "Stay", "keep": "Leave, keep a draft", "drop": "Leave and delete it"}
            self.app.push_screen(Question("Leave this form?", says, choices), self._left)
        else:
            self.dismiss(None)

    def _left(self, chosen: str | None) -> None:
        if chosen == "keep":
            kept = Outcome("kept", "Not saved in the record", (Line(self.filling.keep()),))
            if self.filling.is_kept:
                self.dismiss((None, kept))
            else:  # the words are nowhere but here
                self.call_later(self.draw, kept)
        elif chosen == "drop":
            self.filling.give_up()
            self.dismiss(None)

    def danger_card(self) -> Document:
        """Give whom to phone: this area's front door, or every one where no area is known yet."""
        filling = self.filling
        area = str(filling.one.partnership if filling.one else filling.words.get("partnership", ""))
        return danger_numbers(area, filling.docket.now())

    # What the widgets tell.

    async def on_press_pressed(self, event: Press.Pressed) -> None:
        """Do what was pressed: an action, or a question to go to, on whichever page it stands."""
        event.stop()
        kind, _, rest = event.does.partition(":")
        if self._is_saving or not event.press.is_attached:
            return  # the second of a double press
        if kind == "field":
            await self._go_to(rest)
        elif kind == "change":
            places = [line.field for line in self._lines_of(event) if line]
            await self._go_to(places[0] if places else "")
        elif kind == "more":
            before = {box.field.id for box in self.query(FieldBox)}
            self._shows_more = True
            self.filling.take(self.values)
            first = next((field.id for field in self.filling.more() if field.id not in before), "")
            await self.draw(stand_on=first)
        else:
            await self.run_action(kind)

    def _lines_of(self, event: Press.Pressed) -> list[Line]:
        """Give the questions that the lines beside a press lead to."""
        found = [press.does.partition(":") for press in self.query_one(Obstacle).query(Press)]
        return [Line("", rest) for kind, _, rest in found if kind == "field"]

    async def _go_to(self, field: str) -> None:
        self.filling.take(self.values)
        at = next((at for at, (_, fields) in enumerate(self.filling.steps()) if field in [each.id for each in fields]), None)
        if at is not None and at != self.filling.at:
            self.filling.at = at
            await self.draw(stand_on=field)
            return
        box = next((box for box in self.query(FieldBox) if box.field.id == field), None)
        if box is not None:
            self.set_focus(box.control)

    async def on_field_box_changed(self, event: FieldBox.Changed) -> None:
        """The moment a choice asks for more, add it; the moment somebody says danger, say whom to phone."""
        if not event.is_choice:
            return
        self.filling.take(self.values)
        if self.filling.words.get("danger") == "yes" and not self._warned_of_danger:
            self._warn_of_danger()
        self.filling.look()
        await self._add_asked()
        self.query_one("#heading", Plain).say(self.filling.steps()[self.filling.at][0])

    def _warn_of_danger(self) -> None:
        self._warned_of_danger = True
        self.app.show_over(DangerCard(self.danger_card()))  # type: ignore[attr-defined]

    async def _add_asked(self) -> None:
        """Mount the questions that follow from an answer below the one before them; what is there stays as it is."""
        async with self.content.changes:  # another page may be on its way
            boxes: dict[str, FieldBox] = {box.field.id: box for box in self.query(FieldBox)}
            before: Any = None
            for field in self.filling.steps()[self.filling.at][1]:
                if field.id not in boxes:
                    boxes[field.id] = FieldBox(field, self.filling.words.get(field.id))
                    await self.content.mount(boxes[field.id], **({"after": before} if before else {"before": 0}))
                before = boxes[field.id]


def danger_numbers(partnership: str, at: datetime) -> Document:
    """Give what stands on the danger card for an area at a time, or for all where none is known."""
    from escalation.cli.filling import danger_card

    return danger_card((partnership,) if partnership else (), at)
