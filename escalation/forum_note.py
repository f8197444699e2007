"""The note for the Forum: built from coded fields only, because the Forum's minutes are published (escalation facts 0, finding 8)."""

from datetime import datetime

from escalation.disagreement import Disagreement
from escalation.fields import every_ask
from escalation.gates import Books, Gap, gaps, is_beyond_agencies, shape_of
from escalation.labels import RESULTS, limit, read_day, said
from escalation.ladder import Ladder, Stage
from thresholds.documents.document import Blank, Document, Heading, Para, Rows
from thresholds.text import count

CODED = ("area", "from-agency", "to-agency", "ages", "level", "plan-status", "cp-dispute", "child-view", "parents-told")
"""The answers that the note may hold: all of them are chosen from a list, and none is typed."""
_LABELS = {
    "area": "Kind of disagreement",
    "from-agency": "Raised by",
    "to-agency": "With",
    "ages": "Children's ages",
    "level": "Level of need",
    "plan-status": "Plan",
    "cp-dispute": "Child protection procedures in dispute",
    "child-view": "The child's own view",
    "parents-told": "Parents told",
}


def note_gaps(books: Books, one: Disagreement) -> tuple[Gap, ...]:
    """Give what the stages below the Forum still lack: a Forum supports what came up the proper way (ESC-REQ-14)."""
    ladder = books.ladder(one)
    forum = forum_stage(ladder)
    if forum is None or any(taken.id == forum.id for taken in one.stages) or not one.stages:
        return ()
    return gaps(books, one, "move-up", forum)


def forum_stage(ladder: Ladder) -> Stage | None:
    """Give the stage whose record is published; where no stage's is, the first that is the partnership's."""
    stages = [stage for stage in ladder.stages.values() if not stage.oversight and is_beyond_agencies(ladder, stage)]
    return next((stage for stage in stages if stage.publishes), stages[0] if stages else None)


def forum_note(books: Books, one: Disagreement, now: datetime) -> Document:
    """Give the note as it stands at `now`. Nothing in it was typed by anybody; references, agencies, stages and dates only."""
    asks = every_ask(books.shared)
    known = [(_LABELS[name], said(asks[name], one.answers[name])) for name in CODED if name in one.answers]
    until = one.ended_at or now
    days = books.days.between(one.raised.date(), until.date()) if one.raised else 0
    stages = [(f"{taken.id} {shape_of(books, taken).name}", _stage(books, one, number, until)) for number, taken in enumerate(one.stages)]
    forum = forum_stage(books.ladder(one))
    return Document(
        (
            Heading(f"A disagreement for the {_body(forum)}", 1),
            Para("Codes and dates only. Add nothing that could tell who a child or a worker is.", strong=True),
            Rows((("Reference", one.ref), ("Open for", count(days, "working day")), *known)),
            Heading("Stages so far"),
            Rows(tuple(stages)),
            Heading(f"What the {_body(forum, short=True)} is asked"),
            Blank("Support, mediation or arbitration", 2),
            Blank(f"What the {_body(forum, short=True)} agreed", 3),
            Para(_caution(forum)),
        )
    )


def _stage(books: Books, one: Disagreement, number: int, until: datetime) -> str:
    taken = one.stages[number]
    ended = taken.closed or until
    result = RESULTS.get(taken.result, "Still open")
    days = count(books.days.between(taken.opened.date(), ended.date()), "working day")
    return f"From {read_day(taken.opened)}, {days}. {result}. Limit: {limit(taken.limit._asdict() if taken.limit else None)}"


def _body(forum: Stage | None, *, short: bool = False) -> str:
    """Give who the note is for: a Forum by its printed title; where none meets, the partnership, never a policy or one person."""
    if forum is None or forum.publishes is None or not forum.titles:
        return "partnership"
    return "Forum" if short else forum.titles[0].printed


def _caution(forum: Stage | None) -> str:
    if forum is None or forum.publishes is None:
        return "Ask the partnership's business manager what becomes public."
    return f"{forum.publishes.says} [{'; '.join(forum.publishes.source)}]"
