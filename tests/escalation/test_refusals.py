"""What the desk refuses, and what it never drops: ladders as a way round the order, titles half named, dates that cannot be, words lost."""

import json
from collections.abc import Mapping

import pytest

from escalation import desk, fold, record
from escalation.deed import _KIND_OF, _NOT_KEPT, Deed
from escalation.disagreement import Disagreement, card
from escalation.events import KINDS
from escalation.fields import Asked, every_ask
from escalation.fold import after
from escalation.forms import VERBS, allowed_asks, page, verb_asks
from escalation.labels import NOT_SETTLED, state_said
from escalation.ladder import Ladder
from escalation.order import next_way, ways_up
from escalation.rehearse import blocked_by
from escalation.state_json import as_json
from escalation.whistleblowing import is_to_keep_nobody
from tests.escalation.desks import OPENING, books, raised
from tests.escalation.shelves import areas, ladders
from tests.escalation.test_gates import DANGER, FINISHED, FIRST, HEAD, SETTLED, UP, do, done, without
from thresholds.calendar import read_time
from thresholds.pages import Value
from thresholds.records.event import ERASURE

NEXT = {"WA-2021": {}, "WA-2021-E": {"members-in-dispute": "Two members"}}
"""What the first stage of a ladder needs before it opens."""
EVERY = [(ladder.id, stage.id) for name in ladders().ids for ladder in [ladders().ladder(name)] for stage in ladder.every]


# Another ladder


@pytest.mark.parametrize(("to", "stage"), EVERY)
@pytest.mark.parametrize(("start", "place"), [("WA-2021", "WA-1"), ("HF-2021", "L2")])
def test_a_change_of_ladder_is_no_way_round_the_order(start: str, place: str, to: str, stage: str) -> None:
    """It goes on at a stage where disagreements begin, or at the London step that both ladders share; never higher up (rule 2)."""
    one = raised(start) if place == "WA-1" else done("move-up", raised(start), {**UP, "to": "L2"})
    needs = {"members-in-dispute": "Two members", "conference": "A review, 1 April"}
    deed = do("change-ladder", one, {"ladder": to, "stage": stage, "change-reason": "It fits", **needs})
    ladder = ladders().ladder(to)
    begins = ladder.stage(stage).opens.starts and not ladder.stage(stage).oversight
    is_shared = stage == place and ladder.overlay is not None
    expected = to not in (start, "LONDON") and (begins or is_shared)
    assert deed.is_accepted == expected, deed
    assert deed.is_accepted or deed.problems[0].field in ("ladder", "stage")


def test_only_ladders_of_the_area_are_followed() -> None:
    """Those of its file, the ones beside included, and no other partnership's."""
    for area in ("wandsworth", "hammersmith-and-fulham"):
        own = tuple(ladder.id for ladder in areas().area(area).ladders)
        judged = books()._replace(own=own)
        for name in ladders().ids:
            values = {"ladder": name, "change-reason": "It fits", **NEXT.get(name, {})}
            start = next(mine for mine in own if mine != name)
            deed = desk.change_ladder(judged, raised(start, **_dashes(NEXT.get(start, {}))), values, read_time("2026-04-10T10:00"), "lead")
            assert deed.is_accepted == (name in own), (area, name, deed)


def test_a_ladder_is_followed_with_what_its_stage_needs() -> None:
    """The new stage's own needs come before it opens, and what the stage left behind lacks is still asked for at the end."""
    values = {"ladder": "WA-2021-E", "change-reason": "Members of the Executive disagree"}
    assert blocked_by(do("change-ladder", raised("WA-2021"), values)) == ("members-in-dispute",)
    one = done("change-ladder", raised("WA-2021"), {**values, "members-in-dispute": "Two members"})
    one = done("settle", one, {**SETTLED, "mediation-dates": "8 April"})
    assert "procedure-title" in blocked_by(do("finish", one, FINISHED))


def test_what_waits_outside_follows_no_other_ladder() -> None:
    """Once it has left the partnership, neither another ladder nor a stage brings it back."""
    one = raised("WA-2021-E", members_in_dispute="Two members")
    proof = {"members-in-dispute": "Two members", "mediation-dates": "8 April", "previous-exhausted": "Mediation failed"}
    one = done("move-up", one, {**UP, **HEAD, **proof})
    one = done("move-up", one, {**UP, **HEAD, **proof, "department": "Education", "to": "WA-E3"})
    assert one.state == "outside"
    assert blocked_by(do("change-ladder", one, {"ladder": "WA-2021", "change-reason": "Back"})) == ("ended",)
    assert "waits outside" in do("move-up", one, UP).gaps[0].says


