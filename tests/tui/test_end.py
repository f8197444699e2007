"""How the app ends: a mistake of its own tells no secrets, and whoever stops it finds the terminal as it was."""

import asyncio
import contextlib
import inspect
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.tui import docketed
from tests.tui.drawn import MONDAY, opened, press, seen, turn_to, walked
from thresholds.assessment import walk as core
from thresholds.errors import DataFault
from thresholds.finding import Finding
from tui.app import ThresholdsApp
from tui.draft import Shelf
from tui.journey import Journey
from tui.screens.danger import DangerCard
from tui.screens.home import HomeScreen
from tui.screens.save import SaveCard
from tui.screens.walk import WalkScreen
from tui.widgets.choice_list import ChoiceList
from tui.widgets.field import FieldBox
from tui.widgets.fold import Fold

CANARY = "kanarienvogel-7f3a"
ROOT = Path(__file__).parent.parent.parent
POINTS: tuple[tuple[type, str, str, str], ...] = (
    (Journey, "go_on", "words", "ctrl+n"),
    (Journey, "tell", "danger", "1"),
    (Journey, "danger_card", "danger", "f2"),
    (WalkScreen, "show_problems", "child", "ctrl+n"),
    (ChoiceList, "action_digit", "danger", "1"),
    (FieldBox, "show_problem", "words", "=x"),
    (SaveCard, "action_save", "suggestion", "s tab enter"),
    (Journey, "so_far", "words", "ctrl+n"),
    (Journey, "go_back", "words", "=x escape"),
    (Journey, "change", "suggestion", "c home down down down down down down down down tab tab enter"),
    (Journey, "draft", "judgement", "3 1 ctrl+n"),
    (Journey, "put_down", "danger", "2 escape"),
    (WalkScreen, "draw", "child", "escape"),
    (WalkScreen, "action_why", "judgement", "w"),
    (Fold, "turn", "suggestion", "3"),
    (HomeScreen, "_look", "danger", "escape"),
)


def failing(*args: Any, **kwargs: Any) -> None:
    """Fail with the canary in a local variable, in the arguments and in the message."""
    child_name = CANARY
    raise RuntimeError(child_name)


async def press_until_it_falls(pilot: Any, keys: str) -> None:
    """Press `keys` on an app that is about to fail: the pilot may then wait for an answer that never comes, and is stopped."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(press(pilot, keys), 10)


@pytest.mark.parametrize(
    ("owner", "method", "page_id", "keys"), POINTS, ids=[f"{owner.__name__}.{method}" for owner, method, _, _ in POINTS]
)
def test_a_crash_shows_no_data(
    owner: type, method: str, page_id: str, keys: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wherever it fails, the output is one plain sentence without locals, and the exit code is 70."""
    codes = []

    async def go() -> None:
        async with opened(walked(page_id)) as (app, pilot):
            try:
                monkeypatch.setattr(owner, method, failing)
                await press_until_it_falls(pilot, keys)
            finally:
                codes.append(app.return_code)

    with pytest.raises(RuntimeError):
        asyncio.run(go())
    said = "".join(capfd.readouterr())
    assert codes == [70]
    assert CANARY not in said
    assert "Traceback" not in said
    assert " ".join(said.split()).startswith("The app stopped because of a mistake of its own.")


