"""Erasing a person: everything of theirs goes, everywhere; codes, stages and counts stay."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url

from benchmarks.people import people
from hiring.config import load_settings
from hiring.errors import RefusedError
from hiring.store import migrate
from hiring.store.chain import verify
from hiring.store.personal import PERSONAL, Erasing, Whose
from hiring.store.tables import applications, candidates, events
from hiring.workflow.erasing import plan_erasure, refuse_standing
from hiring.workflow.merging import merge_candidates
from tests.cli.desk import acting, everything, log, looking, read_json, refused, rehearses
from tests.factories import a_job
from tests.planting import Planted, bytes_below

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

    from tests.conftest import Shell

OTHERS = 10_000
FEW = 200
REASON = ("--reason", "asked for it")


def import_others(shell: Shell, count: int, folder: Path) -> None:
    """Take made-up people in, as the product does."""
    path = folder / "others.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for place, one in enumerate(people(count, 35)):
            row = {key: said for key, said in one.items() if key not in ("same_as", "job")}
            for key in ("emails", "links", "tags"):
                row[key] = ", ".join(row[key])
            row.pop("stage", None)
            if not place:
                writer.writerow(["id", *row])
            writer.writerow([f"x{place}", *row.values()])
    shell.ok("candidate", "import", str(path), "--job", "ML-1", "--keep-going")
    path.unlink()


def planted_in(shell: Shell) -> Planted:
    with acting(shell) as act:
        return Planted(act)


def everything_said(connection: Connection) -> bytes:
    """Give every value of every table of the database, the search index included."""
    kinds = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if connection.dialect.name != "sqlite":
        kinds = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    rows: list[Any] = []
    for name in connection.scalars(text(kinds)).all():
        rows += connection.execute(text(f'SELECT * FROM "{name}"')).all()
    return repr([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in rows]).encode()


def counted(shell: Shell) -> list[Any]:
    """Count as the reports do."""
    return [
        read_json(shell, "report", "funnel", *words)
        for words in ((), ("--by", "source", "--stages"), ("--by", "month"))
    ] + [read_json(shell, "board")]


@pytest.fixture
def planted(shell: Shell) -> Planted:
    return planted_in(shell)


def test_c15_what_will_go_is_shown_first_and_nothing_goes_without_a_yes(
    shell: Shell, planted: Planted
) -> None:
    before = everything(shell)

    declined = shell("privacy", "erase", planted.person, *REASON, input="n\n")
    rehearsed = rehearses(shell, "privacy", "erase", planted.person, *REASON)

    assert declined.exit_code == 1
    assert everything(shell) == before
    for said in ("applications", "ratings", "decisions", "files", "merged into them  C-2"):
        assert said in declined.stdout
        assert said in rehearsed


def test_c15_and_c16_no_value_of_theirs_remains_and_every_count_is_as_before(
    shell: Shell, planted: Planted
) -> None:
    with looking(shell) as connection:
        assert set(planted.found_in(everything_said(connection))) >= set(planted.words)
    before = counted(shell)

    said = shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    with looking(shell) as connection:
        assert planted.found_in(everything_said(connection)) == []
        verified = verify(connection, passed=lambda _count: None)
        tombstones = connection.execute(
            select(events.c.subject, events.c.to_code, candidates.c.row_id)
            .join(
                candidates,
                candidates.c.erased_at.is_not(None)
                & (events.c.subject == text("'C-' || candidates.id")),
            )
            .where(events.c.what == "candidate erased")
        ).all()
    assert said.splitlines()[-1].startswith("erased C-1, C-2")
    assert counted(shell) == before
    assert verified.findings == []
    assert [(one.subject, one.to_code) for one in tombstones] == [
        ("C-1", bytes(tombstones[0].row_id).hex()),
        ("C-2", bytes(tombstones[1].row_id).hex()),
    ]


def test_c16_the_log_keeps_who_erased_when_and_why(shell: Shell, planted: Planted) -> None:
    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    last = read_json(shell, "candidate", "show", planted.person)["events"][-1]

    assert (last["what"], last["who"]) == ("candidate erased", "Rita Recruiter")
    assert last["said"] == {"why": "asked for it"}
    assert "names the person" in refused_reason(shell)


def refused_reason(shell: Shell) -> str:
    shell.ok("candidate", "add", "Bo Sample", "--email", "bo@example.org")
    words = ("privacy", "erase", "bo@example.org", "--reason", "bo sample asked", "--yes")
    return refused(shell, *words, "--json", code=2)


def test_c14_a_correction_keeps_the_old_value_in_the_log_until_erasure(
    shell: Shell, planted: Planted
) -> None:
    history = json.dumps(read_json(shell, "candidate", "show", planted.person)["events"])
    old = [name for name in planted.words if name.endswith(", old")]

    assert all(planted.words[name] in history for name in old)

    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    history = json.dumps(read_json(shell, "candidate", "show", planted.person)["events"])
    assert planted.found_in(history.encode()) == []


def test_c20_a_legal_hold_stops_erasing(shell: Shell, planted: Planted) -> None:
    shell.ok("privacy", "hold", planted.person, "--because", "charge 12")

    result = shell("privacy", "erase", planted.person, *REASON, "--yes")
    (hold,) = read_json(shell, "privacy", "holds")
    twice = refused(shell, "privacy", "hold", planted.person, "--because", "charge 13")
    shell.ok("privacy", "hold", planted.person, "--release", "--because", "settled")
    none = refused(shell, "privacy", "hold", planted.person, "--release", "--because", "again")

    assert result.exit_code == 1
    assert "C-1 is under a legal hold since" in result.stderr
    assert hold["because"] == "charge 12"
    assert "is under a legal hold since" in twice
    assert "no legal hold stands on C-1" in none
    assert read_json(shell, "privacy", "holds") == []
    assert len(read_json(shell, "privacy", "holds", "--released")) == 2
    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")


def test_every_command_goes_on_working_with_somebody_who_was_erased(
    shell: Shell, planted: Planted, tmp_path: Path
) -> None:
    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    shown: list[tuple[str, ...]] = [
        ("candidate", "show", "C-1"),
        ("application", "show", "A-1"),
        ("candidate", "list", "--erased"),
        ("application", "list", "--erased"),
        ("interview", "list", "--all"),
    ]
    for words in shown:
        assert "(erased)" in shell.ok(*words), words
    working: list[tuple[str, ...]] = [
        ("scorecard", "status", "A-1"),
        ("board",),
        ("hypothesis", "list", "A-1"),
        ("scorecard", "show", "S-1"),
        ("job", "show", "ML-1"),
        ("report", "funnel"),
        ("candidate", "duplicates"),
        ("candidate", "duplicates", "C-1"),
        ("candidate", "files", "C-1"),
        ("db", "check"),
        ("db", "reindex"),
        ("db", "info"),
        ("export", str(tmp_path / "out")),
        ("db", "copy", f"sqlite:///{tmp_path / 'copy.db'}"),
    ]
    for words in working:
        shell.ok(*words)
    assert [one["code"] for one in read_json(shell, "candidate", "list")] == ["C-3"]
    assert read_json(shell, "application", "list") == []
    assert read_json(shell, "candidate", "find", planted.words["candidates.name"]) == []
    for refusal in (
        ("assess", "A-1"),
        ("debrief", "export", "A-1", "-o", str(tmp_path / "d.docx")),
        ("decision", "export", "A-1", "-o", str(tmp_path / "r.docx")),
        ("candidate", "edit", "C-1", "--note", "x"),
        ("candidate", "unmerge", "C-2"),
        ("candidate", "merge", "C-1", "C-3", "--yes"),
        ("application", "add", "C-1", "ML-1"),
        ("privacy", "hold", "C-1", "--because", "x"),
    ):
        assert "C-1 was erased on" in shell(*refusal).stderr.replace("C-2", "C-1"), refusal


def test_a_card_that_comes_back_after_its_person_was_erased_is_nobodys(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    shell = sqlite_shell
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    shell.ok("candidate", "add", "Ada Example", "--job", "ML-1")
    shell.ok("interview", "schedule", "A-1", "1", "--interviewer", "Bo <bo@example.org>")
    shell.ok("scorecard", "export", "A-1", "-o", str(tmp_path / "cards"))
    (card,) = (tmp_path / "cards").iterdir()

    shell.ok("privacy", "erase", "C-1", *REASON, "--yes")
    result = shell("scorecard", "import", str(card))

    assert result.exit_code == 3
    assert "Ada" not in json.dumps(read_json(shell, "candidate", "list", "--erased"))


def test_erasing_twice_finishes_what_was_left_and_says_so(shell: Shell, planted: Planted) -> None:
    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")
    before = everything(shell)
    (shell.folder / "erasures.jsonl").unlink()

    said = shell.ok("privacy", "erase", planted.person, *REASON)

    assert "was erased on" in said
    assert everything(shell) == before
    assert len((shell.folder / "erasures.jsonl").read_text().splitlines()) == 2


def test_a_file_that_two_people_sent_stays_for_the_other(shell: Shell, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter of two.")
    own = tmp_path / "cv.txt"
    own.write_text("Of one alone.")
    for name in ("Ada Example", "Ben Example"):
        shell.ok("candidate", "add", name)
    for code, file in (("C-1", letter), ("C-2", letter), ("C-1", own)):
        shell.ok("candidate", "attach", code, str(file))

    shell.ok("privacy", "erase", "C-1", *REASON, "--yes")

    kept = [path.read_text() for path in (shell.folder / "attachments").iterdir()]
    assert kept == ["A letter of two."]
    assert [one["name"] for one in read_json(shell, "candidate", "files", "C-2")] == ["letter.txt"]


def test_files_that_name_them_are_listed_and_those_of_theirs_alone_deleted_where_asked(
    shell: Shell,
) -> None:
    shell.ok("candidate", "add", "Zoë Example", "--email", "zoe@example.org")
    letter = shell.folder / "sent" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("I am what she sent.")
    shell.ok("candidate", "attach", "C-1", str(letter))
    (shell.folder / "notes.txt").write_text("Call ZOE@example.org")
    (shell.folder / "list.json").write_text(json.dumps({"name": "Zoë Example"}))
    (shell.folder / "other.txt").write_text("Call Ben")
    shell.ok("export", str(shell.folder / "out"), "--format", "xlsx")
    (shell.folder / ".hiring-history").write_text(
        '\n# 2026-03-02\n+candidate add "Zoë Example"\n\n# 2026-03-02\n+board\n'
        "\n# 2026-03-02\n+candidate edit c1 --note secret\n"
    )

    said = shell.ok("privacy", "erase", "C-1", *REASON, "--yes", "--and-files")

    assert "deleted sent/letter.txt" in said
    for path in ("notes.txt", "list.json", "out/hiring.xlsx"):
        assert f"  {path}" in said
    assert "other.txt" not in said
    assert not letter.exists()
    assert (shell.folder / ".hiring-history").read_text() == "\n# 2026-03-02\n+board\n\n"


def test_c22_a_backup_from_before_is_erased_again_when_it_is_restored(
    shell: Shell, planted: Planted, tmp_path: Path
) -> None:
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    said = shell.ok("db", "restore", str(tmp_path / "before"), "--yes")

    assert "erased again: 2, who were erased since the backup" in said
    with looking(shell) as connection:
        assert planted.found_in(everything_said(connection)) == []
        assert verify(connection, passed=lambda _count: None).findings == []
    assert shell.ok("db", "check") == "sound\n"
    if (shell.folder / "hiring.db").exists():
        for end in ("", "-wal", "-shm"):
            path = shell.folder / f"hiring.db{end}"
            assert planted.found_in(path.read_bytes() if path.exists() else b"") == []
    lines = (shell.folder / "erasures.jsonl").read_text().splitlines()
    assert len(lines) == 2


def test_c22_restoring_elsewhere_asks_who_was_erased(
    sqlite_shell: Shell, planted_elsewhere: tuple[Shell, Planted], tmp_path: Path
) -> None:
    there, planted = planted_elsewhere
    there.ok("db", "backup", str(tmp_path / "before"))
    there.ok("privacy", "erase", planted.person, *REASON, "--yes")
    words = ("db", "restore", str(tmp_path / "before"), "--yes", "--other-workspace")

    asked = refused(sqlite_shell, *words)
    said = sqlite_shell.ok(*words, "--erasures", str(there.folder / "erasures.jsonl"))

    assert "name the file erasures.jsonl" in asked
    assert "erased again: 2" in said
    with looking(sqlite_shell) as connection:
        assert planted.found_in(everything_said(connection)) == []
    (tmp_path / "broken").write_text("{}\n")
    broken = sqlite_shell(*words, "--erasures", str(tmp_path / "broken"))
    assert (broken.exit_code, "broken, line 1: this is no erasure" in broken.stderr) == (3, True)
    sqlite_shell.ok(*words, "--no-erasures")


@pytest.fixture
def planted_elsewhere(empty_workspace: Path, tmp_path: Path) -> tuple[Shell, Planted]:
    import shutil

    from tests.conftest import Shell as Typed

    shell = Typed(shutil.copytree(empty_workspace, tmp_path / "elsewhere"))
    return shell, planted_in(shell)


def test_somebody_who_has_the_database_open_is_told_of_and_the_same_command_ends_it(
    sqlite_shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hiring.store.connection.BUSY_SECONDS", 1)
    sqlite_shell.ok("candidate", "add", "Zyxel Quorn")
    with looking(sqlite_shell) as connection:
        connection.execute(select(candidates)).all()
        held = sqlite_shell("privacy", "erase", "C-1", *REASON, "--yes")

    assert held.exit_code == 4
    assert "another program has the database open" in held.stderr
    sqlite_shell.ok("privacy", "erase", "C-1", *REASON)
    for _, content in bytes_below(sqlite_shell.folder):
        assert b"zyxel" not in content.lower()


def test_c5_among_ten_thousand_others_not_a_byte_of_an_erased_person_remains(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    shell = sqlite_shell
    with acting(shell) as act:
        a_job(act)
    import_others(shell, OTHERS, tmp_path)
    planted = planted_in(shell)
    letter = tmp_path / "cv.txt"
    letter.write_text(f"I am {planted('a file')}.")
    shell.ok("candidate", "attach", planted.person, str(letter), "--name", "cv.txt")
    history = shell.folder / ".hiring-history"
    history.write_text(f"\n# 2026\n+candidate find {planted.email}\n")
    history.chmod(0o600)
    before = dict(bytes_below(shell.folder))
    stands = set(planted.found_in(b"".join(before.values())))
    counts = counted(shell)

    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    # What is packed in originals and attachments is found by unpacking; the rest as it stands.
    assert len(stands) > len(planted.words) * 0.9
    for form in ("csv", "json", "xlsx"):
        shell.ok("export", str(shell.folder / form), "--format", form)
    for name, content in bytes_below(shell.folder):
        assert planted.found_in(content) == [], name
    assert counted(shell) == counts
    with looking(shell) as connection:
        connection.execute(
            text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, candidate_search, row)")
        )
        terms = " ".join(connection.scalars(text("SELECT term FROM temp.terms")))
        assert planted.found_in(terms.encode()) == []
    for name in ("candidates.name", "candidates.note", "candidates.company"):
        assert read_json(shell, "candidate", "find", planted.words[name]) == []
    assert shell.ok("db", "check") == "sound\n"
    assert len(read_json(shell, "candidate", "list", "--all")) > OTHERS * 0.9


@pytest.mark.postgres
def test_c5_on_a_server_no_table_and_no_dump_holds_an_erased_person(
    postgres_url: str, tmp_path: Path
) -> None:
    from hiring.workflow.workspaces import make_workspace
    from tests.conftest import NOW
    from tests.conftest import Shell as Typed

    make_workspace(tmp_path / "workspace", company="", database_url=postgres_url, now=NOW)
    shell = Typed(tmp_path / "workspace")
    with acting(shell) as act:
        a_job(act)
    import_others(shell, FEW, tmp_path)
    planted = planted_in(shell)

    shell.ok("privacy", "erase", planted.person, *REASON, "--yes")

    address = make_url(postgres_url)._replace(drivername="postgresql", password=None)
    dump = subprocess.run(
        ["pg_dump", "--dbname", address.render_as_string()],
        env={**os.environ, "PGPASSWORD": str(make_url(postgres_url).password)},
        check=True,
        capture_output=True,
    ).stdout
    assert planted.found_in(dump) == []
    with looking(shell) as connection:
        assert planted.found_in(everything_said(connection)) == []
        sampled = connection.execute(
            text(
                "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats "
                "WHERE schemaname = current_schema()"
            )
        ).all()
    assert planted.found_in(repr(sampled).encode()) == []
    for form in ("csv", "json", "xlsx"):
        shell.ok("export", str(shell.folder / form), "--format", form)
    for name, content in bytes_below(shell.folder):
        assert planted.found_in(content) == [], name


def test_c15_before_a_minimum_nobody_goes_without_a_word_that_is_recorded(
    sqlite_shell: Shell,
) -> None:
    sqlite_shell.ok("candidate", "add", "Ada Example")
    settings = load_settings(sqlite_shell.folder, environment={})
    today = date(2026, 3, 2)
    with looking(sqlite_shell) as connection:
        plan = plan_erasure(connection, settings, "C-1", today=today)
    kept = plan._replace(keep_until=date(2027, 3, 2), policies=("one year",))

    with pytest.raises(RefusedError, match="is to be kept until 2027-03-02"):
        refuse_standing(kept, today=today, before_minimum=" ")
    refuse_standing(kept, today=today, before_minimum="a court said so")
    sqlite_shell.ok(
        "privacy", "erase", "C-1", *REASON, "--before-minimum", "a court said so", "--yes"
    )

    last = read_json(sqlite_shell, "candidate", "show", "C-1")["events"][-1]
    assert last["said"]["before_minimum"] == "a court said so"


@pytest.mark.postgres
def test_c22_a_restore_that_ended_before_it_erased_stays_closed_until_it_is_given_again(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hiring.workflow.erasing_again import Again
    from hiring.workflow.workspaces import make_workspace
    from tests.conftest import NOW
    from tests.conftest import Shell as Typed

    make_workspace(tmp_path / "workspace", company="", database_url=postgres_url, now=NOW)
    shell = Typed(tmp_path / "workspace")
    shell.ok("candidate", "add", "Zyxel Quorn")
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", "C-1", *REASON, "--yes")

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Again, "server", killed)
        shell("db", "restore", str(tmp_path / "before"), "--yes")
    closed = [shell("candidate", "list", "--erased"), shell("db", "upgrade")]
    noted = str(shell.folder / "erasures.jsonl")
    said = shell.ok("db", "restore", str(tmp_path / "before"), "--yes", "--erasures", noted)

    assert [one.exit_code for one in closed] == [4, 4]
    assert all("a restore was not finished" in one.stderr for one in closed)
    assert "erased again: 1" in said
    assert "Zyxel" not in shell.ok("candidate", "list", "--erased")


def test_c22_a_backup_of_an_older_version_is_upgraded_and_erased(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    shell = sqlite_shell
    shell.ok("candidate", "add", "Zyxel Quorn")
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("db", "backup", str(tmp_path / "before"))
    migrate.downgrade(f"sqlite:///{tmp_path / 'before'}", to="0004")
    shell.ok("privacy", "erase", "C-1", *REASON, "--yes")

    shell.ok("db", "restore", str(tmp_path / "before"), "--yes")

    listed = read_json(shell, "candidate", "list", "--erased")
    assert [one["name"] for one in listed] == ["(erased)", "Ada Example"]
    assert shell.ok("db", "check") == "sound\n"
    assert b"zyxel" not in (shell.folder / "hiring.db").read_bytes().lower()


def test_c5_every_column_that_goes_was_planted(planted: Planted) -> None:
    going = {
        f"{name}.{column}"
        for name, columns in PERSONAL.items()
        for column, (whose, erasing) in columns.items()
        if erasing is not Erasing.STAYS and whose is not Whose.PROGRAM and "hash" not in column
    }
    # What follows from others: every word is told by a column that is planted.
    following = {"emails.key", "name_words.word", "words.text", "remote_ids.remote_id"}

    assert going - following <= set(planted.words)


def test_somebody_is_erased_among_other_commands_of_one_process_but_not_of_one_transaction(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    sqlite_shell.ok("candidate", "add", "Zyxel Quorn")
    file = tmp_path / "commands.txt"
    file.write_text(
        "candidate list\nprivacy erase C-1 --reason asked --yes\ncandidate list --erased\n"
    )

    refusal = refused(sqlite_shell, "run", "--atomic", str(file), code=3)
    said = sqlite_shell.ok("run", str(file))

    assert "privacy erase" in refusal
    assert "erased C-1" in said
    assert b"zyxel" not in (sqlite_shell.folder / "hiring.db").read_bytes().lower()


def test_c15_whoever_was_merged_while_it_was_asked_is_not_erased_unseen(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("candidate", "add", "Zyxel Quorn")

    def another_merges(*_said: object, **_given: object) -> None:
        with acting(shell) as act:
            merge_candidates(act, "C-2", "C-1", choices={"name": "C-2"})

    monkeypatch.setattr("hiring.cli.privacy_erase.confirm", another_merges)
    result = shell("privacy", "erase", "C-1", *REASON)

    assert result.exit_code == 1, result.output
    assert "it would erase C-2, C-1, and you were shown C-1" in result.stderr
    assert "Zyxel Quorn" in shell.ok("candidate", "show", "C-2")
    assert "candidate erased" not in log(shell)


def test_c22_who_was_merged_when_it_was_backed_up_and_erased_since_leaves_nothing_with_the_other(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        a_job(act)
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("candidate", "add", "Zyxel Quorn", "--email", "zyxel@example.org", "--job", "ML-1")
    shell.ok("candidate", "add", "Cyd Example")
    shell.ok("candidate", "merge", "C-3", "C-2", "--yes")
    shell.ok("candidate", "merge", "C-1", "C-3", "--yes")
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("candidate", "unmerge", "C-3")
    shell.ok("candidate", "unmerge", "C-2")
    shell.ok("privacy", "erase", "C-2", *REASON, "--yes")

    said = shell.ok("db", "restore", str(tmp_path / "before"), "--yes")

    assert "erased again: 1" in said
    with looking(shell) as connection:
        stands = everything_said(connection).lower()
        assert b"zyxel" not in stands
        assert b"quorn" not in stands
        held = connection.execute(select(applications.c.candidate_id)).scalars().all()
    assert held == [2]
    assert [one["name"] for one in read_json(shell, "candidate", "list")] == [
        "Ada Example",
        "Cyd Example",
    ]
    assert shell.ok("db", "check") == "sound\n"


@pytest.mark.postgres
def test_c22_where_a_server_lost_its_database_the_file_of_one_folder_is_not_taken_for_all(
    postgres_url: str, tmp_path: Path
) -> None:
    from hiring.workflow.workspaces import make_workspace
    from tests.conftest import NOW
    from tests.conftest import Shell as Typed

    make_workspace(tmp_path / "workspace", company="", database_url=postgres_url, now=NOW)
    shell = Typed(tmp_path / "workspace")
    for name in ("Ada Example", "Zyxel Quorn"):
        shell.ok("candidate", "add", name)
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", "C-1", *REASON, "--yes")
    stale = (shell.folder / "erasures.jsonl").read_text()
    shell.ok("privacy", "erase", "C-2", *REASON, "--yes")
    (shell.folder / "erasures.jsonl").write_text(stale)
    words = ("db", "restore", str(tmp_path / "before"), "--yes")

    said = shell.ok(*words)
    whole = (shell.folder / "erasures.jsonl").read_text()
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    engine.dispose()
    lost = shell(*words)

    assert "erased again: 2" in said
    assert len(whole.splitlines()) == 2
    assert lost.exit_code == 1
    assert "name the file erasures.jsonl" in lost.stderr


@pytest.mark.parametrize(
    ("name", "reason", "code"),
    [
        ("May", "they may not be kept", 0),
        ("May", "we told May so", 2),
        ("Li Wuxian", "then Wuxian called us", 2),
        ("Li Wuxian", "li wuxian asked", 2),
        ("Ada Example", "for example: asked", 0),
    ],
)
def test_c15_a_reason_names_nobody_by_a_word_of_their_name(
    sqlite_shell: Shell, name: str, reason: str, code: int
) -> None:
    sqlite_shell.ok("candidate", "add", name)

    result = sqlite_shell("privacy", "erase", "C-1", "--reason", reason, "--yes")

    assert result.exit_code == code, result.output


def test_c15_lines_typed_with_a_part_of_the_name_and_files_in_old_letters_are_found(
    sqlite_shell: Shell,
) -> None:
    sqlite_shell.ok("candidate", "add", "Zoë Wuxian")
    history = sqlite_shell.folder / ".hiring-history"
    history.write_text("\n# 2026\n+candidate list --search wuxian\n\n# 2026\n+board\n")
    (sqlite_shell.folder / "old.txt").write_bytes("Zoë Wuxian".encode("cp1252"))
    (sqlite_shell.folder / "big.txt").write_bytes("Zoë Wuxian".encode("utf-16-be"))

    said = sqlite_shell.ok("privacy", "erase", "C-1", *REASON, "--yes")

    assert history.read_text() == "\n# 2026\n+board\n"
    assert "  old.txt" in said
    assert "  big.txt" in said


def test_what_a_killed_erasing_left_of_typed_lines_goes_with_the_next(sqlite_shell: Shell) -> None:
    sqlite_shell.ok("candidate", "add", "Zyxel Quorn")
    left = sqlite_shell.folder / ".hiring-history.unfinished-0badcafe"
    left.write_text("+candidate find zyxel\n")

    sqlite_shell.ok("privacy", "erase", "C-1", *REASON, "--yes")

    assert not left.exists()


def test_a_kept_file_whose_bytes_were_changed_is_put_there_anew(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    letter = tmp_path / "cv.txt"
    letter.write_text("I am what was sent.")
    for name in ("Ada Example", "Ben Example"):
        sqlite_shell.ok("candidate", "add", name)
    sqlite_shell.ok("candidate", "attach", "C-1", str(letter))
    (kept,) = (sqlite_shell.folder / "attachments").iterdir()
    kept.write_text("I am what was bent.")

    sqlite_shell.ok("candidate", "attach", "C-2", str(letter))

    assert kept.read_text() == "I am what was sent."
