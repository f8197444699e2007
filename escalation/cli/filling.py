"""Filling in a form in plain lines: what must be answered first, then what is offered, then what the gate still misses."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from escalation.cli.answers import ORDERS
from escalation.deed import Deed
from escalation.fields import NONE_SHORTER, Asked, read_answer
from escalation.form_fields import wants
from thresholds.cli.asking import MOST_IN_SIGHT, Asker, Back, Leave, chosen
from thresholds.cli.console import library, now
from thresholds.documents.document import Bullets, Document, Para
from thresholds.errors import BadCall, DataFault
from thresholds.pages import Choice, Field, Page, Problem, Value

OPENING = (
    "In danger now? 999 first. This form can wait.",
    "At any question: ! danger, ? why we ask, < the question before, q stop and keep a draft.",
)
NAMED = (*ORDERS, "number", "corrects")
"""Questions for the id or number of something that may not be there: what a problem without a field is most likely about."""
REASONS = {"protective": "protective-why", "pause-until": "pause-reason", "override": "override-reason"}
"""Questions whose answer needs the reason that follows."""
SEVERAL = ("actions",)
"""Questions that take several lines."""
ROLE = Field("by-role", "line", "Your role", "A role, not a name.")
PERSONAL = Field(
    "checked",
    "one",
    "Some of it looks personal. What now?",
    choices=(
        Choice("save", "It names nobody: save it"),
        Choice("change", "Change what I wrote"),
        Choice("stop", "Stop; keep a draft"),
    ),
)
_WHY = "Nothing is kept without a role. Names are kept of nobody."


class Filling:
    """One form being filled in: `words` gets each answer as it comes, so that none is lost."""

    def __init__(
        self,
        asks: Mapping[str, Asked],
        words: dict[str, Value],
        areas: Sequence[str],
        behind: "Callable[..., Sequence[Field]]" = lambda *_: (),
    ) -> None:
        self.asks = asks
        self.behind = behind
        """Gives the questions of earlier stages that a page does not ask and a gate misses."""
        self.words = words
        self.asker = Asker(sys.stdin, sys.stderr, lambda: danger_card(areas, now()), SEVERAL)
        self.count = 0
        """How many questions were answered."""

    def open(self) -> None:
        """Say what can be done at every question."""
        for line in OPENING:
            self.asker.line(line)

    def ask_role(self) -> None:
        """Ask for the role of whoever writes."""
        self.ask_fields(Page("role", "Who writes this?", why=_WHY), [ROLE], {})

    def ask(self, page: Page, filled: Mapping[str, Value], attempt: Callable[[], Deed]) -> Deed:
        """Ask `page`, offer what need not be answered, and try until it is accepted or nothing more can be asked for.

        `filled` shows answers that an empty line keeps. Raises EOFError where the answers end, Leave where the person stops.
        """
        self.asker.head(page)
        first = [field for field in page.fields if not field.optional]
        self.ask_fields(page, [field for field in first if field.id not in self.words], filled)
        while not self.offer(page, filled):
            self.ask_fields(page, first, filled, at=max(len(first) - 1, 0))
        tried: dict[str, Value] | None = None
        while True:
            try:
                deed = attempt()
            except BadCall as error:
                deed = Deed(problems=(Problem("", f"{error.says} {error.help}"),))
            if deed.is_accepted or tried == self.words:
                return deed
            tried = dict(self.words)
            wanted = self.wanted(page, deed)
            if wanted:
                self.ask_fields(page, wanted, {}, still=lambda field: self._is_wanted(field, attempt))
            elif deed.gaps or deed.problems or not self.keeps_warned(page, deed):
                return deed

    def ask_fields(
        self,
        page: Page,
        asked: Sequence[Field],
        filled: Mapping[str, Value],
        *,
        at: int = 0,
        still: Callable[[Field], bool] = lambda _: True,
    ) -> None:
        """Ask these fields from the one `at`, one at a time; an empty line keeps what was answered before, back goes to the one before.

        An answer that needs its reason is followed by that question. A field that is `still` wanted no longer is passed over.
        """
        fields, start = list(asked), at
        while at < len(fields):
            field = fields[at]
            if at > start and field.id not in self.words and not still(field):
                at += 1
                continue
            try:
                answer = self.asker.ask_field(page, field, self.words.get(field.id, filled.get(field.id, "")))
            except Back:
                at = max(at - 1, 0)
                continue
            says = self.problem(field, answer)
            if says:
                self.asker.complain(Problem(field.id, says))
                continue
            if answer:
                self.words[field.id] = answer
            else:
                self.words.pop(field.id, None)
            self.count += 1
            if field.id == "danger" and answer == "yes":
                self.asker.tell(Document((Para("STOP: phone first.", strong=True),)) + self.asker.danger())
            follows = page.field(REASONS.get(field.id, ""))
            if follows and answer and str(answer).casefold() != NONE_SHORTER and follows.id not in self.words:
                fields = [*fields[: at + 1], follows._replace(optional=False), *(one for one in fields[at + 1 :] if one.id != follows.id)]
            at += 1

    def _is_wanted(self, field: Field, attempt: Callable[[], Deed]) -> bool:
        """Say whether a question is still missed, now that others were answered: where a side is silent, no reason is owed."""
        try:
            deed = attempt()
        except BadCall:
            return True
        return bool(deed.problems) or self._is_code(field, {gap.code for gap in deed.gaps})

    def problem(self, field: Field, answer: Value) -> str:
        """Say what is wrong with an answer; empty where nothing is."""
        if not answer:
            return "" if field.optional else wants(field.id) or "Write something here. Not known is an answer too."
        if field.id in self.asks:
            try:
                read_answer(self.asks[field.id], answer)
            except BadCall as error:
                return f"{error.says} {error.help}"
        return ""

    def offer(self, page: Page, filled: Mapping[str, Value]) -> bool:
        """Offer the questions that need not be answered, in one list; an empty line passes them all. Give whether one goes on from it."""
        rest = [field for field in page.fields if field.optional and field.id not in self.words]
        if not rest:
            return True
        self.asker.line("")
        what = "Anything else to write down?" if len(rest) < len(page.fields) else "What is there to write down?"
        says = f"{what} Numbers, such as: 1 3. An empty line goes on, < goes back through your answers."
        self.asker.line(says)
        for number, field in enumerate(rest, 1):
            self.asker.line(f"{number}. {field.label}")
        if len(rest) > MOST_IN_SIGHT:
            self.asker.line(says)
        while True:
            try:
                typed = self.asker.read(page)
            except Back:
                return False
            self.count += 1
            if not typed:
                return True
            picked, says = chosen(Field("", "many", "", choices=tuple(Choice(field.id, field.label) for field in rest)), typed)
            if not says:
                self.ask_fields(page, [field for field in rest if field.id in picked], filled)
                return True
            self.asker.complain(Problem("", says))

    def wanted(self, page: Page, deed: Deed) -> list[Field]:
        """Say what is missing or wrong, and give the fields that mend it; none where no answer can."""
        for problem in deed.problems:
            self.asker.complain(problem)
        if deed.gaps:
            self.asker.tell(Document((Para("Something is missing:"), Bullets(tuple(f"{gap.code}: {gap.says}" for gap in deed.gaps)))))
        names, codes = {problem.field for problem in deed.problems}, {gap.code for gap in deed.gaps}
        if "" in names:
            names |= {name for name in NAMED if name in self.words}
        coded = [field for field in (*page.fields, *self.behind(page, codes)) if self._is_code(field, codes)]
        without = [field for field in coded if field.id not in self.words]
        wrong = [field for field in page.fields if field.id in names]
        return [*wrong, *(self._due(field) for field in without or coded if field.id not in names)]

    def keeps_warned(self, page: Page, deed: Deed) -> bool:
        """Show what looks personal and ask what to do; give whether to try again. The answer `checked` is written for the caller."""
        self.asker.tell(Document((Bullets(tuple(f"{warning.field}: {warning.says}" for warning in deed.warnings)),)))
        while True:
            try:
                answer = self.asker.ask_field(page, PERSONAL, "")
            except Back:
                continue
            if answer == "stop":
                raise Leave
            if answer == "change":
                places = {warning.field for warning in deed.warnings}
                fields = [*(field for field in page.fields if field.id in places), *([ROLE] if ROLE.id in places else [])]
                self.ask_fields(page, fields, {})
            else:
                self.words["checked"] = "yes"
            return True

    def _due(self, field: Field) -> Field:
        """Give a field that the gate misses: one that stands for itself must be answered now, one of two that do for each other may not."""
        ask = self.asks[field.id]
        return field._replace(optional=ask.optional or ask.when != "always")

    def _is_code(self, field: Field, codes: set[str]) -> bool:
        ask = self.asks.get(field.id)
        return ask is not None and ask.code in codes


def danger_card(areas: Sequence[str], at: datetime) -> Document:
    """Give what stands on the danger card `at` this time: 999, then whom to phone in these areas, or in all where none is known.

    A number for outside office hours says that it is one. A data file that does not load never stands before 999.
    """
    from thresholds.assessment.asking import every_front_door
    from thresholds.calendar import is_office_time
    from thresholds.guide.fixed import EMERGENCY

    shelf = library()
    try:
        known = [shelf.area(name) for name in (areas or shelf.area_ids) if name in shelf.area_ids]
        shut = not is_office_time(at, shelf.holidays())
        whom = every_front_door(known, EMERGENCY, shut)
    except DataFault:
        whom = "Phone 999 now. Then phone the council's front door, or 101. The numbers cannot be read here."
    return Document((Para(whom, strong=True), Para("Then come back: write down what was done, whom you told and when.")))
