"""One folder for the whole run, in which its processes keep the drawn screens for each other."""

import os

import pytest

from tests.tui import gallery


@pytest.fixture(autouse=True)
def somebody_without_documents(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let a test save nothing in the Documents of whoever runs it."""
    monkeypatch.setenv("HOME", str(tmp_path_factory.getbasetemp()))


@pytest.fixture(scope="session", autouse=True)
def shared_screens(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tell the gallery where the processes of this run meet: beside the folders that each one of them has."""
    own = tmp_path_factory.getbasetemp()
    gallery.SHARED[:] = [str(own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own)]