def _dashes(values: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in values.items()}


# No word is dropped

WORDS = {
    "text": "Zebra one",
    "line": "Zebra two",
    "date": "2026-04-09",
    "moment": "2026-04-09T09:30",
    "count": "1",
    "protective": "5 working days",
    "actions": "Zebra; lead; 2026-06-01",
    "told": "2026-04-09",
}
BASE: dict[str, Mapping[str, Value]] = {
    "raise": OPENING,
    "record": {"safety": "Seen daily"},
    "danger": {"danger": "no"},
    "move-up": {**UP, "to": "L2"},
    "settle": {**SETTLED, **FIRST},
    "withdraw": {"danger": "no", "withdrawn-why": "x", "withdrawn-by": "lead", "withdrawn-safety": "yes"},
    "redirect": {"danger": "no", "route": "complaint", "redirect-contacted": "2026-04-02"},
    "finish": FINISHED,
    "note": {"note": "A note"},
    "change-ladder": {"ladder": "TB-2019", "change-reason": "It fits"},
}
TOGETHER = {"pause-until": {"pause-reason": "Leave"}, "number": {"done-on": "2026-04-09"}, "override": {"override-reason": "x"}}
SPECIAL = {
    "review-on": "2026-06-03",
    "agreed-date": "2026-06-02",
    "pause-until": "2026-06-01",
    "to": "L2",
    "stage": "HF-1",
    "ladder": "BR-2021",
}


@pytest.mark.parametrize("verb", VERBS)
def test_what_a_step_takes_it_writes_or_refuses(verb: str) -> None:
    """For each step and each question that it takes, the answer stands in an event, or something is said; nothing is dropped."""
    one = raised()
    if verb == "finish":
        one = done("settle", one, {**SETTLED, **FIRST}, "2026-04-09T09:00")
    assert _do(verb, one, BASE[verb]).is_accepted
    for name, ask in allowed_asks(books(), verb).items():
        answer = _answer(name, ask)
        values = {**BASE[verb], **TOGETHER.get(name, {}), name: answer}
        deed = _do(verb, one, values)
        written = json.dumps([event.body for event in deed.events])
        kept = answer[0] if isinstance(answer, tuple) else answer.partition(";")[0]
        is_there = kept in written and (name in _NOT_KEPT or f'"{name}"' in written)
        assert deed.gaps or deed.problems or (deed.is_accepted and is_there), (verb, name, deed)


def _answer(name: str, ask: Asked) -> Value:
    if name in SPECIAL:
        return SPECIAL[name]
    if ask.form in ("one", "many"):
        last = ask.choices[-1].value
        return (last,) if ask.form == "many" else last
    return WORDS[ask.form]


def _do(verb: str, one: Disagreement, values: Mapping[str, Value]) -> Deed:
    if verb != "raise":
        return do(verb, one, values, checked=True)
    return desk.raise_(books(), ladders().ladder("HF-2021"), values, read_time("2026-04-10T10:00"), "lead", checked=True)


@pytest.mark.parametrize("verb", ["record", "note", "change-ladder", "move-up", "settle", "withdraw", "redirect", "finish"])
def test_danger_is_written_first_in_every_step(verb: str) -> None:
    """Whatever the step is, a danger answered with it stands in its first event."""
    one = raised() if verb != "finish" else done("settle", raised(), {**SETTLED, **FIRST})
    deed = do(verb, one, {**BASE[verb], **DANGER, "danger-at": "2026-04-09T10:00"})
    assert deed.is_accepted and deed.events[0].kind == "danger-asked", deed
    assert after(one, deed.events).dangers[-1].done_at


def test_what_a_step_would_not_write_is_said() -> None:
    """An answer that belongs to another step is refused by name, before anything is written; an empty one is nothing."""
    for verb, base in (("danger", {"danger": "no"}), ("note", {"note": "A note"}), ("finish", FINISHED)):
        deed = do(verb, raised(), {**base, "position-theirs": "Zebra", "risk": ""})
        assert [problem.field for problem in deed.problems] == ["position-theirs"] and "`record`" in deed.problems[0].says


def test_halves_of_an_answer_are_refused() -> None:
    """A pause without its day, a result without its action, a reason to leave an order that is kept: each is said by its question."""
    for field, values in (("pause-until", {"pause-reason": "Leave"}), ("number", {"done-result": "Done"})):
        assert blocked_by(do("record", raised(), {"safety": "x", **values})) == (field,)
    assert blocked_by(do("move-up", raised(), {**UP, "to": "L2", "override": "other", "override-reason": "x"})) == ("override",)


