"""Commands on applications, and the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Command,
    Group,
    after_option,
    because_option,
    beside,
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
)
from hiring.cli.wording import as_written_option, keep_wording, look_at_words
from hiring.domain.stages import MOVABLE, PIPELINE, STAGES
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hiring.views.records import ApplicationLine

_STAGES = [stage.value for stage in STAGES]


@click.group(cls=Group)
def application() -> None:
    """Apply people for jobs, and see where they stand.

    APP is an application's code (A-1), or its candidate's code or e-mail while they have only one
    open application. The stages are applied, screen, interviewing, debrief, offer, and the ends
    hired, rejected and withdrawn.
    """


@application.command()
@click.argument("candidate", metavar="CANDIDATE")
@click.argument("job", metavar="JOB", required=False)
@click.option("--job", "job_named", metavar="JOB", help="The same as JOB behind CANDIDATE.")
@click.option(
    "--source",
    metavar="WORD",
    help="A word of sources in hiring.toml; else the candidate's own source.",
)
@click.option(
    "--source-detail", default="", metavar="TEXT", help="Free text, as who referred them."
)
@as_written_option
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    candidate: str,
    job: str | None,
    job_named: str | None,
    source: str | None,
    source_detail: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Apply a person for a job.

    They start in applied, with the role's strengths as hypotheses. Nobody has two open
    applications for one job; applying again later is fine.

    \b
    Example: hiring application add ada@example.org ML-2
    """
    from hiring.cli.candidates import check_source
    from hiring.domain.codes import Kind, code
    from hiring.workflow.applications import add_application

    wanted = job or job_named
    if wanted is None or (job and job_named):
        raise UsageError(Problem("name one job", fix="hiring application add CANDIDATE JOB"))
    word = check_source(app, source)
    texts = {"source_detail": source_detail}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        number = add_application(
            act, candidate=candidate, job=wanted, source=word, source_detail=source_detail
        )
        added = code(Kind.APPLICATION, number)
        keep_wording(act, added, looks)
    if as_json:
        echo_json({"application": added})
    else:
        echo(f"added {added}")


