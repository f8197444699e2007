"""Every action once, as data: its word, its key, its help. Bindings, footer, palette, home and help are made from it."""

from typing import NamedTuple

from textual.binding import Binding

from tui.themes import NAMES


class Command(NamedTuple):
    """One thing a person may ask for."""

    action: str
    """The name of the Textual action, `action_…` on the app or on a screen."""
    word: str
    """One or two words, as in the footer."""
    help: str
    key: str = ""
    shown: str = ""
    """The key as people read it."""
    foot: tuple[str, ...] = ()
    """The kinds of screen on which the footer shows it: `home`, `page`, `suggestion`, `guide`."""
    only: str = ""
    """The page on which alone it can be done; every page if empty."""
    everywhere: bool = False
    """Whether the app does it, over every screen; else a screen that has the action."""
    on: tuple[str, ...] = ()
    """The kinds of screen on which its key does something, where it is neither everywhere nor on one page alone."""
    also: str = ""
    """A further key, for an action of nearly the same kind, written `key action`."""


_PAGES = ("page", "suggestion")
_SCREENS = ("home", *_PAGES, "guide")
_TURNED = (*_PAGES, "guide", "compare", "register", "disagreement", "disagreement-form")
_CARDS = ("", "routes", "paper", "about-tool")
COMMANDS = (
    Command("danger", "Danger", "Whom to phone when a child is in danger now.", "f2", "F2", _SCREENS, everywhere=True),
    Command("cover", "Cover", "Hide the screen at once. Nothing is deleted.", "f8", "F8", _SCREENS, everywhere=True),
    Command("back", "Back", "Go to the page before. What you answered stays.", "escape", "Esc", (*_PAGES, "guide"), on=_TURNED),
    Command(
        "go_on",
        "Continue",
        "Take the answers of this page and go on.",
        "ctrl+n",
        "Ctrl+N",
        ("page",),
        on=("page", "disagreement-form", "compare"),
    ),
    Command("save", "Save", "Save the referral in a new file.", "s", "S", ("suggestion",), only="suggestion"),
    Command("search", "Search", "Find anything in the guide: a sign, an area, a duty.", shown="/", foot=("guide",), everywhere=True),
    Command(
        "browse", "Guide", "Read the guide: the matrix, each sign, duties, what each level asks.", "f3", "F3", ("home",), everywhere=True
    ),
    Command("compare", "Compare areas", "Put two or three areas side by side.", "f4", "F4", everywhere=True),
    Command(
        "disagreements", "Disagreements", "When professionals disagree: the list, each stage, raising one.", "f5", "F5", everywhere=True
    ),
    Command(
        "routes",
        "Routes",
        "When another procedure is the right one, or you are afraid to speak up.",
        "f6",
        "F6",
        everywhere=True,
    ),
    Command("help", "Help", "Show what can be done here, and every key.", "f1", "F1", _SCREENS, everywhere=True),
    Command("why", "Why", "Say why this is asked, and which sources it rests on.", "w", "W", on=(*_PAGES, "guide", "compare")),
    Command("change", "Change an answer", "Go to the page that lists your answers.", "c", "C", only="suggestion"),
    Command("disagree", "Disagreement", "Raise what another agency decided, from this suggestion.", "d", "D", only="suggestion"),
    Command("unfold", "Open every part", "Open or close every part of the grounds.", "o", "O", only="suggestion"),
    Command("start_again", "Start again", "Begin a new walk. It asks first.", "a", "A", only="suggestion"),
    Command("home", "Home", "Go to the first screen. Your answers stay.", everywhere=True),
    Command("about", "About", "Which guide this is, what of it was seen, and which versions.", everywhere=True),
    Command(
        "leave",
        "Leave",
        "Close the app. It asks first if there are answers.",
        "ctrl+q",
        "Ctrl+Q",
        ("home",),
        everywhere=True,
        also="ctrl+c leave(130)",
    ),
    *(Command(f"theme('{name}')", f"Theme: {name}", "Change the colours.", everywhere=True) for name in NAMES),
)
BY_ACTION = {command.action: command for command in COMMANDS}
IN_PLACE = (
    ("Tab, Shift+Tab", "Next, previous place on the page"),
    ("Up, Down", "Next choice or place; on a long page, scroll"),
    ("Space", "Choose, and stay; or press what you stand on"),
    ("Enter", "Choose, and go on to the next question; or press"),
    ("1 to 9, 0", "Choose by number, and go on to the next question"),
    ("PgUp, PgDn", "Go eight choices further, then scroll"),
    ("/, or a letter", "In the guide: search"),
    ("Arrows, 1 to 4", "In the matrix: walk, open that level"),
    ("Ctrl+P", "Find any of these by name"),
)
"""Keys that are not commands, for the help screen."""


def kind_of(page_id: str) -> str:
    """Give the kind of screen of a page: `page` for the pages of the walk, which share their keys; nothing for a card."""
    return page_id if page_id in (*_TURNED, "home") else "" if page_id in _CARDS else "page"


def keys_on(page_id: str) -> list[Command]:
    """Give the commands whose keys do something on a page and not everywhere."""
    kind = kind_of(page_id)
    return [each for each in COMMANDS if each.key and not each.everywhere and (each.only == kind if each.only else kind in each.on)]


def bindings(*, everywhere: bool) -> list[Binding]:
    """Give the key bindings of the app (`everywhere`) or of the walk's screen.

    The app's function keys have priority, so that danger, cover and help work over every card; letters never have it, so that
    they do nothing while somebody types.
    """
    found = []
    for command in COMMANDS:
        if command.key and command.everywhere == everywhere:
            found.append(Binding(in_both_cases(command.key), command.action, command.word, show=False, priority=everywhere))
            if command.also:
                key, action = command.also.split()
                found.append(Binding(key, action, command.word, show=False))
    return found


def in_both_cases(key: str) -> str:
    """Give the key for a binding; a letter works with Caps Lock too."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def footer(kind: str) -> list[Command]:
    """Give the commands of the footer for a kind of screen, danger first; at most five."""
    return [command for command in COMMANDS if kind in command.foot]
