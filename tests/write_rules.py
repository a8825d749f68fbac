"""Write the tables of rules in docs/linting-ads.md from the rule files: `make docs`."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from hiring.ad_rules.lint_rules import load_pay_rules, load_rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "linting-ads.md"
BEGIN = "<!-- Written by `make docs` from hiring/ad_rules; do not edit it here. -->\n"
END = "<!-- Written until here. -->\n"


def tables() -> str:
    """Make the tables of rules, and of rule sets on pay."""
    return "\n".join((*_rules(), "### Rule sets on pay", "", *_sets(), ""))


def page() -> str:
    """Give the page with its tables as they are today."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "\n" + tables() + END + rest.partition(END)[2]


def _rules() -> Iterator[str]:
    for group, rules in groupby(load_rulebook().rules, key=lambda rule: rule.group):
        yield from (f"### {group.value.capitalize()}", "")
        yield from ("| rule | level | the ad | source |", "|---|---|---|---|")
        for rule in rules:
            source = rule.source.replace("|", ",")
            yield f"| `{rule.id}` | {rule.level.value} | {rule.name} | {source} |"
        yield ""


def _sets() -> Iterator[str]:
    yield from ("| set | for | since | looks for | who | source |", "|---|---|---|---|---|---|")
    for one in load_pay_rules():
        looks = ", ".join(one.asks)
        yield f"| `{one.id}` | {one.name} | {one.begins} | {looks} | {one.who} | {one.source} |"
    yield ""
    yield f"Dated {max(one.as_of for one in load_pay_rules())}."


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
