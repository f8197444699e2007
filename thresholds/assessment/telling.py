"""What a suggestion and a list of answers say, as documents: the same on screen, in plain lines and on paper."""

from collections.abc import Iterable, Iterator, Sequence

from thresholds.assessment.answers import PageAnswers
from thresholds.assessment.desk import Reach
from thresholds.assessment.route import ANYONE, QUIET
from thresholds.assessment.suggest import CAUTION, Reason, Suggestion, headline, own_level_leads
from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.guide.ages import ages_of
from thresholds.guide.index import Index
from thresholds.guide.reading import BASIS, PLACEMENT
from thresholds.guide.shape import Duty
from thresholds.pages import Field, Page, Section, Values
from thresholds.text import join_words


def check_body(answers: PageAnswers, pages: Iterable[Page]) -> Document:
    """Give every answer so far, by page, as labels and values."""
    blocks: list[Block] = []
    for page in pages:
        if page.id in answers:
            blocks += [Heading(page.heading, 3), Rows(tuple((field.label, said(field, answers[page.id])) for field in page.fields))]
    return Document(tuple(blocks))


def said(field: Field, values: Values) -> str:
    """Give the answer to a field in the words of its choices."""
    value = values.get(field.id, "")
    if isinstance(value, str):
        choice = field.choice(value)
        return choice.label if choice else value or "Not given"
    return "; ".join(choice.label for one in value if (choice := field.choice(one))) or "Not given"


def in_short(pages: Iterable[Page], answers: PageAnswers) -> Iterator[tuple[str, str]]:
    """Give what was answered on `pages` for a glance beside the next page: a label and the answer, long texts left out."""
    for page in pages:
        given = [(field, said(field, answers[page.id])) for field in page.fields if answers[page.id].get(field.id)]
        if page.id == "words":
            yield "Your words:", "written" if given else "none"
        elif len(page.fields) == 1:
            yield from ((_label(page.heading), text) for _, text in given)
        elif page.id == "sweep":
            yield from ((field.label, text) for field, text in given if answers["sweep"][field.id] != "no")
            yield "Safety questions answered 'no, not that I know of':", str(sum(answers["sweep"][field.id] == "no" for field, _ in given))
        else:
            yield from ((_label(field.label), text) for field, text in given)


def _label(words: str) -> str:
    return words if words.endswith("?") else f"{words}:"


def suggestion_body(suggestion: Suggestion) -> Document:
    """Give the whole suggestion as one text: what a tired person can act on first, the grounds below."""
    parts = (block for part in suggestion_parts(suggestion) for block in (Heading(part.title), *part.body.blocks))
    return Document((*_head(suggestion), *parts))


def suggestion_front(suggestion: Suggestion) -> Document:
    """Give the suggestion on one screen: level, name and action, the person's own level, the first steps and numbers, duties, reasons."""
    steps, duties = suggestion.route.steps, [duty.title for _, duty in suggestion.duties]
    said = " ".join(steps[:FIRST])
    numbers = [reach for reach in suggestion.route.contacts if reach.phone not in said and reach.purpose in _DOORS]
    # Where the own level leads, the headline has said it.
    own = () if own_level_leads(suggestion) else tuple(block.text for block in _own_level(suggestion) if isinstance(block, Para))
    return Document(
        (
            Para("\n".join((headline(suggestion), *own)), strong=True),
            Heading("Do this first", 3),
            Bullets(steps[:FIRST], numbered=True),
            *((Rows(tuple((reach.name, f"{reach.phone}{_checked(reach)}") for reach in numbers[:FIRST])),) if numbers else ()),
            *((Heading("Duties, whatever the level: part 2 below", 3), Bullets(tuple(duties))) if duties else ()),
            Heading("Because", 3),
            Bullets(tuple(_in_short(reason) for reason in suggestion.reasons[:FIRST])),
        )
    )


_DOORS = ("front-door", "consultation", "out-of-hours")
FIRST = 3
"""How many steps, numbers and reasons stand on the first screen."""


