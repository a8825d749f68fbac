"""Spreadsheets for tests: made by openpyxl, by hand as zips of XML, and by LibreOffice."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.comments import Comment

if TYPE_CHECKING:
    from pathlib import Path

    from hiring.documents.sheets.book import Book

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
SPACES = f'{_SPACES} xmlns:calcext="{_CALC}"'
LETTERS = 'Said "no" & <left>, \u05d0\u05d1 \U0001f600\n\n two  spaces '


def zipped(parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", packing) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return raw.getvalue()


def an_xlsx(sheet: str, *, beside: dict[str, str] | None = None, **more: str) -> bytes:
    """Make the smallest workbook around a worksheet, with parts that it refers to by their kind."""
    relations = "".join(
        f'<Relationship Id="b{number}" Type="{OFFICE}/{kind}" Target="../{kind}{number}.xml"/>'
        for number, kind in enumerate(beside or {})
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook {MAIN}><sheets><sheet xmlns:r="{OFFICE}" name="S" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/sharedStrings.xml": more.get("strings", f"<sst {MAIN}/>"),
    }
    for number, (kind, part) in enumerate((beside or {}).items()):
        parts[f"xl/{kind}{number}.xml"] = part
    return zipped(parts)


def a_sheet(rows: str, after: str = "") -> str:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>"


def content(tables: str) -> str:
    """Make the content of an OpenDocument spreadsheet."""
    return (
        f"<office:document-content {SPACES}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def an_ods(rows: str, **parts: str) -> bytes:
    """Make an OpenDocument spreadsheet of one sheet, with more parts."""
    table = f'<table:table table:name="S">{rows}</table:table>'
    more = {name.replace("_", "."): part for name, part in parts.items()}
    return zipped({"mimetype": SPREADSHEET, "content.xml": content(table), **more})


def a_row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def a_cell(words: str = "", **attributes: str) -> str:
    said = "".join(
        f' {key.replace("__", ":").replace("_", "-")}="{v}"' for key, v in attributes.items()
    )
    return f"<table:table-cell{said}>{words}</table:table-cell>"


def a_filled_book() -> bytes:
    """Make a workbook with a value of each kind, and with what stands beside values."""
    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "Answers"
    for address, value in (
        ("A1", "Rating"),
        ("B1", "Evidence"),
        ("A2", 3),
        ("B2", LETTERS),
        ("A3", 2.5),
        ("A4", True),
        ("A5", "=1+2"),
        ("A6", "=1/0"),
        ("A7", '="a"&"b"'),
        ("B9", "0123"),
        ("AA40", "far away"),
    ):
        first[address] = value
    first["A8"] = datetime(2026, 3, 4)  # noqa: DTZ001 - a cell's date has no zone
    first["A8"].number_format = "dd/mm/yyyy"
    first.merge_cells("B4:C6")
    first["B4"] = "merged"
    first["C1"].comment = Comment("Ask again\nabout scale.", "Ivo")
    first.oddFooter.left.text = "Ada Example - HS1-REFERENCE"
    second = book.create_sheet("Second")
    second["A1"] = "x"
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def converted(soffice: str, folder: Path, raw: bytes, kind: str) -> bytes:
    """Have LibreOffice save a workbook as another kind."""
    (folder / "book.xlsx").write_bytes(raw)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            str(folder / "book.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / f"book.{kind.partition(':')[0]}").read_bytes()


def values_of(book: Book, place: int = 0) -> dict[str, object]:
    return {str(at): found.value for at, found in book.sheets[place].cells.items()}
