"""The steps that make a SQLite register, each in one transaction and recorded in `schema_step`. A released step never changes."""

from typing import NamedTuple

APPLICATION = 0x54485231
"""What marks a file as ours (`PRAGMA application_id`): the letters THR1."""


class Step(NamedTuple):
    """One change of the schema."""

    number: int
    name: str
    statements: tuple[str, ...]


_TABLES = (
    f"PRAGMA application_id = {APPLICATION}",
    "CREATE TABLE schema_step (number INTEGER PRIMARY KEY, name TEXT NOT NULL)",
    "CREATE TABLE register (origin TEXT NOT NULL)",
    """CREATE TABLE event (
        seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
        at TEXT NOT NULL, by_role TEXT NOT NULL, body_hash TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (stream, position))""",
    """CREATE TABLE body (
        seq INTEGER PRIMARY KEY REFERENCES event (seq), text TEXT, erased_by INTEGER REFERENCES event (seq),
        CHECK ((text IS NULL) = (erased_by IS NOT NULL)))""",
    """CREATE TABLE card (
        stream TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, prefix TEXT, year INTEGER, number INTEGER,
        state TEXT NOT NULL, stage TEXT NOT NULL, kind TEXT NOT NULL, due TEXT NOT NULL, json TEXT NOT NULL)""",
)
_INDEXES = (
    "CREATE UNIQUE INDEX card_by_reference ON card (prefix, year, number) WHERE number IS NOT NULL",
    "CREATE INDEX card_by_due ON card (due, stream)",
    "CREATE INDEX card_by_state ON card (state, due, stream)",
    "CREATE INDEX card_by_kind ON card (kind, due, stream)",
    "CREATE INDEX card_by_kind_and_state ON card (kind, state, due, stream)",
    "CREATE INDEX card_by_stage ON card (stage, due, stream)",
    "CREATE INDEX card_by_stage_and_state ON card (stage, state, due, stream)",
)
_KEPT = "SELECT RAISE(ABORT, 'the record only grows')"
_APPEND_ONLY = (
    f"CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN {_KEPT}; END",
    f"CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN {_KEPT}; END",
    f"""CREATE TRIGGER body_no_update BEFORE UPDATE ON body
        WHEN NEW.seq IS NOT OLD.seq OR NEW.text IS NOT NULL OR OLD.erased_by IS NOT NULL BEGIN {_KEPT}; END""",
    f"CREATE TRIGGER body_no_delete BEFORE DELETE ON body BEGIN {_KEPT}; END",
    f"CREATE TRIGGER card_no_delete BEFORE DELETE ON card BEGIN {_KEPT}; END",
)

STEPS = (Step(1, "events, bodies, cards", (*_TABLES, *_INDEXES, *_APPEND_ONLY)),)
"""All steps in order."""
