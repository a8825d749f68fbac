"""Cards that could be read as something else than their interviewer wrote: never in silence."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.cli.desk import read_json
from tests.cli.test_reading_room import check
from tests.cli.test_scorecards import RATED, filled, planned, sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Shell

HEADER, FIRST, OVERALL, RATING, EVIDENCE = 6, 7, 12, 7, 8
COMPETENCIES = ("coding", "code-quality", "ml-fundamentals", "debugging")


@pytest.fixture
def card(desk: Shell, tmp_path: Path) -> Path:
    """Give a card that was filled in well, and not sent back yet."""
    planned(desk)
    (sent_out,) = sent(desk, tmp_path / "cards")
    back = filled(sent_out)
    back.rename(tmp_path / "card.xlsx")
    return tmp_path / "card.xlsx"


def changed(card: Path, change: Callable[[Workbook, Worksheet], object]) -> Path:
    """Change a card by hand, and save it under another name."""
    book = openpyxl.load_workbook(io.BytesIO(card.read_bytes()), rich_text=True)
    change(book, book.worksheets[0])
    spoilt = card.with_name("spoilt.xlsx")
    book.save(spoilt)
    return spoilt


def brought(desk: Shell, *words: str | Path) -> dict[str, Any]:
    """Import one file, and say what came of it."""
    result = desk("scorecard", "import", *map(str, words), "--json")
    assert "Traceback" not in result.output
    (one,) = json.loads(result.stdout)
    assert result.exit_code == (3 if one["state"] == "refused" else 0)
    found: dict[str, Any] = one
    return found


def put_beside(column: int, head: str, *answers: object) -> Callable[[Workbook, Worksheet], None]:
    """Insert a column of one's own before another."""

    def change(_: Workbook, sheet: Worksheet) -> None:
        sheet.insert_cols(column)
        sheet.cell(HEADER, column).value = head
        for row, answer in enumerate(answers, start=FIRST):
            sheet.cell(row, column).value = answer  # type: ignore[assignment]

    return change


@pytest.mark.parametrize(
    ("column", "head"),
    [
        (RATING, "Rating (first impression)"),
        (EVIDENCE, "Rating, second thoughts"),
        (EVIDENCE, "Evidence, raw notes"),
        (EVIDENCE + 1, "Evidence 2"),
    ],
)
def test_two_columns_that_are_headed_alike_are_refused_since_nobody_knows_which_counts(
    desk: Shell, card: Path, column: int, head: str
) -> None:
    one = brought(desk, changed(card, put_beside(column, head, 1, 1, 1, 1)))

    (problem,) = one["problems"]
    assert head in problem["what"]
    assert "cannot be told which counts" in problem["what"]
    assert "heading of its own" in problem["fix"]


def test_a_column_headed_alike_that_is_empty_does_no_harm(desk: Shell, card: Path) -> None:
    one = brought(desk, changed(card, put_beside(RATING, "Rating (first impression)")))

    assert (one["state"], one["version"]) == ("recorded", 1)


def test_a_column_that_another_language_calls_rating_is_not_the_card_s_own(
    desk: Shell, card: Path
) -> None:
    one = brought(desk, changed(card, put_beside(RATING, "Bewertung", 1, 1, 1, 1)))

    assert one["state"] == "recorded"
    shown = read_json(desk, "scorecard", "show", "S-1")
    assert {rating["raw"] for rating in shown["ratings"]} == {
        str(level) for level, _ in RATED.values()
    }
    assert sum("text outside the boxes" in note for note in one["notes"]) == 5


@pytest.mark.parametrize(
    ("place", "text"),
    [("B8", None), ("F7", "X"), ("F7", 4), ("K9", "Also met the team."), ("B30", "More notes.")],
)
def test_what_is_written_past_the_boxes_is_pointed_out(
    desk: Shell, card: Path, place: str, text: object
) -> None:
    def write(_: Workbook, sheet: Worksheet) -> None:
        said = f"{sheet[place].value}\nNote of mine" if text is None else text
        sheet[place].value = said

    one = brought(desk, changed(card, write))

    (note,) = one["notes"]
    assert note.startswith(f"text outside the boxes at Scorecard!{place} was not read: ")


