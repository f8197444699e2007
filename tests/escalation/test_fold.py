"""Events and their fold: whatever the desk accepts folds, nothing that was written disappears, and the register's cards can be rebuilt."""

import json
from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation import desk
from escalation.deed import Deed
from escalation.disagreement import STATES, Disagreement, card
from escalation.events import KINDS, check_body, new_event
from escalation.fields import every_ask
from escalation.fold import after, card_of, fold
from escalation.forms import allowed_asks
from escalation.forum_note import CODED, forum_note
from escalation.record import record
from escalation.state_json import as_json
from escalation.week import week
from tests.escalation.desks import OPENING, books, raised
from tests.escalation.test_gates import FINISHED, FIRST, HEAD, MANAGERS, SETTLED, UP, without
from thresholds.calendar import read_time
from thresholds.documents.plain import as_text
from thresholds.errors import BadCall, StoreError
from thresholds.records.event import ERASED, Card, Event, NewEvent
from thresholds.records.memory import MemoryShelf

START = read_time("2026-04-01T10:15")
FULL = {**UP, **MANAGERS, **FIRST, **HEAD, **SETTLED, "forum-note": "A difference", "why-prolonged": "Long"}
DESTINATIONS = ("", "", "", "", "L3", "HF-3", "HF-4", "HF-4", "HF-5", "HF-5", "WA-4")


def stored(ref: str, events: Sequence[NewEvent]) -> list[Event]:
    """Events as a register gives them back, through JSON."""
    return [Event(ref, number, *event[:4], json.loads(json.dumps(event.body))) for number, event in enumerate(events, 1)]


def some_answers() -> st.SearchStrategy[dict[str, str | tuple[str, ...]]]:
    """Any answers to any questions: sensible ones, empty ones, text that is none."""
    words = st.sampled_from(["", "yes", "no", "not known", "2026-04-02", "24 hours", "1", "agreed", "A short text", "; ;", "\x1b[2J"])
    names = sorted({*every_ask(books().shared), *allowed_asks(books(), "move-up"), *allowed_asks(books(), "record")})
    return st.dictionaries(st.sampled_from(names), words | st.tuples(words), max_size=6)


def any_step() -> st.SearchStrategy[tuple[str, dict[str, str | tuple[str, ...]]]]:
    """One thing that somebody does: mostly complete, sometimes not, sometimes nonsense."""
    full = {
        "record": [
            FIRST,
            {"agreed-date": "2026-05-01"},
            {"pause-until": "2026-05-02", "pause-reason": "Leave"},
            {"number": "1", "done-on": "2026-04-09"},
        ],
        "danger": [{"danger": "yes"}, {"danger": "no"}, {"danger-action": "999", "danger-to": "police", "danger-at": "2026-04-01T11:00"}],
        "move-up": [{**without(FULL, "outcome"), "to": to} for to in DESTINATIONS],
        "settle": [{**FULL, "outcome": outcome} for outcome in ("agreed", "decided", "unresolved", "superseded", "referred-outside")],
        "withdraw": [{"danger": "no", "withdrawn-why": "x", "withdrawn-by": "lead", "withdrawn-safety": "yes"}],
        "redirect": [{"danger": "no", "route": "whistleblowing", "redirect-contacted": "2026-04-02"}],
        "finish": [FINISHED, {**FINISHED, "front-door-told": "2026-04-02"}],
        "note": [{"note": "A note"}],
        "change-ladder": [{"ladder": "WA-2021", "change-reason": "The child moved"}],
    }
    steps = [(verb, values) for verb, many in full.items() for values in many]
    complete = st.sampled_from(steps).map(lambda step: (step[0], dict(step[1])))
    spoiled = st.tuples(complete, some_answers()).map(lambda drawn: (drawn[0][0], {**drawn[0][1], **drawn[1]}))
    return st.integers(0, 4).flatmap(lambda chance: spoiled if chance == 4 else complete)


@settings(max_examples=60, deadline=None)
@given(st.lists(any_step(), min_size=2, max_size=10), st.data())
def test_whatever_the_desk_accepts_folds(steps: list[tuple[str, dict[str, str | tuple[str, ...]]]], data: st.DataObject) -> None:
    """Any sequence that the desk accepts folds step by step as it does at once, has a card and a page, and copes with erasures."""
    one, events, now = raised(), list(_opening().events), START
    for verb, values in steps:
        now += timedelta(hours=20)
        deed = desk.DO[verb](books(), one, values, now, "deputy head", checked=True)
        assert not (deed.is_accepted and (deed.gaps or deed.problems))
        events += deed.events
        one = after(one, deed.events)
        assert one.state in STATES
    whole = stored(one.ref, events)
    assert fold(one.ref, whole)._replace(position=one.position) == one
    assert card_of(whole) == card(one)
    as_json(books(), one, now)
    gone = data.draw(st.sets(st.integers(0, len(whole) - 1), max_size=3))
    erased = [event._replace(body=ERASED) if number in gone else event for number, event in enumerate(whole)]
    left = fold(one.ref, erased)
    assert left.erased == len(gone) and card(left).state in STATES
    record(books(), left, erased, now)


def _opening() -> Deed:
    return desk.raise_(books(), books().ladders.ladder("HF-2021"), OPENING, START, "safeguarding lead", partnership="brent")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abcdefghij é", min_size=3, max_size=30).map(str.strip).filter(bool), min_size=4, max_size=4))
