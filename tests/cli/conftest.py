"""Workspaces for the command line: made once, copied for every test."""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from hiring.workflow.workspaces import make_workspace
from tests.cli.desk import acting
from tests.conftest import NOW, Shell
from tests.factories import an_application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty workspace on SQLite, once."""
    folder = tmp_path_factory.mktemp("made") / "workspace"
    make_workspace(folder, company="Example GmbH", database_url=None, now=NOW)
    return folder


@pytest.fixture(scope="session")
def opened_workspace(empty_workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Open job ML-1 with Ada (A-1) and Ben (A-2), once."""
    folder = tmp_path_factory.mktemp("opened") / "workspace"
    shutil.copytree(empty_workspace, folder)
    with acting(Shell(folder)) as act:
        an_application(act, name="Ada Example")
        an_application(act, name="Ben Example")
    return folder


@pytest.fixture(scope="session")
def postgres_workspace(
    postgres_server: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """Make an empty workspace on PostgreSQL, once, with the name of its database."""
    with a_database(postgres_server) as name:
        folder = tmp_path_factory.mktemp("made") / "workspace"
        url = make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
        make_workspace(folder, company="Example GmbH", database_url=url, now=NOW)
        yield folder, name


@contextmanager
def a_database(server: str, *, like: str = "template1") -> Iterator[str]:
    """Make a PostgreSQL database as a copy of another one, and drop it afterwards."""
    name = f"hiring_{uuid.uuid4().hex}"
    engine = create_engine(make_url(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    try:
        yield name
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    """Give a shell in an empty workspace on each kind of database."""
    if request.param == "sqlite":
        made: Path = request.getfixturevalue("empty_workspace")
        yield Shell(shutil.copytree(made, tmp_path / "workspace"))
        return
    folder, template = request.getfixturevalue("postgres_workspace")
    with a_database(request.getfixturevalue("postgres_server"), like=template) as name:
        copy = shutil.copytree(folder, tmp_path / "workspace")
        settings = copy / "hiring.toml"
        settings.write_text(settings.read_text().replace(template, name))
        yield Shell(copy)


@pytest.fixture
def sqlite_shell(empty_workspace: Path, tmp_path: Path) -> Shell:
    """Give a shell in an empty workspace on SQLite, for what is not about the store."""
    return Shell(shutil.copytree(empty_workspace, tmp_path / "workspace"))


@pytest.fixture
def desk(opened_workspace: Path, tmp_path: Path) -> Shell:
    """Give a shell where job ML-1 is open and Ada (C-1, A-1) and Ben (C-2, A-2) have applied."""
    return Shell(shutil.copytree(opened_workspace, tmp_path / "workspace"))
