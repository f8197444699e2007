"""Is a card one that this program wrote? A register can be damaged or tampered with; then one card is named, and the others still show."""

from collections.abc import Callable, Mapping, Sequence

from escalation.disagreement import STATES
from escalation.events import is_date, is_moment
from thresholds.records.event import Card, is_word

DAMAGED = "damaged: run escalation verify"
"""What stands in a list in place of a card that cannot be read."""

Listed = tuple[str, Card]


def is_whole(card: Card) -> bool:
    """Say whether everything that lists and counts read of `card` has its form: state, due time, and each key of its JSON."""
    facts = card.json
    return (
        card.state in STATES
        and (not card.stage or is_word(card.stage))
        and (card.due is None or is_date(card.due) or is_moment(card.due))
        and isinstance(facts, Mapping)
        and all(facts.get(name) is None or fits(facts[name]) for name, fits in _FORMS.items())
        and (facts.get("danger") != "yes" or facts.get("danger_at") is not None)
        and (facts.get("actions_due") is None) == (not facts.get("actions_open"))
    )


def apart(cards: Sequence[Listed]) -> tuple[list[Listed], list[str]]:
    """Give the cards that are whole, and the references of those that are damaged."""
    return [one for one in cards if is_whole(one[1])], [ref for ref, card in cards if not is_whole(card)]


def _is_word(value: object) -> bool:
    return isinstance(value, str)


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


_FORMS: Mapping[str, Callable[[object], bool]] = {
    **dict.fromkeys(("raised", "opened", "ended", "danger_at"), is_moment),
    **dict.fromkeys(("guide", "ask_by", "actions_due"), is_date),
    **dict.fromkeys(("kind", "partnership", "ladder", "from_agency", "to_agency", "area", "basis", "outcome", "danger"), _is_word),
    **dict.fromkeys(("has_safety", "has_reply", "is_confirmed", "is_agreed"), _is_yes_or_no),
    "danger_done_at": lambda value: is_moment(value) or is_date(value),
    "actions_open": lambda value: type(value) is int and value >= 0,
}
"""The keys of a card with what each holds; one that is not there, or nothing, is whole."""
