"""The walk's pages that ask in words: danger, place, child, the person's own words, their own judgement, check."""

from collections.abc import Iterable, Sequence

from thresholds.assessment.desk import ANY_HOUR, front_door, out_of_hours
from thresholds.documents.document import Document
from thresholds.guide.fixed import EMERGENCY, NOW
from thresholds.guide.index import Index
from thresholds.guide.shape import Partnership
from thresholds.pages import Choice, Field, Page
from thresholds.text import join_words

NOT_KNOWN = Choice("not-known", "Not known")
CIRCUMSTANCE_WORDS = {
    "disabled": "The child is disabled",
    "cannot-say": "The child cannot say for themselves (too young, or another way of communicating)",
    "social-worker": "The child has a social worker",
    "referral-closed": "There was an earlier referral, and it was closed",
    "earlier-plan": "There was a plan before (early help, child in need or child protection)",
    "over-three-months": "This has gone on for longer than about three months",
    "help-refused": "Help was offered and refused",
    "other-children": "There are other children in the home",
}


def danger() -> Page:
    """Give the first page of every walk. It comes before everything else, and is one key away on every page."""
    return Page(
        "danger",
        "Is a child in danger now?",
        "Danger means hurt now, or likely to be hurt before someone can act. Yes: 999 first. Cannot rule it out: phone the front door now.",
        "Danger never waits for a form. 999 comes first at any level, then the front door [S17, S46].",
        _DANGER,
        section="Danger",
    )


_DANGER = (
    Field(
        "danger",
        "one",
        "Is a child in danger now?",
        choices=(Choice("yes", "Yes"), Choice("no", "No"), Choice("not-known", "Cannot rule it out")),
    ),
)


def danger_again(words: Sequence[str]) -> Page:
    """Give the danger question once more, because of `words` in what the person wrote. The more serious of the two answers counts."""
    return Page(
        "danger-again",
        "Your words speak of danger. Is a child in danger now?",
        f"You wrote: {', '.join(words)}. Danger means hurt now, or likely to be hurt before someone can act. If yes: 999 first.",
        "A word search cannot tell then from now, or yes from no, so it asks again. Danger never waits for a form [S17, S46].",
        _DANGER,
        section="Danger",
    )


def place(areas: Iterable[Partnership]) -> Page:
    """Give the page that says whose front door it is: where the child lives, is now, and who placed them."""
    by_name = sorted((area for area in areas if area.status == "current"), key=lambda area: (area.id == "england", area.name))
    current = tuple(Choice(area.id, "Another area of England" if area.id == "england" else area.name) for area in by_name)
    return Page(
        "place",
        "Where is the child, and who is responsible?",
        "This decides whom you call. It is asked every time and never remembered.",
        "The home council takes the referral. A child who is unsafe elsewhere is reported there too. A placed child has two councils.",
        (
            Field("lives_in", "one", "Where the child lives", choices=current),
            Field("now_in", "one", "Where the child is now", choices=(Choice("same", "In the same area"), *current, NOT_KNOWN)),
            Field(
                "placed_by",
                "one",
                "Has another council placed the child, or does it hold a plan?",
                choices=(Choice("nobody", "No other council"), *current, NOT_KNOWN),
            ),
        ),
        section="Where",
    )


def child() -> Page:
    """Give the page on the child: age, moving about, circumstances. No name and no date of birth."""
    circumstances = tuple(Choice(value, label) for value, label in CIRCUMSTANCE_WORDS.items())
    return Page(
        "child",
        "About the child",
        "No names and no dates of birth, please: this tool does not need them.",
        "Under-ones face the highest risk [S28]. An injury to a child who cannot move about is level 4 [C20, C21]. "
        "A child under 13 cannot agree to sex in law [S30].",
        (
            Field(
                "age",
                "line",
                "Age",
                "Such as unborn, 10 weeks, 7 months or 4 years; a number alone is years. Empty if not known.",
                optional=True,
            ),
            Field(
                "mobile",
                "one",
                "Can the child move about (crawl, walk, or use a wheelchair)?",
                choices=(Choice("yes", "Yes"), Choice("no", "No, not yet or not at all"), NOT_KNOWN),
            ),
            Field(
                "circumstances",
                "many",
                "Which of these are true?",
                "Choose all that you know of, or one of the last two.",
                (*circumstances, Choice("none", "None of these that I know of", alone=True), Choice("not-known", "Not known", alone=True)),
            ),
            Field(
                "earlier_concerns",
                "line",
                "How many earlier concerns do you know of?",
                "A number. Leave empty if not known.",
                optional=True,
            ),
            Field("ref", "line", "Your agency's own case reference", "Never a name. Leave empty if you have none.", optional=True),
        ),
        section="The child",
    )


