"""A disagreement as a person reads it in the terminal: where it is, who acts, when it is due and whose limit that is, what is missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from escalation.cli.acting import Done
from escalation.disagreement import Disagreement
from escalation.gates import Books, shape_of
from escalation.labels import RESULTS, STATES, limit, when
from escalation.state_json import as_json as state_of
from thresholds.cli.console import now, say, say_json
from thresholds.documents.document import Block, Bullets, Document, Heading, Para, Rows
from thresholds.documents.plain import as_text
from thresholds.errors import UnknownName
from thresholds.text import count

LACKS = "The data no longer have its ladder or its stage: no limit and no step is shown. Put the file back, or ask who keeps the data."
GATES = {"move-up": "before it can move up", "settle": "before it can be settled", "finish": "before it can be finished"}


def say_done(done: Done, *, as_json: bool) -> None:
    """Write a disagreement to standard output after an act: where it is now and what comes next."""
    state = whole_state(done.books, done.disagreement)
    if as_json:
        say_json(state or bare_state(done.disagreement))
    elif state is None:
        say(as_text(bare(done.disagreement)))
    else:
        acts = who_acts(done.books, done.disagreement)
        say(as_text(Document((Rows(tuple(_where(state, acts))), *_next(state)))))


def whole_state(books: Books, one: Disagreement) -> dict[str, Any] | None:
    """Give a disagreement as it stands now, as `escalation/disagreement/1`; nothing where the data lack its ladder or its stage."""
    try:
        return state_of(books, one, now())
    except UnknownName:
        return None


def bare_state(one: Disagreement) -> dict[str, Any]:
    """Give what can be said of a disagreement without its ladder: nothing that was written is lost, and `lacks` says what is."""
    return {
        "schema": "escalation/disagreement/1",
        "ref": one.ref,
        "partnership": one.partnership,
        "ladder": one.ladder,
        "stage": one.stage.id if one.stage else None,
        "state": one.state,
        "due": None,
        "danger": [{**asked._asdict(), "at": asked.at.isoformat()} for asked in one.dangers],
        "gaps": [],
        "stages": [],
        "working_days": None,
        "position": one.position,
        "lacks": LACKS,
    }


def bare(one: Disagreement) -> Document:
    """Give the same to read."""
    rows = (("Reference", one.ref), ("State", STATES[one.state]), ("Ladder", one.ladder), ("Stage", one.stage.id if one.stage else "none"))
    ways = (f"In danger: 999 first, then escalation danger {one.ref}", f"Anything else: escalation note {one.ref}")
    return Document((Rows(rows), Para(LACKS, strong=True), Bullets((*ways, f"All that was written: escalation show {one.ref} --record"))))


def who_acts(books: Books, one: Disagreement) -> str:
    """Give who acts at the stage where it is; empty where it has none."""
    return shape_of(books, one.stage).acts if one.stage else ""


def shown(state: Mapping[str, Any], acts: str) -> Document:
    """Give the whole of a disagreement for `show`: where it is, its stages, what is missing, what was said of danger, actions."""
    blocks: list[Block] = [Heading(f"{state['ref']}: {STATES[state['state']]}", 1)]
    if state["danger"] and state["danger"][-1]["answer"] != "no" and not state["danger"][-1]["done_at"]:
        blocks.append(Para("A child is or may be in danger: 999 first, then the front door. Then `escalation danger`.", strong=True))
    blocks.append(Rows(tuple(_where(state, acts))))
    blocks += _next(state)
    blocks.append(Heading("Stages", 3))
    blocks += [Rows(tuple(_stage(stage))) for stage in state["stages"]]
    if state["actions"]:
        blocks += [Heading("Actions", 3), Bullets(tuple(_action(one) for one in state["actions"]), numbered=True)]
    for gate, says in GATES.items():
        missing = [f"{gap['code']}: {gap['says']} [{gap['basis']}]" for gap in state["gaps"] if gap["gate"] == gate]
        if missing:
            blocks += [Heading(f"Missing {says}", 3), Bullets(tuple(missing))]
    return Document(tuple(blocks))


def _where(state: Mapping[str, Any], acts: str) -> Iterator[tuple[str, str]]:
    yield "Reference", state["ref"]
    yield "State", STATES[state["state"]]
    if state["stages"]:
        stage = state["stages"][-1]
        yield "Stage", f"{stage['id']} {stage['name']} ({state['ladder']})"
        for title in stage["titles"]:
            yield "Title as printed", title["printed"] + (f"; now held by {title['now']}" if title["now"] else "")
        if state["state"] == "open":
            yield "Who acts", acts
            yield "Due", limit(stage["due"]) + (". OVERDUE" if state["overdue"] else "")
    if state["outcome"]:
        yield "Outcome", state["outcome"]
    if state["redirected"]:
        back = state["redirected"]["check_back"]
        yield "Route", state["redirected"]["route"] + (f"; look again on {when(back)}" if back else "")
    if state["working_days"] is not None:
        yield "So far", f"{count(state['working_days'], 'working day')}, {count(state['calendar_days'], 'day')} in all"


def _next(state: Mapping[str, Any]) -> list[Block]:
    ref, found = state["ref"], []
    match state["state"]:
        case "open" | "outside" if state["ended"] is None:
            ways = [f"{way['stage']} {way['name']}" for way in state["next"] if not way["override"]]
            found = [f"What happened: escalation record {ref}", f"Settled: escalation settle {ref}"]
            if ways:
                found.append(f"Not settled: escalation move-up {ref} (next: {', or '.join(ways)})")
            found.append(f"In danger: 999 first, then escalation danger {ref}")
        case "finished":
            found = [f"Anything later: escalation note {ref}"]
        case _:
            found = [f"Learning, copies, what changed: escalation finish {ref}"]
    return [Para("What next"), Bullets(tuple(found))]


def _stage(stage: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield f"{stage['id']} {stage['name']}", f"opened {when(stage['opened'])} by {stage['opened_by']}"
    yield "Limit", limit(stage["due"])
    if stage["closed"]:
        late = ", late" if stage["on_time"] is False else ""
        yield "Closed", f"{when(stage['closed'])}: {RESULTS[stage['result']].lower()}{late}"
    if stage["override"]:
        yield "Out of order", "with a reason, on the record"


def _action(one: Mapping[str, Any]) -> str:
    action = one["action"]
    done = f"done {when(one['done_on'])}" if one["done_on"] else f"due {when(action['due'])}"
    return f"{action['what']}; {action['owner']}; {done}"
