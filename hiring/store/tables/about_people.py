"""Tables of candidates, of how they are found, and of who is one person."""

from __future__ import annotations

import secrets

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from hiring.store.tables.columns import (
    ROW_ID,
    id_column,
    later_column,
    later_text_column,
    metadata,
    moment_column,
    numbered_table,
    refers_to,
    text_column,
)

candidates = numbered_table(
    "candidates",
    id_column(),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=True),
    text_column("phone"),
    text_column("company"),
    text_column("headline"),
    text_column("location"),
    text_column("links"),
    text_column("tags"),
    text_column("note"),
    text_column("source"),
    text_column("source_detail"),
    moment_column("added_at"),
    later_text_column("more_emails"),
    later_text_column("extra"),
    refers_to("merged_into", "candidates", nullable=True, index=False),
    # By which an erasure is known in backups too, and nothing else: it is random.
    later_column("row_id", LargeBinary, default=lambda: secrets.token_bytes(ROW_ID)),
    moment_column("erased_at", nullable=True),
)

# What each database makes in its own way, by the migrations alone: search and funnel.
MADE_APART = ("candidate_search", "funnel_progress", "funnel_tally")
# The functions that triggers of ours call on a server.
FUNCTIONS = (
    *("events_append_only", "links_append_only", "recorded_cards_stay"),
    *("funnel_follows", "funnel_carries"),
)


def is_made_apart(name: str) -> bool:
    """Tell whether a table is ours, though not of `metadata`; SQLite's search has tables below."""
    return name in MADE_APART or name.startswith(f"{MADE_APART[0]}_")


# Every address of a person, folded: it belongs to one person. What is written below of a person
# (`emails`, `match_keys`, `candidate_search`, `name_words`) follows from their row in `candidates`
# and is written by hiring/store/indexing.py alone.
emails = Table(
    "emails",
    metadata,
    Column("key", Text, primary_key=True),
    refers_to("candidate_id", "candidates", index=False),
    sqlite_with_rowid=False,
)

# Hashes of what may tell one person twice: the end of a phone number, a profile's address, a name.
match_keys = Table(
    "match_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "candidate_id",
        Integer,
        ForeignKey("candidates.id"),
        primary_key=True,
        autoincrement=False,
    ),
    sqlite_with_rowid=False,
)

# The words that names are made of, for those who mistype them.
name_words = Table(
    "name_words",
    metadata,
    Column("word", Text, primary_key=True),
    sqlite_with_rowid=False,
)

# What another system calls a record of ours; `kind` is the letter of our code.
remote_ids = Table(
    "remote_ids",
    metadata,
    Column("system", String(40), primary_key=True),
    Column("kind", String(1), primary_key=True),
    Column("remote_id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# `restore` is JSON: what the merge changed, so that it can be undone.
merges = numbered_table(
    "merges",
    id_column(),
    refers_to("kept_id", "candidates"),
    refers_to("merged_id", "candidates"),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    Column("restore", Text, nullable=False),
    moment_column("undone_at", nullable=True),
)

# Two people of whom somebody said that they are not one, the lower number first.
distinct_people = Table(
    "distinct_people",
    metadata,
    *(
        Column(name, Integer, ForeignKey("candidates.id"), primary_key=True, autoincrement=False)
        for name in ("low_id", "high_id")
    ),
    sqlite_with_rowid=False,
)
