"""Make the interview kit: what to ask, what answers contain, and what the ratings are for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from hiring.documents.cell_text import escaped, footer_text
from hiring.documents.excel import put_rich_text
from hiring.documents.scorecard import looks, measure
from hiring.documents.scorecard.page import cell_in, merge, protect, put, set_page
from hiring.domain.rubric import LIVE_FORMATS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.domain.language import Language
    from hiring.views.papers import CardRow, KitQuestion, ScorecardSheet

_ASK, _GOOD, _WEAK = 2, 3, 4
_WIDTHS = {1: 2.0, _ASK: 64.0, _GOOD: 44.0, _WEAK: 44.0}
_WHOLE = sum(_WIDTHS.values()) - _WIDTHS[1]
_DASH = "\u2013  "
_TITLE_HEIGHT = 32.0
_SCALE = 86
_PAGE_HEIGHT = 500 / _SCALE * 100
_WELCOME_AND_CLOSE = 10
_RULES = 6
_FOOTER_LIMIT = 140


def write_kit(sheet: Worksheet, card: ScorecardSheet) -> None:
    """Write the sheet with everything an interviewer needs before and during the interview."""
    say = card.language.say
    for column, width in _WIDTHS.items():
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    for column in (_ASK, _GOOD, _WEAK):
        title = say("kit.title", step=card.step) if column == _ASK else ""
        put(sheet, 1, column, title, "title")
    put(sheet, 1, _WEAK, say("kit.audience"), "title side")
    looks.set_height(sheet, 1, _TITLE_HEIGHT)
    starts = [2, _write_texts(sheet, 2, say("kit.about"), _about(card))]
    for competency in card.rows:
        starts.append(_write_competency(sheet, starts[-1], competency, card.language))
    starts.append(_write_texts(sheet, starts[-1], say("kit.use"), (("", _use(card.language)),)))
    _break_pages(sheet, starts)
    protect(sheet)
    whole = say("kit.footer", step=card.step, rubric=card.rubric)
    footer = footer_text(whole, limit=_FOOTER_LIMIT)
    set_page(sheet, escaped(footer), paper=card.paper, language=card.language)
    sheet.page_setup.scale = _SCALE
    sheet.freeze_panes = "A2"
    sheet.print_area = f"B1:D{starts[-1] - 1}"


def _break_pages(sheet: Worksheet, starts: list[int]) -> None:
    """Begin a new page where a part would otherwise be torn apart."""
    used = _TITLE_HEIGHT
    for start, after in pairwise(starts):
        needed = sum(sheet.row_dimensions[row].height or 0 for row in range(start, after))
        if used + needed > _PAGE_HEIGHT and start > starts[0]:
            sheet.row_breaks.append(Break(id=start - 1))
            used = 0
        used = (used + needed) % _PAGE_HEIGHT


def _about(card: ScorecardSheet) -> tuple[tuple[str, str], ...]:
    texts = (("purpose", card.purpose), ("brief", card.brief), ("time_box", _time_box(card)))
    return tuple((card.language.say(f"kit.{lead}"), text) for lead, text in texts if text)


def _time_box(card: ScorecardSheet) -> str:
    say = card.language.say
    if card.step_format not in LIVE_FORMATS:
        key = f"format.{card.step_format}"
        shown = say(key) if card.language.has(key) else card.step_format
        return say("kit.time_alone", minutes=card.minutes, format=shown)
    count = max(1, len(card.rows))
    each = max(1, (card.minutes - _WELCOME_AND_CLOSE) // count)
    if count == 1:
        return say("kit.time_one", minutes=card.minutes, each=each)
    return say("kit.time_many", minutes=card.minutes, each=each, count=count)


def _use(language: Language) -> str:
    """Say how the ratings will be used, a line for each rule."""
    known = {"not_assessed": language.say("read.not_assessed")}
    rules = (language.say(f"use.{rule}", **known) for rule in range(1, _RULES + 1))
    return "\n".join(f"{_DASH}{rule}" for rule in rules)


def _write_texts(sheet: Worksheet, row: int, title: str, texts: tuple[tuple[str, str], ...]) -> int:
    _write_section(sheet, row, title)
    for lead, text in texts:
        row += 1
        begins = f"{lead}:  " if lead else ""
        put_rich_text(
            cell_in(sheet, row, _ASK), (looks.LABEL_FONT, begins), (looks.TEXT_FONT, text)
        )
        _span(sheet, row, f"{begins}{text}", "text")
    return row + 1


def _span(sheet: Worksheet, row: int, text: str, look: str) -> None:
    """Let the first cell of a row reach across the sheet, as high as its text needs."""
    for column in (_ASK, _GOOD, _WEAK):
        sheet.cell(row, column).style = f"hiring {look}"
    merge(sheet, f"B{row}:D{row}")
    needed = measure.height_of(text, width=_WHOLE, size=10.5)
    looks.set_height(sheet, row, measure.fitting(needed))


def _write_section(sheet: Worksheet, row: int, title: str) -> None:
    for column in (_ASK, _GOOD, _WEAK):
        put(sheet, row, column, title if column == _ASK else "", "section")
    merge(sheet, f"B{row}:D{row}")
    looks.set_height(sheet, row, 34)


def _write_competency(sheet: Worksheet, row: int, competency: CardRow, language: Language) -> int:
    _write_section(sheet, row, competency.name)
    row += 1
    put(sheet, row, _ASK, competency.definition, "text")
    _span(sheet, row, competency.definition, "text")
    row += 1
    if competency.questions:
        put(sheet, row, _ASK, language.say("kit.ask"), "head")
        put(sheet, row, _GOOD, language.say("kit.good"), "head")
        put(sheet, row, _WEAK, language.say("kit.weak"), "head")
        looks.set_height(sheet, row, 20)
        row += 1
    for number, question in enumerate(competency.questions, start=1):
        _write_question(sheet, row, number, question)
        row += 1
    if competency.avoid:
        _write_avoid(sheet, row, competency.avoid, language.say("kit.avoid"))
        row += 1
    return row


def _write_question(sheet: Worksheet, row: int, number: int, question: KitQuestion) -> None:
    ask = f"{number}. {question.ask}"
    probes = "".join(f"\n{_DASH}{probe}" for probe in question.probes)
    put_rich_text(cell_in(sheet, row, _ASK), (looks.ASK_FONT, ask), (looks.PROBE_FONT, probes))
    cell_in(sheet, row, _ASK).style = "hiring question"
    put(sheet, row, _GOOD, question.good, "good")
    put(sheet, row, _WEAK, question.weak, "weak")
    needed = (
        measure.height_of(ask, width=_WIDTHS[_ASK], size=11.5)
        + measure.height_of(probes.removeprefix("\n"), width=_WIDTHS[_ASK], size=10),
        measure.height_of(question.good, width=_WIDTHS[_GOOD], size=10),
        measure.height_of(question.weak, width=_WIDTHS[_WEAK], size=10),
    )
    looks.set_height(sheet, row, measure.fitting(*needed), grows=True)


def _write_avoid(sheet: Worksheet, row: int, avoid: tuple[str, ...], lead: str) -> None:
    texts = "".join(f"\n{_DASH}{text}" for text in avoid)
    put_rich_text(cell_in(sheet, row, _ASK), (looks.AVOID_FONT, lead), (looks.SMALL_FONT, texts))
    _span(sheet, row, f"{lead}{texts}", "avoid")
