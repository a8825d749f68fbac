"""A company's own Word template: its styles, page, header and footer, and nothing that acts.

Only what is known to be harmless is taken over, part by part: text, styles and pictures that lie
in the file itself. Its body is an example and is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from hiring.documents.word import Style
from hiring.documents.word_base import KIND, OFFICE, PACKAGE, TEXT_WIDTH, Base, base_parts, pack
from hiring.documents.word_template.harmless import make_harmless
from hiring.documents.word_template.package import (
    PICTURES,
    find_document,
    list_parts,
    refuse,
    unpack,
)
from hiring.documents.word_template.styles import (
    accent_of,
    add_bullets,
    name_styles,
    speak_english,
)

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from hiring.documents.word_template.package import Template

_NARROWEST = 3000  # twentieths of a point: narrower text is a mistake in the template
_OF_OURS = ("_rels/.rels", "docProps/core.xml", "word/settings.xml", "word/numbering.xml")
_LEFT_OUT = ("cols", "printerSettings", "sectPrChange", "type", "footnotePr", "endnotePr")


def read_template(raw: bytes, *, name: str) -> tuple[Base, tuple[str, ...]]:
    """Read a company's template, and give what to write on and what was left out or stood in for.

    Raises InvalidFileError for what is no Word document, has macros, or lacks a style that every
    advertisement needs.
    """
    template = unpack(raw, name=name)
    main = find_document(template)
    links = template.links(main)
    by_kind = dict(links.values())
    if "styles" not in by_kind:
        refuse(name, "it has no styles")
    template.taken = {part: base_parts()[part] for part in _OF_OURS}
    if "numbering" in by_kind:
        _take(template, by_kind["numbering"], "word/numbering.xml")
    add_bullets(template)
    if "theme" in by_kind and not template.links(by_kind["theme"]):
        _take(template, by_kind["theme"], "word/theme.xml")
    styles = template.xml(by_kind["styles"])
    named = name_styles(template, styles)
    speak_english(styles)
    template.taken["word/styles.xml"] = serialize_part_xml(styles)
    sections = template.xml(main).findall(f".//{qn('w:sectPr')}")
    section = _take_page(template, sections[-1] if sections else _our_page(), links)
    list_parts(template)
    base = Base(
        content=pack(template.taken),
        ours=False,
        styles=named,
        text_width=_text_width(section),
        accent=accent_of(styles, named[Style.HEADING_1.value]),
    )
    return base, tuple(dict.fromkeys(template.notes))


def _take(template: Template, part: str, taken: str) -> None:
    root = template.xml(part)
    make_harmless(template, root, frozenset())
    template.taken[taken] = serialize_part_xml(root)


def _our_page() -> BaseOxmlElement:
    document: BaseOxmlElement = parse_xml(base_parts()["word/document.xml"])
    page: BaseOxmlElement = document[0][0]
    for reference in page.findall(qn("w:footerReference")):
        page.remove(reference)
    return page


def _take_page(
    template: Template, section: BaseOxmlElement, links: dict[str, tuple[str, str]]
) -> BaseOxmlElement:
    """Take over the page with its headers and footers as the body of an empty document."""
    listed = [
        _link(f"rId{place}", kind, f"{kind}.xml")
        for place, kind in enumerate(("styles", "numbering", "settings", "theme"), start=1)
        if f"word/{kind}.xml" in template.taken
    ]
    references = [qn("w:headerReference"), qn("w:footerReference")]
    for reference in list(section.iter(*references)):
        kind, part = links.get(str(reference.get(qn("r:id"))), ("", ""))
        if kind not in {"header", "footer"}:
            section.remove(reference)
            continue
        number = f"rId{len(listed) + 10}"
        taken = f"{kind}{len(listed)}.xml"
        _take_margin(template, part, taken)
        template.kinds[f"word/{taken}"] = f"{KIND}.{kind}+xml"
        reference.set(qn("r:id"), number)
        listed.append(_link(number, kind, taken))
    for tag in _LEFT_OUT:
        for one in section.findall(qn(f"w:{tag}")):
            section.remove(one)
    document = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body/></w:document>")
    document[0].append(section)
    template.taken["word/document.xml"] = serialize_part_xml(document)
    template.taken["word/_rels/document.xml.rels"] = _links_part(listed)
    return section


def _take_margin(template: Template, part: str, taken: str) -> None:
    """Take over a header or footer with its pictures, and without anything that acts."""
    root = template.xml(part)
    pictures: dict[str, str] = {}
    for number, (kind, path) in template.links(part).items():
        ending = path.rpartition(".")[2].lower()
        if kind == "image" and ending in PICTURES:
            place = f"media/{taken.partition('.')[0]}-{len(pictures) + 1}.{ending}"
            template.taken[f"word/{place}"] = template.parts[path]
            pictures[number] = place
    make_harmless(template, root, pictures)
    template.taken[f"word/{taken}"] = serialize_part_xml(root)
    listed = [_link(number, "image", place) for number, place in pictures.items()]
    if listed:
        template.taken[f"word/_rels/{taken}.rels"] = _links_part(listed)


def _link(number: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _links_part(listed: list[str]) -> bytes:
    inside = "".join(listed)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'.encode()


def _text_width(section: BaseOxmlElement) -> int:
    def measure(tag: str, side: str) -> int:
        found = section.find(qn(f"w:{tag}"))
        said = "" if found is None else str(found.get(qn(f"w:{side}"), ""))
        return int(said) if said.isdecimal() and len(said) < len("100000") else 0

    width = measure("pgSz", "w") - sum(measure("pgMar", s) for s in ("left", "right", "gutter"))
    return width if width >= _NARROWEST else TEXT_WIDTH
