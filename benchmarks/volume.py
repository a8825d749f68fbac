"""Measure a hundred thousand and a million made-up people: in, found, counted, compared, kept.

`make bench-volume` runs it; `--people` chooses other sizes, `--postgres URL` measures a server
too (a database of our own is made there and dropped). Each figure is a ratio to bare `sqlite3`,
or `psycopg`, doing the same in the same run.
"""

from __future__ import annotations

import argparse
import csv
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from compileall import compile_dir
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import hiring
from benchmarks.people import people
from benchmarks.results import RESULTS, say_where, write_parts
from benchmarks.worlds import PROGRAM, engine_of, make_empty
from benchmarks.worlds import hiring as type_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SEED = 5
SMALL = 100_000
# What an import writes, parents first.
WRITTEN = (
    "candidates",
    "emails",
    "match_keys",
    "name_words",
    "remote_ids",
    "applications",
    "events",
    "links",
)


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
    _open_jobs(make_empty(folder))
    return folder


def _open_jobs(folder: Path) -> None:
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


def bare_insert(full: Path, empty: Path) -> float:
    """Write what an import wrote, by `executemany` alone, and give the seconds of it."""
    with closing(sqlite3.connect(full)) as source:
        taken = {name: source.execute(f"SELECT * FROM {name}").fetchall() for name in WRITTEN}
        words = source.execute("SELECT rowid, words FROM candidate_search").fetchall()
        actors = source.execute("SELECT * FROM actors").fetchall()
    with closing(sqlite3.connect(empty, isolation_level=None)) as bare:
        bare.execute("PRAGMA secure_delete = ON")
        bare.execute("PRAGMA synchronous = FULL")
        bare.executemany("INSERT OR IGNORE INTO actors VALUES (?, ?, ?, ?)", actors)
        for name in ("events", "links"):
            last = bare.execute(f"SELECT coalesce(max(id), 0) FROM {name}").fetchone()[0]
            taken[name] = [row for row in taken[name] if row[0] > last]
        started = time.perf_counter()
        bare.execute("BEGIN IMMEDIATE")
        for name, rows in taken.items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                bare.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        bare.executemany("INSERT INTO candidate_search (rowid, words) VALUES (?, ?)", words)
        bare.execute("COMMIT")
        return time.perf_counter() - started


def _bare_apart(full: Path, empty: Path) -> float:
    # In a process of its own: what it holds would be counted to every command started after it.
    words = (sys.executable, "-m", "benchmarks.volume", "--bare", full, empty)
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


def measure_import(folder: Path, count: int) -> tuple[Path, list[Line]]:
    """Take people in from CSV and from Excel; give the workspace with those of the CSV."""
    size = f"{count:,} people"
    say(f"{size}: writing the files")
    table = write_csv(folder / "people.csv", count)
    world = make_workspace(folder / "world")
    empty = copy_database(world, folder / "bare.db")
    say(f"{size}: import of CSV")
    ours = run(world, "candidate", "import", str(table))
    lines = []
    took = f"{ours.seconds:.1f} s, {count / ours.seconds:,.0f} rows/s, {ours.mib:.0f} MiB"
    if count <= SMALL:
        bare = _bare_apart(database(world), empty)
        ratio = bare / ours.seconds
        told = f"{ratio:.2f} of bare `executemany`"
        lines.append(Line(f"CSV import, {size}", took, told, "at least 0.35", ratio >= 0.35))
        memory = f"{ours.mib:.0f} MiB"
        lines.append(Line("its memory", memory, "", "at most 150 MiB", ours.mib <= 150))
        again = run(world, "candidate", "import", str(table))
        took = f"{again.seconds:.1f} s, {count / again.seconds:,.0f} rows/s"
        lines.append(Line("the same file again: unchanged", took, "", "", None))
        lines.append(_measure_workbook(folder, count, ours))
    else:
        lines.append(Line(f"CSV import, {size}", took, "", "", None))
    return world, lines


def _measure_workbook(folder: Path, count: int, beside: Run) -> Line:
    say("import of a workbook")
    book = write_xlsx(folder / "people.xlsx", count)
    world = make_workspace(folder / "workbook")
    ours = run(world, "candidate", "import", str(book))
    ratio = beside.seconds / ours.seconds
    took = f"{ours.seconds:.1f} s, {count / ours.seconds:,.0f} rows/s, {ours.mib:.0f} MiB"
    told = f"{ratio:.2f} of the CSV import"
    return Line(f"XLSX import, {count:,} people", took, told, "at least 0.6", ratio >= 0.6)


