"""Open an Office file that somebody sent: said what it is, bounded, and without declarations."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import NoReturn

from hiring.documents.sheets.ends import CUT_OFF, TAIL, directory_size, is_whole_ole, is_whole_zip
from hiring.errors import InvalidFileError, Problem

MOST_FILE_BYTES = 16 << 20
MOST_DIRECTORY_BYTES = 512 << 10
MOST_ENTRIES = 400
MOST_PART_BYTES = 6 << 20
MOST_XML_BYTES = 10 << 20
MOST_BYTES = 48 << 20
MOST_TAGS = 100_000
MOST_ATTRIBUTES = 100_000
ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_XML = (".xml", ".rels", ".vml")
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_HEAD = 512
_SHOWN = 200
_LONGEST_KIND = 40
_SMALL = 3 * min(MOST_TAGS, MOST_ATTRIBUTES)  # a tag or an attribute takes more than three bytes
_LOCAL_HEADER = 30
_DIRECTORY_ENTRY = 128
INCOMPLETE = "the file is not complete"
SAVE_AS = "open it and save it as Excel Workbook (.xlsx), then send that file."
AGAIN = "download or export it again, or ask for it to be sent once more."
SEND_CARD = "send the scorecard workbook itself (.xlsx)."
UNLOCK = "remove the password (in Excel: File, Info, Protect Workbook) and save it as .xlsx."

_OLD_KINDS = (
    ("WordDocument", "an old Word document (.doc)", SEND_CARD),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)", SEND_CARD),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file ought to be, in the words of its refusals."""

    thing: str
    kind: str
    program: str
    save_again: str
    unlock: str
    shrink: str


SHEET = Wanted(
    thing="scorecard",
    kind="an Excel workbook (.xlsx)",
    program="Excel",
    save_again=f"open it in Excel or LibreOffice, save it again as .xlsx, or {AGAIN}",
    unlock=UNLOCK,
    shrink=(
        "delete the empty rows and columns below and beside the table, and any pictures, and save."
    ),
)


class BrokenError(ValueError):
    """What a file says contradicts itself; the words are for its sender."""


@dataclass(slots=True)
class Package:
    """The parts of a zip, each unpacked when it is asked for, and never past what it declares."""

    name: str
    raw: bytes
    entries: dict[str, zipfile.ZipInfo]
    wanted: Wanted = SHEET
    declared: str = ""  # the kind an OpenDocument file says it is of
    room: int = MOST_XML_BYTES
    small: bool = False  # so small in all that it cannot hold too many tags
    tags: int = MOST_TAGS
    attributes: int = MOST_ATTRIBUTES

    def __contains__(self, path: str) -> bool:
        """Tell whether there is such a part."""
        return path in self.entries

    def part(self, path: str) -> bytes:
        """Unpack and check one part of XML; KeyError when there is none."""
        entry = self.entries[path]
        self.room -= entry.file_size
        if self.room < 0:
            refuse_big(self.name, self.wanted)
        try:
            part = _unpacked(self.raw, entry)
        except (zlib.error, EOFError):
            self.refuse_damaged("its compressed content cannot be unpacked")
        if len(part) != entry.file_size:
            self.refuse_damaged(f"{path[:_SHOWN]} is not as long as the file says")
        if zlib.crc32(part) != entry.CRC:
            self.refuse_damaged(f"{path[:_SHOWN]} was changed on its way")
        check_xml(path, part, self.name, self.wanted)
        if not self.small:
            self.tags -= part.count(b"<")
            self.attributes -= part.count(b"=")
        if self.tags < 0 or self.attributes < 0:
            refuse_big(self.name, self.wanted)
        return part

    def packed(self, path: str) -> bytes:
        """Give a part as it lies in the zip, by which it is known again."""
        try:
            return _packed(self.raw, self.entries[path])
        except EOFError:
            self.refuse_damaged(f"{path[:_SHOWN]} is not where the file says")

    def refuse_damaged(self, what: str) -> NoReturn:
        """Refuse the file, whose inside does not hold together."""
        refuse_damaged(self.name, what, self.wanted)


