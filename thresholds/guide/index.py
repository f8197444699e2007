"""The guide compiled once into bits: one bit a sign, one a fact, one a code; masks, and the rules as integers."""

from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from operator import or_
from typing import NamedTuple

from thresholds.guide.conditions import Asking, Raising, holds
from thresholds.guide.fixed import AGAINST_LEVEL_1, CIRCUMSTANCES, FACTS, REASONS, TOPICS, URGENCIES
from thresholds.guide.shape import Guide, Rule, Said, Sign


class TopicBits(NamedTuple):
    """One sweep topic: its own code bit, its sub-domains' code bits, both together, and the signs in them."""

    code: int
    subdomains: int
    either: int
    signs: int


class Index:
    """A guide with its masks. Bits are given in the order of the file; no code reads the digits of an id."""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.signs: tuple[Sign, ...] = tuple(guide.sign.values())
        self.bit: dict[str, int] = {sign.id: 1 << place for place, sign in enumerate(self.signs)}
        self.fact_bit: dict[str, int] = {fact: 1 << place for place, fact in enumerate(FACTS)}
        self.circumstance_bit = {name: self.fact_bit[name] for name in CIRCUMSTANCES}
        self.topic_bit = {name: self.fact_bit[name] for name in TOPICS}
        self.code_bit: dict[str, int] = {code: 1 << place for place, code in enumerate((*guide.sub_domain, *TOPICS))}
        self.reason_bit: dict[str, int] = {name: 1 << place for place, name in enumerate((*REASONS, *guide.rule))}
        self._compile_masks()
        self._compile_rules()

    def _compile_masks(self) -> None:
        levels = [0] * 5
        subdomains = dict.fromkeys(self.guide.sub_domain, 0)
        self.today = self.now = self.absences = 0
        for sign in self.signs:
            bit = self.bit[sign.id]
            levels[sign.level] |= bit
            subdomains[sign.subdomain] |= bit
            self.today |= bit if sign.urgency == "today" else 0
            self.now |= bit if sign.urgency == "now" else 0
            self.absences |= bit if sign.absence else 0
        self.level_masks = tuple(levels)
        self.subdomain_masks = subdomains
        self.elsewhere = tuple(~subdomains[sign.subdomain] for sign in self.signs)
        self.sooner = self.today | self.now
        self.strengths = levels[1] & ~self.absences
        self.danger, self.danger_not_known = self.fact_bit["danger"], self.fact_bit["danger-not-known"]
        self.level_urgency = (0, *(URGENCIES.index(self.guide.level[n].urgency) for n in ("1", "2", "3", "4")))
        self.against_level_1 = self.facts(AGAINST_LEVEL_1)
        self.topics = tuple(
            TopicBits(code, parts, code | parts, reduce(or_, (subdomains[part] for part in self.guide.sweep[name].sub_domains)))
            for name in TOPICS
            for code, parts in [(self.code_bit[name], reduce(or_, (self.code_bit[part] for part in self.guide.sweep[name].sub_domains)))]
        )

    def _compile_rules(self) -> None:
        raising: list[Raising] = []
        asking: list[tuple[Asking, tuple[int, ...], bool]] = []
        self.not_known_rules: list[tuple[int, int]] = []
        self.grounds = self._reason_grounds()
        for name, rule in self.guide.rule.items():
            bit = self.reason_bit[name]
            urgency = URGENCIES.index(rule.gives.urgency) if rule.gives.urgency else 0
            groups, facts = self._groups(rule), self._fact_groups(rule)
            self.grounds[name] = (reduce(or_, groups, 0), reduce(or_, facts, 0))
            if rule.kind == "not-known":
                self.not_known_rules.append((bit, rule.topics))
            elif rule.gives.level:
                raising.append(Raising(bit, groups, facts, rule.gives.level, urgency))
            else:
                speaks = self._counts(rule, groups[0], facts) if rule.kind == "count" else holds(groups, facts)
                asking.append((Asking(bit, speaks, rule.gives.discuss or 0, urgency), groups, bool(facts)))
        self.raising = tuple(raising)
        self.raising_signs = tuple(rule for rule in raising if not rule.facts)
        self.raising_facts = tuple(rule for rule in raising if rule.facts)
        # A rule that asks to discuss what is suggested already, no sooner, says nothing: leave it out at that level.
        # So with one that needs a sign of a higher level: were such a sign ticked, the level would be higher.
        up_to = [reduce(or_, self.level_masks[: max(level, 1) + 1]) for level in range(5)]
        self.asking_signs, self.asking_facts = (
            tuple(
                tuple(
                    rule
                    for rule, groups, needs_facts in asking
                    if needs_facts is with_facts
                    and (rule.discuss > level or rule.urgency > self.level_urgency[level])
                    and all(up_to[level] & group for group in groups)
                )
                for level in range(5)
            )
            for with_facts in (False, True)
        )
        self.special = reduce(or_, (group for rule in self.raising_signs for group in rule.groups), self.sooner)

    def _reason_grounds(self) -> dict[str, tuple[int, int]]:
        """Give the masks of the signs and facts that each reason of the code speaks of; the guide's rules are added to them."""
        grounds = {f"level-{level}": (mask, 0) for level, mask in enumerate(self.level_masks)}
        grounds |= {"level-1": (self.strengths, 0), "sooner": (self.today, 0)}
        grounds |= {name: (0, self.fact_bit[name]) for name in ("danger", "danger-not-known")}
        return {**dict.fromkeys(REASONS, (0, 0)), **grounds}

    def _counts(self, rule: Rule, mask: int, facts: tuple[int, ...]) -> Callable[[int, int], bool]:
        """Give the test of a rule of kind `count`: enough signs of its level, in enough sub-domains, with its facts if it names any."""
        need, others, elsewhere = rule.signs if isinstance(rule.signs, int) else 1, range(rule.across - 1), self.elsewhere

        def speaks(signs: int, known: int) -> bool:
            hit = signs & mask
            if hit.bit_count() < need:
                return False
            for group in facts:
                if not known & group:
                    return False
            for _ in others:
                hit &= elsewhere[hit.bit_length() - 1]
                if not hit:
                    return False
            return True

        return speaks

    def _groups(self, rule: Rule) -> tuple[int, ...]:
        """Give the sign masks that a rule asks for, one sign of each; none where it asks for facts alone."""
        if rule.kind == "together":
            return tuple(reduce(or_, (self.worrying(part) for part in group), 0) for group in rule.groups)
        if rule.kind == "count":
            return (self.level_masks[rule.level or 0],)
        named = rule.signs if isinstance(rule.signs, list) else []
        mask = reduce(or_, (self.bit[sign] for sign in named), 0)
        mask |= reduce(or_, (self.level_masks[level] for level in rule.levels), 0)
        mask |= reduce(or_, (self.worrying(code) for code in rule.sub_domains), 0)
        return (mask,) if mask else ()

    def _fact_groups(self, rule: Rule) -> tuple[int, ...]:
        """Give the fact masks that a rule asks for, one fact of each."""
        return tuple(mask for mask in (self.facts(rule.facts), self.facts(rule.and_facts)) if mask)

    def worrying(self, part: str) -> int:
        """Give the mask of a sign id, or of a sub-domain's signs at level 2 and above."""
        return self.bit[part] if part in self.bit else self.subdomain_masks[part] & ~self.level_masks[1]

    def facts(self, names: Sequence[str]) -> int:
        """Give the mask of these facts."""
        return reduce(or_, map(self.fact_bit.__getitem__, names), 0)

    def signs_in(self, mask: int) -> list[Sign]:
        """Give the signs whose bits are in `mask`, in the guide's order."""
        found = []
        while mask:
            low = mask & -mask
            found.append(self.signs[low.bit_length() - 1])
            mask ^= low
        return found

    def ids_in(self, mask: int) -> list[str]:
        """Give the ids of the signs whose bits are in `mask`, in the guide's order."""
        return [sign.id for sign in self.signs_in(mask)] if mask else []

    def facts_in(self, mask: int) -> list[str]:
        """Give the names of the facts in `mask`."""
        return [name for name, bit in self.fact_bit.items() if mask & bit] if mask else []

    @cached_property
    def level_of(self) -> dict[str, int]:
        """Give the level of each sign, by id."""
        return {sign.id: sign.level for sign in self.signs}

    @cached_property
    def by_strand(self) -> dict[tuple[str, str], list[Sign]]:
        """Give the signs of each strand, by sub-domain and strand, lowest level first."""
        strands: dict[tuple[str, str], list[Sign]] = {}
        for sign in sorted(self.signs, key=lambda s: s.level):
            strands.setdefault((sign.subdomain, sign.strand), []).append(sign)
        return strands

    @cached_property
    def higher(self) -> dict[str, frozenset[tuple[int, str]]]:
        """Give, for each sign, the level and id of the signs above it in its strand."""
        return {
            sign.id: frozenset((other.level, other.id) for other in strand if other.level > sign.level)
            for strand in self.by_strand.values()
            for sign in strand
        }

    @cached_property
    def reason_words(self) -> dict[str, Said | Rule]:
        """Give what holds the words of each reason: the guide's own, then its rules."""
        return {**self.guide.rule, **{name: self.guide.reason[name] for name in REASONS}}

    @cached_property
    def prompting(self) -> frozenset[str]:
        """Give the rules that give no level: what they say is a prompt."""
        return frozenset(name for name, rule in self.guide.rule.items() if not rule.gives.level)

    @cached_property
    def asked_topics(self) -> tuple[tuple[TopicBits, int, str], ...]:
        """Give each sweep topic with the fact that it was answered yes, and its words where it was not."""
        topics = [self.guide.sweep[name] for name in TOPICS]
        words = [f"{topic.asks} Who could find out: {topic.who}" for topic in topics]
        return tuple(zip(self.topics, self.topic_bit.values(), words, strict=True))

    def source_title(self, ref: str) -> str:
        """Give a source reference in words: title, publisher, and the place in it."""
        name, _, place = ref.partition(" ")
        source = self.guide.source[name]
        parts = [source.title, *([source.publisher] if source.publisher else []), *([place] if place else [])]
        return f"{', '.join(parts)} [{name}]"

    def titles(self, refs: tuple[str, ...]) -> str:
        """Give source references in words, joined; each set of references is put into words once."""
        found = self._titles.get(refs)
        if found is None:
            found = self._titles[refs] = "; ".join(self.source_title(ref) for ref in refs)
        return found

    @cached_property
    def _titles(self) -> dict[tuple[str, ...], str]:
        return {}

    @cached_property
    def duties(self) -> tuple[tuple[str, int, int, int], ...]:
        """Give each duty's name with the masks of the signs, facts and rules that set it off."""
        return tuple(
            (
                name,
                reduce(or_, (self.worrying(part) for part in (*duty.signs, *duty.sub_domains)), 0),
                self.facts(duty.facts),
                reduce(or_, (self.reason_bit[rule] for rule in duty.rules), 0),
            )
            for name, duty in self.guide.duty.items()
        )

    @cached_property
    def sign_json(self) -> dict[str, dict[str, object]]:
        """Give each sign as a reason's JSON shows it."""
        return {
            sign.id: {
                "id": sign.id,
                "level": sign.level,
                "says": sign.says,
                "placement": sign.placement,
                "source": self.titles(tuple(sign.source)),
            }
            for sign in self.signs
        }

    @cached_property
    def duty_json(self) -> dict[str, dict[str, object]]:
        """Give each duty as a suggestion's JSON shows it."""
        return {
            name: {
                "id": name,
                "title": duty.title,
                "says": duty.says,
                "within": duty.within.says if duty.within else None,
                "basis": duty.basis,
                "within_basis": duty.within.basis if duty.within else None,
                "source": self.titles(tuple(duty.source)),
            }
            for name, duty in self.guide.duty.items()
        }
