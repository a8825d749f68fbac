"""Every migration goes up, down and up again, on both databases, and loses nothing."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy import types as kinds

from hiring.resources import bundled
from hiring.store import migrate
from hiring.store.connection import SCHEMA, connect
from hiring.store.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from alembic.config import Config
    from sqlalchemy import Connection, Engine, Inspector, Table

REVISIONS = migrate.revisions()
REBUILD = '''"""Give people a place for one more thing; SQLite copies the whole table for it."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def _rebuild() -> str:
    return "always" if op.get_bind().dialect.name == "sqlite" else "never"


def upgrade() -> None:
    with op.batch_alter_table("candidates", recreate=_rebuild()) as batch:
        batch.add_column(sa.Column("pronouns", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("jobs", recreate=_rebuild()) as batch:
        batch.alter_column("title", new_column_name="called")


def downgrade() -> None:
    with op.batch_alter_table("jobs", recreate=_rebuild()) as batch:
        batch.alter_column("called", new_column_name="title")
    with op.batch_alter_table("candidates", recreate=_rebuild()) as batch:
        batch.drop_column("pronouns")
'''
BREAKS = '''"""Fail after half the work."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("half_done", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("UPDATE candidates SET name = 'spoilt'")
    with op.batch_alter_table("candidates") as batch:
        batch.add_column(sa.Column("pronouns", sa.Text(), nullable=True))
    raise ZeroDivisionError
'''
ORPHANS = '''"""Take rows away that others name."""

from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.execute("DELETE FROM job_revisions")
'''


def test_the_migrations_are_one_line_in_order_and_end_where_the_program_says() -> None:
    script = ScriptDirectory.from_config(migrate.settings("sqlite://"))

    assert script.get_heads() == [SCHEMA]
    assert len(script.get_bases()) == 1
    assert REVISIONS[-1] == SCHEMA
    # The program compares versions as texts to tell older from newer.
    assert list(REVISIONS) == sorted(REVISIONS)


def test_every_migration_says_what_it_is_for() -> None:
    script = ScriptDirectory.from_config(migrate.settings("sqlite://"))

    for revision in script.walk_revisions():
        assert revision.doc.strip()


def test_every_migration_goes_up_down_and_up_again(database_url: str) -> None:
    for before, revision in pairwise(("base", *REVISIONS)):
        old = schema_of(database_url)
        migrate.upgrade(database_url, to=revision)
        new = schema_of(database_url)
        assert new != old
        assert migrate.current(database_url) == revision

        migrate.downgrade(database_url, to=before)
        assert without_versions(schema_of(database_url)) == without_versions(old)

        migrate.upgrade(database_url, to=revision)
        assert schema_of(database_url) == new

    migrate.downgrade(database_url, to="base")
    assert migrate.current(database_url) is None
    assert without_versions(schema_of(database_url)) == []


def test_the_migrations_make_the_tables_of_the_program(database_url: str) -> None:
    migrate.upgrade(database_url)

    assert migrate.differs(database_url) == ""
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX ix_events_application_id"))
    engine.dispose()
    assert "ix_events_application_id" in migrate.differs(database_url)


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    migrate.upgrade(database_url)
    before = schema_of(database_url)

    migrate.upgrade(database_url)

    assert schema_of(database_url) == before


def test_rows_survive_every_upgrade_from_the_revision_before(
    database_url: str, tmp_path: Path
) -> None:
    for before, revision in pairwise(REVISIONS):
        migrate.upgrade(database_url, to=before)
        survive(database_url, migrate.settings(database_url), revision)
        migrate.downgrade(database_url, to="base")

    # One that rebuilds parent tables stands in for those to come.
    migrate.upgrade(database_url)
    survive(database_url, with_migration(database_url, tmp_path, REBUILD), "9999")


def survive(url: str, config: Config, revision: str) -> None:
    """Fill every table, upgrade, and count; then go back down and count again."""
    engine = connect(url)
    with engine.begin() as connection:
        fill_every_table(connection)
        before = count_rows(connection)
    assert min(before.values()) > 0

    command.upgrade(config, revision)
    with engine.begin() as connection:
        after = count_rows(connection)
        assert {name: after.get(name) for name in before} == before
        unbroken(connection)

    command.downgrade(config, "-1")
    with engine.begin() as connection:
        assert count_rows(connection) == before
        unbroken(connection)
    engine.dispose()


def test_a_migration_that_fails_leaves_version_tables_and_rows_as_they_were(
    database_url: str, tmp_path: Path
) -> None:
    migrate.upgrade(database_url)
    engine = connect(database_url)
    with engine.begin() as connection:
        fill_every_table(connection)
    before = schema_of(database_url)

    with pytest.raises(ZeroDivisionError):
        command.upgrade(with_migration(database_url, tmp_path, BREAKS), "head")

    assert migrate.current(database_url) == SCHEMA
    assert schema_of(database_url) == before
    with engine.begin() as connection:
        names = connection.execute(text("SELECT name FROM candidates")).scalars().all()
    engine.dispose()
    assert names
    assert "spoilt" not in names


def test_a_migration_that_would_break_references_is_undone(
    database_url: str, tmp_path: Path
) -> None:
    migrate.upgrade(database_url)
    engine = connect(database_url)
    with engine.begin() as connection:
        fill_every_table(connection)
        before = count_rows(connection)

    with pytest.raises(Exception, match=r"broken references|violates foreign key"):
        command.upgrade(with_migration(database_url, tmp_path, ORPHANS), "head")

    with engine.begin() as connection:
        assert count_rows(connection) == before
    engine.dispose()
    assert migrate.current(database_url) == SCHEMA


def test_migrations_run_from_a_folder_with_any_name(tmp_path: Path) -> None:
    odd = tmp_path / "odd 100% dir"
    odd.mkdir()
    url = f"sqlite:///{odd / 'hiring.db'}"

    command.upgrade(with_migration(url, odd, REBUILD), "head")

    assert migrate.current(url) == "9999"


def with_migration(url: str, folder: Path, source: str) -> Config:
    """Copy our migrations and put one more at their end."""
    copied = folder / "migrations"
    shutil.copytree(bundled("alembic"), copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "versions" / "9999_one_more.py").write_text(source.format(head=SCHEMA))
    config = migrate.settings(url)
    config.set_main_option("script_location", str(copied).replace("%", "%%"))
    return config


def schema_of(url: str) -> list[str]:
    """Write the whole schema down as the database tells it: tables, keys, checks and triggers."""
    engine = connect(url)
    with engine.connect() as connection:
        told = _sqlite(connection) if engine.dialect.name == "sqlite" else _postgres(connection)
    engine.dispose()
    # A table that SQLite copied has its name in quotes.
    return sorted(" ".join(one.replace('"', "").split()) for one in told)


def without_versions(schema: list[str]) -> list[str]:
    """Leave out the table in which Alembic keeps the version, which it never drops."""
    return [one for one in schema if "alembic_version" not in one]


def _sqlite(connection: Connection) -> list[str]:
    rows = connection.execute(
        text(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' OR "
            "(type = 'index' AND sql IS NOT NULL)"
        )
    )
    return [f"{row.type} {row.name}: {row.sql}" for row in rows]


def _postgres(connection: Connection) -> list[str]:
    here = "n.nspname = current_schema()"
    asked = (
        """SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable,
                  character_maximum_length, column_default)
             FROM information_schema.columns WHERE table_schema = current_schema()""",
        "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
        f"""SELECT concat_ws(' ', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
              FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE {here}""",
        f"""SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t
              JOIN pg_class k ON k.oid = t.tgrelid JOIN pg_namespace n ON n.oid = k.relnamespace
             WHERE NOT t.tgisinternal AND {here}""",
        f"""SELECT pg_get_functiondef(p.oid) FROM pg_proc p
              JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {here}""",
        f"""SELECT relname FROM pg_class k JOIN pg_namespace n ON n.oid = k.relnamespace
             WHERE relkind = 'S' AND {here}""",
    )
    return [str(row) for sql in asked for row in connection.execute(text(sql)).scalars()]


def reflected(connection: Connection) -> MetaData:
    """Read the tables from the database, whatever revision it is at."""
    found = MetaData()
    found.reflect(connection)
    return found


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in reflected(connection).sorted_tables
    }


def unbroken(connection: Connection) -> None:
    """Check that every reference leads somewhere."""
    for table in reflected(connection).sorted_tables:
        for key in table.foreign_keys:
            orphans = select(func.count()).where(
                key.parent.is_not(None), key.parent.not_in(select(key.column))
            )
            assert connection.execute(orphans).scalar() == 0, key


def fill_every_table(connection: Connection) -> None:
    """Put a row into every table that has none, with values that its columns and checks allow."""
    inspector = inspect(connection)
    for table in reflected(connection).sorted_tables:
        if connection.execute(select(func.count()).select_from(table)).scalar() == 0:
            connection.execute(table.insert().values(**_row(table, inspector, connection)))


def _row(table: Table, inspector: Inspector, connection: Connection) -> dict[str, Any]:
    words = _words_allowed(table, inspector)
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.foreign_keys:
            (key,) = column.foreign_keys
            row[column.name] = connection.execute(select(func.min(key.column))).scalar()
        elif isinstance(column.type, kinds.DateTime):
            row[column.name] = datetime(2026, 3, 2, tzinfo=UTC)
        elif isinstance(column.type, (kinds.Integer, kinds.Boolean, kinds.Numeric)):
            row[column.name] = isinstance(column.type, kinds.Boolean) or 1
        elif isinstance(column.type, kinds.LargeBinary):
            row[column.name] = b"x"
        else:
            row[column.name] = words.get(column.name, "x")
    return row


def _words_allowed(table: Table, inspector: Inspector) -> dict[str, str]:
    """Give, for each column that a check holds to a list of words, the first of them."""
    found: dict[str, str] = {}
    for check in inspector.get_check_constraints(table.name):
        sql = check["sqltext"]
        column = next((c.name for c in table.columns if re.search(rf"\b{c.name}\b", sql)), None)
        word = re.search(r"'([^']+)'", sql)
        if column and word:
            found[column] = word[1]
    return found


def test_every_table_is_filled_for_these_tests(shared_engine: Engine) -> None:
    with shared_engine.connect() as connection, connection.begin() as begun:
        fill_every_table(connection)
        counted = count_rows(connection)
        begun.rollback()

    assert {table.name for table in metadata.sorted_tables} <= set(counted)
    assert min(counted.values()) == 1
