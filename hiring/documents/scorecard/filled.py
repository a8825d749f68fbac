"""Take a filled scorecard back: find its rows, whatever was moved, and judge none of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hiring.documents.scorecard import words
from hiring.documents.sheets.book import At, Book, Found, Sheet
from hiring.documents.sheets.ooxml import open_workbook
from hiring.domain.reference import normal, references_in
from hiring.domain.scorecard import OVERALL
from hiring.errors import InvalidFileError, Problem
from hiring.views.papers import FilledCard, FoundRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = re.compile(r"[0-9a-f]{8}\.[a-z0-9_-]+\Z")
_NOTHING = Found(None)
_MOST_LINES = 400
_MOST_MERGED = 400
_MOST_REFERENCES = 20
_ERRORS = frozenset({"#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#N/A"})
_LONGEST_KEY = 200
_HEAD = 40
_SEND_CARD = "send the scorecard that was sent to you, filled in; keep its header row."


@dataclass(frozen=True, slots=True)
class _Header:
    """A header row: where the ratings, the evidence and the names stand below it."""

    row: int
    rating: int
    evidence: int
    competency: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the card, found by its key or by its name."""

    row: int
    key: str | None
    header: _Header
    name: str

    @property
    def overall(self) -> bool:
        if self.key is not None:
            return self.key.partition(".")[2] == OVERALL
        return self.name.startswith(words.OVERALL_NAME)

    @property
    def cells(self) -> tuple[At, At]:
        return At(self.row, self.header.rating), At(self.row, self.header.evidence)


@dataclass(frozen=True, slots=True)
class _Card:
    """The rows of one sheet."""

    sheet: Sheet
    lines: tuple[_Line, ...]

    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """Say what was filled in, so that two copies can be compared."""
        found = []
        for line in self.lines:
            rating, evidence = line.cells
            answer = (line.key or line.name, self.text(rating), self.text(evidence))
            if any(answer[1:]):
                found.append(answer)
        return tuple(found)

    def text(self, at: At) -> str:
        return self.sheet.cells.get(at, _NOTHING).text.strip()


def read(raw: bytes, *, name: str) -> FilledCard:
    """Read a filled card; InvalidFileError names every place that cannot be read."""
    book = open_workbook(raw, name=name)
    card = _find_card(book, name)
    _refuse_what_no_card_has(card, name)
    problems = [
        *_double_lines(card, name),
        *_unreadable_cells(card, name),
        *_stray_rows(card, name),
    ]
    if problems:
        raise InvalidFileError(*problems)
    rows = tuple(_found_row(card.sheet, line) for line in card.lines if not line.overall)
    last = next((line for line in card.lines if line.overall), None)
    if last is None:
        return FilledCard(
            references=_references(book),
            rows=rows,
            overall=None,
            overall_key=None,
            overall_cell="",
            overall_note="",
        )
    recommendation = _found_row(card.sheet, last)
    return FilledCard(
        references=_references(book),
        rows=rows,
        overall=recommendation.rating,
        overall_key=last.key,
        overall_cell=recommendation.rating_cell,
        overall_note=recommendation.evidence,
    )


def _find_card(book: Book, name: str) -> _Card:
    keyed = [(sheet, keys) for sheet in book.sheets if (keys := tuple(_keys(sheet)))]
    if keyed:
        cards = [_Card(sheet, tuple(_keyed_lines(sheet, keys, name))) for sheet, keys in keyed]
    else:
        cards = [_Card(sheet, lines) for sheet in book.sheets if (lines := _named_lines(sheet))]
    if not cards:
        raise InvalidFileError(
            Problem("no scorecard was found in this workbook.", where=name, fix=_SEND_CARD)
        )
    answers = [card.answers() for card in cards]
    filled = [card for card, said in zip(cards, answers, strict=True) if said] or cards
    if len({said for said in answers if said}) > 1:
        sheets = " and ".join(f"'{card.sheet.name}'" for card in filled)
        raise InvalidFileError(
            Problem(
                f"the sheets {sheets} hold different answers.",
                where=name,
                fix="delete the sheet that does not count.",
            )
        )
    return filled[0]


def _keys(sheet: Sheet) -> Iterator[tuple[int, str]]:
    """Find each row's key, the leftmost where a row has several."""
    row = 0
    for at in sorted(sheet.cells):
        text = sheet.text(*at).strip()
        if at.row > row and len(text) <= _LONGEST_KEY and _KEY.match(text):
            row = at.row
            yield row, text


def _keyed_lines(sheet: Sheet, keys: tuple[tuple[int, str], ...], name: str) -> Iterator[_Line]:
    headers = _headers(sheet, without={row for row, _ in keys})
    rows = [header.row for header in headers]
    for row, key in keys:
        place = bisect_left(rows, row)
        if not place:
            raise InvalidFileError(
                Problem(
                    "the header row is missing: no row above names the columns "
                    f'"{words.RATING}" and "{words.EVIDENCE}".',
                    where=f"{name}, {sheet.name}!{At(row, 1)}",
                    fix="put these English words back above the two columns.",
                )
            )
        header = headers[place - 1]
        yield _Line(row, key, header, _name_in(sheet, row, header))


