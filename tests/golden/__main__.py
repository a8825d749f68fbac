"""Run golden cases from a file: `python -m tests.golden FILE.json [--only STATISTIC]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.golden import Case, NotBuiltError, list_differences, load_cases


def main(arguments: list[str] | None = None) -> int:
    """Run the cases and return 0 only if there are some and all pass; bad usage exits with 2."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__)
    parser.add_argument("file", type=Path, help="a JSON file of golden cases")
    parser.add_argument("--only", metavar="STATISTIC", help="run only the cases of one statistic")
    chosen = parser.parse_args(arguments)
    try:
        cases = load_cases(chosen.file)
    except (OSError, ValueError) as error:
        parser.error(str(error))
    cases = tuple(case for case in cases if chosen.only in (None, case.statistic))
    if not cases:
        print(f"no case matches in {chosen.file}")
    failed = sum(not passes(case) for case in cases)
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


def passes(case: Case) -> bool:
    """Run one case and print what differs."""
    try:
        differences = list_differences(case)
    except NotBuiltError:
        print(f"{case.id}: {case.statistic} is not built yet")
        return False
    except Exception as error:  # noqa: BLE001 - any fault of ours is a failed case, not a stop
        print(f"{case.id}: {error!r}")
        return False
    for one in differences:
        print(f"{case.id}: {one.field}")
        print(f"  expected {json.dumps(one.expected)}")
        print(f"  got      {json.dumps(one.got, default=str)}")
    return not differences


if __name__ == "__main__":
    sys.exit(main())
