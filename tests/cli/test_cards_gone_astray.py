"""Cards whose answers stand where nobody reads, or where they may mean something else."""

from __future__ import annotations

import io
import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.cli.desk import read_json
from tests.cli.test_cards_that_mislead import EVIDENCE, FIRST, HEADER, OVERALL, RATING, brought
from tests.cli.test_reading_room import check
from tests.cli.test_scorecards import filled, planned, sent
from tests.hostile.making import with_parts
from tests.hostile.other_kinds import as_csv, as_ods, as_xls
from tests.hostile.packages import SHEET
from tests.hostile.people import permute

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Shell

    Change = Callable[[Workbook, Worksheet], object]

ROWS = range(FIRST, FIRST + 4)
LAST = ROWS[-1]
BOXES = "Scorecard!G7:H10 and Scorecard!G12:H12"


@pytest.fixture
def blank(desk: Shell, tmp_path: Path) -> Path:
    """Give a card as it was sent."""
    planned(desk)
    (card,) = sent(desk, tmp_path / "cards")
    return card


@pytest.fixture
def card(blank: Path) -> Path:
    """Give a card that was filled in well."""
    return filled(blank)


def changed(card: Path, *changes: Change) -> Path:
    """Change a card by hand, and save it under another name."""
    book = openpyxl.load_workbook(io.BytesIO(card.read_bytes()), rich_text=True)
    for change in changes:
        change(book, book["Scorecard"])
    spoilt = card.parent.parent / "spoilt.xlsx"
    book.save(spoilt)
    return spoilt


def put(sheet: Any, place: str, value: object) -> None:
    sheet[place].value = value


def answers_at(rating: int, evidence: int) -> Change:
    """Write all answers into other columns."""

    def change(_: Workbook, sheet: Any) -> None:
        for row in (*ROWS, OVERALL):
            sheet.cell(row, rating).value = "yes" if row == OVERALL else 3
            sheet.cell(row, evidence).value = "Said it aloud."

    return change


def crosses(_: Workbook, sheet: Any) -> None:
    for row, column in zip(ROWS, "CDEF", strict=True):
        put(sheet, f"{column}{row}", "x")


def comments(_: Workbook, sheet: Any) -> None:
    sheet["G7"].comment = Comment("3: said it aloud", "Bo Sample")


def ratings_on_a_new_sheet(book: Workbook, _: Worksheet) -> None:
    notes = book.create_sheet("Ratings")
    notes.append(["My rating", "for"])
    notes.append([3, "coding"])


def without_head(book: Workbook, sheet: Worksheet) -> None:
    """Fill in a copy, lose its header row, and hide the card itself."""
    copy = book.copy_worksheet(sheet)
    copy.title = "Mine"
    answers_at(RATING, EVIDENCE)(book, copy)
    copy.delete_rows(HEADER)
    sheet.sheet_state = "hidden"
    book.active = copy


ELSEWHERE: dict[str, tuple[Change, str]] = {
    "two columns on": (answers_at(RATING + 2, EVIDENCE + 2), 'Scorecard!I7 "3", Scorecard!J7 "'),
    "crosses": (crosses, 'Scorecard!C7 "x", Scorecard!D8 "x"'),
    "comments": (comments, 'a comment at Scorecard!G7 "3: said it aloud"'),
    "below": (lambda _, sheet: put(sheet, "B15", "Coding 3, rest 2"), 'B15 "Coding 3, rest 2"'),
    "the kit": (lambda book, _: put(book["Interview kit"], "F6", 3), 'Interview kit!F6 "3"'),
    "a new sheet": (ratings_on_a_new_sheet, 'the sheet "Ratings" (A1:B2)'),
    "a formula": (lambda _, sheet: put(sheet, "J7", "=1+2"), 'Scorecard!J7 "(a formula)"'),
}


@pytest.mark.parametrize("where", ELSEWHERE)
def test_a_card_answered_outside_its_boxes_is_no_blank_card(
    desk: Shell, blank: Path, tmp_path: Path, where: str
) -> None:
    change, said = ELSEWHERE[where]

    one = brought(desk, changed(blank, change), "--allow-partial", "--reply", tmp_path / "replies")

    (problem,) = one["problems"]
    assert problem["what"].startswith("no box is filled in, and this was added outside the boxes: ")
    assert said in problem["what"]
    assert problem["fix"].endswith(f'the boxes under "Rating" and "Evidence": {BOXES}')
    assert one["notes"]
    assert all("not read" in note for note in one["notes"])
    (status,) = read_json(desk, "scorecard", "status")
    assert (status["state"], status["faults"]) == ("opened", 1)
    (reply,) = (tmp_path / "replies").iterdir()
    mail = message_from_bytes(reply.read_bytes(), policy=policy.default)
    assert said in mail.get_content().replace("\n", "")
    assert check(str(tmp_path / "spoilt.xlsx")).exit_code == 3


