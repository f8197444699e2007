"""The shape of the data files: every table a policy person may write, and every key that is allowed in it.

Pydantic models, strict, unknown keys refused. Few and flat: each class costs start-up time (see DECISIONS.md, record 4).
"""

import datetime
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(min_length=1, max_length=400)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
SignId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d-\d\d$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SourceRef = Annotated[str, StringConstraints(min_length=1, max_length=80)]
"""An id of the source table, then optionally a space and the place in it: `S17`, `SD-WT para 31`."""
Sources = Annotated[list[SourceRef], Field(min_length=1)]
LevelNumber = Annotated[int, Field(ge=1, le=4)]
Raised = Annotated[int, Field(ge=2, le=4)]
"""A level that a rule may give or ask to discuss: never 1, because no rule reassures."""
Basis = Literal["published", "comparator", "practice", "convention"]
"""What carries a line: a London, statutory or seed text; another area's; practice knowledge; this tool's own convention."""
Urgency = Literal["routine", "referral", "today", "now"]
Seen = Literal["whole", "excerpt", "not-seen"]
Fact = Literal[
    "disabled", "cannot-say", "not-mobile", "social-worker", "referral-closed", "earlier-plan", "over-three-months", "help-refused",
    "other-children",
    "earlier-concerns", "unborn", "under-1", "under-13", "danger", "danger-not-known",
    "injury", "unsafe-adult", "missing", "suicide", "sexual-online", "exploitation", "violence-home", "adult-works-with-children",
    "unsure",
]  # fmt: skip
"""What may be known beside the signs: circumstances, ages, the danger answer, sweep topics answered yes, something answered *not known*."""


class Shape(BaseModel):
    """The common ground of all tables: strict, frozen, unknown keys refused, built on first use."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Said(Shape):
    """A sentence with what carries it."""

    says: Line
    basis: Basis
    source: Sources


class Within(Shape):
    """A time in which something is done; its source is the one of the duty that holds it."""

    says: Line
    basis: Basis


class Source(Shape):
    """One document or page that the guide rests on, and whether its text was seen."""

    title: Line
    publisher: str = ""
    section: str = ""
    date: str = ""
    address: str = ""
    seen: Seen
    comparator: bool = False
    """True where it is another area's text: it supports a placement, and is not London's."""


class Level(Shape):
    """One level of the continuum: its name and action stand together everywhere."""

    name: Line
    action: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    means: Said
    law: Said
    leads: Said
    consent: Said
    urgency: Urgency
    do: Annotated[list[Said], Field(min_length=1, max_length=8)]


class SubDomain(Shape):
    """One row of the matrix, such as *Physical harm*."""

    name: Line
    group: Slug
    hint: str = ""


AgeName = Literal["unborn", "not-mobile", "under-1", "under-5", "under-10", "under-13", "5-to-12", "13-to-15", "from-16"]
"""The names of `ages.AGES`."""


class Sign(Shape):
    """One indicator of the guide, at one level of one sub-domain."""

    id: SignId
    level: LevelNumber
    says: Line
    strand: Slug
    """The same word within a sub-domain: the same concern at other levels."""
    source: Sources
    placement: Literal["seen", "comparator", "practice"]
    """Where the placement at this level was seen: a London, statutory or seed source; another area's; nowhere but practice."""
    words: list[str] = []
    urgency: Urgency | None = None
    """Faster than its level asks for by itself."""
    absence: bool = False
    """True where it only says that nothing was seen: never evidence for level 1, never a strength."""
    differs: str = ""
    """Who places it at another level."""
    not_at: list[AgeName] = Field([], alias="not-at")
    """Ages at which it is not offered as a strength, because it says nothing about so young or so old a child."""

    @property
    def subdomain(self) -> str:
        """The code of its sub-domain: the letters that its id begins with."""
        return self.id[:3]


class Gives(Shape):
    """What a rule adds; it can only raise."""

    level: Raised | None = None
    discuss: Raised | None = None
    urgency: Urgency | None = None


