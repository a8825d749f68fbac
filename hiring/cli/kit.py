"""What every command shares: the workspace, the transaction, errors, tables and safe writing."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

import click

from hiring.errors import HiringError, Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from hiring.config import Settings
    from hiring.store.ledger import Act

DEFAULT_LIMIT = 50
MOST_ROWS = 1_000_000
# Help is wrapped here, whatever the terminal: the pages in docs/commands.md are the same text.
HELP_WIDTH = 80
WIDEST_CELL = 60


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

    @contextmanager
    def engine(self) -> Generator[Engine]:
        """Connect to the workspace's database; DatabaseError when its file is missing."""
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
        with self.engine() as engine, self.writing_on(engine) as act:
            yield act

    @contextmanager
    def writing_on(self, engine: Engine) -> Generator[Act]:
        """Open one of several transactions of one command."""
        from hiring.store.connection import require_schema, transaction
        from hiring.store.ledger import Act

        with transaction(engine) as connection:
            require_schema(connection)
            yield Act(connection, self.now, self.actor)

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


def show_error(error: HiringError) -> None:
    """Print every problem of an error on standard error, a line each."""
    for problem in error.problems:
        echo(f"Error: {problem}", err=True)


def printable(text: object) -> str:
    """Show text on a terminal without letting it command the terminal.

    Spaces of every kind and the joiners of scripts and emoji stay; what moves the cursor, turns
    the direction of writing or rings the bell is shown as its number.
    """
    shown = str(text)
    return shown if shown.isprintable() else "".join(map(_printable, shown))


def _printable(letter: str) -> str:
    if letter in "\n\t\u200c\u200d" or letter.isprintable():
        return letter
    from unicodedata import category

    if category(letter) == "Zs":
        return letter
    number = ord(letter)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"  # noqa: PLR2004 - Latin-1


def echo(text: object = "", *, err: bool = False) -> None:
    """Print one line that may come from people; line breaks inside it become spaces.

    So nobody's name or note can look like a line of ours. Breaks before and after it stay.
    """
    said = str(text)
    inside = said.strip("\r\n")
    if len(inside.splitlines()) > 1:
        said = said.replace(inside, " ".join(inside.splitlines()))
    click.echo(printable(said), err=err)


def plain(view: Any) -> Any:
    """Turn a view into plain data for JSON: moments as ISO 8601 in UTC."""
    if hasattr(view, "_asdict"):
        view = view._asdict()
    elif hasattr(view, "__dataclass_fields__"):
        view = {name: getattr(view, name) for name in view.__dataclass_fields__}
    if isinstance(view, dict):
        return {str(key): plain(value) for key, value in view.items()}
    if isinstance(view, (tuple, list)):
        return [plain(value) for value in view]
    if isinstance(view, datetime):
        return view.astimezone(UTC).isoformat()
    return view.value if hasattr(view, "value") else view


