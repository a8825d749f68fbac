"""What the card does by itself: lists to choose from, colours, and what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation

from hiring.documents.scorecard import looks
from hiring.documents.scorecard.grid import FIRST, LEVEL_1, NAME, STATUS, Grid, cell_at
from hiring.domain.scorecard import Overall

if TYPE_CHECKING:
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.domain.language import Language
    from hiring.views.papers import CardRow

_HERE = "\ue000"  # where a formula puts what it counted
_EMPTY = "LEN(TRIM({}))=0"


def add_rules(sheet: Worksheet, rows: tuple[CardRow, ...], grid: Grid, language: Language) -> None:
    """Add the lists to choose from and the colours."""
    _add_lists(sheet, rows, grid, language)
    _add_row_colours(sheet, grid, language)
    _add_status_colour(sheet, language)


def level_names(top: int, language: Language) -> tuple[str, ...]:
    """Give the names of a scale's levels, weak to strong; none where the scale has no names."""
    keys = [f"scale.{top}.{level}" for level in range(1, top + 1)]
    return tuple(language.say(key) for key in keys if language.has(key))


def missing_at_first(rows: int, language: Language) -> str:
    """Say what is missing on an empty card, as the formula will."""
    say = language.say
    one = say("status.evidence_one")
    texts = one if rows == 1 else say("status.evidence_many", missing=rows)
    ratings = say("status.ratings", missing=rows, all=rows)
    return say("status.missing", what=f"{ratings}, {texts}, {say('status.overall')}")


def missing_formula(grid: Grid, language: Language) -> str:
    """Write the formula that says what is missing."""
    say = language.say
    ratings, evidence = grid.down(grid.rating), grid.down(grid.evidence)
    # What is not on the list counts as missing, as it will be refused.
    listed = "+".join(f'(TRIM({ratings})="{level}")' for level in range(1, grid.levels + 1))
    unassessed = f"({_is_not_assessed(ratings, language)})"
    unrated = f"({grid.rows}-SUMPRODUCT({listed}+{unassessed}))"
    unproved = f"SUMPRODUCT(({_EMPTY.format(evidence)})*(1-{unassessed}))"
    undecided = _EMPTY.format(cell_at(grid.overall, grid.rating))
    of_ratings = _spoken(", " + say("status.ratings", missing=_HERE, all=grid.rows), unrated)
    one = _quoted(", " + say("status.evidence_one"))
    many = _spoken(", " + say("status.evidence_many", missing=_HERE), unproved)
    overall = _quoted(", " + say("status.overall"))
    what = (
        f'MID(IF({unrated}>0,{of_ratings},"")'
        f'&IF({unproved}=1,{one},IF({unproved}>0,{many},""))'
        f'&IF({undecided},{overall},""),3,200)'
    )
    return (
        f"=IFERROR(IF({unrated}+{unproved}+({undecided})=0,{_quoted(say('status.complete'))},"
        f"{_spoken(say('status.missing', what=_HERE), what)}),{_quoted(say('status.unreadable'))})"
    )


def _is_not_assessed(cells: str, language: Language) -> str:
    return f"LOWER(TRIM({cells}))=LOWER({_quoted(language.say('read.not_assessed'))})"


def _quoted(text: str) -> str:
    """Write a text as formulas do."""
    return '"' + text.replace('"', '""') + '"'


def _spoken(text: str, counted: str) -> str:
    """Write a text with what a formula counts in its place."""
    before, _, after = text.partition(_HERE)
    return "&".join(
        part for part in (before and _quoted(before), counted, after and _quoted(after)) if part
    )


def _add_lists(sheet: Worksheet, rows: tuple[CardRow, ...], grid: Grid, language: Language) -> None:
    say = language.say
    not_assessed = say("read.not_assessed")
    scales: dict[int, list[str]] = {}
    for place, row in enumerate(rows):
        scales.setdefault(len(row.anchors), []).append(cell_at(FIRST + place, grid.rating))
    for top, cells in scales.items():
        names = level_names(top, language)
        meaning = ", ".join(f"{level} {name}" for level, name in enumerate(names, start=1))
        shown = meaning or say("choose.levels", top=top)
        _add_list(
            sheet,
            cells,
            (*map(str, range(1, top + 1)), not_assessed),
            title=say("choose.rating"),
            prompt=say("choose.rating_prompt", levels=shown, not_assessed=not_assessed),
            language=language,
        )
    _add_list(
        sheet,
        [cell_at(grid.overall, grid.rating)],
        tuple(say(f"overall.{choice.value}") for choice in Overall),
        title=say("choose.overall"),
        prompt=say("choose.overall_prompt"),
        language=language,
    )


def _add_list(
    sheet: Worksheet,
    cells: list[str],
    choices: tuple[str, ...],
    *,
    title: str,
    prompt: str,
    language: Language,
) -> None:
    choose = DataValidation(
        type="list",
        formula1=f'"{",".join(choices)}"',
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle=title,
        error=language.say("choose.refused", choices=", ".join(choices)),
        promptTitle=title,
        prompt=prompt,
    )
    for cell in cells:
        choose.add(cell)
    sheet.add_data_validation(choose)


def _add_row_colours(sheet: Worksheet, grid: Grid, language: Language) -> None:
    """Colour a row by its answers, and show which description was chosen."""
    rating, evidence = f"${cell_at(FIRST, grid.rating)}", f"${cell_at(FIRST, grid.evidence)}"
    no_rating, no_evidence = _EMPTY.format(rating), _EMPTY.format(evidence)
    not_assessed = _is_not_assessed(rating, language)
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


def _add_status_colour(sheet: Worksheet, language: Language) -> None:
    status = cell_at(STATUS, NAME)
    complete = f"${status}={_quoted(language.say('status.complete'))}"
    _colour(sheet, status, complete, looks.FILLED_GREEN)


def _colour(sheet: Worksheet, cells: str, formula: str, look: DifferentialStyle) -> None:
    rule = Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=False)
    sheet.conditional_formatting.add(cells, rule)
