"""When professionals disagree, in the app: the list, the task list with its ladder, the forms, raising one, and what stands in the way."""

import json
from pathlib import Path

import pytest

from tests.escalation.desks import books
from tests.tui.docketed import RAISE, events_of, fill, go, opened, run, somebody_writes
from tests.tui.drawn import MONDAY, press, rows, seen, squashed, turn_to, until, walked
from tests.tui.gallery import SIZES, drawn
from thresholds.errors import StoreError
from thresholds.records.event import Card
from thresholds.records.faults import fault
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.register import RegisterScreen
from tui.widgets.field import FieldBox
from tui.widgets.obstacle import Obstacle
from tui.widgets.press import Press


def test_home_leads_here_and_an_empty_register_says_how_to_raise_one(tmp_path: Path) -> None:
    """With nothing saved the list says what to press, and looking makes no file."""
    place = tmp_path / "none.sqlite3"

    async def work() -> None:
        async with opened("", most=0, register=str(place)) as (app, pilot):
            assert "docket" not in app.__dict__
            await go(pilot, "f5")
            assert isinstance(app.screen, RegisterScreen)
            assert "press N: three minutes" in " ".join(seen(app).split())
            assert not place.exists()
            await go(pilot, "n")
            assert isinstance(app.screen, FormScreen)
            said = " ".join(seen(app).split())
            first = ["Is a child in danger now?", "If yes: 999", "1 ( ) Yes", "3 ( ) Cannot rule it out", "Three minutes.", "is a duty"]
            assert sorted(first, key=said.index) == first and all(each in said for each in first)
            assert "SD-HF" not in said

    run(work())


def test_the_list_reads_cards_alone_and_is_narrowed_down() -> None:
    """No disagreement is folded for the list; keys and typing narrow it, overdue ones come first."""

    async def work() -> None:
        async with opened("") as (app, pilot):
            app.docket.read = None  # type: ignore[assignment, method-assign]  # whoever reads a disagreement fails
            await go(pilot, "f5")
            shown = seen(app)
            assert shown.index("HF-2026-001") < shown.index("WA-2026-001") < shown.index("BR-2026-001")
            assert "OVERDUE, due Mon 9 Nov 2026, 17:00" in shown
            await go(pilot, "t")
            assert "BR-2026-001" in seen(app) and "HF-2026-001" not in seen(app)
            await go(pilot, "t t t o")
            assert "HF-2026-001" in seen(app) and "BR-2026-001" not in seen(app)
            await go(pilot, "o slash =drift")
            assert "WA-2026-001" in seen(app) and "HF-2026-001" not in seen(app)
            assert "1 of 3 open." in seen(app)
            assert rows(app)[1].split() == ["Esc", "Clear", "Enter", "Go", "to", "the", "list"] and "N Raise" not in seen(app)
            await go(pilot, "=zzzz")
            assert "No open disagreement fits what you typed." in seen(app)
            await go(pilot, "escape s s s")
            assert "Esc Clear" not in seen(app) and "N Raise" in seen(app)
            assert "0 finished." in seen(app)

    run(work())


def test_a_disagreement_is_raised_by_keys() -> None:
    """Five short pages end in a disagreement on the area's own ladder, at its first stage, with all that was typed on the record."""

    async def work() -> None:
        async with opened("f5 n", most=0) as (app, pilot):
            for number, keys in enumerate(RAISE, 1):
                assert f"Page {number} of 5" in seen(app)
                await go(pilot, keys)
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            await until(pilot, lambda: "Saved as HF-2026-001" in seen(app))
            one = app.docket.read("HF-2026-001").one
            assert (one.ladder, one.stage and one.stage.id, one.partnership) == ("HF-2021", "HF-1", "hammersmith-and-fulham")
            assert one.answers["challenged"] == "Early help was offered"
            assert one.raised_by == "safeguarding lead"

    run(work())


def test_danger_shows_whom_to_phone_and_asks_what_was_done() -> None:
    """Yes on the first page shows 999 at once, and adds what was done, who was told and when; its own area's front door later."""

    async def work() -> None:
        async with opened("f5 n 1") as (app, pilot):
            assert "999" in seen(app) and "Danger" in seen(app)
            await go(pilot, "escape")
            assert {box.field.id for box in app.screen.query(FieldBox)} == {"danger", "danger-action", "danger-to", "danger-at"}
            await go(pilot, "escape right right enter 1 f2")
            assert "Hammersmith & Fulham" in seen(app) and "Wandsworth" not in seen(app)

    run(work())


