"""What a form of a disagreement asks now: its questions page by page, those that follow from an answer, and what the desk has missed.

What is asked is what the form's page holds and the desk misses; what came once does not go while somebody types.
"""

from collections.abc import Iterable, Mapping

from escalation.disagreement import Disagreement
from escalation.earlier import earlier_fields
from escalation.fields import NONE_SHORTER, Asked, is_not_known, read_answer
from escalation.form_fields import AREA, ROLE, area_field, as_choice, wants
from escalation.forms import allowed_asks
from escalation.forms import page as form_page
from escalation.gates import Books
from escalation.ladder import Stage
from thresholds.errors import BadCall
from thresholds.guide.shape import Partnership
from thresholds.pages import Field, Page, Value, Values, problem_of
from tui.docket import Docket
from tui.outcome import Line

WHOSE = {"raise": "from-role"}
"""The question that says who writes, where the form has one."""
STEPS = {
    "danger": "Is a child in danger now?",
    "partnership": "Who disagrees with whom?",
    "children": "Which children, and which kind?",
    "challenged": "What happened, and what do you want?",
    "safety": "Until there is an answer",
}
"""The pages on which a disagreement is raised, by the question that each begins with."""


class Questions:
    """The form of `verb` for the disagreement `one`, or for a new one; `words` are the answers so far, `areas` where it may be raised."""

    def __init__(
        self,
        docket: Docket,
        verb: str,
        one: Disagreement | None = None,
        words: Values | None = None,
        areas: Mapping[str, Partnership] | None = None,
    ) -> None:
        self.docket = docket
        self.verb = verb
        self.one = one
        self.areas = areas or {}
        self.words: dict[str, Value] = dict(words or {})
        self.told: tuple[str, ...] = ()
        """What is said of the answers that came with the form, where some did."""
        self._first = dict(self.words)
        self.shelf = docket.forms()
        """Where the words lie while they are saved nowhere else."""
        self._draft = ""
        """The draft of the commands that holds them, where the shelf could not."""
        self._asks: dict[str, Asked] = {}
        self._wanted: set[str] = set()
        """The codes that the desk has missed so far: a question that came once does not go."""
        self.at = 0
        if verb not in WHOSE:
            self.words.setdefault(ROLE.id, docket.role)
            self._first[ROLE.id] = docket.role

    @property
    def books(self) -> Books:
        """What it is judged by."""
        return self.docket.books(self.one.partnership if self.one else str(self.words.get(AREA, "")))

    @property
    def asks(self) -> dict[str, Asked]:
        """Every question that the form takes an answer to; the same for every area."""
        if not self._asks:
            self._asks = allowed_asks(self.books, self.verb)
        return self._asks

    def page(self) -> Page:
        """Give the whole form, with the role of whoever writes."""
        books, one = self.books, self.one
        page = form_page(books, one, self.verb, self._target())
        fields = tuple(as_choice(books, one, self.verb, field) for field in page.fields)
        fields = tuple(sorted(fields, key=lambda field: field.id not in ("danger", "to")))  # danger first, and whereto before the rest
        if self.verb in WHOSE:
            where = area_field({area.id: area.name for area in self.areas.values() if area.status == "current"})
            fields = tuple(part for field in fields for part in ((where, field) if field.id == "case-reference" else (field,)))
        else:
            if one is not None and self.verb == "move-up":
                fields = (*fields, *earlier_fields(books, one, page, self._wanted))
            fields = (*fields, ROLE)
        return page._replace(fields=fields)

    def _target(self) -> Stage | None:
        return self.books.ladder(self.one).stage(str(self.words["to"])) if self.one and self.words.get("to") else None

    def steps(self) -> list[tuple[str, list[Field]]]:
        """Give the form page by page: headings with what is asked on each."""
        page = self.page()
        asked = [field for field in page.fields if self._is_asked(field)]
        if self.verb != "raise":
            return [(page.heading, asked)]
        found: list[tuple[str, list[Field]]] = []
        for field in asked:
            if field.id in STEPS or not found:
                found.append((STEPS.get(field.id, page.heading), []))
            found[-1][1].append(field)
        return found

    def more(self) -> list[Field]:
        """Give what may be answered as well; offered on the last page."""
        asks = self.asks
        return [field for field in self.page().fields if not self._is_asked(field) and self._applies(asks.get(field.id))]

    def _is_asked(self, field: Field) -> bool:
        ask = self.asks.get(field.id)
        if field.id in (ROLE.id, AREA, "danger"):
            return True
        if field.id == "to":
            return sum(not choice.hint for choice in field.choices) > 1 or "to" in self._wanted
        if not self._applies(ask):
            return False
        if ask and (ask.code in {*self._wanted, "F13"} or ask.when == "protective"):
            return True
        if ask and self.verb not in ("raise", "danger") and ask.code != ask.id:
            return False
        return not field.optional

    def _applies(self, ask: Asked | None) -> bool:
        """Say whether a question follows from what was answered; the data says of which answers."""
        if ask is not None and ask.code == "F13":
            return self.words.get("danger") == "yes"
        if ask is not None and ask.when == "protective":
            said = str(self.words.get("protective", "")).strip()
            return bool(said) and said.casefold() != NONE_SHORTER and not is_not_known(said)
        return True

    def problems(self, fields: Iterable[Field]) -> tuple[Line, ...]:
        """Give what is wrong with the answers to these questions, so that it is said on their own page."""
        asks, found = self.asks, []
        for field in fields:
            value = self.words.get(field.id, "")
            if field.optional and not value:
                continue
            says = problem_of(field, value or (() if field.kind == "many" else ""))
            if not says and value and field.id in asks:
                try:
                    read_answer(asks[field.id], value)
                except BadCall as error:
                    says = f"{error.says} {error.help}"
            if not value and (wanted := wants(field.id)):
                found.append(Line(wanted, field.id, wanted))
            elif says:
                found.append(Line(self._place(field.id, says), field.id, says))
        return tuple(found)

    def _place(self, field: str, says: str) -> str:
        found = self.page().field(field)
        return f"{found.label.rstrip('?:.')}: {says}" if found else says
