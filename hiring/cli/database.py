"""Commands on the database."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import click

from hiring.cli.erasures import (
    erasures_option,
    no_erasures_option,
    refuse_two_answers,
    say_unsaid,
)
from hiring.cli.kit import (
    App,
    Group,
    Undone,
    confirm,
    dry_run_option,
    echo,
    echo_json,
    facts,
    json_option,
    pass_app,
    rehearsed,
)


@click.group(cls=Group)
def db() -> None:
    """Upgrade, check, back up, restore and copy the database."""


@db.command()
@pass_app
def upgrade(app: App) -> None:
    """Bring the database to this program's version.

    Where there is none, an empty one is made. Take a backup first: hiring db backup FILE.
    """
    from hiring.workflow.workspaces import upgrade as upgrade_database

    before, after = upgrade_database(app.settings, now=app.now)
    echo(
        f"at version {after} already" if before == after else f"from {before or 'none'} to {after}"
    )


@db.command()
@json_option
@pass_app
def check(app: App, *, as_json: bool) -> None:
    """Check that the database is sound.

    Looked at are its tables, references and file, whether every application's stage agrees with
    the event log, and whether what is kept for searching and for reports agrees with both: all
    of it counted, a sample compared. Exit code 4 when something is wrong.
    """
    from hiring.workflow.workspaces import check as check_database

    with app.reading() as connection:
        problems = check_database(connection, app.settings)
    if as_json:
        echo_json([problem.as_dict() for problem in problems])
    else:
        for problem in problems:
            echo(problem, err=True)
        many = "problem" if len(problems) == 1 else "problems"
        echo(f"{len(problems)} {many}" if problems else "sound")
    if problems:
        click.get_current_context().exit(4)


@db.command()
@dry_run_option
@pass_app
def reindex(app: App, *, dry_run: bool) -> None:
    """Make what is kept for searching and for reports anew.

    It follows from the people and the event log, of which nothing is changed.

    \b
    Example: hiring db reindex
    """
    from hiring.workflow.workspaces import reindex as make_anew

    with rehearsed(app, dry_run=dry_run) as act:
        count = make_anew(act)
    echo(f"made anew for {count} {'person' if count == 1 else 'people'}")


@db.command()
@dry_run_option
@pass_app
def secure(app: App, *, dry_run: bool) -> None:
    """Close the workspace to others who use this computer.

    Its folder, hiring.toml, the database and its copies beside it, the cache, the shell's history
    and the attachments: files become 0600 and folders 0700. Nothing else in the folder is touched;
    once the folder is closed nobody else gets at it.

    \b
    Example: hiring db secure --dry-run
    """
    from hiring.errors import Problem, RefusedError
    from hiring.workflow.closing import close_all, find_all_open

    try:
        found = (find_all_open if dry_run else close_all)(app.settings)
    except OSError as error:
        raise RefusedError(
            Problem(f"{error.filename} cannot be closed: {error.strerror}", fix="ask its owner")
        ) from error
    for one in found:
        echo(f"{one.mode:o} -> {one.mode & ~0o077:o}  {one.shown(app.settings.folder)}")
    echo(f"{len(found)} closed to others" if found else "all of it is its owner's only")
    if dry_run:
        click.echo("(a dry run: nothing was changed)", err=True)


@db.command()
@click.option("--sql", "as_sql", is_flag=True, help="Only print the statements.")
@dry_run_option
@pass_app
def roles(app: App, *, as_sql: bool, dry_run: bool) -> None:
    """Make a server's roles: recruiter, reader and auditor.

    For PostgreSQL. hiring_recruiter reads and writes, and can only add to the log. hiring_reader
    reads all but the keys of scorecards. hiring_auditor reads the log, its chain and who acted, and
    nothing about people. They cannot log in: make people's own roles members of them. Again changes
    nothing; run it again after an upgrade.

    \b
    Examples:
      hiring db roles --dry-run
      hiring db roles --sql > roles.sql
    """
    from hiring.store.connection import alone
    from hiring.workflow.server_roles import make_roles, role_statements

    if as_sql:
        with app.reading() as connection:
            for statement in role_statements(connection):
                echo(f"{statement};")
        return
    made: tuple[str, ...] = ()
    with suppress(Undone), app.engine() as engine, alone(engine) as connection:
        made = make_roles(connection)
        if dry_run:
            raise Undone
    echo(f"made {', '.join(made)}" if made else "the roles were there")
    echo("granted to each what is its own")
    if dry_run:
        click.echo("(a dry run: nothing was changed)", err=True)


@db.command()
@json_option
@pass_app
def info(app: App, *, as_json: bool) -> None:
    """Say which database this is and how much it holds."""
    from hiring.workflow.workspaces import info as describe

    with app.reading() as connection:
        found = describe(connection, app.settings)
    if as_json:
        echo_json(found)
        return
    rows = dict(sorted(found.pop("rows").items()))
    found["created_at"] = f"{app.local(found['created_at']):%Y-%m-%d %H:%M}"
    facts(found | {f"  {name}": count for name, count in rows.items() if count})


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@pass_app
def backup(app: App, *, file: Path) -> None:
    """Copy the database into FILE, while others work on.

    FILE must not be there yet, and holds personal data.

    \b
    Example: hiring db backup hiring-2026-03-02.db
    """
    from hiring.workflow.workspaces import backup as copy

    with app.reading():
        pass
    copy(app.settings, file)
    # Windows keeps no such modes: there the folder's rights count.
    private = "; readable by its owner only" if os.name == "posix" else ""
    echo(f"written {file} (it holds personal data{private})")


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--other-workspace", is_flag=True, help="Take a backup of another workspace.")
@erasures_option
@no_erasures_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_app
def restore(
    app: App,
    *,
    file: Path,
    other_workspace: bool,
    erasures: Path | None,
    no_erasures: bool,
    yes: bool,
) -> None:
    """Put the backup FILE in the database's place.

    The database that was there is kept beside it. Whoever was erased since the backup, by the
    workspace's erasures.jsonl, is erased in it before it opens; elsewhere you are asked for it.

    \b
    Example: hiring db restore hiring-2026-03-02.db
    """
    from hiring.workflow.erasing_again import erasures_for
    from hiring.workflow.workspaces import refuse_unreadable
    from hiring.workflow.workspaces import restore as put_back

    refuse_two_answers(erasures, none=no_erasures)
    refuse_unreadable(app.settings, file)
    again = erasures_for(app.settings, named=erasures, none=no_erasures, other=other_workspace)

    confirm(f"Put {file} in the place of this workspace's database?", yes=yes)
    done = put_back(
        app.settings,
        file,
        now=app.now,
        other=other_workspace,
        erasures=again,
        actor=app.actor,
    )
    echo(f"restored; the database before is {done.kept.name}" if done.kept else "restored")
    if done.erased:
        echo(f"erased again: {done.erased}, who were erased since the backup")
    say_unsaid(done.unsaid)
    for each in done.left:
        echo(each, err=True)
    echo("next: hiring db upgrade, if the backup is of an older version")


@db.command()
@click.argument("url")
@click.option(
    "--encrypt/--plain", "encrypted", default=None, help="Write a file so; else as this one is."
)
@dry_run_option
@pass_app
def copy(app: App, *, url: str, encrypted: bool | None, dry_run: bool) -> None:
    """Copy everything into the empty database at URL.

    From SQLite to PostgreSQL, back, or to another of the same kind. The tables there are made,
    filled, read again and compared; when anything fails, that database stays as it was. --dry-run
    does all of it and undoes it. The place of a file is seen from the workspace. Let nobody write
    meanwhile: what comes later stays here.

    \b
    Examples:
      hiring db copy postgresql+psycopg://hiring@db.example.org/hiring
      hiring db copy sqlite:///moved.db --dry-run
      hiring db copy sqlite:///closed.db --encrypt
    """
    from hiring.cli.progress import progress
    from hiring.config import RELATIVE
    from hiring.workflow import moving

    file = url.startswith(RELATIVE)
    if encrypted is None and file:
        encrypted = app.settings.encrypted
    to = moving.address(url, folder=app.settings.folder, encrypted=encrypted)
    if encrypted:
        from hiring.store.keys import find_key, make_key

        key = find_key() if dry_run else make_key()
    with app.engine() as engine:
        total = moving.count_all(engine)
        with progress("copying", total * 2) as passed:
            held = moving.copy(engine, to, passed=passed, dry_run=dry_run)
    rows = sum(one.rows for one in held.values())
    done = "would copy" if dry_run else "copied"
    echo(f"{done} {rows:,} rows of {len(held)} tables to {moving.shown(to)}")
    if encrypted:
        echo(f"encrypted; its key is in {key.place}")
    if dry_run:
        click.echo("(a dry run: nothing was changed)", err=True)
        return
    echo("both hold the same: every count and digest was compared")
    echo(f'next: write database_url = "{moving.shown(url)}" into hiring.toml')
    if "***" in moving.shown(url):
        echo("*** stands for the password, which is not shown: write your own there")
    if file and encrypted != app.settings.encrypted:
        echo(f"      and encrypted = {'true' if encrypted else 'false'}")


@db.command()
@click.option("--show", is_flag=True, help="Print the key, which opens everything.")
@click.option("--keep", is_flag=True, help="Put the key of HIRING_KEY into the system's keyring.")
@json_option
def key(*, show: bool, keep: bool, as_json: bool) -> None:
    """Say where the key of encrypted databases is.

    Looked for in HIRING_KEY, in the file that HIRING_KEY_FILE names, and in the system's keyring,
    in this order. One key is for all encrypted workspaces of yours. Keep a copy of it elsewhere:
    without it nobody reads a database, nor a backup.

    \b
    Examples:
      hiring db key
      hiring db key --show
    """
    from hiring.store.keys import find_key, keep_key

    found = keep_key() if keep else find_key()
    if as_json:
        echo_json({"place": found.place} | ({"key": found.digits} if show else {}))
        return
    echo(f"the key is in {found.place}", err=show)
    if show:
        echo(found.digits)
