"""What a job offers and where one applies, and every advertisement as it was published.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WORDS = (
    "tools",
    "growth",
    "people",
    "data",
    "mission",
    "benefits",
    "country",
    "remote_from",
    "apply",
)


def upgrade() -> None:
    # Not in a batch: SQLite would copy the table, and write its constraints in another order.
    nothing = sa.text("''")
    for name in _WORDS:
        op.add_column("jobs", sa.Column(name, sa.Text(), server_default=nothing, nullable=False))
    closes = sa.Column("closes", sa.String(length=10), server_default=nothing, nullable=False)
    op.add_column("jobs", closes)
    op.create_table(
        "advertisements",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("posted", sa.String(length=10), nullable=False),
        sa.Column("closes", sa.String(length=10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("pay_min", sa.BigInteger(), nullable=True),
        sa.Column("pay_max", sa.BigInteger(), nullable=True),
        sa.Column("pay_currency", sa.String(length=3), nullable=True),
        sa.Column("pay_period", sa.String(length=10), nullable=True),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_advertisements_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_advertisements_job_id_jobs")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["job_revisions.id"],
            name=op.f("fk_advertisements_revision_id_job_revisions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advertisements")),
        sa.UniqueConstraint("job_id", "number", name=op.f("uq_advertisements_job_id_number")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("advertisements")
    for name in ("closes", *reversed(_WORDS)):
        op.execute(sa.text(f'ALTER TABLE jobs DROP COLUMN "{name}"'))