def test_when_it_happened_is_kept() -> None:
    """An answer that is written down late keeps both times."""
    deed = do("record", raised(), {"position-ours": "As before", "happened-at": "2026-04-07T09:00"})
    assert deed.events[0].body["when"] == "2026-04-07T09:00:00+01:00" and deed.events[0].at.startswith("2026-04-10")
    assert "when" not in after(raised(), deed.events).stages[0].answers


# Proof


@pytest.mark.parametrize("name", ["previous-exhausted", "members-in-dispute", "mediation-dates"])
def test_not_knowing_is_no_proof(name: str) -> None:
    """Where the source wants proof before a stage opens or closes, not known does not stand for it (ESC-REQ-18)."""
    one = raised("WA-2021-E", members_in_dispute="Two members")
    proof = {"members-in-dispute": "Two members", "mediation-dates": "8 April", "previous-exhausted": "Mediation failed"}
    assert do("move-up", one, {**UP, **HEAD, **proof}).is_accepted
    assert blocked_by(do("move-up", one, {**UP, **HEAD, **proof, name: "not known, asked on 2026-04-07"})) == (name,)


def test_which_needs_take_not_known() -> None:
    """Proof, decisions and what may be published are known or are missing; facts that others hold may be asked for."""
    strict = {name for name, need in books().shared.need.items() if not need.not_known}
    assert {"chair-attempted", "accepted", "proposal", "forum-note", "decision", "department", "referrer-role", "referred-on"} <= strict
    assert not {"safeguarding-lead", "designated-advice", "minute-reference"} & strict


@pytest.mark.parametrize("day", ["2026-99-99", "2026-04-11"])
def test_somebody_was_asked_on_a_day_that_has_been(day: str) -> None:
    """A day that the calendar lacks, or that is still to come, is no day on which anybody was asked."""
    asked = {**UP, "to": "L2", "position-theirs": f"not known, asked on {day}"}
    assert blocked_by(do("move-up", raised(), asked)) == ("position-theirs",)


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("independent chair and scrutineer", True),
        ("Independent  Scrutineer", True),
        ("I am not the Independent Chair and Scrutineer", False),
        ("assistant to the Independent Scrutineer", False),
        ("19 September, Independent Chair and Scrutineer", False),
    ],
)
def test_only_the_whole_title_opens_a_stage(role: str, opens: bool) -> None:
    """WA-4 opens at the hand of one title, as printed or as held now; a sentence with the title in it is not that title."""
    one = done("record", raised("WA-2021"), FIRST)
    skip = {"to": "WA-3", "why-prolonged": "Long", "override": "other", "override-reason": "x"}
    one = done("move-up", one, {**UP, **HEAD, **skip})
    chair = {"mode": "mediation", "proposal": "Share it", "accepted": "No", "chair-attempted": "Mediated twice"}
    values = {**UP, **chair, "to": "WA-4", "referrer-role": role, "referred-on": "2026-04-09"}
    assert do("move-up", one, values).is_accepted == opens
    assert blocked_by(do("move-up", one, without(values, "referred-on"))) == (("referred-on",) if opens else ("referrer-role",))


@pytest.mark.parametrize("route", ["whistleblowing", " whistleblowing", "whistleblowing\n", ("whistleblowing",), ["whistleblowing "]])
def test_nobody_is_kept_who_blew_a_whistle(route: Value) -> None:
    """However the route was typed, no event holds the role (escalation facts 4.4)."""
    deed = do("redirect", raised(), {"danger": "no", "route": route, "redirect-contacted": "2026-04-02"}, role="youth worker")
    assert deed.is_accepted and {event.by_role for event in deed.events} == {"not recorded"}
    assert is_to_keep_nobody({"route": route}) and not is_to_keep_nobody({"route": "complaint"})


# Limits


@pytest.mark.parametrize("later", [{"cp-dispute": "no"}, {"pause-until": "2026-07-01", "pause-reason": "Leave"}])
def test_a_limit_that_was_missed_stays_missed(later: dict[str, str]) -> None:
    """What moves the date after it has passed does not undo that: it is overdue, in lists too, and a reason is asked for (S15)."""
    one = done("record", raised(), later, "2026-06-01T10:00")
    stage, at = one.stages[0], "2026-06-02T10:00"
    assert stage.is_late(read_time(at)) and card(one).due == "2026-04-10T16:00:00+00:00"
    assert "S15" in blocked_by(do("settle", one, {**SETTLED, **FIRST, "actions": "x; lead; 2026-07-01"}, at))
    in_time = done("record", raised(), later, "2026-04-09T10:00")
    assert not in_time.stages[0].is_late(read_time("2026-04-10T10:00"))


