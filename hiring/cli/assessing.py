"""Commands that assess an application, and those of its debrief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

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
    from hiring.domain.scoring import Line
    from hiring.workflow.assessing import Assessed


def _word_file(_ctx: click.Context, _parameter: click.Parameter, path: Path) -> Path:
    if path.suffix.casefold() != ".docx":
        raise click.BadParameter(f"{path.name} must end in .docx: it is written as a Word file")
    return path


output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE.docx",
    callback=_word_file,
    help="The file to write.",
)
force_option = click.option("--force", is_flag=True, help="Write over a file with other content.")


@click.command(cls=Command)
@click.argument("app_code", metavar="APP")
@json_option
@pass_app
def assess(app: App, *, app_code: str, as_json: bool) -> None:
    """Say whether strengths are validated and minimum bars met.

    Shown are the recommendation and its reason, each line with its votes and evidence, what is
    open, what would change it, and what to do next. It is advice: a person decides, with hiring
    decide.

    \b
    Example: hiring assess A-1
    """
    from hiring.workflow.assessing import assess_application

    with app.reading() as connection:
        stood = assess_application(connection, app_code)
    if as_json:
        echo_json(stood.as_dict())
    else:
        show(stood)


def show(stood: Assessed) -> None:
    """Print an assessment: the sentence, each line with its votes, what is open, what next."""
    from hiring.workflow.assessing import next_steps, open_points

    result = stood.result
    echo(result.sentence)
    echo(result.stability_sentence)
    for warning in (*result.warnings, *stood.notes):
        echo(f"note: {warning}")
    if result.strengths:
        needed = f"{result.strengths_required} of {len(result.strengths)} needed"
        echo(f"\nStrengths to validate ({needed})")
        _show_lines(result.strengths)
    echo("\nMinimum bars")
    _show_lines(result.bars)
    _show_evidence(stood)
    for title, points in (("Open", open_points(stood)), ("Next", next_steps(stood))):
        if points:
            echo(f"\n{title}")
        for point in points:
            echo(f"  - {point}")
    if stood.missing_cards:
        echo(f"\nNot submitted yet: {', '.join(stood.missing_cards)}")


_STATUS = {
    ("bar", "met"): "met",
    ("bar", "not_met"): "not met",
    ("strength", "met"): "validated",
    ("strength", "not_met"): "not validated",
}


def _show_lines(lines: tuple[Line, ...]) -> None:
    for line in lines:
        votes = ", ".join(f"{who} {level}" for who, level in line.votes) or "no vote"
        status = _STATUS.get((line.kind, line.status.value))
        if status is None:
            status = line.status.value.replace("_", " ")
        else:
            status += ", firm" if line.firm else ", provisional"
        settled = f"; settled in debrief by {line.settled_by}" if line.settled_by else ""
        echo(f"  {line.name} at {line.line}: {status} ({votes}){settled}")


def _show_evidence(stood: Assessed) -> None:
    said = [row for row in stood.ratings if row.level is not None or row.evidence]
    if said:
        echo("\nEvidence")
    for competency in stood.rubric.rated:
        name = stood.rubric.competency(competency).name
        for row in (one for one in said if one.competency == competency):
            level = "not assessed" if row.level is None else row.level
            words = " ".join(row.evidence.split()) or "(no evidence: does not count)"
            echo(f"  {name}, {stood.names[row.interviewer_id]}, {level}: {words}")


@click.group(cls=Group)
def debrief() -> None:
    """Write the debrief's pack, and record what it settled."""


@debrief.command()
@click.argument("app_code", metavar="APP")
@output_option
@force_option
@pass_app
def export(app: App, *, app_code: str, output: Path, force: bool) -> None:
    """Write the debrief pack for the hiring manager as a Word file.

    It begins with what interviewers disagree on and what is open; who recommended what overall
    stands on the last page.

    \b
    Example: hiring debrief export A-1 -o A-1-debrief.docx
    """
    from hiring.documents.debrief import write
    from hiring.workflow.papers import debrief_pack

    with app.reading() as connection:
        pack = debrief_pack(connection, app_code, settings=app.settings, local=app.local)
    echo(f"{write_file(output, write(pack), force=force)}  {output}")


@debrief.command()
@click.argument("app_code", metavar="APP")
@click.argument("competency")
@click.argument("line", type=click.Choice(["bar", "strength"]))
@click.argument("outcome", type=click.Choice(["met", "not-met"]))
@by_option
@because_option
@as_written_option
@dry_run_option
@json_option
@pass_app
def resolve(
    app: App,
    *,
    app_code: str,
    competency: str,
    line: str,
    outcome: str,
    by: str,
    because: str,
    as_written: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Record what the debrief settled on a contested line.

    Contested means that interviewers disagree on whether the bar or the strength is met. What
    the debrief settled counts as provisional.

    \b
    Example: hiring debrief resolve A-1 system-design bar met \\
               --by "Mo Manager" --because "the second sketch answered it"
    """
    from hiring.domain.codes import Kind, code
    from hiring.workflow.assessing import resolve_line

    texts = {"because": because}
    looks = look_at_words(app, texts, as_written=as_written, dry_run=dry_run)
    with rehearsed(app, dry_run=dry_run) as act:
        stood = resolve_line(
            act,
            app_code,
            competency,
            line=line,
            outcome=outcome.replace("-", "_"),
            by=by,
            because=because,
        )
        keep_wording(act, code(Kind.APPLICATION, stood.application.id), looks)
    if as_json:
        echo_json(stood.as_dict())
    else:
        echo(stood.result.sentence)
