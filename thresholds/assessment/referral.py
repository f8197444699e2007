"""The referral as a document: no names, blanks for what the person adds by hand, seen, said and thought kept apart."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from thresholds.assessment.asking import CIRCUMSTANCE_WORDS
from thresholds.assessment.suggest import CAUTION, Suggestion, headline
from thresholds.assessment.telling import contacts, edition
from thresholds.calendar import read_moment
from thresholds.documents.document import Blank, Block, Bullets, Document, Heading, Para, Quote, Rows
from thresholds.guide.fixed import TOPICS
from thresholds.guide.reading import BASIS, PLACEMENT

NOT_GIVEN = "Not given"
_WORDS = (("seen", "What was seen"), ("said", "What was said"), ("thought", "What the referrer thinks"))
_DANGER = {"yes": "Yes", "no": "No", "not-known": "Cannot be ruled out"}
_VIEW = {"known": "Known: add it here", "not-yet-sought": "Not yet sought", "cannot-be-had": "Cannot be had"}


def referral(suggestion: Suggestion, words: Mapping[str, str] = MappingProxyType({})) -> Document:
    """Give the referral for `suggestion`.

    `words` holds what the person wrote under `seen`, `said` and `thought`; what is missing becomes a blank. Names never come from
    the tool: the blanks for them are filled in by hand, in the agency's own system.
    """
    return Document(
        (
            Heading("Referral: a worry about a child", 1),
            Para(headline(suggestion), strong=True),
            Para(CAUTION),
            *_who(suggestion),
            *_child(suggestion),
            *_others(suggestion),
            *_words(words),
            *_signs(suggestion),
            *_sweep(suggestion),
            *_strengths(suggestion),
            Heading("What is not known"),
            Bullets(suggestion.unknowns or ("Nothing was left open in the answers.",)),
            *_parents(suggestion),
            *_wanted(suggestion),
            *_duties(suggestion),
            Heading("Route"),
            Bullets(suggestion.route.steps, numbered=True),
            *contacts(suggestion.route.contacts),
            *_follow_up(suggestion),
            Heading("Where this comes from"),
            *edition(suggestion),
        )
    )


def _who(suggestion: Suggestion) -> Iterator[Block]:
    yield Heading("Referrer: fill in by hand")
    yield Blank("Role and agency")
    yield Blank("How to reach you")
    yield from _time(suggestion)
    yield Blank("Date and time of this referral")
    yield Blank("Phoned first? Role of who took the call, and the time")


def _child(suggestion: Suggestion) -> Iterator[Block]:
    desk, concern, age = suggestion.desk, suggestion.concern, suggestion.answers.age
    elsewhere = desk.others.get(concern.now_in or "")
    placer = desk.others.get(concern.placed_by or "")
    true = [CIRCUMSTANCE_WORDS.get(name, "The child cannot move about") for name in concern.circumstances]
    yield Heading("The child")
    yield Blank("Name, date of birth, address: add them only in your agency's own secure form")
    yield Rows(
        (
            ("Agency's case reference", concern.ref or NOT_GIVEN),
            ("Age", age.says if age else "Not known"),
            ("Lives in", desk.area.name),
            (
                "Is now in",
                elsewhere.name if elsewhere else "Not known" if "whereabouts" in concern.unsure else "The same area, as far as is known",
            ),
            (
                "Placed by, or plan held by",
                placer.name if placer else "Not known" if "placed-by" in concern.unsure else "No other council named",
            ),
            ("In danger now", _DANGER.get(concern.danger or "", "Not asked")),
            ("Earlier concerns", str(concern.earlier_concerns) if concern.earlier_concerns else "None given"),
            ("The child's own view", _VIEW.get(concern.child_view or "", "Not asked")),
            *((("Why the view is not known", concern.child_view_why),) if concern.child_view_why else ()),
        )
    )
    yield Bullets(tuple(true) or ("Not known." if "circumstances" in concern.unsure else "No circumstance was given.",))
    if concern.child_view == "known":
        yield Blank("The child's own view, in their words", 2)


def _others(suggestion: Suggestion) -> Iterator[Block]:
    yield Heading("Other children, each by role")
    if "other-children" in suggestion.concern.circumstances:
        yield Para("There are other children in the home. Each needs separate thought.")
    yield Blank("Role (such as younger brother, 4), where they are, and the worry for each", 3)


def _words(words: Mapping[str, str]) -> Iterator[Block]:
    for key, label in _WORDS:
        yield Heading(label)
        if words.get(key, "").strip():
            yield Quote(words[key].strip())
        else:
            yield Blank(f"{label}, and when", 3)


def _signs(suggestion: Suggestion) -> Iterator[Block]:
    index = suggestion.desk.index
    ticked = index.signs_in(suggestion.answers.signs & ~index.level_masks[1])
    yield Heading("Signs of the guide that fit")
    yield Bullets(
        tuple(f"{s.id} (level {s.level}) {s.says}; placement {PLACEMENT[s.placement]}" for s in ticked)
        or ("No sign of the guide was ticked.",)
    )
    yield Bullets(tuple(f"{r.says} ({BASIS[r.basis]})" for r in suggestion.reasons))
    first, now = suggestion.concern.worry_first, suggestion.worry
    yield Rows((("Referrer's own level", f"{now or 'not sure'}{f' (first: {first})' if first and first != now else ''}"),))
    yield Blank("If you judge it differently, your reason", 2)


def _sweep(suggestion: Suggestion) -> Iterator[Block]:
    """Each safety question with its answer; a topic that nobody asked about says so."""
    index, answers, concern = suggestion.desk.index, suggestion.answers, suggestion.concern
    yield Heading("Safety questions, asked for every child")
    rows = []
    for name, (code, subdomains, either, in_topic) in zip(TOPICS, index.topics, strict=True):
        ticked = index.signs_in(answers.signs & in_topic & ~index.level_masks[1])
        if name in concern.yes:
            said = "Yes"
        elif answers.none & code:
            said = "No, not that the referrer knows of"
        elif answers.not_known & either:
            said = "Not known"
        elif not subdomains & ~answers.none and not ticked:
            said = "No, not that the referrer knows of"
        else:
            said = "Not asked by itself" if ticked else "Not asked"
        if ticked and said != "Yes":
            said += f". A ticked sign may bear on it: {ticked[0].says}"
        rows.append((index.guide.sweep[name].asks, said))
    yield Rows(tuple(rows))


def _time(suggestion: Suggestion) -> Iterator[Block]:
    """Say when the answers were given, where that is known."""
    if suggestion.concern.at:
        at = read_moment(suggestion.concern.at)
        yield Rows((("Answers begun", f"{at.day} {at:%B %Y} at {at:%H:%M}"),))


def _strengths(suggestion: Suggestion) -> Iterator[Block]:
    index = suggestion.desk.index
    strengths = index.signs_in(suggestion.answers.signs & index.strengths)
    yield Heading("What is working well")
    nothing = "Not asked: this was the quick check." if suggestion.concern.quick else "Nothing was ticked."
    yield Bullets(tuple(s.says for s in strengths) or (nothing,))
    yield Para("Strengths shape the plan. They do not lower the level.")


def _parents(suggestion: Suggestion) -> Iterator[Block]:
    yield Heading("Parents and consent")
    yield Para(suggestion.route.consent)
    yield Blank("Parents told? If not, why that was unsafe", 2)


def _wanted(suggestion: Suggestion) -> Iterator[Block]:
    yield Heading("What is asked for")
    yield Blank("What you want to happen, and by when", 2)
    yield Blank("What keeps the child safe meanwhile, and who is with them now", 2)


def _duties(suggestion: Suggestion) -> Iterator[Block]:
    if suggestion.duties:
        yield Heading("Duties that apply whatever the level")
        yield Rows(tuple((duty.title, duty.says + (f" When: {duty.within.says}." if duty.within else "")) for _, duty in suggestion.duties))


def _follow_up(suggestion: Suggestion) -> Iterator[Block]:
    """At levels 1 and 2 nothing ends without a date and an owner (continuum facts F4.22); above them the answer is chased."""
    yield Heading("What happens next")
    if suggestion.decision.level in (1, 2):
        yield Para("Look again on a set day, and sooner if the worry grows.")
    yield Blank("Review date")
    yield Blank("Owner of the review (role)")
