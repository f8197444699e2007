"""A protocol that is loaded, or not, while a disagreement goes on: never a dead end (design 6)."""

from pathlib import Path

from escalation import desk
from escalation.fold import after
from escalation.forms import page
from escalation.gates import Books
from escalation.order import ways_up
from escalation.state_json import as_json
from tests.escalation.desks import books, raised
from tests.escalation.shelves import LAST, STARTS, days, stage, with_protocol
from tests.escalation.test_gates import FIRST, HEAD, UP, done
from thresholds.calendar import read_time


def test_a_protocol_that_is_not_loaded_says_so_and_the_london_default_stands_in() -> None:
    """The Tri-borough's TB-3 and Wandsworth's WA-2 name the missing text and can be opened all the same, with a stand-in limit."""
    for ladder, name in (("TB-2019", "TB-3"), ("WA-2021", "WA-2")):
        one = done("record", raised(ladder), FIRST)
        shown = page(books(), one, "move-up", books().ladders.ladder(ladder).stage(name))
        assert "not loaded" in shown.hint and "business manager" in shown.hint
        one = done("move-up", one, {**UP, **HEAD, "to": name, "override": "other", "override-reason": "Ask the partnership"})
        assert one.stage and one.stage.limit and one.stage.limit.basis == "london-default"


def test_a_protocol_that_comes_later_does_not_lose_the_case(tmp_path: Path) -> None:
    """A case at WA-2 goes on where the policy is loaded meanwhile: to the policy's own stages, or past them."""
    one = done("record", raised("WA-2021"), FIRST)
    one = done("move-up", one, {**UP, **HEAD, "to": "WA-2", "override": "other", "override-reason": "Ask the partnership"})
    loaded = Books(with_protocol(tmp_path, "WA-2", stage("WA-2A", opens=STARTS, more=LAST)), days())
    assert [way.stage.id for way in ways_up(loaded, one)][:2] == ["WA-2A", "WA-3"]
    now = read_time("2026-04-10T12:00")
    assert as_json(loaded, one, now)["stages"][-1]["name"] == "WSCP escalation policy"
    deed = desk.move_up(loaded, one, {**UP, "to": "WA-2A"}, now, "deputy head")
    assert deed.is_accepted, deed
    assert after(one, deed.events).stage
