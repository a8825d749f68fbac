"""What stands in a returned workbook where nobody reads: it is pointed out, never lost silently."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.scorecard.lines import is_key, is_last_words
from hiring.documents.sheets.book import At, Block
from hiring.domain.filled_card import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.documents.scorecard.lines import Card, Header
    from hiring.documents.sheets.book import Book, Found, Sheet
    from hiring.domain.filled_card import Outline
    from hiring.domain.language import Vocabulary

_MOST = 10
_SHOWN = 60
_SHOWN_END = 40
_MOST_WORDS = 200
_NO_TEXT = 20  # a name may begin what somebody writes
_BLANKS = re.compile(r"\s+")
_FORMULA = "(a formula)"
CARRIER = "hiring-scorecard-"


class Added(NamedTuple):
    """Something outside the boxes that was not on the card when it was sent."""

    place: str
    said: str
    note: str


def added_things(
    book: Book, card: Card, cards: Sequence[Card], vocabulary: Vocabulary, outline: Outline | None
) -> tuple[Added, ...]:
    """Find words beside the boxes, comments, pictures and added sheets; some at most.

    Where a card says what was on it when it was sent, whatever it did not say is found.
    """
    found = list(islice(_all_added(book, card, cards, vocabulary, outline), _MOST + 1))
    if len(found) > _MOST:
        found[_MOST] = Added("more", "", "there is more outside the boxes, which was not read")
    return tuple(found)


def changed_head(card: Card, outline: Outline | None) -> tuple[tuple[str, str], ...]:
    """Give what stands above the table, but for what is known to have been sent."""
    known = outline.texts if outline else frozenset[str]()
    first, own = card.lines[0].header.row, _own_cells(card)
    return tuple(
        (f"{card.sheet.name}!{at}", found.text)
        for at, found in sorted(card.sheet.cells.items())
        if at.row < first and at not in own and digest_of(found.text) not in known
    )


@lru_cache(maxsize=2048)  # most texts of a card stand in the next one too
def digest_of(text: str) -> str:
    """Give a text's digest, which a card carries of each of its texts."""
    return digest(text)


def _all_added(
    book: Book,
    card: Card,
    cards: Sequence[Card],
    vocabulary: Vocabulary,
    outline: Outline | None,
) -> Iterator[Added]:
    known = outline.texts if outline else frozenset[str]()
    if not known:
        for at, text in _loose_texts(card, vocabulary):
            yield _text(card.sheet, at, _short(text))
    answers = {id(one.sheet): _own_cells(one) for one in cards}
    names = _names(card, outline)
    for sheet in book.sheets:
        ours = id(sheet) in answers or is_carrier(sheet) or _is_ours(sheet, names)
        if known and ours and not is_carrier(sheet):
            for at, text in _strange_texts(sheet, answers.get(id(sheet), set()), known):
                yield _text(sheet, at, _added_part(text, known))
        for at, text in sheet.remarks:
            place, said = f"a comment at {sheet.name}!{at}", _short(text)
            yield Added(place, said, f"{place} was not read: {said}")
        if sheet.pictures:
            place = f'a picture on the sheet "{sheet.name}"'
            yield Added(place, "", f"{place} was not read")
        if sheet.cells and not ours:
            place = f'the sheet "{sheet.name}"'
            note = f"{place} is not of the card and was not read"
            yield Added(f"{place} ({_extent(sheet)})", "", note)


def _own_cells(card: Card) -> set[At]:
    """Give the cells that are read, and those above the table that say what is missing.

    A second column headed like one that is read is refused by itself.
    """
    header = card.lines[0].header
    filled = {
        column
        for line in card.lines
        for _, column in line.header.rivals
        if card.text(At(line.row, column))
    }
    return {
        At(header.row - 1, header.competency or 0),
        *(at for at, found in card.sheet.cells.items() if found.formula and at.row < header.row),
        *(at for line in card.lines for at in line.cells),
        *(At(line.row, column) for line in card.lines for column in filled),
        *(At(head.row, column) for head in card.headers for column in filled),
    }


