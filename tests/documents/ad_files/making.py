"""Advertisements of made-up companies, written in every format that is read."""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from hiring.documents.ad_files import open_ad_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Said = tuple[str, str]  # the mark of a block, and its text

AD: tuple[Said, ...] = (
    ("#", "Forecasting engineer"),
    ("", "Company: Example GmbH"),
    ("##", "What you will do"),
    (
        "",
        (
            "We tell three hundred shops what they will sell, so that what is needed lies on the"
            " shelf when somebody first looks for it. Five of us do so, with a budget of our own."
        ),
    ),
    ("*", "Ship a forecast each week and watch what it does there until the numbers hold"),
    ("*", "Write tests"),
    ("##", "What you bring"),
    ("*", "Python & statistics"),
    ("", "Pay: EUR 70,000 to 85,000 a year"),
)


def read_ad_bytes(content: bytes, *, shown: str) -> tuple[tuple[int, str], ...]:
    """Give the numbered lines of what a file holds, without the notes on it."""
    return open_ad_bytes(content, shown=shown).lines


def lines_of(read: Iterable[tuple[int, str]]) -> list[str]:
    """Give the lines that were read, without the empty ones between."""
    return [text for _, text in read if text]


def marked(said: Said) -> str:
    mark, text = said
    return f"{mark} {text}" if mark else text


def as_text(ad: Iterable[Said] = AD) -> str:
    """Write an advertisement as plain text, which is Markdown too."""
    written, before = "", ""
    for said in ad:
        close = before == said[0] == "*" or not written
        written += ("" if close else "\n") + marked(said) + "\n"
        before = said[0]
    return written


def as_page(ad: Iterable[Said] = AD) -> str:
    """Write it as a web page."""
    written, listed = "", False
    for mark, text in ad:
        if listed != (mark == "*"):
            written += "</ul>\n" if listed else "<ul>\n"
            listed = not listed
        name = {"": "p", "*": "li"}.get(mark, f"h{len(mark)}")
        written += f"<{name}>{html.escape(text)}</{name}>\n"
    written += "</ul>" if listed else ""
    return (
        f'<!doctype html>\n<html><head><meta charset="utf-8"></head><body>{written}</body></html>'
    )


# --- Word

STYLES = f"""<w:styles xmlns:w="{MAIN}">
<w:style w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/>
<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/>
<w:rPr><w:sz w:val="30"/></w:rPr></w:style>
<w:style w:styleId="H3"><w:name w:val="heading 3"/></w:style>
<w:style w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style>
<w:style w:styleId="LB"><w:name w:val="List Bullet"/></w:style>
<w:style w:styleId="Dots"><w:name w:val="Dots"/><w:pPr>
<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{MAIN}">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="\N{BULLET}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def run(text: str, looks: str = "") -> str:
    kept = ' xml:space="preserve"'
    return f"<w:r><w:rPr>{looks}</w:rPr><w:t{kept}>{escape(text)}</w:t></w:r>"


def paragraph(inside: str, said: str = "") -> str:
    return f"<w:p><w:pPr>{said}</w:pPr>{inside}</w:p>"


def styled(text: str, style: str) -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{style}"/>')


APPLICATION = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{APPLICATION}.{kind}+xml"/>'
        for part, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            ("numbering", "numbering"),
        )
    )
    + "</Types>"
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

LISTED = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{1}"/></w:numPr>'


def a_word_file(
    body: str, more: Mapping[str, str | bytes] | None = None, *, relations: str = ""
) -> bytes:
    """Write a Word file around its paragraphs."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("numbering", "numbering.xml"), more=relations
        ),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
    }
    return zipped({**parts, **(more or {})})


def _relations(*targets: tuple[str, str], more: str = "") -> str:
    entries = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}{more}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return written.getvalue()


def as_word(ad: Iterable[Said] = AD) -> bytes:
    """Write it as a Word file, with styles of headings and numbered paragraphs."""
    body = ""
    for mark, text in ad:
        if mark == "*":
            body += paragraph(run(text), LISTED.format(0, 1))
        else:
            body += styled(text, f"H{len(mark)}" if mark else "Normal")
    return a_word_file(body)


# --- PDF: in a font of which every letter is as wide as any other

WIDTH = 0.6  # of a letter of Courier, in sizes
LEFT, RIGHT, TOP, BOTTOM = 72.0, 523.0, 770.0, 72.0


