"""Where one stands on a walk: on, back, changed at the end, and whom one was told to phone."""

from tests.tui.drawn import walked
from thresholds.assessment.walk import Walk, page
from thresholds.documents.document import Document
from thresholds.pages import Values
from tui.journey import Journey
from tui.widgets.choice_list import keys_of

CHILD: Values = {"age": "9 years", "mobile": "yes", "circumstances": ("none",), "earlier_concerns": "", "ref": ""}


def standing(walk: Walk, page_id: str) -> Journey:
    """Give a journey that stands on a page of `walk`."""
    journey = Journey(walk)
    journey.page_id = page_id
    return journey


def test_check_shows_what_the_core_says() -> None:
    """The answers that stand beside each Change are together the check page's own document."""
    journey = Journey(walked("check"))
    assert sum((answered.body for answered in journey.answered()), Document()) == page(journey.walk, "check").body


def test_looking_at_a_page_does_not_answer_it() -> None:
    """Going back from a page where nothing was typed leaves it without an answer."""
    journey = standing(walked("words"), "words")
    journey.go_back({"seen": "", "said": "", "thought": ""})
    assert journey.page_id == "child"
    assert "words" not in journey.walk.answers


def test_what_is_typed_is_kept_on_the_way_back() -> None:
    """An answer that can be taken is taken on the way back; one that cannot is shown again as it was typed."""
    journey = standing(walked("child"), "child")
    journey.go_back(CHILD)
    assert journey.walk.answers["child"]["age"] == "9 years"
    journey = standing(walked("child"), "child")
    journey.go_back(CHILD | {"age": "soon"})
    assert "child" not in journey.walk.answers
    assert journey.go_on({"lives_in": "brent", "now_in": "same", "placed_by": "nobody"}) == ()
    assert journey.values == CHILD | {"age": "soon"}


def test_change_from_check_asks_only_what_is_new() -> None:
    """A changed answer leads to the first page without one, and then back to check; going back leads to check as well."""
    journey = standing(walked("check"), "check")
    journey.change("about", {"worry": ""})
    journey.go_on({"about": ("PHY", "EDU")})
    assert journey.page_id == "signs:EDU"
    journey.go_back({"signs": ()})
    assert journey.page_id == "check"
    assert [answered.page_id for answered in journey.answered() if answered.is_open] == ["signs:EDU"]
    journey.go_on({"worry": "same"})
    assert journey.page_id == "signs:EDU"
    journey.go_on({"signs": ("none",)})
    assert journey.page_id == "check"
    journey.go_on({"worry": "same"})
    assert journey.page_id == "suggestion"


def test_a_changed_answer_comes_back_to_check() -> None:
    """A change that asks nothing new leads straight back, and the new answer stands there."""
    journey = standing(walked("suggestion"), "suggestion")
    journey.go_back({})
    journey.change("child", {})
    journey.go_on(CHILD)
    assert journey.page_id == "check"
    assert "9 years" in str(journey.answered())


def test_a_change_that_cannot_be_taken_is_not_lost() -> None:
    """Leaving a changed page with a fault in it marks it on check, and check does not go past it."""
    journey = standing(walked("suggestion"), "check")
    journey.change("child", {})
    journey.go_back(CHILD | {"age": "later"})
    assert journey.page_id == "check"
    assert [answered.page_id for answered in journey.answered() if answered.is_open] == ["child"]
    journey.go_on({"worry": "same"})
    assert journey.page_id == "child"
    assert journey.values["age"] == "later"


def test_told_once() -> None:
    """The same urgency does not interrupt twice on a page, nor when the page is left; a higher one does."""
    journey = standing(walked("signs:PHY"), "signs:PHY")
    assert journey.tell({"signs": ("PHY-4-02",)})
    assert journey.tell({"signs": ("PHY-4-02", "PHY-4-01")}) is None
    assert journey.tell({"signs": ()}) is None
    assert journey.tell({"signs": ("PHY-4-01",)}) is None
    journey.go_on({"signs": ("PHY-4-01",)})
    assert journey.tell({"injury": "no"}) is None


def test_typed_age_interrupts_too() -> None:
    """An age that makes an earlier answer urgent interrupts; one that cannot be read yet does not."""
    journey = standing(walked("check", child=CHILD, signs_PHY={"signs": ("PHY-2-01",)}), "child")
    assert journey.tell(CHILD | {"age": "10 week"[:2]}) is None
    assert journey.tell(CHILD | {"age": "soon"}) is None
    assert journey.tell(CHILD | {"age": "10 weeks"})


def test_start_again_drops_everything() -> None:
    """A new walk has no answers and stands on danger, at the new time; the area named at the start is still filled in."""
    journey = standing(walked("suggestion"), "suggestion")
    assert journey.has_begun
    journey.start_again(None)
    assert (journey.page_id, journey.has_begun, journey.walk.at) == ("danger", False, None)


def test_digits_mean_levels_where_levels_are_offered() -> None:
    """On check the key 3 is level 3, although it is the fourth choice; elsewhere keys count the choices."""
    check, danger = (page(walked("suggestion"), name).fields[0] for name in ("check", "danger"))
    assert keys_of(check) == {"1": "1", "2": "2", "3": "3", "4": "4", "same": "5", "not-sure": "0"}
    assert keys_of(danger) == {"yes": "1", "no": "2", "not-known": "3"}