def refuse(name: str, what: str, fix: str) -> NoReturn:
    """Refuse the whole file for one reason."""
    raise InvalidFileError(Problem(what, where=name, fix=fix))


def refuse_kind(name: str, kind: str, fix: str, wanted: Wanted = SHEET) -> NoReturn:
    """Refuse a file that is something else than what is wanted, and say what."""
    refuse(name, f"this is {kind}, not {wanted.kind}.", fix)


def refuse_damaged(name: str, what: str, wanted: Wanted = SHEET) -> NoReturn:
    """Refuse a file whose inside does not hold together."""
    refuse(name, f"the file is damaged: {what}.", wanted.save_again)


def refuse_unreadable(name: str, error: Exception, wanted: Wanted = SHEET) -> NoReturn:
    """Refuse a file whose inside cannot be understood; a library's words mean nothing to people."""
    why = f" ({error})" if isinstance(error, BrokenError) else ""
    refuse_damaged(name, f"its content cannot be read{why}", wanted)


def refuse_locked(name: str, wanted: Wanted = SHEET) -> NoReturn:
    """Refuse a file that a password keeps closed."""
    refuse(name, "the file is protected by a password.", wanted.unlock)


def refuse_big(name: str, wanted: Wanted = SHEET) -> NoReturn:
    """Refuse a file that would take more time or memory than anything of its kind."""
    article = "an" if wanted.thing[0] in "aeiou" else "a"
    refuse(name, f"the file is far too big for {article} {wanted.thing}.", wanted.shrink)


def open_package(raw: bytes, *, name: str) -> Package:
    """Open a zip that holds a workbook, or refuse it with what it is instead."""
    package = list_parts(raw, name=name, wanted=SHEET)
    package.declared = _line_in(package, "mimetype")
    _refuse_other_zip(package)
    bound_parts(package)
    return package


def list_parts(raw: bytes, *, name: str, wanted: Wanted) -> Package:
    """List what a zip holds, unpacking nothing; no part may be read before bound_parts."""
    if len(raw) > MOST_FILE_BYTES:
        refuse_big(name, wanted)
    tail = raw[-TAIL:]
    if len(raw) > MOST_DIRECTORY_BYTES and directory_size(tail, len(raw)) > MOST_DIRECTORY_BYTES:
        refuse_big(name, wanted)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        refuse(name, f"{INCOMPLETE}: it was not completely downloaded or sent.", AGAIN)
    except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError):
        refuse_damaged(name, "its compressed content cannot be unpacked", wanted)
    first = min((entry.header_offset for entry in entries), default=0)
    if not is_whole_zip(tail, len(raw), first=first):
        refuse(name, f"{CUT_OFF}.", AGAIN)
    package = Package(name, raw, {entry.filename: entry for entry in entries}, wanted)
    if len(package.entries) < len(entries):
        refuse_damaged(name, "one of its parts is there twice", wanted)
    return package


def bound_parts(package: Package) -> None:
    """Refuse a zip that holds more than files of its kind do, before any part is unpacked."""
    package.small = _check_directory(package) <= _SMALL


def check_xml(path: str, part: bytes, name: str, wanted: Wanted = SHEET) -> None:
    """Refuse XML that declares a document type, or is not written in UTF-8."""
    if b"!" in part and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
        refuse(
            name,
            f"{path[:_SHOWN]} declares a document type, which no {wanted.thing} does.",
            wanted.save_again,
        )
    encoding = _ENCODING.match(part)
    if b"\x00" in part or (encoding and encoding[1].lower() not in _ENCODINGS):
        refuse_damaged(name, f"{path[:_SHOWN]} is not written in UTF-8", wanted)


def refuse_other_ole(raw: bytes, name: str) -> None:
    """Refuse an old Office file that is no .xls, and say what it is."""
    if _has_stream(raw, "EncryptedPackage"):
        refuse_locked(name)
    for stream, kind, fix in _OLD_KINDS:
        if _has_stream(raw, stream):
            refuse_kind(name, kind, fix)
    if not _has_stream(raw, "Workbook") and not _has_stream(raw, "Book"):
        refuse_cut_off(raw, name)
        refuse_kind(name, "an old Office file", SAVE_AS)


