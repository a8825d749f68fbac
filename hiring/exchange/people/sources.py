"""A file of people that was opened: its rows or records, one after the other, however often."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, NoReturn

from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_COLUMNS = 1000
MOST_CELL = 100_000  # characters


def _nothing_read() -> int:
    return 0


@dataclass(slots=True)
class Reading:
    """How far a file was read, of how much: `whole` and what `told` tells are both in bytes."""

    whole: int
    told: Callable[[], int] = _nothing_read

    def follow(self, file: IO[str]) -> None:
        """Begin to read a text, which is decoded a little ahead of what was taken of it."""
        buffer: Any = file.buffer  # type: ignore[attr-defined]
        self.told = buffer.tell

    def passed(self) -> int:
        """Give the bytes that were read."""
        return min(self.told(), self.whole)

    def end(self) -> None:
        """Say that all of it was read."""
        self.told = lambda: self.whole


@dataclass(slots=True)
class Table:
    """A table: its columns, and its rows, each with the line it begins on."""

    name: str
    kind: str
    columns: list[str]
    rows: Callable[[], Iterator[tuple[int, list[str]]]]
    delimiter: str = ","
    notes: tuple[str, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading(0))


@dataclass(slots=True)
class Records:
    """Records, each with its line or its place."""

    name: str
    kind: str
    rows: Callable[[], Iterator[tuple[int, dict[str, Any]]]]
    notes: tuple[str, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading(0))


def refuse(name: str, what: str, fix: str) -> NoReturn:
    """Refuse the whole file for one reason."""
    raise InvalidFileError(Problem(what, where=name, fix=fix))


def check_columns(name: str, columns: list[str]) -> list[str]:
    """Give the columns of a table as they are named, without those at its end that are empty."""
    columns = [column.strip() for column in columns]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        refuse(name, "it has no columns", "its first line must name the columns")
    if len(columns) > MOST_COLUMNS:
        refuse(
            name,
            f"it has {len(columns):,} columns; at most {MOST_COLUMNS:,} are read",
            "keep the columns with something about people",
        )
    return columns
