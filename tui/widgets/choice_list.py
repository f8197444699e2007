"""A list of choices that shows what is chosen by a sign: `( )` `(•)` for one, `[ ]` `[x]` for several."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets.option_list import Option

from thresholds.pages import Choice, Field, Value
from tui.widgets.lines import Line, Lines
from tui.widgets.standing_list import DIGITS, StandingList


class ChoiceList(StandingList):
    """The choices of one field. Nothing is chosen at first; space, enter, a digit or a click chooses; `alone` choices stand alone.

    Where one answer is asked for, a digit and enter go on to what follows. Enter chooses nothing for whoever has only just come:
    one who presses it once too often must not answer a question unread.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False),
        Binding("space", "select", show=False),
        Binding("0", "digit('0')", show=False),
    ]

    class NotTaken(Message):
        """Enter was pressed where nothing was chosen, and chose nothing."""

    class Chosen(Message):
        """A choice was taken or given back."""

    def __init__(self, field: Field, value: Value, *, id: str | None = None) -> None:
        self.field = field
        self._chosen = {value} if isinstance(value, str) else set(value)
        self._keys = keys_of(field)
        self._choices: list[Choice | None] = []
        self._has_moved = False
        """Whether one has gone to another choice since one came to the list."""
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

    def action_select(self) -> None:
        """Take the choice one stands on, or give it back where several may be chosen.

        At once, and not by a message to oneself: a key that follows closely, such as the one that goes on, must find it taken.
        """
        choice = self._choices[self.highlighted] if self.highlighted is not None else None
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

    def on_focus(self, event: events.Focus) -> None:
        """Somebody has only just come."""
        self._has_moved = False

    def action_step(self, by: int) -> None:
        """Go to the next choice; from now on enter takes what one stands on."""
        self._has_moved = True
        super().action_step(by)

    def action_leap(self, by: int) -> None:
        """Go several choices further; from now on enter takes what one stands on."""
        self._has_moved = True
        super().action_leap(by)

    def action_last(self) -> None:
        """Go to the last choice; from now on enter takes it."""
        self._has_moved = True
        super().action_last()

    def action_take(self) -> None:
        """Choose what one stands on; where one answer is asked for, go on to what follows."""
        if self.field.kind == "many":
            self.action_select()
        elif not (self.value or self._has_moved):
            self.post_message(self.NotTaken())
        else:
            self.action_select()
            self.screen.focus_next()

    def action_digit(self, digit: str) -> None:
        """Choose what carries this digit, and go on to what follows, so that eight questions take eight keys.

        Beside several choices no digits are drawn, and none is a key: a slip would tick a sign.
        """
        if self.field.kind == "many":
            return
        for place, choice in enumerate(self._choices):
            if choice and self._keys.get(choice.value) == digit:
                self.highlighted = place
                self.action_select()
                self.screen.focus_next()


def keys_of(field: Field) -> dict[str, str]:
    """Give the digit that chooses each choice; 0 is the last one, where the others take all of theirs or are levels.

    Where values are digits themselves (levels), a digit always means that value.
    """
    values = [choice.value for choice in field.choices]
    own = {value: value for value in values if value in set(DIGITS)}
    others = [value for value in values if value not in own]
    free = [digit for digit in DIGITS if digit not in own]
    last = {others.pop(): "0"} if others and (own or len(others) > len(free)) else {}
    return own | dict(zip(others, free, strict=False)) | last
