"""The parts of a Word file that somebody made: unpacked with limits, and read without fetching."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from hiring.documents.word_base import KIND, PACKAGE, PACKAGE_KIND
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
SHOWN = 80
_MOST_BYTES = 16 << 20
_MOST_UNPACKED = 48 << 20
_MOST_PARTS = 400
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
_AGAIN = "save it in Word as a Word document (.docx) and name that file"
_NO_WORD = "this is not a Word document (.docx), or it is damaged"


@dataclass(slots=True)
class Template:
    """A template while it is read: its parts, what is taken over, and what was left out."""

    name: str
    parts: dict[str, bytes]
    taken: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def xml(self, part: str) -> BaseOxmlElement:
        """Read a part of XML that declares nothing and fetches nothing."""
        text = self.parts[part]
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text or b"\x00" in text:
            refuse(self.name, f"{part[:SHOWN]} declares a document type, or is not in UTF-8")
        try:
            return parse_xml(text)
        except (SyntaxError, ValueError):
            refuse(self.name, f"{part[:SHOWN]} cannot be read: the file is damaged")

    def links(self, part: str) -> dict[str, tuple[str, str]]:
        """List what a part leads to inside the file: its number, the kind and the part named."""
        folder, _, file = part.rpartition("/")
        listed = f"{folder}/_rels/{file}.rels".lstrip("/")
        if listed not in self.parts:
            return {}
        found = {}
        for one in self.xml(listed):
            kind = str(one.get("Type", "")).rpartition("/")[2]
            target = str(one.get("Target", ""))
            if one.get("TargetMode") == "External":
                self.notes.append(f"left out: a link to {target[:SHOWN]}")
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if path in self.parts:
                found[str(one.get("Id"))] = (kind, path)
        return found


def refuse(name: str, what: str, fix: str = _AGAIN) -> NoReturn:
    """Refuse the template for one reason."""
    raise InvalidFileError(Problem(what, where=name, fix=fix))


def unpack(raw: bytes, *, name: str) -> Template:
    """Unpack a template; InvalidFileError for what is no Word document, or far too big."""
    if raw.startswith(_OLE):
        refuse(name, "this is an old Word document (.doc), or one with a password")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
            if any(entry.flag_bits & _ENCRYPTED for entry in entries):
                refuse(name, "it is protected by a password")
            unpacked = sum(entry.file_size for entry in entries)
            big = len(raw) > _MOST_BYTES or unpacked > _MOST_UNPACKED
            if big or len(entries) > _MOST_PARTS:
                refuse(name, "the template is far too big", "make its pictures smaller")
            parts = {entry.filename.lstrip("/"): package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        refuse(name, _NO_WORD)
    return Template(name, parts)


def find_document(template: Template) -> str:
    """Find the main part, and refuse a file with macros."""
    if "[Content_Types].xml" not in template.parts or "_rels/.rels" not in template.parts:
        refuse(template.name, _NO_WORD)
    macros = any(part.lower().endswith("vbaproject.bin") for part in template.parts)
    if macros or b"macroEnabled" in template.parts["[Content_Types].xml"]:
        refuse(
            template.name, "it has macros (programs)", "save it in Word as .docx, without macros"
        )
    for kind, path in template.links("").values():
        if kind == "officeDocument":
            template.notes.clear()
            if template.xml(path).tag == qn("w:document"):
                return path
    refuse(template.name, _NO_WORD)


def list_parts(template: Template) -> None:
    """Write the list of what kind each part is."""
    kinds = {
        "word/document.xml": f"{KIND}.document.main+xml",
        "word/styles.xml": f"{KIND}.styles+xml",
        "word/numbering.xml": f"{KIND}.numbering+xml",
        "word/settings.xml": f"{KIND}.settings+xml",
        "word/theme.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": f"{PACKAGE_KIND}.core-properties+xml",
    } | template.kinds
    defaults = {"rels": f"{PACKAGE_KIND}.relationships+xml"} | PICTURES
    listed = [
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in defaults.items()
    ]
    listed += [
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in kinds.items()
        if part in template.taken
    ]
    template.taken["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/>{"".join(listed)}</Types>'
    ).encode()
