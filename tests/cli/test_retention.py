from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from hiring.errors import DatabaseError, Problem
from hiring.store.ledger import Act
from hiring.store.tables import candidates, consents, notices
from hiring.workflow.holding import set_hold
from tests.cli.desk import acting, everything, log, looking, read_json, refused, rehearses, rows
from tests.factories import a_candidate, an_application

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

LONG_AGO = datetime(2024, 3, 2, 9, tzinfo=UTC)


def activate(shell: Shell, *policies: str, sourced: str = "") -> None:
    settings = shell.folder / "hiring.toml"
    text = settings.read_text(encoding="utf-8")
    listed = ", ".join(f'"{name}"' for name in policies)
    text = text.replace("[retention]\n", f"[retention]\npolicies = [{listed}]\n")
    if sourced:
        text = text.replace("[privacy]\n", f'[privacy]\nsourced = ["{sourced}"]\n')
    settings.write_text(text, encoding="utf-8")


@pytest.fixture
def waiting(shell: Shell) -> Shell:
    """Give a workspace with people who were rejected, hired, held, or are still open."""
    with acting(shell) as act:
        then = Act(act.connection, LONG_AGO, act.actor)
        for name, stage in (
            ("Ada Example", "rejected"),
            ("Ben Example", "rejected"),
            ("Cy Example", "hired"),
            ("Di Example", "screen"),
        ):
            an_application(then, candidate=a_candidate(then, name), stage=stage)
        set_hold(act, "C-2", because="A claim of Ben Example")
    return shell


def names(shell: Shell) -> list[str]:
    with looking(shell) as connection:
        return list(connection.scalars(select(candidates.c.name).order_by(candidates.c.id)))


def test_c17_the_rules_are_listed_with_period_place_source_and_day(sqlite_shell: Shell) -> None:
    activate(sqlite_shell, "fr-2-years")

    lines = rows(sqlite_shell.ok("retention", "policies"))
    said = read_json(sqlite_shell, "retention", "policies")

    assert lines[0].split()[:4] == ["fr-2-years", "active", "maximum", "2"]
    assert len(lines) == 5
    assert "29 CFR 1602.14" in "\n".join(lines)
    assert said[0]["as_of"] == "2026-11-21"
    assert [one["active"] for one in said] == [True, False, False, False, False]


def test_c17_without_a_rule_nothing_is_due_and_it_is_said(waiting: Shell) -> None:
    result = waiting("retention", "due")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "no rule is active" in result.stderr
    assert "would be erased: 0" in waiting.ok("retention", "run")


def test_c18_a_clash_is_shown_and_nobody_erased_over_it(waiting: Shell) -> None:
    activate(waiting, "de-6-months", "us-ca-4-years")

    line = next(one for one in rows(waiting.ok("retention", "due")) if one.startswith("C-1 "))
    said = waiting.ok("retention", "run", "--yes")

    assert "clash" in line
    assert "us-ca-4-years keeps until 2028-03-02, de-6-months asks to erase by 2024-09-02" in line
    assert "left, clash: 1 (C-1)" in said
    assert "Ada Example" in names(waiting)


def test_c19_due_says_who_by_which_rule_and_since_when(waiting: Shell) -> None:
    activate(waiting, "de-6-months")

    found = read_json(waiting, "retention", "due")
    printed = waiting("retention", "due")

    assert [(one["code"], one["standing"], one["since"], one["rules"]) for one in found] == [
        ("C-1", "must go", "2024-09-03", ["de-6-months"]),
        ("C-2", "legal hold", "2024-09-03", ["de-6-months"]),
    ]
    assert "Example" not in printed.output
    assert printed.stderr == "must go: 1, legal hold: 1\n"
    assert read_json(waiting, "retention", "due", "--on", "2024-09-02") == []


def test_c19_a_run_is_dry_until_yes_and_erases_then(waiting: Shell) -> None:
    activate(waiting, "de-6-months")
    before = everything(waiting)

    result = waiting("retention", "run")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["would be erased: 1 (C-1)", "left, legal hold: 1 (C-2)"]
    assert "nothing was changed; --yes erases them" in result.stderr
    assert everything(waiting) == before

    said = waiting.ok("retention", "run", "--yes")

    assert said.splitlines() == ["erased: 1 (C-1)", "left, legal hold: 1 (C-2)"]
    assert names(waiting) == ["", "Ben Example", "Cy Example", "Di Example"]
    assert log(waiting)[-1] == "candidate erased"
    assert waiting.ok("retention", "run", "--yes").splitlines()[0] == "erased: 0"


