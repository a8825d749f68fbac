"""The house's Word paper: safe text, a lean designed base, tables, and equal bytes for equal input.

The base is written here and not taken from python-docx's template, which brings 164 styles, a
theme that overrides the fonts, a thumbnail and its own name as the author of every document.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

FIXED_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every part of the package, and of a document whose view has none."""

FONT = "Calibri"
LANGUAGE = "en-GB"
NAVY, BLUE, GREY, WHITE, AMBER_TINT = "1F3864", "2F5597", "595959", "FFFFFF", "FFF2CC"

TEXT_WIDTH = 9298
"""Between the margins of an A4 page, in twentieths of a point."""

_PROPERTY_LIMIT = 255
_TEXT_KEPT_TOGETHER = 1500
_BULLETS, _NUMBERS = 1, 2

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_NOT_TEXT = re.compile("[^\t\n -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANK_LINES = re.compile(r"\n\s*\n")


class Style(StrEnum):
    """The paragraph styles of the base document, by their ids."""

    NORMAL = "Normal"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    LEAD = "Lead"
    BADGE = "Badge"
    BULLET = "ListBullet"
    NUMBER = "ListNumber"
    TABLE_TEXT = "TableText"
    QUOTE = "Quote"
    QUOTE_SOURCE = "QuoteSource"
    CALLOUT = "Callout"
    SMALL_PRINT = "SmallPrint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some words of a paragraph and how they differ from its style."""

    text: str
    bold: bool = False
    colour: str | None = None
    half_points: int | None = None
    highlight: bool = False
    shade: str | None = None


Words = str | Span
Cell = Words | tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its caption for those who cannot see it, shares of the width, header and rows."""

    caption: str
    description: str
    shares: tuple[int, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Properties:
    """What a document says of itself; `footer` stands at the foot of every page."""

    title: str
    subject: str
    author: str
    category: str
    identifier: str
    footer: str
    source: str
    at: datetime = FIXED_DATE


def clean(text: str) -> str:
    """Make any text fit for a paragraph: one kind of line end, and a mark for what is no text."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Split a text where it leaves a line blank; parts without words are dropped."""
    parts = (part.strip() for part in _BLANK_LINES.split(clean(text)))
    return tuple(part for part in parts if part)


def grey(text: str) -> Span:
    """Say something in small grey words, beside what matters more."""
    return Span(text=text, colour=GREY, half_points=18)


class Paper:
    """A document that is being written, from top to bottom."""

    def __init__(self, properties: Properties) -> None:
        """Open the base document and sign it."""
        self._document = Document(io.BytesIO(_base_document()))
        self._end = self._document.element.body[-1]
        self._sign(properties)

    def add(
        self,
        style: Style,
        *words: Words,
        keep_next: bool = False,
        new_page: bool = False,
        shade: str | None = None,
    ) -> None:
        """Add one paragraph; line ends within its words become line breaks."""
        traits = []
        if keep_next:
            traits.append(_element("keepNext"))
        if new_page:
            traits.append(_element("pageBreakBefore"))
        if shade:
            traits += [_box(shade), _element("shd", val="clear", color="auto", fill=shade)]
        self._put(_paragraph(style, words, traits))

    def add_text(self, text: str, style: Style = Style.NORMAL) -> None:
        """Add a text of any length: a new paragraph wherever it leaves a line blank."""
        for part in split_paragraphs(text):
            self.add(style, part)

    def add_badge(self, word: str, beside: str, *, colour: str) -> None:
        """Add a band of colour with a word in it, and at its right end what qualifies it."""
        side = Span(text=f"\t{beside}", half_points=20)
        self.add(Style.BADGE, word, side, keep_next=True, shade=colour)

    def add_bullets(self, items: Iterable[Cell]) -> None:
        """Add a list whose order says nothing."""
        for item in items:
            self._put(_paragraph(Style.BULLET, _words(item), ()))

    def add_steps(self, items: Iterable[Cell]) -> None:
        """Add a numbered list; each list begins at 1."""
        numbering = self._document.part.numbering_part.element
        number = numbering.add_num(_NUMBERS)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        for item in items:
            listed = _element("numPr")
            listed.append(_element("ilvl", val="0"))
            listed.append(_element("numId", val=str(number.numId)))
            self._put(_paragraph(Style.NUMBER, _words(item), [listed]))

    def add_table(self, table: Table) -> None:
        """Add a table whose header row repeats on every page it runs over."""
        widths = _widths(table.shares)
        drawn = _draw_table(table.caption, table.description, widths, first_row=True)
        last = len(table.rows) - 1
        short = sum(_length(row) for row in table.rows) <= _TEXT_KEPT_TOGETHER
        drawn.append(_draw_header(table.header, widths, keep_next=short and last >= 0))
        for place, row in enumerate(table.rows):
            drawn.append(_draw_row(row, widths, keep_next=short and place < last))
        self._put(drawn)

    def add_form(self, caption: str, lines: Mapping[str, int]) -> None:
        """Add lines to write on by hand: what each is for, and its height in points."""
        widths = _widths((1, 4))
        drawn = _draw_table(caption, "Lines to be filled in by hand.", widths, first_row=False)
        for place, (label, points) in enumerate(lines.items(), start=1):
            row = _draw_row((Span(text=label, bold=True), ""), widths, keep_next=place < len(lines))
            height = _element("trHeight", val=str(points * 20), hRule="atLeast")
            row[0].append(height)
            drawn.append(row)
        self._put(drawn)

    def to_bytes(self) -> bytes:
        """Give the finished document; equal content gives equal bytes."""
        saved = io.BytesIO()
        self._document.save(saved)
        with zipfile.ZipFile(saved) as package:
            return _pack({name: package.read(name) for name in package.namelist()})

    def _put(self, element: BaseOxmlElement) -> None:
        self._end.addprevious(element)

    def _sign(self, properties: Properties) -> None:
        said = self._document.core_properties
        said.title = _property(properties.title)
        said.subject = _property(properties.subject)
        said.author = said.last_modified_by = _property(properties.author)
        said.category = _property(properties.category)
        said.identifier = _property(properties.identifier)
        said.comments = _property(properties.source)
        said.keywords = "hiring"
        said.content_status = "Final"
        said.language = LANGUAGE
        said.version = "1"
        said.revision = 1
        said.created = said.modified = properties.at.astimezone(UTC)
        footer = self._document.sections[0].footer.paragraphs[0]
        footer.runs[0].text = " ".join(clean(properties.footer).split())


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    return OxmlElement(f"w:{tag}", {qn(f"w:{name}"): said for name, said in attributes.items()})


def _words(cell: Cell) -> tuple[Words, ...]:
    return cell if isinstance(cell, tuple) else (cell,)


def _property(text: str) -> str:
    return " ".join(clean(text).split())[:_PROPERTY_LIMIT]


def _paragraph(
    style: Style, words: Iterable[Words], traits: Iterable[BaseOxmlElement]
) -> BaseOxmlElement:
    """Make a paragraph; its traits come in the order the format wants them."""
    paragraph = _element("p")
    properties = _element("pPr")
    properties.append(_element("pStyle", val=style.value))
    properties.extend(traits)
    paragraph.append(properties)
    paragraph.extend(_run(piece) for piece in words)
    return paragraph


def _run(words: Words) -> BaseOxmlElement:
    """Put text into a run: the one place where text enters a document."""
    run = _element("r")
    if isinstance(words, Span):
        looks = list(_looks(words))
        if looks:
            properties = _element("rPr")
            properties.extend(looks)
            run.append(properties)
        words = words.text
    run.text = clean(words)
    return run


def _looks(span: Span) -> Iterator[BaseOxmlElement]:
    if span.bold:
        yield _element("b")
        yield _element("bCs")
    if span.colour:
        yield _element("color", val=span.colour)
    if span.half_points:
        yield _element("sz", val=str(span.half_points))
        yield _element("szCs", val=str(span.half_points))
    if span.highlight:
        yield _element("highlight", val="yellow")
    if span.shade:
        yield _element("shd", val="clear", color="auto", fill=span.shade)


def _box(colour: str) -> BaseOxmlElement:
    """Draw a border in the colour of a shaded paragraph, which gives its words some room."""
    box = _element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        box.append(_element(side, val="single", sz="4", space="4", color=colour))
    return box


def _widths(shares: Sequence[int]) -> tuple[int, ...]:
    return tuple(TEXT_WIDTH * share // sum(shares) for share in shares)


def _draw_table(
    caption: str, description: str, widths: Sequence[int], *, first_row: bool
) -> BaseOxmlElement:
    table = _element("tbl")
    properties = _element("tblPr")
    properties.append(_element("tblStyle", val="Ruled"))
    properties.append(_element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(_element("tblLayout", type="fixed"))
    properties.append(_element("tblLook", val="0420" if first_row else "0480"))
    properties.append(_element("tblCaption", val=_property(caption)))
    properties.append(_element("tblDescription", val=_property(description)))
    table.append(properties)
    grid = _element("tblGrid")
    grid.extend(_element("gridCol", w=str(width)) for width in widths)
    table.append(grid)
    return table


def _draw_header(
    header: Iterable[str], widths: Sequence[int], *, keep_next: bool
) -> BaseOxmlElement:
    cells = tuple(Span(text=name, bold=True, colour=WHITE) for name in header)
    row = _draw_row(cells, widths, keep_next=keep_next)
    row[0].append(_element("tblHeader"))
    for cell in row[1:]:
        cell[0].append(_element("shd", val="clear", color="auto", fill=BLUE))
    return row


def _draw_row(row: Sequence[Cell], widths: Sequence[int], *, keep_next: bool) -> BaseOxmlElement:
    drawn = _element("tr")
    properties = _element("trPr")
    if _length(row) <= _TEXT_KEPT_TOGETHER:
        properties.append(_element("cantSplit"))
    drawn.append(properties)
    for cell, width in zip(row, widths, strict=True):
        held = _element("tc")
        kept = _element("tcPr")
        kept.append(_element("tcW", w=str(width), type="dxa"))
        held.append(kept)
        traits = [_element("keepNext")] if keep_next else []
        held.append(_paragraph(Style.TABLE_TEXT, _words(cell), traits))
        drawn.append(held)
    return drawn


def _length(row: Sequence[Cell]) -> int:
    """Count the letters of a row, which tells whether it can be longer than a page."""
    pieces = (piece for cell in row for piece in _words(cell))
    return sum(len(piece.text if isinstance(piece, Span) else piece) for piece in pieces)


def _pack(parts: Mapping[str, bytes]) -> bytes:
    """Zip the parts in one order, with one date and no trace of the computer."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in sorted(parts, key=lambda part: (part != "[Content_Types].xml", part)):
            entry = zipfile.ZipInfo(name, FIXED_DATE.timetuple()[:6])
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, parts[name])
    return packed.getvalue()


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _space(before: int, after: int, indent: int = 0) -> str:
    sides = f'<w:ind w:left="{indent}" w:right="{indent}"/>' if indent else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>{sides}'


def _left_bar(size: int, colour: str) -> str:
    side = f'<w:left w:val="single" w:sz="{size}" w:space="8" w:color="{colour}"/>'
    return f"<w:pBdr>{side}</w:pBdr>"


def _right_tab(at: int) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>'


def _list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>{_space(0, 60)}'


def _level(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_TIGHT = '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>'
_AMBER = f'<w:shd w:val="clear" w:color="auto" w:fill="{AMBER_TINT}"/>'

# Each style with its name in Word, its paragraph properties and its character properties.
_STYLES = (
    ("Title", "Title", _KEEP + _space(0, 40), _BOLD + _colour(NAVY) + _size(48)),
    ("Subtitle", "Subtitle", _KEEP + _space(0, 120), _colour(GREY) + _size(24)),
    (
        "Heading1",
        "heading 1",
        _KEEP + _space(280, 80) + _level(0),
        _BOLD + _colour(NAVY) + _size(28),
    ),
    (
        "Heading2",
        "heading 2",
        _KEEP + _space(240, 40) + _level(1),
        _BOLD + _colour(BLUE) + _size(24),
    ),
    ("Heading3", "heading 3", _KEEP + _space(160, 40) + _level(2), _BOLD + _colour("404040")),
    ("Lead", "Lead", "<w:keepLines/>" + _space(120, 160), _BOLD + _size(26)),
    (
        "Badge",
        "Badge",
        _KEEP + _right_tab(TEXT_WIDTH - 100) + _space(160, 120, 100),
        _BOLD + _colour(WHITE) + _size(32),
    ),
    ("ListBullet", "List Bullet", _list(_BULLETS), ""),
    ("ListNumber", "List Number", _list(_NUMBERS), ""),
    ("TableText", "Table Text", _TIGHT, _size(20)),
    ("Quote", "Quote", _left_bar(18, "B4C6E7") + _space(0, 80, 284), _size(21)),
    ("QuoteSource", "Quote Source", _space(120, 40), _colour("404040") + _size(20)),
    ("Callout", "Callout", _left_bar(24, "BF8F00") + _AMBER + _space(0, 0, 227), ""),
    ("SmallPrint", "Small Print", _space(40, 80), _colour(GREY) + _size(18)),
    ("Footer", "footer", _right_tab(TEXT_WIDTH) + _space(0, 0), _colour(GREY) + _size(17)),
)
_OWN = frozenset({"Badge", "Lead", "TableText", "QuoteSource", "Callout", "SmallPrint"})


def _write_style(style: str, name: str, paragraph: str, character: str) -> str:
    own = ' w:customStyle="1"' if style in _OWN else ""
    follows = "" if style.startswith("List") else '<w:next w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{_FONTS}{character}</w:rPr></w:style>"
    )


def _write_list(number: int, kind: str, text: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>'
    )


_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE_KIND = "application/vnd.openxmlformats-package"
_SPACES = nsdecls("w", "r")

_BASE = {
    "[Content_Types].xml": f"""\
<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="{_PACKAGE_KIND}.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE_KIND}.core-properties+xml"/>
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_KIND}.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="{_KIND}.settings+xml"/>
<Override PartName="/word/footer.xml" ContentType="{_KIND}.footer+xml"/>
</Types>""",
    "_rels/.rels": f"""\
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>""",
    "word/_rels/document.xml.rels": f"""\
<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="{_OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer.xml"/>
</Relationships>""",
    "docProps/core.xml": f"<cp:coreProperties {nsdecls('cp', 'dc', 'dcterms', 'xsi')}/>",
    "word/document.xml": f"""\
<w:document {_SPACES}><w:body><w:sectPr><w:footerReference w:type="default" r:id="rId4"/>
<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304"
 w:left="1304" w:header="680" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>""",
    "word/footer.xml": f"""\
<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>
<w:r><w:t/></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Page </w:t></w:r>
<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>
<w:r><w:t xml:space="preserve"> of </w:t></w:r>
<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>""",
    "word/settings.xml": f"""\
<w:settings {_SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting
 w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>""",
    "word/numbering.xml": f"""\
<w:numbering {_SPACES}>
{_write_list(_BULLETS, "bullet", "&#8226;")}
{_write_list(_NUMBERS, "decimal", "%1.")}
<w:num w:numId="{_BULLETS}"><w:abstractNumId w:val="{_BULLETS}"/></w:num>
<w:num w:numId="{_NUMBERS}"><w:abstractNumId w:val="{_NUMBERS}"/></w:num>
</w:numbering>""",
    "word/styles.xml": f"""\
<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(22)}
<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="269" w:lineRule="auto"/>
</w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:qFormat/><w:rPr>{_FONTS}</w:rPr></w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>
<w:semiHidden/></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="Ruled"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {_RULE}/><w:bottom {_RULE}/>
<w:insideH {_RULE}/></w:tblBorders></w:tblPr></w:style>
{"".join(_write_style(*style) for style in _STYLES)}
</w:styles>""",
}


@cache
def _base_document() -> bytes:
    """Pack the empty document: A4, our styles, and the number of every page at its foot."""
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return _pack({name: f"{declared}{part}".encode() for name, part in _BASE.items()})
