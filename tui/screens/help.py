"""The help card: what can be done on this screen, then every key, made from the commands."""

from collections.abc import Iterable

from thresholds.documents.document import Block, Document, Heading, Para, Rows
from tui.commands import COMMANDS, IN_PLACE, Command, keys_on
from tui.register_commands import OURS
from tui.screen_help import help_of
from tui.screens.card import Card
from tui.widgets.press import Press


class HelpCard(Card[None]):
    """What can be done on this screen first, then its keys, then those of every screen."""

    def __init__(self, page_id: str) -> None:
        super().__init__("Help", help_document(page_id), Press("Close", "close"))


def help_document(page_id: str = "") -> Document:
    """Give the help as a document, for the screen or page `page_id`."""
    here: tuple[Block, ...] = tuple(map(Para, help_of(page_id)))
    own = [*(command for command in OURS if command.only == page_id and command.key), *keys_on(page_id)]
    return Document(
        (
            *((Heading("Here"), *here) if here else ()),
            *((Heading("Keys on this screen"), _rows(own)) if own else ()),
            Heading("Keys on every screen"),
            _rows(command for command in COMMANDS if command.key and command.everywhere),
            Heading("On a page"),
            Rows(IN_PLACE),
            Para("Letters are keys only while you are not typing. If your terminal swallows a key, find the command with Ctrl+P."),
            Para(
                "The tool suggests; you judge. Unfinished answers are kept on this machine, your own words of a walk never are. "
                "The text of a disagreement's form is kept as a draft until you save or delete it."
            ),
            Para("A screen reader is better served by the plain walk: thresholds walk"),
        )
    )


def _rows(commands: Iterable[Command]) -> Rows:
    return Rows(tuple((command.shown, f"{command.word}. {command.help}") for command in commands))
