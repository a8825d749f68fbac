"""Open an Office file that somebody sent: said what it is, bounded, and without declarations."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import NoReturn

from hiring.errors import InvalidFileError, Problem

MOST_FILE_BYTES = 16 << 20
MOST_DIRECTORY_BYTES = 512 << 10
MOST_ENTRIES = 400
MOST_PART_BYTES = 6 << 20
MOST_XML_BYTES = 10 << 20
MOST_BYTES = 48 << 20
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 100_000
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HEAD = 512
_SHOWN = 200
_HEADROOM = 1 << 16
_TAIL = (1 << 16) + 128
_ENDS = ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "open it and save it as Excel Workbook (.xlsx), then send that file."
_AGAIN = "download or export it again, or ask for it to be sent once more."
_SAVE_AGAIN = f"open it in Excel or LibreOffice, save it again as .xlsx, or {_AGAIN}"
_SEND_CARD = "send the scorecard workbook itself (.xlsx)."

_KINDS = (
    (b"%pdf", "a PDF", _SEND_CARD),
    (b"{\\rtf", "a text document (RTF)", _SEND_CARD),
    ((b"<!doctype html", b"<html", b"<table", b"<meta"), "a web page", _SAVE_AS),
    (b"<", "an XML file", _SAVE_AS),
)


def refuse(name: str, what: str, fix: str) -> NoReturn:
    """Refuse the whole file for one reason."""
    raise InvalidFileError(Problem(what, where=name, fix=fix))


def refuse_damaged(name: str, what: str) -> NoReturn:
    """Refuse a file whose inside does not hold together."""
    refuse(name, f"the file is damaged: {what}.", _SAVE_AGAIN)


def open_package(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Give the XML parts of an .xlsx by their path, or refuse with what the file is instead."""
    if not raw:
        refuse(name, "the file is empty.", _AGAIN)
    if not raw.startswith(b"PK"):
        _refuse_other_kind(raw, name)
    if len(raw) > MOST_FILE_BYTES:
        refuse_big(name)
    _check_directory_size(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            _refuse_other_zip({entry.filename for entry in entries}, archive, name)
            _check_directory(entries, name)
            parts = _inflate(archive, [e for e in entries if _is_xml(e)], name)
    except zipfile.BadZipFile:
        refuse(name, "the file is not complete: it was not completely downloaded or sent.", _AGAIN)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error):
        refuse_damaged(name, "its compressed content cannot be unpacked")
    for path, part in parts.items():
        _check_part(path, part, name)
    if _count(parts, b"<") > MOST_TAGS or _count(parts, b"=") > MOST_ATTRIBUTES:
        refuse_big(name)
    return parts


def _inflate(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str
) -> dict[str, bytes]:
    """Unpack no more than each part declares, and refuse one that holds more or less."""
    parts = {}
    room = MOST_XML_BYTES
    for entry in entries:
        declared = entry.file_size
        entry.file_size += _HEADROOM  # else zipfile cuts a longer part and calls it whole
        try:
            with archive.open(entry) as packed:
                part = packed.read(declared + 1)
        except zipfile.BadZipFile:
            refuse_damaged(name, f"{entry.filename[:_SHOWN]} was changed on its way")
        if len(part) != declared:
            refuse_damaged(name, f"{entry.filename[:_SHOWN]} is not as long as the file says")
        room -= declared
        if room < 0:
            refuse_big(name)
        parts[entry.filename] = part
    return parts


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)


def _count(parts: dict[str, bytes], mark: bytes) -> int:
    return sum(part.count(mark) for part in parts.values())


def _check_directory_size(raw: bytes, name: str) -> None:
    """Refuse a list of parts that is long by itself: reading it would take time and memory."""
    tail = raw[-_TAIL:]
    for mark, offset, size in _ENDS:
        at = tail.find(mark)
        while at >= 0:
            said = int.from_bytes(tail[at + offset : at + offset + size], "little")
            if MOST_DIRECTORY_BYTES < said <= len(raw):
                refuse_big(name)
            at = tail.find(mark, at + 1)