_PEOPLE = (
    "SELECT id, name, email, company, source, added_at FROM candidates WHERE id IN ({}) ORDER BY id"
)
_THEIRS = (
    "SELECT a.id, a.candidate_id, a.stage, j.code FROM applications a "
    "JOIN jobs j ON j.id = a.job_id WHERE a.candidate_id IN ({}) ORDER BY a.id"
)
_LIST = "SELECT id FROM candidates WHERE merged_into IS NULL AND id > ? ORDER BY id LIMIT 51"
_FIND = (
    "SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? AND rowid > 0 "
    "ORDER BY rowid LIMIT 51"
)
_BOARD = (
    "SELECT j.code, a.stage, count(*) FROM jobs j JOIN applications a ON a.job_id = j.id "
    "WHERE j.status = 'open' GROUP BY a.job_id, a.stage"
)
# The funnel from the log alone, as a query could have it: how often each stage was reached.
_FUNNEL = (
    "SELECT a.job_id, e.to_code, count(DISTINCT e.application_id) FROM events e "
    "JOIN applications a ON a.id = e.application_id "
    "WHERE e.what IN ('application added', 'stage moved') GROUP BY 1, 2"
)


def _page(bare: Any, numbers: Sequence[int]) -> None:
    marks = ",".join(map(str, numbers)) or "0"
    bare.execute(_PEOPLE.format(marks)).fetchall()
    bare.execute(_THEIRS.format(marks)).fetchall()


def measure_reads(world: Path, count: int) -> list[Line]:
    """Find, list and count in one warm process, against bare queries for the same answer."""
    from hiring.store.connection import reading  # noqa: PLC0415 - after it was compiled
    from hiring.workflow.applications import board  # noqa: PLC0415 - the same
    from hiring.workflow.candidates import list_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.finding import find_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.funnel import funnel  # noqa: PLC0415 - the same

    say(f"{count:,} people: reads")
    engine = engine_of(world)
    middle = count // 2
    bare = sqlite3.connect(database(world))

    def listed() -> None:
        _page(bare, [n for (n,) in bare.execute(_LIST, (middle,))])

    def found(match: str) -> Callable[[], None]:
        return lambda: _page(bare, [n for (n,) in bare.execute(_FIND, (match,))])

    pairs: tuple[tuple[str, Callable[[Any], object], Callable[[], object]], ...] = (
        ("a page of the list", lambda c: list_candidates(c, limit=51, after=middle), listed),
        (
            "find schmidt",
            lambda c: find_candidates(c, "schmidt", limit=51),
            found('"schmidt"*'),
        ),
        (
            "find two words",
            lambda c: find_candidates(c, "anna müller", limit=51),
            found('"anna"* AND "muller"*'),
        ),
        ("board", lambda c: board(c, None), lambda: bare.execute(_BOARD).fetchall()),
        ("funnel", funnel, lambda: bare.execute(_FUNNEL).fetchall()),
    )
    with reading(engine) as connection:
        lines = [
            _beside_bare(f"{what}, warm, {count:,} people", partial(ours, connection), peer)
            for what, ours, peer in pairs
        ]
    bare.close()
    engine.dispose()
    return lines


def _beside_bare(what: str, ours: Callable[[], object], peer: Callable[[], object]) -> Line:
    """Let a reading of ours and the bare query take turns, after one each that is not counted."""
    ours()
    peer()
    rounds = [(_seconds(ours), _seconds(peer)) for _ in range(7)]
    mine, theirs = (median(each) for each in zip(*rounds, strict=True))
    ratio = mine / theirs
    took = f"{mine * 1000:.1f} ms, bare {theirs * 1000:.1f} ms"
    return Line(what, took, f"{ratio:.2f}", "at most 3", ratio <= 3)


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


COMMANDS = ("candidate list", "candidate find schmidt", "board", "report funnel")


def measure_commands(world: Path, empty: Path, count: int) -> list[Line]:
    """Start whole commands among many people and in a workspace without any, in turns."""
    say(f"{count:,} people: whole commands")
    most = 1.25 if count <= SMALL else 2
    lines = []
    for line in COMMANDS:
        words = line.split()
        run(world, *words)
        rounds = [(run(world, *words), run(empty, *words)) for _ in range(9)]
        ratio = median(full.seconds / none.seconds for full, none in rounds)
        took = f"{median(full.seconds for full, _ in rounds) * 1000:.0f} ms"
        what = f"`hiring {line}`, {count:,} people, to an empty workspace"
        lines.append(Line(what, took, f"{ratio:.2f}", f"at most {most}", ratio <= most))
    return lines


def measure_duplicates(world: Path, count: int) -> list[Line]:
    """Compare everybody with everybody who may be the same."""
    say(f"{count:,} people: duplicates")
    ours = run(world, "candidate", "duplicates", "--limit", "20")
    took = f"{ours.seconds:.0f} s, {ours.mib:.0f} MiB"
    if count <= SMALL:
        return [Line(f"duplicates over {count:,} people", took, "", "", None)]
    met = ours.seconds <= 600 and ours.mib <= 2048
    wanted = "at most 10 min and 2 GiB"
    return [Line(f"duplicates over {count:,} people", took, "", wanted, met)]


def measure_disk(world: Path, empty: Path, folder: Path, count: int) -> list[Line]:
    """Count the bytes of a person with an application and its events, without the text index."""
    sizes = []
    for place, one in enumerate((world, empty)):
        copied = copy_database(one, folder / f"disk {place}.db")
        with closing(sqlite3.connect(copied, isolation_level=None)) as there:
            there.execute("DROP TABLE candidate_search")
            there.execute("DELETE FROM name_words")
            there.execute("VACUUM")
        sizes.append(copied.stat().st_size)
        copied.unlink()
    each = (sizes[0] - sizes[1]) / count
    what = f"disk per candidate, {count:,} people, without the text index"
    return [Line(what, f"{each:.0f} bytes", "", "at most 1,000, chained", each <= 1000)]


