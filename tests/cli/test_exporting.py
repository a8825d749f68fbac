from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, inspect

from hiring.store import unfinished
from hiring.store.connection import SCHEMA, alone, connect, reading
from hiring.store.tables import candidates, merges, originals, remote_ids
from hiring.store.unfinished import made_folder
from hiring.workflow.workspaces import make_workspace
from tests.cli.desk import acting, everything, refused, rehearses
from tests.conftest import NOW, Shell
from tests.factories import a_candidate
from tests.store.test_ledger import a_whole_round

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = pytest.mark.parametrize("form", ["csv", "json", "xlsx"])


def fill(shell: Shell) -> None:
    """Put something into every kind of table."""
    with acting(shell) as act:
        a_whole_round(act)
        kept, gone = a_candidate(act, "Zoë =Example"), a_candidate(act, "'Zoe\nExample")
        numbers = int(kept.removeprefix("C-")), int(gone.removeprefix("C-"))
        act.connection.execute(
            candidates.update()
            .where(candidates.c.id == numbers[1])
            .values(merged_into=numbers[0], extra='{"Their column": "x"}')
        )
        act.insert(
            merges,
            kept_id=numbers[0],
            merged_id=numbers[1],
            at=NOW,
            actor_id=act.actor_id,
            restore="{}",
        )
        act.connection.execute(
            insert(remote_ids).values(system="other", kind="C", remote_id="007", number=numbers[0])
        )
        content = bytes(range(256)) * 240
        act.connection.execute(
            insert(originals).values(
                file_hash=sha256(content).hexdigest(),
                size=len(content),
                kind="xlsx",
                content=content,
                kept_at=NOW,
            )
        )


def another(folder: Path) -> Shell:
    """Make another, empty workspace on SQLite."""
    make_workspace(folder, company="Example GmbH", database_url=None, now=NOW)
    return Shell(folder)


def files_in(folder: Path) -> dict[str, bytes]:
    """Read an export, without the moment of it."""
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    header = json.loads(found.pop("schema.json"))
    assert header.pop("exported_at")
    return {**found, "header": json.dumps(header).encode()}


def all_but_the_chain(shell: Shell) -> dict[str, list[Any]]:
    """Read everything that goes through an export."""
    found = everything(shell)
    del found["links"]
    return found


@FORMATS
def test_what_is_exported_comes_back_the_same_to_the_last_byte(
    shell: Shell, tmp_path: Path, form: str
) -> None:
    fill(shell)
    said = shell.ok("export", str(tmp_path / "out"), "--format", form)
    copy = another(tmp_path / "copy")

    assert "(it holds personal data)" in said
    assert "a dry run" in copy("import", str(tmp_path / "out"), "--no-erasures", "--dry-run").stderr
    copy.ok("import", str(tmp_path / "out"), "--no-erasures")
    copy.ok("export", str(tmp_path / "again"), "--format", form)

    assert files_in(tmp_path / "again") == files_in(tmp_path / "out")
    assert all_but_the_chain(copy) == all_but_the_chain(shell)
    assert copy.ok("db", "check") == "sound\n"
    assert copy.ok("candidate", "find", "zoe") == shell.ok("candidate", "find", "zoe")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}


def test_an_import_on_either_database_goes_on_where_the_other_ended(
    shell: Shell, tmp_path: Path
) -> None:
    first = another(tmp_path / "first")
    fill(first)
    first.ok("export", str(tmp_path / "out"))

    shell.ok("import", str(tmp_path / "out"), "--no-erasures")

    # The log begins a chain of its own, which names the old one.
    assert all_but_the_chain(shell) == all_but_the_chain(first)
    assert everything(shell)["links"] != everything(first)["links"]
    for words in (("candidate", "add", "Cleo Example"), ("interview", "list", "--all")):
        assert shell.ok(*words) == first.ok(*words)


