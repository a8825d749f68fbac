"""Turn what a person names into files to read: paths, folders, zips, and mails with attachments.

What a file is, its content decides; its ending only decides whether a file that nobody named, in
a folder, a zip or a mail, is looked at. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import binascii
import errno
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn

from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from email.message import Message
    from pathlib import Path

MOST_BYTES = 16 << 20
MOST_MAIL_BYTES = 64 << 20
MOST_UNPACKED_BYTES = 512 << 20
MOST_MEMBERS = 2_000
MOST_DIRECTORY_BYTES = 1 << 20
MOST_PARTS = 1_000
MOST_NESTED = 20  # mails within mails and parts within parts; a plain forwarded mail has about five

ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".ods", ".ots", ".fods"}
    | {".csv", ".numbers", ".gsheet", ".zip", ".eml", ".msg"}
)

_HEAD = 8192
_LONGEST_NAME = 200
_LOCK_BYTES = 1024
_SHOWN_KINDS = 5
_ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9_]{1,12}\Z")
_SURROGATE = re.compile("[\x00\ud800-\udfff]")
_SEPARATOR = re.compile(r"[/\\]")
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

_NAME_A_FILE = "name an .xlsx file"
_AGAIN = "download or export it again, or ask for it to be sent once more"
_UNPACK = "unpack it yourself, and import the folder"
_SAVE_ATTACHMENT = "open the mail, save the attachment itself, and import that file"
_SMALLER = "send the card as it was filled, without pictures"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file that may be a scorecard: its bytes, or why it cannot be taken."""

    name: str
    path: Path
    raw: bytes | None
    problems: tuple[Problem, ...] = ()

    @property
    def shown(self) -> str:
        """Give the name with the folder before it, safe to print and to store."""
        folder = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", str(self.path.parent))
        return self.name if folder == "." else f"{folder}{os.sep}{self.name}"


@dataclass(frozen=True, slots=True)
class Step:
    """One file that was named or found in a folder, not opened yet, or why it cannot be."""

    path: Path
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What the named paths lead to, and what was left out of it, in words."""

    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


def gather(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Give every file that may be a scorecard in what is named, one at a time."""
    for step in list_files(paths).steps:
        yield from unpack(step)


def list_files(paths: Iterable[Path]) -> Listing:
    """Find the files in what is named, each once, in order, without reading them."""
    walk = _Walk()
    for path in paths:
        walk.add_named(path)
    return Listing(steps=tuple(walk.steps), remarks=tuple(walk.remarks))


def unpack(step: Step) -> Iterator[Incoming]:
    """Read one file, or each file in it when it is a zip or a mail; what is wrong is an answer."""
    place = _Place(name=shown_name(step.path.name or str(step.path)), path=step.path, room=_Room())
    if step.problem:
        yield place.refused(step.problem)
        return
    yield from _guarded(place, _unpack_file(place))


def shown_name(name: str) -> str:
    """Make a name from outside safe to store: broken letters replaced, and not endless."""
    whole = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", name)
    if len(whole) <= _LONGEST_NAME:
        return whole
    return f"{whole[: _LONGEST_NAME * 2 // 3]}...{whole[-_LONGEST_NAME // 3 + 3 :]}"


# --- Paths and folders


