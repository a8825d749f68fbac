"""Read a table that was saved as text: every value is text, and no encoding is guessed."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from hiring.documents.sheets.book import (
    MOST_CELL_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_TEXT,
    Allowance,
    At,
    Book,
    Found,
    Sheet,
    TooLongError,
)
from hiring.documents.sheets.package import (
    SEND_CARD,
    refuse,
    refuse_big,
    refuse_damaged,
    refuse_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

SHEET = "CSV"
_SEPARATORS = ",;\t|"
_MOST_LINES = 100_000
_MOST_FIELDS = 400_000
_SAYS_SEPARATOR = "sep="
_SAVE_AS_UTF_8 = 'save it as "CSV UTF-8" or, better, as Excel Workbook (.xlsx).'
_SHORTEN = "shorten it to what was seen and said."
_TOO_LONG = "field limit"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(raw: bytes, *, name: str) -> Book:
    """Read a table of text as the only sheet of a book."""
    text = _decoded(raw, name)
    if len(text) > MOST_TEXT:
        refuse_big(name)
    separators = "".join(sign for sign in _SEPARATORS if sign in text) or _SEPARATORS[0]
    first, _, rest = text.partition("\n")
    said = first.strip("\r")
    if said[:-1].lower() == _SAYS_SEPARATOR and said[-1] in _SEPARATORS:
        text, separators = rest, said[-1]  # a line for Excel alone, which shows it as no row
    allowance = Allowance(name)
    cells = {}
    for at, value in _filled(text, _separator(text, separators, name), name):
        try:
            kept = allowance.cleaned(value)
        except TooLongError:
            allowance.note_too_long(f"{SHEET}!{at}")
            continue
        if kept:
            cells[at] = Found(kept)
        if len(cells) > MOST_CELLS:
            refuse_big(name)
    allowance.refuse_too_long()
    return Book((Sheet(SHEET, cells),), stripped=frozenset(allowance.stripped))


def _decoded(raw: bytes, name: str) -> str:
    encoding = "utf-16" if raw.startswith(_WIDE) else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        refuse(
            name,
            "this text table is not written in UTF-8, so its letters cannot be told for sure.",
            _SAVE_AS_UTF_8,
        )
    if "\0" in text:
        refuse_kind(name, "a file of another kind", SEND_CARD)
    return text


def _filled(text: str, separator: str, name: str) -> Iterator[tuple[At, str]]:
    for number, row in enumerate(_lines(text, separator), start=1):
        if len(row) > MOST_COLUMNS:
            refuse_big(name)
        for place, value in enumerate(row, start=1):
            if value:
                yield At(number, place), value


def _separator(text: str, separators: str, name: str) -> str:
    """Choose the separator that makes the text most like a table."""
    found = []
    reasons = set()
    for separator in separators:
        try:
            found.append((*_likeness(text, separator, name), -separators.index(separator)))
        except csv.Error as error:
            reasons.add(_TOO_LONG in str(error))
    if not found and True in reasons:
        refuse(name, f"a text in it is longer than {MOST_CELL_TEXT:,} characters.", _SHORTEN)
    if not found:
        refuse_damaged(name, "a quotation mark is never closed, or stands where none may be")
    return separators[-max(found)[-1]]


def _likeness(text: str, separator: str, name: str) -> tuple[float, int]:
    """Tell what share of the rows has one width of several columns, and how wide that is."""
    widths: Counter[int] = Counter()
    fields = 0
    for number, row in enumerate(_lines(text, separator)):
        fields += len(row)
        if number >= _MOST_LINES or fields > _MOST_FIELDS:
            refuse_big(name)
        if row:
            widths[len(row)] += 1
    wide = [(count, width) for width, count in widths.items() if width > 1]
    count, width = max(wide, default=(0, 1))
    return count / max(1, widths.total()), width


def _lines(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
