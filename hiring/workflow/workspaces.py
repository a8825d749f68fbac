"""Workspaces: make one, back its database up, restore it, and check that it is sound."""

from __future__ import annotations

import json
import secrets
import uuid
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from hiring.config import RELATIVE, Settings, load_settings
from hiring.config.checking import DESCRIPTION, SOURCES
from hiring.config.template import TEMPLATE
from hiring.domain.reference import SECRET_BYTES
from hiring.errors import DatabaseError, Problem, RefusedError, UsageError
from hiring.private import PRIVATE_FILE, PRIVATE_FOLDER, make_folders
from hiring.store import indexing, keys, progress
from hiring.store.chain import seal
from hiring.store.connection import (
    RESTORING,
    SCHEMA,
    connect,
    database_id,
    half_restored,
    read_beside_writers,
    refuse_key,
    unfinished,
)
from hiring.store.indexing import index_everybody
from hiring.store.tables import applications, card_keys, events, metadata, workspace
from hiring.workflow import attachments, file_copies
from hiring.workflow.auditing import verify_log
from hiring.workflow.closing import CLOSING, find_all_open
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.store.ledger import Act
    from hiring.views.erasing import Tombstone


class Restored(NamedTuple):
    """Where the database before is kept, and how many people were erased in the restored one.

    Of `unsaid` nothing at hand says why; `left` says what is left to others.
    """

    kept: Path | None
    erased: int = 0
    unsaid: int = 0
    left: tuple[str, ...] = ()


MOST_SAID = 5  # differences of what one command makes anew
CHAINED = "0005"  # the version that brought the chain over the log
INDEXED = "0004"  # the version that brought the keys and search words of people
SERVER = "postgresql+psycopg://"


def make_workspace(
    folder: Path,
    *,
    company: str,
    database_url: str | None,
    now: datetime,
    texts: Mapping[str, str] | None = None,
    encrypted: bool = False,
) -> Settings:
    """Make the folder, hiring.toml and the database by its migrations.

    The key of an encrypted one is made where there is none. Raises RefusedError when the folder is
    a workspace already, UsageError for a database we do not know, DatabaseError when the database
    cannot be made, or its key not be kept.
    """
    if database_url is not None:
        _check_url(database_url)
        if encrypted and not database_url.startswith(RELATIVE):
            raise UsageError(
                Problem("only a file is encrypted by us", fix="encrypt the disk of the server")
            )
    path = folder / FILE
    if path.exists():
        raise RefusedError(
            Problem(f"{folder} is a workspace already", fix="hiring db info shows it")
        )
    if encrypted:
        keys.make_key()
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.chmod(PRIVATE_FOLDER)
        make_folders(folder)
        said = {key: _toml((texts or {}).get(key, "")) for key in DESCRIPTION}
        text = TEMPLATE.format(
            company=_toml(company),
            sources=", ".join(f'"{source}"' for source in SOURCES),
            **said,
        )
        if database_url:
            given = f'database_url = "{_toml(database_url)}"\n# e.g. '
            text = text.replace("# database_url = ", given, 1)
        if encrypted:
            text = text.replace("# encrypted = ", "encrypted = ", 1)
        path.touch(mode=PRIVATE_FILE, exist_ok=False)  # before it holds a server's password
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RefusedError(
            Problem(f"{folder} cannot be written: {error.strerror}", fix="choose another folder")
        ) from error
    try:
        settings = load_settings(folder.resolve(), environment={})
        upgrade(settings, now=now)
    except Exception:
        path.unlink()
        raise
    return settings


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def _check_url(url: str) -> None:
    try:
        known = make_url(url).drivername in {"postgresql+psycopg", "sqlite"}
    except ArgumentError:
        known = False
    if not known:
        raise UsageError(
            Problem("that is not a database we can use", fix=f"{SERVER}user@host/database")
        )


def upgrade(settings: Settings, *, now: datetime) -> tuple[str | None, str]:
    """Bring the database to the newest version, making it where it is missing.

    Returns the versions before and after. Raises DatabaseError for a server that does not answer.
    """
    from hiring.store import migrate  # noqa: PLC0415 - Alembic is loaded where a migration runs

    file = settings.database_file
    if file is not None and not file.exists():
        file.touch(mode=PRIVATE_FILE)
    with _server_errors(settings):
        before = migrate.current(settings.database_url)
        if before == RESTORING:
            raise DatabaseError(half_restored())
        if before is not None and before > SCHEMA:
            raise DatabaseError(
                Problem(
                    f"the database is at version {before}, newer than this program ({SCHEMA})",
                    fix="install the newer version of hiring",
                )
            )
        _refuse_without_search(settings)
        migrate.upgrade(
            settings.database_url,
            after=lambda connection: _complete(connection, before=before, now=now),
        )
    if file is not None:
        engine = connect(settings.database_url)
        read_beside_writers(engine)
        engine.dispose()
    return before, SCHEMA


