"""Every action on the screens of disagreements, as data: keys, ways, palette and help are made from it."""

from textual.binding import Binding

from tui.commands import BY_ACTION, Command, in_both_cases

REGISTER = (
    Command("raise_one", "Raise", "Raise a disagreement: three minutes, danger first.", "n", "N", only="register"),
    Command("find", "Find", "Type to narrow the list; a whole reference opens that one.", "slash", "/", only="register"),
    Command("state", "Show", "Show another kind: open, overdue, ended, finished, all.", "s", "S", only="register"),
    Command("overdue", "Overdue", "Only what is past its limit; again: all that are open.", "o", "O", only="register"),
    Command("stage", "Stage", "Only those at one stage; again: the next stage.", "t", "T", only="register"),
    Command("week", "Week", "The manager's page of the week, to read and to save.", "w", "W", only="register"),
)
FINDING = (
    Command("unfind", "Clear", "Show all again.", shown="Esc", only="register"),
    Command("found", "Go to the list", "Go to what was found.", shown="Enter", only="register"),
)
"""What can be done while one types to narrow the list; the line to type in has the keys."""
ONE = (
    Command("history", "History", "Everything that was written, oldest first.", "h", "H", only="disagreement"),
    Command("record", "Record", "The printed record, to read and to save.", "p", "P", only="disagreement"),
    Command("forum_note", "Forum note", "The note for the Forum: codes and dates only.", "m", "M", only="disagreement"),
    Command("ladder", "Ladder", "The whole ladder: who acts, limits, what the document does not say.", "l", "L", only="disagreement"),
    Command("change_ladder", "Follow another ladder", "With the reason; both ladders stay on the record.", only="disagreement"),
)
OURS = (*REGISTER, *ONE)
ROUTES = BY_ACTION["routes"]
BACK = BY_ACTION["back"]
FOOT = (BY_ACTION["danger"], BY_ACTION["cover"], BACK, ROUTES, BY_ACTION["help"])


def keys_of(commands: tuple[Command, ...]) -> list[Binding]:
    """Give the key bindings of these commands, for the screen that has their actions."""
    return [Binding(in_both_cases(command.key), command.action, command.word, show=False) for command in commands if command.key]
