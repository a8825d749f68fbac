"""Commands on job descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.adverts_facts import facts
from hiring.cli.assessing import force_option, output_option
from hiring.cli.kit import App, Group, echo, pass_app, write_file
from hiring.cli.recognising import recognise

if TYPE_CHECKING:
    from pathlib import Path


@click.group(cls=Group)
def jd() -> None:
    """Write job descriptions from the rubric.

    So what an advertisement asks for is what the interviews assess.
    """


@jd.command()
@click.argument("code")
@output_option
@force_option
@pass_app
def export(app: App, *, code: str, output: Path, force: bool) -> None:
    """Write a job's description as a Word file.

    What nobody has said yet is listed, with the option or setting that says it.

    \b
    Example: hiring jd export ML-1 -o ML-1.docx
    """
    from hiring.documents.job_description import write
    from hiring.workflow.papers import job_description

    with app.reading() as connection:
        ad = job_description(connection, code, settings=app.settings)
    echo(f"{write_file(output, write(ad), force=force)}  {output}")
    for gap in ad.gaps:
        echo(f"to be written: {gap}", err=True)


jd.add_command(facts)

jd.add_command(recognise)
