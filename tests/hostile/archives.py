"""Zip archives made by hand, so that they may also say what is not true."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEBIBYTE = 1 << 20
_MADE = 0x21  # the first day that a zip can name, so that equal parts give equal bytes
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One part as it is packed, with the size and the checksum that it claims."""

    name: str
    packed: bytes
    size: int
    checksum: int
    packing: int = zipfile.ZIP_DEFLATED
    flags: int = 0


def unpacked(raw: bytes) -> dict[str, bytes]:
    """Give the parts of an honest archive."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], *more: Entry) -> bytes:
    """Pack parts as an honest program does, and add entries made by hand."""
    return archive([*(entry(name, part) for name, part in parts.items()), *more])


def entry(name: str, part: bytes, *, declared: int | None = None, fitting: bool = True) -> Entry:
    """Pack one part; it may declare another size, with a checksum that fits what it declares."""
    size = len(part) if declared is None else declared
    checked = part[:size] if fitting else part
    return Entry(name=name, packed=_deflated([(part, 1)]), size=size, checksum=zlib.crc32(checked))


def repeating(name: str, head: bytes, block: bytes, times: int, tail: bytes) -> Entry:
    """Pack a part that holds a block very often, without ever holding it whole."""
    checksum = zlib.crc32(head)
    for _ in range(times):
        checksum = zlib.crc32(block, checksum)
    return Entry(
        name=name,
        packed=_deflated([(head, 1), (block, times), (tail, 1)]),
        size=len(head) + len(block) * times + len(tail),
        checksum=zlib.crc32(tail, checksum),
    )


def _deflated(pieces: Iterable[tuple[bytes, int]]) -> bytes:
    """Pack each piece apart, so that the packed form of a repeated one can be repeated."""
    done = b""
    for piece, times in pieces:
        squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        done += (squeeze.compress(piece) + squeeze.flush(zlib.Z_FULL_FLUSH)) * times
    return done + zlib.compressobj(wbits=-zlib.MAX_WBITS).flush()


def archive(entries: Iterable[Entry]) -> bytes:
    """Write the entries and their directory, whatever they claim."""
    body, directory, count = io.BytesIO(), io.BytesIO(), 0
    for one in entries:
        name = one.name.encode()
        shared = (one.flags | 0x800, one.packing, 0, _MADE, one.checksum, len(one.packed))
        at = body.tell()
        body.write(_LOCAL.pack(b"PK\x03\x04", 20, *shared, one.size, len(name), 0))
        body.write(name)
        body.write(one.packed)
        directory.write(
            _CENTRAL.pack(b"PK\x01\x02", 20, 20, *shared, one.size, len(name), 0, 0, 0, 0, 0, at)
        )
        directory.write(name)
        count += 1
    listed = directory.getvalue()
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(listed), body.tell(), 0)
    return body.getvalue() + listed + end