class Rule(Shape):
    """One rule of a closed list of kinds; docs/guide-file.md says what each kind reads."""

    kind: Literal["count", "with", "together", "not-known"]
    says: Line
    gives: Gives = Gives()
    level: LevelNumber | None = None
    signs: list[SignId] | int = []
    across: int = 1
    levels: list[LevelNumber] = []
    sub_domains: list[Code] = Field([], alias="sub-domains")
    facts: list[Fact] = []
    and_facts: list[Fact] = Field([], alias="and-facts")
    groups: list[list[str]] = []
    topics: int = 0
    basis: Literal["published", "convention"]
    source: Sources


class Duty(Shape):
    """A duty or special route, shown whatever the level when any of its signs, sub-domains or facts applies."""

    title: Line
    signs: list[SignId] = []
    sub_domains: list[Code] = Field([], alias="sub-domains")
    facts: list[Fact] = []
    rules: list[Slug] = []
    """Rules of the guide that set it off when they speak."""
    first: str = ""
    """What to do before anything else, said as the first step of the route."""
    quiet: bool = False
    """True where the family is not told before the front door or the police were asked."""
    says: Line
    within: Within | None = None
    basis: Basis
    source: Sources


class Topic(Shape):
    """One safety question of the sweep."""

    asks: Line
    hint: str = ""
    sub_domains: Annotated[list[Code], Field(min_length=1, alias="sub-domains")]
    who: Line
    source: Sources


class Contact(Shape):
    """Whom to reach, for what, and whether anybody has dialled it since."""

    name: Line
    purpose: Literal["emergency", "police", "front-door", "consultation", "out-of-hours", "general", "helpline", "office"]
    phone: str = ""
    email: str = ""
    address: str = ""
    hours: str = ""
    source: Sources
    verified: datetime.date | None = None


class Route(Shape):
    """What to do at one level in one area: whom, how, with what consent, how fast."""

    name: Line
    steps: Annotated[list[Line], Field(min_length=1, max_length=6)]
    contacts: Annotated[list[Slug], Field(min_length=1)]
    consent: Said
    within: list[Said] = []
    source: Sources


class Paper(Shape):
    """A document that an area publishes, and how often it is reviewed."""

    title: Line
    date: str = ""
    cycle: Said | None = None
    years: Annotated[int, Field(ge=1, le=10)] | None = None
    text: Seen
    source: Sources


class Guide(Shape):
    """The whole guide file."""

    id: Slug
    title: Line
    edition: Line
    caution: Line
    review: Said
    group: dict[Slug, Line]
    level: dict[Literal["1", "2", "3", "4"], Level]
    sub_domain: dict[Code, SubDomain] = Field(alias="sub-domain")
    sign: dict[SignId, Sign]
    rule: dict[Slug, Rule]
    reason: dict[Slug, Said]
    duty: dict[Slug, Duty]
    sweep: dict[str, Topic]
    principle: dict[Slug, Said]
    contact: dict[Slug, Contact]
    source: dict[str, Source]

    def level_at(self, number: int) -> Level:
        """Give level `number`, 1 to 4."""
        return self.level[cast(Any, str(number))]


class LadderFrom(Shape):
    """An escalation process of an area, and the first day on which a disagreement follows it."""

    id: Line
    since: datetime.date = Field(alias="from")
    beside: bool = False
    """True where it is for another kind of disagreement, and takes no other ladder's place."""


class Closure(Shape):
    """A day on which the area's agencies are closed, though it is a weekday and no bank holiday."""

    day: datetime.date
    says: Line
    source: Sources


class Partnership(Shape):
    """One area: its names, documents, contacts and routes, its ladders by date, and what its sources are silent on."""

    id: Slug
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    name: Line
    status: Literal["current", "history"]
    partnership: Line
    front_door_name: Line = Field(alias="front-door-name")
    covers: list[Slug] = []
    notes: list[Said] = []
    silent: Annotated[list[Line], Field(min_length=1)]
    document: dict[Slug, Paper]
    contact: dict[Slug, Contact] = {}
    ladders: list[LadderFrom] = []
    closures: list[Closure] = []
    route: dict[Literal["1", "2", "3", "4", "consult"], Route]

    def route_at(self, key: str) -> Route:
        """Give the route of a level, `1` to `4`, or `consult`."""
        return self.route[cast(Any, key)]