def test_the_danger_card_goes_by_the_clock_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whom to phone follows from the app's own time, whatever the machine's is; a number for outside office hours says that it is one."""
    monkeypatch.setattr("thresholds.cli.console.now", lambda: pytest.fail("the machine's clock was read"))
    monkeypatch.setattr("escalation.cli.filling.now", lambda: pytest.fail("the machine's clock was read"))
    monkeypatch.setattr("escalation.cli.draft.now", lambda: pytest.fail("the machine's clock was read"))

    async def work() -> None:
        async with opened("f5 1 f2") as (app, pilot):
            assert "Hammersmith & Fulham: 020 8753 6610" in " ".join(seen(app).split())
            await go(pilot, "escape")
            app.docket._now = lambda: MONDAY.replace(hour=20)
            await go(pilot, "f2")
            assert "Hammersmith & Fulham, out of hours: 020 8748 8588" in " ".join(seen(app).split())
            assert "8753 6610" not in seen(app)

    run(work())


def test_the_answers_about_danger_stand_in_one_order() -> None:
    """A practised hand types the same digit for the same answer, in the walk and in every form (Yes, No, Cannot rule it out)."""
    from thresholds.assessment.asking import danger

    asked = {choice.value: choice.label for field in danger().fields for choice in field.choices}
    forms = books().shared.lists["danger"]
    assert list(asked) == list(forms) == ["yes", "no", "not-known"]


def test_danger_is_never_stopped() -> None:
    """An answer about danger is saved without a role, and what follows from it stands on top."""

    async def work() -> None:
        async with opened("f5 1 1 3") as (app, pilot):
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert events_of(app)[-1] == "danger-asked"
            assert "Danger could not be ruled out" in seen(app)

    run(work())


def test_a_shut_gate_names_what_is_missing_and_a_line_leads_to_its_question() -> None:
    """Nothing is written; each line says what is missing and its source, and enter on it stands on the question that mends it."""

    async def work() -> None:
        async with opened("f5 1 3 2") as (app, pilot):
            before = events_of(app)
            await go(pilot, "ctrl+n")
            assert "Write your role" in seen(app)
            assert "HF-2026-001: there is a problem" in rows(app)[0]
            assert "Not saved yet. These are missing:" in " ".join(seen(app).split())
            listed = [press.does for press in app.screen.query(Obstacle).first().query(Press)]
            order = [f"field:{field.id}" for field in app.screen.filling.page().fields]  # type: ignore[attr-defined]
            assert listed == sorted(listed, key=order.index) and listed[-1] == "field:by-role"
            wrong = {box.field.id for box in app.screen.query(FieldBox) if box.is_wrong}
            assert wrong == {does.partition(":")[2] for does in listed}
            await go(pilot, f"{'down ' * (len(listed) - 1)} enter =safeguarding_lead ctrl+n")
            assert "Write your role" not in seen(app)
            assert "there is a problem" in rows(app)[0]
            assert "Say when and how the other side was contacted." in " ".join(seen(app).split())
            assert "[W7" not in seen(app)
            assert "S04" not in seen(app)
            await go(pilot, "enter =2026-11-20")
            assert app.screen.values["contact-on"] == "2026-11-20"  # type: ignore[attr-defined]
            assert events_of(app) == before

    run(work())


def test_the_child_cannot_wait_reaches_senior_managers() -> None:
    """Its form opens with the senior stage and the reason chosen, and asks for the reason in a sentence."""

    async def work() -> None:
        async with opened("f5 1 5") as (app, _):
            screen = app.screen
            assert isinstance(screen, FormScreen)
            assert "L3 Senior managers" in seen(app)
            assert screen.filling.words["override"] == "cannot-wait"
            assert "override-reason" in screen.values

    run(work())


def test_somebody_wrote_first_and_no_word_is_lost() -> None:
    """What is new is shown by number, kind and role; the words stay; saving again writes both."""

    async def work() -> None:
        async with opened("f5 1 8") as (app, pilot):
            await go(pilot, "=Asked_for_the_minutes tab =school_nurse")
            somebody_writes(app)
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: "Somebody wrote in this record" in seen(app))
            assert "Noted" in seen(app) and "health visitor" in seen(app) and "Phoned" not in seen(app)
            assert app.screen.values["note"] == "Asked for the minutes"  # type: ignore[attr-defined]
            await go(pilot, "enter")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert events_of(app)[-2:] == ["noted", "noted"]

    run(work())


@pytest.mark.parametrize("kind", ["full", "locked", "read-only", "damaged"])
def test_a_register_that_cannot_be_written_keeps_the_words(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain message, the words on the screen and in a draft that the command can go on with; once saved, the draft goes."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    async def work() -> None:
        async with opened("f5 1 8") as (app, pilot):
            register = app.docket.register()
            before = events_of(app)
            whole = register.append  # type: ignore[union-attr]

            def fails(*_: object) -> None:
                raise fault(kind)

            monkeypatch.setattr(register, "append", fails)
            await go(pilot, "=Asked_for_the_minutes tab =school_nurse ctrl+n")
            await until(pilot, lambda: "It is not saved" in seen(app))
            assert squashed(fault(kind).says) in squashed(seen(app))
            (path,) = (tmp_path / "thresholds" / "drafts").glob("note-HF-2026-001-*.json")
            assert json.loads(path.read_text())["note"] == "Asked for the minutes"
            assert events_of(app) == before
            monkeypatch.setattr(register, "append", whole)
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert not path.exists()

    run(work())


def test_what_looks_personal_is_named_by_kind_and_place() -> None:
    """The warning never repeats the text; changing it or saving it all the same are the two ways on."""

    async def work() -> None:
        async with opened("f5 1 8") as (app, pilot):
            await go(pilot, "=Phone_07700_900123 tab =school_nurse ctrl+n")
            await until(pilot, lambda: "as if it says who" in seen(app))
            box = seen(app).split("┗")[0]
            assert "phone" in box.casefold() and "07700" not in box
            assert "noted" not in events_of(app)
            await go(pilot, "tab tab enter")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert events_of(app)[-1] == "noted"

    run(work())


def test_leaving_a_form_asks_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape and Ctrl+Q ask while words are unsaved; a draft can be kept; an untouched form closes at once; cover hides it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    async def work() -> None:
        async with opened("f5 1 8 escape") as (app, pilot):
            assert isinstance(app.screen, DisagreementScreen)
            await go(pilot, "8 =Something ctrl+q")
            assert "Leave this form?" in seen(app)
            await go(pilot, "enter f8")
            assert "Something" not in seen(app)
            await go(pilot, "enter escape right enter")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert "Not saved in the record" in seen(app)
            assert list((tmp_path / "thresholds" / "drafts").glob("note-HF-2026-001-20261123-110000.json"))
            assert app.return_code is None

    run(work())


def test_a_register_that_cannot_be_read_says_so() -> None:
    """The list and a disagreement show a plain message and a way to try again; a missing reference is refused."""

    async def work() -> None:
        async with opened("") as (app, pilot):
            cards = app.docket.cards

            def fails(show: str) -> list[object]:
                raise StoreError("The record is damaged.", "Restore a backup.")

            app.docket.cards = fails  # type: ignore[assignment, method-assign]
            await go(pilot, "f5")
            assert "The record is damaged." in seen(app)
            app.docket.cards = cards  # type: ignore[method-assign]
            await go(pilot, "enter")
            assert "HF-2026-001" in seen(app)
            await go(pilot, "slash =hf-2026-999 enter")
            assert "There is no disagreement with that reference here" in seen(app)
            assert "History" not in seen(app) and "escalation list" not in seen(app)
            await go(pilot, "enter")
            assert isinstance(app.screen, RegisterScreen)

    run(work())


def test_a_suggestion_leads_to_raising_one_with_the_area_filled_in() -> None:
    """D on the suggestion opens the form with its area, the kind of disagreement and the level."""
    from tests.tui.drawn import opened as walking
    from tests.tui.drawn import walked

    async def work() -> None:
        async with walking(walked("suggestion")) as (app, pilot):
            app.register = ":memory:"
            await go(pilot, "d")
            assert isinstance(app.screen, FormScreen)
            words = app.screen.filling.words
            assert (words["partnership"], words["area"], words["level"]) == ("brent", "A1", "4")
            assert "What comes with you from the walk: Brent, level 4." in " ".join(seen(app).split())
            await press(pilot, "escape")

    run(work())


def test_papers_are_saved_by_the_code_that_saves_the_referral(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is saved as Markdown in a new file for its owner alone; a file that is there is left alone."""
    place = tmp_path / "record.md"
    monkeypatch.chdir(tmp_path)

    async def work() -> None:
        async with opened("f5 1 p right enter") as (app, pilot):
            await go(pilot, "=record.md enter")
            assert "Saved" in seen(app)
            assert place.read_text().startswith("# Disagreement HF-2026-001")
            assert place.stat().st_mode & 0o077 == 0
            await go(pilot, "escape enter =record.md enter")
            assert "left alone" in seen(app)

    run(work())


