"""Commands on decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.assessing import force_option, output_option
from hiring.cli.kit import (
    App,
    Command,
    Group,
    because_option,
    by_option,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    write_file,
)
from hiring.cli.wording import as_written_option, keep_wording, look_at_words

if TYPE_CHECKING:
    from pathlib import Path


@click.command(cls=Command)
@click.argument("app_codes", nargs=-1, required=True, metavar="APP...")
@click.argument("action", type=click.Choice(["advance", "offer", "hire", "reject", "withdraw"]))
@by_option
@because_option
@click.option("--override", metavar="TEXT", help="Why it should be so against the recommendation.")
@click.option("--skipped", metavar="TEXT", help="Why steps of the plan were not held.")
@as_written_option
@dry_run_option
@json_option
@pass_app
def decide(
    app: App,
    *,
    app_codes: tuple[str, ...],
    action: str,
    by: str,
    because: str,
    override: str | None,
    skipped: str | None,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record a person's decision and its reason.

    The assessment as it stands is kept with it. advance means the next stage. Only reject takes
    several applications, each named.

    A decision against the recommendation needs an --override text: offer or hire against hold,
    lean decline or decline; advance against lean decline or decline; reject against advance or
    lean advance. An offer or a hire needs a --skipped text where a step of the plan has no card:
    everybody gets the same interviews, or there is a reason.

    What somebody left open who was erased since can be rejected or withdrawn. Of that nothing is
    kept but the day, the stages and who typed it.

    \b
    Examples:
      hiring decide A-1 advance --by "Mo Manager" --because "strengths validated"
      hiring decide A-2 A-3 reject --by "Mo Manager" \\
        --because "no production experience"
    """
    from hiring.domain.stages import Action
    from hiring.workflow.decisions import decide as record

    texts = {"because": because, "override": override, "skipped": skipped}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        made = record(
            act,
            app_codes,
            Action(action),
            by=by,
            because=because,
            override=override,
            skipped=skipped,
        )
        for one in made:
            keep_wording(act, one.application, looks, texts=texts)
    if as_json:
        echo_json(made)
        return
    for one in made:
        if one.erased:
            echo(f"{one.application}: {one.action}, {one.from_stage} to {one.to_stage}")
            echo(
                f"{one.application}: the person was erased: there is no advice, and --by and "
                "--because were not kept",
                err=True,
            )
            continue
        advice = one.recommendation.replace("_", " ")
        against = ", overridden" if one.override else ""
        echo(
            f"{one.application}: {one.action}, {one.from_stage} to {one.to_stage} "
            f"(advice: {advice}{against})"
        )
        if one.missing_cards:
            echo(f"  not submitted when decided: {', '.join(one.missing_cards)}")
    if override and not any(one.override or one.erased for one in made):
        echo("no override was needed; its text was not kept", err=True)


@click.group(cls=Group)
def decision() -> None:
    """Write the record of a decision."""


@decision.command()
@click.argument("app_code", metavar="APP")
@output_option
@force_option
@pass_app
def export(app: App, *, app_code: str, output: Path, force: bool) -> None:
    """Write the record of the latest decision as a Word file.

    \b
    Example: hiring decision export A-1 -o A-1-decision.docx
    """
    from hiring.documents.decision_record import write
    from hiring.workflow.papers import decision_record

    with app.reading() as connection:
        record = decision_record(connection, app_code, settings=app.settings, local=app.local)
    echo(f"{write_file(output, write(record), force=force)}  {output}")
