"""What hiring scorecard import --from does: another tracker's feedback becomes scorecards."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import click

from hiring.cli.kit import App, echo, echo_json, rehearsed, show_error, write_file
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hiring.exchange.feedback.importing import Dump, Report, Result
    from hiring.exchange.feedback.mapping import NameMap
    from hiring.store.ledger import Act
    from hiring.workflow.correcting import Reason
    from hiring.workflow.recording_words import KnownWords

_MOST_TOLD = 50
_STDIN = "standard input"


class Asked(NamedTuple):
    """What was typed."""

    path: Path
    system: str
    mapped: Path | None
    proposed: Path | None
    reopen: bool
    because: Reason | None
    keep_going: bool = False
    dry_run: bool = False
    as_json: bool = False


def import_feedback(app: App, asked: Asked) -> None:
    """Import a file of feedback, or only write a map for it."""
    from hiring.exchange.feedback.importing import Dump
    from hiring.workflow.recording_feedback import FeedbackIntake
    from hiring.workflow.recording_words import known_words
    from hiring.workflow.wording import guard_of

    with app.reading() as connection:
        words = known_words(connection)
    names = _map(asked.mapped, words)
    with _opened(asked.path) as (file, name):
        dump = Dump(file=file, name=name, system=asked.system, names=names, zone=app.zone())
        if asked.proposed:
            _propose(app, dump, asked, words)
            return
        with app.engine() as engine:

            def writing() -> AbstractContextManager[Act]:
                if asked.dry_run:
                    return rehearsed(app, dry_run=True, quiet=True)
                return app.writing_on(engine)

            intake = FeedbackIntake(
                reopen=asked.reopen, because=asked.because, guard=guard_of(app.settings)
            )
            report = dump.record_all(writing, intake, keep_going=asked.keep_going)
    _say(report, asked, names)
    if report.bad:
        click.get_current_context().exit(InvalidFileError.exit_code)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, str]]:
    if str(path) == "-":
        yield sys.stdin.buffer, _STDIN
        return
    try:
        file = path.open("rb")
    except OSError as error:
        what = f"it cannot be read: {error.strerror}"
        raise InvalidFileError(Problem(what, where=str(path), fix="name a file")) from error
    with file:
        yield file, path.name


def _map(path: Path | None, words: KnownWords) -> NameMap:
    from hiring.exchange.feedback.mapping import NameMap, read_map

    if path is None:
        return NameMap()
    with _opened(path) as (file, name):
        return read_map(name, file.read(1 << 20), words)


def _propose(app: App, dump: Dump, asked: Asked, words: KnownWords) -> None:
    from hiring.exchange.feedback.mapping import propose

    with app.reading() as connection:
        report = dump.survey(connection)
    if report.stopped:
        raise InvalidFileError(*report.stopped)
    text = propose(asked.system, report.missing, dump.names, words)
    open_lines = sum(line.partition("  #")[0].endswith(': "?"') for line in text.splitlines())
    if asked.proposed and not asked.dry_run:
        state = write_file(asked.proposed, text.encode())
        echo(f"{state}  {asked.proposed}  {open_lines} lines are to be completed")
    else:
        click.echo(text, nl=False)
    for problem in (one for result in report.results for one in result.problems[:1]):
        echo(f"note: {problem}", err=True)


def _say(report: Report, asked: Asked, names: NameMap) -> None:
    from hiring.exchange.feedback.translating import NOT_MAPPED

    where = asked.mapped.name if asked.mapped else "the map"
    missing = report.missing.problems(where, names)
    if asked.as_json:
        echo_json(_as_dict(report, missing, asked))
        return
    for result in report.results:
        if result.state in {"added", "updated"} and report.recorded:
            _say_recorded(result)
    told = [one for result in report.results for one in result.problems]
    told = [one for one in told if not missing or one.what != NOT_MAPPED]
    show_error(InvalidFileError(*missing, *told[:_MOST_TOLD], *report.stopped))
    if len(told) > _MOST_TOLD:
        echo(f"and {len(told) - _MOST_TOLD} more problems; --json lists them all", err=True)
    if missing:
        echo("--propose-map FILE writes a map with these lines to complete", err=True)
    echo(f"read {len(report.results)}: {_counted(report)}")
    if not report.recorded:
        what = "nothing was recorded; --keep-going records what is good"
        echo(what if not report.stopped else "nothing was recorded", err=True)
    elif asked.dry_run:
        echo("(a dry run: nothing was changed)", err=True)


def _counted(report: Report) -> str:
    from hiring.exchange.feedback.importing import STATES

    why = ", ".join(f"{count} {why}" for why, count in report.skipped.items())
    counts = ", ".join(f"{report.count(state)} {state}" for state in STATES)
    return f"{counts} (skipped: {why})" if why else counts


def _say_recorded(result: Result) -> None:
    whose = f"{result.card} of {result.application}, version {result.version}"
    echo(f"{result.state:<8} record {result.number}  {whose}")
    for note in result.notes:
        echo(f"  note: {note}")


def _as_dict(report: Report, missing: tuple[Problem, ...], asked: Asked) -> dict[str, Any]:
    from hiring.exchange.feedback.importing import STATES

    return {
        "from": asked.system,
        "recorded": report.recorded and not asked.dry_run,
        "read": len(report.results),
        **{state: report.count(state) for state in STATES},
        "skipped_because": report.skipped,
        "missing": [problem.as_dict() for problem in missing],
        "stopped": [problem.as_dict() for problem in report.stopped],
        "records": [
            result._asdict() | {"problems": [problem.as_dict() for problem in result.problems]}
            for result in report.results
        ],
    }
