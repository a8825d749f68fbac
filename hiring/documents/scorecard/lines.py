"""Find a card on a sheet: its header by its words, its rows by their keys or names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.sheets.book import At, Found
from hiring.domain.language import folded
from hiring.domain.scorecard import OVERALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hiring.documents.sheets.book import Sheet
    from hiring.domain.language import Vocabulary

HEADINGS = ("competency", "rating", "evidence")
NOTHING = Found(None)
_KEY = re.compile(r"\s*[0-9a-f]{8}\.[a-z0-9_-]+\s*\Z")
_KEY_BEGINS = frozenset("0123456789abcdef")
_LONGEST_KEY = 200
_HEAD = 60


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: where the ratings, the evidence and the names stand below it.

    `rivals` are pairs of columns that are headed alike: the one that is read, and another.
    """

    row: int
    rating: int
    evidence: int
    competency: int | None
    rivals: tuple[tuple[int, int], ...] = ()


class _Heading(NamedTuple):
    """A cell that reads like the heading of a column, and the known word it begins with."""

    column: int
    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the card, found by its key or by its name."""

    row: int
    key: str | None
    header: Header
    name: str
    overall: bool

    @property
    def cells(self) -> tuple[At, At]:
        """Give the addresses of the rating and of the evidence."""
        return At(self.row, self.header.rating), At(self.row, self.header.evidence)

    @property
    def called(self) -> str:
        """Give what the row is known by on another copy of the card."""
        return OVERALL if self.overall else folded(self.name or self.key or "")


@dataclass(frozen=True, slots=True)
class Overview:
    """What one look over a sheet found: rows' keys, header rows, and cells with references."""

    keys: dict[int, str]
    headers: tuple[Header, ...]
    references: tuple[At, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The rows of one sheet."""

    sheet: Sheet
    lines: tuple[Line, ...]
    headers: tuple[Header, ...]

    def answers(self) -> tuple[tuple[str, str, str], ...]:
        """Say what was filled in, so that two copies can be compared."""
        found = []
        for line in self.lines:
            rating, evidence = line.cells
            answer = (line.called, self.text(rating), self.text(evidence))
            if any(answer[1:]):
                found.append(answer)
        return tuple(sorted(found))

    def text(self, at: At) -> str:
        """Give a cell's text without the blanks around it."""
        return self.sheet.cells.get(at, NOTHING).text.strip()


def looked_over(sheet: Sheet, vocabulary: Vocabulary, own: Mapping[str, str]) -> Overview:
    """Look at every text of a sheet once; `own` are the card's own headings, where it says them."""
    keys: dict[int, str] = {}
    heads: dict[int, dict[str, list[_Heading]]] = {}
    references = []
    pattern, initials = _head_pattern(vocabulary)
    for at in sorted(sheet.cells):
        text = sheet.cells[at].value
        if not isinstance(text, str):
            continue
        if "S1" in text or "s1" in text:
            references.append(at)
        first = text[:1]
        indented = first.isspace()
        if (indented or first in _KEY_BEGINS) and is_key(text):
            keys.setdefault(at.row, text.strip())
        if indented or first in initials:
            beginning = _beginning(text[:_HEAD])
            head = pattern.match(beginning)
            if head and head.lastgroup:
                alike = heads.setdefault(at.row, {}).setdefault(head.lastgroup, [])
                alike.append(_Heading(at.column, beginning, head[0]))
    headers = tuple(
        _header(row, places, own)
        for row, places in heads.items()
        if "rating" in places and "evidence" in places and row not in keys
    )
    return Overview(keys, headers, tuple(references))


def _header(row: int, places: Mapping[str, list[_Heading]], own: Mapping[str, str]) -> Header:
    """Choose the columns: the card's own heading before a known one, and that before more words."""
    chosen = {}
    rivals = []
    for group, headings in places.items():
        best = min(headings, key=lambda heading: _rank(heading, own.get(group)))
        chosen[group] = best.column
        only = own.get(group) if _rank(best, own.get(group))[0] == 0 else None
        rivals += [
            (best.column, other.column)
            for other in headings
            if group != "competency" and other is not best and only in {None, other.word}
        ]
    return Header(
        row, chosen["rating"], chosen["evidence"], chosen.get("competency"), tuple(rivals)
    )


def _rank(heading: _Heading, own: str | None) -> tuple[int, int]:
    whole = heading.text.partition(":")[0].rstrip() == heading.word
    return (0 if heading.word == own and whole else 1 if whole else 2), heading.column


@lru_cache(maxsize=1024)  # most texts of a card stand in the next one too
def _beginning(text: str) -> str:
    """Give a text's first line as headings are compared."""
    return folded(text.lstrip().partition("\n")[0])


@lru_cache(maxsize=8)
def _head_pattern(vocabulary: Vocabulary) -> tuple[re.Pattern[str], frozenset[str]]:
    """Give how a heading begins, and the letters that it can begin with."""
    words = (
        ("rating", vocabulary.rating),
        ("evidence", vocabulary.evidence),
        ("competency", vocabulary.competency),
    )
    named = (
        f"(?P<{name}>{'|'.join(map(re.escape, sorted(each, key=len, reverse=True)))})"
        for name, each in words
    )
    first = {word[0] for _, each in words for word in each}
    initials = frozenset(first | {letter.upper() for letter in first})
    return re.compile(f"(?:{'|'.join(named)})(?!\\w)"), initials


def keyed_lines(sheet: Sheet, found: Overview, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """Give the rows that have a key and a header above, in order.

    A rated row with a name whose key is gone is one of them.
    """
    rows = [header.row for header in found.headers]
    lines = []
    for row, key in found.keys.items():
        place = bisect_left(rows, row)
        if place:
            header = found.headers[place - 1]
            last = key.partition(".")[2] == OVERALL
            lines.append(Line(row, key, header, name_in(sheet, row, header), last))
    if not lines:
        return ()
    return tuple(sorted((*lines, *_keyless(sheet, found, lines, vocabulary)), key=_row_of))


def _keyless(
    sheet: Sheet, found: Overview, lines: list[Line], vocabulary: Vocabulary
) -> Iterator[Line]:
    """Find rated rows with a name among those with keys; and the last row, wherever it is."""
    header = lines[0].header
    known = {line.row for line in lines} | {header.row for header in found.headers}
    overall = any(line.overall for line in lines)
    for row in sorted({at.row for at in sheet.cells if at.row > header.row} - known):
        name = name_in(sheet, row, header)
        last = not overall and folded(name) in vocabulary.recommendation
        rated = bool(name and sheet.text(row, header.rating).strip())
        if last or (rated and row < lines[-1].row):
            yield Line(row, None, header, name, last)


def _row_of(line: Line) -> int:
    return line.row


def named_lines(sheet: Sheet, found: Overview, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """Find the rows by the names under the header, where the keys are gone."""
    headers = [header for header in found.headers if header.competency is not None]
    if not headers:
        return ()
    header_rows = [header.row for header in headers]
    lines = []
    for row in sorted({at.row for at in sheet.cells}.difference(header_rows)):
        place = bisect_left(header_rows, row)
        shown = name_in(sheet, row, headers[place - 1]) if place else ""
        if shown and not is_last_words(shown, vocabulary):
            overall = folded(shown) in vocabulary.recommendation
            lines.append(Line(row, None, headers[place - 1], shown, overall))
    return tuple(lines)


def name_in(sheet: Sheet, row: int, header: Header) -> str:
    """Give the name that a row shows: the first line under the header's competency."""
    if header.competency is None:
        return ""
    first, _, _ = sheet.text(row, header.competency).strip().partition("\n")
    return first.strip()


def is_last_words(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text is the line that introduces the overall recommendation."""
    return folded(text).startswith(vocabulary.last)


def is_key(text: str) -> bool:
    """Tell whether a text is written like a row's key."""
    return len(text) <= _LONGEST_KEY and _KEY.match(text) is not None
