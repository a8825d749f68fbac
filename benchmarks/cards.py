"""Measure scorecards out and back against what a disk and a zip library need for the same files.

`make bench-scorecards` runs this alone. Peers take turns with our commands in one run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.worlds import PROGRAM, fill, make_world

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

STEP = "2"
OPENPYXL_SHARE = 10  # openpyxl writes and reads a tenth of the files, to be counted ten times
BARE = (sys.executable, "-c", "pass")
READY = """
import sys
raw = open(sys.argv[1], "rb").read()
for number in range(int(sys.argv[3])):
    with open(f"{sys.argv[2]}/{number}.xlsx", "wb") as file:
        file.write(raw)
"""
UNZIP = """
import sys, zipfile
from pathlib import Path
for path in Path(sys.argv[1]).glob("*.xlsx"):
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            archive.read(name)
"""
SAVE = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], rich_text=True)
for number in range(int(sys.argv[3])):
    book.save(f"{sys.argv[2]}/{number}.xlsx")
"""
READ = """
import sys
from pathlib import Path
from openpyxl import load_workbook
for path in sorted(Path(sys.argv[1]).glob("*.xlsx"))[:int(sys.argv[2])]:
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            pass
"""


class Run(NamedTuple):
    """What a whole process took: seconds on the clock, and the most memory in MiB."""

    seconds: float
    mib: float


class Row(NamedTuple):
    """One line of the table: what, what it took, its ratio to a peer, and what is wanted."""

    what: str
    took: str
    ratio: float
    wanted: str
    met: bool


def measure_cards(folder: Path, *, cards: int, rounds: int) -> list[str]:
    """Write and take back the cards of a job, and give the table of it."""
    world = make_world(folder / "cards", people=cards, steps=(STEP,), recorded=False)
    out = folder / "out"
    run((PROGRAM, "scorecard", "export", "--job", "ML-1", "-o", str(out)), world)
    written = sorted(out.glob("*.xlsx"))
    back = folder / "back"
    back.mkdir()
    for card in written:
        fill(card, back / card.name)
    rows = [
        *_measure_writing(folder, world, written[0], cards=cards, rounds=rounds),
        *_measure_reading(folder, world, back, cards=cards, rounds=rounds),
        _measure_one(folder, world, rounds=rounds),
        *_measure_hostile(rounds=rounds),
    ]
    return [
        "| what | took | ratio | target | |",
        "| --- | --: | --: | --- | --- |",
        *(
            f"| {row.what} | {row.took} | {row.ratio:.2f} | {row.wanted} | "
            f"{'met' if row.met else '**missed**'} |"
            for row in rows
        ),
    ]


