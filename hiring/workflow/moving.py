"""Move everything a workspace's database holds into another, empty database."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from hiring.config import ENCRYPTED, RELATIVE
from hiring.errors import DatabaseError, Problem, RefusedError, UsageError
from hiring.private import PRIVATE_FILE
from hiring.store import keys
from hiring.store.connection import SCHEMA, connect, reading, require_schema
from hiring.store.streaming import Stored, count_rows, load
from hiring.store.tables import is_made_apart, metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Engine

    from hiring.views.content import Held

_BESIDE = frozenset(("alembic_version", "sqlite_sequence"))
_SHOWN = 3


def address(url: str, *, folder: Path, encrypted: bool | None = None) -> str:
    """Give the address of a database as it is opened; a file's place is seen from the workspace.

    Raises UsageError for what is no database we can use, and for a server that is to be encrypted.
    """
    try:
        known = make_url(url).drivername in {"postgresql+psycopg", "sqlite"}
    except ArgumentError:
        known = False
    if not known or url in {"sqlite://", RELATIVE, "sqlite:///:memory:"}:
        raise UsageError(
            Problem(
                "that is not a database we can copy into",
                fix="postgresql+psycopg://user@host/database or sqlite:///FILE",
            )
        )
    if not url.startswith(RELATIVE):
        if encrypted:
            raise UsageError(
                Problem("only a file is encrypted by us", fix="encrypt the disk of the server")
            )
        return url
    return keys.address(folder / url.removeprefix(RELATIVE), encrypted=bool(encrypted))


def refuse_filled(url: str) -> None:
    """Refuse a database that is not empty or is no database at all; nothing is written.

    Raises RefusedError when it holds anything, DatabaseError when it does not answer.
    """
    file = _file(url)
    if file is not None and not file.exists():
        return
    engine = connect(url)
    try:
        with reading(engine) as connection:
            _refuse_filled(connection)
    finally:
        engine.dispose()


def _file(url: str) -> Path | None:
    return Path(url.partition(":///")[2]) if url.startswith((RELATIVE, ENCRYPTED)) else None


def _refuse_filled(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    ours = there & set(metadata.tables)
    strange = sorted(name for name in there - ours - _BESIDE if not is_made_apart(name))
    if strange:
        raise RefusedError(
            Problem(
                f"that database holds other tables, such as {', '.join(strange[:_SHOWN])}",
                fix="name an empty database",
            )
        )
    filled = [
        name
        for name in sorted(ours)
        if connection.execute(text(f'SELECT 1 FROM "{name}" LIMIT 1')).first()
    ]
    if filled:
        raise RefusedError(
            Problem(
                f"that database is not empty: it has rows in {', '.join(filled[:_SHOWN])}",
                fix="name an empty database; what is there is never written over",
            )
        )
    if "alembic_version" in there:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version is not None and version > SCHEMA:
            require_schema(connection)


def count_all(engine: Engine) -> int:
    """Count the rows there are to move."""
    with reading(engine) as connection:
        require_schema(connection)
        return sum(count_rows(connection).values())


class _RehearsedError(Exception):
    """End a rehearsal, so that nothing of it is kept."""


def copy(
    engine: Engine, url: str, *, passed: Callable[[int], None], dry_run: bool = False
) -> Mapping[str, Held]:
    """Copy everything into the empty database at an address, or nothing, as in a rehearsal.

    Its tables are made by the migrations and filled in one transaction. Raises InvalidFileError
    for values that it cannot keep, RefusedError when it is not empty or refuses a row, and
    DatabaseError when it holds something else than was written; then it is as it was before.
    """
    refuse_filled(url)
    file = _file(url)
    made = file is not None and not file.exists()
    kept = False
    if file is not None and made:
        try:
            file.touch(mode=PRIVATE_FILE)
        except OSError as error:
            raise RefusedError(
                Problem(f"{file} cannot be written: {error.strerror}", fix="choose another place")
            ) from error
    try:
        with reading(engine) as source:
            require_schema(source)
            held = _load(source, url, passed=passed, dry_run=dry_run)
        kept = not dry_run
    finally:
        if file is not None and made and not kept:
            with suppress(OSError):
                file.unlink()
    return held


def _load(
    source: Connection, url: str, *, passed: Callable[[int], None], dry_run: bool
) -> Mapping[str, Held]:
    from hiring.store import migrate  # noqa: PLC0415 - Alembic is loaded where a migration runs

    held: dict[str, Held] = {}

    def fill(connection: Connection) -> None:
        _refuse_filled(connection)  # somebody may have written since
        held.update(load(connection, Stored(source), passed=passed))
        _refuse_broken(connection)
        if dry_run:
            raise _RehearsedError

    with suppress(_RehearsedError):
        migrate.upgrade(url, after=fill)
    return held


def _refuse_broken(connection: Connection) -> None:
    """Refuse rows that name missing ones: a file is migrated without looking at references."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise DatabaseError(
            Problem(f"a row of {broken[0]} names a missing {broken[2]}", fix="hiring db check")
        )


def shown(url: str) -> str:
    """Write an address without its password."""
    return keys.shown(url)
