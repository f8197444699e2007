"""The walk's pages that offer the guide's signs: about, signs, offered, sweep, look, strengths. Level numbers stay hidden."""

from collections.abc import Collection, Iterable, Sequence

from thresholds.documents.document import Bullets, Document, Para
from thresholds.guide.fixed import TOPICS
from thresholds.guide.index import Index
from thresholds.guide.search import Match
from thresholds.guide.shape import Sign
from thresholds.pages import Choice, Field, Page

NONE = Choice("none", "None of these that I know of", alone=True)
NOT_KNOWN = Choice("not-known", "Not known", alone=True)
MOST_WORDS = 3
"""How many of a person's words stand below a sign that they led to."""
_ANSWERS = (Choice("yes", "Yes"), Choice("no", "No, not that I know of"), Choice("not-known", "Not known"))


def offered(index: Index, matches: Sequence[Match], ticked: Sequence[str] = ()) -> Page:
    """Give the signs that the person's words may mean, each with the words that led to it, to tick or pass over.

    What was `ticked` before stays on the page when the words change, so that no tick is lost unseen.
    """
    kept = tuple(map(_choice, _kept(index, ticked, [match.sign for match in matches])))
    choices = tuple(Choice(match.sign.id, match.sign.says, _why(index, match)) for match in matches)
    nothing = (Para("The search found nothing for these words. That says nothing about the child."),) if not (matches or kept) else ()
    topics = tuple(index.guide.sweep[name].asks for name in TOPICS)
    return Page(
        "offered",
        "Your words may mean these signs" if matches else "You ticked these signs before" if kept else "Your words found no signs",
        "Tick what fits and pass over the rest. What is not here is not ruled out.",
        "A plain word search over the guide. It cannot understand what you wrote, so the safety questions come to everybody.",
        (
            Field(
                "signs",
                "many",
                "Signs that your words may mean",
                choices=(*kept, *choices, Choice("none", "None of these fits", alone=True)),
            ),
        ),
        Document((*nothing, Para("Whatever is found or not found here, you will be asked these for every child:"), Bullets(topics))),
        section="Your words",
    )


def _why(index: Index, match: Match) -> str:
    """Give one quiet line below a sign that is offered: its area, and the weightiest words that led to it, as they were typed."""
    says = ", ".join(match.because[:MOST_WORDS])
    return (
        f"{index.guide.sub_domain[match.sign.subdomain].name}. Your words: {says}{'; but they seem to say no' if match.is_denied else ''}"
    )


def about(index: Index, hinted: Iterable[str]) -> Page:
    """Give the 37 sub-domains in their groups, those that the person's words hint at first."""
    first = tuple(dict.fromkeys(hinted))[:6]
    subs = index.guide.sub_domain
    rest = [code for code in subs if code not in first]
    choices = [Choice(code, subs[code].name, subs[code].hint, "Your words point here") for code in first]
    choices += [Choice(code, subs[code].name, subs[code].hint, index.guide.group[subs[code].group]) for code in rest]
    return Page(
        "about",
        "What is it about?",
        "Choose every area that fits. You will see the signs of each.",
        "Needs often lie in several areas at once, and harm in one can hide behind another [S02, S08].",
        (Field("about", "many", "Areas", choices=(*choices, Choice("not-sure", "None of these, or not sure: go on", alone=True))),),
        section="The signs",
    )


def signs(index: Index, code: str) -> Page:
    """Give the signs of one sub-domain above level 1, most serious first. Strengths have a page of their own."""
    sub = index.guide.sub_domain[code]
    return Page(
        f"signs:{code}",
        sub.name,
        "Tick every sign you know of. Think how bad, how often, how long, and whether it gets worse.",
        "Each sign has its level and source in the guide; they are hidden here so that words are chosen and not numbers.",
        (Field("signs", "many", "Signs", choices=(*map(_choice, _serious_first(index, [code])), NONE, NOT_KNOWN)),),
        section="The signs",
    )


