"""What the fuzzer found, each as small as it gets, and what must come of it now."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from hiring.documents.sheets import old_excel, ooxml, plain_xml
from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import MAIN, a_cell, a_row, a_sheet, an_ods, an_xlsx, content
from tests.fuzz.targets import workbook_of

if TYPE_CHECKING:
    from hiring.documents.sheets.book import Book

ROW = '<row r="1"><c r="A1"><v>3</v></c></row>'
MERGED = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
MARGIN = "<headerFooter><oddFooter>HS1-</oddFooter></headerFooter>"


def by_parser(sheet: str, monkeypatch: pytest.MonkeyPatch) -> Book:
    with monkeypatch.context() as without:
        without.setattr(ooxml, "take_sheet", lambda _: None)
        return open_book(an_xlsx(sheet), name="card.xlsx")


@pytest.mark.parametrize(
    "after",
    [
        '<sheetData ><row r="9"><c r="A9"><v>1</v></c></row></sheetData >',
        f"<extLst>{MERGED}</extLst>",
        '<x a="/>">' + MERGED + "</x>",
        '<mergeCell ref="A1:B2"/>',
        '<mergeCells><mergeCell\nref="A1:B2"/></mergeCells>',
        MERGED.replace("<mergeCells", '<mergeCells xmlns="x"'),
        f"<customSheetViews><customSheetView>{MARGIN}</customSheetView></customSheetViews>",
        MARGIN + MARGIN,
        MARGIN.replace("<headerFooter", '<headerFooter xmlns="x"'),
        f"<?x {MERGED}?>",
    ],
)
def test_what_stands_around_the_rows_means_the_same_to_the_quick_way_and_the_parser(
    after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = a_sheet(ROW, after)

    assert open_book(an_xlsx(sheet), name="card.xlsx") == by_parser(sheet, monkeypatch)


def test_what_programs_write_around_the_rows_is_still_taken_the_quick_way() -> None:
    before = '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    after = f'<sheetProtection sheet="1"/>{MERGED}<pageMargins left="1"/>{MARGIN}'
    sheet = a_sheet(ROW, after).replace("<sheetData>", f"{before}<sheetData>", 1)

    plain = plain_xml.take_sheet(sheet.encode())

    assert plain is not None
    assert plain.merged == ["A1:B2"]
    assert plain.margins == ["HS1-"]


@pytest.mark.parametrize("text", ["a\r&#10;b", "a\r\n\rb", "a&#13;\nb"])
def test_line_ends_are_those_of_the_parser(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'

    quick = open_book(an_xlsx(a_sheet(row)), name="card.xlsx")

    assert quick == by_parser(a_sheet(row), monkeypatch)


@pytest.mark.parametrize("encoding", ["no-such", "utf-7", "iso-8859-1"])
def test_an_encoding_named_after_many_blanks_is_refused_like_any_other(encoding: str) -> None:
    declared = f'<?xml version="1.0"{" " * 300}encoding="{encoding}"?>'

    for raw in (
        an_xlsx(declared + a_sheet(ROW)),
        an_ods("", styles_xml=f"{declared}<x/>"),
        an_xlsx(a_sheet(ROW), strings=f"{declared}<sst {MAIN}/>"),
    ):
        with pytest.raises(InvalidFileError, match="not written in UTF-8"):
            open_book(raw, name="card.xlsx")


def test_a_truth_value_that_is_neither_is_refused_in_a_flat_sheet_too() -> None:
    cell = a_cell(office__value_type="boolean", office__boolean_value="maybe")
    table = f'<table:table table:name="S">{a_row(cell)}</table:table>'

    for raw in (an_ods(a_row(cell)), content(table).encode()):
        with pytest.raises(InvalidFileError, match="cannot be read"):
            open_book(raw, name="card.ods")


def test_styles_that_are_not_where_the_zip_says_are_refused_when_they_are_asked_for() -> None:
    sheet = a_sheet('<row r="1"><c r="A1" s="1"><v>3</v></c></row>')
    whole = workbook_of(sheet.encode() + b"\0\0\0\0<styleSheet/>")
    entry = whole.index(b"xl/styles.xml") - 30
    broken = whole[:entry] + b"XX" + whole[entry + 2 :]

    with pytest.raises(InvalidFileError, match=r"xl/styles\.xml is not where the file says"):
        open_book(broken, name="card.xlsx")


@pytest.mark.parametrize("since_1904", [False, True])
def test_a_day_after_the_last_of_the_calendar_is_left_as_a_number(
    since_1904: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = 2_957_003 if since_1904 else 2_958_465
    cells = [(0, 0, 3, float(last), False), (1, 0, 3, float(last + 1), False)]
    sheet = {"name": "S", "cells": cells, "merged": [], "margins": "", "remarks": [], "pictures": 0}
    sheet["hidden"] = False
    sheet["struck"] = []
    said = {"sheets": [sheet], "properties": [], "since_1904": since_1904}
    monkeypatch.setattr(old_excel, "_said_of", lambda _: json.dumps(said).encode())

    (read,) = old_excel.read(b"", name="card.xls").sheets

    assert [found.value for found in read.cells.values()] == [
        datetime(9999, 12, 31),  # noqa: DTZ001 - a cell's date has no zone
        last + 1,
    ]
