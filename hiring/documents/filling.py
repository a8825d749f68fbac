"""Fill a scorecard in as an interviewer would: for the demonstration round and for trying out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell import MergedCell

from hiring.documents.excel import put_text
from hiring.domain.scorecard import NOT_ASSESSED, OVERALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def fill(
    raw: bytes,
    ratings: Mapping[str, tuple[int | str, str]],
    *,
    overall: str,
    note: str = "",
) -> bytes:
    """Write ratings and evidence, by competency id, into a card of ours.

    "not assessed" and the overall recommendation, as strong_yes, are written in the card's own
    language. KeyError when the card has no row for a competency that is rated.
    """
    book = openpyxl.load_workbook(io.BytesIO(raw), rich_text=True)
    sheet = book.worksheets[0]
    words = _words(book)
    rows = _rows_by_competency(sheet)
    rating_at, evidence_at = _columns(sheet, words)
    for competency, (rating, evidence) in ratings.items():
        said = words["not_assessed"] if rating == NOT_ASSESSED else rating
        _put(sheet, rows[competency], rating_at, said)
        _put(sheet, rows[competency], evidence_at, evidence)
    _put(sheet, rows[OVERALL], rating_at, words[overall.replace(" ", "_")])
    _put(sheet, rows[OVERALL], evidence_at, note)
    filled = io.BytesIO()
    book.save(filled)
    return filled.getvalue()


def _words(book: Workbook) -> dict[str, str]:
    """Read the card's own words from its hidden sheet."""
    rows = book.worksheets[-1].iter_rows(max_col=3, values_only=True)
    return {str(key): str(word) for label, key, word in rows if label == "word"}


def _rows_by_competency(sheet: Worksheet) -> dict[str, int]:
    keys = {}
    for number, (cell,) in enumerate(sheet.iter_rows(min_col=1, max_col=1), 1):
        if isinstance(cell.value, str) and "." in cell.value:
            keys[cell.value.partition(".")[2]] = number
    return keys


def _columns(sheet: Worksheet, words: Mapping[str, str]) -> tuple[int, int]:
    """Find the columns of the ratings and of the evidence."""
    for row in sheet.iter_rows():
        heads = [str(cell.value or "").partition(":")[0] for cell in row]
        if words["rating"] in heads and words["evidence"] in heads:
            return heads.index(words["rating"]) + 1, heads.index(words["evidence"]) + 1
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
