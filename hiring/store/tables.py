"""The tables: names, columns and constraints, and no behaviour.

SQLAlchemy Core, not its ORM: docs/decisions/0003 says why. Moments are stored in UTC.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python on both databases, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep it as text on SQLite, without the seven signs of a fraction that is nought."""
        return _short_text() if dialect.name == "sqlite" else super().load_dialect_impl(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without an offset; ValueError."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs an offset from UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its offset, which SQLite does not keep."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _short_text() -> TypeEngine[Any]:
    # Of five moments a person, an application and two events, these signs were a twentieth.
    from sqlalchemy.dialects.sqlite import DATETIME  # noqa: PLC0415 - of no use on a server

    class ShortText(DATETIME):
        def bind_processor(self, dialect: Dialect) -> Any:
            del dialect
            return lambda value: value and value.replace(tzinfo=None).isoformat(" ")

        def literal_processor(self, dialect: Dialect) -> Any:
            del dialect
            return lambda value: f"'{value.replace(tzinfo=None).isoformat(' ')}'"

    made: TypeEngine[Any] = ShortText()  # type: ignore[no-untyped-call]
    return made


ROW_ID = 16  # bytes


def _id() -> Column[Any]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, nullable: bool = False, index: bool = True) -> Column[Any]:
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable, index=index)


def _moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UTCDateTime, nullable=nullable)


def _words(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, default="")


def _later_words(name: str, kind: Any = Text) -> Column[Any]:
    return _later(name, kind, default="")


def _later(name: str, kind: Any, default: Any = None) -> Column[Any]:
    # Added by a migration, so that rows which were there before need a value.
    return Column(name, kind, nullable=False, default=default, server_default=text("''"))


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _table(name: str, *parts: Any) -> Table:
    # An id is never given twice, so that the code of an erased record never names another.
    return Table(name, metadata, *parts, sqlite_autoincrement=True)


workspace = Table(
    "workspace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("database_id", String(36), nullable=False),
    _moment("created_at"),
    CheckConstraint("id = 1", name="one_row"),
)

# The secrets that sign scorecards: the newest signs, all of them verify.
card_keys = _table(
    "card_keys",
    _id(),
    Column("secret", LargeBinary, nullable=False),
    _moment("made_at"),
)

# `mark` commits to the name with its salt, and words' id to their text: domain/chain.py.
actors = _table(
    "actors",
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _later("salt", LargeBinary),
    _later("mark", String(32)),
)

words = Table(
    "words",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    _later("salt", LargeBinary),
)

