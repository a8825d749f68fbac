"""What a page is made of, whatever its format: headings, bullets and paragraphs become lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hiring.documents.ad_files.limits import MOST_LETTERS, MOST_LINES, refuse_long
from hiring.domain.adverts.reading import resolve_entities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BULLET, TEXT, BOLD = "*", "", "**"
_DEEPEST = 6
_LONGEST_LABEL = 40
_LONGEST_BOLD = 120
_BLANKS = re.compile(r"\s+")
_TAG_LIKE = re.compile(r"<(?=/?[a-zA-Z][^<>]{0,200}>)")


class Block(NamedTuple):
    """A heading ("#" to "######"), a bullet ("*"), a paragraph in bold ("**") or one (""), whole.

    `number` is where it begins: a line of the file, or a paragraph.
    """

    number: int
    mark: str
    text: str


def heading(depth: int) -> str:
    """Give the mark of a heading of a depth from 1."""
    return "#" * max(1, min(depth, _DEEPEST))


def squeeze(text: str) -> str:
    """Make one space of every stretch of white space."""
    return _BLANKS.sub(" ", text).strip()


def join_row(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """Give a row of a table cell by cell; a short label and its value make one line."""
    said = [[block for block in cell if block.text.strip()] for cell in cells]
    filled = [cell for cell in said if cell]
    if len(filled) == 2 and all(len(cell) == 1 for cell in filled):  # noqa: PLR2004 - a pair
        (label,), (value,) = filled
        if _is_label(label) and value.mark in {TEXT, BOLD}:
            yield Block(label.number, TEXT, f"{label.text.rstrip(' :')}: {value.text}")
            return
    for cell in filled:
        yield from cell


def join_rows(rows: Sequence[Sequence[Sequence[Block]]]) -> Iterator[Block]:
    """Give a table: column by column where its columns are headed, "Must" and "Nice", else by rows.

    Where the first column is headed otherwise it holds what the others are about.
    """
    named = [name_column(_said_in(cell)) for cell in rows[0]] if rows else []
    if not are_columns(named):
        for row in rows:
            yield from join_row(row)
        return
    for place, name in enumerate(named):
        if not name:
            continue
        yield Block(rows[0][place][0].number, heading(_DEEP), name)
        for row in rows[1:]:
            label = _said_in(row[0]) if not named[0] and row else ""
            for block in row[place] if place < len(row) else ():
                if text := label_cell(label, squeeze(block.text)):
                    yield Block(block.number, BULLET, text)


def name_column(heads: str) -> str:
    """Give the heading of a section that a column's heading means, or ""."""
    said = heads.strip(" *_:")
    return next((name for name, pattern in _COLUMNS if pattern.fullmatch(said)), "")


def are_columns(named: Sequence[str]) -> bool:
    """Tell whether two columns or more are headed as sections, and only the first one is not."""
    return len(named) - named.count("") > 1 and all(named[1:]) and len({*named}) == len(named)


def label_cell(label: str, text: str) -> str:
    """Put what a row is about before what a column says of it; alone where that is only ticked."""
    if not text or text.casefold() in {"-", "\N{EN DASH}", "\N{EM DASH}", "no", "n/a"}:
        return ""
    if label and (text.casefold() in {"x", "yes", "y"} or not any(map(str.isalnum, text))):
        return label
    return f"{label}: {text}" if label else text


def _said_in(cell: Sequence[Block]) -> str:
    return squeeze(" ".join(block.text for block in cell))


_DEEP = 3
_COLUMNS = (
    (
        "Nice to have",
        re.compile(
            r"nice(?:[- ]to[- ]haves?)?|good[- ]to[- ]haves?|(?:a )?plus(?:es)?|bonus(?: points)?"
            r"|(?:preferred|desired|desirable|optional)(?: qualifications?| skills?| experience)?",
            re.IGNORECASE,
        ),
    ),
    (
        "Must-haves",
        re.compile(
            r"must(?:[- ]haves?)?|(?:key |minimum )?requirements?|(?:minimum )?qualifications?"
            r"|(?:required|essential)(?: qualifications?| skills?| experience)?|(?:what )?you need",
            re.IGNORECASE,
        ),
    ),
    (
        "Responsibilities",
        re.compile(
            r"(?:key |your )?(?:responsibilities|duties|tasks)|what you(?:'ll| will) do",
            re.IGNORECASE,
        ),
    ),
    ("Benefits", re.compile(r"(?:our )?benefits|perks|(?:what )?we offer", re.IGNORECASE)),
)


def as_lines(blocks: Iterable[Block], shown: str) -> tuple[tuple[int, str], ...]:
    """Write blocks as light Markdown with their numbers, a blank line where a paragraph ends."""
    lines: list[tuple[int, str]] = []
    letters, before = 0, None
    for block in blocks:
        text = squeeze(block.text)
        if not text:
            continue
        letters += len(text)
        if letters > MOST_LETTERS or len(lines) > MOST_LINES:
            refuse_long(shown)
        if before and not before.mark == block.mark == BULLET:
            lines.append((before.number, ""))
        lines.append((block.number, _marked(block.mark, _shielded(text))))
        before = block
    return tuple(lines)


def _is_label(block: Block) -> bool:
    return block.mark in {TEXT, BOLD} and len(block.text) <= _LONGEST_LABEL


def _marked(mark: str, text: str) -> str:
    if mark == BOLD:
        return f"**{text}**" if len(text) <= _LONGEST_BOLD and "*" not in text else text
    return f"{mark} {text}" if mark else text


def _shielded(text: str) -> str:
    """Keep what stands in the text from being read as an entity or a tag of a text file."""
    if "&" in text and resolve_entities(text) != text:
        text = text.replace("&", "&amp;")
    return _TAG_LIKE.sub("&lt;", text) if "<" in text else text
