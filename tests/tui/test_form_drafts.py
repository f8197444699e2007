"""What was typed in a form of a disagreement is kept until it is saved or deleted, and can be taken up again in the app."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.tui.docketed import events_of, go, opened, run, somebody_writes
from tests.tui.drawn import MONDAY, seen, squashed, until, walked
from tests.tui.drawn import opened as walking
from tests.tui.test_end import ROOT, failing, in_a_terminal, press_until_it_falls, typing
from thresholds.errors import CannotWrite
from thresholds.records.faults import fault
from tui.draft import FormDraft, FormShelf, Shelf
from tui.ending import FORM_KEPT, KEPT, STOPPED
from tui.journey import Journey
from tui.screens.danger import DangerCard
from tui.screens.disagreement import DisagreementScreen
from tui.screens.form import FormScreen
from tui.screens.home import HomeScreen
from tui.unsaved import what_is_kept

NOTE = "f5 1 8 =Asked_for_the_minutes"


def files(folder: Path) -> list[Path]:
    """Give the forms that are kept."""
    return sorted(folder.glob("form-*.json"))


def words_in(folder: Path) -> dict[str, Any]:
    """Give the words of the one form that is kept."""
    (path,) = files(folder)
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["words"]
    return found


def test_a_form_is_kept_while_it_is_filled_in(tmp_path: Path) -> None:
    """The second's look writes one file for its owner alone; what is taken back or saved leaves none."""

    async def work() -> None:
        async with opened("f5 1 8", drafts=tmp_path) as (app, pilot):
            app._look_around()
            assert not files(tmp_path), "an untouched form is no draft"
            await go(pilot, "=Asked_for")
            app._look_around()
            await go(pilot, "=_the_minutes")
            app._look_around()
            assert words_in(tmp_path)["note"] == "Asked for the minutes"
            assert files(tmp_path)[0].stat().st_mode & 0o777 == 0o600
            await go(pilot, "ctrl+u")
            app._look_around()
            assert not files(tmp_path)
            await go(pilot, "=Phoned tab =school_nurse")
            app._look_around()
            assert len(files(tmp_path)) == 1
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            app._look_around()
            assert not files(tmp_path)

    run(work())


def test_a_kept_form_is_gone_on_with_in_the_app(tmp_path: Path) -> None:
    """Home and the list say so; it opens with its words, says what was written meanwhile, and once saved its draft goes."""

    async def begin() -> None:
        async with opened(NOTE, drafts=tmp_path) as (app, _):
            app.stop(143)

    async def go_on() -> None:
        async with opened("", drafts=tmp_path) as (app, pilot):
            somebody_writes(app)
            assert "A form that is not saved" in seen(app)
            assert "HF-2026-001, kept today at 11:00." in seen(app)
            await go(pilot, "f5")
            assert "A form that is not saved: HF-2026-001, kept today" in seen(app)
            app.screen.query_one("#content .row").focus()
            await go(pilot, "enter enter")
            await until(pilot, lambda: isinstance(app.screen, FormScreen) and "Asked for the minutes" in seen(app))
            await go(pilot, "tab =school_nurse ctrl+n")
            await until(pilot, lambda: "Somebody wrote in this record" in seen(app))
            assert len(files(tmp_path)) == 1
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            assert events_of(app)[-2:] == ["noted", "noted"]
            assert not files(tmp_path)
            await go(pilot, "f5")
            assert "not saved" not in seen(app)

    run(begin())
    run(go_on())


