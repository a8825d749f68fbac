"""What is killed at any moment: committed work is whole, and doing it again ends it."""

from __future__ import annotations

import sqlite3
import subprocess
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import make_url

from hiring.config import load_settings
from hiring.store import migrate
from hiring.store.connection import SCHEMA, connect, reading, transaction
from hiring.store.indexing import index_everybody
from hiring.store.ledger import Act
from hiring.store.tables import candidates, name_words
from hiring.workflow import workspaces
from tests.conftest import NOW
from tests.factories import a_candidate
from tests.kills import Snapshot, kill_often, left_by_killed, run_hiring
from tests.workflow.test_killed_import import fill_cards, wholly_in

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.config import Settings

pytestmark = pytest.mark.process
PEOPLE = 1500
CARDS = 24
# Of the fifty kills of a restore most are of a file's: a server's takes seconds, in which it dumps,
# tries the backup in a database of its own, and loads it.
RESTORES = {True: 45, False: 5}


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """Make a workspace on each kind of database."""
    return load_settings(workspace, environment={})


@pytest.fixture
def peopled(settings: Settings) -> Settings:
    """Fill the workspace with people."""
    add_people(settings, PEOPLE)
    return settings


def add_people(settings: Settings, count: int) -> None:
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        first = int(a_candidate(act, "Ada Example")[2:])
        row = connection.execute(select(candidates).where(candidates.c.id == first)).one()
        again = {key: value for key, value in row._mapping.items() if key not in {"id", "email"}}
        connection.execute(
            insert(candidates), [again | {"note": "x" * 300} for _ in range(count - 1)]
        )
        index_everybody(connection)
    engine.dispose()


def count_people(settings: Settings) -> int:
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        found = connection.execute(select(func.count()).select_from(candidates)).scalar_one()
    engine.dispose()
    return found


def sound(settings: Settings) -> bool:
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        problems = workspaces.check(connection, settings)
    engine.dispose()
    assert problems == ()
    return True


def hiring(settings: Settings, *words: str) -> tuple[str, ...]:
    return ("--workspace", str(settings.folder), "--actor", "Rita Recruiter", *words)


def test_a_killed_backup_leaves_a_whole_file_or_none(peopled: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def prepare() -> tuple[str, ...]:
        return hiring(peopled, "db", "backup", str(folder / f"{len(list(folder.iterdir()))}.db"))

    def verify(*words: str) -> None:
        file = folder / words[-1]
        if not file.exists():
            return
        if peopled.database_file is None:
            listing = ["pg_restore", "--list", str(file)]
            assert b"candidates" in subprocess.run(listing, capture_output=True, check=True).stdout
            made.append(file)
            return
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            count = "SELECT count(*) FROM candidates"
            assert connection.execute(count).fetchone() == (PEOPLE,)

    made: list[Path] = []
    kill_often(prepare, run_hiring, verify)

    assert count_people(peopled) == PEOPLE
    for file in made[-2:]:
        workspaces.restore(peopled, file, now=NOW)
        assert count_people(peopled) == PEOPLE
    assert sound(peopled)


def test_a_killed_restore_leaves_the_old_database_or_the_new(
    peopled: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    workspaces.backup(peopled, file)
    add_people(peopled, 7)
    more = Snapshot(peopled, tmp_path)
    seen: list[int] = []

    def prepare() -> tuple[str, ...]:
        for kept in peopled.folder.glob("*hiring.before*"):
            kept.unlink()
        if seen and seen[-1] == PEOPLE:
            more.put_back()
        return hiring(peopled, "db", "restore", str(file), "--yes")

    def verify(*_words: str) -> None:
        with left_by_killed(peopled.database_url):
            seen.append(count_people(peopled))
        assert seen[-1] in {PEOPLE, PEOPLE + 7}
        if len(seen) % 10 == 0:
            assert sound(peopled)
        for kept in peopled.folder.glob("hiring.db.before-*"):
            with closing(sqlite3.connect(kept)) as connection:
                count = "SELECT count(*) FROM candidates"
                assert connection.execute(count).fetchone() == (PEOPLE + 7,)

    kill_often(prepare, run_hiring, verify, times=RESTORES[peopled.database_file is not None])
    more.forget()

    assert seen[-1] == PEOPLE
    assert sound(peopled)
    if peopled.database_file is None:
        assert not trials(peopled)


def trials(settings: Settings) -> list[str]:
    """Name the databases in which restores of this one were tried."""
    mine = "SELECT datname FROM pg_database WHERE starts_with(datname, :mine)"
    name = str(make_url(settings.database_url).database)
    beginning = f"hiring_trial_{sha256(name.encode()).hexdigest()[:12]}_"
    with left_by_killed(settings.database_url) as connection:
        return list(connection.execute(text(mine), {"mine": beginning}).scalars())


def test_a_killed_upgrade_has_done_all_or_nothing(peopled: Settings, tmp_path: Path) -> None:
    """A kill between the tables and what is written into them would leave nobody to be found."""
    migrate.downgrade(peopled.database_url, to="0003")
    old = Snapshot(peopled, tmp_path)
    seen: list[str | None] = []

    def prepare() -> tuple[str, ...]:
        if seen and seen[-1] == SCHEMA:
            old.put_back()
        return hiring(peopled, "db", "upgrade")

    def verify(*_words: str) -> None:
        engine = connect(peopled.database_url)
        with reading(engine) as connection:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            count = connection.execute(select(func.count()).select_from(candidates)).scalar()
            assert count == PEOPLE
            if found == SCHEMA:
                indexed = connection.execute(text("SELECT count(*) FROM candidate_search"))
                assert indexed.scalar() == PEOPLE
                assert connection.execute(select(name_words)).first() is not None
        engine.dispose()
        seen.append(found)
        if len(seen) % 10 == 0:
            workspaces.upgrade(peopled, now=NOW)
            assert sound(peopled)
            old.put_back()

    kill_often(prepare, run_hiring, verify)
    old.forget()

    assert set(seen) <= {"0003", SCHEMA}
    assert seen[-1] == SCHEMA


def test_a_killed_import_of_scorecards_leaves_each_card_wholly_in_or_out(
    settings: Settings, tmp_path: Path
) -> None:
    engine = connect(settings.database_url)
    cards = fill_cards(engine, tmp_path / "cards", count=CARDS)
    engine.dispose()
    sent = Snapshot(settings, tmp_path)
    seen: list[int] = []

    def prepare() -> tuple[str, ...]:
        if not seen or seen[-1] == CARDS or len(seen) % 5 == 0:
            sent.put_back()
            seen.append(0)
        return hiring(settings, "scorecard", "import", str(tmp_path / "cards"))

    def verify(*_words: str) -> None:
        engine = connect(settings.database_url)
        with reading(engine) as connection:
            there = wholly_in(connection)
        engine.dispose()
        assert there <= set(cards)
        assert len(there) >= seen[-1]
        seen.append(len(there))

    kill_often(prepare, run_hiring, verify)

    assert seen[-1] == CARDS
    assert sound(settings)
    sent.forget()
