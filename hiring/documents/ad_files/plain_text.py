"""Read an advertisement from plain text or Markdown, line by line as the file has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hiring.documents.ad_files.blocks import are_columns, label_cell, name_column
from hiring.documents.ad_files.limits import MOST_LETTERS, MOST_LINES, refuse_long
from hiring.domain.adverts.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_RARE_ENDS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_OTHER_ENDS = Pattern(f"[{_RARE_ENDS}]", hints=tuple(_RARE_ENDS))
_COMMENT = Pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FENCE = Pattern(r"---\s*\Z", hints=("---",))
_FIELD = Pattern(r"title\s*:\s*[\"']?(.*?)[\"']?\s*\Z", re.IGNORECASE)
_LONGEST_FRONT = 60
_ROW = Pattern(r"\s*\|(.*)\|\s*\Z")
_RULE = Pattern(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*\Z")
_CELL_ENDS = Pattern(r"(?<!\\)\|")
_LONGEST_LABEL = 40


def read_lines(text: str, *, shown: str) -> tuple[tuple[int, str], ...]:
    """Give the lines of a text with their numbers, from 1; those of a Markdown table as sentences.

    What Markdown does not show is left out: comments, and the fields between rulers at its top, of
    which the title becomes a heading.
    """
    if len(text) > MOST_LETTERS:
        refuse_long(shown)
    lines = _LINE_ENDS.split(_without_comments(text))
    if not lines[-1]:
        lines.pop()  # it was the end of the last line
    if len(lines) > MOST_LINES:
        refuse_long(shown)
    begun = _end_of_front(lines)
    found = [*_title_of(lines[:begun])]
    columns: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(lines[begun:], start=begun + 1):
        if columns and _ROW.match(line):
            _add_row(columns, number, line)
            continue
        found += _end_columns(columns)
        if columns := _begin_columns(number, line, lines[number : number + 1]):
            continue
        found += ((number, _plain_row(part)) for part in _OTHER_ENDS.split(line))
    return (*found, *_end_columns(columns))


def _begin_columns(
    number: int, line: str, following: list[str]
) -> dict[str, list[tuple[int, str]]]:
    """Begin a Markdown table whose columns are headed as sections are; {} for any other line."""
    if not (_ROW.match(line) and following and _RULE.match(following[0])):
        return {}
    named = [name_column(cell) for cell in _cells_of(line)]
    if not are_columns(named):
        return {}
    return {name: [(number, f"### {name}")] if name else [] for name in named}


def _add_row(columns: dict[str, list[tuple[int, str]]], number: int, line: str) -> None:
    if _RULE.match(line):
        return
    cells = _cells_of(line)
    label = cells[0] if "" in columns else ""
    for name, cell in zip(columns, cells, strict=False):
        if name and (text := label_cell(label, cell)):
            columns[name].append((number, f"* {text}"))


def _end_columns(columns: dict[str, list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """Give what a table said, column by column."""
    for said in columns.values():
        yield from said
        if said:
            yield said[-1][0], ""


def _cells_of(line: str) -> list[str]:
    found = _ROW.match(line)
    return [cell.strip() for cell in _CELL_ENDS.split(found[1])] if found else []


def _without_comments(text: str) -> str:
    """Take comments out, and leave the ends of their lines."""
    if "<!--" not in text:
        return text
    return _COMMENT.sub(lambda found: "\n" * len(_LINE_ENDS.findall(found[0])), text)


def _end_of_front(lines: list[str]) -> int:
    """Tell how many lines at the top are fields of a Markdown file, 0 for most."""
    if not lines or not _FENCE.match(lines[0]):
        return 0
    for place, line in enumerate(lines[1:_LONGEST_FRONT], start=1):
        if _FENCE.match(line):
            return place + 1
        if line.strip() and not re.match(r"[\w-]+\s*:|\s|-\s|#", line):
            return 0
    return 0


def _title_of(front: list[str]) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(front, start=1):
        if (found := _FIELD.match(line)) and found[1]:
            yield number, f"# {found[1]}"
            return


def _plain_row(line: str) -> str:
    """Give a row of a Markdown table as a line; its ruler is an empty one."""
    found = _ROW.match(line) if line.rstrip().endswith("|") else None
    if not found:
        return line
    if _RULE.match(line):
        return ""
    cells = [cell.strip() for cell in _CELL_ENDS.split(found[1]) if cell.strip()]
    if len(cells) == 2 and len(cells[0]) <= _LONGEST_LABEL:  # noqa: PLR2004 - a label and a value
        return f"{cells[0].strip('*: ')}: {cells[1]}"
    return " ".join(cells)
