"""Tables of the workspace itself and of its log."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, String, Table, Text

from hiring.store.tables.columns import (
    id_column,
    later_column,
    metadata,
    moment_column,
    numbered_table,
    refers_to,
)

workspace = Table(
    "workspace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("database_id", String(36), nullable=False),
    moment_column("created_at"),
    CheckConstraint("id = 1", name="one_row"),
)

# The secrets that sign scorecards: the newest signs, all of them verify.
card_keys = numbered_table(
    "card_keys",
    id_column(),
    Column("secret", LargeBinary, nullable=False),
    moment_column("made_at"),
)

# `mark` commits to the name with its salt, and words' id to their text: domain/chain.py.
actors = numbered_table(
    "actors",
    id_column(),
    Column("name", Text, nullable=False, unique=True),
    later_column("salt", LargeBinary),
    later_column("mark", String(32)),
)

words = Table(
    "words",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    later_column("salt", LargeBinary),
)

events = numbered_table(
    "events",
    id_column(),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    Column("what", String(40), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("application_id", Integer, nullable=True),
    Column("job_id", Integer, nullable=True),
    Column("from_code", String(200), nullable=True),
    Column("to_code", String(200), nullable=True),
    Column("words_id", String(32), nullable=True),
)

# The chain over the events: one link for each transaction, written by hiring/store/chain.py alone.
links = Table(
    "links",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("first_event", Integer, nullable=False),
    Column("last_event", Integer, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("entries", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("database_role", String(63), nullable=False),
    Column("origin", LargeBinary, nullable=True),
)
