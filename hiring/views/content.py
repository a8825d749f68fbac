"""What a table holds, free of any database: its columns, its rows as plain values, their digest.

A row is a tuple of whole numbers, texts, truth values and None. Moments are texts in ISO 8601 and
UTC, bytes are texts in base64, so that every kind of file and both databases agree on a row.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Value = int | str | bool | None
Row = tuple[Value, ...]


class ValueKind(StrEnum):
    """What the values of a column are."""

    NUMBER = "whole number"
    TEXT = "text"
    TRUTH = "true or false"
    MOMENT = "moment"
    BYTES = "bytes"


class ColumnShape(NamedTuple):
    """One column: what it is called, what stands in it, and what that means."""

    name: str
    kind: ValueKind
    meaning: str
    nullable: bool = False
    length: int | None = None  # the most characters, where a server keeps no more
    bits: int = 32  # of a whole number
    refers_to: str = ""  # "table.column"


class Shape(NamedTuple):
    """One table: its columns in their order, and those that tell its rows apart."""

    name: str
    meaning: str
    columns: tuple[ColumnShape, ...]
    key: tuple[str, ...]


class Held(NamedTuple):
    """How much a table holds, what its rows come to, and the last number it gave away."""

    rows: int
    sha256: str
    last_id: int = 0


class Source(Protocol):
    """Where whole tables come from: a database or a folder of files."""

    def chunks(self, shape: Shape) -> Iterator[Sequence[Row]]:
        """Give the rows of a table in the order of its key, some at a time."""
        ...

    def last_id(self, shape: Shape) -> int:
        """Give the last number that the table gave away."""
        ...


def _truth(value: object) -> str:
    return "true" if value else "false"


def _quoted(value: object) -> str:
    return f'"{value}"'


_AS_JSON: dict[ValueKind, Callable[..., str]] = {
    ValueKind.NUMBER: str,
    ValueKind.TEXT: encode_basestring,
    ValueKind.TRUTH: _truth,
    ValueKind.MOMENT: _quoted,
    ValueKind.BYTES: _quoted,
}


def _or_null(encode: Callable[..., str]) -> Callable[..., str]:
    return lambda value: "null" if value is None else encode(value)


class Lines:
    """Writes rows as lines of JSON, always the same for the same row, and takes their digest."""

    def __init__(self, shape: Shape) -> None:
        """Prepare for the rows of one table."""
        self._columns = [
            _or_null(_AS_JSON[column.kind]) if column.nullable else _AS_JSON[column.kind]
            for column in shape.columns
        ]
        fields = ", ".join(f'"{column.name}": %s' for column in shape.columns)
        self._line = f"{{{fields}}}\n"
        self._digest = hashlib.sha256()
        self._rows = 0

    def add(self, rows: Sequence[Row]) -> bytes:
        """Count these rows and give their lines."""
        columns = zip(*rows, strict=True)
        texts = [map(encode, column) for encode, column in zip(self._columns, columns, strict=True)]
        lines = "".join(map(self._line.__mod__, zip(*texts, strict=True))).encode()
        self._digest.update(lines)
        self._rows += len(rows)
        return lines

    def held(self, *, last_id: int = 0) -> Held:
        """Say what the rows so far come to."""
        return Held(self._rows, self._digest.hexdigest(), last_id)
