"""Commands on people who are there twice: find them, merge them, take a merge back."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    MOST_ROWS,
    confirm,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    table,
)
from hiring.cli.kit import Command as _Command
from hiring.cli.wording import as_written_option, keep_wording, look_at_words
from hiring.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from hiring.cli.kit import App
    from hiring.views.merging import Duplicates, MergePlan

_SUGGESTED = 50  # points of 100


def _because(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--because", default="", metavar="TEXT", help="The reason, for the record."
    )(command)


@click.command(cls=_Command)
@click.argument("who", metavar="[CANDIDATE]", required=False)
@click.option(
    "--min-score",
    type=click.IntRange(1, 100),
    default=_SUGGESTED,
    metavar="N",
    help=f"Only pairs with so many points of 100; {_SUGGESTED} when left out.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, MOST_ROWS),
    default=50,
    metavar="N",
    help="Show at most N pairs; 50 when left out.",
)
@json_option
@pass_app
def duplicates(app: App, *, who: str | None, min_score: int, limit: int, as_json: bool) -> None:
    """Suggest people who may be there twice, with reasons.

    Compared are phone numbers, profile pages and names, with company, place and job beside them.
    Nothing is merged; the score says how alike two entries are and nothing about anybody.

    \b
    Example: hiring candidate duplicates
             hiring candidate duplicates C-9 --min-score 30
    """
    from hiring.workflow.duplicates import find_duplicates

    with app.reading() as connection, _bar(hidden=as_json or who is not None) as going:
        found = find_duplicates(
            connection,
            who=who,
            least=min_score,
            limit=limit,
            country=app.settings.country,
            progress=going,
        )
    if as_json:
        echo_json(found)
        return
    _print(found)


@contextmanager
def _bar(*, hidden: bool) -> Generator[Callable[[int, int], None]]:
    hidden = hidden or not sys.stderr.isatty()
    with click.progressbar(
        length=1, label="Comparing people", show_pos=False, file=sys.stderr, hidden=hidden
    ) as bar:

        def going(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(min(done, of) - bar.pos)

        yield going


def _print(found: Duplicates) -> None:
    table(
        [
            (
                *(pair.score, pair.first, pair.first_name, pair.second, pair.second_name),
                ", ".join(pair.reasons),
            )
            for pair in found.pairs
        ],
        heads=("SCORE", "CODE", "NAME", "CODE", "NAME", "REASONS"),
        empty="nobody seems to be there twice",
    )
    if found.found > len(found.pairs):
        echo(f"the first {len(found.pairs)} of {found.found}; --limit shows more", err=True)
    for one in found.skipped:
        echo(
            f"not compared: {one.values} {one.what}, each of too many people "
            f"(up to {one.most_people})",
            err=True,
        )


@click.command(cls=_Command)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--undo", is_flag=True, help="Take it back: they may be one after all.")
@_because
@as_written_option
@dry_run_option
@pass_app
def distinct(
    app: App, *, one: str, other: str, undo: bool, because: str, as_written: bool, dry_run: bool
) -> None:
    """Say that two people are not one.

    They are suggested as duplicates no more.

    \b
    Example: hiring candidate distinct C-3 C-9 --because "brothers"
    """
    from hiring.domain.codes import Kind
    from hiring.domain.codes import code as code_of
    from hiring.store.queries import find_candidate
    from hiring.workflow.merging import set_distinct

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        changed = set_distinct(act, one, other, undo=undo, because=because)
        if changed:
            low = min(find_candidate(act.connection, each).id for each in (one, other))
            keep_wording(act, code_of(Kind.CANDIDATE, low), looks)
    said = "may be one person" if undo else "are not one person"
    echo(f"{one} and {other} {said}{'' if changed else ': it was so already'}")


@click.command(cls=_Command)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option(
    "--keep",
    multiple=True,
    metavar="FIELD=A|B",
    help="Whose word is kept where both say something: name, email, company, headline, "
    "location, note or source. A's when left out; may be repeated.",
)
@_because
@as_written_option
@dry_run_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_app
def merge(
    app: App,
    *,
    one: str,
    other: str,
    keep: Sequence[str],
    because: str,
    as_written: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Merge B into A, as one person; A stays.

    A keeps what A has and gets what only B has; addresses, phones, links and tags of both are
    joined; B's applications become A's, with their interviews and scorecards. B's code goes on
    working. It can be taken back: hiring candidate unmerge B.

    \b
    Example: hiring candidate merge C-3 C-9 --keep note=B --because "same phone"
    """
    from hiring.workflow.merging import merge_candidates, plan_merge, read_choices

    if as_json and not (yes or dry_run):
        raise UsageError(Problem("with --json nobody is asked", fix="add --yes or --dry-run"))
    choices = read_choices(keep)
    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with app.reading() as connection:
        plan = plan_merge(connection, one, other, choices)
    if not as_json:
        _show(plan)
    if not dry_run:
        confirm(f"Merge {plan.merged} into {plan.kept}?", yes=yes)
    with rehearsed(app, dry_run=dry_run) as act:
        plan = merge_candidates(
            act, plan.kept, plan.merged, choices=choices, because=because, seen=plan
        )
        keep_wording(act, plan.kept, looks)
    if as_json:
        echo_json(plan)
        return
    done = "would merge" if dry_run else "merged"
    echo(f"{done} {plan.merged} into {plan.kept}")


def _show(plan: MergePlan) -> None:
    echo(f"A  {plan.kept}  {plan.name}")
    echo(f"B  {plan.merged}  {plan.other_name}, goes into A")
    if plan.conflicts:
        echo("both say something; kept is:")
        table(
            [
                (c.field, c.keep, *((c.a, c.b) if c.keep == "A" else (c.b, c.a)))
                for c in plan.conflicts
            ],
            heads=("FIELD", "OF", "KEPT", "NOT KEPT"),
            empty="",
        )
    if plan.changed:
        echo(f"changed in {plan.kept}: {', '.join(plan.changed)}")
    if plan.applications:
        echo(f"applications that become {plan.kept}'s: {', '.join(plan.applications)}")


@click.command(cls=_Command)
@click.argument("who", metavar="B")
@_because
@as_written_option
@dry_run_option
@json_option
@pass_app
def unmerge(
    app: App, *, who: str, because: str, as_written: bool, dry_run: bool, as_json: bool
) -> None:
    """Take the merge of B back.

    Both are there again, each with what is theirs. Applications and addresses that came by the
    merge go back to B; what was added or edited since stays with A, and is named.

    \b
    Example: hiring candidate unmerge C-9
    """
    from hiring.workflow.merging import unmerge_candidate

    looks = look_at_words(app, {"because": because}, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        done = unmerge_candidate(act, who, because=because)
        keep_wording(act, done.kept, looks)
    if as_json:
        echo_json(done)
        return
    back = f" with {', '.join(done.applications)}" if done.applications else ""
    is_one = "would be" if dry_run else "is"
    echo(f"{done.again} {is_one} a person of their own again{back}; {done.kept} stays")
    for note in done.notes:
        echo(note, err=True)