def test_a_column_of_notes_within_the_card_is_pointed_out(desk: Shell, card: Path) -> None:
    one = brought(desk, changed(card, put_beside(EVIDENCE, "My notes", "quick", "calm")))

    assert one["state"] == "recorded"
    assert [note.partition(": ")[2] for note in one["notes"]] == ["My notes", "quick", "calm"]


def test_what_is_written_on_the_interview_kit_is_pointed_out(desk: Shell, card: Path) -> None:
    def write(book: Workbook, _: Worksheet) -> None:
        book["Interview kit"]["F4"] = "She asked this herself."

    one = brought(desk, changed(card, write))

    assert one["notes"] == [
        "text outside the boxes at Interview kit!F4 was not read: She asked this herself."
    ]


def without_keys(sheet: Worksheet) -> None:
    for row in range(FIRST, OVERALL + 1):
        sheet.cell(row, 1).value = None


def rate_all(sheet: Worksheet, level: object) -> None:
    for row in range(FIRST, FIRST + len(COMPETENCIES)):
        sheet.cell(row, RATING).value = level  # type: ignore[assignment]


@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
@pytest.mark.parametrize("bare", ["the card", "its copy", "neither"])
def test_sheets_with_other_answers_are_refused_whichever_lost_its_keys(
    desk: Shell, card: Path, state: str, bare: str
) -> None:
    def copy(book: Workbook, sheet: Worksheet) -> None:
        other = book.copy_worksheet(sheet)
        other.title = "Final"
        other.sheet_state = state  # type: ignore[assignment]
        rate_all(other, 4)
        if bare != "neither":
            without_keys(other if bare == "its copy" else sheet)

    one = brought(desk, changed(card, copy))

    (problem,) = one["problems"]
    hidden = "" if state == "visible" else " (hidden)"
    cells = 'Scorecard!G7 "3" and Final!G7 "4", Scorecard!G8 "3" and Final!G8 "4", '
    said = f"the sheets 'Scorecard' and 'Final'{hidden} hold different answers: {cells}"
    assert problem["what"].startswith(said)
    assert problem["fix"] == "delete the sheet that does not count."


def test_a_hidden_sheet_never_answers_for_an_empty_one_that_is_shown(
    desk: Shell, card: Path
) -> None:
    def swap(book: Workbook, sheet: Worksheet) -> None:
        other = book.copy_worksheet(sheet)
        other.title = "Before"
        other.sheet_state = "hidden"
        for row in (*range(FIRST, FIRST + len(COMPETENCIES)), OVERALL):
            sheet.cell(row, RATING).value = None
            sheet.cell(row, EVIDENCE).value = None

    one = brought(desk, changed(card, swap))

    assert "'Scorecard' and 'Before' (hidden) hold different" in one["problems"][0]["what"]


def test_a_copy_with_the_same_answers_does_no_harm(desk: Shell, card: Path) -> None:
    one = brought(desk, changed(card, lambda book, sheet: book.copy_worksheet(sheet)))

    assert (one["state"], one["notes"]) == ("recorded", [])


@pytest.mark.parametrize("place", ["B3", "H1", "D3"])
def test_a_card_that_was_used_again_for_somebody_else_is_refused(
    desk: Shell, card: Path, place: str
) -> None:
    other = {"B3": "Ben Example\nC-2", "H1": "S-6", "D3": "Panel\nI-5"}[place]

    one = brought(desk, changed(card, lambda _, sheet: sheet.__setitem__(place, other)))

    (problem,) = one["problems"]
    assert f"it shows {other.split()[-1]}, and is the card S-1 of C-1" in problem["what"]
    assert "card that was sent for whom they are of" in problem["fix"]
    assert place in problem["where"]


