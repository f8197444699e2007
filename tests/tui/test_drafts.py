"""A walk that was broken off is kept for its owner alone, without the person's own words, and can be taken up again."""

import asyncio
import json
import os
from pathlib import Path

import pytest

from tests.tui.drawn import MONDAY, answers, open_here, opened, press, seen, the_library, until, walked
from thresholds.assessment.answers import PageAnswers
from thresholds.assessment.resume import keepable, replay
from thresholds.assessment.walk import Walk, page, start, suggestion, trail
from thresholds.guide.fixed import TOPICS
from thresholds.pages import Values
from tui.app import ThresholdsApp
from tui.draft import Draft, Shelf
from tui.journey import Journey
from tui.keeping import CHOSEN, kept
from tui.screens.home import HomeScreen

SECRET = "kanarienvogel"
DRAFT = Draft("2026-11-22T16:42:00+00:00", "sha256:old", "child", "", {"danger": {"danger": "no"}}, {"child": {"age": "10 we"}})


def fresh() -> Walk:
    """Give a walk without answers."""
    return start(the_library(), MONDAY)


@pytest.mark.parametrize("page_id", ["place", "child", "judgement", "signs:PHY", "strengths", "check", "suggestion"])
def test_a_kept_walk_comes_back_whole(page_id: str) -> None:
    """Taken up again, a walk has the same answers and stands on the same page; one that is whole suggests the same."""
    journey = Journey(walked(page_id))
    journey.page_id = page_id
    again = Journey(fresh())
    again.resume(journey.draft(MONDAY, None), MONDAY)
    assert again.page_id == page_id
    assert {name: given for name, given in again.walk.answers.items() if name != "words"} == {
        name: given for name, given in journey.walk.answers.items() if name != "words"
    }
    if page_id == "suggestion":
        assert suggestion(again.walk).level == suggestion(journey.walk).level


def test_a_half_typed_page_comes_back_without_free_text() -> None:
    """What stands on a page that was not answered yet is kept where it can be read; free text never is, wherever it was typed."""
    told = f"his father {SECRET} hit him"
    journey = Journey(walked("check", strengths={"strengths": ("WAR-1-01",), "child_view": "cannot-be-had", "child_view_why": told}))
    journey.page_id = "child"
    for field in ("age", "earlier_concerns", "ref"):
        assert SECRET not in json.dumps(journey.draft(MONDAY, {"mobile": "no", field: told})._asdict())
    for age in ("10 weeks", "unborn"):
        assert journey.draft(MONDAY, {"age": age, "ref": "A/1"}).typed["child"] == {"age": age, "ref": "A/1"}
    typed: Values = {"age": "10 weeks", "mobile": "", "circumstances": (), "earlier_concerns": "3", "ref": "A/1"}
    journey = Journey(walked("child"))
    journey.page_id = "child"
    again = Journey(fresh())
    again.resume(journey.draft(MONDAY, typed), MONDAY)
    assert (again.page_id, again.values) == ("child", typed)


def test_only_what_is_chosen_or_can_be_read_is_kept() -> None:
    """Every field with choices is on the list of what is kept, and no other; a text field that somebody adds is not kept by itself."""
    looked = {**dict.fromkeys(TOPICS, "no"), "injury": "yes"}
    walk = walked("suggestion", words={"seen": "bruise"}, offered={"signs": ("none",)}, sweep=looked, look_injury={"signs": ("none",)})
    fields = [field for name in trail(walk) for field in page(walk, name).fields]
    assert {field.id for field in fields if field.choices} == CHOSEN
    assert not CHOSEN & {field.id for field in fields if not field.choices}
    assert kept({"child": {"nickname": SECRET, "child_view_why": SECRET, "mobile": "no"}}) == {
        "child": {"nickname": "", "child_view_why": "", "mobile": "no"}
    }


def test_own_words_are_never_kept_and_their_ticks_are() -> None:
    """The words page comes back empty, the signs that it led to stay ticked, and danger that the words spoke of stays said."""
    words: Values = {"seen": f"bruise on the cheek {SECRET}", "said": "he has a knife", "thought": SECRET}
    walk = walked("judgement", words=words, offered={"signs": ("PHY-4-02",)}, danger_again={"danger": "not-known"})
    journey = Journey(walk)
    journey.page_id = "words"
    draft = journey.draft(MONDAY, words | {"thought": f"{SECRET} too"})
    kept = json.dumps(draft._asdict())
    assert not [word for word in (SECRET, "knife", "cheek") if word in kept]
    again = Journey(fresh())
    again.resume(draft, MONDAY)
    assert again.walk.answers["danger"] == {"danger": "not-known"}
    assert again.walk.answers["offered"] == {"signs": ("PHY-4-02",)}
    assert again.walk.answers["words"] == {}


