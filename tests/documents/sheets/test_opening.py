from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from hiring.documents.sheets.opening import open_book
from hiring.errors import InvalidFileError
from tests.documents.sheets.books import (
    SPREADSHEET,
    a_cell,
    a_filled_book,
    a_row,
    a_sheet,
    an_ods,
    an_xlsx,
    converted,
    values_of,
    zipped,
)

if TYPE_CHECKING:
    from pathlib import Path

AN_XLSX = an_xlsx(a_sheet('<row r="1"><c r="A1"><v>3</v></c></row>'))
AN_ODS = an_ods(a_row(a_cell("<text:p>3</text:p>")))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 632


def refusal(raw: bytes, name: str = "card.xlsx") -> str:
    with pytest.raises(InvalidFileError) as refused:
        open_book(raw, name=name)
    (problem,) = refused.value.problems
    assert problem.where == name
    assert problem.fix
    return problem.what + problem.fix


@pytest.mark.parametrize(
    ("raw", "name", "note"),
    [
        (AN_XLSX, "card.xlsx", None),
        (AN_XLSX, "card.XLSM", None),
        (AN_XLSX, "card", None),
        (AN_XLSX, "card.docx", None),
        (AN_XLSX, "card.xls", "it is an Excel workbook (.xlsx), though it is named .xls"),
        (AN_ODS, "card.xlsx", "it is an OpenDocument spreadsheet (.ods), though it is named .xlsx"),
        (b"Rating,Evidence\n", "card.txt", None),
        (b"Rating,Evidence\n", "a b.xlsx", "it is a text table (CSV), though it is named .xlsx"),
    ],
)
def test_content_and_not_the_name_says_what_a_file_is(
    raw: bytes, name: str, note: str | None
) -> None:
    book = open_book(raw, name=name)

    assert book.sheets[0].cells
    assert book.notes == ((note,) if note else ())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (AN_XLSX[:-40], "not completely downloaded"),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), "remove the password"),
        (OLE + "WordDocument\0".encode("utf-16-le"), "old Word document"),
        (OLE + "PowerPoint Document\0".encode("utf-16-le"), "PowerPoint"),
        (OLE + " Workbook\0".encode("utf-16-le"), "old Office file"),
        (OLE, "old Office file"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xef\xbb\xbf <!DOCTYPE HTML><p>", "a web page"),
        (b"<table><tr><td>3</td></tr></table>", "a web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web archive"),
        (b"<?xml version='1.0'?><Workbook/>", "an XML file"),
        (
            b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "XML Spreadsheet 2003",
        ),
        (b"\x00\x01\x02", "another kind"),
        (b"\x1f\x8b\x08 gzip", "another kind"),
        (zipped({"word/document.xml": ""}), "a Word document"),
        (zipped({"ppt/presentation.xml": ""}), "PowerPoint"),
        (zipped({"xl/workbook.bin": ""}), ".xlsb"),
        (zipped({"Index/Document.iwa": ""}), "Numbers"),
        (zipped({"mimetype": "application/epub+zip"}), "no workbook"),
        (zipped({"mimetype": "x" * 600}), "no workbook"),
        (zipped({"mimetype": SPREADSHEET}, zipfile.ZIP_BZIP2), "no workbook"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "the kind 'text'"),
        (zipped({"a.xlsx": "", "b.xlsx": ""}), "unpack it"),
        (zipped({}), "zip archive"),
        (b"PK" + b"x" * (17 << 20), "far too big"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_called_what_it_is(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


@pytest.mark.parametrize(("size", "packing"), [(3, zipfile.ZIP_STORED), (3, zipfile.ZIP_DEFLATED)])
def test_a_mimetype_that_cannot_be_unpacked_is_no_workbook(size: int, packing: int) -> None:
    raw = bytearray(zipped({"mimetype": SPREADSHEET}, packing))
    raw[:size] = b"\x00" * size

    assert refusal(b"PK" + bytes(raw))


def theirs(raw: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)["Answers"]
    return {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def a_struck_book() -> bytes:
    """Strike a number, a text, and a part of a third cell through."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for address, value in (("A1", 3), ("A2", "gone"), ("A4", "stays"), ("B1", 2)):
        sheet[address] = value
        sheet[address].font = Font(name="Calibri", strike=address[1] < "4" and address[0] == "A")
    struck = TextBlock(InlineFont(strike=True), "half of it")
    sheet["A3"] = CellRichText("Here is ", struck, " left")
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


@pytest.mark.office
@pytest.mark.process
def test_what_is_struck_through_is_known_in_every_kind_that_libreoffice_saves(
    soffice: str, tmp_path: Path
) -> None:
    raw = a_struck_book()
    whole = {"A1": "3", "A2": "gone"}
    part = {"A3": "half of it"}
    kinds = {"xlsx:Calc MS Excel 2007 XML": part, "ods": part, "fods": part, "xls": {}}

    for kind, in_part in kinds.items():
        name = f"book.{kind.partition(':')[0]}"
        book = open_book(converted(soffice, tmp_path, raw, kind), name=name)

        found = {str(at): text for at, text in book.sheets[0].struck.items()}
        assert found == {**whole, **in_part}, kind


@pytest.mark.office
@pytest.mark.process
def test_every_kind_that_libreoffice_saves_says_the_same(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("office")
    raw = a_filled_book()
    xlsx = converted(soffice, folder, raw, "xlsx:Calc MS Excel 2007 XML")
    expected = open_book(xlsx, name="book.xlsx")
    first = expected.sheets[0]
    words = "csv:Text - txt - csv (StarCalc):44,34,76,1"

    assert {**values_of(expected), "B2": None} == {**theirs(xlsx), "B2": None}
    assert first.cells[next(at for at in first.cells if str(at) == "A6")].formula
    for kind in ("ods", "fods", "xls"):
        book = open_book(converted(soffice, folder, raw, kind), name=f"book.{kind}")
        assert [sheet.name for sheet in book.sheets] == ["Answers", "Second"]
        assert book.sheets[0].cells == first.cells, kind
        assert set(book.sheets[0].merged) == set(first.merged)
        assert [str(at) for at, _ in book.sheets[0].remarks] == ["C1"]
        assert "about scale" in book.sheets[0].remarks[0][1]
        seen = book.sheets[0].margins + "".join(book.properties)
        assert "HS1-REFERENCE" in seen
        assert book.notes == ()
    table = open_book(converted(soffice, folder, raw, words), name="book.csv")
    assert values_of(table)["B2"] == values_of(expected)["B2"]
    assert values_of(table)["A6"] == "#DIV/0!"
    assert values_of(table)["AA40"] == "far away"
