"""Open an Office file that somebody sent: said what it is, bounded, and without declarations."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import NoReturn

from hiring.errors import InvalidFileError, Problem

MOST_ENTRIES = 400
MOST_PART_BYTES = 16 << 20
MOST_BYTES = 48 << 20
MOST_TAGS = 150_000
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HEAD = 512
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
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            _refuse_other_zip({entry.filename for entry in entries}, archive, name)
            _check_directory(entries, name)
            parts = {
                entry.filename: archive.read(entry)
                for entry in entries
                if entry.filename.lower().endswith(_XML)
            }
    except zipfile.BadZipFile:
        refuse(name, "the file is not complete: it was not completely downloaded or sent.", _AGAIN)
    except (OSError, EOFError, ValueError, RuntimeError, zlib.error):
        refuse_damaged(name, "its compressed content cannot be unpacked")
    for path, part in parts.items():
        _check_part(path, part, name)
    return parts


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
        _refuse_big(name)


def _check_part(path: str, part: bytes, name: str) -> None:
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        refuse(name, f"{path} declares a document type, which no spreadsheet does.", _SAVE_AGAIN)
    encoding = _ENCODING.search(part[:_HEAD])
    if b"\x00" in part or (encoding and encoding[1].lower() not in _ENCODINGS):
        refuse_damaged(name, f"{path} is not written in UTF-8")
    if part.count(b"<") > MOST_TAGS:
        _refuse_big(name)


def _refuse_big(name: str) -> NoReturn:
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
        declared = archive.open("mimetype").read(_HEAD)
        kind = "an OpenDocument spreadsheet (.ods)" if b"spreadsheet" in declared else "no workbook"
        refuse(name, f"this is {kind}, not an Excel workbook (.xlsx).", _SAVE_AS)
    if not any(part.startswith("xl/") for part in names):
        refuse(
            name,
            "this is a zip archive, not an Excel workbook (.xlsx).",
            "unpack it and send the workbooks that are in it.",
        )


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
