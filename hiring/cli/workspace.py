"""The command that makes a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from hiring.cli.kit import App, Command, echo, pass_app


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option(
    "--company", default="", metavar="NAME", help="The company's name, as documents show it."
)
@click.option(
    "--database-url",
    default=None,
    metavar="URL",
    help="PostgreSQL, as postgresql+psycopg://user@host/name; else a file in FOLDER.",
)
@click.option(
    "--encrypt", "encrypted", is_flag=True, help="Encrypt the database's file and its backups."
)
@pass_app
def init(
    app: App, *, folder: Path, company: str, database_url: str | None, encrypted: bool
) -> None:
    """Make a workspace: settings and an empty database.

    FOLDER (this one when left out) gets hiring.toml, which you may edit, and the database. All
    commands find the workspace from inside it, at any depth.

    With --encrypt nobody reads the file without its key: that in HIRING_KEY, or in the file that
    HIRING_KEY_FILE names, else in the system's keyring; where none is there, one is made and kept
    there. Needs: pipx inject hiring sqlcipher3 keyring

    \b
    Examples:
      hiring init hiring-2026 --company "Example GmbH"
      hiring init hiring-2026 --encrypt
    """
    from hiring.workflow.workspaces import make_workspace

    settings = make_workspace(
        folder, company=company, database_url=database_url, now=app.now, encrypted=encrypted
    )
    echo(f"made {settings.folder}")
    if encrypted:
        from hiring.store.keys import find_key

        echo(f"encrypted; its key is in {find_key().place}")
        echo("keep a copy of the key elsewhere: without it nobody reads the database or a backup")
        echo("  hiring db key --show")
    echo("next: hiring job open ml-engineer --code ML-1   (roles: hiring rubric list)")
