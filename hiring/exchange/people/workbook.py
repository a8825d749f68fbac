"""Read the rows of a workbook (.xlsx) one after the other, however long it is.

Scorecards are read whole, sparsely and with all that stands around their cells; here a million
rows go by. The parser of XML is told of nothing but rows, cells and texts; shared texts beyond
some size lie in a temporary file.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from array import array
from datetime import datetime, timedelta
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Self
from xml.etree import ElementTree as ET
from xml.parsers import expat

from hiring.errors import InvalidFileError, Problem
from hiring.exchange.people.sources import MOST_COLUMNS, Reading, Table, check_columns, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1 << 17
_MOST_UNPACKED = 4 << 30
_FREE = 64 << 20  # bytes that may be unpacked whatever they were packed to
_MOST_RATIO = 150  # a sheet of people is packed to a tenth, a bomb to a thousandth
_SMALL_PART = 4 << 20
_IN_MEMORY = 16 << 20  # characters of shared texts
_LONGEST_TEXT = 4 << 20
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_LAST_DAY = 2_958_465
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_DATE_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_NOT_CODE = re.compile(r'"[^"]*"|\\.|\[[^\[\]]*\]|_.|General', re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SAVE = "open it and save it again as Excel Workbook (.xlsx), or as CSV"


class _Sheet(NamedTuple):
    name: str
    path: str
    hidden: bool


class _BrokenError(Exception):
    """What the file says does not hold together."""


def open_workbook(path: Path, *, sheet: str = "") -> Table:
    """Open a workbook's first visible sheet, or the one that is named."""
    try:
        with zipfile.ZipFile(path) as package:
            sheets = _sheets(package)
            chosen = _choose(path.name, sheets, sheet)
            strings = _Strings()
            if "xl/sharedStrings.xml" in package.namelist():
                with _part(package, "xl/sharedStrings.xml") as part:
                    strings.read(part)
            dates, epoch = _dates(package)
            reading = Reading(package.getinfo(chosen.path).file_size)
    except _ERRORS as error:
        _refuse_broken(path.name, error)

    def rows() -> Iterator[tuple[int, list[str]]]:
        try:
            with zipfile.ZipFile(path) as package, _part(package, chosen.path) as part:
                reading.told = part.passed
                yield from _Rows(part, strings, dates=dates, epoch=epoch).rows()
                reading.end()
        except _ERRORS as error:
            _refuse_broken(path.name, error)

    def below() -> Iterator[tuple[int, list[str]]]:
        each = rows()
        next(each, None)
        yield from each

    header = next(rows(), None)
    if header is None:
        refuse(
            path.name,
            f"the sheet {chosen.name!r} is empty",
            "name another: sheet: NAME in a map file",
        )
    columns = check_columns(path.name, header[1])
    others = [one.name for one in sheets if one is not chosen and not one.hidden]
    notes = (
        (f"read the sheet {chosen.name!r}; not {', '.join(map(repr, others))}",) if others else ()
    )
    return Table(path.name, "xlsx", columns, below, ",", notes, reading)


def _refuse_broken(name: str, error: Exception) -> None:
    said = str(error) if isinstance(error, _BrokenError) else "its inside does not hold together"
    if isinstance(error, RuntimeError):
        said = "it has a password"
    raise InvalidFileError(
        Problem(f"the workbook cannot be read: {said}", where=name, fix=_SAVE)
    ) from error


_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError),
    *(NotImplementedError, expat.ExpatError, ET.ParseError, OverflowError, _BrokenError),
)


def _choose(name: str, sheets: list[_Sheet], wanted: str) -> _Sheet:
    if wanted:
        for one in sheets:
            if one.name.casefold() == wanted.casefold():
                return one
        listed = ", ".join(one.name for one in sheets)
        refuse(name, f"there is no sheet {wanted!r}", f"one of {listed}")
    for one in sheets:
        if not one.hidden:
            return one
    raise _BrokenError("it has no sheet that can be seen")