@application.command("list")
@click.option("--job", metavar="CODE", help="Only applications for this job.")
@click.option(
    "--stage",
    type=click.Choice(_STAGES),
    metavar="STAGE",
    help="Only applications in this stage, as screen or offer.",
)
@click.option("--erased", is_flag=True, help="Those of people who were erased too.")
@after_option("A")
@list_options
@pass_app
def list_applications(
    app: App,
    *,
    job: str | None,
    stage: str | None,
    erased: bool,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List applications in the order they came.

    DAYS says how long each has been in its stage.

    \b
    Example: hiring application list --job ML-1 --stage debrief
    """
    from hiring.workflow.applications import list_applications as list_all

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = list_all(connection, job=job, stage=stage, limit=most, after=after, erased=erased)
    shown = tuple(cut(rows, limit=limit, everything=everything))
    if as_json:
        echo_json(shown)
        return
    table(
        [
            (r.code, r.job, r.candidate, r.name, r.stage, (app.now - r.stage_since).days, r.source)
            for r in shown
        ],
        heads=("CODE", "JOB", "CANDIDATE", "NAME", "STAGE", "DAYS", "SOURCE"),
        empty="no application yet: hiring application add CANDIDATE JOB",
    )


@application.command()
@click.argument("app_code", metavar="APP")
@json_option
@pass_app
def show(app: App, *, app_code: str, as_json: bool) -> None:
    """Show an application with everything that happened in it.

    \b
    Example: hiring application show A-1
    """
    from hiring.workflow.applications import show_application

    with app.reading() as connection:
        page = show_application(connection, app_code)
    if as_json:
        echo_json(page)
        return
    echo(f"{page.code}  {page.name} ({page.candidate}) for {page.job}: {page.job_title}")
    facts(
        {
            "stage": f"{page.stage} since {app.local(page.stage_since):%Y-%m-%d}",
            "source": " ".join(t for t in (page.source, page.source_detail) if t),
            "rubric": f"{page.rubric_version}, revision {page.revision}",
        }
    )
    beside(page.extra)
    for believed in page.hypotheses:
        late = ", late: does not count" if believed.late else ""
        kind = "strength" if believed.kind == "strength" else "suspected weak"
        because = f": {believed.evidence}" if believed.evidence else ""
        echo(f"{kind}  {believed.name} ({believed.origin}{late}){because}")
    for one in page.interviews:
        when = f"{app.local(one.starts_at):%Y-%m-%d %H:%M}" if one.starts_at else "no time yet"
        cards = ", ".join(f"{c.interviewer} {c.code} {c.state}" for c in one.cards)
        status = " CANCELLED" if one.status == "cancelled" else ""
        echo(f"{one.code}  {one.step_name}, {when}{status}: {cards}")
    for asked in page.accommodations:
        settled = f"granted on {asked.granted_on}: {asked.granted}" if asked.granted_on else "open"
        echo(f"{asked.kind} asked for on {asked.asked_on}: {asked.asked} ({settled})")
    for made in page.decisions:
        echo(f"decided  {made.action} by {made.by}: {made.because}")
        if made.override:
            echo(f"  against the advice ({made.recommendation}): {made.override}")
    echo("history")
    for event in page.events:
        codes = " -> ".join(c for c in (event.from_code, event.to_code) if c)
        why = event.said.get("why", "")
        line = f"  {app.local(event.at):%Y-%m-%d %H:%M}  {event.what} {event.subject} {codes}"
        by = event.said.get("by") or event.who
        recorded = f", recorded by {event.who}" if by != event.who else ""
        echo(f"{line} by {by}{recorded}{f': {why}' if why else ''}")


@application.command()
@click.argument("app_code", metavar="APP")
@click.argument(
    "stage",
    type=click.Choice(_STAGES),
    metavar="STAGE",
    shell_complete=lambda _, __, begun: [one for one in MOVABLE if one.startswith(begun)],
)
@click.option("--because", default="", metavar="TEXT", help="Why, for the record.")
@click.option(
    "--from",
    "seen_in",
    type=click.Choice(_STAGES),
    metavar="STAGE",
    shell_complete=lambda _, __, begun: [one for one in PIPELINE if one.startswith(begun)],
    help="Move it only while it is in this stage, as you saw it.",
)
@as_written_option
@dry_run_option
@pass_app
def move(
    app: App,
    *,
    app_code: str,
    stage: str,
    because: str,
    seen_in: str | None,
    as_written: bool,
    dry_run: bool,
) -> None:
    """Move an application to another stage by hand.

    STAGE is applied, screen, interviewing or debrief. Offer and the stages that end an
    application need a recorded decision: hiring decide.

    Where several people work, --from says where you saw it: has somebody else moved it by now,
    nothing is changed, and you are told who, from where and when.

    \b
    Examples:
      hiring application move A-1 interviewing
      hiring application move A-1 interviewing --from screen
    """
    from hiring.workflow.applications import move_application, moved_just_now

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        note = moved_just_now(act, app_code)
        line = move_application(act, app_code, to=stage, because=because, expected=seen_in)
        keep_wording(act, line.code, looks)
    if note:
        echo(f"note: before you, {note}", err=True)
    echo(f"{line.code} is in {line.stage}")


@application.command()
@click.argument("app_code", metavar="APP")
@because_option
@as_written_option
@dry_run_option
@pass_app
def reopen(app: App, *, app_code: str, because: str, as_written: bool, dry_run: bool) -> None:
    """Take an ended application back to the stage it was in.

    The decision that ended it stays on record.

    \b
    Example: hiring application reopen A-1 --because "the start date was settled"
    """
    from hiring.workflow.applications import reopen_application

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        line = reopen_application(act, app_code, because=because)
        keep_wording(act, line.code, looks)
    echo(f"{line.code} is in {line.stage} again")


@click.command(cls=Command)
@click.argument("code", required=False)
@list_options
@pass_app
def board(app: App, *, code: str | None, limit: int, everything: bool, as_json: bool) -> None:
    """Count applications by job and stage.

    All open jobs are shown, or the one you name, open or closed, with the people in its open
    stages; --limit and --all are for these people.

    \b
    Examples:
      hiring board
      hiring board ML-1
    """
    from hiring.workflow.applications import board as count

    most = limited(limit=limit, everything=everything)
    with app.reading() as connection:
        rows = count(connection, code)
        going = _by_stage(connection, code, most=most) if code and not as_json else []
    if as_json:
        echo_json([{"job": job, "stages": stages} for job, stages in rows])
        return
    table(
        [(job, *stages.values()) for job, stages in rows],
        heads=("JOB", *(stage.upper() for stage in _STAGES)),
        empty="no open job: hiring job open ROLE --code CODE",
    )
    for one in cut(going, limit=limit, everything=everything):
        days = (app.now - one.stage_since).days
        since = f"{days} day{'s' * (days != 1)}"
        echo(f"{one.stage:<12}  {one.code}  {one.name} ({one.candidate}), {since}")


def _by_stage(connection: Connection, job: str, *, most: int | None) -> list[ApplicationLine]:
    from hiring.workflow.applications import list_applications as list_all

    going: list[ApplicationLine] = []
    for stage in PIPELINE:
        left = None if most is None else most - len(going)
        if left == 0:
            break
        going += list_all(connection, job=job, stage=stage, limit=left)
    return going
