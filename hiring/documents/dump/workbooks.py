"""Tables as sheets of an Excel workbook, in which every cell is text.

The sheets are written as they come, since a library that keeps cells would need minutes and all of
the memory. A table of more rows than a sheet holds goes on in the sheet of that name of the next
workbook; a text longer than a cell holds lies in parts in the sheet `long texts`.
"""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from contextlib import ExitStack, suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from hiring.documents.cell_text import CELL_LIMIT, units
from hiring.documents.dump.rows import CHUNK, RowReader, places_of, private_file
from hiring.documents.dump.values import IN_SHEETS, MARK, from_cell, to_cell
from hiring.documents.dump.workbook_reading import UnsafeError, Workbook
from hiring.views.content import ColumnShape, Shape, ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hiring.documents.dump.rows import Chunk, Faults
    from hiring.views.content import Row

MOST_ROWS = 1_048_576
NAME = "hiring"
README = "README"
LONG = Shape(
    name="long texts",
    meaning="Texts longer than a cell holds, in parts; a cell names its text as '#1.",
    columns=(
        ColumnShape("number", ValueKind.NUMBER, "The number of the text."),
        ColumnShape("part", ValueKind.NUMBER, "1, 2, 3 within the text."),
        ColumnShape("parts", ValueKind.NUMBER, "How many parts it has."),
        ColumnShape("text", ValueKind.TEXT, "The part."),
    ),
    key=("number", "part"),
)
_POINTER = re.compile("^'#([0-9]+)$")
_PART = (CELL_LIMIT - 1) // 2  # characters, which take up to two units each; one is for the mark
_UNHOLDABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LEVEL = 3  # of compression: more takes twice the time for a tenth of the room
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
_SHEET_END = "</sheetData></worksheet>"


