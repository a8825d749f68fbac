"""The empty Word document that every paper of the house begins with, and how it is packed.

It is written here and not taken from python-docx's template, which brings 164 styles, a theme
that overrides the fonts, a thumbnail and its own name as the author of every document.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Mapping

FIXED_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every part of the package, and of a document whose view has none."""

FONT = "Calibri"
LANGUAGE = "en-GB"
NAVY, BLUE, GREY, WHITE, AMBER_TINT = "1F3864", "2F5597", "595959", "FFFFFF", "FFF2CC"

TEXT_WIDTH = 9298
"""Between the margins of an A4 page, in twentieths of a point."""

BULLETS, NUMBERS = 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A document to begin with: ours, or a company's own, whose styles have ids of their own."""

    content: bytes
    ours: bool = True
    styles: Mapping[str, str] = field(default_factory=dict)
    text_width: int = TEXT_WIDTH
    accent: str = BLUE


def pack(parts: Mapping[str, bytes]) -> bytes:
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
    ("ListBullet", "List Bullet", _list(BULLETS), ""),
    ("ListNumber", "List Number", _list(NUMBERS), ""),
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
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE_KIND = "application/vnd.openxmlformats-package"
_SPACES = nsdecls("w", "r")

_BASE = {
    "[Content_Types].xml": f"""\
<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="{PACKAGE_KIND}.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/docProps/core.xml" ContentType="{PACKAGE_KIND}.core-properties+xml"/>
<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{KIND}.numbering+xml"/>
<Override PartName="/word/settings.xml" ContentType="{KIND}.settings+xml"/>
<Override PartName="/word/footer.xml" ContentType="{KIND}.footer+xml"/>
</Types>""",
    "_rels/.rels": f"""\
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties"
 Target="docProps/core.xml"/>
</Relationships>""",
    "word/_rels/document.xml.rels": f"""\
<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OFFICE}/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="{OFFICE}/settings" Target="settings.xml"/>
<Relationship Id="rId4" Type="{OFFICE}/footer" Target="footer.xml"/>
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
{_write_list(BULLETS, "bullet", "&#8226;")}
{_write_list(NUMBERS, "decimal", "%1.")}
<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>
<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{NUMBERS}"/></w:num>
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
def base_document() -> bytes:
    """Pack the empty document: A4, our styles, and the number of every page at its foot."""
    return pack(base_parts())


# What is set closer in a paper that people read at one go, on two pages at most.
_CLOSER = (
    (f"{_FONTS}{_size(22)}\n<w:lang", f"{_FONTS}{_size(21)}\n<w:lang"),
    ('w:line="269"', 'w:line="254"'),
    ('<w:spacing w:after="120" w:line', '<w:spacing w:after="80" w:line'),
    (_KEEP + _space(280, 80) + _level(0), _KEEP + _space(180, 40) + _level(0)),
    (_BOLD + _colour(NAVY) + _size(28), _BOLD + _colour(NAVY) + _size(25)),
    (_list(BULLETS), _list(BULLETS).replace('w:after="60"', 'w:after="20"')),
    (
        _TIGHT + "</w:pPr><w:rPr>" + _FONTS + _size(20),
        _TIGHT + "</w:pPr><w:rPr>" + _FONTS + _size(19),
    ),
    (_colour(GREY) + _size(24), _colour(GREY) + _size(21)),
)


@cache
def compact_document() -> bytes:
    """Pack the empty document in smaller letters with less room between its lines."""
    parts = base_parts()
    styles = parts["word/styles.xml"].decode()
    for wide, close in _CLOSER:
        styles = styles.replace(wide, close)
    page = parts["word/document.xml"].decode()
    page = page.replace('w:top="1304"', 'w:top="1020"').replace(
        'w:bottom="1304"', 'w:bottom="1020"'
    )
    return pack(parts | {"word/styles.xml": styles.encode(), "word/document.xml": page.encode()})


def base_parts() -> dict[str, bytes]:
    """Give the parts of the empty document."""
    declared = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {name: f"{declared}{part}".encode() for name, part in _BASE.items()}
