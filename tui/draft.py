"""Walks that were broken off, kept on disk for their owner alone: one file a run of the app. The person's own words are never in it."""

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from thresholds.documents.saving import save_over
from thresholds.errors import CannotWrite
from thresholds.pages import Value, Values

SCHEMA = "thresholds/draft/1"
LARGEST = 2_000_000


class Draft(NamedTuple):
    """One walk as it stood when it was last kept."""

    at: str
    """When it was kept, with offset."""
    digest: str
    """Of the data that the answers were given to."""
    page_id: str
    preset: str
    answers: dict[str, Values]
    typed: dict[str, Values]
    """What stood on pages that were not answered with it yet."""


class Shelf:
    """The folder of drafts. This run of the app writes a file of its own, so that two windows never mix."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._own = f"walk-{os.urandom(6).hex()}.json"
        self._kept: Draft | None = None
        self.damaged: list[str] = []
        """The names of files that could not be read, as they were set aside."""

    @property
    def is_there(self) -> bool:
        """Whether walks are to be kept at all."""
        return self._folder is not None

    def keep(self, draft: Draft) -> bool:
        """Write `draft` over this run's file, if anything but the time has changed; say whether it is kept now."""
        if self._folder is None:
            return False
        is_there = (self._folder / self._own).exists()  # another window may have dropped every walk
        if self._kept is None or not is_there or self._kept._replace(at="") != draft._replace(at=""):
            try:
                save_over(self._folder / self._own, json.dumps({"schema": SCHEMA, **draft._asdict()}, ensure_ascii=False))
            except CannotWrite:  # a full disk must not end a walk
                return False
            self._kept = draft
        return True

    def drop(self) -> None:
        """Delete this run's file: the walk was ended on purpose."""
        self._kept = None
        self._delete(self._own)

    def drop_all(self, *, damaged: bool = False) -> None:
        """Delete every draft; those that were set aside only where somebody asks for it (`damaged`)."""
        self.drop()
        for path in self._files("walk-*" if damaged else "walk-*.json"):
            self._delete(path.name)

    def newest(self) -> Draft | None:
        """Give the draft that was kept last by another run; what cannot be read is set aside and named in `damaged`."""
        for path in self._files("walk-*.json"):
            if path.name != self._own:
                try:
                    return _read(path)
                except (OSError, ValueError, RecursionError):
                    self._set_aside(path)
        return None

    def take(self) -> Draft | None:
        """Give the newest draft and make it this run's own file."""
        draft = self.newest()
        if draft is not None and self._folder is not None:
            older = next(path for path in self._files("walk-*.json") if path.name != self._own)
            with contextlib.suppress(OSError):
                older.replace(self._folder / self._own)
        return draft

    def _files(self, pattern: str) -> list[Path]:
        """Give the files, the newest first."""
        if self._folder is None:
            return []
        try:
            return sorted(self._folder.glob(pattern), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        except OSError:
            return []

    def _set_aside(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        self.damaged.append(path.with_suffix(".damaged").name)

    def _delete(self, name: str) -> None:
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)


def _read(path: Path) -> Draft:
    """Read a draft. Raises ValueError where it is not one, OSError where it cannot be read."""
    if path.stat().st_size > LARGEST:
        raise ValueError
    found = json.loads(path.read_text("utf-8"))
    if not isinstance(found, dict) or found.pop("schema", "") != SCHEMA or set(found) != set(Draft._fields):
        raise ValueError
    if not all(isinstance(found[name], str) for name in ("at", "digest", "page_id", "preset")):
        raise ValueError
    datetime.fromisoformat(found["at"])
    return Draft(**found | {name: _pages(found[name]) for name in ("answers", "typed")})


def _pages(found: Any) -> dict[str, Values]:
    """Give answers by page; lists become tuples again."""
    if not isinstance(found, dict) or not all(isinstance(given, dict) for given in found.values()):
        raise ValueError
    return {page: {field: _value(value) for field, value in given.items()} for page, given in found.items()}


def _value(found: Any) -> Value:
    if isinstance(found, str):
        return found
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(found)
    raise ValueError
