"""Make the interview kit: what to ask, what answers contain, and what the ratings are for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.worksheet.pagebreak import Break

from hiring.documents.excel import footer_text, put_rich_text
from hiring.documents.scorecard import looks
from hiring.documents.scorecard.page import cell_in, merge, protect, put, set_page
from hiring.domain.scorecard import NOT_ASSESSED

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from hiring.views.papers import CardRow, KitQuestion, ScorecardSheet

KIT = "Interview kit"
_ASK, _GOOD, _WEAK = 2, 3, 4
_WIDTHS = {1: 2.0, _ASK: 64.0, _GOOD: 44.0, _WEAK: 44.0}
_WHOLE = sum(_WIDTHS.values()) - _WIDTHS[1]
_DASH = "\u2013  "
_TITLE_HEIGHT = 32.0
_SCALE = 86
_PAGE_HEIGHT = 500 / _SCALE * 100
_WELCOME_AND_CLOSE = 10
_LIVE = ("live", "presentation")
_RULES = (
    "One interviewer, one vote on each competency. Asking a thing twice does not make two votes.",
    "A level counts only with evidence beside it: what the candidate said or did, not how it felt.",
    "Ratings are never averaged. A great answer here does not make up for a weak one there.",
    f"What did not come up is '{NOT_ASSESSED}'. It counts neither way; a guess would.",
    "Write and send the card before you talk with anybody about the candidate, best the same day.",
    "The overall recommendation is asked last, shown at the debrief, and never counted.",
)


def write_kit(sheet: Worksheet, card: ScorecardSheet) -> None:
    """Write the sheet with everything an interviewer needs before and during the interview."""
    for column, width in _WIDTHS.items():
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    for column in (_ASK, _GOOD, _WEAK):
        put(sheet, 1, column, f"{KIT}: {card.step}" if column == _ASK else "", "title")
    put(sheet, 1, _WEAK, "For interviewers. Not for the candidate.", "title side")
    looks.set_height(sheet, 1, _TITLE_HEIGHT)
    starts = [2, _write_texts(sheet, 2, "This interview", _about(card))]
    for competency in card.rows:
        starts.append(_write_competency(sheet, starts[-1], competency))
    starts.append(
        _write_texts(
            sheet,
            starts[-1],
            "How your ratings will be used",
            (("", "\n".join(f"{_DASH}{rule}" for rule in _RULES)),),
        )
    )
    _break_pages(sheet, starts)
    protect(sheet)
    set_page(sheet, footer_text(f"{KIT}: {card.step}. Rubric: {card.rubric}"))
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
    texts = (("Purpose", card.purpose), ("Brief", card.brief), ("Time box", _time_box(card)))
    return tuple((lead, text) for lead, text in texts if text)


def _time_box(card: ScorecardSheet) -> str:
    if card.step_format not in _LIVE:
        return f"{card.minutes} minutes of the candidate's time ({card.step_format})."
    count = max(1, len(card.rows))
    each = max(1, (card.minutes - _WELCOME_AND_CLOSE) // count)
    shared = f"about {each} for each of the {count} competencies" if count > 1 else f"{each} to ask"
    return (
        f"{card.minutes} minutes. About 5 to say hello, {shared}, "
        "and the last 5 for the candidate's questions."
    )


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
    needed = looks.height_of(text, width=_WHOLE, size=10.5)
    looks.set_height(sheet, row, looks.fitting(needed))


def _write_section(sheet: Worksheet, row: int, title: str) -> None:
    for column in (_ASK, _GOOD, _WEAK):
        put(sheet, row, column, title if column == _ASK else "", "section")
    merge(sheet, f"B{row}:D{row}")
    looks.set_height(sheet, row, 34)


def _write_competency(sheet: Worksheet, row: int, competency: CardRow) -> int:
    _write_section(sheet, row, competency.name)
    row += 1
    put(sheet, row, _ASK, competency.definition, "text")
    _span(sheet, row, competency.definition, "text")
    row += 1
    if competency.questions:
        put(sheet, row, _ASK, "Ask, then probe", "head")
        put(sheet, row, _GOOD, "A good answer contains", "head")
        put(sheet, row, _WEAK, "A weak answer", "head")
        looks.set_height(sheet, row, 20)
        row += 1
    for number, question in enumerate(competency.questions, start=1):
        _write_question(sheet, row, number, question)
        row += 1
    if competency.avoid:
        _write_avoid(sheet, row, competency.avoid)
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
        looks.height_of(ask, width=_WIDTHS[_ASK], size=11.5)
        + looks.height_of(probes.removeprefix("\n"), width=_WIDTHS[_ASK], size=10),
        looks.height_of(question.good, width=_WIDTHS[_GOOD], size=10),
        looks.height_of(question.weak, width=_WIDTHS[_WEAK], size=10),
    )
    looks.set_height(sheet, row, looks.fitting(*needed), grows=True)


def _write_avoid(sheet: Worksheet, row: int, avoid: tuple[str, ...]) -> None:
    texts = "".join(f"\n{_DASH}{text}" for text in avoid)
    put_rich_text(
        cell_in(sheet, row, _ASK), (looks.AVOID_FONT, "Do not ask"), (looks.SMALL_FONT, texts)
    )
    _span(sheet, row, f"Do not ask{texts}", "avoid")
