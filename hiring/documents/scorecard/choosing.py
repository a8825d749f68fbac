"""Choose the sheet of a workbook that is the card, or say why none can be chosen."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.scorecard.lines import Card, Overview, keyed_lines, named_lines
from hiring.documents.scorecard.outside import is_carrier
from hiring.documents.sheets.book import At, Book
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hiring.documents.sheets.book import Sheet
    from hiring.domain.language import Vocabulary

_MOST_CELLS = 6
_SHOWN = 40
SEND_CARD = "send the scorecard that was sent to you, filled in; keep its header row."


class _Difference(NamedTuple):
    """What two copies of a card say in the same box, each with its cell."""

    one: str
    other: str
    cells: str


def find_cards(
    book: Book, seen: Mapping[int, Overview], vocabulary: Vocabulary, name: str
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
    # A filled copy that lost its header row is no blank card, whatever lies hidden beside it.
    if any(not card.sheet.hidden or card.answers() for card in cards):
        return tuple(cards)
    headless = _headless(book, seen)
    if not cards or (headless and not headless.hidden):
        raise InvalidFileError(_no_card(headless, seen, vocabulary, name))
    return tuple(cards)


def choose_card(cards: tuple[Card, ...], seen: Mapping[int, Overview], name: str) -> Card:
    """Take the sheet that counts; where it cannot be told which does, no sheet is taken."""
    filled = [card for card in cards if card.answers()]
    shown = [card for card in cards if not card.sheet.hidden]
    unseen = filled and shown and all(card.sheet.hidden for card in filled)
    if (len({card.answers() for card in filled}) > 1 or unseen) and len(prefixes(seen)) <= 1:
        several = filled if len(filled) > 1 else (*shown, *filled)
        raise InvalidFileError(_different(several, name))

    def order(card: Card) -> tuple[bool, bool]:
        return card.sheet.hidden, card.lines[0].key is None

    return min(filled or cards, key=order)


def prefixes(seen: Mapping[int, Overview]) -> tuple[str, ...]:
    """Give what the keys of all rows begin with: one for each card that is in the file."""
    keys = (key for found in seen.values() for key in found.keys.values())
    return tuple(sorted({key.partition(".")[0] for key in keys}))


def _headless(book: Book, seen: Mapping[int, Overview]) -> Sheet | None:
    """Give a sheet with rows of a card and no header row above them; one that is shown first."""
    found = [
        sheet
        for sheet in book.sheets
        if seen[id(sheet)].keys and not seen[id(sheet)].headers and not is_carrier(sheet)
    ]
    return min(found, key=lambda sheet: sheet.hidden, default=None)


def _no_card(
    headless: Sheet | None, seen: Mapping[int, Overview], vocabulary: Vocabulary, name: str
) -> Problem:
    if headless is None:
        return Problem("no scorecard was found in this workbook.", where=name, fix=SEND_CARD)
    row = min(seen[id(headless)].keys)
    both = zip(vocabulary.rating, vocabulary.evidence, strict=False)
    wanted = ", or ".join(f'"{r.capitalize()}" and "{e.capitalize()}"' for r, e in both)
    return Problem(
        "the header row is missing: no row above names the columns for rating and evidence.",
        where=f"{name}, {headless.name}!{At(row, 1)}",
        fix=f"put these words back above the two columns: {wanted}.",
    )


def _different(several: Sequence[Card], name: str) -> Problem:
    """Say which sheets hold other answers, in which cells, and whether each holds a part."""
    sheets = " and ".join(
        f"'{card.sheet.name}'{' (hidden)' if card.sheet.hidden else ''}" for card in several
    )
    pairs = combinations(several, 2)
    one, other = next(pair for pair in pairs if pair[0].answers() != pair[1].answers())
    found = list(_differences(one, other))
    more = " and more" if len(found) > _MOST_CELLS else ""
    cells = ", ".join(difference.cells for difference in islice(found, _MOST_CELLS))
    fix = "delete the sheet that does not count."
    if one.answers() and other.answers() and any(not (said.one and said.other) for said in found):
        fix = "bring the answers that count together on one sheet, then delete the other."
    return Problem(
        f"the sheets {sheets} hold different answers: {cells}{more}.", where=name, fix=fix
    )


def _differences(one: Card, other: Card) -> Iterator[_Difference]:
    mine, theirs = ({line.called: line.cells for line in card.lines} for card in (one, other))
    for name in dict.fromkeys((*mine, *theirs)):
        for place in range(2):
            here, there = (
                boxes[name][place] if name in boxes else None for boxes in (mine, theirs)
            )
            said = [card.text(at) if at else "" for card, at in ((one, here), (other, there))]
            if said[0] != said[1]:
                cells = " and ".join(
                    f"{card.sheet.name}!{at} {_quoted(text)}"
                    for card, at, text in zip((one, other), (here, there), said, strict=True)
                    if at
                )
                yield _Difference(said[0], said[1], cells)


def _quoted(text: str) -> str:
    if not text:
        return "(empty)"
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _SHOWN else f'"{line[:_SHOWN]}…"'
