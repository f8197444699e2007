"""A disagreement: what its events come to, and the card that lists show of it (design 6)."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from escalation.events import Action
from escalation.ladder_shape import CpDispute
from thresholds.records.event import Card

STATES = ("open", "settled", "withdrawn", "redirected", "outside", "finished")
RESOLVED = ("agreed", "mediated", "arbitrated", "decided")
"""Outcomes that settle it; the others of `list.outcome` end it in another way."""

Answer = str | tuple[str, ...]


class LimitSet(NamedTuple):
    """The limit of a stage as it was worked out when it was written (S02): later data do not change it."""

    due: str | None
    due_at: str | None
    basis: str
    guide_only: bool
    says: str
    source: str
    ask_by: str | None
    warnings: tuple[str, ...] = ()

    @property
    def due_utc(self) -> str | None:
        """Give the moment at which it ends in UTC, as cards sort by; nothing where there is none, or where it only guides."""
        return as_utc(self.due_at) if self.due_at and not self.guide_only else None


class Pause(NamedTuple):
    """Days on which a limit in working days stood still."""

    since: date
    until: str


class StageTaken(NamedTuple):
    """One stage that this disagreement has come to."""

    id: str
    ladder: str
    opened: datetime
    by_role: str
    answers: Mapping[str, Answer]
    limit: LimitSet | None = None
    closed: datetime | None = None
    closed_by: str = ""
    result: str = ""
    override: str = ""
    """Why it was opened out of order; empty where it was not."""
    late: str = ""
    pauses: tuple[Pause, ...] = ()
    missed: str | None = None
    """The limit that had passed when another was set, in UTC: a later date does not undo that."""
    name: str = ""
    titles: tuple[str, ...] = ()
    """Titles as the source printed them when the stage was opened."""
    protective_from: datetime | None = None
    """When the child's own time was set, where that was after the stage opened."""

    @property
    def is_open(self) -> bool:
        """Whether it is still going on."""
        return self.closed is None

    @property
    def has_reply(self) -> bool:
        """Whether the other side has answered, or nothing says that it has not."""
        return "no-reply" not in self.answers or "position-theirs" in self.answers

    def is_late(self, moment: datetime | None = None) -> bool:
        """Say whether it closed past its limit, or is past it at `moment`; a guide is no limit."""
        ended = self.closed or moment
        return bool(self.due_utc and ended and ended > datetime.fromisoformat(self.due_utc))

    @property
    def due_utc(self) -> str | None:
        """Give when it is due in UTC: the limit that it missed first, or the one that runs; nothing where there is none."""
        return self.missed or (self.limit.due_utc if self.limit else None)


class Danger(NamedTuple):
    """One answer to whether a child is in danger, and what was done."""

    at: datetime
    stage: str
    answer: str
    done_at: str | None = None
    told: str | None = None


class ActionTaken(NamedTuple):
    """An agreed action with its number, and what came of it."""

    number: int
    action: Action
    done_on: str | None = None
    result: str = ""


class LadderUsed(NamedTuple):
    """A ladder that was followed, since when and why."""

    id: str
    document: str
    since: datetime
    reason: str = ""


class Redirected(NamedTuple):
    """The other route that it took."""

    route: str
    exit: str
    check_back: str | None
    at: datetime


class Note(NamedTuple):
    """A note that was added."""

    at: datetime
    by_role: str
    text: str
    corrects: int | None
    after_end: bool


