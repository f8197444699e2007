"""A disagreement in a real register: its reference, its cards, and what happens when two people write at once."""

import pytest

from escalation import desk
from escalation.disagreement import Disagreement, card
from escalation.fold import after, card_of, fold
from tests.escalation.desks import OPENING, books
from tests.escalation.test_gates import UP
from thresholds.calendar import read_time
from thresholds.errors import ChangedElsewhere
from thresholds.records.opening import open_register


def test_a_disagreement_lives_in_a_register() -> None:
    """It begins under the next reference, is read back as it was, verifies against its fold, and copes with an erasure."""
    register = open_register(":memory:")
    now = read_time("2026-04-01T10:15")
    deed = desk.raise_(books(), books().ladders.ladder("HF-2021"), OPENING, now, "lead", partnership="hammersmith-and-fulham")
    ref = register.begin("HF", 2026, lambda ref: deed.events, lambda ref: card(after(Disagreement(ref), deed.events)))
    assert ref == "HF-2026-001"
    one = fold(ref, register.read(ref))
    up = desk.DO["move-up"](books(), one, {**UP, "to": "L2"}, read_time("2026-04-08T10:00"), "lead")
    register.append(ref, one.position, up.events, card(after(one, up.events)))
    with pytest.raises(ChangedElsewhere) as refused:
        register.append(ref, one.position, up.events, card(after(one, up.events)))
    assert refused.value.new == len(up.events)
    assert register.verify(card_of) == ()
    assert [stream for stream, _ in register.cards(kind="disagreement", stage="L2", state="open")] == [ref]
    register.erase_body(ref, one.position + len(up.events), 1, at=now.isoformat(), by_role="data protection", why="law", fold=card_of)
    left = fold(ref, register.read(ref))
    assert (left.erased, left.ladder, left.stage and left.stage.id) == (1, "HF-2021", "L2")
    assert register.verify(card_of) == ()
    register.close()
