"""The data files as a shelf: each read once, when first asked for, from the paths it was handed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thresholds.errors import DataFault, UnknownName
from thresholds.finding import near
from thresholds.guide.index import Index
from thresholds.guide.load import area_faults, digest_of, guide_faults, load_index, load_partnership
from thresholds.guide.overlay import Layers
from thresholds.guide.shape import Partnership
from thresholds.holidays import read_holidays
from thresholds.toml import Sheet, read_sheet

if TYPE_CHECKING:
    from thresholds.guide.glossary import Glossary


class Library:
    """The guide, the areas, the bank holidays, and the glossary of search."""

    def __init__(self, guide: Path, areas: Mapping[str, Path], holidays: Path, glossary: Path | None = None) -> None:
        self._paths = {"guide": guide, "holidays": holidays} | ({"glossary": glossary} if glossary else {})
        self._glossary: Glossary | None = None
        self._area_paths = dict(areas)
        self._sheets: dict[str, Sheet] = {}
        self._indexes: dict[str, Index] = {}
        self._areas: dict[str, Partnership] = {}
        self._digests: dict[tuple[str, ...], str] = {}

    @property
    def area_ids(self) -> tuple[str, ...]:
        """Give the id of every area that has a file, in order."""
        return tuple(self._area_paths)

    def index(self, area: str | None = None) -> Index:
        """Give the compiled guide, as `area` words it; areas that reword nothing share one. Raises DataFault, UnknownName."""
        sheet = self._area_sheet(area) if area else None
        own = area if sheet and Layers(self._sheet("guide"), sheet).over else ""
        if (own or "") not in self._indexes:
            self._indexes[own or ""] = load_index(self._sheet("guide"), sheet if own else None)
        return self._indexes[own or ""]

    def area(self, name: str) -> Partnership:
        """Give one area. Raises UnknownName with the near ids, DataFault with every fault of its file."""
        if name not in self._areas:
            self._areas[name] = load_partnership(self._sheet("guide"), self._area_sheet(name))
        return self._areas[name]

    def open(self, name: str) -> tuple[Index, Partnership]:
        """Give the guide and the area together. Raises DataFault with the faults of both at once."""
        try:
            return self.index(name), self.area(name)
        except DataFault:
            layers = Layers(self._sheet("guide"), self._area_sheet(name))
            raise DataFault([*guide_faults(layers), *area_faults(layers)]) from None

    def holidays(self) -> frozenset[date]:
        """Give the bank holidays of England and Wales. Raises DataFault."""
        return read_holidays(self._sheet("holidays"))

    def glossary(self) -> "Glossary":
        """Give what search knows of everyday words; nothing where no file was handed over. Never part of a suggestion or its digest.

        Raises DataFault with every fault of the file.
        """
        from thresholds.guide.glossary import Glossary, load_glossary  # a suggestion must not pay for it

        if self._glossary is None:
            known = "glossary" in self._paths
            self._glossary = load_glossary(self._sheet("glossary"), self._sheet("guide").tables) if known else Glossary()
        return self._glossary

    def digest(self, *areas: str) -> str:
        """Give the digest over the guide, the bank holidays and these areas' files."""
        if areas not in self._digests:
            self._digests[areas] = digest_of([self._sheet("guide"), self._sheet("holidays"), *map(self._area_sheet, areas)])
        return self._digests[areas]

    def _sheet(self, name: str) -> Sheet:
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self._paths[name])
        return self._sheets[name]

    def _area_sheet(self, name: str) -> Sheet:
        if name not in self._area_paths:
            raise UnknownName(
                "No partnership has that id; a council without a file of its own is england.",
                near(name, self._area_paths),
                f"The ids are {', '.join(self._area_paths)}.",
                code="unknown-partnership",
            )
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self._area_paths[name])
        return self._sheets[name]
