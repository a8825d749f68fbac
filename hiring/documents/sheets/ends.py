"""Tell by how a file begins and ends whether it is whole, before anything of it is read."""

from __future__ import annotations

import struct

TAIL = (1 << 16) + 128  # the longest comment, and what stands around it
CUT_OFF = "the file is cut off, or two files were joined into one"
_END, _END_64, _PLACE_64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_SIZES = ((_END, 12, 4), (_END_64, 40, 8))
_TOLD = struct.Struct("<LLH")  # of the directory: how long and where; how long the comment is
_TOLD_64 = struct.Struct("<QQ")
_END_SIZE, _END_64_SIZE, _PLACE_64_SIZE = 22, 56, 20
_OLE_HEADER = 512
_OLE_SHIFTS = (9, 12)  # of the size of a sector
_OLE_LISTED = 109  # sectors of the list that the header itself names
_OLE_FREE = 0xFFFFFFFF


def directory_size(tail: bytes, size: int) -> int:
    """Give how long a zip says its list of parts is: reading it takes time and memory.

    `tail` are its last bytes, `TAIL` of them where there are so many; `size` is that of the zip.
    """
    largest = 0
    for mark, offset, length in _SIZES:
        at = tail.find(mark)
        while at >= 0:
            said = int.from_bytes(tail[at + offset : at + offset + length], "little")
            largest = max(largest, said if said <= size else 0)
            at = tail.find(mark, at + 1)
    return largest


def is_whole_zip(tail: bytes, size: int, *, first: int) -> bool:
    """Tell whether a zip is one file: its first part at its beginning, its list where it says.

    Programs that open zips look for the list from the end on, so what stands before is lost
    silently: the first of two files that were joined, or all but the last workbook of a zip that
    was cut off. `first` is where the first part begins.
    """
    at = tail.rfind(_END)
    if first or at < 0 or at + _END_SIZE > len(tail):
        return False
    before = size - len(tail)
    length, start, comment = _TOLD.unpack_from(tail, at + 12)
    end = before + at
    if end + _END_SIZE + comment != size:
        return False
    place = at - _PLACE_64_SIZE
    if place >= 0 and tail.startswith(_PLACE_64, place):
        end = int.from_bytes(tail[place + 8 : place + 16], "little")
        there = end - before
        if there < 0 or there + _END_64_SIZE > len(tail) or not tail.startswith(_END_64, there):
            return False
        length, start = _TOLD_64.unpack_from(tail, there + 40)
    return bool(start + length == end)


def is_whole_ole(raw: bytes) -> bool:
    """Tell whether all sectors of an old Office file are there that its list says are used."""
    if len(raw) < _OLE_HEADER:
        return False
    (shift,) = struct.unpack_from("<H", raw, 30)
    if shift not in _OLE_SHIFTS:
        return True  # it is broken in another way
    size = 1 << shift
    there = len(raw) // size - 1
    (count,) = struct.unpack_from("<L", raw, 44)
    lists = struct.unpack_from(f"<{min(count, _OLE_LISTED)}L", raw, 76)
    for number, place in reversed(tuple(enumerate(lists))):
        start = (place + 1) << shift
        used = raw[start : start + size]
        if len(used) < size:
            return False
        entries = struct.unpack(f"<{size // 4}L", used)
        last = max((n for n, entry in enumerate(entries) if entry != _OLE_FREE), default=-1)
        if last >= 0:
            return bool(number * len(entries) + last < there)
    return True
