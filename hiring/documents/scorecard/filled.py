"""Take a filled scorecard back: find its rows, whatever was moved, and judge none of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiring.documents.cell_text import CELL_LIMIT
from hiring.documents.scorecard.lines import (
    HEADINGS,
    NOTHING,
    Card,
    Line,
    Overview,
    keyed_lines,
    looked_over,
    named_lines,
)
from hiring.documents.scorecard.outline import find_outline
from hiring.documents.scorecard.outside import changed_head, is_carrier, outside_notes
from hiring.documents.sheets.book import SHORT_LIMIT, At, Book, Sheet
from hiring.documents.sheets.opening import open_book
from hiring.domain.filled_card import FilledCard, FoundRow
from hiring.domain.language import folded
from hiring.domain.reference import normal, references_in
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.domain.language import Vocabulary

_MOST_LINES = 400
_MOST_MERGED = 400
_MOST_REFERENCES = 20
_ERRORS = frozenset({"#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#N/A"})
_LONGER = {
    CELL_LIMIT: "look whether its end is there; shorten it, or save the card as .ods.",
    SHORT_LIMIT: "look whether its end is there; save the card as .xlsx and send that file.",
}
_SHOWN = 200
_Fault = tuple[tuple[At, ...], str, str]  # the cells, what, and how to mend it
_SEND_CARD = "send the scorecard that was sent to you, filled in; keep its header row."


def read(raw: bytes, *, name: str, vocabulary: Vocabulary, own_words: bool = False) -> FilledCard:
    """Read a filled card; InvalidFileError names every place that cannot be read.

    With `own_words`, the card is also read by the words that it says are its own.
    """
    book = open_book(raw, name=name)
    outline = find_outline(book)
    words = outline.words if outline else ()
    own = {key: folded(word) for key, word in words if key in HEADINGS}
    vocabulary = vocabulary.also(words if own_words else tuple(own.items()))
    seen = {id(sheet): looked_over(sheet, vocabulary, own) for sheet in book.sheets}
    cards = _find_cards(book, seen, vocabulary, name)
    card = _chosen(cards, seen, name)
    _refuse_what_no_card_has(card, name)
    problems = (
        *_rival_columns(card),
        *_double_lines(card),
        *_unreadable_cells(card),
        *_full_cells(card, book.cell_limits),
        *_stray_rows(card),
    )
    filled = FilledCard(
        references=_references(book, seen, card),
        rows=tuple(_found_row(card.sheet, line) for line in card.lines if not line.overall),
        overall=None,
        overall_key=None,
        overall_cell="",
        overall_note="",
        prefixes=_prefixes(seen),
        notes=(
            *book.notes,
            *_formula_notes(card),
            *_evidence_notes(card, book.stripped),
            *outside_notes(book, card, cards, vocabulary, outline),
        ),
        outline=outline,
        problems=tuple(
            Problem(what, where=f"{name}, {card.sheet.name}!{cells[0]}", fix=fix)
            for cells, what, fix in problems
        ),
        unreadable=frozenset(f"{card.sheet.name}!{at}" for cells, _, _ in problems for at in cells),
        head=changed_head(card, outline),
    )
    last = next((line for line in card.lines if line.overall), None)
    if last is None:
        return filled
    recommendation = _found_row(card.sheet, last)
    return replace(
        filled,
        overall=recommendation.rating,
        overall_key=last.key,
        overall_cell=recommendation.rating_cell,
        overall_note=recommendation.evidence,
        overall_name=recommendation.name,
    )


def _find_cards(
    book: Book, seen: dict[int, Overview], vocabulary: Vocabulary, name: str
) -> tuple[Card, ...]:
    """Find the card on every sheet that shows it, with its keys or without."""
    cards = []
    for sheet in book.sheets:
        found = seen[id(sheet)]
        lines = found.headers and (
            keyed_lines(sheet, found, vocabulary) or named_lines(sheet, found, vocabulary)
        )
        if lines:
            cards.append(Card(sheet, lines, found.headers))
    if not cards:
        raise InvalidFileError(_no_card(book, seen, vocabulary, name))
    return tuple(cards)


def _chosen(cards: tuple[Card, ...], seen: dict[int, Overview], name: str) -> Card:
    """Take the sheet that counts; where it cannot be told which does, no sheet is taken."""
    filled = [card for card in cards if card.answers()]
    shown = [card for card in cards if not card.sheet.hidden]
    unseen = filled and shown and all(card.sheet.hidden for card in filled)
    if (len({card.answers() for card in filled}) > 1 or unseen) and len(_prefixes(seen)) <= 1:
        several = filled if len(filled) > 1 else (*shown, *filled)
        sheets = " and ".join(
            f"'{card.sheet.name}'{' (hidden)' if card.sheet.hidden else ''}" for card in several
        )
        raise InvalidFileError(
            Problem(
                f"the sheets {sheets} hold different answers.",
                where=name,
                fix="delete the sheet that does not count.",
            )
        )

    def order(card: Card) -> tuple[bool, bool]:
        return card.sheet.hidden, card.lines[0].key is None

    return min(filled or cards, key=order)


def _prefixes(seen: dict[int, Overview]) -> tuple[str, ...]:
    """Give what the keys of all rows begin with: one for each card that is in the file."""
    keys = (key for found in seen.values() for key in found.keys.values())
    return tuple(sorted({key.partition(".")[0] for key in keys}))


def _no_card(book: Book, seen: dict[int, Overview], vocabulary: Vocabulary, name: str) -> Problem:
    headless = next(
        (sheet for sheet in book.sheets if seen[id(sheet)].keys and not is_carrier(sheet)), None
    )
    if headless is None:
        return Problem("no scorecard was found in this workbook.", where=name, fix=_SEND_CARD)
    row = min(seen[id(headless)].keys)
    both = zip(vocabulary.rating, vocabulary.evidence, strict=False)
    wanted = ", or ".join(f'"{r.capitalize()}" and "{e.capitalize()}"' for r, e in both)
    return Problem(
        "the header row is missing: no row above names the columns for rating and evidence.",
        where=f"{name}, {headless.name}!{At(row, 1)}",
        fix=f"put these words back above the two columns: {wanted}.",
    )


def _refuse_what_no_card_has(card: Card, name: str) -> None:
    """Refuse a card with more rows or merged ranges than can be compared with each other."""
    if len(card.lines) > _MOST_LINES:
        raise InvalidFileError(
            Problem(
                f"the sheet has {len(card.lines)} rows that look like a competency.",
                where=f"{name}, {card.sheet.name}",
                fix=_SEND_CARD,
            )
        )
    if len(card.sheet.merged) > _MOST_MERGED:
        raise InvalidFileError(
            Problem(
                f"the sheet has {len(card.sheet.merged)} merged ranges.",
                where=f"{name}, {card.sheet.name}",
                fix="unmerge all cells of the sheet and save it again.",
            )
        )


def _rival_columns(card: Card) -> Iterator[_Fault]:
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


def _double_lines(card: Card) -> Iterator[_Fault]:
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


def _unreadable_cells(card: Card) -> Iterator[_Fault]:
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


def _full_cells(card: Card, limits: tuple[int, ...]) -> Iterator[_Fault]:
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


def _stray_rows(card: Card) -> Iterator[_Fault]:
    """Find rated rows among the card's own that belong to no competency of it."""
    ours = {line.row for line in card.lines} | {header.row for header in card.headers}
    header = card.lines[0].header
    for row in range(header.row + 1, max(ours)):
        rating = At(row, header.rating)
        if row not in ours and card.text(rating):
            yield (
                (rating,),
                "a row without a name is rated and is not of this card.",
                "delete that row; write what it says as evidence of a row of the card.",
            )