class _Walk:
    """Collects files, and remembers which ones it has met under whatever name."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.remarks: list[str] = []
        self._met: set[tuple[int, int]] = set()
        self._others: Counter[str] = Counter()

    def add_named(self, path: Path) -> None:
        """Add a path that a person named: it is read whatever it is called."""
        try:
            known = path.stat()
        except (OSError, ValueError) as error:
            self._refuse(path, _unreachable(path, error), fix=_NAME_A_FILE)
            return
        if stat.S_ISDIR(known.st_mode):
            self._add_folder(path)
        elif _is_lock(path.name) and known.st_size <= _LOCK_BYTES:
            self.remarks.append(
                f"{shown_name(path.name)} is no card: it is there while somebody has the card "
                "open; what is not saved yet is not in the file"
            )
        else:
            self._add_file(path, known)

    def _add_folder(self, folder: Path) -> None:
        self._others.clear()
        waiting = [folder]
        while waiting:
            path = waiting.pop()
            try:
                known = path.stat() if path is folder else path.lstat()
                if stat.S_ISDIR(known.st_mode):
                    waiting += self._inside(path, known)
                elif stat.S_ISLNK(known.st_mode):
                    self._add_link(path)
                elif _looks_like_card(path, known):
                    self._add_file(path, known)
                else:
                    self._others[_ending(path.name)] += 1
            except OSError as error:
                self._refuse(path, _unreachable(path, error), fix="check its rights")
        if self._others:
            self.remarks.append(_left_out(folder, self._others))

    def _inside(self, folder: Path, known: os.stat_result) -> list[Path]:
        """List a folder so that its first name is the last of the list, once only."""
        if not self._is_new(known):
            return []
        with os.scandir(folder) as entries:
            names = sorted((entry.name for entry in entries), reverse=True)
        return [folder / name for name in names if not _is_junk(name)]

    def _add_link(self, link: Path) -> None:
        """Add the file behind a link; a folder behind one could lead anywhere."""
        try:
            known = link.stat()
        except OSError:
            if _may_be_card(link.name):
                raise
            self._others[_ending(link.name)] += 1
            return
        if stat.S_ISDIR(known.st_mode):
            name = shown_name(link.name)
            self.remarks.append(
                f"{name} was left out: it is a link to a folder; name it if it is to be read"
            )
        elif _looks_like_card(link, known):
            self._add_file(link, known)
        else:
            self._others[_ending(link.name)] += 1

    def _add_file(self, path: Path, known: os.stat_result) -> None:
        if not stat.S_ISREG(known.st_mode):
            self._refuse(path, "it is no ordinary file", fix=_NAME_A_FILE)
        elif self._is_new(known):
            self.steps.append(Step(path))

    def _is_new(self, known: os.stat_result) -> bool:
        """Tell whether this file or folder is met for the first time, under whatever name."""
        key = (known.st_dev, known.st_ino)
        if key in self._met and known.st_ino:
            return False
        self._met.add(key)
        return True

    def _refuse(self, path: Path, what: str, *, fix: str) -> None:
        problem = Problem(what, where=shown_name(path.name or str(path)), fix=fix)
        self.steps.append(Step(path, problem))


def _unreachable(path: Path, error: OSError | ValueError) -> str:
    if not isinstance(error, OSError):
        return "there is no such file"
    if error.errno == errno.ELOOP:
        return "it is a link that leads back to itself"
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        gone = path.is_symlink()
        return "it is a link to a file that is not there" if gone else "there is no such file"
    return f"cannot be read: {error.strerror or error}"


def _is_lock(name: str) -> bool:
    return name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))


def _is_junk(name: str) -> bool:
    """Tell what programs leave in folders without anybody asking, hidden files among it."""
    hidden = name.startswith(".") and name not in {".", ".."}
    return hidden or _is_lock(name) or name.lower() in _JUNK_NAMES


def _ending(name: str) -> str:
    found = _ENDING.search(name.strip().lower())
    return found[0] if found else ""


def _may_be_card(name: str) -> bool:
    return _ending(name) in ENDINGS or not _ending(name)


def _looks_like_card(path: Path, known: os.stat_result) -> bool:
    """Tell by the ending, and without one by the first bytes."""
    ending = _ending(path.name)
    if ending or not stat.S_ISREG(known.st_mode):
        return not ending or ending in ENDINGS
    with _open_file(path) as file:
        head = file.read(_HEAD)
    return head.startswith((b"PK", _OLE)) or _is_mail(head)


def _left_out(folder: Path, others: Counter[str]) -> str:
    count = sum(others.values())
    shown = [f"{n} {kind or 'without ending'}" for kind, n in others.most_common(_SHOWN_KINDS)]
    more = ", ..." if len(others) > _SHOWN_KINDS else ""
    name = shown_name(folder.name or str(folder))
    files = "1 file that is" if count == 1 else f"{count} files that are"
    return f"{name}: {files} no scorecard left out ({', '.join(shown)}{more})"


# --- One file


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something was found: how messages name it, and how far in it is."""

    name: str
    path: Path
    room: _Room
    last: str | None = None
    depth: int = 0
    in_zip: bool = False

    @property
    def ending(self) -> str:
        return _ending(self.path.name if self.last is None else self.last)

    def inside(self, name: str, *, zipped: bool = False) -> _Place:
        """Name what lies in this file; raises where things are nested without end."""
        if self.depth >= MOST_NESTED:
            _refuse(self, "mails lie in mails too many times over", _SAVE_ATTACHMENT)
        return _Place(
            name=f"{self.name}: {shown_name(name)}",
            path=self.path,
            room=self.room,
            last=name,
            depth=self.depth + 1,
            in_zip=self.in_zip or zipped,
        )

    def refused(self, *problems: Problem) -> Incoming:
        return Incoming(name=self.name, path=self.path, raw=None, problems=problems)

    def taken(self, raw: bytes) -> Incoming:
        return Incoming(name=self.name, path=self.path, raw=raw)


