"""The form of each verb as a page: what prompts ask, `--from` files and JSON hold, and screens draw, so that they cannot differ."""

from collections.abc import Iterable, Iterator

from escalation.disagreement import Disagreement, open_actions
from escalation.fields import NO_CHILD, Asked, every_ask, field_asks, gate_asks, need_asks
from escalation.gates import Books, is_beyond_agencies, shape_of
from escalation.ladder import Stage
from escalation.order import next_way, ways_up
from thresholds.errors import UnknownName
from thresholds.finding import near
from thresholds.pages import Choice, Field, Page

VERBS = {
    "raise": "Raise a disagreement",
    "record": "Record what happened",
    "danger": "Is a child in danger?",
    "move-up": "Take it up a stage",
    "settle": "Settle it",
    "withdraw": "Withdraw it",
    "redirect": "It belongs somewhere else",
    "finish": "Finish it",
    "note": "Add a note",
    "change-ladder": "Follow another ladder",
}
"""Every verb with the heading of its form."""
_HINTS = {
    "raise": "Three minutes. You need nobody's permission, and your rank does not matter.",
    "danger": "If yes, phone 999 and the front door now. Come back to this afterwards.",
    "move-up": "What is agreed? What would change your mind? If they do not answer, go up all the same.",
    "settle": "Write down who does what by when, that both sides agree in writing, and when the person who raised it was told.",
    "withdraw": "Only if the child is safe without it.",
    "redirect": "The worry about the child still goes to the front door, today.",
    "finish": "What changed, what there is to learn, and where the copies are.",
    "note": "Nothing is overwritten. Say what the note corrects, where it corrects something.",
}


def _ask(name: str, label: str, form: str, hint: str = "", scope: str = "case", choices: tuple[Choice, ...] = ()) -> Asked:
    return Asked(name, name, label, form, scope, choices, hint, "always", True, False)


def verb_asks(books: Books) -> dict[str, Asked]:
    """Give the questions that belong to a verb and to no field."""
    lists = books.shared.lists
    routes = tuple(Choice(key, route.when, route.route) for key, route in books.shared.redirect.items())
    why = tuple(Choice(value, label) for value, label in lists["override"].items())
    asks = (
        _ask("happened-at", "When did this happen, if not now?", "moment"),
        _ask("stage", "At which stage?", "line", "A stage such as HF-1"),
        _ask("to", "To which stage?", "line", "Leave it empty for the next one"),
        _ask("left-at", "When did the stage before end, if earlier?", "moment"),
        _ask("agreed-date", "Did both sides agree on a date for an answer?", "date", scope="stage"),
        _ask("override", "Why out of order?", "one", choices=why),
        _ask("override-reason", "Say why in a sentence", "text"),
        _ask("pause-until", "Paused until when?", "date"),
        _ask("pause-reason", "Why is it paused?", "text"),
        _ask("number", "Which action is done? Its number", "count"),
        _ask("done-on", "When was it done?", "date"),
        _ask("done-result", "What came of it?", "text"),
        _ask("route", "Where does it belong?", "one", choices=routes),
        _ask("redirect-contacted", "When was the other route asked?", "date"),
        _ask(
            "front-door-told",
            "When was the front door told of the worry about the child?",
            "told",
            f"A date, such as 20 April 2026. Or: {NO_CHILD}.",
        ),
        _ask("note", "Your note", "text"),
        _ask("corrects", "The number of the entry that it corrects", "count"),
        _ask("ladder", "Which ladder is followed from now on?", "line", "A ladder such as HF-2021"),
        _ask("change-reason", "Why does the ladder change?", "text"),
    )
    return {ask.id: ask for ask in asks}


_VERB_ASKS = {
    "raise": ("agreed-date", "stage", "happened-at"),
    "record": ("stage", "agreed-date", "pause-until", "pause-reason", "number", "done-on", "done-result", "front-door-told", "happened-at"),
    "danger": ("happened-at",),
    "move-up": ("to", "left-at", "agreed-date", "override", "override-reason", "happened-at"),
    "settle": ("happened-at",),
    "withdraw": ("happened-at",),
    "redirect": ("route", "redirect-contacted", "front-door-told", "happened-at"),
    "finish": ("front-door-told", "happened-at"),
    "note": ("note", "corrects"),
    "change-ladder": ("ladder", "change-reason", "stage", "happened-at"),
}


def allowed_asks(books: Books, verb: str) -> dict[str, Asked]:
    """Give every question that the verb takes an answer to, which is what it writes: its own, danger, and its fields' and needs'.

    Danger can be answered with every step. Raises UnknownName for no verb.
    """
    own = {name: ask for name, ask in verb_asks(books).items() if name in _of_verb(verb)}
    fields = every_ask(books.shared)
    match verb:
        case "danger":
            codes = {"S08", *_DANGER}
        case "note":
            codes = set(_DANGER)
        case "finish":
            late = {code for code, field in books.shared.field.items() if field.gate == "finish"}
            codes = {*late, *books.shared.need, "F19", *_DANGER}
        case _:
            codes = {ask.code for ask in fields.values()}
    return {name: ask for name, ask in fields.items() if ask.code in codes and (name != "outcome" or verb == "settle")} | own


