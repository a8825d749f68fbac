"""Somebody was erased: no command advises on them any more, and nothing of theirs comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hiring.documents.filling import fill
from tests import trackers
from tests.cli.desk import acting, everything, read_json, refused
from tests.cli.test_scorecards_feedback import dumped, known_as, mapped
from tests.factories import ALL, a_recorded_card, an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

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
