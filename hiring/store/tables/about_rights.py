"""Tables of what people sent, were told, agreed to and asked for."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Text

from hiring.store.tables.columns import (
    id_column,
    moment_column,
    numbered_table,
    one_of,
    refers_to,
    text_column,
)

# What a person sent and we keep, such as a CV: the file lies in the workspace's `attachments/`,
# named by the hash of its bytes.
attachments = numbered_table(
    "attachments",
    id_column(),
    refers_to("candidate_id", "candidates"),
    Column("name", Text, nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    moment_column("kept_at"),
    refers_to("actor_id", "actors", index=False),
)

# What a person was told of what is kept about them. Days are ISO 8601.
notices = numbered_table(
    "notices",
    id_column(),
    refers_to("candidate_id", "candidates"),
    Column("version", Text, nullable=False),
    Column("given_on", String(10), nullable=False),
    Column("basis", String(40), nullable=False),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
)

# A person's agreement to be kept for other jobs.
consents = numbered_table(
    "consents",
    id_column(),
    refers_to("candidate_id", "candidates"),
    Column("given_on", String(10), nullable=False),
    Column("expires_on", String(10), nullable=False),
    text_column("note"),
    Column("withdrawn_on", String(10), nullable=True),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
)

# A charge or claim that forbids to erase; as long as none was released, nothing of them goes.
legal_holds = numbered_table(
    "legal_holds",
    id_column(),
    refers_to("candidate_id", "candidates"),
    Column("because", Text, nullable=False),
    moment_column("set_at"),
    refers_to("actor_id", "actors", index=False),
    moment_column("released_at", nullable=True),
    text_column("released_because"),
)

# What people asked for by right, and by when it is due.
privacy_requests = numbered_table(
    "privacy_requests",
    id_column(),
    refers_to("candidate_id", "candidates", nullable=True),
    Column("kind", String(20), nullable=False),
    text_column("who"),
    text_column("note"),
    Column("received_on", String(10), nullable=False),
    Column("due_on", String(10), nullable=False),
    text_column("extended_because"),
    Column("done_on", String(10), nullable=True),
    text_column("outcome"),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    one_of("kind", "access", "correct", "erase", "restrict", "port", "object", "explain"),
)

# What a person asked for to be interviewed fairly and what they got; no card and no score sees it.
accommodations = numbered_table(
    "accommodations",
    id_column(),
    refers_to("application_id", "applications"),
    Column("kind", String(20), nullable=False),
    Column("step", String(60), nullable=True),
    Column("asked", Text, nullable=False),
    Column("asked_on", String(10), nullable=False),
    text_column("granted"),
    Column("granted_on", String(10), nullable=True),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    one_of("kind", "adjustment", "extra time", "alternative"),
)

# Where an application's interviews are not those of its plan, and why.
deviations = numbered_table(
    "deviations",
    id_column(),
    refers_to("application_id", "applications"),
    Column("step", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("because", Text, nullable=False),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    one_of("kind", "skipped", "extra"),
)
