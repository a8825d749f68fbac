"""The command that runs commands from a file."""

from __future__ import annotations

import shlex
import sys
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import click

from hiring.cli.kit import App, Command, Undone, dry_run_option, echo, json_option, pass_app
from hiring.cli.tree import called
from hiring.cli.warm import Kept, WarmApp, WithinApp, call
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import TextIO

    from sqlalchemy import Connection

    from hiring.cli.tree import Called

STANDARD_INPUT = "-"
PROGRAM = "hiring"
# None of these can be one of several commands, since they are such themselves.
NEVER = frozenset({"run", "shell", "completion"})
# These work on the database as a whole, or make one, and are never part of a transaction.
ALONE = frozenset(
    {
        "init",
        "demo",
        "db roles",
        "db secure",
        "db upgrade",
        "db backup",
        "db restore",
        "db copy",
        "privacy erase",
        "export",
        "import",
        "retention run",
        "rubric copy",
    }
)
# By these options a command writes files, which no transaction takes back.
WRITING = frozenset({"--output", "--reply", "--mail", "--rejects", "--propose-map"})
# This leaves a file of what it could not take.
LEAVING = ("candidate import", "--keep-going")
ELSEWHERE = "--workspace"


class Line(NamedTuple):
    """A command of a file: the number of its first line, its words, or why it has none."""

    number: int
    words: tuple[str, ...]
    problem: Problem | None = None


def split_line(text: str) -> tuple[str, ...]:
    """Split a line as a shell does; ValueError for a quote that is not closed.

    A # at the beginning of a word begins a comment, and `hiring` at the beginning may be left out.
    """
    words = shlex.split(text[: _comment_in(text)])
    return tuple(words[1:] if words[:1] == [PROGRAM] else words)


def last_word(text: str) -> int:
    """Tell where the last word of a line begins, closed or not."""
    return max((place for place, _ in _beginnings(text)), default=0)


def _comment_in(text: str) -> int | None:
    return next((place for place, letter in _beginnings(text) if letter == "#"), None)


def _beginnings(text: str) -> Iterator[tuple[int, str]]:
    """Tell where words begin, by the shell's rules of quotes, and where the next one would."""
    quote, escaped, between = "", False, True
    for place, letter in enumerate(text):
        blank = letter.isspace() and not quote and not escaped
        if between and not blank:
            yield place, letter
        between = blank
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
    if between:
        yield len(text), ""


def joined_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Number the lines, and join one that ends in a backslash with the next."""
    begun, first = "", 0
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n")
        first = first or number
        ends = len(text) - len(text.rstrip("\\"))
        if ends % 2:
            begun += text[:-1]
            continue
        yield first, begun + text
        begun, first = "", 0
    if begun:
        yield first, begun


def read_lines(lines: Iterable[str]) -> Iterator[Line]:
    """Read commands as they come; a line that cannot be split has its problem."""
    for number, text in joined_lines(lines):
        try:
            words = split_line(text)
        except ValueError as error:
            problem = Problem(
                f"this is no command: {str(error).lower()}",
                fix="close the quotes; a command stands on one line, or goes on behind a \\",
            )
            yield Line(number, (), problem)
        else:
            if words:
                yield Line(number, words)


class Running:
    """Several commands, one after the other, in one workspace."""

    def __init__(self, app: App, name: str, *, as_json: bool = False, told: bool = True) -> None:
        """Run as whoever runs the whole; `name` is the file's, for messages, where lines are told.

        What is typed at a terminal needs none.
        """
        self._kept = Kept()
        self._app = app
        self._within: Connection | None = None
        self._as_json = as_json
        self._asks = not told
        self._told = told and not as_json
        self.name = name
        self.failed: list[Line] = []
        self.done = 0
        self.code = 0
        self.interrupted = False

    def run(self, line: Line) -> int:
        """Run one command and say how it went; the first failure's exit code is kept."""
        code = self._run_quietly(line) if self._as_json else self.call(line.words)
        if code == 0:
            self.done += 1
            return 0
        self.failed.append(line)
        self.code = self.code or code
        if self._told:
            name = called(line.words).name or "no such command"
            echo(f"{self.name}, line {line.number}: {name}: exit code {code}", err=True)
        return code

    def app(self) -> WarmApp:
        """Give what one command knows of its surroundings."""
        app = WarmApp(self._kept)
        if self._within is not None:
            app = WithinApp(self._kept, self._within)
        app.workspace, app.actor_named = self._app.workspace, self._app.actor_named
        app.asks = self._asks
        return app

    def call(self, words: tuple[str, ...]) -> int:
        """Run one command, and give its exit code."""
        app = self.app()
        code = call(words, app)
        self.interrupted = app.interrupted
        return code

    def _run_quietly(self, line: Line) -> int:
        import json

        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = self.call(line.words)
        said = {
            "line": line.number,
            "command": called(line.words).name,
            "exit_code": code,
            "output": out.getvalue(),
            "errors": err.getvalue(),
        }
        click.echo(json.dumps(said))
        return code

    @contextmanager
    def together(self, *, dry_run: bool) -> Generator[None]:
        """Keep what the commands do only when all went well, and nothing of a rehearsal."""
        try:
            with self.app().writing() as act:
                self._within = act.connection
                yield
                if dry_run or self.failed:
                    raise Undone  # noqa: TRY301 - leaving by an exception undoes the transaction
        except Undone:
            pass
        finally:
            self._within = None

    def close(self) -> None:
        """Let the database go."""
        self._kept.let_go()


