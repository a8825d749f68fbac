from __future__ import annotations

import io
import subprocess
import tracemalloc
import zipfile
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hiring.documents.scorecard import read, write
from hiring.documents.sheets import package
from hiring.documents.sheets.book import clean
from hiring.documents.sheets.ooxml import open_workbook
from hiring.documents.sheets.opening import open_book
from hiring.domain.reference import normal
from hiring.errors import InvalidFileError
from tests.documents.cards import (
    OVERALL_KEY,
    REFERENCE,
    a_row,
    a_sheet,
    columns,
    fill,
    saved,
)
from tests.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.domain.filled_card import FilledCard
    from hiring.errors import Problem

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_DAY = datetime(2026, 3, 4)  # noqa: DTZ001 - a cell's date has no zone
LATER = datetime(2030, 3, 5)  # noqa: DTZ001 - the same
ANSWERS = {
    "ml-framing": (3, "Asked who acts on it."),
    "ml-evaluation": ("not assessed", ""),
    "communication": (2, "Explained leakage twice.\nThe second time it was clear."),
}


def a_filled_card() -> bytes:
    return fill(write(a_sheet()), ANSWERS, overall="yes", note="A second look at production.")


def changed(change: Callable[[openpyxl.Workbook, Worksheet], object]) -> bytes:
    """Change a filled card as somebody might who does not know what holds it together."""
    book = openpyxl.load_workbook(io.BytesIO(a_filled_card()), rich_text=True)
    change(book, book["Scorecard"])
    return saved(book)


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    try:
        return read(raw, name="card.xlsx", vocabulary=WORDS).problems
    except InvalidFileError as refused:
        return refused.problems


def answers_of(card: FilledCard) -> dict[str, tuple[object, str]]:
    return {row.name: (row.rating, row.evidence) for row in card.rows}


def zipped(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return raw.getvalue()


def a_book(sheet: str, *, namespace: str = MAIN, **more: str) -> bytes:
    """Make the smallest workbook around the XML of one sheet's rows."""
    sheets = f'<sheet xmlns:r="{OFFICE}" name="S" sheetId="1" r:id="r1"/>'
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in (
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
            ("r3", "styles", "styles.xml"),
        )
        if key != "r2" or "strings" in more
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f"<workbook {namespace}>{more.get('settings', '')}"
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/worksheets/sheet1.xml": more.get("whole")
        or f"<worksheet {namespace}><sheetData>{sheet}</sheetData></worksheet>",
    }
    if "strings" in more:
        parts["xl/sharedStrings.xml"] = f"<sst {namespace}>{more['strings']}</sst>"
    if "styles" in more:
        parts["xl/styles.xml"] = more["styles"]
    return zipped(parts)


def values_in(raw: bytes) -> list[object]:
    return [found.value for found in open_workbook(raw, name="b.xlsx").sheets[0].cells.values()]


def test_a_filled_card_says_what_the_interviewer_wrote() -> None:
    card = read(a_filled_card(), name="card.xlsx", vocabulary=WORDS)

    assert answers_of(card) == {
        "Ml framing": (3, "Asked who acts on it."),
        "Ml evaluation": ("not assessed", ""),
        "Communication": (2, "Explained leakage twice.\nThe second time it was clear."),
    }
    assert [row.key for row in card.rows] == [row.key for row in a_sheet().rows]
    assert (card.rows[0].rating_cell, card.rows[0].evidence_cell) == (
        "Scorecard!G7",
        "Scorecard!H7",
    )
    assert (card.overall, card.overall_key) == ("yes", OVERALL_KEY)
    assert card.overall_cell == "Scorecard!G11"
    assert card.overall_note == "A second look at production."
    assert card.references == (REFERENCE,)


def test_an_empty_card_is_read_as_empty_and_not_judged() -> None:
    card = read(write(a_sheet()), name="card.xlsx", vocabulary=WORDS)

    assert set(answers_of(card).values()) == {(None, "")}
    assert card.overall is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rating=st.one_of(
        st.none(), st.integers(-9, 9), st.sampled_from(["3 - strong", "=1+1", "#N/A"])
    ),
    evidence=st.text(max_size=80),
    note=st.text(max_size=40),
)
def test_what_is_put_in_comes_back(rating: object, evidence: str, note: str) -> None:
    raw = fill(write(a_sheet()), {"ml-framing": (rating, evidence)}, overall="no", note=note)

    card = read(raw, name="card.xlsx", vocabulary=WORDS)
    assert card.rows[0].rating == rating
    assert card.rows[0].evidence == as_kept(evidence)
    assert card.overall_note == as_kept(note)


