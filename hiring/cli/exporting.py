"""Commands that write everything into files, and read it back."""

from __future__ import annotations

from pathlib import Path

import click

from hiring.cli.erasures import (
    erasures_option,
    no_erasures_option,
    refuse_two_answers,
    say_unsaid,
)
from hiring.cli.kit import App, Command, Undone, dry_run_option, echo, pass_app


def _named(_ctx: click.Context, _parameter: click.Parameter, said: str) -> Path:
    if not said:
        raise click.BadParameter("it is empty; name a folder, or . for the one you are in")
    return Path(said)


@click.command(cls=Command)
@click.argument("folder", metavar="DIR", callback=_named)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "xlsx"]),
    default="csv",
    help="CSV (when left out), lines of JSON, or an Excel workbook.",
)
@click.option("--overwrite", is_flag=True, help="Put it in the place of an export that is there.")
@pass_app
def export(app: App, *, folder: Path, form: str, overwrite: bool) -> None:
    """Write everything into a folder of files.

    Every table is written whole, with schema.json, which says what each column means, how many
    rows there are and their digests, README.txt, and the files people sent. A run that is stopped
    leaves DIR as it was. The files hold personal data; on Linux and macOS their owner alone can
    read them. docs/exporting.md says how to read them.

    \b
    Examples:
      hiring export everything
      hiring export everything.json --format json --overwrite
    """
    from importlib.metadata import version

    from hiring.cli.progress import progress
    from hiring.exchange.exporting import export as write_everything
    from hiring.store.streaming import count_rows
    from hiring.workflow.attachments import missing

    with app.reading() as connection:
        total = sum(count_rows(connection).values())
        with progress("writing", total) as passed:
            held = write_everything(
                connection,
                folder,
                form=form,
                now=app.now,
                program=f"hiring {version('hiring')}",
                overwrite=overwrite,
                attachments=app.settings.attachments,
                passed=passed,
            )
        gone = sum(1 for _ in missing(connection, app.settings))
    rows = sum(one.rows for one in held.values())
    if gone:
        echo(f"left out: {gone} files people sent, which are not in attachments", err=True)
    echo(f"written {folder}: {rows:,} rows of {len(held)} tables (it holds personal data)")
    echo("left out: the chain over the log, which an import begins anew; hiring db copy keeps it")


@click.command("import", cls=Command)
@click.argument("folder", metavar="DIR", callback=_named)
@erasures_option
@no_erasures_option
@dry_run_option
@pass_app
def import_(
    app: App, *, folder: Path, erasures: Path | None, no_erasures: bool, dry_run: bool
) -> None:
    """Read an export back into an empty workspace.

    DIR is checked from end to end first; when anything in it is wrong, all of it is named and
    nothing is written. Codes and the log stay as they were, and cards that are out can come back:
    the workspace takes over the identity and the keys of the one that was exported. Whoever was
    erased since the export, by the erasures.jsonl of its workspace, comes in without their data;
    name that file, or say that nobody was.

    \b
    Example:
      hiring init copy
      hiring import everything --workspace copy --erasures hiring/erasures.jsonl
    """
    from hiring.cli.progress import progress
    from hiring.exchange.dumping import check_dump, open_dump, refuse_filled, take_in
    from hiring.workflow.erasing_again import Again, erasures_since_export
    from hiring.workflow.erasing_files import clear

    with app.reading() as connection:
        refuse_filled(connection)
    refuse_two_answers(erasures, none=no_erasures)
    dump = open_dump(folder)
    again = Again(
        erasures_since_export(
            app.settings,
            people=dump.held["candidates"].rows,
            named=erasures,
            none=no_erasures,
        ),
        now=app.now,
        actor=app.actor,
        came="an export from before was read in",
    )
    with progress("checking", dump.total) as passed:
        check_dump(dump, passed=passed)
    try:
        with progress("reading in", dump.total * 2) as passed, app.writing() as act:
            take_in(
                act.connection,
                dump,
                attachments=app.settings.attachments,
                passed=passed,
                again=again,
            )
            if dry_run:
                raise Undone  # noqa: TRY301 - leaving by an exception undoes the transaction
    except Undone:
        click.echo("(a dry run: nothing was changed)", err=True)
    echo(f"read {dump.total:,} rows of {len(dump.held)} tables from {folder}")
    if again.count:
        people = "1 person" if again.count == 1 else f"{again.count} people"
        echo(f"{people} erased since this export came in without their data")
    if again.count and not dry_run:
        say_unsaid(again.unsaid)
        with app.engine() as engine:
            for each in clear(app.settings, engine):
                echo(each, err=True)
