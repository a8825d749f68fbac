"""Read an OpenDocument spreadsheet sparsely: what is repeated is counted before it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from hiring.documents.sheets.book import (
    MOST_CELL_TEXT,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    Allowance,
    At,
    Block,
    Book,
    Found,
    Sheet,
    TooLongError,
    as_percentage,
    clean,
)
from hiring.documents.sheets.package import (
    MOST_ATTRIBUTES,
    MOST_PART_BYTES,
    MOST_TAGS,
    BrokenError,
    Package,
    check_xml,
    refuse,
    refuse_big,
    refuse_locked,
    refuse_unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE = f"{_NAMES}office:1.0}}"
_TABLE = f"{_NAMES}table:1.0}}"
_STYLE = f"{_NAMES}style:1.0}}"
_TEXT = f"{_NAMES}text:1.0}}"
_DRAW = f"{_NAMES}drawing:1.0}}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_ROW_GROUPS = frozenset(
    f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows")
)
_ASIDE = frozenset({f"{_TEXT}note", f"{_TEXT}ruby-text", *_PARAGRAPHS})  # not of the sentence
_OBJECTS = frozenset({f"{_DRAW}object", f"{_DRAW}object-ole", f"{_DRAW}plugin"})
_SPACE, _TAB, _BREAK = "\x00", "\x01", "\x02"  # no XML can hold these: they stand for elements
_STAND_INS = str.maketrans({"\n": " ", _SPACE: " ", _TAB: "\t", _BREAK: "\n"})
_BLANKS = re.compile(r"[ \t\r\n]+")
_COUNT = re.compile(r"[0-9]{1,10}\Z")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_ERROR = re.compile(r"(#[A-Z][A-Z0-9/_]{1,20}[!?]?|Err:[0-9]{3})\Z")
_DURATION = re.compile(
    r"-?P(?:(\d{1,7})D)?T?(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})[.,]?\d*S)?\Z"
)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_CACHED_SHEET = "'#$"  # a copy of another file's sheet, kept for its links, is named like this
_TRUTH = {"true": True, "false": False}
_LONGEST_NUMBER = 400
_LONGEST_SHEET_NAME = 255
_LONGEST_NAMES = 10_000
_SHOWN = 200


class _Content(NamedTuple):
    """What a cell says, before it is known where it stands; `struck` is what is struck through."""

    found: Found
    remark: str
    pictures: int
    struck: str = ""


class _Looks(NamedTuple):
    """The looks of tables that are not shown, and those that strike a text through."""

    hidden: frozenset[str]
    struck: frozenset[str]


@dataclass(slots=True)
class _Table:
    """One sheet while it is read."""

    name: str
    allowance: Allowance
    struck_looks: frozenset[str]
    struck: dict[At, str] = field(default_factory=dict)
    cells: dict[At, Found] = field(default_factory=dict)
    merged: list[Block] = field(default_factory=list)
    remarks: list[tuple[At, str]] = field(default_factory=list)
    pictures: int = 0
    room: int = MOST_CELLS

    def put(self, found: Found, first: At, *, rows: int, columns: int) -> None:
        """Keep a value in every cell that repeats it, and count each."""
        if found.value is None and not found.uncomputed:
            return
        if first.row + rows - 1 > MOST_ROWS or first.column + columns - 1 > MOST_COLUMNS:
            raise BrokenError(f"there is no cell {first}")
        self.room -= rows * columns
        if self.room < 0:
            refuse_big(self.allowance.file)
        if isinstance(found.value, str):
            self.allowance.spend(len(found.value) * (rows * columns - 1))
        for row in range(first.row, first.row + rows):
            for column in range(first.column, first.column + columns):
                self.cells[At(row, column)] = found

    def merge(self, cell: ET.Element, at: At) -> None:
        """Keep the range that a cell spans."""
        rows = _count(cell, f"{_TABLE}number-rows-spanned")
        columns = _count(cell, f"{_TABLE}number-columns-spanned")
        if rows * columns > 1:
            last = At(min(at.row + rows - 1, MOST_ROWS), min(at.column + columns - 1, MOST_COLUMNS))
            self.merged.append(Block(at, last))
        if len(self.merged) > MOST_MERGED:
            refuse_big(self.allowance.file)

    def remark(self, text: str, at: At) -> None:
        """Keep a comment, or the words of a text box."""
        if text.strip():
            self.remarks.append((at, self.allowance.cell(text, f"{self.name}!{at}")))


def read(raw: bytes, *, name: str) -> Book:
    """Read a flat OpenDocument spreadsheet (.fods), which is one part of XML."""
    if len(raw) > MOST_PART_BYTES or raw.count(b"<") > MOST_TAGS:
        refuse_big(name)
    if raw.count(b"=") > MOST_ATTRIBUTES + MOST_ATTRIBUTES // 2:  # pictures are in it as base64
        refuse_big(name)
    check_xml("its content", raw, name)
    try:
        root = ET.fromstring(raw)  # noqa: S314 - every declaration was refused
        meta = root.find(f"{_OFFICE}meta")
        told = [] if meta is None else [text for text in meta.itertext() if text.strip()]
        return _read_book(root, _margins(root), told, name)
    except (ET.ParseError, KeyError, ValueError, OverflowError) as error:
        refuse_unreadable(name, error)


def read_package(package: Package) -> Book:
    """Read the spreadsheet in a package that says it holds one."""
    name = package.name
    if "encrypted-package" in package:
        refuse_locked(name)
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.part(manifest):
        refuse_locked(name)
    try:
        root = _parsed(package, "content.xml")
        margins = _margins(_parsed(package, "styles.xml")) if "styles.xml" in package else []
        meta = package.part("meta.xml").decode("utf-8", "replace") if "meta.xml" in package else ""
        return _read_book(root, margins, [meta], name)
    except (ET.ParseError, KeyError, ValueError, OverflowError) as error:
        refuse_unreadable(name, error)


def _parsed(package: Package, path: str) -> ET.Element:
    return ET.fromstring(package.part(path))  # noqa: S314 - the package refused every declaration


def _read_book(root: ET.Element, margins: list[str], told: list[str], name: str) -> Book:
    home = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if home is None:
        raise BrokenError("there is no spreadsheet in it")
    allowance = Allowance(name)
    room = MOST_CELLS
    looks = _looks(root)
    sheets = []
    for entry in home.findall(f"{_TABLE}table"):
        title = entry.get(f"{_TABLE}name", "")
        if _CACHED_SHEET in title:
            continue
        if len(title) > _LONGEST_SHEET_NAME:
            raise BrokenError("the name of a sheet is too long")
        table = _Table(clean(title), allowance, looks.struck, room=room)
        _read_rows(entry, table)
        room = table.room
        sheets.append(
            Sheet(
                table.name,
                table.cells,
                tuple(table.merged),
                remarks=tuple(table.remarks),
                pictures=table.pictures,
                hidden=entry.get(f"{_TABLE}style-name") in looks.hidden,
                struck=table.struck,
            )
        )
    allowance.refuse_too_long()
    if not sheets:
        refuse(
            name,
            "the workbook has no sheets.",
            "send the scorecard that was sent to you, filled in and saved as .xlsx.",
        )
    properties = (*_names(home), *margins, *told)
    allowance.spend(sum(map(len, properties)))
    return Book(tuple(sheets), properties, stripped=frozenset(allowance.stripped))


def _looks(root: ET.Element) -> _Looks:
    styles = root.find(f"{_OFFICE}automatic-styles")
    looks = [] if styles is None else styles.findall(f"{_STYLE}style")
    hidden = (
        look.get(f"{_STYLE}name", "")
        for look in looks
        for shown in look.findall(f"{_STYLE}table-properties")
        if shown.get(f"{_TABLE}display") == "false"
    )
    struck = (
        look.get(f"{_STYLE}name", "")
        for look in looks
        for shown in look.findall(f"{_STYLE}text-properties")
        for way in ("style", "type")
        if shown.get(f"{_STYLE}text-line-through-{way}", "none") != "none"
    )
    return _Looks(frozenset(hidden), frozenset(struck))


def _names(home: ET.Element) -> Iterator[str]:
    """Give what the names of the book stand for."""
    for entry in home.iter(f"{_TABLE}named-expression"):
        yield entry.get(f"{_TABLE}expression", "")


def _margins(root: ET.Element) -> list[str]:
    """Give the words of headers and footers: pages alone have paragraphs outside the content."""
    pages = root.find(f"{_OFFICE}master-styles")
    return [] if pages is None else [_words(pages)]


def _read_rows(entry: ET.Element, table: _Table) -> None:
    row = 1
    for line in _lines(entry):
        repeated = _count(line, f"{_TABLE}number-rows-repeated")
        _read_line(line, table, row=row, rows=repeated)
        row += repeated
    for shapes in entry.findall(f"{_TABLE}shapes"):
        words, pictures = _drawn(shapes)
        table.remark(words, At(1, 1))
        table.pictures += pictures


def _lines(entry: ET.Element) -> Iterator[ET.Element]:
    """Give the rows in their order, out of whatever groups they are in."""
    waiting = [iter(entry)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            waiting.append(iter(child))


def _read_line(line: ET.Element, table: _Table, *, row: int, rows: int) -> None:
    column = 1
    for cell in line:
        if cell.tag not in _CELLS:
            continue
        repeated = _count(cell, f"{_TABLE}number-columns-repeated")
        at = At(row, column)
        column += repeated
        if len(cell) or cell.attrib:
            try:
                content = _content(cell, table)
            except TooLongError:
                table.allowance.note_too_long(f"{table.name}!{at}")
                continue
            table.put(content.found, at, rows=rows, columns=repeated)
            if content.struck:
                table.struck[at] = content.struck
            table.merge(cell, at)
            table.remark(content.remark, at)
            table.pictures += content.pictures


def _content(cell: ET.Element, table: _Table) -> _Content:
    paragraphs = []
    remarks = []
    pictures = 0
    for child in cell:
        if child.tag in _PARAGRAPHS:
            paragraphs.append(_paragraph(child))
        elif child.tag == f"{_OFFICE}annotation":
            remarks.append(_words(child))
        elif len(child):
            words, drawn = _drawn([child])
            remarks.append(words)
            pictures += drawn
    remark = "\n".join(filter(None, remarks))
    found = _found(cell, "\n".join(paragraphs), table.allowance)
    struck = _struck(cell, found, table.struck_looks) if table.struck_looks else ""
    return _Content(found, remark, pictures, struck)


def _struck(cell: ET.Element, found: Found, looks: frozenset[str]) -> str:
    """Give what is struck through in a cell: all of it, or stretches of its text."""
    if cell.get(f"{_TABLE}style-name") in looks:
        return found.text
    stretches = cell.iterfind(f"{_TEXT}p/{_TEXT}span")
    return "".join(
        "".join(one.itertext()) for one in stretches if one.get(f"{_TEXT}style-name") in looks
    )


def _found(cell: ET.Element, shown: str, allowance: Allowance) -> Found:
    formula = cell.get(f"{_TABLE}formula") is not None
    kind = cell.get(f"{_OFFICE}value-type") or cell.get(f"{_CALC}value-type") or ""
    failed = cell.get(f"{_CALC}value-type") == "error" or _ERROR.match(shown)
    if formula and failed and shown:
        return Found(allowance.cleaned(shown), formula=True)
    if not kind and not shown:
        return Found(None, uncomputed=formula, formula=formula)
    if kind in {"", "string"}:
        told = cell.get(f"{_OFFICE}string-value")
        text = shown if told is None or told.split() == shown.split() else told
        return Found(allowance.cleaned(text) or None, formula=formula)
    value = _value(cell, kind)
    if kind == "percentage" and not isinstance(value, datetime):
        return Found(as_percentage(value), formula=formula)
    return Found(value, formula=formula)


def _value(cell: ET.Element, kind: str) -> float | bool | datetime:
    if kind in {"float", "percentage", "currency"}:
        return _number(cell.get(f"{_OFFICE}value", ""))
    text = cell.get(f"{_OFFICE}{kind}-value", "")
    if kind == "boolean":
        return _TRUTH[text]
    if kind == "date":
        return datetime.fromisoformat(text[:26]).replace(tzinfo=None)
    if kind == "time":
        return _moment(text)
    raise BrokenError(f"there are no cells of the kind {kind[:_SHOWN]!r}")


def _number(text: str) -> float:
    if len(text) > _LONGEST_NUMBER or "_" in text:
        raise BrokenError(f"{text[:_SHOWN]!r} is no number")
    return int(text) if _WHOLE.match(text) else float(text)


def _moment(text: str) -> datetime:
    """Give a time of day as the moment that other programs keep for it."""
    match = _DURATION.match(text)
    if not match or text.startswith("-"):
        raise BrokenError(f"{text[:_SHOWN]!r} is no time")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return _EPOCH + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _drawn(entries: list[ET.Element] | ET.Element) -> tuple[str, int]:
    """Give the words of drawings and the number of pictures; a chart's own picture is none."""
    words = []
    pictures = 0
    for entry in entries:
        words.append(_words(entry))
        for frame in entry.iter(f"{_DRAW}frame"):
            held = {child.tag for child in frame}
            pictures += f"{_DRAW}image" in held and not held & _OBJECTS
    return "\n".join(filter(None, words)), pictures


