"""Our own themes. Text keeps a contrast of at least 4.5 to 1, in the high-contrast ones 7 to 1; a test measures it."""

from collections.abc import Mapping
from typing import NamedTuple

from textual.theme import Theme

from thresholds.errors import UnknownName
from thresholds.finding import near

VARIABLE = "THRESHOLDS_THEME"


class Paints(NamedTuple):
    """The colours of a theme, each named for what it is for."""

    paper: str
    ink: str
    hint: str
    """Text that may be passed over; still easy to read."""
    rule: str
    """Frames and scroll bars."""
    bar: str
    """The ground of the title line and of the lines at the foot."""
    here: str
    """The ground under whatever has the focus."""
    here_ink: str
    lead: str
    """Headings."""
    strong: str
    """What must be read first."""
    fault: str
    """What is wrong with an answer."""


PAINTS = {
    "dark": Paints("#14171c", "#ececec", "#b8bec8", "#7d8693", "#252b34", "#1f4b73", "#ffffff", "#9ad1ff", "#ffd27a", "#ffb0a3"),
    "light": Paints("#fbfaf7", "#1c1c1c", "#4b525c", "#6f757e", "#e4e7ec", "#0b4a7a", "#ffffff", "#0b4a7a", "#6e3500", "#981a10"),
    "high-contrast": Paints("#000000", "#ffffff", "#e6e6e6", "#ffffff", "#1c1c1c", "#ffff00", "#000000", "#8fe0ff", "#ffff00", "#ffc2b8"),
    "high-contrast-light": Paints(
        "#ffffff", "#000000", "#262626", "#000000", "#ededed", "#00006b", "#ffffff", "#00006b", "#4d1900", "#700000"
    ),
}
NAMES = tuple(PAINTS)
DEFAULT, WITHOUT_COLOUR = "dark", "high-contrast"


def choose(asked: str | None, environment: Mapping[str, str], no_color: bool) -> str:
    """Give the theme to start with: the one asked for, else the one the environment names, else the default.

    Without colour the default is the theme with the strongest greys. Raises UnknownName with the near names.
    """
    name = asked or environment.get(VARIABLE, "")
    if not name:
        return WITHOUT_COLOUR if no_color else DEFAULT
    if name not in PAINTS:
        raise UnknownName("No theme has that name.", near(name, NAMES), f"The themes are {', '.join(NAMES)}.", code="unknown-theme")
    return name


def themes() -> list[Theme]:
    """Give all our themes."""
    return [_theme(name, paints) for name, paints in PAINTS.items()]


def variables() -> dict[str, str]:
    """Give the colours that our styles use, as they are before a theme is chosen."""
    return _variables(PAINTS[DEFAULT])


def _theme(name: str, p: Paints) -> Theme:
    return Theme(
        name=name,
        primary=p.lead,
        accent=p.lead,
        warning=p.strong,
        error=p.fault,
        foreground=p.ink,
        background=p.paper,
        surface=p.paper,
        panel=p.bar,
        dark="light" not in name,
        variables=_variables(p),
    )


def _variables(p: Paints) -> dict[str, str]:
    return {
        "paper": p.paper,
        "ink": p.ink,
        "hint": p.hint,
        "rule": p.rule,
        "bar": p.bar,
        "here": p.here,
        "here-ink": p.here_ink,
        "lead": p.lead,
        "strong": p.strong,
        "fault": p.fault,
        "text": p.ink,
        "text-muted": p.hint,
        "text-disabled": p.hint,
        "border": p.lead,
        "border-blurred": p.rule,
        "block-cursor-foreground": p.here_ink,
        "block-cursor-background": p.here,
        "block-cursor-blurred-foreground": p.ink,
        "block-cursor-blurred-background": p.bar,
        "block-hover-background": p.bar,
        "scrollbar": p.rule,
        "scrollbar-hover": p.lead,
        "scrollbar-active": p.lead,
        "scrollbar-background": p.bar,
        "scrollbar-background-hover": p.bar,
        "scrollbar-background-active": p.bar,
        "input-cursor-background": p.ink,
        "input-cursor-foreground": p.paper,
        "input-selection-background": p.here,
        "input-selection-foreground": p.here_ink,
    }