def as_kept(text: str) -> str:
    shown = "".join(c if c in "\t\n\r" or c >= " " else "\ufffd" for c in text)
    lossless = shown.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")
    safe = "".join(
        "\ufffd" if "\ud800" <= c <= "\udfff" or c in "\ufffe\uffff" else c for c in lossless
    )
    return clean(safe)


def rename(_: openpyxl.Workbook, card: Worksheet) -> None:
    card.title = "Ada, Monday"


def reorder(book: openpyxl.Workbook, card: Worksheet) -> None:
    book.move_sheet(card, 2)
    book.create_sheet("Notes", 0)["A1"] = "Rating and Evidence are elsewhere"


def lose_the_hidden_sheet(book: openpyxl.Workbook, _: Worksheet) -> None:
    del book["_hiring"]


def insert_a_column(_: openpyxl.Workbook, card: Worksheet) -> None:
    card.insert_cols(3)


def insert_rows(_: openpyxl.Workbook, card: Worksheet) -> None:
    for cells in tuple(card.merged_cells.ranges):
        card.unmerge_cells(str(cells))  # Excel moves them, openpyxl does not
    card.insert_rows(8)
    card.insert_rows(2)


def move_the_keys(_: openpyxl.Workbook, card: Worksheet) -> None:
    for row in range(7, 12):
        card.cell(row, 12).value = card.cell(row, 1).value
        card.cell(row, 1).value = None


def write_over_the_banner(_: openpyxl.Workbook, card: Worksheet) -> None:
    card["C2"] = "Rating of the mood"
    card["H8"] = "Rating and evidence agree."


def add_an_empty_copy(book: openpyxl.Workbook, card: Worksheet) -> None:
    copy = book.copy_worksheet(card)
    for row in range(7, 12):
        copy.cell(row, 7).value = copy.cell(row, 8).value = None
    book.move_sheet(copy, -3)


@pytest.mark.parametrize(
    "change",
    [
        rename,
        reorder,
        lose_the_hidden_sheet,
        insert_a_column,
        insert_rows,
        move_the_keys,
        add_an_empty_copy,
        lambda book, card: book.copy_worksheet(card),
    ],
)
def test_a_card_that_was_rearranged_says_the_same(
    change: Callable[[openpyxl.Workbook, Worksheet], object],
) -> None:
    card = read(changed(change), name="card.xlsx", vocabulary=WORDS)

    assert answers_of(card) == answers_of(read(a_filled_card(), name="card.xlsx", vocabulary=WORDS))
    assert card.overall == "yes"
    assert card.references == (REFERENCE,)


def test_evidence_that_begins_like_a_header_is_no_header() -> None:
    card = read(changed(write_over_the_banner), name="card.xlsx", vocabulary=WORDS)

    assert card.rows[1].evidence == "Rating and evidence agree."
    assert card.rows[2].rating == 2


def test_sorted_rows_keep_key_and_name_apart_for_the_workflow_to_see() -> None:
    def sort_what_is_shown(_: openpyxl.Workbook, card: Worksheet) -> None:
        for column in range(2, 9):
            first, third = card.cell(7, column), card.cell(9, column)
            first.value, third.value = third.value, first.value

    card = read(changed(sort_what_is_shown), name="card.xlsx", vocabulary=WORDS)
    assert (card.rows[0].key or "").endswith(".ml-framing")
    assert card.rows[0].name == "Communication"


def test_without_the_key_column_rows_are_known_by_name() -> None:
    card = read(changed(lambda _, card: card.delete_cols(1)), name="card.xlsx", vocabulary=WORDS)

    assert answers_of(card) == answers_of(read(a_filled_card(), name="card.xlsx", vocabulary=WORDS))
    assert {row.key for row in card.rows} == {None}
    assert (card.overall, card.overall_key) == ("yes", None)
    assert card.overall_note == "A second look at production."


