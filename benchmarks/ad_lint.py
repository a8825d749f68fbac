"""Count what the lint finds in a folder of advertisements, and how quick it is.

`python -m benchmarks.ad_lint DIR` prints how often each rule fired.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from hiring.ad_rules import load_headings
from hiring.documents.ad_files import read_ad_file
from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.reading import read_advert
from hiring.domain.tokens import split_words
from hiring.exchange.linting import lint_advert, make_bench, make_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Finding

PROGRAM = Path(sys.executable).with_name("hiring")
JUDGED = Path(__file__).with_name("lint-findings.md")
LEAST_ADS_A_SECOND, MOST_TIMES_HELP, MOST_FALSE = 60, 2.5, 10
ROUNDS, STARTS = 5, 11
VERDICT = 4  # the column of the table
PROTECTED = frozenset({Part.EQUAL, Part.ACCOMMODATION, Part.OFFER})


@dataclass(frozen=True)
class LintFigures:
    """What the lint found in a folder of advertisements, and how quick it was.

    `rules` counts findings by level and rule; `protected` counts errors in blocks on equal
    opportunity, accommodation and offers; `start` and `bare` are seconds of whole processes.
    """

    rules: Mapping[tuple[Level, str], int]
    protected: int
    ads_a_second: float
    start: float
    bare: float

    @property
    def times_help(self) -> float:
        """Give how many times the start of `hiring --help` a cold lint takes."""
        return self.start / self.bare

    def count(self, level: Level) -> int:
        """Count the findings of a level."""
        return sum(times for (one, _), times in self.rules.items() if one is level)


def measure_lint(folder: Path) -> LintFigures:
    """Lint every advertisement of a folder, and time it on one core."""
    files = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})
    files = [path for path in files if path.name != "README.md"]
    found = [(advert, finding) for advert, findings in _lint(files) for finding in findings]
    start, bare = _measure_starts(("jd", "lint", str(files[0])), ("--help",))
    return LintFigures(
        rules=Counter((finding.level, finding.rule) for _, finding in found),
        protected=sum(_is_protected(advert, finding) for advert, finding in found),
        ads_a_second=max(_measure_speed(files) for _ in range(ROUNDS)),
        start=start,
        bare=bare,
    )


def print_rules(figures: LintFigures) -> None:
    """Print how often each rule fired."""
    for level in reversed(Level):
        rules = {rule: times for (one, rule), times in figures.rules.items() if one is level}
        print(f"{level.value}s: {sum(rules.values())}")
        for rule, times in sorted(rules.items(), key=lambda one: (-one[1], one[0])):
            print(f"  {times:4}  {rule}")


def count_judged() -> tuple[int, int]:
    """Count the findings that people judged, and how many of them they called false."""
    rows = [line.split("|") for line in JUDGED.read_text("utf-8").splitlines()]
    verdicts = [row[VERDICT].strip(" *") for row in rows if len(row) > VERDICT]
    false = verdicts.count("false")
    return verdicts.count("true") + false, false


def _lint(files: Sequence[Path]) -> list[tuple[Advert, tuple[Finding, ...]]]:
    bench = make_bench(make_book(), today=datetime.now(UTC).date())
    adverts = [read_advert(read_ad_file(path), load_headings()) for path in files]
    return [(advert, lint_advert(advert, bench).findings) for advert in adverts]


def _is_protected(advert: Advert, finding: Finding) -> bool:
    if finding.level is not Level.ERROR or not finding.line:
        return False
    return any(
        line.number == finding.line and line.part in PROTECTED and finding.quote in line.text
        for line in advert.lines
    )


def _measure_speed(files: Sequence[Path]) -> float:
    split_words.cache_clear()
    started = time.process_time()
    _lint(files)
    return len(files) / (time.process_time() - started)


def _measure_starts(*commands: tuple[str, ...]) -> tuple[float, ...]:
    """Time whole processes that take turns; gives the median of each."""

    def start(words: tuple[str, ...]) -> float:
        started = time.perf_counter()
        subprocess.run((str(PROGRAM), *words), capture_output=True, check=False)
        return time.perf_counter() - started

    rounds = [[start(words) for words in commands] for _ in range(STARTS)]
    return tuple(median(took) for took in zip(*rounds, strict=True))


if __name__ == "__main__":
    print_rules(measure_lint(Path(sys.argv[1])))
