"""Make an interviewer's scorecard: who, what each level means, where to write, what is missing."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from hiring.documents.excel import footer_text, parts_of, plain, put_rich_text, put_text
from hiring.documents.scorecard import grid as at
from hiring.documents.scorecard import kit, looks, words
from hiring.documents.scorecard.card_rules import add_rules, missing_at_first, missing_formula
from hiring.documents.scorecard.grid import Grid, cell_at
from hiring.documents.scorecard.page import (
    cell_in,
    fit_to_width,
    merge,
    moment,
    protect,
    put,
    put_padded,
    set_page,
)
from hiring.documents.scorecard.template import Template, mark
from hiring.domain.scorecard import NOT_ASSESSED, SCALE_NAMES, Overall

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.views.papers import CardRow, ScorecardSheet

CARD = "Scorecard"
HIDDEN = "_hiring"
FORMAT = "hiring-scorecard-1"
_LAST_WORDS = "It is asked last, shown at the debrief, and never counted."
_OVERALL_WORDS = {
    Overall.STRONG_YES: "I would argue for hiring this person.",
    Overall.YES: "I lean towards hiring.",
    Overall.NO: "I lean against hiring.",
    Overall.STRONG_NO: "I would argue against hiring.",
    Overall.NO_DECISION: "I saw too little to tell.",
}


def write(sheet: ScorecardSheet) -> bytes:
    """Make the workbook of one card: equal bytes for an equal card."""
    texts = _texts_of(sheet)
    common = replace(
        sheet,
        reference=mark("reference"),
        overall_key=mark("overall_key"),
        card=mark("card"),
        interview=mark("interview"),
        candidate=mark("candidate"),
        candidate_code=mark("candidate_code"),
        interviewer=mark("interviewer"),
        starts_at=None,
        rows=tuple(replace(row, key=mark(f"row_{n}")) for n, row in enumerate(sheet.rows)),
    )
    return _template(common, _banner_height(sheet, texts["when"])).filled(texts)


def _texts_of(sheet: ScorecardSheet) -> dict[str, str]:
    """Name the texts that differ from card to card of one interview step."""
    whose = footer_text(f"{sheet.candidate}, {sheet.step}")
    return {
        "reference": sheet.reference,
        "overall_key": sheet.overall_key,
        "card": sheet.card,
        "interview": sheet.interview,
        "candidate": sheet.candidate,
        "candidate_code": sheet.candidate_code,
        "interviewer": sheet.interviewer,
        "when": moment(sheet.starts_at),
        "footer": f"{whose}: {footer_text(sheet.reference)}",
        **{f"row_{n}": row.key for n, row in enumerate(sheet.rows)},
    }


@lru_cache(maxsize=32)
def _template(sheet: ScorecardSheet, banner_height: float) -> Template:
    """Build the workbook that all cards of one step share, with marks for what differs."""
    book = Workbook()
    looks.add_styles(book)
    card = book.worksheets[0]
    card.title = CARD
    grid = Grid.of(sheet)
    _write_banner(card, sheet, grid)
    looks.set_height(card, at.VALUES, banner_height)
    _write_purpose(card, sheet, grid)
    _write_header(card, sheet, grid)
    for row, competency in enumerate(sheet.rows, start=at.FIRST):
        _write_competency(card, row, competency, grid)
    _write_overall(card, sheet.overall_key, grid)
    _set_up(card, sheet, grid)
    kit.write_kit(book.create_sheet(kit.KIT), sheet)
    _carry_reference(book, sheet)
    status = cell_at(at.STATUS, at.NAME)
    return Template.of(parts_of(book, cached={(1, status): missing_at_first(grid.rows)}))


def _banner(sheet: ScorecardSheet, when: str, grid: Grid) -> tuple[tuple[str, str], ...]:
    spare = grid.levels - at.USUAL_LEVELS
    return (
        ("Candidate", f"{sheet.candidate}\n{sheet.candidate_code}"),
        ("Job", f"{sheet.job_title}\n{sheet.job_code}"),
        ("Interview", f"{sheet.step}\n{sheet.interview}"),
        ("Interviewer", sheet.interviewer),
        ("When", when),
        *(("", "") for _ in range(spare)),
        ("Time", f"{sheet.minutes} min"),
        (words.REFERENCE, sheet.reference),
    )


def _banner_height(sheet: ScorecardSheet, when: str) -> float:
    grid = Grid.of(sheet)
    fields = enumerate(_banner(sheet, when, grid), start=at.NAME)
    heights = (
        looks.height_of(value, width=grid.width(column), size=11) for column, (_, value) in fields
    )
    return looks.fitting(*heights, least=34)


def _write_banner(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    for column in range(at.NAME, grid.evidence):
        title = f"Scorecard: {sheet.candidate}" if column == at.NAME else ""
        put(card, at.TITLE, column, title, "title")
    put(card, at.TITLE, grid.evidence, f"{sheet.company}   ·   {sheet.card}", "title side")
    for column, (label, value) in enumerate(_banner(sheet, mark("when"), grid), start=at.NAME):
        look = "reference" if label == words.REFERENCE else "value"
        put(card, at.LABELS, column, label, "label")
        put(card, at.VALUES, column, value, look)
    looks.set_height(card, at.TITLE, 32)
    looks.set_height(card, at.LABELS, 16)


def _write_purpose(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    whole = sum(grid.width(column) for column in range(at.NAME, grid.evidence + 1))
    put(card, at.PURPOSE, at.NAME, sheet.purpose, "purpose")
    merge(card, grid.across(at.PURPOSE, at.NAME, grid.evidence))
    needed = looks.height_of(sheet.purpose, width=whole, size=10)
    looks.set_height(card, at.PURPOSE, looks.fitting(needed, least=24))
    split = grid.rating - 2
    for column in range(at.NAME, split + 1):
        card.cell(at.STATUS, column).style = "hiring status"
    card.cell(at.STATUS, at.NAME).value = missing_formula(grid)
    merge(card, grid.across(at.STATUS, at.NAME, split))
    hint = (
        f"What to ask: sheet '{kit.KIT}'. Write only in the yellow and amber cells. "
        f"What did not come up is '{NOT_ASSESSED}'."
    )
    put(card, at.STATUS, split + 1, hint, "hint")
    merge(card, grid.across(at.STATUS, split + 1, grid.evidence))
    link = card.cell(at.STATUS, split + 1)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{kit.KIT}'!A1")
    link.style = "hiring hint"
    looks.set_height(card, at.STATUS, 26)


def _write_header(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    top = max((len(row.anchors) for row in sheet.rows), default=0)
    names = SCALE_NAMES.get(top, ())
    put(card, at.HEADER, at.NAME, words.COMPETENCY, "head")
    for level in range(1, grid.levels + 1):
        name = names[level - 1] if level <= len(names) else ""
        shown = f"{level} {name}".strip() if level <= top else ""
        shade = len(looks.LEVELS) if level == grid.levels else min(level, len(looks.LEVELS))
        put(card, at.HEADER, at.LEVEL_1 + level - 1, shown, f"level {shade}")
    put(card, at.HEADER, grid.rating, words.RATING, "head centred")
    put(card, at.HEADER, grid.evidence, f"{words.EVIDENCE}: what was said or done", "head")
    looks.set_height(card, at.HEADER, 24)


def _write_competency(card: Worksheet, row: int, competency: CardRow, grid: Grid) -> None:
    put(card, row, at.KEY, competency.key, "key")
    name = cell_in(card, row, at.NAME)
    put_rich_text(
        name,
        (looks.NAME_FONT, f"{plain(competency.name)}\n"),
        (looks.NOTE_FONT, competency.definition),
    )
    name.style = "hiring name"
    tallest = looks.height_of(competency.name, width=at.NAME_WIDTH, size=11.5)
    tallest += looks.height_of(competency.definition, width=at.NAME_WIDTH, size=9)
    for column in range(at.LEVEL_1, grid.rating):
        card.cell(row, column).style = "hiring anchor"
    for column, anchor in enumerate(competency.anchors, start=at.LEVEL_1):
        put_padded(card, row, column, anchor, "anchor")
        tallest = max(tallest, looks.height_of(anchor, width=at.LEVEL_WIDTH, size=9.5))
    card.cell(row, grid.rating).style = "hiring rating"
    card.cell(row, grid.evidence).style = "hiring evidence"
    looks.set_height(card, row, looks.fitting(tallest, least=66), grows=True)


def _write_overall(card: Worksheet, key: str, grid: Grid) -> None:
    for column in range(at.NAME, grid.evidence + 1):
        card.cell(grid.band, column).style = "hiring band"
    put_rich_text(
        cell_in(card, grid.band, at.NAME),
        (looks.LEAD_FONT, words.LAST),
        (looks.BAND_FONT, f", when every row above is written. {_LAST_WORDS}"),
    )
    merge(card, grid.across(grid.band, at.NAME, grid.evidence))
    looks.set_height(card, grid.band, 24)
    row = grid.overall
    put(card, row, at.KEY, key, "key")
    put_rich_text(
        cell_in(card, row, at.NAME),
        (looks.NAME_FONT, f"{words.OVERALL_NAME}\n"),
        (looks.NOTE_FONT, "Your own view of the whole. Beside it, a note if you like."),
    )
    card.cell(row, at.NAME).style = "hiring name"
    for column, choices in enumerate(_in_columns(tuple(Overall), grid.levels), start=at.LEVEL_1):
        pieces = [
            piece
            for choice in choices
            for piece in (
                (looks.CHOICE_FONT, f"{'' if choice == choices[0] else chr(10)}{choice}\n"),
                (looks.SMALL_FONT, _OVERALL_WORDS[choice]),
            )
        ]
        put_rich_text(cell_in(card, row, column), *pieces)
        card.cell(row, column).style = "hiring anchor"
    card.cell(row, grid.rating).style = "hiring choice"
    card.cell(row, grid.evidence).style = "hiring evidence"
    looks.set_height(card, row, 66, grows=True)


def _in_columns(choices: tuple[Overall, ...], columns: int) -> list[tuple[Overall, ...]]:
    """Give each choice a column; the last column takes those that are left."""
    alone = [(choice,) for choice in choices[: columns - 1]]
    return [*alone, choices[columns - 1 :]]


def _set_up(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    for column in range(at.NAME, grid.evidence + 1):
        card.column_dimensions[get_column_letter(column)].width = grid.width(column)
    card.column_dimensions[get_column_letter(at.KEY)].hidden = True
    card.freeze_panes = cell_at(at.FIRST, at.LEVEL_1)
    start = cell_at(at.FIRST, grid.rating)
    for selection in card.sheet_view.selection:
        selection.activeCell = start
        selection.sqref = start
    card.sheet_view.zoomScale = 90
    add_rules(card, sheet.rows, grid)
    protect(card)
    set_page(card, mark("footer"))
    fit_to_width(card)
    card.print_title_rows = f"{at.HEADER}:{at.HEADER}"
    card.print_area = f"{cell_at(at.TITLE, at.NAME)}:{cell_at(grid.overall, grid.evidence)}"


def _carry_reference(book: Workbook, sheet: ScorecardSheet) -> None:
    """Write the reference where it survives one program or another."""
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "hidden"
    carried = (
        ("format", FORMAT),
        ("reference", sheet.reference),
        ("card", sheet.card),
        ("interview", sheet.interview),
    )
    for row, (label, value) in enumerate(carried, start=1):
        put_text(hidden.cell(row, 1), label)
        put_text(hidden.cell(row, 2), value)
    protect(hidden)
    name = DefinedName("hiring_reference", attr_text=f'"{sheet.reference}"', hidden=True)
    book.defined_names["hiring_reference"] = name
    carried_too = StringProperty(name="hiring reference", value=sheet.reference)
    book.custom_doc_props.append(carried_too)  # type: ignore[attr-defined]  # newer than its stubs
    book.properties.identifier = sheet.reference
    book.properties.title = f"Scorecard: {sheet.candidate}, {plain(sheet.step)}"
    book.properties.creator = "hiring"
    book.properties.language = "en"
