"""Measure how long it takes to erase one person among many, beside SQLite's own VACUUM.

    python -m benchmarks.erasing --people 10000 --people 100000

Erasing is the whole command in a process of its own. Most of it is writing the file anew without
its free pages, which no byte of the person may be left in; the peer is `sqlite3` doing only that
to the same file in the same run.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from compileall import compile_dir
from contextlib import closing
from pathlib import Path
from statistics import median

import hiring
from benchmarks.crowds import copy_database, database, make_workspace, run, say, write_csv
from benchmarks.results import RESULTS, say_where, write_parts

ROUNDS = 5


def vacuum(file: Path) -> float:
    """Give the seconds in which bare SQLite writes a file anew."""
    started = time.perf_counter()
    with closing(sqlite3.connect(file, isolation_level=None)) as bare:
        bare.execute("PRAGMA secure_delete = ON")
        bare.execute("VACUUM")
        bare.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return time.perf_counter() - started


def measure(folder: Path, count: int) -> str:
    """Erase a few people among so many, each after a bare VACUUM of the same file."""
    world = make_workspace(folder / "world")
    say(f"{count:,} people: taking them in")
    table = write_csv(folder / "people.csv", count)
    run(world, "candidate", "import", str(table))
    table.unlink()
    bare, ours, looked = [], [], []
    for place in range(ROUNDS):
        person = f"C-{count // 2 + place}"
        copied = copy_database(world, folder / "bare.db")
        with closing(sqlite3.connect(copied)) as file:
            file.execute("PRAGMA journal_mode = WAL")
        bare.append(vacuum(copied))
        copied.unlink()
        looked.append(run(world, "privacy", "erase", person, "--reason", "x", "--dry-run").seconds)
        ours.append(run(world, "privacy", "erase", person, "--reason", "x", "--yes").seconds)
        say(f"  {ours[-1]:.2f} s, bare {bare[-1]:.2f} s")
    size = database(world).stat().st_size / (1 << 20)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    return (
        f"| {count:,} | {size:.0f} MiB | {median(ours):.2f} s | {median(looked):.2f} s "
        f"| {median(bare):.2f} s | {ratio:.2f} |"
    )


_EXPLAINED = (
    f"One person erased among made-up people of one seed: the whole command, the median of {ROUNDS}"
    " people, beside `sqlite3` doing nothing but `VACUUM` on a copy of the same file in turn with "
    "it. The time is that of writing the file anew twice (into the write-ahead log and back), and "
    "of making the search index one piece, so that no part of a word stays."
)


def main() -> None:
    """Measure and write the part of the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, action="append", metavar="N")
    options.add_argument("--output", type=Path, default=RESULTS)
    given = options.parse_args()
    compile_dir(Path(hiring.__file__).parent, quiet=1)
    lines: list[str] = []
    for count in given.people or [10_000, 100_000]:
        with tempfile.TemporaryDirectory(prefix="hiring-erasing-") as made:
            lines.append(measure(Path(made), count))
    table = "\n".join(
        (
            "| people | database | erasing | only showing what will go | VACUUM | ratio |",
            "| --: | --: | --: | --: | --: | --: |",
            *lines,
        )
    )
    print(write_parts(given.output, {"Erasing": f"{say_where()}{_EXPLAINED}\n\n{table}"}))


if __name__ == "__main__":
    main()
