from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import column, delete, insert, select, table, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from hiring.domain.identity import Person
from hiring.errors import DatabaseError, RefusedError
from hiring.store import migrate
from hiring.store.connection import (
    SCHEMA,
    connect,
    reading,
    require_schema,
    transaction,
)
from hiring.store.indexing import Indexed, unindex_people
from hiring.store.tables import actors, applications, candidates, events, interviews, workspace
from tests.conftest import NOW
from tests.factories import a_candidate, an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hiring.store.ledger import Act

MARK = "Secretname"


def names(connection: Connection) -> list[str]:
    return list(connection.execute(select(actors.c.name).order_by(actors.c.id)).scalars())


def test_a_transaction_keeps_everything_or_nothing(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(insert(actors).values(name="kept"))
    with pytest.raises(ZeroDivisionError), transaction(engine) as connection:
        assert [connection.execute(insert(actors).values(name="undone")), 1 / 0]

    with reading(engine) as connection:
        assert names(connection) == ["kept"]


def test_reading_leaves_nothing_behind(engine: Engine) -> None:
    with reading(engine) as connection:
        connection.execute(insert(actors).values(name="never"))
        assert names(connection) == ["never"]

    with reading(engine) as connection:
        assert names(connection) == []


def test_a_record_that_is_there_already_is_refused_without_its_content(engine: Engine) -> None:
    with transaction(engine) as connection:
        connection.execute(insert(actors).values(name=MARK))

    with pytest.raises(RefusedError) as raised, transaction(engine) as connection:
        connection.execute(insert(actors).values(name=MARK))

    assert "actors" in str(raised.value)
    assert MARK not in str(raised.value)


def test_a_database_of_another_version_is_refused_with_the_way_out(engine: Engine) -> None:
    versions = table("alembic_version", column("version_num"))

    with reading(engine) as connection:
        require_schema(connection)
        for found, why in (
            ("0000", f"is at version 0000, this program needs {SCHEMA}. Fix: run: hiring db back"),
            ("9999", f"is at version 9999, newer than this program \\({SCHEMA}\\). Fix: install"),
        ):
            connection.execute(update(versions).values(version_num=found))
            with pytest.raises(DatabaseError, match=why):
                require_schema(connection)
        connection.execute(delete(versions))
        with pytest.raises(DatabaseError, match="is at version None"):
            require_schema(connection)


def test_a_database_without_our_tables_is_refused_with_the_way_out(database_url: str) -> None:
    engine = connect(database_url)

    with (
        pytest.raises(DatabaseError, match=r"has no tables of ours\. Fix: run: hiring db upgrade"),
        reading(engine) as connection,
    ):
        require_schema(connection)
    engine.dispose()


def test_a_database_that_another_program_holds_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'hiring.db'}"
    migrate.upgrade(url)
    monkeypatch.setattr("hiring.store.connection.BUSY_SECONDS", 0)
    engine = connect(url)

    with closing(sqlite3.connect(tmp_path / "hiring.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(DatabaseError, match="the database said: database is locked"),
            reading(engine) as connection,
        ):
            require_schema(connection)
        with (
            pytest.raises(DatabaseError, match="the database said: database is locked"),
            transaction(engine),
        ):
            raise AssertionError
    engine.dispose()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hiring.db").write_text("Dear diary, " * 500)
    engine = connect(f"sqlite:///{tmp_path / 'hiring.db'}")

    with (
        pytest.raises(DatabaseError, match=r"file is damaged .* Fix: put a backup"),
        transaction(engine),
    ):
        raise AssertionError
    engine.dispose()


@pytest.mark.parametrize("url", ["", "hiring.db", "sqlite//x", "postgresql+psycopg://h:port/x"])
def test_what_is_no_address_of_a_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError, match="is not the address of a database"):
        connect(url)


