"""The command that hands out everything about a person."""

from __future__ import annotations

from pathlib import Path

import click

from hiring.cli.kit import App, Command, echo, echo_json, json_option, pass_app


def _named(_ctx: click.Context, _parameter: click.Parameter, said: str) -> Path:
    if not said:
        raise click.BadParameter("it is empty; name a new folder")
    return Path(said)


@click.command(cls=Command)
@click.argument("candidate")
@click.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    callback=_named,
    help="The folder to write; it must be new or empty.",
)
@click.option(
    "--leave-request",
    "left",
    multiple=True,
    metavar="REQUEST",
    help="Leave a request out that was noted under their name alone: it is of a namesake.",
)
@json_option
@pass_app
def export(app: App, *, candidate: str, folder: Path, left: tuple[str, ...], as_json: bool) -> None:
    """Write everything about a person into a folder, for them.

    It holds a Word document to send as it is, the same as JSON, the files they sent, and their
    scorecards as they came back. Who interviewed, decided or referred them, and every other
    candidate, is named by their part: interviewer A, the referrer. Read it before you send it:
    a name that is written nowhere else here is not known to be one. docs/access.md says more.

    \b
    Example: hiring privacy export C-1 -o for-ada
    """
    from importlib.metadata import version

    from hiring.exchange.handing_out import hand_out
    from hiring.workflow.access import gather_copy, kept_until, record_export

    today = app.local(app.now).date()
    now = app.now.replace(microsecond=0)
    with app.reading() as connection:
        copy = gather_copy(
            connection,
            candidate,
            settings=app.settings,
            kept=lambda number: kept_until(connection, app.settings, number, today=today),
            now=now,
            program=f"hiring {version('hiring')}",
            local=app.local,
            leave=frozenset(one.strip().upper() for one in left),
        )
    written = hand_out(copy, folder, attachments=app.settings.attachments, now=now)
    with app.writing() as act:
        record_export(act, copy.code)
    for one in written.not_copied:
        echo(one, err=True)
    for one in copy.by_name:
        echo(
            f"{one} was noted under their name or address alone and is in it; of a namesake: write"
            f" it anew with --leave-request {one}",
            err=True,
        )
    if as_json:
        echo_json(written)
        return
    echo(
        f"written {folder}: everything about {copy.code} in {len(written.files)} files"
        " (it holds personal data)"
    )
    if written.replaced_in:
        texts = "1 text" if written.replaced_in == 1 else f"{written.replaced_in} texts"
        echo(f"others were replaced in {texts}: read it before you send it")
