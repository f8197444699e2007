"""A Suggestion: a Decision in words, with reasons, what is not known, duties, route and contrast. People judge."""

from datetime import datetime
from typing import Any, NamedTuple

from thresholds.assessment.concern import Answers, Concern, read_answers
from thresholds.assessment.contrast import Contrast, contrast
from thresholds.assessment.decide import Decision, decide, is_answered
from thresholds.assessment.desk import Desk, Reach
from thresholds.assessment.route import Route, route
from thresholds.guide.fixed import UNSURE, URGENCIES
from thresholds.guide.index import Index
from thresholds.guide.shape import Duty, Sign
from thresholds.text import clean_line

SCHEMA = "thresholds/suggestion/1"
CAUTION = "This tool suggests. You judge, and a different judgement is normal: write down why."


class Reason(NamedTuple):
    """One reason: the rule that spoke, the basis of the rule, and the signs it speaks of."""

    rule: str
    basis: str
    says: str
    signs: tuple[Sign, ...]
    facts: tuple[str, ...]
    source: tuple[str, ...]


class Suggestion(NamedTuple):
    """What the answers suggest, whole: screens, plain lines, JSON and the referral are all drawn from this."""

    concern: Concern
    desk: Desk
    answers: Answers
    decision: Decision
    reasons: tuple[Reason, ...]
    prompts: tuple[str, ...]
    unknowns: tuple[str, ...]
    duties: tuple[tuple[str, Duty], ...]
    route: Route
    contrast: Contrast
    quiet: bool
    """True where the family is not told before the front door or the police were asked."""

    @property
    def level(self) -> int | None:
        """The suggested level, or nothing where there is not enough to suggest one."""
        return self.decision.level or None

    @property
    def name(self) -> str | None:
        """The level's name in the guide."""
        return self.desk.index.guide.level_at(self.decision.level).name if self.decision.level else None

    @property
    def urgency(self) -> str:
        """How fast: one of `fixed.URGENCIES`."""
        return URGENCIES[self.decision.urgency]

    @property
    def worry(self) -> int | None:
        """The person's own level, as it stands now."""
        return self.concern.worry or self.concern.worry_first


def suggest(desk: Desk, concern: Concern, at: datetime | None = None) -> Suggestion:
    """Give the Suggestion for `concern` on `desk`, at the time `at`.

    Raises UnknownName for an id that the guide lacks and BadCall for an age that cannot be read.
    """
    index = desk.index
    answers = read_answers(index, concern)
    decision = decide(index, answers.signs, answers.facts, answers.none, answers.not_known, answers.worry)
    reasons = _reasons(index, answers, decision)
    duties = _duties(index, answers, decision)
    quiet = _is_quiet(index, duties, answers)
    prompts = tuple([reason.says for reason in reasons if reason.rule in index.prompting])
    return Suggestion(
        concern,
        desk,
        answers,
        decision,
        reasons,
        prompts,
        _unknowns(index, concern, answers),
        duties,
        route(desk, decision, concern, at, tuple(duty.first for _, duty in duties if duty.first), quiet),
        contrast(index, answers, decision),
        quiet,
    )


def own_level_leads(suggestion: Suggestion) -> bool:
    """Say whether the person's own level comes before the suggested one: it is higher, or 3 or 4 where none is suggested."""
    level = suggestion.decision.level
    return (suggestion.worry or 0) > max(level, 0 if level else 2)


def headline(suggestion: Suggestion) -> str:
    """Give the one line that says it all: level, name and action together, and what to talk over, and when."""
    decision, guide = suggestion.decision, suggestion.desk.index.guide
    when = {0: "", 1: "", 2: " today", 3: " now", 4: " now"}[decision.urgency]
    worry = suggestion.worry or 0
    leads = own_level_leads(suggestion)
    own = ""
    if leads:
        level = guide.level_at(worry)
        own = f"Your own level is {worry}, {level.name}, and it leads: {_lower(level.action)}. "
    discuss = f" Discuss level {decision.discuss}{when}." if decision.discuss > (worry if leads else 1) else ""
    if not decision.level and leads and when:
        return f"{own}Phone{when} first: your answers are not enough to suggest a level.{discuss}"
    if not decision.level:
        return f"{own}Not enough to suggest a level: talk it over{when or ' today'}.{discuss}"
    level = guide.level_at(decision.level)
    says = f"{own}Level {decision.level}, {level.name}: {_lower(level.action)}."
    if leads:
        says = f"{own}Your answers alone suggest level {decision.level}, {level.name}."
    if any(guide.rule[reason.rule].kind == "not-known" for reason in suggestion.reasons if reason.rule in guide.rule):
        says += " Safety questions are open: find out today."
    return f"{says}{discuss}" if decision.urgency < 4 else f"{says} Phone 999 first."


