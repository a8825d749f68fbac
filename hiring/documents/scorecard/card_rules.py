"""What the card does by itself: lists to choose from, colours, and what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from hiring.documents.scorecard import looks
from hiring.documents.scorecard.grid import FIRST, LEVEL_1, STATUS, Grid, cell_at
from hiring.domain.scorecard import NOT_ASSESSED, SCALE_NAMES, Overall

if TYPE_CHECKING:
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.views.papers import CardRow

COMPLETE = "Complete - save and send back"
UNREADABLE = "A rating or evidence cell holds an error - write it again"
_EMPTY = "LEN(TRIM({}))=0"


def add_rules(sheet: Worksheet, rows: tuple[CardRow, ...], grid: Grid) -> None:
    """Add the lists to choose from and the colours."""
    _add_lists(sheet, rows, grid)
    _add_row_colours(sheet, grid)
    _add_status_colour(sheet)


def missing_at_first(rows: int) -> str:
    """Say what is missing on an empty card, as the formula will."""
    texts = "1 evidence text" if rows == 1 else f"{rows} evidence texts"
    return f"{rows} of {rows} ratings, {texts}, overall recommendation still missing"


def missing_formula(grid: Grid) -> str:
    """Write the formula that says what is missing."""
    ratings, evidence = grid.down(grid.rating), grid.down(grid.evidence)
    # What is not on the list counts as missing, as it will be refused.
    listed = "+".join(f'(TRIM({ratings})="{level}")' for level in range(1, grid.levels + 1))
    unassessed = f'(LOWER(TRIM({ratings}))="{NOT_ASSESSED}")'
    unrated = f"({grid.rows}-SUMPRODUCT({listed}+{unassessed}))"
    unproved = f'SUMPRODUCT(({_EMPTY.format(evidence)})*(LOWER(TRIM({ratings}))<>"{NOT_ASSESSED}"))'
    undecided = _EMPTY.format(cell_at(grid.overall, grid.rating))
    return (
        f'=IFERROR(IF({unrated}+{unproved}+({undecided})=0,"{COMPLETE}",MID('
        f'IF({unrated}>0,", "&{unrated}&" of {grid.rows} ratings","")'
        f'&IF({unproved}>0,", "&{unproved}&IF({unproved}=1," evidence text"," evidence texts"),"")'
        f'&IF({undecided},", overall recommendation","")'
        f',3,200)&" still missing"),"{UNREADABLE}")'
    )


def _add_lists(sheet: Worksheet, rows: tuple[CardRow, ...], grid: Grid) -> None:
    scales: dict[int, list[str]] = {}
    for place, row in enumerate(rows):
        scales.setdefault(len(row.anchors), []).append(cell_at(FIRST + place, grid.rating))
    for top, cells in scales.items():
        levels = [str(level) for level in range(1, top + 1)]
        names = SCALE_NAMES.get(top, ())
        meaning = ", ".join(f"{level} {name}" for level, name in zip(levels, names, strict=False))
        _add_list(
            sheet,
            cells,
            (*levels, NOT_ASSESSED),
            title="Rating",
            prompt=f"{meaning or f'1 to {top}'}.\nDid not come up? Choose {NOT_ASSESSED}.",
        )
    _add_list(
        sheet,
        [cell_at(grid.overall, grid.rating)],
        tuple(Overall),
        title="Overall recommendation",
        prompt="Choose it last, when every row above is written.",
    )


def _add_list(
    sheet: Worksheet, cells: list[str], choices: tuple[str, ...], *, title: str, prompt: str
) -> None:
    choose = DataValidation(
        type="list",
        formula1=f'"{",".join(choices)}"',
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle=title,
        error=f"Choose from the list: {', '.join(choices)}.",
        promptTitle=title,
        prompt=prompt,
    )
    for cell in cells:
        choose.add(cell)
    sheet.add_data_validation(choose)


def _add_row_colours(sheet: Worksheet, grid: Grid) -> None:
    """Colour a row by its answers, and show which description was chosen."""
    rating, evidence = f"${cell_at(FIRST, grid.rating)}", f"${cell_at(FIRST, grid.evidence)}"
    no_rating, no_evidence = _EMPTY.format(rating), _EMPTY.format(evidence)
    not_assessed = f'LOWER(TRIM({rating}))="{NOT_ASSESSED}"'
    done = f"OR({not_assessed},AND(NOT({no_rating}),NOT({no_evidence})))"
    ratings, texts = grid.down(grid.rating), grid.down(grid.evidence)
    _colour(sheet, f"{ratings} {texts}", done, looks.FILLED_GREEN)
    _colour(sheet, ratings, no_rating, looks.FILLED_AMBER)
    _colour(sheet, texts, f"AND(NOT({no_rating}),{no_evidence})", looks.FILLED_AMBER)
    for level in range(1, grid.levels + 1):
        chosen = f'TRIM({rating})="{level}"'
        _colour(sheet, grid.down(LEVEL_1 + level - 1), chosen, looks.FILLED_CHOSEN)
    choice = cell_at(grid.overall, grid.rating)
    row = grid.across(grid.overall, grid.rating, grid.evidence)
    _colour(sheet, choice, _EMPTY.format(f"${choice}"), looks.FILLED_AMBER)
    _colour(sheet, row, f"NOT({_EMPTY.format(f'${choice}')})", looks.FILLED_GREEN)


def _add_status_colour(sheet: Worksheet) -> None:
    status = f"${cell_at(STATUS, 2)}"
    _colour(sheet, cell_at(STATUS, 2), f'LEFT({status},8)="Complete"', looks.FILLED_GREEN)


def _colour(sheet: Worksheet, cells: str, formula: str, look: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=False)
    sheet.conditional_formatting.add(cells, rule)
