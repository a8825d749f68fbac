"""Read the cells of an .xlsx sparsely, whoever saved it; only what a person can see or type."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
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
    as_percentage,
    clean,
)
from hiring.documents.sheets.package import (
    BrokenError,
    Package,
    open_package,
    refuse,
    refuse_big,
    refuse_unreadable,
)
from hiring.documents.sheets.plain_xml import Cell, PlainStrings, take_sheet, take_strings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_NUMBER = 400
_LONGEST_SHEET_NAME = 255
_LONGEST_CODE = 255
_ESCAPED = len("_x0000_")
_SHOWN = 200
_LONGEST_KNOWN = 64 << 10
_MOST_KNOWN = 8
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})\Z")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INDEX = re.compile(r"[0-9]{1,9}\Z")
_WHOLE = re.compile(r"-?[0-9]{1,15}\Z")
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|General', re.IGNORECASE)
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_MOMENT = datetime.max  # noqa: DTZ901 - the same
_TRUTH = {"1": True, "true": True, "0": False, "false": False}
_TEXTS = frozenset({"str", "e", "d"})
_TOP = At(1, 1)
_NOTHING = (None, "")
_IN_CELL = b' t="e" vm="'  # so is written a picture that was put into a cell
_Value = str | float | bool | datetime | None


class _Styles(NamedTuple):
    """The styles that show a number as a date or as a percentage, or strike a text through."""

    dates: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()
    struck: frozenset[str] = frozenset()


_known_styles: dict[bytes, _Styles] = {}


class _Relation(NamedTuple):
    """What one part says of another."""

    key: str
    kind: str
    path: str


@dataclass(slots=True)
class _Shared:
    """What the cells of all sheets refer to, and how much text may still be read."""

    package: Package
    allowance: Allowance
    strings: list[str] = field(default_factory=list)
    struck: dict[int, str] = field(default_factory=dict)
    styles: str = ""
    epoch: datetime = _EPOCH
    known: dict[str, str | None] = field(default_factory=dict)
    _looks: _Styles | None = None

    @property
    def looks(self) -> _Styles:
        """Tell what the styles make of cells; unpacked once, and then known by their bytes."""
        if self._looks is None:
            self._looks = _number_styles(self.package, self.styles)
        return self._looks

    def string(self, place: str) -> str | None:
        """Give a shared text, cleaned when it is met first and counted wherever it stands."""
        if place in self.known:
            text = self.known[place]
            self.allowance.spend(len(text or ""))
        else:
            text = self.known[place] = self._cleaned(self._written_at(place))
        return _short_enough(text)

    def _written_at(self, place: str) -> str:
        if not _INDEX.match(place.strip()):
            raise BrokenError(f"{place[:_SHOWN]!r} is the place of no text")
        return self.strings[int(place)]

    def text(self, raw: str) -> str:
        """Give a cell's own text, cleaned and counted."""
        if len(raw) <= MOST_CELL_TEXT and "_x" not in raw:
            self.allowance.spend(len(raw))
            return self.allowance.clean(raw)
        return _short_enough(self._cleaned(raw))

    def _cleaned(self, raw: str) -> str | None:
        if len(raw) > MOST_CELL_TEXT * _ESCAPED:
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
    return read_workbook(open_package(raw, name=name))


def read_workbook(package: Package) -> Book:
    """Read the workbook in a package that was opened."""
    try:
        return _read_book(package)
    except (ET.ParseError, KeyError, IndexError, ValueError, OverflowError) as error:
        refuse_unreadable(package.name, error)


def _read_book(package: Package) -> Book:
    home = next(_targets(_relations(package, ""), "officeDocument"), "xl/workbook.xml")
    root = ET.fromstring(package.part(home))  # noqa: S314 - a package has no declarations
    relations = _relations(package, home)
    children = _by_name(root)
    shared = _read_shared(package, children, relations)
    targets = {key: path for key, kind, path in relations if kind == "worksheet"}
    sheets = []
    read = set()
    for entry in (sheet for group in children.get("sheets", ()) for sheet in group):
        path = targets.pop(_attribute(entry, "id"), None)
        if path is None:
            continue
        if path in read:
            raise BrokenError("two sheets are one")
        read.add(path)
        hidden = entry.get("state", "visible") != "visible"
        sheets.append(_read_sheet(_sheet_name(entry), path, shared, hidden=hidden))
    shared.allowance.refuse_too_long()
    if not sheets:
        refuse(
            package.name,
            "the workbook has no sheets.",
            "send the scorecard that was sent to you, filled in and saved as .xlsx.",
        )
    names = [
        text
        for group in children.get("definedNames", ())
        for entry in group
        if (text := entry.text)
    ]
    loose = [
        package.part(path).decode("utf-8", "replace")
        for path in package.entries
        if path.startswith("docProps/") and path.endswith(".xml")
    ]
    shared.allowance.spend(sum(map(len, names)) + sum(map(len, loose)))
    return Book(tuple(sheets), (*names, *loose), stripped=frozenset(shared.allowance.stripped))


