"""One field of a page: its label, its hint, what is wrong with the answer, and where it is answered."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from thresholds.pages import Field, Value
from tui.keeping import MOST
from tui.widgets.choice_list import ChoiceList
from tui.widgets.plain import Plain
from tui.widgets.typed import LONGEST_LINE, LongText, ShortText, TooLong

NOT_TAKEN = "Nothing is chosen yet. Press the number of an answer, or Space for the one you stand on."


class FieldBox(Vertical):
    """A field of a page, drawn; `value` is its answer."""

    class Changed(Message):
        """The answer is not what it was; `is_choice` tells a choice from typing."""

        def __init__(self, is_choice: bool) -> None:
            super().__init__()
            self.is_choice = is_choice

    def __init__(self, field: Field, value: Value | None = None, *, labelled: bool = True) -> None:
        super().__init__()
        self.field = field
        self._labelled = labelled
        """Whether the label is shown: a page's only field has the page's heading for a label."""
        self._problem = Plain(classes="problem")
        given = value if value is not None else ""
        typed = given if isinstance(given, str) else ""
        if field.kind == "text":
            self.control: Widget = LongText(typed)
        elif field.kind == "line":
            self.control = ShortText(typed, most=MOST.get(field.id, LONGEST_LINE))
        else:
            self.control = ChoiceList(field, given)

    def compose(self) -> ComposeResult:
        """Lay out label, hint, problem and control."""
        if self._labelled:
            yield Plain(self.field.label, classes="label")
        if self.field.hint:
            yield Plain(self.field.hint, classes="hint")
        yield self._problem
        yield self.control

    @property
    def value(self) -> Value:
        """The answer as it stands."""
        match self.control:
            case ChoiceList() as choices:
                return choices.value
            case LongText() as long:
                return long.typed
            case ShortText() as short:
                return short.text
        return ""

    def show_problem(self, says: str) -> None:
        """Show what is wrong beside the field, or nothing."""
        if not says and not self.is_wrong and not self.has_class("-noted"):
            return
        self.set_class(False, "-noted")
        self._problem.say(f"Error: {says}" if says else "")
        self.set_class(bool(says), "-wrong")

    def note(self, says: str) -> None:
        """Say something beside the field that is no mistake."""
        self._problem.say(says)
        self.set_class(True, "-noted")

    def on_choice_list_not_taken(self, event: ChoiceList.NotTaken) -> None:
        """Say how to choose."""
        event.stop()
        self.note(NOT_TAKEN)

    @property
    def is_wrong(self) -> bool:
        """Whether a problem is shown."""
        return self.has_class("-wrong")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Pass on that a choice was taken or given back."""
        event.stop()
        self._changed(is_choice=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on that the line was changed."""
        event.stop()
        self._changed(is_choice=False)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Pass on that the text was changed."""
        event.stop()
        self._changed(is_choice=False)

    def _changed(self, *, is_choice: bool) -> None:
        self.show_problem("")
        self.post_message(self.Changed(is_choice))

    def on_too_long(self, event: TooLong) -> None:
        """Say that more was given than is kept."""
        event.stop()
        self.show_problem(f"Only {event.most:,} characters are kept, and the rest was left out. Check the end of your text.")
