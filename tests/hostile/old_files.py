"""Old Excel workbooks (.xls) and the container they share with protected new ones, byte by byte."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SECTOR = 512
_SMALLEST = 4096  # a shorter stream would stand in a second, finer table
_IN_HEADER = 109
_END, _FREE, _TABLE, _MORE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC
_BOF, _EOF, _SHEET, _LABEL, _NUMBER = 0x0809, 0x000A, 0x0085, 0x0204, 0x0203
_PROTECTED = 0x002F
_VERSION = 0x0600


def container(streams: Mapping[str, bytes]) -> bytes:
    """Pack streams into a compound file, as Excel wraps .xls and everything with a password."""
    padded = {name: _padded(stream, _SMALLEST) for name, stream in streams.items()}
    lengths = [len(stream) // _SECTOR for stream in padded.values()]
    listing = _padded(b"\0" * 128 * (len(padded) + 1), _SECTOR)
    listed = len(listing) // _SECTOR
    tables, more = _tables_for(listed + sum(lengths))
    starts, at = [], tables + more + listed
    for length in lengths:
        starts.append(at)
        at += length
    chains = [_TABLE] * tables + [_MORE] * more + _chain(tables + more, listed)
    for start, length in zip(starts, lengths, strict=True):
        chains += _chain(start, length)
    table = b"".join(struct.pack("<I", one) for one in chains)
    directory = _directory(padded, starts)
    return (
        _header(tables, more)
        + table.ljust(tables * _SECTOR, b"\xff")
        + _list_of_more(tables, more)
        + directory.ljust(listed * _SECTOR, b"\0")
        + b"".join(padded.values())
    )


def _padded(stream: bytes, least: int) -> bytes:
    size = max(least, -(-len(stream) // _SECTOR) * _SECTOR)
    return stream.ljust(size, b"\0")


def _chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), _END]


def _tables_for(sectors: int) -> tuple[int, int]:
    """Count the sectors that list all sectors, and those that list what the header cannot."""
    tables, more = 1, 0
    while tables * _SECTOR // 4 < tables + more + sectors:
        tables += 1
        more = -(-max(0, tables - _IN_HEADER) // (_SECTOR // 4 - 1))
    return tables, more


def _header(tables: int, more: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    first = tables if more else _END
    head += struct.pack("<9I", 0, tables, tables + more, 0, _SMALLEST, _END, 0, first, more)
    listed = range(min(tables, _IN_HEADER))
    return (head + b"".join(struct.pack("<I", n) for n in listed)).ljust(_SECTOR, b"\xff")


def _list_of_more(tables: int, more: int) -> bytes:
    """List the tables that the header has no room for, each sector naming the next."""
    room = _SECTOR // 4 - 1
    written = b""
    for n in range(more):
        here = range(_IN_HEADER + n * room, min(tables, _IN_HEADER + (n + 1) * room))
        listed = b"".join(struct.pack("<I", one) for one in here).ljust(room * 4, b"\xff")
        written += listed + struct.pack("<I", tables + n + 1 if n + 1 < more else _END)
    return written


def _directory(streams: Mapping[str, bytes], starts: Sequence[int]) -> bytes:
    entries = [_listed("Root Entry", 5, child=1, start=_END, size=0)]
    for place, (name, stream) in enumerate(streams.items(), start=1):
        right = place + 1 if place < len(streams) else _FREE
        entries.append(_listed(name, 2, right=right, start=starts[place - 1], size=len(stream)))
    return b"".join(entries)


def _listed(
    name: str, kind: int, *, start: int, size: int, right: int = _FREE, child: int = _FREE
) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    return (
        head
        + struct.pack("<3I", _FREE, right, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


def xls(
    sheets: Mapping[str, Iterable[tuple[int, int, str | float]]], *, password: bool = False
) -> bytes:
    """Write a workbook of Excel 97 from (row, column, value), which count from 1."""
    parts = [_sheet(cells) for cells in sheets.values()]
    head = _record(_BOF, struct.pack("<4HII", _VERSION, 5, 0, 0, 0, 0))
    if password:
        head += _record(_PROTECTED, struct.pack("<3H", 1, 1, 1) + bytes(range(48)))
    names = [name.encode("utf-16-le") for name in sheets]
    at = len(head) + sum(4 + 8 + len(name) for name in names) + 4
    for name, part in zip(names, parts, strict=True):
        head += _record(_SHEET, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name)
        at += len(part)
    return container({"Workbook": head + _record(_EOF, b"") + b"".join(parts)})


def _sheet(cells: Iterable[tuple[int, int, str | float]]) -> bytes:
    start = _record(_BOF, struct.pack("<4HII", _VERSION, 0x10, 0, 0, 0, 0))
    return start + b"".join(_cell(*cell) for cell in cells) + _record(_EOF, b"")


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<3H", row - 1, column - 1, 0)
    if isinstance(value, str):
        written = value.encode("utf-16-le")
        return _record(_LABEL, place + struct.pack("<HB", len(written) // 2, 1) + written)
    return _record(_NUMBER, place + struct.pack("<d", value))


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls_without_end(records: int) -> bytes:
    """Write a sheet that holds a chart of so many empty records: reading it takes all time."""
    chart = _record(_BOF, struct.pack("<4HII", _VERSION, 0x20, 0, 0, 0, 0)) + b"\0" * 4 * records
    head = _record(_BOF, struct.pack("<4HII", _VERSION, 5, 0, 0, 0, 0))
    sheet = _record(_BOF, struct.pack("<4HII", _VERSION, 0x10, 0, 0, 0, 0)) + chart
    at = len(head) + 4 + 8 + 2 + 4
    head += _record(_SHEET, struct.pack("<IBBBB", at, 0, 0, 1, 1) + b"S\0") + _record(_EOF, b"")
    return container({"Workbook": head + sheet + _record(_EOF, b"") * 2})
