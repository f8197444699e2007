"""What was broken off, kept on disk for its owner alone: a walk, one file a run of the app, and a form, one file each.

The person's own words of a walk are never in it; the text of a form is, until it is saved or deleted.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from thresholds.documents.saving import save_over
from thresholds.errors import CannotWrite
from thresholds.pages import Value, Values

SCHEMA, FORM_SCHEMA = "thresholds/draft/1", "thresholds/form/1"
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


class FormDraft(NamedTuple):
    """One form of a disagreement as it stood when it was last kept."""

    at: str
    verb: str
    ref: str
    """The disagreement; empty for one that is being raised."""
    position: int
    """How far its record had been read."""
    words: dict[str, Value]


class _Timed(Protocol):
    @property
    def at(self) -> str: ...
    def _asdict(self) -> dict[str, Any]: ...


Kept = TypeVar("Kept", bound=_Timed)


class Drafts(Generic[Kept]):
    """The drafts of one kind in the folder. Each of these objects writes one file of its own, so that two windows never mix."""

    def __init__(self, folder: Path | None, kind: str, schema: str) -> None:
        self.folder = folder
        self._kind, self._schema = kind, schema
        self._own = f"{kind}-{os.urandom(6).hex()}.json"
        self._kept = ""
        """What the file says, but the time."""
        self.damaged: list[str] = []
        """The names of files that could not be read, as they were set aside."""

    @property
    def is_there(self) -> bool:
        """Whether anything is to be kept at all."""
        return self.folder is not None

    @property
    def own(self) -> Path | None:
        """The file of its own, where there is one now."""
        return self.folder / self._own if self.folder is not None and (self.folder / self._own).exists() else None

    def keep(self, draft: Kept) -> bool:
        """Write `draft` over the own file, if anything but the time has changed; say whether it is kept now."""
        if self.folder is None:
            return False
        told = {"schema": self._schema, **draft._asdict()}
        now = json.dumps(told | {"at": ""}, ensure_ascii=False)
        if self._kept != now or self.own is None:  # another window may have dropped every walk
            try:
                save_over(self.folder / self._own, json.dumps(told, ensure_ascii=False))
            except CannotWrite:  # a full disk must not end a walk
                return False
            self._kept = now
        return True

    def drop(self) -> None:
        """Delete the own file: what it held was saved, or ended on purpose."""
        self._kept = ""
        self._delete(self._own)

    def drop_all(self, *, damaged: bool = False) -> None:
        """Delete every draft; those that were set aside only where somebody asks for it (`damaged`)."""
        self.drop()
        for path in self._files("*" if damaged else "*.json"):
            self._delete(path.name)

    def newest(self) -> Kept | None:
        """Give the draft that was kept last by another; what cannot be read is set aside and named in `damaged`."""
        for path in self._files("*.json"):
            if path.name != self._own:
                try:
                    return self._given(self._read(path))
                except (OSError, ValueError, RecursionError, TypeError):
                    self._set_aside(path)
        return None

    def take(self, wanted: Kept) -> Kept | None:
        """Give the draft that is `wanted` and make it the own file; nothing where another window has changed or taken it meanwhile."""
        for path in self._files("*.json"):
            with contextlib.suppress(OSError, ValueError, RecursionError, TypeError):
                draft = self._given(self._read(path))
                if path.name != self._own and draft == wanted:
                    path.replace(path.with_name(self._own))
                    return draft
        return None

    def _given(self, found: dict[str, Any]) -> Kept:
        """Give the draft that a file holds. Raises ValueError or TypeError where it is none."""
        raise NotImplementedError

    def _read(self, path: Path) -> dict[str, Any]:
        """Read a file of this kind. Raises ValueError where it is not one, OSError where it cannot be read."""
        if path.stat().st_size > LARGEST:
            raise ValueError
        found = json.loads(path.read_text("utf-8"))
        if not isinstance(found, dict) or found.pop("schema", "") != self._schema:
            raise ValueError
        datetime.fromisoformat(found.get("at", ""))
        return found

    def _files(self, ending: str) -> list[Path]:
        """Give the files of this kind, the newest first."""
        if self.folder is None:
            return []
        try:
            return sorted(self.folder.glob(f"{self._kind}-{ending}"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        except OSError:
            return []

    def _set_aside(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            path.replace(path.with_suffix(".damaged"))
        self.damaged.append(path.with_suffix(".damaged").name)

    def _delete(self, name: str) -> None:
        if self.folder is not None:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)


class Shelf(Drafts[Draft]):
    """The walks that were broken off."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__(folder, "walk", SCHEMA)

    def _given(self, found: dict[str, Any]) -> Draft:
        if set(found) != set(Draft._fields) or not all(isinstance(found[name], str) for name in ("at", "digest", "page_id", "preset")):
            raise ValueError
        return Draft(**found | {name: _pages(found[name]) for name in ("answers", "typed")})


class FormShelf(Drafts[FormDraft]):
    """The forms that were broken off, of one register: the same reference is another disagreement in another register."""

    def __init__(self, folder: Path | None, register: str) -> None:
        super().__init__(folder, f"form-{sha256(register.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}", FORM_SCHEMA)

    def _given(self, found: dict[str, Any]) -> FormDraft:
        if set(found) != set(FormDraft._fields) or not all(isinstance(found[name], str) for name in ("at", "verb", "ref")):
            raise ValueError
        if type(found["position"]) is not int or not isinstance(found["words"], dict):
            raise ValueError
        return FormDraft(**found | {"words": _values(found["words"])})


def told_of(form: FormDraft, now: datetime) -> str:
    """Say which form it is and when it was kept; no word of it."""
    return f"{form.ref or 'A new disagreement'}, kept {said_when(form.at, now)}."


def said_when(kept: str, now: datetime) -> str:
    """Say when something was kept, as one speaks of it."""
    at = datetime.fromisoformat(kept)
    days = (now.date() - at.date()).days
    day: date = at.date()
    said = {0: "today", 1: "yesterday"}.get(days, f"on {day.day} {day:%B %Y}")
    return f"{said} at {at:%H:%M}"


def _pages(found: Any) -> dict[str, Values]:
    """Give answers by page; lists become tuples again."""
    if not isinstance(found, dict) or not all(isinstance(given, dict) for given in found.values()):
        raise ValueError
    return {page: _values(given) for page, given in found.items()}


def _values(given: Mapping[str, Any]) -> dict[str, Value]:
    return {field: _value(value) for field, value in given.items()}


def _value(found: Any) -> Value:
    if isinstance(found, str):
        return found
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(found)
    raise ValueError
