"""Workspaces of many made-up people, and what whole processes take in them."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.people import people
from benchmarks.worlds import PROGRAM, make_empty
from benchmarks.worlds import hiring as type_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED = 5


class Run(NamedTuple):
    """What a whole process took: seconds on the clock, and the most memory in MiB."""

    seconds: float
    mib: float


class Line(NamedTuple):
    """One line of the table."""

    what: str
    took: str
    ratio: str
    target: str
    met: bool | None

    def written(self) -> str:
        """Write it as Markdown."""
        verdict = {True: "met", False: "**missed**", None: ""}[self.met]
        return f"| {self.what} | {self.took} | {self.ratio} | {self.target} | {verdict} |"


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def run(folder: Path, *words: str) -> Run:
    """Run a command of ours to its end; its output ends the benchmark when it fails."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("HIRING", "PYTHON"))}
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            (PROGRAM, *words), cwd=folder, stdout=said, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            sys.exit(f"hiring {' '.join(words)}: {process.returncode}\n{said.read().decode()}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_maxrss / scale)


def make_workspace(folder: Path) -> Path:
    """Make a workspace with the three jobs that the made-up people apply for."""
    open_jobs(make_empty(folder))
    return folder


def open_jobs(folder: Path) -> None:
    """Open the three jobs that the made-up people apply for."""
    type_in(folder, "job", "open", "ml-engineer", "--code", "ML-1")
    type_in(folder, "job", "open", "software-engineer", "--code", "SE-1")
    type_in(folder, "job", "open", "data-engineer", "--code", "DE-1")


def write_csv(path: Path, count: int) -> Path:
    """Write made-up people as a spreadsheet program would."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for place, row in enumerate(_rows(count)):
            if not place:
                writer.writerow(list(row))
            writer.writerow(list(row.values()))
    return path


def write_xlsx(path: Path, count: int) -> Path:
    """Write the same people as Excel keeps them, with shared texts."""
    from openpyxl import Workbook  # noqa: PLC0415 - for this alone

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    for place, row in enumerate(_rows(count)):
        if not place:
            sheet.append(list(row))
        sheet.append(list(row.values()))
    book.save(path)
    return path


def _rows(count: int) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(people(count, SEED), 1):
        kept = {key: value for key, value in one.items() if key != "same_as"}
        for key in ("emails", "links", "tags"):
            kept[key] = ", ".join(kept[key])
        yield {"id": f"x{place}", **kept}


def database(folder: Path) -> Path:
    """Give the file of a workspace's database."""
    return folder / "hiring.db"


def copy_database(folder: Path, to: Path) -> Path:
    """Copy a workspace's database as it stands."""
    with closing(sqlite3.connect(database(folder))) as here, closing(sqlite3.connect(to)) as there:
        here.backup(there)
    return to
