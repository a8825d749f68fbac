"""Open a spreadsheet that somebody sent: what it is shows in its content, never in its name."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from hiring.documents.sheets import ooxml
from hiring.documents.sheets.package import (
    AGAIN,
    MOST_FILE_BYTES,
    OLE,
    OPEN_DOCUMENT,
    SAVE_AS,
    SEND_CARD,
    ZIP,
    Package,
    open_package,
    refuse,
    refuse_big,
    refuse_kind,
    refuse_other_ole,
)

if TYPE_CHECKING:
    from hiring.documents.sheets.book import Book

_HEAD = 4096
_LEAST = 3  # fewer bytes than by which anything could be told
_NOTHING = b"\0"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENDINGS = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".xltm": "xlsx",
    ".ods": "ods",
    ".ots": "ods",
    ".fods": "fods",
    ".xls": "xls",
    ".xlt": "xls",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
}
_SAID = {
    "xlsx": "an Excel workbook (.xlsx)",
    "ods": "an OpenDocument spreadsheet (.ods)",
    "fods": "a flat OpenDocument spreadsheet (.fods)",
    "xls": "an old Excel workbook (.xls)",
    "csv": "a text table (CSV)",
}
_FLAT = b"<office:document"
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<style")
_OTHER_TEXTS = (
    (b"%pdf", "a PDF", SEND_CARD),
    (b"{\\rtf", "a text document (RTF)", SEND_CARD),
    (b"mime-version:", "a web archive (.mht)", SAVE_AS),
    (_WEB_PAGE, "a web page", SAVE_AS),
    (b"<", "an XML file", SAVE_AS),
)


def open_book(raw: bytes, *, name: str) -> Book:
    """Read a spreadsheet of any kind, or refuse the file in words its sender understands."""
    kind, book = _read(raw, name)
    if _named(name) in {None, kind}:
        return book
    note = f"it is {_SAID[kind]}, though it is named {PurePosixPath(name.lower()).suffix}"
    return replace(book, notes=(*book.notes, note))


def _named(name: str) -> str | None:
    """Tell as what a file is named, as far as its ending is known."""
    return _ENDINGS.get(PurePosixPath(name.lower()).suffix)


def kind_of(raw: bytes) -> str:
    """Tell what a file that was read is, as the ending that programs give it, without its dot."""
    if raw.startswith(ZIP):
        return "ods" if OPEN_DOCUMENT.encode() in raw[:_HEAD] else "xlsx"
    if raw.startswith(OLE):
        return "xls"
    return "fods" if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else "csv"


def _read(raw: bytes, name: str) -> tuple[str, Book]:
    if not raw.strip(_NOTHING):
        refuse(name, "the file is empty.", AGAIN)
    if (len(raw) < _LEAST and _named(name) != "csv") or OLE.startswith(raw):
        refuse(name, "the file is empty or cut off.", AGAIN)
    if len(raw) > MOST_FILE_BYTES:
        refuse_big(name)
    if raw.startswith(ZIP):
        return _read_package(open_package(raw, name=name))
    if raw.startswith(OLE):
        refuse_other_ole(raw, name)
        return "xls", _read_by("old_excel", raw, name)
    head = raw[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and _FLAT in head and b"opendocument" in head:
        return "fods", _read_by("ods", raw, name)
    _refuse_other_text(head, name)
    if not raw.startswith(_WIDE_MARKS) and _BINARY.search(raw[:_HEAD]):
        refuse_kind(name, "a file of another kind", SEND_CARD)
    return "csv", _read_by("csv_text", raw, name)


def _read_package(package: Package) -> tuple[str, Book]:
    if not package.declared:
        return "xlsx", ooxml.read_workbook(package)
    book: Book = _reader("ods").read_package(package)
    return "ods", book


def _read_by(reader: str, raw: bytes, name: str) -> Book:
    book: Book = _reader(reader).read(raw, name=name)
    return book


def _reader(module: str) -> Any:
    """Load a reader when a file first needs it: nearly all cards come back as .xlsx."""
    return import_module(f"hiring.documents.sheets.{module}")


def _refuse_other_text(head: bytes, name: str) -> None:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        refuse_kind(name, "an XML Spreadsheet 2003", SAVE_AS)
    lowered = head.lower()
    for starts, kind, fix in _OTHER_TEXTS:
        if lowered.startswith(starts):
            refuse_kind(name, kind, fix)