def _sheet_name(entry: ET.Element) -> str:
    name = entry.get("name", "")
    if len(name) > _LONGEST_SHEET_NAME:
        raise BrokenError("the name of a sheet is too long")
    return clean(name)


def _read_shared(
    package: Package, children: dict[str, list[ET.Element]], relations: Sequence[_Relation]
) -> _Shared:
    shared = _Shared(package, Allowance(package.name))
    for path in _targets(relations, "sharedStrings"):
        part = package.part(path)
        plain = take_strings(part)
        if plain is None:
            root = ET.fromstring(part)  # noqa: S314 - the package has no declarations
            items = [item for item in root if _local(item) == "si"]
            struck = {n: text for n, item in enumerate(items) if (text := _struck_in(item))}
            plain = PlainStrings([_string(item) for item in items], struck)
        shared.strings, shared.struck = plain
    shared.styles = next(_targets(relations, "styles"), "")
    for settings in children.get("workbookPr", ()):
        if settings.get("date1904") in {"1", "true"}:
            shared.epoch = _EPOCH_1904
    return shared


def _read_sheet(name: str, path: str, shared: _Shared, *, hidden: bool) -> Sheet:
    part = shared.package.part(path)
    written, ranges, margins, struck_parts = take_sheet(part) or _parsed_sheet(part)
    if len(ranges) > MOST_MERGED:
        refuse_big(shared.allowance.file)
    merged = tuple(map(_block, ranges))
    around = "\n".join(margins)
    shared.allowance.spend(len(around))
    cells = _keep(written, shared, name)
    in_cells = part.count(_IN_CELL) if _IN_CELL in part else 0
    struck = _struck_cells(written, cells, shared, struck_parts)
    remarks, drawn = _read_beside(name, path, shared)
    return Sheet(name, cells, merged, around, remarks, in_cells + drawn, hidden, struck)


def _parsed_sheet(part: bytes) -> tuple[list[Cell], list[str], list[str], dict[str, str]]:
    """Give what a worksheet says when it is written in another way than programs do."""
    children = _by_name(ET.fromstring(part))  # noqa: S314 - the package has no declarations
    lines = [line for group in children.get("sheetData", ()) for line in group]
    ranges = [e.get("ref", "") for group in children.get("mergeCells", ()) for e in group]
    margins = [e.text for group in children.get("headerFooter", ()) for e in group if e.text]
    struck = {
        cell.get("r", ""): text
        for line in (lines if b"strike" in part else ())
        for cell in line
        for own in cell
        if _local(own) == "is" and (text := _struck_in(own))
    }
    return list(_written(lines)), ranges, margins, struck


def _written(lines: Iterable[ET.Element]) -> Iterator[Cell]:
    """Give the cells as they are written, wherever they say or do not say they stand."""
    row = 0
    for line in lines:
        row = int(line.get("r", row + 1))
        if not 1 <= row <= MOST_ROWS:
            raise BrokenError(f"there is no row {row}")
        column = 0
        for cell in line:
            if _local(cell) != "c":
                continue
            address = cell.get("r") or str(At(row, column + 1))
            column = _address(address).column
            if not len(cell):
                continue
            held = {_local(child): child for child in cell}
            value, own = held.get("v"), held.get("is")
            yield (
                address,
                cell.get("s", ""),
                cell.get("t", "n"),
                "f" if "f" in held else "",
                "" if value is None else value.text or "",
                "" if own is None else _string(own),
            )


def _keep(written: Iterable[Cell], shared: _Shared, name: str) -> dict[At, Found]:
    cells: dict[At, Found] = {}
    for address, style, kind, formula, text, own in written:
        at = _address(address)
        try:
            if kind == "s":
                value: _Value = shared.string(text)
            elif kind == "inlineStr":
                value = shared.text(own)
            elif text:
                value = _value(text, kind, style, shared)
            else:
                value = None
        except TooLongError:
            shared.allowance.note_too_long(f"{name}!{at}")
            continue
        open_formula = bool(formula) and value is None and kind != "str"
        if value in _NOTHING and not open_formula:
            continue
        if at in cells:
            raise BrokenError(f"the cell {at} is there twice")
        cells[at] = Found(value, open_formula, bool(formula))
    return cells


