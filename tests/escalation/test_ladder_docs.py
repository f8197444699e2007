"""docs/ladders.md: its commands run, its example of a local protocol loads, and its tables name what there is."""

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest

from escalation.cli.console import ladders
from escalation.ladder_shape import LimitBasis, StageTable
from thresholds import places
from thresholds.cli import main as check

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "ladders.md").read_text("utf-8")


def test_the_document_names_every_ladder_and_basis() -> None:
    """Nothing is left out of the tables."""
    assert all(f"`{name}`" in TEXT for name in (*ladders().ids, *get_args(LimitBasis)))
    keys = {info.alias or name for name, info in StageTable.model_fields.items()}
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()


def test_the_example_of_a_local_protocol_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files that the document shows are good as they stand, and take the place of WA-2."""
    protocol, source, _ = re.findall(r"```toml\n(.*?)```", TEXT, flags=re.DOTALL)
    shutil.copytree(places.data_folder(), tmp_path / "data")
    (tmp_path / "data" / "ladders" / "WA-POLICY.toml").write_text(protocol, "utf-8")
    shared = tmp_path / "data" / "escalation.toml"
    shared.write_text(shared.read_text("utf-8") + source, "utf-8")
    monkeypatch.setenv("THRESHOLDS_DATA", str(tmp_path / "data"))
    assert check(["check"]) == 0
    assert list(ladders().ladder("WA-2021").stages)[:4] == ["WA-1", "WA-2A", "WA-2B", "WA-3"]
