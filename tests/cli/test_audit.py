"""The event log as it is read, verified, written out and anchored."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, select, text, update

from hiring.config import load_settings
from hiring.store.connection import connect
from hiring.store.tables import events, links, scorecard_versions, words
from hiring.workflow.merging import merge_candidates
from hiring.workflow.workspaces import make_workspace
from tests.cli.desk import acting, looking, read_json
from tests.conftest import NOW, Shell
from tests.factories import (
    ALL,
    a_candidate,
    a_decision,
    a_filled_card,
    a_recorded_card,
    an_application,
    an_assessed_application,
    an_interview,
    record,
)
from tests.store.test_chain import unguarded
from tests.store.test_chain_tampering import erase

if TYPE_CHECKING:
    from sqlalchemy import Connection

RATED = dict.fromkeys(ALL, 3)
PAGE = Path(__file__).parent.parent.parent / "docs" / "audit.md"


def tampered(shell: Shell) -> Any:
    """Open the shell's database as somebody who owns it, without what guards the log."""
    engine = connect(load_settings(shell.folder, environment={}).database_url)
    connection = engine.connect()
    connection.begin()
    unguarded(connection)
    return connection


def done(connection: Connection) -> None:
    """Keep what was tampered with."""
    connection.commit()
    connection.close()
    connection.engine.dispose()


@pytest.fixture
def desk(shell: Shell) -> Shell:
    """Give a workspace in which a person was moved, decided on and merged with another entry."""
    with acting(shell) as act:
        application = an_application(act, name="Ada Example")
        a_decision(act, application, "reject", because="No production experience.")
    with acting(shell) as act:
        a_candidate(act, "Ada B. Example")
    with acting(shell) as act:
        merge_candidates(act, "C-1", "C-2", choices={}, because="the same person")
    return shell


def test_c37_the_log_says_who_did_what_when_to_whom(desk: Shell) -> None:
    rows = read_json(desk, "audit", "log", "C-1", "--oldest-first")

    assert [(one["what"], one["subject"]) for one in rows] == [
        ("candidate added", "C-1"),
        ("application added", "A-1"),
        ("decided reject", "A-1"),
        ("candidate added", "C-2"),
        ("candidates merged", "C-1"),
    ]
    decided = rows[2]
    assert decided["who"] == "Rita Recruiter"
    assert decided["at"] == "2026-03-02T09:00:00+00:00"
    assert (decided["from_code"], decided["to_code"]) == ("applied", "rejected")
    assert (decided["application"], decided["job"]) == ("A-1", "ML-1")
    assert decided["said"]["why"] == "No production experience."
    shown = desk.ok("audit", "log", "A-1")
    assert shown.splitlines()[0].split() == [
        *("ENTRY", "WHEN", "WHO", "WHAT", "CODE", "FROM", "TO", "SAID"),
    ]
    assert "No production experience." in shown.splitlines()[1]


def test_the_log_of_a_merged_person_is_that_of_whom_they_are_now(desk: Shell) -> None:
    merged = desk("audit", "log", "C-2", "--json")
    assert merged.stderr == "C-2 is now C-1\n"
    assert json.loads(merged.stdout) == read_json(desk, "audit", "log", "C-1")


def test_the_log_is_read_about_every_kind_of_record(desk: Shell) -> None:
    with acting(desk) as act:
        application = an_application(act, name="Ben Example")
        a_recorded_card(act, application, RATED)

    assert {one["job"] for one in read_json(desk, "audit", "log", "ml-1")} == {"ML-1"}
    for code in ("I-1", "S-1"):
        assert {one["subject"] for one in read_json(desk, "audit", "log", code)} == {code}
    for unknown in ("C-9", "A-9", "I-9", "NOBODY"):
        assert desk("audit", "log", unknown).exit_code == 1


def test_the_log_goes_on_where_a_page_ended(desk: Shell) -> None:
    newest = [one["entry"] for one in read_json(desk, "audit", "log")]
    assert newest == sorted(newest, reverse=True)

    first = desk("audit", "log", "--limit", "2")
    assert f"the next: hiring audit log --limit 2 --after {newest[1]}" in first.stderr
    rest = read_json(desk, "audit", "log", "--after", str(newest[1]))
    assert [one["entry"] for one in rest] == newest[2:]
    back = read_json(desk, "audit", "log", "--oldest-first", "--after", str(newest[1]))
    assert [one["entry"] for one in back] == [newest[0]]
    assert read_json(desk, "audit", "log", "--since", "2026-03-03") == []
    assert desk("audit", "log", "--since", "yesterday").exit_code == 2