def _struck_cells(
    written: Iterable[Cell], cells: dict[At, Found], shared: _Shared, parts: dict[str, str]
) -> dict[At, str]:
    """Give what is struck through: whole cells by their style, and stretches of texts."""
    styles = shared.looks.struck
    if not (styles or shared.struck or parts):
        return {}
    found = {}
    for address, style, kind, _, text, _ in written:
        at = _address(address)
        if at not in cells:
            continue
        part = shared.struck.get(int(text)) if kind == "s" else parts.get(address)
        if style in styles:
            found[at] = cells[at].text
        elif part:
            found[at] = clean(_unescaped(part))
    return found


def _value(text: str, kind: str, style: str, shared: _Shared) -> _Value:
    if kind in _TEXTS:
        return shared.text(text)
    if len(text) > _LONGEST_NUMBER:
        raise BrokenError(f"{text[:_SHOWN]!r} is no number")
    text = text.strip()
    if kind == "b":
        return _TRUTH[text.lower()]
    if kind in {"", "n"}:
        return _number(text, style, shared)
    raise BrokenError(f"there are no cells of the kind {kind[:_SHOWN]!r}")


def _number(text: str, style: str, shared: _Shared) -> str | float | datetime:
    if "_" in text:
        raise BrokenError(f"{text!r} is no number")
    value = int(text) if _WHOLE.match(text) else float(text)
    if not style.isdecimal() or len(style) > _SHOWN:
        return value
    look = int(style)
    if look in shared.looks.percents:
        return as_percentage(value)
    if look in shared.looks.dates and 0 <= value <= (_LAST_MOMENT - shared.epoch).days:
        return shared.epoch + timedelta(days=value)
    return value


def _string(item: ET.Element) -> str:
    """Join the runs of a text as they are written."""
    runs = [t for run in item if _local(run) == "r" for t in run if _local(t) == "t"]
    runs = runs or [t for t in item if _local(t) == "t"]
    return "".join(run.text for run in runs if run.text)


def _struck_in(item: ET.Element) -> str:
    """Join the runs of a text that are struck through."""
    return "".join(
        part.text or ""
        for run in item
        if _local(run) == "r" and any(_is_struck(looks) for looks in run if _local(looks) == "rPr")
        for part in run
        if _local(part) == "t"
    )


def _is_struck(looks: ET.Element) -> bool:
    """Tell whether a font, or the looks of a run, strike a text through."""
    return any(
        _local(child) == "strike" and child.get("val", "1") in {"1", "true"} for child in looks
    )


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return decoded.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_beside(name: str, path: str, shared: _Shared) -> tuple[tuple[tuple[At, str], ...], int]:
    """Find what stands beside the cells: comments, the words of text boxes, and pictures."""
    relations = _relations(shared.package, path)
    if not relations:
        return (), 0
    remarks: dict[At, list[str]] = {}
    pictures = 0
    for target in _targets(relations, "threadedComment"):
        for entry in _parsed(shared.package, target):
            _remark(remarks, _address(entry.get("ref", "")), _all_text(entry, "text"))
    threads = frozenset(remarks)
    for target in _targets(relations, "comments"):
        for entry in (c for group in _parsed(shared.package, target) for c in group):
            if _local(entry) == "comment" and (at := _address(entry.get("ref", ""))) not in threads:
                _remark(remarks, at, _all_text(entry, "t"))
    for target in _targets(relations, "drawing"):
        for anchor in _parsed(shared.package, target):
            pictures += sum(_local(entry) == "pic" for entry in anchor.iter())
            _remark(remarks, _anchored_at(anchor), _all_text(anchor, "t"))
    kept = []
    for at, texts in remarks.items():
        text = shared.allowance.cell("\n".join(texts), f"{name}!{at}")
        kept.append((at, text))
    return tuple(kept), pictures


def _remark(remarks: dict[At, list[str]], at: At, text: str) -> None:
    if text.strip():
        remarks.setdefault(at, []).append(text)


def _all_text(entry: ET.Element, tag: str) -> str:
    return _unescaped("".join(part.text or "" for part in entry.iter() if _local(part) == tag))


