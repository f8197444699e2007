"""Sheets in, a validated guide and area out; or every fault at once."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from thresholds.errors import DataFault
from thresholds.finding import Finding
from thresholds.guide.faults import shape_faults
from thresholds.guide.index import Index
from thresholds.guide.overlay import Layers
from thresholds.guide.references import area_references, guide_references
from thresholds.guide.shape import Guide, Partnership
from thresholds.toml import Sheet


def load_index(guide: Sheet, area: Sheet | None = None) -> Index:
    """Give the compiled guide, reworded by `area` where that lays anything over it.

    Raises DataFault with every fault of the guide and of the overlay.
    """
    return Index(_guide(Layers(guide, area)))


def load_partnership(guide: Sheet, area: Sheet) -> Partnership:
    """Give one area. Raises DataFault with every fault of its own tables."""
    layers = Layers(guide, area)
    try:
        loaded = Partnership.model_validate(dict(layers.own))
    except ValidationError:
        raise DataFault(area_faults(layers)) from None
    findings = list(area_references(layers))
    if findings:
        raise DataFault(findings)
    return loaded


def _guide(layers: Layers) -> Guide:
    try:
        loaded = Guide.model_validate(_with_ids(layers.tables))
    except ValidationError:
        raise DataFault(guide_faults(layers)) from None
    findings = list(guide_references(layers))
    if findings:
        raise DataFault(findings)
    return loaded


def guide_faults(layers: Layers) -> list[Finding]:
    """Give every fault of the guide, in the order of its lines."""
    found: list[Finding] = []
    tables = _with_ids(layers.tables)
    try:
        Guide.model_validate(tables)
    except ValidationError as error:
        found += shape_faults(error, Guide, layers.fault)
    return _in_order([*found, *guide_references(layers)])


def area_faults(layers: Layers) -> list[Finding]:
    """Give every fault of an area's own tables, in the order of its lines."""
    if layers.area is None:
        return []
    found: list[Finding] = []
    try:
        Partnership.model_validate(dict(layers.own))
    except ValidationError as error:
        found += shape_faults(error, Partnership, layers.area.fault)
    return _in_order([*found, *area_references(layers)])


def digest_of(sheets: Iterable[Sheet]) -> str:
    """Give `sha256:` and the SHA-256 over the bytes (line ends normalised) of every file read, in the order read."""
    total = hashlib.sha256()
    for sheet in sheets:
        total.update(sheet.content)
    return f"sha256:{total.hexdigest()}"


def _with_ids(tables: Mapping[str, Any]) -> dict[str, Any]:
    """Give the tables with each sign's id in its own table, where the shape wants it."""
    signs = tables.get("sign")
    if not isinstance(signs, Mapping):
        return dict(tables)
    named = {name: {**sign, "id": name} if isinstance(sign, Mapping) else sign for name, sign in signs.items()}
    return {**tables, "sign": named}


def _in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda f: (f.file, f.line, f.place, f.code))
