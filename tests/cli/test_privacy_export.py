"""Handing out everything about a person, explaining a decision, drafting the notice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.desk import acting, log, read_json, refused
from tests.documents.papers import list_texts
from tests.factories import a_decision, an_application, an_assessed_application

if TYPE_CHECKING:
    from tests.conftest import Shell


def test_c11_a_copy_is_written_into_a_folder_and_that_is_in_the_log(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        an_assessed_application(act, "decline")

    said = shell.ok("privacy", "export", "C-1", "-o", str(tmp_path / "for-ada"))

    assert "everything about C-1 in" in said
    assert "it holds personal data" in said
    told = json.loads((tmp_path / "for-ada" / "personal-data.json").read_text())
    assert told["profile"]["name"] == "Ada Example"
    assert (tmp_path / "for-ada" / "personal-data.docx").is_file()
    assert log(shell)[-1] == "personal data exported"


def test_c12_it_is_said_where_others_were_replaced(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        application = an_application(act, stage="debrief")
        a_decision(act, application, "reject", because="Mo Manager was clear.")

    printed = shell("privacy", "export", "C-1", "-o", str(tmp_path / "one"))
    written = json.loads(
        shell("privacy", "export", "C-1", "-o", str(tmp_path / "two"), "--json").stdout
    )

    assert "others were replaced in" in printed.stdout
    assert "read it before you send it" in printed.stdout
    assert written["person"] == "C-1"
    assert written["replaced_in"] >= 1
    assert written["not_copied"] == []


def test_a_copy_needs_a_new_folder_and_a_person(sqlite_shell: Shell, tmp_path: Path) -> None:
    with acting(sqlite_shell) as act:
        an_application(act)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine")
    export = ("privacy", "export")

    assert "is there already" in refused(sqlite_shell, *export, "C-1", "-o", str(tmp_path / "full"))
    assert "there is no candidate" in refused(sqlite_shell, *export, "C-9", "-o", "new")
    assert "it is empty" in refused(sqlite_shell, *export, "C-1", "-o", "", code=2)
    assert "nothing can be put" in refused(sqlite_shell, *export, "C-1", "-o", "/", code=2)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["a.txt"]


def test_c29_a_decision_is_explained_on_the_terminal_and_as_a_file(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        a_decision(act, an_assessed_application(act, "decline"), "reject")
    file = tmp_path / "explained.docx"

    printed = shell.ok("explain", "A-1")
    written = shell.ok("explain", "A-1", "-o", str(file))
    told = read_json(shell, "explain", "A-1", "--with-evidence")

    assert printed == shell.ok("explain", "A-1")
    assert printed.startswith("How your application was decided\n")
    assert "THE MAIN REASONS" in printed
    assert max(map(len, printed.splitlines())) <= 80
    assert "Mo Manager" not in printed
    assert written == f"written  {file}\n"
    assert "What interviewers wrote" in [part["heading"] for part in told["parts"]]


def test_c29_where_nobody_decided_it_says_what_is_known_and_ends_with_1(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        an_application(act)
    file = tmp_path / "explained.docx"

    result = shell("explain", "A-1", "-o", str(file))

    assert result.exit_code == 1
    assert "Nobody has decided on your application A-1 yet." in result.stdout
    assert "nobody has decided on A-1 yet. Fix: hiring decide A-1" in result.stderr
    assert not file.exists()
    assert "there is no application" in refused(shell, "explain", "A-9")
    assert "must end in .docx" in refused(shell, "explain", "A-1", "-o", "x.pdf", code=2)


def test_c29_a_letter_says_nothing_of_rules_where_none_is_active(sqlite_shell: Shell) -> None:
    with acting(sqlite_shell) as act:
        a_decision(act, an_assessed_application(act, "decline"), "reject")

    printed = sqlite_shell.ok("explain", "A-1")

    assert "No rule is active" not in " ".join(printed.split())
    assert "only those who need it can read it.\nMade by" in printed


def test_c8_an_open_application_is_said_to_be_kept_until_its_end_and_then_by_the_rule(
    shell: Shell, tmp_path: Path
) -> None:
    settings = shell.folder / "hiring.toml"
    settings.write_text(
        settings.read_text().replace("[retention]", '[retention]\npolicies = ["de-6-months"]')
    )
    with acting(shell) as act:
        an_application(act)
    folder = tmp_path / "copy"

    printed = " ".join(shell("explain", "A-1").stdout.split())
    shell.ok("privacy", "export", "C-1", "-o", str(folder))

    said = (
        "It is kept while an application of yours is open, and then as our rules say"
        " (Germany: after a rejection, 6 months)."
    )
    assert said in printed
    assert said in " ".join(list_texts((folder / "personal-data.docx").read_bytes()))
    assert "No rule is active" not in printed


def test_c8_whom_no_active_rule_speaks_of_is_told_so(sqlite_shell: Shell, tmp_path: Path) -> None:
    settings = sqlite_shell.folder / "hiring.toml"
    settings.write_text(
        settings.read_text().replace("[retention]", '[retention]\npolicies = ["de-6-months"]')
    )
    with acting(sqlite_shell) as act:
        a_decision(act, an_assessed_application(act, "advance"), "hire")
    folder = tmp_path / "copy"

    sqlite_shell.ok("privacy", "export", "C-1", "-o", str(folder))

    shown = " ".join(list_texts((folder / "personal-data.docx").read_bytes()))
    assert "None of our rules on keeping sets a day for it yet." in shown


def test_c39_a_notice_is_drafted_from_the_settings(sqlite_shell: Shell, tmp_path: Path) -> None:
    settings = sqlite_shell.folder / "hiring.toml"
    settings.write_text(
        settings.read_text().replace("[privacy]", '[privacy]\ncontact = "privacy@example.org"')
    )
    folder = tmp_path / "notices"

    printed = sqlite_shell.ok("privacy", "notice")
    for name in ("n.md", "n.docx"):
        sqlite_shell.ok("privacy", "notice", "--lang", "de", "-o", str(folder / name))

    assert printed.startswith("# Privacy notice for applicants\n")
    assert "privacy@example.org" in printed
    assert "Datenschutzhinweise" in (folder / "n.md").read_text()
    assert (folder / "n.docx").stat().st_mode & 0o777 == 0o600
    assert "must end in .docx or .md" in refused(
        sqlite_shell, "privacy", "notice", "-o", str(Path("n.pdf")), code=2
    )


def test_a_contact_that_is_no_text_is_refused(sqlite_shell: Shell) -> None:
    settings = sqlite_shell.folder / "hiring.toml"
    settings.write_text(settings.read_text().replace("[privacy]", "[privacy]\ncontact = 5"))

    result = sqlite_shell("privacy", "notice")

    assert result.exit_code == 3
    assert "privacy.contact is not right: 5. Fix: write a text in quotes" in result.stderr