def test_an_agreed_date_moved_too_late_stays_missed() -> None:
    """Both sides may agree on another date; the one that had passed was missed."""
    one = done("record", raised("WT-2023"), {"agreed-date": "2026-04-20"})
    assert not done("record", one, {"agreed-date": "2026-12-31"}, "2026-04-19T10:00").stages[0].is_late(read_time("2026-06-02T10:00"))
    assert done("record", one, {"agreed-date": "2026-12-31"}, "2026-06-01T10:00").stages[0].is_late(read_time("2026-06-02T10:00"))


def test_every_pause_counts_and_is_said() -> None:
    """Two pauses move the limit by both; the words and a warning say that it was moved. A pause does not end before it begins."""
    one = done("record", raised(), {"pause-until": "2026-04-09", "pause-reason": "a"}, "2026-04-02T10:00")
    assert one.stages[0].limit and one.stages[0].limit.due == "2026-04-15"
    one = done("record", one, {"pause-until": "2026-04-14", "pause-reason": "b"}, "2026-04-13T10:00")
    limit = one.stages[0].limit
    assert limit and limit.due == "2026-04-16" and limit.says.count("Paused from") == 2 and "moved by a pause" in limit.warnings[-1]
    for day in ("2026-04-01", "2026-04-02"):
        values = {"pause-until": day, "pause-reason": "a"}
        assert blocked_by(do("record", raised(), values, "2026-04-02T10:00")) == ("pause-until",)


# Dates and outcomes


def test_days_lie_where_they_must() -> None:
    """What was done is not later today, what is to be looked at again is not past, an action is not due before it was agreed."""
    later = {"danger": "yes", "danger-action": "x", "danger-to": "police", "danger-at": "2026-04-10T23:30"}
    assert blocked_by(do("danger", raised(), later)) == ("danger-at",)
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "actions": "x; lead; 1990-01-01"})) == ("actions",)
    one = done("settle", raised(), {**SETTLED, **FIRST})
    assert blocked_by(do("finish", one, {**FINISHED, "review-on": "1999-01-01"})) == ("review-on",)


def test_an_action_is_reported_after_the_end() -> None:
    """An action that was open when it was finished can be reported as done, and then nothing is due; nothing else can be recorded."""
    one = done("finish", done("settle", raised(), {**SETTLED, **FIRST}), FINISHED)
    assert card(one).due == "2026-04-20"
    assert blocked_by(do("record", one, {"number": "1", "done-on": "2026-04-18", "safety": "x"}, "2026-04-20T09:00")) == ("ended",)
    one = done("record", one, {"number": "1", "done-on": "2026-04-18", "done-result": "Seen"}, "2026-04-20T09:00")
    assert (one.state, card(one).due) == ("finished", None)


@pytest.mark.parametrize("told", ["banana", "not known", "2026-04-11"])
def test_the_front_door_was_told_on_a_day(told: str) -> None:
    """A worry that went another way: the day on which the front door heard of it, or that no child is concerned; nothing else."""
    one = done("redirect", raised(), {"danger": "no", "route": "complaint", "redirect-contacted": "2026-04-02"})
    assert blocked_by(do("finish", one, {"front-door-told": told})) == ("front-door-told",)
    for answer in ("2026-04-10", "No child concerned."):
        assert do("finish", one, {"front-door-told": answer}).is_accepted


@pytest.mark.parametrize("outcome", ["mediated", "arbitrated", "decided"])
def test_nobody_decides_where_nobody_may(outcome: str) -> None:
    """At the agency's own stage people agree, or take it up: nobody is named who could mediate, arbitrate or decide."""
    assert blocked_by(do("settle", raised(), {**SETTLED, **FIRST, "outcome": outcome})) == ("outcome",)


def test_every_stage_says_what_may_come_of_it() -> None:
    """Each stage of the ladders here says its outcomes, but for those whose text is not at hand; what is arbitrated has an arbiter."""
    every = [(ladder, stage) for name in ladders().ids for ladder in [ladders().ladder(name)] for stage in ladder.stages.values()]
    assert {stage.id for _, stage in every if stage.outcomes is None and not stage.oversight} == {"WA-2", "TB-3", "WT-3"}
    assert {stage.id for _, stage in every if "arbitrated" in (stage.outcomes or ())} == {"HF-5", "BR-4"}


def test_danger_is_asked_again_before_a_stage_closes() -> None:
    """Neither settled, withdrawn nor sent another way without the question about danger asked at that stage (S09)."""
    for verb in ("settle", "withdraw", "redirect"):
        assert blocked_by(do(verb, raised(), without(BASE[verb], "danger"))) == ("S09",)


