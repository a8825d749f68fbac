"""The command that takes in people from files of other systems."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from hiring.cli.kit import (
    App,
    Command,
    dry_run_option,
    echo,
    echo_json,
    json_option,
    pass_app,
    rehearsed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from datetime import datetime
    from pathlib import Path

    from hiring.exchange.people.sources import Reading
    from hiring.exchange.people.taking import Report
    from hiring.workflow.importing_standing import PointedOut

_SHOWN = 12


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE|-")
@click.option(
    "--from",
    "profile",
    metavar="PROFILE",
    help="The system it comes from; else told by its columns.",
)
@click.option("--job", metavar="CODE", help="Apply everybody in it for this job.")
@click.option(
    "--map", "map_path", metavar="MAP.yaml", help="What its columns, jobs, stages and dates mean."
)
@click.option(
    "--encoding", metavar="NAME", help="How its text is encoded, as utf-8 or cp1252; else told."
)
@click.option(
    "--trust-addresses",
    is_flag=True,
    help="Take rows with one address for one person, also under plainly different names.",
)
@click.option("--keep-going", is_flag=True, help="Take the good rows; the others go to a file.")
@click.option(
    "--rejects", metavar="FILE", help="Where the rows that were not taken go, with reasons."
)
@dry_run_option
@json_option
@pass_app
def import_people(
    app: App,
    /,
    *,
    file: str,
    profile: str | None,
    job: str | None,
    map_path: str | None,
    encoding: str | None,
    trust_addresses: bool,
    keep_going: bool,
    rejects: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take people in from a CSV, Excel or JSON file of another system.

    All of it is taken, or nothing; the same file again changes nothing. People are known again
    by that system's number, then by an e-mail address. PROFILE is one of greenhouse, lever,
    ashby, frappe, odoo, opencats, horilla, smartrecruiters, merge, json-resume or generic.
    docs/importing.md says what a map file holds. Pay, protected traits, birth dates and photos
    are left out, and named.

    \b
    Examples:
      hiring candidate import people.csv --dry-run
      hiring candidate import export.xlsx --from odoo --map odoo.yaml
      hiring candidate import people.csv --job ML-1 --keep-going
    """
    from pathlib import Path

    from hiring.exchange.people.matching import MapFile, check_profile, load_map, match
    from hiring.exchange.people.opening import open_people
    from hiring.exchange.people.rejecting import Rejects
    from hiring.exchange.people.taking import import_people as take_people
    from hiring.store.queries import find_job
    from hiring.workflow.wording import guard_of

    check_profile(profile)
    told = load_map(Path(map_path)) if map_path else MapFile()
    sources = app.settings.sources
    with _on_disk(file, now=app.now) as path:
        source = open_people(
            path,
            encoding=encoding or told.encoding,
            delimiter=told.delimiter,
            sheet=told.sheet,
        )
        matched = match(source, named=profile, map_file=told)
        kept = (
            Path(rejects)
            if rejects
            else _beside(path if file != "-" else Path("people.csv"), source.kind)
        )
        _refuse_occupied(kept, wanted=bool(rejects) or keep_going)
        with (
            Rejects(kept, source, now=app.now) as written,
            _bar(app, source.reading, show=not as_json) as progress,
        ):
            try:
                with rehearsed(app, dry_run=dry_run, quiet=True) as act:
                    code = find_job(act.connection, job).code if job else None
                    report = take_people(
                        act,
                        source,
                        matched,
                        job=code,
                        sources=sources,
                        zone=app.zone(),
                        trust_addresses=trust_addresses,
                        keep_going=keep_going,
                        rejects=written if keep_going or rejects else None,
                        progress=progress,
                        guard=guard_of(app.settings),
                    )
            finally:
                if written.count and app.writes_files and not dry_run:
                    written.finish()
    shown = str(kept) if report.rejected and app.writes_files else None
    if as_json:
        echo_json(_plain(report, shown, dry_run=dry_run))
    else:
        _tell(report, shown, dry_run=dry_run)
        if dry_run:
            click.echo("(a dry run: nothing was changed, no file was written)", err=True)
    if report.rejected:
        click.get_current_context().exit(3)


@contextmanager
def _on_disk(file: str, *, now: datetime) -> Generator[Path]:
    """Give the file; what comes in by standard input is put down, so that it can be read twice."""
    from pathlib import Path

    if file != "-":
        yield Path(file)
        return
    import shutil
    import tempfile
    from secrets import token_hex

    from hiring.private import PRIVATE_FILE
    from hiring.store.unfinished import made_folder, remove_left

    around = Path(tempfile.gettempdir())
    remove_left(around, "hiring-", ".in", now=now)
    folder = around / f"hiring-{token_hex(8)}.in"
    with made_folder(folder):
        path = folder / "standard input"  # as it is named where something is wrong in it
        path.touch(mode=PRIVATE_FILE, exist_ok=False)
        with path.open("wb") as put_down:
            shutil.copyfileobj(sys.stdin.buffer, put_down)
        yield path


