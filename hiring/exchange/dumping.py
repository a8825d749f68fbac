"""Everything of a workspace's database as a folder of files, and back into an empty one.

The folder is written beside its place and renamed at the end; what is read back is checked from
end to end before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import delete, select

from hiring.ad_rules.lint_rules import rule_dates
from hiring.documents.dump.csv_files import CsvFiles
from hiring.documents.dump.line_files import LineFiles
from hiring.documents.dump.rows import Chunk, Faults, private_file
from hiring.documents.dump.workbooks import Workbooks
from hiring.errors import InvalidFileError, Problem, RefusedError, UsageError
from hiring.private import make_folders
from hiring.store import tables
from hiring.store.chain import named_head, seal
from hiring.store.connection import SCHEMA, database_id
from hiring.store.streaming import Stored, count_rows, load, shapes
from hiring.store.tables import card_keys, workspace
from hiring.store.unfinished import made_folder, remove_left
from hiring.views.content import Held, Lines
from hiring.workflow.attachments import put_file

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.views.content import Row, Shape

FORMATS: Mapping[str, type[CsvFiles | LineFiles | Workbooks]] = {
    "csv": CsvFiles,
    "json": LineFiles,
    "xlsx": Workbooks,
}
HEADER = "schema.json"
README = "README.txt"
KIND = "hiring export"
LAYOUT = 1
PERSONAL = (
    "These files hold personal data, and the keys that sign scorecards: keep them private, and "
    "delete them once they have served. Who is erased later is still in them."
)
OWN = frozenset({"workspace", "card_keys"})  # what an empty workspace holds


def export(
    connection: Connection,
    folder: Path,
    *,
    form: str,
    now: datetime,
    program: str,
    overwrite: bool = False,
    attachments: Path,
    passed: Callable[[int], None],
) -> Mapping[str, Held]:
    """Write every table into a folder, whole or not at all, and say what each holds.

    The files people sent go along from the folder `attachments`, those that are there.

    Raises RefusedError for a folder that holds something else, or an export without `overwrite`.
    """
    database_id(connection)
    folder = _named(folder)
    with _in_words(folder):
        put_back(folder)
        _refuse_occupied(folder, overwrite=overwrite)
        make_folders(folder.parent)
        hidden = f".{folder.name}.unfinished-"
        remove_left(folder.parent, hidden, now=now)
        unfinished = folder.with_name(f"{hidden}{token_hex(4)}")
        with made_folder(unfinished):
            about = (
                f"An export of hiring, tables of version {SCHEMA}.",
                f"Written on {now:%Y-%m-%d} by {program}.",
            )
            held = _write_tables(connection, unfinished, form=form, about=about, passed=passed)
            _copy_files(connection, attachments, unfinished / attachments.name)
            header = _header(connection, held, form=form, now=now, program=program)
            readme = list(_readme(header))
            text = json.dumps(header, ensure_ascii=False, indent=2) + "\n"
            for name, said in ((README, "\n".join(readme) + "\n"), (HEADER, text)):
                with private_file(unfinished / name) as file:
                    file.write(said.encode())
            _put_in_place(unfinished, folder)
    return held


def _named(folder: Path) -> Path:
    """Give a folder's whole path; UsageError where it has no name to be put beside and renamed."""
    whole = folder.resolve()
    if not whole.name:
        raise UsageError(
            Problem(f"an export cannot be put in the place of {whole}", fix="name a new folder")
        )
    return whole


def _write_tables(
    connection: Connection,
    folder: Path,
    *,
    form: str,
    about: Sequence[str],
    passed: Callable[[int], None],
) -> Mapping[str, Held]:
    files = FORMATS[form](folder)
    stored = Stored(connection)
    held = {}
    try:
        for shape in shapes():
            lines = Lines(shape)
            files.write(shape, _chunks(stored, shape, lines, passed))
            held[shape.name] = lines.held(last_id=stored.last_id(shape))
    finally:
        files.finish((*about, PERSONAL, _EXPLAINED))
    return held


def _copy_files(connection: Connection, attachments: Path, to: Path) -> None:
    """Copy the files people sent that are there, under the hashes of their bytes."""
    for digest in _hashes(connection):
        path = attachments / digest
        if path.is_file():
            put_file(to, digest, path.read_bytes())


def _hashes(connection: Connection) -> list[str]:
    column = tables.attachments.c.file_hash
    return list(connection.scalars(select(column).distinct().order_by(column)))


_EXPLAINED = "schema.json says what every column means, and README.txt how to read the cells."


def _chunks(
    stored: Stored, shape: Shape, lines: Lines, passed: Callable[[int], None]
) -> Iterator[Chunk]:
    for rows in stored.chunks(shape):
        yield Chunk(rows, lines.add(rows))
        passed(len(rows))


