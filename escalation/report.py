"""Counts for a board's paper, from cards alone: coded fields and dates, no text (escalation facts 6.2, M1 to M11).

Numbers below five are held back in what may be published: with so few, somebody could tell who it was (escalation facts 6.2).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from statistics import median
from typing import Any

from escalation.card_check import DAMAGED, apart
from escalation.ladder_shape import Shared
from thresholds.calendar import WorkingDays
from thresholds.documents.document import Block, Document, Heading, Para, Rows
from thresholds.records.event import Card
from thresholds.text import count

FEWEST = 5
HELD_BACK = "fewer than 5"
_TABLES = {
    "states": "State now",
    "stages": "Stage reached",
    "areas": "What it is about",
    "from_agencies": "Raised by",
    "to_agencies": "Raised with",
    "outcomes": "How it ended",
    "danger": "A child in danger, at the last asking",
}


def counted(cards: Sequence[tuple[str, Card]], moment: datetime, days: WorkingDays, *, whole: bool = False) -> dict[str, Any]:
    """Count `cards`. Unless `whole`, every number from one to four is `None`: it is held back. Damaged ones are counted apart."""
    cards, damaged = apart(cards)
    shown = [card.json for _, card in cards]
    tables = {
        "states": Counter(card.state for _, card in cards),
        "stages": Counter(card.stage or "none" for _, card in cards),
        "areas": _count(shown, "area"),
        "from_agencies": _count(shown, "from_agency"),
        "to_agencies": _count(shown, "to_agency"),
        "outcomes": _count(shown, "outcome"),
        "danger": _count(shown, "danger"),
    }
    took = sorted(_took(one, days) for one in shown if one.get("raised") and one.get("ended"))
    open_now = [card for _, card in cards if card.state == "open"]
    enough = whole or len(took) >= FEWEST
    return {
        "damaged": len(damaged),
        "raised": _held(len(cards), whole),
        "overdue": _held(sum(bool(card.due and card.due < _utc(moment)) for card in open_now), whole),
        "working_days": {"median": median(took), "least": took[0], "most": took[-1]} if took and enough else None,
        **{name: {key: _held(number, whole) for key, number in sorted(table.items())} for name, table in tables.items()},
    }


def report_body(found: Mapping[str, Any], first: date, last: date, shared: Shared) -> Document:
    """Give the counts as a paper."""
    days = found["working_days"]
    blocks: list[Block] = [
        Heading(f"Disagreements raised from {_day(first)} to {_day(last)}", 1),
        Para("Counts of coded fields only. A low number can be a bad sign: case reviews keep finding that people did not challenge."),
        Rows(
            (
                ("Raised", _number(found["raised"])),
                ("Overdue now", _number(found["overdue"])),
                (
                    "Working days to the end",
                    f"median {days['median']:g}, from {days['least']} to {days['most']}" if days else "too few to say",
                ),
            )
        ),
    ]
    if found["damaged"]:
        blocks.append(Para(f"Not counted: {count(found['damaged'], 'record')} {DAMAGED}.", strong=True))
    words = _words(shared)
    for name, heading in _TABLES.items():
        if found[name]:
            blocks.append(Heading(heading, 3))
            blocks.append(Rows(tuple((words.get(name, {}).get(key, key), _number(number)) for key, number in found[name].items())))
    blocks.append(Para(f"Numbers from 1 to 4 are shown as {HELD_BACK}. Look that no sum gives one away before you publish this."))
    return Document(tuple(blocks))


def _count(shown: Sequence[Mapping[str, Any]], name: str) -> Counter[str]:
    return Counter(str(one[name]) for one in shown if one.get(name))


def _held(number: int, whole: bool) -> int | None:
    return number if whole or number == 0 or number >= FEWEST else None


def _number(number: int | None) -> str:
    return HELD_BACK if number is None else str(number)


def _took(one: Mapping[str, Any], days: WorkingDays) -> int:
    return days.between(datetime.fromisoformat(one["raised"]).date(), datetime.fromisoformat(one["ended"]).date())


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _words(shared: Shared) -> dict[str, Mapping[str, str]]:
    """Give the words for the codes of each table."""
    kinds = {code: f"{code} {kind.says}" for area in shared.area.values() for code, kind in area.kind.items()}
    agencies = shared.lists["agency"]
    return {
        "areas": kinds,
        "from_agencies": agencies,
        "to_agencies": agencies,
        "outcomes": shared.lists["outcome"],
        "danger": shared.lists["danger"],
    }
