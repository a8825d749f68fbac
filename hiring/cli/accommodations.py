"""Commands on what people asked for to be interviewed fairly."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from hiring.views.records import Accommodation

KINDS = ("adjustment", "extra time", "alternative")


@click.group(cls=Group)
def accommodation() -> None:
    """Keep what people ask for to be interviewed fairly.

    It stands apart from every score: no card, no debrief and no decision shows it.
    """


@accommodation.command()
@click.argument("app_code", metavar="APP")
@click.option("--asked", required=True, metavar="TEXT", help="What they asked for.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default=KINDS[0],
    help="An adjustment when left out, else extra time or an alternative.",
)
@click.option("--step", metavar="STEP", help="The step of the plan it is for.")
@click.option("--on", metavar="DAY", help="The day they asked; today when left out.")
@dry_run_option
@json_option
@pass_app
def add(
    app: App,
    *,
    app_code: str,
    asked: str,
    kind: str,
    step: str | None,
    on: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Keep what somebody asked for.

    \b
    Example: hiring accommodation add A-1 --step 2 --asked "tasks in large print"
    """
    from hiring.workflow.accommodations import ask_for

    day = _day(app, on)
    with rehearsed(app, dry_run=dry_run) as act:
        one = ask_for(act, app_code, asked=asked, kind=kind, step=step, on=day)
    _say(one, "asked for", as_json=as_json)


@accommodation.command()
@click.argument("app_code", metavar="APP")
@click.argument("number", type=click.IntRange(1), required=False)
@click.option("--granted", required=True, metavar="TEXT", help="What they get, or why not.")
@click.option("--on", metavar="DAY", help="The day it was settled; today when left out.")
@dry_run_option
@json_option
@pass_app
def grant(
    app: App,
    *,
    app_code: str,
    number: int | None,
    granted: str,
    on: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Keep what was granted.

    NUMBER is the one meant, as list shows it; it can be left out where one is open.

    \b
    Example: hiring accommodation grant A-1 --granted "large print, a day ahead"
    """
    from hiring.workflow.accommodations import grant as settle

    day = _day(app, on)
    with rehearsed(app, dry_run=dry_run) as act:
        one = settle(act, app_code, number, granted=granted, on=day)
    _say(one, "granted", as_json=as_json)


@accommodation.command("list")
@click.argument("app_code", metavar="APP", required=False)
@json_option
@pass_app
def list_(app: App, *, app_code: str | None, as_json: bool) -> None:
    """List what was asked for one application, or all that is open.

    \b
    Example: hiring accommodation list
             hiring accommodation list A-1
    """
    from hiring.workflow.accommodations import accommodations_of, open_accommodations

    with app.reading() as connection:
        found = (
            accommodations_of(connection, app_code) if app_code else open_accommodations(connection)
        )
    if as_json:
        echo_json(found)
        return
    heads = ("no", "application", "kind", "step", "asked", "on", "granted")
    empty = "nothing was asked for" if app_code else "nothing is waiting for an answer"
    table([_line(one) for one in found], heads=heads, empty=empty)


def _line(one: Accommodation) -> tuple[object, ...]:
    settled = f"{one.granted_on}: {one.granted}" if one.granted_on else "open"
    return (
        *(one.number, one.application, one.kind, one.step or "", one.asked, one.asked_on),
        settled,
    )


def _day(app: App, on: str | None) -> str:
    return f"{app.day(on) if on else app.local(app.now):%Y-%m-%d}"


def _say(one: Accommodation, done: str, *, as_json: bool) -> None:
    if as_json:
        echo_json(one)
        return
    where = f" for {one.step}" if one.step else ""
    echo(f"{done} (no {one.number}): {one.kind}{where} of {one.application}")