def words() -> Page:
    """Give the page for the person's own words: seen, said and thought are kept apart, and nothing is stored."""
    return Page(
        "words",
        "What happened, in your own words",
        "Put the child's exact words in your agency's record now. What you write here goes when you leave, unless you save it.",
        "What was seen, what was said and what you think carry different weight. Your words also find signs to tick or pass over.",
        (
            Field("seen", "text", "What was seen", "What you or others saw. No names.", optional=True),
            Field("said", "text", "What was said", "Exact words, and by whom (a role, such as mother or child).", optional=True),
            Field("thought", "text", "What you think", "Your own view of it.", optional=True),
        ),
        section="Your words",
    )


def judgement(index: Index) -> Page:
    """Give the page that asks the person's own level before any sign or number, so that nothing anchors it."""
    levels = tuple(Choice(number, f"Level {number}: {level.name}", level.means.says) for number, level in index.guide.level.items())
    return Page(
        "judgement",
        "Which level would you say yourself, now?",
        "Your own judgement comes first. You can change it at the end; both are kept.",
        "Asked before any sign, so that the list does not lead you. If your level is higher than the one suggested, yours leads.",
        (
            Field("worry", "one", "Your own level", choices=(*levels, Choice("not-sure", "Not sure"))),
            Field(
                "way",
                "one",
                "How do you want to go on?",
                choices=(Choice("full", "Look through the signs"), Choice("quick", "Quick check: straight to the eight safety questions")),
            ),
        ),
        section="Your judgement",
    )


def check(body: Document) -> Page:
    """Give the page that shows every answer, each with a way to change it; the person's level may be revised here."""
    levels = tuple(Choice(number, f"Level {number}") for number in ("1", "2", "3", "4"))
    return Page(
        "check",
        "Check your answers",
        "Change any of them. When they are right, go on to what they suggest.",
        "A changed answer replays the walk and stops at the first page that has no answer yet.",
        (
            Field(
                "worry", "one", "Your own level now", choices=(*levels, Choice("same", "As I said before"), Choice("not-sure", "Not sure"))
            ),
        ),
        body,
        section="Check",
    )


def every_front_door(areas: Iterable[Partnership], urgency: int, shut: bool) -> str:
    """Say whom to phone while it is not known where the child lives: every area's number."""
    lines = [
        "Phone 999 now. Then phone the front door where the child lives:"
        if urgency >= EMERGENCY
        else f"Phone the front door where the child lives {'now' if urgency >= NOW else 'today'}:"
    ]
    unknown = []
    areas = list(areas)
    if not any(area.status == "current" for area in areas):
        unknown += [area.name for area in areas]
    for area in sorted(areas, key=lambda area: area.id == "england"):  # last: it is every other council
        night = out_of_hours(area) if shut else None
        door = night or front_door(area)
        if area.status == "current" and door:
            lines.append(f"{area.name}{', out of hours' if night else ''}: {door.phone}")
        elif area.status == "current":
            unknown.append(area.name)
    if unknown:
        lines.append(f"{join_words(unknown, 'or')}: no number is held here. The council's website has it, or ask {ANY_HOUR}.")
    lines.append("Nobody has checked these numbers for this tool. No answer: 999 in danger, else 101.")
    return "\n".join(lines)
