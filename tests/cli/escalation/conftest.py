"""What every test of the verbs may ask for."""

from pathlib import Path

import pytest

from tests.cli.escalation.calls import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk with a register of its own, on the first of April 2026."""
    return Desk(tmp_path, monkeypatch, capsys)