def test_a_filled_copy_without_its_heads_is_not_passed_over_for_the_hidden_blank_card(
    desk: Shell, blank: Path
) -> None:
    (problem,) = brought(desk, changed(blank, without_head))["problems"]

    assert "the header row is missing" in problem["what"]
    assert "Mine!" in problem["where"]


def in_pieces(raw: bytes) -> bytes:
    """Lose the quotation marks of a table of text, so that texts fall apart into lines."""
    return as_csv(raw).replace(b'"', b"")


@pytest.mark.parametrize(
    ("change", "form", "said"),
    [
        (answers_at(RATING + 2, EVIDENCE + 2), as_csv, 'CSV!I7 "3"'),
        (crosses, as_csv, "the descriptions beside CSV!G7"),
        (answers_at(RATING, EVIDENCE), in_pieces, "outside the boxes: CSV!"),
    ],
)
def test_a_table_of_text_answered_outside_its_boxes_is_no_blank_card(
    desk: Shell, blank: Path, change: Change, form: Callable[[bytes], bytes], said: str
) -> None:
    table = blank.with_name("card.csv")
    table.write_bytes(form(changed(blank, change).read_bytes()))

    (problem,) = brought(desk, table)["problems"]

    assert said in problem["what"]
    assert 'under "Rating" and "Evidence": CSV!G' in problem["fix"]


@pytest.mark.parametrize(("form", "ending"), [(as_csv, "csv"), (as_ods, "ods"), (as_xls, "xls")])
def test_a_card_as_it_was_sent_is_blank_in_every_form(
    desk: Shell, blank: Path, form: Callable[[bytes], bytes], ending: str
) -> None:
    saved = blank.with_name(f"card.{ending}")
    saved.write_bytes(form(blank.read_bytes()))

    assert (brought(desk, saved)["state"], brought(desk, saved)["notes"]) == ("blank", [])


def sort_names(_: Workbook, sheet: Worksheet) -> None:
    """Sort names and descriptions, and leave keys and boxes where they are."""
    boxes = [[cell.value for cell in sheet[row][RATING - 1 :]] for row in ROWS]
    permute(sheet, list(ROWS), 2)
    for row, values in zip(ROWS, boxes, strict=True):
        for column, value in enumerate(values, start=RATING):
            sheet.cell(row, column).value = value


def test_where_rows_were_sorted_it_is_shown_what_was_taken_and_the_interviewer_is_asked(
    desk: Shell, blank: Path, tmp_path: Path
) -> None:
    card = filled(blank, coding=(1, "Slow."), debugging=(4, "Quick, and calm."))
    spoilt = changed(card, sort_names)

    said = desk.ok("scorecard", "import", str(spoilt), "--reply", str(tmp_path / "replies"))

    rows = {row["name"]: row for row in read_json(desk, "scorecard", "show", "S-1")["ratings"]}
    taken = [f'{name}: {row["level"]} ("{row["evidence"]}")' for name, row in rows.items()]
    assert "the rows were sorted without their hidden keys" in said
    assert "ratings now stand beside other competencies: compare them with their evidence" in said
    assert f"note: it was taken so: {'; '.join(taken)}; overall recommendation: yes" in said
    assert "hiring scorecard show S-1" in said
    (question,) = (tmp_path / "replies").iterdir()
    assert question.name.startswith("bo-sample_S-1_question-")
    mail = message_from_bytes(question.read_bytes(), policy=policy.default)
    assert "A question about your scorecard" in mail["Subject"]
    assert mail["To"] == "Bo Sample <bo@example.org>"
    assert [line[2:] for line in mail.get_content().splitlines() if line[:1] == "-"] == [
        *taken,
        "overall recommendation: yes",
    ]
    assert [draft["kind"] for draft in read_json(desk, "scorecard", "drafts")] == ["reply"]


def struck(text: str, then: str = "") -> CellRichText:
    return CellRichText(TextBlock(InlineFont(strike=True), text), then)


def strike(_: Workbook, sheet: Any) -> None:
    """Strike a rating, an evidence text, and a part of another one through."""
    for place in ("G7", "H8"):
        sheet[place].font = Font(name="Calibri", strike=True)
    sheet["H9"].value = struck("Never asked.", " Drew it.")
    sheet["H10"].value = struck("All of it.")


