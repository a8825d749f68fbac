"""Write a mail as a file that a mail program opens as an unsent draft, ready to be read and sent.

Headers are encoded here and not left to the library: how it folds a name with a comma or a quote in
it differs from one Python to the next, and equal drafts must be equal bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from email import policy
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from typing import TYPE_CHECKING

from hiring.documents.mail.plain import one_line, plain_text
from hiring.errors import Problem, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
UNKNOWN_KIND = "application/octet-stream"

_LONGEST_PLAIN = 60  # what surely fits in one line of a header beside its name
_LONGEST_LINE = 76
_LONGEST_FILE_NAME = 200  # bytes; percent-encoded it still fits in a line of 998 characters
_POLICY = policy.compat32.clone(linesep="\r\n", max_line_length=None, mangle_from_=False)
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\Z")
_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\Z")
_KIND = re.compile(r"[a-z]+/[a-z0-9.+-]+\Z")
_UNFIT_FOR_A_FILE = re.compile(r'[/\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class Address:
    """A person as a mail names them."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail: its name, its media type, its bytes; traits are said beside the type."""

    name: str
    kind: str
    content: bytes
    traits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that nobody has sent yet; without a sender the mail program puts its own."""

    to: tuple[Address, ...]
    sender: Address | None
    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


def write_draft(draft: Draft) -> bytes:
    """Write the file; equal drafts give equal bytes.

    RefusedError, naming every such address, when one cannot be written into a mail.
    """
    _check_addresses(draft)
    message = Message(_POLICY)
    _head(message, draft)
    if draft.attachments:
        message.add_header("Content-Type", "multipart/mixed", boundary=_boundary(draft))
        for part in (_write_body(draft.body), *map(_write_attachment, draft.attachments)):
            message.attach(part)
    else:
        _put_body(message, draft.body)
    written = io.BytesIO()
    BytesGenerator(written, policy=_POLICY).flatten(message)
    return written.getvalue()


def mail_domain(text: str) -> str | None:
    """Give a domain in the letters a mail allows, or None when that would change it."""
    if text.isascii():
        return text if _DOMAIN.match(text) else None
    try:
        coded = text.encode("idna")
        # The old rules write "straße" as "strasse", which is another domain.
        same = coded.decode("idna") == text.lower()
    except UnicodeError:
        return None
    domain = coded.decode("ascii")
    return domain if same and _DOMAIN.match(domain) else None


def mail_address(email: str) -> str | None:
    """Give an address in the letters a mail allows, or None when it cannot be written."""
    local, _, domain = email.strip().rpartition("@")
    coded = mail_domain(domain)
    return f"{local}@{coded}" if coded and _LOCAL.match(local) else None


def _check_addresses(draft: Draft) -> None:
    people = (*draft.to, *((draft.sender,) if draft.sender else ()))
    wrong = dict.fromkeys(one_line(p.email) for p in people if mail_address(p.email) is None)
    if wrong:
        fix = "correct the address, or write to this person yourself"
        raise RefusedError(
            *(Problem("no mail can be addressed so", where=email, fix=fix) for email in wrong)
        )


def _head(message: Message, draft: Draft) -> None:
    """Say whose mail it is, and that it is unsent: no date and no id, which sending gives."""
    # Thunderbird and Outlook go by the first, Apple Mail marks its own drafts with the second.
    message["X-Unsent"] = "1"
    message["X-Uniform-Type-Identifier"] = "com.apple.mail-draft"
    message["MIME-Version"] = "1.0"
    if draft.sender:
        message["From"] = _write_people((draft.sender,), "From")
    if draft.to:
        message["To"] = _write_people(draft.to, "To")
    message["Subject"] = _write_words(one_line(draft.subject), "Subject") or _encode(" ", "Subject")


def _write_people(people: Iterable[Address], header: str) -> str:
    return ",\r\n ".join(_write_person(person, header) for person in people)


def _write_person(person: Address, header: str) -> str:
    address = mail_address(person.email) or ""
    name = one_line(person.name)
    if not name:
        return address
    if _is_plain(name):
        escaped = name.replace("\\", r"\\").replace('"', r"\"")
        said = f'"{escaped}"'
    else:
        said = _encode(name, header)
    gap = " " if len(said) + len(address) <= _LONGEST_PLAIN else "\r\n "
    return f"{said}{gap}<{address}>"


def _write_words(text: str, header: str) -> str:
    return text if _is_plain(text) else _encode(text, header)


def _is_plain(text: str) -> bool:
    """Tell whether words can stand in a header as they are, and be read as nothing else."""
    return text.isascii() and len(text) <= _LONGEST_PLAIN and "=?" not in text


def _encode(text: str, header: str) -> str:
    coded = Header(text, charset="utf-8", maxlinelen=_LONGEST_LINE, header_name=header)
    return coded.encode(linesep="\r\n")


def _write_body(text: str) -> Message:
    part = Message(_POLICY)
    _put_body(part, text)
    del part["MIME-Version"]
    return part


def _put_body(part: Message, text: str) -> None:
    """Write the text so that no line is long and no character is beyond ASCII."""
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part.set_payload(plain_text(text).rstrip("\n") + "\n", charset)


def _write_attachment(attachment: Attachment) -> Message:
    if not _KIND.match(attachment.kind):
        raise ValueError(f"{attachment.kind!r} is no media type")
    part = Message(_POLICY)
    part.add_header("Content-Type", attachment.kind, **dict(attachment.traits))
    name = file_name(attachment.name)
    said = name if name.isascii() else ("utf-8", "", name)
    part.add_header("Content-Disposition", "attachment", filename=said)
    part.set_payload(attachment.content)
    encode_base64(part)
    return part


def file_name(text: str) -> str:
    """Give a name under which any computer can save a file, its ending kept."""
    name = _UNFIT_FOR_A_FILE.sub("_", one_line(text)).strip(". ") or "attachment"
    stem, dot, ending = name.rpartition(".")
    if len(name.encode()) <= _LONGEST_FILE_NAME:
        return name
    room = _LONGEST_FILE_NAME - len(f"{dot}{ending}".encode())
    if not dot or room < 1:
        return name.encode()[:_LONGEST_FILE_NAME].decode(errors="ignore")
    return stem.encode()[:room].decode(errors="ignore") + dot + ending


def _boundary(draft: Draft) -> str:
    """Make the line between the parts; "=_" cannot occur in a part as parts are written."""
    digest = hashlib.sha256(repr(draft).encode(errors="backslashreplace"))
    return f"=_{digest.hexdigest()[:40]}"
