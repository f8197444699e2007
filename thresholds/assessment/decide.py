"""The rules that are never broken, in integers: level, what to discuss, how fast, and because of what.

Working rules: design section 4; continuum facts 4 (F4.7, F4.10) and 4.1. Levels come from signs and raising conditions, never from
strengths; more answers never lower the level or the urgency; silence is never safety.
"""

from typing import NamedTuple

from thresholds.guide.fixed import EMERGENCY, NOW, REASONS, TODAY
from thresholds.guide.index import Index, TopicBits

_BIT = {name: 1 << place for place, name in enumerate(REASONS)}
_DANGER, _DANGER_NOT_KNOWN, _NOT_ENOUGH, _SOONER, _WORRY = (
    _BIT[n] for n in ("danger", "danger-not-known", "not-enough", "sooner", "worry")
)
_LEVEL_BIT = (0, *(_BIT[f"level-{n}"] for n in (1, 2, 3, 4)))


_new_decision = tuple.__new__
"""Skips the keyword handling of a NamedTuple's constructor, which costs a fifth of a decision."""


class Decision(NamedTuple):
    """What the answers come to, in integers only."""

    level: int
    """1 to 4; 0 where there is not enough to suggest one."""
    discuss: int
    """A higher level to talk over with someone; 0 where there is none."""
    urgency: int
    """Place in `fixed.URGENCIES`: 0 routine to 4 emergency."""
    because: int
    """Bits of the reasons and rules that spoke, in the order of `fixed.REASONS` then the guide's rules."""


def decide(index: Index, signs: int, facts: int = 0, none: int = 0, not_known: int = 0, worry: int = 0) -> Decision:
    """Give the Decision for these answers.

    `signs`, `facts` are masks of what was ticked and is known; `none`, `not_known` are masks over sub-domains and sweep topics;
    `worry` is the person's own level, 0 where they gave none.
    """
    level, discuss, urgency, because = shown(index, signs, facts)
    if level == 0:
        if signs & index.strengths and not facts & index.against_level_1 and all_answered(index, signs, none, not_known):
            level = 1
            because |= _LEVEL_BIT[1]
        else:
            because |= _NOT_ENOUGH
            urgency = urgency if urgency > TODAY else TODAY
    if worry > level:
        because |= _WORRY if worry > 1 else 0
        discuss, urgency = max(discuss, worry), max(urgency, index.level_urgency[worry])
    if not_known:
        because |= _not_known(index, not_known)
    return _new_decision(Decision, (level, discuss if discuss > level else 0, urgency, because))


def shown(index: Index, signs: int, facts: int) -> tuple[int, int, int, int]:
    """Give level, discuss, urgency and because as signs and facts alone show them; level 0 where nothing above level 1 does."""
    masks = index.level_masks
    level = 4 if signs & masks[4] else 3 if signs & masks[3] else 2 if signs & masks[2] else 0
    because = _LEVEL_BIT[level]
    discuss = urgency = 0
    special = signs & index.special
    if special:
        for rule in index.raising_signs:
            if rule.speaks(signs, facts):
                because |= rule.bit
                level, urgency = max(level, rule.level), max(urgency, rule.urgency)
    if facts:
        for rule in index.raising_facts:
            if rule.speaks(signs, facts):
                because |= rule.bit
                level, urgency = max(level, rule.level), max(urgency, rule.urgency)
        if facts & index.danger:
            because |= _DANGER
            level, urgency = 4, EMERGENCY
        if facts & index.danger_not_known:
            because |= _DANGER_NOT_KNOWN
            discuss, urgency = 4, max(urgency, NOW)
        for bit, speaks, discussed, speed in index.asking_facts[level]:
            if speaks(signs, facts):
                because |= bit
                discuss, urgency = max(discuss, discussed), max(urgency, speed)
    for bit, speaks, discussed, speed in index.asking_signs[level]:
        if speaks(signs, facts):
            because |= bit
            discuss = discussed if discussed > discuss else discuss
            urgency = speed if speed > urgency else urgency
    usual = index.level_urgency[level]
    if special and special & index.sooner:
        own = NOW if special & index.now else TODAY
        if own > usual:
            because |= _SOONER
            urgency = max(urgency, own)
    return level, discuss, usual if usual > urgency else urgency, because


def is_answered(topic: TopicBits, signs: int, none: int, not_known: int) -> bool:
    """Say whether a sweep topic is answered other than *not known*: a sign ticked in it, or none of it."""
    code, subdomains, either, in_topic = topic
    if not_known & either:
        return False
    return bool(signs & in_topic or none & code or not subdomains & ~none)


def all_answered(index: Index, signs: int, none: int, not_known: int) -> bool:
    """Say whether every sweep topic is answered other than *not known*."""
    for topic in index.topics:  # noqa: SIM110 - all() over a generator takes twice as long
        if not is_answered(topic, signs, none, not_known):
            return False
    return True


def _not_known(index: Index, not_known: int) -> int:
    """Give the bits of the rules that speak when several safety questions are answered *not known*; they change no level."""
    topics = sum([1 for topic in index.topics if not_known & topic.either])
    return sum(bit for bit, need in index.not_known_rules if topics >= need)
