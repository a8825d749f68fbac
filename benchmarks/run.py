"""Measure start-up, scorecards out and back, and scoring; write the results as one table.

Run as `make bench`. Each command is a whole process, started by the console script as people
start it. A ratio compares it with a plain peer measured in the same minute: peers and commands
take turns, and what is shown are medians.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from compileall import compile_dir
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import hiring
from benchmarks.cards import measure_cards
from benchmarks.results import RESULTS, say_where, write_parts
from benchmarks.worlds import PROGRAM, engine_of, make_empty, make_world, record_cards
from hiring.store.connection import reading
from hiring.workflow.assessing import assess_application

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

IMPORT_CLICK = (sys.executable, "-c", "import click")
IMPORT_BOTH = (sys.executable, "-c", "import click, sqlalchemy")
TARGET, AIM = 1.3, 1.2
IN_A_BLOCK = 4
STEPS = ("2", "3", "4", "5")


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    rounds: int
    people: int
    many_people: int
    card_rounds: int
    carded: int
    assessed: int


FULL = Size(rounds=15, people=60, many_people=10_000, card_rounds=5, carded=1_000, assessed=1_000)
QUICK = Size(rounds=2, people=60, many_people=300, card_rounds=1, carded=20, assessed=20)


# What people type; {n} is another number in every round, so that a write finds its record fresh.
ON_NOTHING = (
    "candidate list",
    "application list",
    "interview list",
    "interview due",
    "job list",
    "board",
    "db info",
    "candidate add Kim|Example --email kim{n}@example.org",
)
ON_PEOPLE = (
    "candidate list",
    "candidate list --json",
    "candidate show C-1",
    "candidate find ada",
    "candidate add Kim|Example --email kim{n}@example.org",
    "candidate add Lee|Example --email lee{n}@example.org --job ML-1",
    "candidate edit C-1 --note seen|{n}|times",
    "application list",
    "application show A-1",
    "application add C-{n} SE-1",
    "application move A-{n} screen",
    "board",
    "board ML-1",
    "interview list",
    "interview due",
    "interview schedule A-{n} 1 --interviewer Cy|Sample|<cy@example.org>",
    "interview move I-{n} --at 2030-03-02T14:00",
    "hypothesis list A-1",
    "hypothesis add A-{n} coding --evidence maintains|a|parser",
    "hypothesis drop A-{n} debugging",
    "job list",
    "job show ML-1",
    "job plan ML-1",
    "job edit DE-1 --team team|{n}",
    "assess A-1",
    "assess A-1 --json",
    "decide A-{n} advance --by Mo|Manager --because a|strong|start",
    "db info",
)


@dataclass
class Timed:
    """What one command took, in seconds, and against the peers beside it."""

    seconds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)


def run(command: Sequence[str | Path], folder: Path) -> float:
    """Run a process and give its seconds; a failure ends the benchmark with what it said."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("HIRING", "PYTHON"))
    }
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True
    )
    taken = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return taken


def words_of(line: str, number: int) -> list[str]:
    """Split a line as a shell would; a bar stands for a space within a word."""
    return [word.replace("|", " ") for word in line.format(n=number).split()]


def take_turns(
    lines: Sequence[str], folder: Path, *, peer: Sequence[str], rounds: int
) -> dict[str, Timed]:
    """Time commands in blocks of four, each block between two runs of the peer."""
    found: dict[str, Timed] = defaultdict(Timed)
    run(peer, folder)
    for number in range(2, rounds + 2):
        before = run(peer, folder)
        for start in range(0, len(lines), IN_A_BLOCK):
            block = lines[start : start + IN_A_BLOCK]
            taken = [run([PROGRAM, *words_of(line, number)], folder) for line in block]
            after = run(peer, folder)
            for line, seconds in zip(block, taken, strict=True):
                found[line].seconds.append(seconds)
                found[line].ratios.append(seconds / ((before + after) / 2))
            found["peer"].seconds.append(after)
            before = after
        say(f"  round {number - 1} of {rounds}")
    return found


def say(text: str) -> None:
    """Tell how far it is."""
    print(text, file=sys.stderr, flush=True)