class _Part:
    """A part of a package, unpacked only as far as what it was packed to makes likely."""

    def __init__(self, part: IO[bytes], packed: int) -> None:
        self._part = part
        self._passed = 0
        self._room = min(_MOST_UNPACKED, max(_FREE, packed * _MOST_RATIO))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._part.close()

    def read(self, size: int) -> bytes:
        piece = self._part.read(size)
        self._room -= len(piece)
        if self._room < 0:
            raise _BrokenError("it unpacks to far more than its size allows")
        self._passed += len(piece)
        return piece

    def passed(self) -> int:
        """Give the bytes that were unpacked."""
        return self._passed


def _part(package: zipfile.ZipFile, path: str) -> _Part:
    entry = package.getinfo(path)
    return _Part(package.open(entry), entry.compress_size)


def _small(package: zipfile.ZipFile, path: str) -> ET.Element:
    with _part(package, path) as part:
        content = part.read(_SMALL_PART + 1)
    if len(content) > _SMALL_PART:
        raise _BrokenError(f"{path} is too big")
    if b"<!" in content:
        raise _BrokenError(f"{path} has declarations")
    return ET.fromstring(content)  # noqa: S314 - without declarations there are no entities


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _sheets(package: zipfile.ZipFile) -> list[_Sheet]:
    targets = {}
    for one in _small(package, "xl/_rels/workbook.xml.rels"):
        target = one.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if one.get("Type", "").endswith("/worksheet"):
            targets[one.get("Id", "")] = path
    found = []
    for one in _small(package, "xl/workbook.xml").iter():
        if _local(one.tag) != "sheet":
            continue
        key = next((value for name, value in one.attrib.items() if _local(name) == "id"), "")
        hidden = one.get("state", "visible") != "visible"
        if key in targets:
            found.append(_Sheet(one.get("name", ""), targets[key], hidden))
    return found


def _dates(package: zipfile.ZipFile) -> tuple[frozenset[str], datetime]:
    """Give the styles that show a number as a date, and the day that numbers count from."""
    epoch = _EPOCH
    for one in _small(package, "xl/workbook.xml").iter():
        if _local(one.tag) == "workbookPr" and one.get("date1904") in {"1", "true"}:
            epoch = _EPOCH_1904
    if "xl/styles.xml" not in package.namelist():
        return frozenset(), epoch
    root = _small(package, "xl/styles.xml")
    formats = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for one in root.iter()
        if _local(one.tag) == "numFmt"
    }
    styles = []
    for group in root:
        if _local(group.tag) == "cellXfs":
            styles = [one.get("numFmtId", "0") for one in group]
    return frozenset(str(n) for n, one in enumerate(styles) if _is_date(one, formats)), epoch


def _is_date(number: str, formats: dict[str, str]) -> bool:
    if number in formats:
        return bool(_DATE_CODE.search(_NOT_CODE.sub("", formats[number])))
    return number.isdecimal() and int(number) in _BUILT_IN_DATES


def _parser(start: Any, end: Any, text: Any) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_declarations
    return parser


def _refuse_declarations(*_: object) -> None:
    raise _BrokenError("it has declarations")


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


class _Strings:
    """The shared texts: the first in memory, those beyond in a temporary file."""

    def __init__(self) -> None:
        self._near: list[str] = []
        self._room = _IN_MEMORY
        self._far: IO[bytes] | None = None
        self._ends = array("Q")

    def __del__(self) -> None:
        if self._far is not None:
            self._far.close()

    def __getitem__(self, place: int) -> str:
        if place < len(self._near):
            return self._near[place]
        place -= len(self._near)
        if self._far is None or place + 1 >= len(self._ends):
            raise _BrokenError("a cell names a text that is not there")
        self._far.seek(self._ends[place])
        return self._far.read(self._ends[place + 1] - self._ends[place]).decode()

    def _keep(self, text: str) -> None:
        if self._far is None and self._room >= 0:
            self._room -= len(text)
            self._near.append(text)
            return
        if self._far is None:
            self._far = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the table is read
            self._ends.append(0)
        written = text.encode("utf-8", "replace")
        self._far.write(written)
        self._ends.append(self._ends[-1] + len(written))

    def read(self, part: _Part) -> None:  # noqa: C901 - three handlers share what they know
        """Take the texts from their part."""
        parts: list[str] = []
        taking = phonetic = False

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal taking, phonetic
            name = name.rpartition(":")[2]
            if name == "si":
                parts.clear()
            elif name == "t":
                taking = not phonetic
            elif name == "rPh":
                phonetic = True

        def end(name: str) -> None:
            nonlocal taking, phonetic
            name = name.rpartition(":")[2]
            if name == "si":
                self._keep(_unescaped("".join(parts)))
            elif name == "t":
                taking = False
            elif name == "rPh":
                phonetic = False

        def text(said: str) -> None:
            if taking:
                parts.append(said)

        parser = _parser(start, end, text)
        while piece := part.read(_PIECE):
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords


