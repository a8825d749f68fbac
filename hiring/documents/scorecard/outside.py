"""What stands in a returned workbook where nobody reads: it is pointed out, never lost silently."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from hiring.documents.scorecard.lines import is_key, is_last_words
from hiring.documents.sheets.book import At
from hiring.domain.filled_card import digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.documents.scorecard.lines import Card, Header
    from hiring.documents.sheets.book import Book, Found, Sheet
    from hiring.domain.filled_card import Outline
    from hiring.domain.language import Vocabulary

_MOST_NOTES = 10
_SHOWN = 60
CARRIER = "hiring-scorecard-"


def outside_notes(
    book: Book, card: Card, cards: Sequence[Card], vocabulary: Vocabulary, outline: Outline | None
) -> tuple[str, ...]:
    """Point out words beside the boxes, comments, pictures and added sheets; some at most.

    Where a card says what was on it when it was sent, whatever it did not say is pointed out.
    """
    known = outline.texts if outline else frozenset[str]()
    found = list(islice(_all_notes(book, card, cards, vocabulary, known), _MOST_NOTES + 1))
    if len(found) > _MOST_NOTES:
        found[_MOST_NOTES] = "there is more outside the boxes, which was not read"
    return tuple(found)


def changed_head(card: Card, outline: Outline | None) -> tuple[tuple[str, str], ...]:
    """Give what stands above the table, but for what is known to have been sent."""
    known = outline.texts if outline else frozenset[str]()
    first, own = card.lines[0].header.row, _own_cells(card)
    return tuple(
        (f"{card.sheet.name}!{at}", found.text)
        for at, found in sorted(card.sheet.cells.items())
        if at.row < first
        and at not in own
        and not found.formula
        and digest_of(found.text) not in known
    )


@lru_cache(maxsize=2048)  # most texts of a card stand in the next one too
def digest_of(text: str) -> str:
    """Give a text's digest, which a card carries of each of its texts."""
    return digest(text)


def _all_notes(
    book: Book,
    card: Card,
    cards: Sequence[Card],
    vocabulary: Vocabulary,
    known: frozenset[str],
) -> Iterator[str]:
    if not known:
        for at, text in _loose_texts(card, vocabulary):
            yield _note(card.sheet, at, text)
    answers = {id(one.sheet): _own_cells(one) for one in (*cards, card)}
    for sheet in book.sheets:
        ours = id(sheet) in answers or is_carrier(sheet) or _is_ours(sheet, card)
        if known and ours and not is_carrier(sheet):
            for at, text in _strange_texts(sheet, answers.get(id(sheet), set()), known):
                yield _note(sheet, at, text)
        for at, text in sheet.remarks:
            yield f"a comment at {sheet.name}!{at} was not read: {_short(text)}"
        if sheet.pictures:
            yield f'a picture on the sheet "{sheet.name}" was not read'
        if sheet.cells and not ours:
            yield f'the sheet "{sheet.name}" is not of the card and was not read'


def _own_cells(card: Card) -> set[At]:
    """Give the boxes to write in, and the cell above the table that says what is missing."""
    header = card.lines[0].header
    return {
        At(header.row - 1, header.competency or 0),
        *(at for line in card.lines for at in line.cells),
    }


def _note(sheet: Sheet, at: At, text: str) -> str:
    return f"text outside the boxes at {sheet.name}!{at} was not read: {_short(text)}"


def _strange_texts(
    sheet: Sheet, answers: set[At], known: frozenset[str]
) -> Iterator[tuple[At, str]]:
    """Find what is neither an answer nor what was on the card when it was sent."""
    for at in sorted(sheet.cells):
        found = sheet.cells[at]
        text = found.text.strip()
        ours = at in answers or found.formula or is_key(text)
        if text and not ours and digest_of(text) not in known:
            yield at, text


def _loose_texts(card: Card, vocabulary: Vocabulary) -> Iterator[tuple[At, str]]:
    """Find words on the card's sheet that stand in none of its boxes and are none of its own."""
    cells = card.sheet.cells
    first = card.lines[0].header
    right = max(max(line.header.evidence, line.header.rating) for line in card.lines)
    below = max(line.row for line in card.lines)
    rows = {line.row: line.header for line in card.lines}
    heads = {header.row for header in card.headers}
    for at in sorted(cells):
        inside = at.column <= right and at.row <= below
        if inside and (at.row <= first.row or at.row in heads):
            continue  # the banner and the headers are the card's own
        if inside and at.row in rows and not _is_unheaded(at, rows[at.row], cells):
            continue
        text = cells[at].text.strip()
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


def _is_ours(sheet: Sheet, card: Card) -> bool:
    """Tell whether a sheet is the kit, or another copy of the card."""
    names = {line.name for line in card.lines if not line.overall}
    longest = max(map(len, names), default=0)
    texts = (found.value for found in sheet.cells.values() if isinstance(found.value, str))
    # On a copy of the card, the definition stands below the name.
    shown = {text[: longest + 1].partition("\n")[0].strip() for text in texts}
    return names <= shown


def is_carrier(sheet: Sheet) -> bool:
    """Tell whether a sheet is the hidden one, which says what the card is."""
    return any(found.text.startswith(CARRIER) for found in sheet.cells.values())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
