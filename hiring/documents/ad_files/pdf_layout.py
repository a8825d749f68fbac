"""Make headings, bullets and paragraphs of the lines of a PDF, which knows but where letters stand.

Where the file says itself what its texts are (its tags), that is taken. Else it is told from sizes,
gaps and margins. In both, a line that ends although the next word had room beside it was ended on
purpose; any other line was wrapped, and goes on in the next.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.ad_files.blocks import (
    BOLD,
    BULLET,
    TEXT,
    Block,
    heading,
    join_rows,
    squeeze,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ORNAMENT = -2
"""The mark of texts that the file says are none of the document, such as page numbers."""
_HYPHEN = "\x02"  # one that ends a line
_TAGS_SAY = 0.8  # the share of letters that must be tagged for the tags to be trusted
_COLUMN = 40.0  # points between the left edges of lines of one column
_SLACK = 1.5  # points by which a word may miss its room
_SIZE = 1.08  # a size larger than another by more is another size
_HEADING = 1.14
_LONGEST_HEADING = 140
_LONGEST_BOLD = 90
_PITCHES = (1.0, 1.7)
_GAP = 1.3  # times the usual pitch: a gap
_INDENT = 0.8  # sizes
_HYPHENATED = (3, 0.05)  # so many lines and such a share end in a hyphen where words are divided
_DEEPEST = 4
_MARK = (
    r"[\N{BULLET}\N{TRIANGULAR BULLET}\N{HYPHEN BULLET}\N{WHITE BULLET}\N{MIDDLE DOT}"
    r"\N{BLACK SMALL SQUARE}\N{BLACK CIRCLE}\N{WHITE CIRCLE}\N{BLACK SQUARE}\N{WHITE SQUARE}"
    r"\N{WHITE MEDIUM SQUARE}\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK RIGHT-POINTING POINTER}"
    r"\N{RIGHTWARDS ARROW}\N{THREE-D TOP-LIGHTED RIGHTWARDS ARROWHEAD}\N{CHECK MARK}"
    r"\N{HEAVY CHECK MARK}\N{BLACK DIAMOND}\uf0a0-\uf0ff]"
)
_SIGN = r"(?:[*oO\N{EN DASH}-]|\(?\d{1,2}[.)])"  # may be a bullet, and may be a word
_BULLET = re.compile(rf"\s*(?:{_MARK}|{_SIGN}(?=\s|\Z))\s*")
_SURE = re.compile(rf"\s*{_MARK}")
_BARE_MARK = re.compile(rf"\s*(?:{_MARK}|{_SIGN})\s*\Z")
_DIVIDED = re.compile(r"(?<=\w)-\s*\Z")
_GOES_ON = re.compile(r"(?:and|or|und|oder|to)\b")  # as in "short- and long-term"
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?\s*\Z", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;)\"'\N{RIGHT DOUBLE QUOTATION MARK}]\s*\Z")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_PARTS = frozenset(
    """
    all anti best co counter cross data day decision deep end ever fast first full hands hard
    high in in-house large life long low machine mid multi near new non off on open part people
    post pre problem production real self semi senior short single small state team third time
    top two up user well work world
    """.split()  # noqa: SIM905 - names are read more easily without marks
)


class Run(NamedTuple):
    """A text of one look; `mark` is what tags refer to it by, below zero where none does."""

    text: str
    mark: int
    size: float
    bold: bool


class Line(NamedTuple):
    """A line of a page, in points: left edge, height, right edge, and that of its first word."""

    left: float
    height: float
    right: float
    word: float
    runs: tuple[Run, ...]


class Tagged(NamedTuple):
    """What tags make of texts: "h1" to "h6", "li", "p" or "label", and the table cell, from 1."""

    kind: str
    row: int
    cell: int
    marks: tuple[int, ...]


class Page(NamedTuple):
    """A page: its lines in their order, and its tags, if it has any."""

    lines: tuple[Line, ...]
    tags: tuple[Tagged, ...] = ()


class _Piece(NamedTuple):
    """What a line gives to a paragraph, or all of it."""

    number: int
    text: str
    line: Line
    size: float
    bold: bool
    room: float
    """The right edge of the column that the line is in."""


class _Group(NamedTuple):
    """The pieces of one block. `kind` and `cell` are those of tags; `page` is where it ends."""

    kind: str
    row: tuple[int, int]
    cell: int
    page: int
    pieces: list[_Piece]


def lay_out(pages: Sequence[Page]) -> list[Block]:
    """Give the blocks of all pages."""
    groups = _promoted(
        list(_tagged_groups(pages) if _tags_say_enough(pages) else _placed_groups(pages))
    )
    divides = _divides_words(pages)
    rows: list[Block] = []
    table: list[list[list[Block]]] = []
    for _, row in groupby(_over_pages(groups), key=lambda group: group.row):
        cells: dict[int, list[Block]] = {}
        for group in row:
            cells.setdefault(group.cell, []).extend(_blocks_of(group, divides=divides))
        if 0 in cells:
            rows += join_rows(table)
            table = []
            rows += cells[0]
        else:
            table.append(list(cells.values()))
    return [*rows, *join_rows(table)]


def _promoted(groups: list[_Group]) -> Iterator[_Group]:
    """Make headings of short paragraphs that are written larger than most of the text."""
    sizes: Counter[float] = Counter()
    for piece in (piece for group in groups for piece in group.pieces):
        sizes[round(piece.size, 1)] += len(piece.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    larger = sorted({size for size in sizes if size > body * _HEADING}, reverse=True)
    for group in groups:
        size = round(group.pieces[0].size, 1)
        short = sum(len(piece.text) for piece in group.pieces) <= _LONGEST_HEADING
        if group.kind == "p" and not group.cell and size in larger and short:
            yield group._replace(kind=f"h{min(larger.index(size) + 1, _DEEPEST)}")
        else:
            yield group


def _over_pages(groups: Iterable[_Group]) -> Iterator[_Group]:
    """Join a paragraph that goes on on the next page."""
    held: _Group | None = None
    for group in groups:
        if held and _goes_on(held, group):
            held = held._replace(page=group.page, pieces=held.pieces + group.pieces)
            continue
        if held:
            yield held
        held = group
    if held:
        yield held


def _goes_on(held: _Group, group: _Group) -> bool:
    if held.page == group.page or held.cell or group.cell or group.kind != "p":
        return False
    last, first = held.pieces[-1], group.pieces[0]
    if held.kind not in {"p", "li"} or _ENDED.search(last.text):
        return False
    return first.text.lstrip()[:1].islower() or not _was_ended(last, first)


def _blocks_of(group: _Group, *, divides: bool) -> Iterator[Block]:
    """Give the blocks of a group: one, or one for each line that was ended on purpose."""
    first = group.pieces[0]
    if group.kind == "li":
        text = _joined(group.pieces, divides=divides)
        marked = _BULLET.match(text)
        yield Block(first.number, BULLET, text[marked.end() :] if marked else text)
        return
    if group.kind != "p":
        yield Block(
            first.number, heading(int(group.kind[1:])), _joined(group.pieces, divides=divides)
        )
        return
    for part in _parts(group.pieces):
        text = _joined(part, divides=divides)
        bold = all(piece.bold for piece in part) and len(text) <= _LONGEST_BOLD
        marked = _BULLET.match(text)
        if marked and marked.end() < len(text) and not bold:
            yield Block(part[0].number, BULLET, text[marked.end() :])
        else:
            yield Block(part[0].number, BOLD if bold else TEXT, text)


def _parts(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Split the lines of a paragraph where one was ended on purpose."""
    part: list[_Piece] = []
    for piece in pieces:
        if part and (_was_ended(part[-1], piece) or _SURE.match(piece.text)):
            yield part
            part = []
        part.append(piece)
    if part:
        yield part


