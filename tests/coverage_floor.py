"""Hold the floors of coverage: 95 % of the whole, its branches alone too, and 85 % of every file.

Run as `python -m tests.coverage_floor` after the tests; exits with 1 when a floor is missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from coverage import Coverage

WHOLE, FILE = 95.0, 85.0
MOST_LINES = 20


def main() -> int:
    """Read what the tests measured, say what is too low, and give an exit code."""
    found = _measured()
    totals, files = found["totals"], found["files"]
    print(
        f"coverage: {totals['percent_covered']:.1f} % with branches, "
        f"{totals['percent_branches_covered']:.1f} % of the branches alone, {len(files)} files"
    )
    misses = below(found)
    for miss in misses:
        print(f"too low: {miss}", file=sys.stderr)
    return 1 if misses else 0


def _measured() -> dict[str, Any]:
    coverage = Coverage()
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        coverage.json_report(outfile=str(report))
        read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return read


def below(found: dict[str, Any]) -> list[str]:
    """List what lies under its floor, the lowest file first."""
    totals, files = found["totals"], found["files"]
    misses = [
        f"{what} of the whole is {totals[key]:.1f} %, the floor is {WHOLE:.0f} %"
        for what, key in (
            ("coverage", "percent_covered"),
            ("branch coverage", "percent_branches_covered"),
        )
        if totals[key] < WHOLE
    ]
    rates = sorted((file["summary"]["percent_covered"], name) for name, file in files.items())
    misses += [
        f"{name} is {rate:.1f} %, the floor is {FILE:.0f} %; missing: {_lines(files[name])}"
        for rate, name in rates
        if rate < FILE
    ]
    return misses


def _lines(file: dict[str, Any]) -> str:
    missing = [str(line) for line in file["missing_lines"]]
    return ", ".join(missing[:MOST_LINES]) + (", ..." if len(missing) > MOST_LINES else "")


if __name__ == "__main__":
    sys.exit(main())
