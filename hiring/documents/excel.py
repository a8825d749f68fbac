"""The only safe way to put text into a workbook, and to pack one into the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.text import InlineFont

CELL_LIMIT = 32_767
FOOTER_LIMIT = 80
_UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ONLY_SPACE = re.compile(rb"<t>(\s+)</t>")
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FIXED_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl writes it as UTC, and takes no other
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_APPLICATION = re.compile(rb"<(Application|AppVersion)>[^<]*</\1>")
_OPEN_FORMULA = '<c r="{cell}"(?P<style>[^>]*)><f>(?P<formula>[^<]*)</f><v ?(?:/>|></v>)</c>'


def plain(text: str) -> str:
    """Make text fit a cell: LF ends lines, what XML cannot hold shows as U+FFFD, a cut is said.

    A cell holds 32,767 UTF-16 units.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return _cut(_UNHOLDABLE.sub("\ufffd", unified))


def escaped(text: str) -> str:
    """Make text fit a cell's XML: Excel would read `_x0041_` as a letter."""
    return _LOOKS_ESCAPED.sub("_x005F_", plain(text))


def put_text(cell: Cell, text: str) -> None:
    """Put text that stays text: never a formula, an error word, or an escape that is decoded."""
    cell.value = escaped(text) or None
    if text:
        cell.data_type = "s"


def put_rich_text(cell: Cell, *pieces: tuple[InlineFont | None, str]) -> None:
    """Put several pieces of text in one cell, each in its font, or None for the cell's own."""
    shown = [(font, escaped(text)) for font, text in pieces if text]
    cell.value = CellRichText([TextBlock(font, text) if font else text for font, text in shown])
    cell.data_type = "s"


def footer_text(text: str, *, limit: int = FOOTER_LIMIT) -> str:
    """Make text safe for a footer, where `&` begins a code and long texts damage the file."""
    shown = " ".join(_UNHOLDABLE.sub("\ufffd", text).split())
    short = shown if len(shown) <= limit else f"{shown[: limit - 1]}…"
    return short.replace("&", "&&")


def parts_of(book: Workbook, *, cached: Mapping[tuple[int, str], str]) -> dict[str, bytes]:
    """Give the parts of a workbook: equal for equal content.

    `cached` gives the text that a formula shows before anything calculates it, by sheet number
    (from 1) and cell: openpyxl cannot write it, and previews on phones calculate nothing.
    """
    book.properties.created = _FIXED_MOMENT
    loose = io.BytesIO()
    with zipfile.ZipFile(loose, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(loose) as archive:
        parts = {name: _with_spaces(archive.read(name)) for name in archive.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", core)
    parts["docProps/app.xml"] = _APPLICATION.sub(b"", parts["docProps/app.xml"])
    for (sheet, cell), text in cached.items():
        part = f"xl/worksheets/sheet{sheet}.xml"
        parts[part] = _with_cached(parts[part].decode(), cell, text).encode()
    return parts


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts into a workbook: the same bytes for the same parts, whatever the clock says."""
    packed = io.BytesIO()
    first = "[Content_Types].xml"
    with zipfile.ZipFile(packed, "w") as archive:
        for name in (first, *sorted(parts.keys() - {first})):
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, parts[name])
    return packed.getvalue()


def _cut(text: str) -> str:
    if len(text) * 2 <= CELL_LIMIT or _units(text) <= CELL_LIMIT:
        return text
    mark = f"\n[cut here: a cell holds {CELL_LIMIT:,} characters]"
    room = (CELL_LIMIT - len(mark)) * 2
    kept = text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore")
    return kept + mark


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _with_spaces(part: bytes) -> bytes:
    """Keep texts of nothing but spaces, which openpyxl does not mark and Excel drops."""
    return _ONLY_SPACE.sub(rb'<t xml:space="preserve">\1</t>', part)


def _with_cached(xml: str, cell: str, text: str) -> str:
    pattern = re.compile(_OPEN_FORMULA.format(cell=cell))
    value = escape(text)
    filled, count = pattern.subn(
        lambda m: f'<c r="{cell}"{m["style"]} t="str"><f>{m["formula"]}</f><v>{value}</v></c>', xml
    )
    if count != 1:
        raise AssertionError(f"{cell} holds no formula without a value")
    return filled