def test_c19_a_run_lists_the_files_that_still_name_somebody_who_went(waiting: Shell) -> None:
    activate(waiting, "de-6-months")
    letter = waiting.folder / "sent.txt"
    letter.write_text("I am what was sent.")
    waiting.ok("candidate", "attach", "C-1", str(letter))
    (waiting.folder / "list.csv").write_text("1;Example, Ada;Bonn\n")
    (waiting.folder / "other.csv").write_text("2;Ben Example;Bonn\n")
    waiting.ok("candidate", "edit", "C-1", "--email", "ada@example.org")
    words = ("privacy", "request", "add", "--kind", "access", "--who")
    for who in ("ada@example.org", "Ada Example, who may be a namesake"):
        waiting.ok(*words, who)

    said = waiting.ok("retention", "run", "--yes", "--and-files").splitlines()

    assert said[0].startswith("these files in the workspace's folder name one of those who are due")
    assert said[1:3] == ["  list.csv", "  sent.txt (theirs alone)"]
    assert said[3:5] == ["erased: 1 (C-1)", "left, legal hold: 1 (C-2)"]
    assert said[5:] == ["requests that went with them: R-1", "deleted sent.txt"]
    assert not letter.exists()


def test_c19_a_run_that_is_stopped_once_somebody_went_has_listed_their_files(
    waiting: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(waiting, "de-6-months")
    (waiting.folder / "list.csv").write_text("1;Example, Ada;Bonn\n")

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hiring.cli.retention._clear", killed)
    stopped = waiting("retention", "run", "--yes")

    assert stopped.exit_code != 0
    assert "  list.csv\n" in stopped.stdout
    assert names(waiting)[0] == ""


def test_c19_a_damaged_file_keeps_no_run_from_its_end(waiting: Shell) -> None:
    activate(waiting, "de-6-months")
    (waiting.folder / "cards.zip").write_bytes(b"PK\x03\x04 is no zip")
    (waiting.folder / "mail.eml").write_text("From: <a@[>\nTo: ,;:\n\nnobody\n")

    result = waiting("retention", "run", "--yes", "--json")

    assert result.exit_code == 0, result.output
    said = json.loads(result.stdout)
    assert said["erased"] == ["C-1"]
    assert said["files_that_name_them"] == [{"path": "cards.zip", "theirs": False, "unread": True}]
    assert "  cards.zip (cannot be read: it may)" in result.stderr
    assert "C-1" in (waiting.folder / "erasures.jsonl").read_text()


def test_c19_of_somebody_who_was_not_erased_after_all_no_file_is_deleted(
    waiting: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(waiting, "de-6-months")
    letter = waiting.folder / "sent.txt"
    letter.write_text("I am what was sent.")
    waiting.ok("candidate", "attach", "C-1", str(letter))

    monkeypatch.setattr("hiring.workflow.retention.erase_due", lambda *_given, **_said: None)
    result = waiting("retention", "run", "--yes", "--and-files")

    assert result.exit_code == 1
    assert "not erased, see above or look again: 1 (C-1)" in result.stdout
    assert letter.exists()


def test_c19_a_run_that_was_stopped_before_its_end_is_finished_by_the_next(
    waiting: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    activate(waiting, "de-6-months")
    letter = tmp_path / "cv.txt"
    letter.write_text("I am what was sent.")
    waiting.ok("candidate", "attach", "C-1", str(letter))

    def killed(*_given: object) -> None:
        raise DatabaseError(Problem("another program has the database open"))

    with monkeypatch.context() as patched:
        patched.setattr("hiring.workflow.erasing_files.clear", killed)
        stopped = waiting("retention", "run", "--yes")
    checked = waiting("db", "check")
    waiting.ok("retention", "run", "--yes")

    assert stopped.exit_code == 4
    assert checked.exit_code == 4
    assert "C-1 is erased, but their files" in checked.stderr
    assert list((waiting.folder / "attachments").iterdir()) == []
    assert "C-1" in (waiting.folder / "erasures.jsonl").read_text()
    assert waiting.ok("db", "check") == "sound\n"


def test_c19_a_rule_erases_whose_name_stands_among_its_own_words(waiting: Shell) -> None:
    activate(waiting, "us-1-year")
    waiting.ok("candidate", "edit", "C-1", "--name", "Since")

    assert waiting.ok("retention", "run", "--may", "--yes").startswith("erased: 1 (C-1)")


def test_c19_what_was_due_on_a_day_to_come_is_never_erased(waiting: Shell) -> None:
    activate(waiting, "de-6-months")

    assert "still to come" in refused(waiting, "retention", "run", "--on", "2999-01-01", code=2)
    assert waiting.ok("retention", "run", "--on", "2024-09-02").startswith("would be erased: 0")


def test_c19_who_may_go_goes_only_when_asked_for(waiting: Shell) -> None:
    activate(waiting, "us-1-year")

    assert waiting.ok("retention", "run").startswith("would be erased: 0")
    said = waiting.ok("retention", "run", "--may", "--yes")
    assert said.startswith("erased: 1 (C-1)")


def test_c20_a_hold_keeps_somebody_from_a_run_and_is_named(waiting: Shell) -> None:
    activate(waiting, "de-6-months")

    said = read_json(waiting, "retention", "run", "--yes")

    assert said["erased"] == ["C-1"]
    assert [(one["code"], one["standing"]) for one in said["skipped"]] == [("C-2", "legal hold")]
    assert "Ben Example" in names(waiting)


def test_an_open_application_is_left_though_the_last_contact_is_old(waiting: Shell) -> None:
    activate(waiting, "fr-2-years")

    said = waiting.ok("retention", "run", "--yes")

    assert "left, still open: 1 (C-4)" in said
    assert names(waiting)[3] == "Di Example"


def test_c21_hired_people_go_by_a_rule_of_theirs_once_they_were_handed_over(
    waiting: Shell,
) -> None:
    folder = waiting.folder / "retention"
    folder.mkdir()
    (folder / "hired.toml").write_text(
        'name = "Hired people"\nbound = "maximum"\nof = "hired"\nperiod = "1 year"\n'
        'from = ["last decision"]\njurisdiction = "Example"\nsource = "Our own"\n'
        "as_of = 2026-01-01\n"
    )
    activate(waiting, "hired")

    assert "left, hired: 1 (C-3)" in waiting.ok("retention", "run", "--yes")
    assert "C-1 was not hired" in refused(waiting, "retention", "hand-over", "C-1")
    rehearses(waiting, "retention", "hand-over", "C-3")
    waiting.ok("retention", "hand-over", "C-3", "--on", "2024-04-01")
    assert "handed over already" in refused(waiting, "retention", "hand-over", "C-3")
    assert waiting.ok("retention", "run", "--yes").startswith("erased: 1 (C-3)")


def test_c15_erasing_before_a_minimum_of_an_active_rule_is_refused(waiting: Shell) -> None:
    activate(waiting, "us-ca-4-years")
    words = ("privacy", "erase", "C-3", "--reason", "asked for it", "--yes")

    result = waiting(*words)

    assert result.exit_code == 1
    assert "C-3 is to be kept until 2028-03-02 (us-ca-4-years)" in result.stderr
    waiting.ok(*words, "--before-minimum", "counsel agreed")
    assert names(waiting)[2] == ""


def test_a_rule_that_is_not_there_is_refused_with_those_that_are(sqlite_shell: Shell) -> None:
    activate(sqlite_shell, "de-6-weeks")

    said = refused(sqlite_shell, "retention", "due", code=3)

    assert "hiring.toml: retention.policies names 'de-6-weeks'" in said
    assert "us-1-year, us-ca-4-years, de-6-months" in said


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ('[retention]\npolicies = "de"\n', "retention.policies is not right: 'de'"),
        ("[retention]\nmonths = 6\n", "retention.months is not a setting"),
        ('[privacy]\nsourced = ["moon"]\n', "privacy.sourced names 'moon', which is none of"),
        ("[privacy]\nsourced = 1\n", "privacy.sourced is not right: 1"),
        ("privacy = 1\n", "privacy must be a table"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    sqlite_shell: Shell, settings: str, problem: str
) -> None:
    (sqlite_shell.folder / "hiring.toml").write_text(settings, encoding="utf-8")

    assert problem in refused_settings(sqlite_shell)


def refused_settings(shell: Shell) -> str:
    result = shell("retention", "policies")
    assert result.exit_code == 3
    return result.stderr


def test_c9_whom_to_tell_is_listed_and_telling_them_is_noted(shell: Shell) -> None:
    activate(shell, sourced="LinkedIn")
    shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    shell.ok("candidate", "add", "Ada Example", "--source", "linkedin", "--job", "ML-1")
    shell.ok("candidate", "add", "Ben Example", "--source", "direct", "--job", "ML-1")
    with acting(shell) as act:
        a_candidate(act, "Cy Example")

    found = read_json(shell, "privacy", "inform-due")
    assert [(one["code"], one["overdue"]) for one in found] == [("C-3", True), ("C-1", False)]
    assert found[0]["inform_by"] == "2026-04-02"
    assert rows(shell.ok("privacy", "inform-due", "--overdue"))[0].split() == [
        *("C-3", "direct", "2026-03-02", "2026-04-02", "overdue"),
    ]
    assert "inform by  2026-04-02 (overdue)" in shell.ok("candidate", "show", "C-3")

    words = ("privacy", "informed", "C-3", "--version", "2026-01", "--basis", "consent")
    rehearses(shell, *words)
    shell.ok(*words, "--on", "2026-03-20")

    assert [one["code"] for one in read_json(shell, "privacy", "inform-due")] == ["C-1"]
    assert "informed  2026-03-20, 2026-01, consent" in shell.ok("candidate", "show", "C-3")
    assert read_json(shell, "candidate", "show", "C-3")["notices"] == [
        {"version": "2026-01", "given_on": "2026-03-20", "basis": "consent"}
    ]


def test_c10_a_consent_is_given_shown_listed_and_taken_back(waiting: Shell) -> None:
    activate(waiting, "de-6-months")
    words = ("consent", "add", "C-1", "--given", "2024-03-02", "--expires", "2990-01-01")

    rehearses(waiting, *words)
    said = waiting.ok(*words, "--note", "by e-mail")

    assert said == "C-1 may be kept for other jobs until 2990-01-01\n"
    assert waiting.ok("retention", "run").startswith("would be erased: 0")
    assert rows(waiting.ok("consent", "list"))[0].split() == [
        *("C-1", "2024-03-02", "2990-01-01", "stands", "by", "e-mail"),
    ]
    assert read_json(waiting, "consent", "list", "--expired") == []
    assert "talent pool  2024-03-02 to 2990-01-01" in waiting.ok("candidate", "show", "C-1")

    waiting.ok("consent", "withdraw", "C-1", "--on", "2024-10-01", "--because", "found a job")

    assert "withdrawn 2024-10-01" in waiting.ok("candidate", "show", "C-1")
    assert waiting.ok("retention", "run").startswith("would be erased: 1 (C-1)")
    assert "no consent that stands" in refused(waiting, "consent", "withdraw", "C-1")


def test_a_run_cannot_be_part_of_all_or_nothing(waiting: Shell, tmp_path: Path) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("retention run --yes\n")

    assert "cannot be undone" in refused(waiting, "run", "--atomic", str(lines), code=3)


def test_exports_and_copies_carry_notices_and_consents(waiting: Shell, tmp_path: Path) -> None:
    waiting.ok("consent", "add", "C-1", "--given", "2024-03-02", "--expires", "2990-01-01")
    waiting.ok("privacy", "informed", "C-1", "--version", "2026-01", "--basis", "consent")

    waiting.ok("export", str(tmp_path / "out"))
    waiting.ok("db", "copy", "sqlite:///copy.db")

    for table, column, word in (
        (consents, "expires_on", "2990-01-01"),
        (notices, "version", "2026-01"),
    ):
        with (tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8-sig") as file:
            assert [row[column] for row in csv.DictReader(file)] == [word]
    settings = waiting.folder / "hiring.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("database_url")]
    settings.write_text('database_url = "sqlite:///copy.db"\n' + "\n".join(kept), "utf-8")
    assert read_json(waiting, "candidate", "show", "C-1")["notices"][0]["version"] == "2026-01"
    assert read_json(waiting, "consent", "list")[0]["expires_on"] == "2990-01-01"