events = _table(
    "events",
    _id(),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
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

jobs = _table(
    "jobs",
    _id(),
    Column("code", String(40), nullable=False, unique=True),
    Column("role", String(60), nullable=False),
    Column("family", String(20), nullable=False, index=True),
    Column("level", String(20), nullable=True),
    Column("focus", String(20), nullable=True),
    Column("scope", String(20), nullable=True),
    Column("archetype", String(60), nullable=True),
    Column("status", String(10), nullable=False, default="open"),
    Column("title", Text, nullable=False),
    _words("not_expected"),
    _words("team"),
    _words("location"),
    Column("remote", String(10), nullable=True),
    Column("employment_type", String(20), nullable=True),
    Column("pay_min", BigInteger, nullable=True),
    Column("pay_max", BigInteger, nullable=True),
    Column("pay_currency", String(3), nullable=True),
    Column("pay_period", String(10), nullable=True),
    Column("headcount", Integer, nullable=False, default=1),
    _words("hiring_manager"),
    _words("recruiter"),
    _words("deliverable"),
    _words("expect_30"),
    _words("expect_90"),
    _words("expect_180"),
    _moment("opened_at"),
    _moment("closed_at", nullable=True),
    *(_later_words(name) for name in ("tools", "growth", "people", "data", "mission", "benefits")),
    *(_later_words(name) for name in ("country", "remote_from", "apply")),
    _later_words("closes", String(10)),
    CheckConstraint("pay_min <= pay_max", name="pay_order"),
    CheckConstraint("headcount > 0", name="headcount"),
    _one_of("status", "open", "closed"),
    _one_of("remote", "onsite", "hybrid", "remote"),
    _one_of("pay_period", "hour", "day", "week", "month", "year"),
)

job_revisions = _table(
    "job_revisions",
    _id(),
    _ref("job_id", "jobs", index=False),
    Column("number", Integer, nullable=False),
    Column("rubric_version", String(40), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("snapshot", Text, nullable=False),
    _moment("made_at"),
    UniqueConstraint("job_id", "number"),
)

# The ad as it was published: the whole of it as JSON, its text, and its pay to be asked for.
advertisements = _table(
    "advertisements",
    _id(),
    _ref("job_id", "jobs", index=False),
    Column("number", Integer, nullable=False),
    _ref("revision_id", "job_revisions", index=False),
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
    _moment("published_at"),
    _ref("actor_id", "actors", index=False),
    UniqueConstraint("job_id", "number"),
)

candidates = _table(
    "candidates",
    _id(),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=True),
    _words("phone"),
    _words("company"),
    _words("headline"),
    _words("location"),
    _words("links"),
    _words("tags"),
    _words("note"),
    _words("source"),
    _words("source_detail"),
    _moment("added_at"),
    _later_words("more_emails"),
    _later_words("extra"),
    _ref("merged_into", "candidates", nullable=True, index=False),
    # By which an erasure is known in backups too, and nothing else: it is random.
    _later("row_id", LargeBinary, default=lambda: secrets.token_bytes(ROW_ID)),
    _moment("erased_at", nullable=True),
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
    _ref("candidate_id", "candidates", index=False),
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
merges = _table(
    "merges",
    _id(),
    _ref("kept_id", "candidates"),
    _ref("merged_id", "candidates"),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
    Column("restore", Text, nullable=False),
    _moment("undone_at", nullable=True),
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

applications = _table(
    "applications",
    _id(),
    _ref("candidate_id", "candidates"),
    _ref("job_id", "jobs", index=False),
    _ref("revision_id", "job_revisions", index=False),
    Column("stage", String(20), nullable=False),
    Column("source", String(60), nullable=False),
    _words("source_detail"),
    _moment("applied_at"),
    _moment("stage_since"),
    _moment("frozen_at", nullable=True),
    _later_words("extra"),
    _one_of(
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

hypotheses = _table(
    "hypotheses",
    _id(),
    _ref("application_id", "applications"),
    Column("competency", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("origin", String(20), nullable=False),
    _words("evidence"),
    _words("url"),
    Column("signal", Integer, nullable=True),
    _moment("added_at"),
    Column("late", Boolean, nullable=False, default=False),
    _moment("dropped_at", nullable=True),
    CheckConstraint("signal BETWEEN 1 AND 5", name="signal"),
    _one_of("kind", "strength", "weak"),
    _one_of("origin", "role default", "team"),
)

interviewers = _table(
    "interviewers",
    _id(),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
)

interviews = _table(
    "interviews",
    _id(),
    _ref("application_id", "applications"),
    Column("step", String(60), nullable=False),
    Column("step_name", Text, nullable=False),
    _moment("starts_at", nullable=True),
    Column("minutes", Integer, nullable=False),
    Column("status", String(10), nullable=False, default="planned"),
    _moment("planned_at"),
    _one_of("status", "planned", "cancelled"),
    Index("ix_interviews_starts_at", "starts_at"),
)

scorecards = _table(
    "scorecards",
    _id(),
    _ref("interview_id", "interviews", index=False),
    _ref("interviewer_id", "interviewers"),
    Column("reference", LargeBinary, nullable=False, unique=True),
    _moment("sent_at", nullable=True),
    _moment("recorded_at", nullable=True),
    Column("version", Integer, nullable=False, default=0),
    UniqueConstraint("interview_id", "interviewer_id"),
)

scorecard_versions = _table(
    "scorecard_versions",
    _id(),
    _ref("scorecard_id", "scorecards", index=False),
    Column("number", Integer, nullable=False),
    _ref("revision_id", "job_revisions", index=False),
    Column("overall", String(20), nullable=False),
    _words("overall_raw"),
    _words("overall_note"),
    Column("content_hash", String(64), nullable=False),
    Column("file_hash", String(64), nullable=False),
    _moment("recorded_at"),
    _later_words("submitted_by"),
    _moment("submitted_at", nullable=True),
    _later_words("source", String(40)),
    _one_of("overall", "strong_yes", "yes", "no", "strong_no", "no_decision"),
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
    _moment("kept_at"),
)

# Every new file that came back for a card, taken or not; `gaps` counts what was not filled in yet.
arrivals = _table(
    "arrivals",
    _id(),
    _ref("scorecard_id", "scorecards"),
    _moment("at"),
    Column("file_hash", String(64), nullable=False),
    Column("state", String(10), nullable=False),
    Column("gaps", Integer, nullable=False),
    Column("faults", Integer, nullable=False),
    _one_of("state", "recorded", "refused"),
)

# Mails that were drafted: a card for its interviewer, or a reply on one that was refused. A card's
# is "unfinished" from before its file is written until after; the file's hash tells it unedited.
mail_drafts = _table(
    "mail_drafts",
    _id(),
    _ref("scorecard_id", "scorecards"),
    Column("kind", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
    Column("file_hash", String(64), nullable=True),
    _one_of("kind", "unfinished", "card", "reply"),
    UniqueConstraint("scorecard_id", "kind", "number"),
)

ratings = _table(
    "ratings",
    _id(),
    _ref("version_id", "scorecard_versions", index=False),
    Column("competency", String(60), nullable=False),
    Column("level", Integer, nullable=True),
    Column("raw_value", Text, nullable=False),
    Column("scale", String(40), nullable=False),
    _words("evidence"),
    CheckConstraint("level > 0", name="level"),
    UniqueConstraint("version_id", "competency"),
)

resolutions = _table(
    "resolutions",
    _id(),
    _ref("application_id", "applications"),
    Column("competency", String(60), nullable=False),
    Column("line", String(10), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("settled_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    _moment("at"),
    _one_of("line", "bar", "strength"),
    _one_of("outcome", "met", "not_met"),
)

assessments = _table(
    "assessments",
    _id(),
    _ref("application_id", "applications"),
    _ref("revision_id", "job_revisions"),
    Column("recommendation", String(20), nullable=False),
    Column("content", Text, nullable=False),
    _moment("at"),
)

decisions = _table(
    "decisions",
    _id(),
    _ref("application_id", "applications"),
    _ref("assessment_id", "assessments", index=False),
    Column("action", String(10), nullable=False),
    Column("from_stage", String(20), nullable=False),
    Column("to_stage", String(20), nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("override", Text, nullable=True),
    Column("missing_cards", Text, nullable=False, default="[]"),
    _ref("actor_id", "actors", index=False),
    _moment("at"),
    _one_of("action", "advance", "offer", "hire", "reject", "withdraw"),
)

# What a person sent and we keep, such as a CV: the file lies in the workspace's `attachments/`,
# named by the hash of its bytes.
attachments = _table(
    "attachments",
    _id(),
    _ref("candidate_id", "candidates"),
    Column("name", Text, nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    _moment("kept_at"),
    _ref("actor_id", "actors", index=False),
)

# What a person was told of what is kept about them. Days are ISO 8601.
notices = _table(
    "notices",
    _id(),
    _ref("candidate_id", "candidates"),
    Column("version", Text, nullable=False),
    Column("given_on", String(10), nullable=False),
    Column("basis", String(40), nullable=False),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
)

# A person's agreement to be kept for other jobs.
consents = _table(
    "consents",
    _id(),
    _ref("candidate_id", "candidates"),
    Column("given_on", String(10), nullable=False),
    Column("expires_on", String(10), nullable=False),
    _words("note"),
    Column("withdrawn_on", String(10), nullable=True),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
)

# A charge or claim that forbids to erase; as long as none was released, nothing of them goes.
legal_holds = _table(
    "legal_holds",
    _id(),
    _ref("candidate_id", "candidates"),
    Column("because", Text, nullable=False),
    _moment("set_at"),
    _ref("actor_id", "actors", index=False),
    _moment("released_at", nullable=True),
    _words("released_because"),
)

# What people asked for by right, and by when it is due.
privacy_requests = _table(
    "privacy_requests",
    _id(),
    _ref("candidate_id", "candidates", nullable=True),
    Column("kind", String(20), nullable=False),
    _words("who"),
    _words("note"),
    Column("received_on", String(10), nullable=False),
    Column("due_on", String(10), nullable=False),
    _words("extended_because"),
    Column("done_on", String(10), nullable=True),
    _words("outcome"),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
    _one_of("kind", "access", "correct", "erase", "restrict", "port", "object", "explain"),
)

# What a person asked for to be interviewed fairly and what they got; no card and no score sees it.
accommodations = _table(
    "accommodations",
    _id(),
    _ref("application_id", "applications"),
    Column("kind", String(20), nullable=False),
    Column("step", String(60), nullable=True),
    Column("asked", Text, nullable=False),
    Column("asked_on", String(10), nullable=False),
    _words("granted"),
    Column("granted_on", String(10), nullable=True),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
    _one_of("kind", "adjustment", "extra time", "alternative"),
)

# Where an application's interviews are not those of its plan, and why.
deviations = _table(
    "deviations",
    _id(),
    _ref("application_id", "applications"),
    Column("step", String(60), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("because", Text, nullable=False),
    _moment("at"),
    _ref("actor_id", "actors", index=False),
    _one_of("kind", "skipped", "extra"),
)
