"""Commands on jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hiring.cli.job_facts import fact_options, facts_given, variant_options
from hiring.cli.kit import (
    App,
    Group,
    because_option,
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
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from hiring.domain.rubric import Rubric
    from hiring.rubric_files.library import Library
    from hiring.views.records import JobPage


@click.group(cls=Group)
def job() -> None:
    """Open jobs from a role's rubric, and look after them.

    A job has a CODE that you choose, as ML-1; capitals do not matter.
    """


@job.command("open")
@click.argument("role")
@click.option("--code", required=True, metavar="CODE", help="A code for the job, as ML-1.")
@variant_options
@fact_options
@dry_run_option
@json_option
@pass_app
def open_job(
    app: App,
    /,
    *,
    role: str,
    code: str,
    level: str | None,
    focus: str | None,
    scope: str | None,
    archetype: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Open a job from the rubric of ROLE, and keep a snapshot of it.

    The snapshot stays when the rubric files change, so nobody's bar moves. Not every role has
    every variant: hiring rubric show ROLE tells.

    \b
    Examples:
      hiring job open ml-engineer --code ML-1 --level senior --location Berlin
      hiring job open data-scientist --code DS-1 --scope modelling \\
        --pay "60000-75000 EUR year"
      hiring job open full-stack-data-scientist --code FS-1 \\
        --not-expected "no platform building, no research"
    """
    from hiring.workflow.jobs import open_job as open_one

    library = load_rubrics(app)
    rubric = choose(library, role, level=level, focus=focus, scope=scope, archetype=archetype)
    with rehearsed(app, dry_run=dry_run) as act:
        page = open_one(act, rubric, code=code, facts=facts_given(given))
    if as_json:
        echo_json(page)
        return
    echo(f"opened {page.code}: {page.title} ({page.role} {page.rubric_version})")
    for note in rubric.notes:
        echo(f"note: {note}")
    echo(f'next: hiring candidate add "NAME" --email E --job {page.code}')


def load_rubrics(app: App) -> Library:
    """Load every rubric: the shipped ones and the workspace's own."""
    from hiring.cli.rubrics import folders
    from hiring.rubric_files.library import load_library

    return load_library(*folders(app))


def choose(library: Library, role: str, **variant: str | None) -> Rubric:
    """Resolve a role with level, focus, scope and archetype as the options named them."""
    from hiring.rubric_files.choosing import choose

    archetype = variant.pop("archetype")
    return choose(library, role, setting=archetype, **variant)