def test_a_danger_after_the_end_is_acted_on_before_it_is_finished() -> None:
    """Yes to danger on what was settled stands in the way of finishing until what was done is written (rule 5)."""
    one = done("danger", done("settle", raised(), {**SETTLED, **FIRST}), {"danger": "yes"})
    assert blocked_by(do("finish", one, FINISHED)) == ("F13",)
    assert do("finish", one, {**FINISHED, **without(DANGER, "danger"), "danger-at": "2026-04-10T09:00"}).is_accepted


# One answer to one question


@pytest.mark.parametrize("ladder", [ladders().ladder(name) for name in ladders().ids if name != "LONDON"], ids=lambda ladder: ladder.id)
def test_the_form_and_the_desk_mean_the_same_stage(ladder: Ladder) -> None:
    """The stage on the form for going up is the one that the desk opens; no reason leads downwards."""
    one = raised(ladder.id, **_dashes(NEXT.get(ladder.id, {})))
    order = [stage.id for stage in ladder.every]
    for stage in ladder.every:
        if stage.oversight:
            continue
        there = one._replace(stages=(one.stages[0]._replace(id=stage.id, ladder=ladder.id),))
        way = next_way(books(), there)
        assert (
            page(books(), there, "move-up").heading == f"Take it up a stage: {way.stage.id} {way.stage.name}"
            if way
            else "Take it up a stage"
        )
        if stage.ladder == ladder.id and stage is not ladder.first:
            assert all(order.index(above.stage.id) > order.index(stage.id) for above in ways_up(books(), there))


def test_forms_leave_out_what_does_not_apply() -> None:
    """No reason for a delay where no limit runs, no log where nobody keeps one, no review of actions that are done; hints are sentences."""
    settle = {field.id: field for field in page(books(), raised("WT-2023"), "settle").fields}
    assert "late-reason" not in settle and not settle["outcome"].optional and settle["actions"].optional
    assert page(books(), raised(), "settle").field("late-reason").optional
    ended = done("settle", raised(), {**SETTLED, **FIRST})
    done_with = done("record", ended, {"number": "1", "done-on": "2026-04-10"})
    finish = {field.id: field for field in page(books(), done_with, "finish").fields}
    assert {"main-logged", "review-on"}.isdisjoint(finish) and not finish["child-view"].optional
    assert page(books(), ended, "finish").field("review-on").optional
    up = {name: page(books(), raised(), "move-up", books().ladders.stage(name, "HF-2021")[1]) for name in ("L2", "L3")}
    assert up["L2"].field("override") is None and up["L3"].field("override")
    fields = [field for verb in VERBS for field in page(books(), raised() if verb != "raise" else None, verb).fields]
    assert not [field.id for field in fields if " Or: " in field.hint and ". Or: " not in field.hint]
    hints = {field.id: field.hint for field in fields}
    assert hints["told-on"] == "A date, such as 20 April 2026."
    assert hints["challenged-on"] == "A date, such as 20 April 2026. If it is not known, write: not known, asked on 20 April 2026."
    assert hints["happened-at"] == hints["danger-at"] == "Date and time, such as 20 April 2026, 10:15."


def test_who_acts_stands_in_the_json() -> None:
    """Who acts at each stage, and now."""
    state = as_json(books(), done("move-up", raised(), {**UP, "to": "L2"}), read_time("2026-04-10T10:00"))
    assert [stage["acts"] for stage in state["stages"]] == [ladders().stage(name)[1].acts for name in ("HF-1", "L2")]
    assert state["acts"] == state["stages"][-1]["acts"]


def test_what_ends_unsettled_says_so() -> None:
    """What ended at the last stage without being settled is neither open nor settled in words."""
    assert [state_said("open", "unresolved"), state_said("open", ""), state_said("settled", "agreed")] == [NOT_SETTLED, "Open", "Settled"]


def test_kinds_of_events_are_one_list() -> None:
    """Each kind has its fold and its words, and each answer that has a kind of its own is a question."""
    assert set(KINDS) == set(fold._FOLDS) == set(record._HAPPENED) - {ERASURE}
    questions = set(every_ask(books().shared)) | set(verb_asks(books()))
    assert set(_KIND_OF.values()) <= set(KINDS) and set(_KIND_OF) | _NOT_KEPT <= questions
    assert all(name in KINDS[kind] for name, kind in _KIND_OF.items())


def test_a_list_of_roles_is_no_title() -> None:
    """The London text names no title for L2: who acts stands in our words, and nothing is shown as printed."""
    stage = ladders().stage("L2", "LONDON")[1]
    assert not stage.titles and "detective sergeant" in stage.acts