def test_a_card_without_its_last_row_has_no_recommendation() -> None:
    card = read(changed(lambda _, card: card.delete_rows(11)), name="card.xlsx", vocabulary=WORDS)

    assert (card.overall, card.overall_key, card.overall_cell) == (None, None, "")
    assert len(card.rows) == 3


def test_references_are_collected_wherever_they_stand() -> None:
    def paste_another(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["K1"] = "hs1-00000000000000000000000000"
        card["K2"] = REFERENCE.lower()

    found = read(changed(paste_another), name="card.xlsx", vocabulary=WORDS).references
    assert {normal(text) for text in found} == {normal(REFERENCE), "0" * 26}


def test_merged_answers_are_refused_with_their_range() -> None:
    def merge(_: openpyxl.Workbook, card: Worksheet) -> None:
        card.merge_cells("G7:G8")
        card.merge_cells("F9:G9")
        card.merge_cells("H9:I9")  # hides no answer

    found = problems_of(changed(merge))
    assert [problem.where for problem in found] == [
        "card.xlsx, Scorecard!G7",
        "card.xlsx, Scorecard!G9",
    ]
    assert "G7:G8" in found[0].what
    assert "unmerge" in found[0].fix


def test_a_formula_nobody_calculated_is_refused() -> None:
    def calculate(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["G7"] = "=1+2"
        card["H9"] = '="a"&"b"'

    found = problems_of(changed(calculate))
    assert [problem.where for problem in found] == [
        "card.xlsx, Scorecard!G7",
        "card.xlsx, Scorecard!H9",
    ]
    assert "save it once" in found[0].fix


def test_a_row_that_stands_twice_is_refused_with_all_other_problems() -> None:
    def repeat(_: openpyxl.Workbook, card: Worksheet) -> None:
        for column in range(1, 9):
            card.cell(13, column).value = card.cell(7, column).value
        card["G13"] = 1
        card["G8"] = "=1+2"

    found = problems_of(changed(repeat))
    assert '"Ml framing" stands twice, in rows 7 and 13.' in found[0].what
    assert found[0].where == "card.xlsx, Scorecard!G13"
    assert len(found) == 2


def test_two_sheets_with_different_answers_are_refused() -> None:
    def copy(book: openpyxl.Workbook, card: Worksheet) -> None:
        other = book.copy_worksheet(card)
        other["G7"] = 1

    (found,) = problems_of(changed(copy))
    assert "'Scorecard' and 'Scorecard Copy' hold different answers" in found.what


def test_a_translated_header_is_refused_with_the_words_that_are_needed() -> None:
    def translate(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["G6"] = "Évaluation"

    (found,) = problems_of(changed(translate))
    assert found.where == "card.xlsx, Scorecard!A7"
    assert '"Rating" and "Evidence", or "Bewertung" and "Belege"' in found.fix


def test_another_workbook_is_no_scorecard() -> None:
    (found,) = problems_of(saved(openpyxl.Workbook()))

    assert found.what == "no scorecard was found in this workbook."


def test_a_header_that_names_no_competency_gives_rows_without_names() -> None:
    def unname(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["B6"] = "Skill"

    card = read(changed(unname), name="card.xlsx", vocabulary=WORDS)
    assert {row.name for row in card.rows} == {""}
    assert card.rows[0].rating == 3


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 632


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (a_filled_card()[:-900], "not completely downloaded"),
        (a_filled_card()[:300], "not completely downloaded"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "remove the password"),
        (OLE + "Workbook\0".encode("utf-16-le"), "old Excel workbook (.xls) could not be read"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "old Word document"),
        (OLE, "old Office file"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><p>", "a web page"),
        (b"<table><tr>", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML file"),
        ("Rating,Évidence".encode("cp1252"), "CSV UTF-8"),
        (b"\x00\x01\x02", "another kind"),
        (zipped({"word/document.xml": ""}), "a Word document"),
        (zipped({"ppt/presentation.xml": ""}), "PowerPoint"),
        (zipped({"xl/workbook.bin": ""}), ".xlsb"),
        (zipped({"Index/Document.iwa": ""}), "Numbers"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "damaged"),
        (zipped({"mimetype": "application/epub+zip"}), "no workbook"),
        (zipped({"a.xlsx": "", "b.xlsx": ""}), "zip archive"),
        (zipped({}), "zip archive"),
    ],
)
def test_a_file_that_is_no_workbook_is_called_what_it_is(raw: bytes, words: str) -> None:
    (found,) = problems_of(raw)

    assert words in str(found)
    assert found.where == "card.xlsx"
    assert found.fix


def with_part(name: str, part: str | bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_filled_card())) as old, zipfile.ZipFile(raw, "w", 8) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return raw.getvalue()


def without_part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(a_filled_card())) as old:
        return zipped({entry: old.read(entry) for entry in old.namelist() if entry != name})


def a_locked_zip() -> bytes:
    raw = bytearray(a_filled_card())
    place = raw.rfind(b"PK\x01\x02")
    raw[place + 8] |= 1
    return bytes(raw)


def a_twice_named_zip() -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/workbook.xm2", "<b/>")
    return raw.getvalue().replace(b"workbook.xm2", b"workbook.xml")


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
DEEP = "<worksheet>" + "<a>" * 45_000 + "</a>" * 45_000 + "</worksheet>"
ROWS = f"<worksheet {MAIN}><sheetData>{'<row/>' * 200_000}</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (with_part("xl/big.xml", b" " * (package.MOST_PART_BYTES + 1)), "far too big"),
        (
            zipped({f"xl/{n}.bin": b"\x00" * package.MOST_PART_BYTES for n in range(9)}),
            "far too big",
        ),
        (with_part("xl/worksheets/sheet1.xml", ROWS), "far too big"),
        (zipped({f"xl/{n}.xml": "" for n in range(401)}), "401 parts"),
        (with_part("xl/workbook.xml", BOMB), "declares a document type"),
        (with_part("docProps/core.xml", BOMB), "declares a document type"),
        (with_part("xl/workbook.xml", BOMB.encode("utf-16")), "not written in UTF-8"),
        (
            with_part("xl/workbook.xml", b'<?xml version="1.0" encoding="utf-7"?><a/>'),
            "not written in UTF-8",
        ),
        (with_part("xl/workbook.xml", "<workbook"), "damaged"),
        (with_part("xl/worksheets/sheet1.xml", b"<a>\xff</a>"), "damaged"),
        (with_part("xl/worksheets/sheet1.xml", "<a>\x01</a>"), "damaged"),
        (without_part("xl/worksheets/sheet1.xml"), "damaged"),
        (without_part("xl/workbook.xml"), "damaged"),
        (without_part("xl/_rels/workbook.xml.rels"), "no sheets"),
        (with_part("xl/workbook.xml", f"<workbook {MAIN}/>"), "no sheets"),
        (a_locked_zip(), "remove the password"),
        (a_twice_named_zip(), "there twice"),
        (zipped({"xl/workbook.xml": "<a/>"}, zipfile.ZIP_LZMA), "compressed in a way"),
        (a_book('<row r="999999999"><c><v>1</v></c></row>'), "no row"),
        (a_book('<row><c r="ZZZZ1"><v>1</v></c></row>'), "no cell"),
        (a_book('<row><c r="XFE1"><v>1</v></c></row>'), "no cell"),
        (a_book('<row><c r="G0"><v>1</v></c></row>'), "no cell"),
        (a_book('<row><c t="s"><v>7</v></c></row>', strings="<si><t>a</t></si>"), "damaged"),
        (a_book("<row><c><v>three</v></c></row>"), "damaged"),
    ],
)
def test_a_damaged_or_hostile_file_is_refused_at_once(raw: bytes, words: str) -> None:
    tracemalloc.start()
    began = perf_counter()
    (found,) = problems_of(raw)
    took, (_, peak) = perf_counter() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert words in str(found)
    assert found.where == "card.xlsx"
    assert took < 2
    assert peak < 64 << 20


