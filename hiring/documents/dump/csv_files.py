"""Tables as CSV that spreadsheets open right, one file for each."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING, Any

from hiring.documents.dump.rows import CHUNK, RowReader, places_of, private_file
from hiring.documents.dump.values import IN_CSV, from_cell, to_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hiring.documents.dump.rows import Chunk, Faults
    from hiring.views.content import Row, Shape

_LONGEST_FIELD = (1 << 31) - 1  # an original file is one field


class CsvFiles:
    """A folder of CSV files: UTF-8 with a mark that Excel knows, CRLF, a head."""

    ending = ".csv"

    def __init__(self, folder: Path) -> None:
        """Write into this folder, or read from it."""
        self._folder = folder

    def write(self, shape: Shape, chunks: Iterable[Chunk]) -> None:
        """Write one table."""
        cells = [to_cell(column, IN_CSV) for column in shape.columns]
        with private_file(self._folder / f"{shape.name}{self.ending}") as raw:
            file = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(column.name for column in shape.columns)
            for chunk in chunks:
                columns = zip(*chunk.rows, strict=True)
                texts = [map(cell, column) for cell, column in zip(cells, columns, strict=True)]
                writer.writerows(zip(*texts, strict=True))
            file.detach()  # what is kept back is written, and the file itself stays open

    def finish(self, readme: Sequence[str]) -> None:
        """Nothing is left to be done: what is to be read beside it is in README.txt."""

    def read(self, shape: Shape, faults: Faults) -> Iterator[Sequence[Row]]:
        """Give the rows of one table; what cannot be read is noted."""
        name = f"{shape.name}{self.ending}"
        before = csv.field_size_limit(_LONGEST_FIELD)
        try:
            with (self._folder / name).open(encoding="utf-8-sig", newline="") as file:
                yield from self._rows(shape, csv.reader(file, strict=True), name, faults)
        except UnicodeDecodeError:
            faults.note("is not UTF-8", where=name)
        except csv.Error as error:
            faults.note(f"is no CSV: {error}", where=name)
        finally:
            csv.field_size_limit(before)

    def _rows(
        self, shape: Shape, reader: Any, name: str, faults: Faults
    ) -> Iterator[Sequence[Row]]:
        head: list[str] = next(reader, [])
        places = places_of(head, shape, where=name, faults=faults)
        if places is None:
            return
        rows = RowReader(shape, from_cell, where=name, faults=faults)
        numbered = enumerate(reader, start=2)
        while some := list(islice(numbered, CHUNK)):
            whole = {}
            for row, cells in some:
                if len(cells) == len(head):
                    whole[row] = [cells[place] for place in places]
                    continue
                what = f"has {len(cells)} cells instead of {len(head)}"
                faults.note(what, where=f"{name}, row {row}")
            yield rows.read(tuple(whole.values()), tuple(whole))
