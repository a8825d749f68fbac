"""Copies of a database on a PostgreSQL server, by PostgreSQL's own pg_dump, pg_restore and psql.

A password reaches these programs through their environment, never through their command line.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import uuid
from contextlib import contextmanager, suppress
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from hiring.errors import DatabaseError, Problem, RefusedError
from hiring.private import PRIVATE_FILE
from hiring.store import migrate
from hiring.store.connection import PREPARING, RESTORING, SCHEMA, alone, connect, reading
from hiring.store.tables import FUNCTIONS, MADE_APART, metadata

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.config import Settings
    from hiring.workflow.erasing_again import Again

_INSTALL = "install PostgreSQL's client programs (Debian: postgresql-client)"
_MENDS = "name a file made by: hiring db backup FILE"
_MAGIC = b"PGDMP"
_OURS = ("alembic_version", "workspace", "events", "candidates")
_NOT_ALLOWED = "42501"
# A dump ends with no schema to look for names in.
_CLOSE = f"RESET search_path;\nUPDATE alembic_version SET version_num = '{RESTORING}';\n"


def copy_server(url: str, target: Path) -> None:
    """Dump the database into one new file, in a consistent state, readable by its owner only.

    Raises RefusedError when the target is there or pg_dump is missing or too old, DatabaseError
    when it fails; then there is no target.
    """
    if target.exists():
        raise RefusedError(Problem(f"{target} is there already", fix="choose another name"))
    with _server(url) as server:
        _dump(server, target)


def put_server_back(
    settings: Settings, source: Path, *, now: datetime, other: bool, again: Again | None = None
) -> Path | None:
    """Put what a dump holds in the place of the database's tables, in one transaction.

    Before it, the dump is read through, and tried in a scratch database where the role may make
    one. The tables that were there are dumped into the workspace; the file is returned. Those whom
    `again` names are erased before any program of ours opens the database. Raises
    RefusedError when the dump is none of ours or of another workspace, DatabaseError when it
    cannot be put back; then everything stays as it was.
    """
    if not source.is_file():
        raise RefusedError(Problem(f"there is no file {source}", fix=_MENDS))
    with source.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise RefusedError(Problem(f"{source} is no backup of a server of ours", fix=_MENDS))
    version = _refuse_foreign(source)
    with _server(settings.database_url) as server:
        before = migrate.current(server.url)
        if before == RESTORING:
            before = None  # what was there is kept by the restore that did not end
        if before is not None and before > SCHEMA:
            what = f"the database is at version {before}, newer than this program ({SCHEMA})"
            raise DatabaseError(Problem(what, fix="install the newer version of hiring"))
        if before is not None and not other:
            _refuse_other(server, source)
        _try(server, source, version=version)
        engine = connect(server.url)
        kept = None
        try:
            with alone(engine):  # nobody else writes until it is done
                if before is not None:
                    kept = settings.folder / f"hiring.before-{now:%Y%m%d-%H%M%S-%f}.dump"
                    _dump(server, kept)
                try:
                    closed = _CLOSE if again is not None and version == SCHEMA else ""
                    _load(server, source, into=server.url, first=_drops(server), last=closed)
                except DatabaseError:
                    if kept is not None:
                        kept.unlink(missing_ok=True)
                    raise
                if again is not None:
                    again.server(server.url, version)
        finally:
            engine.dispose()
    return kept


class _Server:
    """Where a server is and how its programs are told."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self.version = 0

    def named(self, url: URL | None = None) -> str:
        """Write the address as libpq reads it, without the password."""
        ours = {"password", PREPARING}
        query = {key: said for key, said in self.url.query.items() if key not in ours}
        plain = (url or self.url)._replace(drivername="postgresql", password=None)
        return plain.set(query=query).render_as_string(hide_password=False)

    def environment(self) -> dict[str, str]:
        """Give what a program is started with; the password is in it."""
        password = self.url.password or self.url.query.get("password")
        known = {"PGPASSWORD": str(password)} if password else {}
        return {**os.environ, "LC_MESSAGES": "C", "PGCONNECT_TIMEOUT": "15", **known}


