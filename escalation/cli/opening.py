"""Opening a disagreement: which area and ladder, the form, and the reference that is taken when it is saved."""

from collections.abc import Mapping
from datetime import datetime

from escalation import desk
from escalation.cli.acting import WHEN, Call, Done, first_words, judge, set_words, this_moment
from escalation.cli.answers import from_suggestion
from escalation.cli.console import books, opened
from escalation.cli.draft import forget, words_kept
from escalation.disagreement import Disagreement, card
from escalation.fold import after
from escalation.forms import allowed_asks
from escalation.forms import page as form_page
from escalation.gates import Books
from escalation.ladder import Ladder
from thresholds.calendar import read_moment
from thresholds.cli.console import library, now
from thresholds.errors import BadCall
from thresholds.guide.shape import Partnership
from thresholds.pages import Choice, Field, Page, Value
from thresholds.records.event import Card

AREA = "partnership"
A_REFERRAL = "A1"
"""The kind that a person with a suggestion in hand most often means: offered on a terminal, never written without an answer."""


def raise_it(call: Call, partnership: str | None, ladder: str | None, concern: str | None) -> Done:
    """Open a disagreement and give it as saved. Raises BadCall, UnknownName, NotAllowed, LooksPersonal, StoreError, DataFault."""
    told = from_suggestion(concern) if concern else {}
    words = first_words(call)
    words.update({name: value for name, value in told.items() if name not in words})
    if partnership:
        words[AREA] = partnership
    with words_kept(call.command, words, are_typed=call.is_typed, draft=call.from_file):
        area = _area(call, words)
        if ladder:
            words["ladder"] = ladder
        judged = books(area.id)
        asks = allowed_asks(judged, "raise")
        set_words(call, words, judged, asks)
        when = read_moment(str(words[WHEN])) if words.get(WHEN) else now()
        follows = _ladder(judged, area, str(words.get("ladder", "")), when)
        deed = judge(
            call,
            words,
            asks,
            lambda: form_page(judged, None, "raise"),
            lambda values, role, checked: desk.raise_(
                judged, follows, _of_form(values), this_moment(), role, checked=checked, partnership=area.id
            ),
            partnership=area.id,
            filled={"area": A_REFERRAL} if told else {},
        )

        def summed(ref: str) -> Card:
            return card(after(Disagreement(ref), deed.events))

        with opened(call.register, create=True) as register:
            ref = register.begin(area.prefix, when.year, lambda _: deed.events, summed)
    if call.from_file:
        forget(call.from_file)
    return Done(judged, after(Disagreement(ref), deed.events))


def _of_form(values: Mapping[str, Value]) -> dict[str, Value]:
    """Give the answers without the ladder's name, which is no question of this form."""
    return {name: value for name, value in values.items() if name != "ladder"}


def _area(call: Call, words: dict[str, Value]) -> Partnership:
    """Give the area, asked for on a terminal where nobody named it. Raises BadCall for an area that is history, UnknownName."""
    shelf = library()
    if not words.get(AREA):
        if not call.is_typed:
            raise BadCall(
                "No partnership was given.", "Add --partnership; `thresholds partnership list` shows the ids.", code="missing-key"
            )
        _ask_area(words)
    area = shelf.area(str(words[AREA]))
    if area.status == "history":
        raise BadCall(
            "That partnership is history: no new disagreement starts in it.",
            "Choose the area as it is now; an earlier day goes with --at.",
            code="history",
        )
    return area


def _ask_area(words: dict[str, Value]) -> None:
    from escalation.cli.filling import OPENING, Filling

    areas = [library().area(name) for name in library().area_ids]
    choices = tuple(Choice(area.id, area.name) for area in areas if area.status == "current")
    field = Field(AREA, "one", "Which partnership is it in?", "Where the child's case is held.", choices)
    why = "The area decides which ladder it follows. A council without a file of its own is England."
    choosing = Filling({}, words, ())
    choosing.asker.line(OPENING[0])
    choosing.ask_fields(Page(AREA, "Where", why=why), [field], {})


def _ladder(judged: Books, area: Partnership, name: str, when: datetime) -> Ladder:
    """Give the ladder: the area's own on that day, or another of the area's. Raises BadCall, UnknownName."""
    if not name:
        return judged.ladders.ladder_for(area, when.date())
    found = judged.ladders.ladder(name)
    if found.id not in {one.id for one in area.ladders}:
        theirs = ", ".join(one.id for one in area.ladders)
        raise BadCall("That ladder is not one of this area's.", f"Its ladders are {theirs}.", code="unknown-ladder")
    return found
