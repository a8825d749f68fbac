"""Take out of a template what acts or leads out of the file; its words stay."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from hiring.documents.word_base import OFFICE
from hiring.documents.word_template.package import SHOWN

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

    from hiring.documents.word_template.package import Template

_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "TITLE", "STYLEREF"})
_PROGRAMS = ("object", "control", "altChunk", "subDoc")
_DRAWN_BY_OFFICE = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")
_ELSEWHERE = re.compile(
    r"(?:[a-z][a-z0-9+.-]+:)?(?://|\\\\)|(?:file|data|javascript):", re.IGNORECASE
)


def make_harmless(template: Template, root: BaseOxmlElement, pictures: Container[str]) -> None:
    """Take out programs, fields that fetch, and whatever leads out of the file."""
    for tag in _PROGRAMS:
        for one in list(root.iter(qn(f"w:{tag}"))):
            _remove(one)
            template.notes.append("left out: an object of another program")
    for one in list(root.iter(qn("w:dataBinding"))):
        _remove(one)
    _stop_fields(template, root)
    for one in list(root.iter("*")):
        for attribute, value in list(one.attrib.items()):
            if attribute.startswith(f"{{{OFFICE}}}") and value not in pictures:
                _cut_loose(one)
                break
            if one.tag.startswith(_DRAWN_BY_OFFICE) and _ELSEWHERE.match(value):
                del one.attrib[attribute]


def _stop_fields(template: Template, root: BaseOxmlElement) -> None:
    for one in list(root.iter(qn("w:fldSimple"))):
        if not _is_known(template, str(one.get(qn("w:instr"), ""))):
            _unwrap(one)
    for paragraph in list(root.iter(qn("w:p"))):
        said = "".join(part.text or "" for part in paragraph.iter(qn("w:instrText")))
        if said and not all(_is_known(template, field) for field in _split_fields(paragraph)):
            for tag in ("fldChar", "instrText"):
                for part in list(paragraph.iter(qn(f"w:{tag}"))):
                    _remove(part)


def _split_fields(paragraph: BaseOxmlElement) -> Iterator[str]:
    """Give what each field of a paragraph says; a field may be written in several runs."""
    said = ""
    for part in paragraph.iter(qn("w:fldChar"), qn("w:instrText")):
        if part.tag == qn("w:instrText"):
            said += part.text or ""
        elif said:
            yield said
            said = ""
    if said:
        yield said


def _is_known(template: Template, instruction: str) -> bool:
    word = instruction.split(maxsplit=1)[0].upper() if instruction.split() else ""
    if word in _FIELDS:
        return True
    called = word[:SHOWN] or "without a name"
    template.notes.append(f"left out: the field {called}; its words stay")
    return False


def _cut_loose(one: BaseOxmlElement) -> None:
    """Take out what leads somewhere; the words of a link stay."""
    if one.tag == qn("w:hyperlink"):
        _unwrap(one)
        return
    drawing = next(one.iterancestors(qn("w:drawing"), qn("w:pict")), None)
    _remove(one if drawing is None else drawing)


def _unwrap(one: BaseOxmlElement) -> None:
    for inner in list(one):
        one.addprevious(inner)
    _remove(one)


def _remove(one: BaseOxmlElement) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)
