"""How a scorecard looks: its named styles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.cell.text import InlineFont
from openpyxl.styles import (
    Alignment,
    Border,
    Color,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.dimensions import RowDimension

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FACE = "Calibri"
NAVY = "1F3864"
BLUE = "2F5597"
GREY = "6B7280"
INK = "262626"
SOFT = "404040"
LINE = "C9CED6"
PALE = "EEF3FA"
INPUT = "FFF8E1"
AMBER = "F8CBAD"
GREEN = "C6E0B4"
CHOSEN = "FFE699"
WHITE = "FFFFFF"
LEVELS = ("DDE6F3", "BFD0EA", "94B0DC", "5079BD", BLUE)
"""One colour for each level's header, weak to strong; with four levels the middle one is left."""

_THIN = Side(style="thin", color=LINE)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_BELOW = Border(bottom=_THIN)
_NO_BORDER = Border()
_NO_FILL = PatternFill()
_LOCKED = Protection(locked=True)
_OPEN = Protection(locked=False)


class GrowingRow(RowDimension):
    """A row that starts at a height and grows with its text.

    openpyxl marks every height as fixed, and then Excel cuts long evidence off.
    """

    @property
    def customHeight(self) -> bool:  # noqa: N802 - the name openpyxl writes it by
        """Say that nobody fixed the height."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = INK
    face: str = FACE
    fill: str | None = None
    border: Border = _NO_BORDER
    across: str = "left"
    down: str = "center"
    indent: int = 1
    wrap: bool = True
    number_format: str = "General"
    protection: Protection = _LOCKED


def _head(fill: str, color: str) -> _Look:
    return _Look(size=10, bold=True, color=color, fill=fill, border=_BOX)


def _styles(looks: dict[str, _Look]) -> tuple[NamedStyle, ...]:
    """Make each style once; a workbook only numbers its parts."""
    return tuple(
        NamedStyle(
            name=f"hiring {name}",
            font=Font(
                name=look.face, size=look.size, bold=look.bold, italic=look.italic, color=look.color
            ),
            fill=PatternFill("solid", fgColor=look.fill) if look.fill else _NO_FILL,
            border=look.border,
            alignment=Alignment(
                horizontal=look.across,
                vertical=look.down,
                indent=look.indent if look.across != "center" else 0,
                wrap_text=look.wrap,
            ),
            number_format=look.number_format,
            protection=look.protection,
        )
        for name, look in looks.items()
    )


_STYLES = _styles({
    "title": _Look(size=18, bold=True, color=WHITE, fill=NAVY, wrap=False),
    "title side": _Look(
        size=9, color="D6E0F0", fill=NAVY, across="right", wrap=False
    ),
    "label": _Look(size=8, color=GREY, fill=PALE, down="bottom", wrap=False),
    "value": _Look(size=11, bold=True, color=NAVY, fill=PALE, down="top"),
    "reference": _Look(size=8, color=GREY, face="Consolas", fill=PALE, down="top"),
    "purpose": _Look(size=10, color=SOFT),
    "status": _Look(size=11, bold=True, color=INK, fill=AMBER),
    "hint": _Look(size=10, color=BLUE),
    "head": _head(BLUE, WHITE),
    "head centred": _Look(
        size=10, bold=True, color=WHITE, fill=BLUE, border=_BOX, across="center"
    ),
    **{
        f"level {place}": _head(fill, NAVY if place <= len(LEVELS) // 2 + 1 else WHITE)
        for place, fill in enumerate(LEVELS, start=1)
    },
    "name": _Look(size=11, border=_BOX),
    "anchor": _Look(size=9.5, color=SOFT, border=_BOX),
    "rating": _Look(
        size=14, bold=True, fill=INPUT, border=_BOX, across="center", protection=_OPEN,
    ),
    "choice": _Look(
        size=11, bold=True, fill=INPUT, border=_BOX, across="center",
        protection=_OPEN,
    ),
    # 10.5 points are 14 whole pixels: at 10, LibreOffice makes rows too low for what it prints.
    "evidence": _Look(
        size=10.5, down="top", fill=INPUT, border=_BOX, number_format="@", protection=_OPEN,
    ),
    "band": _Look(size=10, color=WHITE, fill=NAVY),
    "key": _Look(size=8, color=GREY, indent=0, wrap=False),
    "section": _Look(size=13, bold=True, color=NAVY, border=_BELOW, down="bottom"),
    "text": _Look(size=10.5, color=INK),
    "question": _Look(size=10.5, border=_BOX),
    "good": _Look(size=10, color=SOFT, fill="F1F8EC", border=_BOX),
    "weak": _Look(size=10, color=SOFT, fill="FDF3EC", border=_BOX),
    "avoid": _Look(size=9.5, color=SOFT, fill="F5F5F5", border=_BOX),
})  # fmt: skip


def _ink(size: float, color: str, *, bold: bool = False) -> InlineFont:
    return InlineFont(rFont=FACE, sz=size, b=bold, color=Color(f"FF{color}"))


FILLED_AMBER = DifferentialStyle(fill=PatternFill(bgColor=AMBER, fill_type="solid"))
FILLED_GREEN = DifferentialStyle(fill=PatternFill(bgColor=GREEN, fill_type="solid"))
FILLED_CHOSEN = DifferentialStyle(
    font=Font(bold=True, color=NAVY), fill=PatternFill(bgColor=CHOSEN, fill_type="solid")
)

NAME_FONT = _ink(11, NAVY, bold=True)
NOTE_FONT = _ink(9, GREY)
ASK_FONT = _ink(11, INK, bold=True)
PADDING_FONT = InlineFont(rFont=FACE, sz=5)
TEXT_FONT = _ink(10.5, INK)
LABEL_FONT = _ink(10.5, NAVY, bold=True)
PROBE_FONT = _ink(10, SOFT)
LEAD_FONT = _ink(10, WHITE, bold=True)
BAND_FONT = _ink(10, "D6E0F0")
CHOICE_FONT = _ink(10, NAVY, bold=True)
SMALL_FONT = _ink(9.5, SOFT)
AVOID_FONT = _ink(9.5, "9C3B1B", bold=True)


def add_styles(book: Workbook) -> None:
    """Give a new workbook our named styles."""
    for style in _STYLES:
        book.add_named_style(_copy(style))


def set_height(sheet: Worksheet, row: int, points: float, *, grows: bool = False) -> None:
    """Set a row's height: fixed, or grown by what is typed into it."""
    kind = GrowingRow if grows else RowDimension
    sheet.row_dimensions[row] = kind(sheet, index=row, ht=round(points, 1))


def _copy(style: NamedStyle) -> NamedStyle:
    return NamedStyle(
        name=style.name,
        font=style.font,
        fill=style.fill,
        border=style.border,
        alignment=style.alignment,
        number_format=style.number_format,
        protection=style.protection,
    )
