"""Read the cells of an .xlsx sparsely, whoever saved it; only what a person can see or type."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from hiring.documents.package import open_package, refuse, refuse_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|General', re.IGNORECASE)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_DAY = 2_958_465


class At(NamedTuple):
    """Where a cell stands; rows and columns count from 1."""

    row: int
    column: int

    def __str__(self) -> str:
        """Write the address as a person reads it: At(7, 3) is "C7"."""
        letters = ""
        column = self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


class Found(NamedTuple):
    """What a cell holds: text, a number, a truth value, a moment; or a formula without result."""

    value: str | float | bool | datetime | None
    uncomputed: bool = False

    @property
    def text(self) -> str:
        """Give the value as text, with LF line ends and without control characters."""
        if self.value is None:
            return ""
        if isinstance(self.value, bool):
            return str(self.value).upper()
        return clean(str(self.value))


@dataclass(frozen=True, slots=True)
class Block:
    """A merged range."""

    first: At
    last: At

    def __contains__(self, at: At) -> bool:
        """Tell whether the cell is in the range."""
        return (
            self.first.row <= at.row <= self.last.row
            and self.first.column <= at.column <= self.last.column
        )

    def __str__(self) -> str:
        """Write the range as a person reads it."""
        return f"{self.first}:{self.last}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that hold something, its merged ranges and its footers."""

    name: str
    cells: Mapping[At, Found]
    merged: tuple[Block, ...] = ()
    margins: str = ""

    def text(self, row: int, column: int) -> str:
        """Give a cell's text, empty where nothing stands."""
        found = self.cells.get(At(row, column))
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as far as it is read: its sheets, and the text of its names and properties."""

    sheets: tuple[Sheet, ...]
    properties: tuple[str, ...] = ()


@dataclass(slots=True)
class _Shared:
    """What the cells of all sheets refer to."""

    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    epoch: datetime = _EPOCH


def clean(text: str) -> str:
    """Give text as it is kept: LF line ends, no control characters but tab and newline."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def open_workbook(raw: bytes, *, name: str) -> Book:
    """Read a workbook, or refuse the file in words its sender understands."""
    parts = open_package(raw, name=name)
    try:
        return _read_book(parts, name)
    except (ET.ParseError, KeyError, IndexError, ValueError, OverflowError) as error:
        refuse_damaged(name, f"its content cannot be read ({type(error).__name__}: {error})")


def _read_book(parts: Mapping[str, bytes], name: str) -> Book:
    home = _target_of(parts, "", "/officeDocument") or "xl/workbook.xml"
    root = _parse(parts[home])
    shared = _read_shared(parts, home, root)
    targets = {key: path for key, kind, path in _relations(parts, home) if kind == "worksheet"}
    sheets = []
    for entry in root.findall("{*}sheets/{*}sheet"):
        path = targets.get(_attribute(entry, "id"))
        if path is not None:
            sheets.append(_read_sheet(entry.get("name", ""), parts[path], shared))
    if not sheets:
        refuse(
            name,
            "the workbook has no sheets.",
            "send the scorecard that was sent to you, filled in and saved as .xlsx.",
        )
    names = [text for entry in root.findall("{*}definedNames/*") if (text := entry.text)]
    loose = [_decoded(part) for path, part in parts.items() if path.startswith("docProps/")]
    return Book(tuple(sheets), (*names, *loose))


def _read_shared(parts: Mapping[str, bytes], home: str, root: ET.Element) -> _Shared:
    shared = _Shared()
    for _, kind, path in _relations(parts, home):
        if kind == "sharedStrings":
            shared.strings = [_string(item) for item in _parse(parts[path]).findall("{*}si")]
        if kind == "styles":
            shared.dates = _date_styles(parts.get(path, b""))
    settings = root.find("{*}workbookPr")
    if settings is not None and settings.get("date1904") in {"1", "true"}:
        shared.epoch = _EPOCH_1904
    return shared


