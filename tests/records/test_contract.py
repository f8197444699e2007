"""What every register does: the same tests in memory, in SQLite and on a PostgreSQL server."""

from typing import Any

import pytest

from tests.records.stores import AT, ROLE, Store, card, fill, fold, new
from thresholds.errors import BadCall, ChangedElsewhere, UnknownName
from thresholds.records.event import ERASED, ERASURE, Card, Event, NewEvent
from thresholds.records.ledger import Ledger


def test_what_was_appended_is_read_back(register: Ledger, store: Store) -> None:
    """Events come back in order with every field, from this handle and from another."""
    given = register.append("HF-2026-001", 0, [new("raised", says="first", list=[1, None, True, {"a": "b"}]), new(says="second")], card())
    assert given == (
        Event("HF-2026-001", 1, "raised", 1, AT, ROLE, {"says": "first", "list": [1, None, True, {"a": "b"}]}),
        Event("HF-2026-001", 2, "noted", 1, AT, ROLE, {"says": "second"}),
    )
    assert register.read("HF-2026-001") == given == store.open().read("HF-2026-001")


def test_text_is_kept_in_nfc(register: Ledger) -> None:
    """A decomposed letter is stored composed; nothing else of a text changes."""
    [event] = register.append(
        "A", 0, [NewEvent("noted", 1, AT, "re\u0301fe\u0301rent", {"e\u0301": "cafe\u0301 \u0000\u2028\U0001f600"})], card()
    )
    assert (event.by_role, event.body) == ("r\u00e9f\u00e9rent", {"\u00e9": "caf\u00e9 \u0000\u2028\U0001f600"})
    assert register.read("A") == (event,)
    assert register.verify() == ()


def test_an_unknown_reference_is_refused(register: Ledger) -> None:
    """Reading or adding to a stream that is not there raises UnknownName and never repeats the name."""
    for act in (
        lambda: register.read("canary-7"),
        lambda: register.append("canary-7", 2, [new()], card()),
        lambda: register.cards(after="canary-7"),
    ):
        with pytest.raises(UnknownName) as refused:
            act()
        assert "canary" not in f"{refused.value.says} {refused.value.help}"
    with pytest.raises(UnknownName):
        register.read("a name \ud800 that none can have")


def test_a_writer_who_does_not_know_the_last_event_is_told(register: Ledger) -> None:
    """A wrong position raises ChangedElsewhere with how many events are new, and saves nothing."""
    register.append("A", 0, [new()], card())
    register.append("A", 1, [new(), new()], card())
    with pytest.raises(ChangedElsewhere) as refused:
        register.append("A", 1, [new(says="lost")], card("settled"))
    assert refused.value.new == 2
    with pytest.raises(ChangedElsewhere):
        register.append("A", 0, [new()], card())
    assert len(register.read("A")) == 3
    assert register.cards() == (("A", card()),)


def test_references_run_without_gaps_or_doubles(register: Ledger) -> None:
    """Each prefix and year counts from 001; a begin that fails takes no number; past 999 a digit is added."""

    def fail(reference: str) -> list[NewEvent]:
        raise KeyError(reference)

    assert fill(register, 2, 1) == ["HF-2026-001", "HF-2026-002"]
    with pytest.raises(KeyError):
        register.begin("HF", 2026, fail, lambda name: card())
    with pytest.raises(BadCall):
        register.begin("HF", 2026, lambda name: [new(number=1.5)], lambda name: card())
    with pytest.raises(BadCall):
        register.begin("HF", 2026, lambda name: [new()], lambda name: card(number=1.5))
    assert fill(register, 1, 1) == ["HF-2026-003"]
    assert fill(register, 1, 1, "BR") == ["BR-2026-001"]
    assert register.begin("HF", 2027, lambda name: [new()], lambda name: card()) == "HF-2027-001"
    register.append("HF-2026-999", 0, [new()], card())
    assert fill(register, 2, 1) == ["HF-2026-1000", "HF-2026-1001"]
    assert [finding.code for finding in register.verify()] == ["reference-missing"]


