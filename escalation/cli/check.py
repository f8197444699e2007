"""Faults of the ladders for `thresholds check`, composed here on the roof: of one file, and of all in the data folder together."""

from collections.abc import Mapping
from pathlib import Path

from escalation.ladder_check import file_faults, shared_faults
from escalation.ladder_links import area_faults, link_faults
from thresholds import places
from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.toml import Sheet, read_sheet


def own_files() -> tuple[Path, ...]:
    """Give the files that this checks in the data folder: what the ladders share, then each ladder."""
    return (places.escalation_file(), *places.ladder_files().values())


def is_of_ladders(sheet: Sheet) -> bool:
    """Say whether `sheet` is a ladder, a local protocol, or what the ladders share."""
    return bool({"stage", "redirect", "need"} & set(sheet.tables)) or sheet.file == places.ESCALATION


def ladder_findings(sheet: Sheet) -> list[Finding]:
    """Give every fault of one such file, over the guide and the shared file of the data folder.

    A file that cannot be read has its own finding elsewhere, and counts as empty here.
    """
    guide = _readable(places.guide_file())
    if "stage" not in sheet.tables:
        return shared_faults(sheet, guide)
    others = {name: _readable(path) for name, path in places.ladder_files().items() if path.name != sheet.file}
    between = link_faults({**others, sheet.file.removesuffix(".toml"): sheet}, {})
    return [*file_faults(sheet, _readable(places.escalation_file()), guide), *(one for one in between if one.file == sheet.file)]


def area_findings(area: Sheet) -> list[Finding]:
    """Give every fault of the ladders that one partnership's file names."""
    return list(area_faults({name: _readable(path) for name, path in places.ladder_files().items()}, [area]))


def all_findings(areas: Mapping[str, Sheet]) -> list[Finding]:
    """Give every fault of the ladders of the data folder, also of the ladders that `areas` name."""
    found: list[Finding] = []
    guide, sheets = _readable(places.guide_file()), dict[str, Sheet]()
    for path in own_files():
        try:
            sheet = read_sheet(path)
        except DataFault as error:
            found += error.findings
            continue
        if path == places.escalation_file():
            found += shared_faults(sheet, guide)
        else:
            sheets[path.stem] = sheet
            found += file_faults(sheet, _readable(places.escalation_file()), guide)
    return [*found, *link_faults(sheets, areas)]


def _readable(path: Path) -> Sheet:
    try:
        return read_sheet(path)
    except DataFault:
        return Sheet(path.name, {}, b"")
