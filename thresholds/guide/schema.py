"""The JSON Schema of the data files, so that an editor can show what is allowed while somebody types."""

from copy import deepcopy
from typing import Any

from thresholds.guide.fixed import OVERLAY
from thresholds.guide.shape import Guide, Partnership

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def guide_schema() -> dict[str, Any]:
    """Give the schema of a guide file as it is written: a sign's id is the name of its table, not a key in it."""
    schema = Guide.model_json_schema()
    sign = schema["$defs"]["Sign"]
    del sign["properties"]["id"]
    sign["required"].remove("id")
    return titled(schema, "guide")


def partnership_schema() -> dict[str, Any]:
    """Give the schema of a partnership file, with the tables of the guide that it may add to or reword."""
    schema = Partnership.model_json_schema()
    guide = _renamed(guide_schema())
    for definition in guide["$defs"].values():
        definition.pop("required", None)  # an overlay gives only the keys that it changes
    schema["$defs"] |= guide["$defs"]
    for table in OVERLAY:
        schema["properties"][table] = {**guide["properties"][table], "description": "Laid over the guide: only the keys that differ."}
    return titled(schema, "partnership")


def titled(schema: dict[str, Any], name: str) -> dict[str, Any]:
    """Give a schema with its dialect, and a title that a person can read, first."""
    return {"$schema": DIALECT, **schema, "title": f"thresholds {name}"}


def _renamed(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a schema with `Over` before the name of each definition, so that it can stand beside another's."""
    whole = deepcopy(schema)
    whole["$defs"] = {f"Over{name}": definition for name, definition in whole["$defs"].items()}
    _rename_refs(whole)
    return whole


def _rename_refs(here: Any) -> None:
    if isinstance(here, dict):
        if isinstance(here.get("$ref"), str):
            here["$ref"] = here["$ref"].replace("#/$defs/", "#/$defs/Over")
        for value in here.values():
            _rename_refs(value)
    elif isinstance(here, list):
        for value in here:
            _rename_refs(value)
