"""Count what the lint finds in a folder of advertisements, and how quick it is.

Run as `python -m benchmarks.ad_lint DIR`; `print_lint(DIR)` is what other benchmarks call.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from hiring.ad_rules import load_headings
from hiring.documents.ad_files import read_ad_file
from hiring.domain.adverts.advert import Part
from hiring.domain.adverts.findings import Level
from hiring.domain.adverts.reading import read_advert
from hiring.domain.adverts.tokens import split_words
from hiring.exchange.linting import lint_advert, make_bench, make_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hiring.domain.adverts.advert import Advert
    from hiring.domain.adverts.findings import Finding

PROGRAM = Path(sys.executable).with_name("hiring")
LEAST_ADS_A_SECOND, MOST_TIMES_HELP = 60, 2.5
ROUNDS, STARTS = 5, 11
PROTECTED = frozenset({Part.EQUAL, Part.ACCOMMODATION, Part.OFFER})


def print_lint(folder: Path) -> bool:
    """Print findings by rule and level, errors in protected blocks, speed and the cold start.

    Gives whether the targets were met.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".md"})
    files = [path for path in files if path.name != "README.md"]
    found = [(advert, finding) for advert, findings in _lint(files) for finding in findings]
    _print_counts([finding for _, finding in found])
    protected = sum(_is_protected(advert, finding) for advert, finding in found)
    print(f"errors in blocks on equal opportunity, accommodation and offers: {protected}")
    speed = max(_measure_speed(files) for _ in range(ROUNDS))
    print(f"{len(files)} ads: {speed:.0f} ads a second, read, facts, role and lint (one core)")
    lint = _measure_start(("jd", "lint", str(files[0])))
    bare = _measure_start(("--help",))
    print(f"cold start {lint * 1000:.0f} ms, {lint / bare:.1f} times hiring --help")
    return not protected and speed >= LEAST_ADS_A_SECOND and lint <= MOST_TIMES_HELP * bare


def _lint(files: Sequence[Path]) -> list[tuple[Advert, tuple[Finding, ...]]]:
    bench = make_bench(make_book(), today=datetime.now(UTC).date())
    adverts = [read_advert(read_ad_file(path), load_headings()) for path in files]
    return [(advert, lint_advert(advert, bench).findings) for advert in adverts]


def _print_counts(found: Sequence[Finding]) -> None:
    counted = Counter((finding.level, finding.rule) for finding in found)
    for level in reversed(Level):
        rules = {rule: times for (one, rule), times in counted.items() if one is level}
        print(f"{level.value}s: {sum(rules.values())}")
        for rule, times in sorted(rules.items(), key=lambda one: (-one[1], one[0])):
            print(f"  {times:4}  {rule}")


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


def _measure_start(words: tuple[str, ...]) -> float:
    def start() -> float:
        started = time.perf_counter()
        subprocess.run((str(PROGRAM), *words), capture_output=True, check=False)
        return time.perf_counter() - started

    return median(start() for _ in range(STARTS))


if __name__ == "__main__":
    sys.exit(0 if print_lint(Path(sys.argv[1])) else 1)
