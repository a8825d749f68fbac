"""Write down the rows that were not taken, as they came and why, to be mended."""

from __future__ import annotations

import csv
import json
import os
import secrets
from typing import IO, TYPE_CHECKING, Any, Self

from hiring.errors import Problem, RefusedError
from hiring.exchange.people.matching import MARKS
from hiring.exchange.people.sources import Records, Table
from hiring.store.unfinished import make_file, remove_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def guarded(text: str) -> str:
    """Mark a text that a spreadsheet would calculate, or that has such a mark of its own."""
    return MARK + text if text.lstrip(MARK).startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """Take the mark away."""
    marked = text.startswith(MARK) and text.lstrip(MARK).startswith(_FORMULA)
    return text[1:] if marked else text


class Rejects:
    """The file of rejected rows: it has its name when it is whole, and is the owner's alone."""

    def __init__(self, path: Path, source: Table | Records, *, now: datetime) -> None:
        """Write to a path what is rejected of a source, in the source's own form."""
        self.path = path
        self.count = 0
        self._source = source
        self._hidden = f".{path.name}.unfinished-"
        self._unfinished = path.with_name(f"{self._hidden}{secrets.token_hex(4)}")
        self._now = now
        self._file: IO[str] | None = None
        self._writer: Any = None

    def add(self, place: int, raw: Sequence[str] | Mapping[str, Any], problem: Problem) -> None:
        """Write a row with its line, the reason and how to mend it."""
        if self._file is None:
            self._begin()
        self.count += 1
        if isinstance(self._source, Records):
            marked = {**raw, **dict(zip(MARKS, (place, problem.what, problem.fix), strict=True))}  # type: ignore[dict-item]
            self._out.write(json.dumps(marked, ensure_ascii=True) + "\n")
            return
        columns = self._source.columns
        cells = [*raw, *[""] * (len(columns) - len(raw))]
        beyond = cells[len(columns) :]
        told = f"{problem.what}; beyond the columns: {beyond}" if any(beyond) else problem.what
        written = [guarded(cell) for cell in cells[: len(columns)]]
        self._writer.writerow([*written, place, guarded(told), guarded(problem.fix)])

    @property
    def _out(self) -> IO[str]:
        if self._file is None:
            raise RuntimeError(self.path)
        return self._file

    def _begin(self) -> None:
        try:
            place = make_file(self._unfinished)
        except OSError as error:
            raise RefusedError(
                Problem(
                    f"{self.path} cannot be written: {error.strerror}",
                    fix="name another place with --rejects",
                )
            ) from error
        encoding = "utf-8" if isinstance(self._source, Records) else "utf-8-sig"
        self._file = os.fdopen(place, "w", encoding=encoding, errors="backslashreplace", newline="")
        if isinstance(self._source, Table):
            self._writer = csv.writer(self._file, delimiter=self._source.delimiter)
            self._writer.writerow([*self._source.columns, *MARKS])

    def finish(self) -> None:
        """Give the file its name."""
        if self._file is not None:
            self._file.close()
            self._unfinished.replace(self.path)
            self._file = None

    def __enter__(self) -> Self:
        """Begin, without what killed runs left; the file is made with the first row."""
        remove_left(self.path.parent, self._hidden, now=self._now)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave nothing unfinished behind."""
        if self._file is not None:
            self._file.close()
            self._unfinished.unlink(missing_ok=True)
