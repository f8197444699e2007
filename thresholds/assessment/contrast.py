"""Explained by contrast: the smallest sets of answers a level rests on, why not the one above, why not the one below.

Exact: `tests/test_contrast.py` compares every part with brute force over all subsets on small guides.
"""

from functools import cache
from itertools import product
from typing import NamedTuple

from thresholds.assessment.concern import Answers
from thresholds.assessment.decide import Decision, decide, is_answered, shown
from thresholds.guide.conditions import Raising
from thresholds.guide.fixed import TOPICS
from thresholds.guide.index import Index
from thresholds.text import count, join_words

_NOTHING_OPEN = -1
"""All bits: what is left of a mask when no group of a rule was laid over it."""
Tokens = tuple[str, ...]
"""A set of answers: sign ids, names of facts, and `none:TOPIC` for a sweep topic answered."""


class Change(NamedTuple):
    """Answers that would change the level, and the level they would change it to."""

    add: Tokens
    level: int


class Contrast(NamedTuple):
    """What the level rests on, and what would have to be different."""

    rests_on: tuple[Tokens, ...]
    """The smallest sets of answers each of which is enough for this level by itself."""
    why_not_above: str | None
    why_not_below: str | None
    would_change: tuple[Change, ...]


def contrast(index: Index, answers: Answers, decision: Decision) -> Contrast:
    """Give the contrast for `decision`, which must be the Decision for `answers`."""
    sets = rests_on(index, answers, decision.level)
    changes = would_change(index, answers, decision.level)
    return Contrast(sets, _why_not_above(decision.level, changes), _why_not_below(index, answers, decision.level, sets), changes)


def rests_on(index: Index, answers: Answers, level: int) -> tuple[Tokens, ...]:
    """Give every smallest set of the answers that gives `level` by itself, shortest first; none where there is no level.

    Level 1 rests on a strength and on every safety question that it does not answer itself; one set is given for each strength.
    """
    if level == 0:
        return ()
    if level == 1:
        return tuple(dict.fromkeys(_level_1_set(index, answers, name) for name in index.ids_in(answers.signs & index.strengths)))
    found: list[Tokens] = [(name,) for name in index.ids_in(answers.signs & index.level_masks[level])]
    if level == 4 and answers.facts & index.danger:
        found.insert(0, ("danger",))
    speaking = [rule for rule in index.raising if rule.level == level and rule.speaks(answers.signs, answers.facts)]
    if not speaking:
        return tuple(found)
    for rule in speaking:
        found += _sets_of(index, rule, answers)
    unique: dict[frozenset[str], Tokens] = {}
    for tokens in found:
        unique.setdefault(frozenset(tokens), tokens)
    smallest = [tokens for held, tokens in unique.items() if not any(other < held for other in unique)]
    return tuple(sorted(smallest, key=len))


def _level_1_set(index: Index, answers: Answers, strength: str) -> Tokens:
    """Give a set that gives level 1 with `strength` and from which nothing can be left out."""
    signs = answers.signs & index.level_masks[1]
    parts = [(strength, index.bit[strength], 0)]
    parts += [
        (f"none:{name}", 0, bits.code) for name, bits in zip(TOPICS, index.topics, strict=True) if is_answered(bits, 0, answers.none, 0)
    ]
    parts += [(name, index.bit[name], 0) for name in index.ids_in(signs & ~index.bit[strength])]
    none = sum([code for _, _, code in parts])
    kept: list[str] = []
    for token, sign, code in reversed(parts):
        if decide(index, signs & ~sign, 0, none & ~code).level == 1:
            signs, none = signs & ~sign, none & ~code
        else:
            kept.insert(0, token)
    return tuple(kept)


def _sets_of(index: Index, rule: Raising, answers: Answers) -> list[Tokens]:
    """Give the sets of answers that fire `rule`, each without doubles."""
    parts = [index.ids_in(answers.signs & group) for group in rule.groups]
    parts += [index.facts_in(answers.facts & group) for group in rule.facts]
    return [tuple(dict.fromkeys(chosen)) for chosen in product(*parts)]