class Disagreement(NamedTuple):
    """The fold of a disagreement's events."""

    ref: str
    position: int = 0
    """The position of its last event: what the next writer has seen."""
    partnership: str = ""
    state: str = "open"
    raised: datetime | None = None
    raised_by: str = ""
    ladders: tuple[LadderUsed, ...] = ()
    stages: tuple[StageTaken, ...] = ()
    answers: Mapping[str, Answer] = {}  # never changed in place
    """The answers for the whole case, by question."""
    dangers: tuple[Danger, ...] = ()
    actions: tuple[ActionTaken, ...] = ()
    redirected: Redirected | None = None
    outside: str = ""
    notes: tuple[Note, ...] = ()
    ended: datetime | None = None
    """When it was settled, withdrawn or redirected."""
    finished: datetime | None = None
    erased: int = 0
    """How many of its events lost their body to the law."""

    @property
    def ladder(self) -> str:
        """The id of the ladder that it follows now."""
        return self.ladders[-1].id if self.ladders else ""

    @property
    def stage(self) -> StageTaken | None:
        """The stage that it is at, or was at when it ended."""
        return self.stages[-1] if self.stages else None

    @property
    def outcome(self) -> str:
        """How it ended; empty until then."""
        return str(self.answers.get("outcome", ""))

    @property
    def danger(self) -> Danger | None:
        """The last answer to the question about danger."""
        return self.dangers[-1] if self.dangers else None

    @property
    def danger_without_action(self) -> bool:
        """Whether some answer was yes, and nobody wrote what was done since; a later no does not undo it."""
        return any(asked.answer == "yes" and asked.done_at is None for asked in self.dangers)

    @property
    def cp_dispute(self) -> CpDispute:
        """Whether child protection procedures are in dispute; nothing said is `not-known`, which counts as yes."""
        answer = self.answers.get("cp-dispute")
        return "yes" if answer == "yes" else "no" if answer == "no" else "not-known"

    @property
    def ended_at(self) -> datetime | None:
        """When the count of its working days ends: settled or withdrawn; a redirect only once somebody checked back."""
        return self.finished if self.redirected else self.ended

    def taken(self, stage_id: str) -> StageTaken | None:
        """Give the stage with this id, the last time it was opened, or nothing."""
        return next((one for one in reversed(self.stages) if one.id == stage_id), None)


def card(disagreement: Disagreement) -> Card:
    """Give what a list shows: coded fields and dates only, no text that anybody typed."""
    stage = disagreement.stage
    return Card(disagreement.state, _due(disagreement), stage.id if stage else "", _shown(disagreement))


def as_utc(moment: str) -> str:
    """Give a moment in UTC to the second, as a card holds it."""
    return datetime.fromisoformat(moment).astimezone(UTC).replace(microsecond=0).isoformat()


def open_actions(taken: Iterable[ActionTaken]) -> tuple[ActionTaken, ...]:
    """Give the actions that nobody has reported as done."""
    return tuple(one for one in taken if one.done_on is None)


def _due(one: Disagreement) -> str | None:
    """Give what is due next: the stage's limit, an action, a look back; nothing where it has ended for good."""
    stage = one.stage
    if one.state == "open":
        return stage.due_utc if stage and stage.is_open else None
    if one.state == "redirected" and one.redirected:
        return one.redirected.check_back
    dates = [taken.action.due for taken in open_actions(one.actions)]
    review = str(one.answers.get("review-on", ""))
    return min([*dates, *([review] if review[:2] == "20" else [])], default=None) if dates else None


def _shown(one: Disagreement) -> dict[str, Any]:
    stage = one.stage
    danger = next((asked for asked in one.dangers if asked.answer == "yes" and asked.done_at is None), one.danger)
    limit = stage.limit if stage else None
    return {
        "kind": "disagreement",
        "partnership": one.partnership,
        "ladder": one.ladder,
        "raised": one.raised.isoformat() if one.raised else None,
        "opened": stage.opened.isoformat() if stage else None,
        "ended": one.ended.isoformat() if one.ended else None,
        "from_agency": one.answers.get("from-agency"),
        "to_agency": one.answers.get("to-agency"),
        "area": one.answers.get("area"),
        "basis": limit.basis if limit else None,
        "guide": limit.due if limit and limit.guide_only else None,
        "ask_by": limit.ask_by if limit else None,
        "has_safety": bool(stage and stage.answers.get("safety")),
        "has_reply": stage.has_reply if stage else True,
        "danger": danger.answer if danger else None,
        "danger_at": danger.at.isoformat() if danger else None,
        "danger_done_at": danger.done_at if danger else None,
        "outcome": one.outcome or None,
        "is_confirmed": bool(stage and {"confirmed-ours", "confirmed-theirs"} <= set(stage.answers)),
        "is_agreed": one.outcome in RESOLVED or bool(stage and "actions" in stage.answers),
        "actions_open": len(open_actions(one.actions)),
        "actions_due": min((taken.action.due for taken in open_actions(one.actions)), default=None),
    }
