"""Find the files of a workspace's folder that name somebody, whatever they are packed in."""

from __future__ import annotations

import json
import os
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
_DUMP = b"PGDMP"
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
        return tuple(
            Found(str(path.relative_to(settings.folder)), theirs)
            for path in sorted(_files(settings))
            if (theirs := _digest(path) in hashes)
            or _names(path, wanted)
            or (settings.encrypted and opens(path))  # a backup: it holds everybody
        )

    return look


def delete_theirs(settings: Settings, found: Sequence[Found]) -> tuple[str, ...]:
    """Delete the files that hold the data of erased people and nobody else's; gives their paths."""
    theirs = tuple(one.path for one in found if one.theirs)
    for path in theirs:
        (settings.folder / path).unlink(missing_ok=True)
    return theirs


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


def _names(path: Path, wanted: _Wanted) -> bool:
    if wanted.sought.names_file(path.name):
        return True
    try:
        with path.open("rb") as file:
            head = file.read(8)
            if head.startswith(_DUMP):
                return True  # packed: it cannot be searched, and backups hold everybody
            file.seek(0)
            if path.stat().st_size > _MOST_READ:
                return _streamed(file, wanted.spellings)
            return _within(file.read(), path.suffix, wanted)
    except OSError:
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


def _within(content: bytes, ending: str, wanted: _Wanted) -> bool:
    if content.startswith(_ZIP):
        return wanted.bytes_in(content) or any(
            wanted.sought.names_file(name) or _within(part, name, wanted)
            for name, part in _parts(content)
        )
    if wanted.stands_in(content):
        return True
    if ending.casefold().endswith(".eml"):
        return any(_within(part, name, wanted) for name, part in _mail_parts(content))
    return False


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with (
        suppress(zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError),
        zipfile.ZipFile(BytesIO(content)) as package,
    ):
        for entry in package.infolist():
            if entry.file_size <= _MOST_READ:
                yield entry.filename, package.read(entry)


def _mail_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    from email import policy  # noqa: PLC0415 - few folders hold mails
    from email.parser import BytesParser  # noqa: PLC0415 - the same

    mail = BytesParser(policy=policy.default).parsebytes(content)
    yield "", "\n".join(str(value) for value in mail.values()).encode("utf-8", "replace")
    for part in mail.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield part.get_filename() or "", payload
