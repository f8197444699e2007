"""The walk: one page at a time, from danger to what the answers suggest. State is the answers; everything else is replayed from them."""

import contextlib
from collections.abc import Collection
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from thresholds.assessment import asking, choosing
from thresholds.assessment.age import read_age
from thresholds.assessment.answers import NONE, NOT_KNOWN, PageAnswers, as_concern, many, one, ticked
from thresholds.assessment.concern import Concern, read_answers
from thresholds.assessment.decide import shown
from thresholds.assessment.desk import Desk, open_desk
from thresholds.assessment.route import ANYONE, QUIET, whom_first
from thresholds.assessment.suggest import Suggestion, suggest
from thresholds.assessment.telling import check_body, suggestion_front, suggestion_parts
from thresholds.calendar import is_office_time
from thresholds.documents.document import Document, Para
from thresholds.errors import BadCall, DataFault
from thresholds.guide.ages import ages_of
from thresholds.guide.fixed import TODAY, TOPICS
from thresholds.guide.index import Index
from thresholds.guide.library import Library
from thresholds.guide.search import Match, danger_words, find_signs
from thresholds.guide.shape import Partnership
from thresholds.pages import Page, Problem, Values, check_values
from thresholds.text import cut

OFFERED = 15
MOST_KEPT = 100_000
"""The most characters of one field that a walk keeps: as much as any way of asking takes. All of it is read for words of danger."""
TICKING = ("offered", "signs", "look")
"""The pages on which signs are ticked; strengths have a page and a field of their own."""


class Walk(NamedTuple):
    """A walk as it stands: what was answered so far, by page. Frozen; every answer gives a new one."""

    library: Library
    at: datetime | None = None
    """When the walk was begun; the edge passes it in."""
    answers: PageAnswers = MappingProxyType({})
    preset: str = ""
    """The area named when the walk was begun: filled in, and still asked."""


def start(library: Library, at: datetime | None = None, partnership: str | None = None) -> Walk:
    """Begin a walk. `partnership` only fills in where the child lives, and is still asked. Raises UnknownName, DataFault, BadCall."""
    if partnership is None:
        return Walk(library, at)
    open_desk(library, partnership)
    return Walk(library, at, preset=partnership)


def trail(walk: Walk) -> tuple[str, ...]:
    """Give the ids of all pages of this walk in order, from danger to suggestion, as the answers so far lay them out."""
    answers = walk.answers
    pages = ["danger", "place", "child", "words"]
    if one(answers, "danger", "danger") == "no" and _danger_words(walk):
        pages.append("danger-again")
    if _typed(walk) or _ticked_on(walk, "offered"):
        pages.append("offered")
    pages.append("judgement")
    quick = one(answers, "judgement", "way") == "quick"
    if not quick:
        pages.append("about")
        pages += [f"signs:{code}" for code in dict.fromkeys(many(answers, "about", "about")) if code in _index(walk).guide.sub_domain]
    pages.append("sweep")
    pages += [
        f"look:{topic}"
        for topic in TOPICS
        if one(answers, "sweep", topic) == "yes" and choosing.signs_to_look_at(_index(walk), topic, tuple(pages))
    ]
    if not quick:
        pages.append("strengths")
    return (*pages, "check", "suggestion")


def here(walk: Walk) -> str:
    """Give the id of the first page without an answer: where the walk stands."""
    return next((page for page in trail(walk) if page not in walk.answers), "suggestion")


def page(walk: Walk, page_id: str) -> Page:
    """Give a page of this walk, ready to be drawn.

    Raises BadCall for a page that is not on the walk's trail.
    """
    order = trail(walk)
    if page_id not in order:
        raise BadCall("That page is not part of this walk.", "Choose one that `check` lists.", code="unknown-page")
    kind, _, code = page_id.partition(":")
    index = _index(walk)
    match kind:
        case "danger":
            return asking.danger()
        case "danger-again":
            return asking.danger_again(_danger_words(walk))
        case "place":
            return asking.place(areas(walk))
        case "child":
            return asking.child()
        case "words":
            return asking.words()
        case "offered":
            return choosing.offered(index, _offered(walk), many(walk.answers, page_id, "signs"))
        case "judgement":
            return asking.judgement(index)
        case "about":
            return choosing.about(index, [match.sign.subdomain for match in _offered(walk)])
        case "signs":
            return choosing.signs(index, code)
        case "sweep":
            return choosing.sweep(index)
        case "look":
            return choosing.look(index, code, order, many(walk.answers, page_id, "signs"))
        case "strengths":
            return choosing.strengths(index, many(walk.answers, "about", "about"), _ages(walk), many(walk.answers, page_id, "strengths"))
        case "check":
            return asking.check(check_body(walk.answers, [page(walk, name) for name in order[:-2]]))
    found = suggestion(walk)
    return Page("suggestion", "What your answers suggest", body=suggestion_front(found), section="Suggestion", more=suggestion_parts(found))


