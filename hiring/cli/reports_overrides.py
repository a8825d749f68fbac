"""The report of how often people decided against the advice."""

from __future__ import annotations

import click

from hiring.cli.kit import (
    App,
    Command,
    cut,
    echo,
    echo_json,
    limited,
    list_options,
    pass_app,
    table,
)


@click.command(cls=Command)
@click.argument("code", required=False)
@list_options
@pass_app
def overrides(app: App, *, code: str | None, limit: int, everything: bool, as_json: bool) -> None:
    """Count decisions against the recommendation.

    Those of all jobs are counted, or of one. Deciding against it is always possible, and needs
    a written reason, which the page of the application shows. Many overrides speak of the rubric
    or of a habit, not of the people.

    \b
    Examples:
      hiring report overrides
      hiring report overrides ML-1 --json
    """
    from hiring.workflow.overriding import count_overrides

    with app.reading() as connection:
        found = count_overrides(
            connection, job=code, limit=limited(limit=limit, everything=everything)
        )
    found = found._replace(lines=tuple(cut(found.lines, limit=limit, everything=everything)))
    if as_json:
        echo_json(found)
        return
    if not any(one.decisions for one in found.actions):
        echo("no decision yet: hiring decide APP ACTION --by NAME --because TEXT", err=True)
        return
    table(
        [
            (one.action, one.decisions, one.overridden, _share(one.overridden, one.decisions))
            for one in found.actions
        ],
        heads=("ACTION", "DECISIONS", "AGAINST THE ADVICE", "SHARE"),
        empty="",
    )
    if not found.lines:
        return
    echo()
    table(
        [
            (
                one.application,
                one.job,
                one.action,
                one.recommendation,
                f"{app.local(one.at):%Y-%m-%d}",
            )
            for one in found.lines
        ],
        heads=("APP", "JOB", "ACTION", "ADVICE WAS", "ON"),
        empty="",
    )
    echo("\nThe reason of each: hiring application show APP")


def _share(some: int, every: int) -> str:
    return f"{100 * some / every:.0f} %" if every else "-"
