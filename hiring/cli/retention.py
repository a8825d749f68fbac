"""How long people are kept: the rules, who is due, and erasing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.erasures import and_files_option, say_files
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
    show_error,
    table,
)
from hiring.errors import HiringError, Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from hiring.views.erasing import Found
    from hiring.views.retention import DueLine, Gone, Swept


@click.group(cls=Group)
def retention() -> None:
    """See who may be kept no longer, and erase them.

    Rules say how long records must be kept (minimum) and may be kept (maximum). None is active
    until retention.policies in hiring.toml names it; a file retention/NAME.toml of your own adds a
    rule or takes the place of one. Nothing is ever erased by itself. This is not legal advice.
    """


@retention.command()
@json_option
@pass_app
def policies(app: App, *, as_json: bool) -> None:
    """List the rules, with period, place, source and which are active."""
    from hiring.workflow.retention import policies_of

    found = policies_of(app.settings)
    if as_json:
        echo_json(found)
        return
    table(
        [
            (
                one.id + ("" if not one.own else " (your own)"),
                "active" if one.active else "",
                one.bound,
                one.period,
                ", ".join(one.starts),
                one.of,
                one.jurisdiction,
                one.as_of,
                one.source,
            )
            for one in found
        ],
        heads=("RULE", "", "BOUND", "PERIOD", "FROM", "OF", "PLACE", "AS OF", "SOURCE"),
        empty="there are no rules",
    )
    echo("the latest of several beginnings counts; this is not legal advice", err=True)


@retention.command()
@click.option("--on", metavar="DAY", help="As of this day, which may be to come; else today.")
@list_options
@pass_app
def due(app: App, *, on: str | None, limit: int, everything: bool, as_json: bool) -> None:
    """List who must or may be erased, by which rule and since when.

    \b
    must go     a maximum has passed
    clash       a maximum has passed and a minimum has not: you decide
    legal hold  a charge or claim keeps them: see privacy holds
    still open  an application of theirs has not ended: end it
    hired       to be handed over first, and then by a rule of hired people
    may go      a minimum has passed and no maximum asks for more

    Days are those of UTC; a period of 6 months from 2 March ends with 2 September, and they are due
    the day after. A consent puts a maximum off. This is not legal advice.
    """
    from hiring.workflow.retention import people_due

    with app.reading() as connection:
        today = app.day(on).date() if on else app.now.date()
        found = people_due(connection, app.settings, today=today)
    if as_json:
        echo_json(tuple(cut(found, limit=limit, everything=everything)))
        return
    _say_when_none_is_active(app)
    _print(cut(found, limit=limit, everything=everything))
    if found:
        echo(_counted(found), err=True)


def _say_when_none_is_active(app: App) -> None:
    if not app.settings.policies:
        echo(
            "no rule is active: name some as retention.policies in hiring.toml; "
            "hiring retention policies lists them",
            err=True,
        )


def _print(lines: Iterable[DueLine]) -> None:
    table(
        [
            (
                one.code,
                one.standing,
                one.since,
                ", ".join(one.rules),
                "; ".join(one.clashes) if one.standing == "clash" else "",
            )
            for one in lines
        ],
        heads=("CODE", "STANDING", "SINCE", "RULE", "CLASH"),
        empty="nobody is due",
    )


def _counted(lines: Iterable[DueLine]) -> str:
    counts: dict[str, int] = {}
    for one in lines:
        counts[one.standing] = counts.get(one.standing, 0) + 1
    return ", ".join(f"{standing}: {count}" for standing, count in counts.items())


@retention.command()
@click.option("--yes", is_flag=True, help="Erase them; without it nothing is changed.")
@click.option("--may", is_flag=True, help="Erase those who may go too.")
@click.option("--on", metavar="DAY", help="Only who was due on this day, today or before.")
@and_files_option
@json_option
@pass_app
def run(app: App, *, yes: bool, may: bool, on: str | None, and_files: bool, as_json: bool) -> None:
    """Erase those who must go; without --yes, only say who they are.

    Whoever is held, still open, hired and not handed over, or under rules that clash is left, and
    named. Each person is looked at again and erased by themselves, as hiring privacy erase does;
    a run that was stopped is finished by the next. Files of the workspace's folder that name one
    of them are listed first: afterwards nothing knows their names. Nobody runs it for you.
    """
    from hiring.workflow.retention import people_due, whom_to_erase

    today = app.now.date()
    day = app.day(on).date() if on else today
    if day > today:
        raise UsageError(
            Problem(f"--on {day} is still to come", fix="see who will be due: hiring retention due")
        )
    with app.reading() as connection:
        swept = whom_to_erase(people_due(connection, app.settings, today=day), may_too=may)
    if not as_json:
        _say_when_none_is_active(app)
    # Before anybody goes, and shown at once: whoever is stopped later has no names to look for.
    found = _files_of(app, swept.going) if yes else ()
    say_files(found, whom="one of those who are due", err=as_json)
    sweep = _erase(app, swept.going, day) if yes else []
    gone = tuple(one.codes[0] for one in sweep)
    requests = tuple(each for one in sweep for each in one.requests)
    deleted: tuple[str, ...] = ()
    if not as_json:
        _say(swept, gone, requests, yes=yes)
    try:
        if yes:
            _clear(app, frozenset(each for one in sweep for each in one.codes))
        if and_files and sweep:
            from hiring.workflow.erasing_search import delete_theirs

            hashes = frozenset(each for one in sweep for each in one.hashes)
            deleted = delete_theirs(app.settings, found, among=hashes)
            say_files((), deleted, err=as_json)
    finally:
        if as_json:
            echo_json(
                {
                    "erased": gone,
                    "requests": requests,
                    "going": swept.going,
                    "skipped": swept.skipped,
                    "deleted_files": deleted,
                    "files_that_name_them": [one for one in found if one.path not in deleted],
                }
            )
    if yes and len(gone) < len(swept.going):
        click.get_current_context().exit(1)


def _files_of(app: App, lines: Sequence[DueLine]) -> tuple[Found, ...]:
    """Find the files that name somebody who is due."""
    from hiring.workflow.erasing_search import looking_in
    from hiring.workflow.retention import sought_of

    if not lines:
        return ()
    with app.reading() as connection:
        needles, hashes = sought_of(connection, lines)
    return looking_in(app.settings)(needles, hashes)


def _erase(app: App, lines: Sequence[DueLine], day: date) -> list[Gone]:
    """Erase each in a transaction of their own; one who is refused keeps nobody else."""
    from hiring.workflow.retention import erase_due

    gone: list[Gone] = []
    with app.engine() as engine:
        for line in lines:
            try:
                with app.writing_on(engine) as act:
                    went = erase_due(act, app.settings, line, today=day)
                if went is not None:
                    gone.append(went)
            except HiringError as error:
                show_error(error)
    return gone


def _clear(app: App, codes: frozenset[str]) -> None:
    """Remove what is left of erased people beside the tables, of those erased before too."""
    from hiring.store.connection import reading
    from hiring.workflow.erasing_files import clear, erasures_in, unfinished_of

    with app.engine() as engine:
        with reading(engine) as connection:
            left_over = unfinished_of(connection, app.settings)
            erased = erasures_in(connection)
        # Free pages tell nobody that they are old: a run clears as long as anybody is erased.
        if erased:
            for each in clear(app.settings, engine):
                echo(each, err=True)
    if before := [each for each in left_over if each not in codes]:
        echo(f"finished, what an erasing before had left: {', '.join(before)}", err=True)


def _say(swept: Swept, gone: Sequence[str], requests: Sequence[str], *, yes: bool) -> None:
    if yes:
        echo(f"erased: {len(gone)}{_named(gone)}")
        left = [line.code for line in swept.going if line.code not in gone]
        if left:
            echo(f"not erased, see above or look again: {len(left)}{_named(left)}")
    else:
        echo(f"would be erased: {len(swept.going)}{_named([one.code for one in swept.going])}")
    for standing in dict.fromkeys(one.standing for one in swept.skipped):
        codes = [one.code for one in swept.skipped if one.standing == standing]
        echo(f"left, {standing}: {len(codes)}{_named(codes)}")
    if requests:
        echo(f"requests that went with them: {', '.join(requests)}")
    if not yes:
        click.echo("(a dry run: nothing was changed; --yes erases them)", err=True)


MOST_NAMED = 20


def _named(codes: Sequence[str]) -> str:
    if not codes:
        return ""
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    return f" ({', '.join(codes[:MOST_NAMED])}{more})"


@retention.command("hand-over")
@click.argument("who", metavar="CANDIDATE")
@click.option("--on", metavar="DAY", help="The day on which it was done; today when left out.")
@dry_run_option
@json_option
@pass_app
def hand_over(app: App, *, who: str, on: str | None, dry_run: bool, as_json: bool) -> None:
    """Note that a hired person's record went to the file of employees.

    Write it with hiring privacy export and give it there. From then on a rule of hired people
    (of = "hired") may erase them here.

    \b
    Example: hiring retention hand-over C-1
    """
    from hiring.workflow.retention import hand_over as note

    with rehearsed(app, dry_run=dry_run) as act:
        done = note(act, who, on=app.day(on).date() if on else act.now.date())
    if as_json:
        echo_json(done)
    else:
        echo(f"noted: {done.code} was handed over on {done.on}")
