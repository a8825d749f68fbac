"""Read and write whole tables, some rows at a time, on either database.

What follows from other rows is not carried along: it is made anew where the rows arrive.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, exc, text

from hiring.errors import DatabaseError, InvalidFileError, Problem
from hiring.store.indexing import index_everybody
from hiring.store.meanings import MEANINGS
from hiring.store.tables import UTCDateTime, metadata
from hiring.views.content import ColumnShape, Held, Lines, Row, Shape, Source, ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Column, Connection, Table

DERIVED = frozenset({"emails", "match_keys", "name_words"})
CHAIN = "links"  # it goes along to another database, and begins anew after an import
CHUNK = 1000
FILES = "originals"
FEW = 8  # rows at once of those that hold whole files
MOST_NAMED = 50
_MARK = "\N{REPLACEMENT CHARACTER}"


def shapes(*, chain: bool = False) -> tuple[Shape, ...]:
    """Describe the tables that hold what nothing else tells, in an order they can be filled in."""
    left_out = DERIVED if chain else {*DERIVED, CHAIN}
    return tuple(_shape(table) for table in metadata.sorted_tables if table.name not in left_out)


def _shape(table: Table) -> Shape:
    meaning, columns = MEANINGS[table.name]
    return Shape(
        name=table.name,
        meaning=meaning,
        columns=tuple(_column(column, columns[column.name]) for column in table.columns),
        key=tuple(column.name for column in table.primary_key),
    )


def _column(column: Column[Any], meaning: str) -> ColumnShape:
    return ColumnShape(
        name=column.name,
        kind=_kind(column.type),
        meaning=meaning,
        nullable=bool(column.nullable),
        length=getattr(column.type, "length", None),
        bits=64 if isinstance(column.type, BigInteger) else 32,
        refers_to=next((key.target_fullname for key in column.foreign_keys), ""),
    )


def _kind(declared: object) -> ValueKind:
    if isinstance(declared, Boolean):
        return ValueKind.TRUTH
    if isinstance(declared, UTCDateTime):
        return ValueKind.MOMENT
    if isinstance(declared, LargeBinary):
        return ValueKind.BYTES
    return ValueKind.NUMBER if isinstance(declared, Integer) else ValueKind.TEXT


class Stored:
    """The tables of an open database, as a source."""

    def __init__(self, connection: Connection) -> None:
        """Read from this connection, whose transaction sees one state of everything."""
        self.connection = connection

    def chunks(self, shape: Shape) -> Iterator[Sequence[Row]]:
        """Give the rows of a table in the order of its key, some at a time."""
        server = self.connection.dialect.name == "postgresql"
        collate = ' COLLATE "C"' if server else ""
        texts = {column.name for column in shape.columns if column.kind is ValueKind.TEXT}
        order = ", ".join(f'"{name}"{collate if name in texts else ""}' for name in shape.key)
        at_once = _rows_at_once(shape)
        found = self.connection.exec_driver_sql(
            f'SELECT {_names(shape)} FROM "{shape.name}" ORDER BY {order}',
            execution_options={"stream_results": True, "max_row_buffer": at_once},
        )
        with found:
            plain = [_PLAIN.get(column.kind) for column in shape.columns]
            for rows in found.partitions(at_once):
                yield _converted(rows, plain)

    def last_id(self, shape: Shape) -> int:
        """Give the last number that the table gave away."""
        if not _is_counted(shape):
            return 0
        if self.connection.dialect.name == "sqlite":
            statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
            return self.connection.execute(statement, {"name": shape.name}).scalar() or 0
        sequence = _sequence(self.connection, shape)
        last, called = self.connection.exec_driver_sql(
            f"SELECT last_value, is_called FROM {sequence}"
        ).one()
        return int(last) if called else 0


def _is_counted(shape: Shape) -> bool:
    """Tell whether the database numbers the rows of a table and never gives a number twice."""
    return bool(metadata.tables[shape.name].dialect_options["sqlite"].get("autoincrement"))


def _sequence(connection: Connection, shape: Shape) -> str:
    statement = text("SELECT pg_get_serial_sequence(:table, 'id')")
    return str(connection.execute(statement, {"table": shape.name}).scalar_one())


def _names(shape: Shape) -> str:
    return ", ".join(f'"{column.name}"' for column in shape.columns)


def _rows_at_once(shape: Shape) -> int:
    return FEW if shape.name == FILES else CHUNK


def _converted(
    rows: Iterable[Sequence[Any]], kinds: Sequence[Callable[[Any], Any] | None]
) -> Sequence[Row]:
    """Convert column by column, which takes a third of the time of row by row."""
    columns = (
        column
        if convert is None
        else [None if value is None else convert(value) for value in column]
        for convert, column in zip(kinds, zip(*rows, strict=True), strict=True)
    )
    return list(zip(*columns, strict=True))


def _plain_moment(value: str | datetime) -> str:
    if isinstance(value, str):
        if len(value) in _WRITTEN and value.isascii():  # as the program writes it, or wrote it
            return f"{value[:10]}T{value[11:].removesuffix('.000000')}Z"
        value = datetime.fromisoformat(value)
    value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return f"{value.replace(tzinfo=None).isoformat()}Z"


_WRITTEN = (len("2026-03-02 09:00:00"), len("2026-03-02 09:00:00.000000"))


def _stored_moment(value: str) -> str:
    return value.removesuffix("Z").replace("T", " ")


def _plain_bytes(value: bytes) -> str:
    return b64encode(value).decode("ascii")


_PLAIN: Mapping[ValueKind, Callable[[Any], Any]] = {
    ValueKind.MOMENT: _plain_moment,
    ValueKind.BYTES: _plain_bytes,
    ValueKind.TRUTH: bool,
}
_FOR_SQLITE: Mapping[ValueKind, Callable[[Any], Any]] = {
    ValueKind.MOMENT: _stored_moment,
    ValueKind.BYTES: b64decode,
}
_FOR_SERVER: Mapping[ValueKind, Callable[[Any], Any]] = {ValueKind.BYTES: b64decode}


def load(
    connection: Connection, source: Source, *, passed: Callable[[int], None]
) -> Mapping[str, Held]:
    """Fill the empty tables of a database from a source, and make what follows from them.

    From a database the chain over the log goes along. Every table is read again and compared.
    `passed` is told how many rows were written or read.
    Raises InvalidFileError for values that this database cannot keep, each named, and
    DatabaseError when it holds something else than what was written.
    """
    misfits = Misfits(server=connection.dialect.name == "postgresql")
    written = {}
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    carried = shapes(chain=isinstance(source, Stored))
    for shape in carried:
        lines = Lines(shape)
        _write(connection, shape, _noted(shape, source, lines, misfits=misfits, passed=passed))
        written[shape.name] = lines.held(last_id=source.last_id(shape))
        _count_on(connection, shape, written[shape.name].last_id)
    misfits.refuse()
    for shape in carried:
        if held_in(connection, shape, passed=passed) != written[shape.name]:
            raise DatabaseError(
                Problem(
                    f"{shape.name} is not as it was written; nothing was kept",
                    fix="try again; if it comes again, look at the database's disk",
                )
            )
    index_everybody(connection)
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("ANALYZE")
    return written


def held_in(connection: Connection, shape: Shape, *, passed: Callable[[int], None]) -> Held:
    """Read a whole table and say what it holds."""
    stored = Stored(connection)
    lines = Lines(shape)
    for rows in stored.chunks(shape):
        lines.add(rows)
        passed(len(rows))
    return lines.held(last_id=stored.last_id(shape))


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table that is carried along."""
    return {
        shape.name: connection.exec_driver_sql(f'SELECT count(*) FROM "{shape.name}"').scalar_one()
        for shape in shapes()
    }


