"""Where a person stands on a walk: which page, what is typed but not yet taken, which way is on and which is back."""

from datetime import datetime
from typing import Any, NamedTuple

from thresholds.assessment.answers import PageAnswers, one
from thresholds.assessment.resume import NEVER_KEPT, keepable, replay
from thresholds.assessment.suggest import Suggestion
from thresholds.assessment.telling import check_body, in_short
from thresholds.assessment.walk import TICKING, Walk, answer, danger_card, interrupt, let_go, page, suggestion, trail, values
from thresholds.documents.document import Document, Heading
from thresholds.errors import ThresholdsError
from thresholds.pages import Page, Problem, Values
from tui.draft import Draft
from tui.keeping import kept
from tui.screens.danger import NUMBERS_LOST

FIRST, CHECK, LAST = "danger", "check", "suggestion"


class Answered(NamedTuple):
    """One page of the walk as the check page shows it."""

    page_id: str
    body: Document
    """Its answers; where it has none yet, only its heading."""
    is_open: bool
    """Whether it has no answer yet, or a changed one that could not be taken."""


class Journey:
    """A walk and the place on it. No widget and no rule: the core says what a page holds and what follows."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.page_id = FIRST
        self._drafts: dict[str, Values] = {}
        """What was typed on pages that could not be answered with it."""
        self._changing = False
        """Whether a page was opened from *check*, to which the way leads back."""
        self._told = walk
        """The walk with what the person was last told about, so that each urgency interrupts once."""

    @property
    def page(self) -> Page:
        """The page one stands on; on *check*, the level that was said before is the first choice."""
        found = page(self.walk, self.page_id)
        return found if self.page_id != CHECK else _with_earlier(found, one(self.walk.answers, "judgement", "worry"))

    @property
    def values(self) -> Values:
        """What to show on it: what was typed last, else what was answered."""
        return self._drafts.get(self.page_id) or values(self.walk, self.page_id)

    @property
    def question(self) -> int:
        """The number of the question one stands on; 0 on *check* and on the suggestion, which ask nothing new."""
        return 0 if self.page_id in (CHECK, LAST) else trail(self.walk).index(self.page_id) + 1

    @property
    def area(self) -> str | None:
        """The area where the child lives, if it was said: an area may word the guide in its own way."""
        return one(self.walk.answers, "place", "lives_in") or None

    @property
    def has_begun(self) -> bool:
        """Whether anything would be lost by leaving."""
        return bool(self.walk.answers or self._drafts)

    @property
    def has_words(self) -> bool:
        """Whether there are words of the person's own: they are never kept on disk, so a walk gone on with has none."""
        return any(any(pages.get("words", {}).values()) for pages in (self.walk.answers, self._drafts))

    @property
    def may_go_back(self) -> bool:
        """Whether there is a page before this one."""
        return self.page_id != FIRST

    def tell(self, given: Values) -> Document | None:
        """Give whom to phone first, where `given` makes it urgent and the person was not told so yet."""
        try:
            found = interrupt(self._told, self.page_id, given)
        except ThresholdsError:
            found = NUMBERS_LOST
        if found:
            self._told = self._told._replace(answers={**self._told.answers, self.page_id: given})
        return found

    @property
    def suggestion(self) -> Suggestion:
        """What the answers suggest."""
        return suggestion(self.walk)

    def is_far_apart(self, given: Values) -> bool:
        """Whether the own level in `given`, the answers of *check*, is two or more levels from what the answers suggest."""
        found = suggestion(self.walk._replace(answers={**self.walk.answers, CHECK: given}))
        return bool(found.level and found.worry and abs(found.level - found.worry) >= 2)

    def referral(self) -> Document:
        """Give the referral of the suggestion, with the person's own words."""
        from thresholds.assessment.referral import referral

        words = {field: one(self.walk.answers, "words", field) for field in ("seen", "said", "thought")}
        return referral(self.suggestion, words)

    def told(self) -> dict[str, Any]:
        """Give the suggestion as JSON, for a disagreement that begins with it."""
        from thresholds.assessment.suggest import as_json

        return as_json(self.suggestion)

    def danger_card(self, everywhere: bool = False) -> Document:
        """Give whom to phone when a child is in danger now, in the child's area or `everywhere`."""
        return danger_card(self.walk, everywhere)

    def go_on(self, given: Values) -> tuple[Problem, ...]:
        """Answer the page and stand on the next one, or give what is wrong and stay; what was typed is kept."""
        problems = self._take(given)
        if not problems:
            ahead = self._next()
            self._changing = self._changing or self.page_id == CHECK
            self._stand_on(ahead)
        return problems

    def go_back(self, given: Values) -> None:
        """Stand on the page before, or on *check* if one came from there. A changed answer is taken if it can be, else kept as typed."""
        if self._is_touched(given):
            self._take(given)
        order = trail(self.walk)
        place = order.index(self.page_id)
        self._stand_on(CHECK if self._changing and self.page_id != CHECK else order[max(0, place - 1)])

    def put_down(self, given: Values) -> None:
        """Keep what stands on the page: one leaves the walk for another screen."""
        if self._is_touched(given):
            self._take(given)

    def change(self, page_id: str, given: Values) -> None:
        """Leave *check* for a page whose answer is to be changed."""
        if self._is_touched(given):
            self._take(given)
        self._changing = True
        self._stand_on(page_id)

    def start_again(self, at: datetime | None) -> None:
        """Drop every answer and stand on the first page, at the time `at`."""
        self.walk = self.walk._replace(at=at, answers={})
        self._drafts.clear()
        self._stand_on(FIRST)

    def draft(self, at: datetime, given: Values | None) -> Draft:
        """Give the walk to be kept on disk, with what stands on the page now (`given`); without free text."""
        typed = {**self._drafts}
        if given is not None and self._is_touched(given):
            typed[self.page_id] = given
        typed = {name: values for name, values in typed.items() if name != NEVER_KEPT}
        return Draft(at.isoformat(), self.digest(), self.page_id, self.walk.preset, kept(keepable(self.walk.answers)), kept(typed))

    def resume(self, draft: Draft, at: datetime | None) -> None:
        """Take up a kept walk: its answers are given again, and one stands where one stood, or on the first page that is open."""
        begun = self.walk._replace(at=at, answers={}, preset=draft.preset if draft.preset in self.walk.library.area_ids else "")
        self.walk, refused = replay(begun, draft.answers)
        self._drafts = {**refused, **draft.typed}
        order = trail(self.walk)
        open_pages = [name for name in order[:-2] if self._is_open(name)]
        first_open = open_pages[0] if open_pages else LAST
        self._stand_on(min(draft.page_id if draft.page_id in order else first_open, first_open, key=order.index))
        self._changing = self.page_id not in (FIRST, CHECK, LAST) and set(open_pages) <= {self.page_id}

    def is_given_to(self, draft: Draft) -> bool:
        """Whether the answers of `draft` were given to the same data files that are here now."""
        return draft.digest == self.digest(draft.answers)

    def digest(self, answers: PageAnswers | None = None) -> str:
        """Give the digest of the data that the walk (or other `answers`) rests on so far; nothing where it cannot be read."""
        given = self.walk.answers if answers is None else answers
        named = {one(given, "place", field) for field in ("lives_in", "now_in", "placed_by")}
        try:
            return self.walk.library.digest(*sorted(named & set(self.walk.library.area_ids)))
        except ThresholdsError:
            return ""

    def answered(self) -> list[Answered]:
        """Give every page up to *check* with its answers, in the order of the walk."""
        pages = [page(self.walk, name) for name in trail(self.walk)[:-2]]
        return [
            Answered(
                each.id, check_body(self.walk.answers, [each]) if each.id in self.walk.answers else _heading(each), self._is_open(each.id)
            )
            for each in pages
        ]

    def so_far(self) -> list[tuple[str, str]]:
        """Give each answer up to the page one stands on, in few words, with what it answers. The person's own words are not repeated."""
        return list(in_short([page(self.walk, name) for name in trail(self.walk)[:-2] if name in self.walk.answers], self.walk.answers))

    def _take(self, given: Values) -> tuple[Problem, ...]:
        ticks = self.page_id.partition(":")[0] in TICKING
        # A sign that was shown ticked, and is no longer, is gone from every page it was ticked on.
        gone = set(values(self.walk, self.page_id).get("signs", ())) - set(given.get("signs", ())) if ticks else set()
        walk, problems = answer(self.walk, self.page_id, given)
        if problems:
            self._drafts[self.page_id] = given
        else:
            self._drafts.pop(self.page_id, None)
            self.walk = let_go(walk, self.page_id, gone) if gone else walk
        return problems

    def _is_touched(self, given: Values) -> bool:
        shown = self.values
        return any(value != shown.get(name, type(value)()) for name, value in given.items())

    def _next(self) -> str:
        """Give the page to go on to: the next one, and never past one that is still open."""
        order = trail(self.walk)
        first_open = next((name for name in order if self._is_open(name)), LAST)
        if self._changing and self.page_id != CHECK:
            return first_open if first_open not in (CHECK, LAST) else CHECK
        after = order[order.index(self.page_id) + 1] if self.page_id in order else first_open
        return min(after, first_open, key=order.index)

    def _is_open(self, name: str) -> bool:
        return name not in self.walk.answers or name in self._drafts

    def _stand_on(self, page_id: str) -> None:
        if page_id in (FIRST, CHECK, LAST):
            self._changing = False
        self.page_id = page_id
        self._told = self.walk


def _with_earlier(check: Page, earlier: str) -> Page:
    """Give the page *check* with the earlier level named in its choice, and that choice first."""
    said = f"level {earlier}" if earlier.isdecimal() else "not sure"
    field = check.fields[0]
    choices = [choice._replace(label=f"{choice.label} ({said})") if choice.value == "same" else choice for choice in field.choices]
    field = field._replace(choices=tuple(sorted(choices, key=lambda choice: choice.value != "same")))
    return check._replace(fields=(field, *check.fields[1:]))


def _heading(unanswered: Page) -> Document:
    return Document((Heading(unanswered.heading, 3),))