def run(command: Sequence[str | Path], here: Path) -> Run:
    """Run a command to its end; CalledProcessError when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=here, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Run(seconds, usage.ru_maxrss / scale)


def _script(text: str, *words: object) -> list[str]:
    return [sys.executable, "-c", text, *map(str, words)]


def _measure_writing(
    folder: Path, world: Path, card: Path, *, cards: int, rounds: int
) -> list[Row]:
    ours, ready, saved = [], [], []
    rounds = 2 * rounds - 1
    share = max(cards // OPENPYXL_SHARE, 1)
    for number in range(rounds):
        here = _copy_of(world, folder / f"writing {number}")
        for name in ("ready", "saved"):
            (here / name).mkdir()
        ready.append(run(_script(READY, card, here / "ready", cards), here))
        command = (PROGRAM, "scorecard", "export", "--job", "ML-1", "-o", "new")
        ours.append(run(command, here))
    # Nothing is deleted until here, and openpyxl, which deletes what it packs, comes last: where
    # much was deleted a moment ago, ext4 takes ten times as long to make a file.
    for number in range(rounds):
        here = folder / f"writing {number}"
        saved.append(run(_script(SAVE, card, here / "saved", share), here))
        shutil.rmtree(here)
    took = median(each.seconds for each in ours)
    to_ready = _ratio(ours, ready)
    to_openpyxl = _ratio(saved, ours) * cards / share
    shown = f"{took:.2f} s, {_memory(ours):.0f} MiB"
    what = f"{cards:,} cards written, whole process"
    # What a new file costs differs tenfold with the state of the disk, and with it this ratio.
    peers = sorted(each.seconds for each in ready)
    peer = f"{shown} (ready bytes {median(peers):.2f} s, from {peers[0]:.2f} to {peers[-1]:.2f})"
    return [
        Row(f"{what}: to writing ready bytes", peer, to_ready, "at most 8", to_ready <= 8),
        Row(f"{what}: openpyxl to it", shown, to_openpyxl, "at least 5", to_openpyxl >= 5),
    ]


def _measure_reading(
    folder: Path, world: Path, back: Path, *, cards: int, rounds: int
) -> list[Row]:
    ours, again, unzipped, read = [], [], [], []
    share = max(cards // OPENPYXL_SHARE, 1)
    for number in range(rounds):
        here = _copy_of(world, folder / f"reading {number}")
        unzipped.append(run(_script(UNZIP, back), here))
        ours.append(run((PROGRAM, "scorecard", "import", str(back)), here))
        again.append(run((PROGRAM, "scorecard", "import", str(back)), here))
        read.append(run(_script(READ, back, share), here))
        shutil.rmtree(here)
    took, twice = (median(each.seconds for each in runs) for runs in (ours, again))
    to_unzip, most = _ratio(ours, unzipped), _memory(ours)
    to_openpyxl = _ratio(read, ours) * cards / share
    shown = f"{took:.2f} s, {most:.0f} MiB"
    what = f"{cards:,} filled cards read, verified, mapped, stored"
    return [
        Row(f"{what}: to unzipping them", shown, to_unzip, "at most 9", to_unzip <= 9),
        Row(f"{what}: most memory, in 90 MiB", shown, most / 90, "at most 1", most <= 90),
        Row(f"{what}: openpyxl only reading them, to it", shown, to_openpyxl, "", met=True),
        Row(
            "the same again, unchanged: to unzipping them",
            f"{twice:.2f} s",
            _ratio(again, unzipped),
            "",
            met=True,
        ),
    ]


def _measure_one(folder: Path, world: Path, *, rounds: int) -> Row:
    ours, bare = [], []
    run((PROGRAM, "scorecard", "export", "I-1", "-o", str(folder / "first")), world)
    for number in range(rounds * 3):
        bare.append(run(BARE, world))
        command = (PROGRAM, "scorecard", "export", "I-1", "-o", str(folder / f"one {number}"))
        ours.append(run(command, world))
        bare.append(run(BARE, world))
    ratio = median(
        each.seconds * 2 / (bare[2 * place].seconds + bare[2 * place + 1].seconds)
        for place, each in enumerate(ours)
    )
    took = median(each.seconds for each in ours)
    what = "one card from the database, whole process: to a bare interpreter start"
    return Row(what, f"{took * 1000:.0f} ms", ratio, "at most 30", ratio <= 30)


def _measure_hostile(*, rounds: int) -> list[Row]:
    """Take each file's best time, since the limit is in seconds and machines are shared."""
    if not sys.platform.startswith("linux"):
        return []
    from tests.hostile.cases import REFUSED  # noqa: PLC0415 - it measures as Linux does
    from tests.hostile.making import read_apart  # noqa: PLC0415 - the same

    each = list(zip(*(read_apart(*REFUSED) for _ in range(rounds)), strict=True))
    slowest = max(min(reading.seconds for reading in readings) for readings in each)
    largest = max(reading.mib for readings in each for reading in readings)
    what = f"{len(each)} hostile files, the worst of them"
    return [
        Row(f"{what}: in 0.3 s", f"{slowest:.2f} s", slowest / 0.3, "at most 1", slowest <= 0.3),
        Row(
            f"{what}: in 64 MiB above idle",
            f"{largest:.0f} MiB",
            largest / 64,
            "at most 1",
            largest <= 64,
        ),
    ]


def _copy_of(world: Path, to: Path) -> Path:
    return shutil.copytree(world, to)


def _ratio(ours: list[Run], peers: list[Run]) -> float:
    """Give the median of the ratios of runs that took turns."""
    return median(one.seconds / peer.seconds for one, peer in zip(ours, peers, strict=True))


def _memory(runs: list[Run]) -> float:
    return max(each.mib for each in runs)
