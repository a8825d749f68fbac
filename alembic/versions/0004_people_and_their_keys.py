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
_IN_A_STAGE = sa.text("stage NOT IN ('rejected', 'withdrawn')")
_OF_AN_APPLICATION = sa.text("application_id IS NOT NULL")
_MISSING = sa.text("recorded_at IS NULL")

# How far each application came, and their counts: they follow from the log, by these triggers.
_SET_A_STAGE = (
    "NEW.application_id IS NOT NULL AND (NEW.what IN ('application added', 'stage moved', "
    "'application reopened') OR substr(NEW.what, 1, 8) = 'decided ')"
)
_SETS_A_STAGE = (
    "(what IN ('application added', 'stage moved', 'application reopened') "
    "OR substr(what, 1, 8) = 'decided ')"
)
# A stay in applied begins when they applied; of one who was added further on it is not known when.
_BEFORE = f"""
    SELECT CASE WHEN what <> 'application added' THEN at WHEN to_code = 'applied' THEN
           (SELECT applied_at FROM applications WHERE id = NEW.application_id) END
      FROM events WHERE application_id = NEW.application_id AND id < NEW.id AND {_SETS_A_STAGE}
     ORDER BY id DESC LIMIT 1"""
# The event by which an application left applied, where that was its first stage and the first move.
_LEFT = f"""
    SELECT at FROM events WHERE application_id = OLD.id AND from_code = 'applied'
       AND to_code IN ('screen', 'interviewing', 'debrief', 'offer', 'hired')
       AND id = (SELECT id FROM events WHERE application_id = OLD.id AND {_SETS_A_STAGE}
                  ORDER BY id LIMIT 1 OFFSET 1)
       AND 'applied' = (SELECT CASE what WHEN 'application added' THEN to_code END FROM events
                         WHERE application_id = OLD.id AND {_SETS_A_STAGE} ORDER BY id LIMIT 1)"""
_MONTH = "(CAST(substr({0}, 1, 4) AS integer) * 12 + CAST(substr({0}, 6, 2) AS integer) - 1)"
_PLACES = (
    "(SELECT 0 AS place UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL "
    "SELECT 4) AS places"
)


def _place(code: str, otherwise: str = "0") -> str:
    # Who was hired has come as far as an offer.
    return (
        f"CASE {code} WHEN 'applied' THEN 0 WHEN 'screen' THEN 1 WHEN 'interviewing' THEN 2 "
        f"WHEN 'debrief' THEN 3 WHEN 'offer' THEN 4 WHEN 'hired' THEN 4 ELSE {otherwise} END"
    )


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
    _choose_indexes()
    _make_funnel()


def _choose_indexes() -> None:
    """Keep the indexes that a page of a list or a report reads, and no others."""
    op.drop_index("ix_events_subject", "events")
    op.drop_index("ix_events_job_id", "events")
    op.drop_index("ix_events_application_id", "events")
    op.create_index(
        "ix_events_application_id",
        "events",
        ["application_id"],
        sqlite_where=_OF_AN_APPLICATION,
        postgresql_where=_OF_AN_APPLICATION,
    )
    op.drop_index("ix_applications_stage", "applications")
    op.create_index(
        "ix_applications_stage",
        "applications",
        ["stage", "candidate_id"],
        sqlite_where=_IN_A_STAGE,
        postgresql_where=_IN_A_STAGE,
    )
    op.drop_index("ix_applications_job_id_stage", "applications")
    op.create_index(
        "ix_applications_job_id_stage", "applications", ["job_id", "stage", "candidate_id"]
    )
    op.create_index(
        "ix_scorecards_missing",
        "scorecards",
        ["interview_id"],
        sqlite_where=_MISSING,
        postgresql_where=_MISSING,
    )


def _choose_indexes_as_before() -> None:
    op.drop_index("ix_scorecards_missing", "scorecards")
    op.drop_index("ix_applications_job_id_stage", "applications")
    op.create_index("ix_applications_job_id_stage", "applications", ["job_id", "stage"])
    op.drop_index("ix_applications_stage", "applications")
    op.create_index("ix_applications_stage", "applications", ["stage"])
    op.drop_index("ix_events_application_id", "events")
    op.create_index("ix_events_application_id", "events", ["application_id"])
    op.create_index("ix_events_job_id", "events", ["job_id"])
    op.create_index("ix_events_subject", "events", ["subject"])


def _make_funnel() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # The month stands first where that keeps the people of a month beside each other.
    key = "month, application_id, place" if sqlite else "application_id, place"
    rowless = " WITHOUT ROWID" if sqlite else ""
    op.execute(
        "CREATE TABLE funnel_progress (month integer NOT NULL, application_id integer NOT NULL, "
        "place integer NOT NULL, fate integer NOT NULL, days integer, "
        f"PRIMARY KEY ({key})){rowless}"
    )
    if sqlite:
        _count_on_sqlite()
        _follow_on_sqlite()
        return
    _follow_on_postgresql()