class _Room:
    """What one named file may still unfold to, however it is nested."""

    __slots__ = ("parts", "size")

    def __init__(self) -> None:
        self.parts = MOST_PARTS
        self.size = MOST_UNPACKED_BYTES

    def spend(self, place: _Place, *, size: int = 0, parts: int = 0) -> None:
        """Count bytes that are looked at or unpacked, and parts of mails."""
        self.size -= size
        self.parts -= parts
        if self.parts < 0:
            _refuse(place, f"the mail has more than {MOST_PARTS:,} parts", _SAVE_ATTACHMENT)
        if self.size < 0:
            _refuse_swollen(place)


def _refuse(place: _Place, what: str, fix: str) -> NoReturn:
    raise InvalidFileError(Problem(what, where=place.name, fix=fix))


def _refuse_swollen(place: _Place) -> NoReturn:
    _refuse(place, f"it unpacks to more than {MOST_UNPACKED_BYTES >> 20} MB", _UNPACK)


def _guarded(place: _Place, found: Iterator[Incoming]) -> Iterator[Incoming]:
    """Make what is wrong with one file an answer, so that its neighbours are still read."""
    try:
        yield from found
    except InvalidFileError as error:
        yield place.refused(*error.problems)
    except FileNotFoundError:
        what = "the file was there a moment ago and is gone"
        yield place.refused(Problem(what, where=place.name, fix="import it from where it is now"))
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        yield place.refused(Problem(what, where=place.name, fix="check its rights"))


@contextmanager
def _open_file(path: Path) -> Generator[BinaryIO]:
    """Open an ordinary file; anything that took its place meanwhile is not waited for."""
    flags = os.O_RDONLY
    for flag in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        yield file


def _unpack_file(place: _Place) -> Iterator[Incoming]:
    with _open_file(place.path) as file:
        yield from _unpack(file, os.fstat(file.fileno()).st_size, place)


def _unpack(stream: BinaryIO, size: int, place: _Place) -> Iterator[Incoming]:
    """Give what is in a file, which may be a workbook, a zip or a mail."""
    head = stream.read(_HEAD)
    _refuse_unreadable(stream, head, place)
    archive = None if _is_one_file(head) else _open_archive(stream, size, place)
    if archive:
        with archive:
            yield from _in_archive(archive, place)
    elif _is_mail(head) or (place.ending == ".eml" and head and b"\x00" not in head):
        yield from _in_whole_mail(_read_whole(stream, size, place, limit=MOST_MAIL_BYTES), place)
    else:
        yield place.taken(_read_whole(stream, size, place, limit=MOST_BYTES))