def test_a_kept_form_of_raising_asks_danger_again(tmp_path: Path) -> None:
    """It opens at its first page without an old no; a yes stays, and says at once whom to phone; deleting leaves nothing."""

    async def begin(danger: str) -> None:
        async with opened(f"f5 n {danger} ctrl+n 3 =case_4711", drafts=tmp_path) as (app, _):
            app._look_around()

    async def go_on() -> None:
        async with opened("", drafts=tmp_path) as (app, pilot):
            assert "A new disagreement, kept today at 11:00." in seen(app)
            await go(pilot, "2 enter")
            await until(pilot, lambda: isinstance(app.screen, FormScreen))
            assert "Page 1 of 5" in seen(app)
            assert app.screen.values == {"danger": ""}  # type: ignore[attr-defined]
            await go(pilot, "3 ctrl+n")
            assert app.screen.values["case-reference"] == "case 4711"  # type: ignore[attr-defined]
            await go(pilot, "escape escape right enter")
            assert len(files(tmp_path)) == 1
            app.action_home()
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
            await go(pilot, "2 right right enter")
            await until(pilot, lambda: "not saved" not in seen(app))
            assert not files(tmp_path)

    async def danger() -> None:
        shelf = FormShelf(tmp_path, ":memory:")
        shelf.keep(FormDraft(MONDAY.isoformat(), "raise", "", 0, {"danger": "yes", "danger-action": "Phoned 999"}))
        async with opened("", drafts=tmp_path) as (app, pilot):
            await go(pilot, "2 enter")
            await until(pilot, lambda: isinstance(app.screen, DangerCard))
            await go(pilot, "escape")
            assert app.screen.values["danger-action"] == "Phoned 999"  # type: ignore[attr-defined]

    run(begin("3"))
    run(go_on())
    run(danger())


