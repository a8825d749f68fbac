"""Commands that erase people, and those that forbid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.erasures import and_files_option, say_files
from hiring.cli.kit import (
    App,
    Command,
    because_option,
    confirm,
    dry_run_option,
    echo,
    echo_json,
    facts,
    json_option,
    pass_app,
    rehearsed,
    table,
)
from hiring.cli.wording import as_written_option, look_at_words
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from hiring.views.erasing import Erased, ErasurePlan, Hold


@click.command(cls=Command)
@click.argument("who", metavar="CANDIDATE")
@click.option(
    "--reason",
    required=True,
    metavar="TEXT",
    help="Why, for the record; it stays, so do not name the person in it.",
)
@click.option(
    "--before-minimum",
    default="",
    metavar="TEXT",
    help="Why they go before the time that a rule asks to keep them; it is recorded.",
)
@and_files_option
@click.option(
    "--keep-request",
    "kept_requests",
    multiple=True,
    metavar="REQUEST",
    help="Leave a request that is shown alone: it is of a namesake. May be given again.",
)
@dry_run_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_app
def erase(
    app: App,
    *,
    who: str,
    reason: str,
    before_minimum: str,
    and_files: bool,
    kept_requests: tuple[str, ...],
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Erase a person everywhere; codes, stages and counts stay.

    It is shown first what will go: name, addresses, notes, evidence, files and what was said in
    the log, of whoever was merged into them too. It cannot be taken back. Nothing is erased
    while a legal hold stands, nor before the time for which an active retention rule asks to
    keep them. Other files in the workspace's folder that name them are listed; deleting them is
    yours. Requests that were noted under their name or address alone go too, unless
    --keep-request names them. Where the end was disturbed, or something of them is there again,
    give the same command again.

    \b
    Examples:
      hiring privacy erase C-7 --reason "asked for it on 2 March" --dry-run
      hiring privacy erase C-7 --reason "asked for it on 2 March"
    """
    from hiring.domain.codes import Kind, number_in
    from hiring.workflow import erasing
    from hiring.workflow.erasing_files import clear
    from hiring.workflow.erasing_search import delete_theirs, looking_in

    if not reason.strip():
        raise UsageError(Problem("the reason is empty", fix="--reason TEXT, without their name"))
    if as_json and not (yes or dry_run):
        raise UsageError(Problem("with --json nobody is asked", fix="add --yes or --dry-run"))
    today = app.local(app.now).date()
    with app.reading() as connection:
        plan = erasing.plan_erasure(
            connection, app.settings, who, today=today, look=looking_in(app.settings)
        )
    leave = _left_alone(plan, kept_requests)
    if not as_json:
        _show(plan, app)
    if not dry_run and plan.erased_at is None:
        erasing.refuse_standing(plan, today=today, before_minimum=before_minimum)
        confirm(f"Erase {plan.code}? It cannot be taken back.", yes=yes)
    number = number_in(plan.code, Kind.CANDIDATE) or 0
    with rehearsed(app, dry_run=dry_run) as act:
        erased = erasing.erase(
            act,
            app.settings,
            number,
            because=reason,
            before_minimum=before_minimum,
            rehearsal=dry_run,
            seen=plan,
            leave=leave,
        )
    deleted: tuple[str, ...] = ()
    if not dry_run:
        deleted = delete_theirs(app.settings, plan.elsewhere) if and_files else ()
        with app.engine() as engine:
            left = clear(app.settings, engine)
        for each in left:
            echo(each, err=True)
    _tell(plan, erased, deleted, dry_run=dry_run, as_json=as_json)


def _left_alone(plan: ErasurePlan, said: tuple[str, ...]) -> frozenset[str]:
    """Give the requests that stay; UsageError for one that would not go."""
    leave = frozenset(one.strip().upper() for one in said)
    shown = frozenset(one.code for one in plan.requests)
    if wrong := sorted(leave - shown):
        listed = ", ".join(sorted(shown)) or "none"
        raise UsageError(
            Problem(
                f"{', '.join(wrong)} is no request that would go with {plan.code}",
                where="--keep-request",
                fix=f"those that would: {listed}",
            )
        )
    return leave


