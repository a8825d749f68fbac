"""Find the files of a workspace's folder that name somebody, whatever they are packed in."""

from __future__ import annotations

import json
import os
import re
import unicodedata
import zipfile
from contextlib import suppress
from hashlib import sha256
from html import escape
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hiring.domain.mentioning import Sought, decoded
from hiring.store.keys import opens
from hiring.views.erasing import Found
from hiring.workflow.erasing_files import ERASURES, HISTORY
from hiring.workspace import FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hiring.config import Settings

    Look = Callable[[Sequence[str], frozenset[str]], tuple[Found, ...]]

_OWN = frozenset((FILE, ERASURES, HISTORY))
_OWN_FOLDERS = frozenset(("attachments", ".cache"))
_MOST_READ = 64 << 20  # bytes of one file or zip part that are taken apart
_PIECE = 8 << 20
_MOST_UNPACKED = 512 << 20  # bytes of all parts of one file
_DEEPEST = 8  # one packed in another
# Packed otherwise than a zip: dumps of a server, gzip, bzip2, xz, zstd, 7z and RAR.
_SEALED = (
    b"PGDMP",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"Rar!",
)
_UNPACKED = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))  # others give without an end
_LEAST = 5  # bytes of a name that is looked for where words cannot be told apart
_ZIP = b"PK\x03\x04"
_BESIDE = ("", "-journal", "-wal", "-shm")


class _Wanted:
    """What is looked for: people in texts, and their bytes where nothing says how to read them."""

    def __init__(self, needles: Sequence[str]) -> None:
        self.sought = Sought(needles)
        self.spellings = _spellings(each for each in needles if len(each.encode()) >= _LEAST)

    def stands_in(self, content: bytes) -> bool:
        said = decoded(content)
        if said is not None and self.sought.named_in(said):
            return True
        return b"\0" in content and self.bytes_in(content)

    def bytes_in(self, content: bytes) -> bool:
        folded = content.lower()
        return any(each in folded for each in self.spellings)


def looking_in(settings: Settings) -> Look:
    """Give what finds the files of a workspace's folder that name somebody, or have a hash."""

    def look(needles: Sequence[str], hashes: frozenset[str]) -> tuple[Found, ...]:
        wanted = _Wanted(needles)
        found = []
        for path in sorted(_files(settings)):
            theirs = _digest(path) in hashes
            names, unread = (True, False) if theirs else _seen(path, wanted)
            if names or (settings.encrypted and opens(path)):  # a backup: it holds everybody
                found.append(Found(str(path.relative_to(settings.folder)), theirs, unread))
        return tuple(found)

    return look


def delete_theirs(
    settings: Settings, found: Sequence[Found], *, among: frozenset[str] | None = None
) -> tuple[str, ...]:
    """Delete the files that hold the data of erased people and nobody else's; gives their paths.

    Where hashes say whose data goes, only those `among` them.
    """
    deleted = []
    for one in found:
        path = settings.folder / one.path
        if not one.theirs or (among is not None and _digest(path) not in among):
            continue
        with suppress(OSError):  # what stays is listed
            path.unlink(missing_ok=True)
            deleted.append(one.path)
    return tuple(deleted)


def _files(settings: Settings) -> Iterator[Path]:
    file = settings.database_file
    database = set() if file is None else {Path(f"{file}{end}") for end in _BESIDE}
    for top, folders, names in os.walk(settings.folder):
        here = Path(top)
        if here == settings.folder:
            folders[:] = [name for name in folders if name not in _OWN_FOLDERS]
            names = [name for name in names if name not in _OWN]  # noqa: PLW2901 - what is ours
        for name in names:
            path = here / name
            if path not in database and path.is_file() and not path.is_symlink():
                yield path


