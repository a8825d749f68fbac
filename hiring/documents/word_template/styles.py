"""The styles of a company's template: found by name, and added where an ad can do with ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from hiring.documents.word import Style
from hiring.documents.word_base import LANGUAGE
from hiring.errors import InvalidFileError, Problem

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from hiring.documents.word_template.package import Template

_REQUIRED = {Style.TITLE: "Title", Style.HEADING_1: "Heading 1"}
_OPTIONAL = {
    Style.SUBTITLE: "Subtitle",
    Style.BULLET: "List Bullet",
    Style.TABLE_TEXT: "Table Text",
    Style.SMALL_PRINT: "Small Print",
}
_CONTRAST = 4.5


def name_styles(template: Template, styles: BaseOxmlElement) -> dict[str, str]:
    """Find our styles in theirs by name; what is optional and missing is added, based on theirs."""
    _remove_ours(styles, "style", "styleId", "Hiring")
    theirs: dict[str, BaseOxmlElement] = {}
    for style in styles.findall(qn("w:style")):
        called = style.find(qn("w:name"))
        if style.get(qn("w:type")) == "paragraph" and called is not None:
            theirs.setdefault(str(called.get(qn("w:val"))).casefold(), style)
    missing = [name for name in _REQUIRED.values() if name.casefold() not in theirs]
    if missing:
        raise InvalidFileError(
            *(
                Problem(
                    f"the template has no style {name!r}",
                    where=template.name,
                    fix="use it once in the template and save it, or begin with: "
                    "hiring jd template -o FILE.docx",
                )
                for name in missing
            )
        )
    normal = next((s for s in theirs.values() if s.get(qn("w:default")) == "1"), None)
    based_on = "" if normal is None else str(normal.get(qn("w:styleId")))
    named = {
        style.value: str(theirs[name.casefold()].get(qn("w:styleId")))
        for style, name in (_REQUIRED | _OPTIONAL).items()
        if name.casefold() in theirs
    }
    named[Style.NORMAL.value] = based_on or "Normal"
    for style, name in _OPTIONAL.items():
        if style.value not in named:
            added = _add_style(styles, style, based_on=based_on)
            named[style.value] = added
            template.notes.append(f"no style {name!r}: a plain one of ours stands in for it")
    bullets = theirs.get("list bullet")
    if bullets is not None and bullets.find(f".//{qn('w:numPr')}") is None:
        _give_bullets(bullets)
    named["Ruled"] = _add_table_style(styles)
    return named


_LOOKS = {
    Style.SUBTITLE: '<w:pPr><w:spacing w:after="120"/></w:pPr><w:rPr><w:color w:val="595959"/>'
    '<w:sz w:val="24"/></w:rPr>',
    Style.BULLET: '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{bullets}"/></w:numPr>'
    '<w:spacing w:after="60"/></w:pPr>',
    Style.TABLE_TEXT: '<w:pPr><w:spacing w:before="40" w:after="40" w:line="240"'
    ' w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr>',
    Style.SMALL_PRINT: '<w:pPr><w:spacing w:before="40" w:after="80"/></w:pPr><w:rPr>'
    '<w:color w:val="595959"/><w:sz w:val="18"/></w:rPr>',
}
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"'
_OUR_BULLETS = 9001  # beyond what any template numbers its own lists with


def _add_style(styles: BaseOxmlElement, style: Style, *, based_on: str) -> str:
    added = f"Hiring{style.value}"
    parent = f"<w:basedOn w:val={quoteattr(based_on)}/>" if based_on else ""
    looks = _LOOKS[style].format(bullets=_OUR_BULLETS)
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{added}">'
            f'<w:name w:val="{added}"/>{parent}<w:qFormat/>{looks}</w:style>'
        )
    )
    return added


def _add_table_style(styles: BaseOxmlElement) -> str:
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="HiringRuled">'
            f'<w:name w:val="HiringRuled"/><w:tblPr><w:tblBorders><w:top {_RULE}/>'
            f"<w:bottom {_RULE}/><w:insideH {_RULE}/></w:tblBorders><w:tblCellMar>"
            '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
            "</w:tblPr></w:style>"
        )
    )
    return "HiringRuled"


def _give_bullets(style: BaseOxmlElement) -> None:
    properties = style.find(qn("w:pPr"))
    if properties is None:
        properties = OxmlElement("w:pPr")
        after = [style.find(qn(f"w:{tag}")) for tag in ("rPr", "tblPr", "trPr", "tcPr")]
        follower = next((one for one in after if one is not None), None)
        if follower is None:
            style.append(properties)
        else:
            follower.addprevious(properties)
    listed = parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{_OUR_BULLETS}"/></w:numPr>'
    )
    before = [properties.find(qn(f"w:{tag}")) for tag in ("keepNext", "keepLines", "widowControl")]
    last = next((one for one in reversed(before) if one is not None), None)
    if last is None:
        properties.insert(0, listed)
    else:
        last.addnext(listed)


_BULLET_LIST = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{_OUR_BULLETS}">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr></w:lvl></w:abstractNum>"""


def add_bullets(template: Template) -> None:
    """Put our list of bullets beside theirs: lists first, then what numbers them."""
    numbering = parse_xml(template.taken["word/numbering.xml"])
    _remove_ours(numbering, "abstractNum", "abstractNumId", str(_OUR_BULLETS))
    _remove_ours(numbering, "num", "numId", str(_OUR_BULLETS))
    lists = numbering.findall(qn("w:abstractNum"))
    added = parse_xml(_BULLET_LIST)
    if lists:
        lists[-1].addnext(added)
    else:
        numbering.insert(0, added)
    number = parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{_OUR_BULLETS}">'
        f'<w:abstractNumId w:val="{_OUR_BULLETS}"/></w:num>'
    )
    numbers = numbering.findall(qn("w:num"))
    (numbers[-1] if numbers else added).addnext(number)
    template.taken["word/numbering.xml"] = serialize_part_xml(numbering)


def _remove_ours(parent: BaseOxmlElement, tag: str, name: str, begins: str) -> None:
    """Take out what an ad of ours brought along that is used as a template: ids must be unique."""
    for one in parent.findall(qn(f"w:{tag}")):
        if str(one.get(qn(f"w:{name}"), "")).startswith(begins):
            parent.remove(one)


def speak_english(styles: BaseOxmlElement) -> None:
    """Say that the text is English, wherever the template says another language."""
    for said in styles.iter(qn("w:lang")):
        for side in ("val", "eastAsia", "bidi"):
            said.set(qn(f"w:{side}"), LANGUAGE)
    if next(styles.iter(qn("w:lang")), None) is not None:
        return
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        defaults.append(OxmlElement("w:lang", {qn("w:val"): LANGUAGE}))


def accent_of(styles: BaseOxmlElement, heading: str) -> str:
    """Give the colour of their headings where white can be read on it, else a dark grey."""
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) == heading:
            colour = style.find(f"{qn('w:rPr')}/{qn('w:color')}")
            said = "" if colour is None else str(colour.get(qn("w:val"), ""))
            if re.fullmatch("[0-9A-Fa-f]{6}", said) and _contrast_with_white(said) >= _CONTRAST:
                return said.upper()
    return "404040"


def _contrast_with_white(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]  # noqa: PLR2004 - sRGB, as WCAG 2 says
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