def _read_whole(stream: BinaryIO, size: int, place: _Place, *, limit: int) -> bytes:
    if size > limit:
        _refuse_large(place, limit)
    stream.seek(0)
    raw = stream.read(size + 1)
    if len(raw) != size:
        _refuse(
            place,
            "the file changed while it was being read",
            "wait until it is saved, downloaded or synchronised, and import it again",
        )
    return raw


def _refuse_large(place: _Place, limit: int) -> NoReturn:
    if limit > MOST_BYTES:
        _refuse(place, f"the mail is larger than {limit >> 20} MB", _SAVE_ATTACHMENT)
    _refuse(place, "it is far too large for a scorecard", _SMALLER)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = bytes.fromhex("0b0d020000000000c000000000000046")  # the class of a saved Outlook mail
_TNEF = b"\x78\x9f\x3e\x22"
_PACKERS = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b", "gzip"))
_TNEF_PROBLEM = (
    "the attachments are packed in winmail.dat, which only Outlook opens",
    "save the attachment itself in Outlook and import that file, or have it sent as plain text",
)


def _refuse_unreadable(stream: BinaryIO, head: bytes, place: _Place) -> None:
    """Refuse what may well hold a card, in a form that only another program opens."""
    for magic, kind in _PACKERS:
        if head.startswith(magic):
            _refuse(place, f"this is a {kind} archive, which cannot be opened here", _UNPACK)
    if head.startswith(_OLE) and (place.ending == ".msg" or _is_outlook(stream, head)):
        _refuse(place, "this is a mail saved by Outlook (.msg)", _SAVE_ATTACHMENT)
    if head.startswith(_TNEF):
        _refuse(place, *_TNEF_PROBLEM)
    if place.ending == ".gsheet":
        _refuse(
            place,
            "this is only a link to a Google Sheet",
            "open it, choose File, Download, Microsoft Excel, and import that file",
        )


def _is_outlook(stream: BinaryIO, head: bytes) -> bool:
    """Tell a mail of Outlook's from an old workbook by the class its first entry names."""
    if len(head) < len(_OLE) + 64:
        return False
    shift, first = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    if shift not in {9, 12}:
        return False
    stream.seek(((first + 1) << shift) + 80)
    return stream.read(len(_OUTLOOK)) == _OUTLOOK


# --- Zips

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
_TAIL = (1 << 16) + 128
_ENDS = ((b"PK\x05\x06", 12, 4), (b"PK\x06\x06", 40, 8))
_OFFICE_PARTS = frozenset(
    {"_rels/.rels", "docprops/app.xml", "docprops/core.xml"}
    | {"[content_types].xml", "mimetype", "xl/workbook.xml", "xl/workbook.bin", "index.zip"}
    | {"word/document.xml", "ppt/presentation.xml", "index/document.iwa"}
)


def _is_one_file(head: bytes) -> bool:
    """Tell by its first part what is surely one file, and what is no zip at all."""
    if not head.startswith(b"PK"):
        return True
    length = int.from_bytes(head[26:28], "little")
    return head[30 : 30 + length].lower().decode("latin-1") in _OFFICE_PARTS


def _open_archive(stream: BinaryIO, size: int, place: _Place) -> zipfile.ZipFile | None:
    """Open a zip of files; None for an Office file, and for one that the reader tells better."""
    named_zip = place.ending == ".zip"
    if _directory_size(stream, size) > MOST_DIRECTORY_BYTES:
        if named_zip:
            _refuse_crowded(place)
        return None
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except _BROKEN:
        if named_zip:
            _refuse(place, "the zip is damaged, or not completely downloaded", _AGAIN)
        return None
    names = {entry.filename.lower() for entry in archive.infolist()}
    holds_cards = any(_ending(name) in ENDINGS for name in names)
    if names & _OFFICE_PARTS or not (named_zip or holds_cards):
        return None
    if place.in_zip:
        _refuse(place, "this is a zip within a zip", _UNPACK)
    return archive


def _directory_size(stream: BinaryIO, size: int) -> int:
    """Give how long a zip says its list of members is: reading it takes time and memory."""
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    largest = 0
    for mark, offset, length in _ENDS:
        at = tail.find(mark)
        while at >= 0:
            said = int.from_bytes(tail[at + offset : at + offset + length], "little")
            largest = max(largest, said if said <= size else 0)
            at = tail.find(mark, at + 1)
    return largest