def why_not(found: Called, *, together: bool) -> Problem | None:
    """Say why a command cannot be one of several, or of a transaction; None when it can."""
    if found.path[:1] and found.path[0] in NEVER:
        return Problem(f"{found.name} cannot be one of several commands", fix="leave it out")
    if not together:
        return None
    if found.name in ALONE:
        return Problem(
            f"{found.name} cannot be undone with the others",
            fix="run it by itself, before or after the others",
        )
    may_write = {*WRITING, LEAVING[1]} if found.name == LEAVING[0] else WRITING
    writing = [one for one in may_write if (option := found.option(one)) and _given(option, found)]
    for name in writing:
        return Problem(
            f"{found.name} {name} writes files, which cannot be undone with the others",
            fix="run it by itself, when the others are done",
        )
    return None


def _why_not_elsewhere(words: tuple[str, ...]) -> Problem | None:
    options = words[: words.index("--")] if "--" in words else words
    if not any(word.partition("=")[0] == ELSEWHERE for word in options):
        return None
    return Problem(
        f"{ELSEWHERE} on a line: what is kept or undone together is of one workspace",
        fix=f"leave it out, and run another workspace's lines by: hiring {ELSEWHERE} DIR run",
    )


def _given(option: click.Option, found: Called) -> bool:
    if option.required:
        return True
    long = [one for one in option.opts if one.startswith("--")]
    short = [one for one in option.opts if one not in long]
    for word in found.rest:
        if word.partition("=")[0] in long or any(word.startswith(one) for one in short):
            return True
    return False


def refuse(lines: Iterable[Line], name: str, *, together: bool) -> None:
    """Refuse what cannot be run, every line of it at once; InvalidFileError."""
    problems = []
    for line in lines:
        problem = line.problem or why_not(called(line.words), together=together)
        if together and not problem:
            problem = _why_not_elsewhere(line.words)
        if problem:
            problem.where = f"{name}, line {line.number}"
            problems.append(problem)
    if problems:
        raise InvalidFileError(*problems)


@contextmanager
def quiet_input() -> Generator[TextIO]:
    """Give the lines of standard input, out of reach of a command that asks."""
    taken, sys.stdin = sys.stdin, StringIO()
    try:
        yield taken
    finally:
        sys.stdin = taken


@contextmanager
def _opened(file: str) -> Generator[TextIO]:
    if file == STANDARD_INPUT:
        with quiet_input() as lines:
            yield lines
        return
    try:
        with open(file, encoding="utf-8-sig") as opened:  # noqa: PTH123 - it is a name
            yield opened
    except OSError as error:
        raise InvalidFileError(
            Problem(f"{file} cannot be read: {error.strerror}", fix="name a file of commands")
        ) from error


def _decoded(lines: Iterable[str], name: str) -> Iterator[str]:
    try:
        yield from lines
    except UnicodeDecodeError as error:
        raise InvalidFileError(Problem("it is no UTF-8 text", where=name)) from error


@click.command(cls=Command)
@click.argument("file", metavar="FILE|-")
@click.option("--atomic", is_flag=True, help="Keep everything, or nothing when one fails.")
@click.option("--keep-going", is_flag=True, help="Go on behind a command that failed.")
@dry_run_option
@json_option
@pass_app
def run(
    app: App, file: str, *, atomic: bool, keep_going: bool, dry_run: bool, as_json: bool
) -> None:
    """Run commands from a file, one a line, in one process.

    Lines are split as a shell splits them, with quotes; nothing in them is expanded. Empty lines
    and what follows a # are passed over, hiring in front may be left out, and a line that ends in
    a backslash goes on in the next. Each command is a transaction of its own, and the first that
    fails ends the run; a command that asks needs its --yes.

    With --atomic they are one transaction; others cannot write meanwhile. --dry-run does
    everything and undoes it. Commands that write files, work on the database as a whole or name
    another workspace are then refused before anything runs. With --keep-going all failures are
    told, and nothing is kept.

    The exit code is that of the first command that failed. --json prints an object a command, on
    one line: line, command, exit_code, output and errors.

    \b
    Examples:
      hiring run monday.txt
      hiring run --atomic moves.txt
    """
    name = "standard input" if file == STANDARD_INPUT else file
    running = Running(app, name, as_json=as_json)
    together = atomic or dry_run
    try:
        with _opened(file) as opened:
            lines: Iterable[Line] = read_lines(_decoded(opened, name))
            if together or file != STANDARD_INPUT:
                lines = list(lines)
                refuse(lines, name, together=together)
            as_one: AbstractContextManager[None] = nullcontext()
            if together:
                as_one = running.together(dry_run=dry_run)
            with as_one:
                go(running, lines, keep_going=keep_going)
    finally:
        running.close()
    if not as_json:
        _say(running, together=together, dry_run=dry_run)
    if running.code:
        click.get_current_context().exit(running.code)


def go(running: Running, lines: Iterable[Line], *, keep_going: bool) -> None:
    """Run commands until one fails, or all of them."""
    for line in lines:
        refuse([line], running.name, together=False)
        if running.run(line) and (running.interrupted or not keep_going):
            return


def _say(running: Running, *, together: bool, dry_run: bool) -> None:
    if dry_run:
        click.echo("(a dry run: nothing was changed)", err=True)
    elif together and running.failed:
        echo("nothing was kept: all or nothing was asked for", err=True)
    if running.failed:
        places = ", ".join(str(line.number) for line in running.failed)
        echo(f"{running.done} went well, {len(running.failed)} failed (line {places})", err=True)
