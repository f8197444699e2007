"""One act on the record: the answers, what the desk says to them, and the save; nobody's words are lost on the way."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from escalation.cli.answers import read_file, read_set
from escalation.cli.console import books, opened
from escalation.cli.draft import forget, is_draft, words_kept
from escalation.deed import Deed
from escalation.desk import DO
from escalation.disagreement import Disagreement, card
from escalation.earlier import VERBS, act_at_stages, earlier_fields
from escalation.fields import Asked, every_ask
from escalation.fold import after, fold
from escalation.forms import allowed_asks, verb_asks
from escalation.forms import page as form_page
from escalation.gates import Books
from escalation.order import ways_up
from escalation.whistleblowing import NOBODY, is_to_keep_nobody
from thresholds.calendar import read_moment
from thresholds.cli.console import now, warn
from thresholds.errors import BadCall, ChangedElsewhere, LooksPersonal, NotAllowed, UnknownName
from thresholds.pages import Choice, Field, Page, Value
from thresholds.records.event import Event
from thresholds.records.ledger import Ledger
from thresholds.text import clean_line, count, join_words

WHEN = "happened-at"
ROLE = "by-role"
NOT_ANSWERS = (ROLE, "checked", "partnership")
"""Words that are no answer to a question of the form."""
ALWAYS = ("danger", "note")
"""Steps that nothing stops: not a change of the data, and not an erasure."""
Behind = Callable[[Page, Collection[str]], Sequence[Field]]
"""Gives the questions of earlier stages with these codes that a form does not ask."""
_LATE = timedelta(minutes=5)


def _nothing(page: Page, codes: Collection[str]) -> Sequence[Field]:
    return ()


class Call(NamedTuple):
    """How a verb was called."""

    verb: str
    ref: str = ""
    register: str | None = None
    from_file: str | None = None
    settings: Sequence[str] = ()
    by_role: str | None = None
    at: str | None = None
    checked: bool = False
    expected: int | None = None

    @property
    def is_typed(self) -> bool:
        """Whether a person answers on a terminal: from the beginning, or on from where a draft stops."""
        return sys.stdin.isatty() and (self.from_file is None or is_draft(self.from_file))

    @property
    def command(self) -> str:
        """What to call to go on with a draft."""
        where = f" --register {self.register}" if self.register else ""
        return f"{self.verb} {self.ref}".strip() + where


class Done(NamedTuple):
    """A disagreement as it is after an act, and what it is judged by."""

    books: Books
    disagreement: Disagreement


def act(call: Call) -> Done:
    """Do one verb on a disagreement that is there. Raises what refuses it: BadCall, NotAllowed, LooksPersonal, StoreError."""
    words = first_words(call)
    with words_kept(call.command, words, are_typed=call.is_typed, draft=call.from_file), opened(call.register) as register:
        one = _read(register, call)
        judged = books(one.partnership)
        asks = allowed_asks(judged, call.verb)
        set_words(call, words, judged, asks)
        deed = judge(
            call,
            words,
            asks,
            lambda: _page(judged, one, call, words),
            lambda values, role, checked: _done(judged, one, call.verb, values, role, checked=checked),
            partnership=one.partnership,
            behind=lambda page, codes: earlier_fields(judged, one, page, codes) if call.verb == "move-up" else [],
        )
        done = after(one, deed.events)
        try:
            register.append(one.ref, one.position, deed.events, card(done))
        except ChangedElsewhere:
            tell_new(register.read(one.ref)[one.position :])
            raise
    if call.from_file:
        forget(call.from_file)
    return Done(judged, done)


def _done(judged: Books, one: Disagreement, verb: str, values: Mapping[str, Value], role: str, *, checked: bool) -> Deed:
    """Do the step, with what belongs to earlier stages written there; a stage that the ladder lacks is the desk's to refuse."""
    if verb not in VERBS:
        return DO[verb](judged, one, values, this_moment(), role, checked=checked)
    try:
        target = judged.ladder(one).stage(str(values["to"])) if values.get("to") else None
        return act_at_stages(judged, one, verb, target, values, this_moment(), role, checked=checked)
    except UnknownName:
        return DO[verb](judged, one, values, this_moment(), role, checked=checked)