def test_answers_to_an_older_guide_are_replayed_safely() -> None:
    """What no longer fits leaves its page open, with the rest kept; nothing fails and nothing is counted twice."""
    old: PageAnswers = {
        "danger": {"danger": "perhaps"},
        "place": {"lives_in": "atlantis", "now_in": "same", "placed_by": "nobody"},
        "signs:XYZ": {"signs": ("XYZ-9-99",)},
    }
    walk, refused = replay(fresh(), old)
    assert walk.answers == {}
    assert set(refused) == {"danger", "place", "signs:XYZ"}
    journey = Journey(fresh())
    journey.resume(DRAFT._replace(answers=dict(old), page_id="signs:XYZ"), MONDAY)
    assert journey.page_id == "danger"
    assert not journey.is_given_to(DRAFT)
    assert journey.is_given_to(Journey(fresh()).draft(MONDAY, None))
    assert keepable({}) == {}


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The folder is 0700 and the file 0600, nothing half written stays beside it, and a full disk does not end the walk."""
    folder = tmp_path / "new" / "drafts"
    shelf = Shelf(folder)
    assert shelf.keep(DRAFT)
    (file,) = folder.iterdir()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert Shelf(folder).newest() == DRAFT
    assert shelf.newest() is None, "its own file is not a walk that was broken off"
    (tmp_path / "file").write_text("")
    assert not Shelf(tmp_path / "file" / "drafts").keep(DRAFT)
    assert not Shelf(None).keep(DRAFT)
    shelf.drop()
    assert not list(folder.iterdir())


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "[" * 100_000, '{"schema": "thresholds/draft/1", "answers": 3}', "\x00\ud800"])
def test_a_damaged_draft_is_set_aside(tmp_path: Path, text: str) -> None:
    """A draft that cannot be read is never a crash: it is set aside under its name, and the one before it is offered."""
    Shelf(tmp_path).keep(DRAFT)
    bad = tmp_path / "walk-bad.json"
    bad.write_bytes(text.encode("utf-8", "surrogatepass"))
    os.utime(bad, (2e9, 2e9))
    shelf = Shelf(tmp_path)
    assert shelf.newest() == DRAFT
    assert shelf.damaged == ["walk-bad.damaged"]
    assert (tmp_path / "walk-bad.damaged").exists()
    shelf.drop_all()
    assert [path.name for path in tmp_path.iterdir()] == ["walk-bad.damaged"]
    assert shelf.keep(DRAFT)
    Shelf(tmp_path).drop_all(damaged=True)
    assert not list(tmp_path.iterdir())
    assert shelf.keep(DRAFT), "what another window dropped is kept again"
    assert Shelf(tmp_path).newest() == DRAFT


def test_home_offers_what_was_kept(tmp_path: Path) -> None:
    """A new run offers the kept walk with its time, says that the guide has changed and what was set aside, and takes it up."""
    Shelf(tmp_path).keep(DRAFT)
    (tmp_path / "walk-bad.json").write_text("{")

    async def go() -> None:
        app = open_here(fresh(), drafts=tmp_path)
        async with app.run_test() as pilot:
            assert isinstance(app.screen, HomeScreen)
            await until(pilot, lambda: "files have changed since" in seen(app))
            assert "▌1 Start a walk" in seen(app)
            assert "Kept yesterday at 16:42." in seen(app)
            assert "set aside as walk-bad.damaged" in seen(app)
            await press(pilot, "1")
            assert "Start a new walk?" in seen(app)
            await press(pilot, "enter 2")
            assert app.journey.page_id == "place"
            await press(pilot, "1 1 1 ctrl+n")
            assert answers(app)["age"] == "10 we"

    asyncio.run(go())


def test_every_page_is_kept_and_an_end_on_purpose_drops_it(tmp_path: Path) -> None:
    """After each page the file holds it; leaving for later keeps it, leaving and dropping deletes it, and so does starting again."""

    def kept() -> Draft | None:
        return Shelf(tmp_path).newest()

    async def go(*last: str) -> int | None:
        async with opened(walked("child"), drafts=tmp_path) as (app, pilot):
            await press(pilot, "=10_weeks tab 2 end up space ctrl+n")
            found = kept()
            assert found is not None
            assert (found.page_id, found.answers["child"]["age"]) == ("words", "10 weeks")
            await press(pilot, f"={SECRET}")
            app.keep()
            assert SECRET not in "".join(path.read_text("utf-8") for path in tmp_path.iterdir())
            await press(pilot, " ".join(last))
            return app.return_code

    assert asyncio.run(go("ctrl+q", "tab", "enter")) == 0
    assert kept() is not None
    Shelf(tmp_path).drop_all()
    assert asyncio.run(go("ctrl+q", "tab", "tab", "enter")) == 0
    assert kept() is None


def test_dropping_and_starting_again_at_home(tmp_path: Path) -> None:
    """At home, dropping asks first and then nothing is left; the walk of this run can be left for home and gone on with."""

    async def go() -> None:
        async with opened(walked("words"), drafts=tmp_path) as (app, pilot):
            await press(pilot, "=secret")
            app.action_home()
            await until(pilot, lambda: "Your own words are too" in seen(app))
            assert "7 About this tool" in seen(app)
            assert "more below" not in seen(app)
            await press(pilot, "2")
            assert "secret" in seen(app)
            app.action_home()
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            await press(pilot, "3 tab enter")
            assert not app.has_begun
            assert "Go on" not in seen(app)
            assert not list(tmp_path.iterdir())

    asyncio.run(go())


def test_the_walk_that_was_offered_is_the_one_that_is_gone_on_with(tmp_path: Path) -> None:
    """Where another window has changed or written a walk since home offered one, no other child's answers are taken: home offers anew."""

    async def go() -> None:
        other = Shelf(tmp_path)
        assert other.keep(DRAFT)
        app = ThresholdsApp(lambda: walked(), "dark", lambda: MONDAY, drafts=tmp_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "Go on where you left off" in seen(app))
            assert other.keep(DRAFT._replace(page_id="words"))
            await press(pilot, "2")
            assert isinstance(app.screen, HomeScreen)
            assert other.own, "the file of the other window is still its own"
            await press(pilot, "2")
            assert not isinstance(app.screen, HomeScreen)

    asyncio.run(go())
