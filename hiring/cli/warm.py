"""What stays between the commands of one process: settings once read, the database kept open."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from hiring.cli.kit import App, say_who_was_renamed
from hiring.cli.tree import called
from hiring.errors import DatabaseError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from sqlalchemy import Connection, Engine

    from hiring.config import Settings
    from hiring.store.ledger import Act

# A file is another one when it was put in the other's place or written anew.
Identity = tuple[int, ...]
# These replace or lock the database's file, so that nothing of ours may hold it open.
ON_THE_FILE = frozenset(("db", "init", "demo"))


class _Open(NamedTuple):
    url: str
    identity: Identity | None
    engine: Engine


class Kept:
    """Settings and a database that were opened by one command and serve the next."""

    def __init__(self) -> None:
        """Start with nothing open."""
        self._settings: dict[Path, tuple[Identity, Settings]] = {}
        self._open: _Open | None = None

    def settings(self, folder: Path) -> Settings:
        """Give a workspace's settings, read again only when their file has changed."""
        from hiring.config import load_settings
        from hiring.workspace import FILE

        found = os.stat(folder / FILE)  # noqa: PTH116 - it is done for every command
        stamp = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
        known = self._settings.get(folder)
        if known is None or known[0] != stamp:
            known = stamp, load_settings(folder, environment=os.environ)
            self._settings[folder] = known
        return known[1]

    def engine(self, settings: Settings, connect: Callable[[], Engine]) -> Engine:
        """Give the open database, or open it where it is another one than before."""
        identity = identity_of(settings)
        if self._open is not None:
            if self._open.url == settings.database_url and self._open.identity == identity:
                return self._open.engine
            self.let_go()
        engine = connect()
        self._open = _Open(settings.database_url, identity_of(settings), engine)
        return engine

    def require_same(self, settings: Settings) -> None:
        """Refuse to write into a file that another one has taken the place of; DatabaseError."""
        if self._open is not None and self._open.identity != identity_of(settings):
            raise DatabaseError(
                Problem(
                    "the database was replaced while this command ran; nothing of it was kept",
                    fix="look what is there now, then type the command again",
                )
            )

    def let_go(self) -> None:
        """Close the database."""
        if self._open is not None:
            self._open.engine.dispose()
            self._open = None


def identity_of(settings: Settings) -> Identity | None:
    """Tell a database's file from another under the same name; None for a server."""
    file = settings.database_file
    if file is None:
        return None
    try:
        found = os.stat(file)  # noqa: PTH116 - it is done for every command
    except OSError:
        return ()
    return found.st_dev, found.st_ino


class WarmApp(App):
    """One command among several of one process."""

    def __init__(self, kept: Kept) -> None:
        """Use what earlier commands left open."""
        super().__init__()
        self.kept = kept
        self.interrupted = False

    @property
    def settings(self) -> Settings:
        """Give the workspace's settings, from memory where they have not changed."""
        if self._settings is None:
            from hiring.workspace import find_workspace

            self._settings = self.kept.settings(find_workspace(Path.cwd(), named=self.workspace))
        return self._settings

    @contextmanager
    def engine(self) -> Generator[Engine]:
        """Give the database, and leave it open."""
        yield self.kept.engine(self.settings, self.connect)

    @contextmanager
    def writing_on(self, engine: Engine) -> Generator[Act]:
        """Open a transaction on the file that is in its place now."""
        with super().writing_on(engine) as act:
            self.kept.require_same(self.settings)
            yield act
            self.kept.require_same(self.settings)


class WithinApp(WarmApp):
    """One command among several that are kept or undone together."""

    writes_files = False

    def __init__(self, kept: Kept, connection: Connection) -> None:
        """Write within an open transaction."""
        super().__init__(kept)
        self._connection = connection

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Read what the earlier commands of the transaction wrote, too."""
        try:
            yield self._connection
        finally:
            say_who_was_renamed(self._connection)

    @contextmanager
    def writing_on(self, engine: Engine) -> Generator[Act]:
        """Open a part of the transaction, undone alone when it fails."""
        del engine
        from hiring.store.connection import part
        from hiring.store.ledger import Act

        with part(self._connection) as connection:
            try:
                yield Act(connection, self.now.replace(microsecond=0), self.actor)
            finally:
                say_who_was_renamed(connection)


def call(words: Sequence[str], app: WarmApp) -> int:
    """Run one command as the program does, and give its exit code; only leaving is left out."""
    from hiring.cli import main

    if not ON_THE_FILE.isdisjoint(called(words).path[:1]):
        app.kept.let_go()
    try:
        code = main.main(list(words), prog_name="hiring", standalone_mode=False, obj=app)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort as stopped:
        app.interrupted = isinstance(stopped.__cause__, KeyboardInterrupt)
        click.echo("Aborted!", err=True)
        return 1
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # nobody reads any more: there is nothing to go on for
        _show_fault(error)
        return 1
    except Exception as fault:  # noqa: BLE001 - what ends the program must not end the shell
        _show_fault(fault)
        return 1
    return code if isinstance(code, int) else 0


def _show_fault(fault: Exception) -> None:
    sys.excepthook(type(fault), fault, fault.__traceback__)