def suggestion_parts(suggestion: Suggestion) -> tuple[Section, ...]:
    """Give the grounds and details of a suggestion, each under its title, in the order in which they are needed."""
    route, level = suggestion.route, suggestion.decision.level
    parts: list[tuple[str, Iterable[Block]]] = [
        (
            "What to do",
            (
                Bullets(route.steps, numbered=True),
                *contacts(route.contacts),
                Rows((("Consent", route.consent),)),
                *(Para(f"{t.says} ({BASIS[t.basis]})") for t in route.timescales),
            ),
        ),
        ("Duties and special routes, whatever the level", _duties(suggestion.duties)),
        ("Before you call", _call_card()),
        ("What to say to parents, and other children", _family(suggestion)),
        ("Why", _reasons(suggestion.reasons)),
        ("Why not higher, why not lower", _contrast(suggestion)),
        ("What is not known", _unknowns(suggestion.unknowns)),
        (f"What level {level} asks of you", _level(suggestion)),
        ("About this suggestion", (Para(f"{CAUTION} {ANYONE}"), *edition(suggestion))),
    ]
    return tuple(Section(title, Document(found)) for title, blocks in parts if (found := tuple(blocks)))


def _head(suggestion: Suggestion) -> Iterator[Block]:
    yield Para(headline(suggestion), strong=True)
    yield from _own_level(suggestion)


def _in_short(reason: Reason) -> str:
    """Give a reason with the first of its signs; the others are counted."""
    says = reason.says.partition(". ")[0].rstrip(".")
    if not reason.signs:
        return f"{says}."
    others = f", and {len(reason.signs) - 1} more" if len(reason.signs) > 1 else ""
    first = f"{reason.signs[0].says[:1].lower()}{reason.signs[0].says[1:]}{others}"
    return f"{says} Ticked: {first}." if says.endswith("?") else f"{says}: {first}."


def contacts(reaches: Iterable[Reach]) -> Iterator[Block]:
    """Give the contacts, each with its number and whether anybody has dialled it."""
    yield Heading("Whom to reach", 3)
    found = tuple(reaches)
    yield Rows(tuple((reach.name, _how(reach)) for reach in found))
    if any(not reach.verified for reach in found if reach.purpose != "emergency"):
        yield Para("Not checked: nobody has tried it for this tool. If it fails, use 999 or 101.")


def edition(suggestion: Suggestion) -> Iterator[Block]:
    """Give the guide's edition and digest, and what of it was not seen."""
    guide = suggestion.desk.index.guide
    yield Rows((("Guide", f"{guide.title}, {guide.edition}"), ("Data", suggestion.desk.digest)))
    yield Para(guide.caution)


def _own_level(suggestion: Suggestion) -> Iterator[Block]:
    first, now = suggestion.concern.worry_first, suggestion.worry
    if now is None:
        yield Para("Your own level: not sure.")
    else:
        guide = suggestion.desk.index.guide
        changed = f" (first {first})" if first and first != now else ""
        yield Para(f"Your own level: {now}, {guide.level_at(now).name}{changed}.")


def _how(reach: Reach) -> str:
    parts = [part for part in (reach.phone, reach.email, reach.address, reach.hours) if part]
    return "; ".join(parts) + _checked(reach)


def _checked(reach: Reach) -> str:
    if reach.purpose == "emergency":
        return ""
    return f"; checked {reach.verified}" if reach.verified else "; not checked"


def _duties(duties: Iterable[tuple[str, Duty]]) -> Iterator[Block]:
    for _, duty in duties:
        within = f" When: {duty.within.says} ({BASIS[duty.within.basis]})." if duty.within else ""
        yield Rows(((duty.title, f"{duty.says}{within}"),))


