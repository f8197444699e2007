"""Hostile text, wherever it comes from: shown letter by letter, never obeyed, never dropped in silence (S01 to S04)."""

import ast
import asyncio
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import TextArea

import tui
from tests.tui.docketed import go
from tests.tui.drawn import MONDAY, seen, squashed, strips, turn_to, walked
from tests.tui.gallery import gallery, leave, says
from tests.tui.test_end import GO_ON, OPEN, in_a_terminal, typing
from thresholds import places
from thresholds.assessment.walk import start
from thresholds.documents.document import Bullets, Document, Heading, Para, Quote, Rows
from thresholds.errors import CannotWrite
from thresholds.guide.library import Library
from thresholds.text import UNSAFE, clean, clean_line
from tui.screens.card import Card
from tui.screens.save import SavedCard
from tui.widgets.press import Press

ESC, CSI, OSC, BEL, ST = "\x1b", "\x9b", "\x9d", "\x07", "\x9c"
DRIVING = (
    f"{ESC}[2J", f"{ESC}[31m", f"{ESC}[1;1H", f"{ESC}[?1049l", f"{ESC}[6n", f"{ESC}c", f"{ESC}7", f"{ESC}#8", f"{ESC}(0", f"{ESC}[3J",
    f"{ESC}]0;title{BEL}", f"{ESC}]0;title{ESC}\\", f"{ESC}]8;;http://x.invalid{ESC}\\go{ESC}]8;;{ESC}\\", f"{ESC}]52;c;aGk={BEL}",
    f"{ESC}]50;font{BEL}", f"{ESC}]1337;File=:aGk={BEL}", f"{ESC}P+q544e{ESC}\\", f"{ESC}_hidden{ESC}\\", f"{ESC}^hidden{ESC}\\",
    f"{ESC}X hidden{ESC}\\", f"{CSI}31m", f"{CSI}2J", f"{OSC}0;title{ST}", f"\x90q{ST}", "\x85", "\x84", "\x00", "\x08\x08\x08", "\x07",
    "\x0b", "\x0c", "\r over", "\x0e\x0f", "\x11\x13", "\x7f", f"{ESC}", f"{ESC}[", f"{ESC}]", f"{CSI}", f"{OSC}",
)  # fmt: skip
"""What drives a terminal: escapes, OSC, CSI, C0 and C1."""
HIDING = (
    "\u202eright to left\u202c", "\u202dleft\u202c", "\u2066\u2067\u2068\u2069", "\u200e\u200f", "\u061c", "a\u200bb", "a\u2060b",
    "\ufeff", "\u2028\u2029", "\ufff9a\ufffab\ufffb", "\U000e0041\U000e007f", "\u180e", "\ud800", "\udfff\ud800",
)  # fmt: skip
"""What hides or turns text: direction marks, letters without width, tags, lone surrogates."""
MARKUP = (
    "[/", "[/x]", "[b]no[/b]", "[bold red]no", "[TODO]", "[", "]", "[]", "[[b]]", "\\[b]", "[@click=app.bell]go[/]", "[@click=app.exit]go",
    "[@click='app.leave(1)']go[/]", "[link=http://x.invalid]go[/link]", "[link='file:///etc/passwd']go[/]", "[$error]no[/]", "[on red]no",
    "[reverse]no", "[#ff0000]no", "{not} %s {0}", "&lt;b&gt; <b>", ":warning:", "`code` **bold** # head", "[conceal]no[/conceal]",
)  # fmt: skip
"""What Textual or Rich could take as markup."""
PAYLOADS = (*DRIVING, *HIDING, *MARKUP)
ALL = " ".join(f"q{number}<{payload}>" for number, payload in enumerate(PAYLOADS))
"""Every payload in one text, each in marks of its own."""


def raw(text: str) -> list[str]:
    """Give every letter of a drawn screen that could drive a terminal or hide text."""
    return [letter for letter in text if letter != "\n" and UNSAFE.match(letter)]


def test_there_are_payloads_enough() -> None:
    """At least sixty, no two the same; cleaning leaves a mark for each letter it takes and changes no markup."""
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60
    for payload in (*DRIVING, *HIDING):
        assert not raw(clean(payload))
        assert len(clean(payload)) == len(payload)
    assert all(clean(payload) == payload for payload in MARKUP)


