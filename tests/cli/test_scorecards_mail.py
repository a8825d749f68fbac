"""Drafts of mails: one for each card, whoever else is at it, whatever stops it on the way."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.desk import acting, log, read_json
from tests.cli.test_process import process
from tests.factories import an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

PATIENCE = 60
PEOPLE = ("Bo Sample", "Cy Sample", "Di Sample", "Ed Sample")


def planned(shell: Shell, *people: str) -> None:
    with acting(shell) as act:
        an_interview(act, "A-1", people=people or ("Bo Sample",))


def drafts(shell: Shell) -> list[tuple[str, str]]:
    """List what was drafted, oldest first: the card, and what its mail is."""
    listed = read_json(shell, "scorecard", "drafts", "--all")
    return [(line["card"], line["kind"]) for line in reversed(listed)]


def exporting(shell: Shell, outbox: Path, *words: str) -> subprocess.Popen[bytes]:
    command = ("scorecard", "export", "I-1", "--mail", str(outbox), *words)
    return process(shell.folder, *command)


def names(outbox: Path) -> list[str]:
    return sorted(path.name for path in outbox.glob("[!.]*"))


def test_an_address_that_no_mail_carries_stops_nobody_elses_mail(
    desk: Shell, tmp_path: Path
) -> None:
    people = ("Bo <bo@example.org>", "José <josé@example.org>", "Cy <cy@example.org>")
    words = [word for one in people for word in ("--interviewer", one)]
    desk.ok("interview", "schedule", "A-1", "panel", *words)
    outbox = tmp_path / "outbox"

    result = desk("scorecard", "export", "--job", "ML-1", "--mail", str(outbox))

    assert result.exit_code == 1
    assert names(outbox) == ["bo_S-1.eml", "cy_S-3.eml"]
    assert drafts(desk) == [("S-1", "card"), ("S-3", "card")]
    assert result.stderr == (
        "Error: S-2 of I-1: no mail can carry the address of its interviewer. Fix: hiring "
        "interview assign I-1, with an address in plain letters; or write the card with -o and "
        "send it yourself\n"
    )
    for change in ("--remove=josé@example.org", "--add=José <jose@example.org>"):
        desk.ok("interview", "assign", "I-1", change)
    again = desk("scorecard", "export", "--job", "ML-1", "--mail", str(outbox))
    assert again.exit_code == 0
    assert again.stdout.count("\n") == 1
    assert names(outbox) == ["bo_S-1.eml", "cy_S-3.eml", "jose_S-4.eml"]


@pytest.mark.process
def test_recruiters_who_draft_at_once_draft_each_mail_once(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        an_application(act)
    planned(shell, *PEOPLE)

    at_once = [exporting(shell, tmp_path / str(number)) for number in range(3)]
    ends = [(*one.communicate(timeout=PATIENCE), one.returncode) for one in at_once]

    made = [name for number in range(3) for name in names(tmp_path / str(number))]
    assert len(made) == len(set(made)) == len(PEOPLE)
    assert sorted(drafts(shell)) == [(f"S-{n}", "card") for n in range(1, 5)]
    assert log(shell).count("mail drafted: card") == len(PEOPLE)
    for _, err, code in ends:
        # Who came while the first was still writing is told that it is not finished.
        told = err.decode()
        assert (code == 1) == ("begun and not finished" in told), told
    assert sum("had their mail" in err.decode() or code == 1 for _, err, code in ends) == 2


KILLED_AT = """
import os, signal, sys

from hiring.__main__ import run

name = sys.argv.pop(1)