def page(books: Books, one: Disagreement | None, verb: str, target: Stage | None = None) -> Page:
    """Give the form of `verb`: for a new disagreement, or for `one` where it stands. `target` is the stage that opens.

    Only what its gate asks for comes first and must be answered; the rest may be. Raises UnknownName for no verb.
    """
    is_in_order = bool(one and target and any(way.stage.id == target.id and not way.is_override for way in ways_up(books, one)))
    left_out = ("override", "override-reason") if is_in_order else ()
    if verb == "move-up" and one and target is None:
        way = next_way(books, one)
        target = way.stage if way else None
    own = verb_asks(books)
    asks = {ask.id: ask for ask in (*_asks(books, one, verb, target), *(own[name] for name in _of_verb(verb)))}
    fields = tuple(
        _field(ask, is_due=_is_due(one, verb, ask)) for ask in asks.values() if ask.id not in left_out and not _is_idle(books, one, ask)
    )
    why = "; ".join(target.source) if target else ""
    heading = VERBS[verb] + (f": {target.id} {target.name}" if target else "")
    hint = f"{target.protocol.says} {_HINTS[verb]}" if target and target.protocol else _HINTS.get(verb, "")
    return Page(verb, heading, hint, why, fields, section=one.ref if one else "")


def _of_verb(verb: str) -> tuple[str, ...]:
    if verb not in VERBS:
        raise UnknownName("There is no such step.", near(verb, VERBS), f"There are {', '.join(VERBS)}.", code="unknown-verb")
    return _VERB_ASKS[verb]


def _asks(books: Books, one: Disagreement | None, verb: str, target: Stage | None) -> Iterator[Asked]:
    """Give the questions of the verb, its gate's first."""
    shared = books.shared
    stage = shape_of(books, one.stage) if one and one.stage else None
    match verb:
        case "raise":
            yield from gate_asks(shared, "open")
            yield from need_asks(shared, target, "open") if target else ()
            yield from field_asks(shared, "F11")
            yield from field_asks(shared, "F09")
        case "danger":
            yield from (*field_asks(shared, "F12"), *field_asks(shared, "F13"))
        case "move-up":
            beyond = bool(one and is_beyond_agencies(books.ladder(one), target))
            codes = [code for code, field in shared.field.items() if field.gate == "move-up" and (field.when != "beyond" or beyond)]
            yield from _first("S09", codes, books)
            yield from field_asks(shared, "S08")
            if stage and one and (beyond or stage.id != books.ladder(one).first.id):
                yield from need_asks(shared, stage, "close")
            yield from need_asks(shared, target, "open") if target else ()
        case "settle":
            yield from field_asks(shared, "S09")
            yield from (ask for ask in gate_asks(shared, "settle") if ask.code != "C10")
            yield from need_asks(shared, stage, "close") if stage else ()
        case "withdraw":
            yield from (*field_asks(shared, "S09"), *field_asks(shared, "C10"))
        case "redirect":
            yield from field_asks(shared, "S09")
        case "finish":
            yield from (*gate_asks(shared, "finish"), *(field_asks(shared, "F19") if one and one.outcome else ()))
        case "record":
            if one and one.ended is not None:
                yield from gate_asks(shared, "finish")
            else:
                yield from _first("S09", ("S08", "F21"), books)
                yield from gate_asks(shared, "move-up")
                yield from (ask for ask in gate_asks(shared, "settle") if ask.code in ("S12", "S13", "S14", "S15"))
            for taken in one.stages if one else ():
                yield from (*need_asks(shared, shape_of(books, taken), "open"), *need_asks(shared, shape_of(books, taken), "close"))


def _first(code: str, codes: Iterable[str], books: Books) -> Iterator[Asked]:
    """Give the questions of one field, then those of the others."""
    rest = (ask for other in codes if other != code for ask in field_asks(books.shared, other))
    return iter((*field_asks(books.shared, code), *rest))


def _is_due(one: Disagreement | None, verb: str, ask: Asked) -> bool:
    """Say whether an answer is asked for whatever the others are; what is known of the whole case already is not asked for again."""
    if verb == "record" or ask.id in _ALWAYS.get(verb, ()):
        return verb != "record"
    if one and ((verb == "finish" and not one.outcome) or (ask.scope == "case" and ask.id != "danger" and one.answers.get(ask.id))):
        return False
    return not ask.optional and ask.when == "always" and ask.field_when in ("always", *_CERTAIN.get(verb, ()))


def _is_idle(books: Books, one: Disagreement | None, ask: Asked) -> bool:
    """Say whether a question does not apply where it stands: a delay past no limit, a log that nobody keeps, actions that are done."""
    if one is None or one.stage is None:
        return False
    match ask.field_when if ask.when == "always" else ask.when:
        case "late":
            return one.stage.due_utc is None
        case "log":
            return not one.ladder or books.ladder(one).file.log is None
        case "actions-open":
            return one.ended is not None and not open_actions(one.actions)
        case _:
            return False


_DANGER = ("F12", "F13", "S09")
"""The question about danger, at the gates where it is asked, and what was done."""
_ALWAYS = {
    "danger": ("danger",),
    "note": ("note",),
    "redirect": ("route", "redirect-contacted"),
    "change-ladder": ("ladder", "change-reason"),
}
_CERTAIN = {"settle": ("settled",), "withdraw": ("withdrawn",), "move-up": ("beyond",), "finish": ("ended", "beyond")}
"""The `when` of the data that is so by the verb itself."""
_FORM_HINTS = {"date": "A date, such as 20 April 2026.", "moment": "Date and time, such as 20 April 2026, 10:15."}


def _field(ask: Asked, *, is_due: bool) -> Field:
    kind = ask.form if ask.form in ("one", "many", "text") else "text" if ask.form == "actions" else "line"
    hints = [ask.hint.rstrip(".") + "." if ask.hint else _FORM_HINTS.get(ask.form, "")]
    if ask.not_known and ask.form in ("date", "text", "line"):
        hints.append("If it is not known, write: not known, asked on 20 April 2026.")
    hint = " ".join(hints).strip()
    return Field(ask.id, kind, ask.label, hint, ask.choices, optional=not is_due)
