"""A value as the text of a cell, and back: nothing is lost, and nothing turns into a formula.

An empty cell is NULL where a column may hold NULL, else the empty text. A text after an apostrophe
is the text itself: so stay those that begin with an apostrophe or, in CSV, that a spreadsheet would
take for a formula or a number; an apostrophe alone is the empty text where NULL was possible.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from hiring.views.content import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from hiring.views.content import ColumnShape, Value

MARK = "'"
IN_SHEETS = re.compile("^'")
# Digits that a spreadsheet would round, or strip of their zeros, or multiply by a power of ten.
IN_CSV = re.compile(r"^(?:['=+\-@\t\r]|(?:0\d|\d{12}|\d[\d.,]*[eE])[\d.,eE+\-]*\Z)")
_NUMBER = re.compile(r"-?\d{1,19}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z", re.ASCII)
_TRUTHS = {"true": True, "false": False}
_SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableError(ValueError):
    """A cell or a field holds something else than its column; the words are for a person."""


def to_cell(column: ColumnShape, marked: re.Pattern[str]) -> Callable[[Value], str]:
    """Make what writes the values of a column as texts of cells."""
    empty = MARK if column.nullable else ""

    def write_text(value: Value) -> str:
        if value is None:
            return ""
        text = str(value)
        if not text:
            return empty
        return f"{MARK}{text}" if marked.match(text) else text

    def write(value: Value) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if value == "":
            return empty
        return "" if value is None else str(value)

    return write_text if column.kind in {ValueKind.TEXT, ValueKind.BYTES} else write


def from_cell(column: ColumnShape) -> Callable[[str], Value]:
    """Make what reads the texts of a column's cells; it raises UnreadableError."""
    read = _FROM_TEXT[column.kind]

    def read_cell(cell: str) -> Value:
        if not cell:
            return None if column.nullable else read("")
        return read(cell.removeprefix(MARK))

    return read_cell


def from_json(column: ColumnShape) -> Callable[[object], Value]:
    """Make what checks the values of a column that were read from JSON."""
    read = _FROM_TEXT[column.kind]
    of_type = {ValueKind.NUMBER: int, ValueKind.TRUTH: bool}.get(column.kind, str)

    def check(value: object) -> Value:
        if value is None and column.nullable:
            return None
        if type(value) is not of_type:
            raise UnreadableError(f"is not {_A[column.kind]}")
        return read(value) if isinstance(value, str) else value  # type: ignore[return-value]

    return check


def _read_number(text: str) -> int:
    if _NUMBER.fullmatch(text) is None or not -(1 << 63) <= int(text) < 1 << 63:
        raise UnreadableError("is not a whole number")
    return int(text)


def _read_text(text: str) -> str:
    if not text.isascii() and _SURROGATE.search(text):
        raise UnreadableError("holds half a character (a lone surrogate)")
    return text


def _read_truth(text: str) -> bool:
    try:
        return _TRUTHS[text]
    except KeyError:
        raise UnreadableError("is neither true nor false") from None


def _read_moment(text: str) -> str:
    if _MOMENT.fullmatch(text):
        with suppress(ValueError):
            datetime.fromisoformat(text)
            return text
    raise UnreadableError("is not a moment, as 2026-03-02T09:00:00Z")


def _read_bytes(text: str) -> str:
    try:
        b64decode(text, validate=True)
    except (Error, ValueError):
        raise UnreadableError("is not base64") from None
    return text


_FROM_TEXT: dict[ValueKind, Callable[[str], Value]] = {
    ValueKind.NUMBER: _read_number,
    ValueKind.TEXT: _read_text,
    ValueKind.TRUTH: _read_truth,
    ValueKind.MOMENT: _read_moment,
    ValueKind.BYTES: _read_bytes,
}
_A = {
    ValueKind.NUMBER: "a whole number",
    ValueKind.TEXT: "text",
    ValueKind.TRUTH: "true or false",
    ValueKind.MOMENT: "a moment",
    ValueKind.BYTES: "base64",
}