class Workbooks:
    """A folder with one workbook, and others beside it where Excel's rows do not do."""

    ending = ".xlsx"

    def __init__(self, folder: Path, *, most_rows: int = MOST_ROWS) -> None:
        """Write into this folder, or read from it."""
        self._folder = folder
        self._most_rows = most_rows
        self._closing = ExitStack()
        self._books: list[_Book] = []
        self._long: Any = None
        self._long_count = 0
        self._long_parts: Iterator[Row] | None = None

    def write(self, shape: Shape, chunks: Iterable[Chunk]) -> None:
        """Write one table."""
        cells = [to_cell(column, IN_SHEETS) for column in shape.columns]
        rows = chain.from_iterable(chunk.rows for chunk in chunks)
        texts = ([cell(value) for cell, value in zip(cells, row, strict=True)] for row in rows)
        self._write_sheets(shape, map(self._with_pointers, texts))

    def _write_sheets(self, shape: Shape, rows: Iterator[Sequence[str]]) -> None:
        head = [column.name for column in shape.columns]
        place = 0
        while True:
            some = islice(rows, self._most_rows - 1)
            first = next(some, None)
            if first is None and place:
                return
            self._book(place).write(shape.name, chain([head], [first] if first else [], some))
            if first is None:
                return
            place += 1

    def _book(self, place: int) -> _Book:
        if place == len(self._books):
            name = f"{NAME}-{place + 1}" if place else NAME
            file = self._closing.enter_context(private_file(self._folder / f"{name}{self.ending}"))
            self._books.append(_Book(file))
        return self._books[place]

    def _with_pointers(self, row: list[str]) -> list[str]:
        for place, text in enumerate(row):
            if len(text) > _PART and units(text) > CELL_LIMIT:
                row[place] = self._keep_long(text)
        return row

    def _keep_long(self, text: str) -> str:
        if self._long is None:
            spool = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - closed with the books
            self._long = self._closing.enter_context(spool)
        self._long_count += 1
        parts = [text[start : start + _PART] for start in range(0, len(text), _PART)]
        for part, said in enumerate(parts, start=1):
            line = json.dumps([self._long_count, part, len(parts), said])
            self._long.write(line.encode() + b"\n")
        return f"{MARK}#{self._long_count}"

    def finish(self, readme: Sequence[str]) -> None:
        """Write the long texts and the page to be read first, and close the workbooks."""
        cells = [to_cell(column, IN_SHEETS) for column in LONG.columns]
        with self._closing:
            if self._long is not None:
                self._long.seek(0)
                rows = (
                    [cell(value) for cell, value in zip(cells, json.loads(line), strict=True)]
                    for line in self._long
                )
                self._write_sheets(LONG, rows)
            for book in self._books:
                book.close(readme)

    def read(self, shape: Shape, faults: Faults) -> Iterator[Sequence[Row]]:
        """Give the rows of one table; what cannot be read is noted.

        Tables must be read in the order in which they were written, each to its end.
        """
        name = f"{NAME}{self.ending}, sheet {shape.name}"
        rows = RowReader(shape, from_cell, where=name, faults=faults)
        numbered = enumerate(self._cells(shape, faults), start=2)
        while some := list(islice(numbered, CHUNK)):
            found = [[self._followed(text, faults) for text in row] for _, row in some]
            yield rows.read(found, [number for number, _ in some])

    def _cells(self, shape: Shape, faults: Faults) -> Iterator[list[str]]:
        """Give the cells of a table's sheets, in the order of its columns."""
        for path in self._paths():
            try:
                with Workbook(path) as book:
                    if book.count(shape.name) != 1:
                        if book.count(shape.name) or path.stem == NAME:
                            times = "twice" if book.count(shape.name) else "missing"
                            faults.note(f"the sheet {shape.name} is {times}", where=path.name)
                        continue
                    where = f"{path.name}, sheet {shape.name}"
                    found = book.rows(shape.name)
                    head = next(found, [])
                    places = places_of(head, shape, where=where, faults=faults)
                    if places is None:
                        continue
                    for row in found:
                        whole = [*row, *[""] * (len(head) - len(row))]
                        yield [whole[place] for place in places]
            except UnsafeError as error:
                faults.note(f"is no workbook that can be read: {error}", where=path.name)
            except (ValueError, KeyError, zipfile.BadZipFile, OSError, EOFError) as error:
                faults.note(
                    f"is no workbook that can be read ({type(error).__name__})", where=path.name
                )

    def _paths(self) -> Iterator[Path]:
        yield self._folder / f"{NAME}{self.ending}"
        number = 2
        while (path := self._folder / f"{NAME}-{number}{self.ending}").exists():
            yield path
            number += 1

    def _followed(self, text: str, faults: Faults) -> str:
        if not text.startswith("'#") or (pointer := _POINTER.match(text)) is None:
            return text
        if self._long_parts is None:
            found = self._cells(LONG, faults)
            readers = [from_cell(column) for column in LONG.columns]
            self._long_parts = (
                tuple(read(cell) for read, cell in zip(readers, row, strict=True)) for row in found
            )
        said: list[str] = []
        with suppress(ValueError, StopIteration):
            while True:
                number, part, parts, piece = next(self._long_parts)
                if (number, part) != (int(pointer[1]), len(said) + 1):
                    break
                said.append(str(piece))
                if part == parts:
                    return "".join(said)
        faults.note(f"text {pointer[1]} is not in its place", where=f"sheet {LONG.name}")
        return text


class _Book:
    """One workbook that is being written."""

    def __init__(self, file: Any) -> None:
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL)
        self._names: list[str] = []

    def write(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        self._names.append(name)
        info = _entry(f"xl/worksheets/sheet{len(self._names)}.xml")
        with self._archive.open(info, "w", force_zip64=True) as part:
            part.write(_SHEET.encode())
            while some := list(islice(rows := iter(rows), CHUNK)):
                part.write("".join(map(_row, some)).encode())
            part.write(_SHEET_END.encode())

    def close(self, readme: Sequence[str]) -> None:
        self.write(README, ([line] for line in readme))
        names = [README, *self._names[:-1]]
        places = [len(self._names), *range(1, len(self._names))]
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"/>'
            for name, place in zip(names, places, strict=True)
        )
        kind = f"{_OFFICE}/worksheet"
        related = "".join(
            f'<Relationship Id="rId{n}" Type="{kind}" Target="worksheets/sheet{n}.xml"/>'
            for n in places
        )
        types = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
            f'ContentType="{_TYPES}.worksheet+xml"/>'
            for n in places
        )
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
            f"<sheets>{sheets}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f"{related}</Relationships>",
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
            f'{_TYPES}.sheet.main+xml"/>{types}</Types>',
        }
        for path, said in parts.items():
            self._archive.writestr(_entry(path), _XML + said)
        self._archive.close()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    if not text.isalnum():
        text = _UNHOLDABLE.sub(_as_number, escape(text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _as_number(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
