"""The only safe way to put text into a workbook, and to take its parts, the same each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.writer.excel import ExcelWriter

from hiring.documents.cell_text import CELL_LIMIT, escape_only, escaped, plain, units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.cell.text import InlineFont

_ONLY_SPACE = re.compile(rb"<t>(\s+)</t>")
_FIXED_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl writes it as UTC, and takes no other
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_APPLICATION = re.compile(rb"<(Application|AppVersion)>[^<]*</\1>")
_OPEN_FORMULA = '<c r="{cell}"(?P<style>[^>]*)><f>(?P<formula>[^<]*)</f><v ?(?:/>|></v>)</c>'


def put_text(cell: Cell, text: str) -> None:
    """Put text that stays text: never a formula, an error word, or an escape that is decoded."""
    cell.value = escaped(text) or None
    if text:
        cell.data_type = "s"


def put_rich_text(cell: Cell, *pieces: tuple[InlineFont | None, str]) -> None:
    """Put several pieces of text in one cell, each in its font, or None for the cell's own."""
    room = CELL_LIMIT
    shown = []
    for font, text in pieces:
        kept = plain(text, room=room)
        room -= units(kept)
        if kept:
            shown.append(TextBlock(font, escape_only(kept)) if font else escape_only(kept))
    cell.value = CellRichText(shown)
    cell.data_type = "s"


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


def _with_spaces(part: bytes) -> bytes:
    """Keep texts of nothing but spaces, which openpyxl does not mark and Excel drops."""
    return _ONLY_SPACE.sub(rb'<t xml:space="preserve">\1</t>', part)


def _with_cached(xml: str, cell: str, text: str) -> str:
    pattern = re.compile(_OPEN_FORMULA.format(cell=cell))
    value = escape(text, quote=False)
    filled, count = pattern.subn(
        lambda m: f'<c r="{cell}"{m["style"]} t="str"><f>{m["formula"]}</f><v>{value}</v></c>', xml
    )
    if count != 1:
        raise AssertionError(f"{cell} holds no formula without a value")
    return filled
