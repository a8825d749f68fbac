"""Commands on interviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Group,
    after_option,
    because_option,
    cut,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    limited,
    list_options,
    pass_app,
    rehearsed,
    table,
)
from hiring.cli.wording import as_written_option, keep_wording, look_at_words
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.views.records import InterviewLine


@click.group(cls=Group)
def interview() -> None:
    """Plan interviews, move and cancel them, and see what is due.

    INTERVIEW is a code (I-1). Every interviewer of an interview has a card (S-1) of their own.
    """


def _say(app: App, line: InterviewLine, done: str, *, as_json: bool) -> None:
    if as_json:
        echo_json(line)
        return
    when = f"{app.local(line.starts_at):%Y-%m-%d %H:%M %Z}" if line.starts_at else "no time yet"
    cards = ", ".join(f"{card.interviewer} ({card.code})" for card in line.cards)
    echo(f"{done} {line.code} for {line.application}: {line.step_name}, {when}, {cards}")


@interview.command()
@click.argument("app_code", metavar="APP")
@click.argument("step")
@click.option(
    "--interviewer",
    "people",
    multiple=True,
    required=True,
    metavar='"NAME <EMAIL>"',
    help="Who interviews; several may be given, each gets a card.",
)
@click.option(
    "--at",
    metavar="TIME",
    help="When, as 2026-03-02T14:00; your own time zone unless +01:00 or so follows.",
)
@click.option(
    "--because", default="", metavar="TEXT", help="Why another, where the step has an interview."
)
@as_written_option
@dry_run_option
@json_option
@pass_app
def schedule(
    app: App,
    *,
    app_code: str,
    step: str,
    people: tuple[str, ...],
    at: str | None,
    because: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Plan an interview for a step of the job's plan.

    STEP is its number or id in the plan, or the beginning of its name: hiring job plan CODE
    shows them. An interview without --at can get its time later: hiring interview move.

    \b
    Example: hiring interview schedule A-1 2 --at 2026-03-02T14:00 \\
               --interviewer "Bo Sample <bo@example.org>" \\
               --interviewer "Cy Sample <cy@example.org>"
    """
    from hiring.workflow.interviews import schedule_interview

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    moment = None if at is None else app.moment(at)
    with rehearsed(app, dry_run=dry_run) as act:
        line = schedule_interview(act, app_code, step, people=people, at=moment, because=because)
        keep_wording(act, line.application, looks, texts=texts)
    _say(app, line, "planned", as_json=as_json)


@interview.command()
@click.argument("code", metavar="INTERVIEW")
@click.option("--at", required=True, metavar="TIME", help="The new time, as 2026-03-02T14:00.")
@dry_run_option
@json_option
@pass_app
def move(app: App, *, code: str, at: str, dry_run: bool, as_json: bool) -> None:
    """Give an interview a time, or another one.

    \b
    Example: hiring interview move I-1 --at 2026-03-03T09:30
    """
    from hiring.workflow.interviews import move_interview

    moment = app.moment(at)
    with rehearsed(app, dry_run=dry_run) as act:
        line = move_interview(act, code, at=moment)
    _say(app, line, "moved", as_json=as_json)


@interview.command()
@click.argument("code", metavar="INTERVIEW")
@click.option("--add", multiple=True, metavar='"NAME <EMAIL>"', help="Put somebody on.")
@click.option("--remove", multiple=True, metavar="EMAIL", help="Take somebody off.")
@dry_run_option
@json_option
@pass_app
def assign(
    app: App,
    *,
    code: str,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Put interviewers on an interview, or take them off.

    Nobody who has rated is taken off, and somebody must remain.

    \b
    Example: hiring interview assign I-1 --remove bo@example.org \\
               --add "Cy Sample <cy@example.org>"
    """
    from hiring.workflow.interviews import assign_interviewers

    if not (add or remove):
        raise UsageError(Problem("nobody is named", fix="name somebody with --add or --remove"))
    with rehearsed(app, dry_run=dry_run) as act:
        line = assign_interviewers(act, code, add=add, remove=remove)
    _say(app, line, "assigned", as_json=as_json)


@interview.command()
@click.argument("code", metavar="INTERVIEW")
@because_option
@as_written_option
@dry_run_option
@json_option
@pass_app
def cancel(
    app: App, *, code: str, because: str, as_written: bool, dry_run: bool, as_json: bool
) -> None:
    """Cancel an interview in which nobody has rated.

    Its scorecards are refused from then on.

    \b
    Example: hiring interview cancel I-1 --because "the candidate cannot come"
    """
    from hiring.workflow.interviews import cancel_interview

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        line = cancel_interview(act, code, because=because)
        keep_wording(act, line.code, looks)
    _say(app, line, "cancelled", as_json=as_json)


def _print(app: App, rows: Sequence[InterviewLine], *, as_json: bool, empty: str) -> None:
    if as_json:
        echo_json(tuple(rows))
        return
    table(
        [
            (
                r.code,
                r.application,
                r.name,
                r.job,
                r.step_name,
                f"{app.local(r.starts_at):%Y-%m-%d %H:%M}" if r.starts_at else "",
                r.status,
                ", ".join(f"{c.interviewer} {c.state}" for c in r.cards),
            )
            for r in rows
        ],
        heads=("CODE", "APP", "CANDIDATE", "JOB", "STEP", "WHEN", "STATUS", "CARDS"),
        empty=empty,
    )


@interview.command("list")
@click.option("--job", metavar="CODE", help="Only interviews for this job.")
@click.option(
    "--application", "app_code", metavar="APP", help="Only interviews of this application."
)
@after_option("I")
@list_options
@pass_app
def list_interviews(
    app: App,
    *,
    job: str | None,
    app_code: str | None,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List interviews by time, with the state of their cards.

    \b
    Example: hiring interview list --application A-1
    """
    from hiring.workflow.interviews import list_interviews as list_all

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = list_all(connection, job=job, application=app_code, limit=most, after=after)
    shown = cut(rows, limit=limit, everything=everything)
    _print(app, shown, as_json=as_json, empty="no interview planned")


@interview.command()
@click.option(
    "--days",
    type=click.IntRange(0, 365),
    default=7,
    metavar="N",
    help="How many days ahead to look; 7 when left out.",
)
@click.option("--job", metavar="CODE", help="Only interviews for this job.")
@after_option("I")
@list_options
@pass_app
def due(
    app: App,
    *,
    days: int,
    job: str | None,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List interviews whose scorecards are missing or come due soon.

    Shown are those that lie behind us, come within --days, or have no time yet, as long as a card
    has not come back.

    \b
    Example: hiring interview due --days 2
    """
    from hiring.workflow.interviews import due_interviews

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = due_interviews(connection, now=app.now, days=days, job=job, limit=most, after=after)
    shown = cut(rows, limit=limit, everything=everything)
    _print(app, shown, as_json=as_json, empty="no card is due")
