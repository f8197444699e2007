"""The ways into disagreements from anywhere in the app. What they need is loaded when somebody first goes there."""

from typing import Any

from tui.journey import LAST
from tui.raising import new_form
from tui.screens.cover import CoverScreen
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.register import RegisterScreen
from tui.screens.routes import RoutesCard


def open_list(app: Any) -> None:
    """Open the list of disagreements; where it is open below, go back to it."""
    if not app.is_free() or any(isinstance(screen, FormScreen) for screen in app.screen_stack):
        return
    if any(isinstance(screen, RegisterScreen) for screen in app.screen_stack):
        while not isinstance(app.screen, RegisterScreen):
            app.pop_screen()
    else:
        app.push_screen(RegisterScreen(app.docket))


def open_raise(app: Any, *, from_walk: bool) -> None:
    """Open the pages on which a disagreement is raised, with what the walk's suggestion knows if it begins there."""

    def raised(given: Any) -> None:
        if given and given[0]:
            app.show_over(DisagreementScreen(app.docket, given[0].one.ref, given[1]))

    if from_walk and app.journey.page_id != LAST:
        return
    if app.is_free() and not any(isinstance(screen, FormScreen) for screen in app.screen_stack):
        told = app.journey.told() if from_walk else None
        app.push_screen(FormScreen(new_form(app.docket, app.journey.walk.library, told)), raised)


def open_routes(app: Any) -> None:
    """Show the routes that are not the ladder."""
    if not isinstance(app.screen, CoverScreen) and not any(isinstance(screen, RoutesCard) for screen in app.screen_stack):
        app.push_screen(RoutesCard(app.docket.books("").shared))
