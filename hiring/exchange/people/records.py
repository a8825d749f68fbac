"""Read records in JSON, one after the other: lines of them, a list, or a list within an object."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from hiring.errors import InvalidFileError, Problem
from hiring.exchange.people.sources import Reading, Records

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

# Under these names an interface gives a list of records.
_LISTS = "data|results|candidates|items|records|content|opportunities"
_SCALAR = r'(?:"(?:[^"\\]|\\.)*+"|[-+.\w]++)'
_WRAPPING = re.compile(
    rf'\{{\s*+(?:"(?!(?:{_LISTS})")[^"\\]*+"\s*+:\s*+{_SCALAR}\s*+,\s*+)*+'
    rf'"(?:{_LISTS})"\s*+:\s*+(?=\[)'
)
_PIECE = 1 << 16
_LONGEST = 16 << 20  # characters of one record
_SPACE = " \t\r\n"


class _BrokenError(Exception):
    """What is there is no JSON."""


def open_records(path: Path, *, encoding: str, notes: tuple[str, ...] = ()) -> Records:
    """Open a file of JSON; its records are read as they are asked for."""
    reading = Reading(path.stat().st_size)

    def rows() -> Iterator[tuple[int, dict[str, Any]]]:
        place = 0
        try:
            with path.open(encoding=encoding, newline="") as file:
                reading.follow(file)
                for record in _Reader(file).records():
                    place += 1
                    yield place, _object(record, place)
                reading.end()
        except (_BrokenError, UnicodeError, RecursionError, ValueError) as error:
            said = str(error) if isinstance(error, _BrokenError) else "it cannot be taken apart"
            if isinstance(error, RecursionError):
                said = "its lists and objects go too deep"
            raise InvalidFileError(
                Problem(
                    f"the file is no sound JSON: {said}",
                    where=f"{path.name}, after record {place}",
                    fix="export it again, whole",
                )
            ) from error

    return Records(path.name, "json", rows, notes, reading)


def _object(record: Any, place: int) -> dict[str, Any]:
    if not isinstance(record, dict):
        raise _BrokenError(f"record {place} is no object")
    return record


class _Reader:
    """Takes JSON apart with no more than one record in memory."""

    def __init__(self, file: Any) -> None:
        """Begin with nothing read."""
        self._file = file
        self._text = ""
        self._at = 0
        self._ended = False
        self._decode = json.JSONDecoder(parse_constant=_refuse_constant).raw_decode

    def _more(self, size: int = _PIECE) -> bool:
        if self._ended:
            return False
        piece = self._file.read(size)
        self._ended = not piece
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)

    def _next(self) -> str:
        """Give the next sign that is no space, without taking it; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise _BrokenError(f"{sign!r} is missing")
        self._at += 1

    def _value(self) -> Any:
        """Take one whole value."""
        self._next()
        size = _PIECE
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except ValueError:
                if len(self._text) - self._at > _LONGEST:
                    raise _BrokenError("a record is too long") from None
                if not self._more(size):
                    raise _BrokenError("it is cut off, or a sign is missing") from None
                size *= 2
                continue
            # A number at the end may go on in what is not read yet.
            if end == len(self._text) and not isinstance(value, (dict, list, str)) and self._more():
                continue
            self._at = end
            return value

    def records(self) -> Iterator[Any]:
        """Give each record."""
        if self._next() == "\ufeff":
            self._at += 1
        if self._next() == "[":
            yield from self._list()
            self._refuse_rest()
            return
        yield from self._lines()

    def _refuse_rest(self) -> None:
        if self._next():
            raise _BrokenError("something stands behind its end")

    def _list(self) -> Iterator[Any]:
        self._take("[")
        if self._next() == "]":
            self._at += 1
            return
        while True:
            yield self._value()
            if self._next() == "]":
                self._at += 1
                return
            self._take(",")

    def _lines(self) -> Iterator[Any]:
        """Give records that follow each other, or those in the list of a single object."""
        first = True
        while self._next():
            if first and (yield from self._wrapped()):
                self._refuse_rest()
                return
            first = False
            yield self._value()

    def _wrapped(self) -> Generator[Any, None, bool]:
        """Give the records in the list of an object, where that is what it is for; tell whether."""
        while len(self._text) - self._at < _PIECE and not self._ended:
            self._more()
        wrapping = _WRAPPING.match(self._text, self._at)
        if not wrapping:
            return False
        self._at = wrapping.end()
        yield from self._list()
        while self._next() == ",":
            self._at += 1
            self._value()
            self._take(":")
            self._value()
        self._take("}")
        return True


def _refuse_constant(name: str) -> Any:
    raise _BrokenError(f"{name} is no value of JSON")
