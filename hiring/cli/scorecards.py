"""Commands on scorecards: out to interviewers, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Group,
    OccupiedError,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    write_file,
)
from hiring.errors import HiringError, InvalidFileError, Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.exchange import Taken
    from hiring.views.papers import ScorecardSheet


@click.group(cls=Group)
def scorecard() -> None:
    """Send scorecards out, and take the filled ones back."""


@scorecard.command()
@click.argument("targets", nargs=-1, metavar="[APP|INTERVIEW]...")
@click.option("--job", metavar="CODE", help="All planned interviews of this job.")
@click.option("--due", is_flag=True, help="All that are due, as hiring interview due lists them.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder to write to.",
)
@click.option("--force", is_flag=True, help="Write over files with other content.")
@json_option
@pass_app
def export(
    app: App,
    *,
    targets: tuple[str, ...],
    job: str | None,
    due: bool,
    output: Path,
    force: bool,
    as_json: bool,
) -> None:
    """Write one Excel scorecard per interview and interviewer.

    Cards that are recorded are left out, unless their interview is named. A file that an
    interviewer may have filled is never written over without --force; the others are written.

    \b
    Examples:
      hiring scorecard export A-1 -o cards
      hiring scorecard export --due -o cards
    """
    from hiring.documents.scorecard import write
    from hiring.exchange import file_name
    from hiring.workflow.scorecards import cards_to_send, mark_sent, sheets

    if not (targets or job or due):
        raise UsageError(Problem("nothing is named", fix="name APP or INTERVIEW, --job or --due"))
    with app.reading() as connection:
        cards, recorded = cards_to_send(connection, targets=targets, job=job, due=due, now=app.now)
        drawn = sheets(connection, cards, company=app.settings.company)
    written, sent, kept = [], [], []
    with _progress(drawn, label="Writing scorecards", quiet=as_json) as going:
        for card, sheet in zip(cards, going, strict=True):
            path = output / file_name(sheet)
            try:
                state = write_file(path, write(_localised(app, sheet)), force=force)
            except OccupiedError:
                kept.append(path)
                continue
            written.append((sheet, path, state))
            if state == "written" or card.sent_at is None:
                sent.append(card)
    with app.writing() as act:
        mark_sent(act, sent)
    if as_json:
        echo_json(
            [
                {
                    "card": sheet.card,
                    "interview": sheet.interview,
                    "interviewer": sheet.interviewer,
                    "file": str(path),
                    "state": state,
                }
                for sheet, path, state in written
            ]
        )
        _refuse_kept(kept)
        return
    for sheet, path, state in written:
        echo(f"{state}  {path}  for {sheet.interviewer}")
    if recorded:
        echo(
            f"left out, since they are recorded: {', '.join(recorded)} "
            "(name the interview to write them again)",
            err=True,
        )
    if not (written or kept):
        echo("no card to write: hiring interview list", err=True)
    _refuse_kept(kept)


def _refuse_kept(paths: list[Path]) -> None:
    if paths:
        raise RefusedError(
            *(
                Problem(
                    f"{path} is there with other content, and was left as it is",
                    fix="if it is filled in, import it; --force writes over it",
                )
                for path in paths
            )
        )


def _localised(app: App, sheet: ScorecardSheet) -> ScorecardSheet:
    from dataclasses import replace

    return replace(sheet, starts_at=app.local(sheet.starts_at)) if sheet.starts_at else sheet


@scorecard.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option("--allow-partial", is_flag=True, help="Take cards with rows that are not filled.")
@dry_run_option
@json_option
@pass_app
def import_cards(
    app: App,
    *,
    paths: tuple[Path, ...],
    allow_partial: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take filled scorecards back.

    Every file is read in full before anything of it is written, and is recorded, unchanged, or
    refused with every bad cell named. A bad file does not stop the others; exit 3 when there was
    one. A corrected card replaces the earlier one, which is kept. When the database fails on the
    way, you are told what was recorded until then; the same command again does the rest.

    \b
    Example: hiring scorecard import cards/*.xlsx
    """
    from hiring.exchange import take_back

    files = tuple(_files(paths))
    results: list[Taken] = []
    try:
        with _progress(files, label="Reading scorecards", quiet=as_json) as going:
            for path in going:
                act = rehearsed(app, dry_run=dry_run, quiet=True)
                results.append(take_back(path, act, allow_partial=allow_partial))
    except HiringError:
        if results:  # they are recorded, and must be told
            _say_all(results, dry_run=dry_run, as_json=as_json)
            left = len(files) - len(results)
            stopped = f"stopped at {files[len(results)]}"
            echo(f"{stopped}: {left} of {len(files)} files were not taken", err=True)
        raise
    _say_all(results, dry_run=dry_run, as_json=as_json)
    if any(result.state == "refused" for result in results):
        click.get_current_context().exit(InvalidFileError.exit_code)


def _say_all(results: list[Taken], *, dry_run: bool, as_json: bool) -> None:
    from hiring.exchange import STATES

    if as_json:
        echo_json([_as_dict(result) for result in results])
    else:
        for result in results:
            _say(result)
        if not results:
            echo("there is no file to read in what was named", err=True)
        counts = {state: sum(r.state == state for r in results) for state in STATES}
        echo(", ".join(f"{count} {state}" for state, count in counts.items()))
        if dry_run:
            echo("(a dry run: nothing was changed)", err=True)


_SKIPPED = ("~$", ".~lock.", ".DS_Store", "Thumbs.db")


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in dict.fromkeys(paths):
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from (p for p in inside if not p.name.startswith((*_SKIPPED, ".")))
        else:
            yield path


def _as_dict(taken: Taken) -> dict[str, Any]:
    return {
        "file": taken.file,
        "state": taken.state,
        "card": taken.card,
        "interview": taken.interview,
        "application": taken.application,
        "version": taken.version,
        "notes": list(taken.notes),
        "problems": [problem.as_dict() for problem in taken.problems],
    }


def _say(taken: Taken) -> None:
    if taken.state == "refused":
        echo(f"refused   {taken.file}", err=True)
        for problem in taken.problems:
            echo(f"  {problem}", err=True)
        return
    version = f"version {taken.version}"
    echo(f"{taken.state:<9} {taken.file}  {taken.card} of {taken.application}, {version}")
    for note in taken.notes:
        echo(f"  note: {note}")


def _progress(items: Any, *, label: str, quiet: bool) -> Any:
    import sys

    hidden = quiet or len(items) < len("ten cards") or not sys.stderr.isatty()
    return click.progressbar(items, label=label, file=sys.stderr, hidden=hidden)
