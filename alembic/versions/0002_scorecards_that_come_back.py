"""Keep several card keys, the files that came back, their arrivals, and the mails drafted.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card_keys",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_keys")),
        sqlite_autoincrement=True,
    )
    op.execute("INSERT INTO card_keys (secret, made_at) SELECT card_key, created_at FROM workspace")
    with op.batch_alter_table("workspace") as batch:
        batch.drop_column("card_key")
    op.create_table(
        "originals",
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("file_hash", name=op.f("pk_originals")),
    )
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("gaps", sa.Integer(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.CheckConstraint("state IN ('recorded', 'refused')", name=op.f("ck_arrivals_state")),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecards.id"], name=op.f("fk_arrivals_scorecard_id_scorecards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("arrivals") as batch:
        batch.create_index(op.f("ix_arrivals_scorecard_id"), ["scorecard_id"], unique=False)
    op.create_table(
        "mail_drafts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("scorecard_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('unfinished', 'card', 'reply')", name=op.f("ck_mail_drafts_kind")
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_mail_drafts_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["scorecard_id"], ["scorecards.id"], name=op.f("fk_mail_drafts_scorecard_id_scorecards")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_drafts")),
        sa.UniqueConstraint(
            "scorecard_id",
            "kind",
            "number",
            name=op.f("uq_mail_drafts_scorecard_id_kind_number"),
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("mail_drafts") as batch:
        batch.create_index(op.f("ix_mail_drafts_scorecard_id"), ["scorecard_id"], unique=False)


def downgrade() -> None:
    op.drop_table("mail_drafts")
    op.drop_table("arrivals")
    op.drop_table("originals")
    sqlite = op.get_bind().dialect.name == "sqlite"
    place = "database_id" if sqlite else None
    with op.batch_alter_table("workspace", recreate="always" if sqlite else "never") as batch:
        batch.add_column(sa.Column("card_key", sa.LargeBinary(), nullable=True), insert_after=place)
    # Cards signed with an older key are not readable any more.
    op.execute(
        "UPDATE workspace SET card_key = (SELECT secret FROM card_keys ORDER BY id DESC LIMIT 1)"
    )
    with op.batch_alter_table("workspace") as batch:
        batch.alter_column("card_key", existing_type=sa.LargeBinary(), nullable=False)
    op.drop_table("card_keys")
