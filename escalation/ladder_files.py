"""Every fault of the ladder files as they lie: of one file over what it may name, and between the files and the areas."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from escalation.ladder_check import file_faults, shared_faults
from escalation.ladder_links import area_faults, link_faults
from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.toml import Sheet, read_sheet


class LadderFiles:
    """The files of `ladders` by id, the file `shared` that they all use, and the `guide` whose sources they may name; each read once."""

    def __init__(self, ladders: Mapping[str, Path], shared: Path, guide: Path) -> None:
        self._ladders, self._shared_path, self._guide_path = dict(ladders), shared, guide

    def paths(self) -> tuple[Path, ...]:
        """Give the files that are there: what the ladders share, then each ladder."""
        return tuple(path for path in (self._shared_path, *self._ladders.values()) if path.is_file())

    def owns(self, sheet: Sheet) -> bool:
        """Say whether `sheet` is a ladder, a local protocol, or what the ladders share."""
        return bool({"stage", "redirect", "need"} & set(sheet.tables)) or sheet.file == self._shared_path.name

    def findings(self, sheet: Sheet) -> list[Finding]:
        """Give every fault of one such file, those that show only beside the other ladders included.

        A file beside it that cannot be read has its own finding elsewhere, and counts as empty here.
        """
        if "stage" not in sheet.tables:
            return shared_faults(sheet, self._guide)
        others = {name: other for name, other in self._sheets.items() if other.file != sheet.file}
        between = link_faults({**others, sheet.file.removesuffix(".toml"): sheet}, {})
        return [*file_faults(sheet, self._shared, self._guide), *(one for one in between if one.file == sheet.file)]

    def area_findings(self, area: Sheet) -> list[Finding]:
        """Give every fault of the ladders that one partnership's file names; none where there are no ladders at all."""
        return list(area_faults(self._sheets, [area])) if self._ladders else []

    @cached_property
    def _sheets(self) -> dict[str, Sheet]:
        return {name: _readable(path) for name, path in self._ladders.items()}

    @cached_property
    def _shared(self) -> Sheet:
        return _readable(self._shared_path)

    @cached_property
    def _guide(self) -> Sheet:
        return _readable(self._guide_path)


def _readable(path: Path) -> Sheet:
    try:
        return read_sheet(path)
    except DataFault:
        return Sheet(path.name, {}, b"")