def test_what_is_struck_through_is_taken_and_told(desk: Shell, card: Path) -> None:
    one = brought(desk, changed(card, strike))

    assert one["state"] == "recorded"
    assert one["notes"] == [
        "Scorecard!G7 is struck through; it was taken as it stands",
        "Scorecard!H8 is struck through; it was taken as it stands",
        'Scorecard!H9: "Never asked." is struck through; the text was taken with it',
        "Scorecard!H10 is struck through; it was taken as it stands",
    ]


@pytest.mark.parametrize(("gone", "left"), [("2", " 3"), ("not", " assessed"), ("3 ", "- good")])
def test_a_rating_of_which_a_part_is_struck_through_is_refused(
    desk: Shell, card: Path, gone: str, left: str
) -> None:
    spoilt = changed(card, lambda _, sheet: put(sheet, "G7", struck(gone, left)))

    (problem,) = brought(desk, spoilt)["problems"]

    assert f'"{gone.strip()}" is struck through' in problem["what"]
    assert "Scorecard!G7" in problem["where"]


def one_row_down(_: Workbook, sheet: Any) -> None:
    sheet.unmerge_cells(f"B{LAST + 1}:H{LAST + 1}")
    for row in reversed(ROWS):
        for column in (RATING, EVIDENCE):
            sheet.cell(row + 1, column).value = sheet.cell(row, column).value
    for column in (RATING, EVIDENCE):
        sheet.cell(OVERALL + 1, column).value = sheet.cell(OVERALL, column).value
        sheet.cell(OVERALL, column).value = sheet.cell(FIRST, column).value = None


def test_answers_that_slipped_one_row_down_are_never_to_be_deleted(desk: Shell, card: Path) -> None:
    problems = brought(desk, changed(card, one_row_down))["problems"]

    (stray,) = [one for one in problems if "G11" in one["where"]]
    assert 'a rating stands beside "Last of all' in stray["what"]
    assert "if all answers slipped one row down, move them up" in stray["fix"]
    assert not any("delete" in problem["fix"] for problem in problems)


@pytest.mark.parametrize("row", [LAST, LAST + 1])
def test_a_recommendation_in_another_row_is_told_where_it_belongs(
    desk: Shell, card: Path, row: int
) -> None:
    def misplace(_: Workbook, sheet: Any) -> None:
        sheet.unmerge_cells(f"B{LAST + 1}:H{LAST + 1}")
        put(sheet, f"G{row}", "yes")
        put(sheet, f"G{OVERALL}", None)

    problems = brought(desk, changed(card, misplace))["problems"]

    (there,) = [one for one in problems if f"G{row}" in one["where"]]
    assert "Scorecard!G12" in there["fix"]


@pytest.mark.parametrize("cells", ["B7:B8", "A8:B8"])
def test_a_name_that_was_merged_away_is_named_by_its_cell(
    desk: Shell, card: Path, cells: str
) -> None:
    spoilt = changed(card, lambda _, sheet: sheet.merge_cells(cells))

    (problem,) = brought(desk, spoilt)["problems"]

    assert "name is missing at Scorecard!B8 (merged or deleted?)" in problem["what"]
    assert "unmerge the cells and write" in problem["fix"]


def halves(book: Workbook, sheet: Any) -> None:
    other: Any = book.copy_worksheet(sheet)
    other.title = "Rest"
    for row in (*ROWS, OVERALL):
        for column in (RATING, EVIDENCE):
            half = sheet if row < ROWS[2] else other
            half.cell(row, column).value = None


def test_of_two_half_filled_copies_none_is_to_be_deleted(desk: Shell, card: Path) -> None:
    (problem,) = brought(desk, changed(card, halves))["problems"]

    assert 'Scorecard!G7 (empty) and Rest!G7 "3"' in problem["what"]
    assert problem["fix"].startswith("bring the answers that count together on one sheet")


def swap_heads(_: Workbook, sheet: Any) -> None:
    for column, head in ((RATING, "Evidence: what was said"), (EVIDENCE, "Rating")):
        sheet.cell(HEADER, column).value = head


def one_column_on(_: Workbook, sheet: Any) -> None:
    for row in (*ROWS, OVERALL):
        for column in (EVIDENCE, RATING):
            sheet.cell(row, column + 1).value = sheet.cell(row, column).value
        sheet.cell(row, RATING).value = None


