"""Telling people what is kept of them: note it, and see who is still to be told."""

from __future__ import annotations

import click

from hiring.cli.kit import (
    App,
    Command,
    cut,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    list_options,
    pass_app,
    rehearsed,
    table,
)


@click.command(cls=Command)
@click.argument("who", metavar="CANDIDATE")
@click.option("--version", required=True, metavar="TEXT", help="Which notice, by its name or date.")
@click.option(
    "--basis",
    required=True,
    metavar="TEXT",
    help='The legal basis it names, such as "legitimate interests".',
)
@click.option("--on", metavar="DAY", help="The day on which they got it; today when left out.")
@dry_run_option
@json_option
@pass_app
def informed(
    app: App,
    *,
    who: str,
    version: str,
    basis: str,
    on: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note that somebody was told what is kept.

    \b
    Example: hiring privacy informed C-1 --version 2026-01 \\
               --basis "legitimate interests" --on 2026-03-02
    """
    from hiring.workflow.informing import note_informed

    with rehearsed(app, dry_run=dry_run) as act:
        day = app.day(on).date() if on else act.now.date()
        noted = note_informed(act, who, version=version, basis=basis, on=day)
    if as_json:
        echo_json(noted)
    else:
        echo(f"noted: informed on {noted.given_on} by {noted.version}, {noted.basis}")


@click.command("inform-due", cls=Command)
@click.option("--overdue", is_flag=True, help="Only those whose day has passed.")
@list_options
@pass_app
def inform_due(app: App, *, overdue: bool, limit: int, everything: bool, as_json: bool) -> None:
    """List whom to tell what is kept, by when.

    These are people without an application, and those from the sources that privacy.sourced in
    hiring.toml names: they did not come by themselves. The GDPR (Art. 14(3)) gives one month from
    the day on which their data were obtained, which is the day they were added. The longest known
    come first. This is not legal advice.
    """
    from hiring.workflow.informing import people_to_inform

    with app.reading() as connection:
        today = app.now.date()
        found = people_to_inform(connection, sourced=app.settings.sourced, today=today)
    if overdue:
        found = tuple(one for one in found if one.overdue)
    late = sum(one.overdue for one in found)
    shown = cut(found, limit=limit, everything=everything)
    if as_json:
        echo_json(tuple(shown))
        return
    table(
        [
            (one.code, one.source, one.obtained, one.inform_by, "overdue" if one.overdue else "")
            for one in shown
        ],
        heads=("CODE", "SOURCE", "OBTAINED", "INFORM BY", ""),
        empty="nobody is left to be told",
    )
    if found:
        echo(f"{len(found)} to be told, {late} overdue", err=True)
