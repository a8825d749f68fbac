"""An export of a workspace's database: what it says of itself, and back into an empty one.

What is read back is checked from end to end before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, select

from hiring.documents.dump.csv_files import CsvFiles
from hiring.documents.dump.line_files import LineFiles
from hiring.documents.dump.rows import Faults
from hiring.documents.dump.workbooks import Workbooks
from hiring.errors import InvalidFileError, Problem, RefusedError
from hiring.store import tables
from hiring.store.chain import seal
from hiring.store.connection import SCHEMA
from hiring.store.streaming import count_rows, load, shapes
from hiring.store.tables import card_keys, workspace
from hiring.views.content import Held, Lines
from hiring.workflow.attachments import put_file
from hiring.workflow.erasing_files import forget_unsent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.views.content import Row, Shape
    from hiring.workflow.erasing_again import Again

FORMATS: Mapping[str, type[CsvFiles | LineFiles | Workbooks]] = {
    "csv": CsvFiles,
    "json": LineFiles,
    "xlsx": Workbooks,
}
HEADER = "schema.json"
KIND = "hiring export"
LAYOUT = 1
OWN = frozenset({"workspace", "card_keys"})  # what an empty workspace holds


def sent_files(connection: Connection) -> list[str]:
    """List the files people sent, by the hashes of their bytes."""
    column = tables.attachments.c.file_hash
    return list(connection.scalars(select(column).distinct().order_by(column)))


def is_export(folder: Path) -> bool:
    """Tell whether a folder says of itself that it holds an export."""
    with suppress(OSError, ValueError):
        said = json.loads((folder / HEADER).read_bytes())
        return isinstance(said, dict) and said.get("kind") == KIND
    return False


def aside_of(folder: Path) -> Path:
    """Give the place where an old export lies while another takes its name."""
    return folder.with_name(f".{folder.name}.before")


def _files_of(dump: Dump, hashes: Iterable[str], faults: Faults) -> Iterator[tuple[str, Path]]:
    """Give the files people sent that are in the export, each as it was."""
    for digest in hashes:
        path = dump.folder / tables.attachments.name / digest
        if not path.is_file():
            continue
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                yield digest, path
                continue
        faults.note("is not as it was exported", where=f"{path.parent.name}/{digest}")


def put_back(folder: Path) -> None:
    """Give a whole export its name back that a kill left without it, between two renames."""
    aside = aside_of(folder)
    if is_export(aside) and not folder.exists():
        aside.rename(folder)


class Dump(NamedTuple):
    """An export that was found to be whole: a source of rows."""

    folder: Path
    form: str
    database_id: str
    chain_head: str
    held: Mapping[str, Held]

    @property
    def total(self) -> int:
        """Count the rows of all tables."""
        return sum(held.rows for held in self.held.values())


class _Rows:
    """The rows of a dump, in the order of its tables; what cannot be read is noted."""

    def __init__(self, dump: Dump, faults: Faults) -> None:
        self._files = FORMATS[dump.form](dump.folder)
        self._held = dump.held
        self._faults = faults

    def chunks(self, shape: Shape) -> Iterator[Sequence[Row]]:
        return self._files.read(shape, self._faults)

    def last_id(self, shape: Shape) -> int:
        return self._held[shape.name].last_id


def open_dump(folder: Path) -> Dump:
    """Read what an export says of itself, and see that its files are there, each once.

    Raises InvalidFileError with everything that is wrong.
    """
    put_back(folder.resolve())
    said = _read_header(folder)
    faults = Faults()
    known = {shape.name: shape for shape in shapes()}
    held: dict[str, Held] = {}
    for table in said["tables"]:
        name = table["name"]
        if name not in known:
            faults.note(f"there is no table {name[:40]!r}", where=HEADER)
        if name in held:
            faults.note(f"the table {name} is there twice", where=HEADER)
        held[name] = Held(table["rows"], table["sha256"], table["last_id"])
        wanted = [column.name for column in known[name].columns] if name in known else []
        found = [column["name"] for column in table["columns"]]
        if name in known and found != wanted:
            faults.note(f"{name} has other columns than this program", where=HEADER)
    for name in known:
        if name not in held:
            faults.note(f"the table {name} is missing", where=HEADER)
    _note_files(folder, said["format"], faults)
    if faults.problems:
        raise InvalidFileError(*faults.problems)
    return Dump(folder, said["format"], said["database_id"], said["chain_head"], held)


def _read_header(folder: Path) -> dict[str, Any]:
    path = folder / HEADER
    fix = "name a folder made by: hiring export DIR"
    try:
        said = json.loads(path.read_bytes())
    except OSError as error:
        problem = Problem(f"cannot be read: {error.strerror}", where=str(path), fix=fix)
        raise InvalidFileError(problem) from error
    except (ValueError, RecursionError) as error:
        problem = Problem("is no JSON", where=str(path), fix=fix)
        raise InvalidFileError(problem) from error
    if not isinstance(said, dict) or said.get("kind") != KIND:
        raise InvalidFileError(Problem("is of no export of ours", where=str(path), fix=fix))
    layout, version = said.get("layout"), said.get("schema")
    if (layout, version) != (LAYOUT, SCHEMA):
        raise InvalidFileError(
            Problem(
                f"the export has tables of version {version} in layout {layout}, "
                f"this program needs {SCHEMA} in {LAYOUT}",
                where=str(path),
                fix="import it with the program that wrote it, then: hiring db upgrade",
            )
        )
    if not _is_header(said):
        problem = Problem("does not say what it must", where=str(path), fix="export it again")
        raise InvalidFileError(problem)
    return said


_HEAD = re.compile(r"([0-9a-f]{64})?")


def _is_header(said: Mapping[str, Any]) -> bool:
    tables = said.get("tables")
    return bool(
        said.get("format") in FORMATS
        and isinstance(said.get("database_id"), str)
        and _HEAD.fullmatch(str(said.get("chain_head")))
        and isinstance(tables, list)
        and all(isinstance(table, dict) and _is_table(table) for table in tables)
    )


def _is_table(table: Mapping[str, Any]) -> bool:
    columns = table.get("columns")
    return (
        isinstance(table.get("name"), str)
        and isinstance(table.get("sha256"), str)
        and all(type(table.get(name)) is int and table[name] >= 0 for name in ("rows", "last_id"))
        and isinstance(columns, list)
        and all(isinstance(c, dict) and isinstance(c.get("name"), str) for c in columns)
    )


def _note_files(folder: Path, form: str, faults: Faults) -> None:
    """Note files of the format that are missing, and tables that lie there in two formats."""
    there = {entry.name for entry in folder.iterdir()}
    tables = {shape.name for shape in shapes()}
    ending = FORMATS[form].ending
    wanted = {"hiring.xlsx"} if form == "xlsx" else {f"{name}{ending}" for name in tables}
    for name in sorted(wanted - there):
        faults.note("is missing", where=name)
    for name in sorted(there - wanted):
        stem, _, rest = name.lower().partition(".")
        if stem.split("-")[0].split(" ")[0] in tables and f".{rest}" in {".csv", ".ndjson"}:
            faults.note("is there as well: which one counts?", where=name, fix="take it away")


def check_dump(dump: Dump, *, passed: Callable[[int], None]) -> None:
    """Read an export from end to end; raises InvalidFileError with everything that is wrong."""
    faults = Faults()
    rows = _Rows(dump, faults)
    for shape in shapes():
        lines = Lines(shape)
        before = len(faults.problems)
        for chunk in rows.chunks(shape):
            lines.add(chunk)
            passed(len(chunk))
        if len(faults.problems) == before:
            _note_difference(shape, lines.held(), dump.held[shape.name], faults)
    if faults.problems:
        raise InvalidFileError(*faults.problems)


def _note_difference(shape: Shape, found: Held, said: Held, faults: Faults) -> None:
    if found.rows != said.rows:
        what = f"holds {found.rows:,} rows, and {HEADER} says {said.rows:,}"
        faults.note(what, where=shape.name)
        return
    if found.sha256 != said.sha256:
        faults.note(
            f"is not as it was exported: its digest is another than {HEADER} says", where=shape.name
        )


def refuse_filled(connection: Connection) -> None:
    """Refuse to import into a workspace that holds anything; RefusedError."""
    filled = {name: rows for name, rows in count_rows(connection).items() if rows}
    found = [f"{rows:,} {name}" for name, rows in filled.items() if name not in OWN]
    if found:
        raise RefusedError(
            Problem(
                f"this workspace is not empty: it holds {', '.join(found)}",
                fix="make a new one: hiring init FOLDER, and import there",
            )
        )


def take_in(
    connection: Connection,
    dump: Dump,
    *,
    attachments: Path,
    passed: Callable[[int], None],
    again: Again | None = None,
) -> None:
    """Fill an empty workspace from an export, its identity and card keys included.

    Whoever `again` names comes in erased, as they are where it was exported; their files do not.
    The log begins a new chain, which names the head of the one it was exported from. Raises
    RefusedError for a workspace that holds anything, InvalidFileError for what cannot be taken
    over.
    """
    refuse_filled(connection)
    connection.execute(delete(card_keys))
    connection.execute(delete(workspace))
    faults = Faults()
    written = load(connection, _Rows(dump, faults), passed=passed)
    for shape in shapes():
        if written[shape.name] != dump.held[shape.name]:
            faults.note("was changed while it was read", where=shape.name)
    if again is not None and not faults.problems:
        again.erase_in(connection)
        forget_unsent(connection)
    files = [*_files_of(dump, sent_files(connection), faults)]
    if faults.problems:
        raise InvalidFileError(*faults.problems)
    for digest, path in files:
        put_file(attachments, digest, path.read_bytes())
    seal(connection, after=0, origin=bytes.fromhex(dump.chain_head) or None)