def _formula_notes(card: Card) -> Iterator[str]:
    for at in (at for line in card.lines for at in line.cells):
        if card.sheet.cells.get(at, NOTHING).formula:
            shown = card.text(at)[:_SHOWN]
            yield f'{card.sheet.name}!{at}: a formula; its result "{shown}" was taken'


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


def _found_row(sheet: Sheet, line: Line) -> FoundRow:
    rating, evidence = line.cells
    first = (line.header.competency or line.header.rating) + 1
    between = range(first, line.header.rating)
    return FoundRow(
        key=line.key,
        name=line.name,
        rating=_rating_at(sheet, rating),
        evidence=sheet.text(*evidence),
        rating_cell=f"{sheet.name}!{rating}",
        evidence_cell=f"{sheet.name}!{evidence}",
        anchors=tuple(text for column in between if (text := sheet.text(line.row, column))),
    )


def _rating_at(sheet: Sheet, at: At) -> object:
    return sheet.cells.get(at, NOTHING).value


def _references(book: Book, seen: dict[int, Overview], card: Card) -> tuple[str, ...]:
    """Collect what is written like a reference, each once; what an answer quotes is none."""
    answers = {at for line in card.lines for at in line.cells}
    found: dict[str, str] = {}
    for text in _texts_with_references(book, seen, card.sheet, answers):
        for reference in references_in(text):
            found.setdefault(normal(reference) or reference, reference)
        if len(found) >= _MOST_REFERENCES:
            break
    return tuple(found.values())


def _texts_with_references(
    book: Book, seen: dict[int, Overview], ours: Sheet, answers: set[At]
) -> Iterator[str]:
    for sheet in book.sheets:
        for at in seen[id(sheet)].references:
            if sheet is not ours or at not in answers:
                yield sheet.text(*at)
        if "hs1" in sheet.margins.casefold():
            yield sheet.margins
    yield from (text for text in book.properties if "hs1" in text.casefold())
