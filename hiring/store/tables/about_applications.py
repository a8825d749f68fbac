"""Tables of applications: interviews, scorecards, assessments and decisions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from hiring.store.tables.columns import (
    id_column,
    later_text_column,
    metadata,
    moment_column,
    numbered_table,
    one_of,
    refers_to,
    text_column,
)

applications = numbered_table(
    "applications",
    id_column(),
    refers_to("candidate_id", "candidates"),
    refers_to("job_id", "jobs", index=False),
    refers_to("revision_id", "job_revisions", index=False),
    Column("stage", String(20), nullable=False),
    Column("source", String(60), nullable=False),
    text_column("source_detail"),
    moment_column("applied_at"),
    moment_column("stage_since"),
    moment_column("frozen_at", nullable=True),
    later_text_column("extra"),
    one_of(
        "stage",
        "applied",
        "screen",
        "interviewing",
        "debrief",
        "offer",
        "hired",
        "rejected",
        "withdrawn",
    ),
    Index("ix_applications_job_id_stage", "job_id", "stage", "candidate_id"),
)

hypotheses = numbered_table(
    "hypotheses",
    id_column(),
    refers_to("application_id", "applications"),
    Column("competency", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("origin", String(20), nullable=False),
    text_column("evidence"),
    text_column("url"),
    Column("signal", Integer, nullable=True),
    moment_column("added_at"),
    Column("late", Boolean, nullable=False, default=False),
    moment_column("dropped_at", nullable=True),
    CheckConstraint("signal BETWEEN 1 AND 5", name="signal"),
    one_of("kind", "strength", "weak"),
    one_of("origin", "role default", "team"),
)

interviewers = numbered_table(
    "interviewers",
    id_column(),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
)

interviews = numbered_table(
    "interviews",
    id_column(),
    refers_to("application_id", "applications"),
    Column("step", String(60), nullable=False),
    Column("step_name", Text, nullable=False),
    moment_column("starts_at", nullable=True),
    Column("minutes", Integer, nullable=False),
    Column("status", String(10), nullable=False, default="planned"),
    moment_column("planned_at"),
    one_of("status", "planned", "cancelled"),
    Index("ix_interviews_starts_at", "starts_at"),
)

scorecards = numbered_table(
    "scorecards",
    id_column(),
    refers_to("interview_id", "interviews", index=False),
    refers_to("interviewer_id", "interviewers"),
    Column("reference", LargeBinary, nullable=False, unique=True),
    moment_column("sent_at", nullable=True),
    moment_column("recorded_at", nullable=True),
    Column("version", Integer, nullable=False, default=0),
    UniqueConstraint("interview_id", "interviewer_id"),
)

scorecard_versions = numbered_table(
    "scorecard_versions",
    id_column(),
    refers_to("scorecard_id", "scorecards", index=False),
    Column("number", Integer, nullable=False),
    refers_to("revision_id", "job_revisions", index=False),
    Column("overall", String(20), nullable=False),
    text_column("overall_raw"),
    text_column("overall_note"),
    Column("content_hash", String(64), nullable=False),
    Column("file_hash", String(64), nullable=False),
    moment_column("recorded_at"),
    later_text_column("submitted_by"),
    moment_column("submitted_at", nullable=True),
    later_text_column("source", String(40)),
    one_of("overall", "strong_yes", "yes", "no", "strong_no", "no_decision"),
    UniqueConstraint("scorecard_id", "number"),
)

# The very files that ratings came from, by the hash of their bytes.
originals = Table(
    "originals",
    metadata,
    Column("file_hash", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("content", LargeBinary, nullable=False),
    moment_column("kept_at"),
)

# Every new file that came back for a card, taken or not; `gaps` counts what was not filled in yet.
arrivals = numbered_table(
    "arrivals",
    id_column(),
    refers_to("scorecard_id", "scorecards"),
    moment_column("at"),
    Column("file_hash", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("gaps", Integer, nullable=False),
    Column("faults", Integer, nullable=False),
    one_of("state", "recorded", "refused"),
)

# Mails that were drafted: a card for its interviewer, or a reply on one that was refused. A card's
# is "unfinished" from before its file is written until after; the file's hash tells it unedited.
mail_drafts = numbered_table(
    "mail_drafts",
    id_column(),
    refers_to("scorecard_id", "scorecards"),
    Column("kind", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    moment_column("at"),
    refers_to("actor_id", "actors", index=False),
    Column("file_hash", String(64), nullable=True),
    one_of("kind", "unfinished", "card", "reply"),
    UniqueConstraint("scorecard_id", "kind", "number"),
)

ratings = numbered_table(
    "ratings",
    id_column(),
    refers_to("version_id", "scorecard_versions", index=False),
    Column("competency", String(60), nullable=False),
    Column("level", Integer, nullable=True),
    Column("raw_value", Text, nullable=False),
    Column("scale", String(40), nullable=False),
    text_column("evidence"),
    CheckConstraint("level > 0", name="level"),
    UniqueConstraint("version_id", "competency"),
)

resolutions = numbered_table(
    "resolutions",
    id_column(),
    refers_to("application_id", "applications"),
    Column("competency", String(60), nullable=False),
    Column("line", String(10), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    moment_column("at"),
    one_of("line", "bar", "strength"),
    one_of("outcome", "met", "not_met"),
)

assessments = numbered_table(
    "assessments",
    id_column(),
    refers_to("application_id", "applications"),
    refers_to("revision_id", "job_revisions"),
    Column("recommendation", String(20), nullable=False),
    Column("content", Text, nullable=False),
    moment_column("at"),
)

decisions = numbered_table(
    "decisions",
    id_column(),
    refers_to("application_id", "applications"),
    refers_to("assessment_id", "assessments", index=False),
    Column("action", String(10), nullable=False),
    Column("from_stage", String(20), nullable=False),
    Column("to_stage", String(20), nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("override", Text, nullable=True),
    Column("missing_cards", Text, nullable=False, default="[]"),
    refers_to("actor_id", "actors", index=False),
    moment_column("at"),
    one_of("action", "advance", "offer", "hire", "reject", "withdraw"),
)
