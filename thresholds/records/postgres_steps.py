"""The steps that make a PostgreSQL register, all in the schema `thresholds`, and the rights of those who only write records."""

import re

from thresholds.errors import BadCall
from thresholds.records.sqlite_steps import Step

_TABLES = (
    "CREATE TABLE schema_step (number integer PRIMARY KEY, name text NOT NULL)",
    "CREATE TABLE register (origin text NOT NULL)",
    """CREATE TABLE event (
        seq bigint PRIMARY KEY, stream text COLLATE "C" NOT NULL, position integer NOT NULL, kind text NOT NULL,
        version integer NOT NULL, at text NOT NULL, by_role text NOT NULL, body_hash text NOT NULL, hash text NOT NULL UNIQUE,
        UNIQUE (stream, position))""",
    """CREATE TABLE body (
        seq bigint PRIMARY KEY REFERENCES event (seq), text text, erased_by bigint REFERENCES event (seq),
        CHECK ((text IS NULL) = (erased_by IS NOT NULL)))""",
    """CREATE TABLE card (
        stream text COLLATE "C" PRIMARY KEY, position integer NOT NULL, prefix text, year integer, number integer,
        state text COLLATE "C" NOT NULL, stage text COLLATE "C" NOT NULL, kind text COLLATE "C" NOT NULL,
        due text COLLATE "C" NOT NULL, json text NOT NULL, UNIQUE (prefix, year, number))""",
)
_INDEXES = (
    "CREATE INDEX card_by_due ON card (due, stream)",
    "CREATE INDEX card_by_state ON card (state, due, stream)",
    "CREATE INDEX card_by_kind ON card (kind, due, stream)",
    "CREATE INDEX card_by_kind_and_state ON card (kind, state, due, stream)",
    "CREATE INDEX card_by_stage ON card (stage, due, stream)",
    "CREATE INDEX card_by_stage_and_state ON card (stage, state, due, stream)",
)
_APPEND_ONLY = (
    """CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN RAISE EXCEPTION 'the record only grows' USING ERRCODE = 'restrict_violation'; END$$""",
    """CREATE FUNCTION only_erased() RETURNS trigger LANGUAGE plpgsql AS
        $$BEGIN
            IF NEW.seq = OLD.seq AND NEW.text IS NULL AND OLD.erased_by IS NULL THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'the record only grows' USING ERRCODE = 'restrict_violation';
        END$$""",
    "CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
    "CREATE TRIGGER body_kept BEFORE DELETE OR TRUNCATE ON body FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
    "CREATE TRIGGER body_erased BEFORE UPDATE ON body FOR EACH ROW EXECUTE FUNCTION only_erased()",
    "CREATE TRIGGER card_kept BEFORE DELETE OR TRUNCATE ON card FOR EACH STATEMENT EXECUTE FUNCTION only_grows()",
)

STEPS = (Step(1, "events, bodies, cards", (*_TABLES, *_INDEXES, *_APPEND_ONLY)),)
"""All steps in order; a step that was released never changes."""


def grants(role: str) -> tuple[str, ...]:
    """Give the statements that let `role` read and add, and neither change, delete nor erase what is written.

    The owner runs them once. Cards are derived and may change; `verify` compares them. Raises BadCall for a name that is no role's.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", role):
        raise BadCall("That is not the name of a role.", "Use small letters, digits and underscores.", code="bad-role")
    return (
        f"GRANT USAGE ON SCHEMA thresholds TO {role}",
        f"GRANT SELECT ON thresholds.schema_step, thresholds.register TO {role}",
        f"GRANT SELECT, INSERT ON thresholds.event, thresholds.body TO {role}",
        f"GRANT SELECT, INSERT, UPDATE ON thresholds.card TO {role}",
    )
