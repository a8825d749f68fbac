"""Commands on scorecards: out to interviewers, and back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Group,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    printable,
    rehearsed,
    write_file,
)
from hiring.errors import InvalidFileError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.views.papers import ScorecardSheet


@click.group(cls=Group)
def scorecard() -> None:
    """Write scorecards for interviewers, and take the filled ones back."""


@scorecard.command()
@click.argument("targets", nargs=-1, metavar="[APP|INTERVIEW]...")
@click.option("--job", metavar="CODE", help="All planned interviews of a job.")
@click.option("--due", is_flag=True, help="All interviews whose cards are due.")
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
    interviewer may have filled is never written over without --force.

    \b
    Examples:
      hiring scorecard export A-1 -o cards
      hiring scorecard export --due -o cards
    """
    from hiring.documents.scorecard import write
    from hiring.workflow.scorecards import cards_to_send, mark_sent, sheets

    if not (targets or job or due):
        raise UsageError(Problem("nothing is named", fix="name APP or INTERVIEW, --job or --due"))
    with app.reading() as connection:
        cards, recorded = cards_to_send(connection, targets=targets, job=job, due=due, now=app.now)
        drawn = sheets(connection, cards, company=app.settings.company)
    written = []
    with _progress(drawn, label="Writing scorecards", quiet=as_json) as going:
        for sheet in going:
            local = _localised(app, sheet)
            path = output / file_name(sheet)
            written.append((sheet, path, write_file(path, write(local), force=force)))
    with app.writing() as act:
        mark_sent(act, cards)
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
        return
    for sheet, path, state in written:
        echo(f"{state}  {path}  for {sheet.interviewer}")
    if recorded:
        echo(
            f"left out, since they are recorded: {', '.join(recorded)} "
            "(name the interview to write them again)",
            err=True,
        )
    if not written:
        echo("no card to write: hiring interview list", err=True)


def _localised(app: App, sheet: ScorecardSheet) -> ScorecardSheet:
    from dataclasses import replace

    return replace(sheet, starts_at=app.local(sheet.starts_at)) if sheet.starts_at else sheet


def file_name(sheet: ScorecardSheet) -> str:
    """Name a card's file by codes, step and interviewer; the candidate's name is not in it."""
    from hiring.domain.codes import search_key

    step = "-".join(search_key(sheet.step).split())
    who = "-".join(search_key(sheet.interviewer).split())
    parts = (sheet.job_code, sheet.candidate_code, step[:40], who[:40], sheet.card)
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in "_".join(parts)) + ".xlsx"


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
    one. A corrected card replaces the earlier one, which is kept.

    \b
    Example: hiring scorecard import cards/*.xlsx
    """
    files = tuple(_files(paths))
    with _progress(files, label="Reading scorecards", quiet=as_json) as going:
        results = [
            _import_one(app, path, allow_partial=allow_partial, dry_run=dry_run) for path in going
        ]
    if as_json:
        echo_json(results)
    else:
        for result in results:
            _say(result)
        counts = {state: sum(r["state"] == state for r in results) for state in _STATES}
        echo(", ".join(f"{count} {state}" for state, count in counts.items()))
        if dry_run:
            echo("(a dry run: nothing was changed)", err=True)
    if any(result["state"] == "refused" for result in results):
        click.get_current_context().exit(InvalidFileError.exit_code)


_STATES = ("recorded", "unchanged", "refused")
_SKIPPED = ("~$", ".~lock.", ".DS_Store", "Thumbs.db")


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in dict.fromkeys(paths):
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from (p for p in inside if not p.name.startswith((*_SKIPPED, ".")))
        else:
            yield path


def _import_one(app: App, path: Path, *, allow_partial: bool, dry_run: bool) -> dict[str, Any]:
    import hashlib

    from hiring.documents.scorecard import read
    from hiring.workflow.scorecards import record_card

    name = path.name
    result: dict[str, Any] = {"file": str(path), "state": "refused", "problems": []}
    try:
        raw = _read_bytes(path)
        filled = read(raw, name=name)
        with rehearsed(app, dry_run=dry_run, quiet=True) as act:
            outcome = record_card(
                act,
                filled,
                name=name,
                file_hash=hashlib.sha256(raw).hexdigest(),
                allow_partial=allow_partial,
            )
    except InvalidFileError as error:
        result["problems"] = [problem.as_dict() for problem in error.problems]
        return result
    return result | {
        "state": outcome.state,
        "card": outcome.card,
        "interview": outcome.interview,
        "application": outcome.application,
        "version": outcome.version,
        "notes": list(outcome.notes),
    }


def _read_bytes(path: Path) -> bytes:
    most = 64 * 1024 * 1024
    try:
        if not path.is_file():
            what = "there is no such file" if not path.exists() else "it is no ordinary file"
            raise InvalidFileError(Problem(what, where=path.name, fix="name an .xlsx file"))
        if path.stat().st_size > most:
            raise InvalidFileError(
                Problem("it is far too large for a scorecard", where=path.name, fix="send the card")
            )
        return path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            Problem(f"cannot be read: {error.strerror}", where=path.name, fix="check its rights")
        ) from error


def _say(result: dict[str, Any]) -> None:
    if result["state"] == "refused":
        echo(f"refused   {result['file']}", err=True)
        for one in result["problems"]:
            problem = Problem(one["what"], where=one["where"], fix=one["fix"])
            echo(f"  {printable(str(problem))}", err=True)
        return
    echo(
        f"{result['state']:<9} {result['file']}  {result['card']} of {result['application']}"
        f", version {result['version']}"
    )
    for note in result["notes"]:
        echo(f"  note: {note}")


def _progress(items: Any, *, label: str, quiet: bool) -> Any:
    import sys

    hidden = quiet or len(items) < len("ten cards") or not sys.stderr.isatty()
    return click.progressbar(items, label=label, file=sys.stderr, hidden=hidden)