def _reasons(reasons: Iterable[Reason]) -> Iterator[Block]:
    """Each reason with its basis and sources; a sign is spelt out the first time and named by its id after that."""
    told: set[str] = set()
    for reason in reasons:
        refs = [ref.split(" ", 1)[0] for ref in reason.source if ref != "convention"]
        yield Para(f"{reason.says} ({'; '.join([BASIS[reason.basis], *([join_words(refs)] if refs else [])])})")
        fresh = [sign for sign in reason.signs if sign.id not in told]
        again = [sign.id for sign in reason.signs if sign.id in told]
        if fresh:
            yield Bullets(tuple(f"{sign.id} {sign.says} ({PLACEMENT[sign.placement]})" for sign in fresh))
        if again:
            yield Para(f"{'Also ' if fresh else 'Signs: '}{join_words(again)}.")
        told |= {sign.id for sign in fresh}


def _contrast(suggestion: Suggestion) -> Iterator[Block]:
    grounds = suggestion.contrast
    if grounds.why_not_above:
        yield Rows((("Why not higher", grounds.why_not_above),))
    if grounds.why_not_below:
        yield Rows((("Why not lower", grounds.why_not_below),))
    if grounds.would_change:
        yield Heading("What would change it", 3)
        index, age = suggestion.desk.index, suggestion.answers.age
        ages = ages_of(age.days) if age else set()
        fits = [change for change in grounds.would_change if not any(ages & set(_not_at(index, token)) for token in change.add)]
        changes = [f"Level {change.level} if: {join_words([token_words(index, token) for token in change.add])}" for change in fits]
        more = [f"And {len(changes) - NEAREST} more of the same kind: the guide shows them."] if len(changes) > NEAREST else []
        yield Bullets((*changes[:NEAREST], *more))


NEAREST = 8
"""How many answers that would change the level are spelt out; JSON has them all."""


def _not_at(index: Index, token: str) -> Sequence[str]:
    """Give the ages at which a sign cannot be; nothing for what is no sign."""
    return index.guide.sign[token].not_at if token in index.bit else ()


def token_words(index: Index, token: str) -> str:
    """Give one answer of a contrast in words: a sign's sentence, a fact's name, a safety question answered."""
    if token in index.bit:
        return f"{index.guide.sign[token].says} ({token})"
    if token.startswith("none:"):
        return f"“no” to: {index.guide.sweep[token[5:]].asks}"
    if token in index.guide.sweep:
        return f"“yes” to: {index.guide.sweep[token].asks}"
    return FACT_WORDS.get(token, token)


FACT_WORDS = {
    "danger": "a child is in danger now",
    "under-13": "the child is under 13",
    "under-1": "the child is under 1",
    "unborn": "the child is not yet born",
    "not-mobile": "the child cannot move about",
    "disabled": "the child is disabled",
    "cannot-say": "the child cannot say for themselves",
}


def _unknowns(unknowns: tuple[str, ...]) -> Iterator[Block]:
    if unknowns:
        yield Bullets(unknowns)


def _level(suggestion: Suggestion) -> Iterator[Block]:
    if suggestion.decision.level:
        level = suggestion.desk.index.guide.level_at(suggestion.decision.level)
        yield Bullets(tuple(line.says for line in level.do))
        yield Rows((("Means", level.means.says), ("Law", level.law.says), ("Who leads", level.leads.says)))


def _call_card() -> Iterator[Block]:
    """What to have ready for the call (continuum facts F1.8, F1.9)."""
    yield Bullets(
        (
            "What you saw, what was said in exact words, and when. Keep them apart from what you think.",
            "The child's age, where they are now and who is with them.",
            "Other children in the home, each by role.",
            "What has been tried, and what came of it.",
            "What worries you most if nothing is done today.",
        )
    )


def _family(suggestion: Suggestion) -> Iterator[Block]:
    """What to say to parents and when not to (continuum facts F1.20), and the other children."""
    if suggestion.quiet:
        yield Para(QUIET, strong=True)
    else:
        yield Para(
            "Parents: tell them that you are calling, unless it could put anyone at greater risk, warn a suspected abuser, "
            "lose evidence or cost time. If you do not tell them, write down why."
        )
    known = (
        "There are other children in the home: each" if "other-children" in suggestion.concern.circumstances else "Any other child there"
    )
    yield Para(f"{known} needs separate thought. Name each by role in the referral.")