def values(walk: Walk, page_id: str) -> Values:
    """Give what was answered on a page, to show it again; empty where nothing was. A sign ticked on one page is ticked on each."""
    given = walk.answers.get(page_id, {})
    if page_id == "place" and walk.preset:
        return {"lives_in": walk.preset, **given}
    if page_id.partition(":")[0] not in TICKING:
        return given
    found = set(ticked(walk.answers, trail(walk)))
    chosen = tuple(choice.value for field in page(walk, page_id).fields for choice in field.choices if choice.value in found)
    return {**given, "signs": chosen} if chosen else given


def answer(walk: Walk, page_id: str, given: Values) -> tuple[Walk, tuple[Problem, ...]]:
    """Give the walk with a page answered, or the same walk and what is wrong with the answer.

    Raises BadCall for a page that is not on the trail.
    """
    asked = page(walk, page_id)
    problems = (*check_values(asked, given), *_problems(page_id, given))
    if problems:
        return walk, problems
    known = {field.id for field in asked.fields}
    kept = {name: cut(value, MOST_KEPT)[0] if isinstance(value, str) else tuple(value) for name, value in given.items() if name in known}
    return walk._replace(answers={**walk.answers, page_id: kept}), ()


def let_go(walk: Walk, page_id: str, signs: Collection[str]) -> Walk:
    """Give the walk without `signs` on any page but `page_id`, where a person took their ticks away.

    A page of signs that is left without an answer by it is asked again: nobody has said "none of these" there.
    """
    answers = dict(walk.answers)
    for name, given in walk.answers.items():
        if name != page_id and (gone := set(many(walk.answers, name, "signs")) & set(signs)):
            left = tuple(sign for sign in many(walk.answers, name, "signs") if sign not in gone)
            left = left or ((NONE,) if name == "offered" else ())
            answers.pop(name)
            answers |= {name: {**given, "signs": left}} if left else {}
    return walk._replace(answers=answers)


def concern(walk: Walk) -> Concern:
    """Give the concern that this walk comes to. It can be given to `suggest` for the same suggestion."""
    found = as_concern(walk.answers, trail(walk))
    return found.model_copy(update={"at": walk.at.isoformat()}) if walk.at else found


def desk(walk: Walk) -> Desk:
    """Give the desk of this walk: the area where the child lives, and those where the child is or was placed from."""
    found = as_concern(walk.answers, ("place",))
    return open_desk(walk.library, found.partnership, found.now_in, found.placed_by)


def suggestion(walk: Walk) -> Suggestion:
    """Give what the answers so far suggest. Needs the page `place` to be answered."""
    return suggest(desk(walk), concern(walk), walk.at)


def interrupt(walk: Walk, page_id: str, given: Values) -> Document | None:
    """Give whom to phone first, where `given` on this page makes it urgent for the first time; nothing where it does not.

    That danger could not be ruled out was said on its own page; it keeps no later sign from speaking.
    """
    heeds = page_id.startswith("danger")
    before, _, known = _urgency(walk, heeds)
    after, first, found = _urgency(walk._replace(answers={**walk.answers, page_id: given}), heeds)
    if after <= before or after < TODAY:
        return None
    told = tuple(Para(says, strong=True) for says in (*first, _whom(walk, after)))
    because = tuple(Para(f"Because you ticked: {sign.says}.") for sign in _index(walk).signs_in(found & ~known)[:1])
    return Document((*told, *because, Para(ANYONE), Para("Then go on here if you can: this tool helps you prepare what to say.")))


