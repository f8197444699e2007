"""The ladders of this checkout, and small invented ones for faults."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from escalation.ladder_files import LadderFiles
from escalation.shelf import Ladders
from thresholds import places
from thresholds.calendar import WorkingDays
from thresholds.guide.library import Library
from thresholds.holidays import read_holidays
from thresholds.toml import parse_sheet, read_sheet

SMALL = """
id       = "X"
name     = "An invented ladder"
kind     = "arrangements"
prefix   = "XX"
banner   = "Titles as printed in 2026"
document = { title = "Invented", source = ["convention"] }
applies  = { says = "Nowhere", basis = "convention", source = ["convention"] }
silent   = ["Everything else"]
"""


@cache
def ladders() -> Ladders:
    """The ladders of this checkout."""
    return Ladders(places.ladder_files(), places.escalation_file(), places.guide_file())


@cache
def ladder_files() -> LadderFiles:
    """The ladder files of this checkout, for their faults."""
    return LadderFiles(places.ladder_files(), places.escalation_file(), places.guide_file())


@cache
def areas() -> Library:
    """The partnerships of this checkout."""
    return Library(places.guide_file(), places.partnership_files(), places.holidays_file())


@cache
def days() -> WorkingDays:
    """The working days of this checkout, without local closures."""
    return WorkingDays(read_holidays(read_sheet(places.holidays_file())))


local = datetime.fromisoformat
"""A local time without a zone, from text."""


def around_a_change() -> st.SearchStrategy[datetime]:
    """Local times around 25 October 2026, when the clocks go back, and 28 March 2027, when they go forward."""
    return st.datetimes(local("2026-10-23"), local("2026-10-28")) | st.datetimes(local("2027-03-26"), local("2027-03-31"))


def stage(name: str, *, up: str = "", exits: str = "", opens: str = "", more: str = "", limit: str = "") -> str:
    """A small stage as TOML: settled by `close`, up to `up`; `exits`, `opens` and `limit` replace, `more` adds lines."""
    way_up = f', U = "{up}"' if up else ""
    return f"""
[stage.{name}]
name   = "Stage {name}"
opens  = {{ by = "Anybody", when = "Always"{", " + opens if opens else ""} }}
acts   = "Somebody"
limit  = {{ {limit or 'basis = "none-stated", says = "None stated"'} }}
exits  = {{ {exits or f'R = "close"{way_up}'} }}
source = ["convention"]
{more}
"""


LAST = 'ends = { as = "silent", says = "It ends here." }'
STARTS = "starts = true"


def codes(*stages: str, head: str = SMALL, file: str = "X.toml") -> list[str]:
    """The codes of all faults of a ladder file with these stages."""
    return [finding.code for finding in ladder_files().findings(parse_sheet((head + "".join(stages)).encode(), file))]


def with_protocol(folder: Path, fills: str, stages: str, name: str = "OWN") -> Ladders:
    """The ladders of this checkout with a local protocol beside them, in `folder`, that fills a stage."""
    head = SMALL.replace('id       = "X"', f'id = "{name}"').replace('"arrangements"', f'"protocol"\nfills = "{fills}"')
    path = folder / f"{name}.toml"
    path.write_text(head + stages, "utf-8")
    return Ladders({**places.ladder_files(), name: path}, places.escalation_file(), places.guide_file())


def ids(stages: Any) -> list[str]:
    """The ids of stages."""
    return [one.id for one in stages]