def test_an_entry_that_cannot_be_unpacked_is_refused() -> None:
    raw = bytearray(zipped({"xl/workbook.xml": "<a>" + "b" * 500 + "</a>"}))
    start = raw.find(b"workbook.xml") + len("workbook.xml")
    raw[start : start + 4] = b"\xff\xff\xff\xff"

    (found,) = problems_of(bytes(raw))
    assert "damaged" in found.what


def test_a_deeply_nested_file_is_read_or_refused_without_a_crash() -> None:
    (found,) = problems_of(with_part("xl/worksheets/sheet1.xml", DEEP))

    assert found.what == "no scorecard was found in this workbook."


def test_one_value_in_the_farthest_cell_costs_nothing() -> None:
    def write_far_away(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["XFD1048576"] = "lost"
        card.merge_cells("J20:J21")

    raw = changed(write_far_away).replace(b"J20:J21", b"A1:XFD9")
    began = perf_counter()
    card = read(raw, name="card.xlsx", vocabulary=WORDS)

    assert card.rows[0].rating == 3
    assert perf_counter() - began < 1


def test_a_merged_range_over_everything_is_named_and_not_walked() -> None:
    rows = (
        '<row><c t="inlineStr"><is><t>Rating</t></is></c>'
        '<c t="inlineStr"><is><t>Evidence</t></is></c></row>'
        '<row><c><v>3</v></c><c/><c t="inlineStr"><is><t>0123abcd.coding</t></is></c></row>'
    )
    sheet = (
        f"<worksheet {MAIN}><sheetData>{rows}</sheetData>"
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="Z1"/></mergeCells></worksheet>'
    )

    (found,) = problems_of(a_book("", whole=sheet))
    assert "A1:XFD1048576" in found.what


def test_values_are_read_as_they_were_typed() -> None:
    cells = (
        '<row r="2"><c r="A2" t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        '<c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#DIV/0!</v></c>'
        "<c><v>3</v></c><c><v>3.5</v></c><c><v>1e999</v></c>"
        '<c t="str"><f>A1</f><v>x_x000D_y</v></c><c t="d"><v>2026-11-24</v></c>'
        '<c t="inlineStr"/><c t="str"><f>A1</f></c><c/></row>'
        "<row><c><v>7</v></c></row>"
    )
    strings = "<si><t>plain</t></si><si><r><t>rich </t></r><r><rPr/><t>text</t></r></si>"

    values = values_in(a_book(cells, strings=strings))
    assert values == [
        "plain",
        "rich text",
        True,
        False,
        "#DIV/0!",
        3,
        3.5,
        float("inf"),
        "x\ny",
        "2026-11-24",
        7,
    ]
    assert isinstance(values[5], int)


@pytest.mark.parametrize(
    ("settings_", "moment"), [("", A_DAY), ('<workbookPr date1904="1"/>', None)]
)
def test_a_rating_that_became_a_date_is_shown_as_a_date(
    settings_: str, moment: datetime | None
) -> None:
    styles = (
        f"<styleSheet {MAIN}><numFmts><numFmt numFmtId='170' formatCode='dd/mm'/>"
        "<numFmt numFmtId='171' formatCode='\"day\" 0'/></numFmts>"
        "<cellXfs><xf/><xf numFmtId='170'/><xf numFmtId='171'/><xf numFmtId='14'/></cellXfs>"
        "</styleSheet>"
    )
    cells = "".join(f'<c s="{style}"><v>46085</v></c>' for style in range(5))

    values = values_in(a_book(f"<row>{cells}</row>", styles=styles, settings=settings_))
    shown = moment or LATER
    assert values == [46085, shown, 46085, shown, 46085]


@pytest.mark.parametrize("styles", ["<styleSheet", "<a><cellXfs><xf numFmtId='x'/></cellXfs></a>"])
def test_broken_styles_do_not_matter(styles: str) -> None:
    assert values_in(a_book('<row><c s="1"><v>3</v></c></row>', styles=styles)) == [3]


def test_strict_open_xml_is_read_too() -> None:
    assert values_in(a_book("<row><c><v>3</v></c></row>", namespace=STRICT)) == [3]


def test_truth_values_and_moments_are_evidence_as_text() -> None:
    def mistype(_book: openpyxl.Workbook, card: Worksheet) -> None:
        _, evidence = columns(card)
        for row, value in ((7, True), (8, 42), (9, A_DAY)):
            cell: Any = card.cell(row, evidence)
            cell.value = value
            cell.number_format = "General" if row < 9 else "dd/mm/yyyy"

    card = read(changed(mistype), name="card.xlsx", vocabulary=WORDS)
    assert [row.evidence for row in card.rows] == ["TRUE", "42", "2026-03-04 00:00:00"]


def test_escapes_of_control_characters_are_decoded_and_dropped() -> None:
    raw = a_book('<row><c t="inlineStr"><is><t>a_x0007_b_xD83D__xDE00__xD800_</t></is></c></row>')

    (cell,) = open_workbook(raw, name="b.xlsx").sheets[0].cells.values()
    assert cell.text == "ab\U0001f600\ufffd"


def test_our_reader_agrees_with_openpyxl() -> None:
    raw = a_filled_card()

    theirs = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
    for sheet in open_workbook(raw, name="card.xlsx").sheets:
        expected = {
            cell.coordinate: cell.value
            for row in theirs[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        ours = {str(at): found.value for at, found in sheet.cells.items() if not found.uncomputed}
        assert ours == expected


@pytest.mark.office
@pytest.mark.parametrize(
    ("answers", "overall", "status"),
    [
        (ANSWERS, "yes", "Complete - save and send back"),
        (
            {"ml-framing": (3, "")},
            None,
            "2 of 3 ratings, 3 evidence texts, overall recommendation still missing",
        ),
        ({**ANSWERS, "communication": (2, " ")}, "no", "1 evidence text still missing"),
        ({**ANSWERS, "communication": (None, "x")}, "no", "1 of 3 ratings still missing"),
    ],
)
def test_libreoffice_opens_saves_and_prints_a_card(
    soffice: str,
    tmp_path: Path,
    answers: dict[str, tuple[object, str]],
    overall: str | None,
    status: str,
) -> None:
    text = '=1+1 "quoted" \U0001f600\n+49 30 \u05d0\u05d1 0123'
    raw = fill(write(a_sheet()), answers, overall=overall, note=text)
    (tmp_path / "card.xlsx").write_bytes(raw)

    for kind in ("xlsx:Calc MS Excel 2007 XML", "pdf"):
        converted(soffice, tmp_path, kind)

    again = (tmp_path / "out" / "card.xlsx").read_bytes()
    before, after = (
        read(raw, name="card.xlsx", vocabulary=WORDS),
        read(again, name="card.xlsx", vocabulary=WORDS),
    )
    assert after == before
    assert after.overall_note == text
    shown = openpyxl.load_workbook(io.BytesIO(again), data_only=True)["Scorecard"]["B5"].value
    assert shown == status
    assert (tmp_path / "out" / "card.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.office
@pytest.mark.parametrize(
    ("kind", "words"),
    [("ods", ".ods"), ("xls", ".xls"), ("csv:Text - txt - csv (StarCalc):44,34,76,1", "CSV")],
)
def test_a_card_that_libreoffice_saved_as_something_else_is_named(
    soffice: str, tmp_path: Path, kind: str, words: str
) -> None:
    (tmp_path / "card.xlsx").write_bytes(a_filled_card())

    converted(soffice, tmp_path, kind)

    again = (tmp_path / "out" / f"card.{kind[:3]}").read_bytes()
    card = read(again, name="card.xlsx", vocabulary=WORDS)
    expected = answers_of(read(a_filled_card(), name="card.xlsx", vocabulary=WORDS))
    assert {name: (str(rating), said) for name, (rating, said) in answers_of(card).items()} == {
        name: (str(rating), said) for name, (rating, said) in expected.items()
    }
    assert card.references == (REFERENCE,)
    (note,) = open_book(again, name="card.xlsx").notes
    assert words in note
    assert "though it is named .xlsx" in note


def converted(soffice: str, folder: Path, kind: str) -> None:
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            str(folder / "card.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


def test_a_second_rubric_row_with_other_levels_is_read_alike() -> None:
    sheet = a_sheet(rows=(a_row("coding", anchors=("a", "b", "c", "d", "e")), a_row("sql")))

    card = read(
        fill(write(sheet), {"coding": (5, "x"), "sql": (1, "y")}),
        name="card.xlsx",
        vocabulary=WORDS,
    )
    assert [(row.rating, row.evidence) for row in card.rows] == [(5, "x"), (1, "y")]


@pytest.mark.parametrize("error", ["#VALUE!", "#DIV/0!", "#NAME?"])
def test_words_that_became_a_formula_error_are_no_evidence(error: str) -> None:
    def spoil(_book: openpyxl.Workbook, card: Worksheet) -> None:
        _, evidence = columns(card)
        card.cell(7, evidence).value = error

    (problem,) = problems_of(changed(spoil))

    assert error in problem.what
    assert "begins with =" in problem.fix
    assert "Scorecard!" in problem.where


def insert_row(card: Worksheet, row: int) -> None:
    """Insert a row as a spreadsheet does; openpyxl leaves merged ranges where they were."""
    for block in list(card.merged_cells.ranges):
        card.unmerge_cells(str(block))
    card.insert_rows(row)


def test_a_rated_row_that_was_put_in_is_refused_by_its_name() -> None:
    def put_in(_book: openpyxl.Workbook, card: Worksheet) -> None:
        rating, evidence = columns(card)
        insert_row(card, 8)
        card.cell(8, 2).value = "My own criterion"
        card.cell(8, rating).value = 4
        card.cell(8, evidence).value = "Wrote a poem."

    card = read(changed(put_in), name="card.xlsx", vocabulary=WORDS)
    (found,) = [row for row in card.rows if row.key is None]

    assert (found.name, found.rating, found.rating_cell) == (
        "My own criterion",
        4,
        "Scorecard!G8",
    )


def test_a_rated_row_without_any_name_is_refused() -> None:
    def put_in(_book: openpyxl.Workbook, card: Worksheet) -> None:
        rating, _ = columns(card)
        insert_row(card, 8)
        card.cell(8, rating).value = 4

    (problem,) = problems_of(changed(put_in))

    assert "a rating stands in a row without a competency" in problem.what
    assert problem.where.endswith("8")


@pytest.mark.parametrize("row", [8, 11])
def test_a_row_of_the_card_that_lost_its_own_key_is_still_found(row: int) -> None:
    card = read(
        changed(lambda _book, sheet: sheet.__setitem__(f"A{row}", None)),
        name="card.xlsx",
        vocabulary=WORDS,
    )

    assert answers_of(card) == answers_of(read(a_filled_card(), name="card.xlsx", vocabulary=WORDS))
    assert [one.name for one in card.rows if one.key is None] == (
        ["Ml evaluation"] if row == 8 else []
    )
    assert (card.overall_key is None) is (row == 11)


def test_an_empty_row_that_was_put_in_does_no_harm() -> None:
    card = read(
        changed(lambda _book, sheet: insert_row(sheet, 8)), name="card.xlsx", vocabulary=WORDS
    )

    assert [row.rating for row in card.rows] == [3, "not assessed", 2]


@pytest.mark.parametrize(
    ("value", "note"),
    [
        (0.001, 'Scorecard!H7: a program made "0.001" of what was written; look whether it is'),
        (True, 'Scorecard!H7: a program made "TRUE" of what was written; look whether it is'),
    ],
)
def test_evidence_that_may_not_be_what_was_written_is_pointed_out(value: object, note: str) -> None:
    def write_over(_: openpyxl.Workbook, card: Worksheet) -> None:
        card["H7"] = value  # type: ignore[assignment]

    (found,) = read(changed(write_over), name="card.xlsx", vocabulary=WORDS).notes

    assert found.startswith(note)


@pytest.mark.parametrize("text", ["x" * 32_767, "x" + "\U0001f600" * 16_383])
def test_evidence_as_long_as_a_cell_can_be_may_be_cut_and_is_refused(text: str) -> None:
    (problem,) = problems_of(changed(lambda _, card: card.__setitem__("H7", text)))

    assert problem.where == "card.xlsx, Scorecard!H7"
    assert "32,767 letters, and programs cut it off there" in problem.what


@pytest.mark.parametrize("text", ["x" * 32_766, "x" * 32_768, "\U0001f600" * 16_383])
def test_long_evidence_that_is_whole_is_taken_without_a_word(text: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(changed(lambda _, card: card.__setitem__("H7", "MARK"))))
    raw = zipped({n: parts.read(n).replace(b"MARK", text.encode()) for n in parts.namelist()})

    assert read(raw, name="card.xlsx", vocabulary=WORDS).notes == ()
