"""The rules of design 4 once more, slowly, over plain sets: read from the guide's own tables and never from its masks.

The tests compare `decide` with this; nothing here may import it.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from thresholds.guide.fixed import TOPICS, URGENCIES
from thresholds.guide.shape import Guide, Rule, Sign

TODAY, NOW, EMERGENCY = 2, 3, 4
AGES: dict[str | None, set[str]] = {
    None: set(),
    "unborn": {"unborn"},
    "10 weeks": {"under-13", "under-1", "not-mobile"},
    "5 months": {"under-13", "under-1", "not-mobile"},
    "6 months": {"under-13", "under-1"},
    "11 months": {"under-13", "under-1"},
    "1 year": {"under-13"},
    "12": {"under-13"},
    "12 years": {"under-13"},
    "13 years": set(),
    "17 years": set(),
}
"""Ages with the facts that follow from them (facts F4.9, decision record 7)."""


class Expected(NamedTuple):
    """What the rules come to."""

    level: int
    discuss: int
    urgency: int
    rules: frozenset[str]
    """The rules whose conditions hold, whether or not they have anything to add."""


def facts_of(given: dict[str, Any]) -> set[str]:
    """The facts in a concern given as JSON."""
    facts = {*AGES[given.get("age")], *given.get("circumstances", ()), *given.get("yes", ())}
    facts |= {"earlier-concerns"} if given.get("earlier_concerns") else set()
    return facts | {"yes": {"danger"}, "not-known": {"danger-not-known"}}.get(given.get("danger") or "", set())


def expected(guide: Guide, given: dict[str, Any]) -> Expected:
    """What a concern given as JSON comes to."""
    worry = given.get("worry") or given.get("worry_first") or 0
    return judged(guide, given.get("indicators", ()), facts_of(given), given.get("none", ()), given.get("not_known", ()), worry)


def judged(
    guide: Guide,
    ticked: Iterable[str],
    facts: set[str],
    none: Collection[str] = (),
    not_known: Collection[str] = (),
    worry: int = 0,
) -> Expected:
    """What signs, facts and answers come to."""
    signs = [guide.sign[name] for name in sorted(set(ticked))]
    spoke = {name: rule for name, rule in guide.rule.items() if holds(guide, rule, signs, facts)}
    levels = [sign.level for sign in signs if sign.level > 1]
    levels += [rule.gives.level for rule in spoke.values() if rule.gives.level]
    level = 4 if "danger" in facts else max(levels, default=0)
    if not level and is_level_1(guide, signs, facts, none, not_known):
        level = 1
    discuss = max((rule.gives.discuss or 0 for rule in spoke.values()), default=0)
    speeds = [usual(guide, level)]
    speeds += [URGENCIES.index(sign.urgency) for sign in signs if sign.urgency]
    speeds += [URGENCIES.index(rule.gives.urgency) for rule in spoke.values() if rule.gives.urgency]
    if not level:
        speeds.append(TODAY)
    if "danger" in facts:
        speeds.append(EMERGENCY)
    if "danger-not-known" in facts:
        speeds.append(NOW)
        discuss = 4
    if worry > level:
        speeds.append(usual(guide, worry))
        discuss = max(discuss, worry)
    return Expected(level, discuss if discuss > level else 0, max(speeds), frozenset(spoke))


def usual(guide: Guide, level: int) -> int:
    """How fast a level asks for someone by itself."""
    return {0: 0, **{int(n): URGENCIES.index(words.urgency) for n, words in guide.level.items()}}[level]


def is_level_1(guide: Guide, signs: Iterable[Sign], facts: set[str], none: Collection[str], not_known: Collection[str]) -> bool:
    """Design 4: a level 1 sign that is no absence statement, nothing above it, every topic answered other than *not known*."""
    signs = list(signs)
    if any(sign.level > 1 for sign in signs) or not any(sign.level == 1 and not sign.absence for sign in signs):
        return False
    if facts & {"danger", "danger-not-known", *TOPICS}:
        return False
    return all(answered(guide, topic, signs, none, not_known) for topic in TOPICS)


def answered(guide: Guide, topic: str, signs: Iterable[Sign], none: Collection[str], not_known: Collection[str]) -> bool:
    """Whether a sweep topic is answered: a sign ticked in its sub-domains, or none of it; and not *not known*."""
    codes = set(guide.sweep[topic].sub_domains)
    if {topic, *codes} & set(not_known):
        return False
    return topic in none or codes <= set(none) or any(sign.subdomain in codes for sign in signs)


def holds(guide: Guide, rule: Rule, signs: list[Sign], facts: set[str]) -> bool:
    """Whether a rule's conditions hold."""
    wanted = [set(names) for names in (rule.facts, rule.and_facts) if names]
    if rule.kind == "not-known":
        return False
    if rule.kind == "count":
        hit = [sign for sign in signs if sign.level == rule.level]
        spread = len({sign.subdomain for sign in hit}) >= rule.across
        return isinstance(rule.signs, int) and len(hit) >= rule.signs and spread and all(facts & names for names in wanted)
    groups = [parts(guide, group) for group in rule.groups] if rule.kind == "together" else [named(guide, rule)]
    ticked = {sign.id for sign in signs}
    asks_signs = rule.kind == "together" or groups != [set()]
    return (not asks_signs or all(ticked & group for group in groups)) and all(facts & names for names in wanted)


def named(guide: Guide, rule: Rule) -> set[str]:
    """The signs that a rule of kind `with` names, by id, level or sub-domain; none where it asks for facts alone."""
    found = set(rule.signs) if isinstance(rule.signs, list) else set()
    found |= {sign.id for sign in guide.sign.values() if sign.level in rule.levels}
    return found | parts(guide, rule.sub_domains)


def parts(guide: Guide, names: Iterable[str]) -> set[str]:
    """Sign ids, and sub-domains as their signs at level 2 and above."""
    found: set[str] = set()
    for name in names:
        found |= {name} if name in guide.sign else {s.id for s in guide.sign.values() if s.subdomain == name and s.level > 1}
    return found
