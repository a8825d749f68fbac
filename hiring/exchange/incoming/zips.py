"""Zips of scorecards: opened, bounded, and unpacked a member at a time, never to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from hiring.documents.sheets.ends import CUT_OFF, TAIL, directory_size, is_whole_zip
from hiring.exchange.incoming.found import ENDINGS, SEPARATOR, ending_of, is_junk
from hiring.exchange.incoming.places import (
    AGAIN,
    MOST_BYTES,
    UNPACK,
    refuse,
    refuse_large,
    refuse_swollen,
)
from hiring.exchange.incoming.recognising import shows_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hiring.exchange.incoming.places import Place

MOST_MEMBERS = 2_000
MOST_DIRECTORY_BYTES = 1 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    OverflowError,
)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_UTF8 = 0x800
_HEADROOM = 1 << 16
_OFFICE_PARTS = frozenset(
    {"_rels/.rels", "docprops/app.xml", "docprops/core.xml"}
    | {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin", "index.zip"}
    | {"word/document.xml", "ppt/presentation.xml", "index/document.iwa"}
)


def is_one_file(head: bytes) -> bool:
    """Tell by its first part what is surely one file, and what is no zip at all."""
    if not head.startswith(b"PK"):
        return True
    length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + length].lower().decode("latin-1") in _OFFICE_PARTS


def open_archive(stream: BinaryIO, size: int, place: Place) -> zipfile.ZipFile | None:
    """Open a zip of files; None for an Office file, and for one that the reader tells better."""
    named_zip = place.ending == ".zip"
    tail = _tail_of(stream, size)
    if directory_size(tail, size) > MOST_DIRECTORY_BYTES:
        if named_zip:
            _refuse_crowded(place)
        return None
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN:
        if named_zip:
            refuse(place, "the zip is damaged, or not completely downloaded", AGAIN)
        return None
    entries = archive.infolist()
    if entries and not is_whole_zip(
        tail, size, first=min(entry.header_offset for entry in entries)
    ):
        refuse(place, CUT_OFF, AGAIN)
    names = {entry.filename.lower() for entry in entries}
    holds_cards = any(ending_of(name) in ENDINGS for name in names)
    if names & _OFFICE_PARTS or not (named_zip or holds_cards):
        return None
    if place.in_zip:
        refuse(place, "this is a zip within a zip", UNPACK)
    return archive


def _tail_of(stream: BinaryIO, size: int) -> bytes:
    stream.seek(max(0, size - TAIL))
    return stream.read(TAIL)


def _refuse_crowded(place: Place) -> NoReturn:
    refuse(place, f"the zip holds more than {MOST_MEMBERS:,} files", UNPACK)


def members_of(archive: zipfile.ZipFile, place: Place) -> Iterator[tuple[Place, zipfile.ZipInfo]]:
    """Name the members that may be cards, or refuse the whole zip."""
    members = [(_member_name(e), e) for e in archive.infolist() if not e.filename.endswith("/")]
    members = [(name, e) for name, e in members if not any(map(is_junk, SEPARATOR.split(name)))]
    others = sum(not _is_wanted(name) for name, _ in members)
    members = [
        (name, entry)
        for name, entry in members
        if _is_wanted(name) or (others <= MOST_MEMBERS and _shows_card(archive, entry, name, place))
    ]
    if not members:
        refuse(place, "there is no scorecard in this zip", "import the filled cards themselves")
    if len(members) > MOST_MEMBERS:
        _refuse_crowded(place)
    if all(entry.flag_bits & _ENCRYPTED for _, entry in members):
        _refuse_locked(place)
    sizes = (entry.file_size for _, entry in members)
    if sum(size for size in sizes if size <= MOST_BYTES) > place.room.size:
        refuse_swollen(place)
    for name, entry in members:
        yield place.inside(name, zipped=True), entry


def _is_wanted(name: str) -> bool:
    return ending_of(name) in ENDINGS


def _shows_card(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, place: Place) -> bool:
    """Look into a member of another ending, as into a file of a folder; what is broken is none."""
    try:
        with archive.open(entry) as packed:
            is_card = shows_card(packed, ending_of(name))
            looked_at = packed.tell()
    except _BROKEN:
        return False
    place.room.spend(place, size=looked_at)
    return is_card


def _refuse_locked(place: Place) -> NoReturn:
    refuse(place, "it is protected by a password", UNPACK)


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Give a member's name; macOS writes UTF-8 without saying so, which else reads as cp437."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename


def unpack_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> bytes:
    """Unpack one member into memory, or refuse it alone."""
    if entry.flag_bits & _ENCRYPTED:
        _refuse_locked(place)
    if entry.compress_type not in _PACKINGS:
        refuse(place, "it is packed in a way that cannot be opened here", UNPACK)
    if entry.file_size > MOST_BYTES:
        refuse_large(place, MOST_BYTES)
    place.room.spend(place, size=entry.file_size)
    return _inflate(archive, entry, place)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place) -> bytes:
    """Unpack no more than a member declares, and refuse one that holds more or less."""
    declared = entry.file_size
    entry.file_size += _HEADROOM  # else zipfile cuts a longer member and calls it whole
    try:
        with archive.open(entry) as packed:
            raw = packed.read(declared + 1)
    except _BROKEN:
        raw = None
    finally:
        entry.file_size = declared
    if raw is None or len(raw) != declared:
        refuse(place, "it is damaged in the zip, or not completely downloaded", AGAIN)
    return raw