def _refuse_crowded(place: _Place) -> NoReturn:
    _refuse(place, f"the zip holds more than {MOST_MEMBERS:,} files", _UNPACK)


def _in_archive(archive: zipfile.ZipFile, place: _Place) -> Iterator[Incoming]:
    members = [(_member_name(e), e) for e in archive.infolist() if not e.filename.endswith("/")]
    members = [(name, entry) for name, entry in members if _is_wanted(name)]
    if not members:
        _refuse(place, "there is no scorecard in this zip", "import the filled cards themselves")
    if len(members) > MOST_MEMBERS:
        _refuse_crowded(place)
    if all(entry.flag_bits & _ENCRYPTED for _, entry in members):
        _refuse_locked(place)
    sizes = (entry.file_size for _, entry in members)
    if sum(size for size in sizes if size <= MOST_BYTES) > place.room.size:
        _refuse_swollen(place)
    for name, entry in members:
        there = place.inside(name, zipped=True)
        yield from _guarded(there, _unpack_member(archive, entry, there))


def _is_wanted(name: str) -> bool:
    return _ending(name) in ENDINGS and not any(map(_is_junk, _SEPARATOR.split(name)))


def _refuse_locked(place: _Place) -> NoReturn:
    _refuse(place, "it is protected by a password", _UNPACK)


def _member_name(entry: zipfile.ZipInfo) -> str:
    """Give a member's name; macOS writes UTF-8 without saying so, which else reads as cp437."""
    if entry.flag_bits & _UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename


def _unpack_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: _Place
) -> Iterator[Incoming]:
    if entry.flag_bits & _ENCRYPTED:
        _refuse_locked(place)
    if entry.compress_type not in _PACKINGS:
        _refuse(place, "it is packed in a way that cannot be opened here", _UNPACK)
    if entry.file_size > MOST_BYTES:
        _refuse_large(place, MOST_BYTES)
    place.room.spend(place, size=entry.file_size)
    raw = _inflate(archive, entry, place)
    yield from _unpack(io.BytesIO(raw), len(raw), place)


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: _Place) -> bytes:
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
        _refuse(place, "it is damaged in the zip, or not completely downloaded", _AGAIN)
    return raw


# --- Mails

_MAIL_HEADERS = frozenset(
    b"from to cc subject date received message-id mime-version return-path delivered-to".split()
)
_FEW_HEADERS = 2
_HEADER_NAME = re.compile(rb"[!-9;-~]{1,76}")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_TELLING = re.compile(
    rb"^(content-(?:type|disposition|transfer-encoding))[ \t]*:[^\n]*\n?(?:[ \t][^\n]*\n?)*",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_HEADER_BYTES = 128 << 10
_LONGEST_HEADER = 2_000
_SPREADSHEET = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.ms-excel",
    "text/csv",
)
_PACKED_STARTS = (b"PK\x03\x04", b"UEsDB")
_MAILS = frozenset({"message/rfc822", "message/global"})
_ENCRYPTED_MAIL = ("the mail is encrypted, so its attachments cannot be read", _SAVE_ATTACHMENT)
_OUT_OF_REACH = {
    "application/ms-tnef": _TNEF_PROBLEM,
    "application/vnd.ms-tnef": _TNEF_PROBLEM,
    "application/pkcs7-mime": _ENCRYPTED_MAIL,
    "application/x-pkcs7-mime": _ENCRYPTED_MAIL,
    "application/pgp-encrypted": _ENCRYPTED_MAIL,
    "text/x-moz-deleted": (
        "the attachment was deleted from this mail",
        "ask for the card to be sent once more",
    ),
    "message/external-body": (
        "the attachment is not in this mail, which only says where it lies",
        _SAVE_ATTACHMENT,
    ),
    "message/partial": (
        "this is one piece of a mail that was cut into several",
        "ask for the card to be sent once more, in one mail",
    ),
}
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


