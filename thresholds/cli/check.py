"""`thresholds check`: every fault of guides, areas, ladders and holidays at once, each with file, place, line and mend."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from escalation.ladder_files import LadderFiles
from thresholds import places
from thresholds.cli.console import say, say_json
from thresholds.errors import BadCall, DataFault
from thresholds.finding import Finding
from thresholds.holidays import HOLIDAYS, holiday_faults
from thresholds.text import count
from thresholds.toml import Sheet, read_sheet

HELP = """Check data files: every fault with its file, line and how to mend it.

Example: thresholds check

Without FILE it checks every data file that this tool uses: guide, partnerships, ladders, glossary, bank holidays.

Exit code 1: something was found.
"""
FORMATS = ("text", "json")
_OF_AREA = {"route", "prefix", "front-door-name", "partnership", "silent", "document"}
_OF_GUIDE = {"sign", "level", "sub-domain", "sweep", "reason", "rule", "duty", "principle"}


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("check", help=HELP)(check)


def check(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="TOML files; none: all that the tool uses.")] = None,
    form: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> int:
    """Run the command: 0 nothing found, 1 something found."""
    if form not in FORMATS:
        raise BadCall("There is no such format.", f"The formats are {' and '.join(FORMATS)}.", code="unknown-format")
    paths = list({path.absolute(): path for path in map(Path, files)}.values()) if files else [*_own_files()]
    found = _Checker().all(paths)
    if as_json or form == "json":
        names = [path.name or str(path) for path in paths]
        say_json(
            {"schema": "thresholds/check/1", "checked": len(paths), "files": names, "findings": [finding.as_json() for finding in found]}
        )
    else:
        for finding in found:
            say(finding.as_line())
        say(f"{count(len(paths), 'file')} checked, {count(len(found), 'fault') if found else 'no faults'}.")
    return 1 if found else 0


def _own_files() -> Iterator[Path]:
    yield places.guide_file()
    yield from places.partnership_files().values()
    yield places.holidays_file()
    if places.glossary_file().is_file():
        yield places.glossary_file()
    yield from _ladder_files().paths()


def _ladder_files() -> LadderFiles:
    return LadderFiles(places.ladder_files(), places.escalation_file(), places.guide_file())


class _Checker:
    """Checks files of every kind; partnerships over the guide of the data folder, which is read once."""

    def __init__(self) -> None:
        self._ladders = _ladder_files()

    def all(self, paths: list[Path]) -> list[Finding]:
        """Give every finding of `paths`, by file and line; files that share a name are told apart by their paths."""
        names = [path.name for path in paths]
        found: list[Finding] = []
        for path in paths:
            faults = self._faults(path)
            found += faults if names.count(path.name) == 1 else [fault._replace(file=str(path)) for fault in faults]
        if self._lacks_guide and places.guide_file().absolute() not in [path.absolute() for path in paths]:
            found += self._guide[1]
        return sorted(found, key=lambda f: (f.file, f.line, f.place, f.code))

    @property
    def _lacks_guide(self) -> bool:
        """Whether a partnership was checked and the guide below it could not be read."""
        return "_guide" in vars(self) and not self._guide[0].tables

    def _faults(self, path: Path) -> list[Finding]:
        from thresholds.guide.load import guide_faults
        from thresholds.guide.overlay import Layers

        try:
            sheet = read_sheet(path)
        except DataFault as error:
            return list(error.findings)
        keys = set(sheet.tables)
        if self._ladders.owns(sheet):
            return self._ladders.findings(sheet)
        if path.name == places.GLOSSARY:
            from thresholds.guide.glossary import glossary_faults

            return glossary_faults(sheet, self._guide[0].tables)
        if keys & _OF_AREA:
            return [*self._area(sheet), *self._ladders.area_findings(sheet)]
        if keys & _OF_GUIDE:
            return guide_faults(Layers(sheet))
        if HOLIDAYS in keys or path.name == places.HOLIDAYS:
            return list(holiday_faults(sheet))
        says = "This is no file of a kind that can be checked."
        help = f"A guide has [sign] tables, a partnership [route], a ladder [stage], bank holidays [{HOLIDAYS}]."
        return [sheet.fault("unknown-kind", (), says, help)]

    def _area(self, sheet: Sheet) -> list[Finding]:
        from thresholds.guide.load import area_faults, guide_faults
        from thresholds.guide.overlay import Layers

        guide, guides_own = self._guide
        layers = Layers(guide, sheet)
        found = area_faults(layers)
        if layers.over and guide.tables:
            brought = (finding for finding in guide_faults(layers) if finding not in guides_own)
            found += [finding if finding.file == sheet.file else _moved(finding, sheet.file) for finding in brought]
        return found

    @cached_property
    def _guide(self) -> tuple[Sheet, frozenset[Finding]]:
        """The guide of the data folder with its own faults; without tables where it cannot be read."""
        from thresholds.guide.load import guide_faults
        from thresholds.guide.overlay import Layers

        try:
            sheet = read_sheet(places.guide_file())
        except DataFault as error:
            return Sheet(places.GUIDE, {}, b""), frozenset(error.findings)
        return sheet, frozenset(guide_faults(Layers(sheet)))


def _moved(finding: Finding, file: str) -> Finding:
    """Give a fault that shows in the guide and comes from what `file` lays over it as a fault of that file."""
    return finding._replace(file=file, line=0, help=f"{finding.help} It shows in the guide, and comes from what this file lays over it.")
