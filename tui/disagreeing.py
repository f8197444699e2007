"""The ways into disagreements from anywhere in the app. What they need is loaded when somebody first goes there."""

from typing import Any

from textual import events

from thresholds.documents.document import Document, Para
from thresholds.errors import ThresholdsError
from tui.draft import FormDraft, told_of
from tui.journey import LAST
from tui.raising import new_form
from tui.screens.card import Card, Question
from tui.screens.cover import CoverScreen
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.register import RegisterScreen
from tui.screens.routes import RoutesCard
from tui.widgets.press import Press

CHANGED = Document((Para("That form was changed or taken in another window. F5 offers it again, as it is now."),))


def open_list(app: Any) -> None:
    """Open the list of disagreements; where it is open below, go back to it."""
    if not app.is_free() or any(isinstance(screen, FormScreen) for screen in app.screen_stack):
        return
    if any(isinstance(screen, RegisterScreen) for screen in app.screen_stack):
        while not isinstance(app.screen, RegisterScreen):
            app.pop_screen()
    else:
        app.push_screen(RegisterScreen(app.docket))


def open_raise(app: Any, *, from_walk: bool, goes_on: FormDraft | None = None) -> None:
    """Open the pages on which a disagreement is raised, with what the walk's suggestion knows if it begins there.

    With `goes_on` the words of this kept form are in them. Raises ThresholdsError where they do not fit any more.
    """

    def raised(given: Any) -> None:
        if given and given[0]:
            app.show_over(DisagreementScreen(app.docket, given[0].one.ref, given[1]))

    if from_walk and app.journey.page_id != LAST:
        return
    if app.is_free() and not any(isinstance(screen, FormScreen) for screen in app.screen_stack):
        told = app.journey.told() if from_walk else None
        form = new_form(app.docket, app.journey.walk.library, told)
        if goes_on and not form.take_up(goes_on):
            app.show_over(Card("It has changed", CHANGED, Press("Close", "close")))
            return
        app.push_screen(FormScreen(form), raised)


def offer_kept(app: Any) -> None:
    """Ask whether to go on with the form that was kept last, or to delete it."""
    found = app.forms().newest()
    if found is None or not app.is_free() or any(isinstance(screen, FormScreen) for screen in app.screen_stack):
        return

    def chosen(does: str | None) -> None:
        if does == "drop":  # only that one: the one before it is offered next
            shelf = app.forms()
            if shelf.take(found):
                shelf.drop()
            app.screen.post_message(events.ScreenResume())
        elif does == "go_on" and found.ref:
            app.show_over(DisagreementScreen(app.docket, found.ref, goes_on=found))
        elif does == "go_on":
            try:
                open_raise(app, from_walk=False, goes_on=found)
            except ThresholdsError as error:
                app.show_over(Card("The form cannot be opened", Document((Para(f"{error.says} {error.help}"),)), Press("Close", "close")))

    choices = {"go_on": "Go on with it", "later": "Not now", "drop": "Delete it"}
    app.push_screen(Question("A form that is not saved", f"{told_of(found, app.now())} Nothing of it is in the record.", choices), chosen)


def open_routes(app: Any) -> None:
    """Show the routes that are not the ladder."""
    if not isinstance(app.screen, CoverScreen) and not any(isinstance(screen, RoutesCard) for screen in app.screen_stack):
        app.push_screen(RoutesCard(app.docket.books("").shared))