def would_change(index: Index, answers: Answers, level: int) -> tuple[Change, ...]:
    """Give the nearest single answers that would raise the level.

    Danger; facts and signs that complete a raising condition; signs of a higher level in the strands that were ticked (of strengths only
    where nothing but strengths was ticked); and, where only silence stands in the way of level 1, the safety questions still to answer.
    """
    if level == 4:
        return ()
    signs, facts, higher = answers.signs, answers.facts, index.higher
    found = {(4, "danger")}.union(*[higher[name] for name in index.ids_in(signs & ~index.level_masks[1] or signs)])
    for rule in index.raising:
        if rule.level > level:
            found.update([(max(rule.level, index.level_of.get(token, 0)), token) for token in _completes(index, rule, signs, facts)])
    pairs = [pair for pair in sorted(found) if pair[0] > level]
    highest = {token: changed for changed, token in pairs}  # of an answer found twice, the higher level stands
    changes = [_change(token, changed) for changed, token in pairs if highest[token] == changed]
    if level == 0:
        changes = _to_level_1(index, answers) + changes
    return tuple(changes)


@cache
def _change(token: str, level: int) -> Change:
    """Give the change that one answer makes; there are few, and each is made once."""
    return Change((token,), level)


def _completes(index: Index, rule: Raising, signs: int, facts: int) -> list[str]:
    """Give the single answers that would fire `rule`: one sign of all groups still open, or one fact of all fact groups still open."""
    open_signs = open_facts = _NOTHING_OPEN
    for group in rule.groups:
        if not signs & group:
            open_signs &= group
    for group in rule.facts:
        if not facts & group:
            open_facts &= group
    if (open_signs == _NOTHING_OPEN) == (open_facts == _NOTHING_OPEN):
        return []
    return index.facts_in(open_facts) if open_signs == _NOTHING_OPEN else index.ids_in(open_signs)


def _to_level_1(index: Index, answers: Answers) -> list[Change]:
    """Give the answers with which level 1 could be suggested, where only silence stands in the way."""
    not_known = any(answers.not_known & topic.either for topic in index.topics)
    if not answers.signs & index.strengths or answers.facts & index.against_level_1 or not_known:
        return []
    still = [name for name, topic in zip(TOPICS, index.topics, strict=True) if not is_answered(topic, answers.signs, answers.none, 0)]
    return [Change(tuple(f"none:{name}" for name in still), 1)] if still else []


def level_below(index: Index, answers: Answers, level: int) -> int:
    """Give the highest level below `level` that a part of the answers would suggest; 0 for none."""
    # A part that holds a sign or fires a rule shows at least the level of that, so only those below `level` are looked at.
    parts = [(index.bit[name], 0) for name in index.ids_in(answers.signs & sum(index.level_masks[2:level]))]
    speaking = [rule for rule in index.raising if rule.level < level and rule.speaks(answers.signs, answers.facts)]
    parts += [_masks(index, tokens) for rule in speaking for tokens in _sets_of(index, rule, answers)]
    lower = [found for found in (shown(index, *part)[0] for part in parts) if found < level]
    if any(lower):
        return max(lower)
    return decide(index, answers.signs & index.level_masks[1], 0, answers.none, answers.not_known).level if level > 1 else 0


def _masks(index: Index, tokens: Tokens) -> tuple[int, int]:
    """Give the masks of the signs and of the facts among `tokens`."""
    return sum(index.bit.get(token, 0) for token in tokens), sum(index.fact_bit.get(token, 0) for token in tokens)


def _why_not_above(level: int, changes: tuple[Change, ...]) -> str | None:
    if level == 4:
        return None
    if level == 0:
        return "There is not enough to suggest any level. That is not a sign that all is well."
    nearest = len(changes) - 1  # all but danger, which is always among them
    says = f"No sign above level {level} was ticked, and nothing known raises the level."
    return f"{says} {count(nearest, 'answer')} would raise it: see what would change it." if nearest else says


def _why_not_below(index: Index, answers: Answers, level: int, sets: tuple[Tokens, ...]) -> str | None:
    if level < 2:
        return None
    below = level_below(index, answers, level)
    names = [" with ".join(tokens) for tokens in sets]
    shown = join_words(names if len(names) <= 6 else [*names[:5], f"{len(names) - 5} more"])
    alone = "this is" if len(names) == 1 else "each of these is"
    rest = f"your other answers suggest level {below}" if below else "your other answers are not enough to suggest a level"
    return f"For level {level} {alone} enough by itself: {shown}. Without {'it' if len(names) == 1 else 'them'} {rest}."
