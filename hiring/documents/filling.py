"""Fill a scorecard in as an interviewer would: for the demonstration round and for trying out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell import MergedCell

from hiring.documents.excel import put_text
from hiring.domain.scorecard import OVERALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.worksheet.worksheet import Worksheet

RATING, EVIDENCE = "rating", "evidence"


def fill(
    raw: bytes,
    ratings: Mapping[str, tuple[int | str, str]],
    *,
    overall: str,
    note: str = "",
) -> bytes:
    """Write ratings and evidence, by competency id, into a card of ours.

    KeyError when the card has no row for a competency that is rated.
    """
    book = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    sheet = book.worksheets[0]
    rows = _rows_by_competency(sheet)
    columns = _columns(sheet)
    for competency, (rating, evidence) in ratings.items():
        _put(sheet, rows[competency], columns[RATING], rating)
        _put(sheet, rows[competency], columns[EVIDENCE], evidence)
    _put(sheet, rows[OVERALL], columns[RATING], overall)
    _put(sheet, rows[OVERALL], columns[EVIDENCE], note)
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def _rows_by_competency(sheet: Worksheet) -> dict[str, int]:
    keys = {}
    for number, (cell,) in enumerate(sheet.iter_rows(min_col=1, max_col=1), 1):
        if isinstance(cell.value, str) and "." in cell.value:
            keys[cell.value.partition(".")[2]] = number
    return keys


def _columns(sheet: Worksheet) -> dict[str, int]:
    for row in sheet.iter_rows():
        heads = [str(cell.value or "").casefold().partition(":")[0] for cell in row]
        found = {head: heads.index(head) + 1 for head in (RATING, EVIDENCE) if head in heads}
        if len(found) == len((RATING, EVIDENCE)):
            return found
    raise KeyError("the sheet has no header row")


def _put(sheet: Worksheet, row: int, column: int, value: int | str) -> None:
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        raise KeyError("the cell to fill is merged with another")
    if isinstance(value, str):
        if value:
            put_text(cell, value)
    else:
        cell.value = value
