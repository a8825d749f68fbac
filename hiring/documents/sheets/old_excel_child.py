"""Read an old Excel workbook (.xls), in a process of its own that may die of it.

It is run by its path, takes the file on its input and says on its output what it found, as JSON.
It imports nothing of this package: starting must cost little, and nothing here can then leak.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import struct
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = 60 << 20  # above what it has when it starts
_SECONDS = 1.0
_MOST_RECORDS = 60_000
_MOST_NESTED_RECORDS = 200_000  # those of charts and pivot tables too
_MOST_CELLS = 50_000
_MOST_SHEETS = 60
_MOST_STRINGS = 60_000
_MOST_ROWS = 100_000
_MOST_TEXT = 3_000_000
_PROPERTIES = ("\x05SummaryInformation", "\x05DocumentSummaryInformation")
_RUNS = re.compile(rb"[\x20-\x7e]{6,400}")
_WIDE_RUNS = re.compile(rb"(?:[\x20-\x7e]\x00){6,400}")
_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x809, 0x0A, 0x85, 0x2F
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_ONE_CELL = frozenset({0x203, 0x204, 0x205, 0x27E, 0xFD, 0xD6})
_HEADER_FOOTER = frozenset({0x14, 0x15})
_SST, _MULRK, _MERGED, _OBJECT, _NAME = 0xFC, 0xBD, 0xE5, 0x5D, 0x18
_FORMAT, _LOOK, _FONT = 0x41E, 0xE0, 0x31
_OF_LOOKS = frozenset({_FORMAT, _LOOK, _FONT})
_STRUCK = 0x8  # among the ways of a font
_NO_FONT = 4  # is left out when fonts are counted
_BUILT_IN_PERCENTS = frozenset({9, 10})
_RATIO = 6  # bytes of one number among several: how it looks, and its value
_UNICODE = 0x600  # the version from which texts are Unicode
_PICTURE = 8
_WORKSHEET = 0
_OWN_LENGTH = 6
_EMPTY, _TEXT, _AMOUNT, _ERROR, _BLANK = 0, 1, 2, 5, 6
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class _Looks(NamedTuple):
    """The looks, by their place, that show a percentage, and those that strike a text through."""

    percents: frozenset[int]
    struck: frozenset[int]


class _LooksSaid:
    """What the records of a workbook say of its looks, until all are known."""

    def __init__(self) -> None:
        """Begin with what every workbook knows."""
        self._formats: set[int] = set(_BUILT_IN_PERCENTS)
        self._fonts: list[bool] = []
        self._looks: list[tuple[int, int]] = []

    def note(self, kind: int, content: bytes) -> None:
        """Note a record, if it is of looks."""
        if kind == _FORMAT and b"%" in content[2:]:
            self._formats.add(_number(content, 0, 2))
        elif kind == _LOOK:
            self._looks.append((_number(content, 0, 2), _number(content, 2, 2)))
        elif kind == _FONT:
            if len(self._fonts) == _NO_FONT:
                self._fonts.append(False)
            self._fonts.append(bool(_number(content, 2, 2) & _STRUCK))

    def known(self) -> _Looks:
        """Say which looks mean something."""
        struck = {place for place, is_struck in enumerate(self._fonts) if is_struck}
        return _Looks(
            frozenset(n for n, (_, shown) in enumerate(self._looks) if shown in self._formats),
            frozenset(n for n, (font, _) in enumerate(self._looks) if font in struck),
        )


class _RefusedError(Exception):
    """The file is not read: for its size, its password, or its damage."""


class _Beside:
    """What a stretch of records says that is no value: formulas, merged ranges, margins."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.formulas: set[tuple[int, int]] = set()
        self.percents: set[tuple[int, int]] = set()
        self.struck: set[tuple[int, int]] = set()
        self.merged: list[tuple[int, ...]] = []
        self.margins: list[str] = []
        self.pictures = 0
        self.cells = 0
        self.rows = 0


