from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text

from hiring.errors import InvalidFileError, RefusedError
from hiring.store.connection import transaction
from hiring.store.meanings import MEANINGS
from hiring.store.streaming import DERIVED, Stored, find_misfits, held_in, load, shapes
from hiring.store.tables import candidates, card_keys, emails, metadata, workspace
from tests.conftest import NOW
from tests.rows import SHAPES, Made, contents
from tests.workflow.conftest import shared_engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    from hiring.views.content import Row

__all__ = ["shared_engine"]


class _EndError(Exception):
    """The end of a test, whose writing is undone."""


@pytest.fixture
def emptied(shared_engine: Engine) -> Iterator[Connection]:
    """Give a transaction on a database without a row; it is undone."""
    with undone(shared_engine) as connection:
        yield connection


@contextmanager
def undone(engine: Engine) -> Iterator[Connection]:
    """Open a transaction on a database without a row, and undo it."""
    with suppress(_EndError), transaction(engine) as connection:
        empty(connection)
        yield connection
        raise _EndError


def empty(connection: Connection) -> None:
    connection.execute(delete(card_keys))
    connection.execute(delete(workspace))


def everything(connection: Connection) -> dict[str, list[Row]]:
    stored = Stored(connection)
    return {
        shape.name: [row for rows in stored.chunks(shape) for row in rows] for shape in shapes()
    }


def fill(engine: Engine, made: Made) -> None:
    with transaction(engine) as connection:
        empty(connection)
        load(connection, made, passed=nobody)


def nobody(_: int) -> None:
    """Look on at nothing."""


def test_every_column_of_every_table_that_is_carried_along_has_its_meaning() -> None:
    wanted = {
        table.name: [column.name for column in table.columns]
        for table in metadata.sorted_tables
        if table.name not in DERIVED
    }

    assert {name: list(columns) for name, (_, columns) in MEANINGS.items()} == {
        name: wanted[name] for name in MEANINGS
    }
    assert MEANINGS.keys() == wanted.keys()
    for meaning, columns in MEANINGS.values():
        assert all(said.endswith(".") for said in (meaning, *columns.values()))


@settings(max_examples=12, phases=[Phase.generate])  # making it small takes minutes
@given(data=st.data())
def test_any_text_in_any_column_is_in_the_database_as_it_was(
    shared_engine: Engine, data: st.DataObject
) -> None:
    rows = data.draw(contents(server=shared_engine.dialect.name == "postgresql", most=2))

    with undone(shared_engine) as connection:
        load(connection, Made(rows), passed=nobody)

        assert everything(connection) == {name: list(some) for name, some in rows.items()}


def rows_of(**tables: Sequence[Row]) -> Made:
    made: dict[str, Sequence[Row]] = dict.fromkeys(SHAPES, ())
    made["workspace"] = [(1, "00000000-0000-0000-0000-000000000002", "2026-03-02T09:00:00Z")]
    return Made({**made, **tables}, last=5)


def a_person(number: int, name: str = "Ada Example", **fields: Any) -> Row:
    said: dict[str, Any] = {"id": number, "name": name, "added_at": "2026-03-02T09:00:00Z"}
    nothing: dict[str, Any] = {"email": None, "merged_into": None, "erased_at": None}
    said |= nothing | fields
    return tuple(said.get(column.name, "") for column in SHAPES["candidates"].columns)


def test_what_is_loaded_reads_as_the_program_reads_it(emptied: Connection) -> None:
    late = a_person(9, email="ada@example.org", added_at="2026-03-02T09:00:00.000250Z")
    load(emptied, rows_of(candidates=[a_person(3, merged_into=9), late]), passed=nobody)

    first, second = emptied.execute(select(candidates).order_by(candidates.c.id)).all()
    owned = emptied.execute(select(emails)).all()

    assert (first.added_at, first.email, first.merged_into) == (NOW, None, 9)
    assert second.added_at == datetime(2026, 3, 2, 9, 0, 0, 250, tzinfo=UTC)
    assert owned == [("ada@example.org", 9)]


def test_numbers_go_on_after_the_last_that_was_ever_given(emptied: Connection) -> None:
    load(emptied, rows_of(candidates=[a_person(3)]), passed=nobody)

    again = insert(candidates).values(name="Ben Example", added_at=NOW).returning(candidates.c.id)

    assert emptied.execute(again).scalar_one() == 9
    assert Stored(emptied).last_id(SHAPES["candidates"]) == 9
    assert Stored(emptied).last_id(SHAPES["workspace"]) == 0


def test_rows_are_read_some_at_a_time(emptied: Connection) -> None:
    people = [a_person(number) for number in range(1, 2501)]
    load(emptied, rows_of(candidates=people), passed=nobody)

    chunks = Stored(emptied).chunks(SHAPES["candidates"])

    assert [len(rows) for rows in chunks] == [1000, 1000, 500]


def test_moments_read_alike_however_the_database_wrote_them(emptied: Connection) -> None:
    load(emptied, rows_of(), passed=nobody)
    emptied.execute(text("UPDATE workspace SET created_at = '2026-03-02 09:00:00'"))
    short = everything(emptied)["workspace"]
    emptied.execute(workspace.update().values(created_at=NOW))

    assert everything(emptied)["workspace"] == short
    assert short[0][2] == "2026-03-02T09:00:00Z"


def test_the_digest_is_that_of_the_rows_alone(emptied: Connection) -> None:
    held = load(emptied, rows_of(candidates=[a_person(3)]), passed=nobody)

    for shape in shapes():
        assert held_in(emptied, shape, passed=nobody) == held[shape.name]
    assert held["candidates"].rows == 1
    assert held["words"].sha256 != held["candidates"].sha256


def test_a_row_that_refers_to_nobody_is_refused(shared_engine: Engine) -> None:
    lost = rows_of(candidates=[a_person(3, merged_into=4)])

    with pytest.raises(RefusedError, match="the database refused"):
        fill(shared_engine, lost)


@pytest.mark.postgres
def test_what_a_server_cannot_keep_is_named_at_once(emptied: Connection) -> None:
    bad = rows_of(
        candidates=[a_person(1, name="a\0b"), a_person(2), a_person(3, note="\0", phone="\0")],
        remote_ids=[("x" * 41, "C", "7", 1 << 31)],
    )
    if emptied.dialect.name == "sqlite":
        load(emptied, bad, passed=nobody)
        with pytest.raises(InvalidFileError) as refused:
            find_misfits(emptied, server=True, passed=nobody)
        assert find_misfits(emptied, server=False, passed=nobody)["candidates"].rows == 3
    else:
        with pytest.raises(InvalidFileError) as refused:
            load(emptied, bad, passed=nobody)

    assert [f"{one.where}: {one.what}" for one in refused.value.problems] == [
        "candidates 1: the text in name holds the character zero",
        "candidates 3: the text in phone holds the character zero",
        "candidates 3: the text in note holds the character zero",
        f"remote_ids {'x' * 41}, C, 7: the text in system is longer than 40 characters",
        f"remote_ids {'x' * 41}, C, 7: the number in number is past what PostgreSQL keeps there",
    ]


def test_only_so_many_misfits_are_named(emptied: Connection) -> None:
    if emptied.dialect.name == "postgresql":
        pytest.skip("SQLite keeps them, so that they can be looked for")
    people = [a_person(number, name="\0") for number in range(1, 61)]
    load(emptied, rows_of(candidates=people), passed=nobody)

    with pytest.raises(InvalidFileError) as refused:
        find_misfits(emptied, server=True, passed=nobody)

    assert len(refused.value.problems) == 51
    assert str(refused.value.problems[-1]) == "and 10 more"
