"""Words that are saved nowhere: whoever leaves is asked first."""

from typing import Any

from textual.app import App

from thresholds.documents.document import Document, Para

NOT_KEPT = Document(
    (
        Para("Your answers could not be kept on this machine, so the app stays open.", strong=True),
        Para("Save the referral, or write down what you need. Then leave, and choose to delete the answers."),
    )
)
"""What is said instead of leaving for later, where the folder cannot be written or the disk is full."""


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
