"""Measure commands in one process against the same rows written by bare sqlite3, both durable.

`python -m benchmarks.warm` writes its part of benchmarks/RESULTS.md. Every command runs in a
workspace; the INSERTs, UPDATEs and DELETEs it sent are then run in its copy, in one transaction of
sqlite3 with the same settings, and synchronous=FULL. Both take turns, so that a ratio compares
what was measured in the same moment.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook
from sqlalchemy import event

from benchmarks.results import RESULTS, say_where, write_parts
from benchmarks.worlds import engine_of, fill, hiring, make_world
from hiring.cli.warm import Kept, WarmApp, call

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

LIMIT = 3
WRITES = ("INSERT", "UPDATE", "DELETE")
CARDS = 3  # of two competencies each: six ratings
STEP = "2"


class Sent(NamedTuple):
    """A statement that wrote, with what it was filled with."""

    sql: str
    given: Any


class Took(NamedTuple):
    """Seconds on the clock, and of them the processor's."""

    clock: float
    processor: float


class Turn(NamedTuple):
    """One command and its peer, and how many statements they share."""

    ours: Took
    bare: Took
    statements: int


class Warm:
    """Commands in one process, noting what they write."""

    def __init__(self, folder: Path) -> None:
        """Stand in a workspace."""
        self._kept = Kept()
        self._folder = str(folder)
        self.sent: list[Sent] = []
        engine = self._app().connect()
        # One engine for all: its statements are noted from the first on.
        self._kept.engine(self._app().settings, lambda: engine)
        event.listen(engine, "before_cursor_execute", self._note)

    def _app(self) -> WarmApp:
        app = WarmApp(self._kept)
        app.workspace = self._folder
        return app

    def _note(self, _connection: Connection, _cursor: Any, sql: str, given: Any, *_: Any) -> None:
        if sql.startswith(WRITES):
            self.sent.append(Sent(sql, given))

    def run(self, words: Sequence[str]) -> Took:
        """Run one command."""
        self.sent = []
        said = StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            started, worked = time.perf_counter(), time.process_time()
            code = call(words, self._app())
            taken = Took(time.perf_counter() - started, time.process_time() - worked)
        if code:
            sys.exit(f"{' '.join(words)}: {code}\n{said.getvalue()}")
        return taken


class Bare:
    """The same rows by sqlite3 alone."""

    def __init__(self, folder: Path, like: Path) -> None:
        """Open a copy with the settings of the other."""
        theirs = engine_of(like)
        with theirs.connect() as connection:
            asked = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "secure_delete", "foreign_keys")
            }
        theirs.dispose()
        self._connection = sqlite3.connect(folder / "hiring.db", isolation_level=None)
        for name, value in asked.items():
            self._connection.execute(f"PRAGMA {name} = {value}").fetchall()
        self._connection.execute("PRAGMA synchronous = FULL")

    def run(self, sent: Sequence[Sent]) -> Took:
        """Write the rows in one transaction."""
        connection = self._connection
        started, worked = time.perf_counter(), time.process_time()
        connection.execute("BEGIN IMMEDIATE")
        for sql, given in sent:
            if isinstance(given, list):
                connection.executemany(sql, given)
            else:
                connection.execute(sql, given).fetchall()
        connection.execute("COMMIT")
        return Took(time.perf_counter() - started, time.process_time() - worked)


def make_workspaces(folder: Path, *, people: int) -> tuple[Path, Path, list[Path]]:
    """Make a workspace with filled cards as text, and its copy."""
    ours = make_world(folder / "ours", people=people, steps=STEP, recorded=False)
    hiring(ours, "scorecard", "export", "--job", "ML-1", "-o", "cards")
    bare = shutil.copytree(ours, folder / "bare")
    return ours, bare, [_as_text(card) for card in sorted((ours / "cards").glob("*.xlsx"))]


def _as_text(card: Path) -> Path:
    fill(card, card)
    file = card.with_suffix(".csv")
    with file.open("w", newline="", encoding="utf-8") as to:
        writer = csv.writer(to)
        for row in load_workbook(card)["Scorecard"].iter_rows(values_only=True):
            writer.writerow(["" if value is None else value for value in row])
    return file


def lines_of(cards: Sequence[Path], rounds: int) -> dict[str, Iterator[list[str]]]:
    """Name what is typed, each with a command for every round."""
    new = range(1, rounds + 1)
    return {
        "add a person": (
            ["candidate", "add", f"Kim Sample{n}", "--email", f"kim{n}@example.org"] for n in new
        ),
        "add a person with an application": (
            [
                "candidate",
                "add",
                f"Lee Sample{n}",
                "--email",
                f"lee{n}@example.org",
                "--job",
                "ML-1",
            ]
            for n in new
        ),
        "move an application": (["application", "move", f"A-{n}", "screen"] for n in new),
        "record six ratings (three cards as .csv)": (
            ["scorecard", "import", *map(str, cards[(n - 1) * CARDS : n * CARDS])] for n in new
        ),
    }


def measure(folder: Path, *, rounds: int) -> list[str]:
    """Let commands and their peers take turns, and give the lines of a table."""
    ours, bare, cards = make_workspaces(folder, people=rounds * CARDS)
    warm, peer = Warm(ours), Bare(bare, ours)
    rows = [
        "| command | statements | ms | processor | bare ms | processor | ratio | limit | |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --- |",
    ]
    for title, commands in lines_of(cards, rounds).items():
        turns = []
        for words in commands:
            took = warm.run(words)
            turns.append(Turn(took, peer.run(warm.sent), len(warm.sent)))
        rows.append(row_of(title, turns[len(turns) // 10 :]))
    return rows


def row_of(title: str, turns: Sequence[Turn]) -> str:
    """Write a line of the table; what came first warmed up."""
    shown = [
        f"{median(getattr(getattr(one, who), what) for one in turns) * 1000:.2f}"
        for who in ("ours", "bare")
        for what in ("clock", "processor")
    ]
    ratio = median(one.ours.clock / one.bare.clock for one in turns)
    verdict = "met" if ratio <= LIMIT else "**missed**"
    cells = (title, turns[-1].statements, *shown, f"{ratio:.2f}", LIMIT, verdict)
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--output", type=Path, default=RESULTS)
    asked = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("HIRING")]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), rounds=asked.rounds)
    about = (
        "Commands in one process (`hiring shell`, `hiring run`), each its own durable transaction, "
        "beside the statements that wrote, in one transaction of bare sqlite3 with "
        "synchronous=FULL. Medians of turns. Why the limit is missed: nearly all of it is the "
        "processor's time. A command reads its words, asks the database what the rules need to "
        "know (ten to twenty statements through SQLAlchemy, about 0.1 ms each), writes, and seals "
        "the log; the peer only repeats the writes."
    )
    print(write_parts(asked.output, {"Warm": f"{say_where()}{about}\n\n" + "\n".join(rows)}))


if __name__ == "__main__":
    main()
