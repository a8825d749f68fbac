"""Draw an interviewer's card: who, what each level means, where to write, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink

from hiring.documents.cell_text import escaped, plain
from hiring.documents.excel import parts_of, put_rich_text, put_text
from hiring.documents.scorecard import grid as at
from hiring.documents.scorecard import kit, looks, measure
from hiring.documents.scorecard.card_rules import (
    add_rules,
    level_names,
    missing_at_first,
    missing_formula,
)
from hiring.documents.scorecard.grid import Grid, cell_at
from hiring.documents.scorecard.page import (
    cell_in,
    fit_to_width,
    merge,
    protect,
    put,
    put_padded,
    set_page,
)
from hiring.documents.scorecard.personal import banner
from hiring.documents.sheets.book import SHORT_LIMIT
from hiring.domain.filled_card import described, digest
from hiring.domain.scorecard import Overall

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.cell.text import InlineFont
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.domain.language import Language
    from hiring.views.papers import CardRow, ScorecardSheet

HIDDEN = "_hiring"
FORMAT = "hiring-scorecard-2"
_IN_ONE_CELL = 20  # longer texts did not come back whole from an .xls
_UPWARDS = (Overall.STRONG_NO, Overall.NO, Overall.YES, Overall.STRONG_YES)
_OWN_ROWS = (at.TITLE, at.VALUES)
_READ_BY = ("competency", "rating", "evidence", "last", "recommendation", "not_assessed")


def parts_of_card(
    sheet: ScorecardSheet, texts: Mapping[str, str], height: float
) -> dict[str, bytes]:
    """Give the parts of a card's workbook, with what its status says before it is calculated."""
    status = cell_at(at.STATUS, at.NAME)
    cached = missing_at_first(len(sheet.rows), sheet.language)
    return parts_of(draw(sheet, texts, height), cached={(1, status): cached})


def draw(sheet: ScorecardSheet, texts: Mapping[str, str], height: float) -> Workbook:
    """Draw the workbook of a card; its personal texts come by name, and are the only ones."""
    book = Workbook()
    looks.add_styles(book)
    card = book.worksheets[0]
    card.title = sheet.language.say("sheet.card")
    grid = Grid.of(sheet)
    _write_banner(card, sheet, texts, grid)
    looks.set_height(card, at.VALUES, height)
    _write_purpose(card, sheet, grid)
    _write_header(card, sheet, grid)
    for place, competency in enumerate(sheet.rows):
        put(card, at.FIRST + place, at.KEY, texts[f"row_{place}"], "key")
        _write_competency(card, at.FIRST + place, competency, grid)
    _write_band(card, sheet.language, grid)
    put(card, grid.overall, at.KEY, texts["overall_key"], "key")
    _write_overall(card, sheet.language, grid)
    _set_up(card, sheet, escaped(texts["footer"]), grid)
    asked = book.create_sheet(sheet.language.say("sheet.kit"))
    kit.write_kit(asked, sheet)
    _write_outline(book.create_sheet(HIDDEN), sheet, texts, _digests(card, asked))
    _carry_reference(book, sheet.language, texts)
    return book


def _write_banner(
    card: Worksheet, sheet: ScorecardSheet, texts: Mapping[str, str], grid: Grid
) -> None:
    for column in range(at.NAME, grid.evidence):
        put(card, at.TITLE, column, texts["title"] if column == at.NAME else "", "title")
    put(card, at.TITLE, grid.evidence, texts["side"], "title side")
    for column, (label, value) in enumerate(banner(sheet, texts, grid), start=at.NAME):
        put(card, at.LABELS, column, label, "label")
        put(card, at.VALUES, column, value, "value")
    card.cell(at.VALUES, grid.evidence).style = "hiring reference"
    looks.set_height(card, at.TITLE, 32)
    looks.set_height(card, at.LABELS, 16)


