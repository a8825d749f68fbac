"""Read the text of an advertisement out of a file of any usual kind, line by line.

What a file is, its content says; its name decides only between kinds of text. Nothing in a file is
ever run or fetched.
"""

from __future__ import annotations

import os
import re
import stat
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from hiring.documents.ad_files.limits import (
    MOST_BYTES,
    MOST_LETTERS,
    TEXT_ITSELF,
    refuse,
    refuse_empty,
    refuse_long,
)
from hiring.domain.adverts.patterns import Pattern
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 1024
_LONGEST_LETTER = 4  # bytes
_WEB_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_TEXT_ENDINGS = frozenset({".txt", ".md", ".markdown", ".text"})
_WEB_PAGE = Pattern(
    r"(?:<\?xml[^>]*+>|<!--(?:(?!-->).)*+-->|\s)*+"
    r"<(?:!doctype html|html|head|body|meta|title|main|article|section|div|p|h[1-6]|ul|table)\b",
    re.IGNORECASE | re.DOTALL,
    hints=("<",),
)
_WHOLE_PAGE = re.compile(rb"(?:\xef\xbb\xbf|\s)*<(?:!doctype html|html)\b", re.IGNORECASE)
_WORD_AGAIN = "open it and save it as a Word document (.docx), or as plain text (.txt)."
_PICTURE = "a picture, and no text can be read in it"
_TYPE_IT = "copy or type its text into a .txt file."
_UNPACK = "unpack it and give the file that is in it."
_SIGNATURES = (
    (b"{\\rtf", "a text document (RTF)", _WORD_AGAIN),
    (b"\x89PNG", _PICTURE, _TYPE_IT),
    (b"\xff\xd8\xff", _PICTURE, _TYPE_IT),
    (b"GIF8", _PICTURE, _TYPE_IT),
    (b"II*\0", _PICTURE, _TYPE_IT),
    (b"MM\0*", _PICTURE, _TYPE_IT),
    (b"BM", _PICTURE, _TYPE_IT),
    (b"\x1f\x8b", "a packed file (.gz)", _UNPACK),
    (b"7z\xbc\xaf", "a packed archive (.7z)", _UNPACK),
    (b"Rar!", "a packed archive (.rar)", _UNPACK),
    (b"%!PS", "a PostScript file", "make a PDF of it, or copy its text into a .txt file."),
    (b"SQLite format 3", "a database", TEXT_ITSELF),
)
_LATER_SIGNATURES = ((b"ftyp", 4), (b"WEBP", 8))  # pictures, films: what stands after a length
_OTHER_TEXTS = (
    (b"mime-version:", "a mail or a web archive (.mht)", TEXT_ITSELF),
    (b"<?mso-application", "an XML document of Word", _WORD_AGAIN),
    (b"urn:oasis:names:tc:opendocument", "a flat OpenDocument file", _WORD_AGAIN),
)


class AdFile(NamedTuple):
    """The numbered lines of an advertisement, and what its reader should know of them."""

    lines: tuple[tuple[int, str], ...]
    notes: tuple[str, ...] = ()


def read_ad_file(path: Path) -> tuple[tuple[int, str], ...]:
    """Give the lines of an advertisement with their numbers, headings and bullets marked.

    Raises InvalidFileError for what cannot be read as text.
    """
    return open_ad_file(path).lines


def open_ad_file(path: Path, *, shown: str = "") -> AdFile:
    """Read an advertisement, with notes on what its reader should know; see read_ad_file.

    `shown` is what errors call the file; its name where nothing is given.
    """
    called = shown or path.name or str(path)
    return open_ad_bytes(_bytes_of(path, called), shown=called)


def open_ad_bytes(content: bytes, *, shown: str) -> AdFile:
    """Read what a file or the standard input holds, with notes; see read_ad_file."""
    if len(content) > MOST_BYTES:
        _refuse_big(shown)
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        refuse_empty(shown)
    found = _read(content, shown)
    if not any(letter.isalnum() for _, line in found.lines for letter in line):
        refuse_empty(shown)
    return found


