"""Measure how quickly a long log is verified, beside reading the same rows by bare sqlite3.

`make bench-audit` writes its part of benchmarks/RESULTS.md. The log is made up: of an import, whose
links hold some thousands of entries each, and of daily work, three entries a link; `--entries`
chooses its length. Both read in turns; the best of three counts on either side. It is told by the
processor's seconds, beside those on the clock, so that what else the machine does weighs less.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.results import RESULTS, say_where, write_parts
from hiring.domain.chain import MOST_IN_A_LINK, commitment
from hiring.store import chain, migrate
from hiring.store.connection import connect, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ENTRIES = 1_000_000
TARGET = 100_000  # entries a second
TURNS = 3
DAILY = 3  # entries of a transaction at work
_SALT = b"s" * 16
_READ = (
    "SELECT e.id, e.at, a.mark, e.what, e.subject, e.application_id, e.job_id, e.from_code, "
    "e.to_code, e.words_id FROM events AS e JOIN actors AS a ON a.id = e.actor_id ORDER BY e.id"
)
_WRITE = """
    WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?)
    INSERT INTO events (id, at, actor_id, what, subject, application_id, job_id, from_code, to_code)
    SELECT i, '2026-03-02 09:00:00', 1,
      CASE i % 2 WHEN 0 THEN 'application added' ELSE 'candidate added' END,
      CASE i % 2 WHEN 0 THEN 'A-' ELSE 'C-' END || i, CASE i % 2 WHEN 0 THEN i END,
      CASE i % 2 WHEN 0 THEN 1 END, NULL, CASE i % 2 WHEN 0 THEN 'applied' ELSE 'referral' END
    FROM numbers
"""


class Took(NamedTuple):
    """Seconds of the processor, and on the clock."""

    processor: float
    clock: float

    def written(self) -> str:
        """Write both."""
        return f"{self.processor:.2f} s ({self.clock:.2f} s)"


def timed(act: Callable[[], object]) -> Took:
    """Do something and say how long it took."""
    processor, clock = time.process_time(), time.perf_counter()
    act()
    return Took(time.process_time() - processor, time.perf_counter() - clock)


def make_log(file: Path, *, entries: int, in_a_link: int) -> Took:
    """Make a log with links of a size; tells how long the links took."""
    url = f"sqlite:///{file}"
    migrate.upgrade(url)
    with closing(sqlite3.connect(file)) as database:
        database.execute(
            "INSERT INTO actors (id, name, salt, mark) VALUES (1, 'Rita Recruiter', ?, ?)",
            (_SALT, commitment(_SALT, "Rita Recruiter")),
        )
        database.execute(_WRITE, (entries,))
        database.commit()
    engine = connect(url)
    with engine.begin() as connection:
        took = timed(lambda: chain.seal(connection, after=0, most=in_a_link))
    engine.dispose()
    return took


def verify(file: Path, *, entries: int) -> Took:
    """Verify a log as the command does."""
    engine = connect(f"sqlite:///{file}")
    found = []
    with reading(engine) as connection:
        took = timed(lambda: found.append(chain.verify(connection, passed=lambda _: None)))
    engine.dispose()
    if found[0].findings or found[0].entries != entries:
        raise ValueError(found)
    return took


def read(file: Path) -> Took:
    """Read the same entries by bare sqlite3."""
    with closing(sqlite3.connect(file)) as database:
        return timed(lambda: all(database.execute(_READ)))


def measure(folder: Path, *, entries: int) -> list[str]:
    """Measure both kinds of log, and give the lines of a table."""
    rows = [
        "| log | links made | verified | bare sqlite3 | ratio | entries a second | target | |",
        "| --- | --: | --: | --: | --: | --: | --: | --- |",
    ]
    kinds = {"of an import": MOST_IN_A_LINK, "of daily work, three entries a link": DAILY}
    for title, in_a_link in kinds.items():
        file = folder / f"{in_a_link}.db"
        sealed = make_log(file, entries=entries, in_a_link=in_a_link)
        turns = [(verify(file, entries=entries), read(file)) for _ in range(TURNS)]
        rows.append(_row(title, sealed, turns, entries=entries))
        file.unlink()
    return rows


def _row(title: str, sealed: Took, turns: Sequence[tuple[Took, Took]], *, entries: int) -> str:
    ours, bare = (min(times) for times in zip(*turns, strict=True))
    rate = entries / ours.processor
    verdict = "met" if rate >= TARGET else "**missed**"
    cells = (
        *(f"{entries:,} entries {title}", sealed.written(), ours.written(), bare.written()),
        *(f"{ours.processor / bare.processor:.1f}", f"{rate:,.0f}", f"{TARGET:,}", verdict),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), entries=asked.entries)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    about = (
        "`hiring audit verify` on SQLite, in one process, beside bare sqlite3 that reads the same "
        f"rows and throws them away. The best of {TURNS} turns each, in seconds of the processor "
        f"(and on the clock); at most {most:.0f} MiB."
    )
    print(write_parts(asked.output, {"Audit": f"{say_where()}{about}\n\n" + "\n".join(rows)}))


if __name__ == "__main__":
    main()
