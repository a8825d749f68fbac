"""A chain over the event log, and what is kept of people's rights.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MESSAGE = "the event log is append-only"
_NOTHING = sa.text("''")
_SALT = 16


def upgrade() -> None:
    connection = op.get_bind()
    _add("actors", "salt", sa.LargeBinary())
    _add("actors", "mark", sa.String(32))
    _add("words", "salt", sa.LargeBinary())
    _add("candidates", "row_id", sa.LargeBinary())
    op.add_column("candidates", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    erased = sa.text("erased_at IS NOT NULL")
    op.create_index(
        "ix_candidates_erased_at",
        "candidates",
        ["erased_at"],
        sqlite_where=erased,
        postgresql_where=erased,
    )
    _commit_to_names(connection)
    _commit_to_words(connection)
    if connection.dialect.name == "sqlite":
        op.execute(f"UPDATE candidates SET row_id = randomblob({_SALT})")
    else:
        op.execute("UPDATE candidates SET row_id = uuid_send(gen_random_uuid())")
    _make_tables()
    _protect("links")
    _keep_cards()


def downgrade() -> None:
    _let_cards_go()
    for name in (
        *("deviations", "accommodations", "privacy_requests", "legal_holds", "consents"),
        *("notices", "attachments"),
    ):
        op.drop_table(name)
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP TRIGGER links_append_only ON links")
        op.execute("DROP FUNCTION links_append_only()")
    op.drop_table("links")
    op.drop_index("ix_candidates_erased_at", "candidates")
    for table, columns in (
        ("candidates", ("erased_at", "row_id")),
        ("words", ("salt",)),
        ("actors", ("mark", "salt")),
    ):
        for column in columns:
            op.execute(sa.text(f'ALTER TABLE {table} DROP COLUMN "{column}"'))


def _add(table: str, name: str, kind: sa.types.TypeEngine[Any]) -> None:
    op.add_column(table, sa.Column(name, kind, server_default=_NOTHING, nullable=False))


def _commit(salt: bytes, text: str) -> str:
    return sha256(salt + text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _commit_to_names(connection: sa.Connection) -> None:
    for number, name in connection.execute(sa.text("SELECT id, name FROM actors")).all():
        salt = secrets.token_bytes(_SALT)
        connection.execute(
            sa.text("UPDATE actors SET salt = :salt, mark = :mark WHERE id = :id"),
            {"salt": salt, "mark": _commit(salt, name), "id": number},
        )


def _commit_to_words(connection: sa.Connection) -> None:
    """Give words an id that commits to them; this once, the log is written to."""
    rows = connection.execute(sa.text("SELECT id, text FROM words")).all()
    if not rows:
        return
    _unprotect_events(connection)
    renamed = []
    for old, text in rows:
        salt = secrets.token_bytes(_SALT)
        renamed.append({"old": old, "new": _commit(salt, text), "salt": salt})
    connection.execute(sa.text("UPDATE words SET id = :new, salt = :salt WHERE id = :old"), renamed)
    op.execute("CREATE TABLE renamed_words (old VARCHAR(32) PRIMARY KEY, new VARCHAR(32))")
    pairs = [{"old": one["old"], "new": one["new"]} for one in renamed]
    connection.execute(sa.text("INSERT INTO renamed_words VALUES (:old, :new)"), pairs)
    op.execute(
        "UPDATE events SET words_id = (SELECT new FROM renamed_words WHERE old = words_id) "
        "WHERE words_id IN (SELECT old FROM renamed_words)"
    )
    op.execute("DROP TABLE renamed_words")
    _protect("events")


def _unprotect_events(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        for act in ("update", "delete", "replace"):
            op.execute(f"DROP TRIGGER events_no_{act}")
        return
    op.execute("DROP TRIGGER events_append_only ON events")
    op.execute("DROP FUNCTION events_append_only()")


def _protect(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
            )
        op.execute(
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )


_CARD_MESSAGE = "a recorded card stays as it was; what changes is a new version of it"
# What never changes, and the words, which may only be emptied: their person was erased.
_CARDS = {
    "scorecard_versions": (
        ("id", "scorecard_id", "number", "revision_id", "overall", "recorded_at", "source"),
        ("overall_raw", "overall_note", "submitted_by"),
    ),
    "ratings": (
        ("id", "version_id", "competency", "level", "scale"),
        ("raw_value", "evidence"),
    ),
}


def _keep_cards() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    differs = "IS NOT" if sqlite else "IS DISTINCT FROM"
    if not sqlite:
        op.execute(
            "CREATE FUNCTION recorded_cards_stay() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_CARD_MESSAGE}'; END $$"
        )
    for table, (fixed, words) in _CARDS.items():
        changed = " OR ".join(
            (
                *(f"NEW.{name} {differs} OLD.{name}" for name in fixed),
                *(f"(NEW.{name} <> OLD.{name} AND NEW.{name} <> '')" for name in words),
            )
        )
        if sqlite:
            says = f"BEGIN SELECT RAISE(ABORT, '{_CARD_MESSAGE}'); END"
            op.execute(
                f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN {changed} {says}"
            )
            op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {says}")
            continue
        runs = "EXECUTE FUNCTION recorded_cards_stay()"
        op.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW WHEN ({changed}) {runs}"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {runs}"
        )


def _let_cards_go() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in _CARDS:
        for act in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{act}" + ("" if sqlite else f" ON {table}"))
    if not sqlite:
        op.execute("DROP FUNCTION recorded_cards_stay()")


def _make_tables() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first_event", sa.Integer(), nullable=False),
        sa.Column("last_event", sa.Integer(), nullable=False),
        sa.Column("marks", sa.LargeBinary(), nullable=False),
        sa.Column("entries", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("database_role", sa.String(length=63), nullable=False),
        sa.Column("origin", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_attachments_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_attachments_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_attachments_candidate_id"), "attachments", ["candidate_id"], unique=False
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.String(length=10), nullable=False),
        sa.Column("expires_on", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.String(length=10), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_consents_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_consents_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consents_candidate_id"), "consents", ["candidate_id"], unique=False)
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_because", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_legal_holds_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_legal_holds_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_holds")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_legal_holds_candidate_id"), "legal_holds", ["candidate_id"], unique=False
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("given_on", sa.String(length=10), nullable=False),
        sa.Column("basis", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_notices_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidates.id"], name=op.f("fk_notices_candidate_id_candidates")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_candidate_id"), "notices", ["candidate_id"], unique=False)
    op.create_table(
        "privacy_requests",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("received_on", sa.String(length=10), nullable=False),
        sa.Column("due_on", sa.String(length=10), nullable=False),
        sa.Column("extended_because", sa.Text(), nullable=False),
        sa.Column("done_on", sa.String(length=10), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('access', 'correct', 'erase', 'restrict', 'port', 'object', 'explain')",
            name=op.f("ck_privacy_requests_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_privacy_requests_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidates.id"],
            name=op.f("fk_privacy_requests_candidate_id_candidates"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_requests")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_privacy_requests_candidate_id"), "privacy_requests", ["candidate_id"], unique=False
    )
    op.create_table(
        "accommodations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.String(length=10), nullable=False),
        sa.Column("granted", sa.Text(), nullable=False),
        sa.Column("granted_on", sa.String(length=10), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('adjustment', 'extra time', 'alternative')",
            name=op.f("ck_accommodations_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_accommodations_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_accommodations_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accommodations")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_accommodations_application_id"), "accommodations", ["application_id"], unique=False
    )
    op.create_table(
        "deviations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('skipped', 'extra')", name=op.f("ck_deviations_kind")),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actors.id"], name=op.f("fk_deviations_actor_id_actors")
        ),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_deviations_application_id_applications"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deviations")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_deviations_application_id"), "deviations", ["application_id"], unique=False
    )
