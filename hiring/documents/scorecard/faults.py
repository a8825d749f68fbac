"""Find the boxes of a card that cannot be read, and what to know of those that can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.documents.cell_text import CELL_LIMIT
from hiring.documents.scorecard.lines import NOTHING, Card
from hiring.documents.sheets.book import SHORT_LIMIT, At
from hiring.domain.filled_card import MOVE_RATING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ERRORS = frozenset({"#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#N/A"})
_LONGER = {
    CELL_LIMIT: "look whether its end is there; shorten it, or save the card as .ods.",
    SHORT_LIMIT: "look whether its end is there; save the card as .xlsx and send that file.",
}
_SHOWN = 200
Fault = tuple[tuple[At, ...], str, str]  # the cells, what, and how to mend it


def find_faults(card: Card, limits: tuple[int, ...]) -> tuple[Fault, ...]:
    """Find every box that cannot be read, of a file in which texts are cut at these limits."""
    return (
        *_rival_columns(card),
        *_double_lines(card),
        *_unreadable_cells(card),
        *_struck_ratings(card),
        *_full_cells(card, limits),
        *_stray_rows(card),
    )


def box_notes(card: Card, stripped: frozenset[str]) -> tuple[str, ...]:
    """Point out what was read and may be meant otherwise."""
    return (*_formula_notes(card), *_struck_notes(card), *_evidence_notes(card, stripped))


def _rival_columns(card: Card) -> Iterator[Fault]:
    """Find filled columns that are headed like the one that is read: which counts, nobody knows."""
    for header in card.headers:
        rows = [line.row for line in card.lines if line.header is header]
        for column, other in header.rivals:
            if any(card.text(At(row, other)) for row in rows):
                one, two = At(header.row, column), At(header.row, other)
                shown = f'"{_first(card, one)}" ({one}) and "{_first(card, two)}" ({two})'
                yield (
                    (two,),
                    f"the columns {shown} are headed alike: it cannot be told which counts.",
                    "delete the column that does not count, or give it a heading of its own.",
                )


def _first(card: Card, at: At) -> str:
    return " ".join(card.text(at).split())[:_SHOWN]


def _double_lines(card: Card) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for line in card.lines:
        known = first.setdefault(line.key or line.name, line.row)
        if known != line.row:
            shown = (line.name or line.key or "")[:_SHOWN]
            yield (
                (At(line.row, line.header.rating),),
                f'"{shown}" stands twice, in rows {known} and {line.row}.',
                "delete the row that does not count.",
            )


def _unreadable_cells(card: Card) -> Iterator[Fault]:
    answers = [at for line in card.lines for at in line.cells]
    for block in card.sheet.merged:
        hit = tuple(at for at in answers if at in block)
        if hit and (len(hit) > 1 or block.first != hit[0]):
            what = f"the cells {block} are merged, so one answer hides another."
            yield hit, what, "unmerge them and write into each row's own two cells."
    for at in answers:
        if card.sheet.cells.get(at, NOTHING).uncomputed:
            yield (
                (at,),
                "this is a formula that has not been calculated.",
                "type the answer itself, or open the file in Excel and save it once.",
            )
    for line in card.lines:
        evidence = line.cells[1]
        if card.text(evidence) in _ERRORS:
            yield (
                (evidence,),
                f"{card.text(evidence)} is an error of the program and no evidence.",
                "write the words again; what begins with = is taken for a formula.",
            )


def _struck_ratings(card: Card) -> Iterator[Fault]:
    """Find ratings of which a part is struck through: what is left may be what is meant."""
    for line in card.lines if card.sheet.struck else ():
        at = line.cells[0]
        if (struck := card.sheet.struck.get(at)) and not _is_all(struck, card.text(at)):
            yield (
                (at,),
                f'of "{card.text(at)[:_SHOWN]}", "{struck.strip()[:_SHOWN]}" is struck through.',
                "delete what does not count, and leave the rating alone in its box.",
            )


def _is_all(part: str, text: str) -> bool:
    return "".join(part.split()) == "".join(text.split())


def _full_cells(card: Card, limits: tuple[int, ...]) -> Iterator[Fault]:
    """Find texts that are just as long as programs let them be in such a file."""
    for line in card.lines:
        evidence = line.cells[1]
        text = card.sheet.text(*evidence)
        # A program counts as Excel does, where an emoji is two.
        if any(len(text) <= limit <= 2 * len(text) for limit in limits):
            units = len(text.encode("utf-16-le", "surrogatepass")) // 2
            if units in limits:
                what = (
                    f"this text has {units:,} letters, and programs cut it off there in such files."
                )
                yield (evidence,), what, _LONGER[units]


def _stray_rows(card: Card) -> Iterator[Fault]:
    """Find rated rows among the card's own that belong to no competency of it."""
    ours = {line.row for line in card.lines} | {header.row for header in card.headers}
    header = card.lines[0].header
    for row in range(header.row + 1, max(ours)):
        rating = At(row, header.rating)
        if row not in ours and card.text(rating):
            yield (
                (rating,),
                "a rating stands in a row without a competency.",
                MOVE_RATING,
            )


def _formula_notes(card: Card) -> Iterator[str]:
    for at in (at for line in card.lines for at in line.cells):
        if card.sheet.cells.get(at, NOTHING).formula and (shown := card.text(at)[:_SHOWN]):
            yield f'{card.sheet.name}!{at}: a formula; its result "{shown}" was taken'


def _struck_notes(card: Card) -> Iterator[str]:
    for rating, evidence in (line.cells for line in card.lines if card.sheet.struck):
        for at in (rating, evidence):
            struck, text = card.sheet.struck.get(at, "").strip(), card.text(at)
            place = f"{card.sheet.name}!{at}"
            if struck and _is_all(struck, text):
                yield f"{place} is struck through; it was taken as it stands"
            elif struck and at == evidence:
                shown = struck[:_SHOWN]
                yield f'{place}: "{shown}" is struck through; the text was taken with it'


def _evidence_notes(card: Card, stripped: frozenset[str]) -> Iterator[str]:
    """Point out evidence that may not be what was written: a number, a date, or cleaned."""
    for line in card.lines:
        at = line.cells[1]
        value = card.sheet.cells.get(at, NOTHING).value
        place = f"{card.sheet.name}!{at}"
        if value is not None and not isinstance(value, str):
            shown = card.text(at)[:_SHOWN]
            yield f'{place}: a program made "{shown}" of what was written; look whether it is right'
        elif value in stripped:
            yield f"{place}: control characters were taken out of this text"
