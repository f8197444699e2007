"""Explained by contrast: the smallest sets of answers a level rests on, why not the one above, why not the one below.

Exact: `tests/test_contrast.py` compares every part with brute force over all subsets on small guides.
"""

from functools import reduce
from itertools import product
from operator import and_
from typing import NamedTuple

from thresholds.assessment.concern import Answers
from thresholds.assessment.decide import Decision, decide, is_answered, shown
from thresholds.guide.fixed import TOPICS
from thresholds.guide.index import Index, Raising
from thresholds.text import count, join_words

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
        return tuple(dict.fromkeys(_level_1_set(index, answers, sign.id) for sign in index.signs_in(answers.signs & index.strengths)))
    found: list[Tokens] = [(sign.id,) for sign in index.signs_in(answers.signs & index.level_masks[level])]
    if level == 4 and answers.facts & index.danger:
        found.insert(0, ("danger",))
    for rule in index.raising:
        if rule.level == level:
            found += _sets_of(index, rule, answers)
    unique: dict[frozenset[str], Tokens] = {}
    for tokens in found:
        unique.setdefault(frozenset(tokens), tokens)
    smallest = [tokens for held, tokens in unique.items() if not any(other < held for other in unique)]
    return tuple(sorted(smallest, key=len))


def _level_1_set(index: Index, answers: Answers, strength: str) -> Tokens:
    """Give a set that gives level 1 with `strength` and from which nothing can be left out."""
    none = [f"none:{name}" for number, name in enumerate(TOPICS) if is_answered(index, number, 0, answers.none, 0)]
    others = [sign.id for sign in index.signs_in(answers.signs & index.level_masks[1]) if sign.id != strength]
    kept = [strength, *none, *others]
    for token in reversed(kept[:]):
        fewer = [other for other in kept if other != token]
        signs = sum(index.bit[other] for other in fewer if other in index.bit)
        topics = sum(index.code_bit[other.removeprefix("none:")] for other in fewer if other not in index.bit)
        if decide(index, signs, 0, topics).level == 1:
            kept = fewer
    return tuple(kept)


def _sets_of(index: Index, rule: Raising, answers: Answers) -> list[Tokens]:
    """Give the sets of answers that fire `rule`, each without doubles."""
    parts = [[sign.id for sign in index.signs_in(answers.signs & group)] for group in rule.groups]
    parts += [index.facts_in(answers.facts & group) for group in rule.facts]
    return [tuple(dict.fromkeys(chosen)) for chosen in product(*parts)]


def would_change(index: Index, answers: Answers, level: int) -> tuple[Change, ...]:
    """Give the nearest single answers that would raise the level.

    Danger; facts and signs that complete a raising condition; signs of a higher level in the strands that were ticked (of strengths only
    where nothing but strengths was ticked); and, where only silence stands in the way of level 1, the safety questions still to answer.
    """
    if level == 4:
        return ()
    changes: dict[str, int] = {"danger": 4}
    for rule in index.raising:
        if rule.level > level:
            for token in _completes(index, rule, answers):
                changes[token] = max(changes.get(token, 0), rule.level, index.level_of.get(token, 0))
    for sign in index.signs_in(answers.signs & ~index.level_masks[1] or answers.signs):
        for higher in index.by_strand[sign.subdomain, sign.strand]:
            if higher.level > max(level, sign.level):
                changes[higher.id] = max(changes.get(higher.id, 0), higher.level)
    found = [Change((token,), changed) for token, changed in sorted(changes.items(), key=lambda item: (item[1], item[0]))]
    if level == 0:
        found = _to_level_1(index, answers) + found
    return tuple(found)


def _completes(index: Index, rule: Raising, answers: Answers) -> list[str]:
    """Give the single answers that would fire `rule`: one sign of all groups still open, or one fact of all fact groups still open."""
    signs = [group for group in rule.groups if not answers.signs & group]
    facts = [group for group in rule.facts if not answers.facts & group]
    if bool(signs) == bool(facts):
        return []
    shared = reduce(and_, signs or facts)
    return [sign.id for sign in index.signs_in(shared)] if signs else index.facts_in(shared)


def _to_level_1(index: Index, answers: Answers) -> list[Change]:
    """Give the answers with which level 1 could be suggested, where only silence stands in the way."""
    not_known = any(answers.not_known & (topic.code | topic.subdomains) for topic in index.topics)
    if not answers.signs & index.strengths or answers.facts & index.against_level_1 or not_known:
        return []
    open_topics = [n for n in range(len(TOPICS)) if not is_answered(index, n, answers.signs, answers.none, 0)]
    return [Change(tuple(f"none:{TOPICS[n]}" for n in open_topics), 1)] if open_topics else []


def level_below(index: Index, answers: Answers, level: int) -> int:
    """Give the highest level below `level` that a part of the answers would suggest; 0 for none."""
    parts = [(index.bit[sign.id], 0) for sign in index.signs_in(answers.signs & ~index.level_masks[1])]
    parts += [_masks(index, tokens) for rule in index.raising for tokens in _sets_of(index, rule, answers)]
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
    nearest = [change for change in changes if change.level > level and change.add != ("danger",)]
    says = f"No sign above level {level} was ticked, and nothing known raises the level."
    return f"{says} {count(len(nearest), 'answer')} would raise it: see what would change it." if nearest else says


def _why_not_below(index: Index, answers: Answers, level: int, sets: tuple[Tokens, ...]) -> str | None:
    if level < 2:
        return None
    below = level_below(index, answers, level)
    names = [" with ".join(tokens) for tokens in sets]
    shown = join_words(names if len(names) <= 6 else [*names[:5], f"{len(names) - 5} more"])
    alone = "this is" if len(names) == 1 else "each of these is"
    rest = f"your other answers suggest level {below}" if below else "your other answers are not enough to suggest a level"
    return f"For level {level} {alone} enough by itself: {shown}. Without {'it' if len(names) == 1 else 'them'} {rest}."