def test_a_crash_can_be_looked_into(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """With THRESHOLDS_DEBUG=1 the places in the code are named, and still no value."""
    monkeypatch.setenv("THRESHOLDS_DEBUG", "1")
    monkeypatch.setattr(Journey, "go_on", failing)

    async def go() -> None:
        async with opened(walked("words")) as (_, pilot):
            await press_until_it_falls(pilot, "ctrl+n")

    with pytest.raises(RuntimeError):
        asyncio.run(go())
    said = "".join(capfd.readouterr())
    assert "action_go_on" in said
    assert CANARY not in said


def test_a_broken_data_file_never_stands_before_999(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the areas cannot be read, danger still says 999."""

    def broken(*args: Any) -> None:
        raise DataFault([Finding("bad", "error", "brent.toml", "", 1, "It is broken.", "Mend it.")])

    async def go() -> None:
        async with opened() as (app, pilot):
            monkeypatch.setattr("tui.journey.danger_card", broken)
            monkeypatch.setattr("tui.journey.interrupt", broken)
            await press(pilot, "1")
            assert "phone 999" in seen(app)
            await press(pilot, "enter f2")
            assert "phone 999" in seen(app)

    asyncio.run(go())


@pytest.mark.parametrize("keys", ["", "f5 1"])
def test_danger_is_shown_where_the_guide_cannot_be_read(keys: str) -> None:
    """At home and over a disagreement F2 says 999 where no guide can be read at all, and the app goes on."""

    def fails() -> None:
        raise DataFault([Finding("bad", "error", "guide.toml", "", 1, "It is broken.", "Mend it.")])

    async def go() -> None:
        app = ThresholdsApp(fails, "dark", lambda: MONDAY, register=":memory:")  # type: ignore[arg-type]
        docketed.fill(app)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await docketed.go(pilot, f"{keys} f2")
            assert isinstance(app.screen, DangerCard)
            assert "999" in seen(app)
            assert app.return_code is None

    asyncio.run(go())


def test_a_broken_data_file_ends_the_app_in_plain_words(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """A data file that does not load ends with its own sentence and exit 3."""
    codes = []

    def broken(*args: Any) -> None:
        raise DataFault([Finding("bad", "error", "brent.toml", "", 1, "It is broken.", "Mend it.")])

    async def go() -> None:
        async with opened() as (app, pilot):
            try:
                monkeypatch.setattr("tui.journey.page", broken)
                await press(pilot, "2 ctrl+n")
            finally:
                codes.append(app.return_code)

    with pytest.raises(DataFault):
        asyncio.run(go())
    assert codes == [3]
    assert "The data does not load: 1 fault in brent.toml." in "".join(capfd.readouterr())


def in_a_terminal(program: str, *steps: tuple[str, Callable[[int, int], None]]) -> tuple[int, str]:
    """Run Python code in a terminal of its own, and take each step once its words are on the screen; give exit code and output."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT, start_new_session=True
    )
    os.close(theirs)
    left, written, new, end = list(steps), b"", b"", time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([ours], [], [], 0.05)[0]:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            written, new = written + part, new + part
        if left and left[0][0].encode() in new:
            time.sleep(0.3)
            new = b""
            left.pop(0)[1](child.pid, ours)
    if left:
        child.kill()
    code = child.wait(10)
    os.close(ours)
    assert not left, written[-2000:]
    return code, written.decode("utf-8", "replace")


def typing(keys: bytes) -> Callable[[int, int], None]:
    """Give a step that types."""
    return lambda _, terminal: bool(os.write(terminal, keys)) and None


def ending(number: signal.Signals) -> Callable[[int, int], None]:
    """Give a step that sends a signal, once what was typed has been kept."""

    def step(child: int, _: int) -> None:
        time.sleep(1.5 if number == signal.SIGKILL else 0.2)  # before a kill the second's look must have come by
        os.kill(child, number)

    return step


OPEN = """
import sys
from pathlib import Path
from tests.tui.drawn import open_here, walked
from thresholds.assessment.walk import start
{}
walk = walked("child")
app = open_here(walk if len("{}") else walk._replace(answers={{}}), drafts=Path("{}"))
app.run()
sys.exit(app.return_code or 0)
"""
GO_ON = ("left off", typing(b"2"))
TYPED = "9 weeks"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_stopped_from_outside(number: signal.Signals, tmp_path: Path) -> None:
    """TERM gives 143 and HUP 129 and leave the terminal as it was; after either, and after a kill, the exact text comes back."""
    typed = (TYPED[-4:], ending(number))
    code, written = in_a_terminal(OPEN.format("", "begun", tmp_path), GO_ON, ("About the child", typing(TYPED.encode())), typed)
    assert code == (128 + number if number != signal.SIGKILL else -number)
    if number != signal.SIGKILL:
        after = written.rpartition("\x1b[?1049l")
        assert after[1]
        assert "\x1b[?1000l" in written
        assert not re.sub(r"\x1b\[[?<>=0-9;]*[a-zA-Z]", "", after[2]).strip()
    _, written = in_a_terminal(OPEN.format("", "", tmp_path), GO_ON, ("About the child", typing(b"\x11")), ("Leave?", typing(b"\t\r")))
    assert TYPED in written
    assert Shelf(tmp_path).newest().typed["child"]["age"] == TYPED  # type: ignore[union-attr]


def test_a_closed_window(tmp_path: Path) -> None:
    """Where the terminal goes away without a signal, the app ends by itself with 129, and the walk is kept."""
    ours, theirs = pty.openpty()
    program = OPEN.format("", "begun", tmp_path)
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen([sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT)
    os.close(theirs)
    written = b""
    while b"left off" not in written and select.select([ours], [], [], 10)[0]:
        written += os.read(ours, 65536)
    os.close(ours)
    assert child.wait(15) == 129
    assert Shelf(tmp_path).newest() is not None


def test_a_crash_in_a_real_terminal(tmp_path: Path) -> None:
    """In a terminal too the canary is nowhere on it afterwards, the terminal is restored, the exit code is 70, and the walk is kept."""
    broken = "from tests.tui.test_end import failing; from tui.journey import Journey; Journey.go_on = failing"
    code, written = in_a_terminal(OPEN.format(broken, "begun", tmp_path), GO_ON, ("About the child", typing(b"\x0e")))
    assert code == 70
    assert "termios.error" not in written
    assert CANARY not in written
    assert "The app stopped because of a mistake of its own." in written.rpartition("\x1b[?1049l")[2]
    assert "Your answers are kept" in " ".join(written.split())
    assert Shelf(tmp_path).newest() is not None


@pytest.mark.parametrize(("keys", "code"), [(b"\x11", 0), (b"\x03", 130)])
def test_leaving_by_key(keys: bytes, code: int, tmp_path: Path) -> None:
    """Ctrl+Q ends with 0, Ctrl+C with 130."""
    assert in_a_terminal(OPEN.format("", "", tmp_path), ("Start a walk", typing(keys)))[0] == code


def test_no_screenshot_and_no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The palette offers no screenshot, and copying in a text never reaches the terminal's clipboard."""

    async def go() -> None:
        async with opened() as (app, pilot):
            await press(pilot, "ctrl+p =screenshot")
            assert "Save" not in seen(app)
            await press(pilot, "escape escape")
            await turn_to(app, pilot, walked("words"))
            written: list[str] = []
            monkeypatch.setattr(app._driver, "write", written.append)
            await press(pilot, "=secret f7 ctrl+x ctrl+v f7 ctrl+c")
            assert not [part for part in written if "\x1b]52" in part]
            assert "secret" in seen(app)

    asyncio.run(go())


def test_the_core_is_only_drawn() -> None:
    """The app asks the core for pages; it makes no page of its own."""
    sources = [path.read_text("utf-8") for path in (ROOT / "tui").rglob("*.py")]
    assert not [text for text in sources if re.search(r"\b(Page|Field|Choice)\(", text)]
    assert core.page


PRIVATE = {
    App: ("_fatal_error", "_exception", "_return_code", "_exit_renderables", "_close_messages_no_wait", "_clipboard"),
    CommandPalette: ("_action_command_list",),
    Screen: ("_on_screen_resume",),
    Input: ("_on_paste", "_cursor_offset", "virtual_size"),
    TextArea: ("_on_paste",),
}
"""What we replace or read of Textual that it does not promise (DECISIONS 53)."""


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in PRIVATE.items() for name in names])
def test_textual_still_has_what_we_use_of_it(kind: type[Any], name: str) -> None:
    """A new Textual that lacks one of these would print what a crash holds, or take a paste as it is: it fails here, by name."""
    source = "".join(inspect.getsource(each) for each in kind.__mro__ if each.__module__.startswith("textual"))
    assert hasattr(kind, name) or f"self.{name}" in source
