"""The manager's page of the week, from cards alone: what is overdue and whose limit that is, and what waits for somebody (design 6)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from escalation.card_check import DAMAGED, Listed, apart
from escalation.fields import every_ask
from escalation.gates import Books, is_beyond_agencies
from escalation.labels import read_day, said, whose
from escalation.shelf import Ladders
from thresholds.calendar import london
from thresholds.documents.document import Bullets, Document, Heading, Para, Rows
from thresholds.errors import UnknownName
from thresholds.records.event import Card
from thresholds.text import count

OLDEST = 5
GOING = ("open", "outside")
QUIET = "No danger is recorded in these. That does not show that a child is safe."


def is_overdue(card: Card, now: datetime) -> bool:
    """Say whether an open disagreement is past its limit; a guide is no limit, and an action or a look back has a day to itself."""
    return card.state == "open" and card.due is not None and datetime.fromisoformat(card.due) < now


def week(books: Books, cards: Iterable[Listed], now: datetime) -> Document:
    """Give the page at `now` from references and the cards of disagreements; a damaged card is named on top, and hides no other."""
    every, damaged = apart(tuple(cards))
    going = [one for one in every if one[1].state in GOING]
    title = Heading(f"Disagreements: the week of {read_day(now.astimezone(london()))}", 1)
    head = Para(f"{count(len(going), 'disagreement')} open. References and roles only.")
    hidden = tuple(_part("Cannot be read", [f"{ref}: {DAMAGED}" for ref in damaged])) if damaged else ()
    return Document((title, head, *hidden, *_parts(books, every, going, now)))


def _parts(books: Books, every: Sequence[Listed], going: Sequence[Listed], now: datetime) -> Iterator[Heading | Para | Bullets | Rows]:
    today = now.astimezone(london()).date().isoformat()
    opened = [one for one in going if one[1].state == "open"]
    danger = [_danger(*one) for one in every if _is_danger(one[1])]
    danger += [f"{_at(one)}: danger could not be ruled out. Ask again." for one in opened if one[1].json.get("danger") == "not-known"]
    yield from _part("Danger recorded, or not ruled out", danger, QUIET)
    overdue = sorted((one for one in opened if is_overdue(one[1], now)), key=lambda one: one[1].due or "")
    yield from _part(
        "Overdue", [f"{ref} at {card.stage}: since {_day(card.due)}, {whose(card.json.get('basis'))}" for ref, card in overdue]
    )
    unsafe = [_at(one) for one in opened if not one[1].json.get("has_safety")]
    yield from _part(
        "Not written yet: what keeps the child safe meanwhile",
        unsafe,
        "Each open one has something written. Read whether it is enough." if opened else "None is open.",
    )
    guided = [one for one in opened if one[1].due is None and str(one[1].json.get("guide") or "9999") < today]
    if guided:
        yield from _part("Past the day that only guides", [f"{_at(one)}: {_day(one[1].json['guide'])}" for one in guided])
    undated = [one for one in opened if one[1].due is None and str(one[1].json.get("ask_by") or "9999") < today]
    yield from _part("No date: ask the other side for one", [_at(one) for one in undated])
    yield from _waiting(books, opened)
    oldest = sorted(opened, key=lambda one: str(one[1].json.get("raised") or ""))[:OLDEST]
    yield from _part("Oldest", [f"{_at(one)}: raised {_day(one[1].json.get('raised'))}" for one in oldest])
    yield from _part("At the Forum, the Chair or another body", [_at(one) for one in going if _is_beyond(books.ladders, one[1])])
    unconfirmed = [one for one in opened if one[1].json.get("is_agreed") and not one[1].json.get("is_confirmed")]
    yield from _part("Agreed, and not confirmed in writing", [_at(one) for one in unconfirmed])
    due = sorted((one for one in every if one[1].json.get("actions_due")), key=lambda one: str(one[1].json["actions_due"]))
    yield from _part("Agreed actions", [_actions(ref, card, today) for ref, card in due if card.state != "withdrawn"])
    back = [one for one in every if one[1].state == "redirected"]
    yield from _part("Went another way: did it arrive?", [f"{ref}: look by {_day(card.due)}" for ref, card in back])


def _part(heading: str, lines: Sequence[str], empty: str = "None.") -> Iterator[Heading | Para | Bullets]:
    yield Heading(f"{heading} ({len(lines)})")
    yield Bullets(tuple(lines)) if lines else Para(empty)


def _waiting(books: Books, opened: Sequence[Listed]) -> Iterator[Heading | Para | Rows]:
    """Who has not answered, by agency."""
    agency = every_ask(books.shared)["to-agency"]
    waiting: dict[str, list[str]] = defaultdict(list)
    for ref, card in opened:
        if not card.json.get("has_reply"):
            waiting[said(agency, str(card.json.get("to_agency") or "Another agency"))].append(ref)
    yield Heading(f"No reply, by agency ({sum(map(len, waiting.values()))})")
    yield Rows(tuple((name, ", ".join(refs)) for name, refs in sorted(waiting.items()))) if waiting else Para("None.")


def _is_beyond(ladders: Ladders, card: Card) -> bool:
    try:
        ladder = ladders.ladder(str(card.json.get("ladder")))
        return is_beyond_agencies(ladder, ladder.stage(card.stage))
    except UnknownName:
        return False


def _is_danger(card: Card) -> bool:
    """Say whether danger is to be shown: while it goes on whatever was done; after the end as long as nobody wrote what was done."""
    return card.json.get("danger") == "yes" and (card.state in GOING or not card.json.get("danger_done_at"))


def _danger(ref: str, card: Card) -> str:
    asked, done = str(card.json.get("danger_at")), card.json.get("danger_done_at")
    if not done:
        return f"{ref}: danger, and nobody wrote what was done. Phone the raiser now."
    hours = (datetime.fromisoformat(str(done)) - datetime.fromisoformat(asked)).total_seconds() / 3600
    return f"{ref}: acted on {_day(done)}, " + ("before it was written down" if hours < 0 else f"{hours:.1f} hours after the answer")


def _actions(ref: str, card: Card, today: str) -> str:
    late = "overdue since" if str(card.json["actions_due"]) < today else "next by"
    return f"{ref}: {count(int(card.json['actions_open']), 'action')} open, {late} {_day(card.json['actions_due'])}"


def _at(one: Listed) -> str:
    return f"{one[0]} at {one[1].stage}"


def _day(moment: object) -> str:
    found = datetime.fromisoformat(str(moment)) if moment else None
    return read_day(found.astimezone(london()) if found and found.tzinfo else found) if found else "no day"
