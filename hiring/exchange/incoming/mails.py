"""Mails with scorecards attached: walked part by part, nothing copied until it is taken.

What is taken is decoded in slices, so that beside a mail only its attachment lies in memory.
"""

from __future__ import annotations

import binascii
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hiring.exchange.incoming.found import ENDINGS, SEPARATOR, ending_of
from hiring.exchange.incoming.places import (
    AGAIN,
    MOST_NESTED,
    MOST_PARTS,
    SAVE_ATTACHMENT,
    refuse,
    refuse_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from hiring.exchange.incoming.places import Place

_MAIL_HEADERS = frozenset(
    b"from to cc subject date received message-id mime-version return-path delivered-to".split()
)
_FEW_HEADERS = 2
_HEADER_NAME = re.compile(rb"[!-9;-~]{1,76}")
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
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
MAILS = frozenset({"message/rfc822", "message/global"})
_ENCRYPTED_MAIL = ("the mail is encrypted, so its attachments cannot be read", SAVE_ATTACHMENT)
TNEF_PROBLEM = (
    "the attachments are packed in winmail.dat, which only Outlook opens",
    "save the attachment itself in Outlook and import that file, or have it sent as plain text",
)
OUT_OF_REACH = {
    "application/ms-tnef": TNEF_PROBLEM,
    "application/vnd.ms-tnef": TNEF_PROBLEM,
    "application/pkcs7-mime": _ENCRYPTED_MAIL,
    "application/x-pkcs7-mime": _ENCRYPTED_MAIL,
    "application/pgp-encrypted": _ENCRYPTED_MAIL,
    "text/x-moz-deleted": (
        "the attachment was deleted from this mail",
        "ask for the card to be sent once more",
    ),
    "message/external-body": (
        "the attachment is not in this mail, which only says where it lies",
        SAVE_ATTACHMENT,
    ),
    "message/partial": (
        "this is one piece of a mail that was cut into several",
        "ask for the card to be sent once more, in one mail",
    ),
}
_SLICE = 1 << 20
_SPACE = b"\r\n\t "
_DAMAGED = ("the attachment was damaged on its way, or is not complete", AGAIN)
_MARK_ENDS = re.compile(rb"(--)?[ \t]*(?=\r?\n|\Z)")
_MOST_LIKE_MARKS = 10 * MOST_PARTS  # lines that begin like the end of a part, and are none
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


class Region(NamedTuple):
    """A stretch of a mail; nothing is copied until an attachment is taken."""

    raw: bytes
    start: int
    end: int


class Part(NamedTuple):
    """A part of a mail that holds no other parts."""

    name: str
    kind: str
    packing: str
    body: Region


def is_mail(head: bytes) -> bool:
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


def whole_mail(raw: bytes) -> Region:
    """Give a mail from its first header to its end."""
    begin = _BEFORE.match(raw)
    return Region(raw, begin.end() if begin else 0, len(raw))


def is_attached_card(part: Part) -> bool:
    """Tell by the ending or the declared kind; pictures, signatures and invitations are not."""
    ending = ending_of(part.name)
    if part.kind == "application/applefile":
        return False  # what macOS knows about the attachment that follows, under the same name
    if part.kind in MAILS or ending in ENDINGS or part.kind.startswith(_SPREADSHEET):
        return True
    return (
        not ending
        and part.kind == "application/octet-stream"
        and part.body.raw.startswith(_PACKED_STARTS, part.body.start)
    )


def parts_of(region: Region, place: Place, *, depth: int = 0) -> Iterator[Part]:
    """Walk a mail to its innermost parts; other mails in it count as one part each."""
    place.room.spend(place, parts=1, size=region.end - region.start)
    if depth > MOST_NESTED:
        refuse(place, "its parts lie in each other too many times over", SAVE_ATTACHMENT)
    headers, body = _headers(region)
    kind = headers.get_content_type()
    boundary = _asked(headers, "boundary", "content-type").rstrip()
    if kind.startswith("multipart/") and boundary:
        place.room.walk(place, body.end - body.start)
        for inner in _split(body, boundary, place):
            yield from parts_of(inner, place, depth=depth + 1)
        return
    packing = str(headers.get("content-transfer-encoding", "")).strip().lower()
    name = _asked(headers, "filename", "content-disposition")
    name = _decode_words(name or _asked(headers, "name", "content-type"))
    if name.lower() == "winmail.dat":
        kind = "application/ms-tnef"
    yield Part(name=SEPARATOR.split(name)[-1], kind=kind, packing=packing, body=body)


def _headers(region: Region) -> tuple[Message, Region]:
    """Read the headers that say what a part is, bounded, and give what follows them."""
    from email.parser import HeaderParser  # noqa: PLC0415 - loaded when a mail is read

    raw, start, end = region
    blank = _BLANK_LINE.search(raw, max(start - 1, 0), end)
    stop = max(blank.start() + 1, start) if blank else end
    told: dict[bytes, bytes] = {}
    for line in islice(_TELLING.finditer(raw, start, min(stop, start + _MOST_HEADER_BYTES)), 10):
        told.setdefault(line[1].lower(), line[0][:_LONGEST_HEADER].rstrip())
    headers = HeaderParser().parsestr(b"\n".join(told.values()).decode(errors="replace"))
    return headers, Region(raw, blank.end() if blank else end, end)


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


def _split(body: Region, boundary: str, place: Place) -> Iterator[Region]:
    """Cut a body at its boundary; a part that is cut off by the end is the last."""
    raw, _, end = body
    begin = None
    for start, stop, is_last in _marks(body, boundary, place):
        if begin is not None:
            before = start - (raw[start - 1 : start] == b"\r")
            yield Region(raw, begin, max(begin, before))
        if is_last:
            return
        begin = stop + (2 if raw[stop : stop + 1] == b"\r" else 1)
    if begin is not None:
        yield Region(raw, min(begin, end), end)


def _marks(body: Region, boundary: str, place: Place) -> Iterator[tuple[int, int, bool]]:
    """Find the lines between parts: where each begins and ends, and whether it ends the last."""
    raw, start, end = body
    mark = b"\n--" + boundary.encode(errors="replace")
    at = raw.find(mark, max(start - 1, 0), end)
    for _ in range(_MOST_LIKE_MARKS):
        if at < 0:
            return
        stop = at + len(mark)
        if rest := _MARK_ENDS.match(raw, stop, end):
            stop = rest.end()
            yield at, stop, bool(rest[1])
        at = raw.find(mark, stop, end)
    refuse(place, "its parts cannot be told from each other", SAVE_ATTACHMENT)


def decoded(part: Part, place: Place, *, limit: int) -> Region:
    """Give an attachment as it was before it was packed for the way."""
    _, start, end = part.body
    if part.packing in _UU:
        refuse(place, "it is packed as only old mail programs do", SAVE_ATTACHMENT)
    if part.packing not in {"base64", "quoted-printable"}:
        if end - start > limit:
            refuse_large(place, limit)
        return part.body
    place.room.spend(place, size=end - start)
    unpacked = _from_base64 if part.packing == "base64" else _from_quoted
    whole = io.BytesIO()
    try:
        for piece in unpacked(part.body):
            place.holding(whole.tell() + len(piece))
            if whole.write(piece) and whole.tell() > limit:
                refuse_large(place, limit)
    except ValueError:
        refuse(place, *_DAMAGED)
    return Region(whole.getvalue(), 0, whole.tell())


def _from_base64(body: Region) -> Iterator[bytes]:
    """Decode slice by slice, as strictly as in one go; ValueError for what is damaged."""
    raw, start, end = body
    rest = b""
    ended = False
    for at in range(start, end, _SLICE):
        rest += raw[at : min(at + _SLICE, end)].translate(None, _SPACE)
        whole = len(rest) // 4 * 4
        if ended and rest:
            raise ValueError("something follows the end")
        ended = ended or rest.endswith(b"=", 0, whole)
        yield binascii.a2b_base64(rest[:whole], strict_mode=True)
        rest = rest[whole:]
    yield binascii.a2b_base64(rest, strict_mode=True)


def _from_quoted(body: Region) -> Iterator[bytes]:
    """Decode whole lines, about a slice of them at a time; ValueError for lines without end."""
    raw, start, end = body
    while start < end:
        stop = end if end - start <= _SLICE else raw.rfind(b"\n", start, start + _SLICE) + 1
        if not stop:
            raise ValueError("a line is longer than any program writes")
        yield binascii.a2b_qp(raw[start:stop])
        start = stop
