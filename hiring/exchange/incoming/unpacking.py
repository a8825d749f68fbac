"""Read a file that was found: itself, or each file in it when it is a zip or a mail.

What a file is, its content decides; its ending only decides whether a file that nobody named, in
a folder, a zip or a mail, is looked at. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import os
import struct
from typing import TYPE_CHECKING, BinaryIO

from hiring.errors import Problem
from hiring.exchange.incoming.folders import list_files
from hiring.exchange.incoming.found import ending_of, shown_name
from hiring.exchange.incoming.mails import (
    MAILS,
    OUT_OF_REACH,
    TNEF_PROBLEM,
    Region,
    decoded,
    is_attached_card,
    is_mail,
    parts_of,
    whole_mail,
)
from hiring.exchange.incoming.places import (
    HEAD,
    MOST_BYTES,
    MOST_MAIL_BYTES,
    OLE,
    SAVE_ATTACHMENT,
    UNPACK,
    Place,
    Room,
    guarded,
    open_file,
    refuse,
    refuse_large,
)
from hiring.exchange.incoming.zips import is_one_file, members_of, open_archive, unpack_member

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hiring.exchange.incoming.found import Incoming, Step
    from hiring.exchange.incoming.mails import Part

_OUTLOOK = bytes.fromhex("0b0d020000000000c000000000000046")  # the class of a saved Outlook mail
_TNEF = b"\x78\x9f\x3e\x22"
_PACKERS = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b", "gzip"))


def gather(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Give every file that may be a scorecard in what is named, one at a time."""
    for step in list_files(paths).steps:
        yield from unpack(step)


def unpack(step: Step) -> Iterator[Incoming]:
    """Read one file, or each file in it when it is a zip or a mail; what is wrong is an answer."""
    place = Place(name=shown_name(step.path.name or str(step.path)), path=step.path, room=Room())
    if step.problem:
        yield place.refused(step.problem)
        return
    yield from guarded(place, _unpack_file(place))


def _unpack_file(place: Place) -> Iterator[Incoming]:
    with open_file(place.path) as file:
        yield from _unpack(file, os.fstat(file.fileno()).st_size, place)


def _unpack(stream: BinaryIO, size: int, place: Place) -> Iterator[Incoming]:
    """Give what is in a file, which may be a workbook, a zip or a mail."""
    head = stream.read(HEAD)
    _refuse_unreadable(stream, head, place)
    archive = None if is_one_file(head) else open_archive(stream, size, place)
    if archive:
        with archive:
            for there, entry in members_of(archive, place):
                yield from guarded(there, _in_member(archive, entry, there))
    elif is_mail(head) or (place.ending == ".eml" and head and b"\x00" not in head):
        yield from _in_whole_mail(_read_whole(stream, size, place, limit=MOST_MAIL_BYTES), place)
    else:
        yield place.taken(_read_whole(stream, size, place, limit=MOST_BYTES))


def _in_member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Place
) -> Iterator[Incoming]:
    held = place.holding(min(entry.file_size, MOST_BYTES))
    raw = unpack_member(archive, entry, place)
    yield from _unpack(io.BytesIO(raw), len(raw), held)


def _read_whole(stream: BinaryIO, size: int, place: Place, *, limit: int) -> bytes:
    if size > limit:
        refuse_large(place, limit)
    stream.seek(0)
    raw = stream.read(size + 1)
    if len(raw) != size:
        refuse(
            place,
            "the file changed while it was being read",
            "wait until it is saved, downloaded or synchronised, and import it again",
        )
    return raw


def _refuse_unreadable(stream: BinaryIO, head: bytes, place: Place) -> None:
    """Refuse what may well hold a card, in a form that only another program opens."""
    for magic, kind in _PACKERS:
        if head.startswith(magic):
            refuse(place, f"this is a {kind} archive, which cannot be opened here", UNPACK)
    if head.startswith(OLE) and (place.ending == ".msg" or _is_outlook(stream, head)):
        refuse(place, "this is a mail saved by Outlook (.msg)", SAVE_ATTACHMENT)
    if head.startswith(_TNEF):
        refuse(place, *TNEF_PROBLEM)
    if place.ending == ".gsheet":
        refuse(
            place,
            "this is only a link to a Google Sheet",
            "open it, choose File, Download, Microsoft Excel, and import that file",
        )


def _is_outlook(stream: BinaryIO, head: bytes) -> bool:
    """Tell a mail of Outlook's from an old workbook by the class its first entry names."""
    if len(head) < len(OLE) + 64:
        return False
    shift, first = struct.unpack_from("<H", head, 30)[0], struct.unpack_from("<I", head, 48)[0]
    if shift not in {9, 12}:
        return False
    stream.seek(((first + 1) << shift) + 80)
    return stream.read(len(_OUTLOOK)) == _OUTLOOK


def _in_whole_mail(raw: bytes, place: Place) -> Iterator[Incoming]:
    """Give the cards in a mail, or say that there are none."""
    found = False
    # A mail that lies in a zip or in another mail was counted when it was taken out of it.
    held = place if place.held else place.holding(len(raw))
    for incoming in _in_mail(whole_mail(raw), held):
        found = True
        yield incoming
    if not found:
        refuse(
            place,
            "there is no scorecard attached to this mail",
            "import the filled card itself; if the mail only links to it (OneDrive, Google "
            "Drive), open the link, download the card, and import that file",
        )


def _in_mail(mail: Region, place: Place) -> Iterator[Incoming]:
    """Give the cards attached to a mail and to the mails in it; nothing when there are none."""
    found = False
    unreached = {}
    for part in parts_of(mail, place):
        if part.kind in OUT_OF_REACH:
            unreached[part.kind] = part.name
            continue
        if not is_attached_card(part):
            continue
        for incoming in _in_part(part, place):
            found = True
            yield incoming
    for kind, name in unreached.items():
        if not found:
            there = place.inside(name) if name else place
            what, fix = OUT_OF_REACH[kind]
            yield there.refused(Problem(what, where=there.name, fix=fix))


def _in_part(part: Part, place: Place) -> Iterator[Incoming]:
    if part.kind in MAILS or ending_of(part.name) == ".eml":
        there = place.inside(part.name or "forwarded message")
        yield from guarded(there, _in_forwarded(part, there))
    else:
        there = place.inside(part.name or "unnamed attachment")
        yield from guarded(there, _in_attachment(part, there))


def _in_forwarded(part: Part, place: Place) -> Iterator[Incoming]:
    mail = decoded(part, place, limit=MOST_MAIL_BYTES)
    held = place if mail.raw is part.body.raw else place.holding(len(mail.raw))
    yield from _in_mail(mail, held)


def _in_attachment(part: Part, place: Place) -> Iterator[Incoming]:
    body = decoded(part, place, limit=MOST_BYTES)
    held = place.holding(body.end - body.start)
    raw = body.raw[body.start : body.end]
    yield from _unpack(io.BytesIO(raw), len(raw), held)
