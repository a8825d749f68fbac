"""Years on tools, and what stands between them."""

from __future__ import annotations

from datetime import date

import pytest

from hiring.domain.adverts.findings import Level
from hiring.exchange.linting import lint_advert, make_bench, make_book
from tests.linting import lint_text, read, rules_of


@pytest.mark.parametrize(
    ("said", "rules"),
    [
        ("5+ years of experience with Snowflake", {"years-one-tool"}),
        ("5 years of hands-on PyTorch experience", {"years-one-tool"}),
        ("5 years of experience in Python or Scala", set()),
        ("5 years of software engineering, using Kubernetes", set()),
        ("25 years of Kubernetes", {"years-one-tool", "years-before-tool"}),
        ("1 year of Airflow", set()),
        ("Kubernetes: 5 years", {"years-one-tool"}),
        ("Kubernetes (at least 25 years of experience)", {"years-one-tool", "years-before-tool"}),
        ("7+ years of experience with SQL and data modelling", set()),
        ("3 years with large language models", set()),
        ("15 years with large language models", {"years-before-tool"}),
        ("Python, and 5 years of experience in data engineering", set()),
    ],
)
def test_years_are_counted_on_the_tool_that_follows(said: str, rules: set[str]) -> None:
    found = rules_of(f"# Director\n\n## Requirements\n- {said}\n")

    assert found & {"years-one-tool", "years-before-tool"} == rules


def test_what_was_too_many_years_yesterday_is_not_in_time() -> None:
    advert = read("# Data Engineer\n\n## Requirements\n- 5 years of experience with LangChain\n")

    def rules(today: date) -> set[str]:
        bench = make_bench(make_book(), today=today)
        return {finding.rule for finding in lint_advert(advert, bench).findings}

    assert "years-before-tool" in rules(date(2026, 11, 21))
    assert "years-before-tool" not in rules(date(2028, 1, 1))


def test_a_must_have_that_no_interview_assesses_is_named() -> None:
    bench = make_bench(make_book(), today=date(2026, 11, 21))

    linted = lint_advert(read("# Analyst\n\nWe sort."), bench, unassessed=("Statistics",))

    (found,) = [one for one in linted.findings if one.rule == "unassessed-must-have"]
    assert (found.level, found.quote) == (Level.WARNING, "Statistics")


def test_a_long_quotation_is_cut_at_a_word() -> None:
    must_haves = "\n".join(f"- Knows {'many things ' * 30}number {n}." for n in range(9))

    found = lint_text(f"# Analyst\n\n## Requirements\n{must_haves}\n")

    assert all(len(one.quote) <= 204 for one in found)
    assert any(one.quote.endswith(" ...") for one in found)
