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
@pass_app
def init(app: App, *, folder: Path, company: str, database_url: str | None) -> None:
    """Make a workspace: settings and an empty database.

    FOLDER (this one when left out) gets hiring.toml, which you may edit, and the database. All
    commands find the workspace from inside it, at any depth.

    \b
    Example: hiring init hiring-2026 --company "Example GmbH"
    """
    from hiring.workflow.workspaces import make_workspace

    settings = make_workspace(folder, company=company, database_url=database_url, now=app.now)
    echo(f"made {settings.folder}")
    echo("next: hiring job open ml-engineer --code ML-1   (roles: hiring rubric list)")
