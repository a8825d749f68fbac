"""Read the text of an advertisement out of a file of any usual kind, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.domain.adverts.reading import number_lines
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from pathlib import Path


def read_ad_file(path: Path) -> tuple[tuple[int, str], ...]:
    """Give the lines of an advertisement with their numbers, headings and bullets marked.

    Raises InvalidFileError for what cannot be read as text.
    """
    try:
        return read_ad_bytes(path.read_bytes(), shown=path.name)
    except OSError as error:
        problem = Problem(f"cannot be read: {error.strerror}", where=path.name)
        raise InvalidFileError(problem) from error


def read_ad_bytes(content: bytes, *, shown: str) -> tuple[tuple[int, str], ...]:
    """Give the lines of what a file or the standard input holds; see read_ad_file."""
    try:
        return number_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problem = Problem("is not UTF-8 text", where=shown, fix="save it as UTF-8.")
        raise InvalidFileError(problem) from error
