"""The keys that hold for some rows only; the database has them, Alembic compares them.

They stand apart because naming a PostgreSQL option loads that whole dialect, which every command
on SQLite would wait for.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from hiring.store.tables import applications, candidates, events, hypotheses, scorecards

_OPEN = text("stage NOT IN ('hired', 'rejected', 'withdrawn')")
_LIVE = text("dropped_at IS NULL")
_MERGED = text("merged_into IS NOT NULL")
_ERASED = text("erased_at IS NOT NULL")
_IN_A_STAGE = text("stage NOT IN ('rejected', 'withdrawn')")
_OF_AN_APPLICATION = text("application_id IS NOT NULL")
_MISSING = text("recorded_at IS NULL")

PARTIAL_INDEXES = (
    Index(
        "uq_applications_open",
        applications.c.candidate_id,
        applications.c.job_id,
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index(
        "uq_hypotheses_live",
        hypotheses.c.application_id,
        hypotheses.c.competency,
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    ),
    Index(
        "ix_candidates_merged_into",
        candidates.c.merged_into,
        sqlite_where=_MERGED,
        postgresql_where=_MERGED,
    ),
    Index(
        "ix_candidates_erased_at",
        candidates.c.erased_at,
        sqlite_where=_ERASED,
        postgresql_where=_ERASED,
    ),
    # Most applications end rejected: those are found without an index, and fill none.
    Index(
        "ix_applications_stage",
        applications.c.stage,
        applications.c.candidate_id,
        sqlite_where=_IN_A_STAGE,
        postgresql_where=_IN_A_STAGE,
    ),
    Index(
        "ix_events_application_id",
        events.c.application_id,
        sqlite_where=_OF_AN_APPLICATION,
        postgresql_where=_OF_AN_APPLICATION,
    ),
    Index(
        "ix_scorecards_missing",
        scorecards.c.interview_id,
        sqlite_where=_MISSING,
        postgresql_where=_MISSING,
    ),
)
