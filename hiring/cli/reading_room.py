"""Commands that say where scorecards stand, and what came of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Command,
    because_option,
    confirm,
    cut,
    dry_run_option,
    echo,
    echo_json,
    facts,
    json_option,
    limited,
    list_options,
    pass_app,
    rehearsed,
    table,
    write_file,
)
from hiring.cli.wording import as_written_option, look_at_words
from hiring.errors import RefusedError

if TYPE_CHECKING:
    from datetime import datetime

    from hiring.views.cards import CardPage, CardStatus, RatingLine

_version_option = click.option(
    "--version", "number", type=click.IntRange(min=1), help="An earlier version, by its number."
)


@click.command(cls=Command)
@click.argument("code", required=False, metavar="[JOB|APP|INTERVIEW|CARD]")
@click.option("--late", "only_late", is_flag=True, help="Only those that are late.")
@click.option("--open", "only_open", is_flag=True, help="Only those that are not recorded whole.")
@json_option
@pass_app
def status(app: App, *, code: str | None, only_late: bool, only_open: bool, as_json: bool) -> None:
    """Say where scorecards stand, by interviewer.

    not sent, sent, missing (the interview is over and nothing came), opened (a file came and was
    refused), incomplete (one came with places not filled in), recorded. A card is late when its
    interview ended longer ago than due_hours in hiring.toml says (24). Exit 1 while a card that
    is shown is late.

    \b
    Examples:
      hiring scorecard status
      hiring scorecard status ML-1 --late
    """
    from hiring.workflow.reading_room import card_statuses

    hours = app.settings.card_due_hours
    with app.reading() as connection:
        lines = card_statuses(connection, code, now=app.now, due_hours=hours)
    if only_late:
        lines = tuple(line for line in lines if line.late)
    if only_open:
        lines = tuple(line for line in lines if line.state != "recorded")
    if as_json:
        echo_json(lines)
    else:
        table(
            [_row(app, line) for line in lines],
            heads=("Interviewer", "Card", "Of", "Job", "Interview", "State", "Due", ""),
            empty="no card is late" if only_late else "no card is left: hiring interview list",
        )
    if any(line.late for line in lines):
        click.get_current_context().exit(RefusedError.exit_code)


def _row(app: App, line: CardStatus) -> tuple[object, ...]:
    return (
        line.interviewer,
        line.card,
        line.application,
        line.job,
        line.interview,
        line.state,
        _moment(app, line.due_at),
        ", ".join(_remarks(line)),
    )


def _remarks(line: CardStatus) -> list[str]:
    remarks = ["late"] if line.late else []
    if line.faults and line.state == "recorded":
        remarks.append("a newer file was refused")
    elif line.faults:
        remarks.append(f"{line.faults} to mend")
    if line.gaps:
        remarks.append(f"{line.gaps} to fill in")
    return remarks


def _moment(app: App, moment: datetime | None) -> str:
    return f"{app.local(moment):%Y-%m-%d %H:%M}" if moment else ""


@click.command(cls=Command)
@click.argument("card")
@_version_option
@json_option
@pass_app
def show(app: App, *, card: str, number: int | None, as_json: bool) -> None:
    """Show a scorecard: where it stands, and what it says.

    Its ratings come with their evidence, its versions, and every file that came.

    \b
    Examples:
      hiring scorecard show S-1
      hiring scorecard show S-1 --version 1
    """
    from hiring.workflow.reading_room import card_page

    hours = app.settings.card_due_hours
    with app.reading() as connection:
        page = card_page(connection, card, version=number, now=app.now, due_hours=hours)
    if as_json:
        echo_json(page)
        return
    _say_page(app, page)


def _say_page(app: App, page: CardPage) -> None:
    status = page.status
    facts(
        {
            "card": f"{status.card}  {status.state}{', late' if status.late else ''}",
            "interviewer": f"{status.interviewer} <{status.email}>",
            "candidate": f"{page.name} ({page.candidate}), {status.application} for {status.job}",
            "interview": f"{status.interview}  {page.step}",
            "when": _moment(app, status.starts_at),
            "due": _moment(app, status.due_at),
            "sent": _moment(app, status.sent_at),
            "version": f"{page.shown} of {len(page.versions)}" if page.shown else "",
            "corrected": _why_corrected(page),
            "from": page.source,
            "submitted": " by ".join(
                filter(None, (_moment(app, page.submitted_at), page.submitted_by))
            ),
            "overall": (page.overall or "not filled in" if page.shown else "").replace("_", " "),
            "note": page.overall_note,
        }
    )
    if page.erased_at is not None:
        day = f"{app.local(page.erased_at):%Y-%m-%d}"
        echo(f"this person was erased on {day}: nothing that it said is kept")
    for rating in page.ratings:
        echo()
        echo(f"{rating.name}: {rating.level or _unrated(page, rating)}{_written(page, rating)}")
        for line in rating.evidence.splitlines():
            echo(f"  {line}")
    if page.arrivals:
        echo()
    for arrival in page.arrivals:
        found = f"  {arrival.faults} to mend, {arrival.gaps} to fill in"
        counts = found if arrival.faults or arrival.gaps else ""
        echo(f"came {_moment(app, arrival.at)}  {arrival.state}{counts}  {arrival.file_hash[:12]}")
    for draft in reversed(page.drafts):
        echo(f"mail {_moment(app, draft.at)}  {draft.kind} drafted by {draft.who}")


def _why_corrected(page: CardPage) -> str:
    """Say why the version that is shown took the place of the one before."""
    shown = next((one for one in page.versions if one.number == page.shown), None)
    if shown is None or shown.number == 1:
        return ""
    return shown.because or "nobody said why: hiring scorecard correction says it"


def _unrated(page: CardPage, rating: RatingLine) -> str:
    return "not assessed" if rating.raw or page.source else "not filled in"


def _written(page: CardPage, rating: RatingLine) -> str:
    """Say what a tracker's interviewer wrote, beside what it is here."""
    return f"  ({page.source}: {rating.raw or 'not rated'})" if page.source else ""


