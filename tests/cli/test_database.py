"""The database on the command line: missing, old, new, locked, backed up and restored."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from hiring.store import connection
from tests.cli.desk import acting, everything, read_json
from tests.factories import an_application

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

GONE = (
    "Error: there is no database at hiring.db. "
    "Fix: hiring db restore FILE, or for an empty one: hiring db upgrade\n"
)


def run_sql(shell: Shell, *statements: str) -> None:
    with closing(sqlite3.connect(shell.folder / "hiring.db")) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_a_database_that_is_gone_is_never_made_by_the_way(sqlite_shell: Shell) -> None:
    (sqlite_shell.folder / "hiring.db").unlink()

    for words in (("candidate", "list"), ("candidate", "add", "Ada"), ("db", "info")):
        result = sqlite_shell(*words)

        assert (result.exit_code, result.stdout) == (4, "")
        assert result.stderr == (GONE)
    assert not (sqlite_shell.folder / "hiring.db").exists()
    assert sqlite_shell.ok("db", "upgrade") == f"from none to {connection.SCHEMA}\n"
    assert sqlite_shell.ok("db", "upgrade") == f"at version {connection.SCHEMA} already\n"
    assert read_json(sqlite_shell, "candidate", "list") == []


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0000", "the database is at version 0000, this program needs"),
        ("9999", "the database is at version 9999, newer than this program"),
    ],
)
def test_a_database_of_another_version_is_left_alone(desk: Shell, version: str, said: str) -> None:
    run_sql(desk, f"UPDATE alembic_version SET version_num = '{version}'")

    for words in (("candidate", "list"), ("candidate", "add", "Ada"), ("db", "backup", "b.db")):
        result = desk(*words)

        assert (result.exit_code, result.stdout) == (4, "")
        assert said in result.stderr
        assert " Fix: " in result.stderr


def test_a_newer_database_is_not_upgraded(desk: Shell) -> None:
    run_sql(desk, "UPDATE alembic_version SET version_num = '9999'")

    result = desk("db", "upgrade")

    assert result.exit_code == 4
    assert "newer than this program" in result.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the database has no tables of ours. Fix: run: hiring db upgrade"),
        (b"not a database at all, but long enough to be read as one" * 20, "not a database"),
    ],
)
def test_a_file_that_is_no_database_of_ours_is_refused(
    sqlite_shell: Shell, content: bytes, said: str
) -> None:
    (sqlite_shell.folder / "hiring.db").write_bytes(content)

    result = sqlite_shell("candidate", "list")

    assert (result.exit_code, result.stdout) == (4, "")
    assert said in result.stderr


def test_a_locked_database_is_waited_for_and_then_said_and_read_meanwhile(
    desk: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(desk.folder / "hiring.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        result = desk("candidate", "add", "Cleo Example")

        assert (result.exit_code, result.stdout) == (4, "")
        assert "the database said: database is locked. Fix: another program" in result.stderr
        assert len(read_json(desk, "candidate", "list")) == 2

    desk.ok("candidate", "add", "Cleo Example")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "database_url is not the address of a database we can use"),
        ("postgresql+psycopg://x@localhost:port/y", "database_url is not the address"),
        ("madeup://x", "database_url is not the address of a database we can use"),
        ("oracle://x@localhost/y", "is not installed"),
        ("postgresql+psycopg://x:secret@localhost:1/y", "the database said: connection failed"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_without_its_password(
    sqlite_shell: Shell, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("HIRING_DATABASE_URL", url)

    result = sqlite_shell("candidate", "list")

    assert (result.exit_code, result.stdout) == (4, "")
    assert said in result.stderr
    assert "secret" not in result.stderr


def test_an_upgrade_of_a_server_that_does_not_answer_says_so(
    sqlite_shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HIRING_DATABASE_URL", "postgresql+psycopg://x:secret@localhost:1/y")

    result = sqlite_shell("db", "upgrade")

    assert result.exit_code == 4
    assert "postgresql+psycopg://x:***@localhost:1/y: connection failed" in result.stderr


def test_info_says_which_database_and_how_much_is_in_it(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act)

    said = shell.ok("db", "info")
    info = read_json(shell, "db", "info")

    assert info["rows"]["applications"] == 1
    assert info["version"] == connection.SCHEMA
    assert info["workspace"] == str(shell.folder)
    assert info["created_at"] == "2026-03-02T09:00:00+00:00"
    assert "created_at" in said
    assert "2026-03-02 09:00\n" in said
    assert "  applications" in said
    assert "  ratings" not in said


def test_a_sound_database_is_said_to_be_sound(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act, stage="screen")

    assert shell.ok("db", "check") == "sound\n"
    assert read_json(shell, "db", "check") == []


def test_a_stage_that_the_log_does_not_know_is_found(desk: Shell) -> None:
    run_sql(desk, "UPDATE applications SET stage = 'hired' WHERE id = 1")
    (desk.folder / "hiring.db").chmod(0o644)

    result = desk("db", "check")
    in_json = desk("db", "check", "--json")

    assert (result.exit_code, in_json.exit_code) == (4, 4)
    assert result.stdout == "2 problems\n"
    assert (
        "others may use hiring.db, hiring.db-wal, hiring.db-shm. Fix: hiring db secure"
        in result.stderr
    )
    assert "A-1 is in hired, and the log says applied" in result.stderr
    assert '"what": "A-1 is in hired' in in_json.stdout


def test_a_backup_is_a_whole_private_copy(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"

    said = desk.ok("db", "backup", str(file))

    assert said == f"written {file} (it holds personal data; readable by its owner only)\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = desk("db", "backup", str(file))
    assert again.exit_code == 1
    assert "is there already. Fix: choose another name" in again.stderr


@pytest.mark.parametrize("place", ["nowhere/backup.db", "file/backup.db"])
def test_a_backup_to_a_place_that_is_none_is_refused(
    desk: Shell, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("x")

    result = desk("db", "backup", str(tmp_path / place))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be written" in result.stderr


def test_a_restore_asks_first_and_keeps_what_was_there(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    desk.ok("db", "backup", str(file))
    before = everything(desk)
    desk.ok("candidate", "add", "Cleo Example")
    after = everything(desk)
    question = f"Put {file} in the place of this workspace's database? [y/N]: "

    for answer, said in (
        ("n\n", "Aborted!"),
        ("\n", "Aborted!"),
        ("", "Error: there is nobody to answer. Fix: --yes"),
    ):
        declined = desk("db", "restore", str(file), input=answer)
        assert declined.exit_code == 1
        assert declined.stdout.startswith(question)
        assert declined.stderr.strip() == said
        assert everything(desk) == after
    accepted = desk("db", "restore", str(file), input="y\n")

    assert accepted.exit_code == 0
    assert everything(desk) == before
    [kept] = desk.folder.glob("hiring.db.before-*")
    assert f"restored; the database before is {kept.name}\n" in accepted.stdout
    shutil.copy(kept, desk.folder / "hiring.db")
    assert everything(desk) == after


def test_a_restore_with_yes_does_not_ask(desk: Shell, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    desk.ok("db", "backup", str(file))
    (desk.folder / "hiring.db").unlink()

    asked = desk("db", "restore", str(file), "--yes")
    said = desk.ok("db", "restore", str(file), "--yes", "--no-erasures")

    assert asked.exit_code == 1
    assert "name the file erasures.jsonl" in asked.stderr
    assert said == ("restored\nnext: hiring db upgrade, if the backup is of an older version\n")
    assert len(read_json(desk, "candidate", "list")) == 2


def test_only_a_sound_backup_of_ours_is_restored(desk: Shell, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database" * 100)
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE x (y)")
    desk.ok("db", "backup", str(tmp_path / "newer.db"))
    with closing(sqlite3.connect(tmp_path / "newer.db")) as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
        newer.commit()
    before = everything(desk)

    for name, said in (
        ("none.db", "there is no file"),
        ("text.db", "is no backup of ours"),
        ("other.db", "is no backup of ours"),
        ("newer.db", "is of a newer version"),
    ):
        result = desk("db", "restore", str(tmp_path / name), "--yes")

        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
    assert everything(desk) == before