def _follow_on_sqlite() -> None:
    stood = _place("NEW.from_code", "-1").replace("WHEN 'hired' THEN 4 ", "")
    further = f"max({_place('NEW.from_code')}, {_place('NEW.to_code')})"
    month = (
        f"(SELECT {_MONTH.format('applied_at')} FROM applications WHERE id = NEW.application_id)"
    )
    mine = f"month = {month} AND application_id = NEW.application_id"
    furthest = f"(SELECT max(place) FROM funnel_progress WHERE {mine})"
    stay = _days_on_sqlite(f"({_BEFORE})", "NEW.at")
    fate = "CASE NEW.to_code WHEN 'rejected' THEN 2 WHEN 'withdrawn' THEN 3 ELSE 0 END"
    came = _place("NEW.to_code")
    # Who is added may have come far elsewhere; of the days there nothing is known. The first place
    # is written by VALUES: for a SELECT a table with a trigger takes a temporary one, each time.
    began = f"CASE WHEN NEW.to_code = 'hired' OR place < {came} THEN 1 ELSE {fate} END"
    op.execute(f"""
        CREATE TRIGGER funnel_begins AFTER INSERT ON events
        WHEN NEW.what = 'application added' AND {month} IS NOT NULL BEGIN
            INSERT INTO funnel_progress VALUES
                ({month}, NEW.application_id, 0, {began.replace("place", "0")}, NULL)
                ON CONFLICT DO NOTHING;
        END""")
    op.execute(f"""
        CREATE TRIGGER funnel_begins_further AFTER INSERT ON events
        WHEN NEW.what = 'application added' AND {came} > 0 BEGIN
            INSERT INTO funnel_progress
            SELECT {_MONTH.format("applied_at")}, id, place, {began}, NULL
              FROM applications CROSS JOIN {_PLACES}
             WHERE id = NEW.application_id AND place BETWEEN 1 AND {came} ON CONFLICT DO NOTHING;
        END""")
    op.execute(f"""
        CREATE TRIGGER funnel_follows AFTER INSERT ON events
        WHEN {_SET_A_STAGE} AND NEW.what <> 'application added' BEGIN
            INSERT INTO funnel_progress SELECT {month}, NEW.application_id, place, 0, NULL
              FROM {_PLACES} WHERE place <= {further} AND {month} IS NOT NULL
                ON CONFLICT DO NOTHING;
            UPDATE funnel_progress SET fate = 1, days = CASE WHEN place = {stood} THEN {stay} END
             WHERE {mine} AND fate <> 1 AND (place < {furthest} OR NEW.to_code = 'hired');
            UPDATE funnel_progress SET fate = {fate}, days = NULL
             WHERE {mine} AND place = {furthest} AND NEW.to_code <> 'hired' AND fate <> {fate};
        END""")


def _days_on_sqlite(since: str, until: str) -> str:
    # strftime rounds: the signs of whole seconds are read alone.
    seconds = (f"strftime('%s', substr({moment}, 1, 19))" for moment in (until, since))
    return f"max(0, ({' - '.join(seconds)}) / 86400)"


def _count_on_sqlite() -> None:
    """Count as rows come and go; PostgreSQL counts quickly enough when it is asked."""
    key = "job_id, month, source, place, fate, days"
    op.execute(
        "CREATE TABLE funnel_tally (job_id integer NOT NULL, month integer NOT NULL, source text "
        "NOT NULL, place integer NOT NULL, fate integer NOT NULL, days integer NOT NULL, "
        f"n integer NOT NULL, PRIMARY KEY ({key})) WITHOUT ROWID"
    )

    def add(row: str, number: int) -> str:
        return f"""
            INSERT INTO funnel_tally SELECT job_id, {row}.month, source, {row}.place, {row}.fate,
                   coalesce({row}.days, -1), {number}
              FROM applications WHERE id = {row}.application_id
                ON CONFLICT DO UPDATE SET n = n + {number};"""

    for act, change in (
        ("INSERT", add("NEW", 1)),
        ("UPDATE OF fate, days", add("OLD", -1) + add("NEW", 1)),
        ("DELETE", add("OLD", -1)),
    ):
        name = f"funnel_counts_{act.partition(' ')[0].lower()}"
        op.execute(f"CREATE TRIGGER {name} AFTER {act} ON funnel_progress BEGIN{change} END")
    op.execute(
        """
        CREATE TRIGGER funnel_forgets BEFORE DELETE ON applications BEGIN
            DELETE FROM funnel_progress WHERE application_id = OLD.id AND month = """
        + _MONTH.format("OLD.applied_at")
        + "; END"
    )

    def carry(row: str, number: int) -> str:
        return f"""
            INSERT INTO funnel_tally SELECT {row}.job_id, month, {row}.source, place, fate,
                   coalesce(days, -1), {number} FROM funnel_progress
             WHERE month = {_MONTH.format(f"{row}.applied_at")} AND application_id = OLD.id
                ON CONFLICT DO UPDATE SET n = n + {number};"""

    op.execute(f"""
        CREATE TRIGGER funnel_carries AFTER UPDATE OF job_id, source, applied_at ON applications
        WHEN (OLD.job_id, OLD.source, OLD.applied_at) <> (NEW.job_id, NEW.source, NEW.applied_at)
        BEGIN{carry("OLD", -1)}
            UPDATE funnel_progress SET month = {_MONTH.format("NEW.applied_at")}
             WHERE month = {_MONTH.format("OLD.applied_at")} AND application_id = OLD.id;
            {carry("NEW", 1)}
            UPDATE funnel_progress SET days = {_days_on_sqlite("NEW.applied_at", "went.at")}
              FROM ({_LEFT}) AS went
             WHERE month = {_MONTH.format("NEW.applied_at")} AND application_id = OLD.id
               AND place = 0;
        END""")


