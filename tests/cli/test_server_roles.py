"""The roles of a PostgreSQL server: each tries what it must not do, and does what is its own."""

from __future__ import annotations

import json
import shutil
import uuid
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from hiring.config import load_settings
from hiring.store.roles import AUDITED, Role
from hiring.store.tables import metadata
from tests.cli.conftest import a_database
from tests.cli.desk import acting
from tests.conftest import Shell
from tests.factories import an_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

ASKED = "not-asked-for"


@pytest.fixture
def server(
    postgres_workspace: tuple[Path, str], postgres_server: str, tmp_path: Path
) -> Iterator[Shell]:
    """Give a shell of the owner in a workspace on a server, with the roles and one application."""
    folder, template = postgres_workspace
    with a_database(postgres_server, like=template) as name:
        copy = shutil.copytree(folder, tmp_path / "workspace")
        settings = copy / "hiring.toml"
        settings.write_text(settings.read_text().replace(template, name))
        shell = Shell(copy)
        with acting(shell) as act:
            an_application(act, name="Ada Example")
        shell.ok("db", "roles")
        yield shell


@pytest.fixture
def member(server: Shell) -> Iterator[Callable[[Role | None], str]]:
    """Make somebody's own role, a member of one of ours, and give the address they come by."""
    url = make_url(load_settings(server.folder, environment={}).database_url)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    names: list[str] = []

    def made(role: Role | None) -> str:
        name = f"hiring_test_{uuid.uuid4().hex[:12]}"
        within = f" IN ROLE {role}" if role else ""
        with engine.connect() as connection:
            connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{ASKED}'{within}"))
        names.append(name)
        return url.set(username=name, password=ASKED).render_as_string(hide_password=False)

    yield made
    with engine.connect() as connection:
        for name in names:
            connection.execute(text(f"DROP OWNED BY {name}"))
            connection.execute(text(f"DROP ROLE {name}"))
    engine.dispose()


def denied(engine: Engine, statement: str) -> bool:
    """Try a statement; whether the server forbade it to this role, and for no other reason."""
    try:
        with engine.begin() as connection:
            connection.execute(text(statement))
    except ProgrammingError as error:
        return getattr(error.orig, "sqlstate", "") == "42501"  # insufficient privilege
    return False


def as_them(url: str, server: Shell) -> Shell:
    """Give a shell in the same workspace, of somebody who comes by their own role."""
    path = server.folder / "hiring.toml"
    ours = load_settings(server.folder, environment={}).database_url
    path.write_text(path.read_text().replace(ours, url))
    return Shell(server.folder)


pytestmark = pytest.mark.postgres

TAMPERING = (
    "UPDATE events SET what = 'x'",
    "DELETE FROM events",
    "TRUNCATE events",
    "UPDATE links SET database_role = 'x'",
    "DELETE FROM links",
    "TRUNCATE links",
    "ALTER TABLE events DISABLE TRIGGER ALL",
    "ALTER TABLE events ADD COLUMN x integer",
    "DROP TABLE events",
    "DROP TABLE candidates",
    "CREATE TABLE mine (x integer)",
    "CREATE FUNCTION events_append_only() RETURNS trigger AS 'BEGIN END' LANGUAGE plpgsql",
    "CREATE INDEX mine ON events (what)",
    "UPDATE alembic_version SET version_num = '0001'",
    "UPDATE workspace SET database_id = 'x'",
    "CREATE ROLE hiring_test_other",
)


@pytest.mark.parametrize("role", list(Role))
def test_no_role_can_change_the_log_or_the_tables(
    member: Callable[[Role], str], role: Role
) -> None:
    engine = create_engine(member(role))

    allowed = [statement for statement in TAMPERING if not denied(engine, statement)]

    engine.dispose()
    assert allowed == []


def test_a_recruiter_does_the_whole_work_and_the_log_names_their_role(
    server: Shell, member: Callable[[Role], str], tmp_path: Path
) -> None:
    url = member(Role.RECRUITER)
    rita = as_them(url, server)
    people = tmp_path / "people.csv"
    people.write_text("Name,Email\nDi Sample,di@example.org\n")

    rita.ok("job", "open", "ml-engineer", "--code", "ML-2", "--level", "senior")
    rita.ok("candidate", "add", "Cy Sample", "--email", "cy@example.org", "--job", "ML-2")
    rita.ok("candidate", "import", str(people))
    rita.ok("candidate", "edit", "C-2", "--note", "asked for a call")
    rita.ok("candidate", "merge", "C-2", "C-3", "--because", "the same person", "--yes")
    rita.ok("interview", "schedule", "A-2", "1", "--interviewer", "Bo Sample <bo@example.org>")
    rita.ok("scorecard", "export", "I-1", "-o", str(tmp_path / "cards"))
    rita.ok("scorecard", "rotate-key", "--yes")
    rita.ok("decide", "A-1", "reject", "--by", "Mo Manager", "--because", "no bar met")
    rita.ok("db", "reindex")

    engine = create_engine(url)
    with engine.connect() as connection:
        asked = "SELECT DISTINCT database_role FROM links"
        named = set(connection.execute(text(asked)).scalars())
        newest = connection.execute(
            text("SELECT database_role FROM links ORDER BY id DESC LIMIT 1")
        ).scalar()
    engine.dispose()
    assert newest == make_url(url).username
    assert len(named) == 2  # the owner, who made the workspace, and the recruiter


