"""What a spreadsheet says, whatever program saved it: its cells, and what stands beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.cell_text import CELL_LIMIT
from hiring.documents.sheets.package import refuse
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
MOST_CELL_TEXT = 100_000  # a cell of Excel's holds 32,767; other programs let people write more
SHORT_LIMIT = 255  # where SheetJS and others cut a text in an .xls
MOST_TEXT = 2_000_000
MOST_MERGED = 5_000
MOST_CELLS = 50_000
_MOST_LONG = 20
_LINE_ENDS = {0x0B: "\n"}  # what some programs write for a line end within a paragraph
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class At(NamedTuple):
    """Where a cell stands; rows and columns count from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """Write the address as a person reads it: At(7, 3) is "C7"."""
        letters = ""
        column = self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


class Found(NamedTuple):
    """What a cell holds: cleaned text, a number, a truth value, a moment; or an open formula."""

    value: str | float | bool | datetime | None
    uncomputed: bool = False
    formula: bool = False

    @property
    def text(self) -> str:
        """Give the value as text, with LF line ends and without control characters."""
        if isinstance(self.value, str):
            return self.value
        if self.value is None:
            return ""
        return str(self.value).upper() if isinstance(self.value, bool) else str(self.value)


@dataclass(frozen=True, slots=True)
class Block:
    """A merged range."""

    first: At
    last: At

    def __contains__(self, at: At) -> bool:
        """Tell whether the cell is in the range."""
        return (
            self.first.row <= at.row <= self.last.row
            and self.first.column <= at.column <= self.last.column
        )

    def __str__(self) -> str:
        """Write the range as a person reads it."""
        return f"{self.first}:{self.last}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that hold something, merged ranges, footers, comments and pictures.

    `struck` holds what is struck through, by its cell: all that stands there, or a part of it.
    """

    name: str
    cells: Mapping[At, Found]
    merged: tuple[Block, ...] = ()
    margins: str = ""
    remarks: tuple[tuple[At, str], ...] = ()
    pictures: int = 0
    hidden: bool = False
    struck: Mapping[At, str] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """Give a cell's text, empty where nothing stands."""
        found = self.cells.get((row, column))  # type: ignore[call-overload]  # a pair finds it too
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as far as it is read: its sheets, the text of its names and properties, and notes.

    Notes are what its recipient should know of the file itself, such as another kind than it says;
    `stripped` holds the texts of cells from which control characters were taken out; `cell_limits`
    say after how many letters programs cut a text off when they save such a file.
    """

    sheets: tuple[Sheet, ...]
    properties: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stripped: frozenset[str] = frozenset()
    cell_limits: tuple[int, ...] = (CELL_LIMIT,)


class TooLongError(Exception):
    """A text is longer than a cell may hold."""


@dataclass(slots=True)
class Allowance:
    """How much text may still be read of one file, and which cells hold too much of it.

    `stripped` holds the texts from which control characters were taken out.
    """

    file: str
    room: int = MOST_TEXT
    too_long: list[Problem] = field(default_factory=list)
    stripped: set[str] = field(default_factory=set)

    def cleaned(self, raw: str) -> str:
        """Give a cell's text as it is kept, and count it; TooLongError when no cell holds it."""
        self.spend(len(raw))
        text = self.clean(raw)
        if len(text) > MOST_CELL_TEXT:
            raise TooLongError
        return text

    def spend(self, characters: int) -> None:
        """Count text; refuse the file when all its cells together show too much of it."""
        self.room -= characters
        if self.room < 0:
            self.refuse_too_long()
            refuse(
                self.file,
                f"it holds more than {MOST_TEXT:,} characters of text.",
                "keep only the scorecard in this workbook, and shorten the longest texts.",
            )

    def clean(self, raw: str) -> str:
        """Clean a text, and remember when control characters were in it."""
        text = clean(raw)
        if len(text) < len(raw) and _CONTROLS.search(raw.replace("\r", "")):
            self.stripped.add(text)
        return text

    def cell(self, raw: str, where: str) -> str:
        """Give a cell's text as it is kept; nothing, and remembered, when no cell holds so much."""
        try:
            return self.cleaned(raw)
        except TooLongError:
            self.note_too_long(where)
            return ""

    def note_too_long(self, where: str) -> None:
        """Remember a cell whose text is too long, to name all such cells at once."""
        what = f"this text is longer than {MOST_CELL_TEXT:,} characters."
        fix = "shorten it to what was seen and said."
        self.too_long.append(Problem(what, where=f"{self.file}, {where}", fix=fix))
        if len(self.too_long) == _MOST_LONG:
            self.refuse_too_long()

    def refuse_too_long(self) -> None:
        """Refuse the file if a text was too long."""
        if self.too_long:
            raise InvalidFileError(*self.too_long)


def as_percentage(value: float) -> str:
    """Write a number as the percentage that its cell shows: 1 is "100%", and no level."""
    return f"{value * 100:.15g}%"


def clean(text: str) -> str:
    """Give text as it is kept: LF line ends, no control characters but tab and newline."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _CONTROLS.sub("", text.translate(_LINE_ENDS).replace("\r\n", "\n").replace("\r", "\n"))
