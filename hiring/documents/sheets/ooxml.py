"""Read the cells of an .xlsx sparsely, whoever saved it; only what a person can see or type."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hiring.documents.sheets.book import (
    MOST_CELL_TEXT,
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
    clean,
)
from hiring.documents.sheets.package import open_package, refuse, refuse_big, refuse_damaged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONGEST_NUMBER = 400
_LONGEST_SHEET_NAME = 255
_ESCAPED = len("_x0000_")
_SHOWN = 200
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INDEX = re.compile(r"[0-9]{1,9}\Z")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|General', re.IGNORECASE)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_DAY = 2_958_465
_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_TEXTS = frozenset({"str", "e", "d"})


@dataclass(slots=True)
class _Shared:
    """What the cells of all sheets refer to, and how much text may still be read."""

    allowance: Allowance
    strings: list[str | None] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    epoch: datetime = _EPOCH
    known: dict[int, str | None] = field(default_factory=dict)

    def string(self, index: int) -> str:
        """Give a shared text, cleaned when it is met first and counted wherever it stands."""
        if index not in self.known:
            self.known[index] = self._cleaned(self.strings[index])
            self.strings[index] = None
        elif text := self.known[index]:
            self.allowance.spend(len(text))
        return _short_enough(self.known[index])

    def text(self, raw: str | None) -> str:
        """Give a cell's own text, cleaned and counted."""
        return _short_enough(self._cleaned(raw))

    def _cleaned(self, raw: str | None) -> str | None:
        if raw is None:
            return None
        try:
            return self.allowance.cleaned(_unescaped(raw))
        except TooLongError:
            return None


def _short_enough(text: str | None) -> str:
    if text is None:
        raise TooLongError
    return text


def open_workbook(raw: bytes, *, name: str) -> Book:
    """Read a workbook, or refuse the file in words its sender understands."""
    parts = open_package(raw, name=name)
    try:
        return _read_book(parts, name)
    except (ET.ParseError, KeyError, IndexError, ValueError, OverflowError) as error:
        refuse_damaged(
            name, f"its content cannot be read ({type(error).__name__}: {str(error)[:_SHOWN]})"
        )


def _read_book(parts: Mapping[str, bytes], name: str) -> Book:
    home = _target_of(parts, "", "/officeDocument") or "xl/workbook.xml"
    root = _parse(parts[home])
    shared = _read_shared(parts, home, root, name)
    targets = {key: path for key, kind, path in _relations(parts, home) if kind == "worksheet"}
    sheets = []
    read = set()
    for entry in root.findall("{*}sheets/{*}sheet"):
        path = targets.pop(_attribute(entry, "id"), None)
        if path is None:
            continue
        if path in read:
            raise ValueError("two sheets are one")
        read.add(path)
        sheets.append(_read_sheet(_sheet_name(entry), parts[path], shared))
    shared.allowance.refuse_too_long()
    if not sheets:
        refuse(
            name,
            "the workbook has no sheets.",
            "send the scorecard that was sent to you, filled in and saved as .xlsx.",
        )
    names = [text for entry in root.findall("{*}definedNames/*") if (text := entry.text)]
    loose = [_decoded(part) for path, part in parts.items() if path.startswith("docProps/")]
    shared.allowance.spend(sum(map(len, names)) + sum(map(len, loose)))
    return Book(tuple(sheets), (*names, *loose))


def _sheet_name(entry: ET.Element) -> str:
    name = entry.get("name", "")
    if len(name) > _LONGEST_SHEET_NAME:
        raise ValueError("the name of a sheet is too long")
    return clean(name)


def _read_shared(parts: Mapping[str, bytes], home: str, root: ET.Element, name: str) -> _Shared:
    shared = _Shared(Allowance(name))
    homes = {kind: path for _, kind, path in _relations(parts, home)}
    if "sharedStrings" in homes:
        items = _parse(parts[homes["sharedStrings"]]).findall("{*}si")
        shared.strings = [_string(item) for item in items]
    if "styles" in homes:
        shared.dates = _date_styles(parts.get(homes["styles"], b""))
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
        if not 1 <= row <= MOST_ROWS:
            raise ValueError(f"there is no row {row}")
        column = 0
        for cell in line:
            if _local(cell) != "c":
                continue
            at = _address(cell.get("r", "")) if "r" in cell.attrib else At(row, column + 1)
            column = at.column
            try:
                found = _read_cell(cell, shared)
            except TooLongError:
                shared.allowance.note_too_long(f"{name}!{at}")
                continue
            if found.uncomputed or found.value not in {None, ""}:
                cells[at] = found
    ranges = root.findall("{*}mergeCells/{*}mergeCell")
    if len(ranges) > MOST_MERGED:
        refuse_big(shared.allowance.file)
    merged = tuple(_block(entry.get("ref", "")) for entry in ranges)
    margins = "\n".join(text for entry in root.findall("{*}headerFooter/*") if (text := entry.text))
    shared.allowance.spend(len(margins))
    return Sheet(name, cells, merged, margins)


def _read_cell(cell: ET.Element, shared: _Shared) -> Found:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = _child(cell, "is")
        return Found(None if inline is None else shared.text(_string(inline)))
    held = _child(cell, "v")
    text = None if held is None else held.text
    if not text:
        computed = kind == "str" or _child(cell, "f") is None
        return Found(None, uncomputed=not computed)
    if kind in _TEXTS:
        return Found(shared.text(text if len(text) <= MOST_CELL_TEXT * _ESCAPED else None))
    if len(text) > _LONGEST_NUMBER:
        raise ValueError(f"{text[:_SHOWN]!r} is no number")
    return Found(_value(text.strip(), kind, cell, shared))


def _value(
    text: str, kind: str, cell: ET.Element, shared: _Shared
) -> str | float | bool | datetime:
    if kind == "s":
        if not _INDEX.match(text):
            raise ValueError(f"{text!r} is the place of no text")
        return shared.string(int(text))
    if kind == "b":
        return _TRUTH[text.lower()]
    if kind == "n":
        return _number(text, cell, shared)
    raise ValueError(f"there are no cells of the kind {kind[:_SHOWN]!r}")


def _number(text: str, cell: ET.Element, shared: _Shared) -> float | datetime:
    if "_" in text:
        raise ValueError(f"{text!r} is no number")
    value = int(text) if _WHOLE.match(text) else float(text)
    style = cell.get("s", "")
    if style.isdecimal() and int(style) in shared.dates and 0 <= value <= _LAST_DAY:
        return shared.epoch + timedelta(days=value)
    return value


def _string(item: ET.Element) -> str | None:
    """Join the runs of a text as they are written; None when no cell can hold so much."""
    runs = [_child(run, "t") for run in item if _local(run) == "r"]
    found = [run for run in runs if run is not None] or [t for t in item if _local(t) == "t"]
    texts = [run.text for run in found if run.text]
    if sum(map(len, texts)) > MOST_CELL_TEXT * _ESCAPED:
        return None
    return "".join(texts)


def _child(element: ET.Element, name: str) -> ET.Element | None:
    for child in element:
        if _local(child) == name:
            return child
    return None


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


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