def _named_lines(sheet: Sheet) -> tuple[_Line, ...]:
    """Find the rows by the names under the header, where the keys are gone."""
    headers = [h for h in _headers(sheet, without=set()) if h.competency is not None]
    header_rows = [header.row for header in headers]
    lines = []
    for row in sorted({at.row for at in sheet.cells}.difference(header_rows)):
        place = bisect_left(header_rows, row)
        shown = _name_in(sheet, row, headers[place - 1]) if place else ""
        if shown and not shown.startswith(words.LAST):
            lines.append(_Line(row, None, headers[place - 1], shown))
    return tuple(lines)


def _headers(sheet: Sheet, *, without: set[int]) -> list[_Header]:
    """Find the rows that name both columns, in order; a row of answers is never one."""
    starts: dict[int, dict[str, int]] = {}
    for at in sorted(sheet.cells):
        text = sheet.text(*at).lstrip()[:_HEAD].casefold()
        for word in (words.RATING, words.EVIDENCE, words.COMPETENCY):
            if text.startswith(word.casefold()) and at.row not in without:
                starts.setdefault(at.row, {}).setdefault(word, at.column)
    return [
        _Header(row, found[words.RATING], found[words.EVIDENCE], found.get(words.COMPETENCY))
        for row, found in starts.items()
        if words.RATING in found and words.EVIDENCE in found
    ]


def _name_in(sheet: Sheet, row: int, header: _Header) -> str:
    if header.competency is None:
        return ""
    first, _, _ = sheet.text(row, header.competency).strip().partition("\n")
    return first.strip()


def _refuse_what_no_card_has(card: _Card, name: str) -> None:
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


def _double_lines(card: _Card, name: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line in card.lines:
        known = first.setdefault(line.key or line.name, line.row)
        if known != line.row:
            shown = (line.name or line.key or "")[:_LONGEST_KEY]
            yield Problem(
                f'"{shown}" stands twice, in rows {known} and {line.row}.',
                where=_where(card, At(line.row, line.header.rating), name),
                fix="delete the row that does not count.",
            )


def _unreadable_cells(card: _Card, name: str) -> Iterator[Problem]:
    told = set()
    for at in (at for line in card.lines for at in line.cells):
        for block in card.sheet.merged:
            if at in block and block not in told:
                told.add(block)
                yield Problem(
                    f"the cells {block} are merged, so one answer hides another.",
                    where=_where(card, at, name),
                    fix="unmerge them and write into each row's own two cells.",
                )
        if card.sheet.cells.get(at, _NOTHING).uncomputed:
            yield Problem(
                "this is a formula that has not been calculated.",
                where=_where(card, at, name),
                fix="type the answer itself, or open the file in Excel and save it once.",
            )
    for line in card.lines:
        evidence = line.cells[1]
        if card.text(evidence).strip() in _ERRORS:
            yield Problem(
                f"the words became {card.text(evidence).strip()}: text that begins with = is taken "
                "for a formula.",
                where=_where(card, evidence, name),
                fix="write the words again, not beginning with =.",
            )


def _stray_rows(card: _Card, name: str) -> Iterator[Problem]:
    """Find rated rows among the card's own that belong to no competency of it."""
    ours = {line.row for line in card.lines}
    first, last = min(ours), max(ours)
    header = card.lines[0].header
    for row in range(max(first, header.row + 1), last):
        rating = At(row, header.rating)
        if row not in ours and card.text(rating).strip():
            shown = _name_in(card.sheet, row, header) or "a row without a name"
            yield Problem(
                f'"{shown[:_LONGEST_KEY]}" is rated and is not of this card.',
                where=_where(card, rating, name),
                fix="delete that row; write what it says as evidence of a row of the card.",
            )


def _found_row(sheet: Sheet, line: _Line) -> FoundRow:
    rating, evidence = line.cells
    return FoundRow(
        key=line.key,
        name=line.name,
        rating=_rating_at(sheet, rating),
        evidence=sheet.text(*evidence),
        rating_cell=f"{sheet.name}!{rating}",
        evidence_cell=f"{sheet.name}!{evidence}",
    )


def _rating_at(sheet: Sheet, at: At) -> object:
    value = sheet.cells.get(at, _NOTHING).value
    return sheet.text(*at) if isinstance(value, str) else value


def _where(card: _Card, at: At, name: str) -> str:
    return f"{name}, {card.sheet.name}!{at}"


def _references(book: Book) -> tuple[str, ...]:
    """Collect what is written like a reference anywhere, each once in its first spelling."""
    found: dict[str, str] = {}
    for text in _all_texts(book):
        if "hs1" in text.casefold():
            for reference in references_in(text):
                found.setdefault(normal(reference) or reference, reference)
        if len(found) >= _MOST_REFERENCES:
            break
    return tuple(found.values())


def _all_texts(book: Book) -> Iterable[str]:
    for sheet in book.sheets:
        for at in sorted(sheet.cells):
            yield sheet.text(*at)
        yield sheet.margins
    yield from book.properties
