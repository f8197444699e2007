"""What must not be lost: an append-only record of events in one hash chain, in memory, in SQLite or in PostgreSQL.

Only this room imports a database driver. `opening.open_register` gives a `register.Register`; see docs/register.md.
"""