def find_misfits(
    connection: Connection, *, server: bool, passed: Callable[[int], None]
) -> Mapping[str, Held]:
    """Read everything as `load` would, and write nothing; raises InvalidFileError as it does."""
    misfits = Misfits(server=server)
    found = {}
    source = Stored(connection)
    for shape in shapes():
        lines = Lines(shape)
        for _ in _noted(shape, source, lines, misfits=misfits, passed=passed):
            pass
        found[shape.name] = lines.held(last_id=source.last_id(shape))
    misfits.refuse()
    return found


def _noted(
    shape: Shape,
    source: Source,
    lines: Lines,
    *,
    misfits: Misfits,
    passed: Callable[[int], None],
) -> Iterator[Sequence[Row]]:
    for rows in source.chunks(shape):
        lines.add(rows)
        yield misfits.fitted(shape, rows)
        passed(len(rows))


class Misfits:
    """Values that the database to be filled cannot keep, to be named all at once.

    SQLite keeps everything; a server keeps no character zero, no text past its column's length
    and no number past its column's bits.
    """

    def __init__(self, *, server: bool) -> None:
        """Start without any."""
        self._server = server
        self._problems: list[Problem] = []
        self._count = 0

    def fitted(self, shape: Shape, rows: Sequence[Row]) -> Sequence[Row]:
        """Give the rows with stand-ins for what does not fit, so that all can be looked at."""
        if not self._server:
            return rows
        bad = {
            place: column
            for place, (column, values) in enumerate(
                zip(shape.columns, zip(*rows, strict=True), strict=True)
            )
            if not all(_fits(column, value) for value in values)
        }
        if not bad:
            return rows
        return [self._mended(shape, row, bad) for row in rows]

    def _mended(self, shape: Shape, row: Row, bad: Mapping[int, ColumnShape]) -> Row:
        mended = list(row)
        for place, column in bad.items():
            value = row[place]
            if _fits(column, value):
                continue
            names = [each.name for each in shape.columns]
            key = ", ".join(str(row[names.index(name)])[:MOST_NAMED] for name in shape.key)
            self._note(f"{shape.name} {key}", column, value)
            mended[place] = 0
            if isinstance(value, str):
                mended[place] = value.replace("\0", _MARK)[: column.length]
        return tuple(mended)

    def _note(self, where: str, column: ColumnShape, value: object) -> None:
        self._count += 1
        if self._count > MOST_NAMED:
            return
        what = f"the number in {column.name} is past what PostgreSQL keeps there"
        if isinstance(value, str):
            what = f"the text in {column.name} is longer than {column.length} characters"
            if "\0" in value:
                what = f"the text in {column.name} holds the character zero"
        fix = "correct it where it is, then do this again; PostgreSQL cannot keep it"
        self._problems.append(Problem(what, where=where, fix=fix))

    def refuse(self) -> None:
        """Refuse everything if there was one; InvalidFileError."""
        if self._count > MOST_NAMED:
            self._problems.append(Problem(f"and {self._count - MOST_NAMED} more"))
        if self._problems:
            raise InvalidFileError(*self._problems)