@pytest.mark.postgres
@pytest.mark.parametrize(("said", "expected"), [("none", None), ("3", 3)])
def test_an_address_can_ask_that_no_statement_be_prepared(
    postgres_url: str, said: str, expected: int | None
) -> None:
    """A pooler that gives each transaction another connection may not know the statement there."""
    engine = connect(f"{postgres_url}?prepare_threshold={said}")

    with reading(engine) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        assert driver.prepare_threshold == expected
    engine.dispose()


def test_a_driver_that_is_not_installed_is_named() -> None:
    with pytest.raises(DatabaseError, match="driver pg8000 is not installed"):
        connect("postgresql+pg8000://localhost/x")


def test_a_moment_without_an_offset_is_not_stored(act: Act) -> None:
    with pytest.raises(StatementError, match="needs an offset from UTC"):
        an_interview(act, an_application(act), at=datetime(2026, 3, 2, 9))  # noqa: DTZ001 - naive


def test_a_moment_comes_back_aware_and_in_utc(act: Act) -> None:
    cet = timezone(timedelta(hours=1))
    an_interview(act, an_application(act), at=datetime(2026, 3, 2, 10, 0, 0, 123, tzinfo=cet))

    (found,) = act.connection.execute(select(interviews.c.starts_at)).scalars()

    assert found == datetime(2026, 3, 2, 9, 0, 0, 123, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)
    later = interviews.c.starts_at > datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert act.connection.execute(select(interviews.c.id).where(later)).scalar() is not None


@pytest.mark.parametrize(
    "statement",
    [
        update(events).values(what="nothing"),
        delete(events),
        update(events).values(to_code=events.c.from_code),
    ],
    ids=["update", "delete", "update of one column"],
)
def test_the_log_is_only_ever_added_to(act: Act, statement: object) -> None:
    a_candidate(act)

    with (
        pytest.raises(DBAPIError, match="the event log is only ever added to"),
        act.connection.begin_nested(),
    ):
        act.connection.execute(statement)  # type: ignore[call-overload]
    assert act.connection.execute(select(events.c.what)).scalars().all() == ["candidate added"]


def test_the_log_cannot_be_emptied_on_a_server(act: Act) -> None:
    if act.connection.dialect.name == "sqlite":
        with pytest.raises(DBAPIError), act.connection.begin_nested():
            act.connection.execute(text("TRUNCATE events"))
        return
    a_candidate(act)
    with (
        pytest.raises(DBAPIError, match="only ever added to"),
        act.connection.begin_nested(),
    ):
        act.connection.execute(text("TRUNCATE events"))


def test_references_hold(act: Act) -> None:
    with pytest.raises(IntegrityError), act.connection.begin_nested():
        act.insert(
            applications,
            candidate_id=999999,
            job_id=999999,
            revision_id=999999,
            stage="applied",
            source="direct",
            applied_at=NOW,
            stage_since=NOW,
        )


def test_there_is_one_workspace(act: Act) -> None:
    row = {"database_id": "x", "created_at": NOW}

    for number in (1, 2):
        with pytest.raises(IntegrityError), act.connection.begin_nested():
            act.connection.execute(insert(workspace).values(id=number, **row))


@pytest.mark.parametrize(
    ("column_name", "value"),
    [("stage", "thinking"), ("stage", None), ("candidate_id", None), ("revision_id", 999999)],
)
def test_the_database_itself_refuses_what_cannot_be(
    act: Act, column_name: str, value: object
) -> None:
    an_application(act)

    with pytest.raises(IntegrityError), act.connection.begin_nested():
        act.connection.execute(update(applications).values({column_name: value}))


def test_the_number_of_an_erased_person_is_never_given_again(act: Act) -> None:
    a_candidate(act, "Ada Example")
    last = a_candidate(act, "Bo Sample")
    number = int(last[2:])
    unindex_people(act.connection, [Indexed(number, Person("Bo Sample"))])
    act.connection.execute(delete(candidates).where(candidates.c.id == number))

    assert int(a_candidate(act, "Cy Sample")[2:]) > int(last[2:])