def test_the_callbacks_are_given_the_reference(register: Ledger) -> None:
    """A begun stream can hold its own reference in its events and its card."""
    name = register.begin("WA", 2026, lambda name: [new("raised", reference=name)], lambda name: card(reference=name))
    assert register.read(name)[0].body == {"reference": name}
    assert register.cards() == ((name, card(reference=name)),)


@pytest.mark.parametrize(
    "prefix, year", [("", 2026), ("hf", 2026), ("HF-", 2026), ("TOOLONGPREFIX", 2026), ("\ud800", 2026), ("HF", 26), ("HF", 12026)]
)
def test_a_prefix_or_year_that_makes_no_reference_is_refused(register: Ledger, prefix: str, year: int) -> None:
    """Prefixes are one to eight capitals or digits, years have four digits."""
    with pytest.raises(BadCall):
        register.begin(prefix, year, lambda name: [new()], lambda name: card())


@pytest.mark.parametrize(
    "body",
    [
        {"n": 1.0},
        {"n": float("nan")},
        {"n": float("inf")},
        {"s": "\ud800"},
        {"\udfff": 1},
        {"n": 2**53},
        {"b": b"x"},
        {1: 2},
        {"\u00e9": 1, "e\u0301": 2},
        {"s": {1, 2}},
    ],
)
def test_what_has_no_exact_form_is_refused(register: Ledger, body: dict[Any, Any]) -> None:
    """Floats, NaN, lone surrogates, big numbers, bytes, keys that are no text or that fall together: nothing is saved."""
    with pytest.raises(BadCall):
        register.append("A", 0, [NewEvent("noted", 1, AT, ROLE, body)], card())
    with pytest.raises(BadCall):
        register.append("A", 0, [new()], Card("open", None, "", body))
    assert list(register.streams()) == []


def test_a_body_that_is_nested_without_end_is_refused(register: Ledger) -> None:
    """Depth is bounded, so that a body cannot exhaust the program."""
    deep: Any = {}
    for _ in range(10_000):
        deep = {"in": deep}
    with pytest.raises(BadCall):
        register.append("A", 0, [new(deep=deep)], card())


@pytest.mark.parametrize(
    "event",
    [
        NewEvent("", 1, AT, ROLE, {}),
        NewEvent('a"b', 1, AT, ROLE, {}),
        NewEvent("noted", 0, AT, ROLE, {}),
        NewEvent("noted", True, AT, ROLE, {}),
        NewEvent("noted", 1, "2026-11-22", ROLE, {}),
        NewEvent("noted", 1, "2026-02-30T10:00:00+00:00", ROLE, {}),
        NewEvent("noted", 1, "2026-11-22T10:00:00", ROLE, {}),
        NewEvent("noted", 1, AT, "", {}),
        NewEvent("noted", 1, AT, "a\nb", {}),
        NewEvent("noted", 1, AT, "\ud800", {}),
        NewEvent("noted", 1, AT, "x" * 201, {}),
        NewEvent("noted", 1, AT, ROLE, []),  # type: ignore[arg-type]
        NewEvent(ERASURE, 1, AT, ROLE, {"position": 1, "why": ""}),
    ],
)
def test_an_event_without_its_form_is_refused(register: Ledger, event: NewEvent) -> None:
    """Kind, version, moment with offset, role and body have a form; an erasure cannot be appended by hand."""
    with pytest.raises(BadCall):
        register.append("A", 0, [event], card())
    with pytest.raises(BadCall):
        register.append("A", 0, [], card())
    assert list(register.streams()) == []


@pytest.mark.parametrize(
    "wrong", [Card("", None, "", {}), Card("a b", None, "", {}), Card("open", "soon", "", {}), Card("open", None, "", {"kind": "a b"})]
)
def test_a_card_without_its_form_is_refused(register: Ledger, wrong: Card) -> None:
    """State, stage and kind are words; a due time is a date or a moment in UTC."""
    with pytest.raises(BadCall):
        register.append("A", 0, [new()], wrong)


