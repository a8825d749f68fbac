"""The report of how interviewers rate and how far they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.kit import App, Command, cut, echo, echo_json, list_options, pass_app, table

if TYPE_CHECKING:
    from hiring.domain.calibration import Agreement, Consistency, InterviewerFigures


@click.command(cls=Command)
@click.argument("code", required=False)
@click.option("--since", metavar="DAY", help="Only cards of this day or later.")
@list_options
@pass_app
def consistency(
    app: App,
    *,
    code: str | None,
    since: str | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Show how interviewers rate, and how far they agree.

    Of each card the version counts that stood before the debrief. Interviewers stand by name and
    are never ranked; no figure changes a rating or the advice, and a figure with too few behind
    it is not shown. --limit is of the disagreements.

    \b
    Examples:
      hiring report consistency ML-1
      hiring report consistency --since 2026-01-01 --json
    """
    from hiring.workflow.calibrating import report_consistency

    begun = app.day(since) if since else None
    with app.reading() as connection:
        found = report_consistency(connection, job=code, since=begun)
    splits = tuple(cut(found.figures.splits, limit=limit, everything=everything))
    figures = found.figures._replace(splits=splits)
    if as_json:
        echo_json(found._replace(figures=figures))
        return
    if not figures.interviewers:
        echo("no card that counts yet: hiring scorecard import FILE", err=True)
    else:
        _print_interviewers(figures)
        _print_agreement(figures)
        if splits:
            echo("\nTwo levels or more apart:")
            table(
                [
                    (
                        one.application,
                        one.job,
                        one.competency,
                        ", ".join(f"{name} {level}" for name, level in one.levels),
                    )
                    for one in splits
                ],
                heads=("APP", "JOB", "COMPETENCY", "LEVELS"),
                empty="",
            )
    if found.late_cards:
        many = "card" if found.late_cards == 1 else "cards"
        echo(f"\nleft out: {found.late_cards} {many} that came after the debrief had begun")


def _print_interviewers(figures: Consistency) -> None:
    from hiring.domain.calibration import LEVELS_NEEDED

    scales = len({one.scale for one in figures.interviewers}) > 1
    few = f"not enough yet ({{}} of {LEVELS_NEEDED})".format
    table(
        [
            (
                one.interviewer,
                *((f"1 to {one.scale}",) if scales else ()),
                *(one.cards, one.counted),
                few(one.counted) if one.mean is None else f"{one.mean:.2f} ({one.spread:.2f})",
                "-"
                if one.shares is None
                else ", ".join(f"{100 * share:.0f}" for share in one.shares) + " %",
                few(one.ratings)
                if one.share_not_assessed is None
                else f"{one.not_assessed} ({_percent(one.share_not_assessed)})",
                one.without_evidence,
            )
            for one in figures.interviewers
        ],
        heads=(
            "INTERVIEWER",
            *(("SCALE",) if scales else ()),
            *("CARDS", "LEVELS", "MEAN (SD)", "SHARE OF 1, 2, ...", "NOT ASSESSED"),
            "NO EVIDENCE",
        ),
        empty="",
    )
    echo("\nAgainst colleagues on the same people and competencies:")
    table(
        [
            (
                one.interviewer,
                *((f"1 to {one.scale}",) if scales else ()),
                one.shared_cells,
                one.shared_people,
                _say_leniency(one),
            )
            for one in figures.interviewers
        ],
        heads=(
            "INTERVIEWER",
            *(("SCALE",) if scales else ()),
            *("RATED TOGETHER", "PEOPLE", "LEVELS ABOVE (+) OR BELOW (-)"),
        ),
        empty="",
    )


def _say_leniency(one: InterviewerFigures) -> str:
    from hiring.domain.calibration import CELLS_NEEDED

    told = one.leniency
    if told is None:
        return f"not enough yet ({one.shared_cells} of {CELLS_NEEDED})"
    error = "" if told.standard_error is None else f", standard error {told.standard_error:.2f}"
    return f"{told.effect:+.2f}{error} ({told.says})"


def _print_agreement(figures: Consistency) -> None:
    from hiring.domain.calibration import CELLS_NEEDED

    def cells(one: Agreement) -> tuple[object, ...]:
        if one.exact is None or one.within_one is None:
            return (one.cells, f"not enough yet ({one.cells} of {CELLS_NEEDED})", "-")
        return (one.cells, _percent(one.exact), _percent(one.within_one))

    echo("\nTwo who rated the same person:")
    table(
        [
            *((one.job, one.competency, *cells(one.agreement)) for one in figures.competencies),
            ("all", "", *cells(figures.agreement)),
        ],
        heads=("JOB", "COMPETENCY", "RATED TOGETHER", "SAME LEVEL", "WITHIN ONE"),
        empty="",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
