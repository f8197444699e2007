"""A disk that can lose power at any moment, for our own SQL over apsw (the idea of SQLite's own test6.c, written afresh).

One run is recorded: every write, truncation, synchronisation, creation and deletion. From the record, what could lie on the disk after
a power cut is worked out for every moment: what was synchronised is there; what was not may be there, be gone, or be torn at a
512-byte edge, in any mixture; names that were made or deleted since their folder was last synchronised may be as before.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import apsw

_SECTOR = 512
_POWERSAFE = 0x1000  # what SQLite's own Unix file layer claims: a write does not harm the bytes beside it


class Op(NamedTuple):
    """One thing that was asked of the disk; `inode` is the file, whatever its name is by then."""

    kind: str
    name: str
    inode: int
    offset: int = 0
    data: bytes = b""
    is_folder_synced: bool = False


class Disk(apsw.VFS):
    """Files in memory as the running program sees them, and the record of all that was asked."""

    def __init__(self, name: str) -> None:
        super().__init__(name, base="")
        self.name = name
        self.log: list[Op] = []
        self.acknowledged: list[tuple[int, str]] = []
        """After how many operations which head was acknowledged."""
        self._names: dict[str, int] = {}
        self._files: dict[int, bytearray] = {}

    def acknowledge(self, head: str) -> None:
        """Note that the program was told that all up to `head` is saved."""
        self.acknowledged.append((len(self.log), head))

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """Give the name; there is one folder."""
        return name

    def xOpen(self, name: Any, flags: list[int]) -> "File":  # noqa: N802
        """Open or make a file."""
        called = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        if called not in self._names:
            self._names[called] = len(self._files)
            self._files[self._names[called]] = bytearray()
            self.log.append(Op("create", called, self._names[called]))
        flags[1] = flags[0]
        return File(self, called, self._names[called])

    def xAccess(self, name: str, flags: int) -> bool:  # noqa: N802
        """Say whether a file is there."""
        return name in self._names

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        """Delete a name; the folder is synchronised where SQLite asks for it."""
        inode = self._names.pop(name)
        self.log.append(Op("delete", name, inode, is_folder_synced=bool(syncdir)))


class File:
    """An open file on the simulated disk."""

    def __init__(self, disk: Disk, name: str, inode: int) -> None:
        self._disk, self._name, self._inode = disk, name, inode
        self._data = disk._files[inode]
        self._is_new_journal = disk.log[-1:] == [Op("create", name, inode)] and name.endswith(("-journal", "-wal"))

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        """Give what is there."""
        return bytes(self._data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        """Write, not synchronised yet."""
        _write(self._data, bytes(data), offset)
        self._log("write", offset, bytes(data))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        """Cut or stretch the file."""
        _truncate(self._data, size)
        self._log("truncate", size)

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Synchronise; for a new journal its folder too, as SQLite's Unix file layer does."""
        self._disk.log.append(Op("sync", self._name, self._inode, is_folder_synced=self._is_new_journal))
        self._is_new_journal = False

    def xFileSize(self) -> int:  # noqa: N802
        """Give the size."""
        return len(self._data)

    def xFileControl(self, op: int, pointer: int) -> bool:  # noqa: N802
        """Know no extra."""
        return False

    def xLock(self, level: int) -> None:  # noqa: N802
        """There is one connection only."""

    def xUnlock(self, level: int) -> None:  # noqa: N802
        """There is one connection only."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        """There is one connection only."""
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        """As SQLite's Unix file layer."""
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        """As SQLite's Unix file layer."""
        return _POWERSAFE

    def xClose(self) -> None:  # noqa: N802
        """Close."""

    def _log(self, kind: str, offset: int, data: bytes = b"") -> None:
        self._disk.log.append(Op(kind, self._name, self._inode, offset, data))


class After(NamedTuple):
    """What lies on the disk after a cut, and what had been acknowledged by then."""

    point: int
    acknowledged: int
    """How many acknowledgements had been given."""
    files: dict[str, bytes]

    def lay(self, folder: Path, name: str) -> Path:
        """Write the files into `folder`; give the path of the one that was called `name`."""
        for path in folder.iterdir():
            path.unlink()
        for called, data in self.files.items():
            (folder / called).write_bytes(data)
        return folder / name


def cuts(disk: Disk, mixtures: int = 1, seed: int = 1) -> Iterator[After]:
    """Give what can lie on the disk after a cut at every point: nothing unsynchronised, all of it, and chance mixtures; no state twice."""
    state = _Durable()
    chance = random.Random(seed)
    for point in range(len(disk.log) + 1):
        told = sum(1 for at, _ in disk.acknowledged if at <= point)
        seen: list[dict[str, bytes]] = []
        for way in ("none", "all", *["some"] * mixtures):
            files = state.after_cut(way, chance)
            if files not in seen:
                seen.append(files)
                yield After(point, told, files)
        if point < len(disk.log):
            state.take(disk.log[point])


class _Durable:
    """What is on the disk for certain, and what is still on its way."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.renamings: list[Op] = []
        self.data: dict[int, bytes] = {}
        self.coming: dict[int, list[Op]] = {}

    def take(self, op: Op) -> None:
        """Let one more operation happen."""
        if op.kind in ("create", "delete"):
            self.renamings.append(op)
            self.data.setdefault(op.inode, b"")
            if op.kind == "create" and not op.name.endswith(("-journal", "-wal")):
                self._settle_names()  # the register's own file: `make_file` synchronises its folder
        elif op.kind == "sync":
            self.data[op.inode] = _apply(self.data[op.inode], self.coming.pop(op.inode, []), "all", None)
        else:
            self.coming.setdefault(op.inode, []).append(op)
        if op.is_folder_synced:
            self._settle_names()

    def after_cut(self, way: str, chance: random.Random) -> dict[str, bytes]:
        """Give the files by name; names change in the order in which they were asked to, some of them or all."""
        kept = {"none": 0, "all": len(self.renamings)}.get(way, chance.randint(0, len(self.renamings)))
        names = _rename(self.names, self.renamings[:kept])
        return {name: _apply(self.data[inode], self.coming.get(inode, []), way, chance) for name, inode in names.items()}

    def _settle_names(self) -> None:
        self.names = _rename(self.names, self.renamings)
        self.renamings = []


def _rename(names: dict[str, int], renamings: list[Op]) -> dict[str, int]:
    changed = dict(names)
    for op in renamings:
        if op.kind == "create":
            changed[op.name] = op.inode
        else:
            changed.pop(op.name, None)
    return changed


def _apply(data: bytes, coming: list[Op], way: str, chance: random.Random | None) -> bytes:
    """Give `data` with the writes that are on their way: none, all, or 40 % whole, 20 % torn and 40 % lost."""
    changed = bytearray(data)
    for op in coming:
        share = {"none": 0.0, "all": 1.0}.get(way)
        luck = share if share is not None else (chance.random() if chance else 0.0)
        if op.kind == "truncate":
            if luck >= 0.5:
                _truncate(changed, op.offset)
        elif luck >= 0.6:
            _write(changed, op.data, op.offset)
        elif luck >= 0.4 and chance:
            edges = range(-op.offset % _SECTOR, len(op.data), _SECTOR)
            _write(changed, op.data[: chance.choice(edges) if edges else 0], op.offset)
    return bytes(changed)


def _write(data: bytearray, new: bytes, offset: int) -> None:
    if new:
        data.extend(bytes(max(offset - len(data), 0)))
        data[offset : offset + len(new)] = new


def _truncate(data: bytearray, size: int) -> None:
    del data[size:]
    data.extend(bytes(size - len(data)))
