from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.documents import cell_text, excel
from hiring.documents.scorecard import card, measure, shelves, write
from hiring.documents.sheets.book import At
from hiring.documents.sheets.ooxml import open_workbook
from hiring.domain.filled_card import described, digest
from hiring.domain.language import Language
from hiring.languages import load_language
from tests.documents.cards import FIRST_ROW, REFERENCE, a_row, a_sheet, columns, fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.views.papers import ScorecardSheet


def the_book(sheet: ScorecardSheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write(sheet)))


def the_card(sheet: ScorecardSheet) -> Worksheet:
    return the_book(sheet)["Scorecard"]


def texts_on(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def footer_of(sheet: Worksheet) -> str:
    footer: Any = sheet.oddFooter
    return str(footer.left.text)


def test_the_same_card_is_the_same_file_on_any_day() -> None:
    first = write(a_sheet())
    card._template.cache_clear()

    assert write(a_sheet()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert b"1980-01-01" in archive.read("docProps/core.xml")


def test_cards_of_one_step_share_all_but_what_is_personal() -> None:
    one = a_sheet(candidate="Ada Example", rows=(a_row("coding"),))
    other = replace(one, candidate="Bo Beispiel", rows=(a_row("coding", key="00000000.coding"),))

    assert "Ada" not in "".join(texts_on(the_card(other)))
    assert "00000000.coding" in texts_on(the_card(other))
    assert "00000000.coding" not in texts_on(the_card(one))


def test_an_interviewer_sees_who_is_interviewed_by_whom_when_and_for_what() -> None:
    texts = texts_on(the_card(a_sheet()))

    assert "Scorecard: Ada Example" in texts
    assert "Ada Example\nC-12" in texts
    assert "Machine learning engineer\nMLE-1" in texts
    assert "Problem framing\nI-3" in texts
    assert "Ivo Interviewer" in texts
    assert "Tue 24 November 2026\n14:00 CET" in texts
    assert "60 min" in texts
    assert REFERENCE in texts


def test_a_blind_card_shows_the_code_and_nothing_else_of_the_person() -> None:
    book = the_book(a_sheet(candidate="C-12", candidate_code=""))

    assert book["Scorecard"]["B1"].value == "Scorecard: C-12"
    assert book["Scorecard"]["B3"].value == "C-12"
    assert footer_of(book["Scorecard"]) == f"C-12, Problem framing: {REFERENCE}"
    assert book.properties.title == "Scorecard: C-12, Problem framing"


def test_cards_of_one_step_may_be_blind_and_open_side_by_side() -> None:
    opened = write(a_sheet())
    blind = write(a_sheet(candidate="C-12", candidate_code=""))

    assert write(a_sheet()) == opened
    parts = zipfile.ZipFile(io.BytesIO(blind))
    assert not any(b"Ada" in parts.read(name) for name in parts.namelist())


def test_a_german_card_is_german_throughout() -> None:
    german = load_language("de")
    book = the_book(a_sheet(language=german))
    sheet = book["Bewertungsbogen"]
    lists = {str(v.sqref): v for v in sheet.data_validations.dataValidation}

    assert book.sheetnames == ["Bewertungsbogen", "Leitfaden", "_hiring"]
    assert book.properties.language == "de"
    assert [cell.value for cell in sheet[FIRST_ROW - 1]][1:] == [
        "Kompetenz",
        "1 schwach",
        "2 in Ordnung",
        "3 stark",
        "4 herausragend",
        "Bewertung",
        "Belege: was gesagt oder getan wurde",
    ]
    assert sheet["F3"].value == "Di, 24. November 2026\n14:00 Uhr CET"
    assert lists["G11"].formula1 == '"klares Ja,Ja,Nein,klares Nein,kein Urteil"'
    assert lists["G7 G8 G9"].error == (
        "Bitte wählen Sie aus der Liste: 1, 2, 3, 4, nicht beurteilt."
    )
    assert sheet["F5"].hyperlink.location == "'Leitfaden'!A1"
    footer: Any = sheet.oddFooter
    assert footer.right.text == "Seite &P von &N"


def test_no_fixed_text_of_a_card_is_left_in_english() -> None:
    english, german = load_language("en"), load_language("de")
    empty = dict.fromkeys(("purpose", "brief", "company", "job_title"), "")
    sheet = a_sheet(
        language=german,
        rows=(a_row(definition="", questions=(), avoid=()),),
        interviewer="Ivo",
        **empty,
    )
    spoken = "\n".join(
        text
        for page in the_book(sheet).worksheets
        for text in texts_on(page)
        if page.title != "_hiring"
    )

    alike = {text for _, text in german.texts}
    for key, text in english.texts:
        if len(text) > len("overall") and "{" not in text and text not in alike:
            assert not re.search(rf"\b{re.escape(text)}\b", spoken), key


def test_words_with_quotes_stay_words_in_the_formula() -> None:
    english = load_language("en")
    texts = {**dict(english.texts), "status.complete": 'All "done"'}
    sheet = the_card(a_sheet(language=Language("xx", tuple(texts.items()))))

    assert ',"All ""done""",' in str(sheet["B5"].value)
    rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert ['$B5="All ""done"""'] in [rule.formula for rule in rules]


@pytest.mark.parametrize(("paper", "number"), [("A4", "9"), ("letter", "1")])
def test_a_card_is_set_up_for_the_paper_of_the_country(paper: str, number: str) -> None:
    book = the_book(a_sheet(paper=paper))

    assert [str(book[name].page_setup.paperSize) for name in ("Scorecard", "Interview kit")] == [
        number,
        number,
    ]


def test_a_card_says_of_itself_what_it_asks() -> None:
    rows = (a_row("coding"), a_row("sql", anchors=("a", "b", "c")))
    hidden = the_book(a_sheet(rows=rows, language=load_language("de")))["_hiring"]

    lines = [[cell.value for cell in row if cell.value] for row in hidden.iter_rows()]
    assert lines[:5] == [
        ["format", "hiring-scorecard-2"],
        ["reference", REFERENCE],
        ["card", "S-9"],
        ["interview", "I-3"],
        ["language", "de"],
    ]
    said = " ".join(str(line[1]) for line in lines if line[0] == "texts").split()
    assert digest("1 schwach") in said
    assert digest("Ada Example\nC-12") in said
    assert digest("1 weak") not in said
    assert ["word", "rating", "Bewertung"] in lines
    assert ["word", "not_assessed", "nicht beurteilt"] in lines
    assert ["word", "strong_yes", "klares Ja"] in lines
    assert lines[-3:] == [
        ["row", rows[0].key, "Coding", "4", described(rows[0].anchors)],
        ["row", rows[1].key, "Sql", "3", described(("a", "b", "c"))],
        ["overall", a_sheet().overall_key],
    ]


def test_a_name_that_looks_like_an_escape_is_whole_in_the_properties() -> None:
    assert the_book(a_sheet(candidate="_x0041_")).properties.title == (
        "Scorecard: _x0041_, Problem framing"
    )


def test_a_name_and_its_definition_share_the_room_of_one_cell() -> None:
    rows = (a_row(name="n" * 30_000, definition="d" * 30_000),)

    shown = str(the_card(a_sheet(rows=rows))["B7"].value)
    assert len(shown) == 32_767
    assert shown.endswith("[cut here: a cell holds 32,767 characters]")


def test_a_name_that_fills_its_cell_leaves_no_room_for_the_definition() -> None:
    shown = str(the_card(a_sheet(rows=(a_row(name="n" * 40_000),)))["B7"].value)

    assert len(shown) == 32_767


def test_an_interview_without_a_date_says_so() -> None:
    assert "not yet arranged" in texts_on(the_card(a_sheet(starts_at=None)))


def test_each_level_is_described_beside_its_rating() -> None:
    sheet = the_card(a_sheet())

    header = [cell.value for cell in sheet[FIRST_ROW - 1]][1:]
    first = [cell.value and str(cell.value) for cell in sheet[FIRST_ROW]]
    assert header == [
        "Competency",
        "1 weak",
        "2 ok",
        "3 strong",
        "4 exceptional",
        "Rating",
        "Evidence: what was said or done",
    ]
    assert str(first[1]).startswith("Ml framing\nTurns a business need")
    assert [str(text).strip() for text in first[2:6]] == list(a_row().anchors)
    assert first[6:] == [None, None]


def test_a_rubric_with_five_levels_has_five_columns_and_choices() -> None:
    anchors = ("a", "b", "c", "d", "e")
    sheet = the_card(a_sheet(rows=(a_row(anchors=anchors), a_row("coding"))))

    header = [cell.value for cell in sheet[FIRST_ROW - 1]]
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert header[2:8] == ["1", "2", "3", "4", "5", "Rating"]
    assert lists["H7"] == '"1,2,3,4,5,not assessed"'
    assert lists["H8"] == '"1,2,3,4,not assessed"'
    assert sheet["C10"].value == "strong no\nI would argue against hiring."
    assert sheet["F10"].value == "strong yes\nI would argue for hiring this person."
    assert sheet["G10"].value is None


def test_a_rating_is_chosen_from_a_list() -> None:
    sheet = the_card(a_sheet())

    lists = {str(v.sqref): v for v in sheet.data_validations.dataValidation}
    assert lists["G7 G8 G9"].formula1 == '"1,2,3,4,not assessed"'
    assert lists["G7 G8 G9"].prompt.startswith("1 weak, 2 ok, 3 strong, 4 exceptional.")
    assert lists["G11"].formula1 == '"strong yes,yes,no,strong no,no decision"'
    assert all(choice.showErrorMessage for choice in lists.values())


def test_only_the_cells_to_fill_are_unlocked() -> None:
    book = the_book(a_sheet())
    rating, evidence = columns(book["Scorecard"])

    open_cells = {
        (sheet.title, cell.row, cell.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    rows = (7, 8, 9, 11)
    assert open_cells == {("Scorecard", row, c) for row in rows for c in (rating, evidence)}
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns
        assert not sheet.protection.formatRows


def test_evidence_is_a_text_cell() -> None:
    sheet = the_card(a_sheet())
    _, evidence = columns(sheet)

    assert {sheet.cell(row, evidence).number_format for row in (7, 8, 9, 11)} == {"@"}


def test_rows_grow_with_the_evidence() -> None:
    with zipfile.ZipFile(io.BytesIO(write(a_sheet()))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()

    for row in (7, 8, 9, 11):
        line = re.search(rf'<row r="{row}"[^>]*>', xml)
        assert line is not None
        assert 'ht="' in line[0]
        assert "customHeight" not in line[0]


def test_the_overall_recommendation_is_asked_last_and_never_counted() -> None:
    sheet = the_card(a_sheet())

    assert sheet["B10"].value.startswith("Last of all, when every row above is written.")
    assert sheet["B10"].value.endswith("It is asked last, shown at the debrief, and never counted.")
    assert sheet["A11"].value.endswith("._overall")
    assert sheet["B11"].value.startswith("Overall recommendation\n")
    assert sheet["B11"].value.endswith("no decision\nI saw too little to tell.")
    assert sheet["C11"].value.startswith("strong no")
    assert sheet["F11"].value.startswith("strong yes")


@pytest.mark.parametrize(
    ("competencies", "words"),
    [
        (("coding",), "1 of 1 ratings, 1 evidence text, overall recommendation still missing"),
        (
            ("coding", "sql"),
            "2 of 2 ratings, 2 evidence texts, overall recommendation still missing",
        ),
    ],
)
def test_an_empty_card_says_what_is_missing_even_where_nothing_calculates(
    competencies: tuple[str, ...], words: str
) -> None:
    raw = write(a_sheet(rows=tuple(a_row(c) for c in competencies)))

    shown = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)["Scorecard"]["B5"]
    formula = openpyxl.load_workbook(io.BytesIO(raw))["Scorecard"]["B5"]
    assert shown.value == words
    assert formula.data_type == "f"
    assert "Complete - save and send back" in formula.value


def test_the_card_carries_its_reference_in_every_place_a_program_may_keep() -> None:
    with zipfile.ZipFile(io.BytesIO(write(a_sheet()))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}

    carried = {name for name, xml in parts.items() if REFERENCE in xml}
    assert carried == {
        "docProps/core.xml",
        "docProps/custom.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet3.xml",
    }
    assert f"Ada Example, Problem framing: {REFERENCE}" in parts["xl/worksheets/sheet1.xml"]


def test_the_hidden_parts_are_hidden() -> None:
    book = the_book(a_sheet())

    assert book.sheetnames == ["Scorecard", "Interview kit", "_hiring"]
    assert book["_hiring"].sheet_state == "hidden"
    assert book["Scorecard"].column_dimensions["A"].hidden
    assert book["Scorecard"].print_area == "'Scorecard'!$B$1:$H$11"


def test_a_long_card_prints_its_header_on_every_page_and_stays_in_sight() -> None:
    sheet = the_card(a_sheet())

    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "C7"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)


def test_the_kit_says_what_to_ask_and_what_answers_contain() -> None:
    kit = "\n".join(texts_on(the_book(a_sheet())["Interview kit"]))

    assert "Not for the candidate" in kit
    assert "Purpose:  Sees how the candidate turns a vague wish" in kit
    assert "Brief:  Play the head of customer support." in kit
    assert "about 16 for each of the 3 competencies" in kit
    assert "1. Use AI to cut our waiting times." in kit
    assert "Who acts on it?" in kit
    assert "Asks about the decision first." in kit
    assert "Proposes a model in the first minute." in kit
    assert "Do not ask\n\u2013  Riddles." in kit


def test_the_kit_says_how_the_ratings_will_be_used() -> None:
    kit = "\n".join(texts_on(the_book(a_sheet())["Interview kit"]))

    assert "One interviewer, one vote" in kit
    assert "counts only with evidence" in kit
    assert "never averaged" in kit
    assert "before you talk with anybody about the candidate" in kit


def test_a_kit_without_questions_or_brief_leaves_them_out() -> None:
    bare = a_row(questions=(), avoid=())
    kit = "\n".join(texts_on(the_book(a_sheet(rows=(bare,), brief=""))["Interview kit"]))

    assert "Ask, then probe" not in kit
    assert "Do not ask" not in kit
    assert "Brief" not in kit
    assert "50 to ask" in kit


def test_the_time_box_of_a_take_home_is_the_candidates_time() -> None:
    kit = texts_on(the_book(a_sheet(step_format="take-home", minutes=90))["Interview kit"])

    assert "Time box:  90 minutes of the candidate's time (take-home)." in kit


def test_a_long_kit_begins_a_competency_on_a_new_page() -> None:
    rows = tuple(a_row(f"skill-{n}", questions=a_row().questions * 4) for n in range(4))
    kit = the_book(a_sheet(rows=rows))["Interview kit"]

    breaks = [found.id for found in kit.row_breaks.brk]
    assert breaks
    assert all(str(kit.cell(row + 1, 2).value).startswith("Skill") for row in breaks)


def test_a_card_holds_nothing_of_others_of_pay_or_of_the_bars() -> None:
    book = the_book(a_sheet())

    words = " ".join(text for sheet in book.worksheets for text in texts_on(sheet)).casefold()
    assert not re.search(r"\b(salary|pay|bars?|hypothes\w*|threshold|votes? of)\b", words)


def test_a_name_with_an_ampersand_prints_whole() -> None:
    sheet = the_card(a_sheet(candidate="Ben & Jerry"))

    assert "Ben && Jerry" in footer_of(sheet)


def test_a_long_name_leaves_the_reference_whole_in_the_footer() -> None:
    footer = footer_of(the_card(a_sheet(candidate="Ann " * 100)))

    assert footer.endswith(f"…: {REFERENCE}")
    assert len(footer) < 200


@pytest.mark.parametrize(
    "text",
    ["=1+1", "#N/A", "@SUM(A1)", "+49 30", "_x0041_", "<b> & ]]>", "~hiring-3f9c1b7e:x~", "''"],
)
def test_no_text_becomes_a_formula_an_error_or_markup(text: str) -> None:
    sheet = a_sheet(
        candidate=text,
        interviewer=text,
        purpose=text,
        rows=(a_row(name=text, definition=text, anchors=(text,) * 4, avoid=(text,)),),
    )

    book = open_workbook(write(sheet), name="card.xlsx")
    card_sheet = book.sheets[0]
    assert card_sheet.text(1, 2) == f"Scorecard: {text}"
    assert card_sheet.text(3, 5) == text
    assert card_sheet.text(4, 2) == text
    assert card_sheet.text(FIRST_ROW, 2) == f"{text}\n{text}"
    assert card_sheet.text(FIRST_ROW, 3).strip() == text
    formulas = [c for row in the_card(sheet).iter_rows() for c in row if c.data_type == "f"]
    assert [cell.coordinate for cell in formulas] == ["B5"]


@settings(max_examples=30, deadline=None)
@given(text=st.text(min_size=1, max_size=60))
def test_any_purpose_can_be_written_and_read_back(text: str) -> None:
    book = open_workbook(write(a_sheet(purpose=text, rows=(a_row(),))), name="card.xlsx")

    assert book.sheets[0].text(4, 2) == cleaned(text)


def cleaned(text: str) -> str:
    kept = cell_text.plain(text)
    return re.sub(r"[\x7f-\x9f]", "", kept)


def test_what_a_cell_cannot_hold_is_shown_as_such() -> None:
    assert cell_text.plain("a\x00b\ud800c\ufffe") == "a\ufffdb\ufffdc\ufffd"
    assert cell_text.plain("one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


@pytest.mark.parametrize("letter", ["a", "\U0001f600"])
def test_text_that_is_too_long_for_a_cell_is_cut_with_a_mark(letter: str) -> None:
    fits = letter * (32_767 // len(letter.encode("utf-16-le")) * 2)

    cut = cell_text.plain(fits + letter * 2)
    assert cell_text.plain(fits) == fits
    assert cut.endswith("[cut here: a cell holds 32,767 characters]")
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767


def test_empty_text_leaves_an_empty_cell() -> None:
    cell: Any = openpyxl.Workbook().worksheets[0]["A1"]

    excel.put_text(cell, "")

    assert not cell.value
    assert cell.data_type != "s"


def test_a_cached_value_without_its_formula_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="A1 holds no formula"):
        excel.parts_of(openpyxl.Workbook(), cached={(1, "A1"): "x"})


def test_addresses_are_written_as_excel_does() -> None:
    assert str(At(7, 3)) == "C7"
    assert str(At(1, 16_384)) == "XFD1"


def test_long_words_and_wide_letters_make_a_row_higher() -> None:
    narrow = measure.height_of("a" * 60, width=80, size=10)
    assert measure.height_of("a" * 600, width=80, size=10) > narrow
    assert measure.height_of("\u6f22" * 60, width=80, size=10) > narrow


def test_text_of_nothing_but_spaces_is_kept() -> None:
    book = openpyxl.Workbook()
    cell: Any = book.worksheets[0]["A1"]
    excel.put_text(cell, "  ")

    parts = excel.parts_of(book, cached={})
    assert b'<t xml:space="preserve">  </t>' in parts["xl/worksheets/sheet1.xml"]


def test_filling_a_card_in_changes_only_what_is_filled() -> None:
    raw = write(a_sheet())

    before = texts_on(the_card(a_sheet()))
    filled = openpyxl.load_workbook(io.BytesIO(fill(raw, {"ml-framing": (3, "=1+1")})))
    assert set(texts_on(filled["Scorecard"])) - set(before) == {"3", "=1+1"}


@pytest.mark.process
@pytest.mark.parametrize(
    ("wanted", "needless"),
    [
        ("write", "hiring.documents.scorecard.filled"),
        ("write", "openpyxl"),
        ("read", "openpyxl"),
    ],
)
def test_one_half_does_not_load_what_the_other_needs(wanted: str, needless: str) -> None:
    code = f"import sys; from hiring.documents.scorecard import {wanted}; print(*sys.modules)"

    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "hiring.documents.scorecard" in loaded
    assert needless not in loaded


def test_the_scorecard_has_two_halves_and_no_more() -> None:
    import hiring.documents.scorecard as package

    with pytest.raises(AttributeError, match="no attribute 'rate'"):
        _ = package.rate


def test_what_the_cards_of_a_step_share_is_kept_for_the_next_run(tmp_path: Path) -> None:
    shelf = tmp_path / "cache" / "cards"
    plain = write(a_sheet())
    card._template.cache_clear()

    first = write(a_sheet(), shelf=shelf)
    (kept,) = shelf.iterdir()
    card._template.cache_clear()
    said = kept.read_text().partition("\n")[2].replace("Brief", "Kept").encode()
    shelves.keep(shelf, kept.name, json.loads(said))
    again = write(a_sheet(), shelf=shelf)
    card._template.cache_clear()

    assert first == plain
    assert "Kept:" in "".join(texts_on(openpyxl.load_workbook(io.BytesIO(again))["Interview kit"]))
    assert not re.search("Ada|Ivo|HS1-|C-12|S-9", kept.read_text())


DAMAGES: dict[str, Callable[[str], str]] = {
    "emptied": lambda _: "",
    "cut short": lambda whole: whole[:-1],
    "without its digest": lambda whole: whole.partition("\n")[2],
    "another mark": lambda whole: whole.replace('"reference"', '"nosuchmark"'),
    "one part alone": lambda _: '{"x": ["garbage"]}',
    "one part alone below the digest": lambda whole: whole[:65] + '{"x": ["garbage"]}',
    "one letter": lambda whole: whole[:5000] + chr(ord(whole[5000]) ^ 1) + whole[5001:],
    "one letter of the digest": lambda whole: chr(ord(whole[0]) ^ 1) + whole[1:],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_was_kept_and_damaged_is_drawn_again(tmp_path: Path, damage: str) -> None:
    first = write(a_sheet(), shelf=tmp_path)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_text()
    kept.write_text(DAMAGES[damage](whole))
    assert kept.read_text() != whole
    card._template.cache_clear()

    assert write(a_sheet(), shelf=tmp_path) == first
    assert kept.read_text() == whole
    card._template.cache_clear()


def test_a_place_where_nothing_can_be_kept_stops_no_card(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    card._template.cache_clear()

    assert write(a_sheet(), shelf=tmp_path / "file") == write(a_sheet())


def test_only_what_was_drawn_last_is_kept(tmp_path: Path) -> None:
    for number in range(60):
        shelves.keep(tmp_path, f"{number}.json", {"a": ["b"]})
        os.utime(tmp_path / f"{number}.json", (number, number))

    shelves.keep(tmp_path, "new.json", {"a": ["b"]})
    kept = {path.stem for path in tmp_path.iterdir()}
    assert len(kept) == 50
    assert {"new", "59"} <= kept
    assert shelves.find(tmp_path, "0.json") is None
    assert shelves._age(tmp_path / "gone") == 0
