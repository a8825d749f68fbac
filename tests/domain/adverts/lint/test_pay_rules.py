"""Which sets of rules on pay hold for a posting."""

from __future__ import annotations

import pytest

from hiring.exchange.linting import lint_advert
from tests.linting import bench, lint_text, read


def chosen(location: str, body: str = "We sort parcels.") -> list[str]:
    linted = lint_advert(read(f"# Data engineer\nLocation: {location}\n\n{body}\n"), bench())
    return [rules.id for rules in linted.pay_rules]


@pytest.mark.parametrize(
    ("location", "sets"),
    [
        ("Denver, CO", ["us-co"]),
        ("San Francisco, CA or New York, NY", ["us-ca", "us-ny"]),
        ("Berlin, Germany", ["eu"]),
        ("Remote, United States", ["us-co", "us-ca", "us-wa"]),
        ("Toronto, Ontario, Canada", []),
        ("London, United Kingdom", []),
        ("", []),
    ],
)
def test_the_places_of_a_posting_choose_the_rules(location: str, sets: list[str]) -> None:
    assert chosen(location) == sets


def test_rules_that_only_may_hold_give_notices() -> None:
    body = "The salary is $110,000-$130,000 a year."

    def levels(location: str) -> set[str]:
        found = lint_text(f"# Data engineer\nLocation: {location}\n\n{body}\n")
        return {one.level.value for one in found if one.rule == "pay-rule-set"}

    assert levels("Remote, United States") == {"notice"}
    assert levels("Boulder, CO") == {"warning"}


def test_an_open_range_is_graver_where_rules_ask_for_both_ends() -> None:
    def level(location: str) -> list[str]:
        said = f"# Data engineer\nLocation: {location}\n\nSalary: from $110,000 a year.\n"
        return [one.level.value for one in lint_text(said) if one.rule == "pay-one-end"]

    assert level("Vienna, Austria") == ["notice"]
    assert level("Chicago, IL") == ["warning"]


def test_pay_that_rules_ask_for_names_them_with_their_date() -> None:
    (found,) = [
        one
        for one in lint_text("# Data engineer\nLocation: Seattle, WA\n\nWe sort parcels.\n")
        if one.rule == "pay-absent"
    ]

    assert found.what == "does not say what is paid; asked for by us-wa (dated 2026-11-01)"


def test_rules_of_tomorrow_are_not_held_against_anybody() -> None:
    found = lint_text(
        "# Data engineer\nLocation: Wilmington, DE\n\nSalary: $90,000-$99,000 a year.\n"
    )

    assert "pay-rule-set" not in {one.rule for one in found}
