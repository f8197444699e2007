"""Opening a register by its address: a file, memory, or a PostgreSQL server."""

from pathlib import Path

from thresholds import places
from thresholds.records.faults import fault
from thresholds.records.ledger import Ledger
from thresholds.records.register import Register

MEMORY = ":memory:"


def open_register(address: str | Path, *, create: bool = True) -> Register:
    """Give the register at `address`: the path of a file, `postgresql://user@host/name` without a password, or `:memory:`.

    Where there is none, one is made unless `create` is false; the folder is made for the default place only, so that a slip of
    the pen makes no folders. Raises StoreError where it cannot be opened, BadCall where the address holds a password.
    """
    if address == MEMORY:
        from thresholds.records.memory import MemoryShelf

        return Ledger(MemoryShelf())
    if isinstance(address, str) and address.startswith(("postgresql://", "postgres://")):
        from thresholds.records.postgres import PostgresShelf

        return Ledger(PostgresShelf(address, create=create))
    from thresholds.records.sqlite import SqliteShelf

    path = Path(address)
    if create and path == places.register_file():
        _make_folder(path.parent)
    if not create and _is_empty(path):
        raise fault("not-a-register")  # a save would make it one, and reading it would say that nothing was ever written
    return Ledger(SqliteShelf(path, create=create))


def _is_empty(path: Path) -> bool:
    """Say whether a file is there and holds nothing: a copy that failed, or a register that lost everything."""
    try:
        return path.is_file() and path.stat().st_size == 0
    except (OSError, ValueError):
        return False


def _make_folder(folder: Path) -> None:
    """Make `folder` so that only its owner can look into it; what is there stays as it is."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        raise fault("no-folder") from None