def test_nothing_that_was_written_disappears(texts: list[str]) -> None:
    """Every text stands in the printed record, also one that a later entry corrects or replaces."""
    first, second, third, fourth = texts
    values = {**OPENING, "risk": first}
    deed = desk.raise_(books(), books().ladders.ladder("HF-2021"), values, START, "lead", checked=True)
    events, one = list(deed.events), after(Disagreement("HF-2026-001"), deed.events)
    later = START + timedelta(hours=1)
    for verb, answers in (
        ("record", {"position-ours": second}),
        ("record", {"position-ours": third}),
        ("note", {"note": fourth, "corrects": "1"}),
    ):
        deed = desk.DO[verb](books(), one, answers, later, "lead", checked=True)
        events, one = [*events, *deed.events], after(one, deed.events)
    printed = " ".join(as_text(record(books(), one, stored(one.ref, events), later)).split())
    assert all(" ".join(text.split()) in printed for text in texts)


# The closed set


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_takes_exactly_its_body(kind: str) -> None:
    """Each key that has to be there is missed, and a key too many is refused."""
    fits = {"line": "x", "text": "x", "moment": START.isoformat(), "date": "2026-04-01", "yes-no": True, "count": 1, "lines": ["x"]}
    fits |= {
        "answers": {"risk": "x"},
        "actions": [{"what": "x", "owner": "y", "due": "2026-04-01"}],
        "result": "resolved",
        "override": "other",
        "place": "",
        "danger": "not-known",
        "basis": "none-stated",
    }
    body = {key: fits[form.rstrip("?")] for key, form in KINDS[kind].items()}
    check_body(new_event(kind, START, "lead", body))
    for key, form in KINDS[kind].items():
        smaller = {name: value for name, value in body.items() if name != key}
        if form.endswith("?"):
            check_body(new_event(kind, START, "lead", smaller))
        else:
            with pytest.raises(BadCall):
                new_event(kind, START, "lead", smaller)
        with pytest.raises(BadCall):
            new_event(kind, START, "lead", {**body, key: {"a": 1.5}})
    with pytest.raises(BadCall):
        new_event(kind, START, "lead", {**body, "more": "x"})


def test_a_kind_or_version_that_is_not_known_is_refused() -> None:
    """Nothing unknown goes in; what a newer program wrote is not guessed at, and the person is told to update."""
    with pytest.raises(BadCall):
        new_event("deleted", START, "lead", {})
    event = Event("HF-2026-001", 1, "noted", 2, START.isoformat(), "lead", {"note": "x"})
    with pytest.raises(StoreError, match="does not know"):
        fold("HF-2026-001", [event])


# Pages made from it


def test_the_card_and_the_forum_note_hold_nothing_that_was_typed() -> None:
    """Lists and the Forum's note show codes, roles' agencies and dates: no sentence that anybody wrote (ESC-REQ-25)."""
    marked = {name: "Zebra" if every_ask(books().shared)[name].form in ("line", "text") else value for name, value in OPENING.items()}
    deed = desk.raise_(books(), books().ladders.ladder("HF-2021"), marked, START, "Zebra", checked=True, partnership="brent")
    one = after(Disagreement("HF-2026-001"), deed.events)
    text = as_text(forum_note(books(), one, START))
    assert "Zebra" not in text and "Zebra" not in json.dumps(card(one))
    assert "Whether child protection procedures should begin" in text and "HF-1" in text
    assert all(every_ask(books().shared)[name].form in ("one", "many") for name in CODED)


def cards() -> list[tuple[str, Card]]:
    """Three disagreements: one overdue with danger, one waiting for a reply, one that went another way."""
    late = after(one := raised(), desk.danger(books(), one, {"danger": "yes"}, START, "lead").events)
    waiting = {"no-reply": "2026-04-02", "agreed-date": "2026-06-01", "actions": "x; lead; 2026-05-01"}
    silent = desk.record(books(), one, waiting, START + timedelta(days=2), "lead")
    away = desk.redirect(books(), one, {"danger": "no", "route": "complaint", "redirect-contacted": "2026-04-01"}, START, "lead")
    folded = (late, after(one, silent.events), after(one, away.events))
    return [(f"HF-2026-00{number}", card(each)) for number, each in enumerate(folded, 1)]


def test_the_week_says_what_is_overdue_and_whose_limit_that_is() -> None:
    """The page puts danger first, then what is overdue with its basis, who has not answered, and what is agreed and unconfirmed."""
    text = as_text(week(books(), cards(), read_time("2026-04-20T09:00")))
    assert text.index("Danger") < text.index("Overdue")
    assert "HF-2026-001: danger, and nobody wrote what was done" in text
    assert "HF-2026-001 at HF-1: since Friday 10 April 2026, London default" in " ".join(text.split())
    assert "Children's social care" in text and "not confirmed in writing (1)" in text
    assert "Overdue (2)" in text  # the agreed date of June is later than the London week, which still runs
    assert "look by Tuesday 7 April 2026" in text


def test_cards_come_back_from_the_register_as_they_went_in() -> None:
    """A card can be kept: its state, stage and due date have the register's form, and its words are JSON."""
    shelf = MemoryShelf()
    for number, (ref, each) in enumerate(cards(), 1):
        shelf.put_card(ref, number, each)
        kept = shelf.card_of(ref)
        assert kept and kept[1] == each