def test_c16_the_log_after_an_erasure_keeps_who_erased_when_and_why_and_verifies(
    desk: Shell,
) -> None:
    with acting(desk) as act:
        erase(act, "C-1")

    rows = read_json(desk, "audit", "log", "C-1", "--oldest-first")
    assert rows[-1]["what"] == "candidate erased"
    assert rows[-1]["said"] == {"why": "they asked"}
    assert rows[4]["said"] is None
    assert "(erased)" in desk.ok("audit", "log", "C-1")
    assert desk.ok("audit", "verify").startswith("sound: ")
    # Neither the log nor its chain holds anything that is made from a name or an address.
    with looking(desk) as connection:
        kept = str(connection.execute(select(events)).all())
        kept += str(connection.execute(select(links)).all())
    assert "Example" not in kept


def test_c30_an_override_stands_in_the_log_with_its_reason(shell: Shell) -> None:
    with acting(shell) as act:
        application = an_assessed_application(act, "decline")
        a_decision(act, application, "offer", override="The panel misread the task.")

    (entry,) = [
        one
        for one in read_json(shell, "audit", "log", application)
        if one["what"] == "recommendation overridden"
    ]
    assert entry["said"]["why"] == "The panel misread the task."
    assert entry["who"] == "Rita Recruiter"


def test_c27_no_command_ends_an_application_without_a_decision(shell: Shell) -> None:
    with acting(shell) as act:
        application = an_application(act)
    for stage in ("hired", "rejected", "withdrawn"):
        assert shell("application", "move", application, stage, "--because", "so").exit_code != 0
    for words_said in ([], ["--by", "Mo Manager"], ["--because", "No production experience."]):
        assert shell("decide", application, "reject", *words_said).exit_code == 2

    shell.ok("decide", application, "reject", "--by", "Mo Manager", "--because", "No experience.")

    entry = read_json(shell, "audit", "log", application)[0]
    assert (entry["what"], entry["to_code"]) == ("decided reject", "rejected")
    assert entry["said"]["why"] == "No experience."
    assert entry["said"]["by"] == "Mo Manager"


def test_c37_a_clean_log_is_sound_and_a_changed_one_is_told(desk: Shell) -> None:
    assert desk.ok("audit", "verify") == (
        "sound: 6 entries in 3 links\n"
        "as recorded: 1 decisions, cards, debrief results and deviations\n"
    )
    assert desk.ok("db", "check") == "sound\n"
    connection = tampered(desk)
    connection.execute(update(events).where(events.c.id == 3).values(to_code="screen"))
    done(connection)

    result = desk("audit", "verify")
    assert (result.exit_code, result.stdout) == (4, "1 finding in 6 entries in 3 links\n")
    assert result.stderr == "entry 3 of the log was changed\n"
    said = json.loads(desk("audit", "verify", "--json").stdout)
    assert (said["sound"], said["findings"]) == (
        False,
        [{"what": "was changed", "entry": 3, "link": None, "record": None}],
    )
    check = desk("db", "check")
    assert check.exit_code == 4
    assert "entry 3 of the log was changed. Fix: hiring audit verify" in check.stderr


def test_more_findings_than_can_be_read_are_counted(shell: Shell) -> None:
    with acting(shell) as act:
        for _ in range(70):
            a_candidate(act)
    connection = tampered(shell)
    connection.execute(update(events).values(from_code="x"))
    done(connection)

    result = shell("audit", "verify")
    assert result.stderr.splitlines()[-1] == "and 20 more"
    assert result.stdout == "70 findings in 70 entries in 1 links\n"


