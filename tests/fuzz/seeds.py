"""What the fuzzer begins with: real cards and small files of every kind, all of made-up people."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from typing import TYPE_CHECKING

from hiring.documents import scorecard
from hiring.documents.sheets.opening import open_book
from tests.documents import cards
from tests.documents.sheets.books import (
    LETTERS,
    SPREADSHEET,
    a_cell,
    a_filled_book,
    a_row,
    a_sheet,
    content,
    zipped,
)
from tests.fuzz.ad_seeds import AD_SEEDS
from tests.hostile.old_files import xls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STYLES = (
    b'<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    b'<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
_COMMENTS = (
    b'<comments><commentList><comment ref="B2"><text><r><t>Ask again</t></r></text></comment>'
    b"</commentList></comments>"
)
_EXCEL_PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
)
_TALL = (
    '<row r="1" ht="9"><c r="A1" s="1"><v>45000</v></c><c r="B1" t="s"><v>0</v></c>'
    '<c r="C1" t="b"><f>A1&gt;1</f><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><r><rPr><b/></rPr><t>ri&#10;ch</t></r></is></c></row>'
)
_AFTER = (
    '<mergeCells count="1"><mergeCell ref="B4:C6"/></mergeCells>'
    "<headerFooter><oddFooter>&amp;LHS1-0000</oddFooter></headerFooter>"
)


def write_seeds(target: str, folder: Path) -> None:
    """Write the files that a target begins with."""
    for number, seed in enumerate(_SEEDS[target]()):
        (folder / f"seed-{number}").write_bytes(seed)


def a_filled_card() -> bytes:
    """Give a card as an interviewer filled it in."""
    ratings = {"ml-framing": (3, LETTERS), "ml-evaluation": ("N/A", ""), "communication": (2, "x")}
    return cards.fill(scorecard.write(cards.a_sheet()), ratings, overall="hire", note="Strong.")


def _zips() -> Iterator[bytes]:
    yield a_filled_card()
    yield a_filled_book()
    yield zipped({"mimetype": SPREADSHEET, "content.xml": content(_ods_table())})
    yield _as_text(a_filled_card())
    yield content(_ods_table()).encode()


def _sheets() -> Iterator[bytes]:
    yield a_sheet(_TALL, _AFTER).encode() + b"\0<sst><si><t>shared</t></si></sst>"
    parts = [a_sheet(_TALL, _AFTER).encode(), b"<sst><si><r><t>a</t></r></si><si/></sst>"]
    yield b"\0".join([*parts, b"", b"", _STYLES, _COMMENTS])
    for book in (a_filled_book(), a_filled_card()):
        with zipfile.ZipFile(io.BytesIO(book)) as parts_of:
            held = set(parts_of.namelist())
            yield b"\0".join(parts_of.read(p) if p in held else b"" for p in _EXCEL_PARTS)


def _ods_table() -> str:
    words = a_cell("<text:p>Rating<text:s text:c='2'/>two<text:line-break/>lines</text:p>")
    rows = [
        a_row(words, a_cell("<text:p>Evidence</text:p>", office__value_type="string")),
        a_row(
            a_cell(office__value_type="float", office__value="3"),
            a_cell(office__value_type="boolean", office__boolean_value="true"),
            a_cell(office__value_type="date", office__date_value="2026-03-02T09:00:00"),
            a_cell(office__value_type="time", office__time_value="PT01H02M03S"),
            a_cell("<text:p>#N/A</text:p>", calcext__value_type="error", table__formula="of:=NA()"),
        ),
        a_row(a_cell("<office:annotation><text:p>Ask</text:p></office:annotation>")),
        a_row(a_cell("<text:p>x</text:p>", table__number_columns_repeated="3")),
        a_row(a_cell("<text:p>x</text:p>", table__number_rows_spanned="2")),
    ]
    shape = "<table:shapes><draw:frame><draw:image/></draw:frame></table:shapes>"
    return f'<table:table table:name="S">{"".join(rows)}{shape}</table:table>'


def _ods() -> Iterator[bytes]:
    yield content(_ods_table()).encode()
    yield content(_ods_cells(a_filled_card())).encode()


def _ods_cells(raw: bytes) -> str:
    """Write the first sheet of a workbook as the rows of an OpenDocument sheet."""
    rows = (
        a_row(*(a_cell(f"<text:p>{_plain(text)}</text:p>") for text in row)) for row in _table(raw)
    )
    return f'<table:table table:name="S">{"".join(rows)}</table:table>'


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "</text:p><text:p>")


def _table(raw: bytes) -> list[list[str]]:
    sheet = open_book(raw, name="card.xlsx").sheets[0]
    last = max(at.row for at in sheet.cells), max(at.column for at in sheet.cells)
    rows = range(1, last[0] + 1)
    return [[sheet.text(row, column) for column in range(1, last[1] + 1)] for row in rows]


def _as_text(raw: bytes, separator: str = ",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(_table(raw))
    return written.getvalue().encode()


def _csv() -> Iterator[bytes]:
    yield _as_text(a_filled_card())
    yield b"\xef\xbb\xbf" + _as_text(a_filled_card(), ";")
    yield b"sep=;\r\n" + _as_text(a_filled_book(), ";")
    yield _as_text(a_filled_book(), "\t").decode().encode("utf-16")


def _old() -> Iterator[bytes]:
    table = _table(a_filled_card())
    yield xls(
        {
            "Scorecard": [
                (row, column, text)
                for row, line in enumerate(table, start=1)
                for column, text in enumerate(line, start=1)
                if text
            ]
        }
    )
    small = xls({"S": [(1, 1, "Rating"), (1, 2, "Evidence"), (2, 1, 3.0)], "Second": []})
    yield small
    yield xls({"S": [(1, 1, 3.0)]}, password=True)
    yield small[small.index(b"\x09\x08") :][:400]  # the records alone


def _mails() -> Iterator[bytes]:
    card = base64.encodebytes(zipped({"xl/workbook.xml": "<workbook/>"})).decode()
    attached = (
        "Content-Type: application/octet-stream; name*0=ca; name*1*=utf-8''rd%2Exlsx\n"
        f"Content-Transfer-Encoding: base64\n\n{card}"
    )
    worded = (
        "Content-Type: text/csv\nContent-Disposition: attachment; "
        'filename="=?utf-8?q?card=2Ecsv?="\n'
        "Content-Transfer-Encoding: quoted-printable\n\nRating=2CEvidence\n"
    )
    inner = a_mail(attached, kind="multipart/alternative")
    yield a_mail(attached, worded)
    yield a_mail(f"Content-Type: message/rfc822\n\n{inner.decode()}")
    yield a_mail("Content-Type: application/ms-tnef; name=winmail.dat\n\nx")
    yield zipped({"cards/a.csv": "Rating,Evidence\n3,x\n", "b.eml": inner})


def a_mail(*parts: str, kind: str = "multipart/mixed") -> bytes:
    """Write a mail by hand."""
    body = "".join(f"--cut\n{part}\n" for part in parts)
    head = (
        f"From: Ivo <ivo@example.org>\nSubject: card\nContent-Type: {kind}; boundary*=utf-8''cut\n"
    )
    return f"{head}\n{body}--cut--\n".encode()


def _edits() -> Iterator[bytes]:
    yield b"0!G7=4\x000!H7=Said so.\x000!G8=2"
    yield b"0!G8='3 - good\x000!H8=x\x000!B9=Ml framing\x000!B7=Communication"
    yield b"0!A7=\x000!A8=\x000!A9=\x000!A11=\x000!G6=Bewertung\x000!H6=Belege"
    yield b"2!A1=format\x002!B1=hiring-scorecard-1\x002!A30=row\x002!D30=4\x002!D17=5"
    yield b"0!G9=TRUE\x000!G8=#N/A\x000!G7=3.5\x000!G11=strong yes\x000!J2=aside"


_SEEDS = {
    "zip": _zips,
    "sheet": _sheets,
    "ods": _ods,
    "csv": _csv,
    "old": _old,
    "mail": _mails,
    "card": _edits,
    **AD_SEEDS,
}
