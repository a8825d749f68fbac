"""Years of experience that are asked for, and other lengths of time."""

from __future__ import annotations

import pytest

from tests.domain.adverts.said import gather, listed, rows


@pytest.mark.parametrize(("expected", "text"), rows("years"))
def test_the_largest_lower_bound_that_is_required_is_read(expected: str, text: str) -> None:
    required = gather(listed(text)).years_required

    assert ("-" if required is None else str(required)) == expected


def test_every_figure_is_given_with_what_it_is_of_and_whether_it_is_required() -> None:
    facts = gather("""
        Requirements

        * 5-7 years of experience in data, at least 2 of them with Spark
        * 3+ years of Scala preferred
    """)

    assert [(asked.least, asked.most, asked.required) for asked in facts.years] == [
        (5, 7, True),
        (3, None, False),
    ]
    assert facts.years[0].of == "of experience in data, at least 2 of them with Spark"
    assert (facts.years[1].line, facts.years[1].quote) == (8, "3+ years of Scala preferred")
    assert facts.years_required == 5


def test_years_in_another_language_are_not_read() -> None:
    german = (
        "Du bringst mindestens 5 years of experience mit und arbeitest gern in einem Team, das die"
        " Daten der Kunden aufbereitet und mit den anderen Teams für das Produkt sorgt, auch im"
        " Urlaub der anderen. Wir sind ein Team von zehn und freuen uns auf dich."
    )

    facts = gather(f"Requirements\n\n* {german}")

    assert facts.language == "de"
    assert facts.years == ()
    assert "years of experience" in facts.unread
