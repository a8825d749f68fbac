"""Fixtures that several tests share: both databases, a workspace, LibreOffice."""

from __future__ import annotations

import os
import shutil
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, insert, text
from sqlalchemy.engine import make_url

from hiring.cli import main
from hiring.store import migrate
from hiring.store.connection import connect, transaction
from hiring.store.ledger import Act
from hiring.store.tables import card_keys
from hiring.workflow.workspaces import make_workspace
from tests.wall import sitecustomize as wall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# Processes that tests start put the wall up by themselves.
_PATHS = (str(Path(wall.__file__).parent), *os.environ.get("PYTHONPATH", "").split(os.pathsep))
os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(filter(None, _PATHS)))
IN_CI = os.environ.get("HIRING_NO_SKIPS") == "1"

settings.register_profile(
    "hiring",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("hiring")


def missing(what: str, package: str) -> None:
    """Skip a test that needs a program that is not here; fail instead where it must be."""
    message = f"{what} is not here; on Debian: apt-get install {package}"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(autouse=True)
def _no_workspace_around(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep tests away from a workspace, an actor or a database of the person who runs them."""
    for name in ("WORKSPACE", "ACTOR", "DATABASE_URL", "KEY", "KEY_FILE"):
        monkeypatch.delenv(f"HIRING_{name}", raising=False)
    monkeypatch.setenv("LOGNAME", "tester")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def soffice() -> str:
    """Give the path of LibreOffice."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        missing("LibreOffice", "libreoffice-calc libreoffice-writer")
        raise AssertionError
    return found


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """Give the address of a PostgreSQL server on which databases may be made."""
    url = os.environ.get("HIRING_TEST_POSTGRES")
    if not url:
        missing("a PostgreSQL server named by HIRING_TEST_POSTGRES", "postgresql")
        raise AssertionError
    named = make_url(url)
    if named.password is None:
        # A server that asks for none takes any; with one it can be seen that none is ever shown.
        named = named.set(password="not-asked-for")  # noqa: S106 - no password of anything
    return named.render_as_string(hide_password=False)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Make an empty PostgreSQL database and drop it afterwards."""
    name = f"hiring_{uuid.uuid4().hex}"
    engine = create_engine(make_url(postgres_server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Name an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'hiring.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def workspace(database_url: str, tmp_path: Path) -> Path:
    """Make a workspace on each kind of database."""
    folder = tmp_path / "workspace"
    server = None if database_url.startswith("sqlite") else database_url
    make_workspace(folder, company="Example GmbH", database_url=server, now=NOW)
    return folder


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Connect to a database that the migrations made, with its workspace row."""
    migrate.upgrade(database_url)
    made = connect(database_url)
    with made.begin() as connection:
        connection.execute(
            text("INSERT INTO workspace VALUES (1, :database_id, :created_at)"),
            {
                "database_id": "00000000-0000-0000-0000-000000000001",
                "created_at": "2026-03-02 09:00:00",
            },
        )
        connection.execute(insert(card_keys).values(secret=b"k" * 32, made_at=NOW))
    yield made
    made.dispose()


@pytest.fixture
def act(engine: Engine) -> Iterator[Act]:
    """Open one transaction on each kind of database, as a recruiter at a fixed moment."""
    with transaction(engine) as connection:
        yield Act(connection, NOW, "Rita Recruiter")


class Shell:
    """Runs commands in one workspace, as a recruiter would type them."""

    def __init__(self, folder: Path) -> None:
        """Stand in a workspace."""
        self.folder = folder
        self.runner = CliRunner()

    def __call__(self, *words: str, input: str | None = None) -> Result:  # noqa: A002 - click's
        """Run a command; unexpected errors are raised."""
        arguments = ["--workspace", str(self.folder), "--actor", "Rita Recruiter", *words]
        return self.runner.invoke(main, arguments, input=input, catch_exceptions=False)

    def ok(self, *words: str) -> str:
        """Run a command that must succeed, and give what it printed."""
        result = self(*words)
        assert result.exit_code == 0, result.output
        return result.stdout


@pytest.fixture
def shell(workspace: Path) -> Shell:
    """Give a shell in a workspace on each kind of database."""
    return Shell(workspace)


@pytest.fixture
def sqlite_shell(tmp_path: Path) -> Shell:
    """Give a shell in a workspace on SQLite alone, for what is not about the store."""
    folder = tmp_path / "workspace"
    make_workspace(folder, company="Example GmbH", database_url=None, now=NOW)
    return Shell(folder)
