"""Copies of a database that is a file: made while others work, checked before they are put back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from secrets import token_hex
from typing import IO, TYPE_CHECKING

from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.private import PRIVATE_FILE
from hiring.store import connection as store
from hiring.store import keys
from hiring.store.connection import SCHEMA, connect, read_beside_writers
from hiring.store.unfinished import made_folder, remove_left

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hiring.workflow.erasing_again import Again

BESIDE = ("-journal", "-wal", "-shm")  # what SQLite keeps beside a file that is in use
FIRST_PAGES = 16  # fewer than any database of ours has
_COUNTER = 24  # where SQLite counts the writes into a file
_MENDS = "name a file made by: hiring db backup FILE"
_OF_THE_KEY = (
    f"set {keys.VARIABLE} to the key it was made with; one that is not encrypted: docs/databases.md"
)
_SPOILED = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT})


def copy_file(file: Path, target: Path, *, encrypted: bool = False) -> None:
    """Copy a database into one new file, in a consistent state, readable by its owner only.

    Raises RefusedError when the target is there or cannot be written, DatabaseError when the
    database cannot be read; then there is no target.
    """
    if target.exists():
        raise RefusedError(Problem(f"{target} is there already", fix="choose another name"))
    unfinished = _unfinished(target)
    try:
        _make_private(unfinished)
        _copy(file, unfinished, encrypted=encrypted)
        unfinished.replace(target)
    except OSError as error:
        raise RefusedError(
            Problem(f"{target} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    except keys.errors() as error:
        raise DatabaseError(
            keys.does_not_open(error) or Problem(f"the database said: {error}")
        ) from error
    finally:
        _remove(unfinished)


def put_file_back(
    file: Path,
    source: Path,
    *,
    now: datetime,
    other: bool,
    again: Again | None = None,
    encrypted: bool = False,
) -> Path | None:
    """Put what a backup holds in the place of what a database holds, which is kept beside it.

    Done by SQLite itself, in one transaction of the database: whoever has it open reads the old
    state until then and the new one afterwards. Before it, those whom `again` names are erased in
    the copy. Returns where the old one is. Raises RefusedError
    when the file is no sound backup of ours, or of another workspace unless that is wanted,
    DatabaseError when it cannot be copied in full or somebody goes on writing; then everything
    stays as it was.
    """
    refuse_unreadable(source, encrypted=encrypted)
    hidden = f".{file.name}.unfinished"
    work = file.with_name(f"{hidden}-{token_hex(4)}")  # two who restore at once have one each
    kept = file.with_name(f"{file.name}.before-{_stamp(now)}")
    remove_left(file.parent, hidden, now=now)
    try:
        with made_folder(work):
            new = work / file.name
            _make_private(new)
            _copy(source, new, encrypted=encrypted)
            _refuse_unsound(new, source=source, encrypted=encrypted)
            if not other:
                _refuse_other(file, new, source=source, encrypted=encrypted)
            if again is not None:
                again.file(new, encrypted=encrypted)
            keeping = work / kept.name
            return _replace(file, new, kept, keeping=keeping, encrypted=encrypted)
    except OSError as error:
        raise RefusedError(Problem(f"cannot restore: {error.strerror}")) from error
    except keys.errors() as error:
        if getattr(error, "sqlite_errorcode", None) in _SPOILED:
            raise RefusedError(Problem(f"{source} is damaged: {error}", fix=_MENDS)) from error
        raise DatabaseError(Problem(f"the database said: {error}")) from error


def _stamp(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S-%f}"


def _unfinished(target: Path) -> Path:
    return target.with_name(f".{target.name}.unfinished")


def _make_private(path: Path) -> None:
    # What a killed program left beside its copy would play into ours.
    for left in ("", *BESIDE):
        path.with_name(f"{path.name}{left}").unlink(missing_ok=True)
    path.touch(mode=PRIVATE_FILE)


def _remove(path: Path) -> None:
    for left in ("", *BESIDE):
        with suppress(OSError):
            path.with_name(f"{path.name}{left}").unlink(missing_ok=True)


def _open(file: Path, *, encrypted: bool = False) -> sqlite3.Connection:
    """Open a database that is there; one that may not be written is read."""
    return keys.open_file(
        f"{file.absolute().as_uri()}?mode=rw",
        encrypted=encrypted,
        uri=True,
        timeout=store.BUSY_SECONDS,
        isolation_level=None,
    )


def _copy(file: Path, to: Path, *, encrypted: bool) -> None:
    """Copy page by page, into a file that stands alone: it needs nothing beside it to be read."""
    with (
        closing(_open(file, encrypted=encrypted)) as old,
        closing(_open(to, encrypted=encrypted)) as new,
    ):
        old.backup(new, progress=_patience())
        new.execute("PRAGMA journal_mode = DELETE")


def _patience() -> Callable[[int, int, int], None]:
    """End a copy that waits for another program, which each step did for as long as we wait."""

    def step(status: int, _left: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise sqlite3.OperationalError("database is locked")

    return step


def refuse_unreadable(source: Path, *, encrypted: bool) -> None:
    """Refuse what is no database of ours, or of a newer version; RefusedError."""
    if not source.is_file():
        raise RefusedError(Problem(f"there is no file {source}", fix=_MENDS))
    try:
        with closing(_open(source, encrypted=encrypted)) as connection:
            version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("SELECT database_id FROM workspace").fetchone()
    except keys.errors() as error:
        fix = _OF_THE_KEY if keys.does_not_open(error) else _MENDS
        raise RefusedError(Problem(f"{source} is no backup of ours: {error}", fix=fix)) from error
    if version is None or version[0] > SCHEMA:
        raise RefusedError(
            Problem(f"{source} is of a newer version", fix="install the newer version of hiring")
        )


def _refuse_unsound(copied: Path, *, source: Path, encrypted: bool) -> None:
    """Refuse a copy that is damaged, has broken references, or other tables than ours."""
    from hiring.store import migrate  # noqa: PLC0415 - Alembic is loaded where a migration runs

    another = "take another backup"
    with closing(_open(copied, encrypted=encrypted)) as connection:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise RefusedError(Problem(f"{source} is damaged: {said}", fix=another))
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            what = f"{source}: a row of {broken[0]} names a missing {broken[2]}"
            raise RefusedError(Problem(what, fix=another))
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if version not in migrate.revisions():
        raise RefusedError(Problem(f"{source} is of an unknown version, {version}", fix=_MENDS))
    url = keys.address(copied, encrypted=encrypted)
    if version == SCHEMA and (differs := migrate.differs(url)):
        raise RefusedError(Problem(f"{source} has other tables: {differs}", fix=another))


def _refuse_other(file: Path, copied: Path, *, source: Path, encrypted: bool) -> None:
    here = _identity(file, encrypted=encrypted) if file.exists() else None
    if here is not None and _identity(copied, encrypted=encrypted) != here:
        raise RefusedError(
            Problem(
                f"{source} is a backup of another workspace: the cards you sent would be refused",
                fix="add --other-workspace to go on",
            )
        )


def _identity(file: Path, *, encrypted: bool) -> str | None:
    """Read which workspace a database belongs to, or None where it cannot be read."""
    try:
        with closing(_open(file, encrypted=encrypted)) as connection:
            found = connection.execute("SELECT database_id FROM workspace").fetchone()
    except keys.errors():
        return None
    return str(found[0]) if found else None


def _replace(file: Path, new: Path, kept: Path, *, keeping: Path, encrypted: bool) -> Path | None:
    if not file.exists():
        _set_aside(file, kept)
        new.replace(file)
        _read_beside_writers(file, encrypted=encrypted)
        return None
    try:
        _make_private(keeping)
        _read_beside_writers(file, encrypted=encrypted)
        _write_over(file, new, kept, keeping=keeping, encrypted=encrypted)
    except keys.errors() as error:
        if getattr(error, "sqlite_errorcode", None) not in _SPOILED:
            _remove(kept)
            raise
        # What is no database cannot be written to as one; nobody works in it either.
        _keep_damaged(file, kept)
        new.replace(file)
        _read_beside_writers(file, encrypted=encrypted)
    except DatabaseError:
        _remove(kept)
        raise
    return kept


def _read_beside_writers(file: Path, *, encrypted: bool) -> None:
    engine = connect(keys.address(file, encrypted=encrypted))
    try:
        read_beside_writers(engine)
    except keys.errors() as error:
        if getattr(error, "sqlite_errorcode", None) not in _SPOILED:
            raise
    finally:
        engine.dispose()


def _write_over(file: Path, new: Path, kept: Path, *, keeping: Path, encrypted: bool) -> None:
    """Keep the old content as a copy, then write the new, unless somebody wrote in between."""
    with (
        # Closed last: on Linux and macOS a file that is closed loses all locks of its process.
        file.open("rb", buffering=0) as header,
        closing(_open(file, encrypted=encrypted)) as watching,
        closing(_open(file, encrypted=encrypted)) as live,
        closing(_open(new, encrypted=encrypted)) as fresh,
    ):
        seen, counted = _changes(watching), _commits(header)
        _copy(file, keeping, encrypted=encrypted)
        keeping.replace(kept)
        waiting = _patience()
        asked = False

        def step(status: int, left: int, total: int) -> None:
            nonlocal asked
            waiting(status, left, total)
            if asked or status != sqlite3.SQLITE_OK:
                return
            asked = True  # from here on nobody else writes
            watching.execute("PRAGMA busy_timeout = 0")
            try:
                same = _changes(watching) == seen
            except keys.errors():  # with a rollback journal nobody reads either
                same = _commits(header) == counted
            if not same:
                raise DatabaseError(
                    Problem("somebody wrote into the database just now", fix="restore again")
                )

        fresh.backup(live, pages=FIRST_PAGES, progress=step)


def _changes(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return found


def _commits(file: IO[bytes]) -> bytes:
    """Read how often a file with a rollback journal was written, as it says itself."""
    file.seek(_COUNTER)
    return file.read(4)


def _set_aside(file: Path, kept: Path) -> None:
    """Move what a killed program left away: played into a restored database it would spoil it."""
    for left in BESIDE:
        beside = file.with_name(f"{file.name}{left}")
        if beside.exists():
            beside.replace(kept.with_name(f"{kept.name}{left}"))


def _keep_damaged(file: Path, kept: Path) -> None:
    """Give the old file a second name, so that there is one under its own at any moment."""
    _set_aside(file, kept)
    try:
        kept.hardlink_to(file)
    except OSError:  # a file system without hard links
        kept.touch(mode=PRIVATE_FILE)
        shutil.copy2(file, kept)
