"""Exports, reading them back, and copies: killed at any moment, all of it is there or nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from hiring.config import load_settings
from hiring.exchange.dumping import check_dump, open_dump
from hiring.store.streaming import count_rows, held_in, shapes
from hiring.workflow.workspaces import check, make_workspace
from tests.cli.desk import acting
from tests.conftest import NOW, Shell
from tests.kills import Snapshot, kill_often, left_by_killed, run_hiring
from tests.store.test_ledger import a_whole_round
from tests.workflow.test_killed import add_people, hiring

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.config import Settings
    from hiring.views.content import Held

pytestmark = pytest.mark.process
PEOPLE = 100
# A server makes every table of a copy anew, each a file it sees onto the disk: that takes seconds.
# What is read back there takes seconds too where its disk is busy.
COPIES = {True: 50, False: 8}
READ_BACK = {True: 50, False: 20}


@pytest.fixture
def settings(workspace: Path) -> Settings:
    """Make a workspace on each kind of database."""
    return load_settings(workspace, environment={})


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """Fill another workspace, whose database is a file."""
    made = make_workspace(tmp_path / "other", company="Example GmbH", database_url=None, now=NOW)
    add_people(made, PEOPLE)
    with acting(Shell(made.folder)) as act:
        a_whole_round(act)
    return made


def held(url: str) -> dict[str, Held]:
    """Say what every table of a database holds."""
    with left_by_killed(url) as connection:
        return {shape.name: held_in(connection, shape, passed=lambda _: None) for shape in shapes()}


def content(tables: dict[str, Held]) -> dict[str, str]:
    return {name: found.sha256 for name, found in tables.items()}


def sound(settings: Settings) -> bool:
    with left_by_killed(settings.database_url) as connection:
        assert check(connection, settings) == ()
    return True


def test_a_killed_export_leaves_the_old_one_or_the_new(settings: Settings, tmp_path: Path) -> None:
    folder, kept = tmp_path / "exports" / "everything", tmp_path / "kept"
    shell = Shell(settings.folder)
    add_people(settings, PEOPLE)
    shell.ok("export", str(folder))
    folder.rename(kept)
    old = open_dump(kept).total
    add_people(settings, 7)
    seen = [True]

    def prepare() -> tuple[str, ...]:
        if seen[-1]:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder)
        return hiring(settings, "export", str(folder), "--overwrite")

    def verify(*_words: str) -> None:
        dump = open_dump(folder)
        check_dump(dump, passed=lambda _: None)
        assert dump.total == old or dump.total > old + 7
        seen.append(dump.total != old)

    kill_often(prepare, run_hiring, verify)

    assert seen[-1]
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert sound(settings)


def test_a_killed_reading_back_of_an_export_takes_all_or_nothing(
    settings: Settings, elsewhere: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "everything"
    Shell(elsewhere.folder).ok("export", str(folder))
    wanted, empty = held(elsewhere.database_url), held(settings.database_url)
    start = Snapshot(settings, tmp_path)
    seen = [False]

    def prepare() -> tuple[str, ...]:
        if seen[-1]:
            start.put_back()
        return hiring(settings, "import", str(folder), "--no-erasures")

    def verify(*_words: str) -> None:
        found = held(settings.database_url)
        seen.append(found == wanted)
        # Numbers that were given away are not given again by a server, whatever becomes of them.
        assert seen[-1] or content(found) == content(empty)
        if len(seen) % 10 == 0:
            assert sound(settings)

    kill_often(prepare, run_hiring, verify, times=READ_BACK[settings.database_file is not None])

    assert seen[-1]
    assert sound(settings)
    start.forget()


def test_a_killed_copy_leaves_the_other_database_empty_or_whole(
    elsewhere: Settings, database_url: str
) -> None:
    there = load_settings(elsewhere.folder, environment={"HIRING_DATABASE_URL": database_url})
    wanted = held(elsewhere.database_url)
    seen = [False]

    def prepare() -> tuple[str, ...]:
        if seen[-1]:
            remove_all(there)
        return hiring(elsewhere, "db", "copy", database_url)

    def verify(*_words: str) -> None:
        seen.append(is_filled(there))
        if not seen[-1]:
            return
        assert held(database_url) == wanted
        assert sound(there)

    kill_often(prepare, run_hiring, verify, times=COPIES[there.database_file is not None])

    assert seen[-1]
    assert held(elsewhere.database_url) == wanted
    assert sound(elsewhere)
    if there.database_file is not None:
        assert not list(there.database_file.parent.glob(f"*{there.database_file.name}*-*"))


def is_filled(there: Settings) -> bool:
    """Tell whether a database holds any row of ours; it may have no table yet."""
    if there.database_file is not None and not there.database_file.exists():
        return False
    with left_by_killed(there.database_url) as connection:
        version = "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
        if there.database_file is None:
            version = "SELECT to_regclass('alembic_version')"
        if connection.execute(text(version)).scalar() is None:
            return False
        return any(count_rows(connection).values())


def remove_all(there: Settings) -> None:
    if there.database_file is not None:
        for beside in there.database_file.parent.glob(f"*{there.database_file.name}*"):
            beside.unlink()
        return
    with left_by_killed(there.database_url) as connection:
        engine = connection.engine
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