@job.command()
@click.argument("code")
@variant_options
@fact_options
@click.option("--renew", is_flag=True, help="Take over the rubric files as they are now.")
@click.option(
    "--because", metavar="TEXT", help="Why the rubric changes, once people were interviewed by it."
)
@dry_run_option
@json_option
@pass_app
def edit(
    app: App,
    /,
    *,
    code: str,
    level: str | None,
    focus: str | None,
    scope: str | None,
    archetype: str | None,
    renew: bool,
    because: str | None,
    dry_run: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Change a job's facts, or renew its rubric.

    Only what you name is changed; an empty text takes a fact away. Until the first interview is
    planned, --renew and another level, focus, scope or archetype renew the snapshot. Later they
    make a new revision, and take a --because: applications that have an interview stay on theirs.

    \b
    Examples:
      hiring job edit ML-1 --expect-30 "has shipped one fix"
      hiring job edit ML-1 --level senior
      hiring job edit ML-1 --renew --because "the coding task leaked" --dry-run
    """
    from hiring.workflow.jobs import edit_job, show_job

    rubric = None
    if renew or any((level, focus, scope, archetype)):
        with app.reading() as connection:
            now = show_job(connection, code)
        rubric = choose(
            load_rubrics(app),
            now.role,
            level=level or now.level,
            focus=focus or now.focus,
            scope=scope or now.scope,
            archetype=archetype or now.archetype,
        )
    facts = facts_given(given)
    if rubric is None and all(value is None for value in facts.values()):
        raise UsageError(Problem("nothing to change is named", fix="hiring job edit --help"))
    with rehearsed(app, dry_run=dry_run) as act:
        page, staying = edit_job(act, code, facts=facts, rubric=rubric, because=because)
    if as_json:
        echo_json(page)
        return
    echo(f"edited {page.code}: revision {page.revision}, {page.role} {page.rubric_version}")
    if staying:
        echo(f"on their earlier revision stay: {', '.join(staying)}")


@job.command("list")
@click.option(
    "--family",
    type=click.Choice(["core", "adjacent", "analytics"]),
    help="Only jobs of this family of roles.",
)
@click.option(
    "--status", type=click.Choice(["open", "closed"]), help="Only jobs that are open, or closed."
)
@list_options
@pass_app
def list_jobs(
    app: App,
    *,
    family: str | None,
    status: str | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """List jobs by code, with their open applications and hires."""
    from hiring.workflow.jobs import list_jobs as list_all

    with app.reading() as connection:
        most = limited(limit=limit, everything=everything)
        rows = list_all(connection, family=family, status=status, limit=most)
    rows = tuple(cut(rows, limit=limit, everything=everything))
    if as_json:
        echo_json(rows)
        return
    table(
        [
            (
                r.code,
                r.title,
                r.family,
                r.level or "",
                r.status,
                r.open_applications,
                f"{r.hired} of {r.headcount}",
            )
            for r in rows
        ],
        heads=("CODE", "TITLE", "FAMILY", "LEVEL", "STATUS", "OPEN", "HIRED"),
        empty="no job yet: hiring job open ROLE --code CODE",
    )


def _print_job(page: JobPage) -> None:
    given = dict(page.facts)
    low, high = given.pop("pay_min"), given.pop("pay_max")
    currency, period = given.pop("pay_currency"), given.pop("pay_period")
    given.pop("title")
    echo(f"{page.code}  {page.title}  ({page.status})")
    variant = [v for v in (page.level, page.focus, page.scope, page.archetype) if v]
    facts(
        {
            "role": f"{page.role} {page.rubric_version} ({page.family})",
            "variant": ", ".join(variant),
            "revision": f"{page.revision}, {page.digest[:12]}",
            "pay": f"{low}-{high} {currency} a {period}" if low is not None else "",
            **{key.replace("_", " "): value for key, value in given.items()},
        }
    )
    shown = [f"{stage} {count}" for stage, count in page.stages.items() if count]
    echo(f"applications: {', '.join(shown) or 'none'}")
    if page.overrides:
        echo(f"decisions against the advice: {page.overrides}")


@job.command()
@click.argument("code")
@json_option
@pass_app
def show(app: App, *, code: str, as_json: bool) -> None:
    """Show a job: its facts, its rubric, and how many are in each stage.

    \b
    Example: hiring job show ML-1
    """
    from hiring.workflow.jobs import show_job

    with app.reading() as connection:
        page = show_job(connection, code)
    if as_json:
        echo_json(page)
    else:
        _print_job(page)


@job.command()
@click.argument("code")
@json_option
@pass_app
def plan(app: App, *, code: str, as_json: bool) -> None:
    """Show which interview sees which competency, and for how long.

    Exit code 1 and every reason when a bar has no step, a strength fewer than two, no live step
    rates communication, the machine-learning and software floor is missing, or the plan takes
    too long.

    \b
    Example: hiring job plan ML-1
    """
    from hiring.workflow.jobs import plan_of

    with app.reading() as connection:
        rubric, rows, findings = plan_of(connection, code)
    if as_json:
        echo_json(
            {
                "job": code.strip().upper(),
                "minutes": rubric.minutes,
                "max_minutes": rubric.max_minutes,
                "steps": [
                    {"id": s.id, "name": s.name, "format": s.format, "minutes": s.minutes}
                    for s in rubric.plan
                ],
                "coverage": rows,
                "problems": [{"what": f.what, "fix": f.fix} for f in findings],
            }
        )
    else:
        for place, step in enumerate(rubric.plan, 1):
            echo(f"{place}  {step.name} ({step.format}, {step.minutes} min)")
        echo(f"in all {rubric.minutes} of {rubric.max_minutes} minutes\n")
        numbers = [str(place) for place in range(1, len(rubric.plan) + 1)]
        table(
            [
                (
                    row.name,
                    row.kind,
                    row.bar,
                    *("x" if step.id in row.steps else "." for step in rubric.plan),
                    row.minutes,
                    row.problem,
                )
                for row in rows
            ],
            heads=("COMPETENCY", "KIND", "BAR", *numbers, "MIN", ""),
            empty="the rubric rates nothing",
        )
        for finding in findings:
            echo(f"Problem: {finding.what} Fix: {finding.fix}", err=True)
    if findings:
        click.get_current_context().exit(1)


@job.command()
@click.argument("code")
@because_option
@dry_run_option
@pass_app
def close(app: App, *, code: str, because: str, dry_run: bool) -> None:
    """Close a job that has no open application left.

    While there are open ones it is refused, and they are listed.

    \b
    Example: hiring job close ML-1 --because "the position is filled"
    """
    from hiring.workflow.jobs import close_job

    with rehearsed(app, dry_run=dry_run) as act:
        page = close_job(act, code, because=because)
    echo(f"closed {page.code}")


@job.command()
@click.argument("code")
@because_option
@dry_run_option
@pass_app
def reopen(app: App, *, code: str, because: str, dry_run: bool) -> None:
    """Open a closed job again.

    \b
    Example: hiring job reopen ML-1 --because "the person we hired did not start"
    """
    from hiring.workflow.jobs import reopen_job

    with rehearsed(app, dry_run=dry_run) as act:
        page = reopen_job(act, code, because=because)
    echo(f"reopened {page.code}")