def this_moment() -> datetime:
    """Give the time to the second, as entries keep it."""
    return now().replace(microsecond=0)


def first_words(call: Call) -> dict[str, Value]:
    """Give what the call brings before anything is opened: the file's answers, and the role. Raises BadCall where nobody can answer."""
    if call.from_file is None and not call.settings and not call.is_typed:
        raise BadCall(
            "There is no terminal to ask the questions on, and no answers were given.",
            f"Give them with --from FILE; `escalation form {call.ref or '--verb raise'}` shows the questions.",
            code="no-answers",
        )
    words = read_file(call.from_file) if call.from_file else {}
    if call.is_typed and words.get("danger") != "yes":
        words.pop("danger", None)  # an answer from a draft is never today's; only a yes is kept, so that it is not lost
    if call.by_role:
        words[ROLE] = call.by_role
    return words


def set_words(call: Call, words: dict[str, Value], judged: Books, asks: Mapping[str, Asked]) -> None:
    """Add what `--set` and `--at` say. Raises BadCall. An act that is written down late says so on standard error, and on the record.

    An answer to a question that is in no form is named by its place: its name may be about a child.
    """
    known = {*verb_asks(judged), *every_ask(judged.shared), *NOT_ANSWERS}
    if places := [str(place) for place, name in enumerate(words, 1) if name not in known]:
        says = f"No form has the question of {'answer' if len(places) == 1 else 'answers'} {join_words(places)} in the file."
        raise BadCall(says, f"`escalation form --verb {call.verb}` shows the ids of the questions.", code="unknown-field")
    words.pop("checked", None)
    words.update(read_set(call.settings, asks))
    if call.at:
        if WHEN not in asks:
            raise BadCall("This step is dated by when it is written.", "Leave --at out, and say in words when it was.", code="bad-time")
        words[WHEN] = read_moment(call.at).isoformat()
    if isinstance(when := words.get(WHEN), str) and when and read_moment(when) < now() - _LATE:
        warn("Late entry: the record keeps both when it happened and that it is written down now.")


def judge(
    call: Call,
    words: dict[str, Value],
    asks: Mapping[str, Asked],
    form: Callable[[], Page],
    desk: Callable[[Mapping[str, Value], str, bool], Deed],
    *,
    partnership: str = "",
    filled: Mapping[str, Value] | None = None,
    behind: Behind = _nothing,
) -> Deed:
    """Give the deed that the answers come to, asked for on a terminal or taken as they are. Raises what refuses it.

    `form` gives the page to ask; a script needs none, so that it can write where the data no longer draw one.
    """

    def attempt() -> Deed:
        role, checked = _role(words) or "role not given", call.checked or words.get("checked") == "yes"
        return desk({name: value for name, value in words.items() if name not in NOT_ANSWERS}, role, checked)

    if call.is_typed:
        deed = _asked(words, asks, form(), attempt, partnership, filled or {}, behind)
    else:
        if words.get("danger") == "yes":
            warn("STOP: phone 999 first, then the front door. The record can wait.")
        if not _role(words) and call.verb != "raise":  # who raises it is a question of that form, and its gate asks for it
            raise BadCall("It is not said who writes this.", "Add --by-role with a role, and no name.", code="no-role")
        deed = attempt()
    _refuse(deed, asks)
    for warning in deed.warnings:
        warn(f"Take care: {warning.field}: {warning.says}")
    return deed


def tell_new(events: Sequence[Event]) -> None:
    """Say what others have written meanwhile: kinds, times and roles, no words."""
    warn(f"New in the record: {count(len(events), 'entry', 'entries')}.")
    for event in events:
        warn(f"{event.position}. {event.kind.replace('-', ' ')}, {event.at[:16].replace('T', ' ')}, by {event.by_role}")


