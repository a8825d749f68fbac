"""Open a file of people: tell what kind it is by its content, never by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hiring.errors import InvalidFileError, Problem
from hiring.exchange.people.sources import Records, Table, refuse

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an old Excel file (.xls), or one with a password"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file (.gz)"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_SAVE = "export it as CSV, Excel (.xlsx) or JSON"
_HEAD = 4096


def open_people(
    path: Path, *, encoding: str = "", delimiter: str = "", sheet: str = ""
) -> Table | Records:
    """Open a file of people; InvalidFileError says what it is instead.

    Encoding, delimiter and sheet are found out where they are not given.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise InvalidFileError(
            Problem(f"cannot be read: {error.strerror}", where=path.name, fix="name another file")
        ) from error
    if not head.strip():
        refuse(path.name, "the file is empty", _SAVE)
    for start, kind in _KINDS:
        if head.startswith(start):
            refuse(path.name, f"this is {kind}", _SAVE)
    if head.startswith(b"PK"):
        from hiring.exchange.people.workbook import open_workbook  # noqa: PLC0415 - only for one

        return open_workbook(path, sheet=sheet)
    from hiring.exchange.people.texts import told_encoding  # noqa: PLC0415 - not for workbooks

    told = told_encoding(path, named=encoding)
    first = head.decode(told.name, "ignore").lstrip("\ufeff \t\r\n")[:1]
    if first in {"[", "{"}:
        from hiring.exchange.people.records import open_records  # noqa: PLC0415 - only for JSON

        return open_records(path, encoding=told.name, notes=told.notes)
    from hiring.exchange.people.texts import open_text  # noqa: PLC0415 - only for these

    return open_text(path, encoding=told.name, delimiter=delimiter, notes=told.notes)