def test_a_reader_reads_all_but_the_keys_and_writes_nothing(
    server: Shell, member: Callable[[Role], str]
) -> None:
    url = member(Role.READER)
    engine = create_engine(url)
    tables = [*metadata.tables, "candidate_search", "funnel_progress"]

    unread = [name for name in tables if denied(engine, f"SELECT * FROM {name}")]
    written = [
        name
        for name in tables
        for tried in (f"DELETE FROM {name}", f"INSERT INTO {name} DEFAULT VALUES")
        if not denied(engine, tried)
    ]
    engine.dispose()
    reader = as_them(url, server)

    assert (unread, written) == (["card_keys"], [])
    assert "Ada Example" in reader.ok("candidate", "list")
    assert "ML-1" in reader.ok("board")
    refused = reader("candidate", "add", "Cy Sample")
    assert refused.exit_code == 4
    assert "permission denied" in refused.stderr


def test_an_auditor_reads_the_log_and_nothing_about_people(
    server: Shell, member: Callable[[Role], str]
) -> None:
    engine = create_engine(member(Role.AUDITOR))
    whole = {name for name, columns in AUDITED.items() if not columns}

    read = {name for name in metadata.tables if not denied(engine, f"SELECT * FROM {name}")}
    columns = {
        f"{name}.{column.name}"
        for name in metadata.tables.keys() - whole
        for column in metadata.tables[name].columns
        if not denied(engine, f"SELECT {column.name} FROM {name}")
    }
    written = [n for n in metadata.tables if not denied(engine, f"DELETE FROM {n}")]
    searched = denied(engine, "SELECT * FROM candidate_search")
    engine.dispose()

    assert read == whole - {"alembic_version"}
    assert columns == {f"{name}.{c}" for name in AUDITED for c in AUDITED[name]}
    assert not {c for c in columns if c.endswith(("name", "note", "detail", "text", "key"))}
    assert (written, searched) == ([], True)
    del server


def test_an_auditor_audits_and_is_told_what_they_did_not_see(
    server: Shell, member: Callable[[Role], str], tmp_path: Path
) -> None:
    server.ok("candidate", "add", "Ada Sample")
    server.ok("candidate", "merge", "C-2", "C-1", "--because", "a secret reason", "--yes")
    server.ok("privacy", "erase", "C-1", "--reason", "asked", "--yes")
    server.ok("candidate", "add", "Cy Sample", "--email", "cy@example.org")
    server.ok("candidate", "edit", "C-3", "--note", "a secret note")
    anchor = tmp_path / "anchor.json"
    auditor = as_them(member(Role.AUDITOR), server)

    logs = {
        about: auditor.ok("audit", "log", *([about] if about else []), "--json")
        for about in ("", "A-1", "C-1", "C-2", "C-3", "ML-1")
    }
    shown = auditor.ok("audit", "log", "C-3")
    missed = auditor("audit", "log", "A-9")
    by_address = auditor("audit", "log", "cy@example.org")
    auditor.ok("audit", "anchor", str(anchor))
    auditor.ok("audit", "export", str(tmp_path / "log.ndjson"))
    verified = auditor("audit", "verify", "--anchor", str(anchor))
    told = json.loads(auditor.ok("audit", "verify", "--json"))

    assert all(len(json.loads(log)) for log in logs.values())
    assert not any("secret" in log or "Cy Sample" in log for log in logs.values())
    assert [line["unread"] for line in json.loads(logs["C-3"])] == [True, False]
    assert "(not read)" in shown
    assert "(erased)" not in shown
    assert (missed.exit_code, by_address.exit_code) == (1, 4)
    assert "there is no application 'A-9'" in missed.stderr
    assert (verified.exit_code, verified.stdout[:6]) == (0, "sound:")
    assert "what was said was not looked at: this role may not read it" in verified.stderr
    assert (told["sound"], told["words_looked_at"]) == (True, False)


