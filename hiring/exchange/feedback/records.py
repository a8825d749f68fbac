"""Split a file of JSON into records without holding more than one of them.

A file is a list of records, records one after another (a line each), or an answer of an interface
with the list in "results", "data" or "message".
"""

from __future__ import annotations

import codecs
import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MOST_LETTERS = 4 << 20
MOST_DEPTH = 40
_CHUNK = 1 << 16
_SPACES = re.compile(r"[ \t\r\n]*")
_SIGNS = re.compile(r'["\\\[\]{}]')
_AFTER_SCALAR = re.compile(r"[,\]}\s]")
_LIST_OF_RECORDS = re.compile(r'"(?:results|data|message)"\s*:\s*\Z')
_NEAR = 60
_WHOLE_RECORDS = "give the file as the tracker wrote it, in full"


class Record(NamedTuple):
    """One record: its number in the file, what it says, its very text, or what is wrong with it."""

    number: int
    value: dict[str, Any]
    text: str
    problem: Problem | None = None

    @property
    def where(self) -> str:
        """Say which record it is."""
        return f"record {self.number}"


def read_records(file: BinaryIO, *, name: str) -> Iterator[Record]:
    """Give the records of a file one by one.

    A record that is no good is given with its problem. Raises InvalidFileError where the file
    itself cannot be read on.
    """
    reader = _Reader(file, name)
    try:
        yield from reader.records()
    except UnicodeDecodeError as error:
        raise InvalidFileError(
            Problem(
                "the file is not UTF-8 text",
                where=f"{name}, after record {reader.number}",
                fix="save it with the encoding UTF-8",
            )
        ) from error


class _Reader:
    """Where one is in a file: the text that is not read yet, and how many records there were."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file = file
        self.name = name
        self.number = 0
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._ended = False

    def records(self) -> Iterator[Record]:
        sign = self._next()
        if not sign:
            self._refuse("the file is empty", "name the file with the feedback")
        while sign:
            if sign == "[":
                self._at += 1
                yield from self._items()
            elif sign == "{":
                yield from self._object()
            else:
                self._refuse(f"a record begins with {{, not with {sign!r}", _WHOLE_RECORDS)
            sign = self._next()

    def _items(self) -> Iterator[Record]:
        """Give what stands in a list, up to its end."""
        sign = self._next()
        if sign == "]":
            self._at += 1
            return
        while True:
            if not sign or sign in ",]}":
                self._refuse("a record is missing or cut off", _WHOLE_RECORDS)
            yield self._record(*self._value())
            sign = self._next()
            self._at += 1
            if sign == "]":
                return
            if sign != ",":
                self._refuse("the list of records is cut off", _WHOLE_RECORDS)
            sign = self._next()

    def _object(self) -> Iterator[Record]:
        """Give a record that stands by itself, or those in an answer's list."""
        found = self._value(lists=True)
        if found[1] >= 0:
            yield self._record(*found)
            return
        yield from self._items()
        if self._next() == "":
            self._refuse("the file is cut off", _WHOLE_RECORDS)
        self._value(depth=1)

    def _record(self, text: str, depth: int) -> Record:
        self.number += 1
        where = f"record {self.number}"
        fix = _WHOLE_RECORDS
        if depth > MOST_DEPTH:
            what = f"it is nested more than {MOST_DEPTH} deep"
            return Record(self.number, {}, text, Problem(what, where=where, fix=fix))
        try:
            value = json.loads(
                text,
                parse_float=Decimal,
                parse_constant=_refuse_constant,
                object_pairs_hook=_once_each,
            )
        except (ValueError, ArithmeticError) as error:
            what = _told(error)
            return Record(self.number, {}, text, Problem(what, where=where, fix=fix))
        if not isinstance(value, dict):
            what = f"a record is an object in braces, not {kind_of(value)}"
            return Record(self.number, {}, text, Problem(what, where=where, fix=fix))
        for key in ("data", "message"):
            if set(value) == {key} and isinstance(value[key], dict):
                value = value[key]
        return Record(self.number, value, text)

    def _next(self) -> str:
        """Skip spaces, and give the letter that comes then; empty at the end of the file."""
        while True:
            match = _SPACES.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; False at the end."""
        while not self._ended:
            chunk = self.file.read(_CHUNK)
            self._ended = not chunk
            text = self._decode.decode(chunk, final=self._ended)
            if text:
                self._text = self._text[self._at :] + text
                self._at = 0
                return True
        return False

    def _value(self, *, depth: int = 0, lists: bool = False) -> tuple[str, int]:
        """Take the text of a value and how deep it is nested.

        With `lists`, the depth is below zero where a list of records begins instead. With `depth`,
        it is the rest of a value inside of which one is.
        """
        if not depth and self._text[self._at] not in '{["':
            return self._scalar(), 0
        done, deepest, quoted = 0, depth, False  # done: letters behind the place where one is
        while True:
            done, sign = self._sign(done)
            if sign == '"':
                quoted = not quoted
            elif quoted:
                done += sign == "\\"
            elif sign in "[{":
                if lists and sign == "[" and depth == 1 and self._begins_list(done):
                    self._at += done
                    return "", -1
                depth += 1
                deepest = max(deepest, depth)
            elif sign in "]}":
                depth -= 1
            if not quoted and depth <= 0:
                return self._take(done), deepest

    def _sign(self, done: int) -> tuple[int, str]:
        """Find the next sign that JSON is built of, reading on as far as needed."""
        while True:
            match = _SIGNS.search(self._text, self._at + done)
            if match and not (match[0] == "\\" and match.end() == len(self._text)):
                return match.end() - self._at, match[0]
            done = (match.start() if match else len(self._text)) - self._at
            if done > MOST_LETTERS:
                what = f"a record has over {MOST_LETTERS:,} characters"
                self._refuse(what, "leave that one out")
            if not self._more():
                self._refuse("the file ends in the middle of a record", _WHOLE_RECORDS)

    def _take(self, done: int) -> str:
        text = self._text[self._at : self._at + done]
        self._at += done
        return text

    def _begins_list(self, done: int) -> bool:
        at = self._at + done - 1
        return bool(_LIST_OF_RECORDS.search(self._text[max(self._at, at - _NEAR) : at]))

    def _scalar(self) -> str:
        done = 0
        while True:
            match = _AFTER_SCALAR.search(self._text, self._at + done)
            done = match.start() - self._at if match else len(self._text) - self._at
            if done > MOST_LETTERS:
                self._refuse("a number or word is too long", _WHOLE_RECORDS)
            if match or not self._more():
                return self._take(done)

    def _refuse(self, what: str, fix: str) -> NoReturn:
        where = f"{self.name}, after record {self.number}" if self.number else self.name
        raise InvalidFileError(Problem(what, where=where, fix=fix))


def kind_of(value: object) -> str:
    """Say in words what kind of value something is."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, (int, Decimal)):
        return "a number"
    if isinstance(value, str):
        return "a text"
    return "a list" if isinstance(value, list) else "an object"


class _TwiceError(ValueError):
    """A key stands twice in an object."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(f"{key[:40]!r} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise _TwiceError(f"{name} is no number")


def _told(error: Exception) -> str:
    if isinstance(error, _TwiceError):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg} at its character {error.pos + 1}"
    return "it holds a number that is too long"