def _write_purpose(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    whole = sum(grid.width(column) for column in range(at.NAME, grid.evidence + 1))
    put(card, at.PURPOSE, at.NAME, sheet.purpose, "purpose")
    merge(card, grid.across(at.PURPOSE, at.NAME, grid.evidence))
    needed = measure.height_of(sheet.purpose, width=whole, size=10)
    looks.set_height(card, at.PURPOSE, measure.fitting(needed, least=24))
    split = grid.rating - 2
    for column in range(at.NAME, split + 1):
        card.cell(at.STATUS, column).style = "hiring status"
    card.cell(at.STATUS, at.NAME).value = missing_formula(grid, sheet.language)
    merge(card, grid.across(at.STATUS, at.NAME, split))
    say = sheet.language.say
    hint = say("card.hint", kit=say("sheet.kit"), not_assessed=say("read.not_assessed"))
    put(card, at.STATUS, split + 1, hint, "hint")
    merge(card, grid.across(at.STATUS, split + 1, grid.evidence))
    link = card.cell(at.STATUS, split + 1)
    link.hyperlink = Hyperlink(ref=link.coordinate, location=_first_cell(say("sheet.kit")))
    link.style = "hiring hint"
    looks.set_height(card, at.STATUS, 26)


def _first_cell(sheet: str) -> str:
    """Name the first cell of a sheet, as links do."""
    return "'{}'!A1".format(sheet.replace("'", "''"))


def _write_header(card: Worksheet, sheet: ScorecardSheet, grid: Grid) -> None:
    say = sheet.language.say
    top = max((len(row.anchors) for row in sheet.rows), default=0)
    names = level_names(top, sheet.language)
    put(card, at.HEADER, at.NAME, say("read.competency"), "head")
    for level in range(1, grid.levels + 1):
        name = names[level - 1] if level <= len(names) else ""
        shown = f"{level} {name}".strip() if level <= top else ""
        shade = len(looks.LEVELS) if level == grid.levels else min(level, len(looks.LEVELS))
        put(card, at.HEADER, at.LEVEL_1 + level - 1, shown, f"level {shade}")
    put(card, at.HEADER, grid.rating, say("read.rating"), "head centred")
    evidence = f"{say('read.evidence')}: {say('card.evidence')}"
    put(card, at.HEADER, grid.evidence, evidence, "head")
    looks.set_height(card, at.HEADER, 24)


def _write_competency(card: Worksheet, row: int, competency: CardRow, grid: Grid) -> None:
    name = cell_in(card, row, at.NAME)
    put_rich_text(
        name,
        (looks.NAME_FONT, f"{plain(competency.name)}\n"),
        (looks.NOTE_FONT, competency.definition),
    )
    name.style = "hiring name"
    tallest = measure.height_of(competency.name, width=at.NAME_WIDTH, size=11.5)
    tallest += measure.height_of(competency.definition, width=at.NAME_WIDTH, size=9)
    for column in range(at.LEVEL_1, grid.rating):
        card.cell(row, column).style = "hiring anchor"
    for column, anchor in enumerate(competency.anchors, start=at.LEVEL_1):
        put_padded(card, row, column, anchor, "anchor")
        tallest = max(tallest, measure.height_of(anchor, width=at.LEVEL_WIDTH, size=9.5))
    card.cell(row, grid.rating).style = "hiring rating"
    card.cell(row, grid.evidence).style = "hiring evidence"
    looks.set_height(card, row, measure.fitting(tallest, least=66), grows=True)


def _write_band(card: Worksheet, language: Language, grid: Grid) -> None:
    for column in range(at.NAME, grid.evidence + 1):
        card.cell(grid.band, column).style = "hiring band"
    put_rich_text(
        cell_in(card, grid.band, at.NAME),
        (looks.LEAD_FONT, language.say("read.last")),
        (looks.BAND_FONT, f", {language.say('card.last')}"),
    )
    merge(card, grid.across(grid.band, at.NAME, grid.evidence))
    looks.set_height(card, grid.band, 24)


def _write_overall(card: Worksheet, language: Language, grid: Grid) -> None:
    row = grid.overall
    put_rich_text(
        cell_in(card, row, at.NAME),
        (looks.NAME_FONT, f"{language.say('read.recommendation')}\n"),
        (looks.NOTE_FONT, f"{language.say('card.overall')}\n"),
        *_explained(Overall.NO_DECISION, language, last=True),
    )
    card.cell(row, at.NAME).style = "hiring name"
    said = (language.say("card.overall"), language.say(f"means.{Overall.NO_DECISION}"))
    tallest = sum(measure.height_of(text, width=at.NAME_WIDTH, size=9) for text in said) + 34
    for column in range(at.LEVEL_1, grid.rating):
        card.cell(row, column).style = "hiring anchor"
    for column, choices in enumerate(_in_columns(_UPWARDS, grid.levels), start=at.LEVEL_1):
        pieces = [piece for choice in choices for piece in _explained(choice, language)]
        pieces[-1] = (pieces[-1][0], pieces[-1][1].rstrip("\n"))
        put_rich_text(cell_in(card, row, column), *pieces)
        shown = "".join(text for _, text in pieces)
        tallest = max(tallest, measure.height_of(shown, width=at.LEVEL_WIDTH, size=10))
    card.cell(row, grid.rating).style = "hiring choice"
    card.cell(row, grid.evidence).style = "hiring evidence"
    looks.set_height(card, row, measure.fitting(tallest, least=66), grows=True)


def _explained(
    choice: Overall, language: Language, *, last: bool = False
) -> tuple[tuple[InlineFont, str], ...]:
    end = "" if last else "\n"
    return (
        (looks.CHOICE_FONT, f"{language.say(f'overall.{choice}')}\n"),
        (looks.SMALL_FONT, f"{language.say(f'means.{choice}')}{end}"),
    )


def _in_columns(choices: tuple[Overall, ...], columns: int) -> list[tuple[Overall, ...]]:
    """Give each choice a column; the last column takes those that are left."""
    alone = [(choice,) for choice in choices[: columns - 1]]
    return [*alone, *filter(None, [choices[columns - 1 :]])]


def _set_up(card: Worksheet, sheet: ScorecardSheet, footer: str, grid: Grid) -> None:
    for column in range(at.NAME, grid.evidence + 1):
        card.column_dimensions[get_column_letter(column)].width = grid.width(column)
    card.column_dimensions[get_column_letter(at.KEY)].hidden = True
    card.freeze_panes = cell_at(at.FIRST, at.LEVEL_1)
    start = cell_at(at.FIRST, grid.rating)
    for selection in card.sheet_view.selection:
        selection.activeCell = start
        selection.sqref = start
    card.sheet_view.zoomScale = 90
    add_rules(card, sheet.rows, grid, sheet.language)
    protect(card)
    set_page(card, footer, paper=sheet.paper, language=sheet.language)
    fit_to_width(card)
    card.print_title_rows = f"{at.HEADER}:{at.HEADER}"
    card.print_area = f"{cell_at(at.TITLE, at.NAME)}:{cell_at(grid.overall, grid.evidence)}"


def _digests(card: Worksheet, kit_sheet: Worksheet) -> frozenset[str]:
    """Give what all cards of a step say in equal words, so that what was added is told from it."""
    return frozenset(
        digest(text)
        for sheet, own in ((card, _OWN_ROWS), (kit_sheet, ()))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
        and cell.data_type != "f"
        and cell.row not in own
        and (sheet is kit_sheet or cell.column != at.KEY)
        for text in {str(cell.value), str(cell.value)[:SHORT_LIMIT]}
    )


def _write_outline(
    hidden: Worksheet, sheet: ScorecardSheet, texts: Mapping[str, str], known: frozenset[str]
) -> None:
    """Write what the card is and asks, so that it can be checked by itself."""
    hidden.sheet_state = "hidden"
    say = sheet.language.say
    lines = (
        ("format", FORMAT),
        ("reference", texts["reference"]),
        ("card", texts["card"]),
        ("interview", texts["interview"]),
        ("language", sheet.language.code),
        *(
            ("texts", " ".join(sorted(known)[first : first + _IN_ONE_CELL]))
            for first in range(0, len(known), _IN_ONE_CELL)
        ),
        ("texts", texts["own"]),
        *(("word", key, say(f"read.{key}")) for key in _READ_BY),
        *(("word", choice.value, say(f"overall.{choice}")) for choice in Overall),
        *(
            (
                "row",
                texts[f"row_{place}"],
                row.name,
                str(len(row.anchors)),
                described(tuple(map(plain, row.anchors))),
            )
            for place, row in enumerate(sheet.rows)
        ),
        ("overall", texts["overall_key"]),
    )
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            put_text(cell_in(hidden, row, column), text)
    protect(hidden)


def _carry_reference(book: Workbook, language: Language, texts: Mapping[str, str]) -> None:
    """Write the reference where it survives one program or another."""
    reference = texts["reference"]
    name = DefinedName("hiring_reference", attr_text=f'"{reference}"', hidden=True)
    book.defined_names["hiring_reference"] = name
    carried_too = StringProperty(name="hiring reference", value=reference)
    book.custom_doc_props.append(carried_too)  # type: ignore[attr-defined]  # newer than its stubs
    book.properties.identifier = reference
    book.properties.title = texts["long_title"]
    book.properties.description = texts["handling"]
    book.properties.creator = "hiring"
    book.properties.language = language.say("language.tag")
