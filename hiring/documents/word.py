"""The house's Word paper: safe text, tables, and equal bytes for equal input."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hiring.documents.plain_text import clean, split_paragraphs
from hiring.documents.word_base import (
    BLUE,
    FIXED_DATE,
    GREY,
    LANGUAGE,
    NUMBERS,
    WHITE,
    Base,
    base_document,
    pack,
)
from hiring.domain.handling import MADE_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

HYPERLINK = RELATIONSHIP_TYPE.HYPERLINK
_PROPERTY_LIMIT = 255
_TEXT_KEPT_TOGETHER = 1500


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
    link: str = ""


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


def grey(text: str) -> Span:
    """Say something in small grey words, beside what matters more."""
    return Span(text=text, colour=GREY, half_points=18)


class Paper:
    """A document that is being written, from top to bottom."""

    def __init__(self, properties: Properties, base: Base | None = None) -> None:
        """Open the base document, ours or another, and sign it."""
        self._base = base or Base(content=base_document())
        self._document = Document(io.BytesIO(self._base.content))
        self._end = self._document.element.body[-1]
        self._sign(properties)

    def add(
        self,
        style: Style,
        *words: Words,
        keep_next: bool = False,
        new_page: bool = False,
        shade: str | None = None,
        room_above: bool = False,
    ) -> None:
        """Add one paragraph; line ends within its words become line breaks."""
        traits = []
        if keep_next:
            traits.append(_element("keepNext"))
        if new_page:
            traits.append(_element("pageBreakBefore"))
        if shade:
            traits += [_box(shade), _element("shd", val="clear", color="auto", fill=shade)]
        if room_above:
            traits.append(_element("spacing", before="100"))
        self._put(_paragraph(style, map(self._linked, words), traits))

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
            words = map(self._linked, _words(item))
            self._put(_paragraph(Style.BULLET, words, ()))

    def add_steps(self, items: Iterable[Cell]) -> None:
        """Add a numbered list; each list begins at 1."""
        numbering = self._document.part.numbering_part.element
        number = numbering.add_num(NUMBERS)
        number.add_lvlOverride(ilvl=0).add_startOverride(1)
        for item in items:
            self._put(_paragraph(Style.NUMBER, _words(item), [_listed(number.numId)]))

    def add_table(self, table: Table) -> None:
        """Add a table whose header row repeats on every page it runs over."""
        widths = _widths(table.shares, self._base.text_width)
        drawn = _draw_table(table.caption, table.description, widths, first_row=True)
        last = len(table.rows) - 1
        short = sum(_length(row) for row in table.rows) <= _TEXT_KEPT_TOGETHER
        drawn.append(_draw_header(table.header, widths, keep_next=short and last >= 0))
        for place, row in enumerate(table.rows):
            drawn.append(_draw_row(row, widths, keep_next=short and place < last))
        self._put(drawn)

    def add_form(self, caption: str, lines: Mapping[str, int]) -> None:
        """Add lines to write on by hand: what each is for, and its height in points."""
        widths = _widths((1, 4), self._base.text_width)
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
            return pack({name: package.read(name) for name in package.namelist()})

    def _put(self, element: BaseOxmlElement) -> None:
        if not self._base.ours:
            self._dress(element)
        self._end.addprevious(element)

    def _dress(self, element: BaseOxmlElement) -> None:
        """Give an element the styles and the colour of a base that is not ours."""
        for tag in ("pStyle", "tblStyle"):
            for style in element.iter(qn(f"w:{tag}")):
                named = style.get(qn("w:val"))
                style.set(qn("w:val"), self._base.styles.get(named, named))
        for shade in element.iter(qn("w:shd")):
            if shade.get(qn("w:fill")) == BLUE:
                shade.set(qn("w:fill"), self._base.accent)

    def _linked(self, words: Words) -> Words:
        """Give words that lead somewhere the number under which the document keeps the address."""
        if isinstance(words, Span) and words.link:
            number = self._document.part.relate_to(words.link, HYPERLINK, is_external=True)
            return replace(words, link=number)
        return words

    def _sign(self, properties: Properties) -> None:
        said = self._document.core_properties
        said.title = _property(properties.title)
        said.subject = _property(properties.subject)
        said.author = said.last_modified_by = _property(properties.author)
        said.category = _property(properties.category)
        said.identifier = _property(properties.identifier)
        said.comments = _property(f"{properties.source}. {MADE_BY}")
        said.keywords = "hiring"
        said.content_status = "Final"
        said.language = LANGUAGE
        said.version = "1"
        said.revision = 1
        said.created = said.modified = properties.at.astimezone(UTC)
        if self._base.ours:
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
        run.text = clean(words.text)
        return _link(run, words.link) if words.link else run
    run.text = clean(words)
    return run


def _link(run: BaseOxmlElement, number: str) -> BaseOxmlElement:
    """Let a run lead to the address that the document keeps under a number."""
    link = OxmlElement("w:hyperlink", {qn("r:id"): number})
    link.append(run)
    return link


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
    if span.link:
        yield _element("u", val="single")
    if span.shade:
        yield _element("shd", val="clear", color="auto", fill=span.shade)


def _box(colour: str) -> BaseOxmlElement:
    """Draw a border in the colour of a shaded paragraph, which gives its words some room."""
    box = _element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        box.append(_element(side, val="single", sz="4", space="4", color=colour))
    return box


def _widths(shares: Sequence[int], room: int) -> tuple[int, ...]:
    return tuple(room * share // sum(shares) for share in shares)


def _listed(number: int) -> BaseOxmlElement:
    listed = _element("numPr")
    listed.append(_element("ilvl", val="0"))
    listed.append(_element("numId", val=str(number)))
    return listed


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
