"""Commands on hypotheses."""

from __future__ import annotations

import click

from hiring.cli.kit import (
    App,
    Group,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    table,
)


@click.group(cls=Group)
def hypothesis() -> None:
    """Strengths a candidate is believed to have, written down before the interviews.

    They freeze at the first recorded card or the first interview's time: a later one is kept and
    shown as late, and never counts.
    """


@hypothesis.command()
@click.argument("app_code", metavar="APP")
@click.argument("competency")
@click.option("--evidence", required=True, metavar="TEXT", help="What suggests it.")
@click.option("--url", default="", help="Where it can be seen.")
@click.option(
    "--signal",
    type=click.IntRange(1, 5),
    help="1 interest, 2 software skill, 3 broad knowledge, 4 finished projects, 5 creative work.",
)
@click.option("--weak", is_flag=True, help="A bar suspected weak: it wants two interviewers.")
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    app_code: str,
    competency: str,
    evidence: str,
    url: str,
    signal: int | None,
    weak: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Write down a strength to validate, or with --weak a bar suspected weak.

    \b
    Example: hiring hypothesis add A-1 coding --evidence "maintains a parser" --signal 4
    """
    from hiring.workflow.hypotheses import add_hypothesis

    with rehearsed(app, dry_run=dry_run) as act:
        line = add_hypothesis(
            act, app_code, competency, evidence=evidence, url=url, signal=signal, weak=weak
        )
    if as_json:
        echo_json(line)
        return
    echo(f"added {line.name}" + (" (late: it is kept and does not count)" if line.late else ""))


@hypothesis.command()
@click.argument("app_code", metavar="APP")
@click.argument("competency")
@dry_run_option
@pass_app
def drop(app: App, *, app_code: str, competency: str, dry_run: bool) -> None:
    """Take a hypothesis away, before they freeze; two strengths remain at least."""
    from hiring.workflow.hypotheses import drop_hypothesis

    with rehearsed(app, dry_run=dry_run) as act:
        drop_hypothesis(act, app_code, competency)
    echo(f"dropped {competency}")


@hypothesis.command("list")
@click.argument("app_code", metavar="APP")
@json_option
@pass_app
def list_hypotheses(app: App, *, app_code: str, as_json: bool) -> None:
    """List an application's hypotheses."""
    from hiring.workflow.hypotheses import list_hypotheses as list_all

    with app.reading() as connection:
        rows = list_all(connection, app_code)
    if as_json:
        echo_json(rows)
        return
    table(
        [
            (
                r.competency,
                "strength" if r.kind == "strength" else "suspected weak",
                r.origin,
                r.signal,
                "late" if r.late else "",
                r.evidence,
            )
            for r in rows
        ],
        heads=("COMPETENCY", "KIND", "ORIGIN", "SIGNAL", "", "EVIDENCE"),
        empty="no hypothesis",
    )
