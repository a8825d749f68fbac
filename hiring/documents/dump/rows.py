"""What the kinds of files share: private files, heads of tables, and rows that are read whole."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.documents.dump.values import UnreadableError
from hiring.errors import Problem
from hiring.private import PRIVATE_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from hiring.views.content import Row, Shape, Value

CHUNK = 1000
MOST_NAMED = 50
EXPORT_AGAIN = "export it again; an export is not to be edited"


class Chunk(NamedTuple):
    """Some rows of a table, and the same as lines of JSON."""

    rows: Sequence[Row]
    lines: bytes


class Faults:
    """What is wrong with an export, to be named all at once."""

    def __init__(self) -> None:
        """Start without any."""
        self._named: list[Problem] = []
        self._count = 0

    def note(self, what: str, *, where: str, fix: str = EXPORT_AGAIN) -> None:
        """Remember one thing."""
        self._count += 1
        if self._count <= MOST_NAMED:
            self._named.append(Problem(what, where=where, fix=fix))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what was found, and how much more there is than can be read."""
        if self._count > MOST_NAMED:
            return (*self._named, Problem(f"and {self._count - MOST_NAMED:,} more"))
        return tuple(self._named)


@contextmanager
def private_file(path: Path) -> Generator[BinaryIO]:
    """Write a new file that its owner only can read, and see it onto the disk."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def places_of(
    head: Sequence[str], shape: Shape, *, where: str, faults: Faults
) -> tuple[int, ...] | None:
    """Say where each column stands, whatever their order; None when they are not those we know."""
    wanted = [column.name for column in shape.columns]
    counted = Counter(head)
    wrong = (
        *((f"the column {name} is missing") for name in wanted if name not in counted),
        *((f"the column {name} is there twice") for name in wanted if counted[name] > 1),
        *((f"there is no column {name[:40]!r}") for name in counted if name not in wanted),
    )
    for what in wrong:
        faults.note(what, where=where)
    return None if wrong else tuple(head.index(name) for name in wanted)


class RowReader:
    """Turns the cells of a table into rows, and notes every cell that cannot be one's."""

    def __init__(
        self,
        shape: Shape,
        reading: Callable[[Any], Callable[[Any], Value]],
        *,
        where: str,
        faults: Faults,
    ) -> None:
        """Read values as `reading` says for each column."""
        self._shape = shape
        self._readers = [reading(column) for column in shape.columns]
        self._where = where
        self._faults = faults

    def read(self, cells: Sequence[Sequence[Any]], numbers: Sequence[int]) -> Sequence[Row]:
        """Read rows of as many cells as there are columns; they have these numbers in the file."""
        if not cells:
            return ()
        try:
            columns = (
                [read(cell) for cell in column]
                for read, column in zip(self._readers, zip(*cells, strict=True), strict=True)
            )
            return list(zip(*columns, strict=True))
        except UnreadableError:
            return [
                row
                for number, each in zip(numbers, cells, strict=True)
                if (row := self._read_one(each, number)) is not None
            ]

    def _read_one(self, cells: Sequence[Any], number: int) -> Row | None:
        row: list[Value] = []
        for column, read, cell in zip(self._shape.columns, self._readers, cells, strict=True):
            try:
                row.append(read(cell))
            except UnreadableError as error:
                where = f"{self._where}, row {number}"
                self._faults.note(f"{column.name} {error}", where=where)
        return tuple(row) if len(row) == len(cells) else None
