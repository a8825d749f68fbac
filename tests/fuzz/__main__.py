"""Let a fuzzer make up what people could send back: python -m tests.fuzz --seconds 90.

It needs Linux and atheris (requirements-fuzz.txt). What it finds it makes as small as it can and
leaves in build/fuzz; then it ends with 1.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fuzz.seeds import write_seeds
from tests.fuzz.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CORPUS = HERE / "corpus"
FINDS = ROOT / "build" / "fuzz"
MOST_KEPT = 8  # of each target
_LIMITS = ("-timeout=2", "-rss_limit_mb=512", "-print_final_stats=1")
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_STARTING = 6  # seconds in which an engine is ready
_SHRINKING = 5  # seconds at each step
_MERGING = 300
_LARGEST_KEPT = 8 << 10
_SHOWN = 6_000
_SLACK = 60  # seconds in which an engine must have ended by itself


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of fuzzing one target."""

    target: str
    runs: int
    seconds: int
    log: str
    finds: tuple[Path, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks."""
    asked = _parser().parse_args(arguments)
    targets = asked.target or list(TARGETS)
    if asked.replay:
        return replay(targets, asked.replay)
    found = (
        Path(asked.keep).resolve() if asked.keep else Path(tempfile.mkdtemp(prefix="hiring-fuzz-"))
    )
    failed = False
    workers = min(len(targets), os.cpu_count() or 1)
    seconds = max(1, asked.seconds // math.ceil(len(targets) / workers) - _STARTING)
    with ThreadPoolExecutor(workers) as pool:
        for outcome in pool.map(lambda target: fuzz(target, seconds, found / target), targets):
            failed |= _tell(outcome)
    if asked.merge:
        for target in targets:
            merge(target, found / target)
    if not asked.keep:
        shutil.rmtree(found)
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=90, help="for all targets together")
    parser.add_argument("--target", action="append", choices=TARGETS, help="this one; repeatable")
    parser.add_argument("--keep", help="a folder that keeps what is new, for the next run")
    parser.add_argument("--merge", action="store_true", help="choose the committed corpus anew")
    parser.add_argument("--replay", type=Path, help="try this one file, without the fuzzer")
    return parser


def replay(targets: Sequence[str], file: Path) -> int:
    """Try one file as each target does; what is wrong is raised."""
    for target in targets:
        try_bytes, _ = TARGETS[target]
        try_bytes(file.read_bytes())
        _say(f"{target}: nothing wrong with {file.name}")
    return 0


def fuzz(target: str, seconds: int, found: Path) -> Outcome:
    """Fuzz one target for a time, from its seeds and its corpus."""
    FINDS.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as seeds:
        write_seeds(target, Path(seeds))
        log, code = _engine(
            target,
            f"-max_total_time={seconds}",
            f"-dict={HERE / 'words.dict'}",
            f"-artifact_prefix={FINDS}/{target}-",
            str(found),
            *_folders(CORPUS / target, Path(seeds)),
            wait=seconds + _SLACK,
        )
    runs = _RUNS.search(log)
    left = re.findall(r"Test unit written to (.+)", log)
    finds = tuple(shrink(target, Path(path)) for path in left)
    if code and not finds:
        raise SystemExit(f"the fuzzer could not try {target}:\n{log[-_SHOWN:]}")
    return Outcome(target, int(runs[1]) if runs else 0, seconds, log, finds)


def shrink(target: str, find: Path) -> Path:
    """Make a find as small as some seconds allow, and give the smaller one."""
    small = find.with_name(f"{find.name}.small")
    _engine(
        target,
        "-minimize_crash=1",
        f"-max_total_time={_SHRINKING}",
        f"-exact_artifact_path={small}",
        str(find),
        wait=_SLACK,
    )
    return small if small.exists() else find


def merge(target: str, found: Path) -> None:
    """Have the engine choose what reaches most, beyond the seeds, and commit a few of that."""
    kept = CORPUS / target
    with tempfile.TemporaryDirectory() as folder:
        seeds, chosen, control = (Path(folder) / name for name in ("seeds", "chosen", "control"))
        seeds.mkdir()
        chosen.mkdir()
        write_seeds(target, seeds)
        begun = {seed.read_bytes() for seed in seeds.iterdir()}
        folders = _folders(seeds, kept, found)  # into the first of them the engine merges
        log, code = _engine(
            target,
            "-merge=1",
            f"-merge_control_file={control}",
            str(seeds),
            *folders,
            wait=_MERGING,
        )
        if code:
            raise SystemExit(f"{target} could not be merged:\n{log[-_SHOWN:]}")
        best = [raw for raw in map(Path.read_bytes, _by_reach(control)) if raw not in begun]
        for raw in [raw for raw in best if len(raw) <= _LARGEST_KEPT][:MOST_KEPT]:
            (chosen / hashlib.sha256(raw).hexdigest()[:12]).write_bytes(raw)
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(chosen, kept)


def _by_reach(control: Path) -> list[Path]:
    """Order files by how much each reached that none before it did, as the engine noted."""
    first, _, *lines = control.read_text().splitlines()
    files = [Path(line) for line in lines[: int(first)]]
    reached = dict.fromkeys(range(len(files)), 0)
    for line in lines[int(first) :]:
        word, _, rest = line.partition(" ")
        if word == "FT":
            number, *features = rest.split()
            reached[int(number)] = len(features)
    best = sorted(reached, key=lambda number: -reached[number])
    return [files[number] for number in best if reached[number]]


def _folders(*folders: Path) -> list[str]:
    return [str(folder) for folder in folders if folder.is_dir()]


def _engine(target: str, *arguments: str, wait: int) -> tuple[str, int]:
    """Run the engine on a target, and give what it wrote and how it ended."""
    with tempfile.TemporaryDirectory() as scratch:  # the engine ends without tidying up
        running = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.engine", *_LIMITS, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "HIRING_FUZZ_TARGET": target,
                "PYTHONPATH": str(ROOT),
                "TMPDIR": scratch,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            said, _ = running.communicate(timeout=wait)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)  # it starts others like itself
            said, _ = running.communicate()
    return said.decode(errors="replace"), running.returncode


def _tell(outcome: Outcome) -> bool:
    """Say what came of a target, and whether it found anything."""
    _say(f"{outcome.target}: {outcome.runs:,} tries in {outcome.seconds} s")
    if outcome.finds:
        _say(outcome.log[-_SHOWN:])
    for find in outcome.finds:
        _say(f"found: python -m tests.fuzz --target {outcome.target} --replay {find}")
    return bool(outcome.finds)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
