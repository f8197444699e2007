"""Answers over any guide, and what brute force over all their subsets finds: the contrast's tests compare with this."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from tests.assessment.oracle import holds, named, parts
from thresholds.assessment.concern import Answers
from thresholds.assessment.contrast import Change, contrast, level_below
from thresholds.assessment.decide import Decision, decide
from thresholds.guide.fixed import TOPICS
from thresholds.guide.index import Index
from thresholds.guide.shape import Rule


class Case(NamedTuple):
    """Answers in words, over one guide."""

    index: Index
    signs: tuple[str, ...]
    facts: tuple[str, ...]
    none: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """The case with its guide, for the report of a failure."""
        guide = self.index.guide
        signs = {sign.id: (sign.level, sign.strand, sign.absence) for sign in guide.sign.values()} if len(guide.sign) < 9 else "all"
        rules = [rule.model_dump(exclude_defaults=True, exclude={"says", "basis", "source"}) for rule in guide.rule.values()]
        return f"{self[1:]} in {signs} {rules if signs != 'all' else ''}"

    @property
    def answers(self) -> Answers:
        """The same as masks."""
        return Answers(
            mask(self.index.bit, self.signs),
            mask(self.index.fact_bit, self.facts),
            mask(self.index.code_bit, self.none),
            mask(self.index.code_bit, self.not_known),
            0,
            None,
        )

    def level(self, signs: Iterable[str], facts: Iterable[str]) -> int:
        """The level that some of the signs and facts give, with the other answers as they are."""
        answers = self.answers
        return decide(self.index, mask(self.index.bit, signs), mask(self.index.fact_bit, facts), answers.none, answers.not_known).level

    @property
    def whole(self) -> int:
        """The level of all the answers."""
        return self.level(self.signs, self.facts)


def mask(bits: dict[str, int], names: Iterable[str]) -> int:
    """The mask of these names."""
    found = 0
    for name in names:
        found |= bits[name]
    return found


def subsets(tokens: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """All subsets, shortest first."""
    tokens = tuple(tokens)
    for size in range(len(tokens) + 1):
        yield from combinations(tokens, size)


def split(case: Case, tokens: Iterable[str]) -> tuple[list[str], list[str]]:
    """Tokens as signs and facts."""
    tokens = list(tokens)
    return [t for t in tokens if t in case.index.bit], [t for t in tokens if t in case.index.fact_bit]


def levels_of_parts(case: Case) -> dict[tuple[str, ...], int]:
    """The level of every part of the signs and facts."""
    return {part: case.level(*split(case, part)) for part in subsets((*case.signs, *case.facts))}


def smallest(case: Case, levels: dict[tuple[str, ...], int]) -> list[frozenset[str]]:
    """The parts that give the whole's level, and of which no smaller part does."""
    found: list[frozenset[str]] = []
    for part, level in levels.items():
        tokens = frozenset(part)
        if level == case.whole and not any(other < tokens for other in found):
            found.append(tokens)
    return found


def gives_level_1(index: Index, tokens: Iterable[str]) -> bool:
    """Whether signs and `none:TOPIC` tokens give level 1 by themselves."""
    tokens = list(tokens)
    signs = [token for token in tokens if not token.startswith("none:")]
    none = [token.removeprefix("none:") for token in tokens if token.startswith("none:")]
    return decide(index, mask(index.bit, signs), 0, mask(index.code_bit, none)).level == 1


def covered(case: Case) -> set[str]:
    """The single answers that `would_change` speaks of: danger, what completes a raising rule, and higher signs of ticked strands."""
    guide = case.index.guide
    held = {*case.signs, *case.facts}
    found = {"danger"}
    for rule in guide.rule.values():
        if (rule.gives.level or 0) > case.whole and not fires(case, rule, held):
            groups = [parts(guide, group) for group in rule.groups] or [named(guide, rule)]
            wanted = {*rule.facts, *rule.and_facts, *(name for group in groups for name in group)}
            found |= {token for token in wanted if fires(case, rule, held | {token})}
    ticked = [guide.sign[name] for name in case.signs]
    for sign in [sign for sign in ticked if sign.level > 1] or ticked:
        strand = [other for other in guide.sign.values() if (other.subdomain, other.strand) == (sign.subdomain, sign.strand)]
        found |= {other.id for other in strand if other.level > max(sign.level, case.whole)}
    return found - held


def fires(case: Case, rule: Rule, tokens: Iterable[str]) -> bool:
    """Whether a rule's conditions hold for signs and facts, read slowly."""
    signs, facts = split(case, tokens)
    return holds(case.index.guide, rule, [case.index.guide.sign[name] for name in signs], set(facts))


def check_rests_on(case: Case, levels: dict[tuple[str, ...], int]) -> None:
    """`rests_on` lists every smallest part that gives the level, once each."""
    found = [frozenset(tokens) for tokens in contrast(case.index, case.answers, decision(case)).rests_on]
    if case.whole == 0:
        assert found == []
    elif case.whole > 1:
        assert sorted(map(sorted, found)) == sorted(map(sorted, smallest(case, levels)))


def decision(case: Case) -> Decision:
    """The Decision for the case."""
    answers = case.answers
    return decide(case.index, answers.signs, answers.facts, answers.none, answers.not_known)


def check_below(case: Case, levels: dict[tuple[str, ...], int]) -> None:
    """`level_below` is the highest level below the whole's that any part of the answers gives."""
    below = max((level for level in levels.values() if level < case.whole), default=0)
    assert level_below(case.index, case.answers, case.whole) == below


def check_changes(case: Case) -> None:
    """`would_change` lists exactly the single answers, of those that it covers, that raise the level, each with what it gives."""
    changes = contrast(case.index, case.answers, decision(case)).would_change
    singles = [change for change in changes if not change.add[0].startswith("none:")]
    wanted = []
    for token in covered(case):
        level = case.level(*split(case, (*case.signs, *case.facts, token)))
        if level > case.whole:
            wanted.append(Change((token,), level))
    assert sorted(singles) == sorted(wanted)
    assert [change for change in changes if change not in singles] == open_questions(case)


def open_questions(case: Case) -> list[Change]:
    """The fewest safety questions that, answered *none*, would give level 1; nothing where none would."""
    if case.whole:
        return []
    answers = case.answers
    for topics in subsets(TOPICS):
        none = answers.none | mask(case.index.code_bit, topics)
        if decide(case.index, answers.signs, answers.facts, none, answers.not_known).level == 1:
            return [Change(tuple(f"none:{topic}" for topic in topics), 1)]
    return []