def _text(sheet: Sheet, at: At, said: str) -> Added:
    place = f"{sheet.name}!{at}"
    return Added(place, said, f"text outside the boxes at {place} was not read: {said}")


def _strange_texts(
    sheet: Sheet, answers: set[At], known: frozenset[str]
) -> Iterator[tuple[At, str]]:
    """Find what is neither an answer nor what was on the card when it was sent."""
    for at in sorted(sheet.cells):
        found = sheet.cells[at]
        text = found.text.strip()
        if at in answers or is_key(text):
            continue
        if found.uncomputed:
            yield at, _FORMULA
        elif text and digest_of(text) not in known:
            yield at, text


def _loose_texts(card: Card, vocabulary: Vocabulary) -> Iterator[tuple[At, str]]:
    """Find words on the card's sheet that stand in none of its boxes and are none of its own."""
    cells = card.sheet.cells
    own = _own_cells(card)
    first = card.lines[0].header
    right = max(max(line.header.evidence, line.header.rating) for line in card.lines)
    below = max(line.row for line in card.lines)
    rows = {line.row: line.header for line in card.lines}
    heads = {header.row for header in card.headers}
    for at in sorted(cells):
        inside = at.column <= right and at.row <= below
        if at in own or (inside and (at.row <= first.row or at.row in heads)):
            continue  # the banner and the headers are the card's own
        if inside and at.row in rows and not _is_unheaded(at, rows[at.row], cells):
            continue
        text = _FORMULA if cells[at].uncomputed else cells[at].text.strip()
        if not text or is_key(text):
            continue
        if inside and at.row not in rows and is_last_words(text, vocabulary):
            continue
        yield at, text


def _is_unheaded(at: At, header: Header, cells: Mapping[At, Found]) -> bool:
    """Tell whether a cell in a row of the card stands in a column that is not the card's own."""
    if at.column in {header.rating, header.evidence, header.competency}:
        return False
    above = cells.get(At(header.row, at.column))
    return above is None or not above.text.strip()[:1].isdigit()  # as "1 weak"


def _names(card: Card, outline: Outline | None) -> set[str]:
    """Give the competencies' names: as they were sent, or as they stand there now."""
    if outline:
        return {row.name.strip() for row in outline.rows}
    return {line.name for line in card.lines if not line.overall}


def _is_ours(sheet: Sheet, names: set[str]) -> bool:
    """Tell whether a sheet is the kit, or another copy of the card: most names stand there."""
    longest = max(map(len, names), default=0)
    texts = (found.value for found in sheet.cells.values() if isinstance(found.value, str))
    # On a copy of the card, the definition stands below the name.
    shown = {text[: longest + 1].partition("\n")[0].strip() for text in texts}
    return 2 * len(names & shown) >= len(names)


def is_carrier(sheet: Sheet) -> bool:
    """Tell whether a sheet is the hidden one, which says what the card is."""
    return any(found.text.startswith(CARRIER) for found in sheet.cells.values())


def _extent(sheet: Sheet) -> str:
    """Name the cells of a sheet from the first to the last that holds something."""
    rows, columns = {at.row for at in sheet.cells}, {at.column for at in sheet.cells}
    first, last = At(min(rows), min(columns)), At(max(rows), max(columns))
    return str(first) if first == last else str(Block(first, last))


def _added_part(text: str, known: frozenset[str]) -> str:
    """Show what was added to a long text of the card, before it or behind it."""
    if len(text) > _SHOWN:
        for blank in reversed(list(islice(_BLANKS.finditer(text), _MOST_WORDS))):
            before, behind = text[: blank.start()], text[blank.end() :]
            if len(before) > _NO_TEXT and digest(before) in known:
                return f"…{_short(behind)}"
            if len(behind) > _NO_TEXT and digest(behind) in known:
                return f"{_short(before)}…"
    return _short(text)


def _short(text: str) -> str:
    """Show a text on one line; of a long one its beginning and its end."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN + _SHOWN_END:
        return line
    return f"{line[:_SHOWN]}… …{line[-_SHOWN_END:]}"