class _Region(NamedTuple):
    """A stretch of a mail; nothing is copied until an attachment is taken."""

    raw: bytes
    start: int
    end: int


class _Part(NamedTuple):
    """A part of a mail that holds no other parts."""

    name: str
    kind: str
    packing: str
    body: _Region


def _is_mail(head: bytes) -> bool:
    """Tell whether a file begins with the headers that mails have."""
    known = set()
    for line in head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n"):
        name, colon, _ = line.partition(b":")
        if not line.strip():
            break
        if line.startswith((b" ", b"\t", b"From ")):
            continue
        if not (colon and _HEADER_NAME.fullmatch(name)):
            break
        known.add(name.lower())
    return len(known & _MAIL_HEADERS) >= _FEW_HEADERS


def _in_whole_mail(raw: bytes, place: _Place) -> Iterator[Incoming]:
    """Give the cards in a mail, or say that there are none."""
    begin = re.compile(rb"(?:\xef\xbb\xbf)?\s*").match(raw)
    found = False
    for incoming in _in_mail(_Region(raw, begin.end() if begin else 0, len(raw)), place):
        found = True
        yield incoming
    if not found:
        _refuse(
            place,
            "there is no scorecard attached to this mail",
            "import the filled card itself; if the mail only links to it (OneDrive, Google "
            "Drive), open the link, download the card, and import that file",
        )


def _in_mail(mail: _Region, place: _Place) -> Iterator[Incoming]:
    """Give the cards attached to a mail and to the mails in it; nothing when there are none."""
    found = False
    unreached = {}
    for part in _parts(mail, place):
        if part.kind in _OUT_OF_REACH:
            unreached[part.kind] = part.name
            continue
        if not _is_attached_card(part):
            continue
        for incoming in _in_part(part, place):
            found = True
            yield incoming
    for kind, name in unreached.items():
        if not found:
            there = place.inside(name) if name else place
            what, fix = _OUT_OF_REACH[kind]
            yield there.refused(Problem(what, where=there.name, fix=fix))


def _in_part(part: _Part, place: _Place) -> Iterator[Incoming]:
    if part.kind in _MAILS or _ending(part.name) == ".eml":
        there = place.inside(part.name or "forwarded message")
        yield from _guarded(there, _in_forwarded(part, there))
    else:
        there = place.inside(part.name or "unnamed attachment")
        yield from _guarded(there, _in_attachment(part, there))


def _in_forwarded(part: _Part, place: _Place) -> Iterator[Incoming]:
    yield from _in_mail(_decoded(part, place, limit=MOST_MAIL_BYTES), place)


def _in_attachment(part: _Part, place: _Place) -> Iterator[Incoming]:
    decoded = _decoded(part, place, limit=MOST_BYTES)
    raw = decoded.raw[decoded.start : decoded.end]
    yield from _unpack(io.BytesIO(raw), len(raw), place)


def _is_attached_card(part: _Part) -> bool:
    """Tell by the ending or the declared kind; pictures, signatures and invitations are not."""
    ending = _ending(part.name)
    if part.kind == "application/applefile":
        return False  # what macOS knows about the attachment that follows, under the same name
    if part.kind in _MAILS or ending in ENDINGS or part.kind.startswith(_SPREADSHEET):
        return True
    return (
        not ending
        and part.kind == "application/octet-stream"
        and part.body.raw.startswith(_PACKED_STARTS, part.body.start)
    )


