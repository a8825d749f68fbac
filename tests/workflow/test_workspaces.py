from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text, update

from hiring.config import load_settings
from hiring.errors import DatabaseError, RefusedError, UsageError
from hiring.store import connection as store
from hiring.store import migrate
from hiring.store.connection import SCHEMA, connect, reading, transaction
from hiring.store.ledger import Act
from hiring.store.tables import applications, candidates
from hiring.workflow import file_copies
from hiring.workflow.workspaces import (
    backup,
    check,
    info,
    make_workspace,
    restore,
    upgrade,
)
from tests.conftest import NOW
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hiring.config import Settings
    from hiring.errors import Problem


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Make a workspace on SQLite with one person in it."""
    made = make_workspace(
        tmp_path / "hiring-2026", company="Example GmbH", database_url=None, now=NOW
    )
    add(made, "Ada Example")
    return made


def add(settings: Settings, name: str) -> None:
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        a_candidate(Act(connection, NOW, "Rita Recruiter"), name)
    engine.dispose()


def people(settings: Settings) -> list[str]:
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        names = list(
            connection.execute(select(candidates.c.name).order_by(candidates.c.id)).scalars()
        )
    engine.dispose()
    return names


def checked(settings: Settings) -> tuple[Problem, ...]:
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        problems = check(connection, settings)
    engine.dispose()
    return problems


def file_of(settings: Settings) -> Path:
    file = settings.database_file
    assert file is not None
    return file


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_workspace_is_its_owners_alone(settings: Settings) -> None:
    assert mode(settings.folder) == 0o700
    assert mode(settings.folder / "hiring.toml") == 0o600
    assert mode(file_of(settings)) == 0o600
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


def test_the_settings_are_their_owners_alone_from_their_first_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may hold the password of a server: closing them afterwards would be too late."""
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setattr(os, "chmod", lambda *_names, **_named: None)
    usual = os.umask(0o022)

    try:
        make_workspace(folder, company="", database_url=None, now=NOW)
    finally:
        os.umask(usual)

    assert mode(folder / "hiring.toml") == 0o600


def test_a_folder_that_was_there_keeps_its_rights(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    (folder / "somebody's.txt").touch()

    make_workspace(folder, company="", database_url=None, now=NOW)

    assert mode(folder) == 0o755
    assert mode(folder / "hiring.db") == 0o600


@pytest.mark.parametrize(
    "company", ['Say "Hi" \\ & Sons', "Zwei\nZeilen\tund mehr", "{braces}", "Ünïcode 🦆", "\x7f"]
)
def test_any_company_name_is_read_back(tmp_path: Path, company: str) -> None:
    made = make_workspace(tmp_path / "w", company=company, database_url=None, now=NOW)

    assert load_settings(made.folder, environment={}).company == company


def test_a_workspace_is_made_once(settings: Settings) -> None:
    with pytest.raises(RefusedError, match="is a workspace already"):
        make_workspace(settings.folder, company="", database_url=None, now=NOW)
    assert people(settings) == ["Ada Example"]


def test_a_workspace_on_each_kind_of_database_is_sound(workspace: Path) -> None:
    settings = load_settings(workspace, environment={})

    assert checked(settings) == ()
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        told = info(connection, settings)
    engine.dispose()
    assert (told["version"], told["created_at"]) == (SCHEMA, NOW)
    assert told["rows"]["workspace"] == 1
    assert told["rows"]["candidates"] == 0
    assert upgrade(settings, now=NOW) == (SCHEMA, SCHEMA)


def test_the_password_of_a_server_is_never_shown(workspace: Path, tmp_path: Path) -> None:
    settings = load_settings(workspace, environment={})
    if settings.database_file is not None:
        return
    engine = connect(settings.database_url)
    with reading(engine) as connection:
        told = info(connection, settings)
    engine.dispose()

    assert ":***@" in told["database"]
    password = settings.database_url.partition("@")[0].rpartition(":")[2]
    (tmp_path / "b").write_bytes(b"no dump")
    with pytest.raises(RefusedError, match="b is no backup of a server of ours") as raised:
        restore(settings, tmp_path / "b", now=NOW)
    assert f":{password}@" not in str(raised.value)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql://host/x"])
def test_a_database_we_do_not_know_makes_no_workspace(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="not a database we can use"):
        make_workspace(tmp_path / "w", company="", database_url=url, now=NOW)
    assert not (tmp_path / "w").exists()


def test_a_server_that_does_not_answer_makes_no_workspace(tmp_path: Path) -> None:
    url = "postgresql+psycopg://rita:secret@localhost:1/hiring"

    with pytest.raises(DatabaseError, match="check that the server runs") as raised:
        make_workspace(tmp_path / "w", company="", database_url=url, now=NOW)

    assert "secret" not in str(raised.value)
    assert not (tmp_path / "w" / "hiring.toml").exists()


def test_a_place_that_cannot_be_written_makes_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RefusedError, match="cannot be written"):
        make_workspace(tmp_path / "file" / "w", company="", database_url=None, now=NOW)


