"""Backups of a PostgreSQL server on the command line: made, refused, and put back whole."""

from __future__ import annotations

import os
import stat
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from hiring.config import load_settings
from hiring.store import connection as store
from hiring.store.connection import connect, transaction
from tests.cli.desk import acting, read_json
from tests.conftest import Shell
from tests.factories import an_application

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.postgres


@pytest.fixture
def server_shell(postgres_url: str, tmp_path: Path) -> Shell:
    """Give a shell in a workspace on a server, with one application."""
    from hiring.workflow.workspaces import make_workspace
    from tests.conftest import NOW

    make_workspace(tmp_path / "workspace", company="", database_url=postgres_url, now=NOW)
    shell = Shell(tmp_path / "workspace")
    with acting(shell) as act:
        an_application(act)
    return shell


def url_of(shell: Shell) -> str:
    return load_settings(shell.folder, environment={}).database_url


def run_sql(shell: Shell, *statements: str) -> list[object]:
    engine = create_engine(url_of(shell))
    try:
        with engine.begin() as connection:
            results = [connection.execute(text(statement)) for statement in statements]
            found = [tuple(row) for row in results[-1].all()] if results[-1].returns_rows else []
    finally:
        engine.dispose()
    return list(found)


def people(shell: Shell) -> list[str]:
    return sorted(person["name"] for person in read_json(shell, "candidate", "list"))


def scratch_of(shell: Shell) -> str:
    """Give how the names of this database's scratch databases begin."""
    name = str(make_url(url_of(shell)).database)
    return f"hiring_trial_{sha256(name.encode()).hexdigest()[:12]}_"


def refused(shell: Shell, *words: str, code: int = 1) -> str:
    before = people(shell)
    result = shell(*words)
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    assert people(shell) == before
    assert list(shell.folder.glob("*.dump")) == []
    return result.stderr


def test_a_server_is_backed_up_and_put_back_whole_with_the_old_state_kept(
    server_shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "b.dump"
    server_shell.ok("db", "backup", str(file))
    server_shell.ok("candidate", "add", "Bo Sample")
    both = people(server_shell)

    said = server_shell.ok("db", "restore", str(file), "--yes")

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert both == ["Ada Example", "Bo Sample"]
    assert people(server_shell) == ["Ada Example"]
    assert server_shell.ok("db", "check") == "sound\n"
    (kept,) = server_shell.folder.glob("hiring.before-*.dump")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert f"restored; the database before is {kept.name}\n" in said
    server_shell.ok("candidate", "add", "Cy Sample")
    with pytest.raises(Exception, match="only ever added to"):
        run_sql(server_shell, "DELETE FROM events")

    server_shell.ok("db", "restore", str(kept), "--yes")
    assert people(server_shell) == both


def test_a_backup_is_put_back_on_an_empty_server(server_shell: Shell, tmp_path: Path) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    run_sql(server_shell, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")

    said = server_shell.ok("db", "restore", str(tmp_path / "b.dump"), "--yes", "--no-erasures")

    assert said.startswith("restored\n")
    assert people(server_shell) == ["Ada Example"]


def test_what_is_no_sound_backup_of_this_server_is_refused(
    server_shell: Shell, tmp_path: Path
) -> None:
    whole = tmp_path / "b.dump"
    server_shell.ok("db", "backup", str(whole))
    (tmp_path / "letter").write_text("Dear diary")
    (tmp_path / "cut.dump").write_bytes(whole.read_bytes()[:-3000])
    (tmp_path / "head.dump").write_bytes(whole.read_bytes()[:300])
    run_sql(server_shell, "UPDATE workspace SET database_id = 'another'")

    for name, said in (
        ("none", "there is no file"),
        ("letter", "is no backup of a server of ours"),
        ("cut.dump", "is damaged: pg_restore said"),
        ("head.dump", "is damaged: pg_restore said"),
        ("b.dump", "is a backup of another workspace"),
    ):
        assert said in refused(server_shell, "db", "restore", str(tmp_path / name), "--yes")
    assert "is there already" in refused(server_shell, "db", "backup", str(whole))
    asked = refused(server_shell, "db", "restore", str(whole), "--yes", "--other-workspace")
    assert "--no-erasures" in asked
    server_shell.ok("db", "restore", str(whole), "--yes", "--other-workspace", "--no-erasures")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TABLE merges", "has other tables"),
        ("UPDATE alembic_version SET version_num = '9999'", "is of a newer version"),
        ("UPDATE alembic_version SET version_num = '0001x'", "is of an unknown version, 0001x"),
        ("DROP TABLE events", "is no backup of ours: it has no rows of events"),
    ],
)
def test_a_dump_that_would_not_pass_the_check_is_refused(
    server_shell: Shell, tmp_path: Path, statement: str, said: str
) -> None:
    whole = tmp_path / "whole.dump"
    server_shell.ok("db", "backup", str(whole))
    run_sql(server_shell, statement)
    file = tmp_path / "b.dump"
    shown = make_url(url_of(server_shell)).set(drivername="postgresql")
    address = shown.render_as_string(hide_password=False)
    subprocess.run(["pg_dump", "-Fc", "-f", str(file), "-d", address], check=True)
    run_sql(server_shell, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
    server_shell.ok("db", "restore", str(whole), "--yes", "--no-erasures")

    assert said in refused(server_shell, "db", "restore", str(file), "--yes")


def test_what_others_do_at_our_tables_is_theirs(server_shell: Shell, tmp_path: Path) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    body = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
    run_sql(
        server_shell,
        "CREATE SCHEMA bi",
        f"CREATE FUNCTION bi.funnel_follows() {body}",
        f"CREATE FUNCTION audit() {body}",
        "CREATE TRIGGER a AFTER INSERT ON candidates EXECUTE FUNCTION bi.funnel_follows()",
        "CREATE TRIGGER b AFTER INSERT ON events EXECUTE FUNCTION audit()",
        "CREATE TABLE funnel_of_sales (id integer)",
    )

    server_shell.ok("db", "restore", str(tmp_path / "b.dump"), "--yes")

    named = "SELECT proname FROM pg_proc WHERE proname IN ('audit', 'funnel_follows') ORDER BY 1"
    assert run_sql(server_shell, named) == [("audit",), ("funnel_follows",), ("funnel_follows",)]
    assert run_sql(server_shell, "SELECT count(*) FROM funnel_of_sales") == [(0,)]
    run_sql(server_shell, "DROP TABLE funnel_of_sales")
    assert server_shell.ok("db", "check") == "sound\n"


def test_what_others_built_on_our_tables_is_not_thrown_away(
    server_shell: Shell, tmp_path: Path
) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    server_shell.ok("candidate", "add", "Bo Sample")
    run_sql(server_shell, "CREATE VIEW report AS SELECT count(*) AS n FROM candidates")

    said = refused(server_shell, "db", "restore", str(tmp_path / "b.dump"), "--yes", code=4)

    assert "psql said: " in said
    assert "other objects depend on" in said
    assert run_sql(server_shell, "SELECT n FROM report") == [(2,)]


def test_a_restore_needs_no_right_to_make_databases(server_shell: Shell, tmp_path: Path) -> None:
    url = make_url(url_of(server_shell))
    role = f"hiring_{url.database}"
    run_sql(
        server_shell,
        f"CREATE ROLE {role} LOGIN PASSWORD 'made-up' NOCREATEDB",
        f"GRANT ALL ON SCHEMA public TO {role}",
        "DROP SCHEMA public CASCADE",
        f"CREATE SCHEMA public AUTHORIZATION {role}",
    )
    settings = server_shell.folder / "hiring.toml"
    theirs = url.set(username=role, password="made-up")  # noqa: S106 - of a role made up here
    settings.write_text(
        settings.read_text().replace(
            url.render_as_string(hide_password=False),
            theirs.render_as_string(hide_password=False),
        )
    )
    try:
        server_shell.ok("db", "upgrade")
        server_shell.ok("candidate", "add", "Cy Sample")
        server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
        server_shell.ok("candidate", "add", "Bo Sample")

        server_shell.ok("db", "restore", str(tmp_path / "b.dump"), "--yes")

        assert people(server_shell) == ["Cy Sample"]
    finally:
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(f"DROP OWNED BY {role} CASCADE"))
            connection.execute(text(f"DROP ROLE {role}"))
        engine.dispose()