def measure_start(folder: Path, size: Size) -> list[str]:
    """Compare commands with what they cannot do without; give lines of a table."""
    say("start-up: hiring --help")
    helped = take_turns(("--help",), folder, peer=IMPORT_CLICK, rounds=size.rounds * 2)
    say("making workspaces")
    few = make_world(folder / "few", people=size.people, steps="2", recorded=False)
    many = make_world(folder / "many", people=size.many_people, steps="2", recorded=False)
    record_cards(few)
    record_cards(many)
    worlds = {
        "empty": make_empty(folder / "empty"),
        f"{size.people}": few,
        f"{size.many_people:,}": many,
    }
    lines = [
        "| command | people | ms | ratio | target | |",
        "| --- | --: | --: | --: | --: | --- |",
        row_of("hiring --help", "", helped["--help"]),
    ]
    for people, world in worlds.items():
        say(f"start-up: {people} people")
        typed = ON_NOTHING if people == "empty" else ON_PEOPLE
        found = take_turns(typed, world, peer=IMPORT_BOTH, rounds=size.rounds)
        lines += [row_of(f"hiring {line}", people, found[line]) for line in typed]
        peer = median(found["peer"].seconds) * 1000
        lines.append(f"| *`import click, sqlalchemy`* | {people} | {peer:.0f} | 1 | | |")
    click = median(helped["peer"].seconds) * 1000
    lines.append(f"| *`import click`* | | {click:.0f} | 1 | | |")
    return lines


def row_of(line: str, people: str, timed: Timed) -> str:
    """Write a command's line of the table."""
    ratio = median(timed.ratios)
    verdict = "aim met" if ratio <= AIM else "target met" if ratio <= TARGET else "**missed**"
    shown = line.replace("|", " ").replace("{n}", "N")
    milliseconds = median(timed.seconds) * 1000
    return f"| `{shown}` | {people} | {milliseconds:.0f} | {ratio:.2f} | {TARGET} | {verdict} |"


def measure_scoring(folder: Path, size: Size) -> list[str]:
    """Assess every application of a job, each with its cards, from the database."""
    say("scoring: making a workspace")
    world = make_world(folder / "scored", people=size.assessed, steps=STEPS, recorded=True)
    engine = engine_of(world)

    def assess_all() -> None:
        with reading(engine) as connection:
            for number in range(1, size.assessed + 1):
                assess_application(connection, f"A-{number}")

    took = median(_seconds_of(assess_all) for _ in range(size.card_rounds))
    engine.dispose()
    what = f"{size.assessed:,} applications with {len(STEPS)} cards each, from the database"
    return [
        "| assessed in one process | seconds | per second |",
        "| --- | --: | --: |",
        f"| {what} | {took:.1f} | {size.assessed / took:.0f} |",
    ]


def _seconds_of(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def main() -> None:
    """Measure all of it, or one part, and write the results beside those that stand."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="a trial run: sizes are small")
    options.add_argument("--rounds", type=int, help="how often each command is started")
    options.add_argument("--only", choices=list(PARTS), help="one part; the others stay")
    options.add_argument("--output", type=Path, default=RESULTS)
    given = options.parse_args()
    compile_dir(Path(hiring.__file__).parent, quiet=1)
    size = QUICK if given.quick else FULL
    size = replace(size, rounds=given.rounds or size.rounds)
    with tempfile.TemporaryDirectory(prefix="hiring-bench-") as made:
        measured = {
            title: f"{say_where()}{explain(size)}\n\n" + "\n".join(measure(Path(made), size))
            for title, (measure, explain) in PARTS.items()
            if given.only in {None, title}
        }
    print(write_parts(given.output, measured))


def _explain_start(size: Size) -> str:
    return (
        "Commands are whole processes of the console script on SQLite, each started "
        f"{size.rounds} times, in blocks of {IN_A_BLOCK} between two runs of their peer: "
        "`import click, sqlalchemy` for commands that read or write a few rows, `import click` "
        "for the help. The ratio is the median of the ratios to the two peers beside each run; "
        f"the target is {TARGET}, the aim {AIM}."
    )


def _explain_cards(size: Size) -> str:
    return (
        f"Each figure is the median of {size.card_rounds} rounds in which our command and its "
        "peers take turns; memory is the most a process held. openpyxl writes and reads a tenth "
        "of the files, counted ten times. Hostile files are read one by one in a fresh fork, "
        "and the best time of each is taken. Writing ready bytes is making 1,000 files and "
        "little else: it takes 0.05 s where the disk has room at hand and ten times that where "
        "it looks for some, so that the ratio to it ranges from 2 to 13; 0.3 s of ours are the "
        "start of the program."
    )


def _explain_scoring(size: Size) -> str:
    return f"The median of {size.card_rounds} rounds."


def _measure_cards(folder: Path, size: Size) -> list[str]:
    say("scorecards: writing, filling and taking back")
    return measure_cards(folder, cards=size.carded, rounds=size.card_rounds)


PARTS: dict[str, tuple[Callable[[Path, Size], list[str]], Callable[[Size], str]]] = {
    "Start-up": (measure_start, _explain_start),
    "Scorecards": (_measure_cards, _explain_cards),
    "Scoring": (measure_scoring, _explain_scoring),
}


if __name__ == "__main__":
    main()