@contextmanager
def _server(url: str) -> Generator[_Server]:
    server = _Server(make_url(url))
    engine = connect(server.url)
    try:
        with reading(engine) as connection:
            shown = connection.execute(text("SHOW server_version_num")).scalar_one()
            server.version = int(shown) // 10_000
    finally:
        engine.dispose()
    yield server


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise RefusedError(Problem(f"{name} is not installed", fix=_INSTALL))
    return found


def _dump(server: _Server, target: Path) -> None:
    tool = _tool("pg_dump")
    shown = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"(\d+)", shown)
    if found is not None and int(found[1]) < server.version:
        raise RefusedError(
            Problem(
                f"pg_dump is of PostgreSQL {found[1]}, the server of {server.version}: "
                "an older pg_dump cannot read a newer server",
                fix=f"install the client programs of PostgreSQL {server.version}",
            )
        )
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=PRIVATE_FILE)
        # By its file, not by name: a pg_dump that outlives us never writes into a later one.
        with unfinished.open("wb") as file:
            _write_dump(server, tool, file)
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise RefusedError(
            Problem(f"{target} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _write_dump(server: _Server, tool: str, file: IO[bytes]) -> None:
    done = subprocess.run(
        [tool, "--format=custom", "--no-password", f"--dbname={server.named()}"],
        env=server.environment(),
        stdin=subprocess.DEVNULL,
        stdout=file,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        raise DatabaseError(_said(tool, done.stderr.decode(errors="replace")))


def _said(tool: str, lines: str) -> Problem:
    # The first line names what was wrong; those below it may hold what is in the rows.
    told = [line for line in lines.splitlines() if "error" in line.lower()] or lines.splitlines()
    first = (told or ["nothing"])[0].partition("error: ")
    name = os.path.basename(tool)  # noqa: PTH119 - a name, no file
    fix = "check that the server runs, that the role owns the tables, and that there is room"
    return Problem(f"{name} said: {(first[2] or first[0])[:300]}", fix=fix)


def _read_dump(source: Path, *words: str) -> str:
    done = subprocess.run(
        [_tool("pg_restore"), *words, str(source.absolute())],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if not done.returncode:
        return done.stdout
    said = _said("pg_restore", done.stderr).what
    if "unsupported version" in said:
        fix = f"it was made by a newer pg_dump; {_INSTALL} of its version"
        raise RefusedError(Problem(f"{source} cannot be read: {said}", fix=fix))
    raise RefusedError(Problem(f"{source} is damaged: {said}", fix="take another backup"))


def _refuse_foreign(source: Path) -> str:
    """Give the version of our tables in a dump; RefusedError where it holds none of ours."""
    listed = _read_dump(source, "--list")
    missing = [name for name in _OURS if not re.search(rf"TABLE DATA \S+ {name} ", listed)]
    if missing:
        what = f"{source} is no backup of ours: it has no rows of {', '.join(missing)}"
        raise RefusedError(Problem(what, fix=_MENDS))
    version = _only_value(source, "alembic_version", "version_num")
    if version is None or version > SCHEMA:
        fix = "install the newer version of hiring"
        raise RefusedError(Problem(f"{source} is of a newer version", fix=fix))
    if version not in migrate.revisions():
        raise RefusedError(Problem(f"{source} is of an unknown version, {version}", fix=_MENDS))
    return version


def _only_value(source: Path, table: str, column: str) -> str | None:
    script = _read_dump(source, "--data-only", f"--table={table}", "--file=-")
    found = re.search(r"^COPY \S+ \(([^)]*)\) FROM stdin;\n(.+)$", script, re.MULTILINE)
    if found is None or found[2] == "\\.":
        return None
    return dict(zip(found[1].split(", "), found[2].split("\t"), strict=True)).get(column)


def _refuse_other(server: _Server, source: Path) -> None:
    engine = connect(server.url)
    try:
        with reading(engine) as connection:
            here = connection.execute(text("SELECT database_id FROM workspace")).scalar()
    finally:
        engine.dispose()
    if here is not None and _only_value(source, "workspace", "database_id") != here:
        raise RefusedError(
            Problem(
                f"{source} is a backup of another workspace: the cards you sent would be refused",
                fix="add --other-workspace to go on",
            )
        )


def _drops(server: _Server) -> str:
    """Write what removes our tables; what others built on them stops it, and nothing is lost."""
    engine = connect(server.url)
    names = [*metadata.tables, "alembic_version", *MADE_APART]
    try:
        with reading(engine) as connection:
            tables = connection.execute(
                text(
                    "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
                    "WHERE schemaname = current_schema() AND tablename = ANY(:names)"
                ),
                {"names": names},
            ).scalars()
            functions = connection.execute(
                text(
                    "SELECT p.oid::regprocedure::text FROM pg_proc p "
                    "WHERE p.pronamespace = current_schema()::regnamespace AND p.pronargs = 0 "
                    "AND p.prorettype = 'trigger'::regtype AND p.proname = ANY(:names)"
                ),
                {"names": list(FUNCTIONS)},
            ).scalars()
            dropped = "".join(f"DROP FUNCTION {name};\n" for name in functions)
            listed = ", ".join(tables)
    finally:
        engine.dispose()
    return (f"DROP TABLE {listed};\n" if listed else "") + dropped


def _load(server: _Server, source: Path, *, into: URL, first: str = "", last: str = "") -> None:
    """Run a dump as one transaction, begun and committed by us.

    Where this program or pg_restore is killed no COMMIT follows, and the server undoes all of it.
    """
    reader = [_tool("pg_restore"), "--no-owner", "--file=-", str(source.absolute())]
    writer = [_tool("psql"), "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"]
    writer += ["--output", os.devnull, f"--dbname={server.named(into)}"]
    with TemporaryFile() as said, TemporaryFile() as read_said:
        environment = server.environment()
        with (
            subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=read_said) as giving,
            subprocess.Popen(writer, stdin=subprocess.PIPE, stderr=said, env=environment) as taking,
        ):
            if giving.stdout is None or taking.stdin is None:
                raise AssertionError
            with suppress(BrokenPipeError):
                taking.stdin.write(f"BEGIN;\nSET LOCAL lock_timeout = '30s';\n{first}".encode())
                shutil.copyfileobj(giving.stdout, taking.stdin)
                if giving.wait() == 0:
                    taking.stdin.write(f"{last}COMMIT;\n".encode())
            giving.stdout.close()
            with suppress(BrokenPipeError):
                taking.stdin.close()
            giving.wait()
            taking.wait()
        if taking.returncode:
            raise DatabaseError(_said("psql", _all_of(said)))
        if giving.returncode:
            raise DatabaseError(_said("pg_restore", _all_of(read_said)))


def _all_of(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _try(server: _Server, source: Path, *, version: str) -> None:
    """Restore a dump into a scratch database and look at it, where the role may make one."""
    with _scratch(server) as scratch:
        if scratch is None:
            return
        try:
            _load(server, source, into=scratch)
        except DatabaseError as error:
            raise RefusedError(
                *(Problem(f"{source}: {one.what}", fix=one.fix) for one in error.problems)
            ) from error
        if version == SCHEMA and (differs := migrate.differs(scratch)):
            what = f"{source} has other tables: {differs}"
            raise RefusedError(Problem(what, fix="take another backup"))


@contextmanager
def _scratch(server: _Server) -> Generator[URL | None]:
    admin = create_engine(server.url, isolation_level="AUTOCOMMIT")
    mine = f"hiring_trial_{sha256(str(server.url.database).encode()).hexdigest()[:12]}_"
    name = f"{mine}{uuid.uuid4().hex}"
    try:
        with admin.connect() as connection:
            _drop_left(connection, mine)
            try:
                connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) != _NOT_ALLOWED:
                    raise
                yield None
                return
        try:
            yield server.url.set(database=name)
        finally:
            with admin.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


def _drop_left(connection: Connection, mine: str) -> None:
    """Remove the scratch databases of restores of this database that were killed."""
    names = connection.execute(
        text("SELECT datname FROM pg_database WHERE starts_with(datname, :mine)"), {"mine": mine}
    ).scalars()
    for name in names.all():
        with suppress(DBAPIError):  # one that is in use stays
            connection.execute(text(f"DROP DATABASE {name}"))
