"""A partnership's own wording laid over the guide: plain tables merged before anything is validated, once."""

from collections.abc import Mapping
from typing import Any

from thresholds.finding import Finding
from thresholds.guide.fixed import OVERLAY
from thresholds.toml import Sheet


class Layers:
    """The guide's tables with an area's overlay on top, and which file each place came from."""

    def __init__(self, guide: Sheet, area: Sheet | None = None) -> None:
        self.guide = guide
        self.area = area
        self.over: Mapping[str, Any] = {key: area.tables[key] for key in OVERLAY if key in area.tables} if area else {}
        self.tables: Mapping[str, Any] = merged(guide.tables, self.over) if self.over else guide.tables

    @property
    def own(self) -> Mapping[str, Any]:
        """Give the area's own tables, without what it lays over the guide."""
        return {key: value for key, value in self.area.tables.items() if key not in self.over} if self.area else {}

    def fault(self, code: str, place: tuple[str, ...], says: str, help: str) -> Finding:
        """Give a finding at `place` of the merged guide, in the file that holds it."""
        sheet = self.area if self.area and self._is_laid_over(place) else self.guide
        return sheet.fault(code, place, says, help)

    def _is_laid_over(self, place: tuple[str, ...]) -> bool:
        """Say whether the area holds `place`, or is alone in holding the table that lacks it."""
        laid = _depth(self.over, place)
        return bool(place) and (laid == len(place) or laid > _depth(self.guide.tables, place))


def merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Give `below` with the keys of `above` over it, table by table; lists and values are replaced whole."""
    out = dict(below)
    for key, value in above.items():
        old = out.get(key)
        out[key] = merged(old, value) if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return out


def _depth(tables: Any, place: tuple[str, ...]) -> int:
    """Give how many parts of `place` are there; what is no table holds all that is said of its inside."""
    here = tables
    for number, part in enumerate(place):
        if not isinstance(here, Mapping):
            return len(place)
        if part not in here:
            return number
        here = here[part]
    return len(place)
