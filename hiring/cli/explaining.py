"""The command that explains a decision to the candidate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.assessing import force_option
from hiring.cli.kit import App, Command, echo, echo_json, json_option, pass_app, write_file
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.views.privacy import Explanation

WIDTH = 80


def _word_file(_ctx: click.Context, _parameter: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix.casefold() != ".docx":
        raise click.BadParameter(f"{path.name} must end in .docx: it is written as a Word file")
    return path


@click.command(cls=Command)
@click.argument("app_code", metavar="APP")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.docx",
    callback=_word_file,
    help="The Word file to write; else it is printed.",
)
@click.option(
    "--with-evidence",
    is_flag=True,
    help="Quote what interviewers wrote, without their names.",
)
@force_option
@json_option
@pass_app
def explain(
    app: App,
    *,
    app_code: str,
    output: Path | None,
    with_evidence: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Explain a decision to the candidate, in plain words.

    It says what was assessed and why, how the rule works, the main reasons, what a person decided,
    what was not assessed, and how to ask for a review: from the assessment as it was decided, so
    that it always says the same. Nobody is named. Where nobody has decided yet it says what is
    known, and ends with exit code 1. docs/explaining.md says more.

    \b
    Examples:
      hiring explain A-1
      hiring explain A-1 -o A-1-explained.docx --with-evidence
    """
    from importlib.metadata import version

    from hiring.documents.moments import say_date, say_until
    from hiring.workflow.access import kept_until
    from hiring.workflow.explaining import explain as tell

    today = app.local(app.now).date()

    def say_kept(number: int) -> str:
        kept = kept_until(connection, app.settings, number, today=today)
        return say_until(
            kept.keep_until, erase_by=kept.erase_by, held=kept.held, waiting=kept.waiting
        )

    with app.reading() as connection:
        said = tell(
            connection,
            app_code,
            settings=app.settings,
            program=f"hiring {version('hiring')}",
            local=app.local,
            say_day=say_date,
            kept=say_kept,
            with_evidence=with_evidence,
        )
    if as_json:
        echo_json(said)
    elif output is None or not said.decided:
        for line in _lines(said):
            echo(line)
    if not said.decided:
        raise RefusedError(
            Problem(
                f"nobody has decided on {said.application} yet",
                fix=f"hiring decide {said.application} ... --by NAME --because TEXT",
            )
        )
    if output is not None:
        from hiring.documents.explanation import write

        echo(f"{write_file(output, write(said), force=force)}  {output}", err=as_json)


def _lines(said: Explanation) -> Iterator[str]:
    """Give the words of the document as lines of a terminal."""
    from hiring.domain.explaining import TITLE

    yield TITLE
    yield f"{said.name}: {said.job_title} ({said.application})"
    for part in said.parts:
        yield ""
        yield part.heading.upper()
        for paragraph in part.paragraphs:
            yield from _wrapped(paragraph)
        for point in part.points:
            yield from _wrapped(point, mark="- ")
    yield ""
    yield from _wrapped(f"{said.personal_data} {said.kept}".rstrip())
    yield from _wrapped(f"Made by: {'; '.join(said.made_by)}.")


def _wrapped(text: str, mark: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False
    )
