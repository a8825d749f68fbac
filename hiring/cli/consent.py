"""Agreements to be kept for other jobs."""

from __future__ import annotations

import click

from hiring.cli.kit import (
    App,
    Group,
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
from hiring.cli.wording import as_written_option, look_at_words


@click.group(cls=Group)
def consent() -> None:
    """Keep people for other jobs, as long as they agree.

    A consent puts off what a rule on keeping people says, until it expires or is taken back.
    Without one the rule stands. This is not legal advice.
    """


@consent.command()
@click.argument("who", metavar="CANDIDATE")
@click.option("--given", required=True, metavar="DAY", help="The day on which they agreed.")
@click.option("--expires", required=True, metavar="DAY", help="The last day for which they did.")
@click.option("--note", default="", metavar="TEXT", help="How and to what they agreed.")
@as_written_option
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    who: str,
    given: str,
    expires: str,
    note: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note that somebody agreed to be kept for other jobs.

    \b
    Example: hiring consent add C-1 --given 2026-03-02 --expires 2027-03-02 \\
               --note "by e-mail, for jobs in research"
    """
    from hiring.workflow.consents import add_consent
    from hiring.workflow.wording import keep_wording

    looks = look_at_words(app, {"note": note}, as_written=as_written, dry_run=dry_run)
    first, last = app.day(given).date(), app.day(expires).date()
    with rehearsed(app, dry_run=dry_run) as act:
        line = add_consent(act, who, given=first, expires=last, note=note)
        keep_wording(act, line.code, looks, of="consent")
    if as_json:
        echo_json(line)
    else:
        echo(f"{line.code} may be kept for other jobs until {line.expires_on}")


@consent.command()
@click.argument("who", metavar="CANDIDATE")
@click.option("--on", metavar="DAY", help="The day on which they said so; today when left out.")
@click.option("--because", default="", metavar="TEXT", help="What they said, for the record.")
@as_written_option
@dry_run_option
@json_option
@pass_app
def withdraw(
    app: App,
    *,
    who: str,
    on: str | None,
    because: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Note that somebody takes their consent back.

    \b
    Example: hiring consent withdraw C-1 --on 2026-06-01
    """
    from hiring.workflow.consents import withdraw_consent
    from hiring.workflow.wording import keep_wording

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        day = app.day(on).date() if on else act.now.date()
        lines = withdraw_consent(act, who, on=day, because=because)
        keep_wording(act, lines[0].code, looks, of="consent")
    if as_json:
        echo_json(lines)
    else:
        echo(f"{lines[0].code} took back their consent on {lines[0].withdrawn_on}")


@consent.command("list")
@click.option("--expired", is_flag=True, help="Only those that ended by themselves.")
@list_options
@pass_app
def list_consents(app: App, *, expired: bool, limit: int, everything: bool, as_json: bool) -> None:
    """List who agreed to be kept, and until when.

    Those that end first come before others.
    """
    from hiring.workflow.consents import list_consents as list_all

    with app.reading() as connection:
        found = list_all(connection, today=app.now.date(), expired=expired)
    shown = cut(found, limit=limit, everything=everything)
    if as_json:
        echo_json(tuple(shown))
        return
    table(
        [(one.code, one.given_on, one.expires_on, one.state, one.note) for one in shown],
        heads=("CODE", "GIVEN", "EXPIRES", "STATE", "NOTE"),
        empty="nobody agreed to be kept" if not expired else "no consent has expired",
    )