class _Rows:
    """The rows of a sheet, as texts."""

    def __init__(
        self, part: _Part, strings: _Strings, *, dates: frozenset[str], epoch: datetime
    ) -> None:
        self._part = part
        self._strings = strings
        self._dates = dates
        self._epoch = epoch
        self._columns: dict[str, int] = {}

    def rows(self) -> Iterator[tuple[int, list[str]]]:  # noqa: C901, PLR0915 - a call a cell is dear
        """Give each row that has something in it, with its number."""
        done: list[tuple[int, list[str]]] = []
        row: list[str] = []
        number = column = 0
        kind = style = ""
        taking = phonetic = False
        parts: list[str] = []
        value, place = self._value, self._place

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal number, column, kind, style, taking, phonetic, row
            if name == "c":
                kind = attributes.get("t", "")
                style = attributes.get("s", "")
                address = attributes.get("r")
                column = place(address) if address else column + 1
                parts.clear()
            elif name in {"v", "t"}:
                taking = not phonetic
            elif name == "row":
                row = []
                number = int(attributes.get("r", number + 1))
                column = 0
            elif name == "rPh":
                phonetic = True
            elif ":" in name:
                start(name.rpartition(":")[2], attributes)

        def end(name: str) -> None:
            nonlocal taking, phonetic
            if name == "c":
                if parts:
                    said = value("".join(parts), kind, style)
                    missing = column - len(row) - 1
                    if missing > 0:
                        row.extend([""] * missing)
                    elif missing < 0:
                        raise _BrokenError("a cell stands in two places")
                    row.append(said)
            elif name in {"v", "t"}:
                taking = False
            elif name == "row":
                if row:
                    done.append((number, row))
            elif name == "rPh":
                phonetic = False
            elif ":" in name:
                end(name.rpartition(":")[2])

        def text(said: str) -> None:
            if taking:
                parts.append(said)

        parser = _parser(start, end, text)
        while piece := self._part.read(_PIECE):
            parser.Parse(piece)
            yield from done
            done.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keywords
        yield from done

    def _place(self, address: str) -> int:
        letters = address.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            known = 0
            for letter in letters:
                known = known * 26 + ord(letter.upper()) - ord("A") + 1
            if not 0 < known <= 1 << 14:
                raise _BrokenError(f"there is no column {letters[:9]!r}")
            if known > 2 * MOST_COLUMNS:
                raise _BrokenError(f"it has more than {MOST_COLUMNS:,} columns")
            self._columns[letters] = known
        return known

    def _value(self, said: str, kind: str, style: str) -> str:
        if kind == "s":
            return self._strings[int(said)]
        if kind in {"str", "inlineStr", "d"}:
            return _unescaped(said)
        if kind in {"b", "e"}:
            return "" if kind == "e" else "TRUE" if said.strip() == "1" else "FALSE"
        return self._number(said, style)

    def _number(self, said: str, style: str) -> str:
        if style in self._dates:
            return self._moment(float(said))
        said = said.strip()
        if said.isdecimal():
            return said
        number = float(said)
        whole = number.is_integer() and abs(number) < 1e15  # noqa: PLR2004 - as Excel keeps
        return str(int(number)) if whole else repr(number)

    def _moment(self, days: float) -> str:
        if not 0 <= days <= _LAST_DAY:
            raise _BrokenError(f"there is no day {days}")
        moment = self._epoch + timedelta(seconds=round(days * 86400))
        return moment.date().isoformat() if days == int(days) else moment.isoformat(sep=" ")
