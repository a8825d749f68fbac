"""Tables of jobs, the rubrics they hire by, and their advertisements."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Integer,
    String,
    Text,
    UniqueConstraint,
)

from hiring.store.tables.columns import (
    id_column,
    later_text_column,
    moment_column,
    numbered_table,
    one_of,
    refers_to,
    text_column,
)

jobs = numbered_table(
    "jobs",
    id_column(),
    Column("code", String(40), nullable=False, unique=True),
    Column("role", String(60), nullable=False),
    Column("family", String(20), nullable=False, index=True),
    Column("level", String(20), nullable=True),
    Column("focus", String(20), nullable=True),
    Column("scope", String(20), nullable=True),
    Column("archetype", String(60), nullable=True),
    Column("status", String(10), nullable=False, default="open"),
    Column("title", Text, nullable=False),
    text_column("not_expected"),
    text_column("team"),
    text_column("location"),
    Column("remote", String(10), nullable=True),
    Column("employment_type", String(20), nullable=True),
    Column("pay_min", BigInteger, nullable=True),
    Column("pay_max", BigInteger, nullable=True),
    Column("pay_currency", String(3), nullable=True),
    Column("pay_period", String(10), nullable=True),
    Column("headcount", Integer, nullable=False, default=1),
    text_column("hiring_manager"),
    text_column("recruiter"),
    text_column("deliverable"),
    text_column("expect_30"),
    text_column("expect_90"),
    text_column("expect_180"),
    moment_column("opened_at"),
    moment_column("closed_at", nullable=True),
    *(
        later_text_column(name)
        for name in ("tools", "growth", "people", "data", "mission", "benefits")
    ),
    *(later_text_column(name) for name in ("country", "remote_from", "apply")),
    later_text_column("closes", String(10)),
    CheckConstraint("pay_min <= pay_max", name="pay_order"),
    CheckConstraint("headcount > 0", name="headcount"),
    one_of("status", "open", "closed"),
    one_of("remote", "onsite", "hybrid", "remote"),
    one_of("pay_period", "hour", "day", "week", "month", "year"),
)

job_revisions = numbered_table(
    "job_revisions",
    id_column(),
    refers_to("job_id", "jobs", index=False),
    Column("number", Integer, nullable=False),
    Column("rubric_version", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("snapshot", Text, nullable=False),
    moment_column("made_at"),
    UniqueConstraint("job_id", "number"),
)

# The ad as it was published: the whole of it as JSON, its text, and its pay to be asked for.
advertisements = numbered_table(
    "advertisements",
    id_column(),
    refers_to("job_id", "jobs", index=False),
    Column("number", Integer, nullable=False),
    refers_to("revision_id", "job_revisions", index=False),
    Column("posted", String(10), nullable=False),
    Column("closes", String(10), nullable=False),
    Column("title", Text, nullable=False),
    Column("pay_min", BigInteger, nullable=True),
    Column("pay_max", BigInteger, nullable=True),
    Column("pay_currency", String(3), nullable=True),
    Column("pay_period", String(10), nullable=True),
    Column("snapshot", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    moment_column("published_at"),
    refers_to("actor_id", "actors", index=False),
    UniqueConstraint("job_id", "number"),
)
