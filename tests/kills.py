"""Kill a real process at random moments, again and again, and look at what it left behind.

One line of a test is enough for one more act: `kill_often(prepare, run_hiring, verify)`.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import time
import uuid
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from hiring.store.connection import connect, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

    from sqlalchemy import Connection as SqlConnection

    from hiring.config import Settings

PATIENCE = 120
# What acts import, loaded once by the process whose children are killed.
PRELOADED = (
    "alembic.command",
    "hiring.cli.database",
    "hiring.cli.exporting",
    "hiring.cli.imports",
    "hiring.cli.merging",
    "hiring.cli.scorecards_back",
    "hiring.documents.scorecard.read",
    "hiring.exchange.dumping",
    "hiring.exchange.people.opening",
    "hiring.exchange.people.taking",
    "hiring.exchange.taking",
    "hiring.store.migrate",
    "hiring.workflow.merging",
    "hiring.workflow.moving",
    "hiring.workflow.recording",
    "hiring.workflow.server_copies",
    "hiring.workflow.workspaces",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "tests.kills",
)


class Kills(NamedTuple):
    """How often an act was killed in its midst, and how often it was quicker than that."""

    killed: int
    finished: int


def kill_often(
    prepare: Callable[[], tuple[Any, ...]],
    act: Callable[..., object],
    verify: Callable[..., object],
    *,
    times: int = 50,
) -> Kills:
    """Do `act(*prepare())` in a process of its own and kill it, `times` times; then let it end.

    The moments are spread over the time the act takes undisturbed: one in each of `times` equal
    parts, at random within it. After each, and after the two that end by themselves, comes
    `verify(*prepared)`. The act is a function of a module: a child process must find it by name.
    An act that ended before its kill is looked at too, and does not count.
    """
    chosen = random.Random(times)  # noqa: S311 - no secret, and the same in every run
    prepared = prepare()
    takes = _undisturbed(act, prepared)
    verify(*prepared)
    killed = finished = 0
    while killed < times:
        assert finished <= 2 * times, "it always ends before it is killed"
        part = (killed + chosen.random()) / times
        prepared = prepare()
        with _child(act, prepared) as process:
            time.sleep(part * takes)
            process.kill()
            process.join()
            if process.exitcode == 0:
                finished += 1
                takes *= 0.9
            else:
                assert process.exitcode == -9, f"it ended by itself with {process.exitcode}"
                killed += 1
        verify(*prepared)
    prepared = prepare()
    _undisturbed(act, prepared)
    verify(*prepared)
    return Kills(killed, finished)


def run_hiring(*words: str) -> None:
    """Run a command line; the act of most tests."""
    from hiring.cli import main

    main(words)


def run_in_part(*words: str) -> None:
    """Run a command line that ends with 3: done but for what it named."""
    try:
        run_hiring(*words)
    except SystemExit as ended:
        assert ended.code == 3  # noqa: PT017 - it is no test


@contextmanager
def left_by_killed(url: str) -> Iterator[SqlConnection]:
    """Read a database when the server is done with what the killed process asked of it."""
    engine = connect(url)
    others = text(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    deadline = time.monotonic() + PATIENCE
    while engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            if connection.execute(others).first() is None:
                break
        assert time.monotonic() < deadline, "the server goes on with it"
        time.sleep(0.002)
    with reading(engine) as connection:
        yield connection
    engine.dispose()


def _undisturbed(act: Callable[..., object], prepared: tuple[Any, ...]) -> float:
    with _child(act, prepared) as process:
        began = time.monotonic()
        process.join(PATIENCE)
        assert process.exitcode == 0, f"undisturbed it ended with {process.exitcode}"
        return time.monotonic() - began


@contextmanager
def _child(act: Callable[..., object], prepared: tuple[Any, ...]) -> Iterator[BaseProcess]:
    """Start a process and wait until it begins with the act."""
    context = get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_begin, args=(there, act, prepared))
    with _no_main_module():
        process.start()
    there.close()
    try:
        assert here.poll(PATIENCE)
        here.recv()
        yield process
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Spare each child the import of pytest, which is the main module here."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _begin(pipe: Connection, act: Callable[..., object], prepared: tuple[Any, ...]) -> None:
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - no path of ours
        sys.stdout = nowhere
        pipe.send("begun")
        act(*prepared)


class Snapshot:
    """A database as it was at one moment, to be had again as often as one likes."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        """Remember the database of a workspace; nobody may be connected to a server's."""
        self.file = settings.database_file
        self.kept = folder / f"snapshot-{uuid.uuid4().hex}.db"
        self.url = make_url(settings.database_url)
        self.template = f"hiring_{uuid.uuid4().hex}"
        if self.file is not None:
            shutil.copy(self.file, self.kept)
        else:
            self._on_server(f"CREATE DATABASE {self.template} TEMPLATE {self.url.database}")

    def put_back(self) -> None:
        """Make the database what it was, without asking the program to."""
        if self.file is None:
            self._on_server(
                f"DROP DATABASE {self.url.database} WITH (FORCE)",
                f"CREATE DATABASE {self.url.database} TEMPLATE {self.template}",
            )
            return
        for beside in self.file.parent.glob(f"*{self.file.name}*"):
            if beside.is_dir():
                shutil.rmtree(beside)
            else:
                beside.unlink()
        shutil.copy(self.kept, self.file)

    def forget(self) -> None:
        """Remove what the server keeps for it."""
        if self.file is None:
            self._on_server(f"DROP DATABASE {self.template} WITH (FORCE)")

    def _on_server(self, *statements: str) -> None:
        server = create_engine(self.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        server.dispose()