def sweep(index: Index) -> Page:
    """Give the eight safety questions that everybody is asked, whatever the worry."""
    topics = index.guide.sweep
    return Page(
        "sweep",
        "Eight safety questions",
        "For every child, whatever the worry. Not known is an answer, and never a reassuring one.",
        "The worry that is brought is often not the harm that is found. Silence is not safety.",
        tuple(Field(name, "one", topics[name].asks, topics[name].hint, _ANSWERS) for name in TOPICS),
        section="Safety questions",
    )


def signs_to_look_at(index: Index, topic: str, pages: Sequence[str]) -> list[Sign]:
    """Give the signs to show after a sweep topic was answered yes: those of its sub-domains without a page on the trail yet."""
    shown = {page.partition(":")[2] for page in pages if page.startswith("signs:")}
    return _serious_first(index, [code for code in index.guide.sweep[topic].sub_domains if code not in shown])


def look(index: Index, topic: str, pages: Sequence[str], ticked: Sequence[str] = ()) -> Page:
    """Give the signs to look at after a safety question was answered yes; what was `ticked` before stays."""
    found = signs_to_look_at(index, topic, pages)
    found = [*_kept(index, ticked, found), *found]
    return Page(
        f"look:{topic}",
        "You said yes: which of these fit?",
        index.guide.sweep[topic].asks,
        "A yes counts even if no sign here fits: it asks for level 4 to be talked over today.",
        (
            Field(
                "signs",
                "many",
                "Signs",
                choices=(*map(_choice, found), Choice("none", "None of these fits", alone=True), NOT_KNOWN),
            ),
        ),
        section="Safety questions",
    )


def strengths(index: Index, chosen: Iterable[str], ages: Collection[str] = (), ticked: Sequence[str] = ()) -> Page:
    """Give what may be working well, the chosen sub-domains first, and the child's own view.

    What says nothing about a child of these `ages` (names of `ages.AGES`) is left out, unless it was `ticked` before.
    """
    first = [code for code in chosen if code in index.guide.sub_domain]
    order = [*first, *(code for code in index.guide.sub_domain if code not in first)]
    found = [sign for code in order for sign in index.signs_in(index.strengths & index.subdomain_masks[code])]
    choices = [_strength(index, sign, first) for sign in found if sign.id in ticked or not set(ages) & set(sign.not_at)]
    return Page(
        "strengths",
        "What is working well?",
        "Strengths shape the plan. They never lower a level.",
        "A strength helps only if it is present, tested and bears on this harm. It cannot cancel a sign [SD-WT para 18].",
        (
            Field(
                "strengths",
                "many",
                "Strengths you have seen yourself",
                choices=(*choices, Choice("none", "None that I know of", alone=True), NOT_KNOWN),
            ),
            Field(
                "child_view",
                "one",
                "The child's own view",
                "What the child says, or shows by how they behave.",
                (Choice("known", "Known"), Choice("not-yet-sought", "Not yet sought"), Choice("cannot-be-had", "Cannot be had")),
            ),
            Field("child_view_why", "line", "If it is not known, why?", "No names. You may leave this empty.", optional=True),
        ),
        section="Strengths",
    )


def _serious_first(index: Index, codes: Iterable[str]) -> list[Sign]:
    found = [sign for code in codes for sign in index.signs_in(index.subdomain_masks[code] & ~index.level_masks[1])]
    return sorted(found, key=lambda sign: -sign.level)


def _strength(index: Index, sign: Sign, first: Collection[str]) -> Choice:
    """Give a strength under the area it belongs to: those chosen on the walk stand by themselves."""
    subs = index.guide.sub_domain
    group = "In the areas you chose" if sign.subdomain in first else index.guide.group[subs[sign.subdomain].group]
    return Choice(sign.id, sign.says, group=group)


def _choice(sign: Sign) -> Choice:
    return Choice(sign.id, sign.says)


def _kept(index: Index, ticked: Iterable[str], there: Iterable[Sign]) -> list[Sign]:
    """Give the signs that were ticked before and that the page would no longer show."""
    shown = {sign.id for sign in there}
    return [index.guide.sign[name] for name in ticked if name in index.bit and name not in shown]