def main() -> None:
    """Read the file on the input, and print what it says or why it cannot be read."""
    _limit_itself()
    raw = sys.stdin.buffer.read()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - pathlib starts slowly
        found = read(raw, nowhere)
    sys.stdout.buffer.write(json.dumps(found).encode())


def _limit_itself() -> None:
    """Take from this process what a scorecard never needs; Windows knows no such limits."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
        import signal  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (2, 2))
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)  # its signal ends the process
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", "rb") as told:  # noqa: PTH123
        pages = int(told.read().split()[0])
        limit = pages * resource.getpagesize() + _MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def read(raw: bytes, nowhere: Any) -> dict[str, Any]:
    """Give what the workbook says, or `refused` with the reason."""
    try:
        return _read(raw, nowhere)
    except _RefusedError as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "big"}
    except Exception as error:  # noqa: BLE001 - the library raises whatever a broken file leads to
        return {"refused": "damaged", "why": type(error).__name__}


def _read(raw: bytes, nowhere: Any) -> dict[str, Any]:
    import xlrd  # noqa: PLC0415 - only once the limits hold
    from xlrd.compdoc import CompDoc  # noqa: PLC0415

    compound = CompDoc(raw, logfile=nowhere)
    memory, base, length = compound.locate_named_stream("Workbook")
    if memory is None:
        memory, base, length = compound.locate_named_stream("Book")
    stream = bytes(memory[base : base + length])
    places, strings, looks = _read_globals(stream)
    room = [_MOST_RECORDS, _MOST_CELLS, _MOST_ROWS]
    beside = [_read_beside(stream, place, room, looks) for place in places]
    book = xlrd.open_workbook(
        file_contents=stream, logfile=nowhere, on_demand=True, ragged_rows=True
    )
    if book.nsheets != len(places):
        raise _RefusedError("damaged")
    sheets = []
    for place, around in enumerate(beside):
        sheets.append(_sheet(book.sheet_by_index(place), around))
        book.unload_sheet(place)
    for stream_name in _PROPERTIES:
        with contextlib.suppress(Exception):  # what is broken there is not needed
            strings += _strings(compound.get_named_stream(stream_name) or b"")
    return {"sheets": sheets, "properties": strings, "since_1904": bool(book.datemode)}


def _records(stream: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Walk the records of a stretch to its end: kind, where its content begins, how long it is."""
    depth = 0
    at = start
    for _ in range(_MOST_NESTED_RECORDS):
        if at < 0 or at + 4 > len(stream):
            raise _RefusedError("damaged")
        kind, length = struct.unpack_from("<HH", stream, at)
        if at == start and kind != _BOF:
            raise _RefusedError("damaged")
        at += 4
        if at + length > len(stream):
            raise _RefusedError("damaged")
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, at, length
        at += length
    raise _RefusedError("big")


def _read_globals(stream: bytes) -> tuple[list[int], list[str], _Looks]:
    """Find where the sheets begin, the texts of names, and what looks make of cells.

    What is locked or too much is refused.
    """
    places: list[int] = []
    strings: list[str] = []
    looks = _LooksSaid()
    for number, (kind, at, length) in enumerate(_records(stream, 0)):
        if number > _MOST_RECORDS:
            raise _RefusedError("big")
        if kind == _FILEPASS:
            raise _RefusedError("password")
        if kind == _SST and _number(stream, at + 4, 4) > _MOST_STRINGS:
            raise _RefusedError("big")
        if kind == _BOUNDSHEET and length >= _OWN_LENGTH and stream[at + 5] == _WORKSHEET:
            places.append(_number(stream, at, 4))
        if kind in _OF_LOOKS:
            looks.note(kind, stream[at : at + length])
        if kind == _NAME:
            strings += _strings(stream[at : at + length])
    if len(places) > _MOST_SHEETS or len(set(places)) < len(places):
        raise _RefusedError("big")
    return places, strings, looks.known()