def test_a_scratch_database_of_a_killed_restore_is_removed_by_the_next(
    server_shell: Shell, tmp_path: Path
) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    engine = create_engine(url_of(server_shell), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {scratch_of(server_shell)}0"))
    engine.dispose()

    server_shell.ok("db", "restore", str(tmp_path / "b.dump"), "--yes")

    left = f"SELECT 1 FROM pg_database WHERE starts_with(datname, '{scratch_of(server_shell)}')"
    assert run_sql(server_shell, left) == []


def programs(folder: Path, **said: str) -> str:
    """Make programs that only say something, and a path on which they come first."""
    folder.mkdir()
    for name, line in said.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_a_pg_dump_that_is_older_than_the_server_is_explained(
    server_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = programs(tmp_path / "bin", pg_dump="echo 'pg_dump (PostgreSQL) 9.6.24'")
    monkeypatch.setenv("PATH", old)

    said = refused(server_shell, "db", "backup", str(tmp_path / "b.dump"))

    assert "pg_dump is of PostgreSQL 9, the server of 1" in said
    assert "Fix: install the client programs of PostgreSQL 1" in said
    assert not (tmp_path / "b.dump").exists()


def test_without_the_client_programs_it_is_said_what_to_install(
    server_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    monkeypatch.setenv("PATH", str(tmp_path))

    for words in (("backup", str(tmp_path / "c")), ("restore", str(tmp_path / "b.dump"), "--yes")):
        said = refused(server_shell, "db", *words)
        assert "is not installed. Fix: install PostgreSQL's client programs" in said


def test_a_password_is_on_no_command_line(
    server_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    tell = f'case "$1" in --version) echo 99;; *) echo "$@ $PGPASSWORD" > {told}; exit 1;; esac'
    monkeypatch.setenv("PATH", programs(tmp_path / "bin", pg_dump=tell))
    password = make_url(url_of(server_shell)).password

    refused(server_shell, "db", "backup", str(tmp_path / "b.dump"), code=4)

    line, _, given = told.read_text().strip().rpartition(" ")
    assert given == password
    assert "--no-password" in line
    assert f":{password}" not in line


def test_somebody_who_writes_for_long_is_waited_for_and_then_said(
    server_shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_shell.ok("db", "backup", str(tmp_path / "b.dump"))
    engine = connect(url_of(server_shell))
    with transaction(engine):
        monkeypatch.setattr(store, "BUSY_SECONDS", 0.2)
        for words in (
            ("candidate", "add", "Bo Sample"),
            ("db", "restore", str(tmp_path / "b.dump"), "--yes"),
        ):
            said = refused(server_shell, *words, code=4)
            assert "lock timeout. Fix: another program writes for longer than" in said
    engine.dispose()
