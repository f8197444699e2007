"""A list of choices that shows what is chosen by a sign: `( )` `(•)` for one, `[ ]` `[x]` for several."""

from collections.abc import Iterator

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from thresholds.pages import Choice, Field, Value
from tui.widgets.lines import Line, Lines
from tui.widgets.standing_list import DIGITS, StandingList


class ChoiceList(StandingList):
    """The choices of one field. Nothing is chosen at first; space, enter, a digit or a click chooses; `alone` choices stand alone."""

    class Chosen(Message):
        """A choice was taken or given back."""

    def __init__(self, field: Field, value: Value, *, id: str | None = None) -> None:
        self.field = field
        self._chosen = {value} if isinstance(value, str) else set(value)
        self._keys = keys_of(field)
        self._choices: list[Choice | None] = []
        super().__init__(list(self._options_of(field)), self._choices, id=id)

    def _options_of(self, field: Field) -> Iterator[Option]:
        """Give an option for each choice, with a heading that cannot be chosen before each group."""
        group = ""
        for choice in field.choices:
            if choice.group != group:
                group = choice.group
                space = (Line(""),) if self._choices else ()
                heading = (Line(group, "bold $lead"),) if group else ()
                self._choices.append(None)
                yield Option(Lines(*space, *heading), disabled=True)
            self._choices.append(choice)
            yield Option(self._drawn(choice))

    def on_mount(self) -> None:
        """Stand on what is chosen, else on the first choice."""
        at = next((place for place, choice in enumerate(self._choices) if choice and choice.value in self._chosen), None)
        if at is None:
            self.action_first()
        else:
            self.highlighted = at

    @property
    def value(self) -> Value:
        """What is chosen: one value, or several in the order of the list."""
        found = tuple(choice.value for choice in self.field.choices if choice.value in self._chosen)
        return found if self.field.kind == "many" else "".join(found[:1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice, or give it back where several may be chosen."""
        event.stop()
        choice = self._choices[event.option_index]
        if choice is None:
            return
        if self.field.kind != "many":
            self._chosen = {choice.value}
        elif choice.value in self._chosen:
            self._chosen.discard(choice.value)
        else:
            alone = {other.value for other in self.field.choices if other.alone}
            self._chosen = {choice.value} if choice.alone else (self._chosen - alone) | {choice.value}
        for place, each in enumerate(self._choices):
            if each is not None:
                self.replace_option_prompt_at_index(place, self._drawn(each))
        self.post_message(self.Chosen())

    def _drawn(self, choice: Choice) -> Lines:
        chosen = choice.value in self._chosen
        signs = "[x]" if chosen else "[ ]"
        if self.field.kind != "many":
            signs = "(•)" if chosen else "( )"
        # Digits are drawn only where one answer is asked for: beside signs they would look like levels.
        mark = f" {signs} " if self.field.kind == "many" else f" {self._keys.get(choice.value, ' ')} {signs} "
        label = Line(choice.label, "bold" if chosen else "", mark, "bold" if chosen else "")
        hint = (Line(choice.hint, "$hint", " " * len(mark)),) if choice.hint else ()
        return Lines(label, *hint)

    def action_digit(self, digit: str) -> None:
        """Choose what carries this digit; where one answer is asked for, go on to what follows, so that eight questions take eight keys."""
        for place, choice in enumerate(self._choices):
            if choice and self._keys.get(choice.value) == digit:
                self.highlighted = place
                self.action_select()
                if self.field.kind != "many":
                    self.screen.focus_next()


def keys_of(field: Field) -> dict[str, str]:
    """Give the digit that chooses each choice. Where values are digits themselves (levels), a digit always means that value."""
    values = [choice.value for choice in field.choices]
    if own := {value: value for value in values if value in set(DIGITS)}:
        return own
    return dict(zip(values, DIGITS, strict=False))