def danger_card(walk: Walk, everywhere: bool = False) -> Document:
    """Give what stands on the danger card, one key away on every page: 999, then the front door, or with `everywhere` every area's."""
    if everywhere:
        walk = walk._replace(answers={})
    return Document((Para("If a child is in danger now, phone 999.", strong=True), Para(_whom(walk, 4)), Para(ANYONE)))


def _whom(walk: Walk, urgency: int) -> str:
    """Say whom to phone; a data file that does not load never stands before 999."""
    try:
        shut = walk.at is not None and not is_office_time(walk.at, walk.library.holidays())
        if one(walk.answers, "place", "lives_in"):
            return whom_first(desk(walk), urgency, shut)
        return asking.every_front_door(areas(walk), urgency, shut)
    except DataFault:
        return "Phone 999 if a child is in danger, else the council's front door or 101. The numbers of the areas cannot be read here."


def areas(walk: Walk) -> list[Partnership]:
    """Give every area whose file can be read."""
    found = []
    for name in walk.library.area_ids:
        with contextlib.suppress(DataFault):
            found.append(walk.library.area(name))
    return found


def _urgency(walk: Walk, heeds_danger: bool) -> tuple[int, tuple[str, ...], int]:
    """Give how fast the answers so far ask for someone, silence left aside, what is said before anything else, and the ticked signs."""
    index = _index(walk)
    found = as_concern({**walk.answers, "child": _readable(walk.answers.get("child", {}))}, trail(walk))
    read = read_answers(index, found)
    facts = read.facts if heeds_danger else read.facts & ~index.danger_not_known
    duties = [(index.guide.duty[name], signs) for name, signs, known, _ in index.duties if read.signs & signs or facts & known]
    serious = read.signs & (index.level_masks[3] | index.level_masks[4])
    quiet = [QUIET] if any(duty.quiet and serious & signs for duty, signs in duties) else []
    first = tuple(filter(None, [*(duty.first for duty, _ in duties), *quiet]))
    return shown(index, read.signs, facts)[2], first, read.signs


def _readable(child: Values) -> Values:
    """Leave out an age or a number that cannot be read yet."""
    return {} if _problems("child", child) else child


def _index(walk: Walk) -> Index:
    return walk.library.index(one(walk.answers, "place", "lives_in") or None)


def _ticked_on(walk: Walk, page_id: str) -> list[str]:
    return [name for name in many(walk.answers, page_id, "signs") if name not in (NONE, NOT_KNOWN)]


def _typed(walk: Walk) -> str:
    """Give the person's own words, each field as sentences of its own."""
    return "\n".join(filter(None, (one(walk.answers, "words", field).strip() for field in ("seen", "said", "thought"))))


def _danger_words(walk: Walk) -> tuple[str, ...]:
    """Give the person's own words that speak of danger now."""
    typed = _typed(walk)
    return danger_words(typed, walk.library.glossary()) if typed else ()


def _offered(walk: Walk) -> list[Match]:
    """Give the signs that the person's own words may mean; none where nothing was written. Strengths have a page of their own."""
    typed = _typed(walk)
    if not typed:
        return []
    found = find_signs(_index(walk), typed, 2 * OFFERED, walk.library.glossary(), ages=_ages(walk))
    return [match for match in found if match.sign.level > 1][:OFFERED]


def _ages(walk: Walk) -> set[str]:
    """Give the names that the child's age goes by, where it can be read; none where it is not known."""
    child = _readable(walk.answers.get("child", {}))
    age = str(child.get("age", "")).strip()
    return (ages_of(read_age(age).days) if age else set()) | ({"not-mobile"} if child.get("mobile") == "no" else set())


def _problems(page_id: str, given: Values) -> tuple[Problem, ...]:
    """Give what the page's own rules find wrong: an age or a count that cannot be read."""
    if page_id != "child":
        return ()
    found = []
    age, earlier = str(given.get("age", "")).strip(), str(given.get("earlier_concerns", "")).strip()
    if age:
        try:
            read_age(age)
        except BadCall as error:
            found.append(Problem("age", f"{error.says} {error.help}"))
    if earlier and not (earlier.isascii() and earlier.isdigit() and len(earlier) < 4):
        found.append(Problem("earlier_concerns", "This is not a number from 0 to 999. Write one, or leave it empty."))
    return tuple(found)
