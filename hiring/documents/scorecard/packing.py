"""Pack parts into a workbook: the same bytes for the same parts, whatever the clock says.

What is equal on many cards is compressed once. The compressed pieces can be put one after another
with plain text between them, because each ends at a whole byte and looks back at no other.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED = struct.Struct("<BHH")
_VERSION = 20
_MADE_ON_UNIX = 3 << 8 | _VERSION
_DEFLATED = 8
_JANUARY_1980 = 1 << 5 | 1
_OWNER_MAY_READ_AND_WRITE = 0o600 << 16
_RAW = -15
_LEVEL = 9
_MOST_STORED = 0xFFFF
_LAST_BLOCK = b"\x03\x00"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a part: as it is, and compressed so that more may follow."""

    plain: bytes
    packed: bytes


@dataclass(frozen=True, slots=True)
class Packed:
    """A part that is ready to be put into a workbook."""

    name: str
    size: int
    checksum: int
    packed: bytes


def compress(plain: bytes) -> Piece:
    """Compress a stretch that many cards share."""
    squeezer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
    return Piece(plain, squeezer.compress(plain) + squeezer.flush(zlib.Z_FULL_FLUSH))


def leave(plain: bytes) -> Piece:
    """Take a stretch as it is: too short, or too rare, to be worth compressing."""
    blocks = []
    for start in range(0, len(plain), _MOST_STORED):
        block = plain[start : start + _MOST_STORED]
        blocks += [_STORED.pack(0, len(block), len(block) ^ _MOST_STORED), block]
    return Piece(plain, b"".join(blocks))


def join(name: str, pieces: Iterable[Piece]) -> Packed:
    """Make a part of its pieces."""
    size = checksum = 0
    packed = []
    for piece in pieces:
        size += len(piece.plain)
        checksum = zlib.crc32(piece.plain, checksum)
        packed.append(piece.packed)
    packed.append(_LAST_BLOCK)
    return Packed(name, size, checksum, b"".join(packed))


def pack(parts: Iterable[Packed]) -> bytes:
    """Put the parts into one file, in their order."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = count = 0
    for part in parts:
        name = part.name.encode("ascii")
        sizes = (part.checksum, len(part.packed), part.size, len(name), 0)
        entry = (0, _DEFLATED, 0, _JANUARY_1980, *sizes)
        local += [_LOCAL.pack(b"PK\x03\x04", _VERSION, *entry), name, part.packed]
        central += [
            _CENTRAL.pack(
                b"PK\x01\x02",
                _MADE_ON_UNIX,
                _VERSION,
                *entry,
                *(0, 0, 0, _OWNER_MAY_READ_AND_WRITE, offset),
            ),
            name,
        ]
        offset += _LOCAL.size + len(name) + len(part.packed)
        count += 1
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*local, directory, end))
