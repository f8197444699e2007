"""The front page of the guide: a search over everything, and below it the matrix, or what the search found."""

import gc
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from thresholds.errors import ThresholdsError
from thresholds.guide.everything import Hit, find_anything
from thresholds.guide.glossary import Glossary
from thresholds.guide.index import Index
from thresholds.guide.search import NOT_RULED_OUT, PLAIN, danger_words
from thresholds.text import clean_line
from tui.matrix import LEGEND, told
from tui.reading import FRONT, found_items
from tui.widgets.matrix_view import MatrixHead, MatrixView
from tui.widgets.open_list import OpenList
from tui.widgets.page_scroll import PageScroll
from tui.widgets.plain import Plain
from tui.widgets.press import BAR, Press
from tui.widgets.typed import ShortText

MOST = 20
"""How many things a search shows."""
INVITES = "Type a word, a worry or an id"
DANGER = "These words speak of danger. If a child is in danger now, phone 999; F2 shows whom else."
NOTHING = "Nothing found. Try another word, such as bruise or missing."
GETTING_READY = "Search is getting ready."
OWN_WORDS = "The list of everyday words cannot be read from the data files: search knows the guide's own words alone."


class GuideFront(Vertical):
    """The front page. The search is made ready in the background; what was typed meanwhile is looked for as soon as it is."""

    class Ready(Message):
        """The search is ready."""

    def __init__(self, index: Index, glossary: Callable[[], Glossary], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._index = index
        self._read_glossary = glossary
        self._glossary: Glossary | None = None
        self._notes = ""
        self.field = PageScroll(id="field")
        self.matrix = MatrixView(index)
        self.results = OpenList(())

    def compose(self) -> ComposeResult:
        """Lay out search, ways on, and the matrix."""
        guide = self._index.guide
        with Horizontal(id="seek"):
            yield Plain(" Search", classes="label")
            search = ShortText(id="search")
            search.placeholder = INVITES
            yield search
        with Horizontal(id="wares"):
            yield Press("Each level", "levels")
            yield Press("Duties", "duties")
            yield Press("Compare", "compare")
        yield MatrixHead(self.matrix, id="head")
        with self.field:
            yield self.matrix
            yield Plain(f"{LEGEND}\n{guide.title}, {guide.edition}. {guide.caution}", classes="hint legend")
            yield self.results
        yield Plain(id="told")

    def on_mount(self) -> None:
        """Make the search ready beside everything else: the first one builds its index."""
        self._show()
        self.run_worker(self._get_ready, thread=True)

    def _get_ready(self) -> None:
        try:
            glossary = self._read_glossary()
        except ThresholdsError:
            glossary, self._notes = PLAIN, f" {OWN_WORDS}"
        find_anything(self._index, "ready", 1, glossary, typing=True)
        # The guide and its index stay: were they looked through for garbage again and again, keys would wait a tenth of a second for it.
        if not gc.get_freeze_count():
            gc.freeze()
        self._glossary = glossary
        self.post_message(self.Ready())

    def on_guide_front_ready(self, event: Ready) -> None:
        """Look for what was typed meanwhile."""
        event.stop()
        self._show()

    @property
    def is_ready(self) -> bool:
        """Whether a search finds something already."""
        return self._glossary is not None

    @property
    def query_text(self) -> str:
        """What is looked for, as one clean line."""
        return clean_line(self.query_one("#search", ShortText).value)

    def seek(self, letter: str = "") -> None:
        """Go to the search: with a first letter if one was typed elsewhere, else with what is there ready to be typed over."""
        search = self.query_one("#search", ShortText)
        self.screen.set_focus(search)
        if letter:
            # Letters may come more quickly than the focus: none is lost.
            search.value += letter
            search.cursor_position = len(search.value)
        else:
            search.action_select_all()

    def focus_again(self) -> None:
        """Stand where one stood: on what was found, else on the matrix."""
        self.screen.set_focus(self.results if self.query_text and self.results.focusable else self.matrix, scroll_visible=False)

    def clear(self) -> None:
        """Give the search up and go back to the matrix."""
        self.query_one("#search", ShortText).value = ""
        self.screen.set_focus(self.matrix, scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show by a bar that one types here."""
        is_here = self.screen.focused is self.query_one("#search")
        self.query_one("#seek .label", Plain).say(f"{BAR if is_here else ' '}Search", same_size=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as somebody types."""
        event.stop()
        self._show()

    def _show(self) -> None:
        """Show the matrix, or what is found."""
        query = self.query_text
        self.set_class(bool(query), "-seeking")
        if not query:
            self._tell()
            return
        found: list[Hit] = []
        if self._glossary is None:
            self._say(GETTING_READY)
        else:
            found = find_anything(self._index, query, MOST, self._glossary, typing=True)
            shown = f"The best {MOST} are shown." if len(found) == MOST else f"{len(found)} found." if found else NOTHING
            danger = f"{DANGER} " if danger_words(query, self._glossary) else ""
            self._say(f"{danger}{shown} {NOT_RULED_OUT}{self._notes}")
        self.results.show(found_items(self._index, found))
        if not found:
            self.post_message(OpenList.StoodOn(FRONT))
        self.field.scroll_home(animate=False, immediate=True)

    def on_matrix_view_stood_on(self, event: MatrixView.StoodOn) -> None:
        """Say in words where one stands."""
        self._tell()
        self.query_one(MatrixHead).follow()

    def on_key(self, event: events.Key) -> None:
        """Take a letter that nothing else takes as a search, and whatever was typed before the search had the focus."""
        has_begun = self.screen.focused is self.query_one("#search")
        if event.character and (event.character.isalpha() or (has_begun and event.is_printable)):
            event.stop()
            event.prevent_default()
            self.seek(event.character)

    def on_resize(self, event: events.Resize) -> None:
        """Say where one stands: there may be room for it now that there was not before."""
        self._tell()

    def _tell(self) -> None:
        if not self.query_text and self.query_one("#told").display:
            self._say(told(self.matrix.matrix, self.matrix.spot))

    def _say(self, text: str) -> None:
        self.query_one("#told", Plain).say(text)
