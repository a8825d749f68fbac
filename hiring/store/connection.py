"""Connect to the database, and begin, commit and roll back: nothing else does."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, exc, text
from sqlalchemy.engine import make_url

from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.store.chain import newest_entry, seal

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

# The newest migration; a test holds it equal to what the folder of migrations says.
SCHEMA = "0005"
RESTORING = "restoring"
"""The version of a server's database from which people have to be erased before it opens."""
BUSY_SECONDS = 30
PREPARING = "prepare_threshold"  # of the driver; poolers may ask for none in the address
# fmt: off
_NETWORKS = frozenset((
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "virtiofs",
))
# fmt: on
RENAMED = "renamed"
"""Where a connection's `info` keeps the codes of merged people that were named, and whose now."""
# Any number does that nobody else takes in this database.
_ONE_WRITER = text(
    "SELECT set_config('lock_timeout', :patience, true), pg_advisory_xact_lock(7216402318)"
)


def connect(url: str | URL, *, foreign_keys: bool = True) -> Engine:
    """Make an engine whose transactions are ours to begin, on SQLite too.

    Raises DatabaseError for an address we cannot read or a driver that is not installed.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            told = parsed.query.get(PREPARING)
            # Text of the address, where the driver wants a number; any word is "never".
            args = (
                {} if told is None else {PREPARING: int(str(told)) if str(told).isdigit() else None}
            )
            plain = parsed.difference_update_query([PREPARING])
            # Asked whether it still stands before it is used again: servers are started anew.
            return create_engine(plain, connect_args=args, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DatabaseError(
            Problem(
                f"the driver {error.name} is not installed",
                fix="for PostgreSQL: pipx inject hiring 'psycopg[binary]'",
            )
        ) from error
    except (exc.ArgumentError, ValueError) as error:
        raise DatabaseError(
            Problem(
                "database_url is not the address of a database we can use",
                fix="write it as postgresql+psycopg://user@host/database",
            )
        ) from error
    engine = _file_engine(parsed)

    @event.listens_for(engine, "connect")
    def _ours(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begin = connection.get_execution_options().get("sqlite_begin", "BEGIN")
        connection.exec_driver_sql(begin)

    return engine


def _file_engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        return create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    from hiring.store import keys  # noqa: PLC0415 - few files are encrypted

    file = url.database or ""

    def opened() -> Any:
        return keys.open_file(file, encrypted=True, timeout=BUSY_SECONDS, check_same_thread=False)

    keys.find_key()  # before anything is opened: whoever has none is told at once
    plain = url.set(drivername="sqlite")
    return create_engine(plain, module=keys.driver(), creator=opened, hide_parameters=True)


def read_beside_writers(engine: Engine) -> bool:
    """Put a SQLite file into its write-ahead log, where reading and writing do not wait in turn.

    Tells whether it is there now: not on a network drive or a file system without shared memory,
    where the file goes on with its rollback journal, and not while somebody else works in it.
    """
    file = engine.url.database
    mode = "DELETE" if file and lies_on_a_network(Path(file)) else "WAL"
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA journal_mode = {mode}")
        return cursor.fetchone() == ("wal",)
    except (
        engine.dialect.loaded_dbapi.OperationalError
    ):  # somebody works in it: the mode waits for another day
        return False
    finally:
        raw.close()


def lies_on_a_network(file: Path, *, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Tell whether a file lies on a drive that several machines may share; no, where unknown.

    Two machines have no memory in common, which a write-ahead log needs.
    """
    if str(file).startswith("\\\\"):
        return True
    path = str(file.absolute())
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    found = ("", "")
    for line in lines:
        _, place, kind, *_ = line.split(" ")
        place = place.replace("\\040", " ").rstrip("/")
        if (path == place or path.startswith(f"{place}/")) and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1] in _NETWORKS


@lru_cache(maxsize=1)
def _writing(engine: Engine) -> Engine:
    return engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")