def _check_directory(entries: list[zipfile.ZipInfo], name: str) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        refuse(name, "the file is protected by a password.", "remove the password and save it.")
    if len(entries) > MOST_ENTRIES:
        refuse(name, f"it holds {len(entries)} parts; a scorecard has a few.", _SAVE_AGAIN)
    if len({entry.filename for entry in entries}) < len(entries):
        refuse_damaged(name, "one of its parts is there twice")
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        refuse_damaged(name, "it is compressed in a way that Excel does not use")
    largest = max((entry.file_size for entry in entries), default=0)
    if largest > MOST_PART_BYTES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        refuse_big(name)
    if sum(entry.file_size for entry in entries if _is_xml(entry)) > MOST_XML_BYTES:
        refuse_big(name)


def _check_part(path: str, part: bytes, name: str) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        refuse(
            name,
            f"{path[:_SHOWN]} declares a document type, which no spreadsheet does.",
            _SAVE_AGAIN,
        )
    encoding = _ENCODING.search(part[:_HEAD])
    if b"\x00" in part or (encoding and encoding[1].lower() not in _ENCODINGS):
        refuse_damaged(name, f"{path[:_SHOWN]} is not written in UTF-8")


def refuse_big(name: str) -> NoReturn:
    """Refuse a file that would take more time or memory than any scorecard."""
    refuse(
        name,
        "the file is far too big for a scorecard.",
        "delete the empty rows and columns below and beside the table, and any pictures, and save.",
    )


def _refuse_other_zip(names: set[str], archive: zipfile.ZipFile, name: str) -> None:
    kinds = (
        ("word/document.xml", "a Word document", _SEND_CARD),
        ("ppt/presentation.xml", "a PowerPoint presentation", _SEND_CARD),
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", _SAVE_AS),
        ("Index/Document.iwa", "an Apple Numbers document", "export it to Excel (.xlsx)."),
    )
    for part, kind, fix in kinds:
        if part in names:
            refuse(name, f"this is {kind}, not an Excel workbook (.xlsx).", fix)
    if "mimetype" in names:
        declared = _head_of(archive, "mimetype")
        kind = "an OpenDocument spreadsheet (.ods)" if b"spreadsheet" in declared else "no workbook"
        refuse(name, f"this is {kind}, not an Excel workbook (.xlsx).", _SAVE_AS)
    if not any(part.startswith("xl/") for part in names):
        refuse(
            name,
            "this is a zip archive, not an Excel workbook (.xlsx).",
            "unpack it and send the workbooks that are in it.",
        )


def _head_of(archive: zipfile.ZipFile, part: str) -> bytes:
    """Give the first bytes of a part, none when it is packed so that a few could be millions."""
    entry = archive.getinfo(part)
    if entry.compress_type not in _PACKINGS or entry.flag_bits & _ENCRYPTED:
        return b""
    with archive.open(entry) as packed:
        return packed.read(_HEAD)


def _refuse_other_kind(raw: bytes, name: str) -> NoReturn:
    kind, fix = _kind_of(raw)
    refuse(name, f"this is {kind}, not an Excel workbook (.xlsx).", fix)


def _kind_of(raw: bytes) -> tuple[str, str]:
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if raw.startswith(_OLE):
        return _kind_of_ole(raw)
    for starts, kind, fix in _KINDS:
        if head.startswith(starts):
            return kind, fix
    if not _BINARY.search(raw[: 8 * _HEAD]):
        return "a text or CSV file", "fill in the .xlsx that was sent to you, and save it as .xlsx."
    return "a file of another kind", _SEND_CARD


def _kind_of_ole(raw: bytes) -> tuple[str, str]:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return (
            "a workbook protected by a password",
            "remove the password (in Excel: File, Info, Protect Workbook) and save it as .xlsx.",
        )
    if "WordDocument".encode("utf-16-le") in raw:
        return "an old Word document (.doc)", _SEND_CARD
    if any(stream.encode("utf-16-le") in raw for stream in ("Workbook", "Book")):
        return "an old Excel workbook (.xls)", _SAVE_AS
    return "an old Office file", _SAVE_AS
