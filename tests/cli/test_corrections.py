"""Why a recorded card was corrected: said with the import, or after it, and shown with the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.desk import acting, read_json, refused, rehearses
from tests.cli.test_compliance import waiting
from tests.cli.test_wording import YOUNG, card_of
from tests.factories import an_application, an_interview

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Shell

CORRECTION = ("scorecard", "correction", "S-1", "--because")


@pytest.fixture
def corrected(shell: Shell, tmp_path: Path) -> Shell:
    """Give a workspace with a card that came twice and says something else the second time."""
    with acting(shell) as act:
        an_interview(act, an_application(act))
    shell.ok("scorecard", "import", str(card_of(shell, tmp_path)))
    second = shell("scorecard", "import", str(card_of(shell, tmp_path, note="Bring her in.")))
    assert second.exit_code == 0
    assert "corrected: S-1" in second.stderr
    assert "next: hiring scorecard correction S-1 --because TEXT" in second.stderr
    return shell


def reasons(shell: Shell) -> list[str]:
    return [one["because"] for one in read_json(shell, "scorecard", "show", "S-1")["versions"]]


def test_c26_why_a_card_was_corrected_is_asked_until_somebody_said_it(corrected: Shell) -> None:
    assert "nobody said why" in corrected.ok("scorecard", "show", "S-1")
    assert "nobody said why S-1 had to be corrected" in waiting(corrected)["cards-kept"]
    rehearses(corrected, *CORRECTION, "a slip of the pen")

    said = corrected.ok(*CORRECTION, "a slip of the pen")

    assert said == "S-1, version 2: why it was corrected is recorded\n"
    assert reasons(corrected) == ["", "a slip of the pen"]
    assert "a slip of the pen" in corrected.ok("scorecard", "show", "S-1")
    assert "cards-kept" not in waiting(corrected)
    assert read_json(corrected, "audit", "log", "S-1")[0]["what"] == "correction explained"


def test_c26_the_reason_is_kept_with_each_card_of_an_import(
    corrected: Shell, tmp_path: Path
) -> None:
    third = card_of(corrected, tmp_path, note="Bring her in soon.")

    result = corrected(
        "scorecard", "import", str(third), "--because", "Bo read their notes once more"
    )

    assert result.exit_code == 0
    assert "next:" not in result.stderr
    assert reasons(corrected) == ["", "", "Bo read their notes once more"]
    assert "S-1" in waiting(corrected)["cards-kept"]
    corrected.ok(*CORRECTION, "the first was of another day", "--version", "2")
    assert reasons(corrected)[1:] == [
        "the first was of another day",
        "Bo read their notes once more",
    ]
    assert "cards-kept" not in waiting(corrected)


def test_what_was_not_corrected_takes_no_reason(shell: Shell, tmp_path: Path) -> None:
    with acting(shell) as act:
        an_interview(act, an_application(act))
    card = str(card_of(shell, tmp_path))

    first = shell("scorecard", "import", card, "--because", "it came late")

    assert (first.exit_code, "the reason is kept nowhere" in first.stderr) == (0, True)
    assert reasons(shell) == [""]
    assert "S-1 was never corrected" in refused(shell, *CORRECTION, "a slip")
    shell.ok("scorecard", "import", str(card_of(shell, tmp_path, note="More.")))
    assert "no correction" in refused(shell, *CORRECTION, "a slip", "--version", "3")
    assert "no scorecard 'S-9'" in refused(
        shell, "scorecard", "correction", "S-9", "--because", "a slip"
    )


def test_c2_words_on_traits_in_the_reason_of_a_correction_are_pointed_out(
    corrected: Shell, tmp_path: Path
) -> None:
    fourth = str(card_of(corrected, tmp_path, note="Yes."))

    assert "protected trait (age)" in refused(corrected, *CORRECTION, YOUNG)
    assert "protected trait (age)" in refused(
        corrected, "scorecard", "import", fourth, "--because", YOUNG
    )

    corrected.ok(*CORRECTION, YOUNG, "--as-written")
    listed = read_json(corrected, "report", "wording")
    assert [(one["code"], one["field"], one["group"]) for one in listed] == [
        ("S-1", "reason", "age")
    ]


def test_the_reason_goes_with_the_person(corrected: Shell) -> None:
    corrected.ok(*CORRECTION, "Zyxel asked for it")

    corrected.ok("privacy", "erase", "C-1", "--reason", "they asked", "--yes")

    assert reasons(corrected) == []
    assert "Zyxel" not in corrected.ok("audit", "log", "S-1", "--json")
    assert "cards-kept" not in waiting(corrected)
    assert corrected.ok("db", "check") == "sound\n"
