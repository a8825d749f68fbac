"""Write many rows at once, by the driver itself: what SQLAlchemy makes of each row costs more."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

MOST_ASKED = 900  # values in one question: older SQLite takes 999


def insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write rows into a table, each a tuple in the order of the columns."""
    if not rows:
        return
    listed = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table} ({listed}) VALUES ({places})", list(rows))
        return
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    except driver_errors(connection) as error:
        # As SQLAlchemy wraps what a statement raises, so that it is told in our words.
        _raise_wrapped(connection, error)


def driver_errors(connection: Connection) -> type[Exception]:
    """Give the class of all errors of this database's driver."""
    wrong: type[Exception] = connection.dialect.loaded_dbapi.Error
    return wrong


def _raise_wrapped(connection: Connection, error: Exception) -> None:
    from sqlalchemy import exc  # noqa: PLC0415 - a server refused something: it is loaded by then

    base = connection.dialect.loaded_dbapi.Error
    raise exc.DBAPIError.instance("COPY", None, error, base, dialect=connection.dialect) from error


def update_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Change rows by their ids: each a tuple in the order of the columns, then its id."""
    if not rows:
        return
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    said = ", ".join(f"{column} = {place}" for column in columns)
    connection.exec_driver_sql(f"UPDATE {table} SET {said} WHERE id = {place}", list(rows))


def delete_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Take away the rows that have these values in these columns."""
    if not rows:
        return
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    said = " AND ".join(f"{column} = {place}" for column in columns)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {said}", list(rows))


def ask(
    connection: Connection, statement: str, values: Iterable[Any], *, before: tuple[Any, ...] = ()
) -> Iterator[Any]:
    """Ask for the rows of many values; {} in the statement is where they are listed."""
    sqlite = connection.dialect.name == "sqlite"
    each = list(values)
    if not sqlite:
        if each:
            text = statement.replace("?", "%s").replace("IN ({})", "= ANY(%s)")
            yield from connection.exec_driver_sql(text, (*before, each)).all()
        return
    for start in range(0, len(each), MOST_ASKED):
        some = each[start : start + MOST_ASKED]
        text = statement.replace("{}", ", ".join("?" * len(some)))
        yield from connection.exec_driver_sql(text, (*before, *some)).all()


def next_numbers(connection: Connection, table: str, count: int) -> range | list[int]:
    """Give numbers for rows that are written next; no other row gets them."""
    if count == 0:
        return []
    if connection.dialect.name == "sqlite":
        # The writer is alone, and a number that is written explicitly is remembered as given.
        last = connection.exec_driver_sql(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).scalar()
        return range((last or 0) + 1, (last or 0) + 1 + count)
    found = connection.exec_driver_sql(
        "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
        (table, count),
    )
    return [int(number) for (number,) in found]


def kept_moment(connection: Connection, moment: datetime) -> str | datetime:
    """Give a moment as this database's columns hold it."""
    if connection.dialect.name == "sqlite":
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return moment


def moment_of(kept: str | datetime) -> datetime:
    """Give a moment from what this database's driver reads in its column."""
    if isinstance(kept, str):
        return datetime.fromisoformat(f"{kept}+00:00")
    return kept.astimezone(UTC)