def _anchored_at(anchor: ET.Element) -> At:
    start = next((child for child in anchor if _local(child) == "from"), None)
    if start is None:
        return _TOP
    places = {_local(child): child.text or "" for child in start}
    row, column = places.get("row", ""), places.get("col", "")
    if not _INDEX.match(row) or not _INDEX.match(column):
        return _TOP
    return At(min(int(row) + 1, MOST_ROWS), min(int(column) + 1, MOST_COLUMNS))


def _number_styles(package: Package, path: str) -> _Styles:
    """Find the styles of dates and percentages; none when the styles are missing or broken."""
    if path not in package:
        return _Styles()
    packed = package.packed(path)  # cards that one program saved have the same
    if packed not in _known_styles:
        if len(_known_styles) >= _MOST_KNOWN:
            _known_styles.clear()
        styles = _styles_in(package.part(path))
        if len(packed) > _LONGEST_KNOWN:
            return styles
        _known_styles[packed] = styles
    return _known_styles[packed]


def _styles_in(part: bytes) -> _Styles:
    try:
        children = _by_name(ET.fromstring(part))  # noqa: S314 - the package refused declarations
        own = {
            int(entry.get("numFmtId", "")): entry.get("formatCode", "")[:_LONGEST_CODE]
            for group in children.get("numFmts", ())
            for entry in group
        }
        looks = [entry for group in children.get("cellXfs", ()) for entry in group]
        used = [int(entry.get("numFmtId", "0")) for entry in looks]
        fonts = [_is_struck(font) for group in children.get("fonts", ()) for font in group]
        struck = {str(place) for place, struck in enumerate(fonts) if struck}
    except (ET.ParseError, ValueError):
        return _Styles()
    dates = {code for code, shown in own.items() if _DATE_CODE.search(_NOT_CODE.sub("", shown))}
    percents = {code for code, shown in own.items() if "%" in _NOT_CODE.sub("", shown)}
    dates |= _BUILT_IN_DATES - own.keys()
    percents |= _BUILT_IN_PERCENTS - own.keys()
    return _Styles(
        frozenset(place for place, code in enumerate(used) if code in dates),
        frozenset(place for place, code in enumerate(used) if code in percents),
        frozenset(str(n) for n, entry in enumerate(looks) if entry.get("fontId") in struck),
    )


@lru_cache(maxsize=2048)
def _address(text: str) -> At:
    match = _ADDRESS.match(text)
    if not match:
        raise BrokenError(f"there is no cell {text[:_SHOWN]!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    at = At(int(match[2]), column)
    if at.row > MOST_ROWS or at.column > MOST_COLUMNS:
        raise BrokenError(f"there is no cell {text!r}")
    return at


def _block(text: str) -> Block:
    first, _, last = text.partition(":")
    return Block(_address(first), _address(last or first))


def _targets(relations: Sequence[_Relation], kind: str) -> Iterator[str]:
    return (relation.path for relation in relations if relation.kind == kind)


def _relations(package: Package, home: str) -> tuple[_Relation, ...]:
    folder, file = posixpath.split(home)
    path = posixpath.join(folder, "_rels", f"{file}.rels")
    if path not in package:
        return ()
    part = package.part(path)
    read = _known_relations if len(part) <= _LONGEST_KNOWN else _read_relations
    return read(part, folder)


def _read_relations(part: bytes, folder: str) -> tuple[_Relation, ...]:
    return tuple(
        _Relation(
            entry.get("Id", ""),
            entry.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/"),
        )
        for entry in ET.fromstring(part)  # noqa: S314 - the package refused every declaration
        if entry.get("TargetMode") != "External"
    )


# Workbooks that one program saved name their parts alike.
_known_relations = lru_cache(maxsize=_MOST_KNOWN)(_read_relations)


def _by_name(root: ET.Element) -> dict[str, list[ET.Element]]:
    """Give the children of an element by their names, in whatever namespace the root is."""
    home = root.tag.rpartition("}")[0]
    found: dict[str, list[ET.Element]] = {}
    for child in root:
        space, _, name = child.tag.rpartition("}")
        if space == home:
            found.setdefault(name, []).append(child)
    return found


def _attribute(entry: ET.Element, wanted: str) -> str:
    return next((v for key, v in entry.items() if key.endswith("}" + wanted)), "")


def _parsed(package: Package, path: str) -> ET.Element:
    return ET.fromstring(package.part(path))  # noqa: S314 - the package refused every declaration