def _read_beside(stream: bytes, start: int, room: list[int], looks: _Looks) -> _Beside:
    """Find what the library keeps to itself, and refuse more than any card has."""
    found = _Beside()
    version = _number(stream, start + 4, 2)
    for kind, at, length in _records(stream, start):
        room[0] -= 1
        if kind in _FORMULAS:
            found.formulas.add((_number(stream, at, 2), _number(stream, at + 2, 2)))
        if kind in _FORMULAS or kind in _ONE_CELL or kind == _MULRK:
            _count_cells(kind, stream[at : at + length], found)
            found.percents |= _shown_as(kind, stream[at : at + length], looks.percents)
            if looks.struck:
                found.struck |= _shown_as(kind, stream[at : at + length], looks.struck)
        elif kind == _MERGED:
            found.merged += _merged(stream[at : at + length])
        elif kind in _HEADER_FOOTER:
            found.margins.append(_margin(stream[at : at + length], version))
        elif kind == _OBJECT:
            found.pictures += _number(stream, at + 4, 2) == _PICTURE
        if room[0] < 0:
            raise _RefusedError("big")
    room[1] -= found.cells
    room[2] -= found.rows
    if min(room) < 0:
        raise _RefusedError("big")
    return found


def _count_cells(kind: int, content: bytes, found: _Beside) -> None:
    found.cells += max(1, (len(content) - 6) // 6) if kind == _MULRK else 1
    found.rows = max(found.rows, _number(content, 0, 2) + 1)


def _shown_as(kind: int, content: bytes, looks: frozenset[int]) -> set[tuple[int, int]]:
    """Give the cells of a record that have one of these looks."""
    row, first = _number(content, 0, 2), _number(content, 2, 2)
    count = max(1, (len(content) - 6) // _RATIO) if kind == _MULRK else 1
    return {
        (row, first + place)
        for place in range(count)
        if _number(content, 4 + place * _RATIO, 2) in looks
    }


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "little")


def _merged(content: bytes) -> list[tuple[int, ...]]:
    """Give merged ranges as first row, first column, last row, last column, from 0."""
    held = content[2 : 2 + (len(content) - 2) // 8 * 8]
    ranges = struct.iter_unpack("<HHHH", held)
    return [(top, left, bottom, right) for top, bottom, left, right in ranges]


def _margin(content: bytes, version: int) -> str:
    """Give the text of a header or footer, which is written as the version does."""
    if version < _UNICODE:
        return content[1:].decode("latin-1")
    wide = _number(content, 2, 1) & 1
    return content[3:].decode("utf-16-le" if wide else "latin-1", "replace")


def _strings(content: bytes) -> list[str]:
    """Give what can be read in bytes of which only the words matter."""
    narrow = [run.decode("ascii") for run in _RUNS.findall(content)]
    return narrow + [run[::2].decode("ascii") for run in _WIDE_RUNS.findall(content)]


def _sheet(sheet: Any, beside: _Beside) -> dict[str, Any]:
    cells = []
    room = _MOST_TEXT
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in {_EMPTY, _BLANK}:
                continue
            value = sheet.cell_value(row, column)
            if kind == _TEXT:
                room -= len(value)
            elif kind == _ERROR:
                value = _ERRORS.get(value, "#VALUE!")
            elif kind == _AMOUNT and (row, column) in beside.percents:
                value = f"{value * 100:.15g}%"
            cells.append((row, column, kind, value, (row, column) in beside.formulas))
            if room < 0:
                raise _RefusedError("big")
    remarks = [(*at, note.text) for at, note in sheet.cell_note_map.items()]
    if sum(len(text) for _, _, text in remarks) > _MOST_TEXT:
        raise _RefusedError("big")
    return {
        "name": sheet.name,
        "cells": cells,
        "merged": beside.merged,
        "margins": "\n".join(beside.margins),
        "remarks": remarks,
        "pictures": beside.pictures,
        "hidden": bool(sheet.visibility),
        "struck": sorted(beside.struck),
    }


if __name__ == "__main__":
    main()
