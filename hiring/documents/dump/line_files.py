"""Tables as lines of JSON, one object for each row."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from hiring.documents.dump.rows import CHUNK, RowReader, places_of, private_file
from hiring.documents.dump.values import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hiring.documents.dump.rows import Chunk, Faults
    from hiring.views.content import Row, Shape


class LineFiles:
    """A folder of files of JSON lines, whose digests are those of their tables."""

    ending = ".ndjson"

    def __init__(self, folder: Path) -> None:
        """Write into this folder, or read from it."""
        self._folder = folder

    def write(self, shape: Shape, chunks: Iterable[Chunk]) -> None:
        """Write one table."""
        with private_file(self._folder / f"{shape.name}{self.ending}") as file:
            for chunk in chunks:
                file.write(chunk.lines)

    def finish(self, readme: Sequence[str]) -> None:
        """Nothing is left to be done: what is to be read beside it is in README.txt."""

    def read(self, shape: Shape, faults: Faults) -> Iterator[Sequence[Row]]:
        """Give the rows of one table; what cannot be read is noted."""
        name = f"{shape.name}{self.ending}"
        rows = RowReader(shape, from_json, where=name, faults=faults)
        with (self._folder / name).open("rb") as file:
            numbered = enumerate(file, start=1)
            while some := list(islice(numbered, CHUNK)):
                whole = {
                    number: values
                    for number, line in some
                    if (values := _values(line, shape, f"{name}, line {number}", faults))
                    is not None
                }
                yield rows.read(tuple(whole.values()), tuple(whole))


def _values(line: bytes, shape: Shape, where: str, faults: Faults) -> Sequence[object] | None:
    try:
        pairs = json.loads(line.decode("utf-8"), object_pairs_hook=tuple)
    except (ValueError, RecursionError):
        faults.note("is no JSON in UTF-8", where=where)
        return None
    if not line.startswith(b"{") or not isinstance(pairs, tuple):
        faults.note("is no JSON object", where=where)
        return None
    names = tuple(pair[0] for pair in pairs)
    if names == tuple(column.name for column in shape.columns):
        return [pair[1] for pair in pairs]
    places = places_of(names, shape, where=where, faults=faults)
    return None if places is None else [pairs[place][1] for place in places]
