"""Several addresses of a person, keys to know one twice, a search index, merges, other systems.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_NOTHING = sa.text("''")


def upgrade() -> None:
    _make_tables()
    connection = op.get_bind()
    op.execute(
        "INSERT INTO emails (key, candidate_id) "
        "SELECT email_key, id FROM candidates WHERE email_key IS NOT NULL"
    )
    # Hashes and the words of names are the program's to make, after this: hiring db upgrade.
    op.execute(
        "INSERT INTO candidate_search (rowid, words) SELECT id, search_key FROM candidates"
        if connection.dialect.name == "sqlite"
        else "INSERT INTO candidate_search (id, words) SELECT id, search_key FROM candidates"
    )
    with op.batch_alter_table("candidates", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("uq_candidates_email_key"), type_="unique")
        batch.drop_column("email_key")
        batch.drop_column("search_key")
        batch.add_column(
            sa.Column("more_emails", sa.Text(), server_default=_NOTHING, nullable=False)
        )
        batch.add_column(sa.Column("extra", sa.Text(), server_default=_NOTHING, nullable=False))
        batch.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_candidates_merged_into_candidates"), "candidates", ["merged_into"], ["id"]
        )
    merged = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "ix_candidates_merged_into",
        "candidates",
        ["merged_into"],
        sqlite_where=merged,
        postgresql_where=merged,
    )
    extra = sa.Column("extra", sa.Text(), server_default=_NOTHING, nullable=False)
    op.add_column("applications", extra)
    submitted_by = sa.Column("submitted_by", sa.Text(), server_default=_NOTHING, nullable=False)
    op.add_column("scorecard_versions", submitted_by)
    submitted_at = sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True)
    op.add_column("scorecard_versions", submitted_at)
    source = sa.Column("source", sa.String(40), server_default=_NOTHING, nullable=False)
    op.add_column("scorecard_versions", source)


def _make_tables() -> None:
    op.create_table(
        "emails",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_emails_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_emails")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "match_keys",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_match_keys_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("key", "candidate_id", name=op.f("pk_match_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_name_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "remote_ids",
        sa.Column("system", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=1), nullable=False),
        sa.Column("remote_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("system", "kind", "remote_id", name=op.f("pk_remote_ids")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "merges",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("restore", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_merges_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["candidates.id"], name=op.f("fk_merges_kept_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["candidates.id"], name=op.f("fk_merges_merged_id_candidates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merges")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "distinct_people",
        sa.Column("low_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("high_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["low_id"], ["candidates.id"], name=op.f("fk_distinct_people_low_id_candidates")
        ),
        sa.ForeignKeyConstraint(
            ["high_id"], ["candidates.id"], name=op.f("fk_distinct_people_high_id_candidates")
        ),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_distinct_people")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_merges_kept_id"), "merges", ["kept_id"])
    op.create_index(op.f("ix_merges_merged_id"), "merges", ["merged_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE candidate_search USING fts5"
            "(words, tokenize = 'unicode61 remove_diacritics 0', detail = 'column')"
        )
        return
    op.execute(
        "CREATE TABLE candidate_search (id integer PRIMARY KEY "
        "REFERENCES candidates (id), words text NOT NULL)"
    )
    op.execute(
        "CREATE INDEX ix_candidate_search_words ON candidate_search "
        "USING gin (to_tsvector('simple', words))"
    )


def downgrade() -> None:
    # SQLite keeps the order of columns in the table's text; a server only adds at the end.
    sqlite = op.get_bind().dialect.name == "sqlite"

    def after(column: str) -> str | None:
        return column if sqlite else None

    op.execute(sa.text('ALTER TABLE scorecard_versions DROP COLUMN "source"'))
    op.drop_column("scorecard_versions", "submitted_at")
    op.execute(sa.text('ALTER TABLE scorecard_versions DROP COLUMN "submitted_by"'))
    op.execute(sa.text('ALTER TABLE applications DROP COLUMN "extra"'))
    op.drop_index("ix_candidates_merged_into", "candidates")
    with op.batch_alter_table("candidates", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("fk_candidates_merged_into_candidates"), type_="foreignkey")
        batch.drop_column("merged_into")
        batch.drop_column("extra")
        batch.drop_column("more_emails")
        batch.add_column(
            sa.Column("email_key", sa.Text(), nullable=True), insert_after=after("email")
        )
        batch.add_column(
            sa.Column("search_key", sa.Text(), server_default=_NOTHING, nullable=False),
            insert_after=after("source_detail"),
        )
        batch.create_unique_constraint(op.f("uq_candidates_email_key"), ["email_key"])
    with op.batch_alter_table("candidates", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.alter_column("search_key", server_default=None)
    op.execute(
        "UPDATE candidates SET email_key = "
        "(SELECT min(key) FROM emails WHERE candidate_id = candidates.id)"
    )
    number = "rowid" if sqlite else "id"
    op.execute(
        "UPDATE candidates SET search_key = coalesce("
        f"(SELECT words FROM candidate_search WHERE {number} = candidates.id), '')"
    )
    for name in (
        *("candidate_search", "distinct_people", "merges", "remote_ids", "name_words"),
        *("match_keys", "emails"),
    ):
        op.execute(sa.text(f"DROP TABLE {name}"))
