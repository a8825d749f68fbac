"""Where everything stands on the sheet that an interviewer fills in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hiring.views.papers import ScorecardSheet

TITLE, LABELS, VALUES, PURPOSE, STATUS, HEADER, FIRST = range(1, 8)
KEY, NAME, LEVEL_1 = range(1, 4)
NAME_WIDTH = 30
LEVEL_WIDTH = 24
RATING_WIDTH = 13
EVIDENCE_WIDTH = 54
USUAL_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns and rows of one card: they depend on its levels and its competencies."""

    levels: int
    rows: int

    @classmethod
    def of(cls, sheet: ScorecardSheet) -> Grid:
        """Lay out a card; its banner needs the room of four levels."""
        levels = max((len(row.anchors) for row in sheet.rows), default=0)
        return cls(max(levels, USUAL_LEVELS), len(sheet.rows))

    @property
    def rating(self) -> int:
        """Give the column of the ratings."""
        return LEVEL_1 + self.levels

    @property
    def evidence(self) -> int:
        """Give the column of the evidence."""
        return self.rating + 1

    @property
    def last(self) -> int:
        """Give the row of the last competency."""
        return FIRST + self.rows - 1

    @property
    def band(self) -> int:
        """Give the row that introduces the overall recommendation."""
        return self.last + 1

    @property
    def overall(self) -> int:
        """Give the row of the overall recommendation."""
        return self.last + 2

    def width(self, column: int) -> float:
        """Give a column's width in characters."""
        if column == NAME:
            return NAME_WIDTH
        if column < self.rating:
            return LEVEL_WIDTH
        return RATING_WIDTH if column == self.rating else EVIDENCE_WIDTH

    def down(self, column: int) -> str:
        """Name the cells of a column from the first competency to the last: "G7:G11"."""
        return f"{cell_at(FIRST, column)}:{cell_at(self.last, column)}"

    def across(self, row: int, first: int, last: int) -> str:
        """Name the cells of a row: "B4:H4"."""
        return f"{cell_at(row, first)}:{cell_at(row, last)}"


def cell_at(row: int, column: int) -> str:
    """Name a cell as Excel does: row 7 and column 3 are "C7"."""
    return f"{chr(ord('A') - 1 + column)}{row}"  # a card has ten columns at most