def _refuse_without_search(settings: Settings) -> None:
    if settings.database_file is None or settings.encrypted:  # SQLCipher is built with FTS5
        return
    import sqlite3  # noqa: PLC0415 - loaded with the database, and of no use on a server

    with closing(sqlite3.connect(":memory:")) as tried:
        try:
            tried.execute("CREATE VIRTUAL TABLE tried USING fts5 (words)")
        except sqlite3.OperationalError as error:
            raise DatabaseError(
                Problem(
                    f"this Python's SQLite ({sqlite3.sqlite_version}) cannot search texts: it was "
                    "built without FTS5",
                    fix="install a Python whose SQLite has it, as those of python.org do, or use "
                    "PostgreSQL: hiring init --database-url",
                )
            ) from error


def _complete(connection: Connection, *, before: str | None, now: datetime) -> None:
    """Write what a migration cannot: what follows from people's rows, and who this database is."""
    if before is not None and before < INDEXED:
        index_everybody(connection)
    if before is not None and before < CHAINED:
        seal(connection, after=0)
    if connection.execute(select(workspace.c.id)).first() is None:
        connection.execute(
            insert(workspace).values(id=1, database_id=str(uuid.uuid4()), created_at=now)
        )
        connection.execute(
            insert(card_keys).values(secret=secrets.token_bytes(SECRET_BYTES), made_at=now)
        )


@contextmanager
def _server_errors(settings: Settings) -> Generator[None]:
    try:
        yield
    except (DBAPIError, NoSuchModuleError, ModuleNotFoundError) as error:
        if isinstance(error, DBAPIError):
            refuse_key(error)
        shown = make_url(settings.database_url).render_as_string(hide_password=True)
        fix = "check that the server runs and the address is right"
        if isinstance(error, ModuleNotFoundError):
            fix = "install it: pipx inject hiring 'psycopg[binary]'"
        first = str(getattr(error, "orig", error)).splitlines()[0]
        raise DatabaseError(Problem(f"{shown}: {first}", fix=fix)) from error


def info(connection: Connection, settings: Settings) -> dict[str, Any]:
    """Say what the database is and how many rows it holds; DatabaseError for half of one."""
    known = database_id(connection)
    counts = {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }
    made = connection.execute(select(workspace.c.created_at)).scalar_one()
    return {
        "workspace": str(settings.folder),
        "database": keys.shown(settings.database_url),
        "encrypted": settings.encrypted,
        "database_id": known,
        "version": SCHEMA,
        "created_at": made,
        "rows": counts,
    }


def check(connection: Connection, settings: Settings) -> tuple[Problem, ...]:
    """Check that tables are as the program says, references hold, and states agree with the log."""
    from hiring.store import migrate  # noqa: PLC0415 - Alembic is loaded where a migration runs

    problems = []
    differs = migrate.differs(settings.database_url)
    if differs:
        problems.append(Problem(f"tables differ: {differs}", fix="restore a backup"))
    if connection.execute(select(workspace.c.id)).first() is None:
        problems.append(unfinished())
    if connection.dialect.name == "sqlite":
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if line != "ok":
                problems.append(Problem(f"the file is damaged: {line}", fix="restore a backup"))
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        problems += [Problem(f"a row of {row[0]} names a missing {row[2]}") for row in broken]
    if wide := find_all_open(settings):
        names = ", ".join(one.shown(settings.folder) for one in wide[:MOST_SAID])
        more = f" and {len(wide) - MOST_SAID} more" if len(wide) > MOST_SAID else ""
        problems.append(Problem(f"others may use {names}{more}", fix=CLOSING))
    problems += _attachment_problems(connection, settings)
    problems += _unfinished_erasings(connection, settings)
    problems += _broken_chain(connection)
    stale = list(_states_against_log(connection))
    problems += stale
    # The funnel follows from the log: where a stage does not, it says nothing new.
    found = [
        *indexing.differences(connection),
        *(() if stale else progress.differences(connection)),
    ]
    problems += [Problem(what, fix="hiring db reindex makes it anew") for what in found[:MOST_SAID]]
    return tuple(problems)