def _was_ended(before: _Piece, after: _Piece) -> bool:
    """Tell whether the first word of a line had room on the line before it."""
    if before.text.rstrip().endswith(_HYPHEN):
        return False
    word = after.line.word - after.line.left
    space = before.size / 4
    return before.line.right + space + word + _SLACK < before.room


# --- Words


def _joined(pieces: Sequence[_Piece], *, divides: bool) -> str:
    """Join lines to a text; a word that was divided at their end is made whole."""
    text = ""
    for piece in pieces:
        said = _DIVIDED.sub(_HYPHEN, squeeze(piece.text.replace(_HYPHEN, _HYPHEN + " ")))
        if not text.endswith(_HYPHEN):
            text = f"{text} {said}" if text else said
        elif _GOES_ON.match(said):
            text = f"{text[:-1]}- {said}"
        elif divides and not _is_compound(text, said):
            text = text[:-1] + said
        else:
            text = f"{text[:-1]}-{said}"
    return text.replace(f"{_HYPHEN} ", "-").replace(_HYPHEN, "-")


def _is_compound(before: str, after: str) -> bool:
    """Tell a hyphen that belongs to a word, as in "well-known"."""
    words = _WORDS.findall(before[:-1][-_LONGEST_BOLD:])
    return not after[:1].islower() or (bool(words) and words[-1].lower() in _FIRST_PARTS)


