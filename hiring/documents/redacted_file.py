"""A scorecard's file as it came back, with the parts of people in the place of their names.

Office files are packages of XML: names are replaced in its texts, and who saved the file is left
out. What cannot be read so far that the names are surely gone is not given out at all.
"""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from hiring.documents.word_base import pack

if TYPE_CHECKING:
    from hiring.domain.redacting import Curtain

_PACKAGES = frozenset({"xlsx", "xlsm", "ods", "docx", "odt"})
_PLAIN = frozenset({"csv", "tsv", "txt", "json", "md"})
_XML = (".xml", ".rels", ".vml")
_MOST_BYTES = 50_000_000
_TEXT = re.compile(r">([^<]+)<")
_SAVED_BY = re.compile(
    r"(<(?:dc:creator|cp:lastModifiedBy|meta:initial-creator|Company|Manager)>)[^<]*(</)"
)
_AUTHOR = re.compile(r"(<author>)[^<]*(</author>)")
_TAG = re.compile(r"<[^>]*>")
_LOOKS = re.compile(
    r"<(?:w:)?rPr\b[^>]*/>|<(?:w:)?rPr\b.*?</(?:w:)?rPr>|</?(?:(?:w:)?[rt]|text:span)(?:\s[^>]*)?/?>",
    re.DOTALL,
)
_CODE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # a letter as Excel may write it


def redact_file(content: bytes, kind: str, curtain: Curtain) -> bytes | None:
    """Give a file without the names and addresses of others; None where that cannot be done."""
    if kind in _PLAIN:
        return _redact_text(content, curtain)
    if kind not in _PACKAGES:
        return None
    try:
        return _redact_package(content, curtain)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def _redact_text(content: bytes, curtain: Curtain) -> bytes | None:
    try:
        return curtain.hide(content.decode("utf-8-sig")).encode()
    except UnicodeDecodeError:
        return None


def _redact_package(content: bytes, curtain: Curtain) -> bytes | None:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(one.file_size for one in package.infolist()) > _MOST_BYTES:
            return None
        for one in package.infolist():
            if one.is_dir():
                continue
            part = package.read(one)
            if one.filename.lower().endswith(_XML):
                shown = _redact_xml(part.decode("utf-8-sig"), curtain)
                if shown is None:
                    return None
                part = shown.encode()
            elif not _is_harmless(one.filename):
                return None
            parts[one.filename] = part
    return pack(parts)


def _is_harmless(name: str) -> bool:
    """Tell whether a part that is no XML holds no text: a picture, or the kind of a package."""
    ending = name.lower().rpartition(".")[2]
    return ending in {"png", "jpg", "jpeg", "gif", "emf", "wmf", "bin"} or name == "mimetype"


def _redact_xml(part: str, curtain: Curtain) -> str | None:
    """Give a part without names; None where one stands in pieces, or within a tag."""
    without = _AUTHOR.sub(r"\1\2", _SAVED_BY.sub(r"\1\2", part))

    def shown(found: re.Match[str]) -> str:
        said = _plain(found[1])
        hidden = curtain.hide(said)
        return found[0] if hidden == said else f">{escape(hidden)}<"

    redacted = _TEXT.sub(shown, without)
    tags = _plain(" ".join(_TAG.findall(redacted)))
    if _read(redacted) != curtain.hide(_read(without)) or curtain.hide(tags) != tags:
        return None
    return redacted


def _read(part: str) -> str:
    """Give the text of a part as people read it: what differs in looks only stands together."""
    return _plain(_TAG.sub("\n", _LOOKS.sub("", part)))


def _plain(written: str) -> str:
    """Read a text of an XML part; letters may be written by their numbers."""
    return _CODE.sub(lambda found: chr(int(found[1], 16)), unescape(written))
