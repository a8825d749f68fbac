"""A filled card as other programs keep it: OpenDocument, text, old Excel, and no spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import openpyxl

from tests.hostile.archives import packed
from tests.hostile.old_files import container, xls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE = (
    f'xmlns:office="{_OFFICE}office:1.0" xmlns:table="{_OFFICE}table:1.0" '
    f'xmlns:text="{_OFFICE}text:1.0" office:version="1.3"'
)
_MANIFEST = f'xmlns:manifest="{_OFFICE}manifest:1.0"'
_PROTECTED = '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="x"/>'


def as_xls(
    card: bytes, *, password: bool = False, more: Sequence[tuple[int, int, str | float]] = ()
) -> bytes:
    """Give a filled card as Excel 97 keeps it, with more cells on its first sheet."""
    sheets = dict(_cells_by_sheet(card))
    next(iter(sheets.values())).extend(more)
    return xls(sheets, password=password)


def as_csv(card: bytes) -> bytes:
    """Give the first sheet of a filled card as text, hidden columns and all, as LibreOffice."""
    sheet = openpyxl.load_workbook(io.BytesIO(card)).worksheets[0]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in sheet.iter_rows(values_only=True):
        writer.writerow("" if value is None else value for value in row)
    return out.getvalue().encode()


def as_ods(card: bytes, *, after: str = "", password: bool = False) -> bytes:
    """Give a filled card as OpenDocument; `after` is put below the rows of its first sheet."""
    tables = [_table(name, cells) for name, cells in _cells_by_sheet(card)]
    tables[0] = tables[0].replace("</table:table>", f"{after}</table:table>")
    content = (
        f"<office:document-content {_TABLE}><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    secret = _PROTECTED if password else ""
    manifest = (
        f'<manifest:manifest {_MANIFEST} manifest:version="1.3"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{ODS}"/><manifest:file-entry '
        f'manifest:full-path="content.xml" manifest:media-type="text/xml">{secret}'
        "</manifest:file-entry></manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        archive.writestr("content.xml", noise() if password else content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def _cells_by_sheet(card: bytes) -> Iterator[tuple[str, list[tuple[int, int, str | float]]]]:
    for sheet in openpyxl.load_workbook(io.BytesIO(card)).worksheets:
        yield (
            sheet.title,
            [
                (cell.row, cell.column, cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, (str, int, float)) and cell.data_type != "f"
            ],
        )


def _table(name: str, cells: list[tuple[int, int, str | float]]) -> str:
    written, row, column = [f"<table:table table:name={quoteattr(name)}><table:table-row>"], 1, 0
    for at, place, value in cells:
        if at > row:
            written += ["</table:table-row><table:table-row>"] * (at - row)
            row, column = at, 0
        if place > column + 1:
            gap = place - column - 1
            written.append(f'<table:table-cell table:number-columns-repeated="{gap}"/>')
        written.append(_cell(value))
        column = place
    return "".join([*written, "</table:table-row></table:table>"])


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def noise() -> bytes:
    """Give bytes that look like nothing, as a protected content does."""
    return bytes((n * n * 7 + n * 13 + 5) % 251 for n in range(6_000))


def with_password() -> bytes:
    """Wrap what nobody can read as Excel wraps a new workbook that has a password."""
    return container({"EncryptionInfo": noise(), "EncryptedPackage": noise()})


def a_web_page() -> bytes:
    """Give a table of HTML, as some programs export "for Excel"."""
    return b"<html><body><table><tr><td>Rating</td><td>3</td></tr></table></body></html>"


def a_pdf() -> bytes:
    """Give the beginning of a PDF."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"


def a_zip_with(*names: str) -> bytes:
    """Give an archive of the kind that parts of these names make it."""
    return packed(dict.fromkeys(names, b"<a/>"))