@pytest.mark.parametrize("has_shelf", [True, False])
def test_dropping_a_form_leaves_nothing(has_shelf: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the register failed and a draft was written, leaving and dropping deletes it; the next look writes none."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    async def work() -> None:
        async with opened(f"{NOTE} tab =school_nurse", drafts=tmp_path / "own" if has_shelf else None) as (app, pilot):

            def fails(*_: object) -> None:
                raise fault("locked")

            monkeypatch.setattr(app.docket.register(), "append", fails)
            await go(pilot, "ctrl+n")
            await until(pilot, lambda: "It is not saved" in seen(app))
            assert list(tmp_path.rglob("*.json"))
            await go(pilot, "escape right right enter")
            await until(pilot, lambda: isinstance(app.screen, DisagreementScreen))
            app._look_around()
            assert not list(tmp_path.rglob("*.json"))

    run(work())


def test_a_draft_goes_only_once_the_next_one_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full at the second try, the draft of the first one stays, and it is said where."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    async def work() -> None:
        async with opened(NOTE) as (app, _):
            form = app.screen
            assert isinstance(form, FormScreen)
            form.filling.take(form.values)
            assert "--from" in form.filling.keep()
            (path,) = tmp_path.rglob("note-*.json")

            def full(*_: object) -> None:
                raise CannotWrite("The disk is full.", "Make room.")

            monkeypatch.setattr("escalation.cli.draft.save_new", full)
            says = form.filling.keep()
            assert "could not be kept" in says
            assert str(path) in says
            assert json.loads(path.read_text())["note"] == "Asked for the minutes"

    run(work())


def test_a_form_of_another_register_is_not_offered(tmp_path: Path) -> None:
    """The same reference is another disagreement there; what is damaged is set aside, what fits no form any more says so."""
    FormShelf(tmp_path, "elsewhere").keep(FormDraft(MONDAY.isoformat(), "note", "HF-2026-001", 1, {"note": "x"}))
    ours = FormShelf(tmp_path, ":memory:")
    ours.keep(FormDraft(MONDAY.isoformat(), "move-up", "HF-2026-001", 1, {"to": "no-such-stage", "danger": ("yes",)}))
    bad = ours.own.with_name(ours.own.name.replace(".json", "x.json"))  # type: ignore[union-attr]
    bad.write_text('{"schema": "thresholds/form/1", "at": "2026-11-23", "verb": 1}')

    async def work() -> None:
        async with opened("", drafts=tmp_path) as (app, pilot):
            assert bad.with_suffix(".damaged").exists()
            await go(pilot, "2 enter")
            await until(pilot, lambda: "The form cannot be opened" in seen(app))
            assert app.return_code is None

    assert FormShelf(tmp_path, "other").newest() is None
    run(work())


def test_a_form_from_a_walk_never_holds_its_own_words(tmp_path: Path) -> None:
    """Of the walk's page of own words nothing is in the draft of a form that begins with its suggestion."""

    async def work() -> None:
        own = {"seen": "A kanarienvogel on the cheek"}
        async with walking(walked("suggestion", words=own, offered={"signs": ("none",)}), drafts=tmp_path) as (app, pilot):
            app.register = ":memory:"
            await go(pilot, "d 3")
            app._look_around()
            assert words_in(tmp_path)["partnership"] == "brent"
            assert "kanarienvogel" not in "".join(path.read_text() for path in tmp_path.iterdir())

    run(work())


def test_what_is_said_to_be_kept_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure the last words name what lies on disk, also where it is the keeping that fails: nothing only if no file is there."""

    async def work() -> None:
        async with walking(walked("child"), drafts=tmp_path) as (app, pilot):
            app.register = ":memory:"
            app.keep()
            monkeypatch.setattr(Journey, "draft", failing)
            assert what_is_kept(app) == KEPT
            Shelf(tmp_path).drop_all()
            assert what_is_kept(app) == STOPPED
            monkeypatch.undo()
            app.action_raise()
            await until(pilot, lambda: isinstance(app.screen, FormScreen))
            await go(pilot, "3")
            assert what_is_kept(app) == f"{KEPT} {FORM_KEPT}"
            monkeypatch.setattr(FormScreen, "keep", failing)
            monkeypatch.setattr(Journey, "draft", failing)
            app.shelf.drop()
            assert what_is_kept(app) == FORM_KEPT
            app.screen.filling.forget()  # type: ignore[attr-defined]
            assert what_is_kept(app) == STOPPED
            monkeypatch.undo()
            app.shelf.drop()

    run(work())


def test_a_crash_in_a_form_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """The form is on disk as it was when the app failed, and the last words say how to come back to it; none of them is shown."""
    monkeypatch.setattr(FormScreen, "action_go_on", failing)

    async def work() -> None:
        async with opened(NOTE, drafts=tmp_path) as (_, pilot):
            await press_until_it_falls(pilot, "ctrl+n")

    with pytest.raises(RuntimeError):
        run(work())
    said = "".join(capfd.readouterr())
    assert squashed(FORM_KEPT) in squashed(said)
    assert "minutes" not in said
    assert words_in(tmp_path)["note"] == "Asked for the minutes"


PROGRAM = """
import sys
from pathlib import Path
from tests.tui.docketed import fill
from tests.tui.drawn import MONDAY, walked
from tui.app import ThresholdsApp
app = ThresholdsApp(lambda: walked(), "dark", lambda: MONDAY, register=":memory:", drafts=Path("{}"))
fill(app, 1)
app.run()
sys.exit(app.return_code or 0)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_form_is_kept_when_the_app_is_stopped(number: signal.Signals, tmp_path: Path) -> None:
    """TERM and HUP, at once after the last key, keep the exact text of a form."""

    def end(child: int, _: int) -> None:
        import os

        os.kill(child, number)

    code, _ = in_a_terminal(
        PROGRAM.format(tmp_path),
        ("Start a walk", typing(b"\x1b[15~")),
        ("HF-2026-001", typing(b"1")),
        ("can be done now", typing(b"8")),
        ("Your role", typing(b"Asked twice")),
        ("Asked twice", end),
    )
    assert code == 128 + number
    assert words_in(tmp_path)["note"] == "Asked twice"
    assert ROOT


def test_the_form_that_was_named_is_the_one_that_is_taken(tmp_path: Path) -> None:
    """Going on and deleting take the form that was named, though another was written since; one that has changed is left alone."""
    shelves = [FormShelf(tmp_path, ":memory:") for _ in range(2)]
    one = FormDraft(MONDAY.isoformat(), "note", "HF-2026-001", 1, {"note": "Asked for the minutes"})
    other = one._replace(ref="WA-2026-001", words={"note": "Another child"})
    assert shelves[0].keep(one)
    assert shelves[1].keep(other)
    assert FormShelf(tmp_path, ":memory:").take(one) == one
    assert FormShelf(tmp_path, ":memory:").take(one._replace(words={"note": "What it said before"})) is None
    assert len(files(tmp_path)) == 2


def test_words_that_cannot_be_kept_stay_on_the_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """*Leave, keep a draft* leaves nothing behind: where no draft can be written the form stays open and says so."""

    def full(*_: Any) -> None:
        raise CannotWrite("The disk is full.", "Make room.")

    async def work() -> None:
        async with opened(NOTE, drafts=tmp_path) as (app, pilot):
            monkeypatch.setattr("tui.draft.save_over", full)
            monkeypatch.setattr("tui.filling.draft.keep", lambda *_: None)
            await go(pilot, "escape tab enter")
            await until(pilot, lambda: "could not be kept in a draft" in seen(app))
            assert isinstance(app.screen, FormScreen)
            assert app.screen.values["note"] == "Asked for the minutes"

    run(work())
