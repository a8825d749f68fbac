"""What every command shares: the workspace, the transaction, and how commands are made.

What they print, their options and how they write files have modules of their own; all of it can be
imported from here.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.options import (
    DEFAULT_LIMIT,
    MOST_ROWS,
    after_option,
    because_option,
    by_option,
    dry_run_option,
    json_option,
    list_options,
)
from hiring.cli.printing import (
    WIDEST_CELL,
    beside,
    cut,
    echo,
    echo_json,
    facts,
    limited,
    plain,
    printable,
    show_error,
    table,
)
from hiring.cli.whole_files import OccupiedError, write_file
from hiring.errors import Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from sqlalchemy import Connection, Engine

    from hiring.config import Settings
    from hiring.store.ledger import Act

# Help is wrapped here, whatever the terminal: the pages in docs/commands.md are the same text.
HELP_WIDTH = 80

__all__ = [
    "DEFAULT_LIMIT",
    "HELP_WIDTH",
    "MOST_ROWS",
    "WIDEST_CELL",
    "App",
    "Command",
    "Group",
    "OccupiedError",
    "Shelf",
    "Undone",
    "after_option",
    "because_option",
    "beside",
    "by_option",
    "common_options",
    "confirm",
    "cut",
    "dry_run_option",
    "echo",
    "echo_json",
    "facts",
    "json_option",
    "limited",
    "list_options",
    "pass_app",
    "plain",
    "printable",
    "rehearsed",
    "show_error",
    "table",
    "write_file",
]


class App:
    """One run of the program: where it works, as whom, and since when."""

    # Not where what is done may be undone with other commands: a file would stay.
    writes_files = True
    # Not where commands are read from a file: nobody expects a question there.
    asks = True

    def __init__(self) -> None:
        """Start with nothing named; the options fill it in."""
        self.workspace: str | None = None
        self.actor_named: str | None = None
        self._settings: Settings | None = None

    @property
    def now(self) -> datetime:
        """Give the moment, in UTC."""
        return datetime.now(UTC)

    @property
    def actor(self) -> str:
        """Say who acts: the one named, or the user of the computer."""
        if self.actor_named:
            return self.actor_named
        for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
            if os.environ.get(name):
                return os.environ[name]
        import getpass

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"

    @property
    def settings(self) -> Settings:
        """Read the workspace's settings, once."""
        if self._settings is None:
            from pathlib import Path

            from hiring.workspace import find_workspace

            folder = find_workspace(Path.cwd(), named=self.workspace)
            from hiring.config import load_settings  # of no use where there is none

            self._settings = load_settings(folder, environment=os.environ)
        return self._settings

    def has_workspace(self) -> bool:
        """Tell whether one stands in a workspace or has named one."""
        try:
            return bool(self.settings)
        except RefusedError:
            if self.workspace:
                raise
            return False

    def connect(self) -> Engine:
        """Make what connects to the database; DatabaseError when its file is missing."""
        from hiring.errors import DatabaseError
        from hiring.store.connection import connect

        file = self.settings.database_file
        if file is not None and not file.exists():
            raise DatabaseError(
                Problem(
                    f"there is no database at {file.name}",
                    fix="hiring db restore FILE, or for an empty one: hiring db upgrade",
                )
            )
        say_what_is_open(self.settings)
        return connect(self.settings.database_url)

    @contextmanager
    def engine(self) -> Generator[Engine]:
        """Connect to the workspace's database for one command."""
        engine = self.connect()
        try:
            yield engine
        finally:
            engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Open the database for reading."""
        from hiring.store.connection import reading, require_schema

        with self.engine() as engine, reading(engine) as connection:
            require_schema(connection)
            try:
                yield connection
            finally:
                say_who_was_renamed(connection)

    @contextmanager
    def writing(self) -> Generator[Act]:
        """Open a transaction for one act of the person who runs the command."""
        with self.engine() as engine, self.writing_on(engine) as act:
            yield act

    @contextmanager
    def writing_on(self, engine: Engine) -> Generator[Act]:
        """Open one of several transactions of one command."""
        from hiring.store.connection import require_schema, transaction
        from hiring.store.ledger import Act

        with transaction(engine) as connection:
            require_schema(connection)
            try:
                yield Act(connection, self.now.replace(microsecond=0), self.actor)
            finally:
                say_who_was_renamed(connection)

    def zone(self) -> Any:
        """Give the workspace's time zone, known when it was read, or None for the computer's."""
        if not self.settings.time_zone:
            return None
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.settings.time_zone)

    def local(self, moment: datetime) -> datetime:
        """Give a moment in the workspace's time zone."""
        return moment.astimezone(self.zone())

    def moment(self, text: str) -> datetime:
        """Read an ISO 8601 moment; without an offset it is local time.

        Raises UsageError for what is no day with a time, and for a time that the clock skips
        when summer time begins.
        """
        fix = "write 2026-03-02T14:00 or with +01:00"
        try:
            written = datetime.fromisoformat(text.strip())
            zone = self.zone()
            if written.tzinfo is not None:
                return written.astimezone(UTC).astimezone(zone)
            read = written.replace(tzinfo=zone) if zone else written.astimezone()
            shown = read.astimezone(UTC).astimezone(zone)
        except (ValueError, OverflowError):
            raise UsageError(Problem(f"{text!r} is not a time", fix=fix)) from None
        if ":" not in text and "T" not in text.upper():
            raise UsageError(Problem(f"{text!r} is a day without a time", fix=fix))
        if shown.replace(tzinfo=None) != written:
            raise UsageError(
                Problem(
                    f"{text!r} does not exist here: the clock goes forward over it",
                    fix="choose another time, or write it with its offset, as +01:00",
                )
            )
        return read

    def day(self, text: str) -> datetime:
        """Read the beginning of a day in the workspace's time zone; UsageError for no day."""
        from datetime import date

        try:
            begun = datetime.combine(date.fromisoformat(text.strip()), datetime.min.time())
            zone = self.zone()
            return begun.replace(tzinfo=zone) if zone else begun.astimezone()
        except (ValueError, OverflowError):
            fix = "write it as 2026-03-02"
            raise UsageError(Problem(f"{text!r} is not a day", fix=fix)) from None


