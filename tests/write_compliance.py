"""Write the tables of docs/compliance.md: `make docs`.

What the program does and on what it rests comes from hiring/compliance_rules, the pages and tests
from tests/compliance.toml.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hiring.compliance_rules import load_items, load_laws

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "compliance.md"
BEGIN = "<!-- Written by `make docs` from hiring/compliance_rules; do not edit it here. -->\n"
END = "<!-- Written until here. -->\n"


class Proof(NamedTuple):
    """Which pages describe something, which tests prove it, and the decision behind it."""

    pages: tuple[str, ...]
    tests: tuple[str, ...]
    why: str = ""


def proofs() -> dict[int, Proof]:
    """Read which pages and tests belong to which number."""
    said = tomllib.loads((ROOT / "tests" / "compliance.toml").read_text(encoding="utf-8"))
    return {
        int(number): Proof(tuple(one["pages"]), tuple(one["tests"]), one.get("why", ""))
        for number, one in said.items()
    }


def lines() -> Iterator[str]:
    """Write the tables."""
    proved = proofs()
    yield from ("## What is done, where it is described, and what proves it", "")
    yield from ("| | name | what the program does | page | tests |", "|---|---|---|---|---|")
    for item in load_items().values():
        one = proved[item.number]
        pages = [f"[{page.removesuffix('.md')}]({page})" for page in one.pages]
        if one.why:
            pages.append(f"[{one.why[:4]}](decisions/{one.why})")
        tests = "<br>".join(f"`{test.partition('::')[2]}`" for test in one.tests)
        yield (
            f"| C{item.number} | `{item.id}` | {item.behaviour} | {', '.join(pages)} | {tests} |"
        )
    yield from ("", "## Laws and guidance it rests on", "")
    yield from ("| rule | place | applies since | looked up | says |", "|---|---|---|---|---|")
    for law in load_laws().values():
        since = law.since or ""
        yield (
            f"| {law.name}: {law.source} | {law.jurisdiction} | {since} | {law.as_of} "
            f"| {law.note} |"
        )


def page() -> str:
    """Give the page with its tables as they are today."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + "\n".join(lines()) + "\n\n" + END + rest.partition(END)[2]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
