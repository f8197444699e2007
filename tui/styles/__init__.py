"""The styles. The app loads what home needs; every other screen names its own, so that home is painted soon."""

from pathlib import Path


def styles(*names: str) -> list[str | Path]:
    """Give the paths of style files by their names."""
    return [Path(__file__).parent / f"{name}.tcss" for name in names]
