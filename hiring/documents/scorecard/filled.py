"""Take a filled scorecard back: find its rows, whatever was moved, and judge none of them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from hiring.documents.scorecard.choosing import SEND_CARD, choose_card, find_cards, prefixes
from hiring.documents.scorecard.faults import box_notes, find_faults
from hiring.documents.scorecard.lines import HEADINGS, NOTHING, Card, Line, Overview, looked_over
from hiring.documents.scorecard.outline import find_outline
from hiring.documents.scorecard.outside import added_things, changed_head
from hiring.documents.sheets.book import At, Block, Book, Sheet
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
_MOST_PLACES = 6


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
    cards = find_cards(book, seen, vocabulary, name)
    card = choose_card(cards, seen, name)
    _refuse_what_no_card_has(card, name)
    faults = find_faults(card, book.cell_limits)
    added = added_things(book, card, cards, vocabulary, outline)
    references = _references(book, seen, card)
    filled = FilledCard(
        references=tuple(text for text, _ in references.values()),
        rows=tuple(_found_row(card.sheet, line) for line in card.lines if not line.overall),
        overall=None,
        overall_key=None,
        overall_cell="",
        overall_note="",
        prefixes=prefixes(seen),
        notes=(*book.notes, *box_notes(card, book.stripped), *(one.note for one in added)),
        outline=outline,
        problems=tuple(
            Problem(what, where=f"{name}, {card.sheet.name}!{cells[0]}", fix=fix)
            for cells, what, fix in faults
        ),
        unreadable=frozenset(f"{card.sheet.name}!{at}" for cells, _, _ in faults for at in cells),
        head=changed_head(card, outline),
        added=tuple(f'{one.place} "{one.said}"' if one.said else one.place for one in added),
        boxes=_boxes(card),
        marks=_marks(book, seen, references),
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


def _refuse_what_no_card_has(card: Card, name: str) -> None:
    """Refuse a card with more rows or merged ranges than can be compared with each other."""
    if len(card.lines) > _MOST_LINES:
        raise InvalidFileError(
            Problem(
                f"the sheet has {len(card.lines)} rows that look like a competency.",
                where=f"{name}, {card.sheet.name}",
                fix=SEND_CARD,
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


def _found_row(sheet: Sheet, line: Line) -> FoundRow:
    rating, evidence = line.cells
    first = (line.header.competency or line.header.rating) + 1
    between = range(first, line.header.rating)
    return FoundRow(
        key=line.key,
        name=line.name,
        name_cell=f"{sheet.name}!{At(line.row, line.header.competency or 1)}",
        rating=_rating_at(sheet, rating),
        evidence=sheet.text(*evidence),
        rating_cell=f"{sheet.name}!{rating}",
        evidence_cell=f"{sheet.name}!{evidence}",
        anchors=tuple(text for column in between if (text := sheet.text(line.row, column))),
    )


def _rating_at(sheet: Sheet, at: At) -> object:
    return sheet.cells.get(at, NOTHING).value


def _boxes(card: Card) -> str:
    """Name the boxes to write in, as "Scorecard!G7:H10 and Scorecard!G12:H12"."""
    blocks: list[Block] = []
    for line in sorted(card.lines, key=lambda line: line.row):
        first, last = sorted(line.cells, key=lambda at: at.column)
        below = blocks and blocks[-1].last == At(line.row - 1, last.column)
        if below and blocks[-1].first.column == first.column:
            first = blocks.pop().first
        blocks.append(Block(first, last))
    return " and ".join(f"{card.sheet.name}!{block}" for block in blocks)


def _references(
    book: Book, seen: dict[int, Overview], card: Card
) -> dict[str, tuple[str, list[str]]]:
    """Collect what is written like a reference, each once with some places where it stands.

    What an answer quotes is none.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for text, place in _texts_with_references(book, seen, card):
        for reference in references_in(text):
            _, places = found.setdefault(normal(reference) or reference, (reference, []))
            if len(places) < _MOST_PLACES and place not in places:
                places.append(place)
        if len(found) >= _MOST_REFERENCES:
            break
    return found


def _texts_with_references(
    book: Book, seen: dict[int, Overview], card: Card
) -> Iterator[tuple[str, str]]:
    """Give each text in which a reference may stand, and where it stands."""
    answers = {at for line in card.lines for at in line.cells}
    for sheet in book.sheets:
        for at in seen[id(sheet)].references:
            if sheet is not card.sheet or at not in answers:
                yield sheet.text(*at), _shown_place(sheet, at)
        if "hs1" in sheet.margins.casefold():
            yield sheet.margins, f"the header or footer of {sheet.name}"
    for text in book.properties:
        if "hs1" in text.casefold():
            yield text, "the properties of the file"


def _marks(
    book: Book, seen: dict[int, Overview], references: dict[str, tuple[str, list[str]]]
) -> dict[str, tuple[str, ...]]:
    """Say where each card in the file shows: its reference, and rows whose keys begin alike."""
    found = {mark: list(places) for mark, (_, places) in references.items()}
    for sheet in sorted(book.sheets, key=lambda sheet: sheet.hidden):
        heads = seen[id(sheet)].headers
        rows = [header.row for header in heads]
        for row, key in seen[id(sheet)].keys.items():
            places = found.setdefault(key.partition(".")[0], [])
            if len(places) < _MOST_PLACES:
                head = bisect_left(rows, row)
                place = _shown_place(sheet, At(row, heads[head - 1].rating if head else 1))
                places += [place] if place not in places else []
    return {mark: tuple(places) for mark, places in found.items()}


def _shown_place(sheet: Sheet, at: At) -> str:
    return f"the hidden sheet {sheet.name}" if sheet.hidden else f"{sheet.name}!{at}"
