"""The shape of `data/ladders/*.toml` and `data/escalation.toml`: every table a policy person may write, and every key in it.

Pydantic models, strict, unknown keys refused, in the manner of the guide's shapes (thresholds/guide/shape.py).
"""

import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from escalation.field_shape import FieldCode, FieldTable, Rule
from thresholds.guide.shape import Basis, Line, Said, Shape, Slug, Source, Sources

StageId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$", max_length=20)]
LadderId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", max_length=30)]
LimitBasis = Literal["arrangements", "london-default", "agreed", "protective", "none-stated"]
"""Whose limit it is: the partnership's own document; the London procedures; the parties; the raiser; nobody's (design 6)."""
Exit = Literal["R", "U", "W", "X", "D"]
"""Resolved, up a stage, withdrawn, emergency, redirected (escalation facts 0.2)."""
CpDispute = Literal["yes", "no", "not-known"]


class Title(Shape):
    """A title or name exactly as the source prints it, and who holds it now, where that is known."""

    printed: Line
    now: str = ""
    source: list[str] = Field([])
    """Where `now` was seen."""


class Limit(Shape):
    """How long a stage may take, and whose limit that is; no limit without a basis."""

    basis: LimitBasis
    working_days: Annotated[int, Field(ge=1, le=260)] | None = Field(None, alias="working-days")
    hours: Annotated[int, Field(ge=1, le=2000)] | None = None
    says: Line
    binds: Literal["always", "cp-dispute", "never"] = "always"
    """When it is a limit, and not only a guide: `cp-dispute` is where child protection procedures are in dispute, or may be."""
    stands_in: bool = Field(False, alias="stands-in")
    """True where it only stands in for a text that is not at hand: a date that the parties agree takes its place."""
    source: list[str] = Field([])

    @property
    def has_number(self) -> bool:
        """Whether a date can be worked out from it."""
        return self.working_days is not None or self.hours is not None


class Opens(Shape):
    """Who opens a stage, and what has to be true first."""

    by: Line
    when: Line
    starts: bool = False
    """True where a disagreement can begin at this stage."""
    after: str = ""
    """The one stage that has to be closed first, where the source sets the order."""
    only: bool = False
    """True where nobody but `by` may open it."""
    override: Literal["reason", "never"] = "reason"
    """Whether the order may be left with a reason."""


class Ends(Shape):
    """How a ladder ends at its last stage, in the words of its source or in their absence."""

    how: Literal["silent", "end", "decision", "outside", "extract"] = Field(alias="as")
    says: Line


class Protocol(Shape):
    """A text that this stage stands for and that is not at hand; a file with `fills` brings it."""

    title: Line
    says: Line
    whole: bool = False
    """True where the stage is that text and nothing else: the text's stages take its place. Otherwise they come before it."""


class StageTable(Shape):
    """One stage of a ladder, as its file has it."""

    name: Line
    titles: list[Title] = Field([])
    opens: Opens
    acts: Line
    """Who decides or acts."""
    limit: Limit
    exits: dict[Exit, str] = Field({})
    """The ways out that the source prints: `close`, the stage above, `withdraw`, `emergency`, `redirect`."""
    also_up: list[StageId] = Field([], alias="also-up")
    ends: Ends | None = None
    outcomes: list[Literal["mediated", "arbitrated", "decided"]] | None = None
    """What may come of it beside agreement, by what its source lets this stage do; left out, where the source does not say."""
    needs: list[Slug] = Field([])
    records: list[Said] = Field([])
    meets: Said | None = None
    quorum: Said | None = None
    publishes: Said | None = None
    """Set where what is recorded there may be made public."""
    optional: bool = False
    oversight: bool = False
    """True where the document names a body that oversees or helps, and no stage."""
    beside: list[StageId] = Field([])
    through: bool = False
    """True where the stages of the overlay are this stage."""
    senior: bool = False
    """True where senior managers act: whom a child that cannot wait reaches at once."""
    last_resort: bool = Field(False, alias="last-resort")
    protocol: Protocol | None = None
    silent: list[Line] = Field([])
    notes: list[Said] = Field([])
    source: Sources


class Panel(Shape):
    """A panel or meeting whose terms of reference should say what happens on disagreement (ESC-REQ-12)."""

    name: Line
    source: Sources


class Printed(Shape):
    """The document that a ladder comes from."""

    title: Line
    source: Sources


class LadderFile(Shape):
    """The whole file of one ladder, or of a local protocol that fills one of its stages."""

    id: LadderId
    name: Line
    kind: Literal["arrangements", "overlay", "national", "protocol"]
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    overlay: str = ""
    fills: str = ""
    """The stage of another ladder whose protocol this file is."""
    banner: Line
    document: Printed
    applies: Said
    closes: datetime.time = datetime.time(17)
    """When a working day ends for a limit in days: a convention (escalation facts 5.1 T2)."""
    log: Said | None = None
    notes: list[Said] = Field([])
    silent: Annotated[list[Line], Field(min_length=1)]
    stage: Annotated[dict[StageId, StageTable], Field(min_length=1)]
    panel: dict[Slug, Panel] = Field({})


class Redirect(Shape):
    """A route that is not the ladder (escalation facts 1.6)."""

    when: Line
    route: Line
    exit: Literal["D", "X"] = "D"
    stage: str = ""
    """The stage for it, where the tool has one."""
    basis: Basis
    source: Sources


class Kind(Shape):
    """One kind of disagreement within an area."""

    says: Line
    source: Sources


class Area(Shape):
    """One area of disagreement with its kinds (escalation facts 2)."""

    name: Line
    basis: Basis
    source: Sources
    kind: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{1,2}$")], Kind]


class Need(Shape):
    """Something that has to be written down at some stages, beside the common fields (escalation facts 4.2)."""

    says: Line
    form: Literal["text", "date", "yes-no", "roles", "choice", "partners", "positions"]
    """`partners`: which of the three safeguarding partners were there; `positions`: what each of the three says."""
    choices: list[Slug] = Field([])
    gate: Literal["open", "close"]
    """Before the stage opens, or before it closes."""
    not_known: bool = Field(True, alias="not-known")
    """Whether `not known, asked on DATE` is an answer: not where the source wants proof."""
    source: Sources


class Shared(Shape):
    """The whole of `data/escalation.toml`: what every ladder shares."""

    caution: Line
    redirect: dict[Slug, Redirect]
    area: dict[Annotated[str, StringConstraints(pattern=r"^[A-Z]$")], Area]
    need: dict[Slug, Need]
    field: dict[FieldCode, FieldTable]
    rule: dict[Slug, Rule]
    lists: dict[Slug, dict[Slug, Line]] = Field(alias="list")
    """What may be chosen, by the name of the list."""
    meeting: dict[Slug, Panel]
    source: dict[str, Source]