def _follow_on_postgresql() -> None:
    month = (
        "extract(year FROM applied_at AT TIME ZONE 'UTC')::integer * 12 "
        "+ extract(month FROM applied_at AT TIME ZONE 'UTC')::integer - 1"
    )
    stood = _place("NEW.from_code", "-1").replace("WHEN 'hired' THEN 4 ", "")
    op.execute(f"""
        CREATE FUNCTION funnel_follows() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            began integer;
            furthest integer;
            seconds bigint;
        BEGIN
            SELECT {month} INTO began FROM applications WHERE id = NEW.application_id;
            IF began IS NULL THEN
                RETURN NULL;
            END IF;
            INSERT INTO funnel_progress SELECT began, NEW.application_id, place, 0, NULL
              FROM generate_series(0, greatest({_place("NEW.from_code")}, {_place("NEW.to_code")}))
                AS places (place) ON CONFLICT DO NOTHING;
            IF NEW.what = 'application added' AND NEW.to_code = 'applied' THEN
                RETURN NULL;
            END IF;
            SELECT max(place) INTO furthest FROM funnel_progress
             WHERE month = began AND application_id = NEW.application_id;
            SELECT floor(extract(epoch FROM NEW.at)) - floor(extract(epoch FROM ({_BEFORE})))
              INTO seconds;
            UPDATE funnel_progress SET fate = 1,
                   days = CASE WHEN place = {stood} AND seconds IS NOT NULL
                               THEN greatest(0, seconds / 86400) END
             WHERE month = began AND application_id = NEW.application_id AND fate <> 1
               AND (place < furthest OR NEW.to_code = 'hired');
            UPDATE funnel_progress SET days = NULL, fate =
                   CASE NEW.to_code WHEN 'rejected' THEN 2 WHEN 'withdrawn' THEN 3 ELSE 0 END
             WHERE month = began AND application_id = NEW.application_id AND place = furthest
               AND NEW.to_code <> 'hired';
            RETURN NULL;
        END $$""")
    op.execute(
        "CREATE TRIGGER funnel_follows AFTER INSERT ON events FOR EACH ROW "
        f"WHEN ({_SET_A_STAGE}) EXECUTE FUNCTION funnel_follows()"
    )
    op.execute(f"""
        CREATE FUNCTION funnel_carries() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                DELETE FROM funnel_progress WHERE application_id = OLD.id
                   AND month = {month.replace("applied_at", "OLD.applied_at")};
                RETURN OLD;
            END IF;
            UPDATE funnel_progress SET month = {month.replace("applied_at", "NEW.applied_at")}
             WHERE application_id = OLD.id
               AND month = {month.replace("applied_at", "OLD.applied_at")};
            UPDATE funnel_progress SET days = greatest(0, (floor(extract(epoch FROM went.at)) -
                   floor(extract(epoch FROM NEW.applied_at)))::bigint / 86400)
              FROM ({_LEFT}) AS went
             WHERE application_id = OLD.id AND place = 0
               AND month = {month.replace("applied_at", "NEW.applied_at")};
            RETURN NULL;
        END $$""")
    op.execute(
        "CREATE TRIGGER funnel_forgets BEFORE DELETE ON applications FOR EACH ROW "
        "EXECUTE FUNCTION funnel_carries()"
    )
    op.execute(
        "CREATE TRIGGER funnel_carries AFTER UPDATE OF applied_at ON applications FOR EACH ROW "
        "WHEN (OLD.applied_at <> NEW.applied_at) EXECUTE FUNCTION funnel_carries()"
    )


def _drop_funnel() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in ("begins", "begins_further", "follows", "forgets", "carries"):
            op.execute(f"DROP TRIGGER funnel_{name}")
        op.execute("DROP TABLE funnel_tally")
        op.execute("DROP TABLE funnel_progress")
        return
    op.execute("DROP TRIGGER funnel_follows ON events")
    op.execute("DROP TRIGGER funnel_forgets ON applications")
    op.execute("DROP TRIGGER funnel_carries ON applications")
    op.execute("DROP FUNCTION funnel_follows()")
    op.execute("DROP FUNCTION funnel_carries()")
    op.execute("DROP TABLE funnel_progress")


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

    _drop_funnel()
    _choose_indexes_as_before()
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
