"""What the sheets of a scorecard share: styled cells, protection and the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.protection import SheetProtection

from hiring.documents.cell_text import footer_text
from hiring.documents.excel import put_rich_text, put_text
from hiring.documents.scorecard import looks

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.domain.language import Language

_PAPERS = {"A4": 9, "letter": 1}
_FOOTER_SIZE = 8
_PAGE, _PAGES = "\ue000", "\ue001"


def cell_in(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give a cell to write into."""
    return cast("Cell", sheet.cell(row, column))  # we write before we merge


def put(sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
    """Put text into a cell in one of our styles."""
    cell = cell_in(sheet, row, column)
    put_text(cell, text)
    cell.style = f"hiring {look}"


def put_padded(sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
    """Put text with a thin line above and below: a row that fits its text keeps some air."""
    cell = cell_in(sheet, row, column)
    put_rich_text(cell, (looks.PADDING_FONT, "\n"), (None, text), (looks.PADDING_FONT, "\n "))
    cell.style = f"hiring {look}"


def merge(sheet: Worksheet, cells: str) -> None:
    """Merge cells that are already styled."""
    sheet.merged_cells.add(cells)


def protect(sheet: Worksheet) -> None:
    """Lock everything but the open cells, without a password; rows and columns may be resized."""
    sheet.protection = SheetProtection(sheet=True, formatColumns=False, formatRows=False)


def set_page(sheet: Worksheet, footer: str, *, paper: str, language: Language) -> None:
    """Set up a page across, which says on each page whose card it is."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _PAPERS[paper]
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    sheet.print_options.horizontalCentered = True
    left = _HeaderFooterPart(text=footer, size=_FOOTER_SIZE)
    right = _HeaderFooterPart(text=_page_of_pages(language), size=_FOOTER_SIZE)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, right=right)


def _page_of_pages(language: Language) -> str:
    text = footer_text(language.say("card.page", page=_PAGE, pages=_PAGES))
    return text.replace(_PAGE, "&P").replace(_PAGES, "&N")


def fit_to_width(sheet: Worksheet) -> None:
    """Shrink the printed sheet until it is one page wide."""
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
