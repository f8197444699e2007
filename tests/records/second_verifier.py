"""A second verifier, written from docs/register.md with the standard library alone: does the chain of a SQLite register hold? (T06)"""

import hashlib
import json
import sqlite3
from typing import Any


def sha(value: Any) -> str:
    """Give the SHA-256 of the value's canonical JSON; its keys are ASCII."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def first_fault(con: sqlite3.Connection) -> int:
    """Give the number of the first event that does not hold, 0 where all do."""
    [(origin,)] = con.execute("SELECT origin FROM register")
    previous, last = sha({"origin": origin}), {}
    bodies = {seq: (text, by) for seq, text, by in con.execute("SELECT seq, text, erased_by FROM body")}
    erasures = {}
    rows = con.execute("SELECT seq, stream, position, kind, version, at, by_role, body_hash, hash FROM event ORDER BY seq")
    for expected, row in enumerate(rows, 1):
        named = dict(zip(("seq", "stream", "position", "kind", "version", "at", "by_role", "body_hash"), row, strict=False))
        last[row[1]] = last.get(row[1], 0) + 1
        text, by = bodies.get(row[0], (None, None))
        if row[0] != expected or row[2] != last[row[1]] or sha({**named, "previous": previous}) != row[8]:
            return expected
        if (by is None) if text is None else hashlib.sha256(text.encode()).hexdigest() != row[7]:
            return expected
        if row[3] == "body-erased" and text is not None:
            erasures[row[0]] = (row[1], json.loads(text)["body"]["position"])
        previous = row[8]
    for seq, stream, position in con.execute("SELECT seq, stream, position FROM event"):
        text, by = bodies[seq]
        if text is None and erasures.get(by) != (stream, position):
            return int(seq)
    return 0
