"""The help card: every key with what it does, made from the commands."""

from thresholds.documents.document import Document, Heading, Para, Rows
from tui.commands import COMMANDS, IN_PLACE
from tui.screens.card import Card
from tui.widgets.press import Press


class HelpCard(Card[None]):
    """Every key, and every command without one."""

    def __init__(self) -> None:
        super().__init__("Help", help_document(), Press("Close", "close"))


def help_document() -> Document:
    """Give the help as a document."""
    return Document(
        (
            Para("The tool suggests; you judge. Nothing is kept unless you save the referral."),
            Heading("Keys"),
            Rows(tuple((command.shown, f"{command.word}. {command.help}") for command in COMMANDS if command.key)),
            Heading("On a page"),
            Rows(IN_PLACE),
            Para("Letters are keys only while you are not typing. If your terminal swallows a key, find the command with Ctrl+P."),
            Para("A screen reader is better served by the plain walk: thresholds walk"),
        )
    )
