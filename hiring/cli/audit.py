"""Commands on the event log and its chain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hiring.cli.kit import (
    App,
    Group,
    cut,
    echo,
    echo_json,
    json_option,
    limited,
    list_options,
    pass_app,
    table,
    write_file,
)
from hiring.errors import DatabaseError

if TYPE_CHECKING:
    from hiring.store.chain import Verified
    from hiring.views.audit import Anchor, LogLine

ERASED = "(erased)"
UNREAD = "(not read)"
WORDS_UNREAD = (
    "what was said was not looked at: this role may not read it; nor were decisions and cards"
)
RECORDED = "decisions, cards, debrief results and deviations"
UNCOVERED = (
    f"{RECORDED} were recorded before the log kept digests of them: nobody can tell by it "
    "whether they are as they were"
)
_force = click.option("--force", is_flag=True, help="Write over a file that is there.")
_file = click.argument("file", type=click.Path(path_type=Path))


@click.group(cls=Group)
def audit() -> None:
    """Read the event log, and verify that nobody changed it."""


@audit.command()
@click.argument("about", metavar="[CODE]", required=False)
@click.option("--since", metavar="DAY", help="Only what was done on this day or later.")
@click.option("--oldest-first", is_flag=True, help="Begin with the oldest entry.")
@click.option(
    "--after",
    type=click.IntRange(1, 2**31 - 1),
    metavar="N",
    help="Go on after this entry, the last that was shown.",
)
@list_options
@pass_app
def log(
    app: App,
    *,
    about: str | None,
    since: str | None,
    oldest_first: bool,
    after: int | None,
    limit: int,
    everything: bool,
    as_json: bool,
) -> None:
    """Show who did what and when, the newest first.

    CODE is a candidate (C-1 or an e-mail address), an application, an interview, a card or a job;
    without one everything is shown. A candidate's entries are those of everybody who was merged
    into them, and of their applications.

    \b
    Examples:
      hiring audit log A-1 --oldest-first
      hiring audit log ML-1 --since 2026-03-01 --json
    """
    from hiring.workflow.auditing import read_log

    with app.reading() as connection:
        rows = read_log(
            connection,
            about,
            since=app.day(since) if since else None,
            after=after,
            limit=limited(limit=limit, everything=everything),
            oldest_first=oldest_first,
        )
    shown = cut(rows, limit=limit, everything=everything)
    if as_json:
        echo_json(tuple(shown))
        return
    table(
        [_cells(app, line) for line in shown],
        heads=("ENTRY", "WHEN", "WHO", "WHAT", "CODE", "FROM", "TO", "SAID"),
        empty="nothing was done",
    )


def _cells(app: App, line: LogLine) -> tuple[object, ...]:
    from hiring.domain.recorded import STORED

    said = UNREAD if line.unread else ERASED
    if line.said is not None:
        said = "; ".join(f"{key}: {text}" for key, text in line.said.items() if key != STORED)
    return (
        *(line.entry, f"{app.local(line.at):%Y-%m-%d %H:%M}", line.who, line.what, line.subject),
        *(line.from_code, line.to_code, said),
    )


@audit.command()
@click.option(
    "--anchor",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare with what hiring audit anchor wrote.",
)
@json_option
@pass_app
def verify(app: App, *, anchor: Path | None, as_json: bool) -> None:
    """Verify the log, and what was recorded with it.

    Found is every entry, name or text that was changed, removed, added or moved without computing
    the chain anew; and every decision with its assessment, recorded card with its ratings, debrief
    result and deviation that is not what its entry says. A log whose end was cut off, or whose
    chain was computed anew, is found against an anchor only. Exit code 4 when something is found.

    \b
    Examples:
      hiring audit verify
      hiring audit verify --anchor /mnt/elsewhere/anchor.json
    """
    from hiring.cli.progress import progress
    from hiring.exchange.audit_files import read_anchor
    from hiring.store.connection import database_id
    from hiring.workflow.auditing import count_entries, verify_log

    with app.reading() as connection:
        known = None
        if anchor is not None:
            known = read_anchor(anchor, database_id=database_id(connection))
        with progress("verifying", count_entries(connection)) as passed:
            verified = verify_log(connection, passed=passed, anchor=known)
    if as_json:
        _say_as_json(verified, known)
    else:
        _say(verified, known)
    if verified.findings:
        click.get_current_context().exit(DatabaseError.exit_code)


def _say_as_json(verified: Verified, anchor: Anchor | None) -> None:
    echo_json(
        {
            "sound": not verified.findings,
            "entries": verified.entries,
            "links": verified.links,
            "head": verified.head.hex(),
            "origin": verified.origin.hex() if verified.origin is not None else None,
            "anchor": anchor,
            "findings": tuple(verified.findings),
            "more": verified.more,
            "words_looked_at": verified.read_words,
            "recorded": verified.recorded,
            "uncovered": verified.uncovered,
        }
    )


def _say(verified: Verified, anchor: Anchor | None) -> None:
    for finding in verified.findings:
        echo(finding, err=True)
    if verified.more:
        echo(f"and {verified.more:,} more", err=True)
    looked_at = f"{verified.entries:,} entries in {verified.links:,} links"
    if not verified.read_words:
        echo(WORDS_UNREAD, err=True)
    if verified.uncovered:
        echo(f"{verified.uncovered:,} {UNCOVERED}", err=True)
    if verified.findings:
        findings = "finding" if verified.found == 1 else "findings"
        echo(f"{verified.found:,} {findings} in {looked_at}")
        return
    echo(f"sound: {looked_at}")
    if verified.recorded:
        echo(f"as recorded: {verified.recorded:,} {RECORDED}")
    if anchor is not None:
        echo(f"up to link {anchor.link:,} it is what the anchor of {anchor.made_at} saw")


@audit.command("export")
@_file
@_force
@pass_app
def export_log(app: App, *, file: Path, force: bool) -> None:
    """Write the log for somebody who verifies it without this program.

    FILE holds a line of JSON for each entry and link, as the chain sees them: moments and codes.
    What was said and the names of those who acted are not in it. docs/audit.md says how it is
    verified. It is written as it is, sound or not.

    \b
    Example: hiring audit export log.ndjson
    """
    from hiring.cli.whole_files import write_parts
    from hiring.exchange.audit_files import write_log

    with app.reading() as connection:
        write_parts(file, write_log(connection), force=force)
    echo(f"written  {file}")


@audit.command()
@_file
@_force
@pass_app
def anchor(app: App, *, file: Path, force: bool) -> None:
    """Write down the chain's newest link, to be kept elsewhere.

    With FILE, a few lines of JSON about nobody, a third party proves that nothing before it was
    rewritten: hiring audit verify --anchor FILE. Keep it where those who may write to the database
    may not.

    \b
    Example: hiring audit anchor /mnt/elsewhere/2026-03-02.json
    """
    from hiring.exchange.audit_files import write_anchor
    from hiring.workflow.auditing import make_anchor

    with app.reading() as connection:
        made = make_anchor(connection, now=app.now)
    write_file(file, write_anchor(made), force=force)
    echo(f"written  {file}  link {made.link:,}, {made.entries:,} entries")