def _read_sheet(name: str, part: bytes, shared: _Shared) -> Sheet:
    root = _parse(part)
    cells = {}
    row = 0
    for line in root.findall("{*}sheetData/{*}row"):
        row = int(line.get("r", row + 1))
        if row > MOST_ROWS:
            raise ValueError(f"there is no row {row}")
        column = 0
        for cell in line.findall("{*}c"):
            at = _address(cell.get("r", "")) if "r" in cell.attrib else At(row, column + 1)
            column = at.column
            found = _read_cell(cell, shared)
            if found.uncomputed or found.value not in {None, ""}:
                cells[at] = found
    merged = tuple(
        _block(entry.get("ref", "")) for entry in root.findall("{*}mergeCells/{*}mergeCell")
    )
    margins = "\n".join(text for entry in root.findall("{*}headerFooter/*") if (text := entry.text))
    return Sheet(name, cells, merged, margins)


def _read_cell(cell: ET.Element, shared: _Shared) -> Found:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return Found(None if inline is None else _string(inline))
    text = cell.findtext("{*}v")
    if not text:
        computed = kind == "str" or cell.find("{*}f") is None
        return Found(None, uncomputed=not computed)
    if kind == "s" and text.isdecimal():
        return Found(shared.strings[int(text)])
    if kind == "b":
        return Found(text.strip() not in {"0", "false"})
    if kind == "n":
        return Found(_number(text.strip(), cell, shared))
    return Found(_unescaped(text))


def _number(text: str, cell: ET.Element, shared: _Shared) -> float | datetime:
    value = int(text) if _WHOLE.match(text) else float(text)
    style = cell.get("s", "")
    if style.isdecimal() and int(style) in shared.dates and 0 <= value <= _LAST_DAY:
        return shared.epoch + timedelta(days=value)
    return value


def _string(item: ET.Element) -> str:
    runs = item.findall("{*}r/{*}t") or item.findall("{*}t")
    return _unescaped("".join(run.text or "" for run in runs))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _date_styles(part: bytes) -> frozenset[int]:
    """Find the styles that show a number as a date; none when the styles are missing or broken."""
    try:
        root = _parse(part)
        own = {
            int(entry.get("numFmtId", "")): _is_date_code(entry.get("formatCode", ""))
            for entry in root.findall("{*}numFmts/{*}numFmt")
        }
        used = [int(entry.get("numFmtId", "0")) for entry in root.findall("{*}cellXfs/{*}xf")]
    except (ET.ParseError, ValueError):
        return frozenset()
    return frozenset(
        place for place, code in enumerate(used) if own.get(code, code in _BUILT_IN_DATES)
    )


def _is_date_code(code: str) -> bool:
    return bool(_DATE_CODE.search(_NOT_CODE.sub("", code)))


def _address(text: str) -> At:
    match = _ADDRESS.match(text)
    if not match:
        raise ValueError(f"there is no cell {text!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    at = At(int(match[2]), column)
    if at.row > MOST_ROWS or at.column > MOST_COLUMNS:
        raise ValueError(f"there is no cell {text!r}")
    return at


def _block(text: str) -> Block:
    first, _, last = text.partition(":")
    return Block(_address(first), _address(last or first))


def _target_of(parts: Mapping[str, bytes], home: str, kind: str) -> str | None:
    wanted = kind.removeprefix("/")
    return next((path for _, found, path in _relations(parts, home) if found == wanted), None)


def _relations(parts: Mapping[str, bytes], home: str) -> Iterator[tuple[str, str, str]]:
    folder, file = posixpath.split(home)
    part = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if part is None:
        return
    for entry in _parse(part):
        kind = entry.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", "")))
        yield entry.get("Id", ""), kind, path.lstrip("/")


def _attribute(entry: ET.Element, wanted: str) -> str:
    return next((v for key, v in entry.items() if key.endswith("}" + wanted)), "")


def _parse(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - the package refused every declaration


def _decoded(part: bytes) -> str:
    return part.decode("utf-8", errors="replace")
