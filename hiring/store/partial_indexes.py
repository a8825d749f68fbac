"""The keys that hold for some rows only; the database has them, Alembic compares them.

They stand apart because naming a PostgreSQL option loads that whole dialect, which every command
on SQLite would wait for.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from hiring.store.tables import applications, candidates, hypotheses

_OPEN = text("stage NOT IN ('hired', 'rejected', 'withdrawn')")
_LIVE = text("dropped_at IS NULL")
_MERGED = text("merged_into IS NOT NULL")

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
)