def echo_json(view: Any) -> None:
    """Print a view as JSON."""
    import json
    import re
    import sys

    # Where the output cannot hold every letter, as a file on an older Windows, JSON's own
    # escapes can; the others are only for what would command a terminal.
    ascii_only = not (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    text = json.dumps(plain(view), ensure_ascii=ascii_only, indent=2)
    click.echo(re.sub(_COMMANDS, lambda found: f"\\u{ord(found[0]):04x}", text))


_COMMANDS = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"


def table(rows: Iterable[Sequence[object]], *, heads: Sequence[str], empty: str) -> None:
    """Print rows under their heads, or a sentence when there are none."""
    shown = [[_cell(cell) for cell in row] for row in rows]
    for cells in shown:
        cells[:-1] = [_shortened(cell) for cell in cells[:-1]]
    if not shown:
        click.echo(empty, err=True)
        return
    widths = [max(_width(row[i]) for row in (heads, *shown)) for i in range(len(heads))]
    for row in (heads, *shown):
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return ""
    return printable(" ".join(str(value).replace("\t", " ").splitlines()))


def _shortened(cell: str) -> str:
    # One very long name must not push every other row off the screen; the last column may run on.
    if _width(cell) <= WIDEST_CELL:
        return cell
    while _width(cell) > WIDEST_CELL - 3:
        cell = cell[: WIDEST_CELL - 3] if len(cell) > WIDEST_CELL else cell[:-1]
    return f"{cell}..."


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    nothing = ("Mn", "Me", "Cf")
    return sum(
        0 if category(c) in nothing else 2 if east_asian_width(c) in "WF" else 1 for c in text
    )


def facts(pairs: Mapping[str, object]) -> None:
    """Print facts, one a line, leaving out those that nobody gave; long text stays indented."""
    given = {key: value for key, value in pairs.items() if value not in (None, "", (), [])}
    width = max((len(key) for key in given), default=0)
    for key, value in given.items():
        first, *more = str(value).splitlines() or [""]
        echo(f"{key:<{width}}  {first}")
        for line in more:
            echo(f"{'':<{width}}  {line}")


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
        type=click.IntRange(1, MOST_ROWS),
        default=DEFAULT_LIMIT,
        help=f"Show at most N rows; {DEFAULT_LIMIT} when left out.",
        metavar="N",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --json to a read."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def because_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a required --because, which must say something."""
    return click.option(
        "--because",
        required=True,
        metavar="TEXT",
        callback=_not_blank,
        help="The reason, for the record.",
    )(command)


def by_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add a required --by, which must name somebody."""
    return click.option(
        "--by",
        required=True,
        metavar="NAME",
        callback=_not_blank,
        help="The person who decides, by name.",
    )(command)


def _not_blank(_ctx: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value.strip():
        raise click.BadParameter("it is empty; say it in words")
    return value.strip()


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


class OccupiedError(RefusedError):
    """A file with other content is where one was to be written."""


def write_file(path: Path, content: bytes, *, force: bool = False) -> str:
    """Write a whole file or none of it, readable by its owner only.

    Returns "written" or "unchanged". Raises OccupiedError for a file with other content, unless
    forced, and RefusedError for a place that cannot be written to.
    """
    try:
        if not _is_free(path, content, force=force):
            return "unchanged"
        _sweep(path.parent)
        unfinished = _unfinished(path, content)
        try:
            os.replace(unfinished, path)  # noqa: PTH105 - a thousand cards are written so
        except BaseException:
            os.unlink(unfinished)  # noqa: PTH108 - the same
            raise
    except OSError as error:
        raise RefusedError(
            Problem(f"{path} cannot be written: {error.strerror}", fix="choose another place")
        ) from error
    return "written"


def _is_free(path: Path, content: bytes, *, force: bool) -> bool:
    """Tell whether a file may be written there; False when this content is there already."""
    try:
        found = os.stat(path)  # noqa: PTH116 - a thousand cards are written so
    except FileNotFoundError:
        return True
    if stat.S_ISDIR(found.st_mode):
        raise RefusedError(Problem(f"{path} is a folder", fix="name a file"))
    if found.st_size == len(content) and path.read_bytes() == content:
        return False
    if not force:
        raise OccupiedError(
            Problem(
                f"{path} is there with other content",
                fix="choose another name, or write over it with --force",
            )
        )
    return True


_numbers = count()
_START = os.urandom(4).hex()
_BEGUN = ".hiring-"
_LEFT_BEHIND = 3600.0  # seconds: no file takes an hour to write
_swept: set[Path] = set()


def _sweep(folder: Path) -> None:
    """Remove what runs that were killed left unfinished in a folder; looks once in each."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_BEGUN) and _is_left_behind(entry):
                os.unlink(entry)  # noqa: PTH108 - it is no path


def _is_left_behind(entry: os.DirEntry[str]) -> bool:
    found = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(found.st_mode) and found.st_mtime < time.time() - _LEFT_BEHIND


def _unfinished(path: Path, content: bytes) -> str:
    """Write a whole file beside its place, readable by its owner only, and give its name."""
    from hiring.config import PRIVATE_FILE

    name = os.path.join(path.parent, f"{_BEGUN}{_START}-{os.getpid()}-{next(_numbers)}")  # noqa: PTH118
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        place = os.open(name, flags, PRIVATE_FILE)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        place = os.open(name, flags, PRIVATE_FILE)
    try:
        with os.fdopen(place, "wb", buffering=0) as file:
            rest = memoryview(content)
            while rest:
                rest = rest[file.write(rest) :]
    except BaseException:
        os.unlink(name)  # noqa: PTH108 - a thousand cards are written so
        raise
    return name


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is destroyed; anything but yes ends the command with exit code 1."""
    if not yes:
        click.confirm(printable(question), abort=True)