@lru_cache(maxsize=1)
def _one_state(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def transaction(engine: Engine) -> Generator[Connection]:
    """Commit what the block did if it ends well, or undo all of it; one writer at a time.

    Its events become the next link of the chain. Raises as `alone` does.
    """
    with alone(engine) as connection:
        before = _newest_entry(connection)
        yield connection
        seal(connection, after=before)


def _newest_entry(connection: Connection) -> int:
    try:
        return newest_entry(connection)
    except (exc.OperationalError, exc.ProgrammingError) as error:
        if isinstance(error, exc.OperationalError) and "no such table" not in str(error.orig):
            raise
        raise DatabaseError(_no_tables()) from error


@contextmanager
def alone(engine: Engine) -> Generator[Connection]:
    """Keep every other writer out until the block ends; nothing is added to the chain.

    Rules that read before they write (one open application, no card in a cancelled interview)
    hold because nobody writes in between: BEGIN IMMEDIATE on SQLite, a lock on PostgreSQL.
    Raises DatabaseError when the database is locked, missing or of another version, and
    RefusedError when somebody else wrote the same record first.
    """
    with _in_words(), _writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(_ONE_WRITER, {"patience": f"{int(BUSY_SECONDS * 1000)}ms"})
        yield connection


@contextmanager
def kept_apart(engine: Engine) -> Generator[Connection]:
    """Do as `transaction` in a database that nobody else can write to, as one being restored."""
    with _in_words(), engine.begin() as connection:
        before = newest_entry(connection)
        yield connection
        seal(connection, after=before)


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Read from one consistent state of the database; nothing is written."""
    if engine.dialect.name == "postgresql":
        engine = _one_state(engine)
    with _in_words(), engine.connect() as connection, connection.begin() as begun:
        yield connection
        begun.rollback()


@contextmanager
def part(connection: Connection) -> Generator[Connection]:
    """Undo what the block did when it fails, and keep what its transaction did before."""
    with _in_words(), connection.begin_nested():
        yield connection


def require_schema(connection: Connection) -> None:
    """Refuse a database that is older or newer than this program; DatabaseError."""
    try:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except (exc.OperationalError, exc.ProgrammingError) as error:
        if isinstance(error, exc.OperationalError) and "no such table" not in str(error.orig):
            raise
        raise DatabaseError(_no_tables()) from error
    if found == SCHEMA:
        return
    if found == RESTORING:
        raise DatabaseError(half_restored())
    if found is None or found < SCHEMA:
        raise DatabaseError(
            Problem(
                f"the database is at version {found}, this program needs {SCHEMA}",
                fix="run: hiring db backup FILE, then: hiring db upgrade",
            )
        )
    raise DatabaseError(
        Problem(
            f"the database is at version {found}, newer than this program ({SCHEMA})",
            fix="install the newer version of hiring",
        )
    )


def _no_tables() -> Problem:
    return Problem("the database has no tables of ours", fix="run: hiring db upgrade")


def database_id(connection: Connection) -> str:
    """Tell which workspace the database is of; DatabaseError where it was never said."""
    found = connection.exec_driver_sql("SELECT database_id FROM workspace").scalar()
    if found is None:
        raise DatabaseError(unfinished())
    return str(found)


def half_restored() -> Problem:
    """Say that a restore ended before those who were erased since the backup were erased again."""
    return Problem(
        "a restore was not finished", fix="give it once more: hiring db restore FILE --yes"
    )


def unfinished() -> Problem:
    """Say that a database has our tables and nothing that tells whose they are."""
    return Problem("the database was never finished", fix="run: hiring db upgrade")


@contextmanager
def _in_words() -> Generator[None]:
    try:
        yield
    except exc.IntegrityError as error:
        raise RefusedError(
            Problem(
                f"the database refused the record ({_short(error)})",
                fix="somebody may have written it a moment ago; look, then try again",
            )
        ) from error
    except exc.DBAPIError as error:
        if "due to user request" in _short(error):  # so a server's driver tells of Ctrl-C
            raise KeyboardInterrupt from error
        refuse_key(error)
        if "malformed" in _short(error) or "not a database" in _short(error):
            raise DatabaseError(
                Problem(
                    f"the database file is damaged ({_short(error)})",
                    fix="put a backup in its place: hiring db restore FILE; a file that is "
                    "encrypted needs encrypted = true in hiring.toml",
                )
            ) from error
        raise DatabaseError(
            Problem(f"the database said: {_short(error)}", fix=_way_out(_short(error)))
        ) from error


def refuse_key(error: exc.DBAPIError) -> None:
    """Say so where a file does not open with the key there is; DatabaseError."""
    if not type(error.orig).__module__.startswith("sqlcipher3"):
        return
    from hiring.store.keys import does_not_open  # noqa: PLC0415 - few files are encrypted

    if problem := does_not_open(error.orig):
        raise DatabaseError(problem) from error


def _way_out(said: str) -> str:
    if "database is locked" in said or "lock timeout" in said:
        return f"another program writes for longer than {BUSY_SECONDS} seconds; end it, try again"
    if any(words in said for words in ("unable to open", "readonly", "locking protocol", "disk I")):
        return (
            "the file and its folder must be yours to write, even for reading, and on a drive of "
            "this computer, not of the network"
        )
    if "permission denied" in said:
        return (
            "the role you connect with may not do that; hiring db roles --help says what each may,"
            " and whoever owns the tables gives roles"
        )
    return "check database_url, whether the server runs, and whether the file is a database"


def _short(error: exc.DBAPIError) -> str:
    # The driver's first line names constraints and tables; its details would hold values, and
    # so would the first line where a value itself is the trouble.
    if isinstance(error, exc.DataError):
        return type(error.orig).__name__
    return str(error.orig).splitlines()[0][:200] if error.orig else type(error).__name__
