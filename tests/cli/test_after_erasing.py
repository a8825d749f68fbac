"""Somebody was erased: no command advises on them any more, and nothing of theirs comes back."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from hiring.documents.filling import fill
from hiring.store.chain import verify
from tests import trackers
from tests.cli.desk import acting, everything, looking, read_json, refused
from tests.cli.test_privacy_erase import counted, everything_said
from tests.cli.test_scorecards_feedback import dumped, known_as, mapped
from tests.conftest import Shell
from tests.factories import ALL, a_recorded_card, an_application, an_interview
from tests.planting import Planted, bytes_below

if TYPE_CHECKING:
    from pathlib import Path

REASON = ("--reason", "asked for it", "--yes")
SAID = "Drew the whole queue"


def a_card_out(shell: Shell, folder: Path) -> Path:
    """Let Ada apply, send the card of her interview out, and fill it in."""
    with acting(shell) as act:
        an_interview(act, an_application(act, name="Ada Example"))
    shell.ok("scorecard", "export", "A-1", "-o", str(folder / "cards"))
    (card,) = (folder / "cards").glob("*.xlsx")
    back = folder / "back.xlsx"
    back.write_bytes(fill(card.read_bytes(), dict.fromkeys(ALL, (3, SAID)), overall="yes"))
    return back


@pytest.mark.parametrize(
    "command",
    [
        ("assess", "A-1"),
        ("debrief", "export", "A-1", "-o", "debrief.docx"),
        ("decision", "export", "A-1", "-o", "record.docx"),
        ("explain", "A-1"),
        ("scorecard", "export", "A-1", "-o", "cards"),
        ("scorecard", "export", "I-1", "-o", "cards"),
        ("scorecard", "original", "S-1", "-o", "card.xlsx"),
        ("scorecard", "correction", "S-1", "--because", "two rows were mixed up"),
        ("decide", "A-1", "advance", "--by", "Mo", "--because", "the card"),
    ],
)
def test_c15_nobody_is_advised_on_somebody_who_was_erased(
    shell: Shell, command: tuple[str, ...]
) -> None:
    with acting(shell) as act:
        application = an_application(act, name="Ada Example")
        a_recorded_card(act, application, dict.fromkeys(ALL, (3, SAID)))
    shell.ok("privacy", "erase", "C-1", *REASON)

    said = refused(shell, *command)

    assert "C-1" in said
    assert "was erased on " in said


def test_c15_the_page_of_an_erased_person_s_card_says_so_and_nothing_that_was_on_it(
    shell: Shell,
) -> None:
    with acting(shell) as act:
        application = an_application(act, name="Ada Example")
        a_recorded_card(act, application, dict.fromkeys(ALL, (3, SAID)))
    shell.ok("privacy", "erase", "C-1", *REASON)

    page = read_json(shell, "scorecard", "show", "S-1")
    said = shell.ok("scorecard", "show", "S-1")

    assert (page["ratings"], page["overall"], page["versions"]) == ([], None, [])
    assert page["erased_at"]
    assert "this person was erased on " in said


def test_c15_an_application_that_an_erased_person_left_open_can_be_ended(shell: Shell) -> None:
    with acting(shell) as act:
        an_application(act, name="Ada Example")
    shell.ok("privacy", "erase", "C-1", *REASON)

    shell.ok("decide", "A-1", "withdraw", "--by", "Mo", "--because", "they were erased")

    assert read_json(shell, "application", "show", "A-1")["stage"] == "withdrawn"


def test_c15_a_card_that_comes_back_says_that_its_person_was_erased_and_leaves_nothing(
    shell: Shell, tmp_path: Path
) -> None:
    card = a_card_out(shell, tmp_path)
    shell.ok("privacy", "erase", "C-1", *REASON)
    before = everything(shell)

    result = shell("scorecard", "import", str(card))

    assert result.exit_code == 3
    assert "C-1, of whom S-1 is, was erased on " in result.output
    assert "delete the file" in result.output
    assert everything(shell) == before


def test_c15_feedback_of_another_tracker_on_an_erased_person_is_refused(
    shell: Shell, tmp_path: Path
) -> None:
    known_as(shell, "frappe")
    shell.ok("privacy", "erase", "C-1", *REASON)
    theirs = mapped(tmp_path, applications={"HR-APP-2026-1": "A-1"})
    before = everything(shell)

    file = dumped(tmp_path, trackers.frappe())
    result = shell("scorecard", "import", "--from", "frappe", file, "--map", theirs)

    assert result.exit_code == 3
    assert "C-1 was erased on " in result.output
    assert everything(shell) == before


def everywhere(shell: Shell) -> bytes:
    """Give every value of every table, in small letters."""
    with looking(shell) as connection:
        return everything_said(connection).lower()


def ask(shell: Shell, who: str, note: str = "") -> None:
    shell.ok("privacy", "request", "add", "--kind", "access", "--who", who, "--note", note)


def test_c15_requests_noted_under_the_name_or_address_alone_go_with_the_person(
    shell: Shell,
) -> None:
    shell.ok("candidate", "add", "Zwq Vbkxen", "--email", "zwq@example.org")
    ask(shell, "Vbkxen, ZWQ, by letter", "wants a copy, plimfrost")
    ask(shell, "somebody", "wrote from zwq@example.org, quibdash")
    ask(shell, "Zwq Other", "another person")
    shell.ok("privacy", "request", "done", "R-1", "--outcome", "sent to Zwq Vbkxen")

    rehearsed = shell.ok("privacy", "erase", "C-1", "--reason", "asked for it", "--dry-run")
    said = shell.ok("privacy", "erase", "C-1", *REASON)

    for shown in ("request R-1 (access, ", "request R-2 (access, "):
        assert shown in rehearsed
    assert "R-3" not in rehearsed
    assert "erased C-1, R-1, R-2" in said
    for word in (b"vbkxen", b"plimfrost", b"quibdash", b"zwq@"):
        assert word not in everywhere(shell)
    assert b"zwq other" in everywhere(shell)
    assert "sound" in shell.ok("audit", "verify")
    kinds = [(one["code"], one["kind"]) for one in read_json(shell, "privacy", "request", "list")]
    assert sorted(kinds) == [("R-1", "access"), ("R-2", "access"), ("R-3", "access")]


def test_c15_a_request_of_a_namesake_can_be_kept_and_a_rule_takes_none_by_a_name(
    shell: Shell,
) -> None:
    shell.ok("candidate", "add", "Ada Example")
    ask(shell, "Ada Example, of Bonn")

    wrong = refused(shell, "privacy", "erase", "C-1", *REASON, "--keep-request", "R-9", code=2)
    said = shell.ok("privacy", "erase", "C-1", *REASON, "--keep-request", "r-1")

    assert "those that would: R-1" in wrong
    assert said.splitlines()[-1] == "erased C-1"
    (kept,) = read_json(shell, "privacy", "request", "list")
    assert (kept["who"], kept["candidate"]) == ("Ada Example, of Bonn", None)


def test_c15_the_reason_of_an_erasure_is_kept_when_a_backup_is_erased_again(
    shell: Shell, tmp_path: Path
) -> None:
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", "C-1", "--reason", "asked by letter", "--yes")
    for _ in range(2):
        shell.ok("db", "restore", str(tmp_path / "before"), "--yes")

    (entry,) = (
        one
        for one in read_json(shell, "candidate", "show", "C-1")["events"]
        if one["what"] == "candidate erased"
    )

    assert entry["said"]["why"] == "asked by letter"
    assert "a backup from before was put back" in entry["said"]["again"]
    assert "asked by letter" not in (shell.folder / "erasures.jsonl").read_text()


def test_c15_where_the_reason_is_not_at_hand_it_is_said(
    sqlite_shell: Shell, tmp_path: Path
) -> None:
    shell = sqlite_shell
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", "C-1", *REASON)
    (shell.folder / "hiring.db").unlink()

    result = shell("db", "restore", str(tmp_path / "before"), "--yes")

    assert result.exit_code == 0, result.output
    assert "of 1 the reason is not in the log any more" in result.stderr


def test_c15_what_a_restore_could_not_remove_is_said(sqlite_shell: Shell, tmp_path: Path) -> None:
    shell = sqlite_shell
    letter = tmp_path / "cv.txt"
    letter.write_text("I am what was sent.")
    shell.ok("candidate", "add", "Ada Example")
    shell.ok("candidate", "attach", "C-1", str(letter))
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok("privacy", "erase", "C-1", *REASON)

    result = shell("db", "restore", str(tmp_path / "before"), "--yes")

    assert "was not in this folder: delete it in the folders of others" in result.stderr


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_c22_whoever_was_erased_since_an_export_comes_in_without_their_data(
    shell: Shell, empty_workspace: Path, tmp_path: Path, form: str
) -> None:
    there = Shell(shutil.copytree(empty_workspace, tmp_path / "there"))
    with acting(there) as act:
        planted = Planted(act)
    letter = tmp_path / "cv.txt"
    letter.write_text(f"I am {planted('a file')}.")
    there.ok("candidate", "attach", planted.person, str(letter), "--name", "cv.txt")
    ask(there, f"from {planted.email}")
    there.ok("export", str(tmp_path / "out"), "--format", form)
    counts = counted(there)
    there.ok("privacy", "erase", planted.person, *REASON)
    words = ("import", str(tmp_path / "out"))

    asked = refused(shell, *words)
    rehearsed = shell.ok(*words, "--erasures", str(there.folder / "erasures.jsonl"), "--dry-run")
    said = shell.ok(*words, "--erasures", str(there.folder / "erasures.jsonl"))

    assert "name the file erasures.jsonl of the export's workspace with --erasures" in asked
    for each in (rehearsed, said):
        assert "2 people erased since this export came in without their data" in each
    with looking(shell) as connection:
        assert planted.found_in(everything_said(connection)) == []
        assert verify(connection, passed=lambda _count: None).findings == []
    for name, content in bytes_below(shell.folder):
        assert planted.found_in(content) == [], name
    assert counted(shell) == counts
    assert shell.ok("db", "check") == "sound\n"
    page = read_json(shell, "candidate", "show", planted.person)
    assert page["events"][-1]["said"]["again"].endswith("an export from before was read in")
    assert len((shell.folder / "erasures.jsonl").read_text().splitlines()) == 2


def test_c22_an_import_reads_who_was_erased_from_the_folder_that_is_there(
    sqlite_shell: Shell, empty_workspace: Path, tmp_path: Path
) -> None:
    shell = sqlite_shell
    shell.ok("candidate", "add", "Zyxel Quorn")
    shell.ok("export", str(tmp_path / "out"))
    shell.ok("privacy", "erase", "C-1", *REASON)
    new = Shell(shutil.copytree(empty_workspace, tmp_path / "new"))
    shutil.copy(shell.folder / "erasures.jsonl", new.folder)

    both = refused(new, "import", str(tmp_path / "out"), *BOTH, code=2)
    asked = refused(new, "import", str(tmp_path / "out"))
    own = str(new.folder / "erasures.jsonl")
    result = new("import", str(tmp_path / "out"), "--erasures", own)

    assert "are two answers" in both
    assert "whoever was erased since the export would be back" in asked
    assert "1 person erased since this export came in without their data" in result.stdout
    assert "of 1 the reason is not in the log any more" in result.stderr
    assert b"quorn" not in everywhere(new)


BOTH = ("--no-erasures", "--erasures", "erasures.jsonl")


def test_c22_a_list_of_erasures_from_before_is_no_answer_for_an_export(
    shell: Shell, empty_workspace: Path, tmp_path: Path
) -> None:
    there = Shell(shutil.copytree(empty_workspace, tmp_path / "there"))
    for name in ("Zyxel Quorn", "Plim Frost"):
        there.ok("candidate", "add", name)
    there.ok("export", str(tmp_path / "out"))
    there.ok("privacy", "erase", "C-1", *REASON)
    shutil.copy(there.folder / "erasures.jsonl", shell.folder)
    there.ok("privacy", "erase", "C-2", *REASON)
    words = ("import", str(tmp_path / "out"))

    asked = refused(shell, *words)
    shell.ok(*words, "--erasures", str(there.folder / "erasures.jsonl"))

    assert "name the file erasures.jsonl of the export's workspace with --erasures" in asked
    for word in (b"quorn", b"frost"):
        assert word not in everywhere(shell)


def test_c15_a_request_that_was_left_out_stays_when_a_backup_is_erased_again(
    shell: Shell, tmp_path: Path
) -> None:
    shell.ok("candidate", "add", "Ada Example", "--email", "ada@example.org")
    for who in ("Ada Example, of Bonn", "ada@example.org, of Ulm", "Example, Ada, by letter"):
        ask(shell, who)
    shell.ok("db", "backup", str(tmp_path / "before"))
    shell.ok(
        *("privacy", "erase", "C-1", *REASON, "--keep-request", "R-1", "--keep-request", "R-2")
    )

    for _ in range(2):
        shell.ok("db", "restore", str(tmp_path / "before"), "--yes")

        kept = {one["code"]: one["who"] for one in read_json(shell, "privacy", "request", "list")}
        assert kept == {"R-1": "Ada Example, of Bonn", "R-2": "ada@example.org, of Ulm"} | {
            "R-3": "(erased)"
        }
    assert "sound" in shell.ok("audit", "verify")


def test_c15_a_request_that_was_left_out_stays_when_an_export_is_read_in(
    shell: Shell, empty_workspace: Path, tmp_path: Path
) -> None:
    there = Shell(shutil.copytree(empty_workspace, tmp_path / "there"))
    there.ok("candidate", "add", "Ada Example", "--email", "ada@example.org")
    for who in ("Ada Example, of Bonn", "Example, Ada", "someone at **ada@example.org**!"):
        ask(there, who)
    there.ok("export", str(tmp_path / "out"))
    there.ok("privacy", "erase", "C-1", *REASON, "--keep-request", "R-1")
    file = there.folder / "erasures.jsonl"

    older = tmp_path / "older.jsonl"
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [one.pop("requests") for one in lines] == [["R-2", "R-3"]]
    older.write_text("".join(f"{json.dumps(one)}\n" for one in lines))
    new = Shell(shutil.copytree(empty_workspace, tmp_path / "new"))
    new.ok("import", str(tmp_path / "out"), "--erasures", str(older))
    shell.ok("import", str(tmp_path / "out"), "--erasures", str(file))

    for each, left in (
        (shell, ["(erased)", "(erased)", "Ada Example, of Bonn"]),
        (new, ["(erased)", "Ada Example, of Bonn", "Example, Ada"]),  # by an address alone
    ):
        assert sorted(one["who"] for one in read_json(each, "privacy", "request", "list")) == left


def test_c22_a_number_of_a_request_that_was_given_again_is_another_one(
    shell: Shell, empty_workspace: Path, tmp_path: Path
) -> None:
    there = Shell(shutil.copytree(empty_workspace, tmp_path / "there"))
    there.ok("candidate", "add", "Ada Example")
    ask(there, "Somebody Else")
    there.ok("export", str(tmp_path / "out"))
    there.ok("privacy", "erase", "C-1", *REASON)
    file = there.folder / "erasures.jsonl"
    told = {**json.loads(file.read_text()), "at": "2020-03-02T09:00:00Z", "requests": ["R-1"]}
    words = ("import", str(tmp_path / "out"), "--erasures", str(file))

    file.write_text(f"{json.dumps({**told, 'requests': ['Ada Example']})}\n")
    spoiled = refused(shell, *words, code=3)
    file.write_text(f"{json.dumps(told)}\n")
    shell.ok(*words)

    assert "this is no erasure" in spoiled
    (kept,) = read_json(shell, "privacy", "request", "list")
    assert kept["who"] == "Somebody Else"


def test_c22_an_export_without_people_asks_for_nothing(
    sqlite_shell: Shell, empty_workspace: Path, tmp_path: Path
) -> None:
    sqlite_shell.ok("job", "open", "ml-engineer", "--code", "ML-1")
    sqlite_shell.ok("export", str(tmp_path / "out"))

    Shell(shutil.copytree(empty_workspace, tmp_path / "new")).ok("import", str(tmp_path / "out"))


def test_c22_a_list_of_people_brings_somebody_who_was_erased_in_as_new(
    shell: Shell, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,name,email\n77,Zyxel Quorn,zyxel@example.org\n")
    shell.ok("candidate", "import", str(people))
    shell.ok("privacy", "erase", "C-1", *REASON)

    shell.ok("candidate", "import", str(people))

    listed = read_json(shell, "candidate", "list", "--erased")
    assert [(one["code"], one["name"]) for one in listed] == [
        ("C-1", "(erased)"),
        ("C-2", "Zyxel Quorn"),
    ]


def test_c15_no_later_merge_remembers_somebody_who_was_one_of_its_two_for_a_while(
    shell: Shell,
) -> None:
    for name, phone in (("Ada", "+49 30 5550001"), ("Zwqx", "+49 30 5550002"), ("Cyd", "")):
        words = ("--email", f"{name}@example.org", "--phone", phone, "--headline", f"{name}ish")
        shell.ok("candidate", "add", f"{name} Example", *words)
    shell.ok("candidate", "merge", "C-1", "C-2", "--yes", "--keep", "headline=B")
    shell.ok("candidate", "edit", "C-1", "--email", "new@example.org", "--location", "Bonn")
    shell.ok("candidate", "merge", "C-1", "C-3", "--yes", "--keep", "headline=B")
    shell.ok("candidate", "unmerge", "C-2")
    shell.ok("candidate", "edit", "C-1", "--headline", "")

    shell.ok("privacy", "erase", "C-2", *REASON)

    assert b"zwqx@" not in everywhere(shell)
    shell.ok("candidate", "unmerge", "C-3")
    page, third = (read_json(shell, "candidate", "show", code) for code in ("C-1", "C-3"))
    assert (page["email"], third["email"]) == ("new@example.org", "Cyd@example.org")
    assert "sound" in shell.ok("db", "check")
