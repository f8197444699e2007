"""The walk: one page at a time, replayed from its answers."""

import pytest

from tests.assessment.desks import current_areas, the_library
from tests.assessment.walking import FIXED_PAGES, WORDS, Given, begun, gone_on, put, walked
from thresholds.assessment.walk import concern, here, page, start, suggestion, trail, values
from thresholds.errors import BadCall, UnknownName
from thresholds.guide.fixed import TOPICS


def test_the_order_of_the_pages() -> None:
    """Danger comes first, the person's own level before any list of signs, the safety questions to everybody."""
    assert trail(begun()) == (*FIXED_PAGES, "suggestion")
    assert here(begun()) == "danger"


def test_an_answer_leads_to_the_next_page() -> None:
    """Each answer leads to the next page of the trail, to the suggestion at last."""
    walk = begun()
    seen = []
    while (now := here(walk)) != "suggestion":
        seen.append(now)
        walk = put(walk, now)
    assert tuple(seen) == FIXED_PAGES
    assert suggestion(walk).level is None  # nothing worrying, and no strength either: silence is not safety


def test_an_area_chosen_gives_its_page() -> None:
    """Each area chosen has its page of signs, in the order chosen, once."""
    walk = walked("signs:PHY", about={"about": ("PHY", "EDU", "PHY")})
    assert [name for name in trail(walk) if name.startswith("signs:")] == ["signs:PHY", "signs:EDU"]


def test_a_yes_gives_signs_to_look_at() -> None:
    """A safety question answered yes leads to the signs of its areas that have no page of their own yet, or to none."""
    walk = walked("strengths", sweep={"exploitation": "yes"})
    assert "look:exploitation" in trail(walk)
    chosen = walked("strengths", about={"about": ("CSE", "CCE")}, sweep={"exploitation": "yes"})
    codes = {choice.value[:3] for choice in page(chosen, "look:exploitation").fields[0].choices} - {"non", "not"}
    assert codes == {"TRA", "RAD"}
    assert "look:missing" not in trail(walked("strengths", about={"about": ("MIS",)}, sweep={"missing": "yes"}))


def test_changing_an_answer_replays_the_walk() -> None:
    """A changed answer stops the walk at the first page that has no answer yet, and keeps the others."""
    walk = walked(about={"about": ("EDU",)}, signs__EDU={"signs": ("EDU-2-01",)})
    assert here(walk) == "suggestion"
    changed = put(walk, "about", about=("EDU", "HOU"))
    assert here(changed) == "signs:HOU"
    assert values(changed, "signs:EDU") == {"signs": ("EDU-2-01",)}
    assert here(put(changed, "signs:HOU")) == "suggestion"
    assert here(walk) == "suggestion"


def test_answers_off_the_trail_do_not_count() -> None:
    """Ticks on a page that is no longer part of the walk do not count, and count again when it is."""
    walk = walked(about={"about": ("PHY",)}, signs__PHY={"signs": ("PHY-4-03",)})
    assert suggestion(walk).level == 4
    without = put(walk, "about", about=("not-sure",))
    assert concern(without).indicators == []
    assert suggestion(without).level is None
    assert concern(put(without, "about", about=("PHY",))).indicators == ["PHY-4-03"]


def test_a_no_after_a_yes_takes_its_page_away() -> None:
    """What was ticked after a yes does not count once the answer is no."""
    walk = walked(sweep={"missing": "yes"}, look__missing={"signs": ("MIS-4-02",)})
    assert concern(walk).indicators == ["MIS-4-02"]
    assert concern(walk).yes == ["missing"]
    changed = put(walk, "sweep")
    assert (concern(changed).indicators, concern(changed).yes) == ([], [])


def test_the_quick_way_leaves_the_strengths_page_behind() -> None:
    """Nothing that was answered on the pages that the quick way skips counts any more."""
    walk = walked(
        about={"about": ("PHY",)},
        signs__PHY={"signs": ("PHY-2-01",)},
        strengths={"strengths": ("ENG-1-01",), "child_view": "not-yet-sought", "child_view_why": "at school"},
    )
    quick = concern(put(walk, "judgement", way="quick"))
    assert (quick.indicators, quick.child_view, quick.child_view_why) == ([], None, None)


@pytest.mark.parametrize("later", WORDS[1:])
def test_a_tick_stays_on_its_page_when_the_words_change(later: str) -> None:
    """After a change of words what was ticked stays on its page, to be seen and taken back: no tick is lost unseen."""
    walk = walked("offered", words={"seen": WORDS[0]})
    first = page(walk, "offered").fields[0].choices[0].value
    changed = put(gone_on(put(walk, "offered", signs=(first,))), "words", seen=later)
    still = {choice.value for choice in page(changed, "offered").fields[0].choices}
    assert first in still
    assert first in concern(changed).indicators
    assert set(concern(changed).indicators) <= still
    assert first not in concern(put(changed, "offered", signs=("none",))).indicators