def _parts(region: _Region, place: _Place, *, depth: int = 0) -> Iterator[_Part]:
    """Walk a mail to its innermost parts; other mails in it count as one part each."""
    place.room.spend(place, parts=1, size=region.end - region.start)
    if depth > MOST_NESTED:
        _refuse(place, "its parts lie in each other too many times over", _SAVE_ATTACHMENT)
    headers, body = _headers(region)
    kind = headers.get_content_type()
    boundary = _asked(headers, "boundary", "content-type").rstrip()
    if kind.startswith("multipart/") and boundary:
        for inner in _split(body, boundary):
            yield from _parts(inner, place, depth=depth + 1)
        return
    packing = str(headers.get("content-transfer-encoding", "")).strip().lower()
    name = _asked(headers, "filename", "content-disposition")
    name = _decode_words(name or _asked(headers, "name", "content-type"))
    if name.lower() == "winmail.dat":
        kind = "application/ms-tnef"
    yield _Part(name=_SEPARATOR.split(name)[-1], kind=kind, packing=packing, body=body)


def _headers(region: _Region) -> tuple[Message, _Region]:
    """Read the headers that say what a part is, bounded, and give what follows them."""
    from email.parser import HeaderParser  # noqa: PLC0415 - loaded when a mail is read

    raw, start, end = region
    blank = _BLANK_LINE.search(raw, max(start - 1, 0), end)
    stop = max(blank.start() + 1, start) if blank else end
    told: dict[bytes, bytes] = {}
    for line in islice(_TELLING.finditer(raw, start, min(stop, start + _MOST_HEADER_BYTES)), 10):
        told.setdefault(line[1].lower(), line[0][:_LONGEST_HEADER].rstrip())
    headers = HeaderParser().parsestr(b"\n".join(told.values()).decode(errors="replace"))
    return headers, _Region(raw, blank.end() if blank else end, end)


def _asked(headers: Message, parameter: str, header: str) -> str:
    """Give a parameter of a header on one line; none where it is written too badly to be read."""
    from email.utils import collapse_rfc2231_value  # noqa: PLC0415 - loaded when a mail is read

    try:
        found = headers.get_param(parameter, "", header)
        text = collapse_rfc2231_value(found or "")
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    return re.sub(r"\r?\n[ \t]?", " ", text).strip()


def _decode_words(name: str) -> str:
    """Read a name that was written as encoded words, as Outlook and others write them."""
    from email.errors import MessageError  # noqa: PLC0415 - loaded when a mail is read
    from email.header import decode_header, make_header  # noqa: PLC0415 - the same

    if "=?" not in name:
        return name
    try:
        return str(make_header(decode_header(name)))
    except (MessageError, ValueError, LookupError):
        return name


def _split(body: _Region, boundary: str) -> Iterator[_Region]:
    """Cut a body at its boundary; a part that is cut off by the end is the last."""
    raw, start, end = body
    mark = re.compile(
        rb"\n--" + re.escape(boundary.encode(errors="replace")) + rb"(--)?[ \t]*(?=\r?\n|\Z)"
    )
    begin = None
    for hit in mark.finditer(raw, max(start - 1, 0), end):
        if begin is not None:
            stop = hit.start() - (raw[hit.start() - 1 : hit.start()] == b"\r")
            yield _Region(raw, begin, max(begin, stop))
        if hit[1]:
            return
        begin = hit.end() + (2 if raw[hit.end() : hit.end() + 1] == b"\r" else 1)
    if begin is not None:
        yield _Region(raw, min(begin, end), end)


def _decoded(part: _Part, place: _Place, *, limit: int) -> _Region:
    """Give an attachment as it was before it was packed for the way."""
    raw, start, end = part.body
    if part.packing in _UU:
        _refuse(place, "it is packed as only old mail programs do", _SAVE_ATTACHMENT)
    if part.packing not in {"base64", "quoted-printable"}:
        if end - start > limit:
            _refuse_large(place, limit)
        return part.body
    place.room.spend(place, size=end - start)
    packed = raw[start:end]
    if part.packing == "quoted-printable":
        whole = binascii.a2b_qp(packed)
    else:
        packed = packed.translate(None, b"\r\n\t ")
        if len(packed) // 4 * 3 > limit + 2:
            _refuse_large(place, limit)
        try:
            whole = binascii.a2b_base64(packed, strict_mode=True)
        except ValueError:
            _refuse(place, "the attachment was damaged on its way, or is not complete", _AGAIN)
    return _Region(whole, 0, len(whole))