def _bytes_of(path: Path, shown: str) -> bytes:
    """Read a file that is one, and no more of it than may be."""
    try:
        if not stat.S_ISREG(known := path.stat().st_mode):
            _refuse_no_file(shown, known)
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                _refuse_big(shown)
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "there is no such name"
        problem = Problem(f"cannot be read: {why}.", where=shown, fix="name a file to read.")
        raise InvalidFileError(problem) from error


def _refuse_no_file(shown: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        refuse(shown, "this is a folder.", "name the file in it.")
    fix = 'name a file, or "-" to read the standard input.'
    refuse(shown, "this is no file whose end is known, but a pipe or a device.", fix)


def _refuse_big(shown: str) -> None:
    what = f"is larger than {MOST_BYTES >> 20} MB, which no advertisement is."
    refuse(shown, what, f"delete its pictures, or {TEXT_ITSELF}")


def _read(content: bytes, shown: str) -> AdFile:
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head and not _WHOLE_PAGE.match(head):
        return _by("pdf_file", content, shown)
    if content.startswith(b"PK"):
        return _by("word_file", content, shown)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        _refuse_old_office(content, shown)
    _refuse_other(content, head, shown)
    ending = PurePath(shown).suffix.lower()
    if _WHOLE_PAGE.match(head) or ending in _WEB_ENDINGS:
        return _by("web_page", content, shown)
    return _read_text(content, ending, shown)


def _read_text(content: bytes, ending: str, shown: str) -> AdFile:
    if len(content) > MOST_LETTERS * _LONGEST_LETTER + _HEAD and (
        ending in _TEXT_ENDINGS or not _WEB_PAGE.match(content[:_HEAD].decode("latin-1"))
    ):
        refuse_long(shown)
    from hiring.documents.ad_files.decoding import decode  # noqa: PLC0415 - Word files need none
    from hiring.documents.ad_files.plain_text import read_lines  # noqa: PLC0415 - the same

    text, notes = decode(content, shown=shown)
    if ending not in _TEXT_ENDINGS and _WEB_PAGE.match(text[:_HEAD]):
        return _by("web_page", content, shown)
    return AdFile(read_lines(text, shown=shown), notes)


def _by(reader: str, content: bytes, shown: str) -> AdFile:
    """Load a reader when a file first needs it."""
    module: Any = import_module(f"hiring.documents.ad_files.{reader}")
    return AdFile(*module.read(content, shown=shown))


def _refuse_old_office(content: bytes, shown: str) -> None:
    """Refuse what old Office programs wrote, and what newer ones lock into that form."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        fix = f"take the password off (in Word: File, Info, Protect Document), or {TEXT_ITSELF}"
        refuse(shown, "the file is protected by a password.", fix)
    if "WordDocument".encode("utf-16-le") in content:
        refuse(shown, "this is an old Word document (.doc).", _WORD_AGAIN)
    refuse(shown, "this is an old Office file, and no Word document.", TEXT_ITSELF)


def _refuse_other(content: bytes, head: bytes, shown: str) -> None:
    for signature, kind, fix in _SIGNATURES:
        if content.startswith(signature) and (len(signature) > 2 or b"\0" in head):  # noqa: PLR2004 - two letters may begin a word
            refuse(shown, f"this is {kind}.", fix)
    for signature, at in _LATER_SIGNATURES:
        if content[at : at + len(signature)] == signature and b"\0" in content[:at]:
            refuse(shown, f"this is {_PICTURE}.", _TYPE_IT)
    lowered = head.lower()
    for said, kind, fix in _OTHER_TEXTS:
        if said in lowered and (lowered.startswith((said, b"<")) and b"<html" not in lowered):
            refuse(shown, f"this is {kind}.", fix)
