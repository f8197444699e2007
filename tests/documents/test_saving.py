"""Saving: a new file for its owner alone, whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from thresholds.documents.saving import save_new
from thresholds.errors import CannotWrite


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """A saved document is UTF-8 with plain line ends, and nobody else may read it."""
    save_new(tmp_path / "a.md", "Zoë\n")
    assert (tmp_path / "a.md").read_bytes() == b"Zo\xc3\xab\n"
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A file that is there already is left alone."""
    (tmp_path / "a.md").write_text("old", encoding="utf-8")
    with pytest.raises(CannotWrite):
        save_new(tmp_path / "a.md", "new")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link with the document's name, even one that points nowhere, is not written through."""
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CannotWrite):
        save_new(tmp_path / "a.md", "new")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["missing/a.md", "a\0.md", "x" * 300])
def test_a_place_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    """A folder that is not there, or a name that cannot be, is refused in words that do not repeat it."""
    with pytest.raises(CannotWrite) as refused:
        save_new(tmp_path / name, "new")
    assert name not in refused.value.says + refused.value.help


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk fails on the way, no file is left."""

    def fail(_: int) -> None:
        raise OSError

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWrite):
        save_new(tmp_path / "a.md", "new")
    assert list(tmp_path.iterdir()) == []
