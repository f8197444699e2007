"""What can go wrong with a store, in two plain sentences each. No foreign message is passed on: it may hold what somebody typed."""

import sqlite3

from thresholds.errors import StoreError

_TRY_AGAIN = "Nothing was saved; try again in a moment."
_WORDS = {
    "locked": ("Someone else is writing in the record, and it stayed busy for five seconds.", _TRY_AGAIN),
    "full": ("There is no room left for the record.", "Nothing was saved; make room on the disk, then save again."),
    "read-only": (
        "The record can be read here, but not written.",
        "Nothing was saved; ask for the right to write, or choose another place.",
    ),
    "damaged": ("The record is damaged.", "Run `escalation verify` to see where, then restore a backup."),
    "not-a-register": ("The file at that place is not a register.", "Choose another file; this one was left as it is."),
    "newer-register": (
        "The register was made by a newer version of this program.",
        "Bring this program up to date; the register was left as it is.",
    ),
    "no-register": ("There is no register at that place.", "Look at the address, or make one by saving the first record."),
    "no-folder": ("The register cannot be made in that folder.", "Choose a folder that is there and that you may write to."),
    "cannot-open": ("The register cannot be opened.", "Look whether you may read the file and its folder."),
    "disk": (
        "The disk failed to read or write the record.",
        "Look at the disk and its free space, then read the record again before you repeat the save.",
    ),
    "refused": ("The store refused to change what is written: the record only grows.", "Add a note that corrects it."),
    "closed": ("The register was closed.", "Open it again."),
    "wal": (
        "The register is in write-ahead mode, and this version of SQLite can damage such a file.",
        "Run the program with SQLite 3.51.3 or newer, or let someone who has it set the file to `journal_mode=DELETE`.",
    ),
    "unsafe-settings": (
        "The register could not be opened with the settings that keep it safe.",
        "Close other programs that use the file, then try again.",
    ),
    "wrong-password": (
        "The server did not let you in.",
        "Put the right password in your password file (pgpass), and look at the user's name in the address.",
    ),
    "server-away": ("The server of the register cannot be reached.", "Look at the address and the network, then try again."),
    "unsure": ("The server went away while it was saving.", "It may have been saved or not: read the record again before you repeat it."),
    "no-right": ("Your user of the database may not do that.", "Ask the owner of the register."),
    "needs-owner": (
        "The register has not been set up for this version of the program.",
        "Ask its owner to open it once with this version.",
    ),
    "unsafe-server": (
        "The server is set up so that it can lose what it said was saved.",
        "Ask its owner to switch fsync, full_page_writes and synchronous_commit on, and to use UTF-8.",
    ),
    "no-driver": ("The PostgreSQL driver is not installed.", "Install the program with its extra `postgres`."),
    "store": ("The store failed in a way that it should not.", "Read the record again, then repeat what you did."),
}


def fault(code: str) -> StoreError:
    """Give the error of kind `code`."""
    says, help = _WORDS[code]
    return StoreError(says, help, code=code)


_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_CANTOPEN: "cannot-open",
    sqlite3.SQLITE_PERM: "cannot-open",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CONSTRAINT: "refused",
}


def from_sqlite(error: sqlite3.Error | UnicodeError) -> StoreError:
    """Give our error for one of SQLite's, or of Python's where SQLite's own words are damaged; the only place where that happens."""
    number = getattr(error, "sqlite_errorcode", None)
    if isinstance(number, int):
        return fault(_BY_SQLITE.get(number & 0xFF, "store"))
    if isinstance(error, sqlite3.OperationalError | UnicodeError):  # no number: a text that is no UTF-8
        return fault("damaged")
    return fault("closed" if isinstance(error, sqlite3.ProgrammingError) else "store")