@pytest.mark.postgres
def test_a_copy_to_a_server_and_back_is_the_same(
    sqlite_shell: Shell, tmp_path: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_shell)
    sqlite_shell.ok("export", str(tmp_path / "before"), "--format", "json")
    before = everything(sqlite_shell)

    assert "a dry run" in sqlite_shell("db", "copy", postgres_url, "--dry-run").stderr
    said = sqlite_shell.ok("db", "copy", postgres_url)

    assert "every count and digest was compared" in said
    assert 'write database_url = "postgresql+psycopg://' in said
    assert "not-asked-for" not in said
    assert "is not empty" in refused(sqlite_shell, "db", "copy", postgres_url)
    monkeypatch.setenv("HIRING_DATABASE_URL", postgres_url)
    sqlite_shell.ok("export", str(tmp_path / "between"), "--format", "json")
    sqlite_shell.ok("db", "copy", "sqlite:///back.db")
    monkeypatch.setenv("HIRING_DATABASE_URL", "sqlite:///back.db")
    sqlite_shell.ok("export", str(tmp_path / "after"), "--format", "json")
    assert sqlite_shell.ok("db", "check") == "sound\n"
    monkeypatch.delenv("HIRING_DATABASE_URL")
    assert files_in(tmp_path / "before") == files_in(tmp_path / "between")
    assert files_in(tmp_path / "before") == files_in(tmp_path / "after")
    assert everything(sqlite_shell) == before
    assert (sqlite_shell.folder / "back.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres
def test_a_copy_that_a_server_cannot_keep_names_all_of_it_and_leaves_the_server_empty(
    sqlite_shell: Shell, postgres_url: str
) -> None:
    with acting(sqlite_shell) as act:
        for name in ("Ada", "Ben"):
            person = a_candidate(act, f"{name} Example")
            act.connection.execute(
                candidates.update()
                .where(candidates.c.id == int(person[2:]))
                .values(note="a\0b", name="x\0")
            )

    for words in (("--dry-run",), ()):
        said = refused(sqlite_shell, "db", "copy", postgres_url, *words, code=3)
        assert said.count("holds the character zero") == 4
        assert "candidates 2: the text in note holds the character zero" in said

    with acting(sqlite_shell) as act:
        act.connection.execute(candidates.update().values(note="", name="Ada"))
    sqlite_shell.ok("db", "copy", postgres_url)


@pytest.mark.postgres
def test_a_copy_that_is_refused_rehearsed_or_fails_leaves_a_server_as_it_was(
    sqlite_shell: Shell, postgres_url: str
) -> None:
    fill(sqlite_shell)
    copy = ("db", "copy", postgres_url)

    assert "a dry run" in sqlite_shell(*copy, "--dry-run").stderr
    assert tables_on(postgres_url) == []
    with acting(sqlite_shell) as act:
        act.connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        act.connection.exec_driver_sql("UPDATE applications SET stage = 'nonsense'")

    for words in (copy, (*copy, "--dry-run")):
        assert "the database refused the record" in refused(sqlite_shell, *words)
        assert tables_on(postgres_url) == []


def tables_on(url: str) -> list[str]:
    engine = connect(url)
    with reading(engine) as connection:
        found = inspect(connection).get_table_names()
    engine.dispose()
    return found


@pytest.mark.parametrize("name", ["funnel_of_sales", "candidate_searches"])
def test_tables_of_others_that_are_called_like_ours_are_not_taken_for_them(
    desk: Shell, name: str
) -> None:
    with closing(sqlite3.connect(desk.folder / "other.db")) as database:
        database.execute(f"CREATE TABLE {name} (id INTEGER)")

    for words in ((), ("--dry-run",)):
        said = refused(desk, "db", "copy", "sqlite:///other.db", *words)
        assert f"holds other tables, such as {name}" in said


def test_a_copy_that_names_rows_which_are_gone_is_refused_and_leaves_nothing(desk: Shell) -> None:
    with closing(sqlite3.connect(desk.folder / "hiring.db")) as database:
        database.execute("DELETE FROM jobs")
        database.commit()

    for words in ((), ("--dry-run",)):
        said = refused(desk, "db", "copy", "sqlite:///to.db", *words, code=4)
        assert "names a missing jobs" in said
        assert not (desk.folder / "to.db").exists()


def test_a_copy_that_is_rehearsed_leaves_no_file(desk: Shell) -> None:
    assert "would copy " in rehearses(desk, "db", "copy", "sqlite:///to.db")

    assert not list(desk.folder.glob("to.db*"))


def test_an_export_into_no_folder_is_refused_in_words(desk: Shell) -> None:
    for word in ("export", "import"):
        assert "it is empty; name a folder" in refused(desk, word, "", code=2)
    assert "cannot be put in the place of /" in refused(desk, "export", "/", code=2)


def test_a_database_that_was_never_finished_is_refused_in_words(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        act.connection.exec_driver_sql("DELETE FROM card_keys")
        act.connection.exec_driver_sql("DELETE FROM workspace")

    for words in (("db", "info"), ("export", str(tmp_path / "out"))):
        result = shell(*words)
        assert (result.exit_code, result.stdout) == (4, "")
        assert "the database was never finished. Fix: run: hiring db upgrade" in result.stderr
    assert not (tmp_path / "out").exists()
    checked = shell("db", "check")
    assert checked.exit_code == 4
    assert "never finished" in checked.stderr
    shell.ok("db", "upgrade")
    assert shell.ok("db", "check") == "sound\n"


def test_a_copy_that_fails_leaves_no_file(desk: Shell) -> None:
    with acting(desk) as act:
        act.connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        act.connection.exec_driver_sql("UPDATE applications SET stage = 'nonsense'")

    assert "CHECK constraint failed" in refused(desk, "db", "copy", "sqlite:///to.db")

    assert not (desk.folder / "to.db").exists()


@pytest.mark.parametrize(
    ("url", "code", "said"),
    [
        ("nonsense", 2, "not a database we can copy into"),
        ("mysql://x@localhost/y", 2, "not a database we can copy into"),
        ("sqlite://", 2, "not a database we can copy into"),
        ("sqlite:///hiring.db", 1, "that database is not empty: it has rows in"),
        ("sqlite:///nowhere/x.db", 1, "cannot be written: No such file"),
        ("sqlite:///hiring.toml", 4, "not a database"),
        ("postgresql+psycopg://x:secret@localhost:1/y", 4, "the database said: connection failed"),
    ],
)
def test_what_nothing_can_be_copied_into_is_said(
    desk: Shell, url: str, code: int, said: str
) -> None:
    told = refused(desk, "db", "copy", url, code=code)

    assert said in told
    assert "secret" not in told


def test_a_database_with_tables_of_others_is_not_touched(desk: Shell) -> None:
    engine = connect(f"sqlite:///{desk.folder / 'other.db'}")
    with alone(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE invoices (id INTEGER)")
    engine.dispose()

    assert "holds other tables, such as invoices" in refused(
        desk, "db", "copy", "sqlite:///other.db"
    )


def test_a_workspace_that_holds_people_or_jobs_takes_no_import(desk: Shell, tmp_path: Path) -> None:
    desk.ok("export", str(tmp_path / "out"))

    said = refused(desk, "import", str(tmp_path / "out"), "--no-erasures")

    assert "this workspace is not empty: it holds 1 actors, 2 candidates, 1 jobs" in said


def spoil(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


def test_everything_that_is_wrong_with_an_export_is_named_at_once(
    desk: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    copy = another(tmp_path / "copy")
    spoil(out, "candidates.csv", "Ada Example", "Eve Example")
    spoil(out, "jobs.csv", "title", "titel")
    spoil(out, "applications.csv", "2,2,1,1", "two,2,1,1")
    (out / "events.csv").write_bytes((out / "events.csv").read_bytes().rsplit(b"\r\n", 2)[0])

    said = refused(copy, "import", str(out), "--no-erasures", code=3)

    assert said.count("Error:") == 5
    assert "candidates: is not as it was exported" in said
    assert "jobs.csv: the column title is missing" in said
    assert "jobs.csv: there is no column 'titel'" in said
    assert "applications.csv, row 3: id is not a whole number" in said
    assert "events: holds" in said


def test_files_that_are_missing_or_doubled_are_named_at_once(desk: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    copy = another(tmp_path / "copy")
    (out / "jobs.csv").rename(out / "jobs.ndjson")
    (out / "candidates 2.csv").write_bytes((out / "candidates.csv").read_bytes())
    (out / "events.csv").unlink()

    said = refused(copy, "import", str(out), "--no-erasures", code=3)

    assert said.count("Error:") == 4
    assert "Error: events.csv: is missing" in said
    assert "Error: jobs.csv: is missing" in said
    assert "Error: jobs.ndjson: is there as well" in said
    assert "Error: candidates 2.csv: is there as well" in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": "0003"}, "the export has tables of version 0003 in layout 1"),
        ({"layout": 2}, f"tables of version {SCHEMA} in layout 2"),
        ({"kind": "other"}, "is of no export of ours"),
        ({"format": "pdf"}, "does not say what it must"),
        ({"tables": [{}]}, "does not say what it must"),
        ({"tables": []}, "the table actors is missing"),
    ],
)
def test_a_head_that_is_not_ours_is_refused(
    desk: Shell, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    copy = another(tmp_path / "copy")
    header = json.loads((out / "schema.json").read_bytes())
    (out / "schema.json").write_text(json.dumps(header | changes))

    assert said in refused(copy, "import", str(out), "--no-erasures", code=3)


def test_a_table_that_is_twice_or_unknown_in_the_head_is_said(desk: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    copy = another(tmp_path / "copy")
    header = json.loads((out / "schema.json").read_bytes())
    tables = header["tables"]
    tables[1]["columns"].pop()
    header["tables"] = [*tables, tables[0], tables[0] | {"name": "invoices"}]
    (out / "schema.json").write_text(json.dumps(header))

    said = refused(copy, "import", str(out), "--no-erasures", code=3)

    assert "the table actors is there twice" in said
    assert "there is no table 'invoices'" in said
    assert "candidates has other columns than this program" in said
    (out / "schema.json").write_text("nonsense")
    assert "is no JSON" in refused(copy, "import", str(out), "--no-erasures", code=3)
    missing = ("import", str(tmp_path / "none"), "--no-erasures")
    assert "No such file" in refused(copy, *missing, code=3)


def test_an_export_is_put_only_where_nothing_else_is(desk: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    desk.ok("export", str(out))

    assert "holds an export already" in refused(desk, "export", str(out))
    desk.ok("candidate", "add", "Cleo Example")
    desk.ok("export", str(out), "--overwrite", "--format", "json")
    assert "Cleo Example" in (out / "candidates.ndjson").read_text()
    assert not (out / "candidates.csv").exists()

    (out / "holiday.jpg").touch()
    assert "other files, such as holiday.jpg" in refused(desk, "export", str(out), "--overwrite")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").touch()
    assert "and is no export" in refused(desk, "export", str(tmp_path / "mine"), "--overwrite")
    file = tmp_path / "mine" / "note.txt"
    assert "is a file" in refused(desk, "export", str(file))
    assert "cannot be written" in refused(desk, "export", str(file / "below"))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_what_a_kill_between_two_names_left_aside_gets_its_name_back(
    desk: Shell, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    before = files_in(out)
    copy = another(tmp_path / "copy")

    out.rename(tmp_path / ".out.before")
    copy.ok("import", str(out), "--no-erasures")
    assert files_in(out) == before
    out.rename(tmp_path / ".out.before")
    assert "holds an export already" in refused(desk, "export", str(out))
    assert files_in(out) == before


def test_what_killed_exports_left_is_removed_and_what_others_write_is_not(
    desk: Shell, tmp_path: Path
) -> None:
    left, others = tmp_path / ".out[1].unfinished-1", tmp_path / ".out[1].unfinished-2"
    left.mkdir()
    (left / "candidates.csv").touch()

    with made_folder(others):
        desk.ok("export", str(tmp_path / "out[1]"))

        assert not left.exists()
        assert others.exists()


def test_where_files_cannot_be_held_what_is_left_is_removed_after_an_hour(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished, "lies_on_a_network", lambda _: True)
    left, fresh = tmp_path / ".out.unfinished-1", tmp_path / ".out.unfinished-2"
    for folder in (left, fresh):
        folder.mkdir()
        (folder / "candidates.csv").touch()
    long_ago = time.time() - 4000
    for path in (left / "candidates.csv", left):
        os.utime(path, (long_ago, long_ago))

    desk.ok("export", str(tmp_path / "out"))

    assert not left.exists()
    assert fresh.exists()


def test_half_an_old_export_that_a_kill_left_aside_is_never_put_back(
    desk: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    desk.ok("export", str(out))
    monkeypatch.setattr("hiring.exchange.exporting.shutil.rmtree", lambda *_, **__: None)
    desk.ok("export", str(out), "--overwrite")
    monkeypatch.undo()
    out.rename(tmp_path / "moved")

    desk.ok("export", str(out))

    assert {path.name for path in tmp_path.iterdir()} == {"moved", "out", "workspace"}


def test_an_import_that_is_rehearsed_changes_nothing(desk: Shell, tmp_path: Path) -> None:
    desk.ok("export", str(tmp_path / "out"))
    copy = another(tmp_path / "copy")

    assert "read " in rehearses(copy, "import", str(tmp_path / "out"), "--no-erasures")


def test_cards_that_are_out_come_back_into_the_copy(desk: Shell, tmp_path: Path) -> None:
    desk.ok("interview", "schedule", "A-1", "1", "--interviewer", "Bo Sample <bo@example.org>")
    desk.ok("scorecard", "export", "A-1", "-o", str(tmp_path / "cards"))
    desk.ok("export", str(tmp_path / "out"))
    copy = another(tmp_path / "copy")
    copy.ok("import", str(tmp_path / "out"), "--no-erasures")

    there, here = (shell("scorecard", "import", str(tmp_path / "cards")) for shell in (desk, copy))

    assert (here.exit_code, here.stdout) == (there.exit_code, there.stdout)
    assert "another workspace" not in here.output


def test_the_log_of_the_copy_cannot_be_changed_either(desk: Shell, tmp_path: Path) -> None:
    desk.ok("export", str(tmp_path / "out"))
    copy = another(tmp_path / "copy")
    copy.ok("import", str(tmp_path / "out"), "--no-erasures")
    with (
        closing(sqlite3.connect(copy.folder / "hiring.db")) as database,
        pytest.raises(sqlite3.IntegrityError, match="only ever added to"),
    ):
        database.execute("DELETE FROM events")
