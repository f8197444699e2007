"""What every register lists, and in which order: in memory, in SQLite and on a PostgreSQL server."""

from typing import Any

from tests.records.stores import card, new
from thresholds.records.event import Card
from thresholds.records.ledger import Ledger


def test_lists_come_earliest_due_first_and_page_by_page(register: Ledger) -> None:
    """Cards without a due time come last, equal ones by reference; pages join without loss or repeat."""
    dues = {"A": None, "B": "2026-12-03", "C": "2026-12-01T10:00:00+00:00", "D": "2026-12-01", "E": "2026-12-03"}
    for name, due in dues.items():
        register.append(name, 0, [new()], card(due=due))
    assert [name for name, _ in register.cards()] == ["D", "C", "B", "E", "A"]
    assert [name for name, _ in register.cards(due_before="2026-12-03")] == ["D", "C"]
    pages, after = [], ""
    while page := register.cards(after=after, limit=2):
        pages += [name for name, _ in page]
        after = page[-1][0]
    assert pages == ["D", "C", "B", "E", "A"]
    assert register.cards(limit=0) == ()


def test_lists_can_be_narrowed(register: Ledger) -> None:
    """State, stage and kind narrow a list, alone and together; a word that none can have finds nothing."""
    made = {
        "A": Card("open", None, "HF-1", {"kind": "disagreement"}),
        "B": Card("open", "2026-12-01", "HF-2", {"kind": "disagreement"}),
        "C": Card("settled", None, "HF-1", {"kind": "disagreement"}),
        "D": Card("open", None, "", {"kind": "concern"}),
        "E": Card("open", None, "", {}),
    }
    for name, one in made.items():
        register.append(name, 0, [new()], one)

    def names(**asked: Any) -> str:
        return "".join(sorted(name for name, _ in register.cards(**asked)))

    assert names() == "ABCDE"
    assert names(state="open") == "ABDE"
    assert names(stage="HF-1") == "AC"
    assert names(kind="disagreement") == "ABC"
    assert names(state="open", kind="disagreement") == "AB"
    assert names(state="open", stage="HF-1", kind="disagreement", due_before="2027-01-01") == ""
    assert names(state="open", stage="HF-2", kind="disagreement", due_before="2027-01-01") == "B"
    assert names(state="\ud800") == names(due_before="\ud800") == ""
    assert dict(register.cards()) == made


def test_a_card_is_saved_with_its_events(register: Ledger) -> None:
    """The last card stands, whether or not its place in the lists changed, and a caller cannot change it afterwards."""
    table = {"kind": "disagreement", "n": [1]}
    register.append("A", 0, [new()], Card("open", "2026-12-01", "HF-1", table))
    table["n"] = [2]
    assert register.cards()[0][1].json == {"kind": "disagreement", "n": [1]}
    register.cards()[0][1].json["n"].append(3)
    assert register.cards()[0][1].json["n"] == [1]
    register.append("A", 1, [new()], card(n=2))
    register.append("A", 2, [new()], card("settled", None, "HF-2"))
    assert register.cards() == (("A", card("settled", None, "HF-2")),)
    assert register.cards(state="open") == ()


def test_streams_are_listed_in_order(register: Ledger) -> None:
    """Every stream is named once, by the order of its letters' codes, beyond one page too."""
    names = sorted(f"{letter}-{number}" for letter in "aZ" for number in range(520))
    for name in names:
        register.append(name, 0, [new()], card())
    assert list(register.streams()) == names
    assert register.verify() == ()