def spiked(value: Any, key: str = "") -> Any:
    """Give data in which every text that a person reads ends in a payload; ids, sources and choices stay."""
    if isinstance(value, dict):
        return {name: spiked(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [spiked(each, key) for each in value]
    return f"{value} {POISON}" if isinstance(value, str) and key in WORDED else value


WORDED = {"says", "name", "hint", "title", "meaning", "means", "law", "caution", "hours", "differs", "publisher"}
POISON = f"[/x] [b] [@click=app.exit]go[/] [link=http://x.invalid]go[/] [TODO] {ESC}[31m\u202e"
SHOWN = clean(POISON)


def written(value: Any) -> str:
    """Give a value in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return json.dumps(value)  # controls as TOML's own escapes
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{written(name)} = {written(each)}" for name, each in value.items()) + "}"
    return str(value)


def lines_of(found: dict[str, Any], path: str = "") -> Iterator[str]:
    """Give tables of TOML, the plain values first."""
    for name, value in found.items():
        if not isinstance(value, dict):
            yield f"{name} = {written(value)}"
    for name, value in found.items():
        if isinstance(value, dict):
            here = f"{path}.{written(name)}" if path else written(name)
            yield f"[{here}]"
            yield from lines_of(value, here)


@pytest.fixture
def hostile_library(tmp_path: Path) -> Library:
    """The data of this checkout with a payload in every text that a person reads."""

    def spike(path: Path) -> Path:
        copy = tmp_path / path.name
        copy.write_text("\n".join(lines_of(spiked(tomllib.loads(path.read_text("utf-8"))))), "utf-8")
        return copy

    files = {name: spike(path) for name, path in places.partnership_files().items()}
    return Library(spike(places.guide_file()), files, places.holidays_file(), places.glossary_file())


HOSTILE_WAYS = ("2 ctrl+n", "1 ctrl+n", "f3", "escape f3 4", "down enter", "w", "escape 1", "f4", "space end down space", "f2", "escape 5")
"""Keys that lead through the walk's first pages, the guide, areas side by side, danger and about."""


def test_a_hostile_guide_is_only_letters(hostile_library: Library) -> None:
    """A guide and areas full of markup are drawn letter by letter on every screen, and make no action and no link."""

    async def work() -> None:
        walk = start(hostile_library, MONDAY)
        async with gallery((80, 24), walk) as (app, pilot):
            shown = 0
            for keys in ("", *HOSTILE_WAYS):
                await turn_to(app, pilot, walk) if not keys else await go(pilot, keys)
                text = "\n".join(says(app.screen))
                shown += clean(text).count(SHOWN)
                assert not raw(seen(app)), keys
                assert text.count("[TODO]") == clean(text).count(SHOWN), keys
                assert_no_ways_out(app)
            assert shown > 60

    asyncio.run(work())


def assert_no_ways_out(app: Any) -> None:
    """Nothing on the screen has an action or a link behind it that a text has put there."""
    for strip in strips(app):
        for segment in strip:
            if segment.style is not None:
                assert not segment.style.link, segment
                assert "@click" not in segment.style.meta, segment


TYPING = ("words", "child", "suggestion s", "danger f3 slash", "danger f5 slash", "danger f5 n 2 ctrl+n", "danger f5 1 2", "danger ctrl+p")
"""A page of the walk and the keys from there to each screen with something to type in."""


def test_every_field_takes_hostile_words_as_letters() -> None:
    """Every kind of line and text to type in, on every screen that has one, shows each payload as letters and drops none."""

    async def work() -> None:
        kinds = set()
        async with gallery((80, 40)) as (app, pilot):
            for way in TYPING:
                page_id, _, keys = way.partition(" ")
                await leave(app, pilot)
                await turn_to(app, pilot, walked(page_id))
                await go(pilot, keys)
                for kind in {type(each) for each in app.screen.query("Input, TextArea") if each.display}:
                    control = app.screen.query(kind).first()
                    kinds.add(kind.__name__)
                    app.screen.set_focus(control)
                    await paste(pilot, ALL)
                    given = control.text if isinstance(control, TextArea) else getattr(control, "value", "")
                    kept = clean(ALL) if isinstance(control, TextArea) else clean_line(ALL)
                    assert given == kept[: len(given)], (way, control)
                    assert (
                        len(given) >= min(len(kept), getattr(control, "max_length", None) or len(kept)) or kind.__name__ == "CommandInput"
                    )
                    assert not raw(seen(app)), (way, control)
                    assert_no_ways_out(app)
        assert kinds == {"LongText", "ShortText", "PathText", "FindText", "CommandInput"}

    asyncio.run(work())


async def paste(pilot: Any, text: str) -> None:
    """Paste a text into the field with the focus."""
    pilot.app.post_message(Paste(text))  # as a terminal does it
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("payload", [ALL, *MARKUP[:3]], ids=range(4))
def test_file_names_and_error_texts_are_letters(payload: str) -> None:
    """A file name, an error's text and a notice full of payloads stand on a card as letters."""
    error = CannotWrite(f"It failed: {payload}", "Try another.")

    async def work() -> None:
        async with gallery((100, 120)) as (app, pilot):
            body = Document(
                (Heading(payload, 3), Para(f"{error.says} {error.help}"), Bullets((payload,)), Rows(((payload, payload),)), Quote(payload))
            )
            for card in (
                SavedCard(Path("/tmp/" + payload.replace("\x00", "").replace("/", "|"))),
                Card(payload, body, Press(payload, "close")),
            ):
                app.push_screen(card)
                await pilot.pause()
                assert not raw(seen(app))
                assert_no_ways_out(app)
                text = squashed(seen(app)).replace("\u2800", "")
                for letters in MARKUP if payload == ALL else [payload]:
                    assert squashed(letters.replace("/", "|") if isinstance(card, SavedCard) else letters) in text, letters
                app.pop_screen()

    asyncio.run(work())


def test_nothing_typed_reaches_a_real_terminal(tmp_path: Path) -> None:
    """Payloads pasted into a real terminal come back as marks: the terminal is given no sequence that the app did not write itself."""
    sent = "".join(f"<{payload}>" for payload in PAYLOADS if ESC not in payload and "\ud800" not in payload and "\x00" not in payload)
    pasted = f"{ESC}[200~{sent}zz9{ESC}[201~".encode("utf-8", "surrogateescape")
    steps = (GO_ON, ("own words", typing(pasted)), ("zz9", typing(b"\x11")), ("Leave?", typing(b"\t\r")))
    _, output = in_a_terminal(OPEN.format("", "begun", tmp_path).replace('walked("child")', 'walked("words")'), *steps)
    left = re.sub(r"\x1b\[[?<>=0-9;:]*[ -/]*[@-~]|\x1b[78=>c]|\x1b\](?:11;\?|22;\w+)\x07|\x1bP[^\x1b]*\x1b\\\\|\x1b\([0B]", "", output)
    assert not [letter for letter in left if letter not in "\r\n\t\x0f\x1b" and UNSAFE.match(letter)]
    assert "\x1b" not in left, [left[at : at + 20] for at in range(len(left)) if left[at] == "\x1b"][:5]


def test_no_text_is_given_to_what_reads_markup() -> None:
    """In the source no widget that reads markup is made outside plain.py, none is switched on, and no plain text reaches one (S04)."""
    risky = {"Static", "Label", "Button", "Checkbox", "RadioButton", "RadioSet", "SelectionList", "Select", "DataTable", "Markdown",
             "Collapsible", "Link", "Digits", "Log", "RichLog", "Tree", "Tabs", "Tab", "TabPane", "Header", "Footer"}  # fmt: skip
    for path in Path(tui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            where = f"{path.name}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.ImportFrom) and path.name != "plain.py":
                assert not risky & {alias.name for alias in node.names}, where
            if isinstance(node, ast.keyword) and node.arg == "markup":
                assert isinstance(node.value, ast.Constant) and node.value.value is False, where
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                assert name not in {*risky, "notify", "from_markup", "from_text", "render_markup"}, where
                if name == "update":  # a widget's own text may only be changed by `Plain.say`, which reads no markup
                    assert path.name in ("plain.py", "themes.py") or not is_self(node.func), where
                if name == "Option":
                    assert isinstance(node.args[0], ast.Call), where


def is_self(func: ast.expr) -> bool:
    """Whether a call is made on a widget: on `self`, or on what a query gave."""
    return isinstance(func, ast.Attribute) and (
        (isinstance(func.value, ast.Name) and func.value.id == "self") or (isinstance(func.value, ast.Call))
    )