def _show(plan: ErasurePlan, app: App) -> None:
    echo(f"{plan.code}  {plan.name or '(erased)'}")
    if plan.erased_at is not None:
        there = "this is there again, and goes now" if plan.counts else "nothing is there again"
        echo(f"was erased on {app.local(plan.erased_at):%Y-%m-%d}; {there}")
    counts = {f"  {shown}": count for shown, count in plan.counts.items()}
    facts(
        {
            "merged into them": ", ".join(plan.merged),
            "keep until": plan.keep_until and f"{plan.keep_until} ({', '.join(plan.policies)})",
        }
    )
    if plan.erased_at is None:
        echo("what is kept of them goes, with")
    facts(counts)
    for name in plan.files:
        echo(f"  file {name}")
    for asked in plan.requests:
        echo(
            f"  request {asked.code} ({asked.kind}, {asked.received_on}, {asked.state}), noted "
            f"under their name or address; of a namesake: --keep-request {asked.code}"
        )
    for clash in plan.clashes:
        echo(f"rules clash: {clash}", err=True)
    for one in plan.open:
        echo(
            f"{one} has not ended and will stay in its stage; to end it, first or later: "
            f"hiring decide {one} withdraw --by NAME --because TEXT",
            err=True,
        )


def _tell(
    plan: ErasurePlan, erased: Erased, deleted: tuple[str, ...], *, dry_run: bool, as_json: bool
) -> None:
    left = tuple(one for one in plan.elsewhere if one.path not in deleted)
    if as_json:
        shown = {
            **erased._asdict(),
            "deleted_files": deleted,
            "files_that_name_them": [one._asdict() for one in left],
            "holds": [one._asdict() for one in plan.holds],
            "keep_until": plan.keep_until and plan.keep_until.isoformat(),
            "requests_naming_them": [one._asdict() for one in plan.requests],
        }
        del shown["hashes"]
        echo_json(shown)
        return
    if erased.already and not erased.counts:
        echo(f"nothing of {', '.join(erased.codes)} was left to erase in the database")
    elif not dry_run:
        echo(f"erased {', '.join((*erased.codes, *erased.requests))}")
    say_files(left, deleted)


@click.command(cls=Command)
@click.argument("who", metavar="CANDIDATE")
@click.option("--release", is_flag=True, help="End the hold: the matter is over.")
@because_option
@as_written_option
@dry_run_option
@json_option
@pass_app
def hold(
    app: App,
    *,
    who: str,
    release: bool,
    because: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Forbid to erase a person while a charge or claim stands.

    Neither erasing nor retention touches them until the hold is released.

    \b
    Examples:
      hiring privacy hold C-7 --because "charge 12/26"
      hiring privacy hold C-7 --release --because "settled"
    """
    from hiring.workflow.holding import release_hold, set_hold
    from hiring.workflow.wording import keep_wording

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        one = (release_hold if release else set_hold)(act, who, because=because)
        keep_wording(act, one.candidate, looks, of="hold")
    if as_json:
        echo_json(one)
        return
    echo(f"{one.candidate} may be erased again" if release else f"{one.candidate} is under a hold")


@click.command(cls=Command)
@click.option("--released", is_flag=True, help="Those that ended too.")
@json_option
@pass_app
def holds(app: App, *, released: bool, as_json: bool) -> None:
    """List the legal holds.

    \b
    Example: hiring privacy holds
    """
    from hiring.workflow.holding import list_holds

    with app.reading() as connection:
        found = list_holds(connection, released=released)
    if as_json:
        echo_json(found)
        return
    table(
        [_row(app, one) for one in found],
        heads=("CODE", "SINCE", "BY", "UNTIL", "BECAUSE"),
        empty="no legal hold stands",
    )


def _row(app: App, one: Hold) -> tuple[str, ...]:
    until = f"{app.local(one.released_at):%Y-%m-%d}" if one.released_at else ""
    return (one.candidate, f"{app.local(one.set_at):%Y-%m-%d}", one.by, until, one.because)
