"""Where a disagreement stands, in words: what is done, what can be done and what it still lacks, and its ladder. No widget, no rule.

Everything comes from the core's own account of it (`escalation/disagreement/1`) and from the data of its ladder.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from escalation.disagreement import Disagreement
from escalation.gates import Books
from escalation.labels import RESULTS, SHORT, lack, read_day, read_time_of, said, state_said, whose
from escalation.ladder import Ladder, Stage
from escalation.order import ways_up
from escalation.state_json import as_json
from thresholds.records.event import Card
from thresholds.text import count
from tui.widgets.lines import Line

NOT_YET, READY = "Still missing:", "Nothing is missing: it can be done now"
HERE, PASSED, AHEAD = " ▶ ", " x ", " · "


class Task(NamedTuple):
    """One thing that can be done: the form that it opens, its words, how far it is, and what it lacks."""

    does: str
    says: str
    status: str = ""
    lacks: tuple[str, ...] = ()


class Standing(NamedTuple):
    """One disagreement as its screen shows it."""

    ref: str
    state: str
    heading: str
    hint: str
    alarm: str
    """What must be read first; empty where nothing must."""
    done: tuple[str, ...]
    tasks: tuple[Task, ...]
    ladder: tuple[Line, ...]


def standing(books: Books, one: Disagreement, now: datetime) -> Standing:
    """Give where `one` stands at `now`. Raises UnknownName where the data lack its ladder, DataFault."""
    state = as_json(books, one, now)
    return Standing(
        one.ref,
        state_said(one.state, one.outcome),
        _heading(books, one),
        f"{_where(state)} {_hint(state)}".strip(),
        _alarm(one, state),
        tuple(_done(books, one)),
        tuple(_tasks(books, one, state)),
        tuple(_ladder(books, one, now)),
    )


def due_words(due: Mapping[str, Any] | None, *, is_overdue: bool = False) -> str:
    """Say when a stage is due and whose limit that is; a guide is said to be one."""
    if due is None or not due["due_at"]:
        ask = f" Ask both sides for a date by {_day(due['ask_by'])}." if due and due["ask_by"] else ""
        return f"No date: {whose(due['basis'] if due else None)}.{ask}"
    head = "OVERDUE: it was due" if is_overdue else "A guide only:" if due["guide_only"] else "Due"
    return f"{head} {read_time_of(datetime.fromisoformat(due['due_at']))}. Limit: {whose(due['basis'])}."


class Words(NamedTuple):
    """What the codes of cards mean: kinds of disagreement, agencies, and stages by ladder and stage."""

    kinds: Mapping[str, str]
    agencies: Mapping[str, str]
    stages: Mapping[tuple[str, str], str]


def row_words(ref: str, card: Card, words: Words, now: datetime) -> tuple[str, str]:
    """Give a card in two lines: reference, when it is due and whose limit that is; then stage, what about and between whom."""
    from escalation.card_check import DAMAGED, is_whole
    from escalation.week import is_overdue

    if not is_whole(card):
        return f"{ref}  {DAMAGED}", "Nothing else can be said of it here."
    facts = card.json
    goes_on = card.state == "open" and not facts.get("ended")
    whose_limit = f" ({SHORT.get(str(facts.get('basis')), SHORT['none-stated'])})" if goes_on and card.due else ""
    due = f"due {_moment(card.due)}" if card.due else f"guide: {_day(facts['guide'])}" if facts.get("guide") else "no date"
    late = "OVERDUE, " if is_overdue(card, now) else ""
    danger = "DANGER, nothing written of what was done. " if facts.get("danger") == "yes" and not facts.get("danger_done_at") else ""
    ours = words.agencies.get(str(facts.get("from_agency")), "Somebody")
    theirs = words.agencies.get(str(facts.get("to_agency")), "somebody")
    about = words.kinds.get(str(facts.get("area")), "")
    stage = f"{card.stage} {words.stages.get((str(facts.get('ladder')), card.stage), '')}".strip()
    state = "" if goes_on else f"{state_said(card.state, facts.get('outcome'))}. "
    parts = (f"{part}. " for part in (stage, about, f"{ours} with {theirs}") if part)
    return (
        f"{ref}  {late}{due if card.state != 'finished' else 'finished'}{whose_limit}",
        f"{danger}{state}{''.join(parts)}".strip(),
    )


def is_open(state: Mapping[str, Any]) -> bool:
    """Say whether it still goes on at a stage: one that ended unsettled does not."""
    return state["state"] == "open" and not state["ended"]


def _heading(books: Books, one: Disagreement) -> str:
    """Give what it is about, so that one knows it again."""
    from escalation.fields import every_ask

    return said(every_ask(books.shared)["area"], one.answers["area"]) if one.answers.get("area") else "A disagreement"


def _where(state: Mapping[str, Any]) -> str:
    stage = state["stages"][-1] if state["stages"] else None
    where = f"{stage['id']} {stage['name']}" if stage else "No stage"
    return f"{where}." if is_open(state) else f"{state_said(state['state'], state['outcome'])} at {where}."


def _hint(state: Mapping[str, Any]) -> str:
    days = f"Open for {count(state['working_days'], 'working day')}." if state["working_days"] is not None and not state["ended"] else ""
    if is_open(state):
        return f"{due_words(state['due'], is_overdue=state['overdue'])} {days}".strip()
    if state["redirected"] and state["redirected"]["check_back"]:
        return f"Look whether it arrived: {_day(state['redirected']['check_back'])}."
    return days


def _alarm(one: Disagreement, state: Mapping[str, Any]) -> str:
    if one.danger_without_action:
        return "A child is in danger, and nobody wrote what was done. 999 first, then F2: the front door. Then press 1."
    if one.danger and one.danger.answer == "not-known":
        return "Danger could not be ruled out. Phone the front door now: F2."
    return ""


def _done(books: Books, one: Disagreement) -> Iterator[str]:
    """Give what has been done, from the record: raised, each stage, danger, contact, actions."""
    if one.raised:
        yield f"Raised {read_time_of(one.raised)}, by {one.raised_by}"
    for taken in one.stages:
        if taken.closed:
            late = ", late" if taken.is_late() else ""
            yield f"{taken.id} ended {read_day(taken.closed)}: {RESULTS[taken.result].lower()}{late}"
    stage = one.stage
    if stage and stage.is_open:
        for name, words in _KEPT.items():
            if name in stage.answers:
                yield words
    for action in one.actions:
        done = f"done {_day(action.done_on)}" if action.done_on else f"by {_day(action.action.due)}"
        yield f"Action {action.number}, {action.action.owner}: {done}"
    if one.outcome:
        from escalation.fields import every_ask

        yield f"Outcome: {said(every_ask(books.shared)['outcome'], one.outcome)}"


_KEPT = {
    "safety": "What keeps the child safe meanwhile is written",
    "contact-on": "The other side was contacted",
    "position-ours": "Your side's view is written",
    "position-theirs": "The other side's view is written",
    "no-reply": "No reply from the other side is written",
    "confirmed-ours": "Your side confirmed in writing",
    "confirmed-theirs": "The other side confirmed in writing",
}
"""Answers of the stage one is at, as a person calls them."""


def _tasks(books: Books, one: Disagreement, state: Mapping[str, Any]) -> Iterator[Task]:
    lacks = {gate: tuple(lack(gap["says"]) for gap in state["gaps"] if gap["gate"] == gate) for gate in ("move-up", "settle", "finish")}
    danger = one.danger
    answer = {"yes": "Yes", "no": "No", "not-known": "Cannot be ruled out"}[danger.answer] if danger else ""
    yield Task(
        "danger",
        "Is a child in danger now?",
        f"Last answer: {answer}, on {read_time_of(danger.at)}. Ask again." if danger else "Not asked yet.",
    )
    if one.state in ("open", "outside") and one.ended is None:
        yield Task("record", "Record what happened", "Contacts, both sides' views, dates, safety")
        ways = ways_up(books, one)
        up = [way.stage for way in ways if not way.is_override]
        if up:
            names = " or ".join(f"{stage.id} {stage.name}" for stage in up)
            yield Task("move-up", f"Take it up: {names}", NOT_YET if lacks["move-up"] else READY, lacks["move-up"])
        yield Task("settle", "Settle it", NOT_YET if lacks["settle"] else READY, lacks["settle"])
        senior = next((way.stage for way in ways if way.stage.senior), None)
        if senior:
            yield Task("cannot-wait", "The child cannot wait", f"Straight to {senior.id} {senior.name}, with the reason")
        yield Task("redirect", "It belongs somewhere else", "Complaints, allegations, whistleblowing: F6 shows the routes")
        yield Task("withdraw", "Withdraw it", "Only if the child is safe without it")
        yield Task("", "Finish it", "Cannot start yet: it has not ended")
    elif one.state != "finished":
        yield Task("record", "Record what happened since", "Actions that are done, what finishing asks for")
        yield Task("finish", "Finish it", NOT_YET if lacks["finish"] else READY, lacks["finish"])
    yield Task("note", "Add a note", "Nothing is overwritten")


def _ladder(books: Books, one: Disagreement, now: datetime) -> Iterator[Line]:
    """Draw the ladder: each stage with its mark and its words, who acts, and for where it stands when it is due and whose limit that is."""
    ladder = books.ladder(one)
    yield Line(f"{ladder.name} ({ladder.id})", "bold $lead")
    yield Line(f"{ladder.file.banner}. L shows it whole, with its sources.", "$hint")
    for stage in _shown(ladder, one):
        taken = one.taken(stage.id)
        here = taken is not None and one.stage is not None and taken.id == one.stage.id
        mark = HERE if here and one.ended is None else PASSED if taken else AHEAD
        where = "here now" if mark == HERE else RESULTS.get(taken.result, "").lower() if taken else "optional" if stage.optional else ""
        yield Line(f"{stage.id} {stage.name}{f': {where}' if where else ''}", "bold" if mark == HERE else "", mark, "bold")
        indent = " " * len(mark)
        for title in stage.titles:
            now_held = f". Now held by: {title.now}" if title.now else ""
            yield Line(f"“{title.printed}”{now_held}", "$hint", indent)
        if not stage.titles:
            yield Line(stage.acts, "$hint", indent)
        if here and taken and one.state == "open":
            limit = taken.limit._asdict() if taken.limit else None
            yield Line(due_words(limit, is_overdue=taken.is_open and taken.is_late(now)), "bold", indent)
        elif not taken:
            yield Line(f"Limit: {_limit(stage)}", "$hint", indent)
        if stage.protocol:
            yield Line(stage.protocol.says, "", indent)


def _limit(stage: Stage) -> str:
    """Give a stage's limit in short: how long, whose it is, and whether it only guides; L shows all that is said of it."""
    limit = stage.limit
    number = f"{count(limit.working_days, 'working day')}, " if limit.working_days else f"{limit.hours} hours, " if limit.hours else ""
    guide = {"always": "", "cp-dispute": "; a guide only outside child protection disputes", "never": "; a guide only"}[limit.binds]
    return f"{number}{whose(limit.basis)}{guide if number else ''}"


def _shown(ladder: Ladder, one: Disagreement) -> Iterator[Stage]:
    """Give the stages in their order, without bodies that only oversee and were not asked."""
    for stage in ladder.every:
        if not stage.oversight or one.taken(stage.id):
            yield stage


def _day(text: object) -> str:
    return read_day(datetime.fromisoformat(str(text)[:10])) if text else "no date"


def _moment(text: str) -> str:
    """Give a card's due time as people read it, short enough for a list."""
    from thresholds.calendar import london

    at = datetime.fromisoformat(text)
    at = at.astimezone(london()) if at.tzinfo else at
    return f"{at:%a} {at.day} {at:%b %Y}" + (f", {at:%H:%M}" if at.tzinfo else "")