def test_an_auditor_finds_what_was_changed_and_that_words_are_gone(
    server: Shell, member: Callable[[Role], str]
) -> None:
    server.ok("candidate", "edit", "C-1", "--note", "asked for a call")
    owner = create_engine(load_settings(server.folder, environment={}).database_url)
    with owner.begin() as connection:
        connection.execute(text("DELETE FROM words WHERE id = (SELECT max(id) FROM words)"))
        connection.execute(text("UPDATE actors SET name = 'Nobody'"))
    owner.dispose()
    auditor = as_them(member(Role.AUDITOR), server)

    verified = auditor("audit", "verify")

    assert verified.exit_code == 4
    assert "has lost what was said with it" in verified.stderr
    assert "is not the one that acted" in verified.stderr


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.READER])
def test_recruiters_and_readers_audit_all_of_it(
    server: Shell, member: Callable[[Role], str], role: Role
) -> None:
    server.ok("candidate", "edit", "C-1", "--note", "asked for a call")
    shell = as_them(member(role), server)

    log = json.loads(shell.ok("audit", "log", "A-1", "--json"))
    verified = shell("audit", "verify")

    assert {line["unread"] for line in log} == {False}
    assert "asked for a call" in shell.ok("audit", "log", "C-1")
    assert (verified.exit_code, verified.stdout[:6], verified.stderr) == (0, "sound:", "")


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR])
def test_who_may_not_do_a_thing_is_told_so_and_not_to_look_for_the_server(
    server: Shell, member: Callable[[Role], str], role: Role
) -> None:
    shell = as_them(member(role), server)

    refused = shell("candidate", "add", "Cy Sample")

    assert refused.exit_code == 4
    assert "permission denied" in refused.stderr
    assert "the role you connect with may not do that; hiring db roles" in refused.stderr
    assert "check database_url" not in refused.stderr


def test_somebody_who_is_no_member_reads_nothing(
    server: Shell, member: Callable[[Role | None], str]
) -> None:
    engine = create_engine(member(None))

    assert [n for n in metadata.tables if not denied(engine, f"SELECT * FROM {n}")] == []
    engine.dispose()
    del server


def test_a_table_that_an_upgrade_brings_is_granted_to_those_who_need_it(
    server: Shell, member: Callable[[Role], str]
) -> None:
    owner = create_engine(load_settings(server.folder, environment={}).database_url)
    with owner.begin() as connection:
        connection.execute(text("CREATE TABLE brought (id serial PRIMARY KEY)"))
    owner.dispose()
    may = {}
    for role in Role:
        engine = create_engine(member(role))
        may[role] = [
            not denied(engine, tried)
            for tried in ("SELECT * FROM brought", "INSERT INTO brought DEFAULT VALUES")
        ]
        engine.dispose()

    assert may == {
        Role.RECRUITER: [True, True],
        Role.READER: [True, False],
        Role.AUDITOR: [False, False],
    }


def test_the_roles_are_made_once_and_a_rehearsal_changes_nothing(server: Shell) -> None:
    again = server("db", "roles", "--dry-run")
    printed = server.ok("db", "roles", "--sql")

    assert again.stdout == "the roles were there\ngranted to each what is its own\n"
    assert again.stderr == "(a dry run: nothing was changed)\n"
    assert 'GRANT SELECT, INSERT ON "public".events TO hiring_recruiter;' in printed
    assert "card_keys TO hiring_reader" not in printed
    assert printed.count("CREATE ROLE") == 3


def test_who_may_not_make_or_grant_them_is_told_what_to_hand_on(
    server: Shell, member: Callable[[Role], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rita = as_them(member(Role.RECRUITER), server)

    granted = rita("db", "roles")
    monkeypatch.setattr("hiring.workflow.server_roles.missing_roles", lambda _: (Role.READER,))
    made = rita("db", "roles")

    assert (granted.exit_code, made.exit_code) == (1, 1)
    assert "the tables are another role's to grant. Fix: let somebody" in granted.stderr
    assert "you may not make roles on this server. Fix: let somebody" in made.stderr
    assert "hiring db roles --sql" in made.stderr


@pytest.mark.parametrize("words", [(), ("--sql",), ("--dry-run",)])
def test_a_file_has_no_roles(sqlite_shell: Shell, words: tuple[str, ...]) -> None:
    result = sqlite_shell("db", "roles", *words)

    assert result.exit_code == 1
    assert "a database that is a file has no roles. Fix: its modes" in result.stderr


def test_c5_a_recruiter_who_erases_is_told_what_the_owner_of_the_tables_has_to_do(
    server: Shell, member: Callable[[Role | None], str], tmp_path: Path
) -> None:
    letter = tmp_path / "cv.txt"
    letter.write_text("I am what was sent.")
    server.ok("candidate", "attach", "C-1", str(letter))
    (kept,) = (server.folder / "attachments").iterdir()
    kept.unlink()
    theirs = as_them(member(Role.RECRUITER), server)

    result = theirs("privacy", "erase", "C-1", "--reason", "asked for it", "--yes")

    assert result.exit_code == 0, result.output
    assert "let the owner of the tables run: VACUUM (ANALYZE) candidates, " in result.stderr
    assert f"attachments/{kept.name} was not in this folder" in result.stderr