def test_the_ladder_stands_beside_the_tasks_where_there_is_room() -> None:
    """At a hundred columns it is beside them, at eighty and forty below; it says where it stands, who acts and whose limit it is."""
    wide = drawn(SIZES[2])["disagreements/one"].text
    assert "│" in wide and "HF-1 Agency's own procedure: here now" in squashed_line(wide)
    assert "│" not in drawn(SIZES[0])["disagreements/one"].text
    assert fill is not None and rows is not None


def squashed_line(text: str) -> str:
    """Give the right-hand column as one line."""
    return " ".join(line.partition("│")[2].strip() for line in text.splitlines())


def test_one_damaged_card_is_one_row() -> None:
    """The list names it with what to do, and shows the others; the week opens too."""

    async def look() -> None:
        async with opened("") as (app, pilot):
            register = app.docket.register()
            assert register is not None
            register.shelf.put_card("HF-2026-001", 4, Card("open", "garbage", "HF-1", {"kind": "disagreement", "raised": 5}))  # type: ignore[attr-defined]
            await go(pilot, "f5")
            assert "HF-2026-001  damaged: run escalation verify" in seen(app)
            assert "BR-2026-001" in seen(app)
            await go(pilot, "w")
            await until(pilot, lambda: "Cannotberead(1)" in squashed(seen(app)))

    run(look())


def test_danger_over_the_list_names_every_area() -> None:
    """The list holds disagreements of several areas: F2 gives every number, also where a walk of one area lies below."""

    async def work() -> None:
        async with opened("") as (app, pilot):
            await turn_to(app, pilot, walked("words"))
            await go(pilot, "f5 f2")
            assert "Wandsworth: 020 8871 7899" in seen(app)
            assert "Brent: 020 8937 2228" in seen(app)

    run(work())