@click.command(cls=Command)
@click.argument("card")
@because_option
@_version_option
@as_written_option
@dry_run_option
@pass_app
def correction(
    app: App, *, card: str, because: str, number: int | None, as_written: bool, dry_run: bool
) -> None:
    """Say why a recorded card was corrected.

    It is said of the newest version, or of the one you name. What is said already stays in the
    log; what is said last is shown.

    \b
    Example: hiring scorecard correction S-1 --because "two rows were mixed up"
    """
    from hiring.workflow.correcting import Reason, explain_correction

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        done = explain_correction(act, card, because=Reason(because, looks), version=number)
    echo(f"{done.code}, version {done.version}: why it was corrected is recorded")


@click.command(cls=Command)
@click.argument("card")
@_version_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--force", is_flag=True, help="Write over a file with other content.")
@pass_app
def original(app: App, *, card: str, number: int | None, output: Path, force: bool) -> None:
    """Write the file that a card's ratings came from.

    \b
    Example: hiring scorecard original S-1 -o original.xlsx
    """
    from hiring.workflow.reading_room import original_of

    with app.reading() as connection:
        shown, kind, content = original_of(connection, card, version=number)
    state = write_file(output, content, force=force)
    echo(f"{state}  {output}  as {shown} came back")
    if output.suffix.lower() != f".{kind}":
        echo(f"(it is a .{kind} file)", err=True)


@click.command(cls=Command)
@list_options
@pass_app
def drafts(app: App, *, limit: int, everything: bool, as_json: bool) -> None:
    """List the mails that were drafted, and for whom.

    \b
    Example: hiring scorecard drafts
    """
    from hiring.workflow.reading_room import drafted

    with app.reading() as connection:
        lines = drafted(connection, limit=limited(limit=limit, everything=everything))
    shown = cut(lines, limit=limit, everything=everything)
    if as_json:
        echo_json(shown)
        return
    table(
        [
            (
                _moment(app, line.at),
                line.kind,
                line.card,
                line.interview,
                f"{line.interviewer} <{line.email}>",
                line.who,
            )
            for line in shown
        ],
        heads=("When", "Mail", "Card", "Interview", "For", "Drafted by"),
        empty="no mail was drafted: hiring scorecard export --due --mail DIR",
    )


@click.command("rotate-key", cls=Command)
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_app
def rotate_key(app: App, *, yes: bool) -> None:
    """Sign new cards with a new secret; old cards stay readable.

    Do so when a copy of the database may have come into strange hands.

    \b
    Example: hiring scorecard rotate-key
    """
    from hiring.workflow.scorecards import rotate_key as rotate

    confirm("Sign new scorecards with a new secret?", yes=yes)
    with app.writing() as act:
        rotate(act)
    echo("new cards are signed with a new secret; cards signed before are still read")