def test_a_whole_register_verifies(register: Ledger) -> None:
    """An empty and a filled register have no finding, with the fold too."""
    assert register.verify(fold) == ()
    fill(register, 5, 4)
    assert register.verify() == register.verify(fold) == ()


def test_a_checkpoint_holds_while_the_register_grows(register: Ledger) -> None:
    """What was added after a checkpoint is no finding; the checkpoint of another register is."""
    empty = register.checkpoint(AT)
    fill(register, 3, 2)
    middle = register.checkpoint(AT)
    fill(register, 2, 2, "BR")
    assert (empty.count, middle.count, register.checkpoint(AT).count) == (0, 6, 10)
    for since in (empty, middle, register.checkpoint(AT)):
        assert register.verify(since=since) == ()
    other = middle._replace(origin="0" * 32)
    assert [finding.code for finding in register.verify(since=other)] == ["other-register"]


def test_a_card_that_its_events_do_not_make_is_found(register: Ledger) -> None:
    """`verify` with the fold names the stream whose card says something else, and a fold that fails is a finding too."""
    names = fill(register, 3, 2)
    register.append(names[1], 2, [new(says="x")], card(count=3, last="y"))
    [finding] = register.verify(fold)
    assert (finding.code, finding.place, finding.line) == ("card-differs", names[1], 7)
    assert register.verify() == ()
    broken = register.verify(lambda events: fold(events) if events[0].stream != names[0] else {}["no such key"])
    assert [(finding.code, finding.place) for finding in broken] == [("not-folded", names[0]), ("card-differs", names[1])]


def test_an_erased_body_leaves_a_chain_that_verifies(register: Ledger, store: Store) -> None:
    """The words are gone from events and card, an event says so, the chain and an older checkpoint still hold."""
    name, other = fill(register, 2, 3)
    before = register.checkpoint(AT)
    said = register.erase_body(name, 3, 3, at=AT, by_role="data protection officer", why="article 17", fold=fold)
    assert said == Event(name, 4, ERASURE, 1, AT, "data protection officer", {"position": 3, "why": "article 17"})
    events = store.open().read(name)
    assert [event.body for event in events] == [{"says": f"{name} 1"}, {"says": f"{name} 2"}, ERASED, said.body]
    assert [event.is_erased for event in events] == [False, False, True, False]
    assert dict(register.cards())[name] == card(count=3, last=f"{name} 2")
    assert register.verify(fold, before) == ()
    register.append(name, 4, [new(says="more")], card(count=4, last="more"))
    assert register.verify(fold) == ()
    assert len(register.read(other)) == 3


def test_an_erasure_that_cannot_be_is_refused(register: Ledger) -> None:
    """No such event, an event erased before, an erasure itself, an old position: refused, and nothing changes."""
    [name] = fill(register, 1, 2)

    def erase(expected: int, position: int, stream: str = name) -> None:
        register.erase_body(stream, expected, position, at=AT, by_role=ROLE, why="law", fold=fold)

    erase(2, 1)
    for expected, position, refusal in (
        (3, 1, BadCall),
        (3, 3, BadCall),
        (3, 4, UnknownName),
        (3, 0, UnknownName),
        (2, 2, ChangedElsewhere),
    ):
        with pytest.raises(refusal):
            erase(expected, position)
    with pytest.raises(UnknownName):
        erase(1, 1, "B")
    with pytest.raises(KeyError):
        register.erase_body(name, 3, 2, at=AT, by_role=ROLE, why="law", fold=lambda events: {}["no"])
    assert len(register.read(name)) == 3
    assert not register.read(name)[1].is_erased
    assert register.verify(fold) == ()


def test_many_events_in_one_append_are_one_step(register: Ledger) -> None:
    """A thousand and more events are saved together or, where the last cannot be kept, not at all."""
    many = [new(n=number) for number in range(1200)]
    with pytest.raises(BadCall):
        register.append("A", 0, [*many, new(n=0.5)], card())
    assert list(register.streams()) == []
    register.append("A", 0, many, card())
    assert [event.body["n"] for event in register.read("A")] == list(range(1200))
    assert register.verify() == ()