def _beside(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.stem}.rejects.{'jsonl' if kind == 'json' else 'csv'}")


def _refuse_occupied(path: Path, *, wanted: bool) -> None:
    from hiring.errors import Problem, RefusedError

    if wanted and path.exists():
        raise RefusedError(
            Problem(f"{path} is there already", fix="move it away, or name another with --rejects")
        )


@contextmanager
def _bar(app: App, reading: Reading, *, show: bool) -> Generator[Callable[[int], None] | None]:
    """Show on a terminal how far the file was read, the time that is left, and how quick it is."""
    if not show or not sys.stderr.isatty():
        yield None
        return
    from hiring.cli.progress import progress

    began = app.now
    done = 0
    with progress("reading", reading.whole) as passed:

        def tell(rows: int) -> None:
            nonlocal done
            now = reading.passed()
            rate = rows / max(0.001, (app.now - began).total_seconds())
            passed(now - done, f"{rows:,} rows, {rate:,.0f} a second")
            done = now

        yield tell


def _plain(report: Report, rejects: str | None, *, dry_run: bool) -> dict[str, Any]:
    return {
        **report.counted(),
        "dry_run": dry_run,
        "system": report.system,
        "profile": report.profile,
        "people_added": report.taken.people,
        "people_changed": report.taken.changed,
        "fields_changed": report.taken.fields,
        "applications_added": report.taken.applications,
        "applications_moved": report.taken.moved,
        "look_like_known": report.taken.look_known,
        "skipped_because": dict(report.skipped),
        "kept_in_extra": dict(report.kept),
        "dropped": dict(report.dropped),
        "ignored": list(report.ignored),
        "unknown_sources": dict(report.unknown_sources),
        "notes": [*report.notes, *_wording(report.pointed)],
        "problems": [{"place": place, **problem.as_dict()} for place, problem in report.problems],
        "rejects": rejects,
    }


def _wording(pointed: tuple[PointedOut, ...]) -> list[str]:
    """Say which texts name what they should not, by code and without quoting them."""
    from hiring.workflow.wording import named_field

    return [
        f"{one.code}: the {named_field(one.field)} names {one.named}: look whether it must stay"
        for one in pointed
    ]


def _tell_wording(pointed: tuple[PointedOut, ...]) -> None:
    for note in _wording(pointed[:_SHOWN]):
        echo(f"note: {note}")
    if (untold := len(pointed) - _SHOWN) > 0:
        echo(f"note: and {_counted(untold, 'more text')}; see: hiring report wording")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _tell(report: Report, rejects: str | None, *, dry_run: bool) -> None:
    counts = report.counted()
    taken = report.taken
    echo(f"read {counts.pop('read')}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
    echo(f"from: {report.profile}")
    if taken.people or taken.changed or taken.applications or taken.moved:
        fields = f" in {_counted(taken.fields, 'field')}" if taken.changed else ""
        echo(
            f"people: {taken.people} added, {taken.changed} changed{fields}; "
            f"applications: {taken.applications} added, {taken.moved} moved on"
        )
    for why, rows in report.skipped.items():
        echo(f"skipped: {rows} ({why})")
    for said, names in (
        ("kept beside, without a place of its own", report.kept),
        ("left out (pay, protected traits, photos)", report.dropped),
        ("left out by the map", dict.fromkeys(report.ignored)),
        (f"sources nobody knows, kept as {report.other_source}", report.unknown_sources),
    ):
        if names:
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            echo(f"{said}: {', '.join(list(names)[:_SHOWN])}{more}")
    for note in report.notes:
        echo(f"note: {note}")
    _tell_wording(report.pointed)
    for place, problem in report.problems:
        echo(f"rejected {place}: {problem}", err=True)
    if (untold := report.rejected - len(report.problems)) > 0:
        echo(f"and {_counted(untold, 'more row')}: in {rejects}", err=True)
    if rejects:
        go = "would go" if dry_run else "go"
        echo(f"rejected rows {go} to {rejects}: mend them there, and import that file")
    if taken.look_known:
        few = taken.look_known == 1
        echo(
            f"{taken.look_known} of those added {'shares' if few else 'share'} a phone number, a "
            "profile or a whole name with somebody"
        )
        echo("next: hiring candidate duplicates (it weighs what they share, and shows the likely)")
