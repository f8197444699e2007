"""A list of choices that shows what is chosen by a sign: `( )` `(•)` for one, `[ ]` `[x]` for several."""

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from thresholds.pages import Choice, Field, Value
from tui.widgets.lines import Line, Lines
from tui.widgets.press import BAR

DIGITS = "123456789"
LEAP = 8
"""How many choices page up and page down go over."""


class ChoiceList(OptionList, inherit_bindings=False):
    """The choices of one field. Nothing is chosen at first; space, enter, a digit or a click chooses; `alone` choices stand alone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", f"leap({LEAP})", show=False),
        Binding("pageup", f"leap(-{LEAP})", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter,space", "select", show=False),
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in DIGITS),
    ]

    class Chosen(Message):
        """A choice was taken or given back."""

    def __init__(self, field: Field, value: Value, *, id: str | None = None) -> None:
        self.field = field
        self._chosen = {value} if isinstance(value, str) else set(value)
        self._keys = keys_of(field)
        self._choices: list[Choice | None] = []
        options = list(self._options_of(field))
        super().__init__(*options, id=id, markup=False, compact=True)

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

    def action_step(self, by: int) -> None:
        """Go to the next choice, or from the edge of the list to whatever stands beside it on the page."""
        places = [place for place, choice in enumerate(self._choices) if choice]
        if self.highlighted == (places[-1] if by > 0 else places[0]):
            _ = self.screen.focus_next() if by > 0 else self.screen.focus_previous()
        elif by > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def action_leap(self, by: int) -> None:
        """Go several choices further, and stop at the edge."""
        places = [place for place, choice in enumerate(self._choices) if choice]
        now = places.index(self.highlighted) if self.highlighted in places else 0
        self.highlighted = places[max(0, min(len(places) - 1, now + by))]

    def on_focus(self, event: events.Focus) -> None:
        """Bring the choice one stands on into view."""
        self.refresh()
        self.scroll_to_highlight()

    def on_blur(self, event: events.Blur) -> None:
        """Take the bar away."""
        self.refresh()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Ask the page to show the choice one stands on; the list itself never scrolls."""
        if self.is_mounted and self.has_focus:
            self.post_message(self.Standing(self))

    class Standing(Message):
        """The choice one stands on has changed: the page may have to scroll."""

        def __init__(self, choices: "ChoiceList") -> None:
            super().__init__()
            self.choices = choices

    def standing(self) -> tuple[Region, bool]:
        """Give the region of the choice one stands on with its group's heading, and whether it is the list's first."""
        width = self.scrollable_content_region.width
        at = self.highlighted or 0
        start = at
        while start and self._choices[start - 1] is None:
            start -= 1
        heights = [drawn.get_height({}, width) for option in self.options[: at + 1] if isinstance(drawn := option.prompt, Lines)]
        above = sum(heights[:start])
        return Region(0, above, width, sum(heights) - above), start == 0

    def render_line(self, y: int) -> Strip:
        """Draw a row; before the choice one stands on there is a bar while the list has the focus."""
        strip = super().render_line(y)
        first = next(iter(strip), None)
        if self.has_focus and first and first.style and self.highlighted is not None and first.style.meta.get("option") == self.highlighted:
            return Strip.join([Strip([Segment(BAR, first.style)]), strip.crop(1)])
        return strip


def keys_of(field: Field) -> dict[str, str]:
    """Give the digit that chooses each choice. Where values are digits themselves (levels), a digit always means that value."""
    values = [choice.value for choice in field.choices]
    if own := {value: value for value in values if value in set(DIGITS)}:
        return own
    return dict(zip(values, DIGITS, strict=False))
