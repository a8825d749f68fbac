"""Lines on equal opportunity and on accommodation."""

from __future__ import annotations

import pytest

from tests.domain.adverts.said import gather, rows


@pytest.mark.parametrize(("expected", "text"), rows("equal_opportunity"))
def test_a_line_says_that_nobody_is_discriminated_against_or_does_not(
    expected: str, text: str
) -> None:
    said = gather(text).equal_opportunity

    assert ("y" if said else "n") == expected
    assert said is None or said.text in text


def test_the_plainest_statement_is_the_one_that_is_quoted() -> None:
    facts = gather("""
        We welcome people of all ages and genders.

        We sort parcels. We are an equal opportunity employer. We like tea.
    """)

    assert facts.equal_opportunity is not None
    assert facts.equal_opportunity.text == "We are an equal opportunity employer."
    assert facts.equal_opportunity.line == 7


def test_work_on_fairness_is_no_statement_of_an_employer() -> None:
    facts = gather("What you will do\n\n* Build checks against discrimination by age and gender")

    assert facts.equal_opportunity is None


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("If you need an accommodation for the interview, tell us.", True),
        ("We provide reasonable accommodations to applicants with disabilities.", True),
        ("Please let us know of any adjustments you need during the hiring process.", True),
        ("If you require assistance to apply, write to jobs@example.org.", True),
        ("Adjustments. Write to rita@example.org if a step should differ for you.", True),
        ("Hotel accommodation is paid for the interview.", False),
        ("We can accommodate most schedules.", False),
        ("You make adjustments to models.", False),
    ],
)
def test_a_line_offers_accommodation_or_does_not(text: str, *, offered: bool) -> None:
    assert (gather(text).accommodation is not None) is offered


def test_accommodation_alone_says_nothing_of_equal_opportunity() -> None:
    facts = gather("We provide reasonable accommodations to applicants with disabilities.")

    assert facts.equal_opportunity is None
    assert facts.accommodation is not None