def _is_quiet(index: Index, duties: tuple[tuple[str, Duty], ...], answers: Answers) -> bool:
    """Say whether a ticked sign of level 3 or 4 sets off a duty under which the family is not told first (continuum facts F1.20)."""
    ticked = index.signs_in(answers.signs & (index.level_masks[3] | index.level_masks[4]))
    return any(duty.quiet and (sign.id in duty.signs or sign.subdomain in duty.sub_domains) for _, duty in duties for sign in ticked)


def _lower(action: str) -> str:
    return f"{action[:1].lower()}{action[1:]}"


def _reasons(index: Index, answers: Answers, decision: Decision) -> tuple[Reason, ...]:
    found, because = [], decision.because
    for name, bit in index.reason_bit.items():
        if because & bit:
            words = index.reason_words[name]
            signs, facts = index.grounds[name]
            if name == "sooner" and answers.signs & index.now:
                signs = index.now
            grounds = tuple(index.signs_in(answers.signs & signs)), tuple(index.facts_in(answers.facts & facts))
            found.append(Reason(name, words.basis, words.says, *grounds, tuple(words.source)))
    return tuple(found)


def _duties(index: Index, answers: Answers, decision: Decision) -> tuple[tuple[str, Duty], ...]:
    ticked, known, because, duties = answers.signs, answers.facts, decision.because, index.guide.duty
    return tuple([(name, duties[name]) for name, signs, facts, rules in index.duties if ticked & signs or known & facts or because & rules])


def _unknowns(index: Index, concern: Concern, answers: Answers) -> tuple[str, ...]:
    """Say what is not known and who could find out; silence is never safety."""
    found = ["Not asked: the signs of the guide, because this was the quick check."] if concern.quick else []
    if concern.danger is None:
        found.append("Not asked: is a child in danger now?")
    elif concern.danger == "not-known":
        found.append("Not known: whether a child is in danger now.")
    found += [f"Not known: {words}." for name, words in UNSURE.items() if name in concern.unsure]
    if set(concern.yes) & set(concern.none):
        found.append("Answered both yes and none: a safety question. It was taken as yes.")
    if answers.age is None:
        found.append("Not asked: the child's age. Some signs weigh more for a baby or a child under 13.")
    signs, known, none, not_known = answers.signs, answers.facts, answers.none, answers.not_known
    for bits, yes, words in index.asked_topics:
        if not known & yes and not is_answered(bits, signs, none, not_known):
            found.append(f"Not known: {words}" if not_known & bits.either else f"Not asked: {words}")
    if not_known:
        found += [f"Not known: {sub.name}." for code, sub in index.guide.sub_domain.items() if code in concern.not_known]
    if concern.child_view != "known":
        found.append(
            {"not-yet-sought": "Not yet sought: the child's own view.", "cannot-be-had": "Cannot be had: the child's own view."}.get(
                concern.child_view or "", "Not asked: the child's own view."
            )
        )
    return tuple(found)


def as_json(suggestion: Suggestion) -> dict[str, Any]:
    """Give the suggestion as the JSON object `thresholds/suggestion/1`; keys are added over time and never renamed."""
    desk, decision, concern = suggestion.desk, suggestion.decision, suggestion.concern
    index = desk.index
    guide = index.guide
    plan = suggestion.route
    return {
        "schema": SCHEMA,
        "ref": clean_line(concern.ref) if concern.ref else None,
        "partnership": desk.area.id,
        "guide": {"id": guide.id, "edition": guide.edition, "digest": desk.digest},
        "level": suggestion.level,
        "name": suggestion.name,
        "headline": headline(suggestion),
        "worry": suggestion.worry,
        "worry_first": concern.worry_first,
        "discuss": decision.discuss or None,
        "urgency": suggestion.urgency,
        "reasons": [
            {
                "rule": r.rule,
                "basis": r.basis,
                "says": r.says,
                "signs": [index.sign_json[s.id] for s in r.signs],
                "facts": r.facts,
                "source": index.titles(r.source),
            }
            for r in suggestion.reasons
        ],
        "prompts": suggestion.prompts,
        "unknowns": suggestion.unknowns,
        "duties": [index.duty_json[name] for name, _ in suggestion.duties],
        "route": {
            "name": plan.name,
            "steps": plan.steps,
            "contacts": [_reach_json(contact) for contact in plan.contacts],
            "consent": plan.consent,
            "timescales": [{"says": t.says, "basis": t.basis, "source": index.titles(tuple(t.source))} for t in plan.timescales],
            "source": index.titles(plan.source),
        },
        "rests_on": suggestion.contrast.rests_on,
        "why_not_above": suggestion.contrast.why_not_above,
        "why_not_below": suggestion.contrast.why_not_below,
        "would_change": [{"add": add, "level": level} for add, level in suggestion.contrast.would_change],
        "caution": CAUTION,
    }


def _reach_json(contact: Reach) -> dict[str, Any]:
    name, purpose, phone, email, address, hours, verified, source = contact  # half the time of _asdict()
    return {
        "name": name,
        "purpose": purpose,
        "phone": phone,
        "email": email,
        "address": address,
        "hours": hours,
        "verified": verified,
        "source": source,
    }
