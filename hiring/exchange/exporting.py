"""Everything of a workspace's database as a folder of files.

The folder is written beside its place and renamed at the end.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from hiring.ad_rules.lint_rules import rule_dates
from hiring.documents.dump.rows import Chunk, private_file
from hiring.documents.dump.workbooks import Workbooks
from hiring.errors import Problem, RefusedError, UsageError
from hiring.exchange.dumping import (
    FORMATS,
    HEADER,
    KIND,
    LAYOUT,
    aside_of,
    is_export,
    put_back,
    sent_files,
)
from hiring.private import make_folders
from hiring.store import tables
from hiring.store.chain import named_head
from hiring.store.connection import SCHEMA, database_id
from hiring.store.streaming import Stored, shapes
from hiring.store.unfinished import made_folder, remove_left
from hiring.views.content import Held, Lines
from hiring.workflow.attachments import put_file

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from hiring.views.content import Shape

README = "README.txt"
PERSONAL = (
    "These files hold personal data, and the keys that sign scorecards: keep them private, and "
    "delete them once they have served. Who is erased later is still in them."
)


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
    for digest in sent_files(connection):
        path = attachments / digest
        if path.is_file():
            put_file(to, digest, path.read_bytes())


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
    if is_export(folder) and not (strange := sorted(names - _names_of_exports())):
        if overwrite:
            return
        raise RefusedError(
            Problem(
                f"{folder} holds an export already",
                fix="choose another folder, or put this one in its place with --overwrite",
            )
        )
    what = f"such as {strange[0]}" if is_export(folder) else "and is no export"
    raise RefusedError(
        Problem(f"{folder} holds other files, {what}", fix="name a folder that is empty or new")
    )


def _names_of_exports() -> set[str]:
    """Name every file that an export could hold."""
    names = {HEADER, README, tables.attachments.name}
    for files in FORMATS.values():
        names |= {f"{shape.name}{files.ending}" for shape in shapes()}
    return names | {
        f"hiring{end}{Workbooks.ending}" for end in ("", *(f"-{n}" for n in range(100)))
    }


def _put_in_place(unfinished: Path, folder: Path) -> None:
    """Let the new folder take the name of the old one; a kill in between leaves the old aside."""
    aside = aside_of(folder)
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
