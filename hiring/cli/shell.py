"""The command that takes one command after the other."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from hiring.cli.kit import App, Command, echo, pass_app, printable, show_error
from hiring.cli.run import Line, Running, quiet_input, read_lines, split_line
from hiring.cli.tree import called
from hiring.errors import HiringError, InvalidFileError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = ".hiring-history"
OWN = {
    "use": "use CODE: the job that --job means from now on; use: none.",
    "help": "help, or help COMMAND: what there is, or how it is used.",
    "exit": "exit, or Ctrl-D: leave.",
}


class Desk:
    """What a shell knows: the workspace, the job in use, and how the last command went."""

    def __init__(self, app: App, running: Running) -> None:
        """Begin without a job."""
        self.app = app
        self.running = running
        self.job: str | None = None
        self.code = 0
        self.left = False

    @property
    def prompt(self) -> str:
        """Show the workspace, the job in use, and the last exit code where it was not 0."""
        try:
            name = self.app.settings.folder.name
        except HiringError:
            name = "no workspace"
        job = f" {self.job}" if self.job else ""
        code = f" [{self.code}]" if self.code else ""
        return printable(f"{name}{job}{code}> ")

    def do(self, line: Line) -> int:
        """Do what one line asks for, and give the exit code."""
        word = line.words[0]
        try:
            if word in OWN:
                self.code = self._do_own(word, line.words[1:])
            elif word == "shell":
                raise UsageError(Problem("this is the shell", fix="type the command by itself"))
            else:
                words = with_job(line.words, self.job)
                self.code = self.running.run(line._replace(words=words))
        except HiringError as error:
            show_error(error)
            self.code = error.exit_code
        return self.code

    def _do_own(self, word: str, behind: tuple[str, ...]) -> int:
        if word == "exit":
            self.left = True
            return 0
        if word == "help":
            code = self.running.call((*behind, "--help"))
            if not behind:
                click.echo("\nIn the shell:")
                for text in OWN.values():
                    click.echo(f"  {text}")
            return code
        self._use(*behind)
        return 0

    def _use(self, named: str | None = None, *more: str) -> None:
        if more:
            raise UsageError(Problem("name one job", fix="use ML-1"))
        if named is None:
            self.job = None
            click.echo("no job is in use")
            return
        from hiring.store.queries import find_job

        with self.running.app().reading() as connection:
            self.job = find_job(connection, named).code
        echo(f"--job is {self.job} where a command has one and names none; use alone ends this")


def with_job(words: tuple[str, ...], job: str | None) -> tuple[str, ...]:
    """Put the job in use where a command takes --job, and neither it nor another place is named."""
    found = called(words)
    option = found.option("--job")
    if job is None or option is None:
        return words
    try:
        context = found.command.make_context(found.name, list(found.rest), resilient_parsing=True)
    except click.ClickException:
        return words
    for parameter in found.command.params:
        chosen = parameter is option or (
            isinstance(parameter, click.Argument) and not parameter.required
        )
        source = context.get_parameter_source(parameter.name or "")
        if chosen and source is click.core.ParameterSource.COMMANDLINE:
            return words
    place = len(words) - len(found.rest)
    return (*words[:place], "--job", job, *words[place:])


@click.command(cls=Command)
@click.option("--no-history", is_flag=True, help="Keep nothing of what is typed.")
@pass_app
def shell(app: App, *, no_history: bool) -> None:
    """Type commands one after another in one process.

    Commands are typed as ever, without hiring in front, each a transaction of its own; the
    database stays open between them. The tabulator completes commands, options, codes, names,
    jobs and stages. The prompt shows the workspace, the job in use and, in brackets, the last
    exit code when it was not 0.

    \b
      use CODE      the job that --job means where a command names none
      use           no job any more
      help          the commands; help COMMAND: how it is used
      exit, Ctrl-D  leave; Ctrl-C gives up the line, or the command that runs

    What is typed is kept in .hiring-history in the workspace, readable by its owner only, for the
    arrow keys and Ctrl-R: names and reasons stand in it as you typed them. A line that begins
    with a space is not kept; --no-history keeps none. The oldest lines are dropped.

    Where nobody types, it reads lines and ends with the first that fails, as run does.
    """
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    running = Running(app, "the shell" if typed else "standard input", told=not typed)
    if app.workspace:
        bool(app.settings)  # one that is named must be there
    desk = Desk(running.app(), running)
    try:
        if typed:
            _take_lines(desk, _typing(desk, keeping=not no_history))
        else:
            _read_lines(desk)
    finally:
        running.close()
    if not typed and running.code:
        click.get_current_context().exit(running.code)


def _read_lines(desk: Desk) -> None:
    with quiet_input() as lines:
        for line in read_lines(lines):
            if line.problem:
                line.problem.where = f"{desk.running.name}, line {line.number}"
                raise InvalidFileError(line.problem)
            if desk.do(line) or desk.left:
                desk.running.code = desk.running.code or desk.code
                return


def _take_lines(desk: Desk, ask: Callable[[str], str]) -> None:
    while not desk.left:
        try:
            text = ask(desk.prompt)
            while (len(text) - len(text.rstrip("\\"))) % 2:
                text = text[:-1] + ask("> ")
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        try:
            words = split_line(text)
        except ValueError as error:
            show_error(UsageError(Problem(str(error).lower(), fix="close the quotes")))
            desk.code = UsageError.exit_code
            continue
        if words:
            _do_undisturbed(desk, words)
        desk.app = desk.running.app()


def _do_undisturbed(desk: Desk, words: tuple[str, ...]) -> None:
    try:
        desk.do(Line(0, words))
    except KeyboardInterrupt:
        click.echo("Aborted!", err=True)
        desk.code = 1


def _typing(desk: Desk, *, keeping: bool) -> Callable[[str], str]:
    """Give what asks for a line at the terminal, with history and completion."""
    from hiring.cli.typing_line import asking

    history: Path | None = None
    try:
        if keeping:
            history = desk.app.settings.folder / HISTORY
    except HiringError:
        history = None  # without a workspace there is no place for it
    return asking(history, lambda: desk.app, tuple(OWN))