def refuse_cut_off(raw: bytes, name: str) -> None:
    """Refuse an old Office file of which the end is missing."""
    if not is_whole_ole(raw):
        refuse(name, f"{INCOMPLETE}: its end is missing.", AGAIN)


def _has_stream(raw: bytes, stream: str) -> bool:
    """Tell whether an entry of the directory, and not any text, has this name."""
    wanted = f"{stream}\0".encode("utf-16-le")
    at = raw.find(wanted)
    while at >= 0:
        if at % _DIRECTORY_ENTRY == 0:
            return True
        at = raw.find(wanted, at + 1)
    return False


def _packed(raw: bytes, entry: zipfile.ZipInfo) -> bytes:
    at = entry.header_offset
    if at < 0 or raw[at : at + 4] != b"PK\x03\x04":
        raise EOFError
    named = int.from_bytes(raw[at + 26 : at + 28], "little")
    more = int.from_bytes(raw[at + 28 : at + 30], "little")
    start = at + _LOCAL_HEADER + named + more
    return raw[start : start + entry.compress_size]


def _unpacked(raw: bytes, entry: zipfile.ZipInfo) -> bytes:
    """Unpack at most one byte more than the entry declares."""
    packed = _packed(raw, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    return zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)


def _check_directory(package: Package) -> int:
    """Refuse what no file of this kind has, and give how much there is when unpacked."""
    name, wanted, entries = package.name, package.wanted, package.entries.values()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        refuse_locked(name, wanted)
    if len(entries) > MOST_ENTRIES:
        what = f"it holds {len(entries)} parts; a {wanted.thing} has a few."
        refuse(name, what, wanted.save_again)
    if any(entry.compress_type not in _PACKINGS for entry in entries):
        what = f"it is compressed in a way that {wanted.program} does not use"
        refuse_damaged(name, what, wanted)
    sizes = [entry.file_size for entry in entries]
    if max(sizes, default=0) > MOST_PART_BYTES or sum(sizes) > MOST_BYTES:
        refuse_big(name, wanted)
    texts = sum(entry.file_size for entry in entries if entry.filename.lower().endswith(_XML))
    if texts > MOST_XML_BYTES:
        refuse_big(name, wanted)
    return sum(sizes)


def _refuse_other_zip(package: Package) -> None:
    name = package.name
    kinds = (
        ("word/document.xml", "a Word document", SEND_CARD),
        ("ppt/presentation.xml", "a PowerPoint presentation", SEND_CARD),
        ("xl/workbook.bin", "a binary Excel workbook (.xlsb)", SAVE_AS),
        ("Index/Document.iwa", "an Apple Numbers document", "export it to Excel (.xlsx)."),
    )
    for part, kind, fix in kinds:
        if part in package:
            refuse_kind(name, kind, fix)
    if "mimetype" in package:
        if not package.declared.startswith(OPEN_DOCUMENT):
            refuse_kind(name, "no workbook", SAVE_AS)
        if not package.declared.startswith(f"{OPEN_DOCUMENT}spreadsheet"):
            said = package.declared.removeprefix(OPEN_DOCUMENT)[:_LONGEST_KIND]
            refuse_kind(name, f"an OpenDocument file of the kind {said!r}", SEND_CARD)
    elif not any(part.startswith("xl/") for part in package.entries):
        refuse(
            name,
            "this is a zip archive, not an Excel workbook (.xlsx).",
            "unpack it and send the workbooks that are in it.",
        )


def _line_in(package: Package, path: str) -> str:
    """Give the few words of a part, none when it is packed so that a few could be millions."""
    entry = package.entries.get(path)
    if entry is None or entry.compress_type not in _PACKINGS or entry.flag_bits & _ENCRYPTED:
        return ""
    if entry.file_size > _HEAD:
        return ""
    try:
        return _unpacked(package.raw, entry).decode("ascii", "replace").strip()
    except (zlib.error, EOFError):
        return ""