def test_a_newer_database_is_left_alone(settings: Settings) -> None:
    with closing(sqlite3.connect(file_of(settings))) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(DatabaseError, match="newer than this program"):
        upgrade(settings, now=NOW)


def test_a_missing_database_is_made_again_with_a_key_of_its_own(settings: Settings) -> None:
    file_of(settings).unlink()

    assert upgrade(settings, now=NOW) == (None, SCHEMA)

    assert mode(file_of(settings)) == 0o600
    assert people(settings) == []


def test_two_workspaces_sign_with_different_keys(settings: Settings, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other", company="", database_url=None, now=NOW)

    keys = set()
    for one in (settings, other):
        with closing(sqlite3.connect(file_of(one))) as connection:
            keys.add(connection.execute("SELECT secret FROM card_keys").fetchone())

    assert len(keys) == 2
    assert {len(key) for (key,) in keys} == {32}


def test_a_stage_that_was_tampered_with_is_found(workspace: Path) -> None:
    settings = load_settings(workspace, environment={})
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        act = Act(connection, NOW, "Rita Recruiter")
        honest = an_application(act, stage="hired")
        tampered = an_application(act, stage="screen")
        silent = an_application(act, stage="rejected")
    assert checked(settings) == ()

    with transaction(engine) as connection:
        at = applications.c.id == int(tampered[2:])
        connection.execute(update(applications).where(at).values(stage="offer"))
        row = connection.execute(
            select(applications).where(applications.c.id == int(silent[2:]))
        ).one()
        unlogged = {k: v for k, v in row._mapping.items() if k != "id"}
        connection.execute(applications.insert().values(**unlogged))
    engine.dispose()

    told = [str(problem) for problem in checked(settings)]
    assert len(told) == 2
    assert told[0].startswith(f"{tampered} is in offer, and the log says screen")
    assert "the log says None" in told[1]
    assert honest not in " ".join(told)


def test_tables_that_were_changed_are_found(workspace: Path) -> None:
    settings = load_settings(workspace, environment={})
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        connection.execute(text("DROP INDEX uq_applications_open"))
    engine.dispose()

    (problem,) = checked(settings)

    assert "uq_applications_open" in str(problem)


def test_a_broken_reference_and_an_open_file_are_found(settings: Settings) -> None:
    with closing(sqlite3.connect(file_of(settings))) as connection:
        connection.execute(
            "INSERT INTO resolutions (application_id, competency, line, outcome, settled_by, "
            "because, at) VALUES (99, 'x', 'bar', 'met', 'x', 'x', '2026-03-02 09:00:00')"
        )
        connection.commit()
    file_of(settings).chmod(0o644)

    told = [str(problem) for problem in checked(settings)]

    assert told == [
        "a row of resolutions names a missing applications",
        "others may use hiring.db, hiring.db-wal, hiring.db-shm. Fix: hiring db secure",
        (
            "A-99 debrief result 1 was added beside the program: no entry of the log tells of it. "
            "Fix: hiring audit verify tells all of it; compare a backup"
        ),
    ]


def damage(file: Path) -> None:
    """Turn one index of a database into an empty page."""
    with closing(sqlite3.connect(file)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'sqlite_autoindex_actors_1'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as content:
        content.seek((root - 1) * size)
        content.write(bytes([10, 0, 0, 0, 0, 16, 0, 0]) + bytes(size - 8))


def test_a_damaged_file_is_found(settings: Settings) -> None:
    damage(file_of(settings))

    told = [str(problem) for problem in checked(settings)]

    assert told
    assert all(one.startswith("the file is damaged: ") for one in told)
    assert all(one.endswith("Fix: restore a backup") for one in told)


def test_a_backup_is_private_and_holds_what_was_there(settings: Settings, tmp_path: Path) -> None:
    target = tmp_path / "before.db"

    backup(settings, target)
    add(settings, "Bo Sample")

    assert mode(target) == 0o600
    assert people(replace(settings, database_url=f"sqlite:///{target}")) == ["Ada Example"]
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_a_backup_holds_what_was_committed_while_somebody_writes(
    settings: Settings, tmp_path: Path
) -> None:
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        a_candidate(Act(connection, NOW, "Rita Recruiter"), "Not Yet")
        backup(settings, tmp_path / "during.db")
    engine.dispose()

    held = people(replace(settings, database_url=f"sqlite:///{tmp_path / 'during.db'}"))
    assert held == ["Ada Example"]


def test_a_backup_never_goes_over_a_file_or_nowhere(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a letter")

    with pytest.raises(RefusedError, match="is there already"):
        backup(settings, tmp_path / "mine")
    with pytest.raises(RefusedError, match="cannot be written"):
        backup(settings, tmp_path / "no" / "such" / "folder.db")
    with pytest.raises(RefusedError, match="cannot be written"):
        backup(settings, tmp_path / "mine" / "inside.db")
    assert (tmp_path / "mine").read_text() == "a letter"


def test_a_damaged_database_is_not_backed_up_in_silence(settings: Settings, tmp_path: Path) -> None:
    file_of(settings).write_bytes(b"Dear diary, " * 999)

    with pytest.raises(DatabaseError, match="the database said"):
        backup(settings, tmp_path / "b.db")
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize("name", ["before.db", "50% #1? über.db"])
def test_a_restore_brings_the_backup_back_and_keeps_the_old_one(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    backup(settings, tmp_path / name)
    add(settings, "Bo Sample")

    kept = restore(settings, tmp_path / name, now=NOW).kept

    assert people(settings) == ["Ada Example"]
    assert mode(file_of(settings)) == 0o600
    assert kept is not None
    assert kept.name == "hiring.db.before-20260302-090000-000000"
    assert mode(kept) == 0o600
    assert people(replace(settings, database_url=f"sqlite:///{kept}")) == [
        "Ada Example",
        "Bo Sample",
    ]
    assert checked(settings) == ()
    assert (tmp_path / name).exists()


def test_a_restore_works_where_the_database_is_gone(settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "b.db")
    file_of(settings).unlink()

    assert restore(settings, tmp_path / "b.db", now=NOW).kept is None
    assert people(settings) == ["Ada Example"]


def spoil(path: Path, how: str) -> None:
    """Make a file that must not take a database's place."""
    if how == "a letter":
        path.write_text("Dear diary, " * 999)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "a folder":
        path.unlink()
        path.mkdir()
    elif how == "missing":
        path.unlink()
    elif how == "damaged":
        damage(path)
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(
                {
                    "another program's": "DROP TABLE workspace",
                    "newer": "UPDATE alembic_version SET version_num = '9999'",
                    "without version": "DELETE FROM alembic_version",
                }[how]
            )
            connection.commit()


@pytest.mark.parametrize(
    "how",
    [
        *("a letter", "empty", "a folder", "missing", "cut", "another program's", "newer"),
        *("without version", "damaged"),
    ],
)
def test_a_file_that_is_no_sound_backup_of_ours_is_refused(
    settings: Settings, tmp_path: Path, how: str
) -> None:
    backup(settings, tmp_path / "b.db")
    spoil(tmp_path / "b.db", how)
    before = file_of(settings).read_bytes()

    with pytest.raises(RefusedError):
        restore(settings, tmp_path / "b.db", now=NOW)

    assert file_of(settings).read_bytes() == before
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


def test_a_restore_to_a_place_that_cannot_be_written_is_refused(
    settings: Settings, tmp_path: Path
) -> None:
    backup(settings, tmp_path / "b.db")
    nowhere = replace(settings, database_url=f"sqlite:///{tmp_path / 'no' / 'hiring.db'}")

    with pytest.raises(RefusedError, match="cannot restore"):
        restore(nowhere, tmp_path / "b.db", now=NOW)


def test_a_restore_below_a_file_is_refused_in_words(settings: Settings, tmp_path: Path) -> None:
    backup(settings, tmp_path / "b.db")
    inside = replace(settings, database_url=f"sqlite:///{tmp_path / 'b.db' / 'hiring.db'}")

    with pytest.raises(RefusedError, match="cannot restore"):
        restore(inside, tmp_path / "b.db", now=NOW)


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Let this process write no larger files for a while, as a quota would."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_restore_that_outgrows_its_place_leaves_everything_as_it_was(
    settings: Settings, tmp_path: Path
) -> None:
    backup(settings, tmp_path / "b.db")
    add(settings, "Bo Sample")

    with no_file_larger_than(20_000), pytest.raises(DatabaseError, match="the database said"):
        restore(settings, tmp_path / "b.db", now=NOW)

    assert people(settings) == ["Ada Example", "Bo Sample"]
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


@pytest.mark.parametrize("journal", ["-journal", "-wal"])
def test_a_restore_is_not_undone_by_what_a_killed_program_left(
    settings: Settings, tmp_path: Path, journal: str
) -> None:
    """A journal left beside the old database must never play into the restored one."""
    backup(settings, tmp_path / "b.db")
    file = file_of(settings)
    add_many(file, 2000)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        kept_mode = "DELETE" if journal == "-journal" else "WAL"
        connection.execute(f"PRAGMA journal_mode = {kept_mode}")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE candidates SET name = name || ' half done', note = 'x'")
        killed = tmp_path / "killed"
        killed.mkdir()
        for path in (file, file.with_name(f"hiring.db{journal}")):
            shutil.copy2(path, killed / path.name)
        connection.execute("ROLLBACK")
    for path in killed.iterdir():
        shutil.copy2(path, settings.folder / path.name)

    kept = restore(settings, tmp_path / "b.db", now=NOW).kept

    assert people(settings) == ["Ada Example"]
    assert checked(settings) == ()
    assert kept is not None
    old = people(replace(settings, database_url=f"sqlite:///{kept}"))
    assert len(old) == 2001
    assert not any("half done" in name for name in old)


@pytest.mark.parametrize("gone", ["deleted", "damaged"])
def test_what_was_left_beside_a_database_that_is_gone_does_not_play_into_the_restored_one(
    settings: Settings, tmp_path: Path, gone: str
) -> None:
    backup(settings, tmp_path / "b.db")
    file = file_of(settings)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE candidates SET name = 'from the old log'")
        left = file.with_name("hiring.db-wal").read_bytes()
    if gone == "deleted":
        file.unlink()
    else:
        file.write_bytes(b"Dear diary, " * 999)
    file.with_name("hiring.db-wal").write_bytes(left)
    file.with_name("hiring.db-wal").chmod(0o600)

    restore(settings, tmp_path / "b.db", now=NOW)

    assert people(settings) == ["Ada Example"]
    assert checked(settings) == ()
    (aside,) = settings.folder.glob("hiring.db.before-*-wal")
    assert aside.read_bytes() == left


def add_many(file: Path, count: int) -> None:
    """Add people in one statement, to make a database that takes its time to copy."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "INSERT INTO candidates (name, phone, company, headline, location, links, tags, note, "
            "source, source_detail, added_at) SELECT 'Ada ' || i, '', '', '', '', '', "
            "'', hex(randomblob(400)), 'direct', '', '2026-03-02 09:00:00' FROM n",
            (count,),
        )
        connection.commit()


@pytest.mark.process
@pytest.mark.parametrize("act", ["backup", "restore"])
def test_a_killed_copy_leaves_the_old_or_the_new_and_can_be_done_again(
    settings: Settings, tmp_path: Path, act: str
) -> None:
    add_many(file_of(settings), 40_000)
    target = tmp_path / "b.db"
    if act == "restore":
        backup(settings, target)
        add(settings, "Bo Sample")
    into = file_of(settings) if act == "restore" else target
    unfinished = f".{into.name}.unfinished*"
    words = ["db", act, str(target), *(["--yes"] if act == "restore" else [])]
    command = [sys.executable, "-m", "hiring", "--workspace", str(settings.folder), *words]

    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while (
        not list(into.parent.glob(unfinished))
        and process.poll() is None
        and time.monotonic() < deadline
    ):
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()

    assert len(people(settings)) in {40_001, 40_002}
    if act == "backup" and target.exists():
        target.unlink()
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert len(people(settings)) == 40_001
    assert not list(into.parent.glob(unfinished))
    assert [p for p in checked(settings) if "reindex" not in p.fix] == []


def test_a_restore_never_leaves_a_moment_without_a_database(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Watch every renaming of the restore: the database's own name always leads to one."""
    backup(settings, tmp_path / "b.db")
    seen = []
    rename = os.replace

    def watched(old: str, new: str) -> None:
        rename(old, new)
        seen.append(file_of(settings).exists())

    monkeypatch.setattr(os, "replace", watched)
    restore(settings, tmp_path / "b.db", now=NOW)

    assert seen
    assert all(seen)


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_a_file_that_is_no_database_any_more_is_kept_as_it_is(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    backup(settings, tmp_path / "b.db")
    file_of(settings).write_bytes(b"Dear diary, " * 999)

    def refuse(*_names: object, **_named: object) -> None:
        raise PermissionError("no hard links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    kept = restore(settings, tmp_path / "b.db", now=NOW).kept

    assert kept is not None
    assert mode(kept) == 0o600
    assert kept.read_bytes() == b"Dear diary, " * 999
    assert people(settings) == ["Ada Example"]
    assert checked(settings) == ()
    assert mode(file_of(settings)) == 0o600


def test_a_restore_does_not_wait_for_ever_for_somebody_who_is_writing(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(settings, tmp_path / "b.db")
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(file_of(settings), isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE candidates SET name = 'written meanwhile'")

        with pytest.raises(DatabaseError, match="the database said: database is locked"):
            restore(settings, tmp_path / "b.db", now=NOW)

        connection.execute("COMMIT")
    assert people(settings) == ["written meanwhile"]
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


@pytest.mark.parametrize("on_a_network", [False, True])
def test_a_restore_keeps_nothing_older_than_what_it_replaces(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_a_network: bool
) -> None:
    """Who commits after the old database was copied would be in neither of the two."""
    monkeypatch.setattr(store, "lies_on_a_network", lambda _: on_a_network)
    backup(settings, tmp_path / "b.db")
    copy = file_copies._copy

    def overtaken(file: Path, to: Path, *, encrypted: bool) -> None:
        copy(file, to, encrypted=encrypted)
        if file == file_of(settings):
            add(settings, "Bo Sample")

    monkeypatch.setattr(file_copies, "_copy", overtaken)
    with pytest.raises(DatabaseError, match="somebody wrote into the database just now"):
        restore(settings, tmp_path / "b.db", now=NOW)

    assert people(settings) == ["Ada Example", "Bo Sample"]
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


def test_two_who_restore_at_once_do_not_write_into_each_others_copy(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(settings, tmp_path / "one.db")
    add(settings, "Bo Sample")
    backup(settings, tmp_path / "two.db")
    look = file_copies._refuse_unsound
    theirs = [tmp_path / "one.db"]

    def overtaken(copied: Path, *, source: Path, encrypted: bool) -> None:
        look(copied, source=source, encrypted=encrypted)
        if theirs:
            restore(settings, theirs.pop(), now=NOW)
            assert people(settings) == ["Ada Example"]

    monkeypatch.setattr(file_copies, "_refuse_unsound", overtaken)
    restore(settings, tmp_path / "two.db", now=NOW + timedelta(seconds=1))

    assert people(settings) == ["Ada Example", "Bo Sample"]
    assert not list(settings.folder.glob(".*"))


@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_who_has_the_database_open_sees_the_restored_one_and_writes_into_it(
    settings: Settings, tmp_path: Path, journal: str
) -> None:
    backup(settings, tmp_path / "b.db")
    add(settings, "Bo Sample")
    with closing(sqlite3.connect(file_of(settings), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        count = "SELECT count(*) FROM candidates"
        if journal == "WAL":
            connection.execute("BEGIN")
        assert connection.execute(count).fetchone() == (2,)

        restore(settings, tmp_path / "b.db", now=NOW)

        if journal == "WAL":
            assert connection.execute(count).fetchone() == (2,)
            connection.execute("COMMIT")
        assert connection.execute(count).fetchone() == (1,)
        connection.execute("UPDATE candidates SET name = 'Ada after it'")
    assert people(settings) == ["Ada after it"]
    # The rows were written by hand, and are in no search index.
    assert [p for p in checked(settings) if "reindex" not in p.fix] == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM jobs", "a row of .* names a missing jobs"),
        ("DROP TABLE merges", "has other tables: .*merges"),
        ("UPDATE alembic_version SET version_num = '0001x'", "is of an unknown version, 0001x"),
    ],
)
def test_a_backup_is_refused_that_would_not_pass_the_check(
    settings: Settings, tmp_path: Path, statement: str, said: str
) -> None:
    engine = connect(settings.database_url)
    with transaction(engine) as connection:
        an_application(Act(connection, NOW, "Rita Recruiter"))
    engine.dispose()
    backup(settings, tmp_path / "b.db")
    with closing(sqlite3.connect(tmp_path / "b.db")) as connection:
        connection.execute(statement)
        connection.commit()

    with pytest.raises(RefusedError, match=said):
        restore(settings, tmp_path / "b.db", now=NOW)
    assert sorted(path.name for path in settings.folder.iterdir()) == ["hiring.db", "hiring.toml"]


def test_a_backup_needs_nothing_beside_it(settings: Settings, tmp_path: Path) -> None:
    """Its write-ahead log would have to be written for reading it, on a stick that forbids it."""
    backup(settings, tmp_path / "b.db")
    kept = restore(settings, tmp_path / "b.db", now=NOW).kept

    assert kept is not None
    for copy, expected in ((tmp_path / "b.db", 1), (kept, 1), (file_of(settings), 2)):
        assert copy.read_bytes()[18:20] == bytes([expected, expected])


def test_the_version_of_a_workspaces_database_is_told(settings: Settings) -> None:
    assert migrate.current(settings.database_url) == SCHEMA


def test_a_database_named_without_a_folder_lies_in_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "hiring.toml").write_text('database_url = "sqlite:///other.db"\n')

    settings = load_settings(tmp_path, environment={})

    assert settings.database_file == tmp_path / "other.db"


def test_a_backup_of_another_workspace_is_taken_only_when_that_is_wanted(
    settings: Settings, tmp_path: Path
) -> None:
    other = make_workspace(tmp_path / "other", company="", database_url=None, now=NOW)
    add(other, "Zoe Elsewhere")
    backup(other, tmp_path / "b.db")

    with pytest.raises(RefusedError, match="of another workspace"):
        restore(settings, tmp_path / "b.db", now=NOW)
    assert people(settings) == ["Ada Example"]

    restore(settings, tmp_path / "b.db", now=NOW, other=True)
    assert people(settings) == ["Zoe Elsewhere"]
