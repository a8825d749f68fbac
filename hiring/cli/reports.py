"""Reports: figures over many applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Group,
    cut,
    echo,
    echo_json,
    json_option,
    list_options,
    pass_app,
    table,
)
from hiring.cli.reports_consistency import consistency
from hiring.cli.reports_overrides import overrides

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.funnel import Funnel, StageFigures
    from hiring.views.wording import WordingLine

BY = ("source", "role", "month")


@click.group(cls=Group)
def report() -> None:
    """Count how far applications come; list exceptions.

    docs/reports.md defines every figure.
    """


report.add_command(consistency)
report.add_command(overrides)


@report.command()
@click.argument("code", required=False)
@click.option(
    "--by", type=click.Choice(BY), help="One line for each source, role or month of applying."
)
@click.option("--since", metavar="DAY", help="Only those who applied on this day or later.")
@click.option("--stages", is_flag=True, help="With --by: the stages of each, one a line.")
@json_option
@pass_app
def funnel(
    app: App, *, code: str | None, by: str | None, since: str | None, stages: bool, as_json: bool
) -> None:
    """Count who reached and passed each stage, of all jobs or one.

    The pass-through rate is passed / (passed + rejected + withdrawn): those still open are left
    out, and n says of how many it is. DAYS is the median of whole days in a stage until it was
    passed, of n stays. An application counts once, in the month in which it came, whether it was
    moved back, reopened or not; applying again is another one.

    \b
    Examples:
      hiring report funnel ML-1
      hiring report funnel --by source --since 2026-01-01
      hiring report funnel --by month --stages
    """
    from hiring.workflow.funnel import By
    from hiring.workflow.funnel import funnel as count

    begun = app.day(since) if since else None
    with app.reading() as connection:
        found = count(connection, job=code, by=By(by) if by else None, since=begun)
    if as_json:
        echo_json(found)
        return
    if not found.total.applied:
        echo("no application yet: hiring application add CANDIDATE JOB", err=True)
        return
    if by and not stages:
        _print_cohorts(found)
    else:
        _print_stages(found)
    echo()
    echo("pass-through: of those who are no longer open in the stage; days: the median stay of")
    echo("those who passed it; n: of how many. A rate of few says little.")


@report.command("deviations")
@click.argument("code", required=False)
@json_option
@pass_app
def deviations(app: App, *, code: str | None, as_json: bool) -> None:
    """List where interviews were not those of the plan, and why.

    Steps that were skipped before an offer or a hire, and steps held once more.

    \b
    Example: hiring report deviations ML-1
    """
    from hiring.workflow.deviations import list_deviations

    with app.reading() as connection:
        found = list_deviations(connection, job=code)
    if as_json:
        echo_json(found)
        return
    table(
        [
            (
                *(one.application, one.job, one.step, one.kind),
                *(f"{app.local(one.at):%Y-%m-%d}", one.who, one.because),
            )
            for one in found
        ],
        heads=("application", "job", "step", "what", "on", "by", "because"),
        empty="everybody was interviewed by the plan",
    )


@report.command()
@list_options
@pass_app
def wording(app: App, *, limit: int, everything: bool, as_json: bool) -> None:
    """List texts in which pointed-out words still stand.

    They are on protected traits or earlier pay, and came with an import, or somebody saved them
    as they are. The words themselves are not
    shown here. A text that was mended is listed as in the log, which keeps what a correction
    replaced, as it keeps reasons, until the person is erased. docs/wording.md lists what is looked
    for, and says how often that errs.

    \b
    Example: hiring report wording
    """
    from hiring.workflow.wording import guard_of
    from hiring.workflow.wording import wording as list_all

    guard = guard_of(app.settings)
    with app.reading() as connection:
        rows = tuple(cut(list_all(connection, guard), limit=limit, everything=everything))
    if as_json:
        echo_json(rows)
        return
    table(
        [(r.code, r.field, r.name, f"{app.local(r.at):%Y-%m-%d}", _how(r)) for r in rows],
        heads=("CODE", "TEXT", "NAMES", "SINCE", ""),
        empty="nothing that was pointed out still stands",
    )


def _how(line: WordingLine) -> str:
    if line.how == "log":
        return f"mended; in the log until they are erased, by {line.who}"
    return f"{'kept' if line.how == 'kept' else 'imported'} by {line.who}"


def _print_cohorts(found: Funnel) -> None:
    """Print a line for each cohort: how many reached each stage, and the first and last rates."""
    cohorts = (*found.cohorts, found.total)
    names = [stage.stage.upper() for stage in found.total.stages]
    _print_right(
        [
            (
                one.name,
                *(stage.reached for stage in one.stages),
                one.hired,
                one.open,
                _rate(one.stages[0].pass_rate, one.stages[0].decided),
                _rate(one.hire_rate, one.decided),
            )
            for one in cohorts
        ],
        heads=((found.by or "").upper(), *names, "HIRED", "OPEN", "PASSED APPLIED", "HIRED OF"),
        texts=1,
    )


def _print_stages(found: Funnel) -> None:
    """Print a line for each stage, of each cohort in turn."""
    heads = (
        *("STAGE", "REACHED", "PASSED", "REJECTED", "WITHDRAWN", "OPEN"),
        *("PASS-THROUGH", "DAYS"),
    )
    if not found.by:
        _print_right([_cells(stage) for stage in found.total.stages], heads=heads, texts=1)
        return
    rows = [
        ("" if place else one.name, *_cells(stage))
        for one in (*found.cohorts, found.total)
        for place, stage in enumerate(one.stages)
    ]
    _print_right(rows, heads=(found.by.upper(), *heads), texts=2)


def _cells(stage: StageFigures) -> tuple[object, ...]:
    return (
        stage.stage,
        *(stage.reached, stage.passed, stage.rejected, stage.withdrawn, stage.open),
        _rate(stage.pass_rate, stage.decided),
        f"{stage.days:g} (n {stage.days_n})" if stage.days is not None else "- (n 0)",
    )


def _rate(rate: float | None, n: int) -> str:
    return f"{100 * rate:.0f} % (n {n})" if rate is not None else "- (n 0)"


def _print_right(rows: Sequence[Sequence[object]], *, heads: Sequence[str], texts: int) -> None:
    """Print a table whose columns behind the first texts are numbers, under each other's ends."""
    widths = [max(len(str(row[at])) for row in (heads, *rows)) for at in range(len(heads))]

    def aligned(row: Sequence[object]) -> list[str]:
        return [
            str(cell) if at < texts else str(cell).rjust(widths[at]) for at, cell in enumerate(row)
        ]

    table([aligned(row) for row in rows], heads=aligned(heads), empty="")