def measure_server(folder: Path, url: str, count: int) -> list[Line]:
    """Take the same people in on PostgreSQL, and read there against bare queries."""
    from sqlalchemy import create_engine, text  # noqa: PLC0415 - for a server alone
    from sqlalchemy.engine import make_url  # noqa: PLC0415 - the same

    say(f"{count:,} people: PostgreSQL")
    name = f"hiring_bench_{os.getpid()}"
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    own = make_url(url).set(database=name).render_as_string(hide_password=False)
    try:
        world = folder / "server"
        world.mkdir()
        type_in(world, "init", ".", "--company", "Example GmbH", "--database-url", own)
        _open_jobs(world)
        here = make_workspace(folder / "beside")
        table = folder / "people.csv"
        beside = run(here, "candidate", "import", str(table))
        ours = run(world, "candidate", "import", str(table))
        ratio = beside.seconds / ours.seconds
        took = f"{ours.seconds:.1f} s, {count / ours.seconds:,.0f} rows/s, {ours.mib:.0f} MiB"
        what = f"PostgreSQL: CSV import, {count:,} people, of the SQLite import"
        lines = [Line(what, took, f"{ratio:.2f}", "at least 0.5", ratio >= 0.5)]
        return lines + _read_server(world, own, count)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


_FIND_THERE = (
    "SELECT id FROM candidate_search WHERE to_tsvector('simple', words) @@ "
    "to_tsquery('simple', '{}') AND id > 0 ORDER BY id LIMIT 51"
)


def _read_server(world: Path, url: str, count: int) -> list[Line]:
    import psycopg  # noqa: PLC0415 - for a server alone

    from hiring.store.connection import reading  # noqa: PLC0415 - the same
    from hiring.workflow.applications import board  # noqa: PLC0415 - the same
    from hiring.workflow.finding import find_candidates  # noqa: PLC0415 - the same
    from hiring.workflow.funnel import funnel  # noqa: PLC0415 - the same

    engine = engine_of(world)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as bare:
        bare.execute("ANALYZE")

        def found() -> None:
            _page(bare, [n for (n,) in bare.execute(_FIND_THERE.format("schmidt:*"))])

        pairs: tuple[tuple[str, Callable[[Any], object], Callable[[], object]], ...] = (
            ("find schmidt", lambda c: find_candidates(c, "schmidt", limit=51), found),
            ("board", lambda c: board(c, None), lambda: bare.execute(_BOARD_THERE).fetchall()),
            ("funnel", funnel, lambda: bare.execute(_FUNNEL).fetchall()),
        )
        with reading(engine) as connection:
            lines = [
                _beside_bare(
                    f"PostgreSQL: {what}, warm, {count:,} people", partial(ours, connection), peer
                )
                for what, ours, peer in pairs
            ]
    engine.dispose()
    return lines


_BOARD_THERE = _BOARD.replace("GROUP BY a.job_id, a.stage", "GROUP BY j.code, a.stage")


def main() -> None:
    """Measure all of it and write the part of the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, action="append", help="how many; may be repeated")
    options.add_argument("--postgres", metavar="URL", help="a server where databases may be made")
    options.add_argument("--output", type=Path, default=RESULTS)
    options.add_argument("--bare", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.bare:
        print(bare_insert(*given.bare))
        return
    compile_dir(Path(hiring.__file__).parent, quiet=1)
    sizes = given.people or [SMALL, 1_000_000]
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="hiring-volume-") as made:
        empty = make_workspace(Path(made) / "empty")
        for count in sizes:
            folder = Path(made) / str(count)
            folder.mkdir()
            world, measured = measure_import(folder, count)
            lines += measured
            lines += measure_reads(world, count)
            lines += measure_commands(world, empty, count)
            lines += measure_duplicates(world, count)
            lines += measure_disk(world, empty, folder, count)
            if given.postgres:
                lines += measure_server(folder, given.postgres, count)
    table = "\n".join(
        [
            "| what | took | ratio | target | |",
            "| --- | --: | --: | --- | --- |",
            *(line.written() for line in lines),
        ]
    )
    print(write_parts(given.output, {"Volume": f"{say_where()}{_EXPLAINED}\n\n{table}"}))


_EXPLAINED = (
    "Made-up people of one seed, with names in several alphabets, two in a hundred there twice. "
    "Imports and commands are whole processes; reads are warm, in one process, and take turns "
    "with bare `sqlite3` (or `psycopg`) queries for the same answer. The bare funnel is counted "
    "from the log; ours is kept as events are written. Why targets are missed: 20,000 rows a "
    "second were hoped for, and bare `executemany` into the same tables and triggers makes 12,000 "
    "to 14,000 on this machine; on a server an import asks several times a batch what is known and "
    "sends every value through its driver, and one process is busy with that throughout."
)


if __name__ == "__main__":
    main()
