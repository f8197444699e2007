"""A list of things to open: signs, duties, ways on. Enter, space, a click, or a digit where they are few, opens one."""

from collections.abc import Iterator, Sequence

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.reading import Item, Place
from tui.widgets.lines import Line, Lines
from tui.widgets.standing_list import DIGITS, StandingList


class OpenList(StandingList):
    """Items under their headings; those without a place only say something."""

    class Opened(Message):
        """Somebody wants to read the page at `place`."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class StoodOn(Message):
        """Somebody stands on what leads to `place`; a wide screen shows it beside the list."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, items: Sequence[Item], *, numbered: bool = False, at: int = 0, id: str | None = None) -> None:
        self.places: list[Place | None] = []
        self._at = at
        numbered = numbered and len(items) <= len(DIGITS)
        super().__init__(list(self._lay_out(items, numbered)), self.places, id=id)
        self._numbered = [at for at, place in enumerate(self.places) if place] if numbered else []
        self.can_focus = any(self.places)

    def show(self, items: Sequence[Item]) -> None:
        """Show other items, and stand on the first."""
        self.places.clear()
        self.clear_options()
        self.add_options(list(self._lay_out(items, numbered=False)))
        self.can_focus = any(self.places)
        self._at = 0
        self._stand()

    def _lay_out(self, items: Sequence[Item], numbered: bool) -> Iterator[Option]:
        """Give an option for each item, with a heading before each group that nobody can stand on."""
        group, wide = "", max((len(item.lead) for item in items), default=0)
        for number, item in enumerate(items, 1):
            if item.group != group:
                group = item.group
                space = (Line(""),) if self.places else ()
                self.places.append(None)
                yield Option(Lines(*space, Line(group, "bold $lead")), disabled=True)
            lead = f" {number}" if numbered else ""
            mark = f"{lead} {item.lead.ljust(wide)}{'  ' if wide else ' ' if lead else ''}"
            label = Line(item.label, "" if item.place else "$hint", mark, "bold")
            hint = (Line(item.hint, "$hint", " " * len(mark)),) if item.hint else ()
            self.places.append(item.place)
            yield Option(Lines(label, *hint), disabled=item.place is None)

    def on_mount(self) -> None:
        """Stand on the first item, or where one stood before."""
        self._stand()

    def _stand(self) -> None:
        if self._at < len(self.places) and self.places[self._at]:
            self.highlighted = self._at
        elif self.can_focus:
            self.action_first()

    @property
    def place(self) -> Place | None:
        """The place that one stands on."""
        return self.places[self.highlighted] if self.highlighted is not None else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what one stands on."""
        event.stop()
        if self.place:
            self.post_message(self.StoodOn(self.place))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open it."""
        event.stop()
        place = self.places[event.option_index]
        if place:
            self.post_message(self.Opened(place))

    def action_digit(self, digit: str) -> None:
        """Open what carries this digit, where digits are drawn."""
        if self._numbered and int(digit) <= len(self._numbered):
            self.highlighted = self._numbered[int(digit) - 1]
            self.action_select()
