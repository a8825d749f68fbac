"""Commands on job descriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hiring.cli.assessing import force_option, output_option
from hiring.cli.kit import App, Group, echo, pass_app, write_file

if TYPE_CHECKING:
    from pathlib import Path


@click.group(cls=Group)
def jd() -> None:
    """Job descriptions made from the rubric, so that what is asked is what is assessed."""


@jd.command()
@click.argument("code")
@output_option
@force_option
@pass_app
def export(app: App, *, code: str, output: Path, force: bool) -> None:
    """Write a job's description as a Word file, and list what nobody has said yet.

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
