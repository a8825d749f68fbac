"""Where something was found, how much it may still unfold to, and how it is refused."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO, NoReturn

from hiring.errors import InvalidFileError, Problem
from hiring.exchange.incoming.found import Incoming, ending_of, shown_name

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

HEAD = 8192
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_BYTES = 16 << 20
MOST_MAIL_BYTES = 24 << 20  # what mail servers let through, and little beside it
MOST_HELD_BYTES = MOST_MAIL_BYTES + MOST_BYTES  # a mail, and what lies in it, at one time
MOST_WALKED_BYTES = 64 << 20  # looked through for the ends of parts: 0.3 s at the very worst
MOST_UNPACKED_BYTES = 512 << 20
MOST_PARTS = 1_000
MOST_NESTED = 20  # mails within mails and parts within parts; a plain forwarded mail has about five
AGAIN = "download or export it again, or ask for it to be sent once more"
UNPACK = "unpack it yourself, and import the folder"
SAVE_ATTACHMENT = "open the mail, save the attachment itself, and import that file"
_SMALLER = "send the card as it was filled, without pictures"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: how messages name it, and how far in it is.

    `held` counts the bytes of all that it lies in, which stay in memory while it is read.
    """

    name: str
    path: Path
    room: Room
    last: str | None = None
    depth: int = 0
    in_zip: bool = False
    held: int = 0

    @property
    def ending(self) -> str:
        """Give the ending of the innermost name."""
        return ending_of(self.path.name if self.last is None else self.last)

    def inside(self, name: str, *, zipped: bool = False) -> Place:
        """Name what lies in this file; raises where things are nested without end."""
        if self.depth >= MOST_NESTED:
            refuse(self, "mails lie in mails too many times over", SAVE_ATTACHMENT)
        return Place(
            name=f"{self.name}: {shown_name(name)}",
            path=self.path,
            room=self.room,
            last=name,
            depth=self.depth + 1,
            in_zip=self.in_zip or zipped,
            held=self.held,
        )

    def holding(self, size: int) -> Place:
        """Count what was read into memory here; raises where that is too much at one time."""
        if self.held + size > MOST_HELD_BYTES:
            refuse(self, "it lies in mails or zips that are too large together", SAVE_ATTACHMENT)
        return replace(self, held=self.held + size)

    def refused(self, *problems: Problem) -> Incoming:
        """Answer that what lies here cannot be taken."""
        return Incoming(name=self.name, path=self.path, raw=None, problems=problems)

    def taken(self, raw: bytes) -> Incoming:
        """Answer with the bytes that lie here."""
        return Incoming(name=self.name, path=self.path, raw=raw)


@dataclass(slots=True)
class Room:
    """What one named file may still unfold to, however it is nested."""

    parts: int = MOST_PARTS
    size: int = MOST_UNPACKED_BYTES
    walked: int = MOST_WALKED_BYTES

    def spend(self, place: Place, *, size: int = 0, parts: int = 0) -> None:
        """Count bytes that are looked at or unpacked, and parts of mails."""
        self.size -= size
        self.parts -= parts
        if self.parts < 0:
            refuse(place, f"the mail has more than {MOST_PARTS:,} parts", SAVE_ATTACHMENT)
        if self.size < 0:
            refuse_swollen(place)

    def walk(self, place: Place, size: int) -> None:
        """Count bytes that are looked through for the ends of parts, once for each nesting."""
        self.walked -= size
        if self.walked < 0:
            refuse(place, "too much of it lies in parts within parts", SAVE_ATTACHMENT)


def refuse(place: Place, what: str, fix: str) -> NoReturn:
    """Refuse what was found there."""
    raise InvalidFileError(Problem(what, where=place.name, fix=fix))


def refuse_swollen(place: Place) -> NoReturn:
    """Refuse what would take all memory or time."""
    refuse(place, f"it unpacks to more than {MOST_UNPACKED_BYTES >> 20} MB", UNPACK)


def refuse_large(place: Place, limit: int) -> NoReturn:
    """Refuse one file over its limit in bytes."""
    if limit > MOST_BYTES:
        refuse(place, f"the mail is larger than {limit >> 20} MB", SAVE_ATTACHMENT)
    refuse(place, "it is far too large for a scorecard", _SMALLER)


def guarded(place: Place, found: Iterator[Incoming]) -> Iterator[Incoming]:
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
def open_file(path: Path) -> Generator[BinaryIO]:
    """Open an ordinary file; anything that took its place meanwhile is not waited for."""
    flags = os.O_RDONLY
    for flag in ("O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, flag, 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        yield file