class PdfPages:
    """Writes lines on pages as a program does that knows only where letters stand."""

    def __init__(self) -> None:
        """Begin at the top of the first page."""
        self.pages: list[list[str]] = [[]]
        self.height = TOP

    def put(self, text: str, *, left: float = LEFT, size: float = 11.0, font: str = "F1") -> None:
        shown = text.encode("cp1252", "replace").replace(b"\\", b"\\\\")
        shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
        place = f"/{font} {size} Tf 1 0 0 1 {left} {self.height} Tm"
        said = f"BT {place} ({shown.decode('latin-1')}) Tj ET"
        self.pages[-1].append(said)

    def down(self, by: float) -> None:
        self.height -= by
        if self.height < BOTTOM:
            self.pages.append([])
            self.height = TOP

    def block(self, mark: str, text: str) -> None:
        """Write a heading, a bullet or a paragraph, wrapped as it must be."""
        size = 11.0 + 3.0 * (3 - len(mark)) * (mark[:1] == "#")
        left = LEFT + 18 * (mark == "*")
        wide = int((RIGHT - left) / (size * WIDTH))
        self.down(size * (0.4 if mark == "*" else 1.2))
        lines = textwrap.wrap(text, wide, break_long_words=True) or [""]
        for place, line in enumerate(lines):
            if place == 0 and mark == "*":
                self.put("\N{BULLET}", left=LEFT, size=size)
            self.put(line, left=left, size=size)
            self.down(size * 1.2)

    def written(self) -> bytes:
        """Give the file."""
        objects: list[bytes] = []

        def add(said: str) -> int:
            objects.append(said.encode("latin-1"))
            return len(objects)

        add("<</Type /Catalog /Pages 2 0 R>>")
        kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(self.pages)))
        add(f"<</Type /Pages /Kids [{kids}] /Count {len(self.pages)}>>")
        add("<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>")
        add("<</Type /Font /Subtype /Type1 /BaseFont /Courier-Bold /Encoding /WinAnsiEncoding>>")
        for place, page in enumerate(self.pages):
            add(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources"
                f" <</Font <</F1 3 0 R /F2 4 0 R>>>> /Contents {6 + 2 * place} 0 R>>"
            )
            content = "\n".join(page)
            add(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
        return a_pdf(objects)


def a_pdf(objects: Sequence[bytes], *, trailer: str = "") -> bytes:
    """Write objects, of which the first is the catalogue, as a PDF."""
    written = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d /Root 1 0 R%b>>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, trailer.encode(), len(written))
    )


Element = tuple[str, "int | Sequence[Element]"]


def a_tagged_pdf(content: str, *elements: Element) -> bytes:
    """Write a page whose texts bear marks, with what the tags make of them."""
    made: list[bytes] = [
        b"<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 6 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        (
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0"
            b" /Resources <</Font <</F1 4 0 R>>>> /Contents 5 0 R>>"
        ),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding>>",
        b"<</Length %d>>\nstream\n%b\nendstream" % (len(content), content.encode("cp1252")),
        b"",
    ]
    parents: dict[int, int] = {}

    def add(element: Element, parent: int) -> int:
        kind, within = element
        made.append(b"")
        number = len(made)
        if isinstance(within, int):
            parents[within] = number
            kids = str(within)
        else:
            kids = f"[{' '.join(f'{add(one, number)} 0 R' for one in within)}]"
        said = f"<</Type /StructElem /S /{kind} /P {parent} 0 R /Pg 3 0 R /K {kids}>>"
        made[number - 1] = said.encode()
        return number

    tops = " ".join(f"{add(element, 6)} 0 R" for element in elements)
    owners = " ".join(f"{parents[mark]} 0 R" for mark in sorted(parents))
    tree = f"<</Type /StructTreeRoot /K [{tops}] /ParentTree <</Nums [0 [{owners}]]>>>>"
    made[5] = tree.encode()
    return a_pdf(made)


def marked_text(mark: int, text: str, *, height: float, left: float = LEFT) -> str:
    return f"/P <</MCID {mark}>> BDC BT /F1 11 Tf 1 0 0 1 {left} {height} Tm ({text}) Tj ET EMC\n"


def as_pdf(ad: Iterable[Said] = AD) -> bytes:
    """Write it as a PDF without tags."""
    pages = PdfPages()
    for mark, text in ad:
        pages.block(mark, text)
    return pages.written()