def _attachment_problems(connection: Connection, settings: Settings) -> Iterator[Problem]:
    for shown in dict.fromkeys(attachments.missing(connection, settings)):
        yield Problem(
            f"a file of {shown} is not in {settings.attachments.name}, or not whole",
            fix="put the folder back from a copy",
        )
    if strays := len(attachments.strays(connection, settings)):
        yield Problem(
            f"{strays} {'file' if strays == 1 else 'files'} in {settings.attachments.name} "
            "belong to nobody",
            fix="a command was broken off; remove them: hiring candidate detach --strays",
        )


def _unfinished_erasings(connection: Connection, settings: Settings) -> Iterator[Problem]:
    from hiring.workflow.erasing_files import unfinished_of  # noqa: PLC0415 - db check alone asks

    for shown in unfinished_of(connection, settings)[:MOST_SAID]:
        yield Problem(
            f"{shown} is erased, but their files, or the line in erasures.jsonl, were not done",
            fix=f'hiring privacy erase {shown} --reason "to finish it"',
        )


def _broken_chain(connection: Connection) -> Iterator[Problem]:
    verified = verify_log(connection, passed=lambda _: None)
    for finding in verified.findings[:MOST_SAID]:
        yield Problem(str(finding), fix="hiring audit verify tells all of it; compare a backup")


def _states_against_log(connection: Connection) -> Iterator[Problem]:
    last = (
        select(events.c.application_id, func.max(events.c.id).label("id"))
        .where(
            events.c.what.in_(("application added", "stage moved", "application reopened"))
            | events.c.what.like("decided %")
        )
        .group_by(events.c.application_id)
        .subquery()
    )
    rows = connection.execute(
        select(applications.c.id, applications.c.stage, events.c.to_code)
        .outerjoin(last, last.c.application_id == applications.c.id)
        .outerjoin(events, events.c.id == last.c.id)
        .where((events.c.to_code != applications.c.stage) | events.c.to_code.is_(None))
    )
    for row in rows:
        yield Problem(
            f"A-{row.id} is in {row.stage}, and the log says {row.to_code}",
            fix="restore a backup, or move it by hand with a reason",
        )


def reindex(act: Act) -> int:
    """Make anew what follows from people's rows and from the log; gives the number of people."""
    return index_everybody(act.connection)


def backup(settings: Settings, target: Path) -> None:
    """Copy the database into one new file, in a consistent state, readable by its owner only.

    Raises RefusedError when the file is there, and where a server's tools are missing.
    """
    if settings.database_file is None:
        from hiring.workflow import server_copies  # noqa: PLC0415 - few have a server

        server_copies.copy_server(settings.database_url, target)
        return
    file_copies.copy_file(settings.database_file, target, encrypted=settings.encrypted)


def refuse_unreadable(settings: Settings, source: Path) -> None:
    """Refuse what is no backup of a file, before anybody is asked about it; RefusedError."""
    if settings.database_file is not None:
        file_copies.refuse_unreadable(source, encrypted=settings.encrypted)


def restore(
    settings: Settings,
    source: Path,
    *,
    now: datetime,
    other: bool = False,
    erasures: Sequence[Tombstone] = (),
    actor: str = "",
) -> Restored:
    """Put a backup in the database's place; the old one is kept beside it, or in the workspace.

    Whoever stands in `erasures` is erased in it before it opens. Raises RefusedError when the file
    is no sound backup of ours, or of another workspace unless that is wanted, DatabaseError when
    it cannot be put back in full; then everything stays as it was.
    """
    again = None
    if erasures:
        from hiring.workflow.erasing_again import Again, clear_again  # noqa: PLC0415 - few erase

        def complete(connection: Connection, version: str) -> None:
            _complete(connection, before=version, now=now)

        again = Again(erasures, now=now, actor=actor, complete=complete)
    if settings.database_file is None:
        from hiring.workflow import server_copies  # noqa: PLC0415 - few have a server

        kept = server_copies.put_server_back(settings, source, now=now, other=other, again=again)
    else:
        kept = file_copies.put_file_back(
            settings.database_file,
            source,
            now=now,
            other=other,
            again=again,
            encrypted=settings.encrypted,
        )
    if again is None or not again.count:
        return Restored(kept)
    return Restored(kept, again.count, again.unsaid, clear_again(settings))
