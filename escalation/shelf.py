"""The ladders as a shelf: each file read once, when first asked for, from the paths it was handed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from escalation.ladder import Ladder, Stage
from escalation.ladder_check import stage_tables
from escalation.ladder_load import join_ladder, load_file, load_shared
from escalation.ladder_shape import LadderFile, Shared
from thresholds.errors import BadCall, UnknownName
from thresholds.finding import near
from thresholds.guide.shape import Partnership, Source
from thresholds.toml import Sheet, read_sheet


class Ladders:
    """The ladder files, and what they share."""

    def __init__(self, files: Mapping[str, Path], shared: Path, guide: Path) -> None:
        self._paths = dict(files)
        self._shared_path, self._guide_path = shared, guide
        self._sheets: dict[Path, Sheet] = {}
        self._ladders: dict[str, Ladder] = {}
        self._shared: Shared | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Give the id of every ladder, in order; local protocols are no ladders. Raises DataFault where a file is not TOML."""
        return tuple(name for name, sheet in self.sheets().items() if "fills" not in sheet.tables)

    def sheets(self) -> dict[str, Sheet]:
        """Give every ladder file as read, by the name of the file. Raises DataFault where one is not TOML."""
        return {name: self._sheet(path) for name, path in self._paths.items()}

    def shared(self) -> Shared:
        """Give what every ladder shares: redirects, areas, needs, meetings, sources. Raises DataFault."""
        if self._shared is None:
            self._shared = load_shared(self._sheet(self._shared_path), self._sheet(self._guide_path))
        return self._shared

    def source(self, reference: str) -> tuple[Source, str]:
        """Give the source that a reference such as `W1 11.1.4` names, and the place in it. Raises DataFault, UnknownName."""
        name, _, place = reference.partition(" ")
        shared = self.shared().source
        if name in shared:
            return shared[name], place
        table = self._sheet(self._guide_path).tables.get("source", {})
        if name not in table:
            raise UnknownName(
                "No source has that id.", near(name, [*shared, *table]), "Look at the sources of the ladder.", code="unknown-id"
            )
        return Source.model_validate(table[name]), place

    def ladder(self, name: str) -> Ladder:
        """Give one ladder; case does not count. Raises UnknownName with the near ids, DataFault with every fault of its files."""
        known = {one.casefold(): one for one in self.ids}
        if name.casefold() not in known:
            raise UnknownName("No ladder has that id.", near(name, self.ids), f"The ids are {', '.join(self.ids)}.", code="unknown-ladder")
        name = known[name.casefold()]
        if name not in self._ladders:
            file = self._file(name)
            overlay = self.ladder(file.overlay) if file.overlay else None
            fills = [one for one, sheet in self.sheets().items() if sheet.tables.get("fills") in file.stage]
            self._ladders[name] = join_ladder(file, self.shared(), overlay, [self._file(one) for one in fills])
        return self._ladders[name]

    def stage(self, stage_id: str, ladder_id: str | None = None) -> tuple[Ladder, Stage]:
        """Give a stage and its ladder; stage ids are unique, so the ladder may be left out. Raises UnknownName, DataFault."""
        if ladder_id is not None:
            ladder = self.ladder(ladder_id)
            return ladder, ladder.stage(stage_id)
        sheets = self.sheets()
        holders = {its_id.casefold(): name for name, sheet in sheets.items() for its_id in stage_tables(sheet)}
        holder = holders.get(stage_id.casefold(), "")
        if holder and "fills" in sheets[holder].tables:
            holder = holders.get(str(sheets[holder].tables["fills"]).casefold(), "")
        if holder not in self.ids:
            close = near(stage_id, [its_id for sheet in sheets.values() for its_id in stage_tables(sheet)])
            raise UnknownName(
                "No stage has that id.", close, "`escalation ladder` with a partnership shows its stages.", code="unknown-stage"
            )
        ladder = self.ladder(holder)
        return ladder, ladder.stage(stage_id)

    def ladder_for(self, area: Partnership, on: date) -> Ladder:
        """Give the ladder for a disagreement raised in `area` on that day (escalation facts 1.3, boundary rule).

        Raises BadCall where the area has none so early, DataFault.
        """
        found = [one.id for one in area.ladders if one.since <= on and not one.beside]
        if not found:
            first = next((one for one in area.ladders if not one.beside), None)
            help_ = f"Its first is {first.id}, from {first.since}; name it to use it all the same." if first else "Name a ladder."
            raise BadCall("No ladder is known here for a day so early.", help_, code="no-ladder")
        return self.ladder(found[-1])

    def ladders_beside(self, area: Partnership, on: date) -> tuple[Ladder, ...]:
        """Give the ladders that `area` has on that day for another kind of disagreement, such as between members of its Executive."""
        return tuple(self.ladder(one.id) for one in area.ladders if one.beside and one.since <= on)

    def _file(self, name: str) -> LadderFile:
        return load_file(self._sheet(self._paths[name]), self._sheet(self._shared_path), self._sheet(self._guide_path))

    def _sheet(self, path: Path) -> Sheet:
        if path not in self._sheets:
            self._sheets[path] = read_sheet(path)
        return self._sheets[path]