def _divides_words(pages: Sequence[Page]) -> bool:
    """Tell whether words are divided at the ends of lines, as typesetters do, by how many are."""
    lines = [line for page in pages for line in page.lines]
    last = (line.runs[-1].text.rstrip() for line in lines if line.runs)
    ended = sum(text.endswith(_HYPHEN) or bool(_DIVIDED.search(text)) for text in last)
    fewest, share = _HYPHENATED
    return ended >= fewest and ended >= len(lines) * share


# --- With tags


def _tags_say_enough(pages: Sequence[Page]) -> bool:
    tagged = total = 0
    for page in pages:
        marks = {mark for tag in page.tags for mark in tag.marks}
        for run in (run for line in page.lines for run in line.runs):
            total += len(run.text) if run.mark != ORNAMENT else 0
            tagged += len(run.text) if run.mark in marks else 0
    return tagged > 0 and tagged >= total * _TAGS_SAY


def _tagged_groups(pages: Sequence[Page]) -> Iterator[_Group]:
    number = 0
    for place, page in enumerate(pages):
        owners = {mark: owner for owner, tag in enumerate(page.tags) for mark in tag.marks}
        said: dict[int, list[_Piece]] = {}
        for piece in _pieces_of(page, number):
            for owner, runs in _by_owner(piece.line.runs, owners):
                own = _piece(piece.number, piece.line, runs, piece.room)
                said.setdefault(owner, []).append(own)
        number += len(page.lines)
        for owner, tag in enumerate(page.tags):
            pieces = [piece for piece in said.get(owner, ()) if piece.text.strip()]
            if pieces and tag.kind != "label":
                row = (place, tag.row) if tag.row else (0, 0)
                yield _Group(tag.kind, row, tag.cell, place, pieces)


def _by_owner(runs: Sequence[Run], owners: Mapping[int, int]) -> Iterator[tuple[int, list[Run]]]:
    """Give the runs of a line that belong to each block; what belongs to none is ornament."""
    found: dict[int, list[Run]] = {}
    for run in runs:
        if run.mark in owners:
            found.setdefault(owners[run.mark], []).append(run)
    yield from found.items()


def _pieces_of(page: Page, number: int) -> list[_Piece]:
    """Give the lines of a page as pieces, numbered on from those before it."""
    pieces = [_piece(place, line, line.runs) for place, line in enumerate(page.lines, number + 1)]
    return [piece._replace(room=room) for piece, room in zip(pieces, _rooms(pieces), strict=True)]


def _piece(number: int, line: Line, runs: Sequence[Run], room: float = 0.0) -> _Piece:
    text = "".join(run.text for run in runs)
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text.strip())
    size = max(sizes, key=lambda size: sizes[size], default=0.0)
    seen = [run for run in runs if run.text.strip()]
    return _Piece(number, text, line, size, bool(seen) and all(run.bold for run in seen), room)


def _rooms(pieces: list[_Piece]) -> list[float]:
    """Give each line the right edge of its column: the farthest of like lines that begin near it.

    Like lines are of one size, so that the small print in the margins makes no column wider.
    """
    order = sorted(
        range(len(pieces)), key=lambda at: (round(pieces[at].size), pieces[at].line.left)
    )
    rooms = [0.0] * len(pieces)
    columns: list[list[int]] = []
    for at in order:
        first = pieces[columns[-1][0]] if columns else None
        if first and _in_column(first, pieces[at]):
            columns[-1].append(at)
        else:
            columns.append([at])
    for column in columns:
        farthest = max(pieces[at].line.right for at in column)
        for at in column:
            rooms[at] = farthest
    return rooms


def _in_column(first: _Piece, piece: _Piece) -> bool:
    return round(first.size) == round(piece.size) and (piece.line.left - first.line.left <= _COLUMN)


