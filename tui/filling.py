"""One form of a disagreement while it is filled in: its words, and what became of saving them. No widget, no rule."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from shlex import quote
from threading import RLock
from typing import Any

from escalation import desk
from escalation.cli import draft
from escalation.deed import Deed
from escalation.disagreement import Disagreement, card
from escalation.earlier import act_at_stages
from escalation.fold import after
from escalation.form_fields import AREA, ROLE, wants
from escalation.labels import tell_to
from escalation.ladder import Ladder
from escalation.state_json import open_gaps
from escalation.whistleblowing import NOBODY, is_to_keep_nobody
from thresholds.calendar import read_moment
from thresholds.errors import BadCall, ChangedElsewhere, StoreError, ThresholdsError
from thresholds.guide.shape import Partnership
from thresholds.pages import Value, Values
from thresholds.privacy import looks_personal
from thresholds.records.event import Card
from thresholds.text import clean_line
from tui.draft import FormDraft
from tui.outcome import Line, Outcome, in_short
from tui.questions import WHOSE, Questions


class Filling(Questions):
    """A form being filled in. What is typed stays in `words` until it is saved; nothing is ever half written."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._turn = RLock()
        """A save in a thread, and keeping the words meanwhile, take turns: what is saved is never kept again."""

    def look(self) -> None:
        """Ask the desk what is missing with the answers as they are, so that it can be asked for."""
        if self.verb == "record" and self.one:
            self._wanted |= {gap.code for gap in open_gaps(self.books, self.one)}
        elif self.verb in desk.DO or self.words.get(AREA):
            try:
                self._wanted |= {gap.code for gap in self._deed(checked=True).gaps}
                if "order" in self._wanted and self.verb == "move-up":
                    self._wanted |= {"to", "override", "override-reason"}
            except ThresholdsError:
                return  # what is wrong with the answers is said when they are saved

    # What is typed.

    def take(self, values: Values) -> None:
        """Take the answers of a page as they stand."""
        self.words.update(values)

    @property
    def has_words(self) -> bool:
        """Whether something was answered that is saved nowhere."""
        return {name: value for name, value in self.words.items() if value} != {name: value for name, value in self._first.items() if value}

    # Saving.

    def save(self, *, checked: bool = False) -> Outcome:
        """Write it to the register, or say what stands in the way. Nothing is ever half written; the words stay as they are."""
        try:
            deed = self._deed(checked=checked)
            if not self._role():
                asked = WHOSE.get(self.verb, ROLE.id)
                rest = () if deed.is_accepted else self._refused(deed).lines
                return self._missing((*rest, Line(wants(asked), asked, wants(asked))), "wrong")
            if not deed.is_accepted:
                return self._refused(deed)
            self._write(deed)
        except ChangedElsewhere as error:
            return self._changed(error)
        except StoreError as error:
            return Outcome("failed", "It is not saved", (Line(f"{error.says} {error.help}"), Line(self.keep())))
        except ThresholdsError as error:
            return Outcome("wrong", "There is a problem", (Line(f"{error.says} {error.help}"),))
        self.give_up()
        if not is_to_keep_nobody(self.words):
            self.docket.role = clean_line(str(self.words.get(WHOSE.get(self.verb, ROLE.id)) or ""))
        return Outcome("saved", "Saved", tuple(Line(self._place(warning.field, warning.says)) for warning in deed.warnings))

    def keep(self) -> str:
        """Keep the words in a draft, where no shelf can in one of the commands; say where, and how to go on."""
        if self.is_put_down():
            return "Your words are still here, and in a draft. Save again, or go on later: F5 offers it."
        before = self._draft
        where = f" --register {quote(str(self.docket.address))}" if self.docket.address else ""
        command = f"{self.verb} {self.one.ref if self.one else ''}".strip() + where
        path = draft.keep(command, self._given(), self.docket.now())
        if path is None:
            older = f" An older draft is in {before}." if before else ""
            return f"Your words could not be kept in a draft either: copy them from this screen now.{older}"
        self._delete_draft()  # only now: the disk may be full
        self._draft = str(path)
        return f"Your words are still here, and in {path}. Save again, or go on later with: escalation {command} --from {quote(str(path))}"

    def is_put_down(self) -> bool:
        """Keep the words on the shelf as they stand, and say whether they lie there now; what is saved, or was taken back, lies nowhere."""
        with self._turn:
            if not self.has_words:
                self.forget()
                return False
            ref, position = (self.one.ref, self.one.position) if self.one else ("", 0)
            return self.shelf.keep(FormDraft(self.docket.now().isoformat(), self.verb, ref, position, draft.plain(self._given())))

    @property
    def is_kept(self) -> bool:
        """Whether a file holds the words, or what they were a moment ago."""
        return self.shelf.own is not None or bool(self._draft)

    def give_up(self) -> None:
        """Let the words go: they are saved, or are not wanted. No draft of this form is left, and none is made of what it says now."""
        with self._turn:
            self._first = dict(self.words)
            self.forget()

    def forget(self) -> None:
        """Delete every draft of this form."""
        self.shelf.drop()
        self._delete_draft()

    def _delete_draft(self) -> None:
        if self._draft:
            with suppress(OSError):  # what is saved is saved
                Path(self._draft).unlink(missing_ok=True)
            self._draft = ""

    def take_up(self, wanted: FormDraft) -> bool:
        """Take up the words of a draft, and its file; say whether it is still there as it was: another window may have taken it.

        Raises ThresholdsError where they fit the form no more.
        """
        found = self.shelf.take(wanted)
        if found is None:
            return False
        words = dict(found.words)
        if words.get("danger") != "yes":
            words.pop("danger", None)  # an answer from a draft is never today's; only a yes is kept, so that it is not lost
        self.words.update(words)
        for field in self.page().fields:
            if field.id in words and isinstance(words[field.id], tuple) != (field.kind == "many"):
                del self.words[field.id]
        self.look()
        self.steps()
        return True

    def _given(self) -> dict[str, Value]:
        return {name: value for name, value in self.words.items() if value}

    def _role(self) -> str:
        """Give who writes. Whistleblowing keeps nobody's role, and danger never waits for one."""
        if is_to_keep_nobody(self.words):
            return NOBODY
        typed = clean_line(str(self.words.get(WHOSE.get(self.verb, ROLE.id)) or ""))
        return typed or ("not given" if self.verb == "danger" else "")

    def _deed(self, *, checked: bool) -> Deed:
        values = {name: value for name, value in self.words.items() if value and name not in (ROLE.id, AREA)}
        books, role, now = self.books, self._role() or "role", self.docket.now()
        if self.one is None:
            area = self._area()
            deed = desk.raise_(books, self._ladder(), values, now, role, checked=checked, partnership=area.id)
        else:
            deed = self._act(values, now, role, checked=checked)
        named = looks_personal(role, WHOSE.get(self.verb, ROLE.id), books.allowed) if self.verb not in (*WHOSE, "danger") else ()
        return Deed((), deed.gaps, (*deed.warnings, *named), deed.problems) if named and not checked else deed

    def _act(self, values: dict[str, Value], now: datetime, role: str, *, checked: bool) -> Deed:
        """Do the verb; what belongs to earlier stages is recorded there first, in the same save."""
        assert self.one is not None  # noqa: S101 - a new disagreement has no stages yet
        return act_at_stages(self.books, self.one, self.verb, self._target(), values, now, role, checked=checked)

    def _area(self) -> Partnership:
        if self.words.get(AREA) not in self.areas:
            raise BadCall("Choose the partnership.", "It decides which ladder is followed.")
        return self.areas[str(self.words[AREA])]

    def _ladder(self) -> Ladder:
        return self.books.ladders.ladder_for(self._area(), self._when().date())

    def _when(self) -> datetime:
        return read_moment(str(self.words["happened-at"])) if self.words.get("happened-at") else self.docket.now()

    def _write(self, deed: Deed) -> None:
        register = self.docket.register(create=True)
        if register is None:
            raise StoreError("There is no register.", "Look at its address.")
        if self.one is None:

            def summed(ref: str) -> Card:
                return card(after(Disagreement(ref), deed.events))

            ref = register.begin(self._area().prefix, self._when().year, lambda _: deed.events, summed)
            self.one = after(Disagreement(ref), deed.events)
        else:
            done = after(self.one, deed.events)
            register.append(self.one.ref, self.one.position, deed.events, card(done))
            self.one = done

    def _refused(self, deed: Deed) -> Outcome:
        if deed.problems:
            lines = tuple(Line(self._place(problem.field, problem.says), problem.field, problem.says) for problem in deed.problems)
            return Outcome("wrong", "There is a problem", self._in_order(lines))
        if deed.gaps:
            self.look()
            return self._missing(tuple(Line(tell_to(gap.says), self._mends(gap.code), tell_to(gap.says)) for gap in deed.gaps), "missing")
        lines = tuple(Line(self._place(warning.field, warning.says), warning.field) for warning in deed.warnings)
        return Outcome("personal", "Not saved yet. Some of it looks as if it says who somebody is", lines)

    def _missing(self, lines: tuple[Line, ...], kind: str) -> Outcome:
        what = "These are" if len(lines) > 1 else "This is"
        return Outcome(kind, f"Not saved yet. {what} missing:", self._in_order(lines))

    def _in_order(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        """Give lines in the order of their questions, danger first; last those that no answer mends."""
        order = [field.id for field in self.page().fields]
        return tuple(sorted(lines, key=lambda line: [*order, line.field].index(line.field) if line.field else len(order)))

    def _changed(self, error: ChangedElsewhere) -> Outcome:
        if self.one is None:
            return Outcome("failed", "It is not saved", (Line(f"{error.says} {error.help}"), Line(self.keep())))
        try:
            self.one, new = self.docket.new_since(self.one)
        except ThresholdsError as failed:
            return Outcome("failed", "It is not saved", (Line(f"{failed.says} {failed.help}"), Line(self.keep())))
        return Outcome("changed", "Somebody wrote in this record while you were typing", tuple(Line(in_short(event)) for event in new))

    def _mends(self, code: str) -> str:
        """Give the first unanswered question of a code, else its first; nothing where no answer mends it."""
        code = "override" if code == "order" and self.verb == "move-up" else code
        asks = self.asks
        fields = [field.id for field in self.page().fields if field.id == code or (field.id in asks and asks[field.id].code == code)]
        return next((field for field in fields if not self.words.get(field)), fields[0] if fields else "")
