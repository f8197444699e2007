"""The registers that a partnership keeps: each agency's own procedures, and what its panels' terms of reference say on disagreement.

A file of its own, written by the business manager (ESC-REQ-02, 03 and 12). Nothing in it gates a disagreement.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import Field, ValidationError

from escalation.ladder import Ladder
from escalation.ladder_shape import Shared
from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.guide.faults import shape_faults
from thresholds.guide.shape import Line, Shape, Slug
from thresholds.toml import Sheet


class Procedure(Shape):
    """A procedure of an agency: what it is called, which version, where it is, and when somebody looks at it again."""

    title: Line
    version: Line
    where: Line
    review: date


class AgencyTable(Shape):
    """One agency with its two procedures; one that nobody has seen is left out."""

    name: Line
    escalation: Procedure | None = None
    whistleblowing: Procedure | None = None


class Clause(Shape):
    """Where a panel's terms of reference say what happens on disagreement, and when somebody looked."""

    clause: str = ""
    checked: date


class Policies(Shape):
    """The whole file: agencies, and panels by the ids of the ladder and of the case-level meetings."""

    agency: dict[Slug, AgencyTable] = Field({})
    panel: dict[Slug, Clause] = Field({})


def read_policies(sheet: Sheet) -> Policies:
    """Give the registers in `sheet`. Raises DataFault with every fault of its shape."""
    try:
        return Policies.model_validate(dict(sheet.tables))
    except ValidationError as error:
        raise DataFault(shape_faults(error, Policies, sheet.fault)) from None


def policy_findings(sheet: Sheet, ladder: Ladder, shared: Shared, today: date) -> list[Finding]:
    """Give what is missing or past its review on `today`, all of them warnings. Raises DataFault where the file does not load."""
    found = read_policies(sheet)
    return [*_procedures(sheet, found, today), *_panels(sheet, found, ladder, shared)]


def _procedures(sheet: Sheet, found: Policies, today: date) -> Iterator[Finding]:
    for name, agency in found.agency.items():
        for kind, procedure in (("escalation", agency.escalation), ("whistleblowing", agency.whistleblowing)):
            if procedure is None:
                says = f"{agency.name} has no {kind} procedure here."
                yield _warning(sheet, "no-procedure", ("agency", name), says, "Ask the agency for title, version and place.")
            elif procedure.review < today:
                says = f"The {kind} procedure of {agency.name} is past its review."
                yield _warning(sheet, "past-review", ("agency", name, kind), says, "Ask the agency for the one in force.")


def _panels(sheet: Sheet, found: Policies, ladder: Ladder, shared: Shared) -> Iterator[Finding]:
    for name, panel in {**ladder.panels, **shared.meeting}.items():
        clause = found.panel.get(name)
        if clause is None:
            says = f"Nobody has looked at the terms of reference of: {panel.name}."
            yield _warning(sheet, "no-clause", ("panel",), says, f"Add [panel.{name}] with clause and checked.")
        elif not clause.clause:
            says = f"The terms of reference do not say what happens on disagreement: {panel.name}."
            yield _warning(sheet, "no-clause", ("panel", name), says, "Ask the panel to add it.")


def _warning(sheet: Sheet, code: str, place: tuple[str, ...], says: str, help_: str) -> Finding:
    return sheet.fault(code, place, says, help_)._replace(severity="warning")