def test_c37_a_cut_tail_is_found_by_an_anchor(desk: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "anchor.json"
    assert desk.ok("audit", "anchor", str(kept)).endswith("link 3, 6 entries\n")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "up to link 3" in desk.ok("audit", "verify", "--anchor", str(kept))
    connection = tampered(desk)
    last = connection.execute(select(links).where(links.c.id == 3)).one()
    gone = events.c.id >= last.first_event
    said = connection.scalars(select(events.c.words_id).where(gone)).all()
    connection.execute(delete(words).where(words.c.id.in_(said)))
    connection.execute(delete(events).where(gone))
    connection.execute(delete(links).where(links.c.id == 3))
    done(connection)

    assert desk("audit", "verify").exit_code == 0
    result = desk("audit", "verify", "--anchor", str(kept))
    assert result.exit_code == 4
    assert "the end of the log was cut off" in result.stderr


def test_an_anchor_holds_nothing_about_people_and_is_not_written_over(
    desk: Shell, tmp_path: Path
) -> None:
    kept = tmp_path / "anchor.json"
    desk.ok("audit", "anchor", str(kept))

    said = json.loads(kept.read_text(encoding="utf-8"))
    assert set(said) == {
        *("format", "version", "tool", "database_id", "link", "head", "entries", "made_at"),
    }
    kept.write_text("something else", encoding="utf-8")
    assert desk("audit", "anchor", str(kept)).exit_code == 1
    desk.ok("audit", "anchor", str(kept), "--force")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "it is not JSON"),
        ("[]", "it is no anchor"),
        ('{"format": "hiring audit anchor", "version": 2}', "it is no anchor"),
        ('{"format": "hiring audit anchor", "version": 1, "link": "1"}', "it is no anchor"),
    ],
)
def test_what_is_no_anchor_is_refused(
    sqlite_shell: Shell, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "anchor.json"
    file.write_text(content, encoding="utf-8")

    result = sqlite_shell("audit", "verify", "--anchor", str(file))
    assert result.exit_code == 3
    assert said in result.stderr


def test_the_anchor_of_another_log_is_refused(sqlite_shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "anchor.json"
    sqlite_shell.ok("audit", "anchor", str(file))
    said = json.loads(file.read_text(encoding="utf-8")) | {"database_id": "another"}
    file.write_text(json.dumps({**said, "link": 1, "head": "0" * 64}), encoding="utf-8")

    assert (
        "another workspace's log" in sqlite_shell("audit", "verify", "--anchor", str(file)).stderr
    )
    file.write_text(json.dumps({**said, "link": 1, "head": "0"}), encoding="utf-8")
    assert "no anchor" in sqlite_shell("audit", "verify", "--anchor", str(file)).stderr
    result = sqlite_shell("audit", "verify", "--anchor", str(tmp_path / "none.json"))
    assert (result.exit_code, "cannot be read" in result.stderr) == (3, True)


def verifier(tmp_path: Path) -> Path:
    """Take the verifier out of the page, as a third party would."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    file = tmp_path / "verify.py"
    file.write_text(code, encoding="utf-8")
    return file


def run_verifier(tmp_path: Path, *files: Path) -> tuple[int, str]:
    words_typed = [sys.executable, "-I", str(verifier(tmp_path)), *map(str, files)]
    result = subprocess.run(words_typed, capture_output=True, text=True, check=False)
    return result.returncode, result.stdout + result.stderr


def test_c37_a_third_party_verifies_an_export_with_what_the_page_says(
    desk: Shell, tmp_path: Path
) -> None:
    log, kept = tmp_path / "log.ndjson", tmp_path / "anchor.json"
    desk.ok("audit", "anchor", str(kept))
    desk.ok("audit", "export", str(log))

    assert run_verifier(tmp_path, log, kept) == (0, "sound: 6 entries in 3 links\n")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    text_of_log = log.read_text(encoding="utf-8")
    for word in ("Example", "Rita", "production"):
        assert word not in text_of_log
    assert json.loads(text_of_log.splitlines()[0])["schema"] == "0005"
    lines = text_of_log.splitlines(keepends=True)
    spoiled = tmp_path / "spoiled.ndjson"
    for other in (
        text_of_log.replace('"applied"', '"screen"'),
        "".join([*lines[:2], *lines[3:]]),
        "".join(lines[:1] + lines[-1:]),
        "".join([*lines[:-2], '{"end":true,"entries":5,"links":2}\n']),
    ):
        spoiled.write_text(other, encoding="utf-8")
        assert run_verifier(tmp_path, spoiled, kept)[0] == 1


def test_the_same_log_is_exported_as_the_same_bytes(desk: Shell, tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    desk.ok("audit", "export", str(first))
    desk.ok("audit", "export", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert desk("audit", "export", str(first)).exit_code == 1
    desk.ok("audit", "export", str(first), "--force")


def test_an_export_of_a_log_with_a_hole_holds_what_is_there(desk: Shell, tmp_path: Path) -> None:
    connection = tampered(desk)
    connection.execute(delete(links).where(links.c.id == 3))
    done(connection)
    log = tmp_path / "log.ndjson"
    desk.ok("audit", "export", str(log))

    assert run_verifier(tmp_path, log) == (1, "entries stand in no link\n")


def test_files_of_the_log_are_no_part_of_commands_that_may_be_undone(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    for command in ("export", "anchor"):
        script = tmp_path / "script"
        script.write_text(f"audit {command} {tmp_path / 'file'}\n", encoding="utf-8")
        assert sqlite_shell("run", "--atomic", str(script)).exit_code != 0
        assert not (tmp_path / "file").exists()


def test_a_text_that_is_no_text_is_found(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        a_candidate(act)
    connection = tampered(sqlite_shell)
    connection.execute(text("UPDATE events SET subject = CAST(x'ff41' AS TEXT)"))
    done(connection)

    assert "entry 1 of the log was changed" in sqlite_shell("audit", "verify").stderr


def test_the_chain_goes_along_with_a_copy_and_a_backup(
    desk: Shell, tmp_path: Path, postgres_url: str
) -> None:
    kept = tmp_path / "anchor.json"
    desk.ok("audit", "anchor", str(kept))
    settings = desk.folder / "hiring.toml"
    for url in (postgres_url, f"sqlite:///{tmp_path / 'back.db'}"):
        desk.ok("db", "copy", url)
        said = settings.read_text(encoding="utf-8").splitlines()
        others = [line for line in said if not line.startswith("database_url")]
        settings.write_text("\n".join([f'database_url = "{url}"', *others]), encoding="utf-8")
        assert desk.ok("audit", "verify", "--anchor", str(kept)).startswith("sound: ")
        with acting(desk) as act:
            a_candidate(act, "Somebody Later")
        desk.ok("audit", "verify", "--anchor", str(kept))
    desk.ok("db", "backup", str(tmp_path / "backup.db"))
    desk.ok("candidate", "add", "Somebody Later Still")
    later = tmp_path / "later.json"
    desk.ok("audit", "anchor", str(later))
    desk.ok("db", "restore", str(tmp_path / "backup.db"), "--yes")
    assert desk.ok("audit", "verify", "--anchor", str(kept)).startswith("sound: 8 entries")
    # The anchor of what came since tells that an older state was put back.
    assert desk("audit", "verify", "--anchor", str(later)).exit_code == 4


def test_an_import_begins_a_new_chain_that_names_the_old_head(desk: Shell, tmp_path: Path) -> None:
    kept, folder = tmp_path / "anchor.json", tmp_path / "everything"
    desk.ok("audit", "anchor", str(kept))
    desk.ok("export", str(folder))
    other = Shell(tmp_path / "other")
    make_workspace(other.folder, company="Example GmbH", database_url=None, now=NOW)
    other.ok("import", str(folder), "--no-erasures")

    said = read_json(other, "audit", "verify")
    assert said["sound"]
    assert said["origin"] == json.loads(kept.read_text(encoding="utf-8"))["head"]
    result = other("audit", "verify", "--anchor", str(kept))
    assert (result.exit_code, "it began anew when an export was imported" in result.stderr) == (
        4,
        True,
    )


def test_several_commands_that_are_kept_together_are_one_link_and_a_dry_run_is_none(
    desk: Shell, tmp_path: Path
) -> None:
    script = tmp_path / "script"
    script.write_text('candidate add "Kim Example"\ncandidate add "Lee Example"\n', "utf-8")
    desk.ok("run", "--atomic", str(script))
    desk.ok("candidate", "add", "Mo Example", "--dry-run")
    desk.ok("candidate", "edit", "C-1", "--note", "called")

    assert read_json(desk, "audit", "verify")["links"] == 5
    assert desk.ok("audit", "verify").startswith("sound: 9 entries in 5 links\n")


def test_c26_a_submitted_card_is_never_changed_a_correction_is_a_record_of_its_own(
    shell: Shell,
) -> None:
    with acting(shell) as act:
        application = an_application(act)
        card = an_interview(act, application, step="panel", people=("Bo Sample",)).cards[0].code
        record(act, a_filled_card(act, card, RATED))
    with looking(shell) as connection:
        before = connection.execute(select(scorecard_versions)).all()
    with acting(shell) as act:
        record(act, a_filled_card(act, card, RATED | {"coding": 1}))

    with looking(shell) as connection:
        after = connection.execute(
            select(scorecard_versions).order_by(scorecard_versions.c.number)
        ).all()
    assert after[:1] == before
    assert [row.number for row in after] == [1, 2]
    assert [one["what"] for one in read_json(shell, "audit", "log", card, "--oldest-first")] == [
        "scorecard recorded",
        "scorecard corrected",
    ]
