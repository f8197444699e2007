"""Words that are saved nowhere: whoever leaves is asked first, and meanwhile they are kept in a draft."""

from contextlib import suppress
from typing import Any

from textual.app import App

from thresholds.documents.document import Document, Para
from tui.ending import FORM_KEPT, KEPT, STOPPED
from tui.screens.card import Card
from tui.widgets.press import Press


def not_kept() -> Card[None]:
    """Give what is said instead of leaving for later, where the folder cannot be written or the disk is full."""
    says = (
        Para("Your answers could not be kept on this machine, so the app stays open.", strong=True),
        Para("Save the referral, or write down what you need. Then leave, and choose to delete the answers."),
    )
    return Card("Not kept", Document(says), Press("Close", "close"))


def stays_with_words(app: App[Any]) -> bool:
    """Say whether a form below holds words that are saved nowhere; then it is shown, and asks what to do with them."""
    form: Any = next((screen for screen in reversed(app.screen_stack) if getattr(screen, "has_words", False)), None)
    if form is None:
        return False
    asks = form.action_leave_form
    while app.screen is not form:
        app.pop_screen()
    app.call_later(asks)
    return True


def keep_form(app: App[Any]) -> None:
    """Keep the form that is open on disk, as it stands."""
    for screen in app.screen_stack:
        if hasattr(screen, "filling"):
            screen.keep()  # type: ignore[attr-defined]


def what_is_kept(app: Any) -> str:
    """Say what of this run is left on disk after a failure, which may lie in the keeping itself: then a file of before may be there."""
    for keep in (app.keep, lambda: keep_form(app)):
        with suppress(Exception):
            keep()
    is_form_kept = any(screen.filling.is_kept for screen in app.screen_stack if hasattr(screen, "filling"))
    return " ".join(([KEPT] if app.shelf.own else []) + ([FORM_KEPT] if is_form_kept else [])) or STOPPED
