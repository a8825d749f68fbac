"""What every command shares: the workspace, the transaction, errors, tables and safe writing."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hiring.errors import HiringError, Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Engine

    from hiring.config import Settings
    from hiring.store.ledger import Act

DEFAULT_LIMIT = 50
PRIVATE_FILE = 0o600


class App:
    """One run of the program: where it works, as whom, and since when."""

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
            from hiring.config import find_workspace, load_settings

            folder = find_workspace(Path.cwd(), named=self.workspace)
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

    @contextmanager
    def engine(self) -> Generator[Engine]:
        """Connect to the workspace's database; DatabaseError when its file is missing."""
        from hiring.errors import DatabaseError
        from hiring.store.connection import connect

        file = self.settings.database_file
        if file is not None and not file.exists():
            raise DatabaseError(
                Problem(f"there is no database at {file.name}", fix="hiring db upgrade")
            )
        engine = connect(self.settings.database_url)
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
            yield connection

    @contextmanager
    def writing(self) -> Generator[Act]:
        """Open a transaction for one act of the person who runs the command."""
        from hiring.store.connection import require_schema, transaction
        from hiring.store.ledger import Act

        with self.engine() as engine, transaction(engine) as connection:
            require_schema(connection)
            yield Act(connection, self.now, self.actor)

    def zone(self) -> Any:
        """Give the workspace's time zone, or None for the computer's own."""
        if not self.settings.time_zone:
            return None
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(self.settings.time_zone)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise UsageError(
                Problem(
                    f"time_zone {self.settings.time_zone!r} in hiring.toml is unknown",
                    fix='use a name such as "Europe/Berlin"',
                )
            ) from error

    def local(self, moment: datetime) -> datetime:
        """Give a moment in the workspace's time zone."""
        return moment.astimezone(self.zone())

    def moment(self, text: str) -> datetime:
        """Read an ISO 8601 moment; without an offset it is local time."""
        try:
            read = datetime.fromisoformat(text.strip())
        except ValueError:
            raise UsageError(
                Problem(f"{text!r} is not a time", fix="write 2026-03-02T14:00 or with +01:00")
            ) from None
        if read.tzinfo is None:
            zone = self.zone()
            read = read.replace(tzinfo=zone) if zone else read.astimezone()
        return read


pass_app = click.make_pass_decorator(App, ensure=True)


def _remember(name: str) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def remember(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value:
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


class Group(click.Group):
    """A group of our commands."""

    command_class = Command


Group.group_class = Group


def show_error(error: HiringError) -> None:
    """Print every problem of an error on standard error."""
    for problem in error.problems:
        click.echo(f"Error: {printable(str(problem))}", err=True)


def printable(text: object) -> str:
    """Show text on a terminal without letting it command the terminal."""
    return "".join(c if c in "\n\t" or (c.isprintable()) else f"\\x{ord(c):02x}" for c in str(text))


def echo(text: object = "", *, err: bool = False) -> None:
    """Print text that may come from people."""
    click.echo(printable(text), err=err)


def plain(view: Any) -> Any:
    """Turn a view into plain data for JSON: moments as ISO 8601 in UTC."""
    import dataclasses
    from enum import Enum

    if dataclasses.is_dataclass(view) and not isinstance(view, type):
        return {f.name: plain(getattr(view, f.name)) for f in dataclasses.fields(view)}
    if isinstance(view, datetime):
        return view.astimezone(UTC).isoformat()
    if isinstance(view, Enum):
        return view.value
    if isinstance(view, dict):
        return {str(key): plain(value) for key, value in view.items()}
    if isinstance(view, (tuple, list)):
        return [plain(value) for value in view]
    return view


def echo_json(view: Any) -> None:
    """Print a view as JSON."""
    import json

    click.echo(json.dumps(plain(view), ensure_ascii=False, indent=2))


def table(rows: Iterable[Sequence[object]], *, heads: Sequence[str], empty: str) -> None:
    """Print rows under their heads, or a sentence when there are none."""
    shown = [
        ["" if cell is None else " ".join(printable(cell).split()) for cell in r] for r in rows
    ]
    if not shown:
        click.echo(empty, err=True)
        return
    widths = [max(_width(row[i]) for row in (heads, *shown)) for i in range(len(heads))]
    for row in (heads, *shown):
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def facts(pairs: Mapping[str, object]) -> None:
    """Print facts, one a line, leaving out those that nobody gave."""
    given = {key: value for key, value in pairs.items() if value not in (None, "", (), [])}
    width = max((len(key) for key in given), default=0)
    for key, value in given.items():
        echo(f"{key:<{width}}  {value}")


def limited(*, limit: int, everything: bool) -> int | None:
    """Turn --limit and --all into a number of rows, one more than shown, or None for all."""
    return None if everything else limit + 1


def cut(rows: Sequence[Any], *, limit: int, everything: bool) -> Sequence[Any]:
    """Cut a list to its limit and say so."""
    if everything or len(rows) <= limit:
        return rows
    click.echo(f"the first {limit} are shown; --all shows everything", err=True)
    return rows[:limit]


def list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --limit, --all and --json to a list."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)
    command = click.option("--all", "everything", is_flag=True, help="Show every row.")(command)
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=DEFAULT_LIMIT,
        show_default=True,
        help="Show at most N rows.",
        metavar="N",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a read."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def because_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a required --because."""
    return click.option("--because", required=True, metavar="TEXT", help="The reason.")(command)


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --dry-run."""
    return click.option(
        "--dry-run", is_flag=True, help="Say what would be done, and change nothing."
    )(command)


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


def write_file(path: Path, content: bytes, *, force: bool = False) -> str:
    """Write a whole file or none of it, readable by its owner only.

    Returns "written" or "unchanged". Raises RefusedError for a file with other content, unless
    forced, and for a folder that cannot be written to.
    """
    from tempfile import NamedTemporaryFile

    try:
        if path.is_dir():
            raise RefusedError(Problem(f"{path} is a folder", fix="name a file"))
        if path.exists():
            if path.read_bytes() == content:
                return "unchanged"
            if not force:
                raise RefusedError(
                    Problem(f"{path} is there with other content", fix="--force writes over it")
                )
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=".hiring-", delete=False) as unfinished:
            temporary = Path(unfinished.name)
            try:
                unfinished.write(content)
                unfinished.close()
                temporary.chmod(PRIVATE_FILE)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise RefusedError(
            Problem(f"{path} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    return "written"


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is destroyed; anything but yes ends the command with exit code 1."""
    if not yes:
        click.confirm(question, abort=True)