def say_what_is_open(settings: Settings) -> None:
    """Warn where others may read the database or its folder, and say how to mend it."""
    from hiring.workflow.closing import CLOSING, find_open

    if found := find_open(settings):
        first = found[0]
        name = first.shown(settings.folder)
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        click.echo(
            printable(f"warning: others may use {name} ({first.mode:o}){more}: {CLOSING}"),
            err=True,
        )


def say_who_was_renamed(connection: Connection) -> None:
    """Say whose code was answered for whoever they are now, since they were merged."""
    from hiring.store.connection import RENAMED

    if connection.closed or connection.invalidated:
        return
    for merged, kept in connection.info.pop(RENAMED, {}).items():
        click.echo(f"{merged} is now {kept}", err=True)


pass_app = click.make_pass_decorator(App, ensure=True)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def remember(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
        if value:
            _refuse_broken_text(ctx, parameter.get_error_hint(ctx), value)
            setattr(ctx.ensure_object(App), name, value)

    return remember


def common_options() -> list[click.Option]:
    """Make the options that work before and after a command's name."""
    return [
        click.Option(
            ["--workspace"],
            metavar="DIR",
            expose_value=False,
            callback=_remember("workspace"),
            help="The workspace folder; else HIRING_WORKSPACE, else found upwards from here.",
        ),
        click.Option(
            ["--actor"],
            metavar="NAME",
            expose_value=False,
            callback=_remember("actor_named"),
            help="Who acts, for the record; else HIRING_ACTOR, else the computer's user.",
        ),
    ]


class Command(click.Command):
    """A command that takes the common options too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the common options after the command's own."""
        super().__init__(*args, **kwargs)
        self.params += common_options()

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, unless a text it was given is broken."""
        hints = {parameter.name: parameter.get_error_hint(ctx) for parameter in self.params}
        for name, value in ctx.params.items():
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    _refuse_broken_text(ctx, hints[name], text)
        return super().invoke(ctx)


def _refuse_broken_text(ctx: click.Context, hint: str, text: str) -> None:
    # Bytes that are not UTF-8 reach us as lone surrogates, which nothing can store or print.
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise click.BadParameter(
            "it is not UTF-8 text; set the terminal to UTF-8, or type it again",
            ctx=ctx,
            param_hint=hint,
        )


class Group(click.Group):
    """A group of our commands."""

    command_class = Command


Group.group_class = Group


class Shelf(Group):
    """A group that loads a command when it is run: showing the others' helps loads none.

    `places` gives of each command its module in hiring.cli, its name there and its short help.
    """

    def __init__(
        self, *args: Any, places: Mapping[str, tuple[str, str, str]], **kwargs: Any
    ) -> None:
        """Take the places of the commands, in the order in which people need them."""
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order people need them."""
        del ctx
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name."""
        del ctx
        if cmd_name not in self.places:
            return None
        module, attribute, _ = self.places[cmd_name]
        command: click.Command = getattr(import_module(f"hiring.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, _, short) in self.places.items()])


class Undone(Exception):  # noqa: N818 - not an error: it ends a dry run
    """End a transaction without keeping what it did."""


@contextmanager
def rehearsed(app: App, *, dry_run: bool, quiet: bool = False) -> Generator[Act]:
    """Open a transaction that is undone at its end when this is only a rehearsal."""
    try:
        with app.writing() as act:
            yield act
            if dry_run:
                raise Undone  # noqa: TRY301 - leaving by an exception undoes the transaction
    except Undone:
        if not quiet:
            click.echo("(a dry run: nothing was changed)", err=True)


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is destroyed; anything but yes ends the command with exit code 1.

    Raises RefusedError where nobody can answer.
    """
    if yes:
        return
    try:
        agreed = click.confirm(printable(question))
    except click.Abort as stopped:
        if isinstance(stopped.__context__, EOFError) and not sys.stdin.isatty():
            echo()  # behind the question
            raise RefusedError(Problem("there is nobody to answer", fix="--yes")) from None
        raise
    if not agreed:
        raise click.Abort