# --- Without tags


def _placed_groups(pages: Sequence[Page]) -> Iterator[_Group]:
    number = 0
    numbered: list[list[_Piece]] = []
    for page in pages:
        numbered.append(_pieces_of(page, number))
        number += len(page.lines)
    for place, pieces in enumerate(_without_margins(numbered)):
        for group in _groups_on(_with_marks(pieces)):
            listed = _BULLET.match(group[0].text) and not group[0].bold
            yield _Group("li" if listed else "p", (0, 0), 0, place, group)


def _without_margins(pages: list[list[_Piece]]) -> list[list[_Piece]]:
    """Drop the numbers of pages, and what stands at the same place on page after page, but once."""
    if len(pages) == 1:
        return pages
    seen: set[tuple[str, int]] = set()
    kept = []
    for pieces in pages:
        page = []
        for piece in pieces:
            said = re.sub(r"\d+", "0", squeeze(piece.text)), round(piece.line.height / 4)
            if said in seen or _PAGE_NUMBER.match(piece.text):
                continue
            page.append(piece)
        seen |= {(re.sub(r"\d+", "0", squeeze(p.text)), round(p.line.height / 4)) for p in pieces}
        kept.append(page)
    return kept


def _with_marks(pieces: list[_Piece]) -> list[_Piece]:
    """Put bullets that stand in lines of their own before the texts beside them."""
    bare = [piece for piece in pieces if _BARE_MARK.match(piece.text)]
    if not bare:
        return pieces
    heights: dict[int, list[_Piece]] = {}
    for piece in bare:
        heights.setdefault(round(piece.line.height), []).append(piece)
    heights_of_texts = {
        round(piece.line.height) for piece in pieces if not _BARE_MARK.match(piece.text)
    }
    beside = {
        piece.number
        for piece in bare
        if not heights_of_texts.isdisjoint(round(piece.line.height) + step for step in (-1, 0, 1))
    }
    found = []
    for piece in pieces:
        if _BARE_MARK.match(piece.text) and (_SURE.match(piece.text) or piece.number in beside):
            continue
        near = [
            mark
            for step in (0, -1, 1)
            for mark in heights.get(round(piece.line.height) + step, ())
            if mark.line.left < piece.line.left
        ]
        if near:
            line = piece.line._replace(left=near[0].line.left)
            piece = piece._replace(text=f"\N{BULLET} {piece.text}", line=line)  # noqa: PLW2901
        found.append(piece)
    return found


def _groups_on(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Put the lines of a page together that are one heading, bullet or paragraph."""
    pitch = _usual_pitch(pieces)
    group: list[_Piece] = []
    for piece in pieces:
        if group and _begins(group, piece, pitch):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on_small(before: _Piece, piece: _Piece) -> bool:
    """Tell the next line of an item that was wrapped by hand: it begins with a small letter."""
    return (
        piece.text.lstrip()[:1].islower()
        and not _BULLET.match(piece.text)
        and not _ENDED.search(before.text)
    )


def _usual_pitch(pieces: list[_Piece]) -> float:
    """Give the usual distance of lines, in sizes."""
    pitches = Counter(
        round((before.line.height - after.line.height) / before.size, 1)
        for before, after in pairwise(pieces)
        if before.size > 0 and 0 < before.line.height - after.line.height < before.size * 3
    )
    least, most = _PITCHES
    usual = max(pitches, key=lambda pitch: (pitches[pitch], -pitch), default=least)
    return min(max(usual, least), most)


def _begins(group: list[_Piece], piece: _Piece, pitch: float) -> bool:
    """Tell whether a line begins something new, after those that are one thing."""
    before, first = group[-1], group[0]
    down = before.line.height - piece.line.height
    if down <= 0 or down > before.size * pitch * _GAP or _SURE.match(piece.text):
        return True
    if max(before.size, piece.size) > min(before.size, piece.size) * _SIZE:
        return True
    if before.bold != piece.bold and all(one.bold for one in group) != piece.bold:
        return True
    listed = _BULLET.match(first.text) is not None
    if listed and _goes_on_small(before, piece):
        return False
    if listed and (_BULLET.match(piece.text) or piece.line.left <= first.line.left + 1):
        return True
    indented = piece.line.left > before.line.left + before.size * _INDENT
    return (indented and not listed) or _was_ended(before, piece)