def levels_as_evidence(_: Workbook, sheet: Any) -> None:
    for row in ROWS:
        sheet.cell(row, EVIDENCE).value = "3"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (swap_heads, "evidence under Rating: were the columns swapped?"),
        (one_column_on, "ratings stand under Evidence, and nothing under Rating"),
        (levels_as_evidence, "there are only ratings under Evidence"),
    ],
)
def test_levels_are_never_taken_for_evidence(
    desk: Shell, card: Path, change: Change, said: str
) -> None:
    one = brought(desk, changed(card, change), "--allow-partial")

    (problem,) = one["problems"]
    assert said in problem["what"]
    assert "write each rating under Rating" in problem["fix"]


def test_two_cards_in_one_file_are_told_apart_by_their_cells(desk: Shell, tmp_path: Path) -> None:
    planned(desk, "Bo Sample", "Cy Sample")
    bo, cy = map(filled, sent(desk, tmp_path / "cards"))
    theirs = openpyxl.load_workbook(cy).worksheets[0]

    def take_over(_: Workbook, sheet: Any) -> None:
        for column in range(1, EVIDENCE + 1):
            sheet.cell(FIRST + 1, column).value = theirs.cell(FIRST + 1, column).value

    spoilt = changed(bo, take_over)

    (problem,) = brought(desk, spoilt)["problems"]

    mine = "Scorecard!H3, Scorecard!G7, Scorecard!G9, Scorecard!G10, Scorecard!G12"
    assert problem["what"] == (
        f"it mixes different cards: S-1 (C-1) at {mine} and rows of S-2 (C-1) at Scorecard!G8"
    )
    assert "rows at Scorecard!G8" in check(str(spoilt)).stderr


def test_a_renamed_competency_makes_no_stranger_of_the_kit(desk: Shell, card: Path) -> None:
    one = brought(desk, changed(card, lambda _, sheet: put(sheet, "B8", "Humour")))

    assert one["state"] == "refused"
    assert one["notes"] == ["text outside the boxes at Scorecard!B8 was not read: Humour"]


def test_a_formula_without_any_result_is_an_empty_box(desk: Shell, card: Path) -> None:
    def calculate(parts: dict[str, bytes]) -> None:
        box = rb'<c r="G7"( s="[0-9]+")?[^>]*>.*?</c>'
        formula = rb'<c r="G7"\1 t="str"><f>IF(TRUE,"","")</f><v> </v></c>'
        parts[SHEET], count = re.subn(box, formula, parts[SHEET], count=1)
        assert count == 1

    spoilt = card.with_name("spoilt.xlsx")
    spoilt.write_bytes(with_parts(card.read_bytes(), calculate))

    one = brought(desk, spoilt)

    assert "has evidence but no rating" in one["problems"][0]["what"]
    assert one["notes"] == []


def test_a_second_column_of_ratings_is_told_once(desk: Shell, card: Path) -> None:
    def put_in(_: Workbook, sheet: Any) -> None:
        sheet.insert_cols(EVIDENCE)
        put(sheet, "H6", "Rating 2")
        put(sheet, "H7", 3)

    one = brought(desk, changed(card, put_in))

    assert "headed alike" in one["problems"][0]["what"]
    assert one["notes"] == []


def test_of_an_appended_text_the_added_end_is_shown(desk: Shell, card: Path) -> None:
    def append(_: Workbook, sheet: Any) -> None:
        put(sheet, "B8", f"{sheet['B8'].value}\nBo: she asked for a hint.")

    (note,) = brought(desk, changed(card, append))["notes"]

    assert note.endswith("B8 was not read: …Bo: she asked for a hint.")


@pytest.mark.parametrize("command", ["import", "check"])
def test_where_there_is_nothing_to_read_the_command_says_what_it_left_out_and_fails(
    desk: Shell, tmp_path: Path, command: str
) -> None:
    folder = tmp_path / "back"
    folder.mkdir()
    (folder / ".card.xlsx").write_bytes(b"PK")

    result = desk("scorecard", command, str(folder))

    assert result.exit_code == 1
    assert "there is no file to read" in result.stderr
    assert "(.card.xlsx)" in result.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("card.xlsx", b"P", "the file is empty or cut off"),
        ("card.xlsx", bytes(5_000), "the file is empty"),
        ("card.xls", None, "the file is not complete"),
    ],
)
def test_a_file_that_came_in_part_is_told_so(
    desk: Shell, card: Path, name: str, content: bytes | None, said: str
) -> None:
    raw = as_xls(card.read_bytes())
    spoilt = card.with_name(name)
    for cut in (content,) if content else (raw[:600], raw[: len(raw) // 2], raw[:-600]):
        spoilt.write_bytes(cut)

        (problem,) = brought(desk, spoilt)["problems"]

        assert said in problem["what"]
        assert "sent once more" in problem["fix"]
