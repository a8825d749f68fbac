"""Read the cells of a workbook's sheets one row after the other."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Self
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_READ = 1 << 16
_LETTERS = 26
_MOST_COLUMNS = 16_384
_FREE = 64 << 20  # bytes that may be unpacked whatever they were packed to
MOST_RATIO = 400  # a table is packed to a tenth or a hundredth, a bomb to a thousandth
_MOST_AT_ONCE = 16 << 20  # bytes of one row or text, or of what stands between two of them
_MOST_SHARED = 512 << 20  # characters of shared texts, which are all kept
_DECLARES = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST_SIGN = max(map(len, _DECLARES)) - 1


class UnsafeError(ValueError):
    """A workbook that would take all memory, or that says more than a workbook does."""


class Workbook:
    """An open workbook, as this program or Excel wrote it."""

    def __init__(self, path: Path) -> None:
        """Read which sheets there are; ValueError, KeyError or BadZipFile for another file."""
        self._archive = zipfile.ZipFile(path)
        try:
            self._sheets = list(self._find_sheets())
            self._shared = list(self._find_shared())
        except BaseException:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        """Use it in a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._archive.close()

    def _find_sheets(self) -> Iterator[tuple[str, str]]:
        related = {
            one.get("Id"): one.get("Target", "")
            for one in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        for sheet in self._elements("xl/workbook.xml", "sheet"):
            target = related[sheet.get(_ID)]
            path = (
                target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
            )
            yield sheet.get("name", ""), path

    def _find_shared(self) -> Iterator[str]:
        if "xl/sharedStrings.xml" in self._archive.namelist():
            kept = 0
            for item in self._elements("xl/sharedStrings.xml", "si"):
                text = _text(item)
                kept += len(text)
                if kept > _MOST_SHARED:
                    raise UnsafeError("its shared texts are far too long")
                yield text

    def count(self, name: str) -> int:
        """Tell how many sheets have this name."""
        return sum(sheet == name for sheet, _ in self._sheets)

    def rows(self, name: str) -> Iterator[list[str]]:
        """Give the cells of a sheet's rows as texts, empty where nothing stands."""
        path = next(path for sheet, path in self._sheets if sheet == name)
        for row in self._elements(path, "row"):
            cells: list[str] = []
            for cell in row:
                if reference := cell.get("r"):
                    cells += [""] * (_column(reference) - 1 - len(cells))
                cells.append(self._said(cell))
            yield cells

    def _said(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inside = cell.find(f"{_MAIN}is")
            return "" if inside is None else _text(inside)
        value = cell.findtext(f"{_MAIN}v") or ""
        if kind == "s":
            return self._shared[int(value)]
        if kind == "b":
            return "true" if value == "1" else "false"
        return _unescaped(value)

    def _elements(self, path: str, name: str) -> Iterator[Element]:
        """Give the elements of one name, forgetting each when the next is asked for."""
        parser: Any = XMLPullParser(("start", "end"))
        above: list[Element] = []
        held = 0
        with self._archive.open(path) as part:
            for read in _bounded(part, self._archive.getinfo(path).compress_size):
                held += len(read)
                if held > _MOST_AT_ONCE:
                    raise UnsafeError("one of its rows or texts is far too long")
                try:
                    parser.feed(read)
                    for event, element in parser.read_events():
                        if event == "start":
                            above.append(element)
                            continue
                        above.pop()
                        if element.tag.rpartition("}")[2] == name:
                            held = 0
                            yield element
                            if above:
                                above[-1].clear()
                except ParseError as error:
                    raise ValueError(str(error)) from error


def _bounded(part: IO[bytes], packed: int) -> Iterator[bytes]:
    """Unpack a part piece by piece, no further than what it was packed to makes likely."""
    room = max(_FREE, packed * MOST_RATIO)
    last = b""
    while read := part.read(_READ):
        room -= len(read)
        if room < 0:
            raise UnsafeError("it unpacks to far more than a workbook holds")
        seen = last + read
        if b"\0" in read or any(sign in seen for sign in _DECLARES):
            raise UnsafeError("it declares a document type, or is not written in UTF-8")
        last = seen[-_LONGEST_SIGN:]
        yield read


def _text(element: Element) -> str:
    """Join the texts of a cell, without what shows how they are pronounced."""
    runs = (
        run.text or ""
        for child in element
        for run in ([child] if child.tag == f"{_MAIN}t" else child.findall(f"{_MAIN}t"))
        if child.tag != f"{_MAIN}rPh"
    )
    return _unescaped("".join(runs))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(reference: str) -> int:
    """Give the number of the column in a cell's address: B7 is in 2."""
    column = 0
    for letter in reference.rstrip("0123456789"):
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    if not 0 < column <= _MOST_COLUMNS:
        raise ValueError(reference)
    return column