def _fits(column: ColumnShape, value: object) -> bool:
    if isinstance(value, str):
        return "\0" not in value and (column.length is None or len(value) <= column.length)
    if isinstance(value, int):
        return -(1 << column.bits - 1) <= value < 1 << column.bits - 1
    return True


def _write(connection: Connection, shape: Shape, chunks: Iterable[Sequence[Row]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy_in(connection, shape, chunks)
        return
    kinds = [_FOR_SQLITE.get(column.kind) for column in shape.columns]
    marks = ", ".join("?" * len(shape.columns))
    statement = f'INSERT INTO "{shape.name}" ({_names(shape)}) VALUES ({marks})'
    for rows in chunks:
        connection.exec_driver_sql(statement, list(_converted(rows, kinds)))


def _copy_in(connection: Connection, shape: Shape, chunks: Iterable[Sequence[Row]]) -> None:
    kinds = [_FOR_SERVER.get(column.kind) for column in shape.columns]
    statement = f'COPY "{shape.name}" ({_names(shape)}) FROM STDIN'
    driver: Any = connection.dialect.loaded_dbapi
    raw: Any = connection.connection.driver_connection
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            for rows in chunks:
                for row in _converted(rows, kinds):
                    copy.write_row(row)
    except driver.Error as error:
        raise exc.DBAPIError.instance(statement, None, error, driver.Error) from error


def _count_on(connection: Connection, shape: Shape, last_id: int) -> None:
    """Let the database number its next row after the last number ever given."""
    if not _is_counted(shape):
        return
    if connection.dialect.name == "sqlite":
        said = {"name": shape.name, "last": last_id}
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), said)
        connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :last)"), said)
        return
    statement = text("SELECT setval(CAST(:sequence AS regclass), :last, :called)")
    sequence = _sequence(connection, shape)
    said = {"sequence": sequence, "last": max(last_id, 1), "called": last_id > 0}
    connection.execute(statement, said)