def kill(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith(name):
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(kill)
run()
"""


def stop_on_the_way(shell: Shell, outbox: Path, *words: str) -> None:
    """Kill an export, as the system would, at the moment when its second mail is to appear."""
    command = ("scorecard", "export", "I-1", "--mail", str(outbox), *words)
    stopped = subprocess.run(
        [sys.executable, "-c", KILLED_AT, "cy-sample_S-2.eml", *command],
        cwd=shell.folder,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    assert stopped.returncode == -signal.SIGKILL
    assert names(outbox) == ["bo-sample_S-1.eml"]


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="it knows no such signal")
def test_an_export_that_was_killed_between_two_mails_does_not_go_unnoticed(
    shell: Shell, tmp_path: Path
) -> None:
    with acting(shell) as act:
        an_application(act)
    planned(shell, "Bo Sample", "Cy Sample")
    stop_on_the_way(shell, tmp_path / "outbox")

    elsewhere = shell("scorecard", "export", "I-1", "--mail", str(tmp_path / "elsewhere"))

    assert elsewhere.exit_code == 1
    assert names(tmp_path / "elsewhere") == []
    for card in ("S-1", "S-2"):
        assert f"Error: {card}: its mail was begun and not finished. Fix: " in elsewhere.stderr
    assert drafts(shell) == [("S-1", "unfinished"), ("S-2", "unfinished")]
    assert "mail drafted: card" not in log(shell)
    shell.ok("scorecard", "export", "I-1", "--mail", str(tmp_path / "outbox"), "--again")
    assert names(tmp_path / "outbox") == ["bo-sample_S-1.eml", "cy-sample_S-2.eml"]
    last = shell("scorecard", "export", "I-1", "--mail", str(tmp_path / "outbox"))
    assert last.exit_code == 0
    assert "since they had their mail: S-1, S-2" in last.stderr


def test_a_mail_that_could_not_be_written_is_not_said_to_be_drafted(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    outbox = tmp_path / "outbox"
    (outbox / "cy-sample_S-2.eml").mkdir(parents=True)

    result = desk("scorecard", "export", "I-1", "--mail", str(outbox))

    assert result.exit_code == 1
    assert "cy-sample_S-2.eml is a folder" in result.stderr
    assert "bo-sample_S-1.eml" in result.stdout
    assert drafts(desk) == [("S-1", "card")]
    (outbox / "cy-sample_S-2.eml").rmdir()
    assert "cy-sample_S-2.eml" in desk.ok("scorecard", "export", "I-1", "--mail", str(outbox))
    assert drafts(desk) == [("S-1", "card"), ("S-2", "card")]


def test_a_bad_text_of_the_company_claims_no_card(desk: Shell, tmp_path: Path) -> None:
    planned(desk)
    own = desk.folder / "templates"
    own.mkdir()
    (own / "cards.txt").write_text("Hello {candidate}")

    assert desk("scorecard", "export", "I-1", "--mail", str(tmp_path / "out")).exit_code == 3
    assert drafts(desk) == []


def test_a_draft_of_a_moved_interview_is_written_over_and_an_edited_one_is_kept(
    desk: Shell, tmp_path: Path
) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    outbox = tmp_path / "outbox"
    words = ("scorecard", "export", "I-1", "--mail", str(outbox))
    desk.ok(*words)
    bo, cy = (outbox / name for name in names(outbox))
    first = bo.read_bytes()
    cy.write_bytes(cy.read_bytes() + b"my own words")
    edited = cy.read_bytes()
    desk.ok("interview", "move", "I-1", "--at", "2026-12-01T10:00")

    result = desk(*words, "--again")

    assert result.exit_code == 1
    assert bo.read_bytes() != first
    assert cy.read_bytes() == edited
    assert result.stderr == (
        f"Error: {cy} is there with other content, and was left as it is. "
        "Fix: if it was edited, send it or move it away; --force writes over it\n"
    )
    assert drafts(desk) == [("S-1", "card"), ("S-2", "card"), ("S-1", "card")]
    desk.ok(*words, "--again", "--force")
    assert cy.read_bytes() != edited


def test_an_export_says_in_json_what_it_wrote_though_an_address_is_bad(
    desk: Shell, tmp_path: Path
) -> None:
    people = ("--interviewer", "Bo <bo@example.org>", "--interviewer", "José <josé@example.org>")
    desk.ok("interview", "schedule", "A-1", "panel", *people)

    result = desk("scorecard", "export", "I-1", "--mail", str(tmp_path / "out"), "--json")

    written: list[dict[str, Any]] = json.loads(result.stdout)
    assert (result.exit_code, [one["cards"] for one in written]) == (1, [["S-1"]])
    assert "José" not in result.stderr