def _words(entry: ET.Element) -> str:
    return "\n".join(_paragraph(part) for part in entry.iter() if part.tag in _PARAGRAPHS)


def _paragraph(paragraph: ET.Element) -> str:
    """Give a paragraph as it is shown; TooLongError when no cell can hold it."""
    pieces = [paragraph.text or ""]
    waiting = [iter(paragraph)]
    tails = [""]
    room = MOST_CELL_TEXT
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            pieces.append(tails.pop())
            continue
        piece = _piece(child)
        room -= len(piece)
        if room < 0:
            raise TooLongError
        pieces.append(piece)
        if child.tag.startswith(_TEXT) and child.tag not in _ASIDE:
            pieces.append(child.text or "")
            waiting.append(iter(child))
            tails.append(child.tail or "")
        else:
            pieces.append(child.tail or "")
    return _BLANKS.sub(_laid_out, "".join(pieces)).strip("\n").translate(_STAND_INS)


def _laid_out(blanks: re.Match[str]) -> str:
    """Mark line ends, which are layout of the XML; keep spaces, of which programs write several."""
    return "\n" if blanks[0].strip(" ") else blanks[0]


def _piece(child: ET.Element) -> str:
    if child.tag == f"{_TEXT}s":
        return _SPACE * min(_count(child, f"{_TEXT}c"), MOST_CELL_TEXT + 1)
    if child.tag == f"{_TEXT}tab":
        return _TAB
    return _BREAK if child.tag == f"{_TEXT}line-break" else ""


def _count(entry: ET.Element, attribute: str) -> int:
    """Give how often something is there: once, unless it says otherwise."""
    said = entry.get(attribute, "1")
    if not _COUNT.match(said):
        raise BrokenError(f"{said[:_SHOWN]!r} is no number of times")
    return max(1, int(said))