def _asked(
    words: dict[str, Value],
    asks: Mapping[str, Asked],
    page: Page,
    attempt: Callable[[], Deed],
    partnership: str,
    filled: Mapping[str, Value],
    behind: Behind,
) -> Deed:
    from escalation.cli.filling import Filling

    filling = Filling(asks, words, (partnership,) if partnership else (), behind)
    filling.open()

    def with_role() -> Deed:
        if not _role(words):
            filling.ask_role()
        return attempt()

    return filling.ask(page, filled, with_role)


def _role(words: Mapping[str, Value]) -> str:
    """Give who writes: the role that was given, or that of whoever raises it; for whistleblowing nobody's."""
    if is_to_keep_nobody(words):
        return NOBODY
    return clean_line(str(words.get(ROLE) or words.get("from-role") or ""))


def _page(judged: Books, one: Disagreement, call: Call, words: dict[str, Value]) -> Page:
    """Give the form of the verb for a terminal: the way up is chosen first, and one that leaves the order asks why."""
    if call.verb in ALWAYS:  # also where the data no longer have its ladder or stage
        return form_page(judged, None, call.verb)._replace(section=one.ref)
    if call.verb != "move-up":
        return form_page(judged, one, call.verb)
    ways = ways_up(judged, one)
    if not words.get("to") and len(ways) > 1:
        from escalation.cli.filling import OPENING, Filling

        choices = (Choice(way.stage.id, way.stage.name, "out of order: with a reason" if way.is_override else "") for way in ways)
        field = Field("to", "one", "To which stage?", "The next in order comes first.", tuple(choices))
        why = "The stages are opened in their order, unless there is a reason."
        choosing = Filling({}, words, (one.partnership,))
        choosing.asker.line(OPENING[0])
        choosing.ask_fields(Page("to", "Which stage is next?", why=why), [field], {})
    target = judged.ladder(one).stage(str(words["to"])) if words.get("to") else None
    page = form_page(judged, one, call.verb, target)
    if target and any(way.is_override and way.stage.id == target.id for way in ways):
        asked = ("override", "override-reason")
        return page._replace(fields=tuple(field._replace(optional=field.optional and field.id not in asked) for field in page.fields))
    return page


def _read(register: Ledger, call: Call) -> Disagreement:
    """Give the disagreement as it stands. Raises ChangedElsewhere where it is no longer where the caller saw it."""
    events = register.read(call.ref)
    if call.expected is not None and call.expected > len(events):
        raise BadCall("The record has no such position yet.", "Give the one that `show --json` gave.", code="bad-position")
    if call.expected is not None and call.expected != len(events):
        tell_new(events[call.expected :])
        raise ChangedElsewhere(
            "Someone else has written in this record since you read it.", "Read what is new, then save again.", len(events) - call.expected
        )
    return fold(call.ref, events)


def _refuse(deed: Deed, asks: Mapping[str, Asked]) -> None:
    """Raise what stands in the way of a deed, after saying each thing on standard error; nothing where it was accepted."""
    if deed.is_accepted:
        return
    for problem in deed.problems:
        warn(f"{problem.field or 'The form'}: {problem.says}")
    if deed.problems:
        raise BadCall("The form cannot be read as it was filled in.", "Change what is listed, and try again.", code="bad-answer")
    for gap in deed.gaps:
        names = ", ".join(ask.id for ask in asks.values() if ask.code == gap.code)
        warn(f"{gap.code}: {gap.says}{f' In a file: {names}.' if names else ''} [{gap.basis}]")
    for warning in deed.warnings:
        warn(f"{warning.field}: {warning.says} [{warning.kind}]")
    if deed.gaps:
        raise NotAllowed("That is not possible yet, and nothing was saved.", "What is missing is listed above.", deed.gaps)
    raise LooksPersonal(
        "Some of it looks personal, and nothing was saved.", "Take it out, or add --checked once somebody has looked.", deed.warnings
    )
