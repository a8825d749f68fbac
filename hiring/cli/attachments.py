"""Commands on the files people sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
    table,
    write_file,
)
from hiring.cli.kit import Command as _Command
from hiring.errors import Problem, RefusedError, UsageError

if TYPE_CHECKING:
    from hiring.views.attachments import Attachment


@click.command(cls=_Command)
@click.argument("who", metavar="CANDIDATE")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="The name it is kept under; else the file's own.")
@json_option
@pass_app
def attach(app: App, *, who: str, file: Path, name: str | None, as_json: bool) -> None:
    """Keep FILE, which somebody sent, with them.

    A CV, a letter, a piece of work is copied into the workspace's folder attachments. Kept are
    pdf, docx, odt, rtf, txt and md of up to 20 MB; pictures are not.

    \b
    Example: hiring candidate attach C-1 ada-cv.pdf
    """
    from hiring.workflow.attachments import attach_file, files_of

    _refuse_within(app)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(
            Problem(f"{file} cannot be read: {error.strerror}", fix="check its name")
        ) from error
    with app.writing() as act:
        kept = attach_file(act, app.settings, who, name=name or file.name, content=content)
        theirs = files_of(act.connection, who)
    if as_json:
        echo_json(theirs)
        return
    echo(f"kept {kept.name} with {kept.candidate}" if kept else f"{file.name} is there already")


def _refuse_within(app: App) -> None:
    if not app.writes_files:
        raise RefusedError(
            Problem(
                "a file cannot be undone with the other commands", fix="run this command by itself"
            )
        )


@click.command(cls=_Command)
@click.argument("who", metavar="CANDIDATE")
@json_option
@pass_app
def files(app: App, *, who: str, as_json: bool) -> None:
    """List the files kept with a person.

    \b
    Example: hiring candidate files C-1
    """
    from hiring.workflow.attachments import files_of

    with app.reading() as connection:
        theirs = files_of(connection, who)
    if as_json:
        echo_json(theirs)
        return
    table(
        [_line(app, one) for one in theirs],
        heads=("file", "bytes", "kept", "by", "SHA-256 begins"),
        empty="no files",
    )


def _line(app: App, one: Attachment) -> tuple[str, ...]:
    kept = f"{app.local(one.kept_at):%Y-%m-%d}"
    return (one.name, f"{one.size:,}", kept, one.kept_by, one.file_hash[:12])


@click.command("file", cls=_Command)
@click.argument("who", metavar="CANDIDATE")
@click.argument("name")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="Where to write it; else its own name."
)
@click.option("--force", is_flag=True, help="Write over another file.")
@pass_app
def one_file(app: App, *, who: str, name: str, output: Path | None, force: bool) -> None:
    """Write a file kept with a person where you can open it.

    \b
    Example: hiring candidate file C-1 ada-cv.pdf -o /tmp/cv.pdf
    """
    from hiring.workflow.attachments import file_named, read_file

    with app.reading() as connection:
        one = file_named(connection, who, name)
    target = output or Path(one.name)
    said = write_file(target, read_file(app.settings, one), force=force)
    echo(f"{said} {target} (it holds personal data)")


@click.command(cls=_Command)
@click.argument("who", metavar="CANDIDATE", required=False)
@click.argument("name", required=False)
@click.option("--strays", is_flag=True, help="Remove files that belong to nobody instead.")
@dry_run_option
@pass_app
def detach(app: App, *, who: str | None, name: str | None, strays: bool, dry_run: bool) -> None:
    """Remove a file kept with a person; it is gone for good.

    \b
    Example: hiring candidate detach C-1 ada-cv.pdf
    """
    from hiring.workflow.attachments import detach_file, sweep

    if strays == bool(who and name):
        raise UsageError(
            Problem("name a person and a file", fix="hiring candidate detach C-1 cv.pdf")
        )
    _refuse_within(app)
    if who and name:
        with rehearsed(app, dry_run=dry_run) as act:
            gone = detach_file(act, who, name)
        echo(f"removed {gone.name} of {gone.candidate}")
    if dry_run:
        return
    with app.writing() as act:  # nobody keeps a file meanwhile
        count = sweep(act.connection, app.settings)
    if strays:
        echo(f"removed {count} {'file' if count == 1 else 'files'} of nobody")