@pytest.mark.parametrize(
    ("first", "check", "wanted"),
    [("3", "same", (3, 3)), ("3", "4", (3, 4)), ("3", "2", (3, 2)), ("not-sure", "same", (None, None)), ("not-sure", "2", (None, 2))],
)
def test_the_own_level_may_be_revised_and_both_are_kept(first: str, check: str, wanted: tuple[int | None, int | None]) -> None:
    """The person's own level can be changed at the check; the first is kept beside it, and the later one counts."""
    found = concern(walked(judgement={"worry": first}, check={"worry": check}))
    assert (found.worry_first, found.worry) == wanted


@pytest.mark.parametrize(
    ("page_id", "given", "wanted"),
    [
        ("danger", {"danger": "yes"}, {"danger": "yes"}),
        ("danger", {"danger": "not-known"}, {"danger": "not-known"}),
        ("place", {"now_in": "wandsworth", "placed_by": "england"}, {"now_in": "wandsworth", "placed_by": "england"}),
        ("place", {"now_in": "not-known", "placed_by": "not-known"}, {"now_in": None, "placed_by": None}),
        ("child", {"age": " 10 weeks "}, {"age": "10 weeks"}),
        ("child", {"mobile": "no"}, {"circumstances": ["not-mobile"]}),
        ("child", {"mobile": "not-known"}, {"circumstances": []}),
        ("child", {"circumstances": ("disabled", "help-refused")}, {"circumstances": ["disabled", "help-refused"]}),
        ("child", {"circumstances": ("not-known",)}, {"circumstances": []}),
        ("child", {"earlier_concerns": "2"}, {"earlier_concerns": 2}),
        ("child", {"ref": " AB\x1b[2J\n12 "}, {"ref": "AB\ufffd[2J 12"}),
        ("sweep", {"missing": "not-known"}, {"not_known": ["missing"], "none": [name for name in TOPICS if name != "missing"]}),
        ("strengths", {"strengths": ("ENG-1-01",)}, {"indicators": ["ENG-1-01"]}),
        (
            "strengths",
            {"child_view": "cannot-be-had", "child_view_why": "a baby"},
            {"child_view": "cannot-be-had", "child_view_why": "a baby"},
        ),
    ],
    ids=str,
)
def test_what_an_answer_becomes(page_id: str, given: Given, wanted: Given) -> None:
    """Each answer becomes its key of the concern, cleaned, and *not known* becomes no fact."""
    found = concern(walked(**{page_id: given})).model_dump()
    assert {key: found[key] for key in wanted} == wanted


def test_none_and_not_known_on_a_page_of_signs() -> None:
    """*None of these* and *not known* on a page of signs become `none` and `not_known` of its area."""
    found = concern(walked(about={"about": ("EDU", "HOU")}, signs__EDU={"signs": ("none",)}, signs__HOU={"signs": ("not-known",)}))
    assert "EDU" in found.none
    assert found.not_known == ["HOU"]


def test_none_fits_after_a_yes_is_no_answer_none() -> None:
    """*None of these fits* after a yes leaves the yes as it is, and *not known* there stands beside it."""
    for said in ("none", "not-known"):
        found = concern(walked(sweep={"missing": "yes"}, look__missing={"signs": (said,)}))
        assert found.yes == ["missing"]
        assert "missing" not in found.none
        assert ("missing" in found.not_known) == (said == "not-known")


def test_the_quick_way() -> None:
    """The quick way goes from the own level straight to the safety questions and the check, and says what was not asked."""
    walk = walked(judgement={"way": "quick"}, sweep={"missing": "not-known"})
    assert trail(walk) == ("danger", "place", "child", "words", "judgement", "sweep", "check", "suggestion")
    unknowns = suggestion(walk).unknowns
    assert any("missing" in line and line.startswith("Not known") for line in unknowns)
    assert any("child's own view" in line for line in unknowns)


def test_the_quick_way_says_that_the_signs_were_not_asked() -> None:
    """After the quick way the suggestion says that the signs were not looked through (design 5)."""
    assert any("signs" in line.casefold() for line in suggestion(walked(judgement={"way": "quick"})).unknowns)


def test_a_yes_on_the_quick_way_still_shows_signs() -> None:
    """On the quick way, too, a yes leads to the signs of its areas."""
    walk = walked("look:suicide", judgement={"way": "quick"}, sweep={"suicide": "yes"})
    assert here(walk) == "look:suicide"


@pytest.mark.parametrize("area", current_areas())
def test_a_walk_begun_for_an_area_still_asks(area: str) -> None:
    """An area named at the start is filled in on its page, and the page is still asked."""
    walk = start(the_library(), None, area)
    assert values(walk, "place") == {"lives_in": area}
    assert here(put(walk, "danger")) == "place"


def test_a_walk_cannot_begin_in_the_past() -> None:
    """A walk begins neither in an area that is history nor in one without a file, and no page offers them."""
    for name, error in (("tri-borough-2019", BadCall), ("nowhere", UnknownName)):
        with pytest.raises(error):
            start(the_library(), None, name)
    offered = {choice.value for field in page(begun(), "place").fields for choice in field.choices}
    assert offered & set(the_library().area_ids) == set(current_areas())


def test_a_walk_is_frozen() -> None:
    """An answer gives a new walk and leaves the old one as it was."""
    walk = begun()
    put(walk, "danger")
    assert dict(walk.answers) == {}
