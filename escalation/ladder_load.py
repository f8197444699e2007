"""Sheets in, a joined ladder out; or every fault at once."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from escalation.ladder import Ladder, Stage
from escalation.ladder_check import file_faults, shared_faults
from escalation.ladder_shape import LadderFile, Limit, Shared
from thresholds.errors import DataFault
from thresholds.toml import Sheet


def load_shared(sheet: Sheet, guide: Sheet) -> Shared:
    """Give what every ladder shares. Raises DataFault with every fault of `sheet`; `guide` holds the other sources."""
    try:
        shared = Shared.model_validate(dict(sheet.tables))
    except ValidationError:
        raise DataFault(shared_faults(sheet, guide)) from None
    faults = shared_faults(sheet, guide)
    if faults:
        raise DataFault(faults)
    return shared


def load_file(sheet: Sheet, shared: Sheet, guide: Sheet) -> LadderFile:
    """Give the ladder file in `sheet`. Raises DataFault with every fault of the file, of its graph and of what it names."""
    faults = file_faults(sheet, shared, guide)
    if faults:
        raise DataFault(faults)
    return LadderFile.model_validate(dict(sheet.tables))


def join_ladder(file: LadderFile, shared: Shared, overlay: Ladder | None, protocols: Sequence[LadderFile]) -> Ladder:
    """Give the ladder of `file`, with the stages of each of `protocols` in the place of the stage that it fills, or before it."""
    stages = _stages(file)
    for protocol in protocols:
        stages = _filled(stages, protocol)
    return Ladder(file, stages, overlay, tuple(one.id for one in protocols), shared.redirect, file.panel)


def _stages(file: LadderFile) -> dict[str, Stage]:
    return {name: Stage.model_construct(None, **{**dict(table), "id": name, "ladder": file.id}) for name, table in file.stage.items()}


def _filled(stages: Mapping[str, Stage], protocol: LadderFile) -> dict[str, Stage]:
    """Put the stages of `protocol` into `stages`: what led to the stage it fills leads to its first, and its last leads on."""
    stage = stages[protocol.fills]
    brought = _stages(protocol)
    first, last = next(iter(brought)), next(reversed(brought))
    whole = stage.protocol is not None and stage.protocol.whole
    onward = stage.exits.get("U") if whole else stage.id
    if onward:
        brought[last] = brought[last].model_copy(update={"exits": {**brought[last].exits, "U": onward}, "ends": None})
    out: dict[str, Stage] = {}
    for name, one in stages.items():
        if name != stage.id:
            out[name] = _led_to(one, stage.id, first, last if whole else stage.id)
            continue
        out.update(brought)
        if not whole:
            out[name] = stage.model_copy(
                update={"protocol": None, "limit": Limit.model_validate({"basis": "none-stated", "says": stage.limit.says})}
            )
    return out


def _led_to(stage: Stage, old: str, first: str, last: str) -> Stage:
    """Give `stage` with what it names of `old` moved: its way up to `first`, its place beside to `last`, what comes before it to `last`."""
    exits = {code: first if to == old else to for code, to in stage.exits.items()}
    opens = stage.opens.model_copy(update={"after": last}) if stage.opens.after == old else stage.opens
    beside = [last if name == old else name for name in stage.beside]
    return stage.model_copy(update={"exits": exits, "opens": opens, "beside": beside})