@contextmanager
def _in_words(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise RefusedError(
            Problem(f"{folder} cannot be written: {error.strerror}", fix="choose another place")
        ) from error


def _refuse_occupied(folder: Path, *, overwrite: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise RefusedError(Problem(f"{folder} is a file", fix="name a folder"))
    names = {entry.name for entry in folder.iterdir()}
    if not names:
        return
    if _is_export(folder) and not (strange := sorted(names - _names_of_exports())):
        if overwrite:
            return
        raise RefusedError(
            Problem(
                f"{folder} holds an export already",
                fix="choose another folder, or put this one in its place with --overwrite",
            )
        )
    what = f"such as {strange[0]}" if _is_export(folder) else "and is no export"
    raise RefusedError(
        Problem(f"{folder} holds other files, {what}", fix="name a folder that is empty or new")
    )


def _is_export(folder: Path) -> bool:
    with suppress(OSError, ValueError):
        said = json.loads((folder / HEADER).read_bytes())
        return isinstance(said, dict) and said.get("kind") == KIND
    return False


def _names_of_exports() -> set[str]:
    """Name every file that an export could hold."""
    names = {HEADER, README, tables.attachments.name}
    for files in FORMATS.values():
        names |= {f"{shape.name}{files.ending}" for shape in shapes()}
    return names | {
        f"hiring{end}{Workbooks.ending}" for end in ("", *(f"-{n}" for n in range(100)))
    }


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.before")


def _put_in_place(unfinished: Path, folder: Path) -> None:
    """Let the new folder take the name of the old one; a kill in between leaves the old aside."""
    aside = _aside(folder)
    if folder.exists():
        _discard(aside)
        folder.rename(aside)
    try:
        unfinished.rename(folder)
    except OSError:
        put_back(folder)
        raise
    _discard(aside)


def _discard(aside: Path) -> None:
    """Remove an old export; what a kill leaves of it says no more that it is one."""
    with suppress(OSError):
        (aside / HEADER).unlink(missing_ok=True)
    shutil.rmtree(aside, ignore_errors=True)


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
    aside = _aside(folder)
    if _is_export(aside) and not folder.exists():
        aside.rename(folder)


def _header(
    connection: Connection, held: Mapping[str, Held], *, form: str, now: datetime, program: str
) -> dict[str, Any]:
    return {
        "kind": KIND,
        "layout": LAYOUT,
        "personal_data": PERSONAL,
        "exported_at": f"{now:%Y-%m-%dT%H:%M:%SZ}",
        "program": program,
        "schema": SCHEMA,
        "rubrics": _rubrics(connection),
        "rule_sets": rule_dates(),
        "database_id": database_id(connection),
        "chain_head": named_head(connection).hex(),
        "format": form,
        "tables": [
            {
                "name": shape.name,
                "meaning": shape.meaning,
                **held[shape.name]._asdict(),
                "key": list(shape.key),
                "columns": [_said(column._asdict()) for column in shape.columns],
            }
            for shape in shapes()
        ],
    }


def _rubrics(connection: Connection) -> list[str]:
    """Name the versions of rubrics by which people were assessed."""
    asked = select(tables.job_revisions.c.rubric_version).distinct()
    return sorted(connection.execute(asked).scalars())


def _said(column: dict[str, Any]) -> dict[str, Any]:
    if column["kind"] != "whole number":
        del column["bits"]
    return {name: said for name, said in column.items() if said not in (None, "")}


def _readme(header: Mapping[str, Any]) -> Iterator[str]:
    yield f"An export of a hiring workspace, tables of version {header['schema']}."
    yield PERSONAL
    yield ""
    yield f"database  {header['database_id']}"
    yield f"written   {header['exported_at'][:10]} by {header['program']}"
    yield f"rubrics   {', '.join(header['rubrics']) or 'none'}"
    yield from (f"rules     {name} as of {day}" for name, day in header["rule_sets"].items())
    yield f"rows      {sum(table['rows'] for table in header['tables']):,}"
    yield ""
    yield from _HOW_TO_READ
    for table in header["tables"]:
        yield ""
        yield f"{table['name']}: {table['rows']:,} rows. {table['meaning']}"
        for column in table["columns"]:
            empty = ", may be NULL" if column["nullable"] else ""
            yield f"  {column['name']} ({column['kind']}{empty}): {column['meaning']}"


_HOW_TO_READ = (
    "Moments are in UTC, as 2026-03-02T09:00:00Z. Bytes are in base64.",
    "In CSV and Excel every cell is text. An empty cell is NULL where a column may be NULL, else",
    "the empty text. What stands after an apostrophe at a cell's beginning is the text itself: so",
    "nothing is taken for a formula, and an apostrophe alone is an empty text that is not NULL.",
    "In Excel a cell of '#1 stands for text 1 of the sheet long texts, its parts joined.",
    "The digests in schema.json are SHA-256 of a table's lines as JSON, in every format the same.",
    "Read it back with: hiring import FOLDER, in an empty workspace.",
)


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
    connection: Connection, dump: Dump, *, attachments: Path, passed: Callable[[int], None]
) -> None:
    """Fill an empty workspace from an export, its identity and card keys included.

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
    files = [*_files_of(dump, _hashes(connection), faults)]
    if faults.problems:
        raise InvalidFileError(*faults.problems)
    for digest, path in files:
        put_file(attachments, digest, path.read_bytes())
    seal(connection, after=0, origin=bytes.fromhex(dump.chain_head) or None)
