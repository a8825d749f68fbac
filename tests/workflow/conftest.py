"""One migrated database of each kind for all tests here; each test's writing is undone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, insert, text
from sqlalchemy.engine import make_url

from hiring.store import migrate
from hiring.store.connection import connect
from hiring.store.ledger import Act
from hiring.store.tables import card_keys
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def shared_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """Make one database of each kind by the migrations, with its workspace row."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('shared') / 'hiring.db'}"
        yield from _migrated(url)
        return
    server = make_url(request.getfixturevalue("postgres_server"))
    name = f"hiring_{uuid.uuid4().hex}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield from _migrated(server.set(database=name).render_as_string(hide_password=False))
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def _migrated(url: str) -> Iterator[Engine]:
    migrate.upgrade(url)
    engine = connect(url)
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO workspace VALUES (1, :database_id, :created_at)"),
            {
                "database_id": "00000000-0000-0000-0000-000000000001",
                "created_at": "2026-03-02 09:00:00",
            },
        )
        connection.execute(insert(card_keys).values(secret=b"k" * 32, made_at=NOW))
    yield engine
    engine.dispose()


@pytest.fixture
def act(shared_engine: Engine) -> Iterator[Act]:
    """Act as a recruiter at a fixed moment, in a transaction that the test's end undoes."""
    with shared_engine.connect() as connection, connection.begin() as begun:
        yield Act(connection, NOW, "Rita Recruiter")
        begun.rollback()