def _digest(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_READ:
            return ""
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _spellings(needles: Iterable[str]) -> tuple[bytes, ...]:
    """Give how a text stands in files: as it is, in XML and HTML, in JSON, and in UTF-16.

    What is compared with them has no capitals of ASCII either.
    """
    found: dict[bytes, None] = {}
    for needle in needles:
        apart = unicodedata.normalize("NFD", needle)
        for one in (needle, needle.casefold(), needle.upper(), apart):
            for spelt in (one, escape(one, quote=False), json.dumps(one)[1:-1]):
                found[spelt.encode().lower()] = None
            for encoding in ("utf-16-le", "utf-16-be", "cp1252"):
                with suppress(UnicodeEncodeError):
                    found[one.encode(encoding).lower()] = None
    return tuple(each for each in found if each)


def _seen(path: Path, wanted: _Wanted) -> tuple[bool, bool]:
    """Tell whether a file names somebody, or may as it cannot be read; and if it is the latter."""
    try:
        return _Search(wanted).names(path), False
    except FileNotFoundError:
        return False, False
    except Exception:  # noqa: BLE001 - a damaged file makes the libraries raise anything
        return True, True


class _UnreadError(Exception):
    """A file that nobody can look into to its end."""


class _Search:
    """Looks into one file and what is packed in it, as far as that may go."""

    def __init__(self, wanted: _Wanted) -> None:
        self.wanted = wanted
        self.left = _MOST_UNPACKED

    def names(self, path: Path) -> bool:
        """Tell whether a file names somebody; what it raises for a damaged one is anything."""
        if self.wanted.sought.names_file(path.name):
            return True
        with path.open("rb") as file:
            if path.stat().st_size <= _MOST_READ:
                return self._within(file.read(), path.suffix, 0)
            head = file.read(8)
            file.seek(0)
            if _streamed(file, self.wanted.spellings):
                return True
        if head.startswith((_ZIP, *_SEALED)):
            raise _UnreadError
        return False

    def _within(self, content: bytes, name: str, depth: int) -> bool:
        if content.startswith(_SEALED):
            raise _UnreadError
        if content.startswith(_ZIP):
            return self.wanted.bytes_in(content) or self._within_any(_parts(content), depth)
        if self.wanted.stands_in(content):
            return True
        if name.casefold().endswith(".eml"):
            return self._within_any(_mail_parts(content), depth)
        return False

    def _within_any(self, parts: Iterable[tuple[str, bytes]], depth: int) -> bool:
        if depth >= _DEEPEST:
            raise _UnreadError
        for name, part in parts:
            self.left -= len(part)
            if self.left < 0:
                raise _UnreadError
            if self.wanted.sought.names_file(name) or self._within(part, name, depth + 1):
                return True
        return False


def _streamed(file: IO[bytes], wanted: Sequence[bytes]) -> bool:
    longest = max(map(len, wanted), default=1)
    before = b""
    while piece := file.read(_PIECE):
        there = before + piece.lower()
        if any(each in there for each in wanted):
            return True
        before = there[-longest:]
    return False


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        for entry in package.infolist():
            if entry.file_size > _MOST_READ or entry.compress_type not in _UNPACKED:
                raise _UnreadError
            with package.open(entry) as part:
                yield entry.filename, part.read(_MOST_READ)


def _mail_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    from email.parser import BytesParser  # noqa: PLC0415 - few folders hold mails

    for part in BytesParser().parsebytes(content).walk():
        said = "\n".join(_unfolded(str(value)) for value in part.values())
        yield "", said.encode("utf-8", "replace")
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield part.get_filename() or "", payload


_ENCODED = re.compile(r"=\?[^?\s]{1,40}\?[bqBQ]\?[^?\s]*\?=")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?)")


def _unfolded(header: str) -> str:
    """Read the words of a header that stand there in another spelling."""
    from email.header import decode_header, make_header  # noqa: PLC0415 - as above

    one = _BETWEEN.sub("", header)
    return _ENCODED.sub(lambda found: str(make_header(decode_header(found[0]))), one)