def test_another_name_on_a_card_is_pointed_out(desk: Shell, card: Path) -> None:
    one = brought(
        desk, changed(card, lambda _, sheet: sheet.__setitem__("B1", "Scorecard: Ben Example"))
    )

    assert one["state"] == "recorded"
    assert "at Scorecard!B1 was not read: Scorecard: Ben Example" in one["notes"][0]


def test_all_that_is_wrong_is_told_at_once_and_whose_card_it_is(desk: Shell, card: Path) -> None:
    def spoil(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(FIRST, RATING).value = "=1+2"
        sheet.cell(FIRST + 1, RATING).value = 7
        sheet.cell(OVERALL, RATING).value = None
        sheet.merge_cells(start_row=FIRST + 2, end_row=FIRST + 3, start_column=8, end_column=8)

    one = brought(desk, changed(card, spoil))

    told = " ".join(problem["what"] for problem in one["problems"])
    assert len(one["problems"]) == 4
    for words in ("not been calculated", "not 7", "recommendation is missing", "are merged"):
        assert words in told
    assert (one["card"], one["application"]) == ("S-1", "A-1")
    assert read_json(desk, "scorecard", "status")[0]["state"] == "opened"


def test_a_card_as_it_was_sent_is_passed_over(desk: Shell, card: Path, tmp_path: Path) -> None:
    (as_sent,) = (tmp_path / "cards").glob("*.xlsx")

    said = desk.ok(
        "scorecard", "import", str(as_sent), "--allow-partial", "--reply", str(tmp_path / "r")
    )

    assert said == (
        f"blank     {as_sent}  S-1 of A-1: nothing is filled in\n"
        "0 recorded, 0 unchanged, 0 refused, 1 blank\n"
    )
    assert not (tmp_path / "r").exists()
    assert read_json(desk, "scorecard", "status")[0]["state"] == "sent"
    desk.ok("scorecard", "import", str(card))
    again = brought(desk, as_sent, "--allow-partial")
    assert again["notes"] == ["nothing is filled in; version 1 stands"]
    assert read_json(desk, "scorecard", "show", "S-1")["shown"] == 1


def test_a_newer_card_that_is_not_complete_does_not_empty_what_stands(
    desk: Shell, card: Path
) -> None:
    def empty(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(FIRST, RATING).value = None
        sheet.cell(OVERALL, RATING).value = None
        sheet.cell(FIRST + 1, EVIDENCE).value = "Something new."

    desk.ok("scorecard", "import", str(card))

    one = brought(desk, changed(card, empty), "--allow-partial")

    told = [problem["what"] for problem in one["problems"]]
    assert len(told) == 2
    assert all("is empty, and version 1, which stands, says it" in what for what in told)


def test_a_recommendation_that_nobody_gave_is_not_shown_as_one(desk: Shell, card: Path) -> None:
    def forget(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(OVERALL, RATING).value = None

    desk.ok("scorecard", "import", str(changed(card, forget)), "--allow-partial")

    assert "overall      not filled in\n" in desk.ok("scorecard", "show", "S-1")
    assert read_json(desk, "scorecard", "show", "S-1")["overall"] is None


@pytest.mark.parametrize("evidence", ["-", ".", "...", "👍"])
def test_a_dash_is_no_evidence(desk: Shell, card: Path, evidence: str) -> None:
    def dash(_: Workbook, sheet: Worksheet) -> None:
        sheet.cell(FIRST, EVIDENCE).value = evidence

    one = brought(desk, changed(card, dash))

    assert "without evidence; it is kept and does not count" in one["notes"][0]


def test_a_check_sees_names_that_were_sorted_alone_as_the_import_does(
    desk: Shell, card: Path
) -> None:
    def swap(_: Workbook, sheet: Worksheet) -> None:
        for column in (1, 2):
            one, two = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
            one.value, two.value = two.value, one.value

    spoilt = changed(card, swap)

    assert check(str(spoilt)).exit_code == 3
    assert brought(desk, spoilt)["state"] == "refused"
